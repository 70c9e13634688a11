"""Old and new notes in one order: their ids, their numbers, and what fields show of these."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from converter.document.model import Document, Note, NoteKey, NoteRef, Numbering, Paragraph
from converter.document.notes import NoteIndex, index_notes
from converter.editing.filling.splice import Splice
from converter.editing.filling.typed import TypedMark
from converter.renderers.docx.template.settings import NUMBER_FORMATS
from converter.word.manuscript import Manuscript, NoteMark
from converter.word.manuscript.scan import number_of
from converter.word.names import PartNames
from converter.word.package import Parts
from converter.word.xml import editable, parse, qn, with_attribute


def existing(mark: NoteMark) -> NoteKey:
    """The key of a note that is there already."""
    return NoteKey(f"there-{mark.kind}-{mark.id}")


def index_all(
    real: list[NoteMark], firsts: list[TypedMark], document: Document, numbering: Numbering
) -> NoteIndex:
    """The notes of the filled file, old and new, as their marks follow each other in the text.

    Notes of `document` that stay text keep the number that they had.
    """
    index = index_notes(_in_order(real, firsts, numbering))
    before = index_notes(document)
    labels = before.labels | index.labels
    return structs.replace(index, labels=labels, notes=before.notes | index.notes)


def _in_order(real: list[NoteMark], firsts: list[TypedMark], numbering: Numbering) -> Document:
    """A document of nothing but marks."""
    old = {
        existing(one): Note(existing(one), one.kind, one.id, (), mark="*" if one.custom else None)
        for one in real
    }
    # A mark in a tracked deletion takes no room in the text: it stands before what begins there.
    places = [(one.first, 0, existing(one)) for one in real]
    places += [(mark.start, 1, mark.note.key) for mark in firsts]
    marks = tuple(NoteRef(key) for *_, key in sorted(places, key=lambda place: place[:2]))
    notes = (*old.values(), *(mark.note for mark in firsts))
    return Document((Paragraph(marks),), notes, numbering=numbering)


def numbering_of(parts: Parts, names: PartNames) -> Numbering:
    """How a file numbers its footnotes, as its settings and its sections say (17.11.11, 17.11.12)."""
    told = list(_told(parts, names))
    formats = (value for name, value in told if name == "numFmt")
    starts = (value for name, value in told if name == "numStart" and len(value) <= 5)
    known = {word: name for name, word in NUMBER_FORMATS.items()}
    return Numbering(
        known.get(next(formats, "decimal"), "decimal"),
        max(1, number_of(next(starts, "1"))),
        "page"
        if any(name == "numRestart" and "each" in value for name, value in told)
        else "never",
    )


def _told(parts: Parts, names: PartNames) -> Iterator[tuple[str, str]]:
    """What is said of footnotes, first in the settings; what a tracked change has replaced is not."""
    read = (editable(parts[name]) for name in (names.settings, names.main) if name)
    for root in (parse(part) for part in read if b"footnotePr" in part):
        for said in root.iter(qn("footnotePr")):
            if not any(True for _ in said.iterancestors(qn("sectPrChange"))):
                for one in said:
                    yield one.tag.removeprefix(qn("")), one.get(qn("val"), "")


def new_numbers(story: Manuscript, manuscript: Manuscript, index: NoteIndex) -> dict[int, Splice]:
    """What fields show that point at notes which are there already: their new numbers.

    Numbers that begin anew within the file are left to Word.
    """
    splices: dict[int, Splice] = {}
    if any(one.restart != "never" for one in index.numbering.values()):
        return splices
    for shown in story.shown:
        mark = manuscript.marked.get(shown.name)
        if mark is not None and not mark.custom:
            label = index.label(existing(mark))
            if label.isdigit() == shown.text.isdigit():  # else numbered in a way that is not ours
                new = f"<w:t>{label}</w:t>".encode()
                splices[shown.start] = Splice(shown.start, shown.end, new)
    return splices


def new_ids(manuscript: Manuscript, ids: dict[NoteKey, int]) -> dict[int, Splice]:
    """The marks of notes that are there already, under their new ids."""
    return {
        one.start: Splice(
            one.start,
            one.end,
            with_attribute(manuscript.data[one.start : one.end], "w:id", str(ids[existing(one)])),
        )
        for one in manuscript.marks
    }
