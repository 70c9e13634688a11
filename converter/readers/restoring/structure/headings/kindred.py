"""Headings that prove nothing by themselves, in a text that surely has others of their kind.

A judgment has six headings such as ``Legal framework`` between its paragraphs; so ``Article 13(b): grave
risk of harm`` between two others is one more, though it has the signs of a sentence or of a list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from converter.readers.restoring.structure.guesses import (
    LEAST_ALIKE,
    LEAST_KNOWN,
    LEAST_OF,
    Look,
)
from converter.readers.restoring.structure.headings.titles import (
    CODE,
    LONGEST_TITLE,
    bare_words,
    in_title_case,
    is_listing,
    is_title,
    says,
    word_count,
)
from converter.readers.restoring.structure.lines import PROSE, Lines
from converter.readers.restoring.structure.runs.lists import is_bullet

ASKING = frozenset({"whether", "how", "why", "what", "when", "where", "who", "which"})
"""What a heading begins with that may have the words of a sentence: ``Whether F has breached it``."""
LONGEST_ASKING, MOST_ASKING = 120, 20
"""Its characters and words."""

MOST_KIN = 14
"""Words of one that does not ask."""

QUOTING = frozenset('“”"‘«»„;!?')
"""What stands in speech and lists, and in no heading that only others prove."""

MOST_OVER_LIST = 3
"""Words of a line above a list that is no announcement of it."""

LONG = 100
"""Characters of the paragraph below a line that the table of contents does not list."""

LEAST_IN_PAIR = 3
"""Words of each of two headings that stand below one another: fewer are a name and an office."""


class Known(Struct, frozen=True):
    """How many headings a text surely has: in title case, as in sentences, listed in its contents."""

    titles: int
    sentences: int
    listed: int

    @property
    def prove_sentences(self) -> bool:
        return self.sentences + self.listed >= LEAST_KNOWN


def with_kindred(looks: Sequence[Look], lines: Lines, headings: set[int]) -> list[Look]:
    """The lines that look like headings, and those of their kind that only they prove.

    `headings` are places of numbered headings, and of parts that every article has.
    """
    counts = Counter(one.look for one in looks)
    sure_looks = {look for look in counts if counts[look] >= LEAST_OF.get(look, 1)}
    known = Known(*(counts[one] * (one in sure_looks) for one in ("title", "sentence", "listed")))
    if known.titles + known.sentences + known.listed < LEAST_KNOWN:
        return list(looks)
    sure = {one.at for one in looks if one.look in sure_looks}
    open_ones = [at for at in lines.short if at not in sure and at not in headings]
    kin = [at for at in open_ones if _is_kin(lines.words(at), known) and not lines.label(at)]
    found = {at for at in kin if _stands_between(at, lines, known)}
    found.update(_pairs(kin, lines))
    found.update(_over_lists(kin, lines))
    found -= _repeated(lines, sorted(sure | headings))
    kept = (one for one in looks if one.at not in found)
    return sorted([*kept, *(Look(at, "kin") for at in found)], key=lambda one: one.at)


def _is_kin(words: str, known: Known) -> bool:
    """Whether words can be one more heading of a text with those that are known."""
    if not is_title(words) or not words[0].isalpha() or not _ends(words):
        return False
    if not CODE.isdisjoint(words) or not QUOTING.isdisjoint(words) or not _is_one_line(words):
        return False
    asks = words.partition(" ")[0].lower() in ASKING
    if len(words) > (LONGEST_ASKING if asks else LONGEST_TITLE):
        return False
    if word_count(words) > (MOST_ASKING if asks else MOST_KIN) or (says(words) and not asks):
        return False
    return in_title_case(words) or known.prove_sentences


def _ends(words: str) -> bool:
    return words[-1].isalnum() or words[-1] == ")"


def _is_one_line(words: str) -> bool:
    """Whether a line is no list, speech or field of a form: what is before a colon has a number."""
    before, colon, _ = words.partition(":")
    if colon and not any(map(str.isdecimal, before)):
        return False
    return not is_listing(words)


# Where it stands


def _stands_between(at: int, lines: Lines, known: Known) -> bool:
    """Whether a line stands between two paragraphs, the first of which is finished.

    A table of contents proves only what stands above a longer one: it does not list this.
    """
    if not _is_finished(at - 1, lines) or not _begins(at + 1, lines):
        return False
    return known.titles + known.sentences >= LEAST_KNOWN or lines.sizes[at + 1] >= LONG


def _is_finished(at: int, lines: Lines) -> bool:
    return lines.is_prose(at) and lines.words(at)[-1] not in ":,;"


def _begins(at: int, lines: Lines) -> bool:
    if not lines.is_prose(at) or lines.sizes[at] < PROSE:
        return False
    return not lines.words(at)[0].islower()


def _pairs(kin: Sequence[int], lines: Lines) -> Iterator[int]:
    """Two lines below one another, between paragraphs, each more than a name or an office."""
    chosen = set(kin)
    for at in kin:
        two = (at, at + 1)
        apart = _is_finished(at - 1, lines) and _begins(at + 2, lines)
        if at + 1 in chosen and apart and all(_is_phrase(lines.words(one)) for one in two):
            yield from two


def _is_phrase(words: str) -> bool:
    return len(bare_words(words)) >= LEAST_IN_PAIR and not in_title_case(words)


def _over_lists(kin: Sequence[int], lines: Lines) -> list[int]:
    """Short lines above lists with bullets, behind a list or a paragraph, if there are two or more."""
    found = [
        at
        for at in kin
        if word_count(lines.words(at)) <= MOST_OVER_LIST
        and all(is_bullet(lines.first_sign(one)) for one in (at + 1, at + 2) if one < len(lines))
        and (lines.is_prose(at - 1) or is_bullet(lines.first_sign(at - 1)))
    ]
    return found if len(found) >= LEAST_ALIKE else []


def _repeated(lines: Lines, known: Sequence[int]) -> set[int]:
    """Lines that stand there three times, or twice with no sure heading between: names of speakers."""
    places: dict[str, list[int]] = {}
    for at in lines.short:
        places.setdefault(lines.words(at).casefold(), []).append(at)
    return {
        at
        for same in places.values()
        if len(same) > 2 or (len(same) == 2 and not any(same[0] < one < same[1] for one in known))
        for at in same
    }
