"""Trees made fit for places where LaTeX cannot take everything: headings, links, struck words."""

from __future__ import annotations

from msgspec import structs

from converter.document.model import (
    CrossRef,
    Emphasis,
    Image,
    Inline,
    LineBreak,
    Link,
    NoteNumber,
    NoteRef,
    Quoted,
    SmallCaps,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from converter.document.notes import NoteIndex
from converter.document.tree import walk

DRESS = (Emphasis, Strong, SmallCaps, Superscript, Subscript, Strikeout, Quoted)


def bare(content: tuple[Inline, ...], index: NoteIndex) -> tuple[Inline, ...]:
    """The words and their dress, where no note, link or line break can stand."""
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
            case _ if isinstance(node, DRESS):
                kept.append(structs.replace(node, content=bare(node.content, index)))
            case _:
                kept.append(node)
    return tuple(kept)


def struck(node: Inline) -> Inline:
    """The same with each stretch of words struck out, and nothing but words."""
    if isinstance(node, Text):
        return Strikeout((node,))
    if isinstance(node, Strikeout):
        return node
    if isinstance(node, (*DRESS, Link, CrossRef)):
        return structs.replace(node, content=tuple(map(struck, node.content)))
    return node


def words(content: tuple[Inline, ...]) -> str:
    """The words alone, for the properties of a PDF."""
    texts = (
        " " if isinstance(one, LineBreak) else getattr(one, "text", "") for one in walk(content)
    )
    return "".join(texts).strip()
