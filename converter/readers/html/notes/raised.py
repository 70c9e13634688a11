"""Notes that no link leads to: a raised number in the text, and the same at the beginning of a note."""

from __future__ import annotations

from collections import defaultdict, deque

from converter.readers.html.notes.kinds import HEADING, is_area, label_of
from converter.readers.html.notes.links import Lead, Map, block_of
from converter.readers.html.page import Element, Words

OPENINGS = frozenset(("sup", "strong", "b"))
"""Elements in which the number of a note stands."""
NOTES = frozenset(("p", "li", "div", "dd"))
"""Blocks that may be notes."""


def raised_marks(where: Map) -> list[Lead]:
    """The raised numbers of a page that are marks, each with its note, which stands behind it.

    Of two marks with the same number the first has the first note, as where each section counts anew.
    """
    marks: list[tuple[str, Element]] = []
    notes: defaultdict[str, deque[Element]] = defaultdict(deque)
    for element in where.place:
        if element.name in OPENINGS and (label := label_of(element)):
            block = block_of(element)
            if block.name in NOTES and _opens(element, block):
                notes[label].append(block)
            elif element.name == "sup" and not _leads(element, where):
                marks.append((label, element))
        elif element.name == "ol" and _is_list_of_notes(element):
            for item in element.children:
                if isinstance(item, Element) and item.name == "li":
                    notes[where.numbers[item]].append(item)
    found: list[Lead] = []
    for label, mark in marks:
        while notes[label] and where.place[notes[label][0]] < where.place[mark]:
            notes[label].popleft()
        if notes[label]:
            found.append(Lead(mark, "", notes[label].popleft()))
    return found


def _leads(element: Element, where: Map) -> bool:
    """Whether a raised number leads somewhere, and so is no matter of this module."""
    around = [element, *element.elements()]
    around += [element.parent] if element.parent is not None else []
    return any(one in where.lead_of or one.get("href") for one in around)


def _opens(element: Element, block: Element) -> bool:
    """Whether an element is the first thing in a block, and words follow it."""
    inner = element
    while inner is not block:
        parent = inner.parent
        if parent is None or _first(parent) is not inner:
            return False
        inner = parent
    return len(block.text()) > len(element.text())


def _first(element: Element) -> Element | Words | None:
    """The first thing in an element that is not blank."""
    return next(
        (one for one in element.children if not isinstance(one, Words) or one.text.strip()), None
    )


def _is_list_of_notes(element: Element) -> bool:
    """Whether a list is named as one of notes, or stands below a heading that says so."""
    if element.parent is None:
        return False
    if is_area(element) or is_area(element.parent) or element.parent.name == "aside":
        return True
    before: Element | None = None
    for one in element.parent.children:
        if one is element:
            break
        if isinstance(one, Element) and one.text():
            before = one
    return (
        before is not None
        and before.name.startswith("h")
        and bool(HEADING.fullmatch(before.text()))
    )
