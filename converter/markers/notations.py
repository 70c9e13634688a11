"""Other ways of writing notes, told from a text that has no markers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

LEAST = 2
"""So many signs of one notation are no accident."""

MARKDOWN = re.compile(r"\[\^[^\[\]\s^]{1,40}\]")
NAMED = re.compile(r"\[(?:Foot|End)?note[ ][^\[\]:\n]{1,12}:[ ]", re.IGNORECASE)
TAG = re.compile(r"</?(?:p|div|span|a|sup|em|i|b|br|h[1-6]|ul|ol|li|blockquote)\b[^<>\n]{0,300}>")
SUPERSCRIPT = re.compile(r"(?<=[\w.,;:!?”’\")\]])[¹²³⁰⁴-⁹]{1,3}(?![\w²³])")
IN_BRACKETS = re.compile(r"(?<=\S)[ ]?\[(\d{1,3})\]")
LISTED = re.compile(r"^[ \t]{0,8}(?:\[(\d{1,3})\]|(\d{1,3})[.)])[ \t]", re.MULTILINE)


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


def tags(text: str) -> list[str]:
    """The tags of a web page in a text, where one of them closes another.

    >>> tags("He <em>swore</em>, for 3 < 4 and <b> is a letter.")
    ['<em>', '</em>', '<b>']
    """
    found = TAG.findall(text)
    return found if any(tag.startswith("</") for tag in found) else []


def _seen(text: str) -> Iterator[Other]:
    """What is seen, the surest first. Each pattern takes linear time."""
    for pattern, what, remedy in (
        (MARKDOWN, "footnotes as Markdown writes them", AS_NOTES.format("markdown")),
        (NAMED, "notes within brackets", AS_NOTES.format("named")),
        (TAG, "tags of a web page", "Read it as a web page, with -f html"),
        (SUPERSCRIPT, "raised figures", AS_NOTES.format("raised")),
    ):
        found = pattern.findall(text)
        if pattern is SUPERSCRIPT and "¹" not in found:
            continue  # as in 3 m²
        if len(found) >= LEAST:
            yield Other(f"{len(found)} {what}, such as {found[0].strip().rstrip(':')}", remedy)
    if numbers := _in_brackets_and_listed(text):
        what = f"{numbers} numbers in brackets, with a list of sources that begin with them"
        yield Other(what, AS_NOTES.format("brackets"))


AS_NOTES = "To have them read as notes, use --notation {}"


def _in_brackets_and_listed(text: str) -> int:
    """How many numbers stand in brackets behind words; 0 if no list has them too."""
    listed = {one or other for one, other in LISTED.findall(text)}
    cited = [number for number in IN_BRACKETS.findall(text) if number in listed]
    return len(cited) if len(set(cited)) >= LEAST else 0
