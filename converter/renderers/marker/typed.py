"""The blocks of a text with their structure typed: ``# Heading``, ``> quote``, bullets and numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from converter.document.diagnostics import Diagnostic
from converter.document.model import (
    Bibliography,
    Block,
    BlockQuote,
    BulletList,
    Figure,
    Heading,
    OrderedList,
    Paragraph,
    ThematicBreak,
)
from converter.document.notes import written
from converter.document.words import AROUND_NUMBERS
from converter.renderers.marker.nodes import blocks, line
from converter.renderers.marker.work import Work

BULLETS = "•◦▪"
"""Of a list, of one within it, and of those within that."""
SEPARATOR = "* * *"
KEPT = "\\"
"""What keeps a line as text that would be read as more."""
STRUCTURE = "U"
"""What the codes of messages on structure begin with."""


class Piece(Struct, frozen=True):
    """A paragraph as it is written. One that is `meant` is to be read as more than text."""

    words: str
    meant: bool = False


def pieces(nodes: Iterable[Block], work: Work) -> Iterator[Piece]:
    """The paragraphs that the blocks of a text are written as, with what makes them more than that."""
    for node in nodes:
        match node:
            case Heading(level, content):
                yield Piece(f"{'#' * level} {line(content, work)}", meant=True)
            case BlockQuote(within) if are_paragraphs(within):
                for words in blocks(within, work):
                    yield Piece(f"> {words}", meant=True)
            case Bibliography(within) if are_paragraphs(within):
                yield from (Piece(words, meant=True) for words in blocks(within, work))
            case BulletList() | OrderedList() if is_plain(node):
                yield from _items(node, work, 0)
            case ThematicBreak():
                yield Piece(SEPARATOR, meant=True)
            case Figure((), caption):
                yield Piece(line(caption, work), meant=True)
            case _:
                yield from map(Piece, blocks((node,), work))


def _items(node: BulletList | OrderedList, work: Work, depth: int) -> Iterator[Piece]:
    """The items of a list, each with its mark, and behind each those of the lists below it."""
    for at, item in enumerate(node.items):
        mark = BULLETS[min(depth, len(BULLETS) - 1)]
        if isinstance(node, OrderedList):
            before, after = AROUND_NUMBERS[node.delimiter]
            mark = f"{before}{written(node.start + at, node.format)}{after}"
        first, *below = item.blocks
        yield from (Piece(f"{mark} {words}", meant=True) for words in blocks((first,), work))
        for one in below:
            if isinstance(one, BulletList | OrderedList):
                yield from _items(one, work, depth + 1)


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


def joined(parts: Iterable[Piece], head: str) -> str:
    """A text of its front matter and its paragraphs, a blank line behind each."""
    return (head + "".join(f"{one.words}\n\n" for one in parts)).removesuffix("\n")


def kept(parts: Sequence[Piece], head: str, found: Iterable[Diagnostic]) -> list[Piece]:
    """The paragraphs, with a sign before those that are not meant to be what was `found` in them."""
    places = sorted(one.span.start for one in found if one.span and one.code.startswith(STRUCTURE))
    waiting = iter([*places, -1])
    place, at = next(waiting), len(head)
    result = []
    for one in parts:
        end = at + len(one.words)
        is_found = False
        while at <= place <= end:
            is_found, place = True, next(waiting)
        result.append(Piece(KEPT + one.words) if is_found and not one.meant else one)
        at = end + len("\n\n")
    return result
