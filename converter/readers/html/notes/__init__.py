"""The notes of a page: what their marks are, and what their words.

A mark is an element that leads to a note, and the note mostly leads back. `kinds` knows the names by
which editors and publishers tell both, `links` which elements lead to which, `bodies` where the words
of a note begin and end, `labels` what in them is the note's number or a link back, `beside` the notes
that stand at their marks, `raised` those that no link leads to, `naming` gives keys and numbers. The page
is changed: an element stands where each mark stood, and notes are gone from the text (`taking`).
"""

from __future__ import annotations

from bisect import bisect_right
from typing import get_args

from converter.document.model import NoteKind
from converter.document.notes import written
from converter.readers.html.notes.beside import Beside, notes_beside
from converter.readers.html.notes.bodies import Bodies
from converter.readers.html.notes.kinds import kind_of, label_of
from converter.readers.html.notes.labels import (
    Body,
    beginning,
    drop_back_links,
    drop_beginning,
    drop_end,
    letters,
)
from converter.readers.html.notes.links import Map
from converter.readers.html.notes.naming import Found, Notes, keep_odd_numbers, name_notes
from converter.readers.html.notes.raised import raised_marks
from converter.readers.html.notes.taking import become_mark, entries, is_list, take_out
from converter.readers.html.page import Element, Words

MOST_SURE = 0.9
"""So many of the notes must begin with their number and a blank for that to be no part of their words."""


def find_notes(top: Element, addresses: frozenset[str]) -> Notes:
    """Take the notes out of a page whose own `addresses` are known."""
    where = Map(top, addresses)
    pairs = notes_beside(where)
    notes = [_beside(pair, where) for pair in pairs]
    doubles = _add_led_to(notes, pairs, where)
    _drop_labels(notes)
    notes = [one for one in notes if any(map(_has_words, one.body))]
    notes.sort(key=lambda one: min(where.place[mark] for mark in (one.marks or [one.target])))
    notes = [*_about_authors(notes, where), *notes]
    name_notes(notes)
    kinds = [[note for note in notes if note.kind == kind] for kind in get_args(NoteKind)]
    odd = [note for alike in kinds if (note := keep_odd_numbers(alike))]
    _name_numbers(notes, where)
    return Notes(notes, take_out(top, notes, doubles), odd)


def _beside(pair: Beside, where: Map) -> Found:
    label = label_of(pair.mark) or ""
    kind = kind_of(pair.note, pair.note.get("id"))
    drop_back_links([pair.note], [pair.mark], where)
    symbol = "" if label else pair.mark.text() or beginning([pair.note], "").sign
    if symbol.isdecimal():
        label, symbol = symbol, ""
    return Found(kind, label, [pair.note], [pair.mark], pair.note, symbol=symbol or None)


def _add_led_to(notes: list[Found], pairs: list[Beside], where: Map) -> list[Body]:
    """Add the notes that marks lead to; those that only repeat a note at its mark are given back."""
    at_marks = {one for pair in pairs for one in pair.mark.elements()}
    by_note = {note.target: note for note in notes}
    texts = {letters(note.body): note for note in notes}
    groups: dict[Element, list[Element]] = {}
    fragments: dict[Element, str] = {}
    for lead in [*where.marks, *raised_marks(where)]:
        if lead.element in at_marks:
            continue
        if known := by_note.get(lead.target):
            known.marks.append(lead.element)
        else:
            groups.setdefault(lead.target, []).append(lead.element)
            fragments.setdefault(lead.target, lead.fragment)
    bodies = Bodies(where, [*groups], [mark for marks in groups.values() for mark in marks])
    doubles: list[Body] = []
    led_to: list[Found] = []
    for target, marks in groups.items():
        body = bodies.body(target)
        drop_back_links(body, marks, where)
        label = next(filter(None, map(label_of, marks)), "")
        if same := texts.get(letters(body)):
            doubles.append(body)
            alike = [one for one in notes if one.symbol == label or one.label == label]
            same = (alike or [same])[0]
            same.marks = [*(one for one in same.marks if one.text()), *marks]
            continue
        fragment = fragments[target]
        led_to.append(Found(kind_of(target, fragment), label, body, marks, target, fragment))
    notes[:] = _called_from_text([*notes, *led_to], where)
    return doubles


def _called_from_text(notes: list[Found], where: Map) -> list[Found]:
    """Notes without the marks that stand in the words of notes.

    One that is called only there is called behind the mark of the note that calls it.
    """
    spans = sorted(
        (where.place[node], where.end[node], order)
        for order, note in enumerate(notes)
        for node in note.body
        if isinstance(node, Element)
    )
    starts = [start for start, _, _ in spans]
    kept: list[Found] = []
    for note in notes:
        inside = [(mark, holder(where.place[mark], spans, starts)) for mark in note.marks]
        note.marks = [mark for mark, around in inside if around is None]
        if note.marks:
            kept.append(note)
            continue
        around = inside[0][1]
        outer = notes[around] if around is not None else None
        if outer is not None and outer is not note and outer.marks:
            outer.after.append(note)
            note.marks = []
            kept.append(note)
    return kept


def holder(place: int, spans: list[tuple[int, int, int]], starts: list[int]) -> int | None:
    """The number of the note in whose words a place lies; None for one in the text."""
    last = bisect_right(starts, place) - 1
    return spans[last][2] if last >= 0 and place < spans[last][1] else None


def _name_numbers(notes: list[Found], where: Map) -> None:
    """Links that lead to a note and show its number, but are no marks, become its number in the text.

    In a cross reference they are words, of which the reference is made when all is read.
    """
    by_target = {note.target: note for note in notes}
    marks = {mark for note in notes for mark in note.marks}
    for lead in where.leads:
        note = by_target.get(lead.target)
        if note is None or not note.label or lead.element in marks:
            continue
        if label_of(lead.element) == note.label and not where.is_in_reference(lead.element):
            become_mark(lead.element, note.key, is_number=True)


def _drop_labels(notes: list[Found]) -> None:
    """Take the numbers and arrows off the beginnings of notes, and what links back left at the ends."""
    begun = [beginning(note.body, note.label or note.symbol or "") for note in notes]
    unsure = sum(not one.is_sure for one in begun)
    for note, one in zip(notes, begun, strict=True):
        if one.is_sure or unsure >= MOST_SURE * len(notes):
            drop_beginning(note.body, one.length)
        drop_end(note.body)


def _about_authors(notes: list[Found], where: Map) -> list[Found]:
    """What stands in a list of notes before the first that is called, and says who the authors are."""
    first: dict[Element, int] = {}
    for note in notes:
        for node in note.body:
            if isinstance(node, Element) and node.parent is not None:
                place = where.place[node]
                first[node.parent] = min(place, first.get(node.parent, place))
    found: list[Found] = []
    for holder, place in first.items():
        for entry in entries(holder) if is_list(holder) else ():
            if where.place[entry] < place:
                begun = beginning([entry], "")
                drop_beginning(
                    [entry], begun.length if begun.sign and not begun.sign.isdecimal() else 0
                )
                symbol = written(len(found) + 1, "symbols")
                found.append(Found("footnote", "", [entry], [], entry, symbol=symbol))
    return found


def _has_words(node: Element | Words) -> bool:
    if isinstance(node, Words):
        return bool(node.text.strip())
    return bool(node.text()) or any(one.name in ("img", "math") for one in node.elements())


__all__ = ["Found", "Notes", "find_notes"]
