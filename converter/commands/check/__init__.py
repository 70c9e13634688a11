"""What the command ``footnoted check`` does, without the reading of its arguments."""

from __future__ import annotations

import sys
from codecs import BOM_UTF8
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct, structs

from converter import __version__
from converter.checks import Finding, Profile
from converter.checks.selection import Selection, known_names
from converter.commands import FINE, FOUND, count
from converter.commands.check.settings import Settings, read_settings
from converter.commands.configuration import Configuration, nearest, read_file
from converter.commands.files import (
    STANDARD,
    read_document,
    read_input,
    same_file,
    show,
    shown_input,
    write_output,
)
from converter.commands.house.profile import house_of
from converter.crossrefs import CitationStyle, style_of
from converter.document.diagnostics import ConversionError
from converter.document.model import NumberFormat
from converter.formats import Notation, Parsed, Structure
from converter.readers import NOTES
from converter.readers.recognition import told_by_content

if TYPE_CHECKING:
    from converter.checks.reports import Checked


class Checking(Struct, kw_only=True):
    """What is asked of a check; what is None is left to the settings. `max_size` in megabytes."""

    files: tuple[str, ...]
    select: tuple[str, ...] | None
    extend_select: tuple[str, ...] | None
    ignore: tuple[str, ...] | None
    baseline: str | None
    write_baseline: str | None
    profile: Profile | None
    citation_style: CitationStyle | None
    typography: str | None
    unsafe_fixes: bool | None
    config: str | None
    isolated: bool
    encoding: str | None
    notation: Notation | None
    structure: Structure
    inline_marks: bool
    selector: str | None
    notes: Literal["footnotes", "endnotes"] | None
    note_numbering: NumberFormat | None
    note_start: int | None
    note_restart: Literal["section", "page"] | None
    max_size: float
    format: Literal["text", "json", "sarif", "github"]
    fix: bool
    output: str | None
    page: str | None
    track_changes: bool
    remove_comments: bool
    diff: bool
    references: bool
    statistics: bool
    exit_zero: bool
    quiet: bool
    verbose: bool


def run(checking: Checking) -> int:
    """Check every file, mend where asked, say what was found; the exit code.

    Raises `ConversionError`, before anything is written, for a file or setting that cannot be read.
    """
    from converter.checks.reports import Checked

    if checking.references:
        return _list_references(checking)
    _check_output(checking)
    if checking.remove_comments:
        return _remove_comments(checking)
    work = [_check(file, checking) for file in checking.files]
    if not checking.diff:
        for one in work:
            if one.new is not None:
                write_output(checking.output or one.file, one.new)
    if checking.write_baseline:
        return _write_baseline(checking, work)
    checked = [
        Checked(shown_input(one.file), one.parsed, one.findings, 0 if checking.diff else one.mended)
        for one in work
    ]
    if _is_report(checking):
        from converter.checks.reports.page import as_page

        page = as_page(checked, article=checking.page or "", unsafe=bool(checking.unsafe_fixes))
        write_output(str(checking.output), page.encode("utf-8", "backslashreplace"))
    _write(checking, work, checked)
    found = any(one.findings or (checking.diff and one.mended) for one in work)
    return FOUND if found and not checking.exit_zero else FINE


def _write_baseline(checking: Checking, work: list[_Work]) -> int:
    from converter.checks.dismissed import HEAD, written

    lines = [written(one.findings, one.parsed.source, one.parsed.document) for one in work]
    write_output(str(checking.write_baseline), "".join((HEAD, *lines)).encode("utf-8", "replace"))
    if not checking.quiet:
        found = count(sum(len(one.findings) for one in work), "problem")
        sys.stderr.write(
            f"{show(str(checking.write_baseline))}: {found}; --baseline leaves them out\n"
        )
    return FINE


def _known(checking: Checking, settings: Settings) -> frozenset[str]:
    """The findings that are left out."""
    from converter.checks.dismissed import read

    if checking.baseline is None:
        return frozenset(settings.dismiss)
    data = read_input(checking.baseline, LARGEST_BASELINE)
    return frozenset(settings.dismiss) | read(data.decode("utf-8", "replace"))


LARGEST_BASELINE = 10_000_000


def _check_output(checking: Checking) -> None:
    """Raises `ConversionError` if an output is named that cannot be written, or the input again."""
    if checking.track_changes and not (checking.fix and checking.output):
        raise ConversionError("--track-changes is for --fix of a Word file; add -o mended.docx")
    if checking.page is not None and not _is_report(checking):
        raise ConversionError("--page is for a report; add -o report.html")
    if checking.output is None:
        return
    if (len(checking.files) > 1 and not _is_report(checking)) or checking.diff:
        raise ConversionError("-o is for one file, and without --diff")
    if any(same_file(one, checking.output) for one in checking.files):
        raise ConversionError(
            f"{show(checking.output)} is the input; choose another name for the output"
        )


def _is_report(checking: Checking) -> bool:
    output = checking.output or ""
    return output.lower().endswith((".html", ".htm")) and not checking.fix


def _remove_comments(checking: Checking) -> int:
    from converter.commands.check.word import without_our_comments

    file, output = checking.files[0], checking.output
    if output is None or checking.fix:
        raise ConversionError(
            "--remove-comments is for one Word file; add -o clean.docx, without --fix"
        )
    new, removed = without_our_comments(read_input(file, int(checking.max_size * 1_000_000)))
    write_output(output, new)
    if not checking.quiet:
        sys.stderr.write(f"{show(output)}: {count(removed, 'comment')} removed\n")
    return FINE


def _list_references(checking: Checking) -> int:
    from converter.commands.check.references import Listed, as_json, as_table
    from converter.crossrefs.mentions import mentions

    if checking.fix or checking.diff or checking.statistics:
        raise ConversionError("--references only lists; leave out --fix, --diff and --statistics")
    if checking.format not in ("text", "json"):
        raise ConversionError("--references is written as --format text or json")
    listed = []
    for file in checking.files:
        set_style = _settings(file, checking).citation_style
        parsed = _read(file, checking, set_style)[0].with_source()
        style = set_style or style_of(parsed.document.meta.lang)
        listed.append(Listed(shown_input(file), parsed, mentions(parsed, style)))
    _put(as_json(listed) if checking.format == "json" else as_table(listed))
    return FINE


class _Work(Struct, frozen=True):
    """A file: as it was read or mended, what is found, how much was mended, the new bytes and a diff."""

    file: str
    parsed: Parsed
    findings: list[Finding]
    mended: int = 0
    new: bytes | None = None
    diff: str = ""
    unsafe: bool = False


def _check(file: str, checking: Checking) -> _Work:
    from converter.checks import check
    from converter.checks.fixes import mend

    settings = _settings(file, checking)
    house = house_of(checking.typography) if checking.typography else None
    ranges = house.habits.get("ranges") if house else None
    chosen = _selection(settings, endash=ranges == "5–7", hints=checking.verbose)
    parsed, data = _read(file, checking, settings.citation_style)
    style = settings.citation_style or style_of(parsed.document.meta.lang)
    usage: dict[str, Any] = {
        "style": style,
        "profile": settings.profile,
        "house": house,
        "known": _known(checking, settings),
    }
    unsafe = settings.unsafe_fixes
    mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
    is_source = data.removeprefix(mark) == parsed.source.encode("utf-8", "surrogatepass")
    is_word = told_by_content(data) == "docx"
    if not (checking.fix or checking.diff):
        if checking.output and not _is_report(checking):
            return _commented(file, data, chosen, checking, usage, is_word=is_word)
        findings = check(parsed, chosen, **usage)
        if not is_source:  # as of a web page, whose places are those of its words
            findings = [structs.replace(one, fix=None) for one in findings]
        return _Work(file, parsed.with_source(), findings, unsafe=unsafe)
    if is_word:
        return _mended_word(file, data, chosen, checking, usage)
    if not is_source:
        raise ConversionError(f"--fix is for text in UTF-8; mend {show(file)} where it was written")
    usage |= {name: getattr(checking, name) for name in ("notation", "structure", "inline_marks")}
    mended = mend(parsed, chosen, unsafe=unsafe, **usage, **_numbering(checking))
    done = _Work(file, mended.parsed, mended.findings, mended.count, unsafe=unsafe)
    if checking.diff:
        return structs.replace(done, diff=_diff(file, parsed, mended.parsed))
    new = mark + mended.parsed.source.encode("utf-8", "surrogatepass")
    return structs.replace(done, new=new if new != data or file == STANDARD else None)


def _commented(
    file: str,
    data: bytes,
    chosen: Selection,
    checking: Checking,
    usage: dict[str, Any],
    *,
    is_word: bool,
) -> _Work:
    """A Word file with a comment at each finding."""
    from converter.commands.check.word import commented

    if not is_word:
        raise ConversionError(
            f"{show(file)}: comments are for Word files; with text, -o is for --fix"
        )
    new, parsed, findings = commented(data, chosen, usage, _numbering(checking))
    return _Work(file, parsed, findings, new=new)


def _mended_word(
    file: str,
    data: bytes,
    chosen: Selection,
    checking: Checking,
    usage: dict[str, Any],
) -> _Work:
    from converter.commands.check.word import mended

    if not (checking.diff or checking.output):
        raise ConversionError(
            f"{show(file)}: a Word file is not mended in place; name the new one, as in -o mended.docx"
        )
    unsafe = bool(checking.unsafe_fixes)
    numbers = _numbering(checking)
    done = mended(data, chosen, usage, numbers, unsafe=unsafe, tracked=checking.track_changes)
    work = _Work(file, done.parsed, done.findings, done.problems, unsafe=unsafe)
    if checking.diff:
        return structs.replace(work, diff=_diff(file, done.before, done.after))
    return structs.replace(work, new=done.output)


def _selection(settings: Settings, *, endash: bool, hints: bool) -> Selection:
    from converter.checks import all_rules

    ranges = ("S009",) if endash or settings.ranges == "endash" else ()
    return Selection(
        select=known_names(settings.select, all_rules()),
        extend=known_names(settings.extend_select, all_rules()) + ranges,
        ignore=known_names(settings.ignore, all_rules()),
        hints=hints,
    )


def _diff(file: str, old: Parsed, new: Parsed) -> str:
    from converter.checks.fixes import changed_lines
    from converter.editing.diff import unified_diff

    changes = changed_lines(old.source, new.source)
    return unified_diff(old.source, changes, shown_input(file), shown_input(file))


def _read(file: str, checking: Checking, style: CitationStyle | None) -> tuple[Parsed, bytes]:

    names = ("encoding", "notation", "structure", "inline_marks", "selector")
    asked = {name: getattr(checking, name) for name in names}
    options = {**asked, "citation_style": style, **_numbering(checking)}
    return read_document(file, None, checking.max_size, options)


def _numbering(checking: Checking) -> dict[str, Any]:
    return {one.name: getattr(checking, one.name) for one in NOTES}


def _settings(file: str, checking: Checking) -> Settings:
    """The settings for a file; those of the command line are stronger."""
    configuration = Configuration()
    if checking.config is not None:
        configuration = read_file(checking.config) or configuration
    elif not checking.isolated:
        configuration = nearest(file)
    found = read_settings(configuration)
    names = set(Settings.__struct_fields__) & set(Checking.__struct_fields__)
    given = {name: getattr(checking, name) for name in names}
    return structs.replace(found, **{name: one for name, one in given.items() if one is not None})


def _write(checking: Checking, work: list[_Work], checked: list[Checked]) -> None:
    """Findings on standard output, or a diff there; the summary where it is in nobody's way."""
    from converter.checks import reports

    unsafe = any(one.unsafe for one in work)
    on_stdout = checking.fix and STANDARD in checking.files  # there the mended text goes
    if checking.diff:
        _put("".join(one.diff for one in work))
        mended = count(sum(one.mended for one in work), "problem")
        summary = f"{mended} would be mended; nothing was changed.\n"
    else:
        summary = reports.summary(checked, unsafe=unsafe)
        if on_stdout:
            sys.stderr.write(reports.as_text(checked, excerpts=False, unsafe=unsafe))
        else:
            _put(_report(checking, checked, unsafe=unsafe))
    if not checking.quiet:
        plain = checking.format == "text" and not (checking.diff or on_stdout)
        (sys.stdout if plain else sys.stderr).write(summary)


def _report(checking: Checking, checked: list[Checked], *, unsafe: bool) -> str:
    """The findings as they were asked for."""
    from converter.checks import reports

    if checking.statistics:
        return reports.statistics(checked)
    writers: dict[str, Callable[[list[Checked]], str]] = {
        "text": partial(reports.as_text, excerpts=sys.stdout.isatty(), unsafe=unsafe),
        "json": reports.as_json,
        "sarif": partial(reports.as_sarif, version=__version__),
        "github": reports.as_github,
    }
    return writers[checking.format](checked)


def _put(text: str) -> None:
    write_output(STANDARD, text.encode("utf-8", "backslashreplace"))
