"""A file or folder for each output format: ``render(document, …) -> Rendered``. Here stands their table.

A new format is a module beside this one and a line in `RENDERERS`; it is imported on first use.
"""

from __future__ import annotations

from converter.formats import Format, Option
from converter.renderers.templates import SHIPPED, WORD_TEMPLATES

TEMPLATE = Option(
    name="template",
    kind="text file",
    names=SHIPPED,
    metavar="NAME|FILE",
    group="Output",
    help="A look: article, lawreview, or your own (Jinja2).",
)
FRAGMENT = Option(
    name="fragment",
    kind="flag",
    default=False,
    group="Output",
    help="Only the article, to embed in a page or class.",
)

TOC = Option(
    name="toc",
    kind="flag",
    default=False,
    group="Output",
    help="Put a table of contents into it.",
)

NOTES_AS = Option(
    name="notes_as",
    choices=("popup", "sidenotes", "endnotes", "footnotes-per-section"),
    default="popup",
    metavar="PLACE",
    group="Web page",
    help="Where its notes are.",
)
ID_PREFIX = Option(
    name="id_prefix",
    default="",
    metavar="WORD",
    group="Web page",
    help="Begin all its ids with WORD.",
)
ASSETS = Option(
    name="assets",
    metavar="DIR",
    group="Web page",
    help="Write its style sheets and scripts to DIR.",
)

REFERENCE_DOC = Option(
    name="reference_doc",
    kind="file",
    names=tuple(WORD_TEMPLATES),
    metavar="FILE|NAME",
    group="Word and PDF",
    help="Styles and page of the docx: a Word file, or lawreview, lawreview-a4, manuscript.",
)
STYLES = Option(
    name="styles",
    kind="mapping",
    only_python=True,
    help="What the Word file calls our styles, by our names.",
)
LINE_NUMBERS = Option(
    name="line_numbers",
    kind="flag",
    default=False,
    group="Word and PDF",
    help="Number the lines of a Word file.",
)
CREATED = Option(
    name="created",
    kind="number",
    only_python=True,
    help="The date of the file, in seconds since 1970.",
)

PDF_ENGINE = Option(
    name="pdf_engine",
    choices=("pdflatex", "lualatex", "xelatex", "typst"),
    metavar="ENGINE",
    group="Word and PDF",
    help="Set it by",
)

PDF_STANDARD = Option(
    name="pdf_standard",
    choices=("ua-1", "a-2a", "a-3a"),
    metavar="NAME",
    group="Word and PDF",
    help="By Typst (TeX's has no tags)",
)

SPANS = Option(
    name="spans",
    kind="flag",
    default=True,
    only_python=True,
    help="Whether each node is shown with its place in the source.",
)


def _by_pandoc(name: str, suffixes: tuple[str, ...], description: str) -> Format:
    """A row for a format that pandoc writes."""
    return Format(
        "converter.renderers.pandoc.writers", suffixes, description, given={"target": name}
    )


PAGE_ASSETS = (
    *("article.css", "footnotes.css", "notes.css", "sidenotes.css"),
    *("contents.js", "find.js", "margin.js", "notes.js", "theme.js"),
)
"""The style sheets and scripts of a web page."""

RENDERERS = {
    "docx": Format(
        "converter.renderers.docx",
        (".docx",),
        "Word, with real footnotes and endnotes",
        (TOC, REFERENCE_DOC, STYLES, LINE_NUMBERS, CREATED),
    ),
    "html": Format(
        "converter.renderers.html",
        (".html", ".htm"),
        "a web page with hover notes",
        (TEMPLATE, FRAGMENT, TOC, NOTES_AS, ID_PREFIX, ASSETS),
        PAGE_ASSETS,
    ),
    "latex": Format(
        "converter.renderers.latex",
        (".tex",),
        "LaTeX with \\footnote",
        (TEMPLATE, FRAGMENT, TOC),
    ),
    "pdf": Format(
        "converter.renderers.pdf",
        (".pdf",),
        "PDF, set by TeX or, without it, by Typst",
        (TEMPLATE, TOC, PDF_ENGINE, PDF_STANDARD),
    ),
    "typst": Format(
        "converter.renderers.typst", (".typ",), "Typst with #footnote", (TEMPLATE, TOC)
    ),
    "marker": Format("converter.renderers.marker", (".txt",), "text with [footnoteRef:n] markers"),
    "json": Format("converter.renderers.json", (".json",), "the tree, with its source places"),
    "pandoc-json": Format("converter.renderers.pandoc", (), "pandoc's JSON, for its other formats"),
    "epub": _by_pandoc("epub", (".epub",), "EPUB 3"),
    "odt": _by_pandoc("odt", (".odt",), "LibreOffice, with real footnotes and endnotes"),
    "jats": _by_pandoc("jats", (".jats",), "JATS, for archives"),
    "icml": _by_pandoc("icml", (".icml",), "ICML, for InDesign"),
    "markdown": _by_pandoc("markdown", (".md", ".markdown"), "pandoc's Markdown"),
    "gfm": _by_pandoc("gfm", (), "GitHub's Markdown"),
    "rst": _by_pandoc("rst", (".rst",), "reStructuredText"),
    "mediawiki": _by_pandoc("mediawiki", (".wiki", ".mediawiki"), "MediaWiki"),
    "tree": Format(
        "converter.renderers.tree", (".tree",), "the tree, indented, for people", (SPANS,)
    ),
}
