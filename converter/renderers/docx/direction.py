"""Which paragraphs run from right to left (``w:bidi``, 17.3.1.6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from converter.document.model import Code, Inline, Stray, Text
from converter.document.tree import walk

FIRST_RIGHT_TO_LEFT = "\u0590"
"""No letter below this one, all Latin, Greek and Cyrillic ones included, runs from right to left."""


def is_right_to_left(content: Sequence[Inline], *, in_such_a_document: bool) -> bool:
    """Whether a paragraph of these inlines runs from right to left.

    Its first letter must (UAX #9, rules P2 and P3), and at least as many as run the other way: an
    English note that begins with a Hebrew title stays an English note. In an article whose language
    is written from right to left, one such letter is enough, or that there is no letter at all.
    """
    if not in_such_a_document:
        if content and type(content[0]) is Text and "A" <= content[0].text[:1] <= "z":
            return False  # the usual case, and the quickest
        directions = _directions(content)
        if next(directions, "L") == "L":
            return False
        others = list(directions)
        return 2 * others.count("L") <= len(others) + 1
    return set(_directions(content)) != {"L"}


def _directions(content: Sequence[Inline]) -> Iterator[str]:
    """The directions of the letters, ``L``, ``R`` or ``AL``."""
    for node in walk(tuple(content)):
        if isinstance(node, Text | Code | Stray):
            yield from filter(None, map(_direction, node.text))


def _direction(character: str) -> str:
    if character < FIRST_RIGHT_TO_LEFT:
        return "L" if character.isalpha() else ""
    from unicodedata import bidirectional

    kind = bidirectional(character)
    return kind if kind in ("L", "R", "AL") else ""
