"""The tokens of a text as the pairing sees them: which brackets match, what stands beside them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cached_property

from converter.document.diagnostics import Diagnostic, diagnose
from converter.document.model import Span
from converter.markers.tokens import BREAKS, NEWLINES, Token
from converter.speed.patterns import Pattern

MARKS_LOOKED_PAST = 20
"""A note may hold marks of its own; the search for its end looks past this many, to stay linear."""

TABS_LOOKED_AT = 3
"""Tabs at the beginning of a line that may indent it; the search looks at no more, to stay linear."""

ENDS = "\n\r\v\f\x85\u2028\u2029"
BLANK_LINE = Pattern(rf"(?>\r\n?|\n)[^\S\t{NEWLINES}]*+[{NEWLINES}]|[\v\f\x85\u2028\u2029]")
"""The end of a line with an empty one behind it, or what stands for both."""

LINE_ENDS = ("newline", "tab", "end")
"""What stands behind a line or cell: a token, or nothing."""


class TokenIndex:
    """The tokens of a text, with what the pairing asks of them again and again, computed once."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text = text
        self.tokens = tokens
        self.marks: list[int] = []
        self.marked_lines: list[int] = []  # the first token of each line that holds a mark
        self.newlines: list[int] = []
        self.cell_ends: list[int] = []  # newlines and tabs
        self.openings: list[int] = []
        self.breaks = [place for place, token in enumerate(tokens) if token.kind in BREAKS]
        self.diagnostics: list[Diagnostic] = []
        self.match: dict[int, int] = {}
        """For each ``[12:`` the closing token whose last bracket matches it, where one does."""
        self.partner: dict[int, int] = {}
        """For each closing token the opening one that its last bracket matches, where one does."""
        self._index()

    def _index(self) -> None:
        line, marked = 0, False
        waiting: list[tuple[int, int]] = []  # brackets not yet matched: token and how many
        for index, token in enumerate(self.tokens):
            kind = token.kind
            if kind == "text":
                continue
            if kind == "close":
                self._match(index, waiting)
                continue
            if kind == "open":
                self.openings.append(index)
                waiting.append((index, 1))
                continue
            if kind == "bracket":
                waiting.append((index, token.end - token.start))
                continue
            if kind == "mark":
                self.marks.append(index)
            if kind in ("mark", "regular"):
                if not marked:
                    self.marked_lines.append(line)
                marked = True
            elif kind == "newline":
                self.cell_ends.append(index)
                self.newlines.append(index)
                line, marked = index + 1, False
            elif kind == "tab":
                self.cell_ends.append(index)

    def _match(self, closing: int, waiting: list[tuple[int, int]]) -> None:
        left = self.bracket_end(closing) - self.tokens[closing].start
        while left and waiting:
            opened, count = waiting.pop()
            if count > left:
                waiting.append((opened, count - left))
            elif count == left and self.tokens[opened].kind == "open":
                self.match[opened] = closing
            if count >= left:
                self.partner[closing] = opened
            left = max(0, left - count)

    @cached_property
    def openings_of(self) -> dict[str, list[int]]:
        """The openings by their id."""
        openings: defaultdict[str, list[int]] = defaultdict(list)
        for opening in self.openings:
            openings[self.tokens[opening].id].append(opening)
        return openings

    @cached_property
    def witnesses(self) -> list[int]:
        """The marks outside of balanced definitions whose own definition begins behind them.

        None of them can stand inside a note, so a note that reached as far ended before.
        """
        witnesses: list[int] = []
        inside = -1  # the closing token of the definition around this place
        for index in sorted(self.marks + self.openings):
            token = self.tokens[index]
            if token.kind == "open":
                inside = max(inside, self.match.get(index, -1))
            elif index > inside and self.openings_of.get(token.id, [-1])[-1] > index:
                witnesses.append(index)
        return witnesses

    @cached_property
    def marks_of(self) -> dict[str, list[int]]:
        """The marks by their id."""
        marks: defaultdict[str, list[int]] = defaultdict(list)
        for mark in self.marks:
            marks[self.tokens[mark].id].append(mark)
        return marks

    def next_mark_of(self, id: str, index: int) -> int:
        """The next mark of this id behind a token; the end of the tokens if there is none."""
        marks = self.marks_of.get(id, [])
        place = bisect_right(marks, index)
        return marks[place] if place < len(marks) else len(self.tokens)

    def bracket_end(self, closing: int) -> int:
        """The character behind the last bracket of a closing token, its blanks left out."""
        token = self.tokens[closing]
        start, end = token.start, token.end
        return end if end - start == 1 else start + len(self.text[start:end].rstrip(" "))

    def end_of_search(self, opening: int) -> int:
        """Where to stop looking for what belongs to a definition: at the next line with a mark."""
        line = bisect_right(self.marked_lines, opening)
        end = self.marked_lines[line] if line < len(self.marked_lines) else len(self.tokens)
        mark = bisect_right(self.marks, opening) + MARKS_LOOKED_PAST
        return min(end, self.marks[mark]) if mark < len(self.marks) else end

    def end_of_cell(self, index: int) -> int:
        """The token that ends the line or cell of this one."""
        end = bisect_left(self.cell_ends, index)
        return self.cell_ends[end] if end < len(self.cell_ends) else len(self.tokens)

    def end_of_unclosed(self, opening: int) -> int:
        """The token that ends a definition whose bracket is never closed: that of its line, in a table
        of its cell; of the line below, where its words begin only there. A tab in a note is layout.
        """
        if self._is_in_cell(opening):
            return self.end_of_cell(opening)
        place = bisect_left(self.newlines, opening)
        ends = [*self.newlines[place : place + 2], len(self.tokens)]
        if (
            self.after(opening) != ends[0]
            or self.kind(ends[0]) == "end"
            or self.is_blank_line(ends[0])
        ):
            return ends[0]
        below = self.tokens[ends[0] + 1 : ends[1]]
        begins_other = any(token.kind in ("mark", "odd-mark", "open", "regular") for token in below)
        return ends[0] if begins_other else ends[1]

    def _is_in_cell(self, index: int) -> bool:
        """Whether a tab stands behind words in the line before this token."""
        line = bisect_left(self.newlines, index)
        begin = self.newlines[line - 1] + 1 if line else 0
        tab = bisect_left(self.cell_ends, begin)
        for end in self.cell_ends[tab : tab + TABS_LOOKED_AT]:
            first = begin + 1 if self.is_blank(begin) else begin
            if first < end < index:
                return True
            begin = end + 1
        return False

    def after(self, index: int) -> int:
        """The token after this one, blank text skipped."""
        return index + 2 if self.is_blank(index + 1) else index + 1

    def is_blank(self, index: int) -> bool:
        if index >= len(self.tokens) or self.tokens[index].kind != "text":
            return False
        token = self.tokens[index]
        return self.text[token.start].isspace() and self.text[token.start : token.end].isspace()

    def kind(self, index: int) -> str:
        return self.tokens[index].kind if 0 <= index < len(self.tokens) else "end"

    def ends_line(self, closing: int) -> bool:
        """Whether a line, a cell or the text ends behind this closing bracket."""
        return self.kind(self.after(closing)) in LINE_ENDS

    def joined_to(self, closing: int) -> int | None:
        """The opening that follows a closing bracket, at once or on the next line."""
        index = self.after(closing)
        if self.kind(index) == "newline" and not self._words(index).strip(ENDS):
            index = self.after(index)
        return index if self.kind(index) == "open" else None

    def is_canonical(self, closing: int) -> bool:
        """Whether a closing bracket is followed by the blank that the extractor writes."""
        return self.tokens[closing].end > self.bracket_end(closing)

    def is_blank_line(self, newline: int) -> bool:
        """Whether the first line that a newline token begins is empty."""
        words = self._words(newline)
        if words in ("\n", "\r\n", "\r"):
            return self.kind(self.after(newline)) == "newline"
        return BLANK_LINE.match(words) is not None

    def has_blank_line(self, newline: int) -> bool:
        """Whether one of the lines that a newline token begins is empty."""
        return self.is_blank_line(newline) or BLANK_LINE.search(self._words(newline)) is not None

    def _words(self, index: int) -> str:
        return self.text[self.tokens[index].start : self.tokens[index].end]

    def follows_blank(self, opening: int) -> bool:
        start = self.tokens[opening].start
        return start == 0 or self.text[start - 1].isspace() or self.text[start - 1] == "]"

    def begins_line(self, opening: int) -> bool:
        before = opening - 2 if self.is_blank(opening - 1) else opening - 1
        return self.kind(before) in ("newline", "end")

    def crosses(self, places: list[int], first: int, last: int) -> bool:
        """Whether one of `places` (sorted token indices) lies between two tokens."""
        return bisect_left(places, first) < bisect_left(places, last)

    def forget(self, openings: set[int]) -> None:
        """Leave out what was said of definitions that turned out to be none."""
        starts = {self.tokens[opening].start for opening in openings}
        self.diagnostics = [
            one for one in self.diagnostics if one.span is None or one.span.start not in starts
        ]

    def note(self, code: str, first: int, last: int) -> None:
        span = Span(self.tokens[first].start, self.tokens[last].end)
        self.diagnostics.append(diagnose(code, span, id=self.tokens[first].id))
