"""The parts of a Word file as trees, or piece by piece, whatever program wrote them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from converter.document.diagnostics import ConversionError
from converter.word.names import MATH, MC, STRICT_R, STRICT_W, R, W
from converter.word.package import read_package
from converter.word.parts import Relationship, part_names, relationships
from converter.word.tree import Element, pieces, root_tag, tree
from converter.word.xml import qn

STRICT = "http://purl.oclc.org/ooxml/"
"""What all namespaces of "Strict Open XML" (Part 1) begin with."""
TRANSITIONAL = {
    STRICT_W: W,
    STRICT_R: R,
    f"{STRICT}officeDocument/math": MATH,
    f"{STRICT}drawingml/main": "http://schemas.openxmlformats.org/drawingml/2006/main",
    f"{STRICT}drawingml/picture": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    f"{STRICT}drawingml/wordprocessingDrawing": (
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    ),
}
"""The namespaces of the same elements in files as Word writes them by default (Part 4)."""

PREFIXES = {W: "", MC: "mc:", MATH: "m:"}


class WordFile:
    """A Word file that is read. Raises `ConversionError` for what is none, or a damaged one."""

    def __init__(self, data: bytes) -> None:
        self.parts = read_package(data)
        self.names = part_names(self.parts)
        self._roots: dict[str, Element] = {}
        self._relationships: dict[str, dict[str, Relationship]] = {}
        if _renamed(root_tag(self.parts[self.names.main])) != qn("document"):
            raise ConversionError("the file is no Word document; in Word, save it as .docx")

    def root(self, name: str) -> Element:
        """The root of a part; an empty element for a part that is not there."""
        if name not in self._roots:
            part = self.parts.get(name, b"<none/>")
            root = tree(part)
            self._roots[name] = _transitional(root) if _is_strict(root.tag) else root
        return self._roots[name]

    def text(self) -> Iterator[Element]:
        """What the body of the text holds, one after the other (17.2.2)."""
        return self.pieces(self.names.main, 2)

    def pieces(self, name: str, level: Literal[1, 2]) -> Iterator[Element]:
        """The elements so many steps below the root of a part, of which no tree is kept."""
        part = self.parts.get(name, b"<none/>")
        found = pieces(part, level)
        return map(_transitional, found) if _is_strict(root_tag(part)) else found

    def relationship(self, source: str, id: str | None) -> Relationship | None:
        """What a part names by the id of a relationship."""
        if source not in self._relationships:
            self._relationships[source] = {one.id: one for one in relationships(self.parts, source)}
        return self._relationships[source].get(id or "")


def _transitional(root: Element) -> Element:
    """A tree of "Strict Open XML" with the namespaces that Word writes by default."""
    for element in root.iter():
        element.tag = _renamed(element.tag)
        for name in [name for name in element.attrib if STRICT in name]:
            element.set(_renamed(name), element.attrib.pop(name))
    return root


def _is_strict(tag: str) -> bool:
    return tag.startswith(f"{{{STRICT}")


@lru_cache(maxsize=1_000)
def _renamed(name: str) -> str:
    uri, brace, local = name[1:].partition("}")
    return f"{{{TRANSITIONAL.get(uri, uri)}}}{local}" if brace else name


@lru_cache(maxsize=1_000)
def name_of(tag: str) -> str:
    """The name of an element as it is usually written, without the prefix of WordprocessingML.

    >>> name_of(qn("p")), name_of(f"{{{MATH}}}oMath")
    ('p', 'm:oMath')
    """
    uri, _, local = tag[1:].partition("}")
    return f"{PREFIXES.get(uri, 'other:')}{local}"


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute of an element of WordprocessingML, or None."""
    if element is None:
        return None
    return element.get(qn(name))


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of this name, or its child, and so on."""
    for name in path:
        if element is None:
            return None
        element = element.find(qn(name))
    return element


def sections_in(piece: Element) -> Iterator[Element]:
    """The properties of the sections that end in a part of the text (17.6.17 to 17.6.19)."""
    if piece.tag == qn("sectPr"):
        yield piece
    for properties in piece.iter(qn("pPr")):
        if (section := properties.find(qn("sectPr"))) is not None:
            yield section


def is_on(element: Element | None, name: str = "val") -> bool:
    """Whether a property that is on or off (17.17.4) is there and on."""
    if element is None:
        return False
    return element.get(qn(name), "true") not in ("0", "false", "off")


UNITS = {"pt": 20.0, "pc": 240.0, "pi": 240.0, "in": 1440.0, "cm": 1440 / 2.54, "mm": 144 / 2.54}
"""Twentieths of a point in a unit (22.9.2.15), as Strict Open XML may say."""


def twips(text: str) -> int:
    """A length in twentieths of a point, 0 for what is none.

    >>> [twips(text) for text in ("720", "-0.5in", "36pt", "wide")]
    [720, -720, 720, 0]
    """
    unit = UNITS.get(text[-2:])
    if unit is None:
        return integer(text)
    try:
        length = float(text[:-2]) * unit
    except ValueError:
        return 0
    return round(length) if abs(length) < 1e6 else 0


def integer(text: str | None, default: int = 0) -> int:
    """A number in an attribute, `default` where there is none; some programs write ``720.0``."""
    if text is None:
        return default
    sign, digits = (-1, text[1:]) if text.startswith("-") else (1, text)
    digits = digits.partition(".")[0]
    return (
        sign * int(digits)
        if digits.isascii() and digits.isdigit() and len(digits) < 10
        else default
    )
