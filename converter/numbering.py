"""What a user may ask of the notes of a whole document: one kind for all, and how they are numbered.

The tree is changed, or says what is wished; the numbers themselves are computed in `converter.notes`,
so that every format shows the same.
"""

from __future__ import annotations

from msgspec import structs

from converter.diagnostics import Diagnostic, report
from converter.model import Document, Note, NoteKind, Numbering


def turned(document: Document, kind: NoteKind) -> Document:
    """The document with all notes of one kind, in the order of their marks.

    Notes keep their keys, so that everything still points at them, and their ids where these stay
    unlike each other.
    """
    used = {note.id for note in document.notes if note.kind == kind}
    numbers = [int(note.id) for note in document.notes if note.id.isascii() and note.id.isdigit()]
    free = max(numbers, default=0) + 1
    notes: list[Note] = []
    for note in document.notes:
        id = note.id
        if note.kind != kind and id in used:
            id, free = str(free), free + 1
        used.add(id)
        notes.append(structs.replace(note, kind=kind, id=id))
    return structs.replace(document, notes=tuple(notes))


def numbered(document: Document, numbering: Numbering) -> tuple[Document, tuple[Diagnostic, ...]]:
    """The document with the wish for its numbers, and what is to say about it."""
    noticed = (report("N001"),) if numbering.restart == "page" else ()
    return structs.replace(document, numbering=numbering), noticed
