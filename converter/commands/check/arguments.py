"""The arguments of ``footnoted check``, ``rules`` and ``rule``, read with click."""

from __future__ import annotations

from typing import Any

import click
from msgspec import structs

from converter.commands.check import Checking, run
from converter.commands.check.settings import (
    EXTEND_SELECT,
    IGNORE,
    PROFILE,
    SELECT,
    SETTINGS,
    UNSAFE_FIXES,
    USED_STYLE,
)
from converter.commands.completion import codes, files
from converter.commands.files import STANDARD, write_output
from converter.commands.house.profile import TYPOGRAPHY
from converter.commands.options import MAX_SIZE, QUIET, VERBOSE, GroupedCommand, as_click
from converter.formats import Option
from converter.readers import ENCODING, INLINE_MARKS, NOTATION, NOTES, SELECTOR, STRUCTURE
from converter.readers.restoring.typography import NAMES

*_MOST, _LAST = SETTINGS

EPILOG = f"""\b
Exit codes: 0 nothing found; 1 something found; 2 not done.
Settings: {", ".join(_MOST)} and {_LAST} in
footnoted.toml, or under [tool.footnoted] in pyproject.toml; the nearest above each file counts."""

HOUSE = structs.replace(
    TYPOGRAPHY,
    names=NAMES,
    group="Rules",
    help="What is proposed by V003, and whose habits the rules heed: as of convert.",
)
CONFIG = Option(
    name="config",
    metavar="FILE",
    group="Rules",
    help="Settings, instead of the nearest footnoted.toml.",
)
BASELINE = Option(
    name="baseline",
    metavar="FILE",
    group="Rules",
    help="Leave out the findings that this file names.",
)
WRITE_BASELINE = Option(
    name="write_baseline",
    metavar="FILE",
    group="Rules",
    help="Write what is found today, to be left out from now on.",
)
ISOLATED = Option(
    name="isolated",
    kind="flag",
    default=False,
    group="Rules",
    help="Take no settings from files.",
)
FIX = Option(
    name="fix",
    kind="flag",
    default=False,
    group="Mending",
    help="Mend what is safe to mend, in the files.",
)
OUTPUT = Option(
    name="output",
    flags=("-o", "--output"),
    metavar="OUT",
    group="Mending",
    help="A report as .html; of one file, what --fix mends or a Word file with comments.",
)
PAGE = Option(
    name="page",
    metavar="ADDRESS",
    group="Mending",
    help="The article's web page, to whose notes a report leads.",
)
REMOVE_COMMENTS = Option(
    name="remove_comments",
    kind="flag",
    default=False,
    group="Mending",
    help="Write a Word file without our comments to -o.",
)
TRACK_CHANGES = Option(
    name="track_changes",
    kind="flag",
    default=False,
    group="Mending",
    help="Mend a Word file by tracked changes, which Word accepts or rejects.",
)
DIFF = Option(
    name="diff",
    kind="flag",
    default=False,
    group="Mending",
    help="Show what --fix would change, and change nothing.",
)
FORMAT = Option(
    name="format",
    choices=("text", "json", "sarif", "github"),
    default="text",
    metavar="FORMAT",
    group="Findings",
    help="How they are written.",
)
REFERENCES = Option(
    name="references",
    kind="flag",
    default=False,
    group="Findings",
    help="List every number behind a word for notes, the note it is bound to, or why it is to none.",
)
STATISTICS = Option(
    name="statistics",
    kind="flag",
    default=False,
    group="Findings",
    help="Count the findings of each rule.",
)
EXIT_ZERO = Option(
    name="exit_zero",
    kind="flag",
    default=False,
    group="Findings",
    help="Exit with 0 whatever was found.",
)

OPTIONS = (
    *(
        SELECT,
        EXTEND_SELECT,
        IGNORE,
        PROFILE,
        USED_STYLE,
        HOUSE,
        BASELINE,
        WRITE_BASELINE,
        CONFIG,
        ISOLATED,
    ),
    *(FIX, OUTPUT, PAGE, TRACK_CHANGES, REMOVE_COMMENTS, UNSAFE_FIXES, DIFF),
    *(ENCODING, NOTATION, STRUCTURE, INLINE_MARKS, SELECTOR, MAX_SIZE),
    *NOTES,
    *(FORMAT, REFERENCES, STATISTICS, EXIT_ZERO),
    structs.replace(QUIET, group="Findings", help="Only the findings, no summary."),
    structs.replace(
        VERBOSE, group="Findings", help="Hints too: house rules, and what was guessed."
    ),
)


@click.command(
    "check",
    cls=GroupedCommand,
    params=[
        click.Argument(["files"], metavar="FILE...", nargs=-1, required=True, shell_complete=files),
        *map(as_click, OPTIONS),
    ],
    epilog=EPILOG,
)
def check_command(**options: Any) -> int:
    """Check the notes of articles, their cross references and citations; - is standard input.

    \b
    footnoted check article.txt
    footnoted check --fix --diff article.txt      # what could be mended
    footnoted check article.docx -o report.html   # for an author, or to print
    footnoted check article.docx -o marked.docx   # a comment at each finding
    footnoted check --fix article.docx -o mended.docx
    footnoted check --references article.txt      # which note each number means
    footnoted check --select crossreferences,ids articles/*.txt
    footnoted rule X004                           # what a code means
    """
    return run(Checking(**options))


@click.command("rules")
def rules_command() -> None:
    """List the rules of the check, by group."""
    from converter.checks.explain import list_rules

    write_output(STANDARD, list_rules().encode())


@click.command("rule")
@click.argument("code", shell_complete=codes)
def rule_command(code: str) -> None:
    """Explain a rule, with an example of what it finds."""
    from converter.checks.explain import explain

    write_output(STANDARD, explain(code).encode())
