"""Which format a file is in, by its name and by what it begins with."""

from __future__ import annotations

import os.path
from codecs import BOM_UTF8

from converter.formats import format_of
from converter.readers import READERS

WEB_PAGE = (b"<!doctype html", b"<html")
"""What a web page begins with, in small letters."""
PART_OF_PAGE = (
    b"<!-- wp:",
    *(
        f"<{tag}{end}".encode()
        for tag in (
            "article",
            "blockquote",
            "body",
            "div",
            "h1",
            "h2",
            "h3",
            "main",
            "p",
            "section",
        )
        for end in " >"
    ),
)
"""What a part of one begins with, as editors of blogs give it. Text would hardly close such a tag."""

ARCHIVE = b"PK\x03\x04"
"""What a ZIP archive begins with, of which a Word file is one."""
IN_ARCHIVE = {
    b"mimetypeapplication/vnd.oasis.opendocument.text": "odt",
    b"mimetypeapplication/epub+zip": "epub",
    b"[Content_Types].xml": "docx",
}
"""What tells the format of an archive: the first member of some, the name of one in others."""

PANDOC_JSON, LONGEST_START = b'"pandoc-api-version"', 99
"""What stands at the start of pandoc's JSON, and how far that goes."""

NOT_READ = {
    ".pages": "a document of Pages; in Pages, choose File, Export To, Word, and give that file",
    ".gdoc": "a link to a Google document; there, choose File, Download, Microsoft Word (.docx)",
    ".wpd": "a WordPerfect document; in Word or LibreOffice, save it as .docx",
    ".wps": "a document of Works; in LibreOffice, save it as .docx",
}
"""What to do with files that are not read, by their suffixes; others are told by what they hold."""


def recognised(name: str, data: bytes) -> str:
    """The format, one of `READERS`, of a file with this name that holds `data`.

    A suffix that is none of ours, or that of text, says less than what stands in the file.
    """
    named = format_of(name, READERS) or "marker"
    if named == "marker":
        return told_by_content(data) or named
    if named == "json" and PANDOC_JSON in data[:LONGEST_START]:
        return "pandoc-json"
    return named


def not_read(name: str) -> str | None:
    """What files with the suffix of this name are, and what to do with them; None if it is no such."""
    return NOT_READ.get(os.path.splitext(name)[1].lower())


def told_by_content(data: bytes) -> str | None:
    """The format that data is in, if that can be told; None for text."""
    start = data[:99].removeprefix(BOM_UTF8).lstrip().lower()
    if start.startswith(WEB_PAGE) or (start.startswith(PART_OF_PAGE) and b"</" in data):
        return "html"
    if not data.startswith(ARCHIVE):
        return None
    told = (name for sign, name in IN_ARCHIVE.items() if sign in data)
    return next((name for name in told if name in READERS), "docx")
