"""Formulas as Word has them (22.1), where a document brings them along; else their characters."""

from __future__ import annotations

from lxml import etree

from converter.document.diagnostics import ConversionError
from converter.document.model import Math
from converter.word.names import MATH, W
from converter.word.xml import Element, fragment, parse, qn


def formula(node: Math) -> str:
    """The ``m:oMath`` of a formula, without all that is no formula; "" if it has none that is sound."""
    try:
        root = parse(node.omml.encode())
    except (ConversionError, UnicodeEncodeError):
        return ""
    if root.tag != f"{{{MATH}}}oMath":
        return ""
    for element in [*root.iter()]:
        if element.getparent() is not None and not _belongs(element):
            element.getparent().remove(element)
    _without_foreign_attributes(root)
    return fragment([root]).decode()


def _belongs(element: Element) -> bool:
    """Whether an element is of Office Math, or says how its letters look (17.3.2.28)."""
    namespace = etree.QName(element).namespace
    is_look = element.tag == qn("rPr") or any(
        around.tag == qn("rPr") for around in element.iterancestors()
    )
    return namespace == MATH or (namespace == W and is_look)


def _without_foreign_attributes(root: Element) -> None:
    """Take away what could name a part of another file."""
    for element in root.iter():
        for name in [*element.attrib]:
            if etree.QName(name).namespace not in (MATH, W):
                del element.attrib[name]
