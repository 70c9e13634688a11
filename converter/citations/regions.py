"""A note's text in regions: what stands outside of brackets, and within each pair of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

from converter.citations.known.words import ABBREVIATIONS, REAL_WORDS
from converter.crossrefs.stretches import Stretch, foreign_stretches, overlaps
from converter.speed.patterns import Pattern

HIDDEN = "\ufffc"
"""What stands in a region for each character within its brackets."""

MOST_NESTED = 4
"""Brackets in brackets that are read; deeper ones are words of the last."""

_BRACKET = Pattern(r"[()\[\]]")
_SHORT = Pattern(r"(?!\d{4})(?:[A-Z\d.’]{1,12}|[a-z\d]{1,4}|First|Second|Third|Fourth)")
"""What may stand in brackets within a name: ``RESTATEMENT (SECOND)``, ``§ 5(a)``, ``[T]he``."""
_OF_TITLE = Pattern(r"(?:[A-Z’]{2,20}(?: |\Z)){2,10}")
"""What a title in capitals may have in brackets: ``(AND WHY WE SHOULD WORRY)``."""
_STOP = Pattern(
    r";\s+|,\s+(?=with\s[“\"]?(?:[A-Z\d]|id\.))|\n\s*\n|(?P<word>[^\s.?!;]{0,40})(?P<stop>[.?!])[”’\"')\]\ufffc]{0,4}(?P<blank>\s+)"
    r"(?=[“\"‘'(\[]{0,3}(?P<next>[A-Z\d§¶][\w.]{0,12}))"
)
_SIGNALS = ("See", "Cf.", "Accord", "Compare", "E.g.", "Id.", "But", "Contra")
_AUTHOR = Pattern(
    r"(?:(?:\A|[.;,]\s|\b[Ss]ee\s|\balso\s|\bgenerally\s|\be\.g\.,\s)(?:(?:See|Cf\.|But|Accord|E\.g\.)(?:\s(?:also|generally|see))?,?\s(?:e\.g\.,\s)?)?)"
    r"[A-Z][\w.’-]{0,20}(?:\s(?:[A-Z][\w.’-]{0,20}|&|de|van|et|al\.)){1,8},\s(?P<title>[“\"‘']?[A-Z][^\d()]*)\Z"
)
"""Author and title, and nothing yet that ends a citation."""
LONGEST_TITLE = 300


_CONTAINER = Pattern(r",\s\d{1,4}\s(?:(?:[A-Z][\w.’&]{0,20}|&|of)\s){0,6}\Z")
"""A volume, and the name of what it is of as far as it has come."""


class Region(Struct, frozen=True):
    """Characters of a note from `start` on, with `HIDDEN` ones for what its brackets hold.

    `brackets` leads from where brackets open in it to behind where they close, `openings` are the former
    in order.
    """

    start: int
    text: str
    raw: str
    brackets: dict[int, int]
    openings: tuple[int, ...]
    depth: int

    def inside(self, opening: int) -> str:
        """What stands between the brackets that open at a place, or ``""``."""
        closing = self.brackets.get(opening)
        return self.raw[opening + 1 : closing - 1] if closing else ""

    def bracketed(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        """Where brackets open between two places, and what stands in them."""
        openings = self.openings
        for number in range(bisect_left(openings, start), bisect_left(openings, end)):
            yield openings[number], self.inside(openings[number])


def regions(text: str) -> Iterator[Region]:
    """The text outside of brackets, and then what each pair holds, outer ones first.

    >>> [one.text.replace(HIDDEN, ".") for one in regions("A (2d ed. 1990). B (so).")]
    ['A (...........). B (so).', '2d ed. 1990']
    """
    levels = _levels(text)
    yield _region(text, 0, len(text), levels[0], 0)
    for depth, level in enumerate(levels[:-1]):
        below = levels[depth + 1]
        at = 0
        for start, end in level:
            first = at
            while at < len(below) and below[at][1] <= end:
                at += 1
            yield _region(text, start + 1, end - 1, below[first:at], depth + 1)


def _levels(text: str) -> list[list[Stretch]]:
    """The pairs of brackets by how deep they stand, in order; the last list is empty."""
    opened: list[int] = []
    pairs: list[Stretch] = []
    for match in _BRACKET.finditer(text):
        if match[0] in "([":
            opened.append(match.start())
        elif opened:
            pairs.append((opened.pop(), match.end()))
    levels: list[list[Stretch]] = [[] for _ in range(MOST_NESTED + 1)]
    ends: list[int] = []
    for start, end in sorted(pairs):
        while ends and ends[-1] <= start:
            ends.pop()
        if len(ends) < MOST_NESTED and not _is_short(text, start, end):
            levels[len(ends)].append((start, end))
            ends.append(end)
    return levels


def _is_short(text: str, start: int, end: int) -> bool:
    inside = text[start + 1 : end - 1]
    is_short = end - start <= 14 and _SHORT.fullmatch(inside) is not None
    return is_short or _OF_TITLE.fullmatch(inside) is not None


def _region(text: str, start: int, end: int, pairs: list[Stretch], depth: int) -> Region:
    parts: list[str] = []
    at = start
    for opening, closing in pairs:
        parts += text[at : opening + 1], HIDDEN * (closing - opening - 2)
        at = closing - 1
    parts.append(text[at:end])
    brackets = {opening - start: closing - start for opening, closing in pairs}
    return Region(start, "".join(parts), text[start:end], brackets, tuple(brackets), depth)


def sentences(region: Region) -> list[list[Stretch]]:
    """The sentences of a region, each as its clauses: places of the region.

    >>> text = "See Roe v. Lund, 9 U.S. 4 (1988); Bo Lee, Oil, 3 Lamp J. 5 (1990). So it is."
    >>> [len(one) for one in sentences(next(regions(text)))]
    [2, 1]
    """
    text = region.text
    foreign = foreign_stretches(text)
    found: list[list[Stretch]] = [[]]
    at = 0
    for match in _STOP.finditer(text):
        end = match.end()
        if overlaps((end - 1, end), foreign) or (match["stop"] and not _ends(text, at, match)):
            continue
        if text[match.start()] == "," and not match["stop"] and not _compares(text, found, at):
            continue
        found[-1].append((at, match.start("blank") if match["stop"] else match.start()))
        if text[match.start()] not in ";," or match["stop"]:
            found.append([])
        at = end
    found[-1].append((at, len(text)))
    return found


def _compares(text: str, found: list[list[Stretch]], at: int) -> bool:
    """Whether a sentence, whose last clause begins at a place, compares sources (Bluebook 1.2(b))."""
    first = found[-1][0][0] if found[-1] else at
    return text[first : first + 12].lstrip('“"').lower().startswith(("compare ", "but compare "))


def _ends(text: str, at: int, match: re.Match[str]) -> bool:
    """Whether a stop ends a sentence that began at a place: it may end an abbreviation."""
    word, following = match["word"].lstrip("“\"‘'("), match["next"]
    if following.startswith(_SIGNALS):
        return len(word) > 1 or not word.isupper() or following != "But"
    if not _may_end(text, at, match, word):
        return False
    before = text[max(at, match.start() - LONGEST_TITLE) : match.start("stop")]
    author = _AUTHOR.search(before) if "," in before else None
    return author is None or _is_no_title(author["title"])


def _is_no_title(words: str) -> bool:
    """Whether words behind a name and a comma go on as a sentence does, or hold an address."""
    small = (one for one in words.split() if one[0].islower() and len(one) > 4)
    return "://" in words or len([*islice(small, 3)]) == 3


def _may_end(text: str, at: int, match: re.Match[str], word: str) -> bool:
    """Whether a stop behind a word ends a sentence, if it does not stand in a title."""
    following, last = match["next"], word[-1:]
    if match["stop"] != ".":
        return not (word.isupper() and following.isupper())
    if not last or word in ("v", "C.f", "c.f") or _in_case_name(text, at, match.start()):
        return False
    if last.isalpha() and _CONTAINER.search(text[max(at, match.start() - 60) : match.start()]):
        return False
    if not last.isalpha():
        return True
    if word.lower() in ("id", "ibid"):
        return following not in ("at",)
    return _is_no_abbreviation(word, following)


def _in_case_name(text: str, at: int, stop: int) -> bool:
    """Whether two parties were named, and neither a report nor the next sentence has come."""
    versus = text.rfind(" v. ", max(at, stop - 80), stop)
    return (
        versus > 0
        and text[versus + 4 : stop].replace(" ", "").replace(".", "").isalpha()
        and stop - versus < 40
    )


def _is_no_abbreviation(word: str, following: str) -> bool:
    if word.islower():
        return word not in ABBREVIATIONS
    if following[0] in "§¶" or following[0].isdecimal():
        return False
    if word.isupper():
        return len(word) > 1 and not following.isupper() and any(map(str.islower, following))
    folded = word.lower()
    return folded in REAL_WORDS or (len(word) > 3 and folded not in ABBREVIATIONS)
