"""The web pages that footnoted writes are read back as they were written, popups once."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

import pytest
from msgspec import structs

from converter import parse, read, render
from converter.document.model import (
    CrossRef,
    Document,
    Image,
    Link,
    Math,
    NoteKey,
    Paragraph,
    Quoted,
    SectionBreak,
    Text,
)
from converter.document.notes import index_notes
from converter.document.tree import rebuilt, without_spans
from converter.document.words import QUOTES
from converter.readers.marker.inlines import merged
from converter.renderers.addresses import is_safe_url
from converter.renderers.html.notes import NotesAs
from tests.documents import DRESSED, EVERYTHING

GOLDEN = sorted((Path(__file__).parent.parent / "golden").glob("*/source.txt"))
EXAMPLES = sorted((Path(__file__).parent.parent.parent / "examples").glob("*.txt"))


def as_a_page_has_it(nodes: tuple[Any, ...]) -> tuple[Any, ...]:
    """Nodes as they can be told from a page: quotation marks, formulas and descriptions are words."""
    seen: list[Any] = []
    for node in nodes:
        match node:
            case Quoted(kind, content):
                opening, closing = QUOTES[kind]
                seen += [Text(opening), *as_a_page_has_it(content), Text(closing)]
            case Math(text):
                seen.append(Text(text))
            case Image(alt=alt):
                seen.append(Text(alt))
            case CrossRef("mark", content=content):
                seen += content
            case Link(url, content) if not is_safe_url(url):
                seen += as_a_page_has_it(content)
            case Text(text):
                seen.append(Text(re.sub(" +", " ", text)))
            case SectionBreak():
                continue
            case _:
                seen.append(rebuilt(node, as_a_page_has_it))
    return tuple(merged(seen))


def comparable(document: Document) -> Document:
    """A document without its places, the notes that are called in the order of their first calls."""
    index = index_notes(document)
    called = [note for kind in index.called.values() for note in kind]
    document = without_spans(document)
    order = {note.key: place for place, note in enumerate(called)}
    notes = sorted(
        (one for one in document.notes if one.key in order), key=lambda one: order[one.key]
    )
    blocks = tuple(
        one
        for one in as_a_page_has_it(document.blocks)
        if not isinstance(one, Paragraph) or one.content
    )
    return structs.replace(
        document, blocks=blocks, notes=as_a_page_has_it(tuple(notes)), landmarks=()
    )


def read_back(document: Document, layout: NotesAs = "popup") -> Document:
    return read(str(render(document, "html", notes_as=layout).output), "html").document


@pytest.mark.parametrize(
    "source", [*GOLDEN, *EXAMPLES], ids=lambda path: path.parent.name + path.stem
)
def test_a_text_comes_back_from_its_page(source: Path) -> None:
    document = parse(source.read_bytes().decode()).document
    back = read_back(document)
    assert comparable(back).blocks == comparable(document).blocks
    assert comparable(back).notes == comparable(document).notes
    assert without_spans(back).meta.title == without_spans(document).meta.title


@pytest.mark.parametrize("document", [EVERYTHING, DRESSED], ids=["everything", "dressed"])
@pytest.mark.parametrize("layout", get_args(NotesAs))
def test_a_document_comes_back_whatever_the_layout(document: Document, layout: NotesAs) -> None:
    back = read_back(document, layout)
    bound = {NoteKey("footnote-3")}  # its Id. stands for something once it is read
    for one, other in zip(comparable(back).notes, comparable(document).notes, strict=True):
        assert one == other or one.key in bound
    assert comparable(back).blocks == comparable(document).blocks
    meta, old = without_spans(back).meta, without_spans(document).meta
    assert (meta.title, meta.subtitle, meta.authors) == (old.title, old.subtitle, old.authors)
    assert (meta.date, meta.lang, meta.abstract) == (old.date, old.lang, old.abstract)


def test_nothing_that_the_page_generates_comes_back() -> None:
    page = str(render(EVERYTHING, "html", toc=True).output)
    words = str(render(read(page, "html").document, "marker").output)
    for generated in ("Footnotes", "Endnotes", "Contents", "Abstract", "↑"):
        assert generated not in words
