"""Lists by their marks: lines in a row that begin with bullets, or with numbers that count on."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from msgspec import Struct

from converter.document.model import (
    BulletList,
    Delimiter,
    ListFormat,
    ListItem,
    OrderedList,
    Paragraph,
)
from converter.readers.restoring.structure.guesses import LIKELY, POSSIBLE, SURE, Guess
from converter.readers.restoring.structure.headings.titles import is_citation
from converter.readers.restoring.structure.lines import Lines, around, without_start
from converter.speed.patterns import Pattern

BULLETS = "•‣▪◦●○■⁃∙·"
"""What begins nothing but an item."""
SYMBOLS = "\uf000-\uf0ff"
"""Where the fonts Symbol and Wingdings have the bullets of Word, which extraction leaves as they are."""
DASHES = "-*–—"
"""What may also begin a speech, a note, or what is set apart in another way."""

SIGN = rf"[{BULLETS}{SYMBOLS}{re.escape(DASHES)}]"
MARK = Pattern(rf"\\*(?:{SIGN}|\(?(?:[0-9]{{1,3}}|[A-Za-z]|[ivxlIVXL]{{2,6}})[.)])[ \t\u00a0]")

PAGE = Pattern(r"\t[0-9ivxl]+\Z")
"""How a line of a table of contents ends."""

FORMATS: dict[str, ListFormat] = {
    "1": "decimal", "i": "lower-roman", "I": "upper-roman", "a": "lower-alpha", "A": "upper-alpha",
}  # fmt: skip
DELIMITERS: dict[str, Delimiter] = {".": "period", ")": "paren", "()": "parens"}

LONGEST_ITEM = 300
"""Characters, on the mean, of the items of a list that no line announces."""


class Item(Struct, frozen=True):
    """A line with the mark of a list. `ends` is how many characters that has, its blank included.

    `way` is the bullet, or how the number is written; `number` is 0 behind bullets.
    """

    at: int
    ways: tuple[tuple[str, int], ...]
    ends: int


def is_bullet(sign: str) -> bool:
    """Whether a character is one that begins nothing but an item.

    >>> is_bullet("•"), is_bullet("\\uf0b7"), is_bullet("-")
    (True, True, False)
    """
    return bool(sign) and (sign in BULLETS or "\uf000" <= sign <= "\uf0ff")


def item(lines: Lines, at: int) -> Item | None:
    """The item that a paragraph is, if it begins as one."""
    span = lines.blocks[at].span
    if span is None or not MARK.match(lines.source, span.start):
        return None
    words = lines.words(at)
    if not words or PAGE.search(words):
        return None
    if is_bullet(words[0]) or words[0] in DASHES:
        rest = words[1:].lstrip()
        return Item(at, ((words[0], 0),), len(words) - len(rest)) if rest else None
    label = lines.label(at)
    if label is None or not label.rest:
        return None
    ways = tuple((one.scheme, one.value) for one in label.readings if len(one.parts) == 1)
    return Item(at, ways, label.begins) if ways else None


def way_of(items: Sequence[Item]) -> tuple[str, int] | None:
    """How the items of a run are marked, and their first number; None if they do not count on."""
    for way, number in items[0].ways:
        if all((way, number + index * (number > 0)) in one.ways for index, one in enumerate(items)):
            return way, number
    return None


def format_of(way: str) -> tuple[ListFormat, Delimiter]:
    """How a list writes its numbers.

    >>> format_of("a()")
    ('lower-alpha', 'parens')
    """
    return FORMATS[way[0]], DELIMITERS[way[1:]]


def lists(lines: Lines, taken: Container[int]) -> Iterator[Guess]:
    """The lists of a text, among blocks that are something else."""
    run: list[Item] = []
    for at in range(len(lines)):
        one = None if at in taken else item(lines, at)
        if one and run and way_of((run[-1], one)):
            run.append(one)
            continue
        yield from _guess(run, lines)
        run = [one] if one else []
    yield from _guess(run, lines)


def _guess(run: Sequence[Item], lines: Lines) -> Iterator[Guess]:
    way = way_of(run) if len(run) > 1 else None
    if way is None:
        return
    first, last = run[0].at, run[-1].at
    announced = lines.words(first - 1)[-1:] in (":", "—") if first else False
    bullets = way[1] == 0
    confidence = (
        _of_bullets(way[0], announced) if bullets else _of_numbers(way, run, lines, announced)
    )
    marks = "have bullets" if bullets else "have numbers that count on"
    why = f"{len(run)} lines in a row {marks}"
    yield Guess("list", first, last, confidence, why)


def _of_bullets(way: str, announced: bool) -> float:
    if is_bullet(way):
        return SURE
    if way in "–—":
        return LIKELY if announced else POSSIBLE
    return SURE if announced else LIKELY


def _of_numbers(way: tuple[str, int], run: Sequence[Item], lines: Lines, announced: bool) -> float:
    """How sure a run of numbers is; one that does not begin at the first may go on with another."""
    words = [lines.words(one.at) for one in run]
    cites = any(is_citation(one[item.ends :]) for one, item in zip(words, run, strict=True))
    if cites or way[1] != 1 or way[0][0] not in FORMATS or way[0][1:] not in DELIMITERS:
        return POSSIBLE
    if sum(map(len, words)) > LONGEST_ITEM * len(words):
        return POSSIBLE
    if announced:
        return SURE
    return LIKELY if way[0][0] in "1ai" else POSSIBLE


def as_list(guess: Guess, run: Sequence[Paragraph], lines: Lines) -> BulletList | OrderedList:
    """The list that paragraphs are, without their marks."""
    items = [one for at in range(guess.first, guess.last + 1) if (one := item(lines, at))]
    within = tuple(map(_list_item, run, items))
    way = way_of(items)
    if way is None or way[1] == 0:
        return BulletList(within, span=around(run))
    format, delimiter = format_of(way[0])
    return OrderedList(within, way[1], format, delimiter, span=around(run))


def _list_item(paragraph: Paragraph, one: Item) -> ListItem:
    return ListItem((without_start(paragraph, one.ends),), span=paragraph.span)
