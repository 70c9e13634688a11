"""The blocks of a story of a Word file: paragraphs by their styles, tables, text boxes, sections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct, field

from converter.document.diagnostics import diagnose
from converter.document.model import (
    Block,
    CodeBlock,
    Heading,
    Inline,
    LineBreak,
    Paragraph,
    SectionBreak,
    Span,
    Text,
    ThematicBreak,
)
from converter.document.tree import walk
from converter.readers.docx.file import child, name_of, sections_in, twips, value
from converter.readers.docx.gather import Part, gathered
from converter.readers.docx.inlines import GRAPHICS, NEW, OLD, InlineReader
from converter.readers.docx.inlines.boxes import alternative
from converter.readers.docx.inlines.nesting import Piece, nodes
from converter.readers.docx.inlines.reading import Reading
from converter.readers.docx.tables import PASSING, read_table
from converter.word.tree import Element, nested_too_deeply
from converter.word.xml import qn

Role = Literal[
    "text", "heading", "title", "subtitle", "author", "date", "abstract", "abstract title", "quote",
    "bibliography",
    "caption", "code", "break", "contents", "nothing",
]  # fmt: skip
"""What a paragraph is for, as its style says."""

ROLES: dict[str, Role] = {
    "title": "title",
    "subtitle": "subtitle",
    "author": "author",
    "authors": "author",
    "date": "date",
    "abstract": "abstract",
    "abstract title": "abstract title",
    "quote": "quote",
    "intense quote": "quote",
    "block text": "quote",
    "block quote": "quote",
    "block quotation": "quote",
    "blockquote": "quote",
    "quotation": "quote",
    "quotations": "quote",
    "footnote block text": "quote",
    "bibliography": "bibliography",
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
    {
        "heading",
        "title",
        "subtitle",
        "author",
        "date",
        "caption",
        "quote",
        "abstract",
        "abstract title",
    }
)
"""Roles whose paragraphs are slanted, bold or in capitals as a whole: that says nothing of words."""

ITEMS = frozenset({"text", "quote", "code", "break"})
"""Roles of paragraphs that can be items of a list; others have their numbers as text."""

QUOTE_INDENT = 360
"""Twentieths of a point, a quarter of an inch: text that is indented more on both sides is quoted."""


MOST_TABLES = 80
"""Tables in one another that are read: all that is made of them nests as deeply."""


class Carried(Struct):
    """What stands in paragraphs whose ends were deleted, until the next one takes it in."""

    pieces: list[Piece] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


class _ByNumber:
    """Some elements of a story, which is read piece by piece: those of these numbers, from 0 on."""

    def __init__(self, numbers: frozenset[int] = frozenset()) -> None:
        self.numbers = numbers
        self.passed = 0
        self.here: set[Element] = set()

    def begin(self, elements: Iterator[Element]) -> None:
        """Go on to a piece, which has these `elements` of the kind that is counted."""
        if self.numbers:
            some = [*elements]
            numbered = enumerate(some, self.passed)
            self.here = {one for number, one in numbered if number in self.numbers}
            self.passed += len(some)


class BlockReader:
    """Reads the blocks of a story. `breaks` are the numbers of sections that have a break behind them."""

    def __init__(
        self,
        reading: Reading,
        part: str,
        *,
        in_note: bool = False,
        breaks: frozenset[int] = frozenset(),
    ) -> None:
        self.reading = reading
        self.inlines = InlineReader(reading, part, in_note=in_note)
        self.breaks = _ByNumber(breaks)
        self.in_table = 0
        self.carried = Carried()

    def story(self, pieces: Iterable[Element], unended: frozenset[int]) -> Iterator[Part]:
        """The parts of a whole story: the text, or a note, of which these are the `pieces`.

        `unended` are the numbers of its field characters that begin fields without an end.
        """
        self.inlines.fields = []
        fields = _ByNumber(unended)
        for piece in pieces:
            fields.begin(piece.iter(qn("fldChar")))
            self.breaks.begin(sections_in(piece))
            self.inlines.unended = fields.here
            yield from self.part(piece, name_of(piece.tag))
        yield from self.carried_over()

    def container(self, parent: Element) -> Iterator[Part]:
        """The parts of an element that no paragraph outlasts, such as a cell."""
        outside, self.carried = self.carried, Carried()
        yield from self.parts(parent)
        yield from self.carried_over()
        self.carried = outside

    def parts(self, parent: Element) -> Iterator[Part]:
        """Its paragraphs and tables, each with what decides of which quotation or list it is part."""
        for element in parent:
            yield from self.part(element, name_of(element.tag))

    def carried_over(self) -> Iterator[Part]:
        """What waits for the next paragraph, as one of its own where none comes."""
        carried, self.carried = self.carried, Carried()
        if carried.pieces:
            content = nodes(carried.pieces)
            span = Span(carried.pieces[0].span.start, carried.pieces[-1].span.end)
            self.reading.source.add("\n")
            if _has_words(content):
                yield Part(Paragraph(content, span=span))
        for box in carried.boxes:
            yield from self.box(box)

    def part(self, element: Element, name: str) -> Iterator[Part]:
        if name == "p":
            yield from self.paragraph(element)
        elif name == "tbl":
            yield from self.carried_over()
            if self.in_table == MOST_TABLES:
                raise nested_too_deeply()
            self.in_table += 1
            changes = self.reading.changes
            note_deleted, has_head = self.inlines.note_deleted, self.reading.styles.has_head
            yield Part(read_table(element, changes, self.cell, note_deleted, has_head))
            self.in_table -= 1
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
            self.inlines.skip(element)
            yield from self.section_end(properties)
            return
        is_gone = self.end_is_gone(properties)
        place = None if is_gone else reading.lists.of(properties, style)
        reading.source.begin_paragraph()
        start = reading.source.length
        label: tuple[Piece, ...] = ()
        is_item = place is not None and place.is_item and role in ITEMS
        if place is not None and not (is_item or place.is_bullet) and place.label:
            label = (
                Piece(f"{place.label} ", reading.source.add(f"{place.label} "), frozenset(), ""),
            )
        read = self.inlines.read(element, style, relative=role in SAME_LOOK)
        if is_gone:
            self.carried.pieces += read.pieces
            self.carried.boxes += read.boxes
            yield from self.section_end(properties)
            return
        carried, self.carried = self.carried, Carried()
        pieces = [*label, *carried.pieces, *read.pieces]
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
        for box in (*carried.boxes, *read.boxes):
            yield from self.box(box)
        yield from self.section_end(properties)

    def section_end(self, properties: Element | None) -> Iterator[Part]:
        """The break behind the last paragraph of a section (17.6.18)."""
        if child(properties, "sectPr") in self.breaks.here:
            yield Part(SectionBreak())

    def box(self, box: Element) -> Iterator[Part]:
        """The blocks of a text box. Fields that are open around it are not open in it."""
        if box.tag.endswith(GRAPHICS):
            yield from self.graphic(box)
            return
        self.reading.left_out["boxes"] += 1
        outside, self.inlines.fields = self.inlines.fields, []
        yield from self.container(box)
        self.inlines.fields = outside

    def graphic(self, graphic: Element) -> Iterator[Part]:
        """What a chart or diagram is read as; each part of a file once."""
        from converter.readers.docx.graphics import graphic_parts, part_named

        reading, here = self.reading, self.reading.source.here()
        named = reading.file.relationship(self.inlines.part, part_named(graphic))
        parts: list[Part] = []
        if named is not None and not named.is_external and named.target not in reading.drawn:
            reading.drawn.add(named.target)
            reading.source.begin_paragraph()
            parts = graphic_parts(graphic, reading.file.root(named.target), reading.source.add)
        is_chart = graphic.tag.endswith(GRAPHICS[0])
        code = ("W014" if is_chart else "W015") if parts else "W016"
        reading.found.append(diagnose(code, here, what="chart" if is_chart else "diagram"))
        yield from parts

    def cell(self, cell: Element) -> tuple[Block, ...]:
        """The blocks of a cell of a table."""
        return gathered(self.container(cell))

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


def _indent(own: Element | None, by_style: Element | None, *names: str) -> int:
    for element in (own, by_style):
        for name in names:
            if (told := value(element, name)) is not None:
                return twips(told)
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
