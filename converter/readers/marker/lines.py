"""Lines of a text as they are laid out: stretches of text, marks and tabs, without definitions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from converter.document.model import Span
from converter.markers import Markers
from converter.markers.tokens import Token
from converter.markers.values import RegularLine

Piece = Span | Token
"""A stretch of text, or the token of a mark or tab."""

Pieces = list[Piece]
"""A line without the definitions in it; a blank line has no pieces."""

Line = Pieces | RegularLine
"""A line in either form: as its pieces, or as one that was read at one go."""

LAYOUT = " \t\u2009"
"""What is not text at the edges of a line, and before a mark. A thin space sets two marks apart."""

OPENING = frozenset("“‘«„\"'(¿¡—–•*§")
"""What a paragraph may begin with, beside letters and figures."""

LINE_END = ("\n", "\r\n", "\r")
"""What ends a line; a token of more line ends stands for a blank line too."""


class LineReader:
    """Reads the lines of a text whose markers are known."""

    def __init__(self, markers: Markers) -> None:
        self.text = markers.text
        self.markers = markers
        self.starts = [token.start for token in markers.breaks]
        self.hole_ends = frozenset(markers.holes.values())
        self.restored: list[int] = []
        """Where a paragraph was ended, as the text has no line breaks."""

    def is_one_line(self, start: int, end: int) -> bool:
        """Whether the characters `start` to `end` hold neither marks nor tabs nor line ends."""
        place = bisect_left(self.starts, start)
        return place == len(self.starts) or self.starts[place] >= end

    @cached_property
    def is_flat(self) -> bool:
        """Whether all line breaks of the text were lost: it has definitions, but is one line."""
        words = len(self.text.rstrip())
        kinds = {token.kind for token in self.markers.breaks if token.start < words}
        return "open" in kinds and not kinds & {"newline", "regular"}

    def read(self, start: int, end: int, *, in_note: bool = False) -> Iterator[Line]:
        """The lines of the characters `start` to `end`.

        Definitions close a paragraph, so in a text without line breaks one ends behind them.
        """
        line: Pieces = []
        regular: RegularLine | None = None
        markers, breaks, starts = self.markers, self.markers.breaks, self.starts
        place, last = bisect_left(starts, start), bisect_left(starts, end)
        while place < last:
            token = breaks[place]
            if token.start > start:
                line.append(Span(start, token.start))
            start = token.end
            place += 1
            if token.kind == "open":
                start = markers.holes[token.start]
                place = bisect_left(starts, start, place)
                if not in_note and self.is_flat and self._begins_paragraph(start, end):
                    self.restored.append(start)
                    yield self._trimmed(line)
                    yield []
                    line = []
            elif token.kind == "regular":
                run = markers.regular[token.start]
                for one, following in pairwise(run):
                    yield one
                    if following.start > one.end + 1:  # a blank line stands between them
                        yield []
                regular = run[-1]
            elif token.kind == "newline":
                yield regular or self._trimmed(line)
                regular = None
                if self.text[token.start : token.end] not in LINE_END:
                    yield []
                line = []
            else:
                line.append(token)
                start += len(markers.symbols.get(token.start, ""))
        if end > start:
            line.append(Span(start, end))
        yield regular or self._trimmed(line)

    def _begins_paragraph(self, start: int, end: int) -> bool:
        """Whether what follows a definition can begin a paragraph, and is no other definition."""
        if start in self.markers.holes:
            return False
        while start < end and self.text[start] in LAYOUT:
            start += 1
        first = self.text[start] if start < end else ""
        return (first.isalnum() and not first.islower()) or first in OPENING

    def _trimmed(self, line: Pieces) -> Pieces:
        """A line; an empty one if it holds nothing but blanks and tabs."""
        return line if any(not self.is_layout(piece) for piece in line) else []

    def is_layout(self, piece: Piece) -> bool:
        """Whether a piece is nothing but blanks or tabs."""
        if type(piece) is Token:
            return piece.kind == "tab"
        text = self.text
        return text[piece.start] in LAYOUT and not text[piece.start : piece.end].strip(LAYOUT)


def is_tab(piece: Piece) -> bool:
    """Whether a piece is a run of tabs."""
    return type(piece) is Token and piece.kind == "tab"


def tab_count(line: Line) -> int:
    """How many tabs a line has; lines of one table have equally many."""
    if type(line) is RegularLine:
        return 0
    return sum(piece.end - piece.start for piece in line if is_tab(piece))


def span_of(lines: Sequence[Line]) -> Span:
    """From the first words of these lines to the last; none of them blank."""
    last = lines[-1]
    return Span(
        first_character(lines[0]), last.behind if type(last) is RegularLine else last[-1].end
    )


def first_character(line: Line) -> int:
    """Where a line begins that is not blank."""
    return line.start if type(line) is RegularLine else line[0].start


def with_tabs_as_text(line: Pieces) -> Pieces:
    """A line in which tabs are part of the text around them."""
    pieces: Pieces = []
    for piece in line:
        last = pieces[-1] if pieces else None
        if type(piece) is Token and piece.kind != "tab":
            pieces.append(piece)
        elif type(last) is Span and last.end == piece.start:
            pieces[-1] = Span(last.start, piece.end)
        else:
            pieces.append(Span(piece.start, piece.end))
    return pieces
