"""The markers that stand in a text as typed, and the notes that they call.

All that filling knows of markers is asked here, and of the reader of marker text: which definition
belongs to which mark is decided as for any article.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from converter.crossrefs import CitationStyle
from converter.document.diagnostics import Diagnostic
from converter.document.model import Document, Note, NoteKey, NoteRef
from converter.document.tree import walk
from converter.markers.tokens import tokenize
from converter.readers.marker.parser import parse


class TypedMark(Struct, frozen=True):
    """A mark: characters `start` to `end`, the note it calls, whether it is the note's own mark."""

    start: int
    end: int
    note: Note
    first: bool


class Typed(Struct, frozen=True):
    """What a text holds: its marks in their order, and all its notes, called or not."""

    source: str
    document: Document
    marks: list[TypedMark]
    diagnostics: list[Diagnostic]


def read_typed(text: str, citation_style: CitationStyle) -> Typed:
    """The marks and notes of a text, with what is wrong with them."""
    document, diagnostics, source = parse(text, citation_style=citation_style)
    of_notes = [one for one in diagnostics if one.code[0] in "MT"]
    return Typed(source, document, list(_marks(document, text)), of_notes)


def _marks(document: Document, text: str) -> Iterator[TypedMark]:
    notes = {note.key: note for note in document.notes}
    seen: set[NoteKey] = set()
    for node in walk(document.blocks):
        if type(node) is NoteRef and node.span is not None:
            note, end = notes[node.note], node.span.end
            if note.mark is not None and text.startswith(note.mark, end):
                end += len(note.mark)
            yield TypedMark(node.span.start, end, note, node.note not in seen)
            seen.add(node.note)


def ids_of_marks(words: str) -> list[str]:
    """The numbers in the marks of a text, in their order."""
    return [token.id for token in tokenize(words) if token.kind == "mark"]
