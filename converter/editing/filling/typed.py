"""The markers that stand in a text as typed, and the notes that they call.

All that filling knows of markers is asked here, and of the reader of marker text: which definition
belongs to which mark is decided as for any article.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from converter.crossrefs import CitationStyle
from converter.document.diagnostics import Diagnostic
from converter.document.model import Document, Note, NoteKey
from converter.markers import read_markers
from converter.markers.values import Markers
from converter.readers.marker.parser import read_text


class TypedMark(Struct, frozen=True, gc=False):
    """A mark: characters `start` to `end`, the note it calls, whether it is the note's own mark."""

    start: int
    end: int
    note: Note
    first: bool


class Typed(Struct, frozen=True):
    """What a text holds: its marks in their order, and all its notes, called or not.

    `marked` are the places of all marks, those inside of notes too.
    """

    source: str
    document: Document
    marks: list[TypedMark]
    marked: list[int]
    diagnostics: list[Diagnostic]


def read_typed(text: str, citation_style: CitationStyle) -> Typed:
    """The marks and notes of a text, with what is wrong with them."""
    parsed, markers = read_text(text, citation_style=citation_style)
    of_notes = [one for one in parsed.diagnostics if one.code[0] in "MT"]
    marked = [mark.span.start for mark in markers.marks()]
    marks = list(_marks(parsed.document, markers))
    return Typed(parsed.source, parsed.document, marks, marked, of_notes)


def _marks(document: Document, markers: Markers) -> Iterator[TypedMark]:
    notes = {note.key: note for note in document.notes}
    seen: set[NoteKey] = set()
    for mark in markers.marks():
        if mark.note is None or mark.in_note:
            continue
        note, end = notes[mark.note], mark.span.end
        if note.mark is not None and markers.text.startswith(note.mark, end):
            end += len(note.mark)
        yield TypedMark(mark.span.start, end, note, mark.note not in seen)
        seen.add(mark.note)


def ids_of_marks(words: str) -> list[str]:
    """The numbers in the marks of a text, in their order."""
    return [words[mark.id.start : mark.id.end] for mark in read_markers(words).marks()]
