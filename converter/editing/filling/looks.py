"""Words of a note keep the look they had in the text: italics, bold, small capitals and the like."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import Any

from msgspec import structs

from converter.document.model import (
    Block,
    Emphasis,
    Inline,
    SmallCaps,
    Span,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from converter.document.tree import CHILDREN
from converter.word.manuscript import Manuscript, Property, Run

Wrap = Callable[[tuple[Inline, ...]], Inline]

LOOKS: tuple[tuple[str, str, Wrap], ...] = (
    ("i", "", Emphasis),
    ("b", "", Strong),
    ("smallCaps", "", SmallCaps),
    ("strike", "", Strikeout),
    ("vertAlign", "superscript", Superscript),
    ("vertAlign", "subscript", Subscript),
)
"""Run properties (17.3.2) that are part of what is said, those without a value if they are on.

Fonts and sizes are the note's own.
"""


def with_looks(
    blocks: tuple[Block, ...], manuscript: Manuscript, firsts: list[int]
) -> tuple[Block, ...]:
    """Blocks of a note whose spans count in the manuscript's text, with the looks of its runs.

    `firsts` are the places at which these begin.
    """
    return tuple(_node(block, manuscript.runs, firsts) for block in blocks)


def _node(node: Any, runs: list[Run], firsts: list[int]) -> Any:
    changes = {}
    for name in CHILDREN[type(node)]:
        children: list[Any] = []
        for child in getattr(node, name):
            is_text = type(child) is Text
            children += _text(child, runs, firsts) if is_text else [_node(child, runs, firsts)]
        changes[name] = tuple(children)
    return structs.replace(node, **changes) if changes else node


def _text(node: Text, runs: list[Run], firsts: list[int]) -> list[Inline]:
    """A text, in pieces where its look changes."""
    span = node.span
    if span is None or span.end - span.start != len(node.text):
        return [node]
    first, last = bisect_right(firsts, span.start) - 1, bisect_left(firsts, span.end)
    pieces: list[Inline] = []
    start = span.start
    for number in range(max(first, 0), last):
        following = firsts[number + 1] if number + 1 < len(firsts) else span.end
        end = min(span.end, following)
        if end > start:
            words = node.text[start - span.start : end - span.start]
            piece: Inline = Text(words, span=Span(start, end))
            for wrap in _looks(runs[number]):
                piece = wrap((piece,))
            pieces.append(piece)
            start = end
    return pieces or [node]


def _looks(run: Run) -> list[Wrap]:
    return [wrap for name, value, wrap in LOOKS if any(_says(one, name, value) for one in run.look)]


def _says(one: Property, name: str, value: str) -> bool:
    return one.name == name and (one.value == value if value else one.is_on)
