"""What a renumbering changes, as a unified diff that ``patch`` takes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct

from converter.document.model import Span
from converter.editing.edits import Replacement, apply

CONTEXT = 3
"""Unchanged lines shown before and behind a change."""

NO_END = "\\ No newline at end of file\n"


class _Change(Struct, frozen=True):
    """Lines `first` up to, not including, `last` (from 0) and what they become."""

    first: int
    last: int
    new: list[str]


def unified_diff(text: str, replacements: Sequence[Replacement], old: str, new: str) -> str:
    """The changes of a text, whose versions are called `old` and `new`. Linear in the text.

    >>> print(unified_diff("a\\nb\\n", [Replacement(2, 3, "c")], "x", "y"), end="")
    --- x
    +++ y
    @@ -1,2 +1,2 @@
     a
    -b
    +c
    """
    lines = _lines(text)
    shift = 0
    hunks: list[str] = []
    for hunk in _hunks(_changes(text, lines, replacements)):
        hunks += _hunk(lines, hunk, shift)
        shift += sum(len(one.new) - (one.last - one.first) for one in hunk)
    return "".join([f"--- {old}\n+++ {new}\n", *hunks]) if hunks else ""


def _changes(text: str, lines: list[str], replacements: Sequence[Replacement]) -> Iterator[_Change]:
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    last = max(len(lines) - 1, 0)
    groups: list[list[Replacement]] = []
    reached = -1  # the last line that the replacements so far touch
    for one in sorted(replacements):
        first = min(bisect_right(starts, one.start) - 1, last)
        if first > reached:
            groups.append([])
        groups[-1].append(one)
        reached = max(reached, min(bisect_right(starts, one.end) - 1, last))
    for group in groups:
        first = min(bisect_right(starts, group[0].start) - 1, last)
        furthest = max(one.end for one in group)
        end = min(bisect_right(starts, furthest), len(lines))
        new = apply(text, group, Span(starts[first], starts[end]))
        yield _Change(first, end, _lines(new))


def _lines(text: str) -> list[str]:
    """Lines with their line feeds; other line ends count as characters, as ``patch`` has it."""
    parts = text.split("\n")
    return [f"{part}\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def _hunks(changes: Iterator[_Change]) -> Iterator[list[_Change]]:
    """Changes whose contexts meet, together."""
    hunk: list[_Change] = []
    for change in changes:
        if hunk and change.first - hunk[-1].last > 2 * CONTEXT:
            yield hunk
            hunk = []
        hunk.append(change)
    if hunk:
        yield hunk


def _hunk(lines: list[str], changes: list[_Change], shift: int) -> Iterator[str]:
    start, end = max(0, changes[0].first - CONTEXT), min(len(lines), changes[-1].last + CONTEXT)
    grown = sum(len(one.new) - (one.last - one.first) for one in changes)
    yield f"@@ -{_range(start, end - start)} +{_range(start + shift, end - start + grown)} @@\n"
    done = start
    for change in changes:
        yield from _shown(" ", lines[done : change.first])
        yield from _shown("-", lines[change.first : change.last])
        yield from _shown("+", change.new)
        done = change.last
    yield from _shown(" ", lines[done:end])


def _range(start: int, count: int) -> str:
    return f"{start + 1 if count else start},{count}"


def _shown(sign: str, lines: list[str]) -> Iterator[str]:
    for line in lines:
        yield f"{sign}{line}" if line.endswith("\n") else f"{sign}{line}\n{NO_END}"
