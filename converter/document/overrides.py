"""What a user may ask of the notes of a whole document: one kind for all, and how they are numbered.

The tree is changed, or says what is wished; the numbers themselves are computed in
`converter.document.notes`, so that every format shows the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import structs

from converter.document.diagnostics import Diagnostic, report
from converter.document.model import (
    Document,
    Metadata,
    Note,
    NoteKind,
    Numbering,
    Paragraph,
    Span,
    Text,
)


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


MULTIPLE = {"author", "authors"}


def with_values(
    meta: Metadata,
    values: Mapping[Any, Any],
    found: list[Diagnostic],
    span: Span | None = None,
) -> Metadata:
    """`meta` with values by pandoc's names: title, subtitle, author, date, lang, abstract.

    Other keys go to `Metadata.extra`, for templates. A value that is no text, number or date, or (for
    author) a list of these, is left out and reported in `found` at `span`.
    """
    changes: dict[str, Any] = {}
    extra = dict(meta.extra)
    for key, value in values.items():
        texts = _texts(value)
        if texts is None or (len(texts) > 1 and key not in MULTIPLE):
            found.append(report("Y002", span, key=key, reason=f"it is a {type(value).__name__}"))
        elif key in MULTIPLE:
            changes["authors"] = tuple((Text(one),) for one in texts)
        elif key in ("title", "subtitle"):
            changes[key] = tuple(Text(one) for one in texts)
        elif key == "abstract":
            paragraphs = "\n".join(texts).split("\n\n")
            changes[key] = tuple(
                Paragraph((Text(" ".join(one.split())),)) for one in paragraphs if one.strip()
            )
        elif key in ("date", "lang"):
            changes[key] = "".join(texts)
        else:
            extra[str(key)] = "".join(texts)
    return structs.replace(meta, **changes, extra=extra)


def _texts(value: Any) -> list[str] | None:
    """A value as texts on one line each: none for nothing, several for a list; None if unusable."""
    if value is None:
        return []
    if isinstance(value, list):
        parts = [_texts(one) for one in value]
        if any(part is None or len(part) != 1 for part in parts):
            return None
        return [part[0] for part in parts if part]
    if isinstance(value, dict) and isinstance(value.get("name"), str):
        value = value["name"]
    from datetime import date

    if isinstance(value, bool | int | float | date):
        return [str(value)]
    return [value.strip()] if isinstance(value, str) else None
