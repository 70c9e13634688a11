"""The command ``footnoted renumber``: its arguments, and the files it reads and writes."""

from __future__ import annotations

import sys
from typing import Any, get_args

import click

from converter.commands.convert import FINE, FOUND
from converter.commands.files import STANDARD, read_input, same_file, show, write_output
from converter.crossrefs import CitationStyle
from converter.document.diagnostics import ConversionError, Diagnostic, as_text, report
from converter.editing.diff import unified_diff
from converter.editing.renumber import Edit, Renumbered, Row, renumber

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@click.command("renumber")
@click.argument("input", metavar="IN")
@click.option("-o", "--output", metavar="OUT", help="File to write; - is standard output.")
@click.option("--insert-after", metavar="N", help="Put a new note behind the mark of note N.")
@click.option("--text", help="The words of the new note; numbers in them are left alone.")
@click.option("--delete", metavar="N", help="Take note N out: its marks and its words.")
@click.option(
    "--move", nargs=2, metavar="N M", help="Put note N where note M is, so that its number is M."
)
@click.option(
    "--map", "table", metavar="FILE", help="Write old and new numbers to a .csv or .json."
)
@click.option("--diff", is_flag=True, help="Show what would change, and write nothing.")
@click.option(
    "--labels",
    type=click.Choice(["printed", "ids"]),
    default="printed",
    show_default=True,
    help="What a typed number means: the printed number, or the id in the note's mark.",
)
@click.option(
    "--citation-style",
    type=click.Choice(get_args(CitationStyle)),
    default="bluebook",
    show_default=True,
    help="Which forms of cross references are read.",
)
@click.option("--encoding", help="Encoding of IN, such as windows-1252. Without: found out.")
@click.option("--max-size", type=float, default=50.0, show_default=True, metavar="MB",
              help="Refuse larger input.")  # fmt: skip
@click.option("--strict", is_flag=True, help="Exit with 1 if there were warnings.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but why it failed.")
@click.option("-v", "--verbose", is_flag=True, help="Also tell what was guessed and repaired.")
def renumber_command(input: str, output: str | None, **options: Any) -> int:
    """Number the notes of a marker text in printed order, cross references too.

    \b
    footnoted renumber article.txt -o renumbered.txt
    footnoted renumber article.txt -o longer.txt --insert-after 12 --map numbers.csv
    footnoted renumber article.txt --delete 5 --diff

    N and M are printed numbers. All references go on to mean the notes they meant. Nothing else is
    changed, and nothing at all where that is already so.
    """
    edit = _edit(options)
    _check_files(input, output, options["table"], options["diff"])
    data = read_input(input, int(options["max_size"] * 1_000_000))
    text, noticed = _decoded(data, options["encoding"])
    done = renumber(text, edit, labels=options["labels"], citation_style=options["citation_style"])
    said = noticed + done.diagnostics
    if options["diff"]:
        diff = unified_diff(text, done.replacements, show(input), show(output or input))
        write_output(STANDARD, diff.encode())
    else:
        mark = BYTE_ORDER_MARK if data.startswith(BYTE_ORDER_MARK) else b""
        if options["table"]:
            write_output(options["table"], _table(options["table"], done.rows))
        write_output(str(output), mark + done.text.encode())
    if not options["quiet"]:
        _tell(input, output, said, done, options)
    found = any(one.severity != "info" for one in said)
    return FOUND if options["strict"] and found else FINE


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
    written = [one for one in (output, table) if one is not None and not diff]
    for one in written:
        if same_file(input, one):
            raise ConversionError(f"{show(one)} is the input; choose another name for the output")
    if len(written) == 2 and (written[0] == written[1] or same_file(*written)):
        raise ConversionError(f"{show(written[0])} is named twice")


def _decoded(data: bytes, encoding: str | None) -> tuple[str, tuple[Diagnostic, ...]]:
    from converter.readers.marker.encodings import decode

    text, noticed = decode(data, encoding)
    if text.encode("utf-8", "surrogatepass") == data.removeprefix(BYTE_ORDER_MARK):
        return text, noticed
    return text, (*noticed, report("X109"))


def _table(file: str, rows: tuple[Row, ...]) -> bytes:
    """Old and new numbers as CSV (RFC 4180) or JSON."""
    import msgspec

    if file.lower().endswith(".json"):
        return msgspec.json.format(msgspec.json.encode(rows), indent=1) + b"\n"
    import csv
    from io import StringIO

    written = StringIO()
    table = csv.writer(written)
    table.writerow(Row.__struct_fields__)
    table.writerows(msgspec.structs.astuple(row) for row in rows)
    return written.getvalue().encode()


def _tell(
    input: str,
    output: str | None,
    said: tuple[Diagnostic, ...],
    done: Renumbered,
    options: dict[str, Any],
) -> None:
    """Messages and a summary on standard error; what the renumbering did is always told."""
    file = "standard input" if input == STANDARD else show(input)
    for one in said:
        if options["verbose"] or one.severity != "info" or one.code.startswith("X1"):
            sys.stderr.write(as_text(one, done.document, file) + "\n")
    if not options["diff"] and output != STANDARD:
        count = sum(row.new != "" for row in done.rows)
        places = len(done.replacements)
        sys.stderr.write(
            f"{show(str(output))}: {count} note{'' if count == 1 else 's'}, "
            f"{places} place{'' if places == 1 else 's'} changed\n"
        )
