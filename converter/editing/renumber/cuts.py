"""Replacements at places of a text, and the stretches that a mark or a definition takes there."""

from __future__ import annotations

import re

from converter.document.model import Span
from converter.editing.edits import Replacement

LINE_ENDS = ("", "\n", "\r")
BREAKS = re.compile(r"[ \t\r\n]*")


def definition(text: str, span: Span) -> Span:
    """A definition from its bracket to its bracket, without the blanks that close it."""
    words = text[span.start : span.end].rstrip(" ")
    return Span(span.start, span.start + len(words))


def cut_definition(text: str, span: Span) -> Replacement:
    """Take a definition out: with the blank on either side, or with the line it has to itself."""
    own = definition(text, span)
    if not has_line(text, span):
        blank = own.start > 0 and text[own.start - 1] == " "
        return Replacement(own.start - blank, own.end + text.startswith(" ", own.end), "")
    before, after = _breaks_before(text, own.start), _breaks_after(text, own.end)
    if after == len(text) or own.start - before < after - own.end:
        return Replacement(before, own.end, "")
    return Replacement(own.start, after, "")


def beside(text: str, span: Span, words: str, *, behind: bool) -> Replacement:
    """Put another definition before or behind one, set apart as the writer of the text does it."""
    own = definition(text, span)
    if has_line(text, span):
        gap = text[_breaks_before(text, own.start) : own.start] or "\n"
        at, words = (own.end, gap + words) if behind else (own.start, words + gap)
        return Replacement(at, at, words)
    closed = text.startswith(" ", own.end)  # as the extractor does it
    if behind:
        return Replacement(own.end + closed, own.end + closed, f" {words}{' ' * closed}")
    return Replacement(own.start, own.start, f"{words} {' ' * closed}")


def has_line(text: str, span: Span) -> bool:
    """Whether a definition has its lines to itself."""
    own = definition(text, span)
    before = text[max(0, own.start - 9) : own.start].rstrip(" \t")
    after = text[own.end : own.end + 9].lstrip(" \t")
    return before[-1:] in LINE_ENDS and after[:1] in LINE_ENDS


def cut_mark(text: str, span: Span, symbol: str) -> Replacement:
    """Take a mark out, with its own symbol and the blanks before it, which are not read as text."""
    start = span.start
    while start and text[start - 1] == " ":
        start -= 1
    return Replacement(start, span.end + len(symbol), "")


def _breaks_before(text: str, at: int) -> int:
    while at and text[at - 1] in " \t\r\n":
        at -= 1
    return at


def _breaks_after(text: str, at: int) -> int:
    found = BREAKS.match(text, at)
    return found.end() if found else at
