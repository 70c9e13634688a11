"""Replacements at places of a text."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from converter.document.model import Span


class Replacement(Struct, frozen=True, order=True, gc=False):
    """Other words for the characters `start` up to, not including, `end`; equal ends insert."""

    start: int
    end: int
    words: str


def apply(text: str, replacements: Iterable[Replacement], within: Span | None = None) -> str:
    """A text, or a stretch of it, with its replacements made. They must not overlap.

    >>> apply("abcdef", [Replacement(1, 2, "X"), Replacement(4, 4, "-")], Span(1, 5))
    'Xcd-e'
    """
    done, end = (within.start, within.end) if within else (0, len(text))
    parts: list[str] = []
    for one in sorted(replacements):
        parts += text[done : one.start], one.words
        done = one.end
    return "".join([*parts, text[done:end]])
