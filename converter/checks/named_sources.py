"""What rules ask of a source that a reference names: where it is cited in full, and what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from converter.checks.names import name_tokens
from converter.checks.rule import Found
from converter.checks.subject import CheckedPassage, Cited, Subject
from converter.document.model import NoteKey

DIRECTED = ("supra", "infra")
TO_NOTES = (*DIRECTED, "note", "n", "above_n")
SHORT_FORM = re.compile(r"\bsupra\s(?:foot)?notes?\b")
SIGNAL = re.compile(
    r"\A\W{0,9}(?:(?:but\s)?(?:see|cf\.|compare|accord|contra)(?:\s(?:also|generally))?,?\s(?:e\.g\.,\s)?)",
    re.IGNORECASE,
)
CASE = re.compile(
    r"([^;(]{1,120}?\sv\.\s[^;(]{1,80}?),\s\d{1,4}\s(?!(?:[^\s\d(]{1,15}\s){0,6}(?i:rev|j|l)\b)[A-Z]"
)
"""The name of a case that its report follows; a journal's title has ``Rev.``, ``J.`` or ``L.``"""
STATUTE = re.compile(
    r"([^;(]{0,120}?\b(?:Act|Code|Law|Amendments?|Const\.|Constitution)\b[^;(]{0,80}?)"
    r"(?:,|(?<=Const\.))\s(?:\d{1,3}\s(?:U\.S\.C\.|C\.F\.R\.)\s|Pub\.\sL\.|art\.|amend\.)"
)
JOURNAL = re.compile(
    r",\s\d{1,4}\s(?:[^\s\d(,;]{1,15}\s){0,6}(?:[A-Z]\.){0,6}(?:Rev|REV|J|Q|Online)\b"
)
COURT_PAPER = re.compile(
    r"\b(?:Brief|Br\.|Petition|Pet\.|Complaint|Compl\.|Motion|Mot\.|Transcript|Tr\.|Oral|Hearing|Memorandum"
    r"|Mem\.|Declaration|Decl\.|Amic\w{1,2}|Opinion|Op\.|Order|Letter|Appl\w{0,8})(?!\w)"
)
INITIAL = re.compile(r"\b([A-Z])\.")
CAPITAL = re.compile(r"\b[A-Z]")
AUTHOR = r"(?:(?:[A-Z][\w.’'-]{0,30}|de|von|van|der|la|du|al\.|et)\s?){1,6}"
AUTHORS = re.compile(
    rf"((?:(?:[A-Z][\w.’'-]{{0,30}}\s){{1,4}}[A-Z][\w.’'-]{{0,30}},\s){{0,4}}{AUTHOR}\s?(?:&|and)\s{AUTHOR}"
    rf"|{AUTHOR}),\s([^,;]{{1,200}})"
)
"""Who wrote a work, and its title."""


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
    clauses = [SIGNAL.sub("", clause) for clause, words in subject.clauses(note) if names <= words]
    if COURT_PAPER.search(cited.name):
        return False
    others = [clause for clause in clauses if not _is_case_or_statute_of(names, clause)]
    return len(others) < len(clauses) and not any(_is_work_of(names, one) for one in others)


def _is_case_or_statute_of(names: set[str], clause: str) -> bool:
    found = CASE.match(clause) or (None if JOURNAL.search(clause) else STATUTE.match(clause))
    return found is not None and names <= name_tokens(found[1])


def _is_work_of(names: set[str], clause: str) -> bool:
    """Whether a citation names these as its authors."""
    work = AUTHORS.match(clause)
    return work is not None and names <= name_tokens(work[1])


def has_only_a_short_form(subject: Subject, note: CheckedPassage, names: set[str]) -> bool:
    """Whether a note holds a name as that of a ``supra note``, and nowhere else."""
    short, others = subject.short_forms(note)
    return any(names <= one for one in short) and not names <= others


def works_of(subject: Subject, name: str, note: CheckedPassage) -> set[str]:
    """The titles of what these authors, and nobody with them, wrote of the works a note cites."""
    titles: set[str] = set()
    initials = set(INITIAL.findall(name))
    for clause, words in subject.clauses(note):
        work = AUTHORS.match(SIGNAL.sub("", clause)) if name_tokens(name) <= words else None
        if not work or re.search(r"\bsupra\b", clause):
            continue
        is_alone = _author_count(work[1]) == _author_count(name)
        fits = name_tokens(name) <= name_tokens(work[1]) and initials <= set(
            CAPITAL.findall(work[1])
        )
        if is_alone and fits:
            titles.add(work[2])
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
        if subject.calls[key] < here and clause and not SHORT_FORM.search(clause):
            return key if key not in cited.keys else None
    return None
