"""The blocks of a document as HTML, and its notes as blocks."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar, assert_never

from converter.document.model import (
    Block,
    BlockQuote,
    BulletList,
    Cell,
    CodeBlock,
    Figure,
    Heading,
    Inline,
    ListItem,
    Note,
    OrderedList,
    Paragraph,
    Row,
    Table,
    ThematicBreak,
)
from converter.renderers.html.inlines import back_links, plain, render_inlines
from converter.renderers.html.page import HeadingLine, Page
from converter.renderers.html.paper import whole_on_paper
from converter.renderers.html.text import escape, escape_attribute

T = TypeVar("T")

OWN_IDS = frozenset(("abstract", "contents", "footnotes", "endnotes"))
"""Ids that the page gives out itself."""

# Notes


def render_note(page: Page, note: Note, element: str = "li", role: str = "") -> str:
    """A note as a block of its own: an item of a list, or after the block that holds its mark."""
    target = page.targets[note.key]
    page.in_note = note.key
    cut = page.foot.cut.get(note.key) if page.foot and page.foot.cut else None
    text = cut or render_blocks(page, note.blocks)
    page.in_note = None
    back = back_links(page, note.key)
    text = f"{text[:-4]} {back}</p>" if text.endswith("</p>") else f"{text}\n{back}".lstrip()
    return (
        f'<{element}{role} id="{page.prefix}note-{target.slug}">'
        f'<span class="label">{target.label}</span> {text}</{element}>'
    )


BETWEEN_BLOCKS = re.compile(r"\n(?=</?(?:blockquote|div|li|ol|p|pre|t|ul)[a-z]*\b)")
"""Line ends that WeasyPrint prints as empty lines in a footnote."""


def render_waiting(page: Page) -> str:
    """The notes that could not stand at their marks, once what holds these is written."""
    notes, page.waiting = page.waiting, []
    role = ' class="note" role="doc-footnote"'
    written = [render_note(page, note, "aside", role) for note in notes]
    return "".join([f"\n{whole_on_paper(BETWEEN_BLOCKS.sub('', note))}" for note in written])


# Blocks


def render_blocks(page: Page, blocks: tuple[Block, ...]) -> str:
    if len(blocks) == 1:
        return _block(page, blocks[0])
    return "\n".join([_block(page, block) for block in blocks])


def _block(page: Page, block: Block) -> str:
    if type(block) is Paragraph:
        return f"<p>{render_inlines(page, block.content)}</p>"
    match block:
        case Heading():
            return _heading(page, block)
        case BlockQuote():
            return f"<blockquote>\n{render_blocks(page, block.blocks)}\n</blockquote>"
        case BulletList():
            return f"<ul>\n{_items(page, block.items)}\n</ul>"
        case OrderedList():
            start = f' start="{block.start}"' if block.start != 1 else ""
            return f"<ol{start}>\n{_items(page, block.items)}\n</ol>"
        case Table():
            return in_block(page, lambda: _table(page, block))
        case Figure():
            return in_block(page, lambda: _figure(page, block))
        case ThematicBreak():
            return "<hr>"
        case CodeBlock():
            return _code_block(block)
        case _:
            assert_never(block)


def render_body(page: Page, blocks: tuple[Block, ...]) -> str:
    """The blocks of the text; each with the notes that have to follow it."""
    if not page.beside:
        return render_blocks(page, blocks)
    return "\n".join([_block(page, block) + render_waiting(page) for block in blocks])


def _heading(page: Page, heading: Heading) -> str:
    """A heading, which the contents list and can be linked to: its id is made of its words."""
    level = min(heading.level + 1, 6)
    with_marks = in_block(page, lambda: render_inlines(page, heading.content))
    if page.in_note:
        return f"<h{level}>{with_marks}</h{level}>"
    id = _heading_id(page, heading)
    page.headings.append(HeadingLine(level, id, _words_alone(with_marks)))
    return f'<h{level} id="{id}">{with_marks}</h{level}>'


def _heading_id(page: Page, heading: Heading) -> str:
    words = "-".join(re.findall(r"\w+", plain(page, heading.content).lower())) or "section"
    if re.match(r"(note|mark\d*|run\d+)-", words) or words in OWN_IDS:
        words = f"section-{words}"
    count = page.heading_ids.get(words, 0) + 1
    while f"{words}-{count}" in page.heading_ids:
        count += 1
    page.heading_ids[words] = count
    id = f"{words}-{count}" if count > 1 else words
    page.heading_ids.setdefault(id, 1)
    return page.prefix + id


def _words_alone(html: str) -> str:
    """A heading without its marks, links and anchors, for the table of contents."""
    without_marks = re.sub(r'<sup class="marks">.*?</a></sup>', "", html)
    return re.sub(r"</?a\b[^>]*>|<wbr>", "", without_marks).strip()


def _items(page: Page, items: tuple[ListItem, ...]) -> str:
    return "\n".join([f"<li>{_tight(page, item.blocks)}</li>" for item in items])


def _tight(page: Page, blocks: tuple[Block, ...]) -> str:
    """Blocks of a list item or cell: a paragraph alone in it needs no element of its own."""
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return render_inlines(page, blocks[0].content)
    return render_blocks(page, blocks)


def _captioned(page: Page, caption: tuple[Inline, ...], element: str) -> str:
    return f"<{element}>{render_inlines(page, caption)}</{element}>\n" if caption else ""


def _figure(page: Page, figure: Figure) -> str:
    blocks = render_blocks(page, figure.blocks)
    caption = _captioned(page, figure.caption, "figcaption")
    return f"<figure>\n{blocks}\n{caption}</figure>"


def _table(page: Page, table: Table) -> str:
    """A table in a box that scrolls, by keyboard too (WCAG 2.1.1), where the screen is narrower."""
    caption = _captioned(page, table.caption, "caption")
    head = f"<thead>\n{_rows(page, table.head, 'th')}\n</thead>\n" if table.head else ""
    body = f"<tbody>\n{_rows(page, table.rows, 'td')}\n</tbody>\n" if table.rows else ""
    return (
        '<div class="table" role="group" aria-label="table" tabindex="0">\n'
        f"<table>\n{caption}{head}{body}</table>\n</div>"
    )


def _rows(page: Page, rows: tuple[Row, ...], element: str) -> str:
    return "\n".join(
        [f"<tr>{''.join(_cell(page, cell, element) for cell in row.cells)}</tr>" for row in rows]
    )


def _cell(page: Page, cell: Cell, element: str) -> str:
    align = f' class="{cell.align}"' if cell.align != "default" else ""
    columns = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    rows = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    return f"<{element}{align}{columns}{rows}>{_tight(page, cell.blocks)}</{element}>"


def _code_block(block: CodeBlock) -> str:
    language = "-".join(block.language.split())
    named = f' class="language-{escape_attribute(language)}"' if language else ""
    return f"<pre><code{named}>{escape(block.text)}</code></pre>"


def in_block(page: Page, write: Callable[[], T]) -> T:
    """What `write` gives, its notes waiting for the end of the block."""
    before, page.in_block = page.in_block, True
    written = write()
    page.in_block = before
    return written
