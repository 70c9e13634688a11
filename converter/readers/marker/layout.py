"""What lines of plain text look like together: wrapped by hand, or the rows of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from converter.readers.marker.lines import LAYOUT
from converter.speed.patterns import Pattern

WRAPPED_WIDTHS = range(40, 101)
"""Widths, in characters, at which people wrap lines by hand."""


TYPED = ("# ", "## ", "### ", "> ")
"""How a line begins that was typed as a heading or a quote, whose line is its own."""

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


def may_be_wrapped(first: str, second: str) -> bool:
    """Whether the first word of a line had no room at the end of the line before, at the least width."""
    return _are_full([first, second], WRAPPED_WIDTHS.start)


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
    if any(line.startswith(TYPED) for line in lines):
        return False
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


# Tables

LEAST_COLUMNS = 3
"""Columns with words in them that only a table has; two may be a label and what it labels."""

LIST_MARK = Pattern(
    r"(?:[-–—•*·]|\(?(?:[A-Za-z]|\d{1,3}|[ivxlIVXL]{1,6})[.)]|\d{1,3}(?:\.\d{1,3})+\.?)\Z"
)
"""What stands before the tab of a list's item."""
PAGE = Pattern(r"(?:\d{1,4}|[ivxlc]{1,7})\Z")
AMOUNT = Pattern(r"[^\w\s]?\s?[-–+(]?\d[\d.,  ]*[%)]?\s?[^\w\s]?\Z")
"""A number, a sum of money or a percentage."""


def is_table(rows: Sequence[Sequence[str]], *, proven: bool) -> bool:
    """Whether lines with equally many tabs are the rows of a table, and can be nothing else.

    `rows` holds the words between tabs. A tab may also indent a line, follow the number of a list's item,
    or lead to the page in a table of contents. `proven` says that a note ends before one of the tabs,
    as only that of a cell does.

    >>> is_table([["Port", "Dues", "Paid"], ["Hull", "9", "yes"]], proven=False)
    True
    >>> is_table([["1.", "Takes note;"], ["2.", "Decides."]], proven=False)
    False
    """
    if proven:
        return len(rows) > 1
    if len(rows) < 2 or sum(not row[0] for row in rows) * 2 > len(rows):
        return False  # most lines are indented
    if any(not row[0] and len(_filled(row)) < 2 for row in rows):
        return False
    cells = [_without_list_mark(_filled(row)) for row in rows]
    if _lead_to_pages(cells):
        return False
    if sum(len(row) >= LEAST_COLUMNS for row in cells) >= 2:
        return True
    return all(len(row) == 2 for row in cells) and all(AMOUNT.match(row[1]) for row in cells[1:])


def _filled(row: Sequence[str]) -> list[str]:
    return [cell for cell in row if cell]


def _without_list_mark(cells: list[str]) -> list[str]:
    return cells[1:] if len(cells) > 1 and LIST_MARK.match(cells[0]) else cells


def _lead_to_pages(rows: list[list[str]]) -> bool:
    """Whether each line is a title and its page, and the pages do not fall."""
    if not all(len(row) == 2 and PAGE.match(row[1]) for row in rows):
        return False
    pages = [int(row[1]) for row in rows if row[1].isdecimal()]
    return all(one <= two for one, two in pairwise(pages))
