"""The parts of a package by what they are for: their relationships and their content types."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from converter.document.diagnostics import ConversionError
from converter.word.events import damaged
from converter.word.names import (
    CONTENT_TYPES,
    DOCUMENT,
    MACROS,
    OF_RELATIONSHIPS,
    RELATIONSHIPS,
    STRICT_R,
    TEMPLATE,
    TYPES,
    PartNames,
    R,
    relationships_name,
)
from converter.word.package import Parts, add_relationships
from converter.word.tree import tree
from converter.word.xml import (
    Child,
    appended,
    children,
    editable,
    in_our_form,
    with_attribute,
)


class Relationship(Struct, frozen=True):
    """What ties a part to another, or to an address outside of the package (Part 2, 6.5).

    `kind` is such as ``styles``; of a type that is not of ECMA-376, it is the whole type. `target` is
    the name of a part, or the address as it is written.
    """

    id: str
    kind: str
    target: str
    is_external: bool


def relationships(parts: Parts, source: str = "") -> list[Relationship]:
    """The relationships of a part, or of the package.

    Raises `ConversionError` if they cannot be read, or if one has no target.
    """
    name = relationships_name(source)
    if name not in parts:
        return []
    found = tree(parts[name]).iter(f"{{{RELATIONSHIPS}}}Relationship")
    return [_relationship(dict(one.attrib), source, name) for one in found]


def _relationship(attributes: dict[str, str], source: str, name: str) -> Relationship:
    target = attributes.get("Target")
    if target is None:
        raise damaged(f"a relationship in {name} has no target")
    kind = attributes.get("Type", "")
    for beginning in (R, STRICT_R):
        kind = kind.removeprefix(f"{beginning}/")
    is_external = attributes.get("TargetMode") == "External"
    where = target if is_external else _resolved(target, source)
    return Relationship(attributes.get("Id", ""), kind, where, is_external)


def _resolved(target: str, source: str) -> str:
    """The name of the part at a reference in a part (Part 2, 6.4)."""
    steps = [] if target.startswith("/") else source.split("/")[:-1]
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


def main_part(parts: Parts) -> str:
    """The name of the part that holds the text. Raises `ConversionError` if there is none."""
    main = related_part(parts, "", "officeDocument")
    if main is None or TYPES not in parts:
        raise ConversionError("the file is no Word document; open it in Word and save it as .docx")
    return main


def related_part(parts: Parts, source: str, kind: str) -> str | None:
    """The name of the part that another calls its styles, its footnotes or the like."""
    return next(related_parts(parts, source, kind), None)


def related_parts(parts: Parts, source: str, *kinds: str) -> Iterator[str]:
    """The names of all parts that another calls so, as far as they are there."""
    for one in relationships(parts, source):
        if one.kind in kinds and not one.is_external and one.target in parts:
            yield one.target


def part_names(parts: Parts) -> PartNames:
    """What the parts of a file are called. Raises `ConversionError` if it is no Word file."""
    main = main_part(parts)
    there = [
        one for one in relationships(parts, main) if one.target in parts and not one.is_external
    ]
    found = {one.kind: one.target for one in reversed(there)}
    return PartNames(
        main=main,
        **{kind: found.get(kind, "") for kind in NAMED},
        heads=tuple(one.target for one in there if one.kind in ("header", "footer")),
    )


NAMED = ("styles", "numbering", "settings", "footnotes", "endnotes")
"""Kinds of relationships of the main part, each with one part at most."""


def unused_id(parts: Parts, source: str, beginning: str) -> str:
    """An id for a new relationship of a part: `beginning` and the first number that is free."""
    known = {one.id for one in relationships(parts, source)}
    return next(id for number in range(1, 9_999) if (id := f"{beginning}{number}") not in known)


def add_part(parts: Parts, source: str, kind: str, content: bytes, content_type: str) -> str:
    """Add a part, such as ``footnotes``, to another, and say what it is: the name that it gets."""
    folder = source.rpartition("/")[0]
    numbers = ("", *range(1, 9_999))
    files = (f"{kind}{number}.xml" for number in numbers)
    file = next(file for file in files if f"{folder}/{file}".lstrip("/") not in parts)
    name = f"{folder}/{file}".lstrip("/")
    id = unused_id(parts, source, kind)
    parts[name] = content
    own = relationships_name(source)
    if own in parts:
        parts[own] = editable(parts[own])
    add_relationships(
        parts, source, [f'<Relationship Id="{id}" Type="{R}/{kind}" Target="{file}"/>']
    )
    override = f'<Override PartName="/{name}" ContentType="{content_type}"/>'
    parts[TYPES] = appended(editable(parts[TYPES]), override.encode())
    return name


def as_ours(parts: Parts, names: PartNames) -> Parts:
    """The parts in the form in which `inconsistencies` reads them; the original is not changed.

    Raises `ConversionError` if one of them is no well-formed XML.
    """
    read = {TYPES, *(name for name in parts if name.endswith(".rels"))}
    read |= {names.main, *(getattr(names, kind) for kind in NAMED), *names.heads}
    return {name: in_our_form(part) if name in read else part for name, part in parts.items()}


# Content types


def content_type(parts: Parts, name: str) -> str:
    """The content type of a part: its own, else that of all parts whose names end so, else ""."""
    told = _teller(parts, name)
    return told.attributes.get("ContentType", "") if told else ""


def set_content_type(parts: Parts, name: str, new: str) -> None:
    """Change the content type of a part that has one."""
    types = parts[TYPES] = editable(parts[TYPES])
    told = _teller(parts, name)
    if told:
        changed = with_attribute(types[told.start : told.end], "ContentType", new)
        parts[TYPES] = types[: told.start] + changed + types[told.end :]


def make_document(parts: Parts, main: str) -> bool:
    """See that a file is a document (.docx), and make a template one; whether that was needed.

    Raises `ConversionError` for a file with macros: Word opens none under the name of a document.
    """
    kind = content_type(parts, main)
    if kind in MACROS:
        raise ConversionError("the Word file holds macros; in Word, save it as .docx and try again")
    if kind == TEMPLATE:
        set_content_type(parts, main, DOCUMENT)
    return kind == TEMPLATE


def allow_relationships(parts: Parts) -> None:
    """Have a content type for all parts of relationships; some files name them one by one."""
    types = editable(parts[TYPES])
    there = children(types)
    endings = (one.attributes.get("Extension", "") for one in there if one.name == DEFAULT)
    if "rels" not in map(str.lower, endings):
        default = f'<Default Extension="rels" ContentType="{OF_RELATIONSHIPS}"/>'.encode()
        place = there[0].start if there else types.rindex(b"</")
        parts[TYPES] = types[:place] + default + types[place:]


DEFAULT, OVERRIDE = f"{CONTENT_TYPES} Default", f"{CONTENT_TYPES} Override"


def _teller(parts: Parts, name: str) -> Child | None:
    """The element that tells the type of a part. Part names and endings know no case."""
    types = children(editable(parts[TYPES]))
    path, ending = f"/{name}".lower(), name.rpartition(".")[2].lower()
    told = (
        one
        for kind, attribute, value in ((OVERRIDE, "PartName", path), (DEFAULT, "Extension", ending))
        for one in types
        if one.name == kind and one.attributes.get(attribute, "").lower() == value
    )
    return next(told, None)
