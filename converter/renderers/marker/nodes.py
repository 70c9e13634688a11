"""The nodes of a document as marker text: `inlines` and `blocks`. What it cannot carry is reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from converter.document.model import (
    Bibliography,
    Block,
    BlockQuote,
    BulletList,
    Capitals,
    Code,
    CodeBlock,
    CrossRef,
    Emphasis,
    Figure,
    Heading,
    HeadingRef,
    Image,
    Inline,
    LineBreak,
    Link,
    Math,
    NoteKey,
    NoteNumber,
    NoteRef,
    OrderedList,
    Paragraph,
    Quoted,
    Row,
    SectionBreak,
    SmallCaps,
    Stray,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
    ThematicBreak,
    Underline,
)
from converter.document.notes import written
from converter.document.tree import marks
from converter.document.words import AROUND_NUMBERS, QUOTES
from converter.renderers.marker.text import definition, is_usable_mark, mark
from converter.renderers.marker.work import Work

# Inlines

BULLETS = "•◦▪"
"""Of a list, of one within it, and of those within that."""


def inlines(content: tuple[Inline, ...], work: Work) -> str:
    """A run of text."""
    return "".join([_inline(node, work) for node in content])


def _inline(node: Inline, work: Work) -> str:
    match node:
        case Text(text) | Stray(text):
            return text
        case NoteRef(key):
            return _mark(key, work)
        case NoteNumber():
            return work.index.number(node)
        case CrossRef("mark", (str(key),)):
            return _mark(key, work)
        case CrossRef(content=content) | HeadingRef(content=content):
            return inlines(content, work)
        case Link():
            return _link(node, work)
        case Quoted(kind, content):
            opening, closing = QUOTES[kind]
            return f"{opening}{inlines(content, work)}{closing}"
        case LineBreak():
            work.lose("line breaks in paragraphs", node)
            return "\n"
        case Image(url, alt):
            work.lose("pictures", node)
            return f"{alt} <{url}>"
        case Math(text):
            work.lose("formulas as such", node)
            return text
        case Code(text):
            work.lose("code as such", node)
            return text
        case (
            Emphasis(content)
            | Strong(content)
            | SmallCaps(content)
            | Superscript(content)
            | Subscript(content)
            | Strikeout(content)
            | Underline(content)
            | Capitals(content)
        ):
            work.lose("italics and other styles", node)
            return inlines(content, work)
        case _:
            assert_never(node)


def _mark(key: NoteKey, work: Work) -> str:
    note = work.index.notes[key]
    if note.mark is not None and not is_usable_mark(note.mark):
        work.lose(f"the custom mark {note.mark}")
    return mark(note, work.ids[key])


def _link(link: Link, work: Work) -> str:
    words = inlines(link.content, work)
    if words in (link.url, link.url.removeprefix("https://")):
        return words
    work.lose("links behind words", link)
    return f"{words} <{link.url}>"


# Blocks


def blocks(content: Iterable[Block], work: Work) -> Iterator[str]:
    """The paragraphs that blocks are written as; a table is one."""
    for node in content:
        yield from _block(node, work)


def _block(node: Block, work: Work) -> Iterator[str]:
    match node:
        case Paragraph(content):
            yield line(content, work)
        case Table():
            yield _table(node, work)
        case Heading(content=content):
            work.lose("headings as such", node)
            yield line(content, work)
        case BlockQuote(within):
            work.lose("block quotes as such", node)
            yield from blocks(within, work)
        case Bibliography(within):
            work.lose("bibliographies as such", node)
            yield from blocks(within, work)
        case BulletList(items):
            work.lose("lists as such", node)
            for item in items:
                yield from blocks(item.blocks, work)
        case OrderedList():
            work.lose("lists as such", node)
            yield from _ordered_list(node, work)
        case Figure(within, caption):
            work.lose("figures as such", node)
            yield from blocks(within, work)
            yield line(caption, work)
        case ThematicBreak():
            work.lose("breaks between parts", node)
        case SectionBreak():
            pass
        case CodeBlock(text):
            work.lose("lines of code as such", node)
            yield text
        case _:
            assert_never(node)


def _ordered_list(node: OrderedList, work: Work) -> Iterator[str]:
    """The paragraphs of a list, each item with its number before it."""
    before, after = AROUND_NUMBERS[node.delimiter]
    for number, item in enumerate(node.items, node.start):
        shown = written(number, node.format) if number > 0 else str(number)
        first = True
        for words in blocks(item.blocks, work):
            yield f"{before}{shown}{after} {words}" if first else words
            first = False


def line(content: tuple[Inline, ...], work: Work) -> str:
    """A paragraph with the definitions of its marks behind it, in the order of the marks."""
    words = inlines(content, work)
    return words + " ".join([_definition(one.note, work) for one in marks(content)])


def _definition(key: NoteKey, work: Work) -> str:
    note = work.index.notes[key]
    paragraphs = [words for one in note.blocks for words in _in_note(one, work)]
    return definition(note, work.ids[key], "\n\n".join(paragraphs))


def _in_note(node: Block, work: Work) -> Iterator[str]:
    """The paragraphs of a note, with the marks of its lists and quotes."""
    match node:
        case BulletList() | OrderedList() if is_plain(node):
            yield from items(node, work)
        case BlockQuote(within) if are_paragraphs(within):
            yield from (f"> {words}" for words in blocks(within, work))
        case _:
            yield from blocks((node,), work)


def items(node: BulletList | OrderedList, work: Work, depth: int = 0) -> Iterator[str]:
    """The items of a list, each with its mark, and behind each those of the lists below it."""
    for at, item in enumerate(node.items):
        mark = BULLETS[min(depth, len(BULLETS) - 1)]
        if isinstance(node, OrderedList):
            before, after = AROUND_NUMBERS[node.delimiter]
            mark = f"{before}{written(node.start + at, node.format)}{after}"
        first, *below = item.blocks
        yield from (f"{mark} {words}" for words in blocks((first,), work))
        for one in below:
            if isinstance(one, BulletList | OrderedList):
                yield from items(one, work, depth + 1)


def are_paragraphs(content: Sequence[Block]) -> bool:
    """Whether blocks are paragraphs, one or more."""
    return bool(content) and all(isinstance(one, Paragraph) for one in content)


def is_plain(node: Block) -> bool:
    """Whether text can tell a list: two items or more, each a paragraph with such lists below it."""
    if not isinstance(node, BulletList | OrderedList) or len(node.items) < 2:
        return False
    if isinstance(node, OrderedList) and node.start < 1:
        return False
    return all(
        are_paragraphs(item.blocks[:1]) and all(map(is_plain, item.blocks[1:]))
        for item in node.items
    )


def _table(table: Table, work: Work) -> str:
    if table.head or table.caption:
        work.lose("captions and head rows of tables as such", table)
    rows = [_row(row, work) for row in (*table.head, *table.rows)]
    caption = [line(table.caption, work)] if table.caption else []
    return "\n".join(caption + rows)


def _row(row: Row, work: Work) -> str:
    cells = row.cells
    if any(one.colspan > 1 or one.rowspan > 1 or one.align != "default" for one in cells):
        work.lose("spans and alignment of table cells")
    if any(len(one.blocks) > 1 for one in cells):
        work.lose("several paragraphs in a table cell")
    return "\t".join(" ".join(blocks(one.blocks, work)) for one in cells)
