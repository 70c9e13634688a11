"""Settings of a Word file that concern notes (17.15.1), and the page (17.6).

What is said is put in by looking for places in the text of a part. So these parts have to be in the
form of our own templates, into which `house` brings those of a house's file: the import of lxml would
take 7 % of the conversion of an article.
"""

from __future__ import annotations

import re

from converter.document.model import NoteKind, NumberFormat, Numbering
from converter.document.notes import NoteIndex
from converter.word.package import Parts

AFTER_NOTE_SETTINGS = (
    "compat", "docVars", "rsids", "attachedSchema", "themeFontLang", "clrSchemeMapping",
    "doNotIncludeSubdocsInStats", "doNotAutoCompressPictures", "forceUpgrade", "captions",
    "readModeInkLockDown", "smartTagType", "schemaLibrary", "shapeDefaults", "doNotEmbedSmartTags",
    "decimalSymbol", "listSeparator",
)  # fmt: skip
"""What CT_Settings (17.15.1.78) has after what it says of notes."""


def set_numbering(parts: Parts, index: NoteIndex) -> None:
    """Write how notes are numbered (17.11.17 to 17.11.20). Endnotes are roman if nothing is written.

    Word writes it into the settings, but reads it from the section (MS-DOC, DopBase: only up to Word
    2000 did the whole document have one way to number). So it is written in both.
    """
    settings = parts["word/settings.xml"].decode()
    numbered: dict[NoteKind, str] = {}
    for kind, numbering in index.numbering.items():
        opening = f"<w:{kind}Pr>"
        properties = f'<w:numFmt w:val="{NUMBER_FORMATS[index.formats[kind]]}"/>'
        if numbering.start != 1:
            properties += f'<w:numStart w:val="{numbering.start}"/>'
        if numbering.restart != "never":
            properties += f'<w:numRestart w:val="{RESTARTS[kind, numbering.restart]}"/>'
        settings = settings.replace(opening, opening + properties, 1)
        is_there = kind == "footnote" or index.called[kind]
        if is_there and numbering != UNSAID[kind]:
            numbered[kind] = properties
    parts["word/settings.xml"] = settings.encode()
    if numbered:
        number_section(parts, numbered)


def number_section(parts: Parts, numbered: dict[NoteKind, str]) -> None:
    """Write how notes are numbered into the section (17.11.11). LibreOffice reads it only there.

    A house's file may say there where notes stand (17.11.21), which comes first.
    """
    before, start, section = parts["word/document.xml"].decode().rpartition("<w:sectPr")
    place = re.search("<w:(?!headerReference|footerReference)|</w:sectPr>", section)
    at = place.start() if place else 0
    heads, page, notes = section[:at], section[at:], ""
    for kind in ("footnote", "endnote"):
        said = re.search(f"<w:{kind}Pr>(.*?)</w:{kind}Pr>|<w:{kind}Pr/>", page, re.DOTALL)
        content = ((said and said[1]) or "") + numbered.get(kind, "")
        notes += f"<w:{kind}Pr>{content}</w:{kind}Pr>" if content else ""
        page = page.replace(said[0], "", 1) if said else page
    parts["word/document.xml"] = f"{before}{start}{heads}{notes}{page}".encode()


UNSAID: dict[NoteKind, Numbering] = {
    "footnote": Numbering(),
    "endnote": Numbering("lower-roman"),
}
"""How Word numbers notes if nothing is written."""
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


def last_section(section: str, index: NoteIndex) -> str:
    """The last section of an article whose notes begin anew in each section.

    LibreOffice 7.4 numbers footnotes while it reads them, and gives each the number 0 once a section
    asks to begin anew. It numbers them again, correctly, when the first number of the endnotes changes.
    So that number is changed here, unless the article has endnotes that would show it.
    """
    again = '<w:numStart w:val="2"/></w:endnotePr>'
    if index.called["endnote"]:
        return section
    if "</w:endnotePr>" in section:
        return section.replace("</w:endnotePr>", again, 1)
    return section.replace("</w:footnotePr>", f"</w:footnotePr><w:endnotePr>{again}", 1)


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
    notes = max((later.rfind(end) + len(end) for end in NOTE_ENDS if end in later), default=0)
    cut = notes or later.index(">") + 1
    return content, f'{later[:cut]}<w:type w:val="continuous"/>{later[cut:]}'


NOTE_ENDS = ("</w:footnotePr>", "</w:endnotePr>")


def text_size(page: bytes) -> tuple[int, int]:
    """Width and height of the text on the page of a document (17.6.11, 17.6.13), in twips."""
    section = page.decode("utf-8", "replace").rpartition("<w:sectPr")[2]
    size, margins, columns = (_numbers(name, section) for name in ("pgSz", "pgMar", "cols"))
    try:
        width = size["w"] - margins["left"] - margins["right"]
        height = size["h"] - abs(margins["top"]) - abs(margins["bottom"])
    except KeyError:
        return NO_PAGE
    number = max(1, columns.get("num", 1))
    width = (width - columns.get("space", 720) * (number - 1)) // number
    return (width, height) if width > 0 and height > 0 else NO_PAGE


def _numbers(element: str, section: str) -> dict[str, int]:
    found = re.search(f"<w:{element} [^>]*>", section)
    pairs = re.findall(r'w:(\w+)="(-?[0-9]{1,6})"', found[0]) if found else []
    return {name: int(value) for name, value in pairs}


NO_PAGE = (7_560, 10_800)  # twips: the text of the template that ships


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


def number_pages(parts: Parts, first: str) -> None:
    """Let the pages count from the `first` (17.6.12), if one is given."""
    if not first:
        return
    before, start, section = parts["word/document.xml"].rpartition(b"<w:sectPr")
    number = f'w:start="{int(first)}"'.encode()
    section = re.sub(rb'(<w:pgNumType\b[^>]*?) w:start="[^"]*"', rb"\1", section)
    if b"<w:pgNumType" in section:
        section = re.sub(rb"<w:pgNumType\b", rb"<w:pgNumType " + number, section, count=1)
    else:
        numbers = b"<w:pgNumType " + number + rb"/>\1"
        section = re.sub(AFTER_PAGE_NUMBERS, numbers, section, count=1)
    parts["word/document.xml"] = before + start + section


AFTER_PAGE_NUMBERS = (
    rb"(<w:(?:cols|formProt|vAlign|noEndnote|titlePg|textDirection|bidi|rtlGutter|docGrid"
    rb"|printerSettings|sectPrChange)\b|</w:sectPr>)"
)
"""What CT_SectPr (17.6.17) has after the numbers of pages, or the end."""


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
