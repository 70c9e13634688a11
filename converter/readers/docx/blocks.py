"""The blocks of a story of a Word file: paragraphs by their styles, tables, text boxes, sections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from msgspec.structs import replace

from converter.document.model import (
    Alignment,
    Block,
    Cell,
    CodeBlock,
    Heading,
    Inline,
    LineBreak,
    Paragraph,
    Row,
    SectionBreak,
    Span,
    Table,
    Text,
    ThematicBreak,
)
from converter.document.tree import walk
from converter.readers.docx.file import child, integer, is_on, name_of, value
from converter.readers.docx.gather import Part, gathered
from converter.readers.docx.inlines import NEW, OLD, InlineReader, Reading, alternative
from converter.readers.docx.inlines.nesting import Piece, nodes
from converter.word.xml import Element

Role = Literal[
    "text", "heading", "title", "subtitle", "author", "date", "abstract", "quote", "caption", "code",
    "break", "contents", "nothing",
]  # fmt: skip
"""What a paragraph is for, as its style says."""

ROLES: dict[str, Role] = {
    "title": "title",
    "subtitle": "subtitle",
    "author": "author",
    "authors": "author",
    "date": "date",
    "abstract": "abstract",
    "quote": "quote",
    "intense quote": "quote",
    "block text": "quote",
    "block quote": "quote",
    "block quotation": "quote",
    "blockquote": "quote",
    "quotation": "quote",
    "quotations": "quote",
    "footnote block text": "quote",
    "caption": "caption",
    "table caption": "caption",
    "image caption": "caption",
    "html preformatted": "code",
    "source code": "code",
    "preformatted text": "code",
    "thematic break": "break",
    "horizontal line": "break",
    "toc heading": "contents",
    "table end": "nothing",
    **{f"heading {level}": "heading" for level in range(1, 10)},
    **{f"toc {level}": "contents" for level in range(1, 10)},
}
"""Roles by the names of styles, in small letters: those of Word, LibreOffice, pandoc and our own."""

SAME_LOOK = frozenset(
    {"heading", "title", "subtitle", "author", "date", "caption", "quote", "abstract"}
)
"""Roles whose paragraphs are slanted, bold or in capitals as a whole: that says nothing of words."""

QUOTE_INDENT = 360
"""Twentieths of a point, a quarter of an inch: text that is indented more on both sides is quoted."""

ALIGNMENTS: dict[str, Alignment] = {"center": "center", "right": "right", "end": "right"}
MOST_COLUMNS, MOST_ROWS = 1000, 65534
PASSING = frozenset({"ins", "moveTo", "del", "moveFrom", "customXml", "smartTag", "sdtContent"})


class Setting(NamedTuple):
    """Where a paragraph stands: in a table, nothing makes it a quotation."""

    in_table: bool = False


class BlockReader:
    """Reads the blocks of a story. Where notes are numbered by section, `with_breaks` keeps sections."""

    def __init__(
        self, reading: Reading, part: str, *, in_note: bool = False, with_breaks: bool = False
    ) -> None:
        self.reading = reading
        self.inlines = InlineReader(reading, part, in_note=in_note)
        self.with_breaks = with_breaks
        self.in_table = 0
        self.carried: list[Piece] = []  # of a paragraph whose end was deleted

    def blocks(self, parent: Element) -> tuple[Block, ...]:
        """The blocks that stand in an element."""
        return gathered(self.parts(parent))

    def parts(self, parent: Element) -> Iterator[Part]:
        """Its paragraphs and tables, each with what decides of which quotation or list it is part."""
        for element in parent:
            yield from self.part(element, name_of(element.tag))

    def part(self, element: Element, name: str) -> Iterator[Part]:
        if name == "p":
            yield from self.paragraph(element)
        elif name == "tbl":
            yield Part(self.table(element))
        elif name == "sdt":
            content = child(element, "sdtContent")
            if content is not None:
                yield from self.parts(content)
        elif name in PASSING:
            yield from self.parts(element)
        elif name == "mc:AlternateContent":
            for one in alternative(element):
                yield from self.part(one, name_of(one.tag))
        elif name in ("m:oMathPara", "m:oMath"):
            wrapper = self.inlines
            wrapper.pieces = []
            wrapper.element(element, name)
            yield Part(Paragraph(nodes(wrapper.pieces)))
        elif name == "altChunk":
            self.reading.left_out["chunks"] += 1

    # Paragraphs

    def paragraph(self, element: Element) -> Iterator[Part]:
        """A paragraph (17.3.1.22), and the text boxes that hang on it."""
        reading = self.reading
        properties = child(element, "pPr")
        style = value(child(properties, "pStyle")) or reading.styles.default_paragraph
        role, level = self.role(properties, style)
        if role == "contents":
            reading.left_out["contents"] += 1
            return
        place = reading.lists.of(properties, style)
        reading.source.begin_paragraph()
        start = reading.source.length
        label: tuple[Piece, ...] = ()
        is_item = place is not None and place.is_item and role == "text"
        if place is not None and not (is_item or place.is_bullet) and place.label:
            label = (
                Piece(f"{place.label} ", reading.source.add(f"{place.label} "), frozenset(), ""),
            )
        read = self.inlines.read(element, style, relative=role in SAME_LOOK)
        if self.end_is_gone(properties):
            self.carried += [*label, *read.pieces]
            return
        pieces = [*self.carried, *label, *read.pieces]
        self.carried = []
        content = nodes(pieces)
        reading.source.add("\n")
        span = Span(start, reading.source.length - 1)
        made = self.made(role, level, content, span)
        indent = self.indents(properties, style)
        is_quote = role == "quote" or (
            role == "text" and place is None and not self.in_table and min(indent) > QUOTE_INDENT
        )
        if made is not None:
            in_list = place if is_item else None
            yield Part(made, role, is_quote, in_list, indent[0])
        for box in read.boxes:
            reading.left_out["boxes"] += 1
            yield from self.box(box)
        if self.with_breaks and child(properties, "sectPr") is not None:
            yield Part(SectionBreak())

    def box(self, box: Element) -> Iterator[Part]:
        """The blocks of a text box. Fields that are open around it are not open in it."""
        outside, self.inlines.fields = self.inlines.fields, []
        carried, self.carried = self.carried, []
        yield from self.parts(box)
        self.inlines.fields, self.carried = outside, carried

    def role(self, properties: Element | None, style: str) -> tuple[Role, int]:
        """What a paragraph is for; the level of a heading."""
        styles = self.reading.styles
        for name in styles.names(style):
            role = ROLES.get(name)
            if role == "heading":
                return role, min(int(name.rpartition(" ")[2]), 6)
            if role is not None:
                return role, 0
        level = styles.outline_level(properties, style)
        if level is not None and not self.inlines.in_note and not self.in_table:
            return "heading", min(level, 6)
        return "text", 0

    def made(self, role: Role, level: int, content: tuple[Inline, ...], span: Span) -> Block | None:
        """The block that a paragraph becomes; None for one that holds nothing."""
        if role == "break":
            return ThematicBreak(span=span)
        if not content or role == "nothing" or not _has_words(content):
            return None
        if role == "heading":
            return Heading(level, content, span=span)
        if role == "code":
            return CodeBlock(_lines(content), span=span)
        return Paragraph(content, span=span)

    def end_is_gone(self, properties: Element | None) -> bool:
        """Whether the end of a paragraph was deleted (17.13.5.15), or inserted, and is not read."""
        changes = self.reading.changes
        mark = child(properties, "rPr")
        names = OLD if changes == "accept" else NEW
        return changes != "all" and any(child(mark, name) is not None for name in names)

    def indents(self, properties: Element | None, style: str) -> tuple[int, int]:
        """The indents at both sides (17.3.1.12), in twentieths of a point."""
        own = child(properties, "ind")
        by_style = self.reading.styles.paragraph_property(style, "ind")
        return (
            _indent(own, by_style, "left", "start"),
            _indent(own, by_style, "right", "end"),
        )

    # Tables

    def table(self, table: Element) -> Table:
        """A table (17.4.37), its merged cells as spans."""
        self.in_table += 1
        rows: list[Row] = []
        heads = 0
        grid: dict[int, tuple[int, int]] = {}  # row and cell that a column is merged with
        for element in _rows(table):
            if self.is_gone(child(element, "trPr")):
                continue
            if is_on(child(element, "trPr", "tblHeader")) and heads == len(rows):
                heads += 1
            rows.append(self.row(element, rows, grid))
        self.in_table -= 1
        rows = [row for row in rows if row.cells]
        heads = heads if heads < len(rows) else 0
        return Table(tuple(rows[heads:]), tuple(rows[:heads]))

    def row(self, element: Element, rows: list[Row], grid: dict[int, tuple[int, int]]) -> Row:
        cells: list[Cell] = []
        column = integer(value(child(element, "trPr", "gridBefore")))
        for one in _cells(element):
            properties = child(one, "tcPr")
            columns = min(max(integer(value(child(properties, "gridSpan")), 1), 1), MOST_COLUMNS)
            merge = child(properties, "vMerge")
            continues = merge is not None and value(merge) != "restart"
            if continues and column in grid:
                self.lengthen(rows, grid[column], one)
            else:
                blocks = self.blocks(one)
                grid[column] = (len(rows), len(cells))
                if merge is None:
                    del grid[column]
                cells.append(Cell(blocks, self.alignment(one), columns))
            column += columns
        return Row(tuple(cells))

    def lengthen(self, rows: list[Row], place: tuple[int, int], element: Element) -> None:
        """Let a cell reach a row further down, and hold what stands there, which Word does not show."""
        number, at = place
        row = rows[number]
        cell = row.cells[at]
        blocks = (*cell.blocks, *self.blocks(element))
        longer = replace(cell, blocks=blocks, rowspan=min(len(rows) - number + 1, MOST_ROWS))
        rows[number] = Row((*row.cells[:at], longer, *row.cells[at + 1 :]))

    def is_gone(self, properties: Element | None) -> bool:
        """Whether a row was deleted (17.13.5.12), or inserted, and is not read."""
        changes = self.reading.changes
        gone = {"accept": "del", "reject": "ins"}.get(changes)
        return gone is not None and child(properties, gone) is not None

    def alignment(self, cell: Element) -> Alignment:
        told = value(child(cell, "p", "pPr", "jc")) or ""
        return ALIGNMENTS.get(told, "default")


def _rows(table: Element) -> Iterator[Element]:
    yield from _inside(table, "tr")


def _cells(row: Element) -> Iterator[Element]:
    yield from _inside(row, "tc")


def _inside(parent: Element, wanted: str) -> Iterator[Element]:
    """The rows or cells in an element, and those in content controls and custom XML."""
    for element in parent:
        name = name_of(element.tag)
        if name == wanted:
            yield element
        elif name in ("sdt", *PASSING):
            yield from _inside(element, wanted)


def _indent(own: Element | None, by_style: Element | None, *names: str) -> int:
    for element in (own, by_style):
        for name in names:
            if (told := value(element, name)) is not None:
                return integer(told)
    return 0


def _has_words(content: Iterable[Inline]) -> bool:
    return any(
        bool(node.text.strip()) if isinstance(node, Text) else not isinstance(node, LineBreak)
        for node in walk(tuple(content))
        if not getattr(node, "content", None)
    )


def _lines(content: tuple[Inline, ...]) -> str:
    """The words of a paragraph of code, its breaks as ends of lines."""
    return "".join(
        "\n" if isinstance(node, LineBreak) else getattr(node, "text", "") for node in walk(content)
    )
