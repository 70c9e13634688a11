"""Which rule a look in a labelled note follows, told by its words and by the looks around it.

Nothing of the program is asked, but for the closed list of what is enacted: the labels judge it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from converter.citations.reading.patterns import ENACTED, LAW_INSTITUTE

Rule = str
"""``T1`` and so on, or ``""`` for emphasis, foreign words and variables, which no rule can know."""

SIGNAL = re.compile(
    r"(?:but\s)?(?:see|cf|accord|contra|compare|with|e\.g)\b(?:\s(?:also|generally))?(?:,?\se\.g)?",
    re.IGNORECASE,
)
FIRST = (
    ("T3", SIGNAL),
    ("T1", re.compile(r"[Ii](?:d|bid)\b")),
    ("T2", re.compile(r"(?:[Ss]upra|[Ii]nfra)\b")),
    ("T8", re.compile(r"(?:[Ii]n re|[Ee]x parte|ex rel)\b")),
    (
        "T9",
        re.compile(
            r"(?:petition for )?(?:cert|reh’g|appeal)\b.*|(?:as )?(?:aff’[dg]|rev’[dg]|vacated|overruled"
            r"|abrogated|superseded|modified|remanded|amended)\b.*"
        ),
    ),
    ("T15", re.compile(r"(?:(?:as )?(?:re?printed|quoted|cited) )?in\b|available at\b")),
)
"""Words with which a run may begin, and another go on."""
SHORT_CASE = re.compile(r",? \d{1,4} [A-Z][\w.’ ]{0,30}? at \d|,? \d{1,4} (?:U\.S|F\.|S\. Ct)")
VOLUME = re.compile(r"[,?!”\"’]{0,3} \d{1,4} ")
CONTAINER = re.compile(r"[,?!”\"’]{0,3} [A-Z]")
DATED = re.compile(r"[^;]{0,120}?(?:\b(?:1[5-9]|20)\d\d\b|https?://)")
IN_BRACKETS = re.compile(r"hereinafter[^\]]*\Z")
MOST_WORDS_OF_A_CASE = 3


class Piece(NamedTuple):
    """Characters of a run that follow one rule."""

    rule: Rule
    start: int
    end: int


def italic_pieces(text: str, start: int, end: int) -> Iterator[Piece]:
    """A run in italics by its rules: ``See id`` follows two."""
    at = start
    while at < end:
        found = next(
            ((rule, one) for rule, pattern in FIRST if (one := pattern.match(text, at, end))), None
        )
        if found is None:
            stop = _end_of_title(text, at, end)
            yield Piece(_of_name(text, at, stop), at, stop)
        else:
            stop = found[1].end()
            yield Piece(found[0], at, stop)
        at = stop
        while at < end and not text[at].isalnum():
            at += 1


def _end_of_title(text: str, start: int, end: int) -> int:
    """Where a title ends before ``supra`` or ``in``, which are italic as well."""
    behind = re.compile(r",? (?:supra|infra|in|reprinted in|available at)\Z").search(
        text, start, end
    )
    return behind.start() if behind else end


def _of_name(text: str, start: int, end: int) -> Rule:
    words, behind = text[start:end], text[end:]
    if IN_BRACKETS.search(text, max(0, start - 80), start):
        return "T17"
    if " v. " in words or SHORT_CASE.match(behind):
        return "T7"
    if behind.startswith((", supra", " supra")):
        return "T16"
    if VOLUME.match(behind):
        return "T10"
    if re.match(r",? in [A-Z\d]", behind):
        return "T15"
    if CONTAINER.match(behind) and DATED.match(behind) and " " in words:
        return "T11"
    return "T7" if words[0].isupper() and len(words.split()) <= MOST_WORDS_OF_A_CASE else ""


def small_caps_piece(text: str, start: int, end: int) -> Piece:
    """A run in small caps, with its rule."""
    words, before, behind = text[start:end], text[:start], text[end:]
    if re.search(r"\d \Z", before) and re.match(r"\.?,? \d", behind):
        return Piece("T12", start, end)
    if ENACTED.search(words + behind[:1]) or LAW_INSTITUTE.match(words + behind[:1]):
        return Piece("T18", start, end)
    if before.endswith(" in "):
        return Piece("T15", start, end)
    is_place = re.match(r"\.? \(|\.?, (?:https?:|[A-Z][a-z]+\.? \d)", behind)
    if (
        is_place
        and before.endswith((", ", "? ", "! ", "” "))
        and not re.search(r"\(\d\w* ed", behind[:12])
    ):
        return Piece("T11", start, end)
    return Piece("T13", start, end)
