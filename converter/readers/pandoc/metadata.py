"""Pandoc's metadata as ours, and what our renderer put there of the notes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, assert_never

import msgspec
from msgspec import structs

from converter.document.diagnostics import Diagnostic
from converter.document.metadata import with_values
from converter.document.model import (
    Block,
    Document,
    Inline,
    Metadata,
    NoteKey,
    Numbering,
    Paragraph,
    Text,
)
from converter.document.words import contents
from converter.formats import METADATA
from converter.programs import pandoc_json as pandoc
from converter.programs.pandoc_spans import OURS
from converter.readers.pandoc.blocks import NodeReader
from converter.readers.pandoc.inlines import letters
from converter.readers.pandoc.labels import Label
from converter.readers.pandoc.survey import label_in, note_kind

READ_HERE = ("title", "subtitle", "author", "authors", "date", "lang", "language", "abstract", OURS)

MetaValues = dict[str, pandoc.MetaValue]


def in_order(meta: MetaValues) -> tuple[pandoc.MetaValue, ...]:
    """The values that may hold notes, in the order in which they are printed."""
    keys = ("title", "subtitle", "author", "authors", "abstract")
    return tuple(meta[key] for key in keys if key in meta)


def read_metadata(meta: MetaValues, reader: NodeReader, found: list[Diagnostic]) -> Metadata:
    """What stands above and around the text. Values of other keys are kept as words."""
    authors = [*_each(meta.get("author")), *_each(meta.get("authors"))]
    read = Metadata(
        title=_inlines(meta.get("title"), reader),
        subtitle=_inlines(meta.get("subtitle"), reader),
        authors=tuple(name for one in authors if (name := _name(one, reader))),
        date=_text(meta.get("date"), reader),
        lang=_text(meta.get("lang") or meta.get("language"), reader) or Metadata().lang,
        abstract=_blocks(meta.get("abstract"), reader),
    )
    others = {key: _plain(value, reader) for key, value in meta.items() if key not in READ_HERE}
    return with_values(read, others, found, METADATA)


def with_ours(document: Document, meta: MetaValues, reader: NodeReader) -> Document:
    """The document with its numbering, the order of its notes, and those that no mark calls."""
    match meta.get(OURS):
        case pandoc.MetaMap(ours):
            pass
        case _:
            return document
    for key, label, words in uncalled(meta):
        if key not in reader.notes:
            reader.read_note(key, label, words)
    order = [str(_plain(key, reader)) for key in _each(ours.get("notes"))]
    place = {key: at for at, key in enumerate(order)}
    notes = sorted(reader.notes.values(), key=lambda note: place.get(note.key, len(place)))
    return structs.replace(
        document,
        notes=tuple(notes),
        numbering=_numbering(ours.get("numbering"), reader) or Numbering(),
        endnotes=_numbering(ours.get("endnotes"), reader),
    )


def uncalled(
    meta: MetaValues,
) -> Iterator[tuple[NoteKey, Label, tuple[pandoc.Block, ...]]]:
    """The notes that our renderer put into the metadata, as no mark calls them."""
    match meta.get(OURS):
        case pandoc.MetaMap({"uncalled": pandoc.MetaBlocks(blocks)}):
            for block in blocks:
                match block:
                    case pandoc.Div((attr, words)) if kind := note_kind(attr):
                        yield NoteKey(attr.id), label_in(attr, kind), words


def _numbering(value: pandoc.MetaValue | None, reader: NodeReader) -> Numbering | None:
    """A numbering, if the value is one."""
    if value is None:
        return None
    try:
        return msgspec.convert(_plain(value, reader), Numbering, strict=False)
    except msgspec.ValidationError:
        return None


# Values


def _each(value: pandoc.MetaValue | None) -> tuple[pandoc.MetaValue, ...]:
    """The values of a list; one alone is a list of it."""
    match value:
        case None:
            return ()
        case pandoc.MetaList(values):
            return values
        case _:
            return (value,)


def _name(value: pandoc.MetaValue, reader: NodeReader) -> tuple[Inline, ...]:
    """An author's name, which may stand beside an affiliation."""
    match value:
        case pandoc.MetaMap(fields):
            return _inlines(fields.get("name"), reader)
        case _:
            return _inlines(value, reader)


def _inlines(value: pandoc.MetaValue | None, reader: NodeReader) -> tuple[Inline, ...]:
    match value:
        case pandoc.MetaInlines(content):
            return reader.inlines(content)
        case pandoc.MetaBlocks(content):
            return tuple(one for words in contents(reader.blocks(content)) for one in words)
        case _:
            words = _text(value, reader)
            return (Text(words),) if words else ()


def _blocks(value: pandoc.MetaValue | None, reader: NodeReader) -> tuple[Block, ...]:
    match value:
        case pandoc.MetaBlocks(content):
            return reader.blocks(content)
        case _:
            words = _inlines(value, reader)
            return (Paragraph(words),) if words else ()


def _text(value: pandoc.MetaValue | None, reader: NodeReader) -> str:
    plain = _plain(value, reader) if value is not None else ""
    return plain if isinstance(plain, str) else ""


def _plain(value: pandoc.MetaValue, reader: NodeReader) -> Any:
    """A value as texts, lists and mappings of them."""
    match value:
        case pandoc.MetaMap(fields):
            return {key: _plain(one, reader) for key, one in fields.items()}
        case pandoc.MetaList(values):
            return [_plain(one, reader) for one in values]
        case pandoc.MetaBool(truth):
            return "true" if truth else "false"
        case pandoc.MetaString(words):
            return reader.as_typed(words)
        case pandoc.MetaInlines(content):
            return letters(reader.inlines(content))
        case pandoc.MetaBlocks(content):
            return "\n\n".join(letters(words) for words in contents(reader.blocks(content)))
        case _:
            assert_never(value)
