"""Texts in a markup that pandoc reads."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Unpack

from msgspec import Struct

from converter.crossrefs import CitationStyle
from converter.document.diagnostics import Diagnostic, diagnose
from converter.document.overrides import NoteOptions
from converter.formats import Parsed
from converter.readers.marker.encodings import decode
from converter.readers.pandoc.labels import ANY_SIGN
from converter.readers.pandoc.sources import Prepared, signs, through_pandoc

REPLACEMENT = "\ufffd"


class Markup(Struct, frozen=True):
    """A markup: its name for people, what pandoc calls it, and how a text of it gets signs.

    `mark` is what is left of a mark whose note is missing. Notes of titles are `thanks`, with symbols for
    marks.
    """

    name: str
    reader: str
    sign: Callable[[str], signs.Signed]
    mark: re.Pattern[str] | None = None
    thanks: bool = False


MARKUPS = {
    "markdown": Markup("Markdown", "markdown", signs.sign_markdown, signs.MARKDOWN_MARK),
    "gfm": Markup(
        "GitHub's Markdown",
        "gfm+yaml_metadata_block+smart",
        signs.sign_markdown,
        signs.MARKDOWN_MARK,
    ),
    "latex": Markup("LaTeX", "latex", signs.sign_latex, thanks=True),
    "rst": Markup("reStructuredText", "rst+smart", signs.sign_rst),
    "org": Markup("Org file", "org+smart", signs.sign_org, signs.ORG_MARK),
    "mediawiki": Markup("MediaWiki text", "mediawiki+smart", signs.sign_mediawiki),
}


def read(
    data: bytes,
    *,
    source: str,
    encoding: str | None = None,
    citation_style: CitationStyle | None = None,
    **notes: Unpack[NoteOptions],
) -> Parsed:
    """The document in a text with the markup `source`, one of `MARKUPS`.

    `encoding` None: found out, see `decode`. Raises `ConversionError` for data that is no text.
    """
    markup = MARKUPS[source]
    text, noticed = decode(data, encoding)
    found: list[Diagnostic] = [*noticed]
    if ANY_SIGN.search(text):  # private-use characters that our signs are made of
        text, count = ANY_SIGN.subn(REPLACEMENT, text)
        found.append(diagnose("E001", count=count, replacement=REPLACEMENT))
    signed, labels = markup.sign(text)
    prepared = Prepared(
        signed.encode("utf-8", "replace"), labels, markup.mark, markup.thanks, found=tuple(found)
    )
    return through_pandoc(prepared, markup.name, markup.reader, citation_style, notes)
