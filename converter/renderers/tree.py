"""The tree as indented lines, for people and golden tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from converter.document.diagnostics import printable
from converter.document.model import Document, Node, Numbering, Span
from converter.formats import Rendered

OBVIOUS = ("text", "note", "key")
"""Fields whose values need no name."""


def render(document: Document, *, spans: bool = True) -> Rendered:
    """A document as text, a line a node: its type, its values and, with `spans`, its place.

    A place is ``line:column-line:column``; its end is the character behind the node.
    """

    def place(span: Span) -> str:
        first, last = document.position(span.start), document.position(span.end)
        return f" {first.line}:{first.column}-{last.line}:{last.column}"

    def lines(value: Any, depth: int) -> Iterator[str]:
        values, children = _parts(value)
        span = place(value.span) if spans and isinstance(value, Node) and value.span else ""
        yield f"{'  ' * depth}{type(value).__name__}{values}{span}\n"
        for name, child in children:
            if isinstance(child, str):
                yield f"{'  ' * (depth + 1)}{name} {child}\n"
            else:
                yield from lines(child, depth + 1)

    return Rendered("".join(lines(document, 0)))


def _parts(value: Struct) -> tuple[str, list[tuple[str, Any]]]:
    """What a node's line says of it, and what stands below it."""
    values = ""
    children: list[tuple[str, Any]] = []
    for name in value.__struct_fields__:
        field = getattr(value, name)
        if name in ("span", "lines") or field == Numbering():
            continue
        if isinstance(field, Struct):
            children.append((name, field))
        elif isinstance(field, tuple) and any(isinstance(one, Struct | tuple) for one in field):
            children += _labelled(name, field)
        elif field not in ((), "", None, {}):
            shown = printable(",".join(field)) if isinstance(field, tuple) else repr(field)
            values += f" {shown}" if name in OBVIOUS else f" {name}={shown}"
    return values, children


def _labelled(name: str, field: tuple[Any, ...]) -> list[tuple[str, Any]]:
    """The children in a field; a line names the field where a node has several."""
    flat = [one for part in field for one in (part if isinstance(part, tuple) else (part,))]
    labelled = name in ("head", "caption", "title", "subtitle", "authors", "abstract")
    return [*([(name, "↓")] if labelled else []), *((name, one) for one in flat)]
