"""Where notes and cross references stand in a source text: what a renumbering has to know."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from msgspec import Struct

from converter.crossrefs import CitationStyle
from converter.crossrefs.authorities import resolve
from converter.crossrefs.references import Reference
from converter.document.model import (
    CrossRef,
    Document,
    Inline,
    Link,
    NoteKey,
    NoteNumber,
    NoteRef,
    Span,
)
from converter.document.notes import NoteIndex, index_notes
from converter.document.tree import walk, walk_text
from converter.formats import Parsed
from converter.markers.pairing import Definition, pair
from converter.markers.tokens import Token, tokenize
from converter.readers.marker.front_matter import read_front_matter
from converter.readers.marker.parser import parse


class Call(Struct, frozen=True, gc=False):
    """A mark of the source: its span, where its id stands in it, and the note it means, if any."""

    span: Span
    id: Span
    note: NoteKey | None
    in_note: bool = False


class Opening(Struct, frozen=True, gc=False):
    """A definition, or what looks like one: where its id stands, and the note it defines, if any."""

    span: Span
    id: Span
    note: NoteKey | None


class Passage(Struct, frozen=True):
    """A paragraph as cross references are read in it; `note` is the note it stands in.

    `starts` and `sources` map its characters to those of the source, stretch by stretch.
    """

    text: str
    note: NoteKey | None
    starts: tuple[int, ...]
    sources: tuple[int, ...]

    def place(self, at: int) -> int:
        """Where a character of the passage stands in the source."""
        stretch = bisect_right(self.starts, at) - 1
        return self.sources[stretch] + at - self.starts[stretch]

    def span(self, start: int, end: int) -> Span:
        """Where the characters `start` up to, not including, `end` stand in the source."""
        return Span(self.place(start), self.place(end - 1) + 1)


class Typed(NamedTuple):
    """A cross reference as it was typed, and the notes that the document takes it to mean."""

    reference: Reference
    passage: Passage
    targets: tuple[NoteKey, ...]


class Survey(Struct, frozen=True):
    """A source text and all that points at notes in it, in source order."""

    parsed: Parsed
    index: NoteIndex
    calls: list[Call]
    openings: list[Opening]
    passages: list[Passage]
    references: list[Typed]

    @property
    def ids(self) -> list[Call | Opening]:
        """All that has an id in the source."""
        return [*self.calls, *self.openings]

    @property
    def document(self) -> Document:
        return self.parsed.document

    def words(self) -> dict[NoteKey, str]:
        """The words of each note as they were typed, its paragraphs on lines of their own."""
        words: defaultdict[NoteKey, list[str]] = defaultdict(list)
        for one in self.passages:
            if one.note is not None:
                words[one.note].append(one.text)
        return {note: "\n\n".join(paragraphs) for note, paragraphs in words.items()}


def survey(text: str, style: CitationStyle) -> Survey:
    """Read a text and find every mark, definition and cross reference in it."""
    parsed = parse(text, citation_style=style)
    document, index = parsed.document, index_notes(parsed.document)
    tokens = tokenize(parsed.source, read_front_matter(parsed.source).end)
    definitions = pair(parsed.source, tokens).definitions
    notes = {node.span.start: node.note for node in walk_text(document)
             if isinstance(node, NoteRef) and node.span}  # fmt: skip
    inside = {node.span.start: node.targets[0] for note in document.notes
              for node in walk(note.blocks)
              if isinstance(node, CrossRef) and node.kind == "mark" and node.span}  # fmt: skip
    holes = {tokens[one.first].start: tokens[one.last].end for one in definitions}
    holes.update(
        (one.span.start, one.span.end)
        for one in parsed.diagnostics
        if one.code == "M007" and one.span
    )
    passages = list(_passages(document, index, parsed.source, holes))
    return Survey(
        parsed,
        index,
        [_call(parsed.source, token, notes, inside) for token in tokens if token.kind == "mark"],
        _openings(parsed, tokens, definitions, notes),
        [passage for passage, _ in passages],
        [found for passage, bound in passages for found in _references(passage, bound, style)],
    )


def _call(source: str, token: Token, notes: dict[int, NoteKey], inside: dict[int, NoteKey]) -> Call:
    at = source.rindex(token.id, token.start, token.end)
    note = notes.get(token.start, inside.get(token.start))
    in_note = token.start in inside
    return Call(Span(token.start, token.end), Span(at, at + len(token.id)), note, in_note)


def _openings(
    parsed: Parsed, tokens: list[Token], definitions: list[Definition], notes: dict[int, NoteKey]
) -> list[Opening]:
    """The ids of definitions, of what looks like one, and of the extractor's stand-ins for one."""
    openings = {}
    for one in definitions:
        opening = tokens[one.first]
        key = notes.get(tokens[one.mark].start)
        span = Span(opening.start, tokens[one.last].end)
        openings[opening.start] = Opening(span, _id_span(parsed.source, opening), key)
    unused = {one.span.start: one.span for one in parsed.diagnostics
              if one.code == "M002" and one.span}  # fmt: skip
    for token in tokens:
        if token.kind == "open" and token.start in unused:
            span = unused[token.start]
            openings[token.start] = Opening(span, _id_span(parsed.source, token), None)
    for said in parsed.diagnostics:
        if said.code == "M007" and said.span:
            openings.update(_stand_in(parsed.source, said.span))
    return [openings[start] for start in sorted(openings)]


def _stand_in(source: str, span: Span) -> Iterator[tuple[int, Opening]]:
    """The two places of its id in `` [4: !!! End note with ID "4" not found in document.]``."""
    colon = source.index(":", span.start)
    start = source.rindex("[", span.start, colon) + 1
    start += len(source[start:colon]) - len(source[start:colon].lstrip(" "))
    yield span.start, Opening(span, Span(start, colon), None)
    quote = source.find('"', colon, span.end) + 1
    if quote:
        end = source.index('"', quote)
        yield quote, Opening(span, Span(quote, end), None)


def _id_span(source: str, opening: Token) -> Span:
    at = source.index(opening.id, opening.start)
    return Span(at, at + len(opening.id))


# Passages


def _passages(
    document: Document, index: NoteIndex, source: str, holes: dict[int, int]
) -> Iterator[tuple[Passage, dict[int, CrossRef]]]:
    """All paragraphs of text and notes, each with its references by their place in it."""
    for note, blocks in (
        (None, document.blocks),
        *((note.key, note.blocks) for note in document.notes),
    ):
        for node in walk(blocks):
            if type(node).__name__ == "Paragraph":
                content: tuple[Inline, ...] = getattr(node, "content", ())
                starts = accumulate((len(_words(one, index)) for one in content), initial=0)
                bound = {
                    at: one
                    for at, one in zip(starts, content, strict=False)
                    if isinstance(one, CrossRef) and one.kind != "mark"
                }
                yield _passage(content, note, index, source, holes), bound


def _passage(
    content: tuple[Inline, ...],
    note: NoteKey | None,
    index: NoteIndex,
    source: str,
    holes: dict[int, int],
) -> Passage:
    """A paragraph's words, and where they stand."""
    starts, sources, done = [0], [0], 0
    words: list[str] = []
    for span, text in _stretches(content, index):
        if span is not None:
            for at, place in _align(text, source, span, holes):
                starts.append(done + at)
                sources.append(place)
        done += len(text)
        words.append(text)
    return Passage("".join(words), note, tuple(starts), tuple(sources))


def _stretches(content: tuple[Inline, ...], index: NoteIndex) -> Iterator[tuple[Span | None, str]]:
    """The words of a paragraph with their places; neighbours that share one place are one."""
    last, words = None, ""
    for inline in content:
        text = _words(inline, index)
        if not text:
            continue
        if words and inline.span != last:
            yield last, words
            words = ""
        last, words = inline.span, words + text
    if words:
        yield last, words


def _words(inline: Inline, index: NoteIndex) -> str:
    """The words of an inline as they were typed; a number was typed as the note's label."""
    if isinstance(inline, NoteNumber):
        return index.number(inline)
    if isinstance(inline, NoteRef) or (isinstance(inline, CrossRef) and inline.kind == "mark"):
        return ""
    if isinstance(inline, CrossRef | Link):
        return "".join(_words(one, index) for one in inline.content)
    return str(getattr(inline, "text", ""))


def _align(words: str, source: str, span: Span, holes: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Where stretches of words begin, and where they begin in the source.

    Words and source differ where lines were joined, and where a definition stood among the words.
    """
    if len(words) == span.end - span.start:
        yield 0, span.start
        return
    at, expected = span.start, -1
    for place, one in enumerate(words):
        at = _skip(source, at, span.end, one, holes)
        if at >= span.end:
            return
        if source[at] != one and not source[at].isspace():
            continue  # a blank that the joining put in
        if at != expected:
            yield place, at
        at += 1
        expected = at


def _skip(source: str, at: int, end: int, one: str, holes: dict[int, int]) -> int:
    """The next place at or after `at` that the character `one` may have come from."""
    while at < end and (at in holes or (source[at] != one and source[at].isspace())):
        if at not in holes and one == " ":
            break  # a line's end was read as this blank
        at = holes.get(at, at + 1)
    return at


def _references(
    passage: Passage, bound: dict[int, CrossRef], style: CitationStyle
) -> Iterator[Typed]:
    """The references that the reading bound, with the places of their labels."""
    if not bound:
        return
    for reference, _ in resolve(passage.text, 2, style):
        if reference.start in bound:
            yield Typed(reference, passage, bound[reference.start].targets)
