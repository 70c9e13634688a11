"""The parts of an article by the numbers of their headings: what *supra Part II.A* points at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, structs

from converter.crossrefs.labels import Reference
from converter.document.model import (
    Block,
    Heading,
    HeadingKey,
    HeadingRef,
    Inline,
    Text,
)
from converter.document.notes import NoteIndex
from converter.document.tree import around, part
from converter.document.words import plain
from converter.speed.patterns import Pattern

NUMBER = Pattern(
    r"\s*(?:(?i:part|section|chapter)\s+)?"
    r"((?:[IVXLC]{1,7}|[ivx]{1,6}|[A-Z]|[a-z]|\d{1,3})(?:\.[A-Za-z\d]{1,4}){0,5})"
    r"(?:[.:)]|\s*[—–-])\s*"
)
"""The number at the head of a heading, as in ``II. Who Owns the Beam``, ``Part II: …`` or ``2.1. …``."""

DIVISION = Pattern(
    r"(?i)\b(?:parts?|pts?\.|(?:sub-?)?sections?|sects?\.|secs?\.|chapters?|chs?\.)\s"
)
"""What a heading may be called. A table, a figure or an appendix has none of these numbers."""

STEP = Pattern(r"\(([A-Za-z\d]{1,5})\)")


class Pointed(Struct, frozen=True):
    """Words that point at a heading: from `start` up to, not including, `end`."""

    start: int
    end: int
    heading: HeadingKey


class Parts:
    """The headings of an article, and which of them something points at.

    A heading is known by its number below those it stands under (``II.A.1``), and by its words
    (``Conclusion``). What two headings bear tells neither.
    """

    def __init__(self, blocks: Sequence[Block], index: NoteIndex) -> None:
        self.keys: dict[str, HeadingKey] = {}
        numbers = [*_numbers(blocks, index)]
        borne = Counter(number for _, number in numbers)
        self.known = {number: at for at, number in numbers if borne[number] == 1}

    def pointed_at(self, reference: Reference, text: str) -> list[Pointed]:
        """The headings that a reference of a text names, each with the words that lead to it.

        One alone has all words of the reference; of several, each has its number.
        """
        if reference.kind != "part":
            return []
        labels = [label for ends in reference.labels for label in ends.labels]
        if not labels:
            name = text[reference.start : reference.end].split()[-1]
            return self._found([(reference.start, reference.end, name.lower())])
        if not DIVISION.search(text, reference.start, reference.end):
            return []
        if len(labels) == 1:
            return self._found([(reference.start, reference.end, labels[0].text)])
        return self._found([(one.start, one.end, one.text) for one in labels])

    def _found(self, named: Iterable[tuple[int, int, str]]) -> list[Pointed]:
        found = []
        for start, end, label in named:
            number = STEP.compiled.sub(r".\1", label)
            if number in self.known:
                key = HeadingKey("part-" + re.sub("[^A-Za-z0-9]+", "-", number))
                self.keys[number] = key
                found.append(Pointed(start, end, key))
        return found

    def with_keys(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """The blocks, bound by now, with the keys of the headings that something points at."""
        if not self.keys:
            return blocks
        keyed = [*blocks]
        for number, key in self.keys.items():
            at = self.known[number]
            heading = keyed[at]
            if isinstance(heading, Heading):
                keyed[at] = structs.replace(heading, key=key)
        return tuple(keyed)


def _numbers(blocks: Sequence[Block], index: NoteIndex) -> Iterator[tuple[int, str]]:
    """The place of each heading, and its number with those above it; the words of one without."""
    above: list[tuple[int, str]] = []
    for at, heading in enumerate(blocks):
        if type(heading) is not Heading:
            continue
        words = plain(heading.content, index)
        while above and above[-1][0] >= heading.level:
            above.pop()
        match = NUMBER.match(words)
        if not match:
            yield at, words.strip().lower()
            continue
        outer = above[-1][1] if above else ""
        number = (
            match[1] if not outer or match[1].startswith(f"{outer}.") else f"{outer}.{match[1]}"
        )
        above.append((heading.level, number))
        yield at, number


# The nodes


def heading_ref(one: Pointed, words: Sequence[Inline]) -> HeadingRef:
    """Words as a link to the heading that they name."""
    return HeadingRef(one.heading, tuple(words), span=around(words))


def pointing(
    text: Text, start: int, reference: Reference, headings: Sequence[Pointed]
) -> Iterator[Inline]:
    """The words of a reference to parts, within one text; those that name one lead to it.

    `start` is the place of the text in its paragraph.
    """
    done = reference.start - start
    for one in headings:
        if one.start - start > done:
            yield part(text, done, one.start - start)
        yield heading_ref(one, (part(text, one.start - start, one.end - start),))
        done = one.end - start
    if done < reference.end - start:
        yield part(text, done, reference.end - start)
