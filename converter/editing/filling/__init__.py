"""Fill a Word file: markers that stand in its text as typed become real notes, where they stand.

All else stays as it was, byte for byte: other parts are not touched, and in the text itself only the
runs that held a marker or a definition are written anew. Notes that are real already stay, and are
numbered with the new ones.

The steps: `converter.word.scan` finds the words, `typed` the marks and notes in them, `places` says
which can be made real; `numbers` counts old and new notes, `notes` and `styles` care for the parts
around, `runs` makes real marks, `splice` puts them into the text, and the file is read once more.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from msgspec import structs

from converter.crossrefs import CitationStyle
from converter.document.diagnostics import ConversionError, Diagnostic, report
from converter.document.model import Document
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
from converter.editing.filling.places import elsewhere, fillable
from converter.editing.filling.runs import new_runs, unused_prefix
from converter.editing.filling.splice import edited, spliced
from converter.editing.filling.styles import adapt_styles, with_styles
from converter.editing.filling.typed import TypedMark, read_typed
from converter.renderers.docx import word_ids
from converter.renderers.docx.story import Book
from converter.word.consistency import inconsistencies
from converter.word.manuscript import Manuscript
from converter.word.names import PartNames
from converter.word.package import Parts, read_package, write_package
from converter.word.parts import as_ours, make_document, part_names
from converter.word.scan import scan
from converter.word.xml import editable

EMPTY: Mapping[str, str] = MappingProxyType({})


class Filled(NamedTuple):
    """The filled file, what was noticed, the text that its places count in, and how many notes."""

    output: bytes
    diagnostics: tuple[Diagnostic, ...]
    source: str
    document: Document


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
    typed = read_typed(manuscript.text, citation_style)
    noticed = typed.diagnostics + elsewhere(parts, names.main, manuscript)
    marks, left = fillable(typed.marks, manuscript)
    noticed += left
    output = data
    if marks:
        index = index_all(
            manuscript.marks,
            [mark for mark in marks if mark.first],
            typed.document,
            numbering_of(parts, names),
        )
        before = inconsistencies(as_ours(parts, names), names)
        names, added = _write(parts, names, manuscript, marks, index, styles)
        noticed += added
        noticed += _faults(parts, names, before)
    if marks or was_template:
        output = write_package(parts)
    kept = {mark.note.key for mark in marks}
    notes = tuple(note for note in typed.document.notes if note.key in kept)
    document = structs.replace(typed.document, notes=notes)
    return Filled(output, tuple(noticed), typed.source, document)


def _write(
    parts: Parts,
    names: PartNames,
    manuscript: Manuscript,
    marks: list[TypedMark],
    index: NoteIndex,
    styles: Mapping[str, str],
) -> tuple[PartNames, list[Diagnostic]]:
    """Put the notes into the parts, and their marks into the text: the parts' names, what was added."""
    firsts = [mark for mark in marks if mark.first]
    book = Book(index, word_ids(index), frozenset())
    book.prefix = unused_prefix(manuscript)
    book.look = frozenset({"greek", "cyrillic"})  # the file knows its language
    kinds = [kind for kind in KINDS if index.called[kind]]
    for kind in kinds:
        names = with_note_part(parts, names, kind)
        first = highest_separator(parts[names.of_notes(kind)], kind)
        book.ids |= {note.key: book.ids[note.key] + first for note in index.called[kind]}
    notes = {
        kind: new_notes(kind, firsts, manuscript, book, parts, names.of_notes(kind))
        for kind in kinds
    }
    edits = new_runs(marks, manuscript, book)  # last, as notes may point at marks
    names = with_part(parts, names, "styles")
    written = [edit.runs for edit in edits] + [
        one for new in notes.values() for one in new.values()
    ]
    part, renamed, added = adapt_styles(parts[names.styles], "".join(written).encode(), styles)
    parts[names.styles] = part
    edits = [structs.replace(edit, runs=with_styles(edit.runs, renamed)) for edit in edits]
    changes = new_ids(manuscript, book.ids) | new_numbers(manuscript, manuscript, index)
    parts[names.main] = edited(manuscript, edits, changes)
    for kind, new in notes.items():
        name = names.of_notes(kind)
        numbers = new_numbers(scan(parts[name]), manuscript, index)
        there = {one.id: book.ids[existing(one)] for one in manuscript.marks if one.kind == kind}
        renumbered = spliced(parts[name], sorted(numbers.values()))
        in_styles = {id: with_styles(note, renamed).encode() for id, note in new.items()}
        parts[name] = merged(renumbered, kind, there, in_styles)
    return names, [report("F002", styles=", ".join(added))] if added else []


def _faults(parts: Parts, names: PartNames, before: list[str]) -> list[Diagnostic]:
    """What does not fit together now and did before.

    Raises `ConversionError` if a part can no longer be read: such a file is not given out.
    """
    try:
        found = inconsistencies(as_ours(parts, names), names)
    except ConversionError as error:
        raise ConversionError(
            "the notes could not be put into the Word file so that it stays sound; "
            "open it in Word, save it and try again, and please report this"
        ) from error
    return [report("F003", problem=one) for one in found if one not in before]
