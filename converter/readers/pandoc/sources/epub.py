"""EPUB (EPUB 3.3) through pandoc, which reads notes that are marked as such.

It makes a note anew of each mark, so signs are put into the notes before pandoc sees them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Unpack

from lxml import etree

from converter.crossrefs import CitationStyle
from converter.document.diagnostics import ConversionError
from converter.document.model import NoteKind
from converter.document.overrides import NoteOptions
from converter.formats import Parsed
from converter.readers.pandoc.labels import Label, note_sign
from converter.readers.pandoc.sources import Prepared, through_pandoc
from converter.readers.pandoc.sources.archives import Element, members_of, parsed
from converter.speed.zip import pack

PAGES = (".xhtml", ".html", ".htm")


def read(
    data: bytes, *, citation_style: CitationStyle | None = None, **notes: Unpack[NoteOptions]
) -> Parsed:
    """The document in an EPUB. Raises `ConversionError` for what is none."""
    return through_pandoc(_prepared(data), "EPUB", "epub", citation_style, notes)


def _prepared(data: bytes) -> Prepared:
    members = members_of(data, "EPUB", "the program that made it")
    if "META-INF/container.xml" not in members:
        raise ConversionError("this is no EPUB: it has no META-INF/container.xml")
    labels: list[Label] = []
    for name in members:
        if name.lower().endswith(PAGES):
            page = parsed(members[name])
            if page is not None and _sign(page, labels):
                members[name] = etree.tostring(page, encoding="utf-8", xml_declaration=True)
    return Prepared(pack(members), tuple(labels), pictures=members)


EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
ENDNOTES = {"endnote", "rearnote", "doc-endnote"}
NOTES = {"footnote", "note", "doc-footnote"} | ENDNOTES
MARKS = {"noteref", "doc-noteref"}


def _sign(page: Element, labels: list[Label]) -> bool:
    """Put signs into the notes of a page that marks of the same page call; whether it has any."""
    elements = [one for one in page.iter() if isinstance(one.tag, str)]
    called = {
        (one.get("href") or "").removeprefix("#")
        for one in elements
        if MARKS.intersection(_semantics(one))
    }
    before = len(labels)
    for element in elements:
        id, semantics = element.get("id"), {*_semantics(element)}
        if id in called and semantics & NOTES:
            kind: NoteKind = "endnote" if semantics & ENDNOTES else "footnote"
            inner = _innermost(element)
            etree.SubElement(inner, _like(inner, "span")).text = note_sign(len(labels))
            labels.append(Label(str(len(labels) + 1), kind))
    return len(labels) > before


def _semantics(element: Element) -> Iterator[str]:
    """What an element is said to be, by EPUB's names and DPUB-ARIA's."""
    for name in (EPUB_TYPE, "role"):
        yield from (element.get(name) or "").split()


def _innermost(note: Element) -> Element:
    """The first paragraph of a note, or the note itself."""
    return next(note.iter(_like(note, "p")), note)


def _like(element: Element, name: str) -> str:
    """The name of an element in the namespace of another."""
    namespace, brace, _ = str(element.tag).rpartition("}")
    return f"{namespace}{brace}{name}"
