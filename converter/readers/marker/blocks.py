"""Lines → paragraphs and tables."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import chain, groupby, islice

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
from converter.markers.values import NoteSource
from converter.readers.marker.content import ContentReader
from converter.readers.marker.inlines import merged
from converter.readers.marker.layout import (
    WRAPPED_WIDTHS,
    is_table,
    is_wrapped,
    may_be_wrapped,
    wrap_width,
)
from converter.readers.marker.lines import (
    LAYOUT,
    Line,
    LineReader,
    Pieces,
    PlainLines,
    first_character,
    is_several,
    is_tab,
    span_of,
    tab_count,
    words_of,
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

    def _stanza(self, lines: list[Line], in_note: bool) -> Iterator[Block]:
        """The blocks of lines without a blank one between them."""
        if in_note or (len(lines) == 1 and not is_several(lines[0])):
            yield from self._paragraphs(lines)
            return
        for tabs, group in groupby(lines, key=tab_count):
            alike = list(group)
            if tabs and self._is_table(alike):
                yield self._table(alike)
            else:
                yield from self._paragraphs(alike)

    # Tables

    def _is_table(self, lines: list[Line]) -> bool:
        words = [row for line in lines for row in self._words(line)]
        ends = self.lines.hole_ends
        pieces = chain.from_iterable(line for line in lines if type(line) is list)
        return is_table(words, proven=any(is_tab(one) and one.start in ends for one in pieces))

    def _words(self, line: Line) -> Iterator[list[str]]:
        """The words of the cells of a line, or of each of some plain lines; a mark counts as one."""
        text = self.text
        if type(line) is PlainLines:
            for _, words in words_of(line, text):
                yield [cell.strip(LAYOUT) for cell in words.split("\t")]
        elif type(line) is list:
            cells = (
                "".join(text[piece.start : piece.end] for piece in cell) for cell in _cells(line)
            )
            yield [cell.strip(LAYOUT) for cell in cells]

    def _table(self, lines: list[Line]) -> Table:
        span = span_of(lines)
        rows = tuple(row for line in lines for row in self._rows(line))
        self.found.append(diagnose("G002", span, rows=len(rows)))
        return Table(rows, span=span)

    def _rows(self, line: Line) -> Iterator[Row]:
        if type(line) is PlainLines:
            for start, words in words_of(line, self.text):
                cells = tuple(self._plain_cells(start, words))
                yield Row(cells, span=Span(start, start + len(words)))
        elif type(line) is list:
            contents = map(self.content.line, _cells(line))
            yield Row(tuple(map(_cell, contents)), span=span_of([line]))

    def _plain_cells(self, start: int, words: str) -> Iterator[Cell]:
        for cell in words.split("\t"):
            yield _cell(self.content.words(start, start + len(cell)))
            start += len(cell) + 1

    # Paragraphs

    def _paragraphs(self, lines: list[Line]) -> Iterator[Paragraph]:
        """A paragraph a line, or one for them all where they look wrapped by hand."""
        if (len(lines) > 1 or is_several(lines[0])) and self._are_wrapped(lines):
            self.found.append(diagnose("G001", span_of(lines)))
            contents = [filter(None, self._contents(line)) for line in lines]
            if content := _joined(chain.from_iterable(contents), self._line_end_before):
                yield Paragraph(content, span=around(content))
            return
        for line in lines:
            if type(line) is PlainLines and self.content.is_plain(line.start, line.end):
                yield from self._plain_paragraphs(line)
            else:
                for content in filter(None, self._contents(line)):
                    yield Paragraph(content, span=around(content))

    def _contents(self, line: Line) -> Iterator[tuple[Inline, ...]]:
        """The inlines of a line, or of each of some plain lines."""
        if type(line) is PlainLines:
            for start, words in words_of(line, self.text):
                yield self.content.words(start, start + len(words))
        else:
            yield self.content.line(line)

    def _line_end_before(self, place: int) -> Span | None:
        """The last character of the line end before the line of a place; None in the first line."""
        start = self.line_starts[bisect_right(self.line_starts, place) - 1]
        return Span(start - 1, start) if start else None

    def _plain_paragraphs(self, lines: PlainLines) -> Iterator[Paragraph]:
        """A paragraph for each of some lines that hold no addresses or the like.

        Spans take the numbers in `line_starts`, not others of the same value: in a text of a megabyte
        such would take 16.
        """
        starts = self.line_starts
        first = bisect_left(starts, lines.start)
        for number, (start, words) in enumerate(words_of(lines, self.text), first):
            if number < len(starts) and starts[number] == start:
                start = starts[number]
            if words[0] in LAYOUT or words[-1] in LAYOUT:
                end = start + len(words.rstrip(LAYOUT))
                words = words.strip(LAYOUT)
                start = end - len(words)
            span = Span(start, start + len(words))
            yield Paragraph((Text(words, span=span),), span=span)

    def _are_wrapped(self, lines: list[Line]) -> bool:
        physical = (words for line in lines for words in self._physical_lines(line))
        first, second = islice(physical, 2)
        if not may_be_wrapped(first, second):
            return False
        return is_wrapped([first, second, *physical], self._wrap_width)

    @cached_property
    def _wrap_width(self) -> int | None:
        return wrap_width(self.text)

    def _physical_lines(self, line: Line) -> Iterator[str]:
        """The lines of the source in which stretches of text end, marks and definitions included.

        Of each as much as tells how it was wrapped.
        """
        most = WRAPPED_WIDTHS.stop + 1
        if type(line) is PlainLines:
            yield from (words[:most].rstrip() for _, words in words_of(line, self.text))
            return
        number = bisect_right(self.line_starts, first_character(line))
        start = self.line_starts[number - 1]
        end = self.line_starts[number] if number < len(self.line_starts) else len(self.text)
        yield self.text[start : min(end, start + most)].rstrip()


def _cell(content: tuple[Inline, ...]) -> Cell:
    return Cell((Paragraph(content, span=around(content)),)) if content else Cell(())


def _cells(line: Pieces) -> list[Pieces]:
    cells: list[Pieces] = [[]]
    for piece in line:
        if is_tab(piece):
            cells += [[] for _ in range(piece.end - piece.start)]
        else:
            cells[-1].append(piece)
    return cells


def _joined(
    contents: Iterable[tuple[Inline, ...]], line_end_before: Callable[[int], Span | None]
) -> tuple[Inline, ...]:
    """Lines as one; a blank stands for each line end, but behind a hyphen and before a mark."""
    content: list[Inline] = []
    for line in contents:
        last = content[-1] if content else None
        hyphen = isinstance(last, Text) and re.search(r"\w-\Z", last.text)
        if content and not hyphen and type(line[0]) is not NoteRef:
            span = line[0].span
            content.append(Text(" ", span=span and line_end_before(span.start)))
        content += line
    return tuple(merged(content))
