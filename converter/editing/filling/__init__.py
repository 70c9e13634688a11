"""Fill a Word file: markers that stand in its text as typed become real notes, where they stand.

All else stays as it was, byte for byte: other parts are not touched, and in the text itself only the
runs that held a marker or a definition are written anew. Which definition belongs to which mark is
decided by the reader of plain text, as for any article. Notes that are real already stay, and are
numbered with the new ones.

`scan` finds the words, `splice` puts others in their place, `parts` cares for the parts around,
`looks` for italics in notes.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from msgspec import Struct, structs

from converter.crossrefs import CitationStyle
from converter.document.diagnostics import Diagnostic, report
from converter.document.model import (
    Document,
    Note,
    NoteKey,
    NoteKind,
    NoteRef,
    Numbering,
    Paragraph,
    Span,
)
from converter.document.notes import KINDS, NoteIndex, index_notes
from converter.document.tree import walk
from converter.editing.filling import parts as note_parts
from converter.editing.filling.looks import with_looks
from converter.editing.filling.splice import Edit, Splice, edited, spliced
from converter.markers.tokens import tokenize
from converter.readers.marker.parser import parse
from converter.renderers.docx import add_links, word_ids, write_note
from converter.renderers.docx.inlines import cite_again, thin_space
from converter.renderers.docx.story import Book, Story, bookmark
from converter.renderers.docx.template.settings import AFTER_NOTE_SETTINGS
from converter.renderers.docx.text import escape, properties
from converter.word.consistency import inconsistencies
from converter.word.package import Parts, read_package, write_package
from converter.word.parts import allow_relationships, main_part, make_document, related_part
from converter.word.scan import OBJECT, Manuscript, Reference, Run, scan

EMPTY: Mapping[str, str] = MappingProxyType({})


class Filled(NamedTuple):
    """The filled file, what was noticed, the text that its places count in, and how many notes."""

    output: bytes
    diagnostics: tuple[Diagnostic, ...]
    source: str
    document: Document


class Call(Struct, frozen=True):
    """A mark in the text: its characters, the note it calls, whether it is the note's own mark."""

    start: int
    end: int
    note: Note
    first: bool


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
    main = main_part(parts)
    changed = make_document(parts, main)
    manuscript = scan(parts[main])
    parsed = parse(manuscript.text, citation_style=citation_style)
    noticed = [one for one in parsed.diagnostics if one.code[0] in "MT"]
    noticed += elsewhere(parts, main, manuscript)
    calls, left = calls_of(parsed.document, manuscript)
    noticed += left
    before = inconsistencies(parts) if main == "word/document.xml" else []
    if calls:
        write(parts, main, manuscript, calls, parsed.document, styles, noticed)
    if main == "word/document.xml":
        faults = (one for one in inconsistencies(parts) if one not in before)
        noticed += (report("F003", problem=one) for one in faults)
    kept = {call.note.key for call in calls}
    notes = tuple(note for note in parsed.document.notes if note.key in kept)
    document = structs.replace(parsed.document, notes=notes)
    output = write_package(parts) if calls or changed else data
    return Filled(output, tuple(noticed), parsed.source, document)


# What can be made real


def calls_of(document: Document, manuscript: Manuscript) -> tuple[list[Call], list[Diagnostic]]:
    """The marks to make real, in order, and a message for each note that must stay as it is."""
    notes = {note.key: note for note in document.notes}
    calls: list[Call] = []
    seen: set[NoteKey] = set()
    for node in walk(document.blocks):
        if type(node) is NoteRef and node.span is not None:
            note, start, end = notes[node.note], node.span.start, node.span.end
            if note.mark is not None and manuscript.text.startswith(note.mark, end):
                end += len(note.mark)
            calls.append(Call(start, end, note, node.note not in seen))
            seen.add(node.note)
    places = Places(manuscript)
    left: dict[NoteKey, Diagnostic] = {}
    for call in calls:
        for span in (Span(call.start, call.end), call.note.span):
            if span is not None and (where := places.obstacle(span)):
                left.setdefault(call.note.key, report("F001", span, id=call.note.id, where=where))
    return [call for call in calls if call.note.key not in left], list(left.values())


class Places:
    """Answers where a stretch of the text stands."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.manuscript = manuscript
        self.runs = [run.first for run in manuscript.runs]
        self.paragraphs = [paragraph.first for paragraph in manuscript.paragraphs]

    def run(self, place: int) -> Run:
        """The run that holds a character."""
        return self.manuscript.runs[bisect_right(self.runs, place) - 1]

    def obstacle(self, span: Span) -> str:
        """Why nothing can be put in the place of a stretch of text, or nothing."""
        first = max(0, bisect_right(self.runs, span.start) - 1)
        for run in self.manuscript.runs[first : bisect_left(self.runs, span.end)]:
            if run.where == "a field":
                return "a field"
        if OBJECT in self.manuscript.text[span.start : span.end]:
            return "the same place as a picture, a formula or a real note"
        first = bisect_right(self.paragraphs, span.start) - 1
        around = self.manuscript.paragraphs[first : bisect_left(self.paragraphs, span.end)]
        return "more than one table cell" if len({one.parent for one in around}) > 1 else ""


def elsewhere(parts: Parts, main: str, manuscript: Manuscript) -> list[Diagnostic]:
    """Markers where no note can be called: in boxes, deletions, heads, comments and notes."""
    found = [
        report("F001", None, id=token.id, where=where)
        for where, words in dict.fromkeys(manuscript.apart)  # a text box is there in two forms
        for token in tokenize(words)
        if token.kind == "mark"
    ]
    for name, content in parts.items():
        kind = re.search(r"/(header|footer|comment|footnote|endnote)s?[0-9]*\.xml$", name)
        if kind and name != main:
            words = re.sub("<[^>]*>", "", content.decode("utf-8", "replace"))
            where = f"a {kind[1]}" if kind[1] != "endnote" else "an endnote"
            marks = (token for token in tokenize(words) if token.kind == "mark")
            found += (report("F001", None, id=token.id, where=where) for token in marks)
    return found


# Writing


def write(
    parts: Parts,
    main: str,
    manuscript: Manuscript,
    calls: list[Call],
    document: Document,
    styles: Mapping[str, str],
    noticed: list[Diagnostic],
) -> None:
    """Put the notes into the parts, and their marks into the text."""
    firsts = [call for call in calls if call.first]
    order = in_order(manuscript.references, firsts, note_parts.numbering(parts, main))
    index = labelled(index_notes(order), document)
    book = Book(index, word_ids(index), frozenset())
    book.prefix = unused_prefix(manuscript)
    book.look = frozenset({"greek", "cyrillic"})  # the file knows its language
    names: dict[NoteKind, str] = {}
    for kind in KINDS:
        if index.called[kind]:
            names[kind] = note_part(parts, main, kind)
            first = note_parts.highest_separator(parts[names[kind]], kind)
            book.ids |= {note.key: book.ids[note.key] + first for note in index.called[kind]}
    stories = {kind: written(kind, firsts, manuscript, book, names[kind], parts) for kind in names}
    again = {call.start: cited_again(call, book) for call in calls if not call.first}
    edits = edits_of(calls, again, manuscript, book)
    pieces = [
        *(edit.runs for edit in edits),
        *("".join(story.values()) for story in stories.values()),
    ]
    part = note_parts.needed_part(parts, main, "styles")
    renamed, added = note_parts.adapt_styles(parts, part, pieces, styles)
    if added:
        noticed.append(report("F002", styles=", ".join(added)))
    edits = [
        structs.replace(edit, runs=note_parts.with_styles(edit.runs, renamed)) for edit in edits
    ]
    changes = new_ids(manuscript, book) | new_numbers(manuscript, manuscript, index)
    parts[main] = edited(manuscript, edits, changes)
    for kind, name in names.items():
        new = {id: note_parts.with_styles(note, renamed) for id, note in stories[kind].items()}
        there = [
            (book.ids[existing(one)], one.id) for one in manuscript.references if one.kind == kind
        ]
        numbers = new_numbers(scan(parts[name]), manuscript, index)
        corrected = spliced(parts[name], sorted(numbers.values()))
        parts[name] = note_parts.merge_notes(corrected, kind, there, new)


def existing(reference: Reference) -> NoteKey:
    return NoteKey(f"there-{reference.kind}-{reference.id}")


def in_order(references: list[Reference], firsts: list[Call], numbering: Numbering) -> Document:
    """A document of nothing but the marks, old and new, as they follow each other in the text."""
    old = {
        existing(one): Note(
            existing(one),
            "footnote" if one.kind == "footnote" else "endnote",
            one.id,
            (),
            mark="*" if one.custom else None,
        )
        for one in references
    }
    # A mark in a tracked deletion takes no room in the text: it stands before what begins there.
    places = [(one.first, 0, existing(one)) for one in references]
    places += [(call.start, 1, call.note.key) for call in firsts]
    marks = tuple(NoteRef(key) for *_, key in sorted(places, key=lambda place: place[:2]))
    notes = (*old.values(), *(call.note for call in firsts))
    return Document((Paragraph(marks),), notes, numbering=numbering)


def labelled(index: NoteIndex, document: Document) -> NoteIndex:
    """The index with the notes that stay text: they keep the number that they had."""
    before = index_notes(document)
    labels = before.labels | index.labels
    return structs.replace(index, labels=labels, notes=before.notes | index.notes)


def unused_prefix(manuscript: Manuscript) -> str:
    """What names of our bookmarks begin with, as no name may be used twice."""
    prefixes = ("_Ref_", *(f"_Ref{number}_" for number in range(1, 1_000)))
    names = tuple(manuscript.bookmarks)
    return next(prefix for prefix in prefixes if not any(name.startswith(prefix) for name in names))


def note_part(parts: Parts, main: str, kind: NoteKind) -> str:
    """The part for the notes of a kind, and the lines above the notes named in the settings."""
    name = related_part(parts, main, f"{kind}s")
    if name is None:
        name = note_parts.needed_part(parts, main, f"{kind}s")
        settings = note_parts.needed_part(parts, main, "settings")
        parts[settings] = note_parts.name_separators(parts[settings], kind, AFTER_NOTE_SETTINGS)
    return name


def written(
    kind: NoteKind,
    firsts: list[Call],
    manuscript: Manuscript,
    book: Book,
    name: str,
    parts: Parts,
) -> dict[int, str]:
    """The new notes of a kind, by id, and their links in the relationships of their part."""
    story = Story(kind, book)
    there = parts.get(f"{name.replace('word/', 'word/_rels/')}.rels", b"")
    story.prefix = next(one for one in LINK_PREFIXES if f'"{one}'.encode() not in there)
    notes = {}
    begins = [run.first for run in manuscript.runs]
    for call in firsts:
        if call.note.kind == kind:
            blocks = with_looks(call.note.blocks, manuscript, begins)
            begun = len(story.out)
            write_note(structs.replace(call.note, blocks=blocks), story)
            notes[book.ids[call.note.key]] = "".join(story.out[begun:])
    add_links(parts, name, story)
    allow_relationships(parts)
    if b"xmlns:r=" not in parts[name]:
        notes = {
            id: note.replace(" r:id=", f' xmlns:r="{note_parts.RELATIONSHIPS}" r:id=')
            for id, note in notes.items()
        }
    return notes


LINK_PREFIXES = ("link", *(f"link{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"))


def cited_again(call: Call, book: Book) -> str:
    """The field that shows the number of a note whose own mark stands elsewhere."""
    story = Story("body", book)
    cite_again(call.note.key, story)
    return "".join(story.out)


def edits_of(
    calls: list[Call], again: dict[int, str], manuscript: Manuscript, book: Book
) -> list[Edit]:
    """What to take out of the text, and the marks to put in, in order."""
    places = Places(manuscript)
    number = max(manuscript.bookmarks.values(), default=0)
    stretches: dict[int, tuple[int, str]] = {}
    for place, call in enumerate(calls):
        runs = again.get(call.start, "")
        if call.first:
            touching = place + 1 < len(calls) and calls[place + 1].start == call.end
            runs = mark(call.note, book, places.run(call.start).properties, touching=touching)
            if call.note.key in book.cited:
                number += 1
                name = bookmark(book, call.note.key)
                start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
                runs = f'{start}{runs}<w:bookmarkEnd w:id="{number}"/>'
        stretches[call.start] = (call.end, runs)
        if call.note.span is not None:
            stretches[call.note.span.start] = (call.note.span.end, "")
    return trimmed(sorted((start, *rest) for start, rest in stretches.items()), manuscript.text)


def trimmed(stretches: list[tuple[int, int, str]], text: str) -> list[Edit]:
    """Edits that take along blanks before a mark, and those that a note leaves at a line's end."""
    edits: list[Edit] = []
    for start, end, runs in stretches:
        if edits and not runs and edits[-1].end == start and not edits[-1].runs:
            start = edits.pop().start
        floor = edits[-1].end if edits else 0
        if runs or end >= len(text) or text[end] == "\n":
            while start > floor and text[start - 1] == " ":
                start -= 1
        edits.append(Edit(start, end, runs))
    return edits


FONT = re.compile(rb"<w:(?:rFonts|sz|szCs)\s[^>]*/>")


def mark(note: Note, book: Book, around: bytes, *, touching: bool) -> str:
    """The run of a note's mark (17.11.14), in the font of the words around it."""
    long = len(book.index.label(note.key)) > 1
    form = frozenset({note.kind, "spaced"} if touching and not long else {note.kind})
    look = properties(form)
    fonts = b"".join(FONT.findall(around)).decode()
    style, end, rest = look.partition("/>")
    custom = ' w:customMarkFollows="1"' if note.mark is not None else ""
    shown = f"<w:t>{escape(note.mark)}</w:t>" if note.mark is not None else ""
    return (
        f"<w:r>{style}{end}{ordered(fonts, rest)}"
        f'<w:{note.kind}Reference{custom} w:id="{book.ids[note.key]}"/>{shown}</w:r>'
        f"{thin_space(note.kind) if touching and long else ''}"
    )


def ordered(fonts: str, rest: str) -> str:
    """Fonts first, then letter spacing, then sizes, as CT_RPr has them (17.3.2.28)."""
    family = "".join(re.findall("<w:rFonts[^>]*/>", fonts)[:1])
    sizes = "".join(re.findall("<w:sz(?:Cs)?[^>]*/>", fonts)[:2])
    spacing, closing, nothing = rest.rpartition("</w:rPr>")
    return f"{family}{spacing}{sizes}{closing}{nothing}"


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
                splices[shown.start] = (shown.start, shown.end, f"<w:t>{label}</w:t>".encode())
    return splices


def new_ids(manuscript: Manuscript, book: Book) -> dict[int, Splice]:
    """The marks of notes that are there already, under their new ids."""
    splices = {}
    for one in manuscript.references:
        tag = manuscript.data[one.start : one.end]
        splices[one.start] = (one.start, one.end, note_parts.with_id(tag, book.ids[existing(one)]))
    return splices
