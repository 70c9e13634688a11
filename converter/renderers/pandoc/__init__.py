"""The document as pandoc's JSON, from which every writer of pandoc makes its format.

Pandoc numbers all notes in one row and knows no custom marks, so the numbers in the words are those that
its writers print. What it has no type for stands in attributes (`converter.programs.pandoc_spans`), from
which our reader makes the same tree again.
"""

from __future__ import annotations

import msgspec

from converter.document.model import Document
from converter.document.notes import not_printed
from converter.formats import Rendered
from converter.programs import pandoc_json as pandoc
from converter.renderers.pandoc.metadata import metadata
from converter.renderers.pandoc.nodes import blocks
from converter.renderers.pandoc.work import Work, as_pandoc_numbers

VERSION = (*pandoc.VERSION, 1)


def render(document: Document) -> Rendered:
    """A document in the JSON of pandoc 3, for ``pandoc -f json``."""
    work = Work(as_pandoc_numbers(document))
    meta = metadata(document, work)
    written = pandoc.Pandoc(VERSION, meta, blocks(document.blocks, work))
    return Rendered(msgspec.json.encode(written).decode() + "\n", tuple(not_printed(work.index)))
