"""Metadata under pandoc's keys; what else a document knows of its notes, under one of ours."""

from __future__ import annotations

from typing import Any

from msgspec import to_builtins

from converter.document.model import Document, Inline, Numbering
from converter.document.notes import index_notes
from converter.programs import pandoc_json as pandoc
from converter.programs.pandoc_spans import OURS
from converter.renderers.pandoc.nodes import blocks, inlines, uncalled_note
from converter.renderers.pandoc.work import Work


def metadata(document: Document, work: Work) -> dict[str, pandoc.MetaValue]:
    """What stands above and around the text. Where nothing is known, there is no key."""
    meta = document.meta

    def words(content: tuple[Inline, ...]) -> pandoc.MetaInlines:
        return pandoc.MetaInlines(inlines(content, work))

    values: dict[str, pandoc.MetaValue] = {
        key: pandoc.MetaString(value) for key, value in meta.extra.items()
    }
    if meta.title:
        values["title"] = words(meta.title)
    if meta.subtitle:
        values["subtitle"] = words(meta.subtitle)
    if meta.authors:
        values["author"] = pandoc.MetaList(tuple(map(words, meta.authors)))
    if meta.date:
        values["date"] = pandoc.MetaString(meta.date)
    values["lang"] = pandoc.MetaString(meta.lang)
    if meta.abstract:
        values["abstract"] = pandoc.MetaBlocks(blocks(meta.abstract, work))
    if not work.for_writer:
        values[OURS] = pandoc.MetaMap(_of_notes(document, work))
    return values


def _of_notes(document: Document, work: Work) -> dict[str, pandoc.MetaValue]:
    """How notes are numbered, in what order they stood, and those that no mark calls."""
    index = index_notes(document)
    values: dict[str, pandoc.MetaValue] = {}
    if document.numbering != Numbering():
        values["numbering"] = _value(to_builtins(document.numbering))
    if document.endnotes is not None:
        values["endnotes"] = _value({"format": "decimal"} | to_builtins(document.endnotes))
    if index.uncalled:
        divs = tuple(uncalled_note(note, work) for note in index.uncalled)
        values["uncalled"] = pandoc.MetaBlocks(divs)
    stood = [note.key for note in document.notes]
    if stood != [*index.calls, *(note.key for note in index.uncalled)]:
        values["notes"] = _value(stood)
    return values


def _value(value: Any) -> pandoc.MetaValue:
    match value:
        case dict():
            return pandoc.MetaMap({str(key): _value(one) for key, one in value.items()})
        case list() | tuple():
            return pandoc.MetaList(tuple(map(_value, value)))
        case _:
            return pandoc.MetaString(str(value))
