"""Text boxes, and the same matter in several forms, of which one is read."""

from __future__ import annotations

from collections.abc import Iterator

from converter.readers.docx.file import name_of
from converter.word.tree import Element


def alternative(element: Element) -> list[Element]:
    """What is to be read of the same matter in several forms (Part 3, 9.3): the first that has any."""
    for one in element:
        if len(one):
            return [*one]
    return []


def own_elements(drawing: Element) -> Iterator[Element]:
    """The elements of a drawing in their order: of several forms one, and nothing in its text boxes."""
    waiting = [drawing]
    while waiting:
        element = waiting.pop()
        yield element
        name = name_of(element.tag)
        if name == "mc:AlternateContent":
            waiting += reversed(alternative(element))
        elif name != "txbxContent":
            waiting += reversed(element)
