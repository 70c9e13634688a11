"""What rules ask of a source that a reference names: where it is cited in full, and what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from converter.checks.passage import CheckedPassage, Cited, Clause
from converter.checks.rule import Found
from converter.checks.subject import Subject
from converter.citations.names import name_tokens
from converter.citations.telling.short_forms import PAPERS
from converter.citations.values import PartKind
from converter.document.model import NoteKey

DIRECTED = ("supra", "infra")
TO_NOTES = (*DIRECTED, "note", "n", "above_n")
INITIAL = re.compile(r"\b([A-Z])\.")
CAPITAL = re.compile(r"\b[A-Z]")
CASES: tuple[PartKind, ...] = ("case", "short-case")


def named(subject: Subject) -> Iterator[tuple[Cited, CheckedPassage]]:
    """The references that name a source and one other note, with that note."""
    for cited in subject.all_references(*DIRECTED):
        note = one_target(subject, cited)
        if note is not None and note is not cited.passage and name_tokens(cited.name):
            yield cited, note


def one_target(subject: Subject, cited: Cited) -> CheckedPassage | None:
    key = cited.keys[0] if len(cited.keys) == 1 else None
    return subject.by_key.get(key) if key else None


def is_case_or_statute(subject: Subject, cited: Cited, note: CheckedPassage) -> bool:
    """Whether the name is that of a case or statute, not of an author who writes about one."""
    names = name_tokens(cited.name)
    clauses = [one for one in subject.clauses(note) if names <= one.tokens]
    if PAPERS.search(cited.name):
        return False
    others = [one for one in clauses if not _is_case_or_statute_of(names, one)]
    return len(others) < len(clauses) and not any(
        names <= name_tokens(one.part("authors")) for one in others
    )


def _is_case_or_statute_of(names: set[str], clause: Clause) -> bool:
    """Whether a clause cites a case or statute by these names."""
    if clause.citation.kind == "enactment":
        return names <= name_tokens(clause.part("act") + " " + clause.part("enactment"))
    return any(names <= name_tokens(clause.part(kind)) for kind in CASES)


def has_only_a_short_form(subject: Subject, note: CheckedPassage, names: set[str]) -> bool:
    """Whether a note holds a name as that of a ``supra note``, and nowhere else."""
    short, others = subject.short_forms(note)
    return any(names <= one for one in short) and not names <= others


def works_of(subject: Subject, name: str, note: CheckedPassage) -> set[str]:
    """The titles of what these authors, and nobody with them, wrote of the works a note cites."""
    titles: set[str] = set()
    initials = set(INITIAL.findall(name))
    for clause in subject.clauses(note):
        authors, title = clause.part("authors"), clause.part("title")
        if not title or clause.citation.part("supra"):
            continue
        is_alone = _author_count(authors) == _author_count(name)
        fits = name_tokens(name) <= name_tokens(authors) and initials <= set(
            CAPITAL.findall(authors)
        )
        if is_alone and fits:
            titles.add(title)
    return titles


def _author_count(names: str) -> int:
    """One, two, or three for more."""
    if "et al" in names or "," in names:
        return 3
    return 2 if re.search(r"\s(?:&|and)\s", names) else 1


def mending(subject: Subject, cited: Cited, message: str, word: str | None = None) -> Found:
    """A finding that offers the note which cites the named source in full, or else another word."""
    key = _first_full_citation(subject, cited)
    labels = cited.reference.labels
    if key is not None and len(cited.targets) == 1:
        label = subject.index.label(key)
        at = labels[0].first.start, labels[0].first.end
        remedy = f"“{cited.name}” is cited in full in note {label}: check, and write that number."
        return cited.passage.found(cited.stretch, message, remedy, label, at=at)
    if word is not None and not cited.name:
        at = cited.reference.start, cited.reference.start + len(word)
        remedy = f"Write “{word}”, if the number is right."
        return cited.passage.found(cited.stretch, message, remedy, word, at=at)
    return cited.passage.found(cited.stretch, message, "Look up which note is meant.")


def is_cited_elsewhere(subject: Subject, cited: Cited) -> bool:
    """Whether an earlier note than the one named cites in full all that the name says."""
    return _first_full_citation(subject, cited) is not None


def _first_full_citation(subject: Subject, cited: Cited) -> NoteKey | None:
    """The first note before this one that cites all that the name says, and not by a short form."""
    names = name_tokens(cited.name)
    here = subject.place_of(cited.passage, cited.reference.start)
    for key in subject.notes_with(names) if names else ():
        clause = subject.clause_with(subject.by_key[key], names)
        if subject.calls[key] < here and clause and not clause.citation.part("note"):
            return key if key not in cited.keys else None
    return None
