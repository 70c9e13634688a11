"""Marker text numbered anew: marks, definitions and the cross references typed in it.

`places` finds them in the source, `order` says what every note will be called, `references` prints
cross references with the new numbers, `edits` changes the source at these places and nowhere else.
What comes out is read again, and given back only if every reference still means the note it meant.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple, Unpack

from msgspec import Struct

from converter.crossrefs import CitationStyle
from converter.crossrefs.bind import keys_by_label
from converter.document.diagnostics import ConversionError, Diagnostic, diagnose
from converter.document.model import Document, NoteKey, Span
from converter.document.overrides import NoteOptions
from converter.editing.edits import Replacement, apply
from converter.editing.renumber.antecedents import changed_ids
from converter.editing.renumber.cuts import beside, cut_definition, cut_mark, definition
from converter.editing.renumber.order import (
    NEW,
    Edit,
    Labels,
    Plan,
    first_call,
    first_calls,
    keys_by_id,
    make_plan,
    out_of_order,
)
from converter.editing.renumber.proof import prove
from converter.editing.renumber.reprint import reprint
from converter.editing.renumber.survey import Survey, survey
from converter.editing.renumber.unbound import left_alone

__all__ = ["Edit", "Renumbered", "Row", "renumber"]


class Row(Struct, frozen=True):
    """What became of a note: its printed number and the id in its mark, empty where it has none."""

    kind: str
    old: str
    new: str
    old_id: str
    new_id: str
    words: str


class Renumbered(NamedTuple):
    """The new text, a row for each note, and what is worth saying about places of the old text."""

    text: str
    rows: tuple[Row, ...]
    diagnostics: tuple[Diagnostic, ...]
    document: Document
    replacements: tuple[Replacement, ...]


def renumber(
    text: str,
    edit: Edit | None = None,
    *,
    labels: Labels = "printed",
    citation_style: CitationStyle | None = None,
    **notes: Unpack[NoteOptions],
) -> Renumbered:
    """Number the notes of a marker text in the order of their marks, after `edit` if there is one.

    Cross references go on to mean the notes they mean, by `labels`: a typed number is the one that
    is printed, where notes are numbered as `notes` says, or the id in the note's mark. All other
    characters stay as they are.

    Raises `ConversionError` for an edit of a note that is not there, for numbers that begin anew with
    each section, and where the text cannot be renumbered without being read otherwise.

    >>> renumber("A.[footnoteRef:7] [7: See infra note 2.]  B.[footnoteRef:3] [3: x]").text
    'A.[footnoteRef:1] [1: See infra note 2.]  B.[footnoteRef:2] [2: x]'
    """
    if notes.get("note_restart") == "section":
        raise ConversionError(
            "numbers that begin anew with each section cannot be renumbered: several notes have one "
            "number then, and “supra note 5” does not say which is meant; renumber the text without "
            "--note-restart, and give it when you convert"
        )
    found = survey(text, citation_style, **notes)
    plan = make_plan(found, edit, labels)
    printed = [reprint(typed, found, plan) for typed in found.references]
    replacements = [one for each in printed for one in each.replacements]
    replacements += _identities(found, plan)
    replacements = sorted(_edited(text, found, plan, edit, replacements))
    written = apply(text, replacements)
    again = survey(written, citation_style, **notes) if written != text else found
    keys = prove(found, again, plan, edit.text if edit else "", printed)
    said = [
        *found.parsed.diagnostics,
        *(one for each in printed for one in each.diagnostics),
        *_marks_in_notes(found, plan),
        *_made_unique(found, plan),
        *left_alone(found, plan),
        *changed_ids(found, again, plan, keys),
        *(_ambiguous(found) if labels == "printed" else ()),
    ]
    said.sort(key=lambda one: one.span.start if one.span else -1)
    rows = tuple(_rows(found, plan))
    return Renumbered(written, rows, tuple(said), found.document, tuple(replacements))


def _identities(found: Survey, plan: Plan) -> Iterator[Replacement]:
    """The new ids of marks and definitions."""
    source = found.parsed.source
    for one in found.ids:
        old = source[one.id.start : one.id.end]
        new = plan.ids.get(one.note) if one.note is not None else plan.free.id(None, old)
        if one.note is not None and one.note == plan.deleted:
            continue  # it is taken out, or replaced by words
        if new is not None and new != old:
            yield Replacement(one.id.start, one.id.end, new)


def _made_unique(found: Survey, plan: Plan) -> Iterator[Diagnostic]:
    source = found.parsed.source
    for one in found.ids:
        old = source[one.id.start : one.id.end]
        if one.note is None and (new := plan.free.id(None, old)) != old:
            yield diagnose("X108", one.id, old=old, new=new)


def _edited(
    text: str, found: Survey, plan: Plan, edit: Edit | None, replacements: list[Replacement]
) -> list[Replacement]:
    """The replacements of the renumbering with those of the edit."""
    key, goal = plan.note, plan.goal
    if key is None or edit is None or goal == key:
        return replacements
    if goal is not None:
        return _moved(text, found, key, goal, replacements)
    if edit.kind == "insert":
        return replacements + list(_inserted(text, found, plan, key, edit.text))
    cuts = list(_cuts(text, found, key))
    return _outside(replacements, cuts) + cuts + list(_worded(found, key))


def _inserted(
    text: str, found: Survey, plan: Plan, key: NoteKey, words: str
) -> Iterator[Replacement]:
    note = found.index.notes[key]
    at = first_call(found, key).span.end
    yield Replacement(at, at, f"[{note.kind}Ref:{plan.ids[NEW]}]")
    if note.span is not None:
        own = definition(text, note.span)
        inner = text[text.index(":", own.start) + 1 : own.end]
        gap = inner[: min(2, len(inner) - len(inner.lstrip(" ")))]
        yield beside(text, note.span, f"[{plan.ids[NEW]}:{gap}{words}]", behind=True)


def _cuts(text: str, found: Survey, key: NoteKey) -> Iterator[Replacement]:
    """What to take out with a note: all its marks in the text, and its definition."""
    symbol = found.index.notes[key].mark or ""
    for mark in found.marks:
        if mark.note == key and not mark.in_note:
            follows = symbol if text.startswith(symbol, mark.span.end) else ""
            yield cut_mark(text, mark.span, follows)
    for one in found.openings:
        if one.note == key:
            yield cut_definition(text, one.span)


def _worded(found: Survey, key: NoteKey) -> Iterator[Replacement]:
    """Marks of a deleted note inside other notes become words."""
    words = f"[deleted: {found.index.label(key)}]"
    own = found.index.notes[key].span
    for mark in found.marks:
        inside = own is not None and own.start <= mark.span.start < own.end
        if mark.note == key and mark.in_note and not inside:
            yield Replacement(mark.span.start, mark.span.end, words)


def _marks_in_notes(found: Survey, plan: Plan) -> Iterator[Diagnostic]:
    for mark in found.marks:
        if plan.deleted is not None and mark.note == plan.deleted and mark.in_note:
            label = found.index.label(plan.deleted)
            yield diagnose("X101", mark.span, label=label, who="another note")


def _outside(replacements: list[Replacement], cuts: list[Replacement]) -> list[Replacement]:
    """The replacements that none of the cuts takes away."""
    cuts = sorted(cuts)
    starts = [cut.start for cut in cuts]
    kept = []
    for one in replacements:
        last = bisect_right(starts, one.start) - 1
        if last < 0 or one.end > cuts[last].end:
            kept.append(one)
    return kept


def _moved(
    text: str,
    found: Survey,
    key: NoteKey,
    goal: NoteKey,
    replacements: list[Replacement],
) -> list[Replacement]:
    """Take a note's mark and definition out, and put them beside those of the note `goal`."""
    mark, beside_mark = first_call(found, key).span, first_call(found, goal).span
    note, neighbour = found.index.notes[key], found.index.notes[goal]
    cuts = [cut_mark(text, mark, "")]
    behind = beside_mark.start > mark.start
    at = beside_mark.end if behind else beside_mark.start
    added = [Replacement(at, at, apply(text, _inside(replacements, mark), mark))]
    if note.span is not None and neighbour.span is not None:
        own = definition(text, note.span)
        words = apply(text, _inside(replacements, own), own)
        cuts.append(cut_definition(text, note.span))
        added.append(beside(text, neighbour.span, words, behind=behind))
    return _outside(replacements, cuts) + cuts + added


def _inside(replacements: list[Replacement], span: Span) -> list[Replacement]:
    return [one for one in replacements if span.start <= one.start and one.end <= span.end]


def _rows(found: Survey, plan: Plan) -> Iterator[Row]:
    """All notes in their old order, a new one behind the note it follows."""
    words = found.words()
    for key in found.index.calls:
        note = found.index.notes[key]
        kept = key in plan.after
        yield Row(
            note.kind,
            found.index.label(key),
            plan.labels[key] if kept else "",
            note.id,
            plan.ids[key] if kept else "",
            " ".join(words.get(key, "").split())[:60],
        )
        if key == plan.note and NEW in plan.after:
            yield Row(note.kind, "", plan.labels[NEW], "", plan.ids[NEW], "")


def _ambiguous(found: Survey) -> Iterator[Diagnostic]:
    """Say so where typed numbers would mean other notes if they were ids, and ids are in disorder."""
    places = first_calls(found)
    moved = out_of_order(found.index)
    by_id, printed = keys_by_id(found.index), keys_by_label(found.index)
    for typed in found.references:
        for label in {end.text for ends in typed.reference.note_labels for end in ends.labels}:
            if moved and by_id.get(label) not in (None, printed.get(label)):
                yield diagnose("X107", first_call(found, min(moved, key=places.__getitem__)).span)
                return
