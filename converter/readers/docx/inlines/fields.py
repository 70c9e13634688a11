"""Fields (17.16): what their instructions ask for, and what they show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from converter.document.model import NoteKey
from converter.readers.docx.looks import NO_LOOK, Look
from converter.speed.patterns import Pattern

WORD = Pattern(r'"((?:[^"\\]|\\.)*)"|(\S+)')

OTHER_THAN_WORDS = frozenset({"\\n", "\\r", "\\w", "\\p"})
"""What has a REF show the number of a paragraph or its direction, not the words (17.16.5.50)."""

LEFT_OUT = frozenset({"TOC", "INDEX", "TOA"})
"""Lists that Word makes of the text: a reader's own format makes them anew."""


class Noted(Struct, frozen=True):
    """A note whose mark stands in a bookmark, and whether no words stand there with it."""

    key: NoteKey
    alone: bool = True


class Field(Struct):
    """A complex field that is open. Its `instruction` grows until it is `separated` from what it shows.

    `link` is the address that its words lead to, `note` the note whose number it shows; that number is
    `shown`, in its `look`. `is_mark` says that it is shown as a mark is. `is_read` says that its words
    are read: they are no instruction, number of a note, or list that Word has made. `numbering` is the
    field, itself or one around it, that shows the number of a note.
    """

    instruction: list[str] = field(default_factory=list)
    separated: bool = False
    link: str = ""
    note: NoteKey | None = None
    is_mark: bool = False
    left_out: bool = False
    is_read: bool = False
    numbering: Field | None = None
    shown: list[str] = field(default_factory=list)
    look: Look = NO_LOOK


OUTSIDE = Field(separated=True, is_read=True)
"""What stands in for a field where none is open."""


def unended(kinds: Iterable[str | None]) -> frozenset[int]:
    """Which of a story's field characters begin fields without an end: all behind them is text.

    `kinds` says of each what it does (``fldCharType``). They are told by their numbers, from 0 on.

    >>> unended(["begin", "begin", "separate", "end"])
    frozenset({0})
    """
    begun: list[int] = []
    for number, kind in enumerate(kinds):
        if kind == "begin":
            begun.append(number)
        elif kind == "end" and begun:
            begun.pop()
    return frozenset(begun)


def arguments(instruction: str) -> list[str]:
    r"""The words of an instruction, without quotation marks (17.16.2).

    >>> arguments(' HYPERLINK "https://x.org/a b" \\o "A tip" ')
    ['HYPERLINK', 'https://x.org/a b', '\\o', 'A tip']
    """
    return [found[2] or found[1].replace("\\\\", "\\") for found in WORD.finditer(instruction)]


def interpret(opened: Field, around: Field, noted: Mapping[str, Noted]) -> None:
    """See what a field asks for in the field around it, once its instruction is complete.

    `noted` are the notes whose marks stand in bookmarks, by their names.
    """
    opened.separated = True
    opened.link, opened.numbering = around.link, around.numbering
    _obey(opened, noted)
    if opened.note is not None and opened.numbering is None:
        opened.numbering = opened
    opened.is_read = around.is_read and not opened.left_out and opened.note is None


def _obey(opened: Field, noted: Mapping[str, Noted]) -> None:
    words = arguments("".join(opened.instruction))
    name, rest = (words[0].upper(), words[1:]) if words else ("", [])
    if name in LEFT_OUT:
        opened.left_out = True
    elif name == "HYPERLINK":
        opened.link = _address(rest) or opened.link
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
