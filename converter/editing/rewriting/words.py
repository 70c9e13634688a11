"""What a marker text says: the words of each paragraph with the marks in them, and those of each note."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct

from converter.document.model import NoteKey
from converter.markers import read_markers
from converter.markers.values import OPENING, Markers, NoteSource

WORD = re.compile(r"\w+|[^\w\n]")
"""What is compared as one: a word, a blank, a sign."""


class Word(NamedTuple):
    """A word, or the mark of the note with the number `mark` in the text."""

    text: str
    mark: str = ""


END = Word("\n")
"""The end of a paragraph."""


def words_of(text: str) -> list[Word]:
    """The words of a stretch without line ends."""
    return [Word(one) for one in WORD.findall(text)]


class Told(Struct, frozen=True):
    """Words of the text, each paragraph with its `END`, and the paragraphs of each note by its number.

    The notes stand in the order of their marks. `kinds` are the kinds of the notes.
    """

    words: list[Word]
    notes: dict[str, list[str]]
    kinds: dict[str, str]


def told(text: str) -> Told:
    """What a marker text says. Blanks around definitions, and lines without words, say nothing."""
    markers = read_markers(text)
    sources = {note.key: note for note in markers.notes}
    words = [word for line in _lines(markers, sources) if len(line) > 1 for word in line]
    called = [one for one in dict.fromkeys(word.mark for word in words) if one]
    by_id = {_name(note): note for note in markers.notes}
    notes = {one: _paragraphs(text, by_id[one]) for one in called if one in by_id}
    return Told(words, notes, {one: by_id[one].kind for one in notes})


def _name(note: NoteSource) -> str:
    """The number of a note, with its kind: both kinds may have the same numbers."""
    return f"{note.kind} {note.id}"


def _paragraphs(text: str, note: NoteSource) -> list[str]:
    opening = OPENING.match(text, note.definition.start)
    lines = text[opening.end() if opening else note.start : note.end].split("\n")
    return [line.strip(" \t") for line in lines if line.strip()]


def _lines(markers: Markers, sources: dict[NoteKey, NoteSource]) -> Iterator[list[Word]]:
    """The words of each paragraph, without the definitions that stand in it."""
    line: list[Word] = []
    for text, mark in _stretches(markers):
        if mark:
            line.append(Word(text, mark))
            continue
        first, *others = text.split("\n")
        line += words_of(first)
        for other in others:
            yield [*_trimmed(line), END]
            line = words_of(other)
    yield [*_trimmed(line), END]


def _trimmed(line: list[Word]) -> list[Word]:
    """A line without blanks at its ends."""
    first, last = 0, len(line)
    while last > first and line[last - 1].text in " \t":
        last -= 1
    while first < last and line[first].text in " \t":
        first += 1
    return line[first:last]


def _stretches(markers: Markers) -> Iterator[tuple[str, str]]:
    """The text between definitions, cut at its marks; each mark has the name of its note."""
    text = markers.text
    holes = sorted([(one.definition.start, one.definition.end) for one in markers.notes])
    holes += [(start, markers.holes[start]) for start in markers.repeated]
    cuts = [(start, end, "") for start, end in holes]
    names = {note.key: _name(note) for note in markers.notes}
    for mark in markers.marks():
        if mark.note is not None and mark.note in names and not mark.in_note:
            cuts.append((mark.span.start, mark.span.end, names[mark.note]))
    done = 0
    for start, end, name in sorted(cuts):
        if start < done:
            continue
        yield text[done:start], ""
        if name:
            yield text[start:end], name
        done = end
    yield text[done:], ""
