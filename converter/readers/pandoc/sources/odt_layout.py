"""What pandoc passes over in an ODT file, put where it reads it: words in boxes, fields and tables."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from converter.document.diagnostics import Diagnostic, diagnose
from converter.readers.pandoc.labels import GRID
from converter.readers.pandoc.sources.archives import Element

OASIS = "urn:oasis:names:tc:opendocument:xmlns"
TEXT, OFFICE = f"{{{OASIS}:text:1.0}}", f"{{{OASIS}:office:1.0}}"
TABLE, DRAW = f"{{{OASIS}:table:1.0}}", f"{{{OASIS}:drawing:1.0}}"
OF_LIBREOFFICE = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"

FIELDS = (
    f"{OF_LIBREOFFICE}content-control",
    *(
        f"{TEXT}{name}"
        for name in (
            *("text-input", "drop-down", "placeholder", "conditional-text", "expression"),
            *("variable-set", "variable-get", "variable-input", "user-field-get"),
            *("user-field-input", "user-defined", "title", "subject", "author-name", "creator"),
            *("initial-creator", "date", "time", "creation-date", "modification-date", "chapter"),
        )
    ),
)
"""Fields (OpenDocument, 7.3 to 7.7) whose words stand in the text."""
BOXES = (f"{DRAW}text-box", f"{DRAW}custom-shape")
INDEXES = tuple(
    f"{TEXT}{name}"
    for name in (
        *("table-of-content", "alphabetical-index", "bibliography", "illustration-index"),
        *("object-index", "table-index", "user-index"),
    )
)
"""Lists that LibreOffice makes itself, with numbers of pages that are no longer right."""
BLOCKS = (f"{TEXT}p", f"{TEXT}h", f"{TEXT}list", f"{TABLE}table")
MOST_COLUMNS = 1000


def rearranged(content: Element) -> Iterator[Diagnostic]:
    """Change the content of an ODT file so that pandoc reads its words; say what is left out."""
    yield from _without(content, (f"{OFFICE}annotation",), "comments")
    yield from _without(content, INDEXES, "indexes and tables of contents")
    for field in content.iter(*FIELDS):
        field.tag = f"{TEXT}span"
    for box in list(content.iter(*BOXES)):
        _lift(box)
    for cell in content.iter(f"{TABLE}table-cell"):
        for heading in cell.iter(f"{TEXT}h"):  # which pandoc reads outside of tables only
            heading.tag = f"{TEXT}p"
    yield from _flatten_tables(content)
    for table in content.iter(f"{TABLE}table"):
        _show_columns(table)


def _without(content: Element, names: tuple[str, ...], what: str) -> Iterator[Diagnostic]:
    count = sum(1 for _ in content.iter(*names))
    if count:
        etree.strip_elements(content, *names, with_tail=False)
        yield diagnose("P001", count=count, what=what, remedy="They were left out.")


def _lift(box: Element) -> None:
    """Put the paragraphs of a box behind the paragraph in which it is anchored."""
    host = next(box.iterancestors(f"{TEXT}p", f"{TEXT}h"), None)
    if host is None:
        return
    for block in [child for child in box if child.tag in BLOCKS]:
        host.addnext(block)
        host = block


def _flatten_tables(content: Element) -> Iterator[Diagnostic]:
    """Make paragraphs of the cells of a table in a cell: pandoc reads no table there."""
    inner = [
        table
        for table in content.iter(f"{TABLE}table")
        if next(table.iterancestors(f"{TABLE}table-cell"), None) is not None
    ]
    for table in reversed(inner):  # the innermost first
        at = table
        for paragraph in list(table.iter(f"{TEXT}p")):
            at.addnext(paragraph)
            at = paragraph
        table.getparent().remove(table)
    if inner:
        remedy = "The words of their cells stand as paragraphs in the outer cell."
        yield diagnose("P001", count=len(inner), what="tables in tables", remedy=remedy)


def _show_columns(table: Element) -> None:
    """Add a row with a cell for each column: pandoc cuts wide cells off at the most cells of a row."""
    rows = list(table.iter(f"{TABLE}table-row"))
    width = min(max((len(row) for row in rows), default=0), MOST_COLUMNS)
    if not any(cell.tag == f"{TABLE}covered-table-cell" for row in rows for cell in row):
        return
    grid = etree.SubElement(table, f"{TABLE}table-row")
    for _ in range(width):
        cell = etree.SubElement(grid, f"{TABLE}table-cell")
        etree.SubElement(cell, f"{TEXT}p").text = GRID
