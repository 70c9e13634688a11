"""On which page a heading of a Word file will stand: reckoned, as only Word lays out its pages.

A line is taken for so many letters of Times as fit in it, a page for so many lines. The figures were
found by comparing with what LibreOffice sets.
"""

from __future__ import annotations

import re
from math import ceil

from msgspec import Struct

from converter.document.model import Document, Heading, Note, NoteKey, NoteRef, Paragraph
from converter.document.notes import NoteIndex
from converter.document.tree import walk
from converter.document.words import plain
from converter.renderers.docx.template.settings import text_size
from converter.renderers.first_page.contents import headings


class Measure(Struct, frozen=True):
    """The size of letters and the height of a line, in twips."""

    size: int
    line: int

    def height(self, characters: int, width: int) -> int:
        """How high so many characters stand in lines of a width."""
        letter = self.size * LETTER
        return max(1, ceil(characters * letter / (width - LOST_LETTERS * letter))) * self.line


LETTER = 0.42
"""The mean width of a letter of Times, blanks included, as a part of its size."""

LOST_LETTERS = 2
"""Letters of a line that stay empty, as no word fits there."""

LOST_LINES = 0.75
"""Lines of a page that stay empty, as no whole one fits there and none stands alone."""

AROUND_HEADING = 480
"""Twips above and below a heading."""

HEAD = 2600
"""Twips that title, subtitle and authors take."""


def reckoned_pages(document: Document, index: NoteIndex, styles: str, page: bytes) -> list[int]:
    """On which page each heading will stand, as far as that can be told; 0 is the first."""
    width, height = text_size(page)
    text, note = _measure(styles, "BodyText", "Normal"), _measure(styles, "FootnoteText", "Normal")
    height -= int(text.line * LOST_LINES)
    entries = sum(1 for _ in headings(document.blocks))
    used = HEAD + (entries + len(document.meta.abstract)) * text.line
    used += text.height(len(plain(document.meta.abstract, index)), width)
    used += text.line * 2 if document.meta.abstract else 0
    called: set[NoteKey] = set()
    pages = []
    for node in walk(document.blocks):
        if type(node) is NoteRef and node.note not in called:
            called.add(node.note)
            used += _note_height(index.notes.get(node.note), note, width, index)
        elif type(node) is Paragraph:
            used += text.height(len(plain(node.content, index)), width)
        elif type(node) is Heading:
            left = height - used % height
            used += left if left < AROUND_HEADING + 3 * text.line else 0  # it keeps with the next
            pages.append(used // height)
            used += AROUND_HEADING + text.line
    return pages


def _note_height(note: Note | None, measure: Measure, width: int, index: NoteIndex) -> int:
    if note is None or note.kind == "endnote":
        return 0
    return measure.height(len(plain(note.blocks, index)), width)


def _measure(styles: str, *ids: str) -> Measure:
    """Letters and lines of the first of these styles that says something of them, or of all text."""
    found = [re.search(f'(?s)w:styleId="{id}".*?</w:style>', styles) for id in ids]
    found.append(re.search("(?s)<w:docDefaults>.*?</w:docDefaults>", styles))
    said = "".join(one[0] for one in found if one)
    size = 10 * int((re.search('<w:sz w:val="([0-9]{1,4})"', said) or (0, 22))[1])
    line = re.search('w:line="([0-9]{1,4})"(?: w:lineRule="([a-z]+)")?', said, re.IGNORECASE)
    if line and line[2] == "exact":
        return Measure(size, int(line[1]))
    return Measure(size, int(size * NATURAL_LINE * (int(line[1]) if line else 240) / 240))


NATURAL_LINE = 1.15
"""The height of a line of Times, as a part of the size of its letters."""
