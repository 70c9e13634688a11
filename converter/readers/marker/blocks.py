"""Lines → paragraphs and tables."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby

from converter.document.diagnostics import Diagnostic, diagnose
from converter.document.model import (
    Block,
    Cell,
    Inline,
    NoteRef,
    Paragraph,
    Row,
    Span,
    Table,
    Text,
)
from converter.document.tree import around
from converter.markers.values import NoteSource, RegularLine
from converter.readers.marker.content import ContentReader
from converter.readers.marker.inlines import merged
from converter.readers.marker.layout import WRAPPED_WIDTHS, is_table, is_wrapped, wrap_width
from converter.readers.marker.lines import (
    LAYOUT,
    Line,
    LineReader,
    Pieces,
    first_character,
    is_tab,
    span_of,
    tab_count,
)


class BlockReader:
    """Reads the blocks of a text; what is worth saying of them is added to `found`.

    `line_starts` are the places at which the lines of the source begin.
    """

    def __init__(
        self,
        lines: LineReader,
        content: ContentReader,
        line_starts: tuple[int, ...],
        found: list[Diagnostic],
    ) -> None:
        self.text = lines.text
        self.lines = lines
        self.content = content
        self.line_starts = line_starts
        self.found = found

    def body(self, start: int) -> tuple[Block, ...]:
        """The blocks of the text itself, from the character `start` on."""
        blocks = tuple(self._blocks(self.lines.read(start, len(self.text)), in_note=False))
        if ends := self.lines.restored:
            self.found.append(diagnose("G003", Span(ends[0], ends[0]), count=len(ends)))
        return blocks

    def note(self, note: NoteSource) -> tuple[Block, ...]:
        """The paragraphs of a note; most are one line without marks."""
        if self.lines.is_one_line(note.start, note.end):
            content = self.content.words(note.start, note.end)
            return (Paragraph(content, span=around(content)),) if content else ()
        return tuple(
            self._blocks(self.lines.read(note.start, note.end, in_note=True), in_note=True)
        )

    def _blocks(self, lines: Iterator[Line], *, in_note: bool) -> Iterator[Block]:
        """Paragraphs and tables; a blank line ends either. In a note tabs make no table."""
        stanza: list[Line] = []
        for line in lines:
            if line:
                stanza.append(line)
            elif stanza:
                yield from self._stanza(stanza, in_note)
                stanza = []
        if stanza:
            yield from self._stanza(stanza, in_note)

    def _stanza(self, lines: list[Line], in_note: bool) -> Sequence[Block]:
        """The blocks of lines without a blank one between them."""
        if in_note or len(lines) == 1:
            return self._paragraphs(lines)
        blocks: list[Block] = []
        for tabs, group in groupby(lines, key=tab_count):
            alike = list(group)
            rows = [line for line in alike if type(line) is not RegularLine] if tabs else []
            if len(rows) > 1 and self._is_table(rows):
                blocks.append(self._table(rows))
            else:
                blocks += self._paragraphs(alike)
        return blocks

    # Tables

    def _is_table(self, lines: list[Pieces]) -> bool:
        words = [[self._words(cell) for cell in _cells(line)] for line in lines]
        ends = self.lines.hole_ends
        proven = any(is_tab(piece) and piece.start in ends for line in lines for piece in line)
        return is_table(words, proven=proven)

    def _words(self, cell: Pieces) -> str:
        """The words of a cell; a mark counts as one."""
        return "".join(self.text[piece.start : piece.end] for piece in cell).strip(LAYOUT)

    def _table(self, lines: list[Pieces]) -> Table:
        span = span_of(lines)
        self.found.append(diagnose("G002", span, rows=len(lines)))
        return Table(tuple(map(self._row, lines)), span=span)

    def _row(self, line: Pieces) -> Row:
        return Row(tuple(map(self._cell, _cells(line))), span=span_of([line]))

    def _cell(self, pieces: Pieces) -> Cell:
        content = self.content.line(pieces)
        return Cell((Paragraph(content, span=around(content)),)) if content else Cell(())

    # Paragraphs

    def _paragraphs(self, lines: list[Line]) -> list[Paragraph]:
        """A paragraph a line, or one for them all where they look wrapped by hand."""
        contents = [self.content.line(line) for line in lines]
        if len(lines) > 1 and self._are_wrapped(lines):
            self.found.append(diagnose("G001", span_of(lines)))
            contents = [_joined(contents)]
        return [Paragraph(content, span=around(content)) for content in contents if content]

    def _are_wrapped(self, lines: list[Line]) -> bool:
        return is_wrapped(list(map(self._physical_line, lines)), self._wrap_width)

    @cached_property
    def _wrap_width(self) -> int | None:
        return wrap_width(self.text)

    def _physical_line(self, line: Line) -> str:
        """The line of the source in which a stretch of text ends, marks and definitions included."""
        number = bisect_right(self.line_starts, first_character(line))
        start = self.line_starts[number - 1]
        end = self.line_starts[number] if number < len(self.line_starts) else len(self.text)
        limit = start + WRAPPED_WIDTHS.stop + 1
        return self.text[start : min(end, limit)].rstrip()


def _cells(line: Pieces) -> list[Pieces]:
    cells: list[Pieces] = [[]]
    for piece in line:
        if is_tab(piece):
            cells += [[] for _ in range(piece.end - piece.start)]
        else:
            cells[-1].append(piece)
    return cells


def _joined(contents: list[tuple[Inline, ...]]) -> tuple[Inline, ...]:
    """Lines as one; a blank stands between them, but behind a hyphen and before a mark."""
    content: list[Inline] = []
    for line in contents:
        last = content[-1] if content else None
        hyphen = isinstance(last, Text) and re.search(r"\w-\Z", last.text)
        if content and not hyphen and type(line[0]) is not NoteRef:
            content.append(Text(" "))
        content += line
    return tuple(merged(content))
