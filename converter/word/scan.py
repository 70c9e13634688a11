"""The words of a Word file's text, and where each of them stands in the bytes of its part.

`scan` reads ``word/document.xml`` with expat, whose events know the byte at which they happen. So a
change can be made by replacing just these bytes, and all others stay what they were: prefixes,
entities, the order of attributes, whatever another program wrote.
"""

from __future__ import annotations

import re
from xml.parsers import expat

from msgspec import Struct, field

from converter.document.diagnostics import ConversionError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
"""The namespace of WordprocessingML as expat puts it before an element's name."""

OBJECT = "\ufffc"
"""Stands in the text for what is no text: a picture, a formula, a real note's mark."""

CHARACTERS = {
    "tab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
INVISIBLE = frozenset({
    "rPr", "lastRenderedPageBreak", "commentReference", "annotationRef", "fldChar", "instrText",
    "delText", "delInstrText",
})  # fmt: skip
"""Children of a run that are no characters of its text; others but `CHARACTERS` count as an object."""

CONTAINERS = frozenset({"hyperlink", "ins", "moveTo", "smartTag"})
"""What may stand around runs and means nothing without them."""

PASSING = frozenset({"proofErr", "pPr"})
"""Children of a paragraph that mean nothing once its words are gone."""

REFERENCES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}

TAG = re.compile(rb"""<[^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*>""")


class Item(Struct):
    """A child of a run: bytes `start` to `end`, and the characters it adds to the text."""

    start: int
    end: int
    name: str
    first: int
    text: str = ""


class Run(Struct):
    """A run (17.3.2.25): bytes `start` to `end`; its text begins with the character `first`.

    `where` says why no note can be called here, or is empty. `opening` ends the start tag.
    """

    start: int
    opening: int
    paragraph: int
    container: int
    first: int
    where: str = ""
    end: int = 0
    properties: bytes = b""
    items: list[Item] = field(default_factory=list)


class Container(Struct):
    """A paragraph, or what stands around runs in it; `holds` says if there is more than runs in it.

    Of a paragraph, `first` and `last` bound its text, `parent` is the byte at which the element around
    it begins, and `around` that element's name.
    """

    start: int
    end: int = 0
    first: int = 0
    last: int = 0
    parent: int = 0
    around: str = ""
    holds: bool = False


class Reference(Struct, frozen=True):
    """A real note's mark that is there already; `first` is its place in the text."""

    kind: str
    id: str
    start: int
    end: int
    first: int
    custom: bool


class Shown(Struct, frozen=True):
    """A number that a NOTEREF field (17.16.5.40) shows: that of the mark in the bookmark `name`."""

    name: str
    start: int
    end: int
    text: str


class Manuscript(Struct):
    """What `scan` found. `apart` holds texts that are not in the text: their place and words.

    `bookmarks` are the ids of bookmarks by their names, `marked` the first real note in each.
    """

    data: bytes
    text: str = ""
    paragraphs: list[Container] = field(default_factory=list)
    containers: list[Container] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    apart: list[tuple[str, str]] = field(default_factory=list)
    bookmarks: dict[str, int] = field(default_factory=dict)
    marked: dict[str, Reference] = field(default_factory=dict)
    shown: list[Shown] = field(default_factory=list)


def scan(data: bytes) -> Manuscript:
    """Read the bytes of a story of a Word file.

    Raises `ConversionError` if they are not the XML of one in UTF-8, or hold a document type.
    """
    scanner = _Scanner(data)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = scanner.start
    parser.EndElementHandler = scanner.end
    parser.CharacterDataHandler = scanner.characters
    parser.StartDoctypeDeclHandler = _refuse
    scanner.parser = parser
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise ConversionError(
            f"the Word file is damaged: {error}; open it in Word and save it"
        ) from error
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or not scanner.is_word:
        raise ConversionError(
            "the Word file is not written as usual; open it in Word and save it as .docx "
            "(not 'Strict Open XML')"
        )
    scanner.found.text = "".join(scanner.text)
    return scanner.found


def _refuse(*_: object) -> None:
    raise ConversionError(
        "the Word file holds a document type, which no Word file may; it is refused"
    )


class _Scanner:
    """The state of one scan. `open` are the elements around: name, first byte, end of the tag."""

    def __init__(self, data: bytes) -> None:
        self.found = Manuscript(data)
        self.data = data
        self.parser: expat.XMLParserType
        self.open: list[tuple[str, int, int]] = []
        self.text: list[str] = []
        self.length = 0
        self.paragraph = -1
        self.run: Run | None = None
        self.item: Item | None = None
        self.item_depth = 0
        self.containers: list[int] = []
        self.in_properties = False
        self.deleted = self.boxes = self.fields = 0
        self.words_apart: list[str] = []
        self.open_bookmarks: dict[str, str] = {}  # names by id
        self.instruction = self.pointed = ""
        self.is_word = False

    # Elements

    def start(self, full_name: str, attributes: dict[str, str]) -> None:
        place = self.parser.CurrentByteIndex
        tag = TAG.match(self.data, place)
        opening = tag.end() if tag else place
        name = full_name.removeprefix(W)
        if not self.open:
            self.is_word = full_name.startswith(W) and b" xmlns:w=" in self.data[place:opening]
        parent = self.open[-1] if self.open else ("", 0, 0)
        self.open.append((name, place, opening))
        if name == "txbxContent":
            self.boxes += 1
        elif self.boxes:
            return
        elif self.item is not None:
            pass  # the inside of a picture, or of run properties
        elif self.in_properties:
            if name == "sectPr":
                self.holds()
        elif self.run is not None:
            self.start_item(name, place, attributes)
        elif name == "p":
            self.start_paragraph(place, parent)
        elif name == "r" and self.paragraph >= 0:
            self.start_run(place, opening)
        elif self.paragraph >= 0:
            self.start_other(name, place, attributes, parent[0])
        else:
            self.bookmark(name, attributes)

    def end(self, full_name: str) -> None:
        name, place, opening = self.open.pop()
        after = self.after(place, opening)
        if name == "txbxContent":
            self.boxes -= 1
            self.set_apart("a text box")
        elif self.boxes:
            self.words_apart += "\n" if name == "p" else ""
        elif self.item is not None:
            if len(self.open) == self.item_depth:
                self.end_item(after)
        elif self.in_properties:
            self.in_properties = name != "pPr"
        elif self.run is not None and name == "r":
            self.run.end = after
            self.run = None
        elif name == "p" and self.paragraph >= 0:
            self.end_paragraph(after)
        elif name in ("del", "moveFrom") and self.paragraph >= 0:
            self.deleted -= 1
            self.set_apart("a tracked deletion")
        elif name == "fldSimple":
            self.fields -= 1
        elif name in CONTAINERS and self.containers and not self.deleted:
            self.found.containers[self.containers.pop()].end = after

    def after(self, place: int, opening: int) -> int:
        """The byte behind an element that ends here."""
        if self.data[opening - 2 : opening] == b"/>":
            return opening
        tag = TAG.match(self.data, self.parser.CurrentByteIndex)
        return tag.end() if tag else opening

    def characters(self, text: str) -> None:
        if self.boxes or self.deleted:
            self.words_apart.append(text)
        elif self.item is not None and self.item.name in ("t", "instrText"):
            self.item.text += text

    # Paragraphs

    def start_paragraph(self, place: int, parent: tuple[str, int, int]) -> None:
        self.paragraph = len(self.found.paragraphs)
        paragraph = Container(place, first=self.length, parent=parent[1], around=parent[0])
        self.found.paragraphs.append(paragraph)

    def end_paragraph(self, after: int) -> None:
        paragraph = self.found.paragraphs[self.paragraph]
        paragraph.end, paragraph.last = after, self.length
        self.add("\n")
        self.paragraph = -1

    def start_other(self, name: str, place: int, attributes: dict[str, str], parent: str) -> None:
        """An element of a paragraph that is no run: a container, a bookmark, a formula."""
        self.in_properties = name == "pPr"
        self.bookmark(name, attributes)
        if name in ("del", "moveFrom"):
            self.deleted += 1
        elif name == "fldSimple":
            self.fields += 1
        elif name.endswith(" oMath"):
            self.add(OBJECT)
        if name in CONTAINERS and not self.deleted:
            if self.containers:
                self.holds()
            self.containers.append(len(self.found.containers))
            self.found.containers.append(Container(place))
        elif name not in PASSING and parent in ("p", *CONTAINERS):
            self.holds()

    def holds(self) -> None:
        self.found.paragraphs[self.paragraph].holds = True
        if self.containers:
            self.found.containers[self.containers[-1]].holds = True

    def bookmark(self, element: str, attributes: dict[str, str]) -> None:
        id = attributes.get(f"{W}id", "0")
        if element == "bookmarkEnd":
            self.open_bookmarks.pop(id, None)
        elif element == "bookmarkStart":
            name = attributes.get(f"{W}name", "")
            self.open_bookmarks[id] = name
            self.found.bookmarks[name] = int(id) if re.fullmatch("[0-9]{1,9}", id) else 0

    # Runs

    def start_run(self, place: int, opening: int) -> None:
        where = "a tracked deletion" if self.deleted else "a field" if self.fields else ""
        container = self.containers[-1] if self.containers else -1
        self.run = Run(place, opening, self.paragraph, container, self.length, where)
        self.found.runs.append(self.run)

    def start_item(self, name: str, place: int, attributes: dict[str, str]) -> None:
        self.item = Item(place, place, name, self.length)
        self.item_depth = len(self.open) - 1
        if name == "fldChar":
            kind = attributes.get(f"{W}fldCharType")
            self.fields += (kind == "begin") - (kind == "end")
            pointer = re.match(r"\s*NOTEREF\s+(\S+)", self.instruction)
            self.pointed = pointer[1] if pointer and kind == "separate" else ""
            self.instruction = ""
            if self.run is not None and not self.run.where:
                self.run.where = "a field"
        elif name in REFERENCES:
            custom = attributes.get(f"{W}customMarkFollows", "0") in ("1", "true", "on")
            id = attributes.get(f"{W}id", "")
            _, start, end = self.open[-1]
            mark = Reference(REFERENCES[name], id, start, end, self.length, custom)
            self.found.references.append(mark)
            for bookmark in self.open_bookmarks.values():
                self.found.marked[bookmark] = mark
            self.open_bookmarks.clear()  # the first mark in a bookmark is the one that counts

    def end_item(self, after: int) -> None:
        item, run = self.item, self.run
        assert item is not None  # noqa: S101 (only called inside both)
        assert run is not None  # noqa: S101
        item.end = after
        self.item = None
        if item.name == "rPr":
            run.properties = self.data[item.start : after]
            return
        run.items.append(item)
        if item.name == "instrText":
            self.instruction += item.text
        elif item.name == "t" and self.pointed:
            self.found.shown.append(Shown(self.pointed, item.start, after, item.text))
        if self.deleted or item.name in INVISIBLE:
            item.text = ""
        elif item.name != "t":
            item.text = CHARACTERS.get(item.name, OBJECT)
        self.add(item.text)

    def add(self, text: str) -> None:
        self.text.append(text)
        self.length += len(text)

    def set_apart(self, where: str) -> None:
        self.found.apart.append((where, "".join(self.words_apart)))
        self.words_apart = []
