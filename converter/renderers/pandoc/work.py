"""What is gathered while a document is written for pandoc."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field, structs

from converter.document.model import Document, NoteKey, Numbering
from converter.document.notes import NoteIndex, index_notes
from converter.document.overrides import with_one_kind

Works = Literal["none", "class", "style", "refs"]
"""What a format knows of a list of works: nothing, a class, a style of paragraphs, or what it is."""


class Work(Struct):
    """What is gathered while a document is written: the notes whose own mark was written.

    `index` has the notes as they are, with the numbers that are printed. `for_writer` leaves out the
    spans for what only our reader knows. With `anchors`, the format knows links to a note, with
    `ties`, it is set in lines, and has no-break spaces before numbers (`converter.document.ties`), with
    `one_caption`, its pictures have no description beside their caption. A link that is the mark of a
    note has the title `mark_title`. A `bibliography` is what the format knows of one. So many
    `headings` were written, and entries of `works`.
    """

    index: NoteIndex
    for_writer: bool = False
    anchors: bool = True
    ties: bool = False
    one_caption: bool = False
    mark_title: str = ""
    headings: int = 0
    bibliography: Works = "class"
    works: int = 0
    called: set[NoteKey] = field(default_factory=set)


def as_pandoc_numbers(document: Document) -> NoteIndex:
    """The notes of a document with the numbers of pandoc's writers: 1, 2, 3 … for all of them."""
    alike = with_one_kind(document, "footnote")
    unmarked = tuple(structs.replace(note, mark=None) for note in alike.notes)
    index = index_notes(structs.replace(alike, notes=unmarked, numbering=Numbering()))
    return structs.replace(index, notes={note.key: note for note in document.notes})
