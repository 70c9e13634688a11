"""A compact view of what was read, so that a test shows an input and its outcome side by side."""

from __future__ import annotations

from typing import NamedTuple

from converter.document.model import Block, CrossRef, Inline, NoteNumber, NoteRef, Paragraph, Table
from converter.document.notes import NoteIndex, index_notes
from converter.readers.marker.parser import parse


class Read(NamedTuple):
    """Body lines with ``{1}`` for each mark, notes by what is printed for them, diagnostic codes."""

    body: list[str]
    notes: dict[str, str]
    codes: list[str]


def read(text: str) -> Read:
    """The outcome of `parse`, guesses and repairs included.

    A note's paragraphs are joined by ``¶``, a table's cells by ``|``.
    """
    document, diagnostics, _ = parse(text)
    index = index_notes(document)
    notes = {
        f"{note.kind[0] if note.kind == 'endnote' else ''}{index.label(note.key)}": "¶".join(
            lines(note.blocks, index)
        )
        for note in document.notes
    }
    return Read(lines(document.blocks, index), notes, [one.code for one in diagnostics])


def lines(blocks: tuple[Block, ...], index: NoteIndex) -> list[str]:
    shown: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            shown.append(words(block.content, index))
        elif isinstance(block, Table):
            shown += [
                "|".join(" ".join(lines(cell.blocks, index)) for cell in row.cells)
                for row in block.rows
            ]
    return shown


def words(content: tuple[Inline, ...], index: NoteIndex) -> str:
    return "".join(word(inline, index) for inline in content)


def word(inline: Inline, index: NoteIndex) -> str:
    if isinstance(inline, NoteRef):
        kind = "e" if index.notes[inline.note].kind == "endnote" else ""
        return f"{{{kind}{index.label(inline.note)}}}"
    if isinstance(inline, NoteNumber):
        return f"<{index.label(inline.note)}>"
    if isinstance(inline, CrossRef) or hasattr(inline, "content"):
        return words(inline.content, index)
    return str(getattr(inline, "text", ""))
