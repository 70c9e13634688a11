"""Lists by their marks: lines in a row that begin with bullets, or with numbers that count on."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence

from converter.document.model import (
    BulletList,
    Delimiter,
    ListFormat,
    ListItem,
    OrderedList,
    Paragraph,
    Span,
)
from converter.readers.restoring.structure.guesses import LIKELY, POSSIBLE, SURE, Guess
from converter.readers.restoring.structure.headings.titles import is_citation
from converter.readers.restoring.structure.lines import Lines, without_start
from converter.readers.restoring.structure.runs.nesting import (
    Branch,
    Item,
    Twig,
    branches,
    columns,
    last_of,
)
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

FARTHEST = 4
"""Paragraphs behind a list among which it goes on."""


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
        ends = len(words) - len(rest)
        return Item(at, ((words[0], 0),), ends, columns(lines, at)) if rest else None
    label = lines.label(at)
    if label is None or not label.rest:
        return None
    ways = tuple((one.scheme, one.value) for one in label.readings if len(one.parts) == 1)
    return Item(at, ways, label.begins) if ways else None


def format_of(way: str) -> tuple[ListFormat, Delimiter]:
    """How a list writes its numbers.

    >>> format_of("a()")
    ('lower-alpha', 'parens')
    """
    return FORMATS[way[0]], DELIMITERS[way[1:]]


def lists(lines: Lines, taken: Container[int]) -> Iterator[Guess]:
    """The lists of a text, among blocks that are something else.

    Behind each come those below it, which are set where it is not sure enough itself.
    """
    items = (None if at in taken else item(lines, at) for at in range(len(lines)))
    ended: dict[str, tuple[int, int]] = {}  # of each way of numbering, the last number and its line
    for root in branches(items):
        for branch in (root, *root.within):
            yield from _guess(branch, lines, ended)


def _guess(branch: Branch, lines: Lines, ended: dict[str, tuple[int, int]]) -> Iterator[Guess]:
    way, number = branch.ways[0]
    goes_on = _goes_on(branch, ended.get(way))
    if len(branch.twigs) < 2 and not goes_on:
        return
    first, last = branch.twigs[0].item.at, last_of(branch)
    confidence = _confidence(branch, lines, goes_on=goes_on)
    if confidence >= SURE and number:
        ended[way] = (number + len(branch.twigs) - 1, last)
    marks = "have numbers that count on" if number else "have bullets"
    why = f"{last - first + 1} lines in a row {marks}"
    yield Guess("list", first, last, confidence, "it goes on with a list" if goes_on else why)


def _goes_on(branch: Branch, ended: tuple[int, int] | None) -> bool:
    """Whether a list goes on with one that ended shortly before: its number is the next."""
    if ended is None:
        return False
    number, line = ended
    return branch.ways[0][1] == number + 1 and branch.twigs[0].item.at - line <= FARTHEST


def _confidence(branch: Branch, lines: Lines, *, goes_on: bool) -> float:
    """How sure a list is with all that is below it, where a bullet or number alone proves nothing."""
    first = branch.twigs[0].item.at
    announced = lines.words(first - 1)[-1:] in (":", "—") if first else False
    way, number = branch.ways[0]
    sure = _of_numbers(branch, lines, announced, goes_on) if number else _of_bullets(way, announced)
    if any(not _is_within(one, lines) for one in branch.within):
        return min(sure, POSSIBLE)
    return sure


def _is_within(branch: Branch, lines: Lines) -> bool:
    """Whether a list below an item is one: bullets, or two numbers or more that all formats can write."""
    if branch.ways[0][1] == 0:
        return True
    return len(branch.twigs) > 1 and _is_written(branch.ways[0]) and not _cites(branch, lines)


def _of_bullets(way: str, announced: bool) -> float:
    if is_bullet(way):
        return SURE
    if way in "–—":
        return LIKELY if announced else POSSIBLE
    return SURE if announced else LIKELY


def _of_numbers(branch: Branch, lines: Lines, announced: bool, goes_on: bool) -> float:
    """How sure a run of numbers is; one that does not begin at the first may go on with another."""
    way, number = branch.ways[0]
    if _cites(branch, lines) or not _is_written((way, number)) or (number != 1 and not goes_on):
        return POSSIBLE
    words = [lines.words(one.at) for one in branch.items]
    if sum(map(len, words)) > LONGEST_ITEM * len(words):
        return POSSIBLE
    if announced or goes_on or _are_listed(words):
        return SURE
    return LIKELY if way[0] in "1ai" else POSSIBLE


def _cites(branch: Branch, lines: Lines) -> bool:
    """Whether an item is a note, which a number begins too."""
    return any(is_citation(lines.words(one.at)[one.ends :]) for one in branch.items)


def _is_written(way: tuple[str, int]) -> bool:
    """Whether a list of every format can have such numbers."""
    return way[0][0] in FORMATS and way[0][1:] in DELIMITERS


def _are_listed(words: Sequence[str]) -> bool:
    """Whether each line but the last ends as an item of a sentence does: with a semicolon."""
    ends = [one.removesuffix(" and").removesuffix(" or") for one in words[:-1]]
    return bool(ends) and all(one.endswith(";") for one in ends)


# The lists


def as_lists(
    guess: Guess, run: Sequence[Paragraph], lines: Lines
) -> Iterator[BulletList | OrderedList]:
    """The list that paragraphs are, without their marks."""
    at = range(guess.first, guess.last + 1)
    paragraphs = dict(zip(at, run, strict=True))
    for branch in branches(item(lines, one) for one in at):
        yield _as_list(branch, paragraphs)


def _as_list(branch: Branch, paragraphs: Mapping[int, Paragraph]) -> BulletList | OrderedList:
    within = tuple(_list_item(one, paragraphs) for one in branch.twigs)
    first, last = within[0].span, within[-1].span
    span = Span(first.start, last.end) if first and last else None
    way, number = branch.ways[0]
    if number == 0:
        return BulletList(within, span=span)
    format, delimiter = format_of(way)
    return OrderedList(within, number, format, delimiter, span=span)


def _list_item(twig: Twig, paragraphs: Mapping[int, Paragraph]) -> ListItem:
    words = without_start(paragraphs[twig.item.at], twig.item.ends)
    below = [_as_list(one, paragraphs) for one in twig.below]
    spans = [paragraphs[twig.item.at].span, *(one.span for one in below[-1:])]
    first, last = spans[0], spans[-1]
    span = Span(first.start, last.end) if first and last else None
    return ListItem((words, *below), span=span)
