"""Definitions elsewhere: at the end of the file, or before their mark."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict, deque

from converter.markers.brackets import TokenIndex
from converter.markers.pairing.definitions import Definition, closed, outside, unclosed


def pair_by_id(
    source: TokenIndex, nearby: list[Definition], unpaired: list[int]
) -> list[Definition]:
    """Pair what the queue left over: definitions at the end of the file, or before their mark."""
    waiting: defaultdict[str, deque[int]] = defaultdict(deque)
    for mark in sorted(unpaired):
        waiting[source.tokens[mark].id].append(mark)
    definitions: list[Definition] = []
    begins = [definition.first for definition in nearby]
    end = -1
    for opening in outside(source.openings, nearby):
        marks = waiting.get(source.tokens[opening].id)
        told = len(source.diagnostics)
        if marks and opening > end and (found := _distant(source, marks[0], opening)):
            within = bisect_right(begins, found.last) - 1
            if within >= 0 and nearby[within].last > found.last:
                del source.diagnostics[told:]
                continue  # it would end in the middle of another
            definitions.append(found)
            end = found.last
            marks.popleft()
            source.note("M009", opening, found.last)
    return definitions


def _distant(source: TokenIndex, mark: int, opening: int) -> Definition | None:
    """The definition that begins at `opening`, if its bracket closes or it begins a line."""
    if not source.follows_blank(opening):
        return None
    match = source.match.get(opening)
    if match is not None and match < source.end_of_search(opening):
        begins_line = source.begins_line(opening)
        if begins_line or not source.crosses(source.newlines, opening, match):
            return closed(source, mark, opening, match)
    if not source.begins_line(opening):
        return None
    last = source.end_of_unclosed(opening) - 1
    closes = source.kind(last) == "close"
    return closed(source, mark, opening, last) if closes else unclosed(source, mark, opening)
