"""Cross references printed again, with the numbers that their notes will have."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import partial

from msgspec import Struct

from converter.crossrefs.antecedents import MAX_RANGE
from converter.crossrefs.bind import Targets
from converter.crossrefs.grammar import NOUN
from converter.crossrefs.labels import LabelRange, is_shortened, whole
from converter.crossrefs.passages import Passage
from converter.crossrefs.rows import note_range
from converter.document.diagnostics import Diagnostic, diagnose
from converter.document.model import NoteKey, NoteRange
from converter.document.notes import shortened
from converter.editing.edits import Replacement
from converter.editing.renumber.order import Plan
from converter.editing.renumber.survey import Survey, Typed

DIRECTIONS = {"supra": "infra", "infra": "supra", "above": "below", "below": "above"}
DIRECTION = re.compile(r"\b(?:supra|infra|above|below)\b", re.IGNORECASE)
LAST_NOUN = re.compile(rf"\b({NOUN})\s{{0,3}}\Z", re.IGNORECASE)


class Printed(Struct):
    """A reference as it will be: the replacements in the source, and the notes it will mean.

    `targets` is None where the typed words mean nothing certain, as in a range that runs backwards.
    """

    replacements: list[Replacement]
    targets: list[NoteKey | NoteRange] | None
    diagnostics: list[Diagnostic]


def reprint(typed: Typed, found: Survey, plan: Plan) -> Printed:
    """A cross reference with its numbers, its noun and its direction as they will have to be.

    What stays right stays as it was typed, to the character.
    """
    printed = Printed([], [], [])
    count = 0
    for labels in typed.reference.note_labels:
        count += _print_range(labels, typed, found, plan, printed)
    if printed.replacements:
        _agree(typed, count, printed)
    if printed.targets:
        _direct(typed, found, plan, printed)
    return printed


def citing(passage: Passage, found: Survey) -> str:
    """Whose words these are: ``note 7``, or the text."""
    note = passage.key
    return f"note {found.index.label(note)}" if note is not None else "the text"


# Numbers


def _print_range(
    labels: LabelRange, typed: Typed, found: Survey, plan: Plan, printed: Printed
) -> int:
    """Print ``135-38`` or a single label; how many labels are printed for it."""
    if _rises(labels):
        return _print_rising(labels, typed, found, plan, printed)
    ends = labels.labels
    for label in ends:
        _print_label(label.text, (label.start, label.end), typed, found, plan, printed)
    if len(ends) > 1:
        printed.targets = None
    return len(ends)


def _print_rising(
    labels: LabelRange, typed: Typed, found: Survey, plan: Plan, printed: Printed
) -> int:
    first, last = labels.first.text, whole(labels.first.text, labels.last.text)
    numbers = range(int(first), int(last) + 1)
    lost = [one for one in map(str, (numbers[0], numbers[-1])) if one not in plan.known]
    if lost and not _is_disturbed(numbers, lost, plan):
        printed.targets = None
        return 2
    if plan.gone in numbers:
        _say_deleted(typed, found, plan, printed)
    runs = _runs(numbers, typed, found, plan, printed)
    pieces = [_run(run, labels, typed, plan) for run in runs]
    span = (labels.first.start, labels.last.end)
    unknown = [_unknown(one, span, typed, found, printed) for one in lost]
    opening = unknown[: str(numbers[0]) in lost]
    pieces = [*opening, *pieces, *unknown[len(opening) :]]
    between = "], [" if "]" in _dash(labels, typed) else ", "
    _replace(typed, span, between.join(pieces), printed)
    if printed.targets is not None:
        printed.targets += [note_range(run.first, run.last) for run in runs]
    return sum(1 + (run.first != run.last) for run in runs) + len(lost)


def _rises(labels: LabelRange) -> bool:
    """Whether this is a range of notes, and not a single label or two odd ones."""
    first, last = labels.first.text, whole(labels.first.text, labels.last.text)
    return (
        first.isdecimal() and last.isdecimal() and int(first) < int(last) <= int(first) + MAX_RANGE
    )


def _is_disturbed(numbers: range, lost: list[str], plan: Plan) -> bool:
    """Whether a range that ends at no note would mean others than it did."""
    changed = bisect_left(plan.changed, numbers.start) < bisect_left(plan.changed, numbers.stop)
    return changed or any(one in plan.taken for one in lost)


def _unknown(
    label: str, span: tuple[int, int], typed: Typed, found: Survey, printed: Printed
) -> str:
    place = typed.passage.span(*span)
    printed.diagnostics.append(
        diagnose("X104", place, label=label, who=citing(typed.passage, found))
    )
    return f"[unknown: {label}]"


def _print_label(
    label: str, span: tuple[int, int], typed: Typed, found: Survey, plan: Plan, printed: Printed
) -> None:
    key = plan.known.get(label)
    if key is None:
        if label in plan.taken:  # a number of no note, until now
            _replace(typed, span, _unknown(label, span, typed, found, printed), printed)
    elif key not in plan.after:
        _say_deleted(typed, found, plan, printed)
        _replace(typed, span, f"[deleted: {label}]", printed)
    else:
        _replace(typed, span, plan.labels[key], printed)
        if printed.targets is not None:
            printed.targets.append(key)


def _runs(
    numbers: range, typed: Typed, found: Survey, plan: Plan, printed: Printed
) -> list[NoteRange]:
    """The notes of a range, in rows without a gap. A note put in between joins its row."""
    rows = (
        NoteRange(plan.known[str(row[0])], plan.known[str(row[-1])])
        for row in plan.rows.within(numbers)
    )
    live = [row for row in rows if row.first in plan.after]
    runs: list[NoteRange] = []
    for row in sorted(live, key=lambda row: int(plan.ids[row.first])):
        joined = _between(runs[-1].last, row.first, found, plan) if runs else None
        if joined is None:
            runs.append(row)
            continue
        runs[-1] = NoteRange(runs[-1].first, row.last)
        if joined:
            span = typed.passage.span(typed.reference.start, typed.reference.end)
            covered = ", ".join(plan.labels[one] for one in joined)
            who = citing(typed.passage, found)
            printed.diagnostics.append(diagnose("X105", span, who=who, covered=covered))
    return runs


def _between(one: NoteKey, other: NoteKey, found: Survey, plan: Plan) -> list[NoteKey] | None:
    """The notes between two of a range; None if they are not all notes that were put there."""
    kind = found.index.notes[one].kind
    gap = range(int(plan.ids[one]) + 1, int(plan.ids[other]))
    if len(gap) > len(plan.edited):
        return None
    keys = [plan.numbered[kind, number] for number in gap]
    return keys if plan.edited.keys() >= set(keys) else None


def _run(run: NoteRange, labels: LabelRange, typed: Typed, plan: Plan) -> str:
    """``136-39``: a row of notes with the dash, and shortened in the manner, that was typed."""
    first, last = plan.labels[run.first], plan.labels[run.last]
    if run.first == run.last:
        return first
    dash = _dash(labels, typed)
    if is_shortened(labels.first.text, labels.last.text):
        last = shortened(first, last, len(labels.last.text))
    return f"{first}{dash}{last}"


def _dash(labels: LabelRange, typed: Typed) -> str:
    """What parts the ends of a range as it was typed: a dash, or ``]–[``."""
    return typed.passage.text[labels.first.end : labels.last.start]


def _replace(typed: Typed, span: tuple[int, int], words: str, printed: Printed) -> None:
    if typed.passage.text[span[0] : span[1]] != words:
        place = typed.passage.span(*span)
        printed.replacements.append(Replacement(place.start, place.end, words))


def _say_deleted(typed: Typed, found: Survey, plan: Plan, printed: Printed) -> None:
    if plan.deleted is None:
        return
    span = typed.passage.span(typed.reference.start, typed.reference.end)
    label, who = found.index.label(plan.deleted), citing(typed.passage, found)
    printed.diagnostics.append(diagnose("X101", span, label=label, who=who))


# Words


def _agree(typed: Typed, count: int, printed: Printed) -> None:
    """``notes`` becomes ``note`` where one label is left of several."""
    labels = typed.reference.labels
    before = sum(len(ends.labels) for ends in labels)
    start, end = typed.reference.start, labels[0].first.start
    noun = LAST_NOUN.search(typed.passage.text, start, end)
    if not noun or count != 1 or before == 1:
        return
    _replace(typed, noun.span(1), _singular(noun[1]), printed)


def _singular(noun: str) -> str:
    """
    >>> _singular("footnotes"), _singular("nn."), _singular("Note")
    ('footnote', 'n.', 'Note')
    """
    stop = "." if noun.endswith(".") else ""
    bare = noun.removesuffix(".")
    if bare.lower() == "nn":
        return bare[:-1] + stop
    return (bare[:-1] if bare.lower().endswith("s") else bare) + stop


def _direct(typed: Typed, found: Survey, plan: Plan, printed: Printed) -> None:
    """``supra`` becomes ``infra`` where the notes stood before and now all stand behind."""
    start, end = typed.reference.start, typed.reference.end
    word = DIRECTION.search(typed.passage.text, start, end)
    sides = _sides(typed, plan, tuple(printed.targets or ()))
    if not word or not sides:
        return
    back = word[0].lower() in ("supra", "above")
    if any(before != back for before, _ in sides) or all(after == back for _, after in sides):
        return
    span = typed.passage.span(start, end)
    who = citing(typed.passage, found)
    if any(after == back for _, after in sides):
        printed.diagnostics.append(diagnose("X103", span, who=who, word=word[0]))
        return
    other = _in_case_of(DIRECTIONS[word[0].lower()], word[0])
    _replace(typed, word.span(), other, printed)
    printed.diagnostics.append(diagnose("X102", span, who=who, old=word[0], new=other))


def _in_case_of(word: str, model: str) -> str:
    return word.upper() if model.isupper() else word.title() if model.istitle() else word


def _sides(typed: Typed, plan: Plan, targets: Targets) -> list[tuple[bool, bool]]:
    """For each target, whether it stood and whether it will stand before this reference.

    What is so of the ends of a range is so of all its notes, but for those that were put there.
    """
    note = typed.passage.key
    if note is None and plan.by_ids:
        return []  # where the text stood among the ids is not known
    if note is None:
        place = float(typed.passage.place(typed.reference.start))
        here, then = place, place
    elif note in plan.after and note in plan.before:
        here, then = plan.before[note], plan.after[note]
    else:
        return []
    known = [key for key in _telling(targets, plan) if key in plan.before and key != note]
    return [(plan.before[key] < here, plan.after[key] < then) for key in known]


def _telling(targets: Targets, plan: Plan) -> Iterator[NoteKey]:
    """The targets, of a range its ends and the notes that were put between them."""
    for one in targets:
        if not isinstance(one, NoteRange):
            yield one
            continue
        yield from (one.first, one.last)
        edited = [*plan.edited]
        place = partial(bisect_left, edited, key=plan.after.__getitem__)
        yield from edited[place(plan.after[one.first]) : place(plan.after[one.last])]
