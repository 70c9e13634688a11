"""Lines that the form of a document makes headings: the title of an annex, and that of an instrument."""

from __future__ import annotations

from collections.abc import Iterator

from converter.readers.restoring.structure.headings.titles import (
    SMALL,
    in_title_case,
    is_title,
    word_count,
)
from converter.readers.restoring.structure.lines import Lines

ANNEXES = frozenset(
    {"annex", "appendix", "schedule", "anhang", "anlage", "annexe", "anexo", "allegato", "bijlage"}
)
"""What an annex is called. Its own title stands on the next line."""

NUMBERED = ("No.", "Rhif")
"""What stands behind the year in the number of a statutory instrument, in English and Welsh."""

LEAST_WORDS = 4
"""Words of such a title; fewer may be a name."""

FARTHEST = 3
"""Lines below its number among which the title of an instrument stands, behind its subject."""


def formal_titles(lines: Lines) -> Iterator[int]:
    """The lines that are titles by their place."""
    for at in lines.short:
        if lines.signs[at] in "12":
            if _is_number(lines.words(at)):
                below = range(at + 1, min(at + 1 + FARTHEST, len(lines)))
                yield from [one for one in below if _is_titled(lines, one, dated=True)][:1]
        elif _is_annex(lines.words(at)) and _is_titled(lines, at + 1, dated=False):
            yield from (at, at + 1)


def _is_annex(words: str) -> bool:
    """Whether words are the name of an annex, with its number or letter if it has one."""
    name, _, number = words.casefold().partition(" ")
    return name in ANNEXES and (number.isdecimal() or len(number) < 2)


def _is_titled(lines: Lines, at: int, *, dated: bool) -> bool:
    """Whether a line is a title, with a year at its end or small words, as a name has not."""
    words = lines.words(at)
    if not is_title(words) or word_count(words) < LEAST_WORDS or not in_title_case(words):
        return False
    if dated:
        return words[-5] == " " and words[-4:].isdecimal()
    return not SMALL.isdisjoint(words.casefold().split())


def _is_number(words: str) -> bool:
    """Whether words are the number of a statutory instrument: ``2022 No. 118``."""
    year, _, rest = words.partition(" ")
    return len(year) == 4 and year.isdecimal() and rest.startswith(NUMBERED)
