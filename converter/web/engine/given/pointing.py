"""Marks and references, whose notes the file and the text may call by different keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import structs

from converter.document.model import CrossRef, HeadingRef, Node, NoteNumber, NoteRef
from converter.document.tree import rebuilt, walk

Pointing = NoteRef | NoteNumber | CrossRef | HeadingRef


def pointing_like(nodes: Iterable[Node]) -> Iterator[Pointing]:
    """The nodes that hold the key of another, in reading order."""
    return (one for one in walk(tuple(nodes)) if isinstance(one, Pointing))


def led(content: Any, ours: Any) -> Any:
    """Inlines whose marks and references lead where those of `ours` do; None if there are others."""
    keys = [*pointing_like(ours)]
    if [*map(type, keys)] != [type(one) for one in pointing_like(content)]:
        return None
    left = iter(keys)
    return tuple(_led(node, left) for node in content)


def _led(node: Any, keys: Iterator[Pointing]) -> Any:
    if isinstance(node, Pointing):
        node = _like(node, next(keys))
    return rebuilt(node, lambda children: [_led(child, keys) for child in children])


def _like(node: Pointing, other: Any) -> Pointing:
    """A node that points where another of its kind does."""
    match node:
        case CrossRef():
            return structs.replace(node, targets=other.targets, kind=other.kind)
        case HeadingRef():
            return structs.replace(node, heading=other.heading)
        case NoteNumber():
            return structs.replace(node, note=other.note, after=other.after)
        case NoteRef():
            return structs.replace(node, note=other.note, span=other.span)
