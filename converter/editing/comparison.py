"""Two versions of an article compared: what became of each note, and of what refers to it.

Notes are the same where their words are, whatever their numbers. A reference is broken where it means
another note than it did, and not where its number has followed its note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from msgspec import Struct

from converter.crossrefs import CitationStyle
from converter.crossrefs.antecedents import IDS
from converter.document.model import NoteKey, NoteRange
from converter.document.tree import ends_of
from converter.editing.renumber.survey import Survey, Typed, survey
from converter.editing.same import Notes, same_notes

Change = Literal["added", "removed", "moved", "reworded", "broken"]

AROUND = 40
"""Characters shown beside what differs in a note."""


class Difference(Struct, frozen=True):
    """What became of a note, or of a reference in it.

    `old` and `new` are its printed numbers, empty where it has none or is the text. `words` are those
    before, `now` those after.
    """

    change: Change
    old: str
    new: str
    words: str
    now: str = ""


class Comparison(NamedTuple):
    """The differences in the order of the new text, and how many notes only have other numbers."""

    differences: list[Difference]
    renumbered: int
    notes: int


def compare(old: str, new: str, style: CitationStyle | None = None) -> Comparison:
    """What differs between two marker texts in their notes and references.

    >>> compare("A.[footnoteRef:1] [1: Roe 4.]", "A.[footnoteRef:1] [1: Roe 5.]").differences[0].now
    'Roe 5.'
    """
    return _compared(_Side(survey(old, style)), _Side(survey(new, style)))


class _Side:
    """One of the two texts: its notes by names, and their printed numbers."""

    def __init__(self, found: Survey) -> None:
        self.found = found
        self.words = found.words()
        index = found.index
        self.keys: dict[str, NoteKey] = {}
        for key in index.calls:
            name = f"{index.notes[key].kind} {index.label(key)}"
            self.keys[f"{name} {key}" if name in self.keys else name] = (
                key  # several may be called *
            )

    @property
    def notes(self) -> Notes:
        return {name: self.words.get(key, "").split("\n") for name, key in self.keys.items()}

    def label(self, key: NoteKey | None) -> str:
        return self.found.index.label(key) if key is not None else ""

    def shown(self, key: NoteKey) -> str:
        return " ".join(self.words.get(key, "").split())


def _compared(old: _Side, new: _Side) -> Comparison:
    named = same_notes(old.notes, new.notes)
    same = {new.keys[one]: old.keys[other] for one, other in named.items()}
    found: list[tuple[float, Difference]] = []
    ranks = {key: rank for rank, key in enumerate(new.found.index.calls)}
    renumbered = 0
    moved = _moved(same, old, new)
    for key, rank in ranks.items():
        differences = list(_of_note(key, same, moved, old, new))
        before = same.get(key)
        renumbered += before is not None and old.label(before) != new.label(key)
        found += [(rank, one) for one in differences]
    found += _removed(same, ranks, old)
    for where, one in _broken(same, old, new):
        found.append((-1 if where is None else ranks.get(where, -1) + 0.5, one))
    found.sort(key=lambda pair: pair[0])
    return Comparison([one for _, one in found], renumbered, len(ranks))


def _of_note(
    key: NoteKey, same: dict[NoteKey, NoteKey], moved: set[NoteKey], old: _Side, new: _Side
) -> Iterator[Difference]:
    label = new.label(key)
    before = same.get(key)
    if before is None:
        yield Difference("added", "", label, "", new.shown(key))
        return
    words, now = old.shown(before), new.shown(key)
    if key in moved:
        yield Difference("moved", old.label(before), label, words, now)
    if _without_numbers(words) != _without_numbers(now) or (
        words != now and not _refers(key, new) and not _refers(before, old)
    ):
        yield Difference("reworded", old.label(before), label, *_apart(words, now))


def _without_numbers(words: str) -> str:
    return re.sub("[0-9]+", "0", words)


def _refers(key: NoteKey, side: _Side) -> bool:
    """Whether a note refers to others: its numbers may differ and be right."""
    return any(one.passage.key == key for one in side.found.references)


def _moved(same: dict[NoteKey, NoteKey], old: _Side, new: _Side) -> set[NoteKey]:
    """The notes that stand in another order among those that were there."""
    kept = set(same.values())
    before = [key for key in old.found.index.calls if key in kept]
    after = [key for key in new.found.index.calls if key in same]
    match = SequenceMatcher(None, before, [same[key] for key in after], autojunk=False)
    staying = {
        at for block in match.get_matching_blocks() for at in range(block.b, block.b + block.size)
    }
    return {key for at, key in enumerate(after) if at not in staying}


def _removed(
    same: dict[NoteKey, NoteKey], ranks: dict[NoteKey, int], old: _Side
) -> Iterator[tuple[float, Difference]]:
    """The notes that are gone, each behind the one that stood before it."""
    now = {before: ranks[key] for key, before in same.items()}
    rank = -1.0
    for key in old.found.index.calls:
        if key in now:
            rank = now[key]
        else:
            yield rank + 0.25, Difference("removed", old.label(key), "", old.shown(key))


# References


def _broken(
    same: dict[NoteKey, NoteKey], old: _Side, new: _Side
) -> Iterator[tuple[NoteKey | None, Difference]]:
    """The references that mean another note than they did, or none."""
    was: dict[NoteKey | None, list[Typed]] = _by_note(old)
    for key, references in _by_note(new).items():
        before = same.get(key) if key is not None else None
        if key is not None and before is None:
            continue
        for one, other in _pairs(was.get(before, []), references):
            meant = [same.get(end) for end in _ends(other)]
            if _ends(one) != meant:
                words = f"{_typed(one)}: {_called(_ends(one), old)}"
                now = f"{_typed(other)}: {_called(_ends(other), new)}"
                yield key, Difference("broken", old.label(before), new.label(key), words, now)


def _by_note(side: _Side) -> dict[NoteKey | None, list[Typed]]:
    found: dict[NoteKey | None, list[Typed]] = {}
    for one in side.found.references:
        found.setdefault(one.passage.key, []).append(one)
    return found


def _pairs(old: list[Typed], new: list[Typed]) -> Iterator[tuple[Typed, Typed]]:
    """The references of a note that are the same but for their numbers."""
    first, second = ([_without_numbers(_typed(one)) for one in each] for each in (old, new))
    for block in SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks():
        yield from zip(
            old[block.a : block.a + block.size], new[block.b : block.b + block.size], strict=True
        )


def _typed(one: Typed) -> str:
    words = one.passage.text[one.reference.start : one.reference.end]
    return " ".join(words.split()) if one.reference.kind not in IDS else words.strip(" ,")


def _ends(one: Typed) -> list[NoteKey]:
    return [
        key
        for target in one.targets
        for key in (ends_of((target,)) if isinstance(target, NoteRange) else [target])
    ]


def _called(keys: list[NoteKey], side: _Side) -> str:
    named = [f"note {side.label(key)}, “{side.shown(key)[:AROUND]}”" for key in keys]
    return " and ".join(named) or "no note"


def _apart(words: str, now: str) -> tuple[str, str]:
    """Both, cut to where they differ."""
    same = next((at for at, (a, b) in enumerate(zip(words, now, strict=False)) if a != b), None)
    start = min(len(words), len(now)) if same is None else same
    start = max(0, words.rfind(" ", 0, max(0, start - AROUND)) + 1)
    return tuple(_cut(one, start) for one in (words, now))  # type: ignore[return-value]


def _cut(words: str, start: int) -> str:
    end = start + 4 * AROUND
    return f"{'…' if start else ''}{words[start:end]}{'…' if end < len(words) else ''}"
