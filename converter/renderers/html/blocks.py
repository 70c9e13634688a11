"""The blocks of a document as HTML."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar, assert_never

from converter.document.model import (
    Bibliography,
    Block,
    BlockQuote,
    BulletList,
    Cell,
    CodeBlock,
    Document,
    Figure,
    Heading,
    HeadingKey,
    Inline,
    ListFormat,
    ListItem,
    OrderedList,
    Paragraph,
    Row,
    SectionBreak,
    Table,
    ThematicBreak,
)
from converter.renderers.first_page.contents import headings
from converter.renderers.html.inlines import inlines
from converter.renderers.html.page import HeadingLine, Page, turn, turn_back, words
from converter.renderers.html.text import escape, escape_attribute
from converter.speed.patterns import Pattern

T = TypeVar("T")

OWN_IDS = frozenset(("abstract", "contents", "footnotes", "endnotes"))
"""Ids that the page gives out itself."""
OWN_NAMES = ("note", "mark", "run")
OWN_NAME = Pattern(r"(?:note|mark\d*|run\d+)-")
"""What others of them begin with."""


def blocks(nodes: tuple[Block, ...], page: Page) -> str:
    """Blocks one below the other."""
    if len(nodes) == 1:
        return _block(nodes[0], page)
    return "\n".join([_block(node, page) for node in nodes])


def _block(node: Block, page: Page) -> str:
    way = turn(node, page)
    written = _turned_block(node, page, way)
    turn_back(way, page)
    return written


def _turned_block(node: Block, page: Page, way: str) -> str:
    match node:
        case Paragraph():
            return f"<p{way}>{inlines(node.content, page)}</p>"
        case Heading():
            return _heading(node, page, way)
        case BlockQuote():
            return f"<blockquote{way}>\n{blocks(node.blocks, page)}\n</blockquote>"
        case Bibliography():
            return _bibliography(node, page, way)
        case BulletList():
            return f"<ul{way}>\n{_items(node.items, page)}\n</ul>"
        case OrderedList():
            return f"<ol{way}{_list_attributes(node)}>\n{_items(node.items, page)}\n</ol>"
        case Table():
            return in_block(lambda: _table(node, page), page)
        case Figure():
            return in_block(lambda: _figure(node, page), page)
        case ThematicBreak():
            return "<hr>"
        case SectionBreak():
            return ""
        case CodeBlock():
            return _code_block(node)
        case _:
            assert_never(node)


def _heading(heading: Heading, page: Page, way: str) -> str:
    """A heading, which the contents list and can be linked to: its id is made of its words."""
    level = min(heading.level + 1, 6)
    with_marks = in_block(lambda: inlines(heading.content, page), page)
    if page.in_note:
        return f"<h{level}{way}>{with_marks}</h{level}>"
    id = _heading_id(heading, page, page.heading_ids)
    page.headings.append(HeadingLine(level, id, _words_alone(with_marks)))
    return f'<h{level}{way} id="{id}">{with_marks}</h{level}>'


def _bibliography(node: Bibliography, page: Page, way: str) -> str:
    """A list of works, which the heading above it names (DPUB-ARIA 1.1, doc-bibliography)."""
    name = (
        f' aria-labelledby="{page.headings[-1].id}"' if page.headings and not page.in_note else ""
    )
    works = blocks(node.blocks, page)
    return (
        f'<section class="fn-bibliography"{way} role="doc-bibliography"{name}>\n{works}\n</section>'
    )


def heading_places(document: Document, page: Page) -> dict[HeadingKey, str]:
    """The id of each heading that something points at, before any is written."""
    every = [*headings((*document.meta.abstract, *document.blocks))]
    if not any(heading.key for heading in every):
        return {}
    taken: dict[str, int] = {}
    ids = [(heading.key, _heading_id(heading, page, taken)) for heading in every]
    return {key: id for key, id in ids if key is not None}


def _heading_id(heading: Heading, page: Page, taken: dict[str, int]) -> str:
    name = _named(words(heading.content, page).lower()) or "section"
    if name in OWN_IDS or (name.startswith(OWN_NAMES) and OWN_NAME.match(name)):
        name = f"section-{name}"
    count = taken.get(name, 0) + 1
    while f"{name}-{count}" in taken:
        count += 1
    taken[name] = count
    id = f"{name}-{count}" if count > 1 else name
    taken.setdefault(id, 1)
    return page.prefix + id


def _named(text: str) -> str:
    """Words as a name. Letter by letter, as an expression takes longer to compile than headings are read.

    >>> _named("i. the keeper’s wage")
    'i-the-keeper-s-wage'
    """
    shown = [one if one.isalnum() or one == "_" else " " for one in text]
    return "-".join("".join(shown).split())


def _words_alone(html: str) -> str:
    """A heading without its marks, links and anchors, for the table of contents."""
    if "<" not in html:
        return html.strip()
    without_marks = re.sub(r'<sup class="fn-marks">.*?</a></sup>', "", html)
    return re.sub(r"</?a\b[^>]*>|<wbr>", "", without_marks).strip()


def _list_attributes(node: OrderedList) -> str:
    """How the numbers of a list look, and where they begin. Only the style sheet knows brackets."""
    said = f' start="{node.start}"' if node.start != 1 else ""
    if node.format != "decimal":
        said += f' type="{TYPES[node.format]}"'
    if node.delimiter != "period":
        said += f' class="fn-{node.format}-{node.delimiter}"'
    return said


TYPES: dict[ListFormat, str] = {
    "decimal": "1",
    "lower-roman": "i",
    "upper-roman": "I",
    "lower-alpha": "a",
    "upper-alpha": "A",
}


def _items(items: tuple[ListItem, ...], page: Page) -> str:
    return "\n".join([_item(item, page) for item in items])


def _item(item: ListItem, page: Page) -> str:
    way = turn(item, page)
    written = f"<li{way}>{_tight(item.blocks, page)}</li>"
    turn_back(way, page)
    return written


def _tight(nodes: tuple[Block, ...], page: Page) -> str:
    """Blocks of a list item or cell: a paragraph alone in it needs no element of its own."""
    if len(nodes) == 1 and isinstance(nodes[0], Paragraph):
        return inlines(nodes[0].content, page)
    return blocks(nodes, page)


def _captioned(caption: tuple[Inline, ...], page: Page, element: str) -> str:
    return f"<{element}>{inlines(caption, page)}</{element}>\n" if caption else ""


def _figure(figure: Figure, page: Page) -> str:
    matter = blocks(figure.blocks, page)
    caption = _captioned(figure.caption, page, "figcaption")
    return f"<figure>\n{matter}\n{caption}</figure>"


def _table(table: Table, page: Page) -> str:
    """A table in a box that scrolls, by keyboard too (WCAG 2.1.1), where the screen is narrower."""
    caption = _captioned(table.caption, page, "caption")
    head = f"<thead>\n{_rows(table.head, page, 'th')}\n</thead>\n" if table.head else ""
    body = f"<tbody>\n{_rows(table.rows, page, 'td')}\n</tbody>\n" if table.rows else ""
    return (
        f'<div class="fn-table" role="group" aria-label="{page.own.table}" tabindex="0">\n'
        f"<table>\n{caption}{head}{body}</table>\n</div>"
    )


def _rows(rows: tuple[Row, ...], page: Page, element: str) -> str:
    return "\n".join(
        [f"<tr>{''.join(_cell(cell, page, element) for cell in row.cells)}</tr>" for row in rows]
    )


def _cell(cell: Cell, page: Page, element: str) -> str:
    way = turn(cell, page)
    align = f' class="fn-{cell.align}"' if cell.align != "default" else ""
    columns = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    rows = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    written = f"<{element}{way}{align}{columns}{rows}>{_tight(cell.blocks, page)}</{element}>"
    turn_back(way, page)
    return written


def _code_block(block: CodeBlock) -> str:
    language = "-".join(block.language.split())
    named = f' class="language-{escape_attribute(language)}"' if language else ""
    return f"<pre><code{named}>{escape(block.text)}</code></pre>"


def in_block(write: Callable[[], T], page: Page) -> T:
    """What `write` gives, its notes waiting for the end of the block."""
    before, page.in_block = page.in_block, True
    written = write()
    page.in_block = before
    return written
