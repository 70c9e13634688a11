"""Pandoc's JSON: its document as ours, and back as our renderer wrote it.

Other formats that pandoc reads come here through `converter.readers.pandoc.sources`.
"""

from __future__ import annotations

from typing import Unpack

from converter.crossrefs import CitationStyle
from converter.document.diagnostics import Diagnostic
from converter.document.landmarks import located, strays
from converter.document.overrides import NoteOptions, with_notes
from converter.formats import Parsed
from converter.programs.pandoc_spans import OURS
from converter.readers.pandoc.document import decoded, document_of, read_words


def read(
    data: bytes, *, citation_style: CitationStyle | None = None, **notes: Unpack[NoteOptions]
) -> Parsed:
    """The document in pandoc's JSON, as ``pandoc -t json`` and ``-t pandoc-json`` write it.

    What ``-t pandoc-json`` wrote comes back as it was. Raises `ConversionError` for other data.
    """
    found: list[Diagnostic] = []
    pandocs = decoded(data)
    foreign = OURS not in pandocs.meta
    document = document_of(pandocs, found, foreign=foreign)
    if foreign:
        return read_words(document, found, citation_style, notes)
    placed, text = located(with_notes(document, found, **notes))
    return Parsed(placed, (*found, *strays(placed)), text)
