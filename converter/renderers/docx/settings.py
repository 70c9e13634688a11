"""Settings of a Word file that concern notes (17.15.1)."""

from __future__ import annotations

import re

from converter.model import NumberFormat, Numbering
from converter.notes import NoteIndex
from converter.renderers.docx.package import Parts

AFTER_NOTE_SETTINGS = (
    "compat", "docVars", "rsids", "attachedSchema", "themeFontLang", "clrSchemeMapping",
    "doNotIncludeSubdocsInStats", "doNotAutoCompressPictures", "forceUpgrade", "captions",
    "readModeInkLockDown", "smartTagType", "schemaLibrary", "shapeDefaults", "doNotEmbedSmartTags",
    "decimalSymbol", "listSeparator",
)  # fmt: skip
"""What CT_Settings (17.15.1.78) has after what it says of notes."""


def set_numbering(parts: Parts, index: NoteIndex) -> None:
    """Say how notes are numbered (17.11.17 to 17.11.20); Word's own choice for endnotes is roman."""
    settings = parts["word/settings.xml"].decode()
    wishes = ""
    for kind, numbering in index.numbering.items():
        opening = f"<w:{kind}Pr>"
        wish = f'<w:numFmt w:val="{NUMBER_FORMATS[index.formats[kind]]}"/>'
        if numbering.start != 1:
            wish += f'<w:numStart w:val="{numbering.start}"/>'
        if numbering.restart != "never":
            wish += f'<w:numRestart w:val="{RESTARTS[kind, numbering.restart]}"/>'
        settings = settings.replace(opening, opening + wish, 1)
        if numbering != Numbering():
            # LibreOffice 7.4 numbers all notes 0 where a section asks to begin anew.
            in_section = wish.replace('<w:numRestart w:val="eachSect"/>', "")
            wishes += f"{opening}{in_section}</w:{kind}Pr>"
    parts["word/settings.xml"] = settings.encode()
    if wishes:
        number_section(parts, wishes)


def number_section(parts: Parts, wishes: str) -> None:
    """Say it in the section too (17.11.11), as LibreOffice looks for it there only."""
    before, start, section = parts["word/document.xml"].rpartition(b"<w:sectPr")
    place = re.search(rb"<w:(?!headerReference|footerReference)|</w:sectPr>", section)
    if place:
        at = place.start()
        section = section[:at] + wishes.encode() + section[at:]
    parts["word/document.xml"] = before + start + section


NUMBER_FORMATS: dict[NumberFormat, str] = {
    "decimal": "decimal",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "lower-alpha": "lowerLetter",
    "upper-alpha": "upperLetter",
    "symbols": "chicago",
}
RESTARTS = {
    ("footnote", "section"): "eachSect",
    ("footnote", "page"): "eachPage",
    ("endnote", "section"): "eachSect",
    ("endnote", "page"): "continuous",  # endnotes stand on one page
}


def section_ends(document: str) -> tuple[str, str]:
    """What ends a section of the text in its last paragraph (17.6.18): the first, and any later one.

    Sections follow each other on one page. Later ones take heads and footers from the first, and
    have no first page of their own.
    """
    whole = document[document.rindex("<w:sectPr") : document.rindex("</w:body>")]
    content = re.sub(r"<w:type [^>]*/>", "", whole)
    later = re.sub(
        r"<w:(?:headerReference|footerReference|titlePg|pgNumType)\b[^>]*/>", "", content
    )
    place = re.search(r"<w:(?:pgSz|pgMar|cols)\b", later)
    cut = place.start() if place else later.index(">") + 1
    return content, f'{later[:cut]}<w:type w:val="continuous"/>{later[cut:]}'


def right_to_left_section(document: bytes) -> bytes:
    """The page of an article that is read from right to left (17.6.1), notes and columns included."""
    before, start, section = document.rpartition(b"<w:sectPr")
    if b"<w:bidi/>" in section:
        return document
    section = (
        section.replace(b"/></w:body>", b"></w:sectPr></w:body>", 1)
        if b"</w:sectPr>" not in section
        else section
    )
    later = rb"(<w:(?:rtlGutter|docGrid|printerSettings|sectPrChange)\b|</w:sectPr>)"
    return before + start + re.sub(later, rb"<w:bidi/>\1", section, count=1)


def number_lines(parts: Parts) -> None:
    """Number the lines of the text anew on each page, every fifth shown (17.6.8), for editing."""
    before, start, section = parts["word/document.xml"].rpartition(b"<w:sectPr")
    section = re.sub(rb"<w:lnNumType\b[^>]*/>", b"", section)
    later = (
        rb"(<w:(?:pgNumType|cols|formProt|vAlign|noEndnote|titlePg|textDirection|bidi|rtlGutter|docGrid"
        rb"|printerSettings|sectPrChange)\b|</w:sectPr>)"
    )
    numbers = rb'<w:lnNumType w:countBy="5" w:distance="360" w:restart="newPage"/>\1'
    parts["word/document.xml"] = before + start + re.sub(later, numbers, section, count=1)
