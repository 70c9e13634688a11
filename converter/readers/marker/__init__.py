"""Bytes → text → document: marker text, in whatever encoding it is met."""

from __future__ import annotations

from typing import Unpack

from converter.crossrefs import CitationStyle
from converter.document.overrides import NoteOptions
from converter.formats import Notation, Parsed, Structure
from converter.readers.marker.encodings import decode
from converter.readers.marker.inlines import ExtractorText
from converter.readers.marker.parser import parse


def read(
    data: bytes,
    *,
    encoding: str | None = None,
    extractor_text: ExtractorText = "keep",
    notation: Notation | None = None,
    citation_style: CitationStyle | None = None,
    structure: Structure = "safe",
    inline_marks: bool = False,
    **notes: Unpack[NoteOptions],
) -> Parsed:
    """The document that marker text in bytes holds. `encoding` None: found out, see `decode`.

    Raises `ConversionError` for data that is no text.
    """
    text, noticed = decode(data, encoding)
    document, diagnostics, source = parse(
        text,
        extractor_text=extractor_text,
        citation_style=citation_style,
        notation=notation,
        structure=structure,
        inline_marks=inline_marks,
        **notes,
    )
    return Parsed(document, noticed + diagnostics, source)
