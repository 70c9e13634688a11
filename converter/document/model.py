"""What a document is: typed nodes, nothing else.

Every reader makes a `Document`, every renderer and check takes one. Nodes are msgspec structs:
slotted, frozen, built in C, and read and written as JSON straight from these types. Children are
tuples. `Inline` and `Block` are closed unions, so a `match` that forgets a node fails the type check.

A note lives once, in `Document.notes`. What points at it (`NoteRef`, `NoteNumber`, `CrossRef`) holds
its key, as a `HeadingRef` holds that of a heading. Its printed number is not here:
`converter.document.notes` computes it.

A `Span` counts characters of the source text. It says where a node stood, not what the node is:
`without_spans` gives the tree that two sources of the same article share.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Annotated, Literal, NewType, final

from msgspec import Meta, Struct

NoteKey = NewType("NoteKey", str)
"""Identity of a note within its document, such as ``footnote-3``; never printed."""

HeadingKey = NewType("HeadingKey", str)
"""Identity of a heading that something points at, such as ``part-II-A``; never printed."""

NoteKind = Literal["footnote", "endnote"]
ListFormat = Literal["decimal", "lower-roman", "upper-roman", "lower-alpha", "upper-alpha"]
NumberFormat = Literal[ListFormat, "symbols"]
CrossRefKind = Literal["supra", "infra", "note", "above_n", "n", "id", "ibid",
                       "supra_bare", "infra_bare", "part", "page", "mark"]  # fmt: skip
Delimiter = Literal["period", "paren", "parens"]
Alignment = Literal["default", "left", "center", "right"]

LARGEST_START = 32767
"""The greatest number with which notes or a list may begin: Word takes no greater one."""


@final
class Span(Struct, frozen=True, array_like=True, gc=False):
    """A stretch of the source: characters `start` up to, not including, `end` (from 0)."""

    start: Annotated[int, Meta(ge=0)]
    end: Annotated[int, Meta(ge=0)]


class Landmark(Struct, frozen=True, gc=False):
    """What a person can find in a source that shows no lines: ``note 5``, ``paragraph 12``.

    It begins at the character `offset` of the text that spans count in, and ends where the next begins.
    """

    offset: Annotated[int, Meta(ge=0)]
    name: str


class Position(Struct, frozen=True, gc=False, omit_defaults=True):
    """A place in the source: `offset` from 0, `line` and `column` from 1, all in characters.

    `landmark` names the place where a person sees no lines, as in a Word file.
    """

    offset: int
    line: int
    column: int
    landmark: str = ""

    def within(self, file: str) -> str:
        """The place as messages begin with it: ``article.txt:12:5``, ``article.docx, note 5``."""
        return f"{file}, {self.landmark}" if self.landmark else f"{file}:{self.line}:{self.column}"


class NoteRange(Struct, frozen=True, array_like=True, gc=False):
    """The notes `first` to `last`, which have numbers of one kind, and all of that kind between them."""

    first: NoteKey
    last: NoteKey


class Node(Struct, frozen=True, tag=True, gc=False, kw_only=True, omit_defaults=True):
    """What all nodes share. `span` is None where no source text stands behind the node."""

    span: Span | None = None


# Inlines


@final
class Text(Node, frozen=True):
    """Characters as they are to be read, never markup. May hold tabs, never line breaks."""

    text: str


@final
class NoteRef(Node, frozen=True):
    """A mark that calls a note (OOXML ``footnoteReference``, DPUB-ARIA ``doc-noteref``).

    The first `NoteRef` to a note is the note's own mark; further ones cite it again.
    """

    note: NoteKey


class NoteNumber(Node, frozen=True):
    """The printed number of a note, in running text, wherever that note may move.

    Where it ends a range of numbers, it may be printed without the digits that it shares with the
    number of `after`, the note that begins it: ``135-38``. Its last `digits` are always printed, two
    if nothing is said (Bluebook rule 3.2(a)).
    """

    note: NoteKey
    after: NoteKey | None = None
    digits: Annotated[int, Meta(ge=1)] | None = None


class CrossRef(Node, frozen=True):
    """Words that point at other notes, such as *supra note 5*; the numbers inside are `NoteNumber`.

    `targets` are the notes meant: none where none bears the number, or kinds ``part`` (whose words hold
    a `HeadingRef`), ``page`` and the ``_bare`` ones name none; for ``id`` and ``ibid`` the note whose
    authority they stand for. `kind` is ``mark`` for a mark that stood inside a note, where no note may
    be called.
    """

    kind: CrossRefKind
    targets: tuple[NoteKey | NoteRange, ...]
    content: tuple[Inline, ...]


class HeadingRef(Node, frozen=True):
    """Words that point at a heading of the document, as *Part II.A* in ``supra Part II.A``."""

    heading: HeadingKey
    content: tuple[Inline, ...]


class Stray(Node, frozen=True):
    """Source text that looked like markup and could not be used: shown as typed, and reported.

    `code` is that of the diagnostic which says why.
    """

    text: str
    code: str


@final
class Link(Node, frozen=True):
    """Text that leads to `url`. Renderers make it live only where `is_safe_url` allows."""

    url: str
    content: tuple[Inline, ...]


class Emphasis(Node, frozen=True):
    content: tuple[Inline, ...]


class Strong(Node, frozen=True):
    content: tuple[Inline, ...]


class SmallCaps(Node, frozen=True):
    content: tuple[Inline, ...]


class Superscript(Node, frozen=True):
    content: tuple[Inline, ...]


class Subscript(Node, frozen=True):
    content: tuple[Inline, ...]


class Strikeout(Node, frozen=True):
    content: tuple[Inline, ...]


class Underline(Node, frozen=True):
    content: tuple[Inline, ...]


class Capitals(Node, frozen=True):
    """Letters printed as capitals, whatever they were typed as (OOXML ``w:caps``)."""

    content: tuple[Inline, ...]


class Quoted(Node, frozen=True):
    """A quotation whose marks the renderer sets; quotes typed as characters stay `Text`."""

    kind: Literal["single", "double"]
    content: tuple[Inline, ...]


class Code(Node, frozen=True):
    text: str


class Math(Node, frozen=True):
    """A formula: its characters in reading order, and its markup where the source has it.

    `omml` is an ``m:oMath`` element of Office Math (ECMA-376 Part 1, 22.1) as XML, or empty.
    """

    text: str
    omml: str = ""


class LineBreak(Node, frozen=True):
    """A break within a paragraph (OOXML ``w:br``)."""


class Image(Node, frozen=True):
    """A picture by reference. Nothing is ever fetched from `url`."""

    url: str
    alt: str = ""


Inline = (
    Text | NoteRef | NoteNumber | CrossRef | HeadingRef | Stray | Link | Emphasis | Strong | SmallCaps
    | Superscript | Subscript | Strikeout | Underline | Capitals | Quoted | Code | Math | LineBreak
    | Image
)  # fmt: skip

# Blocks


@final
class Paragraph(Node, frozen=True):
    content: tuple[Inline, ...]


class Heading(Node, frozen=True):
    """`level` 1 is the highest below the title; 1 to 6. It has a `key` if something points at it."""

    level: Annotated[int, Meta(ge=1, le=6)]
    content: tuple[Inline, ...]
    key: HeadingKey | None = None


class BlockQuote(Node, frozen=True):
    blocks: tuple[Block, ...]


class Bibliography(Node, frozen=True):
    """The works that a text lists, each a paragraph (DPUB-ARIA 1.1, doc-bibliography)."""

    blocks: tuple[Block, ...]


class ListItem(Node, frozen=True):
    blocks: tuple[Block, ...]


class BulletList(Node, frozen=True):
    items: tuple[ListItem, ...]


class OrderedList(Node, frozen=True):
    """A list whose numbers are written in a `format`: with a `delimiter`, as ``a.``, ``a)``, ``(a)``."""

    items: tuple[ListItem, ...]
    start: Annotated[int, Meta(ge=-LARGEST_START, le=LARGEST_START)] = 1
    format: ListFormat = "decimal"
    delimiter: Delimiter = "period"


class Cell(Node, frozen=True):
    """A table cell. `colspan` and `rowspan` are at least 1, and at most what HTML knows (4.9.11)."""

    blocks: tuple[Block, ...]
    align: Alignment = "default"
    colspan: Annotated[int, Meta(ge=1, le=1000)] = 1
    rowspan: Annotated[int, Meta(ge=1, le=65534)] = 1


class Row(Node, frozen=True):
    cells: tuple[Cell, ...]


class Table(Node, frozen=True):
    """`head` rows are repeated on every page; a table read from plain text has none."""

    rows: tuple[Row, ...]
    head: tuple[Row, ...] = ()
    caption: tuple[Inline, ...] = ()


class Figure(Node, frozen=True):
    """A picture, table or other matter with its caption."""

    blocks: tuple[Block, ...]
    caption: tuple[Inline, ...] = ()


class ThematicBreak(Node, frozen=True):
    """A break between parts of the text, printed as a rule or an ornament."""


class SectionBreak(Node, frozen=True):
    """Here a new section of the source begins (OOXML ``w:sectPr``). It prints nothing."""


class CodeBlock(Node, frozen=True):
    """Lines kept as they are. `language` names the programming language, if known."""

    text: str
    language: str = ""


Block = (
    Paragraph | Heading | BlockQuote | Bibliography | BulletList | OrderedList | Table | Figure
    | ThematicBreak | SectionBreak | CodeBlock
)  # fmt: skip

# The document


class Note(Node, frozen=True):
    """The words a mark calls. `id` is what the source called it (Word's ``w:id``), not a number.

    `mark` is a custom mark such as ``*`` or ``†``: printed as it is, and not counted
    (ECMA-376 Part 1, 17.11.14, ``customMarkFollows``).
    """

    key: Annotated[NoteKey, Meta(min_length=1)]
    kind: NoteKind
    id: str
    blocks: tuple[Block, ...]
    mark: str | None = None


class Metadata(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What stands above and around the text. `lang` is a BCP 47 tag, `date` as the author wrote it.

    `extra` holds other front matter keys (volume, journal …) for templates.
    """

    title: tuple[Inline, ...] = ()
    subtitle: tuple[Inline, ...] = ()
    authors: tuple[tuple[Inline, ...], ...] = ()
    date: str = ""
    lang: str = "en"
    abstract: tuple[Block, ...] = ()
    extra: dict[str, str] = {}


class Numbering(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """How the notes of a kind are numbered.

    `restart` begins anew on each page or with each section: at each `SectionBreak`, or where a document
    has none, at each heading of the first level.
    """

    format: NumberFormat = "decimal"
    start: Annotated[int, Meta(ge=1, le=LARGEST_START)] = 1
    restart: Literal["never", "section", "page"] = "never"


class Document(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """An article. `notes` stand in the order of their definitions in the source.

    `numbering` is that of the footnotes, or of the endnotes where no footnote has a number.
    `endnotes` is that of endnotes beside numbered footnotes, roman if nothing is said, as in Word.
    `lines` are the offsets at which the source's lines begin; with them a span gives line and column.
    `landmarks` are there, in their order, where a person finds a place by other means.
    """

    blocks: tuple[Block, ...] = ()
    notes: tuple[Note, ...] = ()
    meta: Metadata = Metadata()
    lines: Annotated[tuple[int, ...], Meta(min_length=1)] = (0,)
    numbering: Numbering = Numbering()
    endnotes: Numbering | None = None
    landmarks: tuple[Landmark, ...] = ()

    def position(self, offset: int) -> Position:
        """Where a person finds a character of the source.

        >>> Document(lines=(0, 4)).position(5).within("a.txt")
        'a.txt:2:2'
        >>> Document(landmarks=(Landmark(0, "paragraph 1"),)).position(5).within("a.docx")
        'a.docx, paragraph 1'
        """
        line = bisect_right(self.lines, offset)
        passed = bisect_right(self.landmarks, offset, key=lambda one: one.offset)
        landmark = self.landmarks[passed - 1].name if passed else ""
        return Position(offset, line, offset - self.lines[line - 1] + 1, landmark)
