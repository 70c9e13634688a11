"""The arguments of the command ``footnoted``, read with click."""

from __future__ import annotations

import sys
from typing import Any, get_args

import click

from converter import __version__
from converter.commands.check import check_command, rule_command, rules_command
from converter.commands.convert import FAILED, FINE, INTERRUPTED, Request, run
from converter.commands.renumber import renumber_command
from converter.commands.styles import styles_command
from converter.crossrefs import CitationStyle
from converter.document.diagnostics import ConversionError
from converter.readers import READERS
from converter.renderers import RENDERERS

EPILOG = """\b
Exit codes: 0 done; 1 done, with warnings under --strict; 2 not done; 130 and 143
stopped by a signal. Messages: FILE:LINE:COLUMN: SEVERITY CODE MESSAGE, on standard error."""


def main(args: list[str]) -> int:
    """Run the command with these arguments; its exit code. Raises `ConversionError`."""
    try:
        return int(command(args, "footnoted", standalone_mode=False) or FINE)
    except click.ClickException as error:
        error.show()
        return FAILED
    except click.Abort:
        return INTERRUPTED


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
@click.argument("input", metavar="IN", required=False)
@click.option(
    "--into",
    metavar="FILE",
    help="Instead of IN: a Word file in whose text markers become real notes.",
)
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
@click.option("--author", "authors", multiple=True, help="An author. May be repeated.")
@click.option(
    "--template",
    metavar="NAME|FILE",
    help="A look, article or lawreview, or your own template for html, latex or pdf (Jinja2).",
)
@click.option(
    "--pdf-engine",
    type=click.Choice(["pdflatex", "lualatex", "xelatex", "typst"]),
    metavar="ENGINE",
    help="pdflatex, lualatex, xelatex or typst. Without: TeX if there is one.",
)
@click.option(
    "--reference-doc",
    metavar="FILE|NAME",
    help="Styles and page of the docx: a Word file, or lawreview, lawreview-a4, manuscript.",
)
@click.option("--line-numbers", is_flag=True, help="Number the lines of a Word file.")
@click.option(
    "--notes",
    type=click.Choice(["footnotes", "endnotes"]),
    help="Make all notes of one kind.",
)
@click.option(
    "--note-numbering",
    type=click.Choice(
        ["decimal", "lower-roman", "upper-roman", "lower-alpha", "upper-alpha", "symbols"]
    ),
    metavar="FORMAT",
    help="decimal, lower-roman, upper-roman, lower-alpha, upper-alpha or symbols.",
)
@click.option(
    "--note-start",
    type=click.IntRange(1, 32767),
    metavar="N",
    help="The number of the first note.",
)
@click.option(
    "--note-restart",
    type=click.Choice(["section", "page"]),
    help="Number anew from each heading of the first level, or (in Word) page.",
)
@click.option(
    "--notes-as",
    type=click.Choice(["popup", "sidenotes", "endnotes", "footnotes-per-section"]),
    help="Where a web page has its notes. Without: popup, at the mark, and a list at the end.",
)
@click.option("--toc", is_flag=True, help="Put a table of contents into a web page.")
@click.option(
    "--fragment",
    is_flag=True,
    help="Only the article, to be embedded in a page or class of your own.",
)
@click.option("--id-prefix", metavar="WORD", help="Begin all ids of a web page with WORD.")
@click.option(
    "--assets",
    metavar="DIR",
    help="Put a web page's style sheets and scripts into DIR, seen from the page.",
)
@click.option("--encoding", help="Encoding of IN, such as windows-1252. Without: found out.")
@click.option(
    "--extractor-text",
    type=click.Choice(["keep", "drop"]),
    default="keep",
    show_default=True,
    help="Comments, bookmarks and image names that Word extraction left.",
)
@click.option(
    "--citation-style",
    type=click.Choice(get_args(CitationStyle)),
    default="bluebook",
    show_default=True,
    help="Which forms of cross references are read.",
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
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but why a conversion failed.")
@click.option("-v", "--verbose", is_flag=True, help="Also tell what was guessed and repaired.")
def convert_command(
    input: str | None,
    into: str | None,
    pairs: tuple[str, ...],
    title: str | None,
    authors: tuple[str, ...],
    **options: Any,
) -> int:
    """Convert the article IN; - is standard input.

    \b
    footnoted article.txt -o article.docx
    footnoted article.txt -o article.html --title "On Footnotes" --author "A. Author"
    footnoted article.txt -t tree
    """
    names = {option for format in RENDERERS.values() for option in format.options}
    if (input is None) == (into is None):
        raise ConversionError("name one input: a text, or with --into a Word file to fill")
    given = {name: options.pop(name) for name in names & options.keys()}
    rendering = {name: value for name, value in given.items() if value not in (None, False)}
    metadata = _metadata(pairs, title, authors)
    wishes = {name: options.pop(f"note_{option}") for name, option in NUMBERING.items()}
    options["numbering"] = {name: wish for name, wish in wishes.items() if wish is not None}
    source = str(into or input)
    return run(
        Request(
            input=source, into=into is not None, metadata=metadata, rendering=rendering, **options
        )
    )


NUMBERING = {"format": "numbering", "start": "start", "restart": "restart"}
"""The fields of `Numbering`, and their options behind ``--note-``."""


def _metadata(
    pairs: tuple[str, ...], title: str | None, authors: tuple[str, ...]
) -> dict[str, str | list[str]]:
    values: dict[str, str | list[str]] = {}
    named = list(authors)
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals:
            raise ConversionError(f"-M {pair}: write KEY=VALUE, as in -M lang=en-GB")
        if key in ("author", "authors"):
            named.append(value)
        else:
            values[key] = value
    if title is not None:
        values["title"] = title
    if named:
        values["author"] = named
    return values


for _one in (renumber_command, check_command, rules_command, rule_command, styles_command):
    command.add_command(_one)


@command.command("formats")
def formats_command() -> None:
    """List the formats that can be read and written."""
    for title, table in (("Read", READERS), ("Write", RENDERERS)):
        sys.stdout.write(f"{title}:\n")
        for name, format in table.items():
            suffixes = ", ".join(format.suffixes)
            sys.stdout.write(f"  {name:8} {suffixes:12} {format.description}\n")


@command.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion_command(shell: str) -> None:
    """Print completion for a shell: eval "$(footnoted completion bash)"."""
    from click.shell_completion import get_completion_class

    completion = get_completion_class(shell)
    if completion is not None:
        sys.stdout.write(
            completion(command, {}, "footnoted", "_FOOTNOTED_COMPLETE").source() + "\n"
        )
