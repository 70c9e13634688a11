"""A Word file renumbered: its notes inserted, deleted and moved, and what refers to them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any, NamedTuple, Unpack

from msgspec import structs

from converter.crossrefs import CitationStyle
from converter.document.diagnostics import ConversionError
from converter.document.model import Document, Landmark, Note
from converter.document.notes import index_notes
from converter.document.overrides import NoteOptions
from converter.editing.filling.numbers import numbering_of
from converter.editing.renumber import Edit, Renumbered, renumber
from converter.editing.renumber.order import Labels
from converter.editing.rewriting import rewrite
from converter.editing.rewriting.view import View, view
from converter.readers.docx.source import beginning


class RenumberedFile(NamedTuple):
    """The new Word file; `done` is what became of its text, whose places are notes and paragraphs."""

    output: bytes
    text: str
    done: Renumbered


def renumber_file(
    data: bytes,
    edit: Edit | None = None,
    *,
    labels: Labels = "printed",
    citation_style: CitationStyle | None = None,
    **notes: Unpack[NoteOptions],
) -> RenumberedFile:
    """Number what refers to the notes of the Word file `data`, after `edit` if there is one.

    Word numbers the notes themselves. References typed as text, and the numbers that fields show, go on
    to mean the notes they mean. `notes` are as the file numbers its notes, where they do not say
    otherwise.

    Raises `ConversionError` as `renumber` and `rewrite` do, and for a file whose numbers begin anew.
    """
    shown = view(data)
    own = _numbering(shown)
    asked = own | {name: one for name, one in notes.items() if one is not None}
    done = renumber(shown.text, edit, labels=labels, citation_style=citation_style, **asked)
    done = done._replace(document=located(done.document, shown.text))
    return RenumberedFile(rewrite(data, done.text), shown.text, done)


def _numbering(shown: View) -> dict[str, Any]:
    """How the file numbers its notes, as options. Raises `ConversionError` if numbers begin anew."""
    numbering = numbering_of(shown.parts, shown.names)
    if numbering.restart != "never":
        raise ConversionError(
            "the notes of this file begin anew with each page or section, so that a number names "
            "several; in Word, number them throughout, and try again"
        )
    return {"note_start": numbering.start, "note_numbering": numbering.format}


def located(document: Document, text: str) -> Document:
    """The document read from a view, with what a person finds in Word: paragraphs and notes, no lines."""
    places = sorted([*_paragraphs(text), *_notes(document)], key=lambda one: one.offset)
    return structs.replace(document, lines=(0,), landmarks=tuple(places))


def _paragraphs(text: str) -> Iterator[Landmark]:
    numbers = count(1)
    offset = 0
    for line in text.split("\n"):
        if line.strip():
            yield Landmark(offset, f"paragraph {next(numbers)} “{beginning(line)}”")
        offset += len(line) + 1


def _notes(document: Document) -> Iterator[Landmark]:
    index = index_notes(document)
    both = all(index.called.values())
    for note in document.notes:
        if note.span is not None and note.key in index.labels:
            yield Landmark(note.span.start, f"{_kind(note, both=both)} {index.label(note.key)}")


def _kind(note: Note, *, both: bool) -> str:
    return note.kind if both and note.kind == "endnote" else "note"
