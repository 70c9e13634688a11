"""Fill a Word file: markers that stand in its text as typed become real notes, where they stand.

All else stays as it was, byte for byte: other parts are not touched, and in the text itself only the
runs that held a marker or a definition are written anew. Notes that are real already stay, and are
numbered with the new ones.

The steps: `converter.word.manuscript.scan` finds the words, `typed` the marks and notes in them,
`pieces` what is more than words and moves with them, `places` says which can be made real; `numbers`
counts old and new notes, `notes` and `styles` care for the parts around, `runs` makes real marks,
`splice` puts them into the text, and the file is read once more.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

from msgspec import structs

from converter.crossrefs import CitationStyle
from converter.document.diagnostics import ConversionError, Diagnostic, diagnose
from converter.document.model import Document, NoteKey, NoteKind, Span
from converter.document.notes import KINDS, NoteIndex
from converter.editing.filling.notes import (
    highest_separator,
    merged,
    new_notes,
    with_note_part,
    with_part,
)
from converter.editing.filling.numbers import (
    existing,
    index_all,
    new_ids,
    new_numbers,
    numbering_of,
)
from converter.editing.filling.pieces.choice import masked, movable
from converter.editing.filling.pieces.lifting import Lifter, put_in
from converter.editing.filling.places import elsewhere, fillable, landmarks
from converter.editing.filling.runs import new_runs, unused_prefix
from converter.editing.filling.splice import edited, spliced
from converter.editing.filling.styles import adapt_styles, with_styles
from converter.editing.filling.typed import Typed, TypedMark, read_typed
from converter.renderers.docx import word_ids
from converter.renderers.docx.story import Book
from converter.word.consistency import inconsistencies
from converter.word.manuscript import Manuscript, Piece
from converter.word.manuscript.scan import scan
from converter.word.names import PartNames
from converter.word.package import Parts, read_package, write_package
from converter.word.parts import as_ours, make_document, part_names
from converter.word.xml import editable

EMPTY: Mapping[str, str] = MappingProxyType({})


class Placed(NamedTuple):
    """What became of a definition: the note that it is now, such as ``footnote 3``, or why it is none.

    `id` is that in its mark; `span` its place in the text, None if only its mark is there.
    """

    id: str
    span: Span | None
    note: str = ""
    left: str = ""


class Filled(NamedTuple):
    """The filled file, what was noticed, the text that its places count in, and its new notes.

    `placed` says of each definition that is called what became of it, in the order of the marks.
    """

    output: bytes
    diagnostics: tuple[Diagnostic, ...]
    source: str
    document: Document
    placed: tuple[Placed, ...]


def fill(
    data: bytes,
    *,
    citation_style: CitationStyle = "bluebook",
    styles: Mapping[str, str] = EMPTY,
) -> Filled:
    """The Word file `data` with real notes for the markers in its text.

    `styles` are its own names for styles of ours. A marker that cannot become a note (in a field, a
    text box, a tracked deletion) is reported, and it and its note are left as they are.

    Raises `ConversionError` if it is no Word file.
    """
    parts = read_package(data)
    names = part_names(parts)
    was_template = make_document(parts, names.main)
    manuscript = scan(editable(parts[names.main]))
    typed, pieces = _read(manuscript, citation_style)
    noticed = typed.diagnostics + elsewhere(parts, names.main, manuscript)
    marks, moving, left = fillable(typed.marks, manuscript, pieces)
    noticed += left.values()
    labels: dict[NoteKey, str] = {}
    if marks:
        before = _Package(dict(parts), names)
        firsts = [mark for mark in marks if mark.first]
        numbering = numbering_of(parts, names)
        index = index_all(manuscript.marks, firsts, typed.document, numbering)
        labels = {
            mark.note.key: f"{mark.note.kind} {index.label(mark.note.key)}" for mark in firsts
        }
        names, added = _write(parts, names, manuscript, marks, moving, index, styles)
        noticed += added + _faults(_Package(parts, names), before)
    output = write_package(parts) if marks or was_template else data
    kept = {mark.note.key for mark in marks}
    notes = tuple(note for note in typed.document.notes if note.key in kept)
    document = structs.replace(typed.document, notes=notes, landmarks=landmarks(manuscript))
    called = {mark.note.key: mark.note for mark in typed.marks}
    placed = (
        Placed(note.id, note.span, labels.get(key, ""), left[key].message if key in left else "")
        for key, note in called.items()
    )
    return Filled(output, tuple(noticed), typed.source, document, tuple(placed))


def _read(manuscript: Manuscript, citation_style: CitationStyle) -> tuple[Typed, list[Piece]]:
    """The marks and notes of a manuscript, and what stands in these that is more than words."""
    typed = read_typed(manuscript.text, citation_style)
    pieces = movable(typed, manuscript)
    if any(piece.first < piece.last for piece in pieces):
        again = read_typed(masked(manuscript.text, pieces), citation_style)
        typed = structs.replace(again, source=typed.source)
    return typed, pieces


def _write(
    parts: Parts,
    names: PartNames,
    manuscript: Manuscript,
    marks: list[TypedMark],
    moving: dict[NoteKey, list[Piece]],
    index: NoteIndex,
    styles: Mapping[str, str],
) -> tuple[PartNames, list[Diagnostic]]:
    """Put the notes into the parts, and their marks into the text: the parts' names, what was added."""
    book = Book(index, word_ids(index), frozenset())
    book.prefix = unused_prefix(manuscript)
    book.look = frozenset({"greek", "cyrillic"})  # the file knows its language
    names = _with_note_parts(parts, names, book)
    firsts = [mark for mark in marks if mark.first]
    notes = {
        kind: new_notes(kind, firsts, manuscript, book, parts, names.of_notes(kind))
        for kind in KINDS
        if index.called[kind]
    }
    edits = new_runs(marks, manuscript, book)  # after the notes, which may point at marks
    names = with_part(parts, names, "styles")
    written = chain((edit.runs for edit in edits), *(new.values() for new in notes.values()))
    parts[names.styles], renamed, added = adapt_styles(parts[names.styles], written, styles)
    edits = [structs.replace(edit, runs=with_styles(edit.runs, renamed)) for edit in edits]
    changes = new_ids(manuscript, book.ids) | new_numbers(manuscript, manuscript, index)
    moved = sorted(chain.from_iterable(moving.values()), key=lambda piece: piece.start)
    main = edited(manuscript, edits, changes, moved)
    for kind, new in notes.items():
        in_styles = {id: with_styles(note, renamed).encode() for id, note in new.items()}
        name = names.of_notes(kind)
        if moved:
            wanted = {
                book.ids[key]: of for key, of in moving.items() if index.notes[key].kind == kind
            }
            lifter = Lifter(manuscript, changes.values())
            in_styles = put_in(in_styles, wanted, lifter, parts, names.main, name)
        parts[name] = _with_notes(parts[name], kind, in_styles, manuscript, book)
    parts[names.main] = main
    return names, [diagnose("F002", styles=", ".join(added))] if added else []


def _with_note_parts(parts: Parts, names: PartNames, book: Book) -> PartNames:
    """The names with parts for all kinds of notes; the ids of notes follow those of the lines above."""
    for kind in KINDS:
        called = book.index.called[kind]
        if called:
            names = with_note_part(parts, names, kind)
            first = highest_separator(parts[names.of_notes(kind)], kind)
            book.ids |= {note.key: book.ids[note.key] + first for note in called}
    return names


def _with_notes(
    part: bytes, kind: NoteKind, new: dict[int, bytes], manuscript: Manuscript, book: Book
) -> bytes:
    """A notes part with new notes, by id, and with the numbers to come in the fields of the old."""
    numbers = new_numbers(scan(part), manuscript, book.index)
    ids = {one.id: book.ids[existing(one)] for one in manuscript.marks if one.kind == kind}
    return merged(spliced(part, sorted(numbers.values())), kind, ids, new)


class _Package(NamedTuple):
    """A Word file: its parts and what they are called."""

    parts: Parts
    names: PartNames


def _faults(after: _Package, before: _Package) -> list[Diagnostic]:
    """What does not fit together now and did before.

    Raises `ConversionError` if a part can no longer be read: such a file is not given out.
    """
    try:
        found = _inconsistencies(after)
    except ConversionError as error:
        _inconsistencies(before)  # raises by itself if the file could not be read before
        raise ConversionError(
            "the notes could not be put into the Word file so that it stays sound; "
            "open it in Word, save it and try again, and please report this"
        ) from error
    known = _inconsistencies(before) if found else []
    return [diagnose("F003", problem=one) for one in found if one not in known]


def _inconsistencies(package: _Package) -> list[str]:
    return inconsistencies(as_ours(package.parts, package.names), package.names)
