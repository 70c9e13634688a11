"""Notes that stand at their marks, in the text: side notes, and those that a click unfolds."""

from __future__ import annotations

from typing import TypeGuard

from msgspec import Struct

from converter.readers.html.notes.kinds import (
    BESIDE_CLASS,
    BESIDE_NAMES,
    NOTE_ROLES,
    REPEATED,
    label_of,
)
from converter.readers.html.notes.links import Map
from converter.readers.html.page import Element, Words

MARK_NAMES = frozenset(("sup", "label", "button", "a", "span"))
UNMARKED = frozenset(("sidenote", "marginnote", "margin-note", "side-note"))
"""Classes of notes that may stand without a mark."""
PASSED_OVER = frozenset(("input", "wbr", "br"))


class Beside(Struct, frozen=True, eq=False):
    """A note and the mark before it."""

    mark: Element
    note: Element


def notes_beside(where: Map) -> list[Beside]:
    """The notes that stand right behind their marks; a note without one gets an empty mark.

    What repeats a note that its mark leads to is taken out of the page.
    """
    found: list[Beside] = []
    for parent in list(where.place):
        if any(map(_may_stand_beside, parent.children)):
            found += _among(parent)
    repeated = [one for one in found if REPEATED in one.note.classes and _leads(one.mark, where)]
    for one in repeated:
        one.note.children = []
    found = [one for one in found if one.note.children]
    for one in found:
        where.place.setdefault(one.mark, where.place[one.note])
        where.end.setdefault(one.mark, where.place[one.note])
    inner = {element for one in found for element in one.note.elements() if element is not one.note}
    return [one for one in found if one.note not in inner]


def _among(parent: Element) -> list[Beside]:
    """The notes among the children of an element, each with the mark before it."""
    found: list[Beside] = []
    children: list[Element | Words] = []
    mark: Element | None = None
    for child in parent.children:
        if _may_stand_beside(child):
            if mark is None and child.classes & UNMARKED:
                mark = Element("sup", {}, child.at)
                mark.parent = parent
                children.append(mark)
            if mark is not None:
                found.append(Beside(mark, child))
                mark = None
        elif isinstance(child, Words):
            mark = None if child.text.strip() else mark
        elif child.name in MARK_NAMES:
            is_mark = label_of(child) is not None or _is_symbol(child.text())
            mark = child if is_mark else None
        elif child.name not in PASSED_OVER:
            mark = None
        children.append(child)
    parent.children = children
    return found


def _may_stand_beside(element: Element | Words) -> TypeGuard[Element]:
    if isinstance(element, Words) or element.name not in BESIDE_NAMES:
        return False
    if any(BESIDE_CLASS.fullmatch(name) for name in element.classes):
        return element.name != "div" or bool(element.classes & UNMARKED)
    return bool(element.roles & NOTE_ROLES) and element.name == "span"


def _leads(mark: Element, where: Map) -> bool:
    return any(one in where.lead_of for one in mark.elements())


def _is_symbol(text: str) -> bool:
    return len(text) == 1 and not text.isalnum()
