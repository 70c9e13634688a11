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
    ListItem,
    OrderedList,
    Paragraph,
    ThematicBreak,
)
from converter.document.notes import written
from converter.document.words import AROUND_NUMBERS
from converter.renderers.marker.nodes import blocks, line
from converter.renderers.marker.work import Work

BULLET = "•"
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
            case BulletList(items) if are_plain(items):
                for words in _items(items, work):
                    yield Piece(f"{BULLET} {words}", meant=True)
            case OrderedList(items, start) if are_plain(items) and start > 0:
                before, after = AROUND_NUMBERS[node.delimiter]
                for number, words in enumerate(_items(items, work), start):
                    shown = f"{before}{written(number, node.format)}{after}"
                    yield Piece(f"{shown} {words}", meant=True)
            case ThematicBreak():
                yield Piece(SEPARATOR, meant=True)
            case Figure((), caption):
                yield Piece(line(caption, work), meant=True)
            case _:
                yield from map(Piece, blocks((node,), work))


def _items(items: Iterable[ListItem], work: Work) -> Iterator[str]:
    for item in items:
        yield from blocks(item.blocks, work)


def are_paragraphs(content: Sequence[Block]) -> bool:
    """Whether blocks are paragraphs, one or more."""
    return bool(content) and all(isinstance(one, Paragraph) for one in content)


def are_plain(items: Sequence[ListItem]) -> bool:
    """Whether each item of a list is one paragraph, and there are enough of them to be told as a list."""
    return len(items) > 1 and all(
        len(item.blocks) == 1 and are_paragraphs(item.blocks) for item in items
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
