"""One file per output format: ``render(document, …) -> Rendered``. Here stands their table.

A new format is a module beside this one and a line in `RENDERERS`; it is imported on first use.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from msgspec import Struct

from converter.diagnostics import Diagnostic
from converter.model import Metadata, Node


class Rendered(NamedTuple):
    """An output, as text or as the bytes of a file, and what was noticed on the way."""

    output: str | bytes
    diagnostics: tuple[Diagnostic, ...] = ()


class Format(Struct, frozen=True):
    """What is known of a format without importing its module."""

    module: str
    suffixes: tuple[str, ...]
    description: str
    options: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()
    """Templates that an output takes from a folder beside it, where the option `assets` names one."""


def issue(meta: Metadata) -> dict[str, str]:
    """What the front matter says of volume and issue, by the names that templates print.

    A hyphen becomes an underscore, the number of the first page is one or empty. `year` is that of
    the date, `issue_line` whether there is a volume or number to print above the title, `date_below`
    whether the date must stand elsewhere.

    >>> issue(Metadata(date="May 2031", extra={"volume": "7", "first-page": "12"}))["year"]
    '2031'
    """
    values = {name.replace("-", "_"): value for name, value in meta.extra.items()}
    page = values.get("first_page") or values.get("page") or ""
    years = [word for word in re.findall("[0-9]+", meta.date) if len(word) == 4]
    line = values.get("volume") or values.get("number") or ""
    return {
        **values,
        "number": values.get("number") or values.get("issue") or "",
        "first_page": page if page.isascii() and page.isdigit() and len(page) < 7 else "",
        "year": values.get("year") or (years[-1] if years else ""),
        "issue_line": line,
        "date_below": "" if line else meta.date,
    }


def traced(block: Node, text: str) -> str:
    """A block as it was written, preceded by its place in the source."""
    return text if not text or block.span is None else f"\x01{block.span.start}\x01{text}"


RENDERERS = {
    "docx": Format(
        "converter.renderers.docx",
        (".docx",),
        "Word, with real footnotes and endnotes",
        ("reference_doc", "styles", "line_numbers", "created"),
    ),
    "html": Format(
        "converter.renderers.html",
        (".html", ".htm"),
        "a web page with hover notes",
        ("template", "notes_as", "toc", "fragment", "id_prefix", "assets"),
        ("article.css", "footnotes.css", "notes.css", "notes.js", "sidenotes.css", "theme.js"),
    ),
    "latex": Format(
        "converter.renderers.latex",
        (".tex",),
        "LaTeX with \\footnote",
        ("template", "fragment"),
    ),
    "pdf": Format(
        "converter.renderers.pdf",
        (".pdf",),
        "PDF, set by TeX or, without it, by Typst",
        ("template", "pdf_engine"),
    ),
    "typst": Format("converter.renderers.typst", (".typ",), "Typst with #footnote", ("template",)),
    "marker": Format("converter.renderers.marker", (".txt",), "text with [footnoteRef:n] markers"),
    "json": Format("converter.renderers.json", (".json",), "the tree, with its source places"),
    "tree": Format(
        "converter.renderers.tree", (".tree",), "the tree, indented, for people", ("spans",)
    ),
}
