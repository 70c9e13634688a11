"""Options as the command line has them: those that several commands share, and the way to click."""

from __future__ import annotations

from typing import Any

import click

from converter.commands.completion import offers
from converter.commands.files import LARGEST_INPUT
from converter.formats import Option

MAX_SIZE = Option(
    name="max_size",
    kind="size",
    default=LARGEST_INPUT,
    metavar="MB",
    group="Input",
    help="Refuse larger input.",
)
STRICT = Option(
    name="strict",
    kind="flag",
    default=False,
    flags=("--strict", "--fail-if-warnings"),
    group="Messages",
    help="Exit with 1 if there were warnings.",
)
QUIET = Option(
    name="quiet",
    kind="flag",
    default=False,
    flags=("-q", "--quiet"),
    group="Messages",
    help="Say nothing but why it failed.",
)
VERBOSE = Option(
    name="verbose",
    kind="flag",
    default=False,
    flags=("-v", "--verbose"),
    group="Messages",
    help="Also tell what was guessed and repaired.",
)

WIDEST_FLAG = 25
"""Characters of the help's left column; what is longer has a line of its own."""


class GroupedCommand(click.Command):
    """A command whose help shows its options by group."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        groups: dict[str, list[tuple[str, str]]] = {}
        group = "Options"
        for option in self.get_params(ctx):
            record = option.get_help_record(ctx) if isinstance(option, click.Option) else None
            if record is not None:
                group = getattr(option, "group", group)  # --help ends the last group
                flags, words = record
                groups.setdefault(group, []).append((flags.ljust(WIDEST_FLAG), words))
        for title, rows in groups.items():
            with formatter.section(title):
                formatter.write_dl(rows, col_max=WIDEST_FLAG)


class _GroupedOption(click.Option):
    def __init__(self, *flags: str, group: str, **attributes: Any) -> None:
        super().__init__(flags, **attributes)
        self.group = group


class _Names(click.ParamType[tuple[str, ...]]):
    """Words with commas between them."""

    name = "NAMES"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[str, ...]:
        return tuple(filter(None, map(str.strip, value.split(","))))


def as_click(option: Option) -> click.Option:
    """An option as click has it."""
    return _GroupedOption(
        option.name,
        *option.spellings,
        group=option.group,
        help=_help(option),
        type=_type(option),
        default=option.default,
        show_default=not option.choices and option.default not in (None, False, ""),
        metavar=option.metavar or None,
        is_flag=option.kind == "flag",
        multiple=option.repeated,
        nargs=option.values,
        shell_complete=offers(option),
    )


def _type(option: Option) -> click.ParamType[Any] | None:
    if option.choices:
        return click.Choice(option.choices)
    if option.kind == "number" and option.bounds:
        return click.IntRange(*option.bounds)
    if option.kind == "size":
        return click.FloatRange(min=0, min_open=True)
    return {"flag": None, "number": click.INT, "names": _Names()}.get(option.kind, click.STRING)


def _help(option: Option) -> str:
    """What an option does, and what there is to choose from."""
    if not option.choices:
        return option.help
    *most, last = [f"{one} (default)" if one == option.default else one for one in option.choices]
    return f"{option.help.removesuffix('.')}: {', '.join(most)} or {last}."
