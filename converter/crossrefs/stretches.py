"""Stretches of a text that belong together: brackets, quotations, addresses."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from converter.speed.patterns import Pattern

Span = tuple[int, int]

_BRACKET = Pattern(r"[()\[\]]")
_FOREIGN = Pattern(
    r"\b(?i:https?://|www\.|doi:|perma\.cc/)[^\s\]>\"”]+|[\"“”«»]|\n\s{0,99}\n"
    r"|(?<![\w’])‘(?!\d)(?:[^‘’“”\n]|’(?=\w)){1,300}’(?!\w)"
)


def foreign_spans(text: str) -> list[Span]:
    """Quotations and addresses, in order and apart. A quotation ends with its paragraph."""
    spans: list[Span] = []
    opened = -1
    for match in _FOREIGN.finditer(text):
        mark, at = match[0], match.start()
        if mark in "“«" or (mark == '"' and _opens_quotation(text, at)):
            opened = at
        elif mark.isspace():
            opened = -1
        elif len(mark) > 1:
            spans.append(match.span())
        elif opened >= 0:
            _enclose(spans, (opened, match.end()))
            opened = -1
    return spans


def _opens_quotation(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return (not before or before in " \t\n\u00a0([—–-/") and not after.isspace()


def _enclose(spans: list[Span], outer: Span) -> None:
    """Add a span that ends last, in place of those it holds."""
    while spans and spans[-1][0] > outer[0]:
        spans.pop()
    spans.append(outer)


def overlaps(inner: Span, spans: Sequence[Span]) -> bool:
    last = bisect_left(spans, (inner[1],)) - 1
    return last >= 0 and spans[last][1] > inner[0]


def bracket_spans(text: str) -> list[Span]:
    """Outermost pairs of round and square brackets."""
    spans: list[Span] = []
    opened: list[int] = []
    for match in _BRACKET.finditer(text):
        if match[0] in "([":
            opened.append(match.start())
        elif opened:
            _enclose(spans, (opened.pop(), match.end()))
    return spans


def around(at: int, spans: Sequence[Span]) -> Span | None:
    """The span that holds the character `at`, its own brackets apart."""
    last = bisect_left(spans, (at,)) - 1
    return spans[last] if last >= 0 and spans[last][1] > at else None
