"""The sheet of sources as a workbook of Excel, by XlsxWriter."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from msgspec.structs import astuple

from converter.checks.sheet import Row, Sheet
from converter.checks.sheet.tables import HEADS, SOURCE_HEADS, source_cells

WIDTHS = {
    "note": 6, "order": 6, "signal": 10, "kind": 12, "authors": 22, "title": 34, "container": 20,
    "volume": 8, "page": 8, "pinpoint": 10, "date": 12, "court": 10, "url": 24, "archive": 24,
    "form": 8, "stands_for": 30, "first_note": 7, "explanation": 26, "findings": 34, "citation": 46,
    "checked_by": 10, "copy_in_hand": 10,
}  # fmt: skip
"""How wide the columns are, in characters."""
SOURCE_WIDTHS = (60, 18, 10, 30)
LINE_HEIGHT = 15
"""Points of a line of a cell. Not every program fits the height of a row to its words."""
TABLOID = 3
"""Eleven by seventeen inches, by its number in Excel: the columns are many."""
CREATED = datetime(1980, 1, 1, tzinfo=UTC)
"""The same sheet gives the same bytes, whenever it is written."""


def as_workbook(sheet: Sheet) -> bytes:
    """A workbook with the sources by note, and each source once. All cells are text."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        book.set_properties({"created": CREATED.replace(tzinfo=None)})
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"})
        cell = book.add_format({"text_wrap": True, "valign": "top"})
        widths = [WIDTHS[name] for name in Row.__struct_fields__]
        rows = [astuple(row) for row in sheet.rows]
        _fill(book.add_worksheet("Notes"), HEADS, rows, widths, head, cell)
        once = [source_cells(one) for one in sheet.sources]
        _fill(book.add_worksheet("Sources"), SOURCE_HEADS, once, SOURCE_WIDTHS, head, cell)
    return out.getvalue()


def _fill(page: Any, heads: Any, rows: Any, widths: Any, head: Any, cell: Any) -> None:
    for column, (name, width) in enumerate(zip(heads, widths, strict=True)):
        page.set_column(column, column, width, cell)
        page.write_string(0, column, name, head)
    for number, row in enumerate(rows, 1):
        lines = max(-(-len(words) // width) for words, width in zip(row, widths, strict=True))
        page.set_row(number, LINE_HEIGHT * max(1, lines))
        for column, words in enumerate(row):
            if words:
                page.write_string(number, column, words, cell)
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, max(1, len(rows)), len(heads) - 1)
    page.set_landscape()
    page.set_paper(TABLOID)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
