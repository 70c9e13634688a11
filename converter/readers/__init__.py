"""A file or folder for each input format: ``read(data, …) -> Parsed``. Here stands their table."""

from __future__ import annotations

from typing import get_args

from converter.crossrefs import CitationStyle
from converter.formats import Format, Option

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
CITATION_STYLE = Option(
    name="citation_style",
    choices=get_args(CitationStyle),
    default="bluebook",
    metavar="STYLE",
    group="Input",
    help="Which cross references are read.",
)

READERS = {
    "marker": Format(
        "converter.readers.marker",
        (".txt",),
        "text with [footnoteRef:n] markers",
        (ENCODING, EXTRACTOR_TEXT, CITATION_STYLE),
    ),
    "html": Format(
        "converter.readers.html",
        (".html", ".htm", ".xhtml"),
        "the words of a web page, with [footnoteRef:n] markers",
        (ENCODING, CITATION_STYLE),
    ),
    "json": Format("converter.readers.json", (".json",), "the tree, as -t json writes it"),
}
