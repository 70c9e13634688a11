"""A document made fit for pandoc's writers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import structs

from converter.document.diagnostics import Diagnostic, diagnose
from converter.document.model import (
    Block,
    BlockQuote,
    Document,
    Figure,
    Heading,
    Inline,
    Link,
    Note,
    NoteRef,
    Paragraph,
    Superscript,
    Text,
)
from converter.document.notes import index_notes
from converter.document.tree import marks, rebuilt
from converter.renderers.addresses import is_safe_url


def title_notes(document: Document) -> list[Note]:
    """The notes that title, authors and abstract call."""
    meta = document.meta
    titles = (*meta.title, *meta.subtitle, *(one for name in meta.authors for one in name))
    keys = {mark.note: None for mark in marks((*titles, *meta.abstract))}
    notes = {note.key: note for note in document.notes}
    return [notes[key] for key in keys if key in notes]


def with_notes_below(document: Document, notes: list[Note]) -> Document:
    """The document without marks in its titles: the notes stand before the text, each with its mark.

    Pandoc's writers print such a note twice, or number it apart from those of the text. A note that the
    text calls too is left to it.
    """
    called = {mark.note for mark in marks(document.blocks)}
    index = index_notes(document)
    before: list[Block] = []
    for note in notes:
        if note.key not in called:
            label = Superscript((Text(index.label(note.key)),))
            first, *others = note.blocks or (Paragraph(()),)
            words = first.content if isinstance(first, Paragraph) else ()
            rest = others if isinstance(first, Paragraph) else [first, *others]
            before += (Paragraph((label, Text(" "), *words)), *rest)
    kept = tuple(note for note in document.notes if note not in notes or note.key in called)

    def unmarked(nodes: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple([rebuilt(node, unmarked) for node in nodes if not isinstance(node, NoteRef)])

    changed = _with_titles(document, unmarked)
    return structs.replace(changed, blocks=(*before, *document.blocks), notes=kept)


def lowered(document: Document, levels: int) -> Document:
    """The document with headings so many levels lower: a writer of EPUB makes a file of each highest,
    and numbers the notes of each file from 1.
    """
    if not levels:
        return document

    def lower(nodes: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple([one_lower(node) for node in nodes])

    def one_lower(node: Any) -> Any:
        if isinstance(node, Heading):
            return structs.replace(node, level=min(node.level + levels, 6))
        return rebuilt(node, lower) if isinstance(node, BlockQuote | Figure) else node

    return structs.replace(document, blocks=lower(document.blocks))


def without_dead_links(document: Document, found: list[Diagnostic]) -> Document:
    """The document with the words alone of links that must not be live."""

    def tame(nodes: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple([one for node in nodes for one in tamed(node)])

    def tamed(node: Any) -> tuple[Any, ...]:
        node = rebuilt(node, tame)
        if not isinstance(node, Link) or is_safe_url(node.url):
            return (node,)
        found.append(diagnose("R003", node.span, url=node.url))
        words: tuple[Inline, ...] = node.content
        return words

    notes = tame(document.notes)
    changed = _with_titles(document, tame)
    return structs.replace(changed, blocks=tame(document.blocks), notes=notes)


def _with_titles(document: Document, change: Callable[[tuple[Any, ...]], Any]) -> Document:
    """The document with what `change` makes of title, authors and abstract."""
    meta = structs.replace(
        document.meta,
        title=change(document.meta.title),
        subtitle=change(document.meta.subtitle),
        authors=tuple(map(change, document.meta.authors)),
        abstract=change(document.meta.abstract),
    )
    return structs.replace(document, meta=meta)
