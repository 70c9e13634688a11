"""Lines as they are laid out: stretches of text, marks and tabs, and how people wrap them."""

from __future__ import annotations

import re
from itertools import pairwise

from converter.model import Span
from converter.tokens import Token

Piece = Span | Token
"""A stretch of text, or the token of a mark or tab."""

Line = list[Piece]
"""A line without the definitions in it; a blank line has no pieces."""

LAYOUT = " \t"
"""What is not text at the edges of a line, and before a mark."""

WRAPPED_WIDTHS = range(40, 101)
"""Widths, in characters, at which people wrap lines by hand."""


LIST_ITEM = re.compile(r"(?:[-–—•*·]|\(?\w{1,4}[.)])\s")
"""How an item of a list begins. Items stay lines of their own."""

ITEM_END = re.compile(r"(?:;\s(?:and|or),?|,\s(?:and|or),)\Z")
"""How the last item of a list but one ends."""


def is_tab(piece: Piece) -> bool:
    """Whether a piece is a run of tabs."""
    return isinstance(piece, Token) and piece.kind == "tab"


def tab_count(line: Line) -> int:
    """How many tabs a line has; lines of one table have equally many."""
    return sum(piece.end - piece.start for piece in line if is_tab(piece))


def span_of(lines: list[Line]) -> Span:
    """From the first piece of these lines to the last; none of them blank."""
    return Span(lines[0][0].start, lines[-1][-1].end)


def with_tabs_as_text(line: Line) -> Line:
    """A line in which tabs are part of the text around them."""
    pieces: Line = []
    for piece in line:
        last = pieces[-1] if pieces else None
        if not (isinstance(piece, Span) or is_tab(piece)):
            pieces.append(piece)
        elif isinstance(last, Span) and last.end == piece.start:
            pieces[-1] = Span(last.start, piece.end)
        else:
            pieces.append(Span(piece.start, piece.end))
    return pieces


def is_wrapped(lines: list[str]) -> bool:
    """Whether two or more lines were broken only because the next word did not fit.

    Two lines count only if a sentence runs on from the first to the second.

    >>> is_wrapped(["The pilot is paid by the foot of her draught, and", "not by the hour."])
    True
    >>> is_wrapped(["The pilot is paid by the foot of her draught.", "The hour is hers."])
    False
    >>> is_wrapped(["to pay the pilot by the foot of her draught; or,", "to pay him by the hour."])
    False
    """
    width = max(map(len, lines))
    if width not in WRAPPED_WIDTHS or any(line[:1] in LAYOUT for line in lines[1:]):
        return False
    if any(map(LIST_ITEM.match, lines)) or any(map(ITEM_END.search, lines[:-1])):
        return False
    if any(one[-1:] in (";", ":") and two[0].isupper() for one, two in pairwise(lines)):
        return False
    full = all(len(one) + 1 + len(two.split(None, 1)[0]) > width for one, two in pairwise(lines))
    runs_on = [line[-1:] not in ".!?:;”\"’')]" for line in lines[:-1]]
    if len(lines) == 2:
        return full and runs_on[0] and lines[1][0].islower()
    return full and any(runs_on)
