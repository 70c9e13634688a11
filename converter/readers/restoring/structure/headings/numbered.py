"""Headings with numbers. A series of them is its own proof: I, II, III, and running text between."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from converter.readers.restoring.structure.guesses import LIKELY, POSSIBLE, SURE, Guess
from converter.readers.restoring.structure.headings.labels import Label, Labelled
from converter.readers.restoring.structure.headings.titles import (
    MOST_WORDS,
    in_title_case,
    is_title,
    says,
    word_count,
)
from converter.readers.restoring.structure.lines import Lines

LONGEST_SENTENCE_CASE = 9
"""Words, on the mean, of the headings of a series that does not use title case."""
LONGEST_NAMED = 14
"""Words of those that have a name before the number: ``Appendix 1: selection of messages``."""

FARTHEST = 5
"""Blocks behind a heading among which its text begins."""

DEEPEST = 6

LEAST_BEFORE_GAP, WIDEST_GAP = 4, 4
"""Members of a series that goes on after a gap, and by how much its number grows there."""


class Numbered(Struct, frozen=True, gc=False):
    """A line that may be a numbered heading: the block it is, its number, and its words behind that."""

    at: int
    label: Labelled

    @property
    def title(self) -> str:
        return self.label.rest


class Series(Struct):
    """Lines that count on in one scheme. `parent` is the series that was open when this one began."""

    scheme: str
    last: int
    members: list[Numbered]
    parent: Series | None

    @property
    def ancestors(self) -> Iterator[Series]:
        """The series that it stands in, the nearest first."""
        series = self.parent
        while series:
            yield series
            series = series.parent


def numbered_headings(lines: Lines) -> list[Guess]:
    """The numbered headings of a text, with their levels."""
    candidates = _candidates(lines)
    if not candidates:
        return []
    text_behind = _text_behind(lines, candidates)
    series = [one for one in _series(candidates) if _stand_apart(one, text_behind)]
    proven = [one for one in series if _is_proven(one)]
    schemes = {one.scheme for one in proven}
    lone = [one for one in series if one.scheme in schemes and _belongs(one, proven)]
    levels = _levels([*proven, *lone])
    judged = [(one, _confidence(one)) for one in proven]
    sure = {one.scheme for one, confidence in judged if confidence >= SURE}
    guesses = [*_of_proven(judged, sure, levels), *_of_lone(lone, sure, levels)]
    return sorted(guesses, key=lambda guess: guess.first)


def _candidates(lines: Lines) -> list[Numbered]:
    found = []
    for at in lines.short:
        label = lines.label(at)
        if label is None or _is_date(label):
            continue
        if lines.words(at + 1)[:1].islower():  # the line goes on in the next
            continue
        if is_title(label.rest) or (label.is_named and _is_named(label)):
            found.append(Numbered(at, label))
    return found


def _is_date(label: Labelled) -> bool:
    """Whether a line is a day, a month and a year: ``16 December 2022``."""
    month, _, year = label.rest.partition(" ")
    return label.bare and month.isalpha() and len(year) == 4 and year.isdecimal()


def _is_named(label: Labelled) -> bool:
    """Whether a name and a number make words a heading that would be none: ``Annex 2: list of ports``."""
    if not label.rest:
        return True
    return label.readings[0].scheme[-1] in ":." and is_title(label.rest[0].upper() + label.rest[1:])


def _series(candidates: Iterable[Numbered]) -> list[Series]:
    """The series that these lines form. A line goes on with the innermost open series that it can."""
    series: list[Series] = []
    innermost: Series | None = None
    for one in candidates:
        opened = _continued(one, innermost) or _begun(one, innermost)
        if opened is None:
            continue
        if not opened.members:
            series.append(opened)
        opened.members.append(one)
        innermost = opened
    return series


def _continued(one: Numbered, innermost: Series | None) -> Series | None:
    open_ones = [innermost, *innermost.ancestors] if innermost else []
    for series in open_ones:
        for reading in one.label.readings:
            follows = series.scheme == reading.scheme and reading.value == series.last + 1
            if follows and _same_stem(reading, series):
                series.last = reading.value
                return series
    return None


def _same_stem(reading: Label, series: Series) -> bool:
    """Whether all parts of a number but the last are those of the series: 2.1, 2.2, then 3.1."""
    if len(reading.parts) == 1:
        return True
    before = series.members[-1].label.readings[0]
    return before.parts[:-1] == reading.parts[:-1]


def _begun(one: Numbered, innermost: Series | None) -> Series | None:
    """A new series, inside of the open ones unless its scheme is that of one of them."""
    open_ones = [innermost, *innermost.ancestors] if innermost else []
    firsts = [reading for reading in one.label.readings if reading.value == 1]
    reading = firsts[0] if firsts else one.label.readings[0]
    if reading.scheme == "A:" and not firsts:
        return None  # a speaker: F: I did.
    for series in open_ones:
        if series.scheme == reading.scheme:
            return Series(reading.scheme, reading.value, [], series.parent)
    return Series(reading.scheme, reading.value, [], innermost)


# Proof


def _text_behind(lines: Lines, candidates: Sequence[Numbered]) -> list[int]:
    """The blocks of those candidates behind which running text stands, before the next candidate."""
    following = [*(one.at for one in candidates[1:]), len(lines)]
    return [
        one.at
        for one, stop in zip(candidates, following, strict=True)
        if lines.is_sentence(one.at + 1)
        or any(lines.is_prose(at) for at in range(one.at + 2, min(stop, one.at + 1 + FARTHEST)))
    ]


def _stand_apart(series: Series, text_behind: Sequence[int]) -> bool:
    """Whether text stands behind each line of a series: at once, or behind headings within.

    Behind the last one it stands at once, or not at all: what follows may be of another series.
    """
    for one, following in pairwise(series.members):
        place = bisect_left(text_behind, one.at)
        if place == len(text_behind) or text_behind[place] >= following.at:
            return False
    last = bisect_left(text_behind, series.members[-1].at)
    return last < len(text_behind)


def _is_proven(series: Series) -> bool:
    """Whether a series counts on in a way that nothing but headings does."""
    first = series.members[0].label.readings
    from_one = any(one.value == 1 and one.scheme == series.scheme for one in first)
    return len(series.members) >= (2 if from_one or series.scheme.startswith("I") else 3)


def _is_first(series: Series) -> bool:
    """Whether a series has but one member, and that is its first."""
    (first, *others) = series.members
    return not others and any(reading.value == 1 for reading in first.label.readings)


def _belongs(one: Series, proven: Sequence[Series]) -> bool:
    """Whether a line alone is one of the headings that a proven scheme numbers.

    It is the first of a further series, or goes on with a long one after a gap: numbers that stand in
    tables are no lines of their own.
    """
    if _is_first(one):
        return True
    if len(one.members) > 1 or says(one.members[0].title):
        return False
    return any(
        series.scheme == one.scheme
        and series.parent is one.parent
        and len(series.members) >= LEAST_BEFORE_GAP
        and 0 < one.last - series.last <= WIDEST_GAP
        and word_count(one.members[0].title) <= MOST_WORDS
        for series in proven
    )


def _confidence(series: Series) -> float:
    """How sure a proven series is: sentences that number statements are as likely no headings."""
    titles = [one.title for one in series.members if one.title]
    if any(one.label.bare for one in series.members) and "." not in series.scheme:
        return LIKELY  # 3 Ports
    if sum(map(in_title_case, titles)) * 2 >= len(titles):
        return SURE
    if sum(map(says, titles)) * 2 > len(titles):
        return LIKELY
    words = sum(map(word_count, titles)) / len(titles)
    asks = sum(title.endswith("?") for title in titles) * 2 > len(titles)
    named = all(one.label.is_named for one in series.members)
    most = LONGEST_NAMED if named else LONGEST_SENTENCE_CASE
    return SURE if words <= most and not asks else LIKELY


def _are_sentences(series: Series) -> bool:
    """Whether most lines of a series have words of sentences, and small letters."""
    titles = [one.title for one in series.members if not in_title_case(one.title)]
    return sum(map(says, titles)) * 2 > len(series.members)


# Levels


def _levels(series: Sequence[Series]) -> dict[str, int]:
    """The level of each scheme: one below that which it most often stands in."""
    known = {id(one) for one in series}
    parents: dict[str, Counter[str]] = {}
    for one in series:
        parent = next((over.scheme for over in one.ancestors if id(over) in known), "")
        parents.setdefault(one.scheme, Counter())[parent] += 1
    levels: dict[str, int] = {}
    for scheme in parents:
        _level(scheme, parents, levels)
    return levels


def _level(scheme: str, parents: dict[str, Counter[str]], levels: dict[str, int]) -> int:
    if scheme not in levels:
        levels[scheme] = 1  # ends a circle
        above = max(parents[scheme], key=parents[scheme].__getitem__)
        levels[scheme] = 1 + (_level(above, parents, levels) if above else 0)
    return min(levels[scheme], DEEPEST)


# Guesses


def _of_proven(
    judged: Iterable[tuple[Series, float]], sure: set[str], levels: dict[str, int]
) -> Iterator[Guess]:
    """The headings of proven series, each with how sure it is; `sure` are the schemes of sure ones."""
    for series, confidence in judged:
        count = len(series.members)
        why = f"it is one of {count} that count on, with text between them"
        if series.parent is not None and series.scheme in sure and confidence < SURE:
            confidence = SURE if not _are_sentences(series) else confidence
        for one in series.members:
            yield Guess("heading", one.at, one.at, confidence, why, levels[series.scheme])


def _of_lone(lone: Iterable[Series], sure: set[str], levels: dict[str, int]) -> Iterator[Guess]:
    for series in lone:
        confidence = SURE if series.scheme in sure else POSSIBLE
        at, why = series.members[0].at, "it is numbered as other headings here are"
        yield Guess("heading", at, at, confidence, why, levels[series.scheme])
