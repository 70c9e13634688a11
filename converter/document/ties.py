"""Blanks between a sign or word and its number, at which no line should end: ``§ 5``, ``note 9``.

The tree has a plain blank in such places. LaTeX and Typst write a tie, and other formats that are set
in lines a no-break space; Markdown and its kin, which people edit, a plain blank. What reads formats
with no-break spaces takes them for the blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any, TypeVar

from msgspec import structs

from converter.document.model import CrossRef, Document, Link, Node, NoteNumber, Text
from converter.document.tree import rebuilt
from converter.speed.patterns import Pattern

N = TypeVar("N")

TIE = (
    r"[0-9IVXLC](?<=[.§¶est] .)(?:(?<=[§¶] .)|(?<=[elnorst][.est] .)(?:(?<=\bn\. .)"
    r"|(?<=\bNo\. .|\bnn\. .)|(?<=[Nn]ote .|Part .|\b[Aa]rt\. .|\bNos\. .|\b[Vv]ol\. .)"
    r"|(?<=[Nn]otes .|Parts .|\b[Aa]rts\. .)))()"
)
"""What follows a blank between a sign or word and its number, at which no line should end.

Before each word is looked for, its last two signs are: ``REV. 13`` needs no look at nine words.
"""

TIES = Pattern(f" {TIE}")
NO_BREAK_SPACE = "\u00a0"
WRITTEN_TIES = Pattern(f" {TIE}".replace(" ", NO_BREAK_SPACE))


def tied(text: str) -> str:
    """Words with a no-break space in such places.

    >>> ascii(tied("12 U.S.C. § 5, supra note 9"))
    "'12 U.S.C. \\\\xa7\\\\xa05, supra note\\\\xa09'"
    """
    return TIES.compiled.sub(_tie, text) if " " in text else text


def _tie(blank: re.Match[str]) -> str:
    return NO_BREAK_SPACE + blank[0][1:]


def is_number(node: Node | None) -> bool:
    """Whether a node begins with the number of a note, to which the blank before it is tied."""
    while type(node) is CrossRef and node.content:
        node = node.content[0]
    return type(node) is NoteNumber


def _leads_to_number(node: Node | None) -> bool:
    """Whether a node is a link whose words are a number alone, as books have them for notes."""
    match node:
        case Link(url=url, content=(Text(text=words),)):
            return "#" in url and words.isdecimal()
        case _:
            return False


def untied(document: Document) -> Document:
    """A document that was read from such a format, with plain blanks in such places."""
    meta = structs.replace(
        document.meta,
        title=_untied(document.meta.title),
        subtitle=_untied(document.meta.subtitle),
        authors=tuple(map(_untied, document.meta.authors)),
        abstract=_untied(document.meta.abstract),
    )
    blocks, notes = _untied(document.blocks), _untied(document.notes)
    return structs.replace(document, meta=meta, blocks=blocks, notes=notes)


def _untied(nodes: tuple[N, ...]) -> tuple[N, ...]:
    return tuple(_each_untied(nodes))


def _each_untied(nodes: tuple[Any, ...]) -> Iterator[Any]:
    for node, after in zip_longest(nodes, nodes[1:]):
        if not isinstance(node, Text):
            yield rebuilt(node, _untied)
            continue
        text = WRITTEN_TIES.compiled.sub(_blank, node.text)
        if text.endswith(NO_BREAK_SPACE) and (is_number(after) or _leads_to_number(after)):
            text = text[:-1] + " "
        yield node if text == node.text else structs.replace(node, text=text)


def _blank(tie: re.Match[str]) -> str:
    return " " + tie[0][1:]
