"""The words of a page as inlines: blanks folded as browsers do it, looks and links as nodes."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Any

from converter.document.model import (
    Code,
    Emphasis,
    Image,
    Inline,
    LineBreak,
    Link,
    Math,
    NoteKey,
    NoteNumber,
    NoteRef,
    Quoted,
    SmallCaps,
    Span,
    Stray,
    Strong,
    Superscript,
    Text,
)
from converter.document.tree import around, part
from converter.readers.html.looks import Kind, Looks, is_small_capitals
from converter.readers.html.page import BLANK, Element, Words
from converter.readers.marker.inlines import merged
from converter.readers.trimming import trimmed

BLANKS = re.compile(rf"[{BLANK}]+")
"""What is folded to one blank (CSS Text 3, 4.1.1)."""

CODE = frozenset(("code", "tt", "kbd", "samp"))
PLAIN = CODE | {"span", "wbr"}
"""Elements that may stand in code, and are no more than it."""
LIVE = ("http://", "https://", "mailto:")
"""Schemes of links that are kept; the words of others are."""

PICTURED = re.compile(r"(?i)https?:|data:image/|(?![a-z][a-z0-9+.-]*:)")
"""How the addresses of pictures begin: such a scheme, or none."""

BETWEEN_MARKS = re.compile(r"[\s\[\](),;–\u2013-]*")
"""What stands beside marks within raised letters, and is none of the text: ``[1, 2]``."""

SOURCES = ("src", "data-src", "data-lazy-src", "data-original")
"""Where a picture's address stands; the later ones are of pages that load pictures when they are seen."""

JOINABLE = (Emphasis, Strong, SmallCaps)
NONE: frozenset[Kind] = frozenset()
MARK_NAME = "footnoted-mark"
"""The name of the element that stands where a mark stood, and of no element of HTML."""


class InlineReader:
    """Reads the words of a page. `base` is the address that others are relative to, or ""."""

    def __init__(self, looks: Looks, base: str) -> None:
        self.looks = looks
        self.base = base
        self.after_blank = True
        self.at_start = True

    def read(
        self, nodes: list[Element | Words], active: frozenset[Kind] = NONE
    ) -> tuple[Inline, ...]:
        """The inlines of a line; `active` are the looks that it has as a whole."""
        self.after_blank = self.at_start = True
        content = self._inlines(nodes, active)
        for kind in active:
            content = _wrapped(kind, content)
        return trimmed(_without_brackets(content))

    def _inlines(self, nodes: list[Element | Words], active: frozenset[Kind]) -> list[Inline]:
        content: list[Inline] = []
        for node in nodes:
            if isinstance(node, Words):
                content += self._text(node)
            else:
                content += self._element(node, nodes, active)
        return _joined(merged(content))

    def _text(self, words: Words) -> list[Inline]:
        folded = BLANKS.sub(" ", words.text)
        if self.after_blank and folded.startswith(" "):
            folded = folded[1:]
        if self.at_start:  # pages indent by no-break spaces
            folded = folded.lstrip(" \u00a0")
        if not folded:
            return []
        self.at_start = False
        self.after_blank = folded.endswith(" ")
        if words.start == words.end:
            return [Text(folded, span=Span(words.start, words.start))]
        lead = folded[0] == " " and words.start > 0
        return [Text(folded, span=Span(words.start - lead, words.end + self.after_blank))]

    def _element(
        self, element: Element, siblings: list[Element | Words], active: frozenset[Kind]
    ) -> list[Inline]:
        match element.name:
            case "footnoted-mark":
                self.after_blank = self.at_start = False
                return [_mark(element)]
            case "br":
                self.after_blank = True
                return [LineBreak()]
            case "img":
                return self._image(element)
            case "math":
                return [Math(_formula(element), span=Span(element.at, element.at))]
            case "a":
                return self._link(element, active)
            case "q":
                return self._quoted(element, active)
            case "span" if "fn-stray" in element.classes:
                self.after_blank = self.at_start = False
                code = element.get("title").rpartition(" ")[2]
                return [Stray(element.text(), code, span=Span(element.at, element.at))]
            case "span" if "fn-tab" in element.classes:
                self.after_blank = True
                return [Text("\t", span=Span(element.at, element.at))]
            case name if name in CODE and all(one.name in PLAIN for one in element.elements()):
                return self._code(element)
        kinds = self.looks.kinds(element, active)
        if not kinds and SmallCaps not in active and is_small_capitals(element, siblings):
            kinds = [SmallCaps]
        content = self._inlines(element.children, active | set(kinds))
        for kind in reversed(kinds):
            content = _wrapped(kind, content)
        return content

    def _code(self, element: Element) -> list[Inline]:
        words = BLANKS.sub(" ", "".join(one.text for one in element.all_words()))
        self.after_blank = self.at_start = False
        span = Span(element.at, element.at)
        return [Code(words, span=span)] if words.strip() else []

    def _quoted(self, element: Element, active: frozenset[Kind]) -> list[Inline]:
        depth = sum(one.name == "q" for one in element.ancestors())
        self.after_blank = True
        content = tuple(self._inlines(element.children, active))
        kind: Any = "single" if depth % 2 else "double"
        return [Quoted(kind, content, span=around(content))] if content else []

    def _link(self, element: Element, active: frozenset[Kind]) -> list[Inline]:
        """A link if it leads out of the page; marks that stand in it come behind it."""
        kinds = self.looks.kinds(element, active)
        content = self._inlines(element.children, active | set(kinds))
        url = self.address(element.get("href"))
        if not url.lower().startswith(LIVE) or not _has_words(content):
            return _dressed(kinds, content)
        links: list[Inline] = []
        for is_mark, group in groupby(content, key=lambda one: type(one) is NoteRef):
            inner = tuple(group)
            links += inner if is_mark else [Link(url, inner, span=around(inner))]
        return _dressed([kind for kind in kinds if kind.__name__ != "Underline"], links)

    def _image(self, element: Element) -> list[Inline]:
        """A picture by its address; none that only tells that the page was read."""
        if {element.get("width"), element.get("height")} & {"0", "1"}:
            return []
        sources = [element.get(name) for name in SOURCES if element.get(name)]
        later = [url for url in sources if not url.startswith("data:")]
        url = next(iter(later or sources), "")
        self.after_blank = self.at_start = False
        alt = " ".join(element.get("alt").split())
        url = self.address(url)
        if not url or not PICTURED.match(url):
            return [Text(alt, span=Span(element.at, element.at))] if alt else []
        return [Image(url, alt, span=Span(element.at, element.at))]

    def address(self, url: str) -> str:
        """An address as a whole; "" for one within the page or of another scheme than pages have."""
        url = re.sub(r"[\t\r\n]", "", url).strip()
        if url.startswith("#") or not url:
            return ""
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", url):
            return url
        if not self.base:
            return url
        from urllib.parse import urljoin

        try:
            return urljoin(self.base, url)
        except ValueError:  # a host in brackets that is no address
            return url


def _mark(element: Element) -> Inline:
    key, span = NoteKey(element.note), Span(element.at, element.at + len(element.get("words")))
    if element.get("number"):
        return NoteNumber(key, span=span)
    return NoteRef(key, span=span)


def _formula(element: Element) -> str:
    """The characters of a formula, without its source in another notation."""
    parts: list[str] = []
    stack: list[Element | Words] = [element]
    while stack:
        one = stack.pop()
        if isinstance(one, Words):
            parts.append(one.text.strip())
        elif one.name not in ("annotation", "annotation-xml"):
            stack += reversed(one.children)
    return "".join(parts) or element.get("alttext")


def _dressed(kinds: list[Kind], content: list[Inline]) -> list[Inline]:
    for kind in reversed(kinds):
        content = _wrapped(kind, content)
    return content


def _wrapped(kind: Kind, content: list[Inline]) -> list[Inline]:
    """Inlines as one node of a kind; as they are if they hold no letters to look so."""
    if kind is Superscript and any(type(one) is NoteRef for one in content):
        others = [one for one in content if type(one) is not NoteRef]
        if all(type(one) is Text and BETWEEN_MARKS.fullmatch(one.text) for one in others):
            return [one for one in content if type(one) is NoteRef]
    if all(type(one) in (NoteRef, LineBreak) for one in content):
        return content
    if all(type(one) is Text and one.text.isspace() for one in content):
        return content
    if type(content[-1]) is NoteRef:  # marks are not part of a name in italics before them
        return [*_wrapped(kind, content[:-1]), content[-1]]
    inner = tuple(content)
    return [kind(inner, span=around(inner))]


def _has_words(content: list[Inline]) -> bool:
    return any(type(one) is not Text or not one.text.isspace() for one in content)


def _joined(content: list[Inline]) -> list[Inline]:
    """Inlines in which neighbours that look the same are one, as Word cuts its words into runs."""
    joined: list[Any] = []
    for one in content:
        last = joined[-1] if joined else None
        if isinstance(one, JOINABLE) and type(one) is type(last):
            inner = tuple(_joined(merged([*last.content, *one.content])))
            joined[-1] = type(one)(inner, span=around(inner))
        else:
            joined.append(one)
    return joined


def _without_brackets(content: list[Inline]) -> list[Inline]:
    """Inlines without the square brackets around marks, as in ``[1]`` with a link for the number."""
    found = list(content)
    for place, one in enumerate(content):
        if type(one) is not NoteRef or not 0 < place < len(content) - 1:
            continue
        before, after = found[place - 1], found[place + 1]
        if type(before) is not Text or type(after) is not Text:
            continue
        if before.text.endswith("[") and after.text.startswith("]"):
            found[place - 1] = part(before, 0, len(before.text) - 1)
            found[place + 1] = part(after, 1, len(after.text))
    return [one for one in found if type(one) is not Text or one.text]
