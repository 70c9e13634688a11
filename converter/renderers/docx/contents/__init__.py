"""The table of contents of a Word file: a TOC field (17.16.5.68) with its entries already filled in.

Word brings the page numbers up to date when it prints, or when asked to (F9). It could do so on opening
(``w:updateFields``, ``w:dirty``), but would first ask about fields that may refer to other files. So the
numbers are reckoned (`pages`), from the height of what stands before each heading.
"""

from __future__ import annotations

from converter.document.diagnostics import diagnose
from converter.document.model import Document, Heading, Text
from converter.renderers.docx.blocks import line
from converter.renderers.docx.contents.pages import reckoned_pages
from converter.renderers.docx.story import Setting, Story
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
