"""Which note each mark of a text calls: its own, one called before, or none."""

from __future__ import annotations

from collections.abc import Iterator

from converter.document.diagnostics import diagnose
from converter.document.model import NoteKey, Span
from converter.markers.pairing import Pairs
from converter.markers.pairing.definitions import Definition
from converter.markers.tokens import CUSTOM_MARK_BEGINS, STAND_IN, Token
from converter.markers.values import NoteSource
from converter.speed.patterns import Pattern

CUSTOM_MARK = Pattern(r" {0,2}([*†‡§¶‖#]{1,5})(?![*†‡§¶‖#])| ?([0-9]{1,4})(?= )")
MISSING = STAND_IN + '{id}" not found in document.'
"""What POI writes for a note that the Word file lacks, footnotes included (`XWPFRun`)."""


class Calls:
    """What the marks of a text call. The places are those of `Markers`.

    `notes` are the notes by their keys, in the order of their definitions, `holes` the stretches in which
    no words of the text stand, `diagnostics` what was noticed.
    """

    def __init__(self, text: str, tokens: list[Token], pairs: Pairs) -> None:
        self.text = text
        self.tokens = tokens
        self.diagnostics = pairs.diagnostics
        self.notes: dict[NoteKey, NoteSource] = {}
        self.first_of: dict[tuple[str, str], NoteKey] = {}
        self.called: dict[int, NoteKey] = {}
        self.symbols: dict[int, str] = {}
        self.repeated: dict[int, NoteKey] = {}
        self._cited_again: set[NoteKey] = set()
        self._reused: dict[NoteKey, int] = {}  # how many notes were defined under an id
        spans = [self._span(definition) for definition in pairs.definitions]
        self.holes = {span.start: span.end for span in spans}
        if STAND_IN in text:
            self.holes.update(self._stand_ins(pairs))
        for definition in pairs.definitions:
            self._take(tokens[definition.mark], definition)
        for index in pairs.unpaired:
            self._call_again(tokens[index])

    def _take(self, mark: Token, definition: Definition) -> None:
        """Take a definition as a new note, unless it repeats the words of the note of its id."""
        span = self._span(definition)
        if self._is_stand_in(mark.id, definition.start, definition.end):
            self._say("M007", span, mark.id)
            return
        key = NoteKey(f"{mark.note}-{mark.id}")
        first = self.notes.get(self.first_of.setdefault((mark.note, mark.id), key))
        if first is not None:
            if self._words(first.start, first.end) == self._words(definition.start, definition.end):
                self.repeated[span.start] = first.key
                self._call_again(mark)
                return
            self._say("M008", span, mark.id)
            self._reused[key] = self._reused.get(key, 1) + 1
            key = NoteKey(f"{key}-{self._reused[key]}")
        symbol = self._custom_mark(mark, definition)
        start = definition.start
        if symbol is not None:
            self.symbols[mark.start] = symbol
            start = self.text.index(symbol, start) + len(symbol)
        self.called[mark.start] = key
        own = Span(mark.start, mark.end)
        note = NoteSource(key, mark.note, mark.id, own, span, start, definition.end, symbol)
        self.notes[key] = note

    def _call_again(self, mark: Token) -> None:
        """A mark without a definition of its own cites the note of its id, if there is one."""
        key = self.first_of.get((mark.note, mark.id))
        if key is None:
            return
        self.called[mark.start] = key
        if key not in self._cited_again:
            self._say("M003", Span(mark.start, mark.end), mark.id)
        self._cited_again.add(key)

    def _custom_mark(self, mark: Token, definition: Definition) -> str | None:
        """A symbol that stands behind the mark and opens the note (``w:customMarkFollows``)."""
        if self.text[mark.end : mark.end + 1] not in CUSTOM_MARK_BEGINS:
            return None
        opening = CUSTOM_MARK.match(self.text, definition.start, definition.end)
        symbol = opening and (opening[1] or opening[2])
        return symbol if symbol and self.text.startswith(symbol, mark.end) else None

    def _words(self, start: int, end: int) -> list[str]:
        return self.text[start:end].split()

    def _stand_ins(self, pairs: Pairs) -> Iterator[tuple[int, int]]:
        """Those that no definition is paired with, all of which are three tokens long."""
        paired = {definition.first for definition in pairs.definitions}
        for index, (token, closing) in enumerate(zip(self.tokens, self.tokens[2:], strict=False)):
            if (token.kind, closing.kind) != ("open", "close") or index in paired:
                continue
            if self._is_stand_in(token.id, token.end, closing.start):
                self._say("M007", Span(token.start, closing.end), token.id)
                yield token.start, closing.end

    def _is_stand_in(self, id: str, start: int, end: int) -> bool:
        """Whether POI's sentence for a missing note stands here, and nothing else."""
        if not self.text.startswith(STAND_IN, start):
            return False
        return self.text[start:end].rstrip() == MISSING.format(id=id)

    def _span(self, definition: Definition) -> Span:
        return Span(self.tokens[definition.first].start, self.tokens[definition.last].end)

    def _say(self, code: str, span: Span, id: str) -> None:
        self.diagnostics.append(diagnose(code, span, id=id))
