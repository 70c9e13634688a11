"""Headings without numbers: what every article has, lines in capitals, titles between paragraphs."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import structs

from converter.readers.restoring.structure.guesses import (
    LEAST_ALIKE,
    LEAST_KNOWN,
    LEAST_OF,
    LIKELY,
    SURE,
    Guess,
    Look,
)
from converter.readers.restoring.structure.headings.numbered import DEEPEST, numbered_headings
from converter.readers.restoring.structure.headings.titles import (
    CODE,
    LONGEST_TITLE,
    MOST_WORDS,
    has_stop,
    in_capitals,
    in_title_case,
    is_listing,
    is_title,
    part_of,
    says,
    word_count,
    works_of,
)
from converter.readers.restoring.structure.lines import Lines

if TYPE_CHECKING:
    from converter.readers.restoring.structure.headings.contents import Contents

LONGEST_CAPITALS = 80
MOST_PLAIN = 11
PUNCTUATION = frozenset('“”"();!')

MOST_ABOVE = 6
"""Lines of title, authors and the like before the first heading."""

LOOKS = {
    "capitals": "lines in capitals",
    "title": "short lines in title case",
    "sentence": "short lines without a full stop",
}
PROVEN = {
    "listed": "the table of contents lists it",
    "contents": "a table of contents stands below it",
    "formal": "documents of this form have their title here",
    "kin": "it stands between paragraphs as other headings here do",
}
"""What is a heading however few there are, and what says so."""

LONG = 100
"""Characters of the paragraph below a line that does not even have title case, if no other follows."""


def all_headings(lines: Lines) -> list[Guess]:
    """The headings of a text, with their levels."""
    numbered = numbered_headings(lines)
    taken = {guess.first for guess in numbered}
    listed = _contents(lines)
    looks = list(_looks(lines, listed, taken))
    named = [one for one in looks if one.look == "part"]
    headings = taken | {one.at for one in named}
    others = [one for one in looks if one.look != "part" and _stands_alone(one, lines, headings)]
    repeated = _repeated(others, lines)
    others = [one for one in others if one.at not in repeated]
    parts = [one for one in named if _begins_part(one.at, lines, headings)]
    others = _with_proven(others, lines, headings)
    above = stand_above([one.at for one in others], _firsts(numbered, lines), sorted(taken))
    if above:
        numbered = [_lowered(guess) for guess in numbered]
    found = [*numbered, *_as_parts(parts, numbered), *_as_titles(others, above, numbered)]
    return sorted(found, key=lambda guess: guess.first)


def _contents(lines: Lines) -> Contents | None:
    """The typed tables of contents of a text, which separate a page by a tab."""
    if "\t" not in lines.source:
        return None
    from converter.readers.restoring.structure.headings.contents import contents

    return contents(lines)


def _with_proven(looks: list[Look], lines: Lines, headings: set[int]) -> list[Look]:
    """The lines that look like headings, and those that are some because others are."""
    if len(looks) >= LEAST_KNOWN:
        from converter.readers.restoring.structure.headings.kindred import with_kindred

        looks = with_kindred(looks, lines, headings)
    if any(lines.words(at).isupper() for at in lines.short):
        from converter.readers.restoring.structure.headings.forms import formal_titles

        formal = set(formal_titles(lines)) - headings
        looks = [one for one in looks if one.at not in formal]
        looks = sorted([*looks, *(Look(at, "formal") for at in formal)], key=_place)
    return looks


def _place(look: Look) -> int:
    return look.at


def _firsts(numbered: Sequence[Guess], lines: Lines) -> list[int]:
    """The first members of the series of the highest level."""
    firsts = []
    for guess in numbered:
        label = lines.label(guess.first)
        if guess.level == 1 and label and any(one.value == 1 for one in label.readings):
            firsts.append(guess.first)
    return firsts


def _lowered(guess: Guess) -> Guess:
    return structs.replace(guess, level=min(guess.level + 1, DEEPEST))


def _looks(lines: Lines, listed: Contents | None, taken: set[int]) -> Iterator[Look]:
    for at in lines.short:
        look = "" if at in taken else _look(at, lines, listed)
        if look:
            yield Look(at, look)


def _look(at: int, lines: Lines, listed: Contents | None) -> str:
    """How a line looks like a heading; empty if it does not."""
    words = lines.words(at)
    if not is_title(words):
        return ""
    if listed and (at in listed.heads or listed.lists(words)):
        return "contents" if at in listed.heads else "listed"
    if part_of(words):
        return "part"
    if not words[0].isalpha() or lines.label(at):
        return ""
    if in_capitals(words):
        return "capitals" if len(words) <= LONGEST_CAPITALS else ""
    if len(words) > LONGEST_TITLE or not _says_nothing(words):
        return ""
    if in_title_case(words) and word_count(words) > 1:
        return "title"
    return "sentence" if _is_plain(words) else ""


def _says_nothing(words: str) -> bool:
    """Whether words are few, and none of them is of a sentence, of code, or of a list of changes."""
    if word_count(words) > MOST_WORDS or not CODE.isdisjoint(words):
        return False
    return not (says(words) or has_stop(words) or any(map(_is_long_number, words.split())))


def _is_long_number(word: str) -> bool:
    return len(word) > len("1999") and word[:5].isdecimal()


def _is_plain(words: str) -> bool:
    """Whether words are no more than a phrase, as those of a heading that has no title case must be."""
    return (
        word_count(words) <= MOST_PLAIN and PUNCTUATION.isdisjoint(words) and not is_listing(words)
    )


def _begins_part(at: int, lines: Lines, headings: set[int]) -> bool:
    """Whether text follows a line, or the headings of what is within; a list of works, if it is that."""
    if works_of(lines.words(at)):
        from converter.readers.restoring.structure.runs.works import begins_works

        return begins_works(lines, at)
    before = _is_above_text(at, lines) or lines.is_prose(at - 1) or at - 1 in headings
    follows = lines.is_sentence(at + 1) or at + 1 in headings or lines.words(at + 1).endswith(":")
    return follows and (before or _is_isolated(at, lines))


def _is_above_text(at: int, lines: Lines) -> bool:
    """Whether a line stands among the first, with no text before it."""
    return at <= MOST_ABOVE and not any(map(lines.is_prose, range(at)))


def _is_isolated(at: int, lines: Lines) -> bool:
    """Whether what stands before a line is no line of its kind: text, or what ends a sentence."""
    return at > 0 and lines.words(at - 1)[-1:] in (".", "”", '"', "?", "!", ")")


def _stands_alone(one: Look, lines: Lines, headings: set[int]) -> bool:
    """Whether a line stands between running text, or a heading above it."""
    if one.look in PROVEN:
        return True
    at = one.at
    before = lines.is_prose(at - 1) or at - 1 in headings
    if at > 0 and lines.words(at - 1)[-1:] in (":", ","):
        before = False
    if before and at + 1 in headings and one.look != "sentence":
        return True
    if not before or not lines.is_prose(at + 1) or lines.words(at + 1)[:1].islower():
        return False
    return one.look != "sentence" or lines.sizes[at + 1] >= LONG or lines.is_prose(at + 2)


def _repeated(looks: Sequence[Look], lines: Lines) -> set[int]:
    """Lines whose words stand there more than once, as the names of speakers do."""
    counts = Counter(lines.words(one.at).casefold() for one in looks if one.look not in PROVEN)
    return {one.at for one in looks if counts[lines.words(one.at).casefold()] > 1}


# Guesses


def _as_parts(parts: Sequence[Look], numbered: Sequence[Guess]) -> Iterator[Guess]:
    """Parts of the article, or of the part whose numbered heading stands above at once."""
    levels = {guess.first: guess.level for guess in numbered}
    for one in parts:
        level = min(levels.get(one.at - 1, 0) + 1, DEEPEST)
        yield Guess("heading", one.at, one.at, SURE, "a part of an article is called so", level)


def _as_titles(looks: Sequence[Look], above: bool, numbered: Sequence[Guess]) -> Iterator[Guess]:
    counts = Counter(one.look for one in looks)
    places = [guess.first for guess in numbered]
    for one in looks:
        over = bisect_left(places, one.at)
        deepest = numbered[over - 1].level if over else 0
        level = min(1 if above else deepest + 1, DEEPEST)
        if one.look != "capitals" and counts["capitals"] >= LEAST_ALIKE and not numbered:
            level = 2
        why = PROVEN.get(one.look) or (
            f"it is one of {counts[one.look]} {LOOKS[one.look]} between paragraphs"
        )
        yield Guess("heading", one.at, one.at, _confidence(one.look, counts), why, level)


def _confidence(look: str, counts: Counter[str]) -> float:
    return SURE if counts[look] >= LEAST_OF.get(look, 1) else LIKELY


def stand_above(looks: Sequence[int], firsts: Sequence[int], numbered: Sequence[int]) -> bool:
    """Whether numbers begin anew below headings without: A and B below one, A and B below the next.

    All are places: of the headings without numbers, of the first members of the highest series, of
    all numbered headings.
    """
    if len(firsts) < 2:
        return False
    for first in firsts:
        place = bisect_left(numbered, first)
        before = numbered[place - 1] if place else -1
        look = bisect_left(looks, first)
        if not look or looks[look - 1] < before:
            return False
    return True
