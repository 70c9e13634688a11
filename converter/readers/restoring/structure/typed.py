"""Structure that was typed: ``# Heading``, ``> quote``, and a ``\\`` before a line that is text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from converter.document.model import Block, BlockQuote, Heading, Paragraph
from converter.readers.restoring.structure.guesses import CERTAIN, Guess
from converter.readers.restoring.structure.lines import (
    Lines,
    around,
    is_kept,
    without_start,
    words_of,
)
from converter.speed.patterns import Pattern

MOST_INDENT = 3
"""Blanks before a mark (CommonMark 0.31, 4.2 and 5.1): what is set in further is code."""

HEADING = Pattern(r"(#{1,6}) +(?=[^#\s])(?=.*[^\W\d_])")
QUOTE = Pattern(r"> +(?=[^\W\d_]|[“\"‘'«„(\[…])")
"""A ``>`` before a number compares, and one before other signs is of a drawing or of code."""


def typed(lines: Lines) -> Iterator[Guess]:
    """What was typed, those lines among it that are kept as text. Quotes in a row are one."""
    quote: Guess | None = None
    for at in range(len(lines)):
        sign = lines.first_sign(at)
        if sign in ("#", ">") and len(lines.indent(at).expandtabs(4)) > MOST_INDENT:
            sign = ""
        is_quote = sign == ">" and QUOTE.match(lines.words(at)) is not None
        if quote and (not is_quote or _is_kept(lines, at) or _is_kept(lines, quote.first)):
            yield quote
            quote = None
        if is_quote:
            quote = Guess("quote", quote.first if quote else at, at, CERTAIN, "")
        elif sign == "#" and (heading := HEADING.match(lines.words(at))):
            yield Guess("heading", at, at, CERTAIN, "", len(heading[1]))
    if quote:
        yield quote


def _is_kept(lines: Lines, at: int) -> bool:
    return is_kept(lines.content(at))


def as_typed(guess: Guess, run: Sequence[Paragraph]) -> Block:
    """What paragraphs are by the marks before them, which go."""
    if guess.kind == "heading":
        return Heading(guess.level, _without(run[0], HEADING).content, span=run[0].span)
    return BlockQuote(tuple(_without(one, QUOTE) for one in run), span=around(run))


def _without(paragraph: Paragraph, mark: Pattern) -> Paragraph:
    found = mark.match(words_of(paragraph.content))
    return without_start(paragraph, found.end()) if found else paragraph
