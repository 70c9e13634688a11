"""Lines of a text as they are laid out: stretches of text, marks and tabs, without definitions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import final

from msgspec import Struct

from converter.document.model import Span
from converter.markers import Markers
from converter.markers.tokens import NEWLINES, Token
from converter.markers.values import RegularLine
from converter.speed.patterns import Pattern

Piece = Span | Token
"""A stretch of text, or the token of a mark or tab."""

Pieces = list[Piece]
"""A line without the definitions in it; a blank line has no pieces."""


@final
class PlainLines(Struct, frozen=True, gc=False):
    """Whole lines, none of them blank, that hold nothing but words and equally many `tabs` each.

    They are characters `start` up to, not including, `end`, which is that of the last line, and so many
    `lines`.
    """

    start: int
    end: int
    tabs: int
    lines: int


Line = Pieces | RegularLine | PlainLines
"""A line in either form: as its pieces, or as one that was read at one go; or plain lines in a row."""

LAYOUT = " \t\u2009"
"""What is not text at the edges of a line, and before a mark. A thin space sets two marks apart."""

OPENING = frozenset("“‘«„\"'(¿¡—–•*§")
"""What a paragraph may begin with, beside letters and figures."""

STRAIGHT_QUOTES = ('"', "'")

LINE_END = ("\n", "\r\n", "\r")
"""What ends a line; a token of more line ends stands for a blank line too."""


OTHER_ENDS = "\r\v\f\x85\u2028\u2029"
"""What else ends a line than a line feed."""

PLAIN = Pattern(rf"[^{NEWLINES}]+")

GAP = Pattern(rf"[{NEWLINES}]++(?>(?:[{LAYOUT}]++[{NEWLINES}]++)*)")
"""What stands between two lines, and any blank lines."""


class LineReader:
    """Reads the lines of a text whose markers are known."""

    def __init__(self, markers: Markers) -> None:
        self.text = markers.text
        self.markers = markers
        self.starts = [token.start for token in markers.breaks]
        self.has_tabs = "\t" in self.text
        self.has_other_ends = any(end in self.text for end in OTHER_ENDS)
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
                    yield from self._plain(token)
                line = []
            else:
                line.append(token)
                start += len(markers.symbols.get(token.start, ""))
        if end > start:
            line.append(Span(start, end))
        yield regular or self._trimmed(line)

    def _plain(self, newline: Token) -> Iterator[Line]:
        """The lines that a newline token holds, and empty ones for what stands between stanzas."""
        begin = end = tabs = lines = 0
        for start, words in self._plain_lines(newline):
            is_blank = not words or (words[0] in LAYOUT and not words.strip(LAYOUT))
            count = words.count("\t") if self.has_tabs else 0
            if lines and (is_blank or count != tabs):
                yield PlainLines(begin, end, tabs, lines)
                lines = 0
            if is_blank:
                yield []
                continue
            if not lines:
                begin, tabs = start, count
            end = start + len(words)
            lines += 1
        if lines:
            yield PlainLines(begin, end, tabs, lines)

    def _plain_lines(self, newline: Token) -> Iterator[tuple[int, str]]:
        """Where each line begins that a newline token holds, and what it holds."""
        at, end = newline.start, newline.end
        if not self.has_other_ends:
            at += 1
            for words in self.text[at : end - 1].split("\n"):
                yield at, words
                at += len(words) + 1
            return
        for gap in GAP.finditer(self.text, at, end):
            if gap.start() > at:
                yield at, self.text[at : gap.start()]
            if gap[0] not in LINE_END:
                yield gap.start(), ""
            at = gap.end()

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


def is_several(line: Line) -> bool:
    """Whether this stands for more than one line."""
    return type(line) is PlainLines and line.lines > 1


def tab_count(line: Line) -> int:
    """How many tabs a line has; lines of one table have equally many."""
    if type(line) is RegularLine:
        return 0
    if type(line) is PlainLines:
        return line.tabs
    return sum(piece.end - piece.start for piece in line if is_tab(piece))


def span_of(lines: Sequence[Line]) -> Span:
    """From the first words of these lines to the last; none of them blank."""
    return Span(first_character(lines[0]), _last_character(lines[-1]))


def _last_character(line: Line) -> int:
    """Where the words of a line end."""
    if type(line) is RegularLine:
        return line.behind
    return line.end if type(line) is PlainLines else line[-1].end


def first_character(line: Line) -> int:
    """Where a line begins that is not blank."""
    return line[0].start if isinstance(line, list) else line.start


def words_of(line: PlainLines, text: str) -> Iterator[tuple[int, str]]:
    """Where each of some plain lines begins, and what it holds."""
    start = line.start
    if text.find("\r", start, line.end) >= 0:
        yield from ((one.start(), one[0]) for one in PLAIN.finditer(text, start, line.end))
        return
    for words in text[start : line.end].split("\n"):
        yield start, words
        start += len(words) + 1


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


def begins_word(text: str) -> bool:
    """Whether a text would be glued to the word before it, had that no blank.

    >>> begins_word("per"), begins_word('"so"'), begins_word('" so'), begins_word(", so")
    (True, True, False, False)
    """
    if text.startswith(STRAIGHT_QUOTES):
        return text[1:2].isalnum()  # else it closes
    return text[:1].isalnum() or text[:1] in OPENING
