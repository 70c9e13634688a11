"""The command ``footnoted sources``: every source that the notes of an article cite, as a sheet."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import click

from converter.commands import FINE
from converter.commands.completion import files
from converter.commands.files import same_file, show, shown_input, write_output
from converter.commands.options import MAX_SIZE, QUIET, GroupedCommand, as_click
from converter.document.diagnostics import ConversionError
from converter.formats import Option
from converter.readers import CITATION_STYLE, ENCODING, NOTATION, NOTES

if TYPE_CHECKING:
    from converter.checks.sheet import Sheet

OUTPUT = Option(
    name="output",
    flags=("-o", "--output"),
    metavar="OUT",
    group="Output",
    help="File to write: .xlsx, .csv, .json or .html; - is CSV on standard output.",
)
OPTIONS = (OUTPUT, CITATION_STYLE, ENCODING, NOTATION, MAX_SIZE, *NOTES, QUIET)


@click.command(
    "sources",
    cls=GroupedCommand,
    params=[click.Argument(["input"], metavar="IN", shell_complete=files), *map(as_click, OPTIONS)],
)
def sources_command(input: str, output: str | None, **options: Any) -> int:
    """List every source that the notes of an article cite, for a cite-checker to work through.

    \b
    footnoted sources article.docx -o sources.xlsx

    There is a row for each source in each note, with what Id., supra and short forms stand for, and what
    the check finds in it; a second view has each source once, with all notes that cite it.
    """
    from converter.checks.sheet import make_sheet
    from converter.checks.sheet.tables import summary
    from converter.commands.files import read_document
    from converter.crossrefs import style_of

    write = _writer(output, input)
    taken = {one.name: options[one.name] for one in (CITATION_STYLE, ENCODING, NOTATION, *NOTES)}
    parsed, _ = read_document(input, None, options["max_size"], taken)
    style = options["citation_style"] or style_of(parsed.document.meta.lang)
    sheet = make_sheet(parsed, style=style)
    write_output(str(output), write(sheet))
    if not options["quiet"]:
        sys.stderr.write(f"{show(str(output))}: {summary(sheet)}\n")
    return FINE


def _writer(output: str | None, input: str) -> Callable[[Sheet], bytes]:
    """What writes the format of an output. Raises `ConversionError` for none."""
    if output is None:
        raise ConversionError("name the output, as in -o sources.xlsx")
    if same_file(input, output):
        raise ConversionError(f"{show(output)} is the input; choose another name for the output")
    from converter.checks.sheet.tables import as_csv, as_json, as_page
    from converter.checks.sheet.workbook import as_workbook

    title = f"Sources of {PurePath(shown_input(input)).name}"
    writers: dict[str, Callable[[Sheet], bytes]] = {
        "": as_csv,
        ".csv": as_csv,
        ".json": as_json,
        ".xlsx": as_workbook,
        ".html": lambda sheet: as_page(sheet, title),
    }
    suffix = "" if output == "-" else PurePath(output).suffix.lower() or "none"
    if suffix not in writers:
        raise ConversionError(f"{show(output)}: the name must end in .xlsx, .csv, .json or .html")
    return writers[suffix]
