"""Other ways of writing notes, told from a text that has no markers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from converter.formats import Notation

LEAST = 2
"""So many signs of one notation are no accident."""

TAG = re.compile(r"</?(?:p|div|span|a|sup|em|i|b|br|h[1-6]|ul|ol|li|blockquote)\b[^<>\n]{0,300}>")
SUPERSCRIPT = re.compile(r"(?<=[\w.,;:!?”’\")\]])[¹²³⁰⁴-⁹]{1,3}(?![\w²³])")
LISTED = re.compile(r"^[ \t]{0,8}(?:\[(\d{1,3})\]|(\d{1,3})[.)])[ \t]", re.MULTILINE)
IN_BRACKETS = re.compile(r"(?<=\S)[ ]?\[(\d{1,3})\]")

AS_NOTES = "To have them read as notes, use --notation {}"
AS_FORMAT = "Read it as {}, with -f {}"
REPLACED = "With Find and Replace, write them as [1], in the list too, and use --notation brackets"


class Sign(NamedTuple):
    """How notes are written elsewhere, how often at least, in words, and what can be done about it."""

    pattern: re.Pattern[str]
    least: int
    what: str
    remedy: str


SIGNS = (
    Sign(
        re.compile(r"\[\^[^\[\]\s^]{1,40}\]"),
        LEAST,
        "footnotes as Markdown writes them",
        AS_NOTES.format("markdown"),
    ),
    Sign(
        re.compile(r"(?i)\[(?:foot|end)?note[ ][^\[\]:\n]{1,12}:[ ]"),
        1,
        "notes within brackets",
        AS_NOTES.format("named"),
    ),
    Sign(
        re.compile(r"\\(?:foot|end)note\{"),
        1,
        "footnotes of LaTeX",
        AS_FORMAT.format("LaTeX", "latex"),
    ),
    Sign(
        re.compile(r"<ref(?:[ ]name=[^<>\n]{1,80})?>"),
        1,
        "notes as Wikipedia writes them",
        AS_FORMAT.format("MediaWiki", "mediawiki"),
    ),
    Sign(
        re.compile(r"\bfootnote:\w{0,40}\["),
        1,
        "notes as AsciiDoc writes them",
        "Let Asciidoctor make a web page of it, and read that with -f html",
    ),
    Sign(TAG, LEAST, "tags of a web page", AS_FORMAT.format("a web page", "html")),
    Sign(
        re.compile(r"(?<=[\w.,;:!?”’\")])\^\[(?=\w)"),
        1,
        "notes in the line as pandoc's Markdown has them",
        AS_FORMAT.format("Markdown", "markdown"),
    ),
)
"""The surest first. Each pattern takes linear time."""

UNREAD = (
    (r"\[\[(\d{1,3})\]\]", "numbers in double brackets"),
    (r"\[(?:fn|note)\.?[ ]?(\d{1,3})\]", "numbers in brackets with a word"),
    (r"\[([ivx]{1,7})\]", "roman numbers in brackets"),
    (r"\((\d{1,3})\)", "numbers in parentheses"),
    (r"\^(\d{1,3})(?!\w)", "numbers behind a caret"),
)
"""Marks that no notation reads, if the entries of a list begin with them too."""


class Other(NamedTuple):
    """What a text has instead of markers, in words for a message, and what can be done about it."""

    what: str
    remedy: str


def other_notation(text: str) -> Other | None:
    """How a text without markers writes its notes; None if there is nothing of the kind.

    >>> other_notation("Oil.[^1] Wick.[^2]\\n\\n[^1]: Roe.\\n[^2]: Lee.\\n").what
    '4 footnotes as Markdown writes them, such as [^1]'
    """
    return next(_seen(text), None)


def markdown(text: str) -> str:
    """An example of the notes that a text writes as Markdown does, with their words; "" without any."""
    noted = re.search(r"(?m)^[ ]{0,3}(\[\^[^\[\]\s^]{1,40}\]):", text)
    return noted[1] if noted and text.count(noted[1]) >= LEAST else ""


def tags(text: str) -> list[str]:
    """The tags of a web page in a text, where one of them closes another.

    >>> tags("He <em>swore</em>, for 3 < 4 and <b> is a letter.")
    ['<em>', '</em>', '<b>']
    """
    found = TAG.findall(text)
    return found if any(tag.startswith("</") for tag in found) else []


def _seen(text: str) -> Iterator[Other]:
    """What is seen, the surest first."""
    for sign in SIGNS:
        found = sign.pattern.findall(text)
        if len(found) >= sign.least:
            yield _other(found, sign.what, sign.remedy)
    raised = SUPERSCRIPT.findall(text)
    if len(raised) >= LEAST and "¹" in raised:  # else as in 3 m²
        yield _other(raised, "raised figures", AS_NOTES.format("raised"))
    if numbers := _in_brackets_and_listed(text):
        what = f"{numbers} numbers in brackets, with a list of sources that begin with them"
        yield Other(what, AS_NOTES.format("brackets"))
    yield from _unread(text)
    if notes := _plain_numbers(text):
        what = f"{notes} numbers behind stops, with a list of notes that begin with them"
        yield Other(what, AS_NOTES.format("numbers"))


def _other(found: list[str], what: str, remedy: str) -> Other:
    count = f"{len(found)} " if len(found) > 1 else ""
    return Other(f"{count}{what}, such as {found[0].strip().rstrip(':')}", remedy)


def _unread(text: str) -> Iterator[Other]:
    for pattern, what in UNREAD:
        listed = set(re.findall(rf"(?m)^[ \t]{{0,8}}{pattern}", text))
        called = [one for one in re.finditer(rf"(?<=\S)[ ]?{pattern}", text) if one[1] in listed]
        if len({one[1] for one in called}) >= LEAST:
            yield _other([one[0] for one in called], f"{what}, with a list of notes", REPLACED)


def _plain_numbers(text: str) -> int:
    """How many notes there are if numbers right behind stops call those of a list."""
    from converter.markers.foreign import FORMS, read_notation

    if len({mark["id"] for mark in re.finditer(FORMS["numbers"].mark, text)}) <= LEAST:
        return 0
    notes = read_notation(text, 0, "numbers").notes
    return len(notes) if len(notes) > LEAST else 0


def _in_brackets_and_listed(text: str) -> int:
    """How many numbers stand in brackets behind words; 0 if no list has them too."""
    listed = {one or other for one, other in LISTED.findall(text)}
    cited = [number for number in IN_BRACKETS.findall(text) if number in listed]
    return len(cited) if len(set(cited)) >= LEAST else 0


MARKER = re.compile(r"(?i)\[(?:foot|end)noteRef:[ ]?\d")
HOW = {
    "brackets": "a mark is [1], and its note a line that begins with [1], 1. or 1)",
    "numbers": "a mark is a number behind a stop or comma, and its note a line that begins with 1. or 1)",
    "raised": "a mark is a raised figure such as ¹, and its note a line that begins with ¹, 1. or 1)",
    "markdown": "a mark is [^1], and its note a line that begins with [^1]:",
    "named": "a note is [Footnote 1: its words], where it is called",
}
"""What each notation reads, in words."""


def instead_of(notation: Notation, text: str) -> str:
    """What to do with a text in which a notation has found no note.

    >>> instead_of("brackets", "Oil.[footnoteRef:1] [1: See Roe.]")
    'It has markers such as [footnoteRef:1], which are read without --notation'
    """
    if MARKER.search(text):
        return "It has markers such as [footnoteRef:1], which are read without --notation"
    other = other_notation(text)
    if other and not other.remedy.endswith(f"--notation {notation}"):
        return f"There are {other.what}. {other.remedy}"
    return f"In that notation {HOW[notation]}"
