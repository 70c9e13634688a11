"""What is known, and gathered, while a web page is written."""

from __future__ import annotations

from msgspec import Struct

from converter.document.diagnostics import Diagnostic
from converter.document.model import (
    Note,
    NoteKey,
)
from converter.document.notes import NoteIndex
from converter.renderers.html.paper import Foot
from converter.renderers.html.text import escape_attribute, slug


class _Target(Struct, frozen=True):
    """How the page speaks of a note: the tail of its ids, its name, its number; all escaped."""

    slug: str
    name: str
    label: str


class HeadingLine(Struct, frozen=True):
    """A heading as a table of contents lists it: `words` are HTML without marks and links."""

    level: int
    id: str
    words: str


class Page(Struct):
    """What is known, and gathered, while a page is written.

    `prefix` begins every id. With `beside` a note stands at its first mark instead of in a list;
    `waiting` are those that cannot stand there, and follow the block. `foot` is there if footnotes can be
    printed at the foot of pages. `pictured` says that a picture is part of the page.
    """

    index: NoteIndex
    targets: dict[NoteKey, _Target]
    prefix: str = ""
    beside: bool = False
    marks: dict[NoteKey, int] = {}
    waiting: list[Note] = []
    foot: Foot | None = None
    headings: list[HeadingLine] = []
    sections: int = 0
    heading_ids: dict[str, int] = {}
    diagnostics: list[Diagnostic] = []
    in_link: bool = False
    in_note: NoteKey | None = None
    in_block: bool = False
    pictured: bool = False


def new_page(index: NoteIndex, prefix: str, beside: bool) -> Page:
    return Page(index, _find_targets(index), prefix, beside)


def _find_targets(index: NoteIndex) -> dict[NoteKey, _Target]:
    """Where the notes that are printed stand, and what they are called."""
    words = {"footnote": "note", "endnote": "endnote" if index.called["footnote"] else "note"}
    labels = {
        key: label if label.isalnum() else escape_attribute(label)
        for key, label in index.labels.items()
    }
    return {
        note.key: _Target(
            slug(note.key), f"{words[note.kind]} {labels[note.key]}", labels[note.key]
        )
        for notes in index.called.values()
        for note in notes
    }
