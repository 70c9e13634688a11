"""Which paragraphs run from right to left, in every format: ``w:bidi`` (17.3.1.6), ``dir``, ``\\pardir``.

A list, quotation or note runs as its first words do, and what is in it may run the other way again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from converter.document.model import (
    Bibliography,
    Block,
    BlockQuote,
    BulletList,
    Cell,
    Code,
    Emphasis,
    Heading,
    Inline,
    ListItem,
    Note,
    OrderedList,
    Paragraph,
    Stray,
    Text,
)
from converter.document.tree import walk

FIRST_RIGHT_TO_LEFT = "\u0590"
"""No letter below this one, all Latin, Greek and Cyrillic ones included, runs from right to left."""


Directed = Block | ListItem | Cell | Note


def turns(node: Directed, now: bool, *, in_such_a_document: bool) -> bool:
    """Whether a node runs another way than what stands around it, which runs to the left if `now`."""
    content = _first_words(node)
    if content is None:
        return False
    return is_right_to_left(content, in_such_a_document=in_such_a_document) != now


def _first_words(node: Directed) -> Sequence[Inline] | None:
    """The words that a node begins with; None where it begins with a table, a figure or code."""
    while type(node) is not Paragraph and type(node) is not Heading:
        within: Sequence[Directed] = getattr(node, FIRST.get(type(node), ""), ())
        if not within:
            return None
        node = within[0]
    return node.content


FIRST = {
    **dict.fromkeys((BlockQuote, Bibliography, ListItem, Cell, Note), "blocks"),
    **dict.fromkeys((BulletList, OrderedList), "items"),
}
"""Nodes that run as the first of what is in them."""


def is_right_to_left(content: Sequence[Inline], *, in_such_a_document: bool) -> bool:
    """Whether a paragraph of these inlines runs from right to left.

    Its first letter must (UAX #9, rules P2 and P3), and at least as many as run the other way: an
    English note that begins with a Hebrew title stays an English note. In an article whose language
    is written from right to left, one such letter is enough, or that there is no letter at all.
    """
    if in_such_a_document:
        return set(_directions(content)) != {"L"}
    if _begins_in_latin(content):
        return False  # the usual case, and the quickest
    directions = _directions(content)
    if next(directions, "L") == "L":
        return False
    others = list(directions)
    return 2 * others.count("L") <= len(others) + 1


def _begins_in_latin(content: Sequence[Inline]) -> bool:
    """Whether the first letter is surely Latin, as a look at the first words tells."""
    first = content[0] if content else None
    if type(first) is Emphasis and first.content:
        first = first.content[0]
    return type(first) is Text and "A" <= first.text.lstrip("“")[:1] <= "z"


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
