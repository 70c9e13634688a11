"""Short forms: what they need before them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from converter.checks.rule import BLUEBOOK, Found, group
from converter.checks.subject import Subject
from converter.citations.known import folded
from converter.citations.values import Citation

rule = group("citations")

IN_PARENTHESES = re.compile(r"\((hereinafter[\s,][^()]{1,120})\)")
AT_PAGE = re.compile(r"\d\s[A-Z][\w.\s]{1,20}\sat\s\d")
ID = re.compile(r"\b[Ii]d\.")
FAR = 5
"""After so many notes of nothing but ``Id.``, a reader no longer sees what is meant."""


@rule("H002", "warning", "Bluebook rule 4.2(b)", fix="safe", styles=BLUEBOOK)
def hereinafter_in_parentheses(subject: Subject) -> Iterator[Found]:
    """``hereinafter`` stands in parentheses; its short title stands in square brackets.

    Bad:
        1. Bo Lund, The Wick, 3 Coastal L. Rev. 7 (1982) (hereinafter Wick). See Lund, Wick, supra.
    Good:
        1. Bo Lund, The Wick, 3 Coastal L. Rev. 7 (1982) [hereinafter Wick]. See Lund, Wick, supra.
    """
    for note in subject.notes.having(IN_PARENTHESES):
        for match in note.matches(IN_PARENTHESES):
            message = "“hereinafter” stands in parentheses"
            yield note.found(match, message, "Use square brackets.", f"[{match[1]}]")


@rule("S033", "info", "Bluebook rule 10.9", styles=BLUEBOOK)
def case_not_cited_before(subject: Subject) -> Iterator[Found]:
    """A short form of a case stands where no note before it cites the case in full.

    Bad:
        1. Roe, 410 U.S. at 121.
        2. Roe v. Lund, 410 U.S. 113, 120 (1973).
    Good:
        1. Roe v. Lund, 410 U.S. 113, 120 (1973).
        2. Roe, 410 U.S. at 121.
    """
    if not subject.count(AT_PAGE):
        return
    cited: set[tuple[str, str]] = set()
    for note in subject.notes:
        clauses = [one for sentence in subject.sentences(note) for one in sentence.clauses]
        for clause in sorted(clauses, key=lambda one: one.start):
            volumes = list(_volumes(clause, note.text))
            is_short = clause.kind == "short-case" and clause.part("date") is None
            if (
                is_short
                and volumes
                and cited.isdisjoint(volumes)
                and not _in_text(subject, volumes)
            ):
                message = "no note before this one cites the case in full"
                remedy = "Cite it in full where it comes first."
                yield note.found((clause.start, clause.end), message, remedy)
            cited.update(volumes)


def _in_text(subject: Subject, volumes: list[tuple[str, str]]) -> bool:
    """Whether the text itself cites one of these volumes."""
    starts = "|".join(rf"\b{volume}\s{name[:1]}" for volume, name in volumes if volume.isdigit())
    return bool(starts) and re.search(starts, subject.text.words, re.IGNORECASE) is not None


def _volumes(cited: Citation, text: str) -> Iterator[tuple[str, str]]:
    for one, two in zip(cited.parts, cited.parts[1:], strict=False):
        if one.kind == "volume" and two.kind in ("reporter", "container"):
            yield one.of(text), folded(two.of(text))


@rule("I011", "info", "Bluebook rule 4.1", styles=BLUEBOOK)
def id_far_from_source(subject: Subject) -> Iterator[Found]:
    """An ``Id.`` stands more than five notes behind the citation that it repeats.

    Bad:
        1. Bo Lund, The Wick, 3 Coastal L. Rev. 7 (1982).
        2. Id. at 8.
        3. Id. at 9.
        4. Id. at 10.
        5. Id. at 11.
        6. Id. at 12.
        7. Id. at 13.
    Good:
        1. Bo Lund, The Wick, 3 Coastal L. Rev. 7 (1982).
        2. Id. at 8.
    """
    if not subject.count(ID):
        return
    since = 0
    for note in subject.numbered:
        clauses = subject.clauses(note)
        only_ids = bool(clauses) and all(one.citation.kind == "id" for one in clauses)
        since = since + 1 if only_ids else 0
        if since == FAR + 1:
            first = clauses[0].citation
            message = f"the source of this Id. was cited {since} notes before"
            yield note.found((first.start, first.end), message, "Name the source again.")
