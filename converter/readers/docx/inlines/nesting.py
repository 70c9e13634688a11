"""Pieces of a paragraph, each with its look, become nodes within nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from converter.document.model import (
    Capitals,
    Code,
    Emphasis,
    Inline,
    Link,
    NoteRef,
    SmallCaps,
    Span,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Text,
    Underline,
)
from converter.readers.docx.looks import CODE, Look

WRAPS: tuple[tuple[str, Callable[..., Inline]], ...] = (
    ("strong", Strong),
    ("emphasis", Emphasis),
    ("small-caps", SmallCaps),
    ("capitals", Capitals),
    ("underline", Underline),
    ("strikeout", Strikeout),
    ("superscript", Superscript),
    ("subscript", Subscript),
)
"""The node for each name of a look, the outermost first."""

OF_LETTERS: Look = frozenset({"strong", "emphasis", "small-caps", "capitals"})
"""What a blank cannot show: it takes such a look from the words before it."""


class Piece(Struct, frozen=True):
    """Words of one look, or a node; and the address that they lead to, if they do."""

    what: str | Inline
    span: Span
    look: Look
    link: str


def nodes(pieces: Sequence[Piece]) -> tuple[Inline, ...]:
    """Pieces in a row as inlines; neighbours of one look are one."""
    joined = _joined(pieces)
    if all(not (piece.look or piece.link) for piece in joined):
        return tuple(map(_leaf, joined))
    return tuple(_linked(joined))


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    joined: list[Piece] = []
    alike: list[Piece] = []
    for piece in _with_blanks_dressed(_without_spacers(pieces)):
        if alike and not _go_on(alike[-1], piece):
            joined.append(_one(alike))
            alike = []
        alike.append(piece)
    if alike:
        joined.append(_one(alike))
    return joined


def _without_spacers(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Pieces without the raised blanks that only keep two marks apart: every format does that itself."""
    marks = [isinstance(piece.what, NoteRef) for piece in pieces]
    for place, piece in enumerate(pieces):
        is_between = 0 < place < len(pieces) - 1 and marks[place - 1] and marks[place + 1]
        if not (is_between and "superscript" in piece.look and str(piece.what).isspace()):
            yield piece


def _with_blanks_dressed(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces, the blanks among them in the look of the words before."""
    look: Look | None = None  # of the words before
    for piece in pieces:
        if not isinstance(piece.what, str):
            look = None
        elif look is None or not piece.what.isspace() or not (piece.look ^ look) <= OF_LETTERS:
            look = piece.look
        elif look != piece.look:
            yield replace(piece, look=look)
            continue
        yield piece


def _go_on(before: Piece, after: Piece) -> bool:
    """Whether two pieces are words of one look that stand side by side."""
    return (
        isinstance(before.what, str)
        and isinstance(after.what, str)
        and (before.look, before.link) == (after.look, after.link)
        and before.span.end == after.span.start
    )


def _one(alike: list[Piece]) -> Piece:
    first, last = alike[0], alike[-1]
    if first is last:
        return first
    words = "".join(str(piece.what) for piece in alike)
    return Piece(words, Span(first.span.start, last.span.end), first.look, first.link)


def _linked(pieces: list[Piece]) -> Iterator[Inline]:
    for link, group in groupby(pieces, key=lambda piece: piece.link):
        some = [*group]
        if link:
            span = Span(some[0].span.start, some[-1].span.end)
            yield Link(link, tuple(_wrapped(some, 0)), span=span)
        else:
            yield from _wrapped(some, 0)


def _wrapped(pieces: list[Piece], first: int) -> Iterator[Inline]:
    """Pieces in the nodes of their looks, from the wrap number `first` on."""
    looks = frozenset().union(*(piece.look for piece in pieces))
    while first < len(WRAPS) and WRAPS[first][0] not in looks:
        first += 1
    if first == len(WRAPS):
        yield from map(_leaf, pieces)
        return
    name, wrap = WRAPS[first]
    for has, group in groupby(pieces, key=lambda piece: name in piece.look):
        some = [*group]
        inner = _wrapped(some, first + 1)
        if has:
            yield wrap(tuple(inner), span=Span(some[0].span.start, some[-1].span.end))
        else:
            yield from inner


def _leaf(piece: Piece) -> Inline:
    what = piece.what
    if not isinstance(what, str):
        return what
    return (Code if CODE in piece.look else Text)(what, span=piece.span)
