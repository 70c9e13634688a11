"""The sheet of sources as CSV, JSON and a web page."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO

from msgspec import json
from msgspec.structs import astuple

from converter.checks.sheet import Row, Sheet, Source
from converter.renderers import templates
from converter.renderers.html.text import escape

HEADS = (
    "Note", "Order", "Signal", "Kind", "Authors", "Title", "Container", "Volume", "Page", "Pinpoint",
    "Date", "Court", "URL", "Archive link", "Form", "Stands for", "First in note", "Explanation",
    "Findings", "Citation", "Checked by", "Copy in hand",
)  # fmt: skip
"""The heads of the columns, in the order of the fields of a `Row`."""
SOURCE_HEADS = ("Source", "Kind", "Notes", "Cited in")

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet calculates if a cell begins with it."""


def as_csv(sheet: Sheet) -> bytes:
    """The sources by note (RFC 4180). No cell is a formula: behind an apostrophe it is text."""
    written = StringIO()
    table = csv.writer(written)
    table.writerow(HEADS)
    for row in sheet.rows:
        table.writerow([f"'{one}" if one.startswith(FORMULA) else one for one in astuple(row)])
    return written.getvalue().encode("utf-8", "backslashreplace")


def as_json(sheet: Sheet) -> bytes:
    """Both views: ``rows``, and ``sources`` with the notes that cite them."""
    sources = [one._asdict() for one in sheet.sources]
    return json.format(json.encode({"rows": sheet.rows, "sources": sources}), indent=1) + b"\n"


def as_page(sheet: Sheet, title: str) -> bytes:
    """A web page with both views, which loads nothing."""
    body = (
        f"<h2>By note</h2>\n{_table(HEADS, [astuple(row) for row in sheet.rows])}"
        f"<h2>Each source once</h2>\n{_table(SOURCE_HEADS, [*map(source_cells, sheet.sources)])}"
    )
    style = templates.load("report.css")
    values = {
        "title": escape(title),
        "summary": escape(summary(sheet)),
        "style": style,
        "hash": templates.style_hash(style),
        "counts": "",
        "orders": "",
        "findings": f'<div class="wide">\n{body}</div>',
    }
    page = templates.fill(templates.load("report.html"), values, templates.HTML)
    return page.encode("utf-8", "backslashreplace")


def summary(sheet: Sheet) -> str:
    """How much there is, in a sentence."""
    return f"{len(sheet.rows)} citations of {len(sheet.sources)} sources."


def source_cells(source: Source) -> tuple[str, ...]:
    """The cells of a source in the view that has each once."""
    return source.citation, source.kind, str(len(source.notes)), ", ".join(source.notes)


def _table(heads: Sequence[str], rows: list[tuple[str, ...]]) -> str:
    """A table without the columns in which nothing stands."""
    filled = [at for at, _ in enumerate(heads) if any(row[at] for row in rows)]
    head = "".join(f'<th scope="col">{escape(heads[at])}</th>' for at in filled)
    lines = "".join(f"<tr>{''.join(_cell(row[at]) for at in filled)}</tr>\n" for row in rows)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{lines}</tbody>\n</table>\n"


def _cell(words: str) -> str:
    kind = ' class="address"' if words.startswith("http") else ""
    return f"<td{kind}>{escape(words)}</td>"


assert len(HEADS) == len(Row.__struct_fields__)  # noqa: S101
