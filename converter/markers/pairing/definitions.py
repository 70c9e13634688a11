"""Definitions: which tokens they are, where their words end, and what lies in none."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from converter.markers.brackets import TokenIndex


class Definition(Struct, frozen=True, gc=False):
    """A definition: tokens `first` to `last`, called by the token `mark`.

    Its words are the characters `start` up to, not including, `end`.
    """

    mark: int
    first: int
    last: int
    start: int
    end: int


def closed(source: TokenIndex, mark: int, opening: int, closing: int) -> Definition:
    if source.match.get(opening) != closing:
        source.note("M011", opening, closing)
    start = source.tokens[opening].end
    return Definition(mark, opening, closing, start, source.bracket_end(closing) - 1)


def unclosed(source: TokenIndex, mark: int, opening: int, end: int | None = None) -> Definition:
    """A definition that nothing closes: up to the token `end`, or else that of its line."""
    last = (source.end_of_unclosed(opening) if end is None else end) - 1
    source.note("M006", opening, last)
    return Definition(mark, opening, last, source.tokens[opening].end, source.tokens[last].end)


def outside(tokens: list[int], definitions: list[Definition]) -> Iterator[int]:
    """Those of these tokens that lie in no definition; both are in source order."""
    later = iter(definitions)
    definition = next(later, None)
    for token in tokens:
        while definition is not None and definition.last < token:
            definition = next(later, None)
        if definition is None or token < definition.first:
            yield token
