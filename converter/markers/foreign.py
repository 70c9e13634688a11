"""Notes that are written in another way than by markers, read on request as if they were.

A notation says how marks look, and how the notes of a list begin, which stands at the end of the text
or of a chapter. All places are those of the text, so that the rest is read as with markers.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct

from converter.document.diagnostics import Diagnostic, diagnose
from converter.document.model import NoteKey, Span
from converter.formats import Notation
from converter.markers.tokens import NEWLINES, Token
from converter.markers.values import Markers, NoteSource

RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
FIGURE = "[⁰¹²³⁴-⁹]"
LISTED = r"^[ \t]{0,8}(?:%s(?P<plain>\d{1,3})[.)][ \t]+)"
"""How a note of a list begins: in the notation's own way, or by a number with a point."""
HEADING = re.compile(
    r"(?i)(?:^|\n)[ \t#*_]{0,6}(?:(?:foot|end)?notes?|references|sources|citations|anmerkungen|fußnoten"
    r"|endnoten|notas|notes de (?:bas de page|fin))[ \t:*_]{0,4}\s*\Z"
)
"""The line that heads a list of notes, and the blank lines behind it."""
LONGEST_HEADING = 60


LAYOUT = re.compile(rf"\t+|[{NEWLINES}]+")
BRACKET = re.compile(r"[\[\]]|\n[ \t\r]*\n")


class Form(NamedTuple):
    """How marks look, and how notes begin. Groups hold the id: of a note `plain` if it has but a number.

    `is_sure` marks are reported where no note belongs to them; others may be plain figures.
    """

    mark: str
    note: str
    is_sure: bool


FORMS: dict[Notation, Form] = {
    "brackets": Form(
        r"(?<=\S)[ ]?(?P<mark>\[(?P<id>\d{1,3})\])", LISTED % r"\[(?P<own>\d{1,3})\]|", True
    ),
    "numbers": Form(
        r"(?<=[.,;:!?”’\"')\]])(?P<mark>(?P<id>\d{1,3}))(?=[\s—–]|\Z)",
        LISTED % "(?P<own>(?!))|",
        False,
    ),
    "raised": Form(
        rf"(?<=\S)[ ]?(?P<mark>(?P<id>{FIGURE}{{1,3}}))(?![\w⁰¹²³⁴-⁹])",
        LISTED % rf"(?P<own>{FIGURE}{{1,3}})|",
        False,
    ),
    "markdown": Form(
        r"(?P<mark>\[\^(?P<id>[^\[\]\s^]{1,40})\])(?!:)",
        r"^[ ]{0,3}\[\^(?P<own>[^\[\]\s^]{1,40})\]:(?P<plain>(?!))?",
        True,
    ),
}
NAMED = re.compile(r"(?i)\[(?:foot|end)?note (?P<id>[^\[\]:\n]{1,12}):[ ]?")
"""The beginning of a note that stands where it is called: ``[Footnote A: …]``."""


class Entry(Struct, frozen=True):
    """A note of a list: its id, whether but a number says so, where it begins, its words, its end."""

    id: str
    is_plain: bool
    start: int
    first: int
    end: int


def read_notation(text: str, start: int, notation: Notation) -> Markers:
    """What the marks of a notation call, from the character `start` on. Any text gives a result.

    Marks without a note and notes without a mark stay text, and are reported.

    >>> [note.id for note in read_notation("Oil.[1]\\n\\n[1] See Roe.\\n", 0, "brackets").notes]
    ['1']
    """
    reading = _Reading(text, start)
    if notation == "named":
        reading.take_named()
        return reading.markers()
    form = FORMS[notation]
    marks = list(re.compile(form.mark).finditer(text, start))
    places = [mark.start("mark") for mark in marks]
    called = _Called(marks)
    begin = start
    for entries in _lists(text, start, form, notation):
        first = entries[0].start
        if not called.are_notes(entries, begin, first):
            continue
        here = marks[bisect_left(places, begin) : bisect_left(places, first)]
        if notation == "numbers":
            here = _counting_on(here)
        if reading.pair(here, entries):
            begin = entries[-1].end
    if form.is_sure:
        reading.leave(marks)
    return reading.markers()


class _Called:
    """Where the marks of each id stand."""

    def __init__(self, marks: list[re.Match[str]]) -> None:
        self.places: defaultdict[str, list[int]] = defaultdict(list)
        for mark in marks:
            self.places[mark["id"].translate(RAISED)].append(mark.start("mark"))

    def are_notes(self, entries: list[Entry], begin: int, end: int) -> bool:
        """Whether marks between two places call entries of a list: half of those of plain numbers."""
        called = sum(self._is_called(entry.id, begin, end) for entry in entries)
        return called > 0 and (not entries[0].is_plain or 2 * called >= len(entries))

    def _is_called(self, id: str, begin: int, end: int) -> bool:
        places = self.places.get(id, [])
        at = bisect_left(places, begin)
        return at < len(places) and places[at] < end


def _lists(text: str, start: int, form: Form, notation: Notation) -> Iterator[list[Entry]]:
    """The lists of notes in a text: of numbers each counts on from its first."""
    run: list[Entry] = []
    for entry in _entries(text, start, form):
        if run and notation != "markdown" and not _follows(entry, run[-1]):
            yield _ended(text, run, entry.start)
            run = []
        run.append(entry)
    if run:
        yield _ended(text, run, len(text))


def _follows(entry: Entry, last: Entry) -> bool:
    return int(entry.id) == int(last.id) + 1 and entry.is_plain == last.is_plain


def _entries(text: str, start: int, form: Form) -> Iterator[Entry]:
    """What may be a note of a list, each as long as its line."""
    for found in re.compile(form.note, re.MULTILINE).finditer(text, start):
        own = found["own"]
        end = text.find("\n", found.end())
        end = len(text) if end < 0 else end
        id = (own or found["plain"]).translate(RAISED)
        yield Entry(id, own is None, found.start(), found.end(), end)


def _ended(text: str, run: list[Entry], limit: int) -> list[Entry]:
    """The notes of a list up to where the next begins, the last up to a blank line; with its heading."""
    ended: list[Entry] = []
    for entry, following in zip(run, [*run[1:], None], strict=True):
        end = following.start if following else text.find("\n\n", entry.first, limit)
        end = limit if end < 0 else end
        ended.append(Entry(entry.id, entry.is_plain, entry.start, entry.first, end))
    before = max(0, run[0].start - LONGEST_HEADING)
    if heading := HEADING.search(text, before, run[0].start):
        first = ended[0]
        at = heading.start() + (text[heading.start()] == "\n")
        ended[0] = Entry(first.id, False, at, first.first, first.end)
    return ended


def _counting_on(marks: list[re.Match[str]]) -> list[re.Match[str]]:
    """Of figures behind words those that count on from 1: others are figures."""
    found: list[re.Match[str]] = []
    for mark in marks:
        if int(mark["id"]) == len(found) + 1:
            found.append(mark)
    return found


class _Reading:
    """Gathers what is read of a text."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.start = start
        self.notes: list[NoteSource] = []
        self.tokens: list[Token] = []
        self.called: dict[int, NoteKey] = {}
        self.holes: dict[int, int] = {}
        self.diagnostics: list[Diagnostic] = []
        self.used: dict[str, int] = {}  # how many notes have an id

    def pair(self, marks: list[re.Match[str]], entries: list[Entry]) -> bool:
        """Pair marks with the notes of a list behind them; whether it is one of notes."""
        by_id = {entry.id: entry for entry in reversed(entries)}
        ids = [mark["id"].translate(RAISED) for mark in marks]
        if by_id.keys().isdisjoint(ids):
            return False
        keys: dict[str, NoteKey] = {}
        for mark, id in zip(marks, ids, strict=True):
            if id not in by_id:
                continue
            span = Span(*mark.span("mark"))
            if id in keys:
                self.diagnostics.append(diagnose("M003", span, id=id))
            else:
                keys[id] = self._take(by_id[id], span)
            self._call(span, id, keys[id])
        for entry in entries:
            if entry.id not in keys:
                self.diagnostics.append(diagnose("M002", Span(entry.start, entry.end), id=entry.id))
        return True

    def _take(self, entry: Entry, mark: Span) -> NoteKey:
        """Take an entry as a note, under a key of its own."""
        count = self.used[entry.id] = self.used.get(entry.id, 0) + 1
        key = NoteKey(f"footnote-{entry.id}" + (f"-{count}" if count > 1 else ""))
        end = entry.end
        while end > entry.first and self.text[end - 1].isspace():
            end -= 1
        whole = Span(entry.start, end)
        self.notes.append(
            NoteSource(key, "footnote", entry.id, mark, whole, entry.first, whole.end)
        )
        self.holes[whole.start] = whole.end
        self.tokens.append(Token("open", whole.start, entry.first, entry.id))
        return key

    def _call(self, mark: Span, id: str, key: NoteKey) -> None:
        self.called[mark.start] = key
        self.tokens.append(Token("mark", mark.start, mark.end, id))

    def leave(self, marks: list[re.Match[str]]) -> None:
        """Report the marks that call nothing, and stand in no note."""
        starts = sorted(self.holes)
        for mark in marks:
            span = Span(*mark.span("mark"))
            hole = bisect_right(starts, span.start) - 1
            within = hole >= 0 and span.start < self.holes[starts[hole]]
            if span.start not in self.called and not within:
                self.tokens.append(Token("mark", span.start, span.end, mark["id"]))

    def take_named(self) -> None:
        """Take the notes that stand in brackets where they are called."""
        at = self.start
        while found := NAMED.search(self.text, at):
            at, is_closed = self._closing(found.end())
            if not is_closed:
                continue
            start = found.start()
            entry = Entry(found["id"], False, start, found.end(), at - 1)
            mark = Span(start, start)
            key = NoteKey(f"footnote-{len(self.notes) + 1}")
            whole = Span(start, at)
            self._call(mark, entry.id, key)
            self.holes[start] = at
            self.tokens.append(Token("open", start, entry.first, entry.id))
            id = str(len(self.notes) + 1)
            self.notes.append(NoteSource(key, "footnote", id, mark, whole, entry.first, at - 1))

    def _closing(self, at: int) -> tuple[int, bool]:
        """Where the bracket ends that was opened before `at`, or else its paragraph; and which."""
        depth = 1
        for found in BRACKET.finditer(self.text, at):
            depth += {"[": 1, "]": -1}.get(found[0], 0)
            if depth == 0 or found[0].isspace():
                return found.end(), depth == 0
        return len(self.text), False

    def _token(self, layout: re.Match[str]) -> Token:
        return Token("tab" if layout[0][0] == "\t" else "newline", *layout.span())

    def markers(self) -> Markers:
        """All of it, as the reading of markers gives it."""
        tokens = [*self.tokens, *map(self._token, LAYOUT.finditer(self.text, self.start))]
        order = {"mark": 0, "open": 1}
        tokens.sort(key=lambda one: (one.start, order.get(one.kind, 2)))
        notes = sorted(self.notes, key=lambda note: note.definition.start)
        return Markers(
            self.text,
            self.start,
            tuple(notes),
            tuple(tokens),
            {},
            holes=self.holes,
            called=self.called,
            diagnostics=tuple(self.diagnostics),
            is_foreign=True,
        )
