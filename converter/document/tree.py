"""A tree of nodes as a whole: its nodes in reading order, and a changed copy of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from msgspec import Struct, structs

from converter.document import model
from converter.document.model import (
    Document,
)

CHILDREN = {
    kind: tuple(name for name in ("caption", "head", "rows", "cells", "items", "content", "blocks")
                if name in kind.__struct_fields__)
    for kind in vars(model).values()
    if isinstance(kind, type) and issubclass(kind, model.Node)
}  # fmt: skip


LAST_FIRST = {kind: names[::-1] for kind, names in CHILDREN.items()}


def walk_text(document: Document) -> Iterator[model.Node]:
    """All nodes of the text in reading order, title first; notes are not entered."""
    meta = document.meta
    authors = (node for author in meta.authors for node in author)
    return walk((*meta.title, *meta.subtitle, *authors, *meta.abstract, *document.blocks))


def walk(nodes: tuple[model.Node, ...]) -> Iterator[model.Node]:
    """These nodes and all below them in reading order. Not recursive: depth costs nothing."""
    stack = list(reversed(nodes))
    while stack:
        node = stack.pop()
        yield node
        for name in LAST_FIRST[type(node)]:
            stack += getattr(node, name)[::-1]


T = TypeVar("T")


def without_spans(node: T) -> T:
    """The same tree without source places, to compare what two sources say.

    >>> from converter.document.model import Paragraph, Span, Text
    >>> without_spans(Paragraph((Text("So.", span=Span(0, 3)),), span=Span(0, 3)))
    Paragraph(content=(Text(text='So.', span=None),), span=None)
    """
    return _bare(node)  # type: ignore[no-any-return]


def _bare(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_bare, value))
    if not isinstance(value, Struct):
        return value
    fields = {name: _bare(getattr(value, name)) for name in value.__struct_fields__}
    fields.update({name: None for name in ("span",) if name in fields})
    fields.update({name: (0,) for name in ("lines",) if name in fields})
    return structs.replace(value, **fields)
