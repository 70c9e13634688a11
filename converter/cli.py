"""The command ``footnoted``: arguments in, exit code out."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import click

from converter import __version__, conversion
from converter.diagnostics import ConversionError, Diagnostic, as_json, as_text
from converter.files import STANDARD, read_input, same_file, show, write_output
from converter.model import Document
from converter.parser import Parsed
from converter.readers import READERS
from converter.renderers import RENDERERS, Format

FINE, FOUND, FAILED, INTERRUPTED, TERMINATED = 0, 1, 2, 130, 143

EPILOG = """\b
Exit codes: 0 done; 1 done, with warnings under --strict; 2 not done; 130 and 143
stopped by a signal. Messages: FILE:LINE:COLUMN: SEVERITY CODE MESSAGE, on standard error."""


def main() -> NoReturn:
    """Run the command and exit. No traceback reaches the user, unless FOOTNOTED_DEBUG is set."""
    gc.disable()  # a run is short and its trees have no cycles
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    try:
        sys.exit(command(standalone_mode=False) or FINE)
    except click.ClickException as error:
        error.show()
        sys.exit(FAILED)
    except ConversionError as error:
        _fail(str(error))
    except (click.Abort, KeyboardInterrupt):
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # The reader went away; Python would complain when it flushes standard output at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FINE)
    except MemoryError:
        _fail("there is not enough memory for this file")
    except Exception as error:
        if os.environ.get("FOOTNOTED_DEBUG"):
            raise
        _fail(
            f"a fault in footnoted itself ({type(error).__name__}: {error}); "
            "set FOOTNOTED_DEBUG=1 to see where, and please report it"
        )


def _fail(message: str) -> NoReturn:
    click.echo(f"footnoted: {message}", err=True)
    sys.exit(FAILED)


class _ConvertByDefault(click.Group):
    """``footnoted in.txt -o out.docx`` is ``footnoted convert in.txt -o out.docx``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = (*self.commands, "-h", "--help", "--version")
        if args and args[0] not in own:
            args = ["convert", *args]
        return super().parse_args(ctx, args)


SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(cls=_ConvertByDefault, context_settings=SETTINGS, epilog=EPILOG)
@click.version_option(__version__, prog_name="footnoted", message="%(prog)s %(version)s")
def command() -> None:
    """Convert text with inline footnote markers to Word, web pages and LaTeX, with real notes.

    \b
    footnoted article.txt -o article.docx -o article.html -o article.tex
    """


@command.command("convert", epilog=EPILOG)
@click.argument("input", metavar="IN")
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="OUT",
    help="File to write; its suffix gives the format. May be repeated. - is standard output.",
)
@click.option(
    "-f", "--from", "source_format", metavar="FORMAT", help="Format of IN, if its suffix is not it."
)
@click.option(
    "-t", "--to", "target_format", metavar="FORMAT", help="Format of OUT, if its suffix is not it."
)
@click.option(
    "-M",
    "--metadata",
    "pairs",
    multiple=True,
    metavar="KEY=VALUE",
    help="Metadata such as title, author, date, lang; stronger than the file's own.",
)
@click.option("--title", help="The title of the article.")
@click.option(
    "--author", "authors", multiple=True, help="An author of the article. May be repeated."
)
@click.option("--template", metavar="FILE", help="Your own template for html or latex (Jinja2).")
@click.option(
    "--reference-doc", metavar="FILE", help="A Word file whose styles and page the docx takes."
)
@click.option("--encoding", help="Encoding of IN, such as windows-1252. Without: found out.")
@click.option(
    "--extractor-text",
    type=click.Choice(["keep", "drop"]),
    default="keep",
    show_default=True,
    help="Comments, bookmarks and image names that Word extraction left in the text.",
)
@click.option(
    "--strict", "--fail-if-warnings", is_flag=True, help="Exit with 1 if there were warnings."
)
@click.option(
    "--diagnostics",
    "style",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How messages are written.",
)
@click.option(
    "--max-size",
    type=click.FloatRange(min=0, min_open=True),
    default=50.0,
    show_default=True,
    metavar="MB",
    help="Refuse larger input.",
)
@click.option(
    "-q", "--quiet", is_flag=True, help="Say nothing but errors that stop the conversion."
)
@click.option("-v", "--verbose", is_flag=True, help="Also tell what was guessed and repaired.")
def convert_command(
    input: str,
    outputs: tuple[str, ...],
    source_format: str | None,
    target_format: str | None,
    pairs: tuple[str, ...],
    title: str | None,
    authors: tuple[str, ...],
    template: str | None,
    reference_doc: str | None,
    encoding: str | None,
    extractor_text: str,
    strict: bool,
    style: str,
    max_size: float,
    quiet: bool,
    verbose: bool,
) -> int:
    """Convert the article IN; - is standard input.

    \b
    footnoted article.txt -o article.docx
    footnoted article.txt -o article.html --title "On Footnotes" --author "A. Author"
    footnoted article.txt -t tree
    """
    targets = _targets(input, outputs, target_format)
    reading = _reading_options(
        source_format or _format_of(input, READERS, "marker"), encoding, extractor_text
    )
    rendering = _rendering_options(targets, template, reference_doc)
    data = read_input(input, int(max_size * 1_000_000))
    parsed = conversion.read(data, **reading)
    document, problems = _with_metadata(parsed, pairs, title, authors)
    rendered = []
    for target in targets:
        output, noticed = conversion.render(
            document, target.format, **rendering.get(target.format, {})
        )
        rendered.append(output.encode() if isinstance(output, str) else output)
        problems += noticed
    for target, output in zip(targets, rendered, strict=True):
        write_output(target.file, output)
    shown = _Messages(input, parsed, style, quiet=quiet, verbose=verbose)
    shown.write(problems)
    shown.write_summary(targets, document)
    return FOUND if strict and any(one.severity != "info" for one in problems) else FINE


class _Target(NamedTuple):
    file: str
    format: str


def _targets(input: str, outputs: tuple[str, ...], to: str | None) -> list[_Target]:
    """The files to write and their formats, checked before any work is done."""
    if not outputs and to is None:
        raise ConversionError(
            "name the output, as in -o article.docx, or its format, as in -t html"
        )
    targets = [
        _Target(file, to or _format_of(file, RENDERERS, None)) for file in outputs or (STANDARD,)
    ]
    files = [target.file for target in targets]
    for target in targets:
        if target.format not in RENDERERS:
            conversion.render(Document(), target.format)  # says which formats there are
        if same_file(input, target.file):
            raise ConversionError(
                f"{show(target.file)} is the input; choose another name for the output"
            )
        if files.count(target.file) > 1:
            raise ConversionError(f"{show(target.file)} is named twice")
        if target == (STANDARD, "docx") and sys.stdout.isatty():
            raise ConversionError("a Word file is nothing for a terminal; add -o article.docx")
    return targets


def _format_of(file: str, table: dict[str, Format], default: str | None) -> str:
    suffix = Path(file).suffix.lower()
    for name, format in table.items():
        if suffix in format.suffixes:
            return name
    if default is None:
        known = ", ".join(format.suffixes[0] for format in table.values())
        raise ConversionError(
            f"the format of {show(file)} cannot be told from its name; "
            f"use one of {known}, or give it with -t"
        )
    return default


def _reading_options(format: str, encoding: str | None, extractor_text: str) -> dict[str, Any]:
    options: dict[str, Any] = {"format": format}
    if format == "marker":
        options |= {"encoding": encoding, "extractor_text": extractor_text}
    return options


def _rendering_options(
    targets: list[_Target], template: str | None, reference_doc: str | None
) -> dict[str, dict[str, Any]]:
    """The options of each format that is written."""
    formats = {target.format for target in targets}
    options: dict[str, dict[str, Any]] = {}
    if template is not None:
        with_template = sorted(formats & {"html", "latex"})
        if len(with_template) != 1:
            raise ConversionError("--template needs exactly one output in html or latex")
        options[with_template[0]] = {"template": _template(template)}
    if reference_doc is not None:
        if "docx" not in formats:
            raise ConversionError("--reference-doc needs an output in docx")
        options["docx"] = {"reference_doc": read_input(reference_doc, 200_000_000)}
    return options


def _template(file: str) -> str:
    try:
        return read_input(file, 10_000_000).decode("utf-8")
    except UnicodeDecodeError as error:
        raise ConversionError(f"the template {show(file)} is not UTF-8 text") from error


def _with_metadata(
    parsed: Parsed, pairs: tuple[str, ...], title: str | None, authors: tuple[str, ...]
) -> tuple[Document, tuple[Diagnostic, ...]]:
    """The document with metadata from the command line, and the diagnostics so far."""
    values: dict[str, Any] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals:
            raise ConversionError(f"-M {pair}: write KEY=VALUE, as in -M lang=en-GB")
        key = "author" if key == "authors" else key
        values[key] = [*values.get(key, []), value] if key == "author" else value
    if title is not None:
        values["title"] = title
    if authors:
        values["author"] = list(authors)
    if not values:
        return parsed.document, parsed.diagnostics
    from msgspec import structs

    from converter.metadata import with_values

    found: list[Diagnostic] = []
    meta = with_values(parsed.document.meta, values, found)
    return structs.replace(parsed.document, meta=meta), parsed.diagnostics + tuple(found)


class _Messages:
    """Writes diagnostics and a closing sentence to standard error."""

    def __init__(
        self, input: str, parsed: Parsed, style: str, *, quiet: bool, verbose: bool
    ) -> None:
        self.file = "standard input" if input == STANDARD else show(input)
        self.parsed = parsed
        self.style = style
        self.quiet = quiet
        self.verbose = verbose

    def write(self, problems: tuple[Diagnostic, ...]) -> None:
        wanted = [one for one in problems if self.verbose or one.severity != "info"]
        if self.quiet:
            return
        if self.style == "json":
            click.echo(as_json(wanted, self.parsed.document, self.file), err=True)
            return
        excerpt = self.parsed.source if sys.stderr.isatty() else None
        for problem in wanted:
            click.echo(as_text(problem, self.parsed.document, self.file, excerpt), err=True)
        self.count = len(wanted)

    def write_summary(self, targets: list[_Target], document: Document) -> None:
        files = [show(target.file) for target in targets if target.file != STANDARD]
        if self.quiet or self.style == "json" or not files:
            return
        notes = len(document.notes)
        click.echo(f"{', '.join(files)}: {notes} note{'' if notes == 1 else 's'}", err=True)


@command.command("formats")
def formats_command() -> None:
    """List the formats that can be read and written."""
    for title, table in (("Read", READERS), ("Write", RENDERERS)):
        click.echo(f"{title}:")
        for name, format in table.items():
            click.echo(f"  {name:8} {', '.join(format.suffixes):12} {format.description}")


@command.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion_command(shell: str) -> None:
    """Print completion for a shell: eval "$(footnoted completion bash)"."""
    from click.shell_completion import get_completion_class

    completion: Callable[..., Any] | None = get_completion_class(shell)
    if completion is not None:
        click.echo(completion(command, {}, "footnoted", "_FOOTNOTED_COMPLETE").source())
