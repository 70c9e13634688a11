"""A web page → Document: its article, and its notes however they are marked.

`source` has lxml parse the page, `page` makes of that a light tree whose words have places, `notes`
finds marks and notes, `article` what is not part of the text, `metadata` what stands above it; `blocks`,
`inlines` and `looks` read what is left.
"""

from __future__ import annotations

from collections import Counter
from typing import Unpack

from msgspec import structs

from converter.crossrefs import CitationStyle
from converter.document.diagnostics import Diagnostic, diagnose
from converter.document.model import Block, Document, Metadata, Note, NoteRef, Span, Text
from converter.document.notes import USUAL_ENDNOTES
from converter.document.overrides import NoteOptions
from converter.document.tree import line_starts
from converter.formats import Parsed
from converter.readers.finish import finished, with_typed_markers
from converter.readers.html.article import (
    drop_never_words,
    drop_surroundings,
    find_article,
    select,
)
from converter.readers.html.blocks import BlockReader
from converter.readers.html.inlines import InlineReader
from converter.readers.html.looks import Looks
from converter.readers.html.metadata import own_addresses, said_in, take_front
from converter.readers.html.notes import Found, Notes, find_notes
from converter.readers.html.notes.labels import Body
from converter.readers.html.notes.naming import numbering_of
from converter.readers.html.page import Element, page_of
from converter.readers.html.source import decoded, parsed
from converter.readers.marker.parser import without_forbidden

HOLDERS = frozenset(("cite", "small", "span", "li", "dd", "td", "div", "aside", "section"))
"""Elements that hold a note and say nothing of its words."""

NAMES = {
    "script": "scripts",
    "style": "style sheets",
    "nav": "menus",
    "hidden": "hidden parts",
    "around": "parts around the article",
    "button": "buttons",
}
"""What is said of elements that are dropped; of others nothing is said, as they hold no words."""


def read(
    data: bytes,
    *,
    encoding: str | None = None,
    selector: str | None = None,
    citation_style: CitationStyle | None = None,
    **options: Unpack[NoteOptions],
) -> Parsed:
    """The article of a web page. Places count in the page with blanks for all that is none of its words.

    `selector` is a CSS selector of the elements that hold the article; None: it is found. Raises
    `ConversionError` for data that is no text, and for a selector that means nothing in the page.
    """
    text, noticed = decoded(data, encoding)
    found: list[Diagnostic] = [*noticed]
    source = parsed(without_forbidden(text, found))
    chosen = select(source.root, selector) if selector else []
    top, picked = page_of(source, frozenset(chosen))
    if source.is_cut:
        found.append(diagnose("B003"))
    said = said_in(top)
    looks = Looks(_sheets(top))
    dropped = drop_never_words(top)
    notes = find_notes(top, own_addresses(said))
    dropped += drop_surroundings(top, looks)
    article = _joined(picked) if picked else find_article(top)
    reader = BlockReader(InlineReader(looks, said.base), 1)
    front = take_front(article, top, said, reader)
    reader.level = front.level
    _call_uncalled(notes, found)
    blocks = reader.blocks(article.children)
    written = tuple(_note(one, reader) for one in notes.found)
    blocks, written = with_typed_markers(blocks, written, found)
    document = Document(blocks, written, _with_author_notes(front.meta, notes), line_starts(text))
    document = _numbered(document, notes, found)
    _tell_dropped(dropped, found)
    return finished(document, source.words, found, citation_style, **options)


def _sheets(top: Element) -> list[str]:
    return [
        "".join(words.text for words in one.all_words())
        for one in top.elements()
        if one.name == "style"
    ]


def _joined(elements: list[Element]) -> Element:
    """The elements that were chosen, one below the other; what lies in another comes with it."""
    outer = [one for one in elements if not any(other in elements for other in one.ancestors())]
    joined = Element("article", {}, outer[0].at)
    for one in outer:
        joined.append(one)
    return joined


def _note(found: Found, reader: BlockReader) -> Note:
    blocks: tuple[Block, ...] = reader.blocks(_inner(found.body))
    spans = [block.span for block in blocks if block.span is not None]
    place = None
    if spans:  # from the tag before its first words on, as a definition has its bracket there
        place = Span(max(0, spans[0].start - 1), max(spans[0].start, spans[-1].end))
    return Note(found.key, found.kind, found.id, blocks, mark=found.symbol, span=place)


def _inner(body: Body) -> Body:
    """What stands in the one element that holds a note: ``cite`` would make all of it italic."""
    if len(body) == 1 and isinstance(body[0], Element) and body[0].name in HOLDERS:
        return body[0].children
    return body


def _call_uncalled(notes: Notes, found: list[Diagnostic]) -> None:
    for entry in notes.uncalled:
        found.append(diagnose("B002", Span(entry.at, entry.at), words=entry.text()[:40]))


def _with_author_notes(meta: Metadata, notes: Notes) -> Metadata:
    """The metadata with the marks of notes about the authors, behind the last of them."""
    refs = tuple(NoteRef(one.key) for one in notes.found if not one.marks and one.symbol)
    if not refs:
        return meta
    if not meta.authors:
        return structs.replace(meta, title=(*(meta.title or (Text(""),)), *refs))
    *others, last = meta.authors
    return structs.replace(meta, authors=(*others, (*last, *refs)))


def _numbered(document: Document, notes: Notes, found: list[Diagnostic]) -> Document:
    """The document with its notes numbered as the page has them, as far as they count on."""
    footnotes = [one for one in notes.found if one.kind == "footnote"]
    endnotes = [one for one in notes.found if one.kind == "endnote"]
    document = structs.replace(document, numbering=numbering_of(footnotes or endnotes))
    if footnotes and endnotes:
        own = numbering_of(endnotes)
        document = structs.replace(document, endnotes=None if own == USUAL_ENDNOTES else own)
    for one in notes.odd:
        found.append(diagnose("B004", Span(one.target.at, one.target.at), label=one.label))
    return document


def _tell_dropped(dropped: Counter[str], found: list[Diagnostic]) -> None:
    """Say what was left out, as far as it may have held words."""
    told = [f"{count} {NAMES[name]}" for name, count in dropped.items() if name in NAMES]
    if told:
        found.append(diagnose("B001", what=", ".join(told)))
