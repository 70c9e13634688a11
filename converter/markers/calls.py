"""Which note each mark of a text calls: its own, one called before, or none."""

from __future__ import annotations

from collections.abc import Iterator

from converter.document.diagnostics import Diagnostic, report
from converter.document.model import NoteKey, Span
from converter.markers.pairing import Definition, Pairs
from converter.markers.tokens import CUSTOM_MARK_BEGINS, STAND_IN, Token
from converter.speed.patterns import Pattern

CUSTOM_MARK = Pattern(r" {0,2}([*†‡§¶‖#]{1,5})(?![*†‡§¶‖#])| ?([0-9]{1,4})(?= )")
MISSING = STAND_IN + '{id}" not found in document.'
"""What POI writes for a note that the Word file lacks, footnotes included (`XWPFRun`)."""


class Calls:
    """What the marks of a text call, and what was noticed, which is added to `found`.

    `notes` are the definitions of all notes in source order, `keys` the notes by kind and id. By the
    place at which a mark starts, `called` says which note it calls and `custom` what symbol is printed
    for it. `stand_ins` are the first and last tokens of sentences that stand for missing notes.
    """

    def __init__(
        self, text: str, tokens: list[Token], pairs: Pairs, found: list[Diagnostic]
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.found = found
        self.notes: dict[NoteKey, Definition] = {}
        self.keys: dict[tuple[str, str], NoteKey] = {}
        self.called: dict[int, NoteKey] = {}
        self.custom: dict[int, str] = {}
        self._cited_again: set[NoteKey] = set()
        self._reused: dict[NoteKey, int] = {}  # how many notes were defined under an id
        self.stand_ins = dict(self._stand_ins(pairs)) if STAND_IN in text else {}
        for definition in pairs.definitions:
            self._take(tokens[definition.mark], definition)
        for index in pairs.unpaired:
            self._call_again(tokens[index])

    def _take(self, mark: Token, definition: Definition) -> None:
        """Take a definition as a new note, unless it repeats the words of the note of its id."""
        if self._is_stand_in(mark.id, definition.start, definition.end):
            self._say("M007", mark, definition)
            return
        key = NoteKey(f"{mark.note}-{mark.id}")
        first = self.keys.setdefault((mark.note, mark.id), key)
        if first in self.notes:
            if self._words(self.notes[first]) == self._words(definition):
                self._call_again(mark)
                return
            self._say("M008", mark, definition)
            self._reused[key] = self._reused.get(key, 1) + 1
            key = NoteKey(f"{key}-{self._reused[key]}")
        self.notes[key] = definition
        self.called[mark.start] = key
        symbol = self._custom_mark(mark, definition)
        if symbol is not None:
            self.custom[mark.start] = symbol

    def _call_again(self, mark: Token) -> None:
        """A mark without a definition of its own cites the note of its id, if there is one."""
        key = self.keys.get((mark.note, mark.id))
        if key is None:
            return
        self.called[mark.start] = key
        if key not in self._cited_again:
            self.found.append(report("M003", Span(mark.start, mark.end), id=mark.id))
        self._cited_again.add(key)

    def _custom_mark(self, mark: Token, definition: Definition) -> str | None:
        """A symbol that stands behind the mark and opens the note (``w:customMarkFollows``)."""
        if self.text[mark.end : mark.end + 1] not in CUSTOM_MARK_BEGINS:
            return None
        opening = CUSTOM_MARK.match(self.text, definition.start, definition.end)
        symbol = opening and (opening[1] or opening[2])
        return symbol if symbol and self.text.startswith(symbol, mark.end) else None

    def _words(self, definition: Definition) -> list[str]:
        return self.text[definition.start : definition.end].split()

    def _stand_ins(self, pairs: Pairs) -> Iterator[tuple[int, int]]:
        """Those that no definition is paired with, all of which are three tokens long."""
        paired = {definition.first for definition in pairs.definitions}
        for index, (token, closing) in enumerate(zip(self.tokens, self.tokens[2:], strict=False)):
            if (token.kind, closing.kind) != ("open", "close") or index in paired:
                continue
            if self._is_stand_in(token.id, token.end, closing.start):
                span = Span(token.start, closing.end)
                self.found.append(report("M007", span, id=token.id))
                yield index, index + 2

    def _is_stand_in(self, id: str, start: int, end: int) -> bool:
        """Whether POI's sentence for a missing note stands here, and nothing else."""
        if not self.text.startswith(STAND_IN, start):
            return False
        return self.text[start:end].rstrip() == MISSING.format(id=id)

    def _say(self, code: str, mark: Token, definition: Definition) -> None:
        span = Span(self.tokens[definition.first].start, self.tokens[definition.last].end)
        self.found.append(report(code, span, id=mark.id))
