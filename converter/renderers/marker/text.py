"""Marks and definitions as Word extraction writes them.

Words stand beside them as they are: this format has nothing to escape with, so its renderer reads back
what it wrote.
"""

from __future__ import annotations

import re
from itertools import count

from converter.document.model import Note, NoteKey
from converter.markers.calls import CUSTOM_MARK

USABLE_ID = re.compile(r"-?[0-9]{1,9}\Z")


def usable_ids(notes: tuple[Note, ...]) -> dict[NoteKey, str]:
    """Each note's id as the source had it; a new number for ids that no mark can hold."""
    used = {note.id for note in notes}
    free = (str(number) for number in count(1) if str(number) not in used)
    return {note.key: note.id if USABLE_ID.match(note.id) else next(free) for note in notes}


def is_usable_mark(mark: str) -> bool:
    """Whether a custom mark would be read as one."""
    return CUSTOM_MARK.match(f" {mark} ") is not None


def mark(note: Note, id: str) -> str:
    """What calls a note, with its custom mark behind it."""
    return f"[{note.kind}Ref:{id}]{note.mark or ''}"


def definition(note: Note, id: str, words: str) -> str:
    """A note's words, with its custom mark before them."""
    opening = f"{note.mark} " if note.mark is not None else " "
    return f" [{id}: {opening}{words}] "
