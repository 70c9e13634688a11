"""The commands ``footnoted check``, ``rules`` and ``rule``: arguments, settings and files."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct, structs

from converter import __version__
from converter.checks import Finding, Profile
from converter.checks.selection import Selection, known_names
from converter.commands.check_settings import CHOICES, Settings, read_settings
from converter.commands.configuration import Configuration, nearest, read_file
from converter.commands.convert import FINE, FOUND
from converter.commands.files import STANDARD, read_input, show, write_output
from converter.crossrefs import CitationStyle
from converter.document.diagnostics import ConversionError
from converter.formats import Parsed

if TYPE_CHECKING:
    from converter.checks.reports import Checked

BYTE_ORDER_MARK = b"\xef\xbb\xbf"

EPILOG = """\b
Exit codes: 0 nothing found; 1 something found; 2 not done.
Settings: select, extend-select, ignore, profile, citation-style, ranges and unsafe-fixes in
footnoted.toml, or under [tool.footnoted] in pyproject.toml; the nearest above each file counts."""


class Request(Struct, kw_only=True):
    """The arguments of a check, with their defaults; what is None is left to the settings."""

    files: tuple[str, ...]
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    profile: Profile | None = None
    citation_style: CitationStyle | None = None
    unsafe_fixes: bool | None = None
    config: str | None = None
    isolated: bool = False
    encoding: str | None = None
    max_size: float = 50.0
    format: str = "text"
    fix: bool = False
    diff: bool = False
    statistics: bool = False
    exit_zero: bool = False
    quiet: bool = False
    verbose: bool = False


class _Names(click.ParamType[tuple[str, ...]]):
    """Codes and groups, with commas between them."""

    name = "RULES"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[str, ...]:
        return tuple(filter(None, map(str.strip, value.split(","))))


NAMES = _Names()


@click.command("check", epilog=EPILOG)
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--select", type=NAMES, help="Run these only: codes (S001), beginnings (S), groups, ALL."
)
@click.option("--extend-select", type=NAMES, help="Run these as well, such as hints.")
@click.option("--ignore", type=NAMES, help="Leave these out.")
@click.option("--fix", is_flag=True, help="Mend what is safe to mend, in the files.")
@click.option(
    "--unsafe-fixes", is_flag=True, default=None, help="Mend also what wants an editor's eye."
)
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--format", type=click.Choice(["text", "json", "sarif", "github"]), default="text",
              show_default=True, help="How findings are written.")  # fmt: skip
@click.option(
    "--profile", type=click.Choice(CHOICES["profile"]), help="Whose usage the text follows."
)
@click.option("--citation-style", type=click.Choice(CHOICES["citation_style"]),
              help="Which forms of cross references are read.")  # fmt: skip
@click.option("--config", metavar="FILE", help="Settings, instead of the nearest footnoted.toml.")
@click.option("--isolated", is_flag=True, help="Take no settings from files.")
@click.option("--statistics", is_flag=True, help="Count the findings of each rule.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever was found.")
@click.option("--encoding", help="Encoding of the files, such as windows-1252. Without: found out.")
@click.option("--max-size", type=click.FloatRange(min=0, min_open=True), default=50.0,
              show_default=True, metavar="MB", help="Refuse larger files.")  # fmt: skip
@click.option("-q", "--quiet", is_flag=True, help="Only the findings, no summary.")
@click.option("-v", "--verbose", is_flag=True, help="Hints too: house rules, and what was guessed.")
def check_command(**options: Any) -> int:
    """Check the notes of articles, their cross references and citations; - is standard input.

    \b
    footnoted check article.txt
    footnoted check --fix --diff article.txt      # what could be mended
    footnoted check --select crossreferences,ids articles/*.txt
    footnoted rule X004                           # what a code means
    """
    return run(Request(**options))


@click.command("rules")
def rules_command() -> None:
    """List the rules of the check, by group."""
    from converter.checks.explain import list_rules

    write_output(STANDARD, list_rules().encode())


@click.command("rule")
@click.argument("code")
def rule_command(code: str) -> None:
    """Explain a rule, with an example of what it finds."""
    from converter.checks.explain import explain

    write_output(STANDARD, explain(code).encode())


def run(request: Request) -> int:
    """Check every file, mend where asked, say what was found; the exit code.

    Raises `ConversionError`, before anything is written, for a file or setting that cannot be read.
    """
    from converter.checks.reports import Checked

    work = [_check(file, request) for file in request.files]
    if request.fix and not request.diff:
        for one in work:
            if one.new is not None:
                write_output(one.file, one.new)
    checked = [
        Checked(_shown(one.file), one.parsed, one.findings, 0 if request.diff else one.count)
        for one in work
    ]
    _write(request, work, checked)
    found = any(one.findings or (request.diff and one.count) for one in work)
    return FOUND if found and not request.exit_zero else FINE


class _Work(Struct, frozen=True):
    """A file: as it was read or mended, what is found, how much was mended, the new bytes and a diff."""

    file: str
    parsed: Parsed
    findings: list[Finding]
    count: int = 0
    new: bytes | None = None
    diff: str = ""
    unsafe: bool = False


def _check(file: str, request: Request) -> _Work:
    from converter.checks import check
    from converter.checks.fixes import mend

    settings = _settings(file, request)
    chosen = _selection(settings, hints=request.verbose)
    usage: dict[str, Any] = {"style": settings.citation_style, "profile": settings.profile}
    parsed, data = _read(file, request, settings.citation_style)
    unsafe = settings.unsafe_fixes
    if not (request.fix or request.diff):
        return _Work(file, parsed.with_source(), check(parsed, chosen, **usage), unsafe=unsafe)
    mark = BYTE_ORDER_MARK if data.startswith(BYTE_ORDER_MARK) else b""
    if data.removeprefix(mark) != parsed.source.encode("utf-8", "surrogatepass"):
        raise ConversionError(f"{show(file)} is not plain UTF-8 text, and is only mended as such")
    mended = mend(parsed, chosen, unsafe=unsafe, **usage)
    done = _Work(file, mended.parsed, mended.findings, mended.count, unsafe=unsafe)
    if request.diff:
        return structs.replace(done, diff=_diff(file, parsed, mended.parsed))
    new = mark + mended.parsed.source.encode("utf-8", "surrogatepass")
    return structs.replace(done, new=new if new != data or file == STANDARD else None)


def _selection(settings: Settings, *, hints: bool) -> Selection:
    from converter.checks import all_rules

    endash = ("S009",) if settings.ranges == "endash" else ()
    return Selection(
        select=known_names(settings.select, all_rules()),
        extend=known_names(settings.extend_select, all_rules()) + endash,
        ignore=known_names(settings.ignore, all_rules()),
        hints=hints,
    )


def _diff(file: str, old: Parsed, new: Parsed) -> str:
    from converter.checks.fixes import changed_lines
    from converter.editing.diff import unified_diff

    changes = changed_lines(old.source, new.source)
    return unified_diff(old.source, changes, _shown(file), _shown(file))


def _read(file: str, request: Request, style: CitationStyle) -> tuple[Parsed, bytes]:
    from converter.conversion import read
    from converter.readers import READERS

    data = read_input(file, int(request.max_size * 1_000_000))
    suffix = os.path.splitext(file)[1].lower()
    format = next((name for name, one in READERS.items() if suffix in one.suffixes), "marker")
    if format == "marker":
        return read(data, "marker", encoding=request.encoding, citation_style=style), data
    return read(data, format), data


def _settings(file: str, request: Request) -> Settings:
    """The settings for a file; those of the command line are stronger."""
    configuration = Configuration()
    if request.config is not None:
        configuration = read_file(request.config) or configuration
    elif not request.isolated:
        configuration = nearest(file)
    found = read_settings(configuration)
    names = set(Settings.__struct_fields__) & set(Request.__struct_fields__)
    given = {name: getattr(request, name) for name in names}
    return structs.replace(found, **{name: one for name, one in given.items() if one is not None})


def _shown(file: str) -> str:
    return "standard input" if file == STANDARD else show(file)


def _write(request: Request, work: list[_Work], checked: list[Checked]) -> None:
    """Findings on standard output, or a diff there; the summary where it is in nobody's way."""
    from converter.checks import reports as formats

    unsafe = any(one.unsafe for one in work)
    on_stdout = request.fix and STANDARD in request.files  # there the mended text goes
    summary = formats.summary(checked, unsafe=unsafe)
    if request.diff:
        _put("".join(one.diff for one in work))
    elif on_stdout:
        sys.stderr.write(formats.as_text(checked, excerpts=False, unsafe=unsafe))
    elif request.statistics:
        _put(formats.statistics(checked))
    elif request.format == "text":
        _put(formats.as_text(checked, excerpts=sys.stdout.isatty(), unsafe=unsafe))
    else:
        writers: dict[str, Callable[[list[Checked]], str]] = {
            "json": formats.as_json,
            "sarif": partial(formats.as_sarif, version=__version__),
            "github": formats.as_github,
        }
        _put(writers[request.format](checked))
    if request.diff:
        count = sum(one.count for one in work)
        summary = (
            f"{count} problem{'' if count == 1 else 's'} would be mended; nothing was changed.\n"
        )
    if not request.quiet:
        plain = request.format == "text" and not (request.diff or on_stdout)
        (sys.stdout if plain else sys.stderr).write(summary)


def _put(text: str) -> None:
    write_output(STANDARD, text.encode("utf-8", "backslashreplace"))
