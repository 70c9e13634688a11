"""The document in an input file: its format told from the name, or from what it begins with."""

from __future__ import annotations

import os.path
from codecs import BOM_UTF8
from typing import Any

from converter.commands.files import format_of, read_input, show
from converter.conversion import read
from converter.document.diagnostics import ConversionError, diagnose
from converter.formats import Parsed
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


def read_document(
    file: str, format: str | None, max_size: float, options: dict[str, Any]
) -> tuple[Parsed, bytes]:
    """The document in `file` (``-``: standard input), of at most `max_size` megabytes, and its bytes.

    `format` None: by the suffix, else by what the file begins with. Options that the format does not
    have are left alone. Raises `ConversionError` for what cannot be read.
    """
    data = read_input(file, int(max_size * 1_000_000))
    named = format or format_of(file, READERS)
    known = named or "marker"
    if format is None and known == "marker":
        _refuse(file)
        known = told_by_content(data) or known  # whatever the suffix says
    if format is None and known == "json" and PANDOC_JSON in data[:LONGEST_START]:
        known = "pandoc-json"
    names = {one.name for one in READERS[known].options} if known in READERS else set()
    parsed = read(data, known, **{name: options[name] for name in names & options.keys()})
    suffix = os.path.splitext(file)[1]
    if named is None and suffix and known == "marker" and not parsed.document.notes:
        return parsed._replace(
            diagnostics=(diagnose("M017", suffix=suffix), *parsed.diagnostics)
        ), data
    return parsed, data


def _refuse(file: str) -> None:
    suffix = os.path.splitext(file)[1].lower()
    if suffix in NOT_READ:
        raise ConversionError(f"{show(file)} is {NOT_READ[suffix]}")


def told_by_content(data: bytes) -> str | None:
    """The format that data is in, if that can be told; None for text."""
    start = data[:99].removeprefix(BOM_UTF8).lstrip().lower()
    if start.startswith(WEB_PAGE) or (start.startswith(PART_OF_PAGE) and b"</" in data):
        return "html"
    if not data.startswith(ARCHIVE):
        return None
    told = (name for sign, name in IN_ARCHIVE.items() if sign in data)
    return next((name for name in told if name in READERS), "docx")
