"""Which notes of two texts are the same: their words tell it, not their numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import SequenceMatcher

Notes = dict[str, list[str]]
"""The paragraphs of notes, in the order of their marks, by names that begin with the kind of the note."""
Likeness = Callable[[str, list[str]], str]
"""What two notes have in common that are like each other, by the name and the paragraphs of one."""


def same_notes(old: Notes, new: Notes) -> dict[str, str]:
    """For each note of a new text the one of the old text that it is, if it is one.

    It is that with the same words, in the same order or wherever it stands; then that whose words differ
    in numbers alone; then that with the same name.
    """
    found: dict[str, str] = {}
    for likeness in (_exactly, _but_for_numbers):
        left = _left(old, new, found)
        found |= _in_order(*left, likeness)
        left = _left(old, new, found)
        found |= _anywhere(*left, likeness)
    olds, news = _left(old, new, found)
    return found | {one: one for one in news if one in olds}


def _left(old: Notes, new: Notes, found: dict[str, str]) -> tuple[Notes, Notes]:
    """The notes for which no other is found yet, by their names."""
    taken = set(found.values())
    return (
        {one: lines for one, lines in old.items() if one not in taken},
        {one: lines for one, lines in new.items() if one not in found},
    )


def _exactly(name: str, lines: list[str]) -> str:
    return f"{name.split()[0]} {' '.join(lines)}"


def _but_for_numbers(name: str, lines: list[str]) -> str:
    return re.sub("[0-9]+", "0", _exactly(name.split()[0], lines))


def _in_order(old: Notes, new: Notes, likeness: Likeness) -> dict[str, str]:
    """Notes that are like each other and follow each other alike."""
    olds, news = list(old), list(new)
    first, second = ([likeness(*one) for one in notes.items()] for notes in (old, new))
    match = SequenceMatcher(None, first, second, autojunk=False)
    return {
        news[block.b + at]: olds[block.a + at]
        for block in match.get_matching_blocks()
        for at in range(block.size)
    }


def _anywhere(old: Notes, new: Notes, likeness: Likeness) -> dict[str, str]:
    """Notes that are like each other, wherever they stand."""
    there: dict[str, list[str]] = {}
    for one, lines in reversed(old.items()):
        there.setdefault(likeness(one, lines), []).append(one)
    found = {}
    for one, lines in new.items():
        if like := there.get(likeness(one, lines)):
            found[one] = like.pop()
    return found
