"""A Word file of the house as a template: its look is kept, its text is not.

`adopt` brings any .docx or .dotx into the form of the template that ships (see
``templates/build_reference.py``), so that text is put into either in the same way. Styles are found
by their names, which Word writes in English whatever the language of its menus (17.7.4.9), and take
the ids that this package uses. What only the old text needed is left out: its pictures, comments
and notes have no business in another article.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from io import BytesIO
from types import MappingProxyType
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from converter.document.diagnostics import ConversionError, Diagnostic, diagnose
from converter.renderers.docx.blocks import BULLETS
from converter.renderers.docx.template.settings import AFTER_NOTE_SETTINGS
from converter.word.names import DOCUMENT, TYPES, R, W
from converter.word.package import Parts, read_package, write_package
from converter.word.parts import main_part, related_parts, set_content_type
from converter.word.styles import aliases
from converter.word.xml import Element, editable, normalized, parse, qn, serialized, unusual

EMPTY: Mapping[str, str] = MappingProxyType({})
SHARED_PARTS = ("styles", "numbering", "settings", "footnotes", "endnotes")
EDITED_PARTS = (*SHARED_PARTS, "header", "footer")
KEPT_PARTS = (*EDITED_PARTS, "theme", "fontTable")


def adopt(
    house: Parts, shipped: Parts, mapped: Mapping[str, str] = EMPTY
) -> tuple[Parts, list[Diagnostic]]:
    """The parts of a house file in the form of the shipped ones, and what had to be added.

    `mapped` are the house's own names for styles of ours.
    """
    try:
        return _adopted(_opened(house), shipped, mapped)
    except ConversionError:
        raise
    except Exception as error:  # a file can be broken in more ways than python-docx and lxml name
        raise ConversionError(
            "the reference document is no Word file that can be read; "
            "open it in Word and save it as .docx or .dotx (not 'Strict Open XML')"
        ) from error


def read_again(parts: Parts) -> None:
    """Read the parts of a house file that text was put into, so that no broken one is given out.

    Raises `ConversionError` if one cannot be read.
    """
    try:
        for name, part in parts.items():
            if name.endswith((".xml", ".rels")):
                parse(part)
    except ConversionError as error:
        raise ConversionError(
            "the text could not be put into the reference document so that it stays sound; "
            "open it in Word, save it and try again, and please report this"
        ) from error


def _opened(house: Parts) -> WordDocument:
    """The file as python-docx sees it; a template or a file with macros as a plain document.

    The parts that are kept are read before, so that none is odd: what text is put into is brought into
    the form of our own parts, as it is put in by looking for places in their bytes.
    """
    main = main_part(house)
    edited = {TYPES, main, *related_parts(house, main, *EDITED_PARTS)}
    edited |= {name for name in house if name.endswith(".rels")}
    parts = house | {name: normalized(house[name]) for name in edited}
    if etree.QName(parse(parts[main])).namespace != W:
        raise unusual()
    for name in set(related_parts(house, main, *KEPT_PARTS)) - edited:
        parts[name] = editable(parts[name])
    set_content_type(parts, main, DOCUMENT)
    return docx.Document(BytesIO(write_package(parts)))


def _adopted(
    document: WordDocument, shipped: Parts, mapped: Mapping[str, str]
) -> tuple[Parts, list[Diagnostic]]:
    _keep_what_is_needed(document, shipped)
    saved = BytesIO()
    document.save(saved)
    parts = read_package(saved.getvalue())
    added = _adopt_styles(parts, shipped, mapped)
    separators = {}
    for kind in ("footnote", "endnote"):
        ours = list(parse(shipped[f"word/{kind}s.xml"]))
        _change(parts, f"word/{kind}s.xml", _keep_separators, ours)
        notes = parse(parts[f"word/{kind}s.xml"])
        separators[kind] = [note.get(qn("id")) for note in notes]
    _change(parts, "word/document.xml", _empty_body)
    _change(parts, "word/settings.xml", _clean_settings, separators)
    ours = list(parse(shipped["word/numbering.xml"]))
    _change(parts, "word/numbering.xml", _add_numberings, ours)
    for name in parts:
        if name.startswith(("word/header", "word/footer")):
            _change(parts, name, _join_names)
    return parts, [diagnose("R006", styles=", ".join(added))] if added else []


def _keep_what_is_needed(document: WordDocument, shipped: Parts) -> None:
    """Leave the parts that a template needs, under the names that ours has, and no others."""
    main, package = document.part, document.part.package
    document.core_properties  # noqa: B018 (creates the part if there is none)
    for rels, kept in (
        (main.rels, KEPT_PARTS),
        (package.rels, ("officeDocument", "core-properties")),
    ):
        for relationship in list(rels.values()):
            if relationship.is_external or _kind(relationship) not in kept:
                del rels[relationship.rId]
    present = {_kind(relationship): relationship for relationship in main.rels.values()}
    for kind in SHARED_PARTS:
        if kind not in present:
            content_type = getattr(CONTENT_TYPE, f"WML_{kind.upper()}")
            part = Part(
                PackURI(f"/word/{kind}.xml"), content_type, shipped[f"word/{kind}.xml"], package
            )
            main.relate_to(part, getattr(RELATIONSHIP_TYPE, kind.upper()))
        else:
            present[kind].target_part.partname = PackURI(f"/word/{kind}.xml")
            present[kind].target_part.rels.clear()  # an attached template, pictures of old notes
    _name_heads(main)
    main.partname = PackURI("/word/document.xml")
    package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES).partname = PackURI(
        "/docProps/core.xml"
    )


def _name_heads(main: Part) -> None:
    """Give headers and footers names by which they are found to be filled."""
    for number, relationship in enumerate(main.rels.values(), 1):
        kind = _kind(relationship)
        if kind in ("header", "footer"):
            part = relationship.target_part
            if not part.partname.startswith(f"/word/{kind}"):
                part.partname = PackURI(f"/word/{kind}-{number}.xml")


def _kind(relationship: Any) -> str:
    return str(relationship.reltype).rpartition("/")[2]


def _change(parts: Parts, name: str, change: Any, *arguments: Any) -> None:
    """Change a part and write it with the prefixes ``w:`` and ``r:``, as text is put in with them."""
    root = parse(parts[name])
    change(root, *arguments)
    used = [prefix for prefix in root.nsmap if prefix]
    etree.cleanup_namespaces(root, {"w": W, "r": R}, keep_ns_prefixes=["w", "r", *used])
    parts[name] = serialized(root)


def _remove(root: Element, *names: str) -> None:
    for element in list(root.iter(*(qn(name) for name in names))):
        element.getparent().remove(element)


def _say_on_briefly(root: Element, name: str) -> None:
    """Write a property that is on (17.17.4) as ours do, ``<w:i/>``: it is looked for in this form."""
    for element in root.iter(qn(name)):
        if element.get(qn("val")) in ("1", "true", "on"):
            del element.attrib[qn("val")]


# Styles

STYLE_USES = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link", "styleLink", "numStyleLink",
              "defaultTableStyle", "clickAndTypeStyle")  # fmt: skip


def _adopt_styles(parts: Parts, shipped: Parts, mapped: Mapping[str, str]) -> list[str]:
    """Give the house's styles our ids, and add ours where it has none: the names of those added."""
    served = aliases(parts["word/styles.xml"], shipped["word/styles.xml"], mapped)
    house = sorted(_styles(parts), key=lambda style: _name(style) not in served)  # these come first
    ours = {_name(style): style for style in _styles(shipped)}
    ids = {name: _id(style) for name, style in ours.items()}
    renamed: dict[str, str] = {}
    for style in house:
        new = ids.get(served.get(_name(style), _name(style)))
        if new is None or new in renamed.values():
            new = f"{_id(style)}-house" if _id(style) in ids.values() else _id(style)
        renamed[_id(style)] = new
    for part in parts:
        if part.startswith("word/") and part.endswith(".xml") and "theme" not in part:
            _change(parts, part, _rename_styles, renamed)
    names = {*map(_name, house), *served.values()}
    missing = [style for name, style in ours.items() if name not in names]
    _change(parts, "word/styles.xml", _add_styles, missing)
    return [_name(style)[1] for style in missing if style.get(qn("default")) is None]


def _styles(parts: Parts) -> list[Element]:
    return list(parse(parts["word/styles.xml"]).iter(qn("style")))


def _id(style: Element) -> str:
    return str(style.get(qn("styleId")))


def _name(style: Element) -> tuple[str, str]:
    """Type and name of a style. Word does not mind the case of names."""
    name = style.find(qn("name"))
    return style.get(qn("type")), "" if name is None else name.get(qn("val")).lower()


def _rename_styles(root: Element, renamed: dict[str, str]) -> None:
    for style in root.iter(qn("style")):
        style.set(qn("styleId"), renamed.get(_id(style), _id(style)))
    for use in root.iter(*(qn(name) for name in STYLE_USES)):
        use.set(qn("val"), renamed.get(use.get(qn("val")), use.get(qn("val"))))


def _add_styles(styles: Element, missing: list[Element]) -> None:
    defaulted = {style.get(qn("type")) for style in styles if style.get(qn("default"))}
    for style in missing:
        if style.get(qn("type")) in defaulted:
            style.attrib.pop(qn("default"), None)
        styles.append(style)
    _say_on_briefly(styles, "i")
    _say_language(styles)


def _say_language(styles: Element) -> None:
    """Have the defaults name a language for each kind of script, to be set to the article's."""
    defaults = styles.find(qn("docDefaults"))
    if defaults is None:
        defaults = etree.Element(qn("docDefaults"))
        styles.insert(0, defaults)
    run = _child(_child(defaults, "rPrDefault", 0), "rPr", 0)
    language = run.find(qn("lang"))
    if language is None:
        language = etree.SubElement(run, qn("lang"))
    values = dict(language.attrib)
    language.attrib.clear()
    for slot, value in (("val", "en-US"), ("eastAsia", "ko-KR"), ("bidi", "he-IL")):
        language.set(qn(slot), values.get(qn(slot), value))


def _child(parent: Element, name: str, place: int) -> Element:
    """The child of this name, made at this place if there is none."""
    child = parent.find(qn(name))
    if child is None:
        child = etree.Element(qn(name))
        parent.insert(place, child)
    return child


# The other parts


def _empty_body(root: Element) -> None:
    """Leave the last section's page set-up, and of its notes nothing that would count them anew."""
    body = root.find(qn("body"))
    section = body.find(qn("sectPr"))
    if section is None:
        section = etree.Element(qn("sectPr"))
    heads = _heads_so_far(body, section)
    for element in list(body):
        body.remove(element)
    body.append(section)
    _remove(body, "headerReference", "footerReference", "sectPrChange")
    _remove(body, "numFmt", "numStart", "numRestart")
    _say_on_briefly(body, "bidi")
    if (bidi := section.find(qn("bidi"))) is not None and bidi.attrib:
        section.remove(bidi)  # it is off
    section[:0] = heads
    section.text = ""  # for an end tag, even if nothing else is in it


def _heads_so_far(body: Element, last: Element) -> list[Element]:
    """The heads and feet of the last section: its own, else those of a section before (17.10.5)."""
    found: dict[tuple[str, str], Element] = {}
    for section in (*body.iter(qn("sectPr")), last):
        for head in section.findall(qn("headerReference")):
            found["header", head.get(qn("type"))] = head
        for foot in section.findall(qn("footerReference")):
            found["footer", foot.get(qn("type"))] = foot
    return [deepcopy(element) for element in found.values()]


def _keep_separators(notes: Element, ours: list[Element]) -> None:
    """Leave the lines above the notes, which have a type; if there are none, take ours.

    Their ids end at 0, so that those of the notes are free from 1 on.
    """
    for note in list(notes):
        if note.get(qn("type"), "normal") == "normal":
            notes.remove(note)
    if not len(notes):
        notes.extend(ours)
    for place, note in enumerate(notes, 1):
        note.set(qn("id"), str(place - len(notes)))


SETTINGS_OF_THE_OLD_TEXT = (
    "writeProtection", "attachedTemplate", "linkStyles", "mailMerge", "trackRevisions",
    "documentProtection", "docVars", "rsids", "schemaLibrary", "saveThroughXslt", "updateFields",
)  # fmt: skip


def _clean_settings(settings: Element, separators: dict[str, list[str]]) -> None:
    """Leave out what concerns the old text, and name the separators, where the schema has them."""
    _remove(settings, *SETTINGS_OF_THE_OLD_TEXT)
    _remove(settings, "footnotePr", "endnotePr")
    place = _place_of_note_settings(settings)
    for kind in ("endnote", "footnote"):
        element = etree.Element(qn(f"{kind}Pr"))
        for id in separators[kind]:
            etree.SubElement(element, qn(kind)).set(qn("id"), id)
        settings.insert(place, element)


def _place_of_note_settings(settings: Element) -> int:
    """Before the first element that CT_Settings (17.15.1.78) has after them."""
    for place, element in enumerate(settings):
        name = etree.QName(element)
        if name.namespace != W or name.localname in AFTER_NOTE_SETTINGS:
            return place
    return len(settings)


def _add_numberings(numbering: Element, ours: list[Element]) -> None:
    """Add our two list numberings, for bullets and numbers, before the instances of the old text."""
    _remove(numbering, "numIdMacAtCleanup", "numPicBullet", "lvlPicBulletId")
    ids = {one.get(qn("abstractNumId")) for one in ours}
    for element in list(numbering):
        if element.tag == qn("abstractNum"):
            stale = element.get(qn("abstractNumId")) in ids
        else:
            stale = element.tag == qn("num") and int(element.get(qn("numId"))) >= BULLETS
        if stale:
            numbering.remove(element)
    instances = [place for place, element in enumerate(numbering) if element.tag == qn("num")]
    place = instances[0] if instances else len(numbering)
    numbering[place:place] = ours


def _join_names(head: Element) -> None:
    """Bring each ``{{ name }}`` into one run: Word splits text wherever it was edited."""
    opened = None
    for text in head.iter(qn("t")):
        words = text.text or ""
        if opened is not None:
            opened.text, text.text = opened.text + words, ""
            opened = None if "}}" in opened.text else opened
        elif words.endswith("{") or words.rfind("{{") > words.rfind("}}"):
            opened = text
