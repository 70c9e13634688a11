"""One file per output format: ``render(document, …) -> Rendered``. Here stands their table.

A new format is a module beside this one and a line in `RENDERERS`; it is imported on first use.
"""

from __future__ import annotations

from converter.formats import Format

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
