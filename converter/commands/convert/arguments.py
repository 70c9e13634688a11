"""The arguments of ``footnoted convert``, read with click."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click
from click.core import ParameterSource

from converter.commands.completion import files
from converter.commands.convert import Conversion, run
from converter.commands.convert.typography import OPTIONS as TYPOGRAPHY
from converter.commands.options import (
    MAX_SIZE,
    QUIET,
    STRICT,
    VERBOSE,
    GroupedCommand,
    as_click,
)
from converter.document.diagnostics import ConversionError
from converter.formats import Option, options_of
from converter.readers import NOTES, READERS
from converter.renderers import RENDERERS

EPILOG = """\b
Exit codes: 0 done; 1 done, with warnings under --strict; 2 not done; 130 and 143
stopped by a signal. Messages: FILE:LINE:COLUMN: SEVERITY CODE MESSAGE, on standard error."""

SOURCE_FORMAT = Option(
    name="source_format",
    flags=("-f", "--from"),
    metavar="FORMAT",
    group="Input",
    help="Format of IN, if its suffix is not it.",
)
INTO = Option(
    name="into",
    metavar="FILE",
    group="Input",
    help="Instead of IN: a Word file to give real notes.",
)

OUTPUTS = Option(
    name="outputs",
    flags=("-o", "--output"),
    repeated=True,
    metavar="OUT",
    group="Output",
    help="File to write; repeatable. - is standard output.",
)
TARGET_FORMAT = Option(
    name="target_format",
    flags=("-t", "--to"),
    metavar="FORMAT",
    group="Output",
    help="Format of OUT, if its suffix is not it.",
)
METADATA = Option(
    name="metadata",
    flags=("-M", "--metadata"),
    repeated=True,
    metavar="KEY=VALUE",
    group="Output",
    help="Such as date or lang; stronger than IN's own.",
)
TITLE = Option(name="title", group="Output", help="The title of the article.")
AUTHORS = Option(
    name="authors",
    flags=("--author",),
    repeated=True,
    group="Output",
    help="An author. May be repeated.",
)

DIAGNOSTICS = Option(
    name="diagnostics",
    choices=("text", "json"),
    default="text",
    metavar="STYLE",
    group="Messages",
    help="How they are written.",
)

READING, RENDERING = (
    tuple(one for one in options_of(table) if not one.only_python) for table in (READERS, RENDERERS)
)
OPTIONS = (
    *(SOURCE_FORMAT, INTO, *(one for one in READING if one not in NOTES), MAX_SIZE),
    *(OUTPUTS, TARGET_FORMAT, METADATA, TITLE, AUTHORS),
    *NOTES,
    *TYPOGRAPHY,
    *RENDERING,
    *(STRICT, DIAGNOSTICS, QUIET, VERBOSE),
)


@click.command(
    "convert",
    cls=GroupedCommand,
    params=[
        click.Argument(["input"], metavar="IN", required=False, shell_complete=files),
        *map(as_click, OPTIONS),
    ],
    epilog=EPILOG,
)
@click.pass_context
def convert_command(
    context: click.Context, /, input: str | None, into: str | None, **options: Any
) -> int:
    """Convert the article IN; - is standard input.

    \b
    footnoted article.txt -o article.docx
    footnoted article.txt -o article.html --title "On Footnotes" --author "A. Author"
    footnoted article.txt -t tree
    """
    if (input is None) == (into is None):
        raise ConversionError("name one input: a text, or with --into a Word file to fill")
    metadata = _metadata(options.pop("metadata"), options.pop("title"), options.pop("authors"))
    return run(
        Conversion(
            input=str(into or input),
            into=into is not None,
            metadata=metadata,
            reading=_given(context, READING, options),
            rendering=_given(context, RENDERING, options),
            looks=_given(context, TYPOGRAPHY, options),
            **options,
        )
    )


def _given(
    context: click.Context, declared: Sequence[Option], options: dict[str, Any]
) -> dict[str, Any]:
    """What the user gave of options that formats have, taken out of all `options`."""
    values = {one.name: options.pop(one.name) for one in declared}
    return {
        name: value
        for name, value in values.items()
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE
    }


def _metadata(
    pairs: tuple[str, ...], title: str | None, authors: tuple[str, ...]
) -> dict[str, str | list[str]]:
    values: dict[str, str | list[str]] = {}
    named = list(authors)
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not (equals and key.strip()):
            raise ConversionError(f"-M {pair}: write KEY=VALUE, as in -M lang=en-GB")
        if key.lower() in ("author", "authors"):
            named.append(value)
        else:
            values[key] = value
    if title is not None:
        values["title"] = title
    if named:
        values["author"] = named
    return values
