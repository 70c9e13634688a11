"""Pandoc's document model as it writes it in JSON: pandoc-types 1.23, of pandoc 3.

https://hackage.haskell.org/package/pandoc-types/docs/Text-Pandoc-Definition.html. Each type has the name
that it has there; ``t`` is its name in JSON, ``c`` what it holds.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

VERSION = (1, 23)
"""The version of the types; the figures behind these two change nothing that is written."""


class Element(Struct, frozen=True, tag_field="t", tag=True, gc=False):
    """What all elements share."""


class Attr(Struct, frozen=True, array_like=True, gc=False):
    """An identifier, classes, and keys with values."""

    id: str = ""
    classes: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()

    def value(self, key: str) -> str | None:
        """The value of a key, if there is one."""
        return next((value for name, value in self.pairs if name == key), None)


Target = tuple[str, str]
"""An address and a title."""


class QuoteType(Struct, frozen=True, gc=False):
    t: Literal["SingleQuote", "DoubleQuote"]


class MathType(Struct, frozen=True, gc=False):
    t: Literal["InlineMath", "DisplayMath"]


class Alignment(Struct, frozen=True, gc=False):
    t: Literal["AlignLeft", "AlignRight", "AlignCenter", "AlignDefault"]


class ListNumberStyle(Struct, frozen=True, gc=False):
    t: Literal[
        "DefaultStyle", "Example", "Decimal", "LowerRoman", "UpperRoman", "LowerAlpha", "UpperAlpha"
    ]


class ListNumberDelim(Struct, frozen=True, gc=False):
    t: Literal["DefaultDelim", "Period", "OneParen", "TwoParens"]


# Inlines


class Str(Element, frozen=True):
    c: str


class Emph(Element, frozen=True):
    c: tuple[Inline, ...]


class Underline(Element, frozen=True):
    c: tuple[Inline, ...]


class Strong(Element, frozen=True):
    c: tuple[Inline, ...]


class Strikeout(Element, frozen=True):
    c: tuple[Inline, ...]


class Superscript(Element, frozen=True):
    c: tuple[Inline, ...]


class Subscript(Element, frozen=True):
    c: tuple[Inline, ...]


class SmallCaps(Element, frozen=True):
    c: tuple[Inline, ...]


class Quoted(Element, frozen=True):
    c: tuple[QuoteType, tuple[Inline, ...]]


class Citation(Struct, frozen=True, rename={"id": "citationId"}):
    """Of a citation, what is read: the rest is in the words of its `Cite`."""

    id: str


class Cite(Element, frozen=True):
    c: tuple[tuple[Citation, ...], tuple[Inline, ...]]


class Code(Element, frozen=True):
    c: tuple[Attr, str]


class Space(Element, frozen=True):
    pass


class SoftBreak(Element, frozen=True):
    pass


class LineBreak(Element, frozen=True):
    pass


class Math(Element, frozen=True):
    c: tuple[MathType, str]


class RawInline(Element, frozen=True):
    c: tuple[str, str]


class Link(Element, frozen=True):
    c: tuple[Attr, tuple[Inline, ...], Target]


class Image(Element, frozen=True):
    c: tuple[Attr, tuple[Inline, ...], Target]


class Note(Element, frozen=True):
    c: tuple[Block, ...]


class Span(Element, frozen=True):
    c: tuple[Attr, tuple[Inline, ...]]


Inline = (
    Str
    | Emph
    | Underline
    | Strong
    | Strikeout
    | Superscript
    | Subscript
    | SmallCaps
    | Quoted
    | Cite
    | Code
    | Space
    | SoftBreak
    | LineBreak
    | Math
    | RawInline
    | Link
    | Image
    | Note
    | Span
)

# Blocks


class Plain(Element, frozen=True):
    """Text that is no paragraph of its own, as in a tight list."""

    c: tuple[Inline, ...]


class Para(Element, frozen=True):
    c: tuple[Inline, ...]


class LineBlock(Element, frozen=True):
    c: tuple[tuple[Inline, ...], ...]


class CodeBlock(Element, frozen=True):
    c: tuple[Attr, str]


class RawBlock(Element, frozen=True):
    c: tuple[str, str]


class BlockQuote(Element, frozen=True):
    c: tuple[Block, ...]


class OrderedList(Element, frozen=True):
    c: tuple[tuple[int, ListNumberStyle, ListNumberDelim], tuple[tuple[Block, ...], ...]]


class BulletList(Element, frozen=True):
    c: tuple[tuple[Block, ...], ...]


class DefinitionList(Element, frozen=True):
    """Terms, each with one or more definitions."""

    c: tuple[tuple[tuple[Inline, ...], tuple[tuple[Block, ...], ...]], ...]


class Header(Element, frozen=True):
    c: tuple[int, Attr, tuple[Inline, ...]]


class HorizontalRule(Element, frozen=True):
    pass


class Caption(Struct, frozen=True, array_like=True, gc=False):
    short: tuple[Inline, ...] | None
    blocks: tuple[Block, ...]


class ColWidth(Element, frozen=True):
    c: float


class ColWidthDefault(Element, frozen=True):
    pass


class Cell(Struct, frozen=True, array_like=True, gc=False):
    attr: Attr
    align: Alignment
    rowspan: Annotated[int, Meta(ge=1)]
    colspan: Annotated[int, Meta(ge=1)]
    blocks: tuple[Block, ...]


class Row(Struct, frozen=True, array_like=True, gc=False):
    attr: Attr
    cells: tuple[Cell, ...]


class TableHead(Struct, frozen=True, array_like=True, gc=False):
    attr: Attr
    rows: tuple[Row, ...]


class TableBody(Struct, frozen=True, array_like=True, gc=False):
    """`head` are rows that head this body, `head_columns` the columns that head its rows."""

    attr: Attr
    head_columns: int
    head: tuple[Row, ...]
    rows: tuple[Row, ...]


class TableFoot(Struct, frozen=True, array_like=True, gc=False):
    attr: Attr
    rows: tuple[Row, ...]


ColSpec = tuple[Alignment, ColWidth | ColWidthDefault]


class Table(Element, frozen=True):
    c: tuple[Attr, Caption, tuple[ColSpec, ...], TableHead, tuple[TableBody, ...], TableFoot]


class Figure(Element, frozen=True):
    c: tuple[Attr, Caption, tuple[Block, ...]]


class Div(Element, frozen=True):
    c: tuple[Attr, tuple[Block, ...]]


Block = (
    Plain
    | Para
    | LineBlock
    | CodeBlock
    | RawBlock
    | BlockQuote
    | OrderedList
    | BulletList
    | DefinitionList
    | Header
    | HorizontalRule
    | Table
    | Figure
    | Div
)

# Metadata and the document


class MetaMap(Element, frozen=True):
    c: dict[str, MetaValue]


class MetaList(Element, frozen=True):
    c: tuple[MetaValue, ...]


class MetaBool(Element, frozen=True):
    c: bool


class MetaString(Element, frozen=True):
    c: str


class MetaInlines(Element, frozen=True):
    c: tuple[Inline, ...]


class MetaBlocks(Element, frozen=True):
    c: tuple[Block, ...]


MetaValue = MetaMap | MetaList | MetaBool | MetaString | MetaInlines | MetaBlocks


class Pandoc(Struct, frozen=True, rename={"version": "pandoc-api-version"}):
    """A document."""

    version: tuple[int, ...]
    meta: dict[str, MetaValue]
    blocks: tuple[Block, ...]
