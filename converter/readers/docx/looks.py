"""How words look, once what their styles, their paragraphs and they themselves say is put together."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from converter.readers.docx.file import child, integer, is_on, name_of, value
from converter.word.tree import Element
from converter.word.xml import qn

Look = frozenset[str]
"""What is said of a run's words: names out of `TOGGLES`, and the others below."""
NO_LOOK: Look = frozenset()

TOGGLES = {
    "b": "strong",
    "i": "emphasis",
    "caps": "capitals",
    "smallCaps": "small-caps",
    "strike": "strikeout",
    "dstrike": "strikeout",
    "vanish": "hidden",
}
"""Toggle properties (17.7.3) that are part of what is said, or of whether it is said."""

HIDDEN: Look = frozenset({"hidden"})
UNDERLINE, CODE = "underline", "code"
RAISED = frozenset({"superscript", "subscript"})

CODE_STYLES = frozenset(
    {"verbatim char", "html code", "html typewriter", "source text", "inline code"}
)
LINK_STYLES = frozenset(
    {"hyperlink", "followedhyperlink", "internet link", "visited internet link"}
)
"""Names of character styles, in small letters. The line under a link is no emphasis."""

LONGEST_CHAIN = 50
"""Styles that are based on one another; more are a circle, or made to take time."""


class Properties(Struct):
    """What run properties (17.3.2.28) say; None or no entry where they do not say.

    `toggles` go by their names in the file: a line that is not double may be single.
    """

    style: str = ""
    toggles: dict[str, bool] = field(default_factory=dict)
    raised: str | None = None
    underline: bool | None = None
    font: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        return self.style, tuple(self.toggles.items()), self.raised, self.underline


class Style(Struct):
    """A style (17.7.4.17), as far as a reader needs it. `name` is in small letters.

    `has_head` says of a style of tables that it gives the first row a look of its own (17.7.6.6).
    """

    id: str
    kind: str
    name: str
    based_on: str
    run: Properties
    paragraph: Element | None
    has_head: bool


def read_properties(element: Element | None) -> Properties:
    """What run properties say by themselves."""
    found = Properties()
    for one in element if element is not None else ():
        match name_of(one.tag):
            case "rStyle":
                found.style = value(one) or ""
            case "vertAlign":
                found.raised = value(one)
            case "rFonts":
                found.font = value(one, "ascii") or value(one, "hAnsi") or ""
            case "u":
                found.underline = (value(one) or "single") != "none"
            case name if name in TOGGLES:
                found.toggles[name] = is_on(one)
    return found


class Styles:
    """The styles of a Word file."""

    def __init__(self, root: Element) -> None:
        usual = child(root, "docDefaults", "rPrDefault", "rPr")
        self.defaults = read_properties(usual)
        self.language = value(child(usual, "lang"))
        self.by_id: dict[str, Style] = {}
        self.default_paragraph = ""
        self._merged: dict[str, Properties] = {}
        self._told: dict[tuple[str, str], Element | None] = {}
        self._looks: dict[tuple[object, ...], Look] = {}
        for one in root.findall(qn("style")):
            style = Style(
                value(one, "styleId") or "",
                value(one, "type") or "paragraph",
                (value(child(one, "name")) or "").lower(),
                value(child(one, "basedOn")) or "",
                read_properties(child(one, "rPr")),
                child(one, "pPr"),
                any(value(part, "type") == "firstRow" for part in one.findall(qn("tblStylePr"))),
            )
            self.by_id.setdefault(style.id, style)
            if style.kind == "paragraph" and is_on(one, "default") and value(one, "default"):
                self.default_paragraph = style.id

    def chain(self, id: str) -> Iterator[Style]:
        """A style and those that it is based on, the nearest first (17.7.4.3)."""
        for _ in range(LONGEST_CHAIN):
            style = self.by_id.get(id)
            if style is None:
                return
            yield style
            id = style.based_on

    def names(self, id: str) -> list[str]:
        """The names of a style and of those that it is based on."""
        return [style.name for style in self.chain(id)]

    def has_head(self, id: str) -> bool:
        """Whether a style of tables, or one that it is based on, sets the first row apart."""
        return any(style.has_head for style in self.chain(id))

    def paragraph_property(self, id: str, name: str) -> Element | None:
        """A paragraph property that a style has, itself or by those that it is based on."""
        if (id, name) not in self._told:
            found = (child(style.paragraph, name) for style in self.chain(id))
            self._told[id, name] = next((one for one in found if one is not None), None)
        return self._told[id, name]

    def font(self, paragraph: str, run: Properties) -> str:
        """The font (17.3.2.26) of words in a paragraph of a style, with run properties of their own."""
        chains = (self.chain(run.style), self.chain(paragraph))
        of_styles = (style.run.font for chain in chains for style in chain)
        return next((font for font in (run.font, *of_styles) if font), self.defaults.font)

    def look(self, paragraph: str, run: Properties, *, relative: bool = False) -> Look:
        """How words look in a paragraph of a style, with run properties of their own.

        With `relative`, how they differ from other words of that style: all of a heading may be bold.
        """
        key = (paragraph, relative, *run.key)
        if key not in self._looks:
            look = self._look(paragraph, run)
            usual = self._look(paragraph, Properties()) - HIDDEN if relative else NO_LOOK
            self._looks[key] = look ^ usual
        return self._looks[key]

    def _look(self, paragraph: str, run: Properties) -> Look:
        """The style hierarchy (17.7.2): a toggle that two styles set is off again (17.7.3)."""
        around, own = self._of_style(paragraph), self._of_style(run.style)
        found = set()
        for name, look in TOGGLES.items():
            said = run.toggles.get(name)
            if said is None:
                in_styles = around.toggles.get(name, False) ^ own.toggles.get(name, False)
                said = self.defaults.toggles.get(name, False) or in_styles
            if said:
                found.add(look)
        raised = next((one.raised for one in (run, own, around) if one.raised is not None), None)
        names = self.names(run.style)
        own_line = None if LINK_STYLES.intersection(names) else own.underline
        lines = (run.underline, own_line, around.underline)
        if next((line for line in lines if line is not None), False):
            found.add(UNDERLINE)
        if CODE_STYLES.intersection(names):
            found.add(CODE)
        return frozenset(found | RAISED.intersection({raised}))

    def _of_style(self, id: str) -> Properties:
        """What a style says, with what it takes from those that it is based on."""
        if id not in self._merged:
            merged = Properties()
            for style in reversed([*self.chain(id)]):
                merged.toggles |= style.run.toggles
                merged.raised = merged.raised if style.run.raised is None else style.run.raised
                if style.run.underline is not None:
                    merged.underline = style.run.underline
            self._merged[id] = merged
        return self._merged[id]

    def outline_level(self, paragraph: Element | None, id: str) -> int | None:
        """The level of a heading, from 1, that a paragraph or its style says (17.3.1.20), or None."""
        own = child(paragraph, "outlineLvl")
        told = own if own is not None else self.paragraph_property(id, "outlineLvl")
        level = integer(value(told), 9)
        return level + 1 if 0 <= level <= 8 else None
