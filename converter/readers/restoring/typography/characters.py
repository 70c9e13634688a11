"""Characters that print better than those typed: blanks that do not break, dashes, quotation marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Literal, get_args

from converter.crossrefs.grammar import MONTH
from converter.crossrefs.stretches import Stretch, foreign_stretches, overlaps
from converter.speed.patterns import Pattern

Characters = Literal["case", "blanks", "dashes", "quotes"]
"""What may change: the case of letters in small caps, blanks, hyphens between pages, straight quotes."""
CHARACTERS = get_args(Characters)
USUAL: tuple[Characters, ...] = ("case", "blanks", "quotes")

NO_BREAK = "\u00a0"

_BLANK = Pattern(
    r"(?:§§?|¶¶?|\b(?:Nos?|arts?|cls?|pts?|chs?|[Ee]xs?|amends?|tits?|app|vols?|figs?|tbls?)\.|\b[Nn]otes?|\b[Pp]arts?|\b[Ss]ections?"
    rf"|\b[Ss]ubparts?|(?<=[a-z.,])\sat|\bv\.|\b{MONTH})(?P<blank>\s)(?=[\dIVXA-Z(\[“])"
    r"|(?<![\w.,-])\d{1,4}(?P<volume>\s)(?=[A-Z][\w.’&]{0,20}(?:\s[A-Z\d&][\w.’]{0,20}){0,7}\s\d)"
    r"|\b[A-Z]\.(?P<initial>\s)(?=[A-Z]\.\s)"
)
"""Blanks at which no line should end (Bluebook rules 6.1 and 6.2 ask for them)."""
_RANGE = Pattern(
    r"(?:(?<=\bat\s)|(?<=,\s)|(?<=[a-z.]\s)(?<!No\.\s)(?<!Nos\.\s)|(?<=\bat\u00a0))\d{1,5}(?P<dash>-)(?=\d{1,5}(?:[.,;)]|\s[(\[&]|\Z))"
)
"""A hyphen between two pages, as rule S009 of the check has it (Bluebook rule 3.2(a))."""


def printed(text: str, wanted: tuple[Characters, ...], counts: Counter[str] | None = None) -> str:
    """A paragraph with other characters where they print better; as many as before.

    `counts` get how many were changed, by their kind.

    >>> printed("See id. at 5-7; Roe v. Lund.", ("blanks", "dashes")).replace(NO_BREAK, "~")
    'See id. at~5–7; Roe v.~Lund.'
    """
    found = [one for kind in wanted if kind in _FINDERS for one in _FINDERS[kind](text)]
    addresses = _addresses(text) if found else []
    changes = [one for one in found if not overlaps((one[0], one[0] + 1), addresses)]
    if not changes:
        return text
    letters = list(text)
    for at, character in changes:
        letters[at] = character
    if counts is not None:
        counts.update(KINDS.get(character, "quotes") for _, character in changes)
    return "".join(letters)


def _addresses(text: str) -> list[Stretch]:
    return [one for one in foreign_stretches(text) if text[one[0]] not in '“"‘„«']


def _blanks(text: str) -> Iterator[tuple[int, str]]:
    for match in _BLANK.finditer(text):
        at = match.start(match.lastgroup or 0)
        if text[at] == " ":
            yield at, NO_BREAK


def _dashes(text: str) -> Iterator[tuple[int, str]]:
    return ((match.start("dash"), "–") for match in _RANGE.finditer(text))


_STRAIGHT = Pattern(r"[\"']")


def _quotes(text: str) -> Iterator[tuple[int, str]]:
    """Curly marks for straight ones, where those of the paragraph come in pairs."""
    if '"' not in text and "'" not in text:
        return
    addresses = _addresses(text)
    marks = [one.start() for one in _STRAIGHT.finditer(text) if not overlaps(one.span(), addresses)]
    double = [at for at in marks if text[at] == '"' and not text[at - 1 : at].isdecimal()]
    if len(double) % 2 == 0 and all(_opens(text, at) for at in double[::2]):
        for number, at in enumerate(double):
            yield at, "”" if number % 2 else "“"
    for at in marks:
        before, after = text[max(0, at - 1) : at], text[at + 1 : at + 2]
        if text[at] == "'" and before.isalpha() and (after.isalpha() or not after.strip()):
            yield at, "’"


def _opens(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in " \t\n\u00a0([—–-‘“/"


_FINDERS = {"blanks": _blanks, "dashes": _dashes, "quotes": _quotes}
KINDS = {NO_BREAK: "blanks", "–": "dashes"}
"""Which kind of characters one is that was put in; the others are quotes."""
