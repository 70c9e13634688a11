"""A note of a page as it is found, and its key and number, from what its marks show."""

from __future__ import annotations

import re
from collections import Counter

from msgspec import Struct

from converter.document.model import NoteKey, NoteKind, NumberFormat, Numbering
from converter.document.notes import written
from converter.readers.html.notes.kinds import OWN_ID
from converter.readers.html.notes.labels import Body
from converter.readers.html.page import Element

FORMATS: tuple[NumberFormat, ...] = (
    "lower-roman",
    "upper-roman",
    "lower-alpha",
    "upper-alpha",
    "symbols",
)
LARGEST = 32767
ESCAPED = re.compile(r"_([0-9a-f]{1,6})_")


class Found(Struct, eq=False):
    """A note: what its first mark shows, its words, its marks, and where it begins.

    A note whose mark is no number, or is none of the numbers of the others, has a `symbol`.
    `fragment` is the id by which its marks lead to it; `after` are notes that only this one calls. Its
    `key` and `id` are given when all are found.
    """

    kind: NoteKind
    label: str
    body: Body
    marks: list[Element]
    target: Element
    fragment: str = ""
    symbol: str | None = None
    after: list[Found] = []
    key: NoteKey = NoteKey("")
    id: str = ""


class Notes(Struct):
    """The notes of a page in the order of their marks, and entries of their lists that no mark calls.

    `odd` are notes from which on the page does not count as one does.
    """

    found: list[Found]
    uncalled: list[Element]
    odd: list[Found]


def name_notes(notes: list[Found]) -> None:
    """Give each note a key and an id: the number that its mark shows, where no other has that."""
    for kind in ("footnote", "endnote"):
        alike = [note for note in notes if note.kind == kind]
        _set_symbols(alike)
        shown = Counter(note.label for note in alike if note.symbol is None)
        used: set[str] = set()
        for count, note in enumerate(alike, 1):
            own = OWN_ID.search(note.target.get("id"))
            id = (
                ESCAPED.sub(lambda one: chr(int(one[1], 16)), own[1].partition("-")[2])
                if own
                else ""
            )
            if not id and note.symbol is not None:
                id = f"s{count}"
            elif not id:
                id = note.label if note.label.isdecimal() and shown[note.label] == 1 else str(count)
            while id in used:
                id = f"{id}-{count}"
            used.add(id)
            note.id, note.key = id, NoteKey(f"{kind}-{id}")


def _set_symbols(notes: list[Found]) -> None:
    """A mark that is none of the series of the others is the note's own."""
    labels = [note.label for note in notes if note.label and note.symbol is None]
    numbers = sum(label.isdecimal() for label in labels)
    if not numbers and _format_of(labels):
        return
    for note in notes:
        if note.symbol is None and note.label and not note.label.isdecimal():
            note.symbol = note.label


def _format_of(labels: list[str]) -> NumberFormat | None:
    """How labels are written that count from one."""
    for format in FORMATS:
        if labels and all(label == written(count, format) for count, label in enumerate(labels, 1)):
            return format
    return None


def numbering_of(notes: list[Found]) -> Numbering:
    """How the notes of a kind are numbered: from where on, and in which figures."""
    labels = [note.label for note in notes if note.symbol is None and note.label]
    if labels and all(map(_is_number, labels)):
        return Numbering(start=int(labels[0]))
    format = _format_of(labels)
    return Numbering(format=format) if format else Numbering()


def _is_number(label: str) -> bool:
    return label.isascii() and label.isdecimal() and 0 < int(label) <= LARGEST


def keep_odd_numbers(notes: list[Found]) -> Found | None:
    """Make the numbers marks of their own from the first on that does not count on; its note.

    They are printed as the page has them then, and cross references to them stay true.
    """
    counted = [note for note in notes if note.symbol is None and _is_number(note.label)]
    for count, note in enumerate(counted):
        if int(note.label) != int(counted[0].label) + count:
            for one in counted[count:]:
                one.symbol = one.label
            return note
    return None


__all__ = ["keep_odd_numbers", "name_notes", "numbering_of"]
