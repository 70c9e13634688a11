"""Paragraphs as cross references and checks read them: words, and where each of them stands."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property
from itertools import accumulate
from typing import TypeVar, overload

from msgspec import Struct

from converter.crossrefs.stretches import Stretch, overlaps
from converter.document.model import (
    Code,
    CrossRef,
    Inline,
    Link,
    NoteKey,
    NoteNumber,
    NoteRef,
    Span,
    Stray,
    Text,
)
from converter.document.notes import NoteIndex
from converter.formats import Parsed

BETWEEN_PARAGRAPHS = "\n\n"


class Passage(Struct, frozen=True, gc=False):
    """Words that belong together, without marks and definitions: a paragraph, or a whole note.

    The words from ``starts[i]`` on stood in the source from ``places[i]`` on. `key` is that of the note
    they are of, None for the text; `addresses` are the stretches that are web addresses.
    """

    text: str
    key: NoteKey | None
    starts: tuple[int, ...]
    places: tuple[int, ...]
    addresses: tuple[Stretch, ...]

    def place(self, at: int) -> int:
        """Where a character of the words stood in the source."""
        stretch = bisect_right(self.starts, at) - 1
        return self.places[stretch] + at - self.starts[stretch]

    def span(self, start: int, end: int) -> Span:
        """Where the characters `start` up to, not including, `end` stood in the source."""
        return Span(self.place(start), self.place(max(start, end - 1)) + (end > start))

    def is_whole(self, start: int, end: int) -> bool:
        """Whether nothing, such as a mark, stands in the source between these words."""
        place = self.span(start, end)
        return place.end - place.start == end - start

    def matches(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Where a pattern matches outside of web addresses."""
        for match in pattern.finditer(self.text):
            if not overlaps(match.span(), self.addresses):
                yield match


P_co = TypeVar("P_co", bound=Passage, covariant=True)

APART = "\0"
"""What stands between two passages that are searched as one text: no word, blank or stop."""

FEW = 100
"""So few passages are searched one by one, which spares patterns for all of them."""

MOST_KEPT = 50_000
"""Passages that are kept once they were made. Each takes 300 bytes and more."""


class Passages(Sequence[P_co]):
    """Passages of a document, each made when it is asked for: a text may have half a million.

    `texts` are the words of each, None for one that is `composed` of more than one text without links or
    looks; `make` makes the one at a place of the list.
    """

    def __init__(self, texts: Iterable[str | None], make: Callable[[int], P_co]) -> None:
        self._made: dict[int, P_co] = {}
        self._make = make
        self.composed: list[int] = []
        self.texts = [
            self._composed(place) if text is None else text for place, text in enumerate(texts)
        ]

    def _composed(self, place: int) -> str:
        self.composed.append(place)
        return self._get(place).text

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, place: int) -> P_co: ...
    @overload
    def __getitem__(self, place: slice) -> list[P_co]: ...
    def __getitem__(self, place: int | slice) -> P_co | list[P_co]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        return self._get(range(len(self))[place])

    def _get(self, place: int) -> P_co:
        made = self._made.get(place)
        if made is None:
            made = self._make(place)
            if len(self._made) < MOST_KEPT:
                self._made[place] = made
        return made

    @cached_property
    def words(self) -> str:
        """The words of all passages, with `APART` between two."""
        return APART.join(self.texts)

    @cached_property
    def _starts(self) -> array[int]:
        return array("L", accumulate((len(text) + 1 for text in self.texts), initial=0))

    def having(self, pattern: re.Pattern[str]) -> Iterator[P_co]:
        """The passages in which a pattern matches, and perhaps others."""
        return map(self.__getitem__, self.places_of(pattern))

    def places_of(self, pattern: re.Pattern[str]) -> Iterator[int]:
        """Where in the list those passages stand.

        All are searched at once. Where a match reaches over an end, it may have hidden one within.
        """
        if len(self) < FEW:
            yield from range(len(self))
            return
        words, starts, place = self.words, self._starts, 0
        while match := _in_rows(pattern).search(words, starts[place]):
            first = bisect_right(starts, match.start()) - 1
            last = bisect_right(starts, max(match.start(), match.end() - 1)) - 1
            yield from range(first, last + 1)
            place = last + 1


@cache
def _in_rows(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """A pattern that finds the beginnings and ends of passages in a row of them."""
    if not re.search(r"\\[AZ]", pattern.pattern):
        return pattern
    begins = pattern.pattern.replace(r"\A", rf"(?:\A|(?<={APART}))")
    return re.compile(begins.replace(r"\Z", rf"(?=\Z|{APART})"), pattern.flags)


def words_alone(content: tuple[Inline, ...]) -> str | None:
    """The words of a paragraph that is one text; None for any other."""
    return content[0].text if len(content) == 1 and type(content[0]) is Text else None


class PassageReader:
    """Reads passages of a document whose spans count in `source`.

    `holes` leads from the first character of each definition to the one behind it: where lines were
    joined around it, its words are not among theirs. `strays` says whether what could not be understood
    counts as words.
    """

    def __init__(
        self, source: str, index: NoteIndex, holes: dict[int, int], *, strays: bool = True
    ) -> None:
        self.source = source
        self.index = index
        self.holes = holes
        self.strays = strays

    def read(self, contents: Iterable[tuple[Inline, ...]], key: NoteKey | None) -> Passage:
        """The words of one or more paragraphs, with a blank line between two."""
        words: list[str] = []
        starts, places, addresses = [0], [0], []
        length = 0
        for content in contents:
            if words:
                words.append(BETWEEN_PARAGRAPHS)
                length += len(BETWEEN_PARAGRAPHS)
            for text, span, in_link in self._stretches(content):
                for at, place in self._aligned(text, span) if span else ():
                    starts.append(length + at)
                    places.append(place)
                if in_link:
                    addresses.append((length, length + len(text)))
                length += len(text)
                words.append(text)
        return Passage("".join(words), key, tuple(starts), tuple(places), tuple(addresses))

    def length(self, inline: Inline) -> int:
        """How many characters an inline has in a passage."""
        return sum(len(words) for _, words, _ in self._leaves((inline,), in_link=False))

    def numbers(self, content: tuple[Inline, ...]) -> Iterator[tuple[int, NoteNumber]]:
        """The numbers of notes in a paragraph, each with its place among the words of a passage."""
        at = 0
        for node, words, _ in self._leaves(content, in_link=False):
            if isinstance(node, NoteNumber):
                yield at, node
            at += len(words)

    def _stretches(self, content: tuple[Inline, ...]) -> Iterator[tuple[str, Span | None, bool]]:
        """Words, their place, and whether they are of a link; neighbours of one place are one."""
        words, span, in_link = "", None, False
        for node, text, linked in self._leaves(content, in_link=False):
            if words and (node.span, linked) != (span, in_link):
                yield words, span, in_link
                words = ""
            words, span, in_link = words + text, node.span, linked
        if words:
            yield words, span, in_link

    def _leaves(
        self, content: tuple[Inline, ...], *, in_link: bool
    ) -> Iterator[tuple[Inline, str, bool]]:
        """What has words of its own, those words, and whether they are of a link."""
        for node in content:
            if isinstance(node, Text | Code) or (self.strays and isinstance(node, Stray)):
                yield node, node.text, in_link
            elif isinstance(node, NoteNumber):
                yield node, self.index.number(node), in_link
            elif isinstance(node, NoteRef) or (isinstance(node, CrossRef) and node.kind == "mark"):
                continue
            else:
                linked = in_link or isinstance(node, Link)
                yield from self._leaves(getattr(node, "content", ()), in_link=linked)

    def _aligned(self, words: str, span: Span) -> Iterator[tuple[int, int]]:
        """Where stretches of words begin, and where they begin in the source.

        Words and source differ where lines were joined, and where a definition stood among the words.
        """
        if len(words) == span.end - span.start:
            yield 0, span.start
            return
        at, expected = span.start, -1
        for place, one in enumerate(words):
            at = self._skip(at, span.end, one)
            if at >= span.end:
                return
            if self.source[at] != one and not self.source[at].isspace():
                continue  # a blank that the joining put in
            if at != expected:
                yield place, at
            at += 1
            expected = at

    def _skip(self, at: int, end: int, one: str) -> int:
        """The next place at or after `at` that the character `one` may have come from."""
        source, holes = self.source, self.holes
        while at < end and (at in holes or (source[at] != one and source[at].isspace())):
            if at not in holes and one == " ":
                break  # a line's end was read as this blank
            at = holes.get(at, at + 1)
        return at


def holes_of(parsed: Parsed) -> dict[int, int]:
    """From the first character of each definition in a source to the one behind it."""
    spans = [note.span for note in parsed.document.notes]
    spans += [one.span for one in parsed.diagnostics if one.code == "M007"]
    return {span.start: span.end for span in spans if span is not None}
