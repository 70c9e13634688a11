"""The profile of a house, learned from Word files that it has printed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from converter.document.model import Document, Emphasis, Inline, SmallCaps
from converter.document.notes import NoteIndex, index_notes
from converter.document.words import contents, plain
from converter.readers.restoring.typography.profile import (
    GROUPS,
    HABITS,
    SURE,
    Group,
    Habit,
    Look,
    profile,
    ways_of,
)
from converter.readers.restoring.typography.runs import runs
from converter.readers.restoring.typography.typesetter import LEAST

FEWEST = 3
"""So many runs of a group must be seen before anything is said of it."""
CLEAR = 0.8
"""The share of a run's letters that must have one look, for the run to be counted."""

Looked = list[tuple[str, Look]]


def learn(documents: Iterable[Document]) -> str:
    """The profile of a house as TOML, with the count that each line rests on.

    Of each group of words it says the look that most runs of the group have. Groups that were seen less
    than three times are left out: what they are printed in is not known.
    """
    seen: dict[Group, Counter[Look]] = defaultdict(Counter)
    habits: dict[Habit, Counter[str]] = defaultdict(Counter)
    notes = 0
    for document in documents:
        notes += len(document.notes)
        _look_at(document, seen, habits)
    lines = [f'about = "Learned from {notes} notes"', "", "[groups]"]
    lines += _group_lines(seen)
    lines += ["", "[habits]", *_habit_lines(habits)]
    return "\n".join(lines) + "\n"


def _look_at(
    document: Document, seen: dict[Group, Counter[Look]], habits: dict[Habit, Counter[str]]
) -> None:
    index = index_notes(document)
    noted = [(note.key, content) for note in document.notes for content in contents(note.blocks)]
    paragraphs = [[*_looked(content, index, "roman")] for _, content in noted]
    texts = ["".join(words for words, _ in one) for one in paragraphs]
    for paragraph, text, found in zip(paragraphs, texts, runs(texts), strict=True):
        looks = [look for words, look in paragraph for _ in words]
        for run in found:
            if run.confidence >= LEAST and (look := _clear(text, looks, run.start, run.end)):
                seen[run.group][look] += 1
    for (note, _), text in zip(noted, texts, strict=True):
        for habit, way in ways_of(text, index.label(note)):
            habits[habit][way] += 1


def _looked(content: Iterable[Inline], index: NoteIndex, look: Look) -> Iterator[tuple[str, Look]]:
    """The words of inlines with their look; small caps as capitals, which they are recognised by."""
    for inline in content:
        if isinstance(inline, Emphasis):
            yield from _looked(inline.content, index, "italic")
        elif isinstance(inline, SmallCaps):
            yield from _looked(inline.content, index, "small-caps")
        elif inner := getattr(inline, "content", ()):
            yield from _looked(inner, index, look)
        else:
            words = plain((inline,), index)
            yield (words.upper() if look == "small-caps" else words), look


def _clear(text: str, looks: list[Look], start: int, end: int) -> Look | None:
    """The look that nearly all letters of a run have."""
    counts = Counter(looks[at] for at in range(start, end) if text[at].isalnum())
    if not counts:
        return None
    look, most = counts.most_common(1)[0]
    return look if most >= CLEAR * counts.total() else None


def _group_lines(seen: dict[Group, Counter[Look]]) -> Iterator[str]:
    known = profile("bluebook").groups
    for group in GROUPS:
        counts = seen[group]
        if counts.total() < FEWEST:
            continue
        look, most = counts.most_common(1)[0]
        usual = known[group]
        sure = f", set = {usual.set}" if usual.set != SURE else ""
        said = f'look = "{look}", rule = "{usual.rule}", source = "what the house prints"{sure}'
        yield f"{group} = {{ {said} }}  # {most} of {counts.total()}"


def _habit_lines(habits: dict[Habit, Counter[str]]) -> Iterator[str]:
    for habit in HABITS:
        counts = habits[habit]
        if counts.total() >= FEWEST:
            way, most = counts.most_common(1)[0]
            yield f'{habit} = "{way}"  # {most} of {counts.total()}'
