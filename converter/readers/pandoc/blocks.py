"""Pandoc's blocks as ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from converter.document.model import (
    LARGEST_START,
    Alignment,
    Bibliography,
    Block,
    BlockQuote,
    BulletList,
    Cell,
    CodeBlock,
    Delimiter,
    Figure,
    Heading,
    HeadingKey,
    Inline,
    LineBreak,
    ListFormat,
    ListItem,
    OrderedList,
    Paragraph,
    Row,
    SectionBreak,
    Table,
    Text,
    ThematicBreak,
)
from converter.document.notes import written
from converter.document.words import AROUND_NUMBERS, contents
from converter.programs import pandoc_json as pandoc
from converter.programs.pandoc_spans import BIBLIOGRAPHY, SECTION_BREAK
from converter.readers.marker.inlines import merged
from converter.readers.pandoc.inlines import InlineReader, trimmed
from converter.readers.pandoc.labels import (
    GRID,
)
from converter.readers.pandoc.raw import words_of_block
from converter.readers.pandoc.survey import calls_all

FORMATS: dict[str, ListFormat] = {
    "LowerAlpha": "lower-alpha",
    "UpperAlpha": "upper-alpha",
    "LowerRoman": "lower-roman",
    "UpperRoman": "upper-roman",
}
DELIMITERS: dict[str, Delimiter] = {
    "DefaultDelim": "period",
    "Period": "period",
    "OneParen": "paren",
    "TwoParens": "parens",
}
HIGHEST_HEADING = 6
RST_LOST = "##NOTE##"
"""What pandoc makes of a mark of reStructuredText whose note is missing."""


class NodeReader(InlineReader):
    """Reads pandoc's blocks too."""

    def blocks(self, content: tuple[pandoc.Block, ...]) -> tuple[Block, ...]:
        """Paragraphs and whatever else stands by itself."""
        return tuple([read for block in content for read in self._block(block)])

    def _block(self, node: pandoc.Block) -> list[Block]:
        match node:
            case pandoc.Plain(content) | pandoc.Para(content):
                return self._paragraph(node, content)
            case pandoc.Header((level, attr, content)):
                key = HeadingKey(attr.id) if attr.id in self.headings else None
                return [Heading(min(max(level, 1), HIGHEST_HEADING), self.inlines(content), key)]
            case pandoc.BlockQuote(within):
                return [BlockQuote(self.blocks(within))]
            case pandoc.BulletList(items):
                return [BulletList(self._items(items))]
            case pandoc.OrderedList(((start, style, delimiter), items)):
                first = min(max(start, -LARGEST_START), LARGEST_START)
                format = FORMATS.get(style.t, "decimal")
                read = OrderedList(self._items(items), first, format, DELIMITERS[delimiter.t])
                is_name = self.foreign and len(items) == 1 and format == "upper-alpha"
                return self._initial(read) if is_name else [read]
            case pandoc.DefinitionList(entries):
                self.lost["lists of definitions"] += 1
                return [one for term, within in entries for one in self._definition(term, within)]
            case pandoc.LineBlock(lines):
                return [Paragraph(self._lines(lines))]
            case pandoc.Table((_, caption, columns, head, bodies, foot)):
                words = self._caption(caption)
                above = rows_of(head.rows, columns, self.blocks)
                rows = [row for body in bodies for row in (*body.head, *body.rows)] + [*foot.rows]
                return [Table(rows_of(tuple(rows), columns, self.blocks), above, words)]
            case pandoc.Figure((_, caption, within)):
                return [self._figure(caption, within)]
            case pandoc.HorizontalRule():
                return [ThematicBreak()]
            case pandoc.CodeBlock((attr, text)):
                return [CodeBlock(self.as_typed(text), next(iter(attr.classes), ""))]
            case pandoc.RawBlock((format, text)):
                return self._raw_block(format, text)
            case pandoc.Div((attr, within)):
                return self._division(attr, within)
            case _:
                assert_never(node)

    def _division(self, attr: pandoc.Attr, within: tuple[pandoc.Block, ...]) -> list[Block]:
        if SECTION_BREAK in attr.classes:
            return [SectionBreak()]
        read = [*self.blocks(within)]
        return [Bibliography(tuple(read))] if BIBLIOGRAPHY in attr.classes and read else read

    def _paragraph(
        self, node: pandoc.Plain | pandoc.Para, content: tuple[pandoc.Inline, ...]
    ) -> list[Block]:
        """A paragraph, if it holds more than what was put into it."""
        if isinstance(node, pandoc.Para) and calls_all(node):
            return []
        words = self.inlines(content)
        if self.foreign:
            return [Paragraph(words)] if (words := trimmed(words)) else []
        return [Paragraph(words)]

    def _items(self, items: tuple[tuple[pandoc.Block, ...], ...]) -> tuple[ListItem, ...]:
        return tuple([ListItem(self.blocks(item)) for item in items])

    def _initial(self, found: OrderedList) -> list[Block]:
        """A list of one item with a capital for its number, as words: ``A. Tamm, A Wage of Oil``."""
        opening, closing = AROUND_NUMBERS[found.delimiter]
        label = Text(f"{opening}{written(max(found.start, 1), found.format)}{closing}")
        match found.items[0].blocks:
            case (Paragraph(words), *others):
                content = [label, Text(" "), *words]
            case others:
                content = [label]
        return [Paragraph(tuple(merged(content))), *others]

    def _definition(
        self, term: tuple[pandoc.Inline, ...], definitions: tuple[tuple[pandoc.Block, ...], ...]
    ) -> list[Block]:
        """A term and what is said of it, one below the other."""
        below = [block for one in definitions for block in self.blocks(one)]
        return [Paragraph(self.inlines(term)), BlockQuote(tuple(below))]

    def _lines(self, lines: tuple[tuple[pandoc.Inline, ...], ...]) -> tuple[Inline, ...]:
        read: list[Inline] = []
        for number, line in enumerate(lines):
            read += ([LineBreak()] if number else []) + [*self.inlines(line)]
        return tuple(read)

    def _caption(self, caption: pandoc.Caption) -> tuple[Inline, ...]:
        """A caption, whose paragraphs are lines here."""
        read: list[Inline] = []
        for number, words in enumerate(contents(self.blocks(caption.blocks))):
            read += ([LineBreak()] if number else []) + [*words]
        return tuple(read)

    def _figure(self, caption: pandoc.Caption, within: tuple[pandoc.Block, ...]) -> Figure:
        outer = self.caption
        match caption.blocks:
            case (pandoc.Plain(words) | pandoc.Para(words),):
                self.caption = words
            case _:
                self.caption = ()
        shown = self.blocks(within)
        self.caption = outer
        return Figure(shown, self._caption(caption))

    def _raw_block(self, format: str, text: str) -> list[Block]:
        if format.startswith("html"):
            words = words_of_block(self.as_typed(text), self.lost)
            return [Paragraph((Text(line),)) for line in words]
        content = self._raw(text)
        return [Paragraph(tuple(content))] if content else []


# Tables

ALIGNMENTS: dict[str, Alignment] = {
    "AlignDefault": "default",
    "AlignLeft": "left",
    "AlignCenter": "center",
    "AlignRight": "right",
}
WIDEST, TALLEST = 1000, 65534
"""Columns and rows that a cell may span (HTML, 4.9.11)."""


def rows_of(
    rows: tuple[pandoc.Row, ...],
    columns: tuple[pandoc.ColSpec, ...],
    blocks: Callable[[tuple[pandoc.Block, ...]], tuple[Block, ...]],
) -> tuple[Row, ...]:
    """The rows of a head or body; `blocks` reads what stands in a cell."""
    aligned = [ALIGNMENTS[align.t] for align, _ in columns]
    reaching: dict[int, int] = {}  # columns that a cell of a row above fills, and for how many rows
    read: list[Row] = []
    for row in rows:
        if _is_grid(row):
            continue
        below = {column: left - 1 for column, left in reaching.items() if left > 1}
        cells: list[Cell] = []
        column = 0
        for cell in row.cells:
            while column in reaching:
                column += 1
            align = ALIGNMENTS[cell.align.t]
            if align == "default" and column < len(aligned):
                align = aligned[column]
            wide, tall = min(cell.colspan, WIDEST), min(cell.rowspan, TALLEST)
            cells.append(Cell(blocks(cell.blocks), align, wide, tall))
            if tall > 1:
                below |= dict.fromkeys(range(column, column + wide), tall - 1)
            column += wide
        read.append(Row(tuple(cells)))
        reaching = below
    return tuple(read)


def _is_grid(row: pandoc.Row) -> bool:
    """Whether this row was put in to show how many columns there are."""
    match row.cells[0].blocks if row.cells else ():
        case (pandoc.Plain((pandoc.Str(sign),)) | pandoc.Para((pandoc.Str(sign),)),):
            return sign == GRID
        case _:
            return False
