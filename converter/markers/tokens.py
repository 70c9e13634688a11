"""Text → tokens. Joined again, the tokens are the text, character for character.

The tokenizer knows the spelling of marks and of what may open or close a definition, nothing of
their meaning. Apache POI's `XWPFParagraph` and `XWPFRun` write the exact forms
``[footnoteRef:1]`` and `` [1: words] ``; what people type by hand differs a little in blanks and
case. Any text gives tokens, in linear time.
"""

from __future__ import annotations

from collections.abc import Iterable
from sys import maxsize
from typing import Literal, final

from msgspec import Struct

from converter.document.model import NoteKind
from converter.speed.patterns import Pattern

TokenKind = Literal[
    "text", "mark", "odd-mark", "open", "bracket", "close", "newline", "tab", "regular"
]


@final
class Token(Struct, frozen=True, gc=False, omit_defaults=True):
    """A piece of the text, characters `start` up to, not including, `end`.

    `kind` is ``mark`` for a mark; ``odd-mark`` for one without a usable number; ``open`` for ``[12:``,
    which may begin a definition; ``bracket`` for other opening brackets; ``close`` for closing ones
    with the blanks after them; ``tab`` for tabs in a row; ``newline`` for line ends and all whole lines
    without brackets between them; ``text`` for the rest. What stands in brackets is text if more words
    follow at once, ``[t]he``: no definition ends there. ``regular`` stands for lines that need no tokens
    (`converter.markers.regular`). `id` is the number in a mark or an opening, `note` the kind that a mark
    calls.
    """

    kind: TokenKind
    start: int
    end: int
    id: str = ""
    note: NoteKind = "footnote"


NEWLINES = r"\n\r\v\f\x85\u2028\u2029"
"""What ends a line, as the members of a class of characters."""

# A set of first characters lets the search skip ordinary text; no repeat stands inside a repeat, so
# the time is linear. Ids have at most nine digits, as Word's w:id has 32 bits.
SPECIAL = Pattern(
    rf"""(?x)
    [\[\]\t{NEWLINES}]
    (?: (?<=\[) (?: \ {{0,3}} (?P<id>-?[0-9]{{1,9}}):
                | \ {{0,3}} (?i: (?P<note>foot|end)noteRef
                                 \ {{0,3}}:\ {{0,3}} (?P<ref>-?[0-9]{{1,9}}) \ {{0,3}}\]
                               | (?P<odd>(?:foot|end)noteRef\b[^\[\]\n\r]{{0,40}}\]) )
                | (?P<words>[^\[\]\t{NEWLINES}]{{0,300}}+\](?=[^\[\]\s]))
                | (?P<bracket>\[*(?=\[)|) )
      | (?<=\]) (?P<close>\]*\ *)
      | (?<=\t) (?P<tab>\t*)
      | (?P<newline>[{NEWLINES}]*) )
    """
)

BREAKS = ("mark", "odd-mark", "regular", "newline", "tab")
"""What ends a stretch of text, beside definitions."""

KINDS: dict[str | None, TokenKind] = {
    "ref": "mark",
    "id": "open",
    "odd": "odd-mark",
    "bracket": "bracket",
    "close": "close",
    "newline": "newline",
    "tab": "tab",
}


NOTE_KINDS: dict[str, NoteKind] = {"foot": "footnote", "end": "endnote"}
"""What the first letters of a mark call."""

CUSTOM_MARK_BEGINS = "*†‡§¶‖#0123456789"
"""What may stand right behind a mark whose note has a symbol or number of its own."""

STAND_IN = ' !!! End note with ID "'
"""How the sentence begins that POI writes for a note that the Word file lacks (`XWPFRun`)."""


def tokenize(text: str, start: int = 0, end: int = maxsize) -> list[Token]:
    """The tokens of `text` from character `start` up to, not including, `end`.

    >>> [(token.kind, token.start, token.end) for token in tokenize("So.[footnoteRef:1]")]
    [('text', 0, 3), ('mark', 3, 18)]
    """
    tokens: list[Token] = []
    end = min(end, len(text))
    search = SPECIAL.compiled.search
    at = start
    opening = closing = -1  # the next brackets
    is_opened = False  # whether the token before was an opening
    while piece := search(text, at, end):
        group = piece.lastgroup
        begin, at = piece.span()
        if group == "words":
            continue
        if begin > start:
            tokens.append(Token("text", start, begin))
        kind = KINDS[group]
        if kind == "mark":
            note = NOTE_KINDS[piece["note"].lower()]
            tokens.append(Token("mark", begin, at, piece["ref"], note))
        elif kind == "open":
            tokens.append(Token("open", begin, at, piece["id"]))
        else:
            below = is_opened and not text[start:begin].strip(" ")  # there its words may begin
            if kind == "newline" and not below:  # whole lines without brackets belong to it
                opening = opening if opening >= at else _next("[", text, at, end)
                closing = closing if closing >= at else _next("]", text, at, end)
                bracket = min(opening, closing)
                last = max(text.rfind("\n", at, bracket), text.rfind("\r", at, bracket))
                at = max(at, last + 1)
            tokens.append(Token(kind, begin, at))
        start, is_opened = at, kind == "open"
    if start < end:
        tokens.append(Token("text", start, end))
    return tokens


def _next(character: str, text: str, start: int, end: int) -> int:
    """Where a character stands next; `end` if nowhere before it."""
    place = text.find(character, start, end)
    return place if place >= 0 else end


def show_tokens(text: str, tokens: Iterable[Token]) -> str:
    """Tokens as lines for people and golden tests: place, kind, id, text."""
    return "".join(
        f"{token.start}-{token.end} {token.kind}{' ' + token.id if token.id else ''} "
        f"{text[token.start : token.end]!r}\n"
        for token in tokens
    )
