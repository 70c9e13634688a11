"""What every reader does last: typed markers are read, notes numbered as asked, references bound."""

from __future__ import annotations

from typing import Unpack

from converter.crossrefs import TRIGGERS, CitationStyle, has_targets, style_of
from converter.document.diagnostics import Diagnostic, diagnose
from converter.document.model import Block, Document, Note, Text
from converter.document.overrides import NoteOptions, with_notes
from converter.document.ties import NO_BREAK_SPACE, untied
from converter.document.tree import walk
from converter.formats import Parsed

IN_MARK = "noteref:"
"""What stands in every typed mark, in letters of either case."""


def with_typed_markers(
    blocks: tuple[Block, ...], notes: tuple[Note, ...], found: list[Diagnostic]
) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    """Blocks and notes as `with_literal_markers` has them; the same if no mark is typed in any text."""
    texts = (node.text for node in walk(blocks) if type(node) is Text)
    if not any(IN_MARK in text.lower() for text in texts):
        return blocks, notes
    from converter.readers.literal import with_literal_markers  # brings the reader of marker text

    return with_literal_markers(blocks, notes, found)


def finished(
    document: Document,
    source: str,
    found: list[Diagnostic],
    citation_style: CitationStyle | None = None,
    **notes: Unpack[NoteOptions],
) -> Parsed:
    """What reading gives, of a document that a reader has built from typed words.

    `source` is the text that its spans count in, empty if it has none; `found` is what was noticed so
    far. `citation_style` None: that of the document's language.
    """
    document = with_notes(document, found, **notes)
    if not document.blocks and not document.notes:
        found.append(diagnose("E004"))
    style = citation_style or style_of(document.meta.lang)
    if has_targets(document) and _may_refer(document, style):
        from converter.crossrefs.bind import bind  # brings a grammar that other texts do without

        document = bind(document, None, style, found)
    if NO_BREAK_SPACE in source:
        document = untied(document)
    found.sort(key=lambda one: one.span.start if one.span else -1)
    return Parsed(document, tuple(found), source)


def _may_refer(document: Document, style: CitationStyle) -> bool:
    """Whether any word of a document may begin a cross reference."""
    search = TRIGGERS[style].search
    texts = (node.text for node in walk((*document.blocks, *document.notes)) if type(node) is Text)
    return any(search(text) or "\u00ad" in text for text in texts)
