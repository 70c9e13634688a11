"""The sheet of sources: a row for each source that a note cites, for a cite-checker to work through.

`rows` reads them out of a document; `workbook` and `tables` write them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct, structs

from converter.checks import Finding, Selection, check
from converter.checks.passage import CheckedPassage
from converter.checks.rule import Profile
from converter.checks.sheet.standing import Standing
from converter.checks.subject import Subject
from converter.citations.sources import cited
from converter.citations.values import Citation, PartKind
from converter.crossrefs import CitationStyle
from converter.formats import Parsed

KINDS = {
    "periodical": "newspaper or magazine",
    "web": "web page",
    "short-case": "case",
    "court-paper": "court paper",
    "short": "short form",
    "id": "Id.",
}
"""What kinds of citations are called in the sheet, where that is not their name."""

TITLES: tuple[PartKind, ...] = (
    "title",
    "web-title",
    "case",
    "short-case",
    "act",
    "enactment",
    "told-case",
)
CONTAINERS: tuple[PartKind, ...] = ("container", "reporter", "code", "publisher")


class Row(Struct, frozen=True, kw_only=True):
    """A source in a note. All are words; empty is what the note does not give.

    `order` counts the sources of the note from 1. `stands_for` is what a short form or ``Id.`` means, and
    `first_note` the note that cites this source first. The last two are for the checker to fill in.
    """

    note: str
    order: str
    signal: str = ""
    kind: str = ""
    authors: str = ""
    title: str = ""
    container: str = ""
    volume: str = ""
    page: str = ""
    pinpoint: str = ""
    date: str = ""
    court: str = ""
    url: str = ""
    archive: str = ""
    form: str = ""
    stands_for: str = ""
    first_note: str = ""
    explanation: str = ""
    findings: str = ""
    citation: str = ""
    checked_by: str = ""
    copy_in_hand: str = ""


class Source(NamedTuple):
    """A source once: how it is cited in full, its kind, and the notes that cite it."""

    citation: str
    kind: str
    notes: list[str]


class Sheet(NamedTuple):
    """The rows in the order of the notes, and the sources in the order of their first citations."""

    rows: list[Row]
    sources: list[Source]


def make_sheet(
    parsed: Parsed,
    *,
    style: CitationStyle = "bluebook",
    profile: Profile = "bluebook-lawreview",
    selection: Selection | None = None,
) -> Sheet:
    """The sources that the notes of a document cite, with what the check finds in each citation."""
    placed = parsed.with_source()
    subject = Subject(placed, style, profile)
    found = check(placed, selection, style=style, profile=profile)
    by_note: dict[str, list[Finding]] = {}
    for one in found:
        by_note.setdefault(one.note, []).append(one)
    standing = Standing()
    rows: list[Row] = []
    roots: list[int] = []
    for note in subject.notes:
        own = by_note.get(note.label, [])
        for row, root in _rows_of(note, subject, standing, own, len(rows)):
            rows.append(row)
            roots.append(root)
    return Sheet(_with_first_notes(rows, roots), _sources(rows, roots))


def _rows_of(
    note: CheckedPassage, subject: Subject, standing: Standing, findings: list[Finding], first: int
) -> Iterator[tuple[Row, int]]:
    """The rows of a note, each with the number of the row in which its source is first cited."""
    clauses = list(cited(subject.sentences(note)))
    left = list(findings)
    for order, clause in enumerate(clauses, 1):
        root = standing.root_of(clause, note, first + order - 1)
        start, end = note.place(clause.start), note.place(clause.end - 1) + 1
        own = [one for one in left if one.span and start <= one.span.start < end]
        if order == len(clauses):
            own = left  # what is said of the note as a whole stands in its last row
        left = [one for one in left if one not in own]
        row = _row(note, order, clause)
        said = "; ".join(f"{one.code} {one.message}" for one in own)
        yield (
            structs.replace(
                row, findings=said, stands_for=standing.words_of(root, first + order - 1)
            ),
            root,
        )


def _row(note: CheckedPassage, order: int, clause: Citation) -> Row:
    text = note.text

    def words(*kinds: PartKind) -> str:
        found = (clause.words(kind, text) for kind in kinds)
        return " ".join(next((one for one in found if one), "").split())

    return Row(
        note=note.label,
        order=str(order),
        signal=words("signal"),
        kind=KINDS.get(clause.kind, clause.kind),
        authors=words("authors"),
        title=words(*TITLES),
        container=words(*CONTAINERS),
        volume=words("volume"),
        page=words("page"),
        pinpoint=words("pinpoint"),
        date=words("date"),
        court=words("court"),
        url=words("url"),
        archive=words("archive"),
        form=_form(clause),
        explanation=words("explanation"),
        citation=" ".join(text[clause.start : clause.end].split()),
    )


def _form(clause: Citation) -> str:
    if clause.kind == "id":
        return "Id."
    if clause.part("supra"):
        return "supra"
    return "short" if clause.kind == "short-case" else "full"


def _with_first_notes(rows: list[Row], roots: list[int]) -> list[Row]:
    return [
        structs.replace(row, first_note=rows[root].note)
        for row, root in zip(rows, roots, strict=True)
    ]


def _sources(rows: list[Row], roots: list[int]) -> list[Source]:
    found: dict[int, Source] = {}
    for row, root in zip(rows, roots, strict=True):
        first = rows[root]
        source = found.setdefault(root, Source(first.citation, first.kind, []))
        if row.note not in source.notes:
            source.notes.append(row.note)
    return list(found.values())
