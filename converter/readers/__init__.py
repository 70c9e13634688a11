"""A file or folder for each input format: ``read(data, …) -> Parsed``. Here stands their table."""

from __future__ import annotations

from typing import get_args

from converter.crossrefs import CitationStyle
from converter.document.model import NumberFormat
from converter.formats import Format, Notation, Option, Structure

ENCODING = Option(
    name="encoding",
    group="Input",
    help="Such as windows-1252. Without: found out.",
)
EXTRACTOR_TEXT = Option(
    name="extractor_text",
    choices=("keep", "drop"),
    default="keep",
    metavar="WHAT",
    group="Input",
    help="Comments, bookmarks and image names that Word extraction left.",
)
TRACK_CHANGES = Option(
    name="track_changes",
    choices=("accept", "reject", "all"),
    default="accept",
    metavar="WHAT",
    group="Input",
    help="Of tracked changes in a Word file, the new text, the old, or both.",
)
COMMENTS = Option(
    name="comments",
    choices=("keep", "drop"),
    default="drop",
    metavar="WHAT",
    group="Input",
    help="Comments in a Word file.",
)
CITATION_STYLE = Option(
    name="citation_style",
    choices=get_args(CitationStyle),
    metavar="STYLE",
    group="Input",
    help="Whose cross references are read; else the language's.",
)
NOTATION = Option(
    name="notation",
    choices=get_args(Notation),
    metavar="NOTATION",
    group="Input",
    help="Read notes that are written in another way than by markers.",
)
STRUCTURE = Option(
    name="structure",
    choices=get_args(Structure),
    default="safe",
    metavar="HOW",
    group="Input",
    help="What of headings, quotes and lists plain text gets back.",
)
INLINE_MARKS = Option(
    name="inline_marks",
    kind="flag",
    default=False,
    group="Input",
    help="Read *italic*, **bold** and ^small caps^ in plain text.",
)
NOTES = (
    Option(
        name="notes",
        choices=("footnotes", "endnotes"),
        metavar="KIND",
        group="Notes",
        help="Make all of one kind.",
    ),
    Option(
        name="note_numbering",
        choices=get_args(NumberFormat),
        metavar="FORMAT",
        group="Notes",
        help="How they are numbered.",
    ),
    Option(
        name="note_start",
        kind="number",
        bounds=(1, 32767),
        metavar="N",
        group="Notes",
        help="The number of the first.",
    ),
    Option(
        name="note_restart",
        choices=("section", "page"),
        metavar="WHERE",
        group="Notes",
        help="Begin anew; page in Word only.",
    ),
)
"""How the notes are numbered, as `NoteOptions`; typed numbers are those that are printed then."""

SELECTOR = Option(
    name="selector",
    metavar="CSS",
    group="Input",
    help="Where in a web page the article stands. Without: found.",
)


def _marked_up(name: str, suffixes: tuple[str, ...], description: str) -> Format:
    """A row for a markup that pandoc reads."""
    return Format(
        "converter.readers.pandoc.sources.texts",
        suffixes,
        description,
        (ENCODING, CITATION_STYLE, *NOTES),
        given={"source": name},
    )


READERS = {
    "marker": Format(
        "converter.readers.marker",
        (".txt",),
        "text with [footnoteRef:n] markers",
        (ENCODING, EXTRACTOR_TEXT, NOTATION, STRUCTURE, INLINE_MARKS, CITATION_STYLE, *NOTES),
    ),
    "docx": Format(
        "converter.readers.docx",
        (".docx", ".docm", ".dotx"),
        "a Word file, with all of its notes",
        (TRACK_CHANGES, COMMENTS, CITATION_STYLE, *NOTES),
    ),
    "html": Format(
        "converter.readers.html",
        (".html", ".htm", ".xhtml"),
        "a web page, with the notes of blogs and editors",
        (ENCODING, SELECTOR, CITATION_STYLE, *NOTES),
    ),
    "json": Format("converter.readers.json", (".json",), "the tree, as -t json writes it", NOTES),
    "markdown": _marked_up("markdown", (".md", ".markdown"), "pandoc's Markdown"),
    "gfm": _marked_up("gfm", (), "GitHub's Markdown"),
    "odt": Format(
        "converter.readers.pandoc.sources.odt",
        (".odt",),
        "LibreOffice, with its notes",
        (CITATION_STYLE, *NOTES),
    ),
    "epub": Format(
        "converter.readers.pandoc.sources.epub",
        (".epub",),
        "an EPUB, with its notes",
        (CITATION_STYLE, *NOTES),
    ),
    "latex": _marked_up("latex", (".tex",), "LaTeX with \\footnote"),
    "rst": _marked_up("rst", (".rst",), "reStructuredText"),
    "org": _marked_up("org", (".org",), "Org of Emacs"),
    "mediawiki": _marked_up("mediawiki", (".wiki", ".mediawiki"), "MediaWiki"),
    "pandoc-json": Format(
        "converter.readers.pandoc", (), "pandoc's JSON (pandoc -t json)", (CITATION_STYLE, *NOTES)
    ),
}
