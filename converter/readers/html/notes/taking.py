"""Marks and notes leave the page: marks stand in it as such, notes are gone, and so is their heading."""

from __future__ import annotations

from converter.document.model import NoteKey
from converter.readers.html.inlines import MARK_NAME
from converter.readers.html.notes.kinds import HEADING, NOTE_CLASS, is_area
from converter.readers.html.notes.labels import Body, letters
from converter.readers.html.notes.links import HEADINGS
from converter.readers.html.notes.naming import Found
from converter.readers.html.page import Element, Words

WHOLE = frozenset(("html", "body", "article", "main"))
"""Elements that are more than a list of notes, whatever is left in them."""
SHORT = 60
"""Characters of what may be left in an element that held nothing but notes."""


def take_out(top: Element, notes: list[Found], doubles: list[Body]) -> list[Element]:
    """Take the notes out of a page; the entries of their lists that are left, as no mark calls them."""
    for note in notes:
        for mark in note.marks:
            become_mark(mark, note.key)
        for inner in note.after if note.marks else ():
            if inner.key:  # a note without words is none
                _add_mark_behind(note.marks[0], inner.key)
    bodies = [note.body for note in notes] + doubles
    holders = _holders(bodies)
    known = {letters(note.body) for note in notes}
    taken = {id(node) for body in bodies for node in body}
    lists = [holder for holder in holders if is_list(holder)]
    repeated = _repeated(top, known, taken)
    for node in [*top.elements()]:  # also those within a note that another note holds
        if any(id(child) in taken for child in node.children):
            node.children = [child for child in node.children if id(child) not in taken]
    uncalled = [one for holder in lists for one in entries(holder)]
    for holder in [*holders, *repeated]:
        _drop_empty(holder)
    return uncalled


def become_mark(element: Element, key: NoteKey, *, is_number: bool = False) -> None:
    """Make an element a mark, together with what stands around it and holds nothing else.

    One that `is_number` does not call its note, but prints its number among words.
    """
    words = element.text()
    around = element
    while (parent := around.parent) and not is_number and _holds_only(parent, around):
        around = parent
    around.name, around.note = MARK_NAME, key
    around.attributes = {"words": words, "number": "yes" if is_number else ""}
    around.children = []


def _holds_only(parent: Element, child: Element) -> bool:
    """Whether an element holds nothing beside a child but brackets and empty elements."""
    if parent.is_block or parent.note:
        return False
    others = (one for one in parent.children if one is not child)
    return all(
        not (one.text if isinstance(one, Words) else one.text()).strip("[]() \t\r\n\u00a0")
        and not (isinstance(one, Element) and (one.note or one.name == "img"))
        for one in others
    )


def _add_mark_behind(mark: Element, key: NoteKey) -> None:
    while mark.parent and mark.name != MARK_NAME:
        mark = mark.parent
    if mark.parent is None:
        return
    added = Element(MARK_NAME, {}, mark.at)
    added.note, added.parent = key, mark.parent
    mark.parent.children.insert(mark.parent.children.index(mark) + 1, added)


def _holders(bodies: list[Body]) -> list[Element]:
    """The elements that hold notes, each once."""
    holders: dict[Element, None] = {}
    for body in bodies:
        for node in body:
            if isinstance(node, Element) and node.parent is not None:
                holders[node.parent] = None
    return [*holders]


def _repeated(top: Element, known: set[str], taken: set[int]) -> list[Element]:
    """Lists whose entries repeat notes, as pages print them that show each note at its mark."""
    lists = []
    for element in top.elements():
        if is_area(element) and element.name in ("ol", "ul"):
            same = [
                one
                for one in element.children
                if isinstance(one, Element) and id(one) not in taken and letters([one]) in known
            ]
            taken.update(map(id, same))
            lists += [element] * bool(same)
    return lists


def is_list(holder: Element) -> bool:
    """Whether what is left in an element beside notes may be notes too."""
    return holder.name in ("ol", "ul", "dl", "tbody") or is_area(holder)


def entries(holder: Element) -> list[Element]:
    return [
        one
        for one in holder.children
        if isinstance(one, Element)
        and (one.name in ("li", "tr", "dd") or _is_named_note(one))
        and one.text()
    ]


def _is_named_note(element: Element) -> bool:
    return any(NOTE_CLASS.search(name) for name in element.classes)


def _drop_empty(holder: Element) -> None:
    """Take out an element that held notes, if nothing but their heading is left, and that before it."""
    element = holder
    while element.parent is not None and element.name not in WHOLE and _is_left_over(element):
        parent = element.parent
        if element not in parent.children:  # it stood in a note, and was taken with it
            return
        _drop_heading_before(element)
        element.remove()
        element = parent
    if element.children and not _is_left_over(element):
        _drop_trailing(element)


def _is_left_over(element: Element) -> bool:
    if any(one.note for one in element.elements()):
        return False
    text = element.text()
    if not text:
        return not any(one.name in ("img", "table") for one in element.elements())
    own = element.roles & {"doc-endnotes", "footnotes"} or is_area(element)
    is_heading = HEADING.fullmatch(text) or (own and not _beside_headings(element))
    return len(text) <= SHORT and bool(is_heading)


def _beside_headings(element: Element) -> str:
    """The words in an element that stand in no heading of it."""
    words: list[str] = []
    waiting: list[Element | Words] = [element]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Words):
            words.append(one.text)
        elif one.name not in HEADINGS:
            waiting += one.children
    return "".join(words).strip()


def _drop_heading_before(element: Element) -> None:
    """Take out a heading "Notes" and a rule that stand before what is taken out."""
    if element.parent is None:
        return
    siblings = element.parent.children
    for one in reversed(siblings[: siblings.index(element)]):
        if isinstance(one, Words):
            if one.text.strip():
                return
        elif one.name in ("hr", "br") or not one.text():
            if one.name == "hr":
                one.remove()
        elif (one.name in HEADINGS or one.name in ("p", "div", "strong", "b", "summary")) and (
            len(one.text()) <= SHORT and HEADING.fullmatch(one.text())
        ):
            one.remove()
        else:
            return


def _drop_trailing(element: Element) -> None:
    """Take out a heading "Notes" and a rule that stand last, where notes followed."""
    end = Element("span", {}, element.at)
    element.append(end)
    _drop_heading_before(end)
    end.remove()
