"""How people wrap lines by hand: told from lines whose next word did not fit."""

from __future__ import annotations

import re
from itertools import pairwise

from converter.readers.marker.lines import LAYOUT
from converter.speed.patterns import Pattern

WRAPPED_WIDTHS = range(40, 101)
"""Widths, in characters, at which people wrap lines by hand."""


LIST_ITEM = Pattern(r"(?:[-–—•*·]|\(?(?:\d{1,3}|[A-Za-z]|[ivx]{1,4})[.)])\s")
"""How an item of a list begins. Items stay lines of their own."""

ITEM_END = Pattern(r"(?:;\s(?:and|or),?|,\s(?:and|or),)\Z")
"""How the last item of a list but one ends."""


def wrap_width(text: str) -> int | None:
    """The width at which a text was wrapped by hand; None if it was not, or not clearly.

    Of the stretches of three lines and more between blank lines, most must have been wrapped.
    """
    stanzas = [stanza.splitlines() for stanza in re.split(r"\n\s*\n", text)]
    long = [
        [line.rstrip() for line in lines if line.strip()] for lines in stanzas if len(lines) > 2
    ]
    wrapped = [lines for lines in long if len(lines) > 2 and is_wrapped(lines)]
    if len(wrapped) < 2 or len(wrapped) * 2 < len(long):
        return None
    return max(map(_width, wrapped))


def is_wrapped(lines: list[str], width: int | None = None) -> bool:
    """Whether two or more lines were broken only because the next word did not fit.

    Where the text is known to be wrapped at a `width`, full lines say enough. Elsewhere a sentence
    must run on, and two lines count only if it does from the first to the second.

    >>> is_wrapped(["The pilot is paid by the foot of her draught, and", "not by the hour."])
    True
    >>> is_wrapped(["The pilot is paid by the foot of her draught.", "The hour is hers."])
    False
    >>> is_wrapped(["to pay the pilot by the foot of her draught; or,", "to pay him by the hour."])
    False
    """
    if width is not None and _width(lines) <= width and _are_full(lines, width):
        return True
    own = _width(lines)
    if own not in WRAPPED_WIDTHS or any(line[:1] in LAYOUT for line in lines[1:]):
        return False
    if not _are_full(lines, own) or any(map(LIST_ITEM.match, lines)):
        return False
    if any(map(ITEM_END.search, lines[:-1])):
        return False
    if any(one[-1:] in (";", ":") and two[0].isupper() for one, two in pairwise(lines)):
        return False
    runs_on = [line[-1:] not in ".!?:;”\"’')]" for line in lines[:-1]]
    return any(runs_on) and (len(lines) > 2 or lines[1][0].islower())


def _width(lines: list[str]) -> int:
    """The length of the longest line; a line of one long word, such as an address, does not count."""
    return max((len(line) for line in lines if " " in line), default=0)


def _are_full(lines: list[str], width: int) -> bool:
    """Whether the next word would have fitted on none of the lines but the last."""
    return all(
        len(one) + 1 + len(two.split(None, 1)[0]) > width if two else False
        for one, two in pairwise(lines)
    )
