"""Which pieces move, and where in the blocks of a note they stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from msgspec import structs

from converter.document.diagnostics import ConversionError
from converter.document.model import Block, Code, CrossRef, Link, Note, Span, Text
from converter.document.tree import CHILDREN, walk
from converter.editing.filling.pieces.lifting import Lifter
from converter.editing.filling.typed import Typed
from converter.word.manuscript import OBJECT, Manuscript, Piece

STAYS = re.compile(
    rb"<w:(?:footnoteReference|endnoteReference|comment(?:Reference|RangeStart|RangeEnd)|txbxContent"
    rb"|sectPr)\b|<wp:anchor\b"
)
"""What no note can hold, or what belongs to something that does not move."""

BOOKMARKS = ("bookmarkStart", "bookmarkEnd")


class _Definition(NamedTuple):
    """A definition's characters, and where its words begin."""

    start: int
    end: int
    words: int

    def holds(self, piece: Piece) -> bool:
        """Whether a piece stands inside; what has characters may not be part of ``[1:``."""
        is_among_words = piece.first == piece.last or piece.first >= self.words
        return self.start < piece.first and piece.last < self.end and is_among_words


def movable(typed: Typed, manuscript: Manuscript) -> list[Piece]:
    """The pieces that stand inside of definitions and can move, in order; none inside another."""
    definitions = sorted(_definitions(typed))
    if not definitions:
        return []
    chooser = _Chooser(manuscript, definitions, sorted(typed.marked))
    found: list[Piece] = []
    for piece in manuscript.pieces:
        if (not found or piece.start >= found[-1].end) and chooser.can_move(piece):
            found.append(piece)
    return _with_whole_bookmarks(found, manuscript)


def _definitions(typed: Typed) -> Iterator[_Definition]:
    for note in {mark.note.key: mark.note for mark in typed.marks}.values():
        words = [one.span.start for one in walk(note.blocks) if type(one) is Text and one.span]
        if note.span is not None and words:
            yield _Definition(note.span.start, note.span.end, min(words))


class _Chooser:
    """Answers whether a piece can move."""

    def __init__(
        self, manuscript: Manuscript, definitions: list[_Definition], marks: list[int]
    ) -> None:
        self.staying = [one.start() for one in STAYS.finditer(manuscript.data)]
        self.blocked = 0  # the end of the last piece that could not be lifted
        self.lifter = Lifter(manuscript)
        self.definitions = definitions
        self.marks = marks
        self.bookmarks = _partners(manuscript)
        self.ends = sorted(self.bookmarks)

    def can_move(self, piece: Piece) -> bool:
        """Whether a definition holds it, and nothing in it has to stay in the text."""
        before = bisect_left(self.definitions, (piece.first,)) - 1
        if before < 0 or piece.is_broken or not self.definitions[before].holds(piece):
            return False
        definition = self.definitions[before]
        inside = self.ends[bisect_left(self.ends, piece.start) : bisect_left(self.ends, piece.end)]
        if any(not (other := self.bookmarks[one]) or not definition.holds(other) for one in inside):
            return False
        if piece.name in BOOKMARKS:
            return True
        mark = bisect_left(self.marks, piece.first)
        if mark < len(self.marks) and self.marks[mark] < piece.last:
            return False
        return self._can_be_lifted(piece)

    def _can_be_lifted(self, piece: Piece) -> bool:
        stays = bisect_left(self.staying, piece.start)
        if piece.end <= self.blocked or any(
            place < piece.end for place in self.staying[stays : stays + 1]
        ):
            return False
        try:
            self.lifter.lifted(piece)
        except ConversionError:  # it is not whole by itself, nor is what it holds tried
            self.blocked = piece.end
        return self.blocked < piece.end


def _partners(manuscript: Manuscript) -> dict[int, Piece | None]:
    """The other end of each bookmark, by the byte at which an end begins."""
    found: dict[int, Piece | None] = {}
    for ends in manuscript.ends.values():
        is_pair = tuple(one.name for one in ends) == BOOKMARKS
        for one, other in zip(ends, reversed(ends), strict=True):
            found[one.start] = other if is_pair else None
    return found


def _with_whole_bookmarks(pieces: list[Piece], manuscript: Manuscript) -> list[Piece]:
    """The pieces without those ends of bookmarks whose other end stays."""
    partners = _partners(manuscript)
    starts = [one.start for one in pieces]

    def moves(one: Piece) -> bool:
        before = bisect_left(starts, one.start + 1) - 1
        return before >= 0 and one.start < pieces[before].end

    return [
        one
        for one in pieces
        if one.name not in BOOKMARKS or ((other := partners[one.start]) and moves(other))
    ]


def masked(text: str, pieces: Iterable[Piece]) -> str:
    """The text with the characters of these pieces blotted out, so that all others keep their places."""
    out: list[str] = []
    done = 0
    for piece in pieces:
        out += text[done : piece.first], OBJECT * (piece.last - piece.first)
        done = piece.last
    return "".join((*out, text[done:]))


def pieces_of(note: Note, pieces: list[Piece]) -> list[Piece]:
    """Those of the pieces that stand inside of a note's definition."""
    if note.span is None:
        return []
    first = bisect_left(pieces, note.span.start + 1, key=lambda piece: piece.first)
    last = bisect_left(pieces, note.span.end, key=lambda piece: piece.first)
    return [one for one in pieces[first:last] if one.last < note.span.end]


def with_places(blocks: tuple[Block, ...], pieces: list[Piece]) -> tuple[Block, ...] | None:
    """Blocks in which a text of `OBJECT` alone stands for each piece, in order.

    None if one of them has no place there: in an address, say, or in a note without words.
    """
    spans = [span for block in blocks for span in _open_texts(block)]
    waiting = pieces[::-1]
    woven = tuple(_woven(block, waiting, max(spans, default=None, key=_end)) for block in blocks)
    texts = (one.text for one in walk(woven) if isinstance(one, Text | Code))
    shown = [text for text in texts if OBJECT in text]
    return woven if shown == [OBJECT] * len(pieces) else None


CLOSED = frozenset({Link, CrossRef})
"""Nodes whose content stays together."""


def _end(span: Span) -> int:
    return span.end


def _open_texts(node: Any) -> Iterator[Span]:
    """The spans of the texts that can take pieces."""
    if _can_be_cut(node):
        yield node.span
    if type(node) not in CLOSED:
        for name in CHILDREN[type(node)]:
            for child in getattr(node, name):
                yield from _open_texts(child)


def _can_be_cut(node: Any) -> bool:
    span = node.span
    return type(node) is Text and span is not None and span.end - span.start == len(node.text)


def _woven(node: Any, waiting: list[Piece], last: Span | None) -> Any:
    """A node with places for the pieces that stand in it, which are taken off the end of `waiting`.

    What follows all texts goes behind the text at `last`.
    """
    if type(node) in CLOSED:
        return node
    changes = {}
    for name in CHILDREN[type(node)]:
        children: list[Any] = []
        for child in getattr(node, name):
            is_text = _can_be_cut(child)
            children += _cut(child, waiting, last) if is_text else [_woven(child, waiting, last)]
        changes[name] = tuple(children)
    return structs.replace(node, **changes) if changes else node


def _cut(node: Text, waiting: list[Piece], last: Span | None) -> list[Text]:
    """A text in pieces, among them those of the manuscript."""
    span = node.span or Span(0, 0)
    cut: list[Text] = []
    done = span.start

    def words(end: int) -> None:
        nonlocal done
        if end > done:
            text = node.text[done - span.start : end - span.start]
            cut.append(Text(text, span=Span(done, end)))
            done = end

    while waiting and (waiting[-1].first < span.end or span == last):
        piece = waiting.pop()
        words(min(piece.first, span.end))
        cut.append(Text(OBJECT))
        done = max(done, min(piece.last, span.end))
    words(span.end)
    return cut
