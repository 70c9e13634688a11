"""Typed numbers in rows without a gap, so that no range of notes need be spelled out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import pairwise

from converter.document.model import NoteKey, NoteRange
from converter.document.notes import NoteIndex


class Rows:
    """The numbers among `keys`, labels and the notes they mean, in rows: runs whose notes follow one
    another in `index`, too.
    """

    def __init__(self, keys: Mapping[str, NoteKey], index: NoteIndex) -> None:
        self.keys = keys
        self.index = index

    @cached_property
    def _ends(self) -> tuple[list[int], list[int]]:
        """The first numbers of the rows, and the last."""
        starts: list[int] = []
        ends: list[int] = []
        followers = _followers(self.index)
        before: NoteKey | None = None
        for number in sorted(filter(None, map(_number, self.keys))):
            key = self.keys[str(number)]
            if before and ends[-1] == number - 1 and followers.get(before) == key:
                ends[-1] = number
            else:
                starts.append(number)
                ends.append(number)
            before = key
        return starts, ends

    def within(self, numbers: range) -> Iterator[range]:
        """The parts of rows that lie among these numbers."""
        starts, ends = self._ends
        row = bisect_left(ends, numbers.start)
        while row < len(starts) and starts[row] < numbers.stop:
            yield range(max(starts[row], numbers.start), min(ends[row] + 1, numbers.stop))
            row += 1

    def meant(self, numbers: range) -> list[NoteKey | NoteRange]:
        """The notes that these numbers mean."""
        return [
            note_range(self.keys[str(row[0])], self.keys[str(row[-1])])
            for row in self.within(numbers)
        ]

    def missing(self, numbers: range) -> Iterator[int]:
        """Those of these numbers that mean no note."""
        at = numbers.start
        for row in self.within(numbers):
            yield from range(at, row.start)
            at = row.stop
        yield from range(at, numbers.stop)


def note_range(first: NoteKey, last: NoteKey) -> NoteKey | NoteRange:
    """The notes from the first to the last, which may be the same."""
    return first if first == last else NoteRange(first, last)


def _followers(index: NoteIndex) -> dict[NoteKey, NoteKey]:
    """For each note with a number the next of its kind."""
    counted = ([note for note in notes if note.mark is None] for notes in index.called.values())
    return {one.key: next.key for notes in counted for one, next in pairwise(notes)}


def _number(label: str) -> int:
    """A label as a number; 0 for any that is not written as numbers are."""
    is_number = label.isascii() and label.isdecimal() and label[0] != "0" and len(label) < 10
    return int(label) if is_number else 0
