"""A tree of nodes as a whole: its nodes in reading order, and a changed copy of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any, Literal, TypeVar

from msgspec import Struct, structs

from converter.document import model
from converter.document.model import (
    CrossRef,
    Document,
    Inline,
    Node,
    NoteKey,
    NoteRange,
    NoteRef,
    Span,
    Text,
)

CHILDREN = {
    kind: tuple(name for name in ("caption", "head", "rows", "cells", "items", "content", "blocks")
                if name in kind.__struct_fields__)
    for kind in vars(model).values()
    if isinstance(kind, type) and issubclass(kind, Node)
}  # fmt: skip
"""The fields of each node that hold other nodes, in reading order."""

CHILDREN[model.Figure] = ("blocks", "caption")

LAST_FIRST = {kind: names[::-1] for kind, names in CHILDREN.items()}


class TreeFile(Struct, frozen=True, forbid_unknown_fields=True):
    """A document as a JSON file. `footnoted` is the version of this form: in 1 no target was a range."""

    document: Document
    footnoted: Literal[1, 2] = 2


# Nodes in reading order


def walk_text(document: Document) -> Iterator[Node]:
    """All nodes of the text in reading order, title first; notes are not entered."""
    meta = document.meta
    authors = (node for author in meta.authors for node in author)
    return walk((*meta.title, *meta.subtitle, *authors, *meta.abstract, *document.blocks))


def walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """These nodes and all below them in reading order. Not recursive: depth costs nothing."""
    stack = list(reversed(nodes))
    while stack:
        node = stack.pop()
        yield node
        for name in LAST_FIRST[type(node)]:
            stack += getattr(node, name)[::-1]


def marks(nodes: tuple[Node, ...]) -> Iterator[NoteRef]:
    """The marks in these nodes, in reading order."""
    return (node for node in walk(nodes) if type(node) is NoteRef)


def only_target(node: CrossRef) -> NoteKey | None:
    """The one note that a reference means; None if it means none, or more than one."""
    one = node.targets[0] if len(node.targets) == 1 else None
    return None if isinstance(one, NoteRange) else one


def ends_of(targets: Iterable[NoteKey | NoteRange]) -> list[NoteKey]:
    """The notes that are named where a reference says what it means: of a range the first and last."""
    named: list[NoteKey] = []
    for one in targets:
        named += (one.first, one.last) if isinstance(one, NoteRange) else (one,)
    return named


DEEPEST = 200
"""Nesting beyond this is no article, and could exhaust the stack of a renderer."""


def is_deeper_than(document: Document, levels: int) -> bool:
    """Whether nodes are nested in more than so many levels."""
    level: tuple[Node, ...] = (*document.blocks, *document.notes, *document.meta.abstract)
    for _ in range(levels):
        level = tuple(
            child
            for node in level
            for name in CHILDREN[type(node)]
            for child in getattr(node, name)
        )
        if not level:
            return False
    return True


# A changed copy

N = TypeVar("N", bound=Node)


def rebuilt(node: N, change: Callable[[tuple[Any, ...]], Iterable[Node]]) -> N:
    """A node with other children: for those of each field, what `change` makes of them.

    Only `change` goes deeper, where it calls `rebuilt` on the children.

    >>> from converter.document.model import Emphasis, Text
    >>> rebuilt(Emphasis((Text("so "), Text("far"))), lambda children: children[1:])
    Emphasis(content=(Text(text='far', span=None),), span=None)
    """
    changes = {name: tuple(change(getattr(node, name))) for name in CHILDREN[type(node)]}
    return structs.replace(node, **changes) if changes else node


def without_spans(document: Document) -> Document:
    """The same document without source places, to compare what two sources say."""
    meta = structs.replace(
        document.meta,
        title=_placeless(document.meta.title),
        subtitle=_placeless(document.meta.subtitle),
        authors=tuple(map(_placeless, document.meta.authors)),
        abstract=_placeless(document.meta.abstract),
    )
    blocks, notes = _placeless(document.blocks), _placeless(document.notes)
    return structs.replace(
        document, blocks=blocks, notes=notes, meta=meta, lines=(0,), landmarks=()
    )


def is_same(one: Document, other: Document) -> bool:
    """Whether two documents are the same but for source places. No copy is made, as they may be large."""
    pairs: list[Iterator[tuple[Any, Any]]] = [iter(((one, other),))]
    while pairs:
        for a, b in pairs[-1]:
            if type(a) is not type(b):
                return False
            if isinstance(a, Struct):
                names = (name for name in a.__struct_fields__ if name not in PLACES)
                pairs.append(iter([(getattr(a, name), getattr(b, name)) for name in names]))
                break
            if isinstance(a, tuple):
                if len(a) != len(b):
                    return False
                pairs.append(zip(a, b, strict=True))
                break
            if a != b:
                return False
        else:
            pairs.pop()
    return True


PLACES = ("span", "lines", "landmarks")
"""The fields that say where something stood in a source."""


def _placeless(nodes: tuple[N, ...]) -> tuple[N, ...]:
    return tuple(structs.replace(rebuilt(node, _placeless), span=None) for node in nodes)


# Places


def line_starts(text: str) -> tuple[int, ...]:
    r"""The offsets at which the lines of `text` begin; ``\n``, ``\r\n`` and ``\r`` end a line.

    >>> line_starts("a\r\nb\n")
    (0, 3, 5)
    """
    if "\r" in text:
        return (0, *(ending.end() for ending in re.finditer(r"\r\n|\r|\n", text)))
    *lines, _ = text.split("\n")
    return tuple(accumulate(map(len, lines), lambda start, length: start + length + 1, initial=0))


def around(content: Sequence[Inline]) -> Span | None:
    """From the first of these inlines to the last, as far as they come from a source."""
    first, last = content[0].span, content[-1].span
    if first is last:
        return first
    if first is not None and last is not None:
        return Span(first.start, last.end)
    spans = [inline.span for inline in content if inline.span is not None]
    return Span(spans[0].start, spans[-1].end) if spans else None


def part(text: Text, start: int, end: int) -> Text:
    """A stretch of a text, in its place."""
    return Text(text.text[start:end], span=place(text, start, end))


def place(text: Text, start: int, end: int) -> Span | None:
    """Where a stretch of a text stood; the whole text's place if lines were joined in it."""
    if text.span is None or text.span.end - text.span.start != len(text.text):
        return text.span
    return Span(text.span.start + start, text.span.start + end)
