"""Stretches of a text that belong together: brackets, quotations, addresses."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from converter.speed.patterns import Pattern

Stretch = tuple[int, int]
"""The characters of a text from the first place up to, not including, the second."""

_BRACKET = Pattern(r"[()\[\]]")
_FOREIGN = Pattern(
    r"\b(?i:https?://|www\.|doi:|perma\.cc/)[^\s\]>\"”]+|[\"“”„«»]|\n\s{0,99}\n"
    r"|(?<![\w’])‘(?!\d)(?:[^‘’“”\n]|’(?=\w)){1,300}’(?!\w)"
)


def foreign_stretches(text: str) -> list[Stretch]:
    """Quotations and addresses, in order and apart. A quotation ends with its paragraph."""
    stretches: list[Stretch] = []
    opened = -1
    openings = "“«" if text.find("«") <= text.find("»") else "“»"  # »so« in German
    for match in _FOREIGN.finditer(text):
        mark, at = match[0], match.start()
        if mark == "“" and text[opened : opened + 1] == "„":
            _enclose(stretches, (opened, match.end()))
            opened = -1
        elif mark in openings or mark == "„" or (mark == '"' and _opens_quotation(text, at)):
            opened = at
        elif mark.isspace():
            opened = -1
        elif len(mark) > 1:
            stretches.append(match.span())
        elif opened >= 0:
            _enclose(stretches, (opened, match.end()))
            opened = -1
    return stretches


def _opens_quotation(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return (not before or before in " \t\n\u00a0([—–-/") and not after.isspace()


def _enclose(stretches: list[Stretch], outer: Stretch) -> None:
    """Add a stretch that ends last, in place of those it holds."""
    while stretches and stretches[-1][0] > outer[0]:
        stretches.pop()
    stretches.append(outer)


def overlaps(inner: Stretch, stretches: Sequence[Stretch]) -> bool:
    last = bisect_left(stretches, (inner[1],)) - 1
    return last >= 0 and stretches[last][1] > inner[0]


def bracketed_stretches(text: str) -> list[Stretch]:
    """Outermost pairs of round and square brackets."""
    stretches: list[Stretch] = []
    opened: list[int] = []
    for match in _BRACKET.finditer(text):
        if match[0] in "([":
            opened.append(match.start())
        elif opened:
            _enclose(stretches, (opened.pop(), match.end()))
    return stretches


def around(at: int, stretches: Sequence[Stretch]) -> Stretch | None:
    """The stretch that holds the character `at`, its own brackets apart."""
    last = bisect_left(stretches, (at,)) - 1
    return stretches[last] if last >= 0 and stretches[last][1] > at else None
