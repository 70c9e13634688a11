"""Paragraphs in a row become the quotations, lists and captioned tables that they are parts of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from converter.document.model import (
    Bibliography,
    Block,
    BlockQuote,
    BulletList,
    CodeBlock,
    Figure,
    Image,
    ListItem,
    NoteRef,
    OrderedList,
    Paragraph,
    Table,
    Text,
)
from converter.document.tree import walk
from converter.readers.docx.lists import LIST_FORMATS, Numbered


class Part(Struct, frozen=True):
    """A block, and what decides of what it is part: its role, its place in a list, its left indent."""

    block: Block
    role: str = "text"
    is_quote: bool = False
    place: Numbered | None = None
    indent: int = 0


def gathered(parts: Iterable[Part]) -> tuple[Block, ...]:
    """Blocks in a row, put together."""
    blocks: list[Block] = []
    for kind, group in groupby(_captioned(parts), key=_kind):
        some = tuple(_listed(group))
        blocks += some if kind is None else (kind(some),)
    return tuple(_with_code_joined(blocks))


def _kind(part: Part) -> type[BlockQuote | Bibliography] | None:
    """What holds a part and its neighbours of the same kind; None for those that stand alone."""
    if part.role == "bibliography":
        return Bibliography
    return BlockQuote if part.is_quote else None


# Captions


def _captioned(parts: Iterable[Part]) -> Iterator[Part]:
    """Tables and pictures with the captions that stand above or below them."""
    waiting: Part | None = None
    for part in parts:
        if waiting is None:
            waiting = part
        elif (joined := _with_caption(waiting, part)) is not None:
            waiting = joined
        else:
            yield _alone(waiting)
            waiting = part
    if waiting is not None:
        yield _alone(waiting)


def _alone(part: Part) -> Part:
    """A part that no other one is put to: a caption of nothing stays one, if it holds but words."""
    block = part.block
    if part.role != "caption" or not isinstance(block, Paragraph):
        return part
    words = [node for node in walk(block.content) if isinstance(node, Text)]
    if any(type(node) is NoteRef for node in walk(block.content)):
        return part
    if any("noteref:" in node.text.lower() for node in words):  # typed marks are read in paragraphs
        return part
    return replace(part, block=Figure((), block.content, span=block.span))


def _with_caption(first: Part, second: Part) -> Part | None:
    for caption, other in ((first, second), (second, first)):
        if caption.role != "caption" or not isinstance(caption.block, Paragraph):
            continue
        content, block = caption.block.content, other.block
        if isinstance(block, Table) and not block.caption:
            return replace(other, block=replace(block, caption=content))
        if other is first and _is_picture(block):
            return Part(Figure((block,), content))
    return None


def _is_picture(block: Block) -> bool:
    """Whether a paragraph holds pictures and no words."""
    if not isinstance(block, Paragraph):
        return False
    leaves = [node for node in walk(block.content) if not getattr(node, "content", None)]
    words = "".join(getattr(node, "text", "") for node in leaves)
    return not words.strip() and any(isinstance(node, Image) for node in leaves)


# Lists


class _Open(Struct, frozen=True):
    """A list that is being read: the place of its first item, and what its items hold."""

    place: Numbered
    items: list[list[Block]]


def _listed(parts: Iterable[Part]) -> Iterator[Block]:
    """Blocks, with those that stand in lists put into their items.

    What is indented as far as an item and has no number of its own goes on with the item.
    """
    open_lists: list[_Open] = []
    indent = 0
    for part in parts:
        place = part.place
        if place is None:
            if open_lists and part.indent > 0 and part.indent >= indent:
                open_lists[-1].items[-1].append(part.block)
                continue
            yield from _closed(open_lists, -1)
            yield part.block
            continue
        yield from _closed(open_lists, place.level)
        last = open_lists[-1] if open_lists else None
        if last is not None and last.place.level == place.level and not _goes_on(last, place):
            yield from _closed(open_lists, place.level - 1)
            last = open_lists[-1] if open_lists else None
        if last is None or last.place.level < place.level:
            open_lists.append(_Open(place, []))
        open_lists[-1].items.append([part.block])
        indent = part.indent
    yield from _closed(open_lists, -1)


def _goes_on(last: _Open, place: Numbered) -> bool:
    same = (last.place.id, last.place.format) == (place.id, place.format)
    return same and (place.is_bullet or place.number == last.place.number + len(last.items))


def _closed(open_lists: list[_Open], level: int) -> Iterator[Block]:
    """Close the lists that are deeper than a level; one that stands in no other is a block by itself."""
    while open_lists and open_lists[-1].place.level > level:
        closed = open_lists.pop()
        block = _list(closed)
        if open_lists:
            open_lists[-1].items[-1].append(block)
        else:
            yield block


def _list(read: _Open) -> Block:
    items = tuple(ListItem(tuple(blocks)) for blocks in read.items)
    place = read.place
    if place.is_bullet:
        return BulletList(items)
    return OrderedList(items, place.number, LIST_FORMATS[place.format], place.delimiter or "period")


# Code


def _with_code_joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """Lines of code that are paragraphs of their own, as one block."""
    for is_code, group in groupby(blocks, key=lambda block: isinstance(block, CodeBlock)):
        some = [*group]
        if is_code and len(some) > 1:
            yield CodeBlock("\n".join(one.text for one in some if isinstance(one, CodeBlock)))
        else:
            yield from some
