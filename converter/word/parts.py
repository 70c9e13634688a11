"""The parts of a package by what they are for, and the children of a part's root element."""

from __future__ import annotations

import re
from xml.parsers import expat

from converter.document.diagnostics import ConversionError
from converter.word.package import Parts
from converter.word.scan import TAG, W

TYPES = "[Content_Types].xml"


Child = tuple[str, dict[str, str], int, int]
"""A child of a part's root: its name, its attributes, its first byte and the byte after it."""


def main_part(parts: Parts) -> str:
    """The name of the part that holds the text."""
    for relationship in _relationships(parts, ""):
        if relationship.get("Type", "").endswith("/officeDocument"):
            name = relationship["Target"].lstrip("/")
            if name in parts:
                return name
    raise ConversionError("the file is no Word document; open it in Word and save it as .docx")


def make_document(parts: Parts, main: str) -> bool:
    """See that a file is a document (.docx), and make a template one; whether that was needed.

    Raises `ConversionError` for a file with macros: Word opens none under the name of a document.
    """
    overrides = re.findall(rb"<Override\b[^>]*>", parts[TYPES])
    told = next((tag for tag in overrides if f'"/{main}"'.encode() in tag), b"")
    if b"macroEnabled" in told:
        raise ConversionError("the Word file holds macros; in Word, save it as .docx and try again")
    if b".template." in told:
        document = told.replace(b".template.", b".document.")
        parts[TYPES] = parts[TYPES].replace(told, document)
    return b".template." in told


def related_part(parts: Parts, main: str, kind: str) -> str | None:
    """The name of the part that the text calls its styles, its footnotes or the like."""
    folder = main.rpartition("/")[0]
    for relationship in _relationships(parts, main):
        if relationship.get("Type", "").endswith(f"/{kind}"):
            target = relationship["Target"]
            name = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
            if name in parts:
                return name
    return None


def allow_relationships(parts: Parts) -> None:
    """Have a content type for all parts of relationships; some files name them one by one."""
    if b'Extension="rels"' not in parts[TYPES]:
        root = re.search(rb"<Types\b[^>]*>", parts[TYPES])
        at = root.end() if root else 0
        kind = "application/vnd.openxmlformats-package.relationships+xml"
        default = f'<Default Extension="rels" ContentType="{kind}"/>'
        parts[TYPES] = parts[TYPES][:at] + default.encode() + parts[TYPES][at:]


def _relationships(parts: Parts, source: str) -> list[dict[str, str]]:
    folder, _, name = source.rpartition("/")
    path = f"{folder}/_rels/{name}.rels".lstrip("/")
    found = children(parts[path]) if path in parts else []
    return [
        attributes for _, attributes, _, _ in found if attributes.get("TargetMode") != "External"
    ]


def children(data: bytes) -> list[Child]:
    """The children of a part's root element, and the bytes they take."""
    found: list[Child] = []
    depth = 0
    parser = expat.ParserCreate(namespace_separator=" ")

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth == 2:
            names = {key.removeprefix(W): value for key, value in attributes.items()}
            found.append((name.removeprefix(W), names, parser.CurrentByteIndex, 0))

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1
        if depth == 1:
            name, attributes, first, _after = found[-1]
            opening = TAG.match(data, first)
            closing = TAG.match(data, parser.CurrentByteIndex)
            tag = opening if opening and opening[0].endswith(b"/>") else closing
            found[-1] = (name, attributes, first, tag.end() if tag else first)

    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise ConversionError(
            f"the Word file is damaged: {error}; open it in Word and save it"
        ) from error
    return found
