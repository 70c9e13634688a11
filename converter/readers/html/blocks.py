"""The blocks of a page: paragraphs, headings, quotations, lists, tables, pictures with their captions."""

from __future__ import annotations

import re
from typing import Any

from msgspec import structs

from converter.document.model import (
    LARGEST_START,
    Alignment,
    Bibliography,
    Block,
    BlockQuote,
    BulletList,
    Cell,
    CodeBlock,
    Figure,
    Heading,
    Image,
    Inline,
    ListItem,
    OrderedList,
    Paragraph,
    Row,
    Span,
    Strong,
    Table,
    ThematicBreak,
)
from converter.document.tree import around
from converter.readers.html.inlines import NONE, InlineReader
from converter.readers.html.looks import Kind
from converter.readers.html.page import Element, Words

HEADING = re.compile("h([1-6])")
QUOTED = re.compile(r"(?:^|[-_])block-?_?quot(?:e|ation)s?(?:$|[-_])|^quote$")
"""A class by which pages name paragraphs that are quotations."""

ALIGNED: dict[str, Alignment] = {"left": "left", "center": "center", "right": "right"}
LARGEST_COLSPAN = 1000
LARGEST_ROWSPAN = 65534
"""What HTML knows (4.9.11)."""


class BlockReader:
    """Reads the blocks of a page; `level` is what is taken off the level of its headings."""

    def __init__(self, inlines: InlineReader, level: int) -> None:
        self.inlines = inlines
        self.level = level

    def blocks(
        self, nodes: list[Element | Words], active: frozenset[Kind] = NONE
    ) -> tuple[Block, ...]:
        """The blocks of some nodes: words between blocks are paragraphs of their own."""
        found: list[Block] = []
        run: list[Element | Words] = []
        for node in nodes:
            if isinstance(node, Words) or not (node.is_block or node.has_block):
                run.append(node)
                continue
            found += self._paragraphs(run, active)
            run = []
            found += self._block(node, active)
        found += self._paragraphs(run, active)
        return tuple(_quotations_joined(found))

    def _paragraphs(self, nodes: list[Element | Words], active: frozenset[Kind]) -> list[Paragraph]:
        """A paragraph of words in a row, or several that two line breaks set apart."""
        return [
            Paragraph(content, span=around(content))
            for line in _between_breaks(nodes)
            if (content := self.inlines.read(line, active))
        ]

    def _block(self, element: Element, active: frozenset[Kind]) -> tuple[Block, ...] | list[Any]:
        name = element.name
        if HEADING.fullmatch(name):
            return self._heading(element)
        active = active | set(self.inlines.looks.kinds(element, active))
        if element.get("role") == "doc-bibliography":
            return self._bibliography(element, active)
        match name:
            case "blockquote":
                blocks = self.blocks(element.children, active)
                return (BlockQuote(blocks, span=_around(blocks)),) if blocks else ()
            case "ul" | "ol" | "menu" | "dir":
                return self._list(element, active)
            case "dt":
                return self.blocks(element.children, active | {Strong})
            case "table":
                return self._table(element, active)
            case "figure":
                return self._figure(element, active)
            case "hr":
                return (ThematicBreak(span=Span(element.at, element.at)),)
            case "pre":
                return self._code(element, active)
            case "p" | "div" if any(QUOTED.search(one) for one in element.classes):
                blocks = self.blocks(element.children, active)
                quoted = any(type(one) is BlockQuote for one in blocks)
                return blocks if quoted or not blocks else (BlockQuote(blocks),)
        return self.blocks(element.children, active)

    def _bibliography(self, element: Element, active: frozenset[Kind]) -> tuple[Block, ...]:
        """The works of a section, its headings before them."""
        blocks = self.blocks(element.children, active)
        first = next(
            (at for at, one in enumerate(blocks) if not isinstance(one, Heading)), len(blocks)
        )
        works = blocks[first:]
        return (*blocks[:first], Bibliography(works, span=_around(works))) if works else blocks

    def _heading(self, element: Element) -> tuple[Block, ...]:
        """A heading; headings are bold of themselves. What is no line of words stays what it is."""
        if element.has_block:
            return self.blocks(element.children)
        nodes = [*element.children]
        while (
            len(nodes) == 1 and isinstance(nodes[0], Element) and nodes[0].name in ("b", "strong")
        ):
            nodes = [*nodes[0].children]
        content = self.inlines.read(nodes)
        if not content:
            return ()
        if all(type(one) is Image for one in content):
            return (Paragraph(content, span=around(content)),)
        level = min(6, max(1, int(element.name[1]) - self.level))
        return (Heading(level, content, span=around(content)),)

    # Lists

    def _list(self, element: Element, active: frozenset[Kind]) -> tuple[Block, ...]:
        items: list[ListItem] = []
        loose: list[Element | Words] = []
        for child in element.children:
            if isinstance(child, Element) and child.name == "li":
                items += self._items(loose, active)
                loose = []
                look = active | set(self.inlines.looks.kinds(child, active))
                items.append(ListItem(self.blocks(child.children, look)))
            else:
                loose.append(child)
        items += self._items(loose, active)
        items = [one for one in items if one.blocks]
        if not items:
            return ()
        span = _around(tuple(block for item in items for block in item.blocks))
        if element.name != "ol":
            return (BulletList(tuple(items), span=span),)
        start = _number(element.get("start"), 1, -LARGEST_START, LARGEST_START)
        return (OrderedList(tuple(items), start, span=span),)

    def _items(self, loose: list[Element | Words], active: frozenset[Kind]) -> list[ListItem]:
        """What stands in a list outside of its items: a list in it, or words."""
        blocks = self.blocks(loose, active)
        return [ListItem(blocks)] if blocks else []

    # Tables and figures

    def _table(self, element: Element, active: frozenset[Kind]) -> tuple[Block, ...]:
        """A table; one that only lays out the page is what stands in it."""
        rows = list(_rows(element))
        captions = [one for one in _parts(element) if one.name == "caption"]
        if element.get("role") in ("presentation", "none") or all(
            len(_cells(row)) < 2 for row, _ in rows
        ):
            parts = captions + [cell for row, _ in rows for cell in _cells(row)]
            return tuple(block for part in parts for block in self.blocks(part.children, active))
        head = [self._row(row, active) for row, is_head in rows if is_head]
        body = [self._row(row, active) for row, is_head in rows if not is_head]
        caption = self._caption(captions, active)
        if not body:
            head, body = [], head
        return (Table(tuple(body), tuple(head), caption, span=_row_span([*head, *body])),)

    def _row(self, row: Element, active: frozenset[Kind]) -> Row:
        cells = tuple(self._cell(cell, active) for cell in _cells(row))
        return Row(cells, span=_around(tuple(block for cell in cells for block in cell.blocks)))

    def _cell(self, cell: Element, active: frozenset[Kind]) -> Cell:
        blocks = self.blocks(cell.children, active)
        columns = _number(cell.get("colspan"), 1, 1, LARGEST_COLSPAN)
        rows = _number(cell.get("rowspan"), 1, 1, LARGEST_ROWSPAN)
        return Cell(blocks, _alignment(cell), columns, rows, span=_around(blocks))

    def _figure(self, element: Element, active: frozenset[Kind]) -> tuple[Block, ...]:
        """A picture or table with its caption; a quotation or a table without one is only that."""
        captions = [
            one for one in element.elements() if one.name == "figcaption" and one is not element
        ]
        caption = self._caption(captions, active)
        for one in captions:
            one.remove()
        blocks = self.blocks(element.children, active)
        if not blocks and not caption:
            return ()
        if len(blocks) == 1 and not isinstance(blocks[0], Paragraph) and element.classes:
            if not caption:
                return blocks
            if isinstance(blocks[0], Table) and not blocks[0].caption:
                return (structs.replace(blocks[0], caption=caption),)
        return (Figure(blocks, caption, span=_around(blocks)),)

    def _caption(self, captions: list[Element], active: frozenset[Kind]) -> tuple[Inline, ...]:
        return self.inlines.read(_inline_parts(captions), active) if captions else ()

    def _code(self, element: Element, active: frozenset[Kind]) -> tuple[Block, ...]:
        """Lines of code; those that hold a mark, or no code but verse, are lines of a paragraph."""
        text = "".join(one.text for one in element.all_words())
        inner = [one for one in element.elements() if one.name == "code"]
        if any(one.note for one in element.elements()):
            return tuple(self._paragraphs(element.children, active))
        names = (name for one in (element, *inner) for name in one.classes)
        language = next(
            (name.partition("-")[2] for name in names if name.startswith(("language-", "lang-"))),
            "",
        )
        text = text.removeprefix("\n")
        span = Span(element.at, element.at)
        return (CodeBlock(text, language, span=span),) if text.strip() else ()


def _between_breaks(nodes: list[Element | Words]) -> list[list[Element | Words]]:
    """Nodes in a row, parted where two or more line breaks follow each other."""
    lines: list[list[Element | Words]] = [[]]
    breaks = 0
    for node in nodes:
        if isinstance(node, Element) and node.name == "br":
            breaks += 1
            lines[-1].append(node)
            continue
        if isinstance(node, Words) and not node.text.strip():
            lines[-1].append(node)
            continue
        if breaks > 1:
            lines.append([])
        breaks = 0
        lines[-1].append(node)
    return lines


def _parts(table: Element) -> list[Element]:
    return [one for one in table.children if isinstance(one, Element)]


def _rows(table: Element) -> Any:
    """The rows of a table, and whether each is part of its head."""
    first = True
    for part in _parts(table):
        if part.name == "tr":
            yield part, first and _is_heading_row(part)
            first = False
        elif part.name in ("thead", "tbody", "tfoot"):
            for row in _parts(part):
                yield row, part.name == "thead" or (first and _is_heading_row(row))
                first = first and part.name == "thead"


def _is_heading_row(row: Element) -> bool:
    cells = _cells(row)
    return bool(cells) and all(cell.name == "th" for cell in cells)


def _cells(row: Element) -> list[Element]:
    if row.name != "tr":
        return [row]
    return [one for one in _parts(row) if one.name in ("td", "th")]


def _inline_parts(elements: list[Element]) -> list[Element | Words]:
    """The words of captions, those of their paragraphs in a row with a break between two."""
    parts: list[Element | Words] = []
    for element in elements:
        for child in element.children:
            if isinstance(child, Element) and (child.is_block or child.has_block):
                parts += [Element("br", {}, child.at)] * bool(parts)
                parts += _inline_parts([child])
            else:
                parts.append(child)
    return parts


def _alignment(cell: Element) -> Alignment:
    """How the words of a cell are set, by our own class, the old attribute or a style."""
    style = re.search(r"text-align:\s*(\w+)", cell.get("style"))
    own = next((name.removeprefix("fn-") for name in cell.classes if name[3:] in ALIGNED), "")
    return ALIGNED.get((own or cell.get("align") or (style[1] if style else "")).lower(), "default")


def _number(text: str, default: int, least: int, most: int) -> int:
    if not re.fullmatch(r"-?[0-9]{1,9}", text.strip()):
        return default
    return min(most, max(least, int(text)))


def _around(blocks: tuple[Block, ...]) -> Span | None:
    spans = [block.span for block in blocks if block.span is not None]
    return Span(spans[0].start, max(spans[0].start, spans[-1].end)) if spans else None


def _row_span(rows: list[Row]) -> Span | None:
    spans = [row.span for row in rows if row.span is not None]
    return Span(spans[0].start, spans[-1].end) if spans else None


def _quotations_joined(blocks: list[Block]) -> list[Block]:
    """Blocks in which paragraphs that a class makes quotations are one, if they follow each other."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if isinstance(block, BlockQuote) and isinstance(last, BlockQuote) and block.span is None:
            joined[-1] = BlockQuote((*last.blocks, *block.blocks), span=last.span)
        else:
            joined.append(block)
    return joined
