"""What is gathered while a document is written as Typst."""

from __future__ import annotations

from msgspec import Struct

from converter.document.diagnostics import Diagnostic
from converter.document.model import NoteKey
from converter.document.notes import NoteIndex


class Work(Struct):
    """What is gathered while a document is written.

    `printed` are the notes whose text is out, `pointed` those that something points at, `coded` the
    characters printed by their code. In a
    note (`in_note`) no note can be called; of a heading (`in_heading`) only words are bookmarked. With
    `contents`, a table lists the headings again. With `traced`, blocks tell their places. A
    `leftward` article runs from right to left; what is written runs so if `now_leftward`, and `turned`
    says that some of it runs the other way.
    """

    index: NoteIndex
    diagnostics: list[Diagnostic] = []
    printed: set[NoteKey] = set()
    pointed: set[NoteKey] = set()
    coded: dict[str, None] = {}
    in_note: bool = False
    in_heading: bool = False
    endnotes: list[str] = []
    contents: bool = False
    traced: bool = False
    leftward: bool = False
    now_leftward: bool = False
    turned: bool = False
