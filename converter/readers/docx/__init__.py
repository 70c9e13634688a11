"""Word files (.docx) as documents: text, notes, and everything that points at them.

What others lose is read here: endnotes as such, custom marks, one note that is cited again, the fields
that show numbers of notes, text boxes, tracked changes, and looks that come from styles.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, Unpack

from msgspec import structs

from converter.crossrefs import CitationStyle
from converter.document.diagnostics import Diagnostic, diagnose
from converter.document.model import (
    Block,
    Document,
    Heading,
    Inline,
    Metadata,
    NoteKey,
    Paragraph,
    Text,
)
from converter.document.notes import USUAL_ENDNOTES, index_notes
from converter.document.overrides import NoteOptions
from converter.document.tree import line_starts, walk
from converter.formats import Parsed
from converter.readers.docx.blocks import BlockReader
from converter.readers.docx.file import WordFile, value
from converter.readers.docx.gather import Part, gathered
from converter.readers.docx.inlines.reading import Reading, TrackChanges
from converter.readers.docx.looks import Styles
from converter.readers.docx.notes import definitions, read_notes, without_numbers_of
from converter.readers.docx.notes.survey import numbered, survey
from converter.readers.finish import finished, with_typed_markers
from converter.word.parts import related_parts
from converter.word.tree import nested_too_deeply
from converter.word.xml import qn

Comments = Literal["keep", "drop"]

LEFT_OUT = {
    "heads": "W002",
    "comments": "W003",
    "hidden": "W005",
    "boxes": "W006",
    "contents": "W007",
    "formulas": "W008",
    "chunks": "W010",
}
"""What is said of things that are read otherwise than they stand in the file, or not at all."""


def read(
    data: bytes,
    *,
    track_changes: TrackChanges = "accept",
    comments: Comments = "drop",
    citation_style: CitationStyle | None = None,
    **notes: Unpack[NoteOptions],
) -> Parsed:
    """The document in a Word file.

    `track_changes` says what is read of changes that Word has tracked: ``accept`` the new text,
    ``reject`` the old one, ``all`` both, the new underlined and the old struck out. `comments` are
    dropped, or kept in the text, visibly marked. Raises `ConversionError` for what is no Word file, a
    damaged one, and one that unpacks to too much.
    """
    file = WordFile(data)
    reading = Reading(file, track_changes, _comments(file) if comments == "keep" else None)
    try:
        document = _document(file, reading)
    except RecursionError:
        raise nested_too_deeply() from None
    source = "".join(reading.source.words)
    document = _settled(document, reading, source)
    found = [*reading.found, *_left_out(reading, comments)]
    blocks, all_notes = with_typed_markers(document.blocks, document.notes, found)
    document = _as_called(structs.replace(document, blocks=blocks, notes=all_notes))
    parsed = finished(document, source, found, citation_style, **notes)
    return _located(parsed, reading)


def _settled(document: Document, reading: Reading, source: str) -> Document:
    """The same without numbers of notes that are gone, as their marks were deleted."""
    gone = reading.named - {note.key for note in document.notes}
    if not gone:
        return document
    for key, shown, span in reading.shown:
        if key in gone:
            reading.found.append(diagnose("W013", span, shown=shown))
    reading.shown = [one for one in reading.shown if one[0] not in gone]
    blocks, notes = (
        tuple(without_numbers_of(gone, nodes, source))
        for nodes in (document.blocks, document.notes)
    )
    return structs.replace(document, blocks=blocks, notes=notes)


def _document(file: WordFile, reading: Reading) -> Document:
    there = definitions(file)
    reading.defined |= there.keys()
    seen = survey(file)
    reading.noted = seen.noted
    numbering = numbered(seen.sections, file.root(file.names.settings))
    reading.lists.unknown |= numbering.unknown
    if numbering.differ:
        reading.found.append(diagnose("W012"))
    body = BlockReader(reading, file.names.main, breaks=numbering.breaks)
    blocks, meta = _front_matter(
        [*body.story(file.text(), seen.unended)], _language(reading.styles)
    )
    read = tuple(read_notes(reading, there))
    return Document(blocks, read, meta, numbering=numbering.footnotes, endnotes=numbering.endnotes)


def _as_called(document: Document) -> Document:
    """The document with the numbering of the kinds of notes that it has, typed ones among them."""
    kinds = {note.kind for note in document.notes if note.mark is None}
    endnotes = document.endnotes
    if endnotes is not None and kinds == {"endnote"}:
        return structs.replace(document, numbering=endnotes, endnotes=None)
    beside = endnotes if "endnote" in kinds and endnotes != USUAL_ENDNOTES else None
    return structs.replace(document, endnotes=beside)


def _front_matter(parts: list[Part], lang: str) -> tuple[tuple[Block, ...], Metadata]:
    """The text, and what stands in styles of their own before it. Later a title is a heading."""
    meta = Metadata(lang=lang)
    place = 0
    abstract: list[Block] = []
    for place, part in enumerate([*parts, Part(Paragraph(()))]):  # noqa: B007 (the place is used)
        content = getattr(part.block, "content", ())
        match part.role:
            case "title" if not meta.title:
                meta = structs.replace(meta, title=content)
            case "subtitle" if not meta.subtitle:
                meta = structs.replace(meta, subtitle=content)
            case "author":
                meta = structs.replace(meta, authors=(*meta.authors, content))
            case "date" if not meta.date and all(isinstance(one, Text) for one in content):
                meta = structs.replace(meta, date="".join(one.text for one in content))
            case "abstract title" if _is_one_word(content):  # which our own files put there
                continue
            case "abstract" | "abstract title":
                abstract.append(part.block)
            case _:
                break
    rest = (_as_heading(part) if part.role == "title" else part for part in parts[place:])
    return gathered(rest), structs.replace(meta, abstract=tuple(abstract))


def _is_one_word(content: tuple[Inline, ...]) -> bool:
    words = "".join(node.text for node in walk(content) if isinstance(node, Text))
    return len(words.split()) == 1


def _as_heading(part: Part) -> Part:
    content: tuple[Inline, ...] = getattr(part.block, "content", ())
    return structs.replace(part, block=Heading(1, content, span=part.block.span))


def _language(styles: Styles) -> str:
    """The language of the text: that of most styles, as the defaults say (17.3.2.20)."""
    told = styles.language
    is_tag = told is not None and told.replace("-", "").isalnum() and told.isascii()
    return told if told is not None and is_tag else "en"


def _comments(file: WordFile) -> dict[str, tuple[str, str]]:
    """The author and the words of each comment, by its id (17.13.4.2)."""
    found: dict[str, tuple[str, str]] = {}
    for part in related_parts(file.parts, file.names.main, "comments"):
        for one in file.root(part).findall(qn("comment")):
            lines = ("".join(t.text or "" for t in p.iter(qn("t"))) for p in one.iter(qn("p")))
            words = " ".join(line for line in lines if line)
            found[value(one, "id") or ""] = (value(one, "author") or "somebody", words)
    return found


def _left_out(reading: Reading, comments: Comments) -> Iterable[Diagnostic]:
    counts = reading.left_out
    for name in reading.file.names.heads:
        words = reading.file.root(name).iter(qn("t"))
        counts["heads"] += any((one.text or "").strip() for one in words)
    for what, code in LEFT_OUT.items():
        if counts[what] and not (what == "comments" and comments == "keep"):
            yield diagnose(code, count=counts[what])
    for format in sorted(reading.lists.unknown):
        yield diagnose("W017", format=format)
    if counts["changes"]:
        read = {"accept": "as if accepted", "reject": "as if rejected", "all": "both ways"}
        yield diagnose("W004", count=counts["changes"], read=read[reading.changes])


def _located(parsed: Parsed, reading: Reading) -> Parsed:
    """The same, where notes and paragraphs can be found, with what is said of stale numbers."""
    document = parsed.document
    index = index_notes(document)
    both = all(index.called.values())
    names: dict[NoteKey, str] = {}
    for note in document.notes:
        kind = "endnote" if both and note.kind == "endnote" else "note"
        is_called = note.key in index.calls
        names[note.key] = f"{kind} {index.label(note.key) if is_called else 'without a mark'}"
    stale = [
        diagnose("W011", span, shown=shown, number=index.label(key))
        for key, shown, span in reading.shown
        if shown.strip() != index.label(key)
    ]
    landmarks = tuple(reading.source.landmarks(parsed.source, names))
    document = structs.replace(document, landmarks=landmarks, lines=line_starts(parsed.source))
    return Parsed(document, (*parsed.diagnostics, *stale), parsed.source)
