"""The article in a page: what is no part of it is dropped, and where it stands is found."""

from __future__ import annotations

import re
from collections import Counter

from lxml import etree

from converter.document.diagnostics import ConversionError
from converter.readers.html.looks import Looks
from converter.readers.html.page import Element, Words

NEVER_WORDS = frozenset((
    "script", "style", "template", "noscript", "iframe", "svg", "object", "embed", "applet", "canvas",
    "audio", "video", "select", "textarea", "datalist", "progress", "meter", "map", "head", "link",
    "meta", "base", "title", "param", "source", "track",
))  # fmt: skip
"""Elements that hold no words of a text."""
CONTROLS = frozenset(("button", "input", "nav", "dialog"))
"""What a reader clicks, and no more."""
ROLES = frozenset((
    "navigation", "search", "banner", "contentinfo", "complementary", "menu", "menubar", "toolbar",
    "dialog", "alert",
))  # fmt: skip

ASIDE = re.compile(
    r"(?:^|[-_])(?:shar(?:e|ing|er|edaddy)|social|breadcrumbs?|related|comments?|respond|newsletter"
    r"|subscribe|cookies?|advert(?:isement)?s?|nav(?:igation|bar)?|menu|pagination|pager|sidebar|widget"
    r"|toolbar|skip|print-?only|no-?print|screen-?reader(?:-text)?|sr-only|visually-?hidden|popup|modal"
    r"|mw-editsection|noprint|toc|jumbotron|citation-tools|post-tags|tag-?links|download)(?:$|[-_])"
)
"""A class or id of what pages put around an article."""
MOST_ASIDE = 0.25
"""Part of a page's words that an element by its class alone is dropped with; more is the article."""

DOMINANT = 0.85
"""Part of the words that the one child of an element must hold to be looked into further."""
CONTAINERS = frozenset(
    ("html", "body", "main", "article", "section", "div", "form", "center", "span")
)
LAYOUT = frozenset(("table", "tbody", "tr", "td"))
"""Elements of tables, by which old pages are laid out."""


def drop_never_words(top: Element) -> Counter[str]:
    """Take out what holds no words of a text; how many of each kind there were."""
    dropped: Counter[str] = Counter()
    for element in top.elements():
        kept: list[Element | Words] = []
        for child in element.children:
            if isinstance(child, Element) and child.name in NEVER_WORDS:
                dropped[child.name] += 1
            else:
                kept.append(child)
        element.children = kept
    return dropped


def drop_surroundings(top: Element, looks: Looks) -> Counter[str]:
    """Take out menus, buttons to share, what is hidden and the like; what was dropped, counted.

    Nothing goes that a mark of a note stands in, nor much of the page by the name of a class alone.
    """
    sizes = _sizes(top)
    most = MOST_ASIDE * sizes[top][0]
    dropped: Counter[str] = Counter()
    for element in top.elements():
        kept: list[Element | Words] = []
        for child in element.children:
            kind = _surrounding(child, looks, sizes, most) if isinstance(child, Element) else ""
            if kind:
                dropped[kind] += 1
            else:
                kept.append(child)
        element.children = kept
    return dropped


def _surrounding(
    element: Element, looks: Looks, sizes: dict[Element, tuple[int, int]], most: float
) -> str:
    """What an element is that stands around the article; "" for a part of it."""
    size, marks = sizes[element]
    if marks or element.note:
        return ""
    if element.name in CONTROLS:
        return element.name
    if element.roles & ROLES or looks.is_hidden(element):
        return "hidden" if not element.roles & ROLES else "nav"
    if element.name == "label" and element.get("for"):
        return "input"
    if element.name in ("body", "main", "article", "html") or element.name.startswith("h"):
        return ""
    names = [*element.classes, element.get("id").lower()]
    if element.name == "footer" and size <= most:
        quoting = any(one.name in ("blockquote", "figure") for one in element.ancestors())
        return "" if quoting else "around"
    if size <= most and any(ASIDE.search(name) for name in names if name):
        return "around"
    return ""


def _sizes(top: Element) -> dict[Element, tuple[int, int]]:
    """How many characters of words, and how many marks, there are in each element."""
    sizes: dict[Element, tuple[int, int]] = {}
    stack: list[tuple[Element, bool]] = [(top, False)]
    while stack:
        element, is_done = stack.pop()
        parts = [one for one in element.children if isinstance(one, Element)]
        if not is_done:
            stack.append((element, True))
            stack += [(one, False) for one in parts]
            continue
        own = sum(len(one.text.strip()) for one in element.children if isinstance(one, Words))
        size = own + sum(sizes[one][0] for one in parts)
        marks = bool(element.note) + sum(sizes[one][1] for one in parts)
        sizes[element] = (0 if element.name == "a" and marks == 0 else size, marks)
    return sizes


def find_article(top: Element) -> Element:
    """The element that holds the article: all marks, and nearly all words that are no links.

    From the whole page on, the child is taken that holds them, as long as there is one.
    """
    sizes = _sizes(top)
    element = _named(top, sizes) or top
    while True:
        size, marks = sizes[element]
        parts = [one for one in element.children if isinstance(one, Element)]
        inner = next(
            (
                one
                for one in parts
                if sizes[one][1] == marks
                and sizes[one][0] >= DOMINANT * size
                and one.name in CONTAINERS | LAYOUT
                and not _has_title(element, one)
            ),
            None,
        )
        if inner is None:
            break
        element = inner
    while element.name in LAYOUT and element.name != "td" and element.parent:
        element = element.parent  # a table that is part of the article
    return element


def _named(top: Element, sizes: dict[Element, tuple[int, int]]) -> Element | None:
    """The one article of a page, if all marks and most words are in it."""
    size, marks = sizes[top]
    articles = [
        one
        for one in top.elements()
        if one.name == "article" or one.get("itemprop").lower() == "articlebody"
    ]
    whole = [one for one in articles if sizes[one][1] == marks and sizes[one][0] * 2 >= size]
    return whole[0] if whole else None


def _has_title(element: Element, inner: Element) -> bool:
    """Whether the heading of the article stands beside what holds the rest of it."""
    return any(
        one.name == "h1" and one.text()
        for child in element.children
        if isinstance(child, Element) and child is not inner
        for one in child.elements()
    )


def select(root: etree._Element | None, selector: str) -> list[etree._Element]:
    """The elements of lxml's tree that a CSS selector means.

    Raises `ConversionError` for a selector that is none, and one that means nothing in the page.
    """
    from cssselect import HTMLTranslator, SelectorError

    try:
        path = HTMLTranslator().css_to_xpath(selector)
    except SelectorError as error:
        raise ConversionError(f"--selector {selector}: this is no CSS selector: {error}") from error
    found = root.xpath(path) if root is not None else []
    if not isinstance(found, list) or not found:
        raise ConversionError(f"--selector {selector}: nothing in the page is meant by it")
    return [one for one in found if isinstance(one, etree._Element)]
