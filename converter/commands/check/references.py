"""``footnoted check --references``: the numbers behind words for notes, as a table or as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from converter.commands import count
from converter.crossrefs.mentions import Mention
from converter.document.diagnostics import printable, printable_json
from converter.document.notes import index_notes
from converter.formats import Parsed

HEAD = ("place", "in", "words", "number", "bound to", "why not")
LONGEST = 48
"""So many characters of the words are shown in a table."""


class Listed(Struct, frozen=True):
    """A file as it was read, and the numbers behind words for notes in it."""

    file: str
    parsed: Parsed
    mentions: list[Mention]


def as_table(listed: Sequence[Listed]) -> str:
    """A line for each number, in columns, and how many of them are bound."""
    rows = [HEAD, *(tuple(_row(one)) for file in listed for one in _rows(file))]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
    bound = sum(one.target is not None for file in listed for one in file.mentions)
    told = f"{count(len(rows) - 1, 'number')} behind a word for notes, {bound} of them bound to a note."
    return "".join(f"{line}\n" for line in (*(lines if rows[1:] else ()), told))


def _row(one: dict[str, Any]) -> list[str]:
    words = " ".join(one["words"].split())
    short = words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
    cells = (one["place"], f"note {one['note']}" if one["note"] else "text", short)
    return [printable(cell) for cell in (*cells, one["number"], one["bound_to"], one["reason"])]


def as_json(listed: Sequence[Listed]) -> str:
    """An array of objects, one for each number; `note` is the note it stands in, "" the text."""
    return printable_json([one for file in listed for one in _rows(file)]) + "\n"


def _rows(listed: Listed) -> list[dict[str, Any]]:
    document = listed.parsed.document
    index = index_notes(document)
    rows = []
    for one in listed.mentions:
        key = one.passage.key
        place = document.position(one.passage.place(one.start))
        rows.append(
            {
                "file": listed.file,
                "place": place.within(listed.file),
                "start": place,
                "note": index.label(key) if key is not None else "",
                "words": one.words,
                "number": one.number,
                "bound_to": index.label(one.target) if one.target is not None else "",
                "reason": one.reason,
            }
        )
    return rows
