"""Block quotes: long paragraphs in quotation marks, and those that are set in from the others.

The Bluebook sets fifty words or more apart (rule 5.1(a)).
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from converter.document.model import NoteRef
from converter.readers.restoring.structure.guesses import LIKELY, SURE, Guess
from converter.readers.restoring.structure.headings.titles import word_count
from converter.readers.restoring.structure.lines import Lines
from converter.speed.patterns import Pattern

LEAST_WORDS = 50
"""Words of a block quote (Bluebook rule 5.1(a))."""

MARKS = {"“": "”", '"': '"', "„": "“", "«": "»", "»": "«"}
"""What opens a quotation, and what closes it."""

BEHIND = Pattern(r"[\s.,;:*†‡)\]]*\Z")

LEAST_SET_IN = 25
"""Words of a paragraph that is a quotation because it is announced and set in."""

LEAST_INDENT = 4
"""Columns by which a quotation is set in; a tab is as many."""

MOST_PARAGRAPHS = 12
"""Paragraphs of one quotation."""


def quotes(lines: Lines, taken: Container[int]) -> Iterator[Guess]:
    """The block quotes of a text, among blocks that are something else."""
    indented = [at for at in range(len(lines)) if _columns(lines.indent(at)) >= LEAST_INDENT]
    deep = set(indented) if len(indented) * 4 <= len(lines) else set()
    at = 1
    while at < len(lines):
        found = None if at in taken or not lines.content(at) else _quote(lines, at, taken, deep)
        if found:
            yield found
        at = found.last + 1 if found else at + 1


def _quote(lines: Lines, at: int, taken: Container[int], deep: set[int]) -> Guess | None:
    announced = _is_announced(lines, at)
    last = _in_marks(lines, at, taken)
    if last is not None:
        confidence = SURE if announced else LIKELY
        return Guess(
            "quote", at, last, confidence, f"it is a quotation of more than {LEAST_WORDS} words"
        )
    if not announced:
        return None
    if at in deep and word_count(lines.words(at)) >= LEAST_SET_IN and lines.is_prose(at):
        end = at
        while end + 1 in deep and end + 1 not in taken and lines.is_prose(end + 1):
            end += 1
        return Guess("quote", at, end, SURE, "it is announced and set in")
    if type(lines.content(at)[-1]) is NoteRef and word_count(lines.words(at)) > LEAST_WORDS:
        return Guess("quote", at, at, LIKELY, "it is announced, and a note stands at its end")
    return None


def _is_announced(lines: Lines, at: int) -> bool:
    """Whether the block before ends as a sentence does that a quotation finishes."""
    span = lines.blocks[at - 1].span
    if span is None or lines.sizes[at - 1] < 20:
        return False
    return lines.words(at - 1)[-1:] in (":", ",")


def _in_marks(lines: Lines, at: int, taken: Container[int]) -> int | None:
    """The last paragraph of the long quotation that begins here; None if none does."""
    opening = lines.first_sign(at)
    if opening not in MARKS:
        return None
    words = 0
    for last in range(at, min(at + MOST_PARAGRAPHS, len(lines))):
        text = lines.words(last)
        if last in taken or not text.startswith(opening):
            return None
        words += word_count(text)
        closes = _closes(text, opening)
        if closes is not None:
            return last if closes and words > LEAST_WORDS else None
    return None


def _closes(text: str, opening: str) -> bool | None:
    """Whether the quotation that opens a paragraph closes at its end; None if it goes on behind it."""
    closing = MARKS[opening]
    depth = 0
    for place, character in enumerate(text):
        if character == closing and (depth > 0 and (closing != opening or place)):
            depth -= 1
        elif character == opening:
            depth += 1
        if not depth and place:
            return BEHIND.match(text, place + 1) is not None
    return None


def _columns(indent: str) -> int:
    return sum(LEAST_INDENT if character == "\t" else 1 for character in indent)
