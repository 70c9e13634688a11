"""Inlines cut at places of their words, so that a reference may reach over italics and the like."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import structs

from converter.crossrefs.labels import Reference
from converter.document.model import (
    Capitals,
    Emphasis,
    Inline,
    NoteNumber,
    SmallCaps,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Text,
    Underline,
)
from converter.document.notes import NoteIndex
from converter.document.tree import part
from converter.document.words import plain

LOOKS = (
    Emphasis, Strong, SmallCaps, Capitals, Underline, Strikeout, Superscript, Subscript,
)  # fmt: skip
"""Nodes that say how words look: the words may be cut, and each part keeps the look."""


def cut_at(content: Iterable[Inline], cuts: Sequence[int], index: NoteIndex) -> list[list[Inline]]:
    """Inlines in one part more than there are `cuts`, which are places of their words and ascend.

    What has no words, such as a mark, belongs to the words before it. What cannot be cut, such as a
    link, belongs to the part in which it begins.
    """
    parts: list[list[Inline]] = [[]]
    at = passed = 0
    for inline in content:
        end = at + len(plain((inline,), index))
        if end > at:
            while passed < len(cuts) and cuts[passed] <= at:
                parts.append([])
                passed += 1
        first = passed
        while passed < len(cuts) and cuts[passed] < end:
            passed += 1
        pieces = _pieces(inline, [cut - at for cut in cuts[first:passed]], index)
        parts[-1] += pieces[0]
        parts += pieces[1:]
        at = end
    parts += [[] for _ in cuts[passed:]]
    return parts


def _pieces(inline: Any, cuts: list[int], index: NoteIndex) -> list[list[Inline]]:
    if not cuts:
        return [[inline]]
    if isinstance(inline, Text):
        ends = [*cuts, len(inline.text)]
        pieces = (part(inline, start, end) for start, end in zip([0, *cuts], ends, strict=True))
        return [[piece] if piece.text else [] for piece in pieces]
    if isinstance(inline, LOOKS):
        inner = cut_at(inline.content, cuts, index)
        return [[structs.replace(inline, content=tuple(one))] if one else [] for one in inner]
    return [[inline], *([] for _ in cuts)]


def with_number(words: list[Inline], number: NoteNumber) -> list[Inline]:
    """A typed number as a node in the place of its only text; the same if there are several."""
    match words:
        case [Text()]:
            return [structs.replace(number, span=words[0].span)]
        case [look] if isinstance(look, LOOKS):
            inner = with_number([*look.content], number)
            return [structs.replace(look, content=tuple(inner))]
    return words


def in_one_text(reference: Reference, content: Sequence[Inline], starts: Sequence[int]) -> bool:
    """Whether all words of a reference stand in one text, as in a source without italics."""
    first = bisect_right(starts, reference.start) - 1
    return isinstance(content[first], Text) and reference.end <= starts[first + 1]
