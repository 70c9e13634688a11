"""What a shell offers for the word at the cursor: names of ours, and files where one may stand."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from converter.formats import Option

    Offers = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]

OF_FILES = ("FILE", "OUT")
"""What the help calls the value of an option that is the name of a file."""


def offers(option: Option) -> Offers | None:
    """What is offered for the value of an option; None leaves it to click, which knows choices."""
    if option.names:
        return lambda _context, _parameter, word: names_or_files(option.names, word)
    if option.metavar in OF_FILES:
        return files
    if option.metavar == "DIR":
        return lambda _context, _parameter, word: [_item(word, "dir")]
    return {"FORMAT": formats, "RULES": rules}.get(option.metavar) if not option.choices else None


def files(_context: click.Context, _parameter: click.Parameter, word: str) -> list[CompletionItem]:
    """Leaves it to the shell, which knows how to quote the names of files."""
    return [_item(word, "file")]


def formats(_context: click.Context, parameter: click.Parameter, word: str) -> list[CompletionItem]:
    """The names of formats: those that are read for ``--from``, those that are written for ``--to``."""
    from converter.readers import READERS
    from converter.renderers import RENDERERS

    table = READERS if parameter.name == "source_format" else RENDERERS
    return [
        _item(name, help=format.description)
        for name, format in table.items()
        if name.startswith(word)
    ]


def rules(_context: click.Context, _parameter: click.Parameter, word: str) -> list[CompletionItem]:
    """Codes and groups of rules; after a comma, another."""
    from converter.checks import all_rules
    from converter.checks.selection import ALL, GROUPS

    before, comma, last = word.rpartition(",")
    known = {code: rule.name for code, rule in all_rules().items()} | GROUPS | {ALL: "All rules"}
    return [_item(before + comma + one, help=known[one]) for one in _alike(known, last)]


def codes(_context: click.Context, _parameter: click.Parameter, word: str) -> list[CompletionItem]:
    """Codes and names of all that ``footnoted rule`` explains."""
    from converter.checks import all_rules
    from converter.document.faults import FAULTS

    named = {code: rule.name for code, rule in all_rules().items()}
    named |= {code: fault.name for code, fault in FAULTS.items()}
    found = [_item(code, help=named[code]) for code in _alike(named, word)]
    return found or [_item(name) for name in _alike(named.values(), word)]


def names_or_files(names: Iterable[str], word: str) -> list[CompletionItem]:
    """Names of ours that begin so, and files that do; these alone are left to the shell.

    Bash takes either its own names of files or ours, never both.
    """
    found = [_item(name) for name in _alike(names, word)]
    return found + [_item(name) for name in _listed(word)] if found else [_item(word, "file")]


def _alike(names: Iterable[str], word: str) -> list[str]:
    return [name for name in names if name.casefold().startswith(word.casefold())]


def _listed(word: str) -> list[str]:
    """Files whose path begins so, if the shell need not quote it; hidden ones are left out."""
    folder, beginning = os.path.split(word)
    try:
        names = sorted(os.listdir(folder or "."))
    except OSError:
        return []
    plain = [name for name in names if name.replace("-", "").replace(".", "").isalnum()]
    return [
        os.path.join(folder, name)
        for name in plain
        if name.startswith(beginning) and not name.startswith(".")
    ]


def _item(value: str, type: str = "plain", help: str = "") -> CompletionItem:
    from click.shell_completion import CompletionItem

    return CompletionItem(value, type, help or None)
