"""The numbers of lists and headings, as Word counts and writes them (17.9)."""

from __future__ import annotations

import re

from msgspec import Struct, field

from converter.document.model import Delimiter, ListFormat, NumberFormat
from converter.document.notes import written
from converter.readers.docx.file import child, integer, is_on, value
from converter.readers.docx.looks import Styles
from converter.speed.patterns import Pattern
from converter.word.tree import Element
from converter.word.xml import qn

FORMATS: dict[str, NumberFormat] = {
    "decimal": "decimal",
    "lowerRoman": "lower-roman",
    "upperRoman": "upper-roman",
    "lowerLetter": "lower-alpha",
    "upperLetter": "upper-alpha",
    "chicago": "symbols",
}
"""Formats of numbers (17.18.59) that have a name here; others are written as plain numbers."""

LIST_FORMATS: dict[str, ListFormat] = {
    "decimal": "decimal",
    "lowerRoman": "lower-roman",
    "upperRoman": "upper-roman",
    "lowerLetter": "lower-alpha",
    "upperLetter": "upper-alpha",
}
"""Those that the numbers of a list can have."""

LEVELS = 9


class Level(Struct, frozen=True):
    """A level of a list: `format` and `text` such as ``(%1)`` as Word names them.

    It begins anew behind each paragraph of a higher level, or of the levels up to the number `restart`:
    0 for never (17.9.10).
    """

    format: str = "decimal"
    text: str = ""
    start: int = 1
    is_legal: bool = False
    restart: int | None = None


class Numbered(Struct, frozen=True):
    """The place of a paragraph in a list: what is printed before it, and its number there.

    `delimiter` is None where the label is no number that a list of ours can write, as ``1.2`` is none.
    """

    id: str
    level: int
    format: str
    label: str
    number: int
    delimiter: Delimiter | None

    @property
    def is_bullet(self) -> bool:
        return self.format == "bullet"

    @property
    def is_item(self) -> bool:
        """Whether a list can hold the paragraph, so that its label need not be text."""
        return self.is_bullet or self.delimiter is not None


class _Count(Struct):
    """How far the lists of one definition have counted, and which of them have begun."""

    numbers: list[int | None] = field(default_factory=lambda: [None] * LEVELS)
    begun: set[tuple[str, int]] = field(default_factory=set)


class Lists:
    """The lists of a Word file, and how far they have been counted."""

    def __init__(self, root: Element, styles: Styles) -> None:
        self.styles = styles
        self.levels: dict[str, dict[int, Level]] = {}
        self.abstract: dict[str, str] = {}
        self.starts: dict[tuple[str, int], int] = {}
        self.style_levels: dict[tuple[str, str], int] = {}
        self.counts: dict[str, _Count] = {}
        definitions = {
            value(one, "abstractNumId") or "": one for one in root.findall(qn("abstractNum"))
        }
        self.by_style = {
            style: one
            for one in definitions.values()
            if (style := value(child(one, "styleLink"))) is not None
        }
        for num in root.findall(qn("num")):
            self._add(num, definitions)

    def _add(self, num: Element, definitions: dict[str, Element]) -> None:
        id, abstract = value(num, "numId") or "", value(child(num, "abstractNumId")) or ""
        definition = self._linked(definitions.get(abstract))
        levels: dict[int, Level] = {}
        for element in definition.findall(qn("lvl")) if definition is not None else ():
            self._add_level(id, element, levels)
        for override in num.findall(qn("lvlOverride")):
            level = integer(value(override, "ilvl"))
            start = child(override, "startOverride")
            if start is not None:
                self.starts[id, level] = integer(value(start), 1)
            other = child(override, "lvl")
            if other is not None:
                self._add_level(id, other, levels)
        self.levels[id], self.abstract[id] = levels, abstract

    def _linked(self, definition: Element | None) -> Element | None:
        """A definition, or the one of the numbering style that it names (17.9.21)."""
        style = value(child(definition, "numStyleLink"))
        return definition if style is None else self.by_style.get(style, definition)

    def _add_level(self, id: str, element: Element, levels: dict[int, Level]) -> None:
        place = integer(value(element, "ilvl"))
        if not 0 <= place < LEVELS:
            return
        restart = child(element, "lvlRestart")
        levels[place] = Level(
            value(child(element, "numFmt")) or "decimal",
            value(child(element, "lvlText")) or "",
            integer(value(child(element, "start"))),
            is_on(child(element, "isLgl")),
            None if restart is None else integer(value(restart)),
        )
        if style := value(child(element, "pStyle")):
            self.style_levels[id, style] = place

    def of(self, properties: Element | None, style: str) -> Numbered | None:
        """The place that a paragraph takes in a list, itself or by its style; None for none.

        Each paragraph is to be asked once, in the order of the text: it is counted.
        """
        own = child(properties, "numPr")
        by_style = self.styles.paragraph_property(style, "numPr")
        id = value(child(own, "numId")) or self._list_of_style(style)
        if id not in self.levels:
            return None
        level = integer(value(child(own, "ilvl")), -1)
        if level < 0:
            level = self.style_levels.get((id, style), integer(value(child(by_style, "ilvl"))))
        return self._next(id, min(max(level, 0), LEVELS - 1))

    def _list_of_style(self, style: str) -> str:
        """The list that a style names, itself or one that it is based on; "0" for none."""
        for one in self.styles.chain(style):
            if id := value(child(one.paragraph, "numPr", "numId")):
                return id
        return "0"

    def _next(self, id: str, place: int) -> Numbered:
        count = self.counts.setdefault(self.abstract[id], _Count())
        levels = self.levels[id]
        level = levels.get(place, Level())
        before = count.numbers[place]
        start = self.starts.get((id, place), level.start)
        has_begun = (id, place) in count.begun or (id, place) not in self.starts
        number = before + 1 if before is not None and has_begun else start
        count.begun.add((id, place))
        count.numbers[place] = number
        for lower in range(place + 1, LEVELS):
            restart = levels[lower].restart if lower in levels else None
            if restart is None or place < restart:
                count.numbers[lower] = None
        label = self._label(levels, level, count)
        return Numbered(id, place, level.format, label, number, _delimiter(level, place))

    def _label(self, levels: dict[int, Level], level: Level, count: _Count) -> str:
        def shown(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            other = levels.get(place, Level())
            number = count.numbers[place]
            format = "decimal" if level.is_legal else other.format
            return numeral(other.start if number is None else number, format)

        if level.format == "bullet":
            return level.text
        return re.sub("%([1-9])", shown, level.text)


DELIMITED = Pattern(r"(\(?)%([1-9])([.)]?)")


def _delimiter(level: Level, place: int) -> Delimiter | None:
    """What the numbers of a level stand between, if that is all that is printed."""
    found = DELIMITED.fullmatch(level.text.strip())
    if level.format not in LIST_FORMATS or not found or int(found[2]) != place + 1:
        return None
    return {"()": "parens", ")": "paren", ".": "period", "": "period"}.get(found[1] + found[3])  # type: ignore[return-value]


def numeral(number: int, format: str) -> str:
    """A number as Word writes it in a format (17.18.59).

    >>> [numeral(4, format) for format in ("upperRoman", "lowerLetter", "decimalZero", "none")]
    ['IV', 'd', '04', '']
    """
    if format == "none":
        return ""
    if format == "decimalZero":
        return f"{number:02}"
    if number < 1 or number > 4_000:
        return str(number)
    return written(number, FORMATS.get(format, "decimal"))
