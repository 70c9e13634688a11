"""What ``Id.`` can stand for where a note begins: the note before, whose authority that ends with."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from converter.document.model import Note, NoteKey
from converter.document.notes import NoteIndex


class Antecedents(Struct, frozen=True):
    """For each note with a number the note before it, and the note whose authority it ends with."""

    before: dict[NoteKey, NoteKey]
    roots: dict[NoteKey, NoteKey]


def find_antecedents(index: NoteIndex, only_repeats: Callable[[Note], bool]) -> Antecedents:
    """What ``Id.`` can stand for at the beginning of each note. Custom marks are passed over."""
    before: dict[NoteKey, NoteKey] = {}
    roots: dict[NoteKey, NoteKey] = {}
    for called in index.called.values():
        last: NoteKey | None = None
        for note in called:
            if note.mark is not None:
                continue
            if last is not None:
                before[note.key] = last
            roots[note.key] = roots[last] if last and only_repeats(note) else note.key
            last = note.key
    return Antecedents(before, roots)
