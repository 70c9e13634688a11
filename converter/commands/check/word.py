"""Word files checked by their marker text: mended, or with a comment at each finding."""

from __future__ import annotations

from typing import Any, NamedTuple

from converter.checks import Finding, check
from converter.checks.fixes import mend
from converter.checks.selection import Selection
from converter.conversion import read
from converter.document.model import Span
from converter.editing.commenting import Comment, with_comments, without_comments
from converter.editing.rewriting import rewrite, view
from converter.editing.rewriting.numbered import located
from converter.formats import Parsed
from converter.readers.marker.parser import parse

AUTHOR = "footnoted"
"""Whose comments and tracked changes ours are."""


class Mended(NamedTuple):
    """The new file, as read, what is still found, and how much was mended; its text before and after."""

    output: bytes
    parsed: Parsed
    findings: list[Finding]
    problems: int
    before: Parsed
    after: Parsed


def mended(
    data: bytes,
    chosen: Selection,
    usage: dict[str, Any],
    numbers: dict[str, Any],
    *,
    unsafe: bool,
    tracked: bool,
) -> Mended:
    """Mend the Word file `data`. `usage` is the style and profile of the check, `numbers` the notes'.

    Raises `ConversionError` where a mend cannot be written into the file.
    """
    before = _parsed(data, usage, numbers)
    done = mend(before, chosen, unsafe=unsafe, structure="none", **usage, **numbers)
    output = rewrite(data, done.parsed.source, track_as=AUTHOR if tracked else "")
    again = read(output, "docx", citation_style=usage["style"], **numbers)
    findings = check(again, chosen, **usage)
    return Mended(output, again.with_source(), findings, done.count, before, done.parsed)


def commented(
    data: bytes, chosen: Selection, usage: dict[str, Any], numbers: dict[str, Any]
) -> tuple[bytes, Parsed, list[Finding]]:
    """The Word file `data` with a comment at each finding, its marker text, and the findings."""
    parsed = _parsed(data, usage, numbers)
    findings = check(parsed, chosen, **usage)
    comments = [Comment(one.span or Span(0, 0), _words(one)) for one in findings]
    output = with_comments(data, comments, author=AUTHOR) if comments else data
    placed = parsed._replace(document=located(parsed.document, parsed.source))
    return output, placed, findings


def without_our_comments(data: bytes) -> tuple[bytes, int]:
    """The Word file `data` without our comments, and how many these were."""
    return without_comments(data, author=AUTHOR)


def _parsed(data: bytes, usage: dict[str, Any], numbers: dict[str, Any]) -> Parsed:
    return parse(view(data).text, citation_style=usage["style"], structure="none", **numbers)


def _words(finding: Finding) -> str:
    note = f"Note {finding.note}: " if finding.note else ""
    return f"{note}{finding.message}. {finding.remedy} ({finding.code})"
