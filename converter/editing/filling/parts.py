"""The parts around the text: notes, styles, settings. What is there stays; what is missing is added."""

from __future__ import annotations

import re
from collections.abc import Mapping

from converter.document.model import Numbering
from converter.renderers import templates
from converter.renderers.docx.template.settings import NUMBER_FORMATS
from converter.word.package import Parts, add_relationships, read_package
from converter.word.parts import TYPES, _relationships, children, related_part
from converter.word.scan import TAG
from converter.word.styles import aliases

RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def needed_part(parts: Parts, main: str, kind: str) -> str:
    """The same, added from the template that ships if the file has none."""
    name = related_part(parts, main, kind)
    if name is not None:
        return name
    shipped = read_package(templates.load_bytes("reference.docx"))
    folder = main.rpartition("/")[0]
    name = f"{folder}/{kind}.xml"
    parts[name] = shipped[f"word/{kind}.xml"]
    if kind == "endnotes":  # a rule above them, not a heading that nobody asked for
        parts[name] = shipped["word/footnotes.xml"].replace(b"footnote", b"endnote")
    known = {relationship.get("Id") for relationship in _relationships(parts, main)}
    id = next(id for number in range(1, 9_999) if (id := f"{kind}{number}") not in known)
    to_notes = f'<Relationship Id="{id}" Type="{RELATIONSHIPS}/{kind}" Target="{kind}.xml"/>'
    add_relationships(parts, main, [to_notes])
    before, end, after = parts[TYPES].rpartition(b"</Types>")
    override = f'<Override PartName="/{name}" ContentType="{WML}.{kind}+xml"/>'
    parts[TYPES] = b"".join((before, override.encode(), end, after))
    return name


# Notes


def merge_notes(data: bytes, kind: str, order: list[tuple[int, str]], new: dict[int, str]) -> bytes:
    """A notes part with new notes among those that are there, each under its id.

    `order` are the ids to come and those that were, of the notes that stay; `new` are the notes to
    add, by id. Separators come first, notes that no mark calls last.
    """
    there = [one for one in children(data) if one[0] == kind]
    separators: list[bytes] = []
    notes: dict[str, bytes] = {}
    for _, attributes, start, end in there:
        if attributes.get("type", "normal") == "normal":
            notes[attributes.get("id", "")] = data[start:end]
        else:
            separators.append(data[start:end])
    placed = {id: content.encode() for id, content in new.items()}
    for id, old in order:
        if old in notes:
            placed[id] = with_id(notes.pop(old), id)
    rest = enumerate(notes.values(), max(placed, default=0) + 1)
    body = [
        *separators,
        *(placed[id] for id in sorted(placed)),
        *(with_id(raw, id) for id, raw in rest),
    ]
    if not there:
        head, closing, tail = data.rpartition(f"</w:{kind}s>".encode())
        return b"".join((head, *body, closing, tail))
    first, last = there[0][2], there[-1][3]
    return b"".join((data[:first], *body, data[last:]))


def with_id(raw: bytes, id: int) -> bytes:
    """An element with another ``w:id``; nothing else of it is touched."""
    tag = TAG.match(raw)
    end = tag.end() if tag else 0
    return (
        re.sub(rb"""(\sw:id=)["'][^"']*["']""", rb'\g<1>"%d"' % id, raw[:end], count=1) + raw[end:]
    )


def numbering(parts: Parts, main: str) -> Numbering:
    """How a file numbers its footnotes, as its settings and its sections say (17.11.11, 17.11.12)."""
    told = b""
    for name in (related_part(parts, main, "settings"), main):
        said = re.findall(
            rb"<w:footnotePr>.*?</w:footnotePr>", parts.get(name or "", b""), re.DOTALL
        )
        told += b"".join(said)
    start = re.search(rb'<w:numStart w:val="([0-9]{1,5})"', told)
    format = re.search(rb'<w:numFmt w:val="([A-Za-z]*)"', told)
    names = {word: name for name, word in NUMBER_FORMATS.items()}
    return Numbering(
        names.get(format[1].decode(), "decimal") if format else "decimal",
        max(1, int(start[1])) if start else 1,
        "page" if re.search(rb'<w:numRestart w:val="each', told) else "never",
    )


def highest_separator(data: bytes, kind: str) -> int:
    """The highest id of the lines above the notes, and 0 at least."""
    ids = [
        attributes.get("id", "0")
        for name, attributes, _, _ in children(data)
        if name == kind and attributes.get("type", "normal") != "normal"
    ]
    return max([0, *(int(id) for id in ids if re.fullmatch("[0-9]{1,9}", id))])


# Settings


def name_separators(settings: bytes, kind: str, after: tuple[str, ...]) -> bytes:
    """Name the two lines above the notes in the settings (17.11.9), where the schema has it."""
    content = f'<w:{kind} w:id="-1"/><w:{kind} w:id="0"/>'
    there = children(settings)
    for name, _, start, end in there:
        if name == f"{kind}Pr":
            closing = settings.rfind(b"</", start, end)
            if closing > start:
                return settings[:closing] + content.encode() + settings[closing:]
            return settings
    later = ("endnotePr", *after) if kind == "footnote" else after
    places = [start for name, _, start, _ in there if name in later or " " in name]
    place = min(places) if places else settings.rfind(b"</")
    element = f"<w:{kind}Pr>{content}</w:{kind}Pr>"
    return settings[:place] + element.encode() + settings[place:]


# Styles

STYLE = re.compile(r'<w:(?:pStyle|rStyle|tblStyle|basedOn) w:val="([^"]*)"/>')


def house_styles(styles: bytes) -> dict[tuple[str, str], str]:
    """The ids of a file's styles by type and name; Word does not mind the case of names (17.7.4.9)."""
    named = {}
    for name, attributes, start, end in children(styles):
        found = re.search(rb'<w:name\s[^>]*w:val="([^"]*)"', styles[start:end])
        if name == "style" and found:
            kind = attributes.get("type", "paragraph")
            named[kind, found[1].decode("utf-8", "replace").lower()] = attributes.get("styleId", "")
    return named


def adapt_styles(
    parts: Parts, styles: str, pieces: list[str], mapped: Mapping[str, str]
) -> tuple[dict[str, str], list[str]]:
    """The manuscript's ids for the styles that pieces of ours name, and the names of those added.

    `mapped` are the manuscript's own names for styles of ours.
    """
    house = house_styles(parts[styles])
    ours = read_package(templates.load_bytes("reference.docx"))["word/styles.xml"].decode()
    for theirs, key in aliases(parts[styles], ours.encode(), mapped).items():
        house[key] = house[theirs]
    known = {id: (type, name) for (type, name), id in house_styles(ours.encode()).items()}
    source = {
        id: found[0]
        for id in known
        if (found := re.search(rf'<w:style [^>]*w:styleId="{id}">.*?</w:style>', ours, re.DOTALL))
    }
    renamed: dict[str, str] = {}
    added: list[str] = []
    waiting = sorted({id for piece in pieces for id in STYLE.findall(piece)})
    while waiting:
        id = waiting.pop()
        if id in renamed or id not in source:
            continue
        if known[id] in house:
            renamed[id] = house[known[id]]
            continue
        taken = {*house.values(), *renamed.values()}
        renamed[id] = id if id not in taken else f"{id}-note"
        added.append(id)
        waiting += STYLE.findall(source[id])
    extra = "".join(_adapted(source[id], renamed) for id in sorted(added))
    before, end, after = parts[styles].rpartition(b"</w:styles>")
    parts[styles] = b"".join((before, extra.encode(), end, after))
    return renamed, sorted(known[id][1] for id in added if id != "DefaultParagraphFont")


def _adapted(style: str, renamed: dict[str, str]) -> str:
    style = re.sub(r'<w:next w:val="[^"]*"/>| w:default="1"', "", style)
    style = re.sub(r'(?<=w:styleId=")[^"]*', lambda found: renamed[found[0]], style)
    return with_styles(style, renamed)


def with_styles(content: str, renamed: dict[str, str]) -> str:
    """Content of ours that names the styles by the manuscript's ids."""
    return STYLE.sub(
        lambda use: use[0].replace(f'"{use[1]}"', f'"{renamed.get(use[1], use[1])}"'), content
    )
