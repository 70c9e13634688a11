"""What a user may ask of the notes of a whole document: one kind for all, and how they are numbered.

The tree is changed, or says how to number; the numbers themselves are computed in
`converter.document.notes`, so that every format shows the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Literal, TypedDict, Unpack

from msgspec import structs

from converter.document.diagnostics import Diagnostic, diagnose
from converter.document.model import (
    Document,
    Metadata,
    Note,
    NoteKind,
    NumberFormat,
    Paragraph,
    Span,
    Text,
)


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


MULTIPLE = {"author", "authors"}


def with_values(
    meta: Metadata,
    values: Mapping[Any, Any],
    found: list[Diagnostic],
    known: Collection[str],
    span: Span | None = None,
) -> Metadata:
    """`meta` with values by pandoc's names: title, subtitle, author, date, lang, abstract.

    Other keys go to `Metadata.extra`, for templates; those that are not `known` are reported in `found`
    at `span`. So is a value that is no text or (for author) a list of texts, and left out.
    """
    changes: dict[str, Any] = {}
    extra = dict(meta.extra)
    keys = [_known_key(str(key), known) for key in values]
    for key, value in zip(keys, values.values(), strict=True):
        texts = _texts(value)
        if texts is None or (len(texts) > 1 and key not in MULTIPLE):
            found.append(diagnose("Y002", span, key=key, reason=f"it is a {type(value).__name__}"))
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
            extra[key] = "".join(texts)
    found += _about_unknown([key for key in keys if key not in known], known, span)
    return structs.replace(meta, **changes, extra=extra)


def _known_key(key: str, known: Collection[str]) -> str:
    """The known key that is meant, whatever its capitals; any other as it is written."""
    folded = "-".join(key.lower().split())
    return folded if folded in known else _storable(key)


MOST_KEYS = 9
"""Unknown keys that are named in messages; of more, the number is said."""
LONGEST_KEY = 60


def _about_unknown(
    unknown: list[str], known: Collection[str], span: Span | None
) -> Iterator[Diagnostic]:
    """What is to say of keys that none of our formats prints: which may be misspelt, and the rest."""
    if not unknown:
        return
    from difflib import get_close_matches

    others = []
    for key in unknown[:MOST_KEYS]:
        if near := get_close_matches(key.lower(), known, 1, NEAR):
            yield diagnose("Y003", span, key=key[:LONGEST_KEY], near=near[0])
        else:
            others.append(key[:LONGEST_KEY])
    more = len(unknown) - MOST_KEYS
    if more > 0:
        others.append(f"{more} more")
    if others:
        yield diagnose("Y004", span, keys=", ".join(others))


NEAR = 0.8
"""How alike (difflib) an unknown key is to the known one that may be meant: titel and title are."""

NOT_STORABLE = "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
"""Characters that XML 1.0 (section 2.2) forbids; quotes of YAML and a shell can hold them."""


def _storable(text: str) -> str:
    return re.sub(NOT_STORABLE, "\ufffd", text)


def _texts(value: Any) -> list[str] | None:
    """A value as texts on one line each: none for nothing, several for a list; None if unusable."""
    if value is None:
        return []
    if isinstance(value, list):
        parts = [_texts(one) for one in value]
        if any(part is None or len(part) > 1 for part in parts):
            return None
        return [part[0] for part in parts if part]
    if isinstance(value, dict) and isinstance(value.get("name"), str):
        value = value["name"]
    return [_storable(value.strip())] if isinstance(value, str) else None
