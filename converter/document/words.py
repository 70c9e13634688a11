"""The words of nodes alone, for places that hold no markup, and for those who read them."""

from __future__ import annotations

from collections.abc import Iterator
from sys import maxsize

from converter.document.model import (
    Block,
    Capitals,
    Code,
    CodeBlock,
    CrossRef,
    Delimiter,
    Document,
    Emphasis,
    Figure,
    Heading,
    HeadingRef,
    Image,
    Inline,
    LineBreak,
    Link,
    Math,
    Node,
    NoteKey,
    NoteNumber,
    NoteRef,
    Paragraph,
    Quoted,
    SmallCaps,
    Stray,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
    Underline,
)
from converter.document.notes import NoteIndex
from converter.document.tree import LAST_FIRST, walk

QUOTES = {"double": ("“", "”"), "single": ("‘", "’")}
"""What a `Quoted` stands between."""

AROUND_NUMBERS: dict[Delimiter, tuple[str, str]] = {
    "period": ("", "."),
    "paren": ("", ")"),
    "parens": ("(", ")"),
}
"""What the number of a list's item stands between."""


def plain(nodes: tuple[Node, ...], index: NoteIndex, *, most: int = maxsize) -> str:
    """The words of these nodes; of long ones the beginning, `most` characters or more.

    A mark has none, and what stands around it is one text. The number of a note is the one that
    `index` prints, a line break is a blank, a picture is its description. A blank ends each paragraph
    and whatever else stands on lines of its own. Lines of code are no words.

    >>> from converter.document.notes import index_notes
    >>> from converter.document.model import Document
    >>> title = (Text("Of"), LineBreak(), Emphasis((Quoted("double", (Text("Ports"),)),)))
    >>> plain(title, index_notes(Document()))
    'Of “Ports”'
    """
    if len(nodes) == 1 and type(nodes[0]) is Text:  # as most are
        return nodes[0].text
    words: list[str] = []
    length = 0
    for piece in _pieces(nodes, index):
        words.append(piece)
        length += len(piece)
        if length >= most:
            break
    return "".join(words)


def _pieces(nodes: tuple[Node, ...], index: NoteIndex) -> Iterator[str]:
    """The words of these nodes, piece by piece. Not recursive: depth costs nothing."""
    waiting: list[Node | str] = [*reversed(nodes)]
    while waiting:
        match waiting.pop():
            case str(words) | Text(words) | Code(words) | Math(words) | Stray(words):
                yield words
            case NoteNumber() as number:
                yield index.number(number)
            case LineBreak():
                yield " "
            case Image(alt=alt):
                yield alt
            case NoteRef() | CrossRef(kind="mark") | CodeBlock():
                continue
            case Quoted(kind, content):
                opening, closing = QUOTES[kind]
                yield opening
                waiting += (closing, *reversed(content))
            case (
                Emphasis(content)
                | Strong(content)
                | SmallCaps(content)
                | Superscript(content)
                | Subscript(content)
                | Strikeout(content)
                | Underline(content)
                | Capitals(content)
                | Link(content=content)
                | CrossRef(content=content)
                | HeadingRef(content=content)
            ):
                waiting += reversed(content)
            case block:
                for name in LAST_FIRST[type(block)]:
                    waiting += (" ", *reversed(getattr(block, name)))


def contents(blocks: tuple[Block, ...]) -> Iterator[tuple[Inline, ...]]:
    """What stands in the paragraphs, headings and captions of blocks, each by itself."""
    for node in walk(blocks):
        if isinstance(node, Paragraph | Heading):
            yield node.content
        elif isinstance(node, Table | Figure) and node.caption:
            yield node.caption


def document_contents(document: Document) -> Iterator[tuple[NoteKey | None, tuple[Inline, ...]]]:
    """The `contents` of the text and then of the notes, each with the note it is of."""
    for block in document.blocks:
        if type(block) is Paragraph:
            yield None, block.content
        else:
            yield from ((None, content) for content in contents((block,)))
    for note in document.notes:
        for content in contents(note.blocks):
            yield note.key, content


def in_paragraphs(blocks: tuple[Block, ...], index: NoteIndex) -> str:
    """The words of blocks, as `contents` parts them, with an empty line between two."""
    return "\n\n".join(plain(content, index) for content in contents(blocks))
