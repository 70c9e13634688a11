"""The numbers of lists and headings, as Word counts and writes them (17.9)."""

from __future__ import annotations

import re

from msgspec import Struct, field

from converter.document.model import Delimiter, ListFormat, NumberFormat
from converter.document.notes import written
from converter.readers.docx.file import child, integer, is_on, value
from converter.readers.docx.looks import Styles
from converter.speed.patterns import Pattern
from converter.word.names import MC
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
"""Formats of numbers (17.18.59) that have a name here."""

AS_TEXT = frozenset({"bullet", "none", "decimalZero", "ordinal", "ordinalText", "cardinalText"})
"""Others that are written before a paragraph; the last three in English alone. All else is 1, 2, 3."""

ONES = (
    "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip

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
        self.unknown: set[str] = set()  # formats of numbers that are not written as Word does it
        self.is_english = (styles.language or "en").lower().startswith("en")
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
            _format(element),
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
            return self._numeral(other.start if number is None else number, format)

        if level.format == "bullet":
            return level.text
        return re.sub("%([1-9])", shown, level.text)

    def _numeral(self, number: int, format: str) -> str:
        is_known = format in FORMATS or format in AS_TEXT or is_padded(format)
        if not is_known or (format in ENGLISH and not self.is_english):
            self.unknown.add(format)
            return str(number)
        return numeral(number, format)


def _format(level: Element) -> str:
    """The format of a level's numbers; for one of Word's own such as ``001, 002`` the first of them."""
    found = child(level, "numFmt")
    if found is None:
        found = level.find(f"{{{MC}}}AlternateContent/{{{MC}}}Choice/{qn('numFmt')}")
    format = value(found) or "decimal"
    return (value(found, "format") or "").partition(",")[0] if format == "custom" else format


def is_padded(format: str) -> bool:
    """Whether a format is a number with noughts before it, as in ``001``."""
    return format.strip("0") == "1" and len(format) < 10


DELIMITED = Pattern(r"(\(?)%([1-9])([.)]?)")


def _delimiter(level: Level, place: int) -> Delimiter | None:
    """What the numbers of a level stand between, if that is all that is printed."""
    found = DELIMITED.fullmatch(level.text.strip())
    if level.format not in LIST_FORMATS or not found or int(found[2]) != place + 1:
        return None
    return {"()": "parens", ")": "paren", ".": "period", "": "period"}.get(found[1] + found[3])  # type: ignore[return-value]


def numeral(number: int, format: str) -> str:
    """A number as Word writes it in a format (17.18.59).

    >>> [numeral(4, format) for format in ("upperRoman", "lowerLetter", "decimalZero", "none", "001")]
    ['IV', 'd', '04', '', '004']
    """
    if format == "none":
        return ""
    if format == "decimalZero":
        return f"{number:02}"
    if is_padded(format):
        return f"{number:0{len(format)}}"
    if number < 1 or number > 4_000:
        return str(number)
    if format in ENGLISH:
        return ENGLISH[format](number)
    return written(number, FORMATS.get(format, "decimal"))


def cardinal(number: int) -> str:
    """A number up to 9,999 in English words.

    >>> cardinal(1), cardinal(121), cardinal(4000)
    ('One', 'One hundred twenty-one', 'Four thousand')
    """
    words: list[str] = []
    for size, name in ((1000, "thousand"), (100, "hundred")):
        if number >= size:
            words += [ONES[number // size], name]
            number %= size
    tens, ones = (0, number) if number < len(ONES) else divmod(number, 10)
    if number:
        words.append("-".join(filter(None, (TENS[tens], ONES[ones]))))
    return " ".join(words).capitalize()


def ordinal_text(number: int) -> str:
    """The same of what comes so many.

    >>> ordinal_text(1), ordinal_text(20), ordinal_text(112)
    ('First', 'Twentieth', 'One hundred twelfth')
    """
    before, last = re.fullmatch(r"(.*?)(\w+)", cardinal(number).lower()).groups()  # type: ignore[union-attr]
    regular = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    return f"{before}{ORDINALS.get(last, regular)}".capitalize()


def ordinal(number: int) -> str:
    """The same in digits.

    >>> ordinal(1), ordinal(12), ordinal(23)
    ('1st', '12th', '23rd')
    """
    is_teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if is_teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


ENGLISH = {"cardinalText": cardinal, "ordinalText": ordinal_text, "ordinal": ordinal}
