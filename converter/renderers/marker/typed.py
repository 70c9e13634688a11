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
    ThematicBreak,
)
from converter.renderers.marker.nodes import are_paragraphs, blocks, is_plain, items, line
from converter.renderers.marker.work import Work

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
                yield from (Piece(words, meant=True) for words in items(node, work))
            case ThematicBreak():
                yield Piece(SEPARATOR, meant=True)
            case Figure((), caption):
                yield Piece(line(caption, work), meant=True)
            case _:
                yield from map(Piece, blocks((node,), work))


def joined(parts: Iterable[Piece], head: str) -> str:
    """A text of its front matter and its paragraphs, a blank line behind each."""
    return (head + "\n\n".join([*(one.words for one in parts), ""])).removesuffix("\n")


def kept(parts: Sequence[Piece], head: str, found: Iterable[Diagnostic]) -> list[Piece]:
    """The paragraphs, with a sign before those that are not meant to be what was `found` in them."""
    places = sorted(one.span.start for one in found if one.span and one.code.startswith(STRUCTURE))
    waiting = iter([*places, -1])
    place, at = next(waiting), len(head)
    result = []
    for one in parts:
        end = at + len(one.words)
        begins = end - len(one.words.lstrip())
        is_found = False
        while at <= place <= end:  # what is found further in stands in a note
            is_found, place = is_found or place <= begins, next(waiting)
        result.append(Piece(KEPT + one.words) if is_found and not one.meant else one)
        at = end + len("\n\n")
    return result
