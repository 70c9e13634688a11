"""What pandoc has no type for stands in its JSON as a `Span` or `Div` of one of these classes.

What such a node must know is in the attributes, and its content is what pandoc's writers print for it.
A note's `Span` has the note's kind for its class, its key for its identifier, and the `Note` in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote, unquote

from converter.document.model import NoteKey, NoteRange

NOTE_REF = "note-ref"
NOTE_NUMBER = "note-number"
CROSS_REF = "cross-ref"
STRAY = "stray"
CAPITALS = "capitals"
FORMULA = "formula"
BIBLIOGRAPHY = "references"
"""The class of a list of works, as citeproc gives it."""
SECTION_BREAK = "section-break"

OURS = "footnoted"
"""The key of the metadata under which the rest stands: numbering, order of notes, notes without marks."""


def joined(keys: Iterable[NoteKey | NoteRange]) -> str:
    """Keys as one value of an attribute; a slash stands in a range."""
    return " ".join(
        f"{_quoted(key.first)}/{_quoted(key.last)}" if isinstance(key, NoteRange) else _quoted(key)
        for key in keys
    )


def _quoted(key: NoteKey) -> str:
    return quote(key, safe="")


def split(value: str) -> tuple[NoteKey, ...]:
    """The keys that `joined` wrote, none of them a range."""
    return tuple(NoteKey(unquote(key)) for key in value.split(" ") if key)


def split_ranges(value: str) -> tuple[NoteKey | NoteRange, ...]:
    """The keys and ranges that `joined` wrote."""
    parts = (split(part.replace("/", " ")) for part in value.split(" "))
    return tuple(part[0] if len(part) == 1 else NoteRange(*part[:2]) for part in parts if part)
