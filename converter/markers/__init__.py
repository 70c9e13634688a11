"""The reading of markers: which stretches of a text are notes, and which note each mark calls.

`tokens` cuts a text, `brackets` knows which of its brackets match, `pairing` finds the definition of each
mark, `calls` tells which note a mark calls, `regular` does all that at one go for the usual line.
"""

from __future__ import annotations

from itertools import chain

from converter.markers.regular import outline
from converter.markers.tokens import BREAKS
from converter.markers.values import Markers, NoteSource

__all__ = ["Markers", "read_markers"]


def read_markers(text: str, start: int = 0) -> Markers:
    """What the marks of `text` call, from the character `start` on. Any text gives a result.

    The text may be that of any document in which literal markers stand; line feeds end its paragraphs.

    >>> [note.id for note in read_markers("So.[footnoteRef:1] [1: See there.]").notes]
    ['1']
    """
    tokens, regular = outline(text, start)
    lines = chain.from_iterable(regular.values())
    notes = [note for line in lines for note in line.notes]
    if not any(token.kind in ("mark", "open") for token in tokens):
        breaks = tuple([token for token in tokens if token.kind in BREAKS])
        return Markers(text, start, tuple(notes), breaks, regular)
    from converter.markers.calls import Calls  # many texts need neither
    from converter.markers.pairing import pair

    calls = Calls(text, tokens, pair(text, tokens))
    holes = calls.holes
    return Markers(
        text,
        start,
        tuple(sorted([*notes, *calls.notes.values()], key=_place)),
        tuple([token for token in tokens if token.kind in BREAKS or token.start in holes]),
        regular,
        holes,
        calls.called,
        calls.symbols,
        calls.first_of,
        calls.repeated,
        tuple(calls.diagnostics),
    )


def _place(note: NoteSource) -> int:
    return note.definition.start
