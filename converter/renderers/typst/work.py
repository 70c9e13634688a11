"""What is gathered while a document is written as Typst."""

from __future__ import annotations

import re

from msgspec import Struct

from converter.document.diagnostics import Diagnostic
from converter.document.model import HeadingKey, NoteKey
from converter.document.notes import NoteIndex

UNSAFE_IN_LABEL = re.compile("[^A-Za-z0-9-]")


class Work(Struct):
    """What is gathered while a document is written.

    `printed` are the notes whose text is out, `coded` the characters printed by their code. In a
    note (`in_note`) no note can be called; of a heading (`in_heading`) only words are bookmarked. With
    `contents`, a table lists the headings again. With `traced`, blocks tell their places.
    """

    index: NoteIndex
    diagnostics: list[Diagnostic] = []
    printed: set[NoteKey] = set()
    coded: dict[str, None] = {}
    in_note: bool = False
    in_heading: bool = False
    endnotes: list[str] = []
    contents: bool = False
    traced: bool = False


def label(key: NoteKey | HeadingKey) -> str:
    """A name that no other key has: letters, digits and hyphens, the rest by their codes.

    >>> label(NoteKey("footnote-3")), label(NoteKey("endnote-a_b"))
    ('footnote-3', 'endnote-a_5f_b')
    """
    return UNSAFE_IN_LABEL.sub(lambda one: f"_{ord(one[0]):x}_", key)
