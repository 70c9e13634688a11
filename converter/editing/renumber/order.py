"""The order of notes before and after an edit, and the numbers that follow from it."""

from __future__ import annotations

from bisect import bisect_left
from itertools import count
from typing import Literal

from msgspec import Struct

from converter.crossrefs.bind import keys_by_label
from converter.crossrefs.rows import Rows
from converter.document.diagnostics import ConversionError
from converter.document.model import Document, Note, NoteKey, NoteKind, NoteRef, Paragraph
from converter.document.notes import NoteIndex, index_notes
from converter.editing.renumber.survey import Survey
from converter.markers.values import Mark

NEW = NoteKey("new")
"""The note that an edit inserts."""

Labels = Literal["printed", "ids"]
"""What a typed number means: the number that is printed, or the number in the note's mark."""


class Edit(Struct, frozen=True, kw_only=True):
    """One change of the notes, which are named by their printed numbers.

    ``insert`` puts a note with the words `text` behind note `note`; ``delete`` takes `note` out;
    ``move`` puts it where note `to` is, so that it has that number.
    """

    kind: Literal["insert", "delete", "move"]
    note: str
    to: str = ""
    text: str = "[Text to come.]"


class Free:
    """Ids that no numbered note has, for what keeps its own id where that is free."""

    def __init__(self, found: Survey, ids: dict[NoteKey, str]) -> None:
        source = found.parsed.source
        self.taken = set(ids.values())
        used = {source[one.id.start : one.id.end] for one in found.ids if one.note not in ids}
        numbers = map(str, count(len(self.taken) + 1))
        self.unused = (number for number in numbers if number not in used)
        self.given: dict[tuple[NoteKind | None, str], str] = {}

    def id(self, kind: NoteKind | None, id: str) -> str:
        """`id` itself if no numbered note will have it, else the next that nothing has."""
        if id not in self.taken:
            return id
        if (kind, id) not in self.given:
            self.given[kind, id] = next(self.unused)
        return self.given[kind, id]


class Plan(Struct, frozen=True):
    """What every note is called before and after.

    `known` says which note a typed number means, `rows` which of these notes follow one another after
    it. `before` and `after` rank the notes that the text calls; `edited` are those that were put where
    they are, in their new order. `changed` are the typed numbers, ascending, whose notes get others;
    `gone` is that of a deleted note. `labels` are the new numbers, `taken` all of them, `numbered` the
    notes that have them, `ids` the new ids. `note` and `goal` are the notes that the edit names; a
    deleted one has no rank after it.
    """

    known: dict[str, NoteKey]
    rows: Rows
    before: dict[NoteKey, float]
    after: dict[NoteKey, float]
    edited: dict[NoteKey, None]
    changed: list[int]
    gone: int | None
    labels: dict[NoteKey, str]
    numbered: dict[tuple[NoteKind, int], NoteKey]
    ids: dict[NoteKey, str]
    taken: frozenset[str]
    free: Free
    note: NoteKey | None = None
    goal: NoteKey | None = None
    deleted: NoteKey | None = None
    by_ids: bool = False


def make_plan(found: Survey, edit: Edit | None, labels: Labels) -> Plan:
    """The new order of the notes of a text. Raises `ConversionError` for an edit of no note."""
    printed = keys_by_label(found.index)
    note = _named(edit.note, found) if edit is not None else None
    goal = _named(edit.to, found) if edit is not None and edit.kind == "move" else None
    _refuse_crossing(found, note, goal)
    before = first_calls(found)
    after = dict(before)
    edited: set[NoteKey] = set()
    if edit is not None and note is not None:
        edited = {_change(after, edit.kind, note, goal, found.index)}
    if labels == "ids":
        before = {key: float(found.index.notes[key].id) for key in before}
        edited |= out_of_order(found.index)
    index = _numbered(found, after)
    numbered = _by_number(index)
    ids = {key: str(number) for (_, number), key in numbered.items()}
    free = Free(found, ids)
    for notes in index.called.values():
        ids.update({one.key: free.id(one.kind, one.id) for one in notes if one.key not in ids})
    known = printed if labels == "printed" else keys_by_id(found.index)
    deleted = note if edit is not None and edit.kind == "delete" else None
    typed = {int(label): key for label, key in known.items() if label.isdecimal()}
    placed = sorted(edited & after.keys(), key=after.__getitem__)
    return Plan(
        known=known,
        rows=Rows(known, index),
        before=before,
        after=after,
        edited=dict.fromkeys(placed),
        changed=sorted(one for one, key in typed.items() if index.labels.get(key) != str(one)),
        gone=next((one for one, key in typed.items() if key == deleted), None),
        labels=index.labels,
        numbered=numbered,
        ids=ids,
        taken=frozenset(index.labels.values()),
        free=free,
        note=note,
        goal=goal,
        deleted=deleted,
        by_ids=labels == "ids",
    )


def _by_number(index: NoteIndex) -> dict[tuple[NoteKind, int], NoteKey]:
    """The notes with numbers, by these in arabic figures."""
    return {
        (kind, number): note.key
        for kind, notes in index.called.items()
        for number, note in enumerate((one for one in notes if one.mark is None), 1)
    }


def first_calls(found: Survey) -> dict[NoteKey, float]:
    """Where the text calls each note first."""
    places: dict[NoteKey, float] = {}
    for mark in found.marks:
        if mark.note is not None and not mark.in_note:
            places.setdefault(mark.note, float(mark.span.start))
    return places


def first_call(found: Survey, note: NoteKey) -> Mark:
    return next(mark for mark in found.marks if mark.note == note and not mark.in_note)


def keys_by_id(index: NoteIndex) -> dict[str, NoteKey]:
    called = (*index.called["endnote"], *index.called["footnote"])
    return {note.id: note.key for note in called if note.mark is None}


def _change(
    places: dict[NoteKey, float], kind: str, note: NoteKey, goal: NoteKey | None, index: NoteIndex
) -> NoteKey:
    """Make the edit in the places of the notes; the note that is put or taken."""
    if kind == "insert":
        places[NEW] = places[note] + 0.5
        return NEW
    if goal is None:
        del places[note]
    elif index.notes[goal].kind != index.notes[note].kind:
        raise ConversionError("a footnote cannot be moved among the endnotes, nor back")
    elif goal != note:
        places[note] = places[goal] + (0.5 if places[goal] > places[note] else -0.5)
    return note


def _named(label: str, found: Survey) -> NoteKey:
    """The note with a printed number; custom marks name none, as several notes may bear one."""
    numbered = {
        found.index.label(note.key): note.key
        for notes in found.index.called.values()
        for note in notes
        if note.mark is None
    }
    if label in numbered:
        return numbered[label]
    count = len(numbered)
    there = f"it has {count or 'no'} note{'' if count == 1 else 's'} with a number"
    raise ConversionError(f"the text has no note {label}; {there}")


def _refuse_crossing(found: Survey, note: NoteKey | None, goal: NoteKey | None) -> None:
    """A note has the place of its first mark, so this cannot be put behind one of its others."""
    if note is None or goal is None:
        return
    end = first_call(found, goal).span.start
    marks = [one for one in found.marks if one.note == note and not one.in_note]
    if any(one.span.start < end for one in marks[1:]) and marks[0].span.start < end:
        name, behind = found.index.label(note), found.index.label(goal)
        raise ConversionError(
            f"note {name} is cited again before note {behind}; move its later marks first"
        )


def out_of_order(index: NoteIndex) -> set[NoteKey]:
    """The notes without which the ids of each kind rise: those put in or moved by hand."""
    found: set[NoteKey] = set()
    for notes in index.called.values():
        numbered = [note for note in notes if note.mark is None]
        rising = _longest_rise([int(note.id) for note in numbered])
        found |= {note.key for place, note in enumerate(numbered) if place not in rising}
    return found


def _longest_rise(numbers: list[int]) -> set[int]:
    """The places of a longest rising series among numbers.

    >>> sorted(_longest_rise([1, 2, 99, 3, 4]))
    [0, 1, 3, 4]
    """
    tails: list[int] = []  # the lowest number that ends a series of each length
    lengths: list[int] = []
    for number in numbers:
        length = bisect_left(tails, number)
        tails[length : length + 1] = [number]
        lengths.append(length)
    rising: set[int] = set()
    wanted = len(tails) - 1
    for place in reversed(range(len(numbers))):
        if lengths[place] == wanted and wanted >= 0:
            rising.add(place)
            wanted -= 1
    return rising


def _numbered(found: Survey, places: dict[NoteKey, float]) -> NoteIndex:
    """The notes numbered as `converter.document.notes` will, once they are called in this order."""
    order = sorted(places, key=places.__getitem__)
    notes = {**found.index.notes}
    if NEW in places:
        before = order[order.index(NEW) - 1]
        notes[NEW] = Note(NEW, notes[before].kind, "", ())
    body = (Paragraph(tuple(NoteRef(key) for key in order)),)
    numbering = found.document.numbering
    return index_notes(Document(body, tuple(notes.values()), numbering=numbering))
