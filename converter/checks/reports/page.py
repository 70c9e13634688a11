"""Findings as one page to read on screen or paper, for an author or the editor in chief."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import PurePath
from typing import NamedTuple
from urllib.parse import quote

from converter.checks import Finding, all_rules
from converter.checks.reports import Checked, summary
from converter.checks.selection import GROUPS, group_of
from converter.document.faults import FAULTS
from converter.document.model import Span
from converter.renderers import templates
from converter.renderers.html.text import escape, escape_attribute

NAMED = 3
"""Files that the title names."""
AROUND = 60
"""Characters shown on either side of the place of a finding."""


class Row(NamedTuple):
    """A finding with the file it is in."""

    checked: Checked
    finding: Finding

    @property
    def group(self) -> str:
        """The kind of problem that it is."""
        rule = all_rules().get(self.finding.code)
        return rule.group if rule else group_of(self.finding.code)


def as_page(checked: Sequence[Checked], *, article: str = "", unsafe: bool = False) -> str:
    """The findings as a web page: counted, by kind, and by note.

    `article` is the address of the article's own page, to whose notes the numbers lead; `unsafe` whether
    what wants an editor's eye counts as mendable.
    """
    rows = [Row(one, finding) for one in checked for finding in one.findings]
    style = templates.load("report.css")
    names = ", ".join(PurePath(one.file).name for one in checked[:NAMED])
    more = f" and {len(checked) - NAMED} more" if len(checked) > NAMED else ""
    values = {
        "title": escape(f"Check of {names}{more}"),
        "summary": escape(summary(checked, unsafe=unsafe, advice=False).strip()),
        "style": style,
        "hash": templates.style_hash(style),
        "counts": _counts(rows),
        "orders": ORDERS if rows else "",
        "findings": _by_kind(rows, article) + _by_note(rows, article) if rows else "",
    }
    return templates.fill(templates.load("report.html"), values, templates.HTML)


ORDERS = (
    '<input type="radio" name="order" id="order-kind" checked>'
    ' <label class="order" for="order-kind">By kind</label>\n'
    '<input type="radio" name="order" id="order-note">'
    ' <label class="order" for="order-note">By note</label>'
)
"""The two orders, of which the style sheet shows one."""


def _counts(rows: list[Row]) -> str:
    if not rows:
        return ""
    counts: Counter[str] = Counter()
    for row in rows:
        counts[row.group] += row.finding.stands_for
    lines = "".join(
        f"<tr><td>{escape(title)}</td><td>{counts[group] or '✓'}</td></tr>\n"
        for group, title in GROUPS.items()
    )
    head = '<tr><th scope="col">Kind</th><th scope="col">Found</th></tr>'
    return f"<table>\n<thead>{head}</thead>\n<tbody>\n{lines}</tbody>\n</table>"


def _by_kind(rows: list[Row], article: str) -> str:
    parts: list[str] = []
    for group, title in GROUPS.items():
        own = [row for row in rows if row.group == group]
        if own:
            parts.append(f"<h2>{escape(title)}</h2>\n")
            own.sort(key=lambda row: row.finding.code)
            for code, same in groupby(own, lambda row: row.finding.code):
                parts.append(f"<h3>{escape(_gist(code))}</h3>\n{_list(same, article)}")
    return f'<div class="by-kind">\n{"".join(parts)}</div>\n'


def _by_note(rows: list[Row], article: str) -> str:
    parts: list[str] = []
    for file, of_file in groupby(rows, lambda row: row.checked.file):
        parts.append(f"<h2>{escape(file)}</h2>\n")
        for note, same in groupby(of_file, lambda row: row.finding.note):
            title = f"Note {note}" if note else "Text"
            parts.append(f"<h3>{escape(title)}</h3>\n{_list(same, article)}")
    return f'<div class="by-note">\n{"".join(parts)}</div>\n'


def _gist(code: str) -> str:
    """What a rule is about, in a sentence."""
    rule = all_rules().get(code)
    return rule.gist.replace("``", "") if rule else FAULTS[code].name.replace("-", " ").capitalize()


def _list(rows: Iterable[Row], article: str) -> str:
    return f"<ol>\n{''.join(_item(row, article) for row in rows)}</ol>\n"


def _item(row: Row, article: str) -> str:
    finding = row.finding
    return (
        f'<li><p><span class="place">{_place(row, article)}</span>: {escape(finding.message)}.'
        f" {escape(finding.remedy)}</p>\n{''.join(_excerpt(row))}"
        f'<p class="rule">{finding.code} {escape(finding.name)}</p></li>\n'
    )


def _place(row: Row, article: str) -> str:
    checked, finding = row
    where = f"Note {finding.note}" if finding.note else ""
    if not where and finding.span is not None:
        position = checked.parsed.document.position(finding.span.start)
        where = position.landmark or f"Line {position.line}"
    shown = escape(where or checked.file)
    if finding.note and article:
        address = escape_attribute(f"{article}#note-{quote(finding.note)}")
        return f'<a href="{address}">{shown}</a>'
    return shown


def _excerpt(row: Row) -> Iterator[str]:
    """The words at the place of a finding, those it means marked."""
    span, source = row.finding.span, row.checked.parsed.source
    if span is None or not source:
        return
    start, end = _line(source, span)
    at, to = span.start, min(max(span.end, span.start), end)
    before, after = source[max(start, at - AROUND) : at], source[to : min(end, to + AROUND)]
    before = f"…{before}" if at - AROUND > start else before
    after = f"{after}…" if to + AROUND < end else after
    yield (
        f'<p class="words">{escape(before)}<mark>{escape(source[at:to])}</mark>{escape(after)}</p>\n'
    )


def _line(source: str, span: Span) -> tuple[int, int]:
    """The line in which a place begins."""
    end = source.find("\n", span.start)
    return source.rfind("\n", 0, span.start) + 1, len(source) if end < 0 else end
