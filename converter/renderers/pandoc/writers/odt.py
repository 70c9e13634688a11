"""Notes of an ODT file as they are (OpenDocument 1.3, part 3): endnotes, custom marks, live references.

Pandoc writes footnotes alone, and links for the numbers of notes.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from converter.document.model import NoteKey
from converter.document.notes import NoteIndex
from converter.speed.zip import Limits, pack, unpack

OASIS = "urn:oasis:names:tc:opendocument:xmlns"
TEXT, OFFICE = f"{{{OASIS}:text:1.0}}", f"{{{OASIS}:office:1.0}}"
MARK = "mark"
"""The title of a link that is the mark of a note, cited again."""
NAME = f"{OFFICE}name"
RAISED = "Footnote_20_anchor"
"""The style of pandoc's marks of footnotes."""
END_OF_STYLES = b"</office:styles>"
BIBLIOGRAPHY = (
    b'<style:style style:name="Bibliography" style:family="paragraph"'
    b' style:parent-style-name="Text_20_body"><style:paragraph-properties'
    b' fo:margin-left="0.25in" fo:text-indent="-0.25in"/></style:style></office:styles>'
)
"""The style of a list of works, which pandoc names and does not define."""
LINK = "{http://www.w3.org/1999/xlink}href"

OWN = Limits(members=10_000, member_size=1 << 31, total_size=1 << 32, ratio=1 << 20, small=1 << 31)
"""What pandoc wrote, of a document that was read within limits, is not looked at again."""


def with_our_notes(data: bytes, index: NoteIndex) -> bytes:
    """An ODT file of pandoc's in which each note has its kind and mark, and each reference follows it.

    The paragraphs of a bibliography have their style.
    """
    members = dict(unpack(data, OWN))
    content = etree.fromstring(members["content.xml"], etree.XMLParser(huge_tree=True))
    notes = list(content.iter(f"{TEXT}note"))
    ids: dict[NoteKey, str] = {}
    for note, key in zip(notes, index.calls, strict=False):
        mark = index.notes[key].mark
        ids[key] = note.get(f"{TEXT}id") or ""
        note.set(f"{TEXT}note-class", index.notes[key].kind)
        citation = note.find(f"{TEXT}note-citation")
        citation.text = index.label(key)
        if mark is not None:
            citation.set(f"{TEXT}label", mark)
    for link in list(content.iter(f"{TEXT}a")):
        target = NoteKey((link.get(LINK) or "").removeprefix("#"))
        if target in ids:
            _become_reference(link, index, target, ids[target])
    members["content.xml"] = etree.tostring(content, encoding="utf-8", xml_declaration=True)
    if content.find(f".//{TEXT}p[@{TEXT}style-name='Bibliography']") is not None:
        members["styles.xml"] = members["styles.xml"].replace(END_OF_STYLES, BIBLIOGRAPHY, 1)
    return pack(members)


def _become_reference(link: Any, index: NoteIndex, key: NoteKey, id: str) -> None:
    """Make a link the number of a note, which LibreOffice keeps right (7.7.11); a mark is raised."""
    words, tail, is_mark = "".join(link.itertext()), link.tail, link.get(NAME) == MARK
    link.clear()
    link.tag, link.tail = f"{TEXT}span", tail
    if is_mark:
        link.set(f"{TEXT}style-name", RAISED)
    reference = etree.SubElement(link, f"{TEXT}note-ref")
    reference.text = words
    reference.set(f"{TEXT}note-class", index.notes[key].kind)
    reference.set(f"{TEXT}reference-format", "text")
    reference.set(f"{TEXT}ref-name", id)
