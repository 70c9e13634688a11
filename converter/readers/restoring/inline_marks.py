"""Looks that were typed: ``*italic*``, ``**bold**`` and ``^small caps^``, for those who ask for them.

A mark opens before a word and closes behind one, in the same paragraph: so the star of a product, of an
author's note or of an omission is none. A backslash before a mark keeps it as text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct, structs

from converter.document.model import (
    Document,
    Emphasis,
    Heading,
    Inline,
    Paragraph,
    SmallCaps,
    Strong,
    Text,
)
from converter.document.tree import part, rebuilt
from converter.speed.patterns import Pattern

STYLES: dict[str, Any] = {"*": Emphasis, "**": Strong, "^": SmallCaps}
MARK = Pattern(r"\\[*^\\]|\*\*\*|\*\*|\*|\^")
"""A mark, or a sign that a backslash keeps as text."""


class Mark(Struct, frozen=True):
    """A mark in a text: of which inline, where in it, and whether it can open or close."""

    node: int
    start: int
    end: int
    sign: str
    opens: bool
    closes: bool


def with_inline_marks(document: Document) -> Document:
    """A document in whose paragraphs what was typed between marks looks so."""
    blocks = tuple(_styled(block) for block in document.blocks)
    notes = tuple(rebuilt(note, lambda inner: map(_styled, inner)) for note in document.notes)
    return structs.replace(document, blocks=blocks, notes=notes)


def _styled(block: Any) -> Any:
    if isinstance(block, Paragraph | Heading):
        return structs.replace(block, content=styled(block.content))
    return rebuilt(block, lambda inner: map(_styled, inner))


def styled(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Inlines with those between marks in their style.

    >>> from converter.document.words import plain
    >>> styled((Text("*See* 5*3 = 15*"),))
    (Emphasis(content=(Text(text='See', span=None),), span=None), Text(text=' 5*3 = 15*', span=None))
    """
    texts = [(at, one.text) for at, one in enumerate(content) if type(one) is Text]
    if not any(sign in text for _, text in texts for sign in "*^"):
        return content
    marks = [mark for at, text in texts for mark in _marks(at, text)]
    used = _pairs(marks)
    return tuple(_built(content, [mark for mark in marks if mark in used or not mark.sign], used))


def _marks(node: int, text: str) -> Iterator[Mark]:
    """The marks of a text, three stars as two and one; a backslash that keeps a sign has none itself."""
    for found in MARK.finditer(text):
        start, end = found.span()
        if text[start] == "\\":
            yield Mark(node, start, start + 1, "", opens=False, closes=False)
            continue
        before, behind = text[start - 1 : start] if start else " ", text[end : end + 1] or " "
        opens = not behind.isspace() and not before.isalnum() and before not in "*^"
        closes = (start > 0 or node > 0) and not before.isspace() and not behind.isalnum()
        if found[0] == "***":
            first = start + (2 if opens else 1)
            yield Mark(node, start, first, text[start:first], opens, closes)
            start = first
        yield Mark(node, start, end, text[start:end], opens, closes)


def _pairs(marks: list[Mark]) -> dict[Mark, bool]:
    """The marks that open or close, each with whether it opens. Pairs stand apart or one in another."""
    used: dict[Mark, bool] = {}
    waiting: list[Mark] = []
    for mark in marks:
        if mark.closes and any(one.sign == mark.sign for one in waiting):
            while waiting[-1].sign != mark.sign:
                waiting.pop()
            used[waiting.pop()] = True
            used[mark] = False
        elif mark.opens and all(one.sign != mark.sign for one in waiting):
            waiting.append(mark)
    return used


def _built(content: tuple[Inline, ...], marks: list[Mark], used: dict[Mark, bool]) -> list[Inline]:
    """Inlines cut at these marks, and those between an opening and its closing one put into a style."""
    levels: list[list[Inline]] = [[]]
    waiting = iter(marks)
    mark = next(waiting, None)
    for at, node in enumerate(content):
        done = 0
        while mark is not None and mark.node == at and isinstance(node, Text):
            if mark.start > done:
                levels[-1].append(part(node, done, mark.start))
            done = mark.end
            if used.get(mark) is True:
                levels.append([])
            elif mark in used:
                inner = tuple(levels.pop())
                levels[-1].append(STYLES[mark.sign](inner))
            mark = next(waiting, None)
        if not isinstance(node, Text):
            levels[-1].append(node)
        elif done < len(node.text):
            levels[-1].append(part(node, done, len(node.text)) if done else node)
    return levels[0]
