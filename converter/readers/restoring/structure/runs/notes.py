"""Lists and block quotes in notes of several paragraphs. A note has no headings, and no head."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from converter.document.diagnostics import Diagnostic
from converter.document.model import Document, Note
from converter.formats import Structure
from converter.readers.restoring.structure.building import built
from converter.readers.restoring.structure.guesses import Guess, apart, is_set
from converter.readers.restoring.structure.lines import Lines
from converter.readers.restoring.structure.runs.lists import lists
from converter.readers.restoring.structure.runs.quotes import quotes
from converter.readers.restoring.structure.typed import typed


def with_notes_restored(
    document: Document, source: str, structure: Structure, found: list[Diagnostic]
) -> Document:
    """The document with the structure of its notes, as far as it is asked for."""
    notes = tuple(_restored(note, source, structure, found) for note in document.notes)
    return structs.replace(document, notes=notes)


def _restored(note: Note, source: str, structure: Structure, found: list[Diagnostic]) -> Note:
    if len(note.blocks) < 2:
        return note
    lines = Lines(note.blocks, source)
    chosen = [guess for guess in _guesses(lines) if is_set(guess, structure)]
    if not chosen:
        return note
    within = built(Document(note.blocks), lines, apart(chosen), found)
    return structs.replace(note, blocks=within.blocks)


def _guesses(lines: Lines) -> Iterator[Guess]:
    """Quotes that were typed, lists, and quotes that are announced."""
    taken: set[int] = set()
    for guess in typed(lines):
        if guess.kind == "quote":
            taken.update(range(guess.first, guess.last + 1))
            yield guess
    for guess in lists(lines, taken):
        taken.update(range(guess.first, guess.last + 1))
        yield guess
    yield from quotes(lines, taken)
