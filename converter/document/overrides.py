"""What a user may ask of the notes of a whole document: one kind for all, and how they are numbered.

The tree is changed, or says how to number; the numbers themselves are computed in
`converter.document.notes`, so that every format shows the same.
"""

from __future__ import annotations

from typing import Any, Literal, TypedDict, Unpack

from msgspec import structs

from converter.document.diagnostics import Diagnostic, diagnose
from converter.document.model import Document, Note, NoteKind, NumberFormat


class NoteOptions(TypedDict, total=False):
    """What every reader takes, by the names that its options have; None is the same as nothing."""

    notes: Literal["footnotes", "endnotes"] | None
    note_numbering: NumberFormat | None
    note_start: int | None
    note_restart: Literal["section", "page"] | None


KINDS: dict[str, NoteKind] = {"footnotes": "footnote", "endnotes": "endnote"}
FIELDS = {"note_numbering": "format", "note_start": "start", "note_restart": "restart"}
"""Of `Numbering`, by the options that set them."""


def with_notes(
    document: Document, found: list[Diagnostic], **options: Unpack[NoteOptions]
) -> Document:
    """The document with its notes of the kind, and numbered in the way, that was asked for.

    Readers do this before they bind references: typed numbers are those that will be printed. What
    there is to say about the numbers is reported in `found`.
    """
    given: dict[str, Any] = {name: one for name, one in options.items() if one is not None}
    if kind := given.pop("notes", None):
        document = with_one_kind(document, KINDS[kind])
    if given.get("note_restart") == "page":
        found.append(diagnose("N001"))
    changes = {FIELDS[name]: one for name, one in given.items()}
    if not changes:
        return document
    return structs.replace(document, numbering=structs.replace(document.numbering, **changes))


def with_one_kind(document: Document, kind: NoteKind) -> Document:
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
