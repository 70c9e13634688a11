"""ODT, the text documents of LibreOffice (OpenDocument 1.3, part 3), through pandoc.

Pandoc makes footnotes of all notes, loses their custom marks, and makes words of references to them. So
signs are put into the file before pandoc sees it.
"""

from __future__ import annotations

import re
from typing import Unpack

from lxml import etree

from converter.crossrefs import CitationStyle
from converter.document.diagnostics import ConversionError
from converter.document.model import NoteKind
from converter.document.overrides import NoteOptions
from converter.formats import Parsed
from converter.readers.pandoc.labels import (
    Label,
    Labels,
    body_sign,
    call_sign,
    note_sign,
    number_sign,
)
from converter.readers.pandoc.sources import Prepared, through_pandoc
from converter.readers.pandoc.sources.archives import Element, members_of, parsed
from converter.readers.pandoc.sources.odt_layout import OFFICE, TEXT, rearranged
from converter.speed.zip import pack

WORDS = (f"{TEXT}p", f"{TEXT}h")
FIELD = "{urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0}"


def read(
    data: bytes, *, citation_style: CitationStyle | None = None, **notes: Unpack[NoteOptions]
) -> Parsed:
    """The document in an ODT file. Raises `ConversionError` for what is none."""
    return through_pandoc(_prepared(data), "ODT file", "odt", citation_style, notes)


def _prepared(data: bytes) -> Prepared:
    members = members_of(data, "ODT file", "LibreOffice")
    if "content.xml" not in members:
        raise ConversionError("this is no ODT file: it has no content.xml; save it as .odt anew")
    content = parsed(members["content.xml"])
    if content is None:
        raise ConversionError("the ODT file is damaged; open it in LibreOffice and save it anew")
    found = tuple(rearranged(content))
    members["content.xml"], labels = _signed(content)
    return Prepared(pack(members), labels, pictures=members, found=found)


def _signed(content: Element) -> tuple[bytes, Labels]:
    labels: list[Label] = []
    numbers = _bookmarked(content)
    behind: list[Element] = []  # pandoc reads no lists and tables in a note
    for note in content.iter(f"{TEXT}note"):
        numbers[note.get(f"{TEXT}id") or ""] = len(labels)
        citation = note.find(f"{TEXT}note-citation")
        mark = citation.get(f"{TEXT}label") if citation is not None else None
        kind: NoteKind = "endnote" if note.get(f"{TEXT}note-class") == "endnote" else "footnote"
        body = note.find(f"{TEXT}note-body")
        if body is not None:
            _without_mark(body, mark)
            _sign(_first(body, WORDS), len(labels))
            if any(child.tag not in WORDS for child in body):
                behind += (_paragraph(body_sign(len(labels))), *body)
                body.append(_paragraph(note_sign(len(labels))))
        labels.append(Label(str(len(labels) + 1), kind, mark))
    text = content.find(f".//{OFFICE}text")
    if text is not None:
        text.extend(behind)
    for reference in [*content.iter(f"{TEXT}note-ref", f"{TEXT}bookmark-ref")]:
        number = numbers.get(reference.get(f"{TEXT}ref-name") or "")
        if number is not None and reference.get(f"{TEXT}reference-format") in NUMBERS:
            _become_number(reference, number)
    for field in content.iter(f"{FIELD}fieldmark-start"):
        _sign_field(field, numbers)
    return etree.tostring(content, encoding="utf-8", xml_declaration=True), tuple(labels)


NUMBERS = (None, "text", "number", "category-and-value")
"""Formats of a reference that print the number of the note (19.841), not its page or direction."""


def _bookmarked(content: Element) -> dict[str, int]:
    """The notes that bookmarks stand around, by the names of these: of each the first."""
    numbers: dict[str, int] = {}
    open_ones: set[str] = set()
    count = 0
    for element in content.iter(f"{TEXT}note", f"{TEXT}bookmark-start", f"{TEXT}bookmark-end"):
        name = element.get(f"{TEXT}name") or ""
        if element.tag == f"{TEXT}note":
            numbers |= dict.fromkeys(open_ones, count)
            open_ones.clear()
            count += 1
        elif element.tag == f"{TEXT}bookmark-start":
            open_ones.add(name)
        else:
            open_ones.discard(name)
    return numbers


NOTEREF = re.compile(r"\s*NOTEREF\s+(\S+)(.*)", re.DOTALL)


def _sign_field(field: Element, numbers: dict[str, int]) -> None:
    """Put a sign for a field of Word's, which LibreOffice keeps; ``\\f`` makes it a mark."""
    codes = (NOTEREF.match(one.get(f"{FIELD}value") or "") for one in field)
    code = next(filter(None, codes), None)
    if code is None or code[1] not in numbers:
        return
    number = numbers[code[1]]
    for sibling in field.itersiblings():
        if sibling.tag == f"{FIELD}fieldmark-end":
            return
        if sibling.tag == f"{FIELD}fieldmark-separator":
            sibling.tail = call_sign(number) if "\\f" in code[2] else number_sign(number)
        else:
            sibling.clear()


def _first(body: Element, names: tuple[str, ...]) -> Element:
    """The first element of these names; one that is made where there is none."""
    for element in body.iter(*names):
        return element
    return etree.SubElement(body, names[0])


def _paragraph(words: str) -> Element:
    paragraph = etree.Element(f"{TEXT}p")
    paragraph.text = words
    return paragraph


def _sign(element: Element, number: int) -> None:
    """Put the sign of a note behind the words of an element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + note_sign(number)
    else:
        element.text = (element.text or "") + note_sign(number)


def _without_mark(body: Element, mark: str | None) -> None:
    """Take a custom mark from the beginning of a note, where Word's files have it typed."""
    if not mark:
        return
    for element in body.iter():
        words = (element.text or "").lstrip()
        if words.startswith(mark):
            element.text = words.removeprefix(mark).lstrip()
        if words:
            return


def _become_number(reference: Element, number: int) -> None:
    """Make a reference a span with the sign of the note's number in it."""
    tail = reference.tail
    reference.clear()
    reference.tag, reference.tail = f"{TEXT}span", tail
    reference.text = number_sign(number)
