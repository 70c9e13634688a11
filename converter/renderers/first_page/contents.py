"""Headings as a table of contents lists them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from converter.document.model import (
    Block,
    CrossRef,
    Heading,
    HeadingRef,
    Image,
    Inline,
    LineBreak,
    Link,
    NoteNumber,
    NoteRef,
    Paragraph,
    Text,
)
from converter.document.notes import NoteIndex
from converter.document.tree import rebuilt, walk


def headings(blocks: tuple[Block, ...]) -> Iterator[Heading]:
    """The headings of a text, in its order."""
    for block in blocks:
        if type(block) is Heading:
            yield block
        elif type(block) is not Paragraph:  # as most are, and no heading stands in one
            yield from (node for node in walk((block,)) if type(node) is Heading)


def has_headings(blocks: tuple[Block, ...]) -> bool:
    """Whether a table of contents would have anything to list."""
    return next(headings(blocks), None) is not None


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
            case Link(content=within) | CrossRef(content=within) | HeadingRef(content=within):
                kept.extend(bare(within, index))
            case _:
                kept.append(rebuilt(node, partial(bare, index=index)))
    return tuple(kept)
