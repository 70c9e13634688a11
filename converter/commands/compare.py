"""The command ``footnoted compare``: what became of the notes between two versions of an article."""

from __future__ import annotations

import sys

import click

from converter.commands import FINE, FOUND, count
from converter.commands.completion import files
from converter.commands.files import STANDARD, read_document, show, shown_input, write_output
from converter.commands.options import GroupedCommand, as_click
from converter.document.diagnostics import printable
from converter.editing.comparison import Comparison, Difference
from converter.formats import Option
from converter.readers import CITATION_STYLE

FORMAT = Option(
    name="format",
    choices=("text", "json"),
    default="text",
    metavar="FORMAT",
    group="Output",
    help="How the differences are written.",
)
OPTIONS = (FORMAT, CITATION_STYLE)
LARGEST = 50
"""Megabytes that a version may have."""


@click.command(
    "compare",
    cls=GroupedCommand,
    params=[
        click.Argument(["old"], metavar="OLD", shell_complete=files),
        click.Argument(["new"], metavar="NEW", shell_complete=files),
        *map(as_click, OPTIONS),
    ],
)
def compare_command(old: str, new: str, format: str, citation_style: str | None) -> int:
    """Tell which notes of an article were added, removed, moved or reworded, and what that broke.

    \b
    footnoted compare submitted.docx edited.docx

    Notes are the same if their words are; that they have other numbers is no difference. Broken is a
    reference, or an Id., that means another note than before. Exits with 1 if there is a difference.
    """
    from converter.editing.comparison import compare

    found = compare(_text(old), _text(new), citation_style)  # type: ignore[arg-type]
    said = _as_json(found) if format == "json" else _as_text(found)
    write_output(STANDARD, said.encode("utf-8", "backslashreplace"))
    if format == "text":
        sys.stdout.write(_summary(found, new))
    return FOUND if found.differences else FINE


def _text(file: str) -> str:
    """A version as marker text."""
    from converter.editing.rewriting import view
    from converter.readers.recognition import told_by_content
    from converter.renderers.marker import render

    parsed, data = read_document(file, None, LARGEST, {"structure": "none"})
    if told_by_content(data) == "docx":
        return view(data).text
    if parsed.source.encode("utf-8", "surrogatepass") in data:
        return parsed.source
    return str(render(parsed.document).output)


def _as_text(found: Comparison) -> str:
    return "".join(f"{printable(_said(one))}\n" for one in found.differences)


def _said(one: Difference) -> str:
    where = f"note {one.new}" if one.new else "the text"
    was = f" (was {one.old})" if one.old and one.old != one.new else ""
    match one.change:
        case "added":
            return f"{where} is new: “{one.now}”"
        case "removed":
            return f"note {one.old} is gone: “{one.words}”"
        case "moved":
            return f"{where}{was} has moved: “{one.now}”"
        case "reworded":
            return f"{where}{was} says “{one.now}” instead of “{one.words}”"
        case "broken":
            return f"{where}{was} means another note: {one.now}; before, {one.words}"


def _summary(found: Comparison, file: str) -> str:
    numbers = count(found.renumbered, "note")
    have = "has" if found.renumbered == 1 else "have"
    others = f"; {numbers} {have} another number" if found.renumbered else ""
    differences = count(len(found.differences), "difference")
    return f"{show(shown_input(file))}: {count(found.notes, 'note')}, {differences}{others}.\n"


def _as_json(found: Comparison) -> str:
    from msgspec import to_builtins

    from converter.document.diagnostics import printable_json

    return printable_json([to_builtins(one) for one in found.differences]) + "\n"
