"""A renumbered text is read again: it must say what the old one said, of the same notes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from converter.document.diagnostics import ConversionError
from converter.document.model import NoteKey, NoteRange
from converter.editing.renumber.order import NEW, Plan
from converter.editing.renumber.reprint import Printed
from converter.editing.renumber.survey import Survey, Typed

LOOKALIKE = re.compile(
    r"\[ {0,3}(?:(?:foot|end)noteRef *: *)?-?[0-9]+ {0,3}[:\]]|\bID \"[0-9]+\"", re.I
)
"""What stayed text, though it looks like a mark or a definition: its id may change."""

Keys = dict[NoteKey, NoteKey]
"""For each note of the new text the one of the old text that it is."""


def prove(found: Survey, again: Survey, plan: Plan, words: str, printed: list[Printed]) -> Keys:
    """Which note of the new text is which of the old. `words` are those of an inserted note.

    Raises `ConversionError` if notes, words or references are not as planned.
    """
    order = sorted(plan.after, key=plan.after.__getitem__)
    keys = dict(zip(again.index.calls, order, strict=False))
    if len(again.index.calls) != len(order) or any(
        again.index.label(new) != plan.labels[old] for new, old in keys.items()
    ):
        raise _refusal("its notes would be read in another order")
    same = again is found  # nothing was changed
    expected = {} if same else _expected_words(found, plan, words)
    read = {} if same else _read_words(again, found, plan, keys)
    for note in [*expected, *read]:
        if expected.get(note) != read.get(note):
            reason = "its words or references would be read otherwise"
            raise _refusal(reason, _line_of(note, found, expected, read))
    if changed := _changed_target(found, again, plan, keys, printed):
        span = changed.passage.span(changed.reference.start, changed.reference.end)
        reason = "a reference would mean another note"
        raise _refusal(reason, found.document.position(span.start).line)
    return keys


def _refusal(reason: str, line: int | None = None) -> ConversionError:
    where = "as it stands" if line is None else f"because of line {line}"
    return ConversionError(
        f"the text cannot be renumbered {where}: {reason}; "
        "first mend what a conversion of it reports, marks and notes above all"
    )


def _line_of(
    note: NoteKey | None,
    found: Survey,
    expected: dict[NoteKey | None, str],
    read: dict[NoteKey | None, str],
) -> int | None:
    """The line of the passage in which the words of a note, or of the text, begin to differ.

    Where one is the beginning of the other, that of their last passage.
    """
    pairs = enumerate(zip(expected.get(note, ""), read.get(note, ""), strict=False))
    same = next((place for place, (one, other) in pairs if one != other), -1)
    last, length = None, 0
    for place, parts in _without_references(found):
        words = _bare(parts) if found.owners[place] == note else ""
        if words and (length <= same or same < 0):
            last = place
            length += len(words)
    return None if last is None else found.document.position(found.passages[last].place(0)).line


def _expected_words(found: Survey, plan: Plan, new: str) -> dict[NoteKey | None, str]:
    words = _words(found, {})
    words[NEW] = "".join(new.split())
    return {key: one for key, one in words.items() if one and (key is None or key in plan.after)}


def _read_words(again: Survey, found: Survey, plan: Plan, keys: Keys) -> dict[NoteKey | None, str]:
    """What the new text says, but for placeholders that took the place of a mark."""
    words = _words(again, keys)
    if NEW in plan.after:
        named = zip(again.owners, again.passages.texts, strict=True)
        new = (text for owner, text in named if owner and keys.get(owner) == NEW)
        words[NEW] = "".join("".join(new).split())
    lost = f"[deleted:{found.index.label(plan.deleted)}]" if plan.deleted is not None else "\0"
    return {key: left for key, one in words.items() if (left := one.replace(lost, ""))}


def as_before(target: NoteKey | NoteRange, keys: Keys) -> NoteKey | NoteRange:
    """What a reference of the new text means, named as in the old text."""
    if isinstance(target, NoteRange):
        return NoteRange(keys[target.first], keys[target.last])
    return keys[target]


def by_note(references: Iterable[Typed], keys: Keys) -> dict[NoteKey | None, list[Typed]]:
    """References by the note they stand in, named as in the old text."""
    grouped: defaultdict[NoteKey | None, list[Typed]] = defaultdict(list)
    for one in references:
        note = one.passage.key
        grouped[keys.get(note, note) if note is not None else None].append(one)
    return grouped


def _words(survey: Survey, keys: Keys) -> dict[NoteKey | None, str]:
    """The words of the text and of each note without blanks and without references."""
    words: defaultdict[NoteKey | None, list[str]] = defaultdict(list)
    for place, parts in _without_references(survey):
        owner = survey.owners[place]
        words[keys.get(owner, owner) if owner is not None else None] += parts
    return {note: _bare(parts) for note, parts in words.items()}


def _bare(parts: list[str]) -> str:
    """Stretches of words without blanks, and without what only looks like a mark."""
    return "".join(LOOKALIKE.sub("", "\n".join(parts)).split())


def _without_references(survey: Survey) -> Iterator[tuple[int, list[str]]]:
    """The words of each passage between its references, with the place of the passage."""
    cuts: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for one in survey.references:
        cuts[one.place].append((one.reference.start, one.reference.end))
    for place, text in enumerate(survey.passages.texts):
        if place not in cuts:
            yield place, [text]
            continue
        starts = (0, *(end for _, end in cuts[place]))
        ends = (*(start for start, _ in cuts[place]), len(text))
        yield place, [text[start:end] for start, end in zip(starts, ends, strict=True)]


def _changed_target(
    found: Survey, again: Survey, plan: Plan, keys: Keys, printed: list[Printed]
) -> Typed | None:
    """The first reference that would mean another note than it is to mean."""
    wanted = {
        id(typed): one.targets if typed.reference.kind not in ("id", "ibid") else None
        for typed, one in zip(found.references, printed, strict=True)
    }
    after = by_note(again.references, keys)
    for note, references in by_note(found.references, {}).items():
        if note is not None and note == plan.deleted:
            continue
        for typed, new in zip_longest(references, after[note]):
            if typed is None or new is None:
                return typed or references[-1]
            targets = wanted[id(typed)]
            if targets is not None and targets != [as_before(one, keys) for one in new.targets]:
                return typed
    return None
