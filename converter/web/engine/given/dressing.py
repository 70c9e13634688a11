"""The looks of an opened file for the text that was made from it.

Marker text has no italics, small capitals or columns. So each paragraph and note whose words are still
those of the file takes its place; only what was edited looks as plain as it was typed.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from msgspec import structs

from converter.document.model import (
    Block,
    CodeBlock,
    CrossRef,
    Document,
    Heading,
    HeadingRef,
    Image,
    LineBreak,
    Node,
    Note,
    NoteNumber,
    NoteRef,
)
from converter.document.notes import index_notes
from converter.document.tree import rebuilt, walk
from converter.document.words import plain

N = TypeVar("N", bound=Node)

Pointing = NoteRef | NoteNumber | CrossRef | HeadingRef
"""Nodes that hold the key of another, which the file and the text may call differently."""


def dressed(document: Document, original: Document) -> Document:
    """A document that was read from marker text, with the looks of the file it was made from.

    Its notes, their order and what points at them are those of the text.
    """
    blocks = _Wardrobe(original.blocks)
    notes = _Wardrobe(original.notes)
    index, their_index = index_notes(document), index_notes(original)
    meta = document.meta
    if plain(meta.title, index) == plain(original.meta.title, their_index):
        has_marks = any(isinstance(one, Pointing) for one in walk(original.meta.title))
        meta = meta if has_marks else structs.replace(meta, title=original.meta.title)
    return structs.replace(
        document,
        meta=meta,
        blocks=tuple(blocks.dressed(one) for one in document.blocks),
        notes=tuple(notes.dressed(one) for one in document.notes),
        numbering=original.numbering,
        endnotes=original.endnotes,
    )


class _Wardrobe:
    """The nodes of a file by their words; of equal ones, each is taken once, in their order."""

    def __init__(self, nodes: Iterable[Block | Note]) -> None:
        self.by_words: dict[str, deque[Any]] = defaultdict(deque)
        for node in nodes:
            self.by_words[_words(node)].append(node)

    def dressed(self, node: N) -> N:
        """The file's node with the same words; the node itself where there is none that fits."""
        words = _words(node)
        if not words or not self.by_words.get(words):
            return node
        theirs = self.by_words[words].popleft()
        if isinstance(node, Heading) != isinstance(theirs, Heading):
            return node  # what somebody has typed before it says more
        ours = [one for one in walk((node,)) if isinstance(one, Pointing)]
        if [*map(type, ours)] != [
            type(one) for one in walk((theirs,)) if isinstance(one, Pointing)
        ]:
            return node
        pointing = iter(ours)
        taken = _pointing_at(theirs, pointing)
        if isinstance(node, Note):
            return structs.replace(node, blocks=taken.blocks)
        if isinstance(node, Heading):
            return structs.replace(node, content=taken.content)
        return structs.replace(taken, span=node.span)  # type: ignore[no-any-return]


def _pointing_at(node: Any, keys: Iterator[Pointing]) -> Any:
    """A node whose marks and references lead where these do, in reading order."""
    if isinstance(node, Pointing):
        node = _led(node, next(keys))
    return rebuilt(node, lambda children: [_pointing_at(child, keys) for child in children])


def _led(node: Pointing, other: Any) -> Pointing:
    if isinstance(node, CrossRef):
        return structs.replace(node, targets=other.targets, kind=other.kind)
    if isinstance(node, HeadingRef):
        return structs.replace(node, heading=other.heading)
    if isinstance(node, NoteNumber):
        return structs.replace(node, note=other.note, after=other.after)
    return structs.replace(node, note=other.note, span=other.span)


def _words(node: Node) -> str:
    """The words of a node, with a sign for each mark and number; blanks do not count."""
    words: list[str] = []
    for one in walk((node,)):
        if isinstance(one, NoteRef):
            words.append("\0")
        elif isinstance(one, NoteNumber):
            words.append("\1")
        elif isinstance(one, LineBreak):
            words.append(" ")
        elif isinstance(one, Image):
            words.append(one.alt)
        elif not isinstance(one, CodeBlock):
            words.append(getattr(one, "text", ""))
    return "".join("".join(words).split())
