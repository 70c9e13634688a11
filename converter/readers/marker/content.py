"""The inlines of a line: its words, and its marks as calls of their notes."""

from __future__ import annotations

from converter.document.diagnostics import Diagnostic, diagnose
from converter.document.model import CrossRef, Inline, NoteNumber, NoteRef, Span, Stray, Text
from converter.markers import Markers
from converter.markers.tokens import Token
from converter.markers.values import RegularLine
from converter.readers.marker.inlines import ExtractorText, InlineReader, merged
from converter.readers.marker.lines import (
    LAYOUT,
    Piece,
    Pieces,
    begins_word,
    is_tab,
    with_tabs_as_text,
)


class ContentReader:
    """Reads what stands in the lines of a text; what is worth saying of it is added to `found`."""

    def __init__(
        self, markers: Markers, extractor_text: ExtractorText, found: list[Diagnostic]
    ) -> None:
        self.text = markers.text
        self.markers = markers
        self.drops_text = extractor_text == "drop"
        self.found = found
        reader = InlineReader(self.text, extractor_text, found)
        self.inlines = reader.read
        self.only_addresses = reader.only_addresses
        self.has_tabs = "\t" in self.text

    def line(self, line: Pieces | RegularLine) -> tuple[Inline, ...]:
        """The inlines of a line or cell, without the layout at its edges and before its marks."""
        return self._regular(line) if type(line) is RegularLine else self._pieces(line)

    def words(self, start: int, end: int) -> tuple[Inline, ...]:
        """The inlines of a line that is nothing but text, without the layout at its edges."""
        start = self._skip_layout(start, end)
        content = self.inlines(start, self._before_layout(start, end))
        return tuple(merged(content) if self.drops_text else content)

    def is_plain(self, start: int, end: int) -> bool:
        """Whether a stretch of text is nothing but words, without any address or the like."""
        return self.only_addresses and self.text.find("://", start, end) < 0

    def _pieces(self, line: Pieces) -> tuple[Inline, ...]:
        content: list[Inline] = []
        pieces = with_tabs_as_text(line) if self.has_tabs and any(map(is_tab, line)) else line
        last = len(pieces) - 1
        may_touch = self.drops_text
        after_text = False
        blank = False  # whether one was left out before a mark
        for place, piece in enumerate(pieces):
            if type(piece) is Token:
                content.append(mark_node(piece, self.markers, self.found))
                after_text = False
                continue
            start, end = piece.start, piece.end
            if place == 0:
                start = self._skip_layout(start, end)
            elif blank and begins_word(self.text[start : start + 2]):
                content.append(Text(" "))
                blank = False
            if place == last or self._is_call(pieces[place + 1]):
                cut = self._before_layout(start, end)
                end, blank = cut, cut < end or (blank and cut == start)
            if start < end:
                content += self.inlines(start, end)
                may_touch = may_touch or after_text
                after_text = True
        return tuple(merged(content) if may_touch else content)

    def _regular(self, line: RegularLine) -> tuple[Inline, ...]:
        """The same of a line whose marks all call notes of their own."""
        content: list[Inline] = []
        start = self._skip_layout(line.start, line.behind)
        blank = False
        for note in line.notes:
            end = self._before_layout(start, note.mark.start)
            if start < end:
                if blank and begins_word(self.text[start : start + 2]):
                    content.append(Text(" "))
                content += self.inlines(start, end)
                blank = False
            if end < note.mark.start:
                blank = True
            content.append(NoteRef(note.key, span=note.mark))
            start = note.mark.end
        if blank and start < line.behind and begins_word(self.text[start : start + 2]):
            content.append(Text(" "))
        end = self._before_layout(start, line.behind)
        if start < end:
            content += self.inlines(start, end)
        return tuple(merged(content) if self.drops_text else content)

    def _skip_layout(self, start: int, end: int) -> int:
        while start < end and self.text[start] in LAYOUT:
            start += 1
        return start

    def _before_layout(self, start: int, end: int) -> int:
        while start < end and self.text[end - 1] in LAYOUT:
            end -= 1
        return end

    def _is_call(self, piece: Piece) -> bool:
        return type(piece) is Token and piece.start in self.markers.called


def mark_node(token: Token, markers: Markers, found: list[Diagnostic]) -> Inline:
    """A mark as a call of its note, as the number of a note, or as the text that it is."""
    span = Span(token.start, token.end)
    words = markers.text[token.start : token.end]
    if token.kind == "odd-mark":
        code = "M014" if words.endswith("\\]") else "M013"
        escaped = code == "M014" and markers.text.startswith("\\", token.start - 1)
        found.append(diagnose(code, Span(token.start - escaped, token.end)))
        return Stray(words, code, span=span)
    canonical = f"[{token.note}Ref:{token.id}]"
    if words != canonical and not markers.is_foreign:
        found.append(diagnose("M012", span, mark=words, meant=canonical))
    if token.start in markers.called:
        return NoteRef(markers.called[token.start], span=span)
    key = markers.first_of.get((token.note, token.id))
    if key is not None:
        found.append(diagnose("M010", span, mark=words))
        return CrossRef("mark", (key,), (NoteNumber(key, span=span),), span=span)
    found.append(diagnose("M001", span, mark=words))
    return Stray(words, "M001", span=span)
