r"""Inlines made fit for arguments that cannot take all: of ``\section[…]``, ``\href``, ``\sout``."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from converter.document.model import (
    CrossRef,
    Image,
    Inline,
    LineBreak,
    Link,
    NoteNumber,
    NoteRef,
    Strikeout,
    Text,
    Underline,
)
from converter.document.notes import NoteIndex
from converter.document.tree import rebuilt


def bare(content: Iterable[Inline], index: NoteIndex) -> tuple[Inline, ...]:
    """The words and their styles, where no note, link or line break can stand."""
    kept: list[Inline] = []
    for node in content:
        match node:
            case NoteRef():
                continue
            case NoteNumber():
                kept.append(Text(index.number(node)))
            case LineBreak():
                kept.append(Text(" "))
            case Image(alt=alt):
                kept.append(Text(alt))
            case Link(content=within) | CrossRef(content=within):
                kept.extend(bare(within, index))
            case _:
                kept.append(rebuilt(node, partial(bare, index=index)))
    return tuple(kept)


def lined(content: Iterable[Inline], line: type[Strikeout | Underline]) -> tuple[Inline, ...]:
    """The same with each stretch of words struck out or underlined, and nothing but words."""
    return tuple(_lined(node, line) for node in content)


def _lined(node: Inline, line: type[Strikeout | Underline]) -> Inline:
    if isinstance(node, line):
        return node
    return line((node,)) if isinstance(node, Text) else rebuilt(node, partial(lined, line=line))
