"""Fields (17.16): what their instructions ask for, and what they show."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct, field

from converter.document.model import NoteKey

WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')

OTHER_THAN_WORDS = frozenset({"\\n", "\\r", "\\w", "\\p"})
"""What has a REF show the number of a paragraph or its direction, not the words (17.16.5.50)."""

LEFT_OUT = frozenset({"TOC", "INDEX", "TOA"})
"""Lists that Word makes of the text: a reader's own format makes them anew."""


class Noted(NamedTuple):
    """A note whose mark stands in a bookmark, and whether no words stand there with it."""

    key: NoteKey
    alone: bool = True


class Field(Struct):
    """A complex field that is open. `instruction` grows until it is `separated` from what it shows.

    `link` is the address that its words lead to, `note` the note whose number it shows; that number is
    `shown`. `is_mark` says that it is shown as a mark is. What is `left_out` is not read.
    """

    instruction: str = ""
    separated: bool = False
    link: str = ""
    note: NoteKey | None = None
    is_mark: bool = False
    left_out: bool = False
    shown: list[str] = field(default_factory=list)


def arguments(instruction: str) -> list[str]:
    r"""The words of an instruction, without quotation marks (17.16.2).

    >>> arguments(' HYPERLINK "https://x.org/a b" \\o "A tip" ')
    ['HYPERLINK', 'https://x.org/a b', '\\o', 'A tip']
    """
    return [found[2] or found[1].replace("\\\\", "\\") for found in WORD.finditer(instruction)]


def interpret(opened: Field, noted: Mapping[str, Noted]) -> None:
    """See what a field asks for. `noted` are the notes whose marks stand in bookmarks, by their names."""
    words = arguments(opened.instruction)
    name, rest = (words[0].upper(), words[1:]) if words else ("", [])
    if name in LEFT_OUT:
        opened.left_out = True
    elif name == "HYPERLINK":
        opened.link = _address(rest)
    elif name in ("NOTEREF", "FTNREF", "REF") and rest and rest[0] in noted:
        note = noted[rest[0]]
        if name != "REF":
            opened.note, opened.is_mark = note.key, "\\f" in rest
        elif note.alone and not OTHER_THAN_WORDS.intersection(rest):
            opened.note, opened.is_mark = note.key, True


def _address(words: list[str]) -> str:
    """The address of a link; empty if it leads to a place in the file itself (17.16.5.25)."""
    takes_value = ("\\l", "\\o", "\\t", "\\m", "\\s")
    place = 0
    address = anchor = ""
    while place < len(words):
        word = words[place]
        if word == "\\l" and place + 1 < len(words):
            anchor = words[place + 1]
        elif not word.startswith("\\"):
            address = address or word
        place += 2 if word in takes_value else 1
    return f"{address}#{anchor}" if address and anchor else address
