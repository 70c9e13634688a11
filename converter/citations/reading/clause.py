"""A clause of a note while it is read."""

from __future__ import annotations

from converter.citations.regions import Region
from converter.citations.values import CitationKind, Part, PartKind

SURE = 0.97
LIKELY = 0.8


class Clause:
    """One clause as it is read: the parts found so far, in places of its region."""

    def __init__(self, region: Region, start: int, end: int) -> None:
        self.region = region
        self.text = region.text
        self.end = end
        self.kind: CitationKind = "prose"
        self.parts: list[Part] = []
        self.start = self.body = _opening(self.text, start, end)
        self.is_told = False  # whether words of a sentence stand before the citation
        self.is_led = (
            not region.depth
        )  # within brackets: whether a word such as ``citing`` leads to it

    def add(self, kind: PartKind, start: int, end: int, confidence: float = SURE) -> None:
        if end > start:
            self.parts.append(Part(kind, start, end, confidence))


_SMALL = frozenset({
    "the", "of", "and", "for", "in", "on", "to", "a", "an", "by", "as", "at", "from", "with",
    "or", "is", "are", "not", "its", "that", "this", "it", "be", "was", "were", "but", "how",
    "why", "what",
})  # fmt: skip
"""Words without a capital in titles, and some more."""


def is_prose(words: str) -> bool:
    tokens = words.split()
    small = sum(one[0].islower() and one not in _SMALL for one in tokens)
    return small > 2 or (small > 0 and small * 4 >= len(tokens))


def _opening(text: str, start: int, end: int) -> int:
    while start < end and text[start] in ' \n\t“"‘[\u00a0':
        start += 1
    return start


def trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " ,\u00a0\n":
        end -= 1
    return end
