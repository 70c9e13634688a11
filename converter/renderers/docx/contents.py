"""The table of contents of a Word file: a TOC field (17.16.5.68) with its entries already filled in.

Word brings the page numbers up to date when it prints, or when asked to (F9). It could do so on opening
(``w:updateFields``, ``w:dirty``), but would first ask about fields that may refer to other files. So the
numbers are reckoned here, from the height of what stands before each heading.
"""

from __future__ import annotations

import re
from math import ceil

from msgspec import Struct

from converter.document.diagnostics import diagnose
from converter.document.model import Document, Heading, Note, NoteKey, NoteRef, Paragraph, Text
from converter.document.notes import NoteIndex
from converter.document.tree import walk
from converter.document.words import plain
from converter.renderers.docx.blocks import line
from converter.renderers.docx.story import Setting, Story
from converter.renderers.docx.template.settings import text_size
from converter.renderers.first_page.contents import bare, headings
from converter.renderers.generated import generated

INSTRUCTION = r' TOC \o "1-6" \h \z \u '
"""All headings, as links, also by their outline levels; no page numbers where Word shows no pages."""

OPENING = (
    '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
    "</w:docPartObj></w:sdtPr><w:sdtContent>"
)
"""What lets Word offer to update the table (17.5.2.13)."""
CLOSING = "</w:sdtContent></w:sdt>"


def contents(document: Document, story: Story, styles: str, first_page: int) -> None:
    """Write the table of contents, if the text has headings. They will bear the bookmarks it names.

    `styles` is the part of the styles, `first_page` the number of the page on which the text begins.
    """
    listed = list(headings(document.blocks))
    if not listed:
        return
    book = story.book
    book.listed = {id(heading): f"_Toc{number:09}" for number, heading in enumerate(listed, 1)}
    pages = reckoned_pages(document, book.index, styles, book.page)
    title = generated(document.meta.lang).contents
    story.out.append(OPENING)
    line((Text(title),), story, Setting("TOCHeading"))
    story.opening = field_opening(INSTRUCTION)
    for heading, page in zip(listed, pages, strict=True):
        entry(heading, first_page + page, story)
    end = f"<w:r>{FIELD_END}</w:r>"
    story.out.append(f'<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr>{end}</w:p>{CLOSING}')
    if story.section_ends is not None:  # a section cannot end in what Word writes anew
        line((), story, Setting("TableEnd"))
    book.diagnostics.append(diagnose("N004"))


def entry(heading: Heading, page: int, story: Story) -> None:
    """One line: the words of a heading, and the page that it stands on, as a link to it."""
    name = story.book.listed[id(heading)]
    story.opening += f'<w:hyperlink w:anchor="{name}">'
    line(bare(heading.content, story.book.index), story, Setting(f"TOC{heading.level}"))
    number = field_opening(f" PAGEREF {name} \\h ")
    story.out[-1] = (
        f"<w:r><w:tab/></w:r>{number}<w:r><w:t>{page}</w:t></w:r><w:r>{FIELD_END}</w:r>"
        "</w:hyperlink></w:p>"
    )


FIELD_END = '<w:fldChar w:fldCharType="end"/>'


def field_opening(instruction: str) -> str:
    """What a field (17.16.18) has before its result."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


# The pages


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
