"""A renumbered text is read again: it must say what the old one said, of the same notes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from converter.document.diagnostics import ConversionError
from converter.document.model import NoteKey
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
    if _expected_words(found, plan, words) != _read_words(again, found, plan, keys):
        raise _refusal("its words or references would be read otherwise")
    if not _same_targets(found, again, plan, keys, printed):
        raise _refusal("a reference would mean another note")
    return keys


def _refusal(reason: str) -> ConversionError:
    return ConversionError(
        f"the text cannot be renumbered as it stands: {reason}; "
        "first mend what a conversion of it reports, marks and notes above all"
    )


def _expected_words(found: Survey, plan: Plan, new: str) -> dict[NoteKey | None, str]:
    words = _words(found, {})
    words[NEW] = "".join(new.split())
    return {key: one for key, one in words.items() if one and (key is None or key in plan.after)}


def _read_words(again: Survey, found: Survey, plan: Plan, keys: Keys) -> dict[NoteKey | None, str]:
    """What the new text says, but for placeholders that took the place of a mark."""
    words = _words(again, keys)
    if NEW in plan.after:
        new = (one.text for one in again.passages if one.key and keys.get(one.key) == NEW)
        words[NEW] = "".join("".join(new).split())
    lost = f"[deleted:{found.index.label(plan.deleted)}]" if plan.deleted is not None else "\0"
    return {key: left for key, one in words.items() if (left := one.replace(lost, ""))}


def by_note(references: Iterable[Typed], keys: Keys) -> dict[NoteKey | None, list[Typed]]:
    """References by the note they stand in, named as in the old text."""
    grouped: defaultdict[NoteKey | None, list[Typed]] = defaultdict(list)
    for one in references:
        note = one.passage.key
        grouped[keys.get(note, note) if note is not None else None].append(one)
    return grouped


def _words(survey: Survey, keys: Keys) -> dict[NoteKey | None, str]:
    """The words of the text and of each note without blanks and without references."""
    cuts: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for one in survey.references:
        cuts[id(one.passage)].append((one.reference.start, one.reference.end))
    words: defaultdict[NoteKey | None, list[str]] = defaultdict(list)
    for passage in survey.passages:
        note = keys.get(passage.key, passage.key) if passage.key is not None else None
        done = 0
        for start, end in cuts[id(passage)]:
            words[note].append(LOOKALIKE.sub("", passage.text[done:start]))
            done = end
        words[note].append(LOOKALIKE.sub("", passage.text[done:]))
    return {note: "".join("".join(parts).split()) for note, parts in words.items()}


def _same_targets(
    found: Survey, again: Survey, plan: Plan, keys: Keys, printed: list[Printed]
) -> bool:
    expected: defaultdict[NoteKey | None, list[list[NoteKey] | None]] = defaultdict(list)
    for typed, one in zip(found.references, printed, strict=True):
        sure = typed.reference.kind not in ("id", "ibid")
        expected[typed.passage.key].append(one.targets if sure else None)
    references = by_note(again.references, keys)
    return all(
        len(wanted) == len(references[note])
        and all(
            targets is None or targets == [keys[key] for key in typed.targets]
            for targets, typed in zip(wanted, references[note], strict=True)
        )
        for note, wanted in expected.items()
        if note is None or note != plan.deleted
    )
