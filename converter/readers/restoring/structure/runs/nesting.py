"""Lines with the marks of lists → lists within lists: ``1.``, ``(a)``, ``(i)``, and back to ``2.``"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from converter.readers.restoring.structure.lines import Lines

DEEPEST = 6
"""Lists within one another."""


class Item(Struct, frozen=True):
    """A line with the mark of a list. `ends` is how many characters that has, its blank included.

    `ways` are the bullet, or how the number can be written, each with the number; it is 0 behind
    bullets. `indent` is the column at which a bullet stands, as its sign does not tell its list.
    """

    at: int
    ways: tuple[tuple[str, int], ...]
    ends: int
    indent: int = 0


class Branch(Struct):
    """A list. `ways` are those in which all its numbers so far can be written, each with the first."""

    ways: tuple[tuple[str, int], ...]
    indent: int
    twigs: list[Twig]

    def takes(self, item: Item) -> tuple[tuple[str, int], ...]:
        """The ways in which an item counts on in this list; none if it does not."""
        size = len(self.twigs)
        return tuple(
            (way, first)
            for way, first in self.ways
            if (way, first + size * (first > 0)) in item.ways
            and (first > 0 or item.indent == self.indent)
        )

    @property
    def items(self) -> list[Item]:
        return [one.item for one in self.twigs]

    @property
    def within(self) -> Iterator[Branch]:
        """The lists below its items, and those below theirs."""
        for twig in self.twigs:
            for branch in twig.below:
                yield branch
                yield from branch.within


class Twig(Struct):
    """An item, and the lists below it."""

    item: Item
    below: list[Branch]


def branches(items: Iterable[Item | None]) -> Iterator[Branch]:
    """The lists that lines form, each from the first line that goes on with none; None is no item."""
    open_ones: list[Branch] = []
    for item in items:
        depth = _place(item, open_ones) if item else None
        if item and depth is not None:
            del open_ones[depth + 1 :]
            _put(item, depth, open_ones)
            continue
        yield from open_ones[:1]
        open_ones = [Branch(item.ways, item.indent, [Twig(item, [])])] if item else []
    yield from open_ones[:1]


def _place(item: Item, open_ones: list[Branch]) -> int | None:
    """The open list that an item goes on with, or begins one below; None if it stands apart."""
    for depth in range(len(open_ones) - 1, -1, -1):
        if open_ones[depth].takes(item):
            return depth
    begins = any(number < 2 for _, number in item.ways)
    return len(open_ones) - 1 if open_ones and begins and len(open_ones) < DEEPEST else None


def _put(item: Item, depth: int, open_ones: list[Branch]) -> None:
    branch = open_ones[depth]
    ways = branch.takes(item)
    if ways:
        branch.ways = ways
        branch.twigs.append(Twig(item, []))
        return
    first = tuple(one for one in item.ways if one[1] < 2)
    below = Branch(first, item.indent, [Twig(item, [])])
    branch.twigs[-1].below.append(below)
    open_ones.append(below)


def last_of(branch: Branch) -> int:
    """The last line of a list, with all below it."""
    twig = branch.twigs[-1]
    return last_of(twig.below[-1]) if twig.below else twig.item.at


def columns(lines: Lines, at: int) -> int:
    """The column at which a line begins."""
    return len(lines.indent(at).expandtabs(4))
