"""Which nodes of a page are the words of a note, seen from the element that its mark leads to."""

from __future__ import annotations

from bisect import bisect_left

from converter.readers.html.notes.kinds import is_area
from converter.readers.html.notes.labels import Body
from converter.readers.html.notes.links import HEADINGS, Map, home_of
from converter.readers.html.page import Element, Words

HOLD_ONE = frozenset(("div", "li", "dd", "td", "tr", "aside", "section", "span", "p"))
"""Elements that may hold one note and nothing else."""
MOST_SIBLINGS = 40
"""Blocks that a note may have, where none of them is around the others."""


class Bodies:
    """Finds the words of the notes that some elements begin. `marks` are the marks of all notes."""

    def __init__(self, where: Map, targets: list[Element], marks: list[Element]) -> None:
        self.where = where
        self.targets = sorted(targets, key=where.place.__getitem__)
        self.starts = [where.place[one] for one in self.targets]
        self.marks = sorted(where.place[one] for one in marks)
        self.numbers: dict[Element, dict[int, int]] = {}

    def body(self, target: Element) -> Body:
        """The nodes of the note that `target` begins."""
        if target.is_block and target.name not in ("td", "th", "dt"):
            own = self._climbed(target) if not target.text() else target
            return self._with_siblings(own, target)
        home = home_of(target)
        if home.name == "dt":
            return self._definitions(home)
        if home.name == "tr" and self._notes_in(home) == 1:
            return [home]
        if not target.is_block and self._has_own_words(target):
            return [target]
        if self._notes_in(home) == 1 and not self._marks_in(home):
            return self._with_siblings(self._climbed(home), target)
        return self._slice(target, home)

    def _has_own_words(self, target: Element) -> bool:
        """Whether an inline element holds the note itself, and not only its number."""
        if target.name in ("a", "sup"):
            return target.has_block
        return target.has_block or len(target.text()) > 8

    def _notes_in(self, element: Element) -> int:
        """How many notes begin in an element."""
        return _between(self.starts, self.where.place[element], self.where.end[element])

    def _marks_in(self, element: Element) -> int:
        return _between(self.marks, self.where.place[element], self.where.end[element])

    def _climbed(self, element: Element) -> Element:
        """The outermost element that holds this note and nothing else."""
        while (parent := element.parent) and self._holds_one(parent):
            element = parent
        return element

    def _holds_one(self, element: Element) -> bool:
        if element.name not in HOLD_ONE or (is_area(element) and "footnote" not in element.classes):
            return False
        parts = (one for one in element.children if isinstance(one, Element))
        if any(one.name in HEADINGS or one.name == "hr" for one in parts):
            return False
        return self._notes_in(element) <= 1 and not self._marks_in(element)

    def _with_siblings(self, element: Element, target: Element) -> Body:
        """A note with the blocks that follow it, up to where the next note begins beside it."""
        if element.name in ("li", "td", "tr", "aside") or element.parent is None:
            return [element]
        place = bisect_left(self.starts, self.where.place[target]) + 1
        if place >= len(self.targets):
            return [element]
        following = self.targets[place]
        siblings = element.parent.children
        first = self._number(element.parent, element)
        taken: Body = [element]
        for one in siblings[first + 1 : first + MOST_SIBLINGS]:
            if isinstance(one, Element):
                if self.where.holds(one, following):
                    return taken
                if one.name in HEADINGS or one.name == "hr" or self._marks_in(one):
                    return [element]
            taken.append(one)
        return [element]

    def _definitions(self, term: Element) -> Body:
        """What ``dd`` elements say behind a ``dt``."""
        taken: Body = [term]
        if term.parent is None:
            return taken
        for one in term.parent.children[self._number(term.parent, term) + 1 :]:
            if isinstance(one, Element):
                if one.name != "dd":
                    break
                taken.append(one)
        return taken

    def _slice(self, target: Element, home: Element) -> Body:
        """One of several notes in a block: from its beginning to that of the next one."""
        place = bisect_left(self.starts, self.where.place[target])
        following = self.targets[place + 1] if place + 1 < len(self.targets) else None
        around = home
        while True:
            first = self._child(around, target)
            if first is None:
                return [target]
            holds_both = following is not None and self.where.holds(first, following)
            if not holds_both or first is target:
                break
            around = first
        start = self._number(around, first)
        has_next = following is not None and self.where.holds(around, following)
        stop = len(around.children)
        if has_next and (behind := self._child(around, following)):  # type: ignore[arg-type]
            stop = self._number(around, behind)
        if not has_next and self._marks_in(around):  # the text itself may go on behind the last
            stop = min(stop, start + 1 + _to_next_block(around.children[start + 1 :]))
        return around.children[start:stop]

    def _child(self, around: Element, inner: Element) -> Element | None:
        """The child of an element that holds another, or is it."""
        child = inner
        while child.parent is not around:
            if child.parent is None:
                return None
            child = child.parent
        return child

    def _number(self, parent: Element, child: Element) -> int:
        """The place of a child among its siblings."""
        if parent not in self.numbers:
            self.numbers[parent] = {id(one): at for at, one in enumerate(parent.children)}
        return self.numbers[parent][id(child)]


def _between(places: list[int], start: int, end: int) -> int:
    return bisect_left(places, end) - bisect_left(places, start)


def _to_next_block(nodes: list[Element | Words]) -> int:
    """How many nodes there are up to the end of the first block, or of the line."""
    for count, one in enumerate(nodes, 1):
        if isinstance(one, Element) and (one.is_block or one.has_block):
            return count
    return len(nodes)
