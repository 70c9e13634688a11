"""What the reading of markers gives. All places are characters of the text that was read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import final

from msgspec import Struct

from converter.document.diagnostics import Diagnostic
from converter.document.model import NoteKey, NoteKind, Span
from converter.markers.tokens import Token
from converter.speed.patterns import Pattern

OPENING = Pattern(r"\[ {0,3}(-?[0-9]{1,9}):")
"""How a definition begins; the group is its id."""

QUOTED_ID = Pattern('"([^"]*)"')


@final
class NoteSource(Struct, frozen=True, gc=False):
    """Where a note stands: its own `mark`, and its `definition` with the brackets.

    Its words are the characters `start` up to, not including, `end`. `symbol` is its custom mark, which
    stands behind the mark and before the words.
    """

    key: NoteKey
    kind: NoteKind
    id: str
    mark: Span
    definition: Span
    start: int
    end: int
    symbol: str | None = None


@final
class RegularLine(Struct, frozen=True):
    """Characters `start` to `end` of a text: up to `behind` its own words, then those of its notes."""

    start: int
    end: int
    behind: int
    notes: list[NoteSource]


class Mark(Struct, frozen=True, gc=False):
    """A mark: where its `id` stands, its `kind`, and the note that it means, None if there is none.

    `in_note` says that it stands in the words of a note, where no note can be called.
    """

    span: Span
    id: Span
    kind: NoteKind
    note: NoteKey | None
    in_note: bool = False


class Opening(Struct, frozen=True, gc=False):
    """A definition, or what looks like one: where its `id` stands, and the note it defines, if any."""

    span: Span
    id: Span
    note: NoteKey | None


class Markers(Struct, frozen=True):
    """What the marks of a text call, and which stretches of the text are notes.

    `text` was read from the character `start` on. `notes` stand in the order of their definitions.
    `breaks` are the tokens that end a stretch of text: marks, tabs, line ends, runs of regular lines, and
    the openings of `holes`. A hole leads from the first character of a definition, or of the sentence
    that POI writes for a missing note, to the one behind it; no words of the text stand there.
    `regular` holds the lines of each run by its start. `called` says by its start which note a mark
    calls, outside of regular lines; `symbols` what custom mark follows it; `first_of` which note
    came first under a kind and id; `repeated` by the start of a definition which note's words it repeats.
    They are those of another notation if it `is_foreign`.
    """

    text: str
    start: int
    notes: tuple[NoteSource, ...]
    breaks: tuple[Token, ...]
    regular: dict[int, list[RegularLine]]
    holes: dict[int, int] = {}
    called: dict[int, NoteKey] = {}
    symbols: dict[int, str] = {}
    first_of: dict[tuple[str, str], NoteKey] = {}
    repeated: dict[int, NoteKey] = {}
    diagnostics: tuple[Diagnostic, ...] = ()
    is_foreign: bool = False

    def marks(self) -> Iterator[Mark]:
        """All marks, in their order."""
        behind = 0  # the character behind the definition that was reached
        for token in self.breaks:
            if token.kind == "open":
                behind = max(behind, self.holes[token.start])
            elif token.kind == "regular":
                for note in chain.from_iterable(line.notes for line in self.regular[token.start]):
                    yield self._mark(note.mark, note.id, note.kind, note.key)
            elif token.kind == "mark":
                in_note = token.start < behind
                key = self.called.get(token.start)
                if in_note:
                    key = self.first_of.get((token.note, token.id))
                own = Span(token.start, token.end)
                yield self._mark(own, token.id, token.note, key, in_note)

    def _mark(
        self, span: Span, id: str, kind: NoteKind, note: NoteKey | None, in_note: bool = False
    ) -> Mark:
        start = self.text.rindex(id, span.start, span.end)
        return Mark(span, Span(start, start + len(id)), kind, note, in_note)

    def openings(self) -> list[Opening]:
        """The definitions, what looks like one, and both ids of POI's sentence for a missing note."""
        found: dict[int, Opening] = {}
        for note in self.notes:
            found[note.definition.start] = self._opening(note.definition, note.key)
        for start, key in self.repeated.items():
            found[start] = self._opening(Span(start, self.holes[start]), key)
        for one in self.diagnostics:
            if one.code in ("M002", "M007") and one.span:
                found[one.span.start] = self._opening(one.span, None)
            if one.code == "M007" and one.span and (again := self._id_in_quotes(one.span)):
                found[again.start] = Opening(one.span, again, None)
        return [found[start] for start in sorted(found)]

    def _opening(self, span: Span, note: NoteKey | None) -> Opening:
        begins = OPENING.match(self.text, span.start)
        assert begins is not None  # noqa: S101, the tokenizer knows the same spelling
        return Opening(span, Span(*begins.span(1)), note)

    def _id_in_quotes(self, span: Span) -> Span | None:
        """The second id of `` [4: !!! End note with ID "4" not found in document.]``."""
        quoted = QUOTED_ID.search(self.text, span.start, span.end)
        return Span(*quoted.span(1)) if quoted else None
