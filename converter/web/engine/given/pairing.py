"""Which paragraph of a text is which of the file that the text was made from."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any

from converter.document.model import Heading, Image, LineBreak, Node, NoteNumber, NoteRef, Paragraph
from converter.document.tree import walk

MOST = 20_000
"""Paragraphs up to which they are compared."""

OBJECT = "\ufffc"
"""What stands in a text for a picture of a Word file."""


def leaves(blocks: Iterable[Any]) -> list[Any]:
    """The paragraphs and headings in blocks, in reading order."""
    return [one for one in walk(tuple(blocks)) if isinstance(one, Paragraph | Heading)]


def words_of(node: Node) -> str:
    """The words of a node, with a sign for each mark and number; blanks and pictures do not count."""
    words: list[str] = []
    for one in walk((node,)):
        if isinstance(one, NoteRef):
            words.append("\0")
        elif isinstance(one, NoteNumber):
            words.append("\1")
        elif isinstance(one, LineBreak):
            words.append(" ")
        elif not isinstance(one, Image):
            words.append(getattr(one, "text", ""))
    return "".join("".join(words).split()).replace(OBJECT, "")


def pairs(mine: list[str], theirs: list[str]) -> dict[int, int]:
    """The places of theirs by the places of mine: of equal ones, and of edited ones between them.

    >>> pairs(["a", "b", "x", "d"], ["a", "b", "c", "d", "e"])
    {0: 0, 1: 1, 2: 2, 3: 3}
    """
    if mine == theirs:
        return {place: place for place in range(len(mine))}
    if max(len(mine), len(theirs)) > MOST:
        return {}
    found: dict[int, int] = {}
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    for kind, first, last, begin, end in matcher.get_opcodes():
        if kind == "equal" or (kind == "replace" and last - first == end - begin):
            found.update(zip(range(first, last), range(begin, end), strict=True))
    return found
