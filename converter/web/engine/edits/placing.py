"""A note put where the caret stands, and a note cited again there."""

from __future__ import annotations

import re
from typing import NamedTuple, Unpack

from msgspec import structs

from converter.document.notes import index_notes
from converter.document.overrides import NoteOptions
from converter.editing.edits import Replacement, apply
from converter.editing.renumber import Edit, Renumbered, renumber
from converter.markers import Markers, read_markers
from converter.readers.marker.parser import parse
from converter.web.engine import Fault

MARKER = re.compile(r"\[\s*(?:(?:foot|end)noteRef:)?\s*\Z")
"""What stands before the id of a mark or definition, which is no typed number."""

NEW_MARK = ("[footnoteRef:", "[endnoteRef:")

TO_COME = "[Text to come.]"
"""The words of a note that has none yet."""


class Inserted(NamedTuple):
    """The text with a note more, and how many typed numbers have changed with their notes."""

    done: Renumbered
    followed: int


def references_in(text: str, done: Renumbered) -> int:
    """How many typed numbers of a text have changed with their notes."""
    return sum(
        1
        for one in done.replacements
        if one.words.strip("-– ").isdecimal()
        and one.start < one.end
        and not MARKER.search(text[max(0, one.start - 24) : one.start])
    )


def inserted_at(text: str, at: int, words: str, **options: Unpack[NoteOptions]) -> Inserted:
    """The text with a new note, whose mark stands at the character `at`.

    It is put behind the mark before it, so that every number follows, and its mark is taken to its
    place from there: no other mark stands between.
    """
    markers = read_markers(text)
    _refuse_within(markers, at)
    document = parse(text, **options).document
    labels = index_notes(document).labels
    numbered = [one for one in markers.notes if one.symbol is None and one.key in labels]
    if not numbered:
        return Inserted(_first(text, at, words, **options), 0)
    words = words or TO_COME
    before = [one for one in numbered if one.mark.start < at]
    if before:
        neighbour = max(before, key=lambda one: one.mark.start)
        edit = Edit(kind="insert", note=labels[neighbour.key], text=words)
        done = renumber(text, edit, **options)
        return Inserted(_taken_to(done, text, neighbour.mark.end, at), references_in(text, done))
    neighbour = min(numbered, key=lambda one: one.mark.start)
    label = labels[neighbour.key]
    edit = Edit(kind="insert", note=label, text=words)
    done = renumber(text, edit, **options)
    new = next(row.new for row in done.rows if not row.old)
    moved = renumber(done.text, Edit(kind="move", note=new, to=label), **options)
    followed = references_in(text, done) + references_in(done.text, moved)
    return Inserted(_before_all(moved, done, text, at), followed)


def _first(text: str, at: int, words: str, **options: Unpack[NoteOptions]) -> Renumbered:
    """The first note of a text. Its words stand at the end of its paragraph."""
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    placed = apply(
        text,
        (
            Replacement(at, at, "[footnoteRef:1]"),
            Replacement(end, end, f" [1:  {words or TO_COME}] "),
        ),
    )
    return renumber(placed, **options)


def _taken_to(done: Renumbered, text: str, old: int, at: int) -> Renumbered:
    """The same with the new mark, which was put at `old`, at another place."""
    changes = [
        Replacement(at, at, one.words)
        if one.start == one.end == old and one.words.startswith(NEW_MARK)
        else one
        for one in done.replacements
    ]
    changes.sort()
    return done._replace(text=apply(text, changes), replacements=tuple(changes))


def _before_all(done: Renumbered, before: Renumbered, text: str, at: int) -> Renumbered:
    """The same with the first mark, that of the new note, at a place before it.

    Its rows lead from the numbers before both renumberings to those after.
    """
    mark = min((one.mark for one in read_markers(done.text).notes), key=lambda one: one.start)
    if done.text[:at] != text[:at]:
        raise Fault(400, "A note cannot be put here.", "Put it behind the first note, and move it.")
    words = done.text[mark.start : mark.end]
    changes = (Replacement(at, at, words), Replacement(mark.start, mark.end, ""))
    last = {(row.kind, row.old): row.new for row in done.rows}
    rows = [structs.replace(row, new=last[row.kind, row.new]) for row in before.rows]
    rows.sort(key=lambda row: bool(row.old))
    return done._replace(text=apply(done.text, changes), rows=tuple(rows), replacements=())


def cited_again(
    text: str, at: int | None, label: str, **options: Unpack[NoteOptions]
) -> Replacement:
    """One more mark of a note, which is named by its printed number, behind the first."""
    if at is None:
        raise Fault(400, "To cite a note again, a place in the text is needed.")
    markers = read_markers(text)
    _refuse_within(markers, at)
    document = parse(text, **options).document
    labels = index_notes(document).labels
    note = next((one for one in markers.notes if labels.get(one.key) == label), None)
    if note is None:
        raise Fault(400, f"The text has no note {label}.")
    if at < note.mark.end:
        raise Fault(
            400,
            f"Note {label} is called further down, and would get another number.",
            "Cite it behind its own mark, or move the note here.",
        )
    return Replacement(at, at, f"[{note.kind}Ref:{note.id}]")


def _refuse_within(markers: Markers, at: int) -> None:
    """Raises `Fault` for a place within a note, where no other can be called, or within a mark."""
    for one in markers.notes:
        if one.definition.start < at < one.definition.end:
            raise Fault(400, "A note cannot be called within a note.", "Put it into the text.")
        if one.mark.start < at < one.mark.end:
            raise Fault(400, "A note cannot be called within a mark.", "Put it beside the mark.")
