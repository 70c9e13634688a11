"""What a cross reference is, and the labels that it names."""

from __future__ import annotations

from collections.abc import Sequence
from sys import maxsize
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from converter.speed.patterns import Pattern

Kind = Literal[
    "supra", "infra", "id", "ibid", "n", "above_n", "note",
    "supra_bare", "infra_bare", "part", "page",
]  # fmt: skip


class Label(Struct, frozen=True, gc=False):
    """A label as typed: ``5``, ``5c``, ``iv``, ``II.C``, or a placeholder such as ``TK``."""

    start: int
    end: int
    text: str


class LabelRange(Struct, frozen=True, gc=False):
    """``135-38``: the two labels typed. A single label is a range from itself to itself."""

    first: Label
    last: Label

    @property
    def labels(self) -> tuple[Label, ...]:
        """The labels that were typed, one or two."""
        return (self.first,) if self.first == self.last else (self.first, self.last)


Ranges = tuple[LabelRange, ...]


class Reference(Struct, frozen=True, gc=False):
    """A cross reference: the characters from `start` up to, not including, `end`.

    `name` is what names the source before it (``Chen et al.``), `tail` the pinpoint or the
    ``and accompanying text`` after it; neither belongs to the span.
    """

    kind: Kind
    start: int
    end: int
    labels: Ranges = ()
    name: str = ""
    tail: str = ""

    @property
    def note_labels(self) -> Ranges:
        """The labels that name notes: none of a part, table or page."""
        return () if self.kind in ("part", "page") else self.labels


def shifted(reference: Reference, places: Sequence[int]) -> Reference:
    """A reference in a text of which only the characters at `places` were read."""

    def moved(label: Label) -> Label:
        return Label(places[label.start], places[label.end - 1] + 1, label.text)

    return replace(
        reference,
        start=places[reference.start],
        end=places[reference.end - 1] + 1,
        labels=tuple(LabelRange(moved(a.first), moved(a.last)) for a in reference.labels),
    )


MOST_REFERENCES = 10_000
"""So many of a paragraph are read, to keep time and memory bounded; no note has a hundredth of them."""


def read_to(references: Sequence[Reference]) -> int:
    """Up to which character these, all that are read of a paragraph, were looked for."""
    return references[-1].end if len(references) == MOST_REFERENCES else maxsize


ROMAN = Pattern(r"(?i:[ivx]{1,6}|m{0,3}(?:c[dm]|d?c{0,3})(?:x[lc]|l?x{0,3})(?:i[vx]|v?i{0,3}))")
LETTERS = Pattern(r"([a-z])\1{0,7}|([A-Z])\2{0,7}")
PLACEHOLDERS = ("TK", "TBD")


def is_label(word: str) -> bool:
    """Whether letters are a number, or stand for one that is to come; what is no word always is.

    >>> [word for word in ("5c", "lxxxiii", "bb", "TK", "above", "*") if is_label(word)]
    ['5c', 'lxxxiii', 'bb', 'TK', '*']
    """
    return not word.isalpha() or word in PLACEHOLDERS or is_numeral(word)


def is_numeral(word: str) -> bool:
    """Whether letters are a roman number, or count notes as ``a``, ``b`` … ``aa`` do."""
    return (LETTERS.fullmatch(word) or ROMAN.fullmatch(word)) is not None


def series(
    text: str, at: int, first: Pattern, following: Pattern, *, of_notes: bool = True
) -> tuple[Ranges, int]:
    """The labels that stand at a place, and where they end. Words are labels of places, not of notes."""
    ranges: list[LabelRange] = []
    match = first.match(text, at)
    while match and not (of_notes and any(one and not is_label(one) for one in match.groups())):
        start = Label(*match.span(1), match[1])
        ranges.append(LabelRange(start, Label(*match.span(2), match[2]) if match[2] else start))
        at = match.end()
        if text.startswith("[", start.start - 1) and text.startswith("]", at):
            at += 1
        match = following.match(text, at)
    return tuple(ranges), at


def is_shortened(first: str, last: str) -> bool:
    """Whether the end of a range was typed without its first digits, as in ``135-38``."""
    return len(last) < len(first) and first[0].isdecimal() and last.isdecimal()


def whole(first: str, last: str) -> str:
    """The end of a range with the digits that were left out.

    >>> whole("135", "38")
    '138'
    """
    return first[: -len(last)] + last if is_shortened(first, last) else last
