"""Which elements of a page lead to which: marks to notes, and notes back to their marks."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from urllib.parse import unquote

from msgspec import Struct

from converter.readers.html.notes.kinds import (
    CLICKED,
    CONTINUED,
    DIRECTED,
    MARK_ROLES,
    NAMED_BEFORE,
    POINTERS,
    is_back_link,
    is_marked,
    label_of,
)
from converter.readers.html.page import Element, Words

LOOKED_AT = 8
"""Links at the beginning and end of a note that may lead back."""
LINKS_TO_ITSELF = 3
"""So many links by one address to ids that a page has tell that the address is its own."""
BEFORE = 24
"""Characters before a link that are looked at."""
CLOSE = 8
"""Elements by which a back link may miss its mark, within the paragraph of the mark."""

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
RAISED = frozenset(("sup",))


class Lead(Struct, frozen=True, eq=False):
    """An element that leads to another, by the id `fragment`.

    It `is_certain`, unless the address names another file that may be this one.
    """

    element: Element
    fragment: str
    target: Element
    is_certain: bool = True


class Map:
    """Where the elements of a page stand, and which lead to which.

    `place` is the number of an element in the order of the source, `end` that of the first behind it
    and all within it. `numbers` are those of the items of lists, `addresses` those of the page itself,
    `before` the words before an element, `returns` the links that seem to lead back to a lost id.
    """

    def __init__(self, top: Element, addresses: frozenset[str]) -> None:
        self.addresses = addresses
        self.place: dict[Element, int] = {}
        self.end: dict[Element, int] = {}
        self.before: dict[Element, str] = {}
        self.targets: dict[str, Element] = {}
        self.numbers: dict[Element, str] = {}
        self.returns: dict[str, Element] = {}
        self._number(top)
        self.addresses |= self._likely_own()
        self.leads = [lead for one in self.place if (lead := self._lead(one))]
        self.places = [self.place[lead.element] for lead in self.leads]
        self.lead_of = {lead.element: lead for lead in self.leads}

    def _number(self, top: Element) -> None:
        stack: list[tuple[Element | Words, bool]] = [(top, False)]
        said = ""
        while stack:
            one, is_done = stack.pop()
            if isinstance(one, Words):
                said = (said + one.text)[-BEFORE:]
            elif is_done:
                self.end[one] = len(self.place)
            else:
                self.place[one] = len(self.place)
                self.before[one] = said
                self._name(one)
                if one.name == "ol":
                    self._count(one)
                stack.append((one, True))
                stack += [(child, False) for child in reversed(one.children)]

    def _count(self, numbered: Element) -> None:
        """Note the numbers that a browser shows before the items of a list."""
        start = numbered.get("start").strip()
        items = (one for one in numbered.children if isinstance(one, Element) and one.name == "li")
        for number, item in enumerate(
            items, int(start) if start.isdecimal() and len(start) < 6 else 1
        ):
            self.numbers[item] = str(number)

    def _name(self, element: Element) -> None:
        for name in ("id", "name") if element.name == "a" else ("id",):
            if element.get(name):
                self.targets.setdefault(element.get(name), element)

        _, sign, fragment = element.get("href").partition("#")
        if sign and "ref" in fragment:
            self.returns.setdefault(fragment.replace("ref", "", 1), element)

    def _likely_own(self) -> frozenset[str]:
        """Addresses that are the page's own, though it does not say so: links by them lead to its ids."""
        counts = Counter(
            address
            for address, _, fragment in (one.get("href").partition("#") for one in self.place)
            if "//" in address and fragment in self.targets
        )
        return frozenset(
            one.rstrip("/") for one, count in counts.items() if count >= LINKS_TO_ITSELF
        )

    def _lead(self, element: Element) -> Lead | None:
        url = element.get("href")
        address, sign, fragment = url.partition("#")
        is_own = not address or address.rstrip("/") in self.addresses
        if sign and (is_own or "//" not in address):
            for name in (fragment, unquote(fragment), f"user-content-{fragment}"):
                if name in self.targets:
                    return Lead(element, name, self.targets[name], is_own)
            if is_own and fragment in self.returns:  # the page has lost its ids
                return Lead(element, fragment, self.returns[fragment])
        for pointer in POINTERS:
            names = element.get(pointer).split()[:1] if pointer in element.attributes else []
            if names and names[0].lstrip("#") in self.targets:
                return Lead(element, names[0].lstrip("#"), self.targets[names[0].lstrip("#")])
        clicked = CLICKED.search(element.get("onclick"))
        if clicked and clicked[1] in self.targets:
            return Lead(element, clicked[1], self.targets[clicked[1]])
        return None

    def holds(self, outer: Element, inner: Element) -> bool:
        """Whether an element lies in another, or is the same."""
        return self.place[outer] <= self.place[inner] < self.end[outer]

    def leads_within(self, element: Element) -> list[Lead]:
        """What leads somewhere from the beginning or the end of an element."""
        first = bisect_left(self.places, self.place[element])
        last = bisect_left(self.places, self.end[element])
        if last - first <= 2 * LOOKED_AT:
            return self.leads[first:last]
        return self.leads[first : first + LOOKED_AT] + self.leads[last - LOOKED_AT : last]

    @cached_property
    def marks(self) -> list[Lead]:
        """The leads that are marks of notes, in their order."""
        return [lead for lead in self.leads if self._is_mark(lead)]

    def _is_mark(self, lead: Lead) -> bool:
        element, target = lead.element, lead.target
        if self.holds(element, target) or self.holds(target, element) or is_back_link(element):
            return False
        home = home_of(target)
        if label_of(element) is None or home.name in HEADINGS or self.holds(home, element):
            return False
        if element.name == "label" and target.name == "input":
            return False  # opens what stands behind it
        is_after = self.place[target] > self.place[element]
        if not self._is_raised(element) and NAMED_BEFORE.search(self.before[element]):
            return False
        if element.roles & MARK_ROLES:
            return True
        if lead.is_certain and is_marked(element, lead.fragment, target):
            return is_after or not self._leads_back(lead, home)
        if is_after and self._leads_back(lead, home):
            return True
        return is_after and lead.is_certain and self._is_repeated(element, target, home)

    def _is_repeated(self, element: Element, target: Element, home: Element) -> bool:
        """Whether a raised number or one in brackets stands at what it leads to as well."""
        label = label_of(element)
        if not label or not (self._is_raised(element) or element.text().startswith(("[", "("))):
            return False
        return label in (label_of(target), self.numbers.get(home))

    def is_in_reference(self, element: Element) -> bool:
        """Whether a number stands in a cross reference: ``supra notes 4, 6–8``."""
        before = self.before[element]
        return bool(DIRECTED.search(before) or CONTINUED.search(before))

    def _is_raised(self, element: Element) -> bool:
        around = (element, element.parent, *element.children)
        return any(isinstance(one, Element) and one.name == "sup" for one in around)

    def _leads_back(self, lead: Lead, home: Element) -> bool:
        return any(self.is_at(one.target, lead.element) for one in self.leads_within(home))

    def is_at(self, target: Element, mark: Element) -> bool:
        """Whether a link to `target` leads to where a mark stands."""
        if self.holds(mark, target):
            return True
        block = block_of(mark)
        if self.holds(target, mark):
            return not target.is_block or target is block
        near = abs(self.place[target] - self.place[mark]) <= CLOSE
        return near and block_of(target) is block


def block_of(element: Element) -> Element:
    """The nearest block around an element, or itself."""
    for one in (element, *element.ancestors()):
        if one.is_block:
            return one
    return element


def home_of(target: Element) -> Element:
    """The block that a note begins with: a whole row of a table for one that is laid out so."""
    if target.has_block and target.name != "a":
        return target
    block = block_of(target)
    parent = block.parent
    return parent if block.name in ("td", "th") and parent and parent.name == "tr" else block


def next_siblings(element: Element) -> Iterator[Element | Words]:
    """What follows an element in the same parent."""
    if element.parent is None:
        return
    siblings = element.parent.children
    yield from siblings[siblings.index(element) + 1 :]
