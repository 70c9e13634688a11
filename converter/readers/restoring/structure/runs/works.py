"""The works that a text lists at its end, below a heading that says so.

An entry names an author or a work before its first stop, comma, colon or bracket, and has a year.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from converter.readers.restoring.structure.guesses import LEAST, SURE, Guess
from converter.readers.restoring.structure.headings.titles import SAYS, in_title_case, works_of
from converter.readers.restoring.structure.lines import Lines
from converter.speed.patterns import Pattern

LONGEST = 600
"""Characters of an entry."""
LONGEST_NAME = 80
"""Characters of what stands before the first stop."""

YEAR = Pattern(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|\bn\.d\.|\bforthcoming\b|\bin press\b|https?://")
NUMBER = Pattern(r"\[\d{1,3}\]\s*|\d{1,3}\.\s+")
"""What numbers an entry."""
NAME = Pattern(r"[^.,:;(\[“\"]+")
INVERTED = Pattern(r"[^\W\d_][\w'’-]+, (?:[^\W\d_]\.|[^\W\d_a-z]\w+)")
"""An author's family name, then another or its initial: an entry without a second proves itself by it."""


def works(lines: Lines, headings: Sequence[Guess]) -> Iterator[Guess]:
    """The works below the headings that announce them, in one run or below headings of their own."""
    level = 0
    for guess in headings:
        if guess.kind != "heading" or guess.confidence < LEAST["safe"]:
            continue
        announces = works_of(lines.words(guess.first).lstrip("# "))
        if not announces and guess.level <= level:
            level = 0
        if not announces and not level:
            continue
        level = guess.level if announces else level
        last = guess.last
        while is_work(lines, last + 1):
            last += 1
        if is_list(lines, guess.first + 1, last):
            why = f"each of {last - guess.first} paragraphs names a work with its year"
            yield Guess("bibliography", guess.first + 1, last, SURE, why)


def begins_works(lines: Lines, at: int) -> bool:
    """Whether the works that the line announces stand below it, or below a line of its own below that."""
    return any(
        is_work(lines, first) and is_list(lines, first, first + is_work(lines, first + 1))
        for first in (at + 1, at + 2)
    )


def is_list(lines: Lines, first: int, last: int) -> bool:
    """Whether so many entries are a list: two or more, or one that has an author's name inverted."""
    return last > first or (last == first and INVERTED.match(lines.words(first)) is not None)


def is_work(lines: Lines, at: int) -> bool:
    """Whether a paragraph is the entry of a work."""
    words = lines.words(at)
    if not words or len(words) > LONGEST or not YEAR.search(words):
        return False
    number = NUMBER.match(words)
    name = NAME.match(words, number.end() if number else 0)
    if name is None:
        return words[0] in '“"['
    shown = name[0].strip()
    if len(shown) > LONGEST_NAME or len(name[0]) == len(words):
        return False
    return in_title_case(shown) and SAYS.isdisjoint(shown.casefold().split())
