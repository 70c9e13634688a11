"""Pandoc's document as ours: its notes found, its words read, its cross references bound."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from msgspec import structs

from converter.crossrefs import CitationStyle
from converter.document.diagnostics import ConversionError, Diagnostic, diagnose
from converter.document.landmarks import located, strays
from converter.document.model import Block, Document, Paragraph, Stray, Text
from converter.document.overrides import NoteOptions
from converter.document.tree import DEEPEST, is_deeper_than
from converter.formats import Parsed
from converter.programs import pandoc_json
from converter.programs.pandoc_json import VERSION, Pandoc
from converter.readers.finish import finished, with_typed_markers
from converter.readers.marker.inlines import merged
from converter.readers.pandoc.blocks import NodeReader
from converter.readers.pandoc.labels import Labels
from converter.readers.pandoc.metadata import in_order, read_metadata, uncalled, with_ours
from converter.readers.pandoc.raw import COMMENTS, TAGS
from converter.readers.pandoc.survey import survey, with_thanks, without_bodies

REMEDIES = {
    "titles of links and pictures": "The links and pictures are kept without them.",
    "citations by key": "They are kept as typed; no bibliography is read.",
    "formulas": "Each is kept as it is typed in TeX.",
    "lists of definitions": "Each term is a paragraph, and what is said of it stands below.",
    TAGS: "The words between them are kept.",
    COMMENTS: "They were left out.",
}
"""What `NodeReader.lost` counts, and what became of it."""

TOO_DEEP = "this document is nested too deeply"


def decoded(data: bytes) -> Pandoc:
    """Pandoc's document in JSON. Raises `ConversionError` for other data."""
    import msgspec

    try:
        pandocs = msgspec.json.decode(data, type=Pandoc)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise ConversionError(f"this is not JSON of pandoc 3: {error}") from error
    except RecursionError as error:
        raise ConversionError(TOO_DEEP) from error
    if pandocs.version[:2] != VERSION:
        version = ".".join(map(str, pandocs.version))
        raise ConversionError(f"this is JSON of another pandoc (types {version}); take pandoc 3")
    return pandocs


def document_of(
    pandocs: Pandoc,
    found: list[Diagnostic],
    labels: Labels = (),
    mark: re.Pattern[str] | None = None,
    *,
    thanks: bool = False,
    foreign: bool = True,
) -> Document:
    """Pandoc's document as ours, its words as they stand.

    `labels` are the notes whose signs are in it, `mark` is what is left of a mark whose note is missing.
    With `thanks`, notes of title and authors have symbols for marks. What is not `foreign` was written
    by our renderer. Raises `ConversionError` for
    what is nested too deeply.
    """
    text, bodies = without_bodies(pandocs.blocks, labels)
    noted = survey((in_order(pandocs.meta), text), labels)
    noted.bodies = bodies
    if thanks:
        with_thanks(noted, in_order(pandocs.meta))
    if not foreign:
        noted.keys |= {key for key, _, _ in uncalled(pandocs.meta)}
    reader = NodeReader(labels, noted, found, mark, foreign=foreign)
    if not foreign:
        reader.headings = _keys_of_headings(text)
    try:
        meta = read_metadata(pandocs.meta, reader, found)
        blocks = (*reader.blocks(text), *_uncalled(reader, labels))
    except RecursionError as error:
        raise ConversionError(TOO_DEEP) from error
    found += _about_lost(reader.lost)
    document = Document(blocks, tuple(reader.notes.values()), meta)
    if not foreign:
        document = with_ours(document, pandocs.meta, reader)
    if is_deeper_than(document, DEEPEST):
        raise ConversionError(TOO_DEEP)
    return document


def _keys_of_headings(blocks: tuple[pandoc_json.Block, ...]) -> frozenset[str]:
    """The names of headings in the text, which our renderer gives to those that words point at."""
    return frozenset(
        one.c[1].id for one in blocks if isinstance(one, pandoc_json.Header) and one.c[1].id
    )


def _uncalled(reader: NodeReader, labels: Labels) -> list[Block]:
    """The words of notes that no mark calls, behind the text, each with its label."""
    blocks: list[Block] = []
    for number, words in reader.survey.uncalled.items():
        label = Paragraph((Stray(f"[{labels[number].id}:", "M002"), Text(" ")))
        first, *others = reader.blocks(words) or (Paragraph(()),)
        if isinstance(first, Paragraph):
            blocks += (Paragraph(tuple(merged([*label.content, *first.content]))), *others)
        else:
            blocks += (label, first, *others)
    return blocks


def read_words(
    document: Document,
    found: list[Diagnostic],
    citation_style: CitationStyle | None,
    notes: NoteOptions,
) -> Parsed:
    """The document with places in its own words, and with what is typed in them: marks and references."""
    document, text = located(document)
    found += strays(document)
    blocks, all_notes = with_typed_markers(document.blocks, document.notes, found)
    document = structs.replace(document, blocks=blocks, notes=all_notes)
    return finished(document, text, found, citation_style, **notes)


def _about_lost(lost: Counter[str]) -> Iterator[Diagnostic]:
    """What is to say of things that the tree has no place for."""
    for what, count in lost.items():
        if count:
            yield diagnose("P001", count=count, what=what, remedy=REMEDIES[what])
