"""What is guessed of a text's structure, and how sure that is. All thresholds of the room stand here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from converter.formats import Structure

Kind = Literal[
    "heading", "quote", "list", "bibliography", "separator",
    "title", "subtitle", "author", "date", "caption", "abstract"
]  # fmt: skip
"""What a line can be, beside text."""

LEAST: dict[Structure, float] = {"safe": 0.95, "full": 0.7}
"""The confidence that a guess must have to be set.

The figures rank kinds of evidence; `benchmarks.structure` counts how often each level is wrong.
"""

CERTAIN, SURE, LIKELY, POSSIBLE = 1.0, 0.97, 0.8, 0.5
"""What was typed; what no other text looks like; what others may look like; what is not set at all."""


LEAST_ALIKE = 2
"""Headings that a text has at least, if only their looks tell them."""
LEAST_OF = {"capitals": LEAST_ALIKE, "title": LEAST_ALIKE, "sentence": 4}
"""As many, by how they look; those that begin with a capital and have no other are like other lines."""
LEAST_KNOWN = 6
"""Those of a text that prove others of their kind."""


class Guess(Struct, frozen=True):
    """That the blocks from `first` to `last` of a text are of a kind, and what says so.

    `level` is that of a heading. `why` completes the sentence "this is …, for …".
    """

    kind: Kind
    first: int
    last: int
    confidence: float
    why: str
    level: int = 1


class Look(Struct, frozen=True, gc=False):
    """A line that looks like a heading: the block it is, and how it looks."""

    at: int
    look: str


def is_set(guess: Guess, structure: Structure) -> bool:
    """Whether a guess is sure enough for what was asked.

    >>> is_set(Guess("quote", 4, 4, LIKELY, "it is announced"), "safe")
    False
    """
    return structure != "none" and guess.confidence >= LEAST[structure]


def apart(guesses: Iterable[Guess]) -> list[Guess]:
    """The guesses in the order of the text, without those whose blocks an earlier one has."""
    taken: set[int] = set()
    kept: list[Guess] = []
    for guess in guesses:
        blocks = range(guess.first, guess.last + 1)
        if taken.isdisjoint(blocks):
            taken.update(blocks)
            kept.append(guess)
    return sorted(kept, key=lambda guess: guess.first)
