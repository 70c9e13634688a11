"""What pandoc does not hand on of the notes of a source: which note a mark calls, and of what kind it is.

Pandoc makes a note anew for each mark, so that a note cited twice is two, and drops notes that no mark
calls. So a sign of private-use characters is put into the words of each note before pandoc reads the
source. It comes out with the words, says which note they are of, and is taken out again.
"""

from __future__ import annotations

import re

from msgspec import Struct

from converter.document.model import NoteKey, NoteKind

OPEN, CALL, NUMBER, CLOSE = "\ue0f0", "\ue0f1", "\ue0f2", "\ue0f3"
ENDNOTE = "\ue0f4"
"""Stands in the words of an endnote, where notes have no signs of their own."""
ALL_CALLS = "\ue0f5"
"""Begins a paragraph behind the text that calls all notes, so that none is dropped."""
BODY = "\ue0f6"
"""With a number, a paragraph behind the text, after which the words of that note stand."""
GRID = "\ue0f7"
"""Stands in the cells of a row that was put into a table to show how many columns it has."""

_SIGN = f"{OPEN}[0-9]{{1,9}}{CLOSE}"
NOTE_SIGN = re.compile(f"\\A{_SIGN} ?| ?{_SIGN}|{ENDNOTE}")
NOTE_NUMBER = re.compile(f"{OPEN}([0-9]{{1,9}}){CLOSE}")
CALL_SIGN = re.compile(f"([{CALL}{NUMBER}])([0-9]{{1,9}}){CLOSE}")
BODY_SIGN = re.compile(f"{BODY}([0-9]{{1,9}}){CLOSE}\\Z")
ANY_SIGN = re.compile(f"[{OPEN}-{GRID}]")


class Label(Struct, frozen=True):
    """A note as its source names it. `mark` is a custom mark."""

    id: str
    kind: NoteKind = "footnote"
    mark: str | None = None


Labels = tuple[Label, ...]
"""The notes of a source; the numbers in signs are places in this row."""


def key_of(labels: Labels, number: int) -> NoteKey:
    """The key of a note: the label itself may be any words."""
    return NoteKey(f"{labels[number].kind}-{number + 1}")


def note_sign(number: int) -> str:
    """What is put behind words of a note."""
    return f" {OPEN}{number}{CLOSE}"


def call_sign(number: int) -> str:
    """What is put for a mark where pandoc reads none."""
    return f"{CALL}{number}{CLOSE}"


def number_sign(number: int) -> str:
    """What is put for the typed number of a note."""
    return f"{NUMBER}{number}{CLOSE}"


def body_sign(number: int) -> str:
    """What stands behind the text, before the words of a note."""
    return f"{BODY}{number}{CLOSE}"


def without_signs(text: str) -> str:
    """Words as they stood in the source."""
    if not ANY_SIGN.search(text):
        return text
    text = NOTE_SIGN.sub("", text.partition(ALL_CALLS)[0])
    return CALL_SIGN.sub("", text)
