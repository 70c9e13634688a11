"""Offsets as the page counts them: UTF-16 code units, of which a character beyond U+FFFF has two."""

from __future__ import annotations

import re
from bisect import bisect_left

ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Units:
    """The offsets of a text as Python counts them, and as JavaScript does.

    >>> units = Units("a😀b")
    >>> units.out(2), units.back(3), len(units)
    (3, 2, 4)
    """

    def __init__(self, text: str) -> None:
        self.length = len(text)
        self.wide = [] if text.isascii() else [one.start() for one in ASTRAL.finditer(text)]
        self.wide_out = [at + before for before, at in enumerate(self.wide)]

    def out(self, offset: int) -> int:
        """A number of characters as one of units."""
        return offset + bisect_left(self.wide, offset) if self.wide else offset

    def back(self, units: int) -> int:
        """A number of units as one of characters; within a character, its beginning. Never beyond."""
        offset = units - bisect_left(self.wide_out, units) if self.wide_out else units
        return max(0, min(offset, self.length))

    def __len__(self) -> int:
        return self.length + len(self.wide)
