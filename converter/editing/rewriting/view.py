"""A Word file as marker text that knows where each of its characters stands in the file.

A paragraph is a line. A real note is a mark such as ``[footnoteRef:3]`` in it, and its words stand in
brackets at the line's end, as Apache POI writes them; a note of several paragraphs has several lines
there. A line break inside of a paragraph is `LINE`, a picture and whatever else is no text `OBJECT`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import count
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from converter.document.model import NoteKind
from converter.document.notes import KINDS
from converter.word.manuscript import OBJECT, Container, Manuscript, NoteMark, Run
from converter.word.manuscript.scan import scan
from converter.word.names import PartNames
from converter.word.package import Parts, read_package
from converter.word.parts import part_names
from converter.word.xml import children, editable

LINE = "\u2028"
"""A line break in a paragraph (17.3.3.1): Unicode's line separator."""
BLANKS = " \t\u00a0\u2002\u2003\u2009\u202f"
"""What stands between the number of a note and its words."""
TYPED_IDS = re.compile(r"(?:Ref:|\[) {0,3}([0-9]{1,9}) {0,3}[\]:]")
"""The numbers of marks and definitions that stand in the file as typed text."""

NoteId = tuple[NoteKind, str]
"""The kind of a note, and its ``w:id``."""


class RealMark(Struct, frozen=True):
    """The mark of a real note: the character `first` of the text; `id` is that in the view."""

    note: NoteId
    id: str
    first: int
    run: Run

    @property
    def name(self) -> str:
        """That of its note."""
        return f"{self.note[0]} {self.id}"


class RealNote(Struct, frozen=True):
    """A real note: the paragraphs of its story, of which the first begins with the character `first`.

    Bytes `start` to `end` are its element; `id` is that in the view.
    """

    note: NoteId
    id: str
    paragraphs: tuple[Container, ...]
    first: int
    start: int
    end: int

    @property
    def name(self) -> str:
        """What the note is called in comparisons: both kinds may have the same numbers."""
        return f"{self.note[0]} {self.id}"


class View(Struct, frozen=True):
    """The text of a Word file with markers, and what it was made of.

    `main` is the manuscript of the text, `of_notes` those of the notes of each kind that there are.
    """

    text: str
    main: Manuscript
    of_notes: Mapping[NoteKind, Manuscript]
    marks: tuple[RealMark, ...]
    notes: Mapping[NoteId, RealNote]
    parts: Parts
    names: PartNames

    def lines(self, note: RealNote) -> list[str]:
        """The words of a note, a line for each paragraph."""
        story = self.of_notes[note.note[0]].text
        firsts = (note.first, *(one.first for one in note.paragraphs[1:]))
        lasts = (one.last for one in note.paragraphs)
        return [_line(story[a:b]) for a, b in zip(firsts, lasts, strict=True)]


def view(data: bytes) -> View:
    """The text of the Word file `data`. Raises `ConversionError` if it is none."""
    parts = read_package(data)
    names = part_names(parts)
    for name in (names.main, names.footnotes, names.endnotes):
        if name:
            parts[name] = editable(parts[name])
    main = scan(parts[names.main])
    of_notes = {kind: scan(parts[part]) for kind in KINDS if (part := names.of_notes(kind))}
    ids = _ids(main, of_notes)
    marks = tuple(_marks(main, ids))
    notes = {one.note: one for kind in of_notes for one in _notes(kind, of_notes[kind], ids)}
    found = View("", main, of_notes, marks, notes, parts, names)
    return replace(found, text="".join(words for words, *_ in _pieces(found)))


def _ids(main: Manuscript, of_notes: Mapping[NoteKind, Manuscript]) -> dict[NoteId, str]:
    """The numbers of notes in the view: in the order of their marks, none that is typed in the file."""
    taken = {id for story in (main, *of_notes.values()) for id in TYPED_IDS.findall(story.text)}
    free = (str(number) for number in count(1) if str(number) not in taken)
    order = dict.fromkeys((mark.kind, mark.id) for mark in main.marks)
    return {note: next(free) for note in order}


def _marks(main: Manuscript, ids: dict[NoteId, str]) -> Iterator[RealMark]:
    """The marks that stand in the text, not those in what was deleted."""
    by_place = {one.start: one for one in main.marks}
    for run in main.runs:
        for item in run.items:
            mark = _mark_in(by_place, item.start, item.end)
            if mark is None or item.text != OBJECT:
                continue
            note = (mark.kind, mark.id)
            yield RealMark(note, ids[note], item.first, run)


def _mark_in(by_place: dict[int, NoteMark], start: int, end: int) -> NoteMark | None:
    mark = by_place.get(start)
    return mark if mark is not None and mark.end <= end else None


def _notes(kind: NoteKind, story: Manuscript, ids: dict[NoteId, str]) -> Iterator[RealNote]:
    """The notes of a kind that are called, without the lines that set notes apart (17.18.33)."""
    starts = [one.start for one in story.paragraphs]
    for element in children(story.data):
        note = (kind, element.attributes.get("id", ""))
        if element.name != kind or element.attributes.get("type", "normal") != "normal":
            continue
        own = story.paragraphs[
            bisect_right(starts, element.start) : bisect_right(starts, element.end)
        ]
        if own and note in ids:
            first = _behind_number(story.text, own[0])
            yield RealNote(note, ids[note], tuple(own), first, element.start, element.end)


def _behind_number(text: str, paragraph: Container) -> int:
    """Where the words of a note begin: behind its number and the blanks that follow it."""
    first = paragraph.first
    if text.startswith(OBJECT, first):
        first += 1
    while first < paragraph.last and text[first] in BLANKS:
        first += 1
    return first


class Stretch(NamedTuple):
    """Words of a view, from its character `start` on.

    They are those of the text from its character `first` on, or belong to the note that `mark` calls.
    """

    start: int
    words: str
    first: int
    mark: RealMark | None = None


def stretches(found: View) -> Iterator[Stretch]:
    """The view of a file, piece by piece."""
    start = 0
    for words, first, mark in _pieces(found):
        yield Stretch(start, words, first, mark)
        start += len(words)


def _pieces(found: View) -> Iterator[tuple[str, int, RealMark | None]]:
    text = found.main.text
    marks = iter(found.marks)
    mark = next(marks, None)
    told: set[NoteId] = set()
    for paragraph in found.main.paragraphs:
        done = paragraph.first
        called: list[RealMark] = []
        while mark is not None and mark.first < paragraph.last:
            yield _line(text[done : mark.first]), done, None
            yield f"[{mark.note[0]}Ref:{mark.id}]", mark.first, mark
            if mark.note in found.notes and mark.note not in told:
                told.add(mark.note)
                called.append(mark)
            done, mark = mark.first + 1, next(marks, None)
        yield _line(text[done : paragraph.last]), done, None
        for one in called:
            words = "\n".join(found.lines(found.notes[one.note]))
            yield f" [{one.id}:  {words}] ", one.first, one
        yield "\n", paragraph.last, None


def _line(text: str) -> str:
    return text.replace("\n", LINE)
