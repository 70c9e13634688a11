"""The command ``footnoted``: its commands, found by name with click."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from converter import __version__
from converter.commands import FAILED, FINE
from converter.commands.check.arguments import check_command, rule_command, rules_command
from converter.commands.compare import compare_command
from converter.commands.completion import names_or_files
from converter.commands.convert.arguments import EPILOG, convert_command
from converter.commands.files import show
from converter.commands.house.styles import styles_command
from converter.commands.renumber import renumber_command
from converter.commands.serve import offer
from converter.commands.serve.arguments import preview_command, serve_command
from converter.commands.sources import sources_command
from converter.document.diagnostics import ConversionError
from converter.readers import READERS
from converter.renderers import RENDERERS

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

COMPLETION = "_FOOTNOTED_COMPLETE"
"""The variable in which a shell asks for completion."""


def main(args: list[str]) -> int:
    """Run the command with these arguments; its exit code. Raises `ConversionError`.

    `click.Command.main` would end the process with 1 when a pipe is closed, so it only prints completion.
    """
    if os.environ.get(COMPLETION):
        command.main(args, "footnoted", complete_var=COMPLETION)
    if not args and (code := offer()) is not None:
        return code
    try:
        with command.make_context("footnoted", args) as context:
            return int(command.invoke(context) or FINE)
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.ClickException as error:
        with suppress(OSError):
            error.show()
        return FAILED


class _ConvertByDefault(click.Group):
    """``footnoted in.txt -o out.docx`` is ``footnoted convert in.txt -o out.docx``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = (*self.commands, "-h", "--help", "--version")
        if (
            not ctx.resilient_parsing
            and args
            and args[0] not in own
            and not os.path.exists(args[0])
        ):
            args = self._meant(args)
        if args and args[0] not in own:
            args = ["convert", *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """What may come first: a command, a file to convert, or an option of the conversion."""
        if not incomplete.startswith("-"):
            return names_or_files(self.commands, incomplete)
        convert = self.commands["convert"]
        with convert.make_context("convert", [], ctx, resilient_parsing=True) as context:
            offered = (
                *super().shell_complete(ctx, incomplete),
                *convert.shell_complete(context, incomplete),
            )
        return list({one.value: one for one in offered}.values())

    def _meant(self, args: list[str]) -> list[str]:
        """The arguments, ``help check`` as ``check --help``. Refuses a misspelt command."""
        word, *others = args
        if word == "help":
            return [*(one for one in others[:1] if one in self.commands), "--help"]
        from difflib import get_close_matches

        if near := get_close_matches(word, [*self.commands, "help"], 1, 0.75):
            raise ConversionError(
                f"there is no command or file {show(word)}; did you mean {near[0]}?"
            )
        return args


SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(cls=_ConvertByDefault, context_settings=SETTINGS, epilog=EPILOG)
@click.version_option(__version__, prog_name="footnoted", message="%(prog)s %(version)s")
def command() -> None:
    """Convert text with inline footnote markers to Word, web pages and LaTeX, with real notes.

    \b
    footnoted article.txt -o article.docx -o article.html -o article.tex
    """


@click.command("formats")
def formats_command() -> None:
    """List the formats that can be read and written."""
    for title, table in (("Read", READERS), ("Write", RENDERERS)):
        sys.stdout.write(f"{title}:\n")
        for name, format in table.items():
            suffixes = ", ".join(format.suffixes)
            sys.stdout.write(f"  {name:11} {suffixes:16} {format.description}\n")


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion_command(shell: str) -> None:
    """Print completion for a shell: eval "$(footnoted completion bash)"."""
    from click.shell_completion import get_completion_class

    completion = get_completion_class(shell)
    if completion is not None:
        sys.stdout.write(completion(command, {}, "footnoted", COMPLETION).source() + "\n")


for _one in (
    convert_command,
    renumber_command,
    check_command,
    compare_command,
    sources_command,
    serve_command,
    preview_command,
    rules_command,
    rule_command,
    styles_command,
    formats_command,
    completion_command,
):
    command.add_command(_one)
