"""Formats that pandoc writes for us, from its JSON.

Pandoc runs without access to files and network and within limits (`converter.programs.pandoc`). What a
format cannot carry of notes is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from uuid import UUID

import msgspec
from msgspec import Struct, structs

from converter.document.diagnostics import Diagnostic, diagnose
from converter.document.model import Capitals, Document, Image, Math, Numbering
from converter.document.notes import NoteIndex, index_notes, not_printed
from converter.document.tree import walk, walk_text
from converter.formats import Rendered
from converter.programs import pandoc
from converter.programs import pandoc_json as types
from converter.renderers.pandoc import VERSION
from converter.renderers.pandoc.metadata import metadata
from converter.renderers.pandoc.nodes import blocks
from converter.renderers.pandoc.work import Work, Works, as_pandoc_numbers
from converter.renderers.pandoc.writers.odt import MARK, with_our_notes
from converter.renderers.pandoc.writers.shape import (
    lowered,
    title_notes,
    with_notes_below,
    without_dead_links,
)
from converter.renderers.pictures import not_embedded


class Writer(Struct, frozen=True):
    """A format: its name for people, what pandoc calls it, and what it knows.

    With `anchors`, links lead to notes; with `ties`, no line ends between a word and its number; with
    `one_caption`, a picture's caption is its description; a `bibliography` is known as far as that.
    With `titles`, notes of titles are notes; without, they stand before the text. A file that is no
    text is `binary`, and carries its pictures. `after` puts into it what pandoc left out of the notes,
    which then have their own kinds and marks. Headings are `lower` by so many levels.
    """

    name: str
    writer: str
    anchors: bool = False
    ties: bool = False
    one_caption: bool = False
    bibliography: Works = "none"
    titles: bool = False
    lower: int = 0
    binary: bool = False
    after: Callable[[bytes, NoteIndex], bytes] | None = None


WRITERS = {
    "epub": Writer(
        "EPUB", "epub3", anchors=True, ties=True, bibliography="refs", binary=True, lower=1
    ),
    "odt": Writer(
        "ODT",
        "odt",
        anchors=True,
        ties=True,
        bibliography="style",
        titles=True,
        binary=True,
        after=with_our_notes,
    ),
    "jats": Writer("JATS", "jats_publishing", anchors=True, ties=True, bibliography="refs"),
    "icml": Writer("ICML", "icml", ties=True, bibliography="style"),
    "markdown": Writer(
        "Markdown", "markdown-smart", one_caption=True, bibliography="class", titles=True
    ),
    "gfm": Writer("GitHub's Markdown", "gfm", one_caption=True),
    "rst": Writer("reStructuredText", "rst"),
    "mediawiki": Writer("MediaWiki", "mediawiki"),
}


def render(document: Document, *, target: str) -> Rendered:
    """A document in the format `target`, one of `WRITERS`: text, or the bytes of a file.

    Raises `ConversionError` where pandoc is missing or fails.
    """
    writer = WRITERS[target]
    document = lowered(document, writer.lower)
    moved = [] if writer.titles else title_notes(document)
    if moved:
        document = with_notes_below(document, moved)
    index = index_notes(document) if writer.after else as_pandoc_numbers(document)
    found = [*_lost(document, writer, bool(moved)), *not_printed(index)]
    document = without_dead_links(document, found)
    index = structs.replace(index, notes={note.key: note for note in document.notes})
    work = Work(
        index,
        for_writer=True,
        anchors=writer.anchors,
        ties=writer.ties,
        one_caption=writer.one_caption,
        bibliography=writer.bibliography,
        mark_title=MARK if writer.after else "",
    )
    meta = metadata(document, work)
    pandocs = types.Pandoc(VERSION, meta, blocks(document.blocks, work))
    data = msgspec.json.encode(pandocs)
    if writer.writer == "epub3":  # of which pandoc else makes an identifier by chance
        name = UUID(bytes=sha256(data).digest()[:16])
        meta["identifier"] = types.MetaString(f"urn:uuid:{name}")
        data = msgspec.json.encode(pandocs)
    written, _ = pandoc.call(data, "json", writer.writer, "--standalone", format=writer.name)
    if writer.after:
        written = writer.after(written, index)
    return Rendered(written if writer.binary else written.decode(), tuple(found))


def _lost(document: Document, writer: Writer, moved: bool) -> Iterator[Diagnostic]:
    """What a format cannot carry of a document, each thing once."""
    kinds = {type(node) for node in (*walk_text(document), *walk(document.notes))}
    notes = index_notes(document).called
    counted = writer.after is None
    things = {
        "endnotes, which become footnotes": counted and notes["endnote"] and notes["footnote"],
        "custom marks of notes, which get numbers": counted and any(
            note.mark for called in notes.values() for note in called
        ),
        "the numbering of its notes": document.numbering != Numbering() or document.endnotes,
        "notes of titles, which stand before the text": moved,
        "capitals, which are printed as typed": Capitals in kinds,
        "formulas as such": Math in kinds,
    }  # fmt: skip
    for what, is_lost in things.items():
        if is_lost:
            yield diagnose(
                "R001", format=writer.name, what=what, remedy="Use another format to keep it."
            )
    if writer.binary:
        for node in (*walk_text(document), *walk(document.notes)):
            if isinstance(node, Image) and not node.url.lower().startswith("data:"):
                yield not_embedded(node)
