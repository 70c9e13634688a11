"""The command ``footnoted renumber``: its arguments, and the files it reads and writes."""

from __future__ import annotations

import sys
from codecs import BOM_UTF8
from typing import Any, get_args

import click

from converter.commands import GUESSES, count, exit_code, tell
from converter.commands.completion import files
from converter.commands.files import STANDARD, read_input, same_file, show, write_output
from converter.commands.options import MAX_SIZE, QUIET, STRICT, VERBOSE, GroupedCommand, as_click
from converter.document.diagnostics import ConversionError, Diagnostic, diagnose
from converter.editing.diff import unified_diff
from converter.editing.renumber import Edit, Renumbered, Row, renumber
from converter.editing.renumber.order import Labels
from converter.formats import Option
from converter.readers import CITATION_STYLE, ENCODING, NOTES
from converter.readers.recognition import ARCHIVE

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet calculates if a cell begins with it."""

WORD = (".docx", ".docm")

OUTPUT = Option(
    name="output",
    flags=("-o", "--output"),
    metavar="OUT",
    group="Output",
    help="File to write; - is standard output.",
)
MAP = Option(
    name="table",
    flags=("--map",),
    metavar="FILE",
    group="Output",
    help="Write old and new numbers to a .csv or .json.",
)
DIFF = Option(
    name="diff",
    kind="flag",
    default=False,
    group="Output",
    help="Show what would change, and write nothing.",
)
INSERT_AFTER = Option(
    name="insert_after",
    metavar="N",
    group="Edit",
    help="Put a new note behind the mark of note N.",
)
TEXT = Option(
    name="text",
    group="Edit",
    help="The words of the new note; numbers in them are left alone.",
)
DELETE = Option(
    name="delete",
    metavar="N",
    group="Edit",
    help="Take note N out: its marks and its words.",
)
MOVE = Option(
    name="move",
    values=2,
    metavar="N M",
    group="Edit",
    help="Put note N where note M is, so that its number is M.",
)
LABELS = Option(
    name="labels",
    choices=get_args(Labels),
    default="printed",
    metavar="WHAT",
    group="Input",
    help="What typed numbers are, those printed or the ids in the marks.",
)

OPTIONS = (
    *(OUTPUT, MAP, DIFF),
    *(INSERT_AFTER, TEXT, DELETE, MOVE),
    *(LABELS, CITATION_STYLE, ENCODING, MAX_SIZE),
    *NOTES,
    *(STRICT, QUIET, VERBOSE),
)


@click.command(
    "renumber",
    cls=GroupedCommand,
    params=[click.Argument(["input"], metavar="IN", shell_complete=files), *map(as_click, OPTIONS)],
)
def renumber_command(input: str, output: str | None, **options: Any) -> int:
    """Number the notes of a marker text or a Word file in printed order, cross references too.

    \b
    footnoted renumber article.txt -o renumbered.txt
    footnoted renumber article.docx -o longer.docx --insert-after 12 --map numbers.csv
    footnoted renumber article.txt --delete 5 --diff

    N and M are printed numbers. All references go on to mean the notes they meant. Nothing else is
    changed, and nothing at all where that is already so.
    """
    edit = _edit(options)
    _check_files(input, output, options["table"], options["diff"])
    data = read_input(input, int(options["max_size"] * 1_000_000))
    taken = {one.name: options[one.name] for one in (LABELS, CITATION_STYLE, *NOTES)}
    text, new, noticed, done = _renumbered(data, edit, options["encoding"], taken)
    said = noticed + done.diagnostics
    if options["diff"]:
        diff = unified_diff(text, done.replacements, show(input), show(output or input))
        write_output(STANDARD, diff.encode())
    else:
        if options["table"]:
            write_output(options["table"], _table(options["table"], done.rows))
        write_output(str(output), new)
    if not options["quiet"]:
        _tell(input, output, said, done, options)
    return exit_code(said, strict=options["strict"])


def _renumbered(
    data: bytes, edit: Edit | None, encoding: str | None, taken: dict[str, Any]
) -> tuple[str, bytes, tuple[Diagnostic, ...], Renumbered]:
    """The text, the new bytes of the file, what was noticed in decoding it, and what was done."""
    if data.startswith(ARCHIVE):
        from converter.editing.rewriting.numbered import renumber_file

        output, text, done = renumber_file(data, edit, **taken)
        return text, output, (), done
    text, noticed = _decoded(data, encoding)
    done = renumber(text, edit, **taken)
    mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
    return text, mark + done.text.encode(), noticed, done


def _edit(options: dict[str, Any]) -> Edit | None:
    """The one edit asked for, if any."""
    asked = [name for name in ("insert_after", "delete", "move") if options[name]]
    if len(asked) > 1:
        raise ConversionError("make one edit a run: --insert-after, --delete or --move")
    text = options["text"]
    if text is not None and "insert_after" not in asked:
        raise ConversionError("--text is the words of a new note; add --insert-after N")
    if text is not None and (not text.strip() or len(text.splitlines()) > 1):
        raise ConversionError("--text: write the words of the note on one line")
    if options["insert_after"]:
        given = {"text": text} if text else {}
        return Edit(kind="insert", note=options["insert_after"], **given)
    if options["delete"]:
        return Edit(kind="delete", note=options["delete"])
    return Edit(kind="move", note=options["move"][0], to=options["move"][1]) if asked else None


def _check_files(input: str, output: str | None, table: str | None, diff: bool) -> None:
    if diff and table:
        raise ConversionError("--diff writes nothing; ask for --map in a run without it")
    if not diff and output is None:
        raise ConversionError("name the output, as in -o renumbered.txt, or look first with --diff")
    if table and not table.lower().endswith((".csv", ".json")):
        raise ConversionError(f"--map {show(table)}: the name must end in .csv or .json")
    is_word = [one.lower().endswith(WORD) for one in (input, output or input)]
    if not diff and output != STANDARD and is_word[0] != is_word[1]:
        raise ConversionError(
            f"{show(str(output))}: what is renumbered keeps its format; first convert {show(input)}"
        )
    written = [one for one in (output, table) if one is not None and not diff]
    for one in written:
        if same_file(input, one):
            raise ConversionError(f"{show(one)} is the input; choose another name for the output")
    if len(written) == 2 and (written[0] == written[1] or same_file(*written)):
        raise ConversionError(f"{show(written[0])} is named twice")


def _decoded(data: bytes, encoding: str | None) -> tuple[str, tuple[Diagnostic, ...]]:
    from converter.readers.marker.encodings import decode

    text, noticed = decode(data, encoding)
    if text.encode("utf-8", "surrogatepass") == data.removeprefix(BOM_UTF8):
        return text, noticed
    return text, (*noticed, diagnose("X109"))


def _table(file: str, rows: tuple[Row, ...]) -> bytes:
    """Old and new numbers as CSV (RFC 4180) or JSON. Of CSV, all cells are text."""
    import msgspec

    if file.lower().endswith(".json"):
        return msgspec.json.format(msgspec.json.encode(rows), indent=1) + b"\n"
    import csv
    from io import StringIO

    written = StringIO()
    table = csv.writer(written)
    table.writerow(Row.__struct_fields__)
    table.writerows(map(_as_text, msgspec.structs.astuple(row)) for row in rows)
    return written.getvalue().encode()


def _as_text(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: behind an apostrophe it is text."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _tell(
    input: str,
    output: str | None,
    said: tuple[Diagnostic, ...],
    done: Renumbered,
    options: dict[str, Any],
) -> None:
    """Messages and a summary on standard error; what the renumbering did is always told."""
    tell(said, done.document, input, verbose=options["verbose"], always=(GUESSES, "X1"))
    if not options["diff"] and output != STANDARD:
        notes = count(sum(row.new != "" for row in done.rows), "note")
        places = count(len(done.replacements), "place")
        sys.stderr.write(f"{show(str(output))}: {notes}, {places} changed\n")
