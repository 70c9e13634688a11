"""How a page wants letters to look: by elements, ``style`` attributes and the rules of its sheets."""

from __future__ import annotations

import re
from collections.abc import Iterable

from converter.document.model import (
    Capitals,
    Emphasis,
    SmallCaps,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Underline,
)
from converter.readers.html.page import Element, Words

Kind = (
    type[Emphasis]
    | type[Strong]
    | type[SmallCaps]
    | type[Superscript]
    | type[Subscript]
    | type[Strikeout]
    | type[Underline]
    | type[Capitals]
)
"""A node that says how the letters in it look."""

Look = dict[Kind | str, bool]
"""What is said of letters: whether they look so, or not (``font-style: normal``); ``hidden`` is one."""

ELEMENTS: dict[str, Look] = {
    **{name: {Emphasis: True} for name in ("em", "i", "cite", "dfn", "var")},
    **{name: {Strong: True} for name in ("b", "strong")},
    **{name: {Strikeout: True} for name in ("s", "strike", "del")},
    **{name: {Underline: True} for name in ("u", "ins")},
    "sup": {Superscript: True},
    "sub": {Subscript: True},
}

SMALL_CAPS = re.compile(r"(?:^|[-_])(?:small-?_?caps?|smcaps?|sc)(?:$|[-_])")
"""A class by which publishers name small capitals: ``small-caps``, ``fn-small-caps``, ``sc``."""

ORDER: tuple[Kind, ...] = (
    Superscript,
    Subscript,
    Strikeout,
    Underline,
    Strong,
    Emphasis,
    SmallCaps,
    Capitals,
)
"""Of the nodes for one element, the outermost first."""

ONE_CLASS = re.compile(r"\s*[a-zA-Z0-9]*\.(-?[A-Za-z_][\w-]*)\s*")
ONE_ELEMENT = re.compile(r"\s*(small|cite|i|em|b|strong|sup)\s*")


class Looks:
    """The looks of a page's letters, by what its style sheets say of classes."""

    def __init__(self, sheets: Iterable[str]) -> None:
        self.classes: dict[str, Look] = {}
        self.elements: dict[str, Look] = {}
        for sheet in sheets:
            self._read(sheet)

    def _read(self, sheet: str) -> None:
        """Take the rules whose selector is one class or element; others depend on their place."""
        for rule in sheet.split("}"):
            head, _, declarations = rule.rpartition("{")
            look = declared(declarations)
            if not look:
                continue
            for selector in head.rpartition("{")[2].rpartition(";")[2].split(","):
                if found := ONE_CLASS.fullmatch(selector):
                    self.classes.setdefault(found[1].lower(), {}).update(look)
                elif found := ONE_ELEMENT.fullmatch(selector):
                    self.elements.setdefault(found[1], {}).update(look)

    def of(self, element: Element) -> Look:
        """What the page says of the letters in an element, its own rules last."""
        look = dict(ELEMENTS.get(element.name, {})) | self.elements.get(element.name, {})
        for name in element.classes:
            if SMALL_CAPS.search(name):
                look[SmallCaps] = True
            look |= self.classes.get(name, {})
        return look | declared(element.get("style")) if element.get("style") else look

    def kinds(self, element: Element, active: frozenset[Kind]) -> list[Kind]:
        """The nodes that an element adds to those around it."""
        look = self.of(element)
        return [kind for kind in ORDER if look.get(kind) and kind not in active]

    def is_hidden(self, element: Element) -> bool:
        """Whether no reader sees an element."""
        if "hidden" in element.attributes:
            return True
        return "display" in element.get("style") and "hidden" in declared(element.get("style"))


def declared(declarations: str) -> Look:
    """What CSS declarations say of letters.

    >>> declared("font-style: italic; color: red") == {Emphasis: True}
    True
    """
    look: Look = {}
    for declaration in declarations.split(";"):
        name, _, value = declaration.partition(":")
        value = value.strip().lower()
        match name.strip().lower():
            case "font-style":
                look[Emphasis] = value.startswith(("italic", "oblique"))
            case "font-weight":
                look[Strong] = value.startswith("bold") or value[:3] in ("600", "700", "800", "900")
            case "font-variant" | "font-variant-caps":
                look[SmallCaps] = "small-caps" in value
            case "text-transform":
                look[Capitals] = value.startswith("uppercase")
            case "vertical-align" if value.startswith(("super", "sub")):
                look[Superscript if value.startswith("super") else Subscript] = True
            case "text-decoration" | "text-decoration-line":
                look[Strikeout] = "line-through" in value
                look[Underline] = "underline" in value
            case "display" if value.startswith("none"):
                look["hidden"] = True
    return look


def is_small_capitals(element: Element, siblings: list[Element | Words]) -> bool:
    """Whether ``small`` stands for small capitals, as on pages of law reviews: a name among words."""
    if element.name != "small" or element.has_block:
        return False
    among = any(isinstance(one, Words) and one.text.strip(" .\n\t") for one in siblings)
    words = element.text()
    return among and words[:1].isupper() and not words.isupper()
