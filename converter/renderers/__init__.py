"""One file per output format: ``render(document, …) -> Rendered``. Here stands their table.

A new format is a module beside this one and a line in `RENDERERS`; it is imported on first use.
"""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from converter.diagnostics import Diagnostic


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


RENDERERS = {
    "docx": Format(
        "converter.renderers.docx",
        (".docx",),
        "Word, with real footnotes and endnotes",
        ("reference_doc",),
    ),
    "html": Format(
        "converter.renderers.html", (".html", ".htm"), "a web page with hover notes", ("template",)
    ),
    "latex": Format("converter.renderers.latex", (".tex",), "LaTeX with \\footnote", ("template",)),
    "marker": Format("converter.renderers.marker", (".txt",), "text with [footnoteRef:n] markers"),
    "json": Format("converter.renderers.json", (".json",), "the tree, with its source places"),
    "tree": Format(
        "converter.renderers.tree", (".tree",), "the tree, indented, for people", ("spans",)
    ),
}
