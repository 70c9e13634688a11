"""What became of each definition of a filled Word file: a table for people, diagnostics for programs."""

from __future__ import annotations

from collections.abc import Sequence

from converter.document.diagnostics import Diagnostic, diagnose, printable
from converter.document.model import Document
from converter.editing.filling import Filled, Placed

HEAD = ("note", "its definition", "became")
LONGEST_WORDS = 30
"""Characters of a definition that are shown."""


def as_table(filled: Filled) -> str:
    """A row for each definition: the id in its mark, its place and first words, what it is now."""
    rows = [HEAD, *(_row(one, filled) for one in filled.placed)]
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    lines = (f"{row[0]:<{widths[0]}}  {row[1]:<{widths[1]}}  {row[2]}".rstrip() for row in rows)
    return "".join(f"{line}\n" for line in lines)


def _row(one: Placed, filled: Filled) -> tuple[str, str, str]:
    became = one.note or f"left as text: {one.left}"
    return printable(one.id), _place(one, filled.document, filled.source), printable(became)


def _place(one: Placed, document: Document, source: str) -> str:
    if one.span is None:
        return ""
    words = " ".join(source[one.span.start : one.span.end].split())
    shown = words if len(words) <= LONGEST_WORDS else f"{words[: LONGEST_WORDS - 1]}…"
    return f"{document.position(one.span.start).landmark}: {printable(shown)}"


def as_diagnostics(placed: Sequence[Placed]) -> tuple[Diagnostic, ...]:
    """The definitions that became notes; those that did not have diagnostics already."""
    return tuple(diagnose("F004", one.span, id=one.id, note=one.note) for one in placed if one.note)
