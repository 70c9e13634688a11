"""Numbers and calls of notes. The printed number of a note is computed here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from converter import model
from converter.model import Document, Note, NoteKey, NoteKind, NoteRef

NumberFormat = Literal["decimal", "lower-roman"]

CHILDREN = {
    kind: tuple(name for name in ("caption", "head", "rows", "cells", "items", "content", "blocks")
                if name in kind.__struct_fields__)
    for kind in vars(model).values()
    if isinstance(kind, type) and issubclass(kind, model.Node)
}  # fmt: skip
CHILDREN[model.Figure] = ("blocks", "caption")


class NoteIndex(Struct, frozen=True):
    """What a renderer or check asks about the notes of a document.

    `labels` are the printed numbers or custom marks, `calls` how often the text calls each note,
    `called` the notes of each kind in the order of their first call, `uncalled` those that no mark
    calls, `formats` how the numbers of each kind are written.
    """

    notes: dict[NoteKey, Note]
    labels: dict[NoteKey, str]
    calls: dict[NoteKey, int]
    called: dict[NoteKind, tuple[Note, ...]]
    uncalled: tuple[Note, ...]
    formats: dict[NoteKind, NumberFormat]

    def label(self, key: NoteKey) -> str:
        """The number or custom mark printed for a note; ``?`` for a note that no mark calls."""
        return self.labels.get(key, "?")


def index_notes(document: Document) -> NoteIndex:
    """Number the notes of a document.

    Footnotes and endnotes count apart, each from 1 in the order of first appearance; a custom mark
    is printed as it is and not counted. Where both kinds have numbers, endnotes take roman ones, as
    in Word (ECMA-376 Part 1, 17.11.17), so that no two marks look alike.
    """
    notes = {note.key: note for note in document.notes}
    calls: dict[NoteKey, int] = {}
    for node in walk_text(document):
        if type(node) is NoteRef and node.note in notes:
            calls[node.note] = calls.get(node.note, 0) + 1
    called: dict[NoteKind, tuple[Note, ...]] = {
        kind: tuple(notes[key] for key in calls if notes[key].kind == kind)
        for kind in ("footnote", "endnote")
    }
    numbered = {kind: [note for note in called[kind] if note.mark is None] for kind in called}
    formats: dict[NoteKind, NumberFormat] = {
        "footnote": "decimal",
        "endnote": "lower-roman" if all(numbered.values()) else "decimal",
    }
    labels = {key: note.mark for key, note in notes.items() if note.mark is not None}
    for kind, ordered in numbered.items():
        for number, note in enumerate(ordered, 1):
            labels[note.key] = roman(number) if formats[kind] == "lower-roman" else str(number)
    uncalled = tuple(note for note in document.notes if note.key not in calls)
    return NoteIndex(notes, labels, calls, called, uncalled, formats)


def walk_text(document: Document) -> Iterator[model.Node]:
    """All nodes of the text in reading order, title first; notes are not entered."""
    meta = document.meta
    yield from walk((*meta.title, *meta.subtitle))
    for author in meta.authors:
        yield from walk(author)
    yield from walk(meta.abstract)
    yield from walk(document.blocks)


def walk(nodes: tuple[model.Node, ...]) -> Iterator[model.Node]:
    """These nodes and all below them in reading order. Not recursive: depth costs nothing."""
    stack = list(reversed(nodes))
    while stack:
        node = stack.pop()
        yield node
        for name in reversed(CHILDREN[type(node)]):
            stack.extend(reversed(getattr(node, name)))


def roman(number: int) -> str:
    """A positive number in lower-case roman numerals.

    >>> roman(14)
    'xiv'
    """
    values = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
    numerals = ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i")
    written = ""
    for value, numeral in zip(values, numerals, strict=True):
        count, number = divmod(number, value)
        written += numeral * count
    return written
