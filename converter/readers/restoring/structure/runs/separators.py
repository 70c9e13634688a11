"""Lines that part a text: asterisks, or a row of other signs."""

from __future__ import annotations

from collections.abc import Container, Iterator

from converter.readers.restoring.structure.guesses import LIKELY, SURE, Guess
from converter.readers.restoring.structure.lines import Lines
from converter.speed.patterns import Pattern

ASTERISKS = Pattern(r"(?:\*[ \t\u00a0]*){3,7}\Z|⁂\Z")
SIGNS = Pattern(r"(?:#[ \t]*){3,5}\Z|(?:~[ \t]*){3,7}\Z|(?:[•·–—-][ \t]*){3,7}\Z")


def separators(lines: Lines, taken: Container[int]) -> Iterator[Guess]:
    """The separators of a text. What stands at its start or end parts nothing."""
    for at in lines.short:
        if at in taken or not 0 < at < len(lines) - 1:
            continue
        words = lines.words(at)
        if ASTERISKS.match(words):
            yield Guess("separator", at, at, SURE, "it has nothing but asterisks")
        elif SIGNS.match(words):
            yield Guess("separator", at, at, LIKELY, "it has nothing but signs")
