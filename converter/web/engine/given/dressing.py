"""The looks of an opened file for the text that was made from it.

Marker text has no italics, headings, lists or tables. So the paragraphs of the text are laid beside those
of the file (`pairing`); each takes the looks of its pair, and where its words were edited, of those
that are left of them. Paragraphs of a list or table stand in it, as long as all of them are there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from msgspec import structs

from converter.document.model import (
    Block,
    Document,
    Heading,
    Metadata,
    Node,
    Note,
    Paragraph,
    Span,
)
from converter.document.notes import NoteIndex, index_notes
from converter.document.tree import rebuilt
from converter.document.words import plain
from converter.web.engine.given.head import pieces, with_pieces
from converter.web.engine.given.pairing import leaves, pairs, words_of
from converter.web.engine.given.pointing import led, pointing_like

HOLDERS = frozenset(("blocks", "items", "rows", "head", "cells"))
"""Fields of nodes in which blocks stand, at some depth."""


class Dressed(NamedTuple):
    """A document with looks, and by the identity of its blocks and notes those they were made of."""

    document: Document
    plain: dict[int, Block | Note]


def dressed(document: Document, original: Document, *, typed: bool) -> Dressed:
    """A document that was read from marker text, with the looks of the file it was made from.

    Its notes, their order and what points at them are those of the text. Where headings can be
    `typed`, those of the text stand.
    """
    work = Dresser(index_notes(document), index_notes(original), typed)
    meta, blocks = work.text(document, original)
    notes = work.notes(document.notes, original.notes)
    made = structs.replace(
        document,
        meta=meta,
        blocks=tuple(new for new, _ in blocks),
        notes=tuple(new for new, _ in notes),
        numbering=original.numbering,
        endnotes=original.endnotes,
    )
    known = {id(new): old for new, old in (*blocks, *notes) if old is not None}
    return Dressed(made, known)


class Dresser:
    """What is known of both documents: the notes of the text, and those of the file."""

    def __init__(self, index: NoteIndex, theirs: NoteIndex, typed: bool) -> None:
        self.index = index
        self.theirs = theirs
        self.typed = typed

    def text(
        self, document: Document, original: Document
    ) -> tuple[Metadata, list[tuple[Block, Block | None]]]:
        """The front matter, and the blocks of the text with those that they were made of."""
        head = [] if self.typed else pieces(original.meta)
        own = leaves(document.blocks)
        other = [*(one.leaf for one in head), *leaves(original.blocks)]
        found = pairs([words_of(one) for one in own], [words_of(one) for one in other])
        back = {their: our for our, their in found.items()}
        above = [(one, own[back[at]]) for at, one in enumerate(head) if at in back]
        worded = [(one, self.worded(one.leaf, ours)) for one, ours in above]
        meta = self._typed_meta(document, original) if self.typed else original.meta
        if head:
            meta = with_pieces(original.meta, worded)
        gone = _behind_head([back[at] for at in range(len(head)) if at in back], own)
        places = {their - len(head): our for their, our in back.items() if their >= len(head)}
        return meta, self._blocks(document.blocks, original.blocks, own, places, gone)

    def _typed_meta(self, document: Document, original: Document) -> Metadata:
        """The front matter of the text; the title with its looks, if it has no marks."""
        meta, title = document.meta, original.meta.title
        same = plain(meta.title, self.index) == plain(title, self.theirs)
        marked = any(True for _ in pointing_like(title))
        return structs.replace(meta, title=title) if same and not marked else meta

    def notes(
        self, mine: tuple[Note, ...], theirs: tuple[Note, ...]
    ) -> list[tuple[Note, Note | None]]:
        """The notes, each with the looks of its pair."""
        found = pairs([words_of(one) for one in mine], [words_of(one) for one in theirs])
        made = []
        for place, note in enumerate(mine):
            pair = theirs[found[place]] if place in found else None
            made.append((self.note(note, pair), note))
        return made  # type: ignore[return-value]

    def note(self, note: Note, pair: Note | None) -> Note:
        """A note with the looks of another, paragraph by paragraph."""
        if pair is None:
            return note
        if len(leaves(note.blocks)) != len(leaves(pair.blocks)):
            return note
        ours = iter(leaves(note.blocks))
        blocks = tuple(self._filled(block, ours) for block in pair.blocks)
        return structs.replace(note, blocks=blocks)

    def _blocks(
        self,
        mine: tuple[Block, ...],
        theirs: tuple[Block, ...],
        own: list[Any],
        back: dict[int, int],
        gone: set[int],
    ) -> list[tuple[Block, Block | None]]:
        """The blocks of the text in their order, with the block that each was made of, if one.

        `own` are its paragraphs, `back` their places by those of the file, `gone` those that stand in
        front matter.
        """
        whole = {id(one): one for one in mine}
        placed: dict[int, tuple[Block, Block | None]] = {}
        taken = set(gone)
        first = 0
        for block in theirs:
            size = len(leaves((block,)))
            places = [back.get(number, -1) for number in range(first, first + size)]
            first += size
            if size and places[0] >= 0 and places == [*range(places[0], places[0] + size)]:
                ours = own[places[0] : places[0] + size]
                if not self._stands(ours[0], block):
                    continue
                made = structs.replace(self._filled(block, iter(ours)), span=_around(ours))
                placed[places[0]] = made, whole.get(id(ours[0])) if size == 1 else None
                taken.update(places)
        return [*self._in_order(mine, own, placed, taken)]

    def _stands(self, ours: Node, theirs: Block) -> bool:
        """Whether a block of the file may stand for one of the text, which may be a typed heading."""
        return not self.typed or isinstance(ours, Heading) == isinstance(theirs, Heading)

    def _in_order(
        self,
        mine: tuple[Block, ...],
        own: list[Any],
        placed: dict[int, tuple[Block, Block | None]],
        taken: set[int],
    ) -> Iterator[tuple[Block, Block | None]]:
        """The blocks of the file where they are placed, and those of the text that have no pair."""
        first = 0
        for block in mine:
            size = len(leaves((block,)))
            places = range(first, first + size)
            first += size
            here = [placed[place] for place in places if place in placed]
            yield from here
            if taken.isdisjoint(places):
                yield block, block
            elif size > 1:  # of a block of the text that is parted, what no other has
                yield from ((own[place], None) for place in places if place not in taken)

    def _filled(self, node: Any, ours: Iterator[Any]) -> Any:
        """A block of the file, or a part of one, with the words of the text, paragraph by paragraph."""
        if isinstance(node, Paragraph | Heading):
            return self.worded(node, next(ours))
        if HOLDERS.isdisjoint(node.__struct_fields__):
            return node
        return rebuilt(node, lambda nodes: [self._filled(one, ours) for one in nodes])

    def worded(self, theirs: Any, ours: Any) -> Any:
        """A paragraph of the file with the words of one of the text, and the looks that they keep."""
        same = words_of(theirs) == words_of(ours)
        looked = theirs.content if same else self._content(theirs.content, ours.content)
        content = led(looked, ours.content)
        return structs.replace(theirs, content=content or ours.content, span=ours.span)

    def _content(self, theirs: Any, ours: Any) -> Any:
        """Their inlines at both ends, as far as the words are the same, and ours between."""
        from converter.crossrefs.bind.cuts import cut_at

        old, new = plain(theirs, self.theirs), plain(ours, self.index)
        most = min(len(old), len(new))
        before = next((at for at in range(most) if old[at] != new[at]), most)
        most -= before
        behind = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
        begin = cut_at(theirs, [before], self.theirs)[0]
        middle = cut_at(ours, [before, len(new) - behind], self.index)[1]
        end = cut_at(theirs, [len(old) - behind], self.theirs)[1]
        return (*begin, *middle, *end)


def _behind_head(places: list[int], own: list[Any]) -> set[int]:
    """The paragraphs of a text that stand in front matter; a heading of the abstract is one word."""
    gone = set(places)
    for place in places:
        before = place - 1
        is_within = places[0] < before and before not in gone
        if is_within and len(words_of(own[before])) <= LONGEST_WORD:
            gone.add(before)
    return gone


LONGEST_WORD = 20
"""Letters of what stands above an abstract: one word."""


def _around(nodes: list[Any]) -> Span | None:
    """From the first of these paragraphs to the last."""
    spans = [one.span for one in nodes if one.span is not None]
    return Span(spans[0].start, spans[-1].end) if spans else None
