"""A web page as a light tree of elements and words, each with its place in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from lxml import etree

from converter.readers.html.source import Source

DEEPEST = 150
"""Elements that nest deeper are taken out, and their words kept: no article needs more."""

BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "li", "main", "menu", "nav", "ol", "p",
    "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
"""Elements that stand on lines of their own (HTML, 15.3)."""

RAW = frozenset(("script", "style"))
"""Elements whose text is none of the page's words."""

WINDOW = 2000
"""Characters in which words are looked for that do not stand where they are expected."""
NEAR = 64
"""The same for what follows words that were found, and for words of fewer than `SURE` letters."""
SURE = 5

BLANK = " \t\r\n\f"
"""What browsers fold (HTML, 2.3: ASCII whitespace); a no-break space is none of it."""

NOT_BLANK = re.compile(rf"[^{BLANK}]")


class Words:
    """Words as the page has them, blanks not folded; they stand from `start` to `end` in the source."""

    __slots__ = ("end", "start", "text")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.start = start
        self.end = end


class Element:
    """An element. `at` is where its first words stand, `note` the key of the note that it calls."""

    def __init__(self, name: str, attributes: dict[str, str], at: int) -> None:
        self.name = name
        self.attributes = attributes
        self.at = at
        self.children: list[Element | Words] = []
        self.parent: Element | None = None
        self.has_block = False
        self.note = ""

    def get(self, name: str) -> str:
        """The value of an attribute, or ""."""
        return self.attributes.get(name, "")

    @cached_property
    def classes(self) -> frozenset[str]:
        return frozenset(self.get("class").lower().split())

    @cached_property
    def roles(self) -> frozenset[str]:
        """DPUB-ARIA roles, and the older names of EPUB: ``doc-noteref``, ``noteref``."""
        return frozenset(f"{self.get('role')} {self.get('epub:type')}".lower().split())

    @property
    def is_block(self) -> bool:
        return self.name in BLOCKS

    def append(self, child: Element | Words) -> None:
        self.children.append(child)
        if isinstance(child, Words):
            return
        child.parent = self
        element: Element | None = self
        while element and (child.is_block or child.has_block) and not element.has_block:
            element.has_block = True
            element = element.parent

    def remove(self) -> None:
        """Take the element out of the page."""
        if self.parent is not None:
            self.parent.children.remove(self)
            self.parent = None

    def ancestors(self) -> Iterator[Element]:
        """The elements around this one, the nearest first."""
        element = self.parent
        while element is not None:
            yield element
            element = element.parent

    def elements(self) -> Iterator[Element]:
        """This element and all within, in the order of the source."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack += [one for one in reversed(element.children) if isinstance(one, Element)]

    def all_words(self) -> Iterator[Words]:
        """The words in this element, in their order."""
        stack: list[Element | Words] = [self]
        while stack:
            one = stack.pop()
            if isinstance(one, Words):
                yield one
            else:
                stack += reversed(one.children)

    def text(self) -> str:
        """The words in this element, their blanks folded."""
        return " ".join("".join(one.text for one in self.all_words()).split())


def page_of(source: Source, chosen: frozenset[etree._Element]) -> tuple[Element, list[Element]]:
    """The tree of a page, and the elements in it that stand for those `chosen` of lxml's tree."""
    places = _Places(source.words)
    top = Element("html", {}, 0)
    picked: list[Element] = []
    if source.root is None:
        return top, picked
    opened = [top]
    for event, node in etree.iterwalk(source.root, events=("start", "end")):
        if not isinstance(node.tag, str):
            continue
        name = node.tag.lower()
        if event == "end":
            if len(opened) > 1:
                opened.pop()
            _add(opened[-1], node.tail, places)
            continue
        if node.get("class") == "fn-p" and opened[-1].get("class") == "fn-note":
            name = "p"  # our own notes beside the text may hold no real ones
        element = Element(name, {str(k): str(v) for k, v in node.attrib.items()}, places.cursor)
        if node in chosen:
            picked.append(element)
        if len(opened) < DEEPEST:
            opened[-1].append(element)
            opened.append(element)
        else:
            opened.append(opened[-1])
        if name not in RAW:
            _add(opened[-1], node.text, places)
        elif node.text:
            element.children.append(Words(str(node.text), places.cursor, places.cursor))
    return top, picked


def _add(element: Element, text: str | None, places: _Places) -> None:
    if text:
        element.append(Words(text, *places.find(text)))


class _Places:
    """Finds words in the source, in their order. Where they are not found, the last place is given."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.cursor = 0

    def find(self, text: str) -> tuple[int, int]:
        """Where a text stands: from its first character that is not blank to its last."""
        stripped = text.strip(BLANK)
        if not stripped:
            return self.cursor, self.cursor
        found = NOT_BLANK.search(self.words, self.cursor)
        first = found.start() if found else self.cursor
        if self.words.startswith(stripped, first):
            self.cursor = first + len(stripped)
            return first, self.cursor
        place = self.words.find(stripped, first, first + WINDOW + len(stripped))
        if place >= 0:
            self.cursor = place + len(stripped)
            return place, self.cursor
        return self._find_words(stripped.split(), first)

    def _find_words(self, words: list[str], first: int) -> tuple[int, int]:
        """The same for words that are not in one piece, as with ``&amp;`` among them."""
        start, at = -1, first
        for word in words:
            near = start >= 0 or len(word) < SURE
            place = self.words.find(word, at, at + (NEAR if near else WINDOW) + len(word))
            if place >= 0:
                start = place if start < 0 else start
                at = place + len(word)
        if start < 0:
            return self.cursor, self.cursor
        self.cursor = at
        return start, at
