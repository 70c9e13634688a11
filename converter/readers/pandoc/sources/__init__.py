"""Formats that pandoc reads for us. A file for each that is more than text: ``read(data, …) -> Parsed``.

Pandoc runs without access to files and network and within limits (`converter.programs.pandoc`). What it
loses of notes is put back by signs (`converter.readers.pandoc.labels`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from converter.crossrefs import CitationStyle
from converter.document.diagnostics import Diagnostic
from converter.document.overrides import NoteOptions
from converter.formats import Parsed
from converter.programs import pandoc
from converter.readers.pandoc.document import decoded, document_of, read_words
from converter.readers.pandoc.labels import Labels
from converter.readers.pandoc.sources.pictures import with_pictures
from converter.readers.pandoc.sources.said import about_messages


class Prepared(Struct, frozen=True):
    """What pandoc is to read, and what we know of it.

    `labels` are the notes whose signs are in it, `mark` is what is left of a mark whose note is missing,
    `thanks` says that notes of titles have symbols, `pictures` holds pictures, and other members of an
    archive, by their names in it, `found` what was noticed so far.
    """

    data: bytes
    labels: Labels = ()
    mark: re.Pattern[str] | None = None
    thanks: bool = False
    pictures: Mapping[str, bytes] = {}
    found: tuple[Diagnostic, ...] = ()


def through_pandoc(
    prepared: Prepared,
    name: str,
    reader: str,
    citation_style: CitationStyle | None,
    notes: NoteOptions,
) -> Parsed:
    """The document that pandoc's `reader` reads; `name` is that of the format for people.

    Raises `ConversionError` where pandoc is missing, fails, or takes more time, memory or room than it
    may have.
    """
    written, messages = pandoc.call(prepared.data, reader, "json", format=name)
    found = [*prepared.found, *about_messages(messages)]
    document = document_of(
        decoded(written), found, prepared.labels, prepared.mark, thanks=prepared.thanks
    )
    return read_words(with_pictures(document, prepared.pictures), found, citation_style, notes)
