"""The words of a Word file's text, and where each of them stands in the bytes of its part.

`scan` reads ``word/document.xml`` with expat, whose events know the byte at which they happen. So a
change can be made by replacing just these bytes, and all others stay what they were: entities, the
order of attributes, whatever another program wrote.
"""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct

from converter.document.model import NoteKind
from converter.word.events import read, reader
from converter.word.manuscript import (
    OBJECT,
    Container,
    Item,
    Manuscript,
    NoteMark,
    Piece,
    Property,
    Run,
    Shown,
)
from converter.word.manuscript.fields import End, Fields, whole_fields
from converter.word.names import MATH
from converter.word.xml import IN_W, tag_end, unusual

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

FORMULA = f"{MATH} oMath"
ELEMENTS = frozenset({
    *CONTAINERS, "del", "moveFrom", "sdt", "customXml", "fldSimple", "bdo", "dir",
    FORMULA, f"{FORMULA}Para",
})  # fmt: skip
"""What stands around or between runs and can be moved whole."""

ITEMS = frozenset({"sym", "ptab", "ruby", "drawing"})
"""Children of a run that are no words and can be moved."""

INSERTED, DELETED = ("ins", "moveTo"), ("del", "moveFrom")
"""What stands around runs that are in the text only once changes are accepted, or only until then."""

DEEPEST = 50
"""So many elements around a field are told apart, far more than programs write."""

PASSING = frozenset({"proofErr", "pPr"})
"""Children of a paragraph that mean nothing once its words are gone."""

POINTS = frozenset({
    "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd",
    "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "proofErr",
    *(f"customXml{change}Range{end}" for change in ("Ins", "Del", "MoveFrom", "MoveTo")
      for end in ("Start", "End")),
})  # fmt: skip
"""What stands between paragraphs without being anything to read (EG_RunLevelElements, 17.17)."""

NOTE_MARKS: dict[str, NoteKind] = {"footnoteReference": "footnote", "endnoteReference": "endnote"}

ID, VALUE = f"{IN_W}id", f"{IN_W}val"


def scan(data: bytes) -> Manuscript:
    """Read the bytes of a story of a Word file. The places are true of what is in UTF-8.

    Raises `ConversionError` if they are not the XML of one, or hold a document type.
    """
    scanner = _Scanner(data)
    parser = scanner.parser
    parser.StartElementHandler = scanner.start
    parser.EndElementHandler = scanner.end
    parser.CharacterDataHandler = scanner.characters
    read(parser, data)
    scanner.found.text = "".join(scanner.text)
    scanner.found.pieces += whole_fields(scanner.fields, scanner.found.pieces)
    scanner.found.pieces.sort(key=lambda piece: (piece.start, -piece.end))
    return scanner.found


class _Open(Struct):
    """An element that is open: its name, its first byte, the end of its tag.

    `child` is the name of its last child but for `POINTS`; `number` that of a paragraph, if it is one;
    `piece` what it is, if it can be moved whole.
    """

    name: str
    start: int
    opening: int
    child: str = ""
    number: int = -1
    piece: Piece | None = None


class _Scanner:
    """The state of one scan. `open` are the elements around."""

    def __init__(self, data: bytes) -> None:
        self.found = Manuscript(data)
        self.data = data
        self.parser: Any = reader()
        self.open: list[_Open] = [_Open("", 0, 0)]
        self.text: list[str] = []
        self.length = 0
        self.paragraph = -1
        self.run: Run | None = None
        self.item: Item | None = None
        self.item_depth = 0
        self.containers: list[int] = []
        self.in_properties = False
        self.inserted = self.deleted = self.boxes = 0
        self.fields = Fields()
        self.around: list[int] = []  # where the pieces around begin
        self.words_apart: list[str] = []
        self.open_bookmarks: dict[str, str] = {}  # names by id
        self.instruction = self.pointed = ""

    # Elements

    def start(self, full_name: str, attributes: dict[str, str]) -> None:
        place = self.parser.CurrentByteIndex
        opening = tag_end(self.data, place)
        name = full_name.removeprefix(IN_W)
        parent = self.open[-1]
        self.open.append(_Open(name, place, opening))
        if len(self.open) == 2 and not full_name.startswith(IN_W):
            raise unusual()
        if ID in attributes:
            self.found.highest_id = max(self.found.highest_id, number_of(attributes[ID]))
        if name == "txbxContent":
            self.boxes += 1
        elif self.boxes:
            return
        elif self.item is not None:
            self.start_property(name, place, attributes)
        elif self.in_properties:
            if name == "sectPr":
                self.holds(place)
        elif self.run is not None:
            self.start_item(name, place, attributes)
        elif name == "p":
            self.start_paragraph(place, opening, parent)
        elif name == "r" and self.paragraph >= 0:
            self.start_run(place, opening)
        elif self.paragraph >= 0:
            self.start_other(name, place, attributes, parent.name)
        else:
            self.start_between(name, attributes, parent)

    def end(self, full_name: str) -> None:
        closed = self.open.pop()
        name, after = closed.name, self.after(closed)
        if name == "txbxContent":
            self.boxes -= 1
            self.set_apart("a text box")
        elif self.boxes:
            self.words_apart += "\n" if name == "p" else ""
        elif self.item is not None:
            if len(self.open) == self.item_depth:
                self.end_item(after)
            elif self.in_run_properties() and len(self.open) == self.item_depth + 1:
                self.end_property(after)
        elif self.in_properties:
            self.end_in_properties(closed.start, after)
        elif self.run is not None and name == "r":
            self.run.end = after
            self.run = None
        elif name == "p" and self.paragraph >= 0:
            self.end_paragraph(closed, after)
        elif closed.piece is not None:
            closed.piece.end, closed.piece.last = after, self.length
            self.around.pop()
            self.end_element(name, after)

    def end_element(self, name: str, after: int) -> None:
        """The end of what stands around or between runs."""
        self.inserted -= name in INSERTED
        if name in DELETED:
            self.deleted -= 1
            self.set_apart("a tracked deletion")
        elif name in CONTAINERS and self.containers and not self.deleted:
            self.found.containers[self.containers.pop()].end = after

    def after(self, closed: _Open) -> int:
        """The byte behind an element that ends here."""
        if self.data[closed.opening - 2 : closed.opening] == b"/>":
            return closed.opening
        return self.data.index(b">", self.parser.CurrentByteIndex) + 1

    def characters(self, text: str) -> None:
        if self.boxes or self.deleted:
            self.words_apart.append(text)
        elif self.item is not None and self.item.name in ("t", "instrText"):
            self.item.text += text

    # Paragraphs

    def start_paragraph(self, place: int, opening: int, parent: _Open) -> None:
        self.paragraph = len(self.found.paragraphs)
        paragraph = Container(place, first=self.length, parent=parent.start, around=parent.name)
        paragraph.opening, paragraph.properties = opening, (opening, opening)
        paragraph.before, paragraph.previous = parent.child, parent.number
        self.found.paragraphs.append(paragraph)
        self.follows(parent, "p")
        parent.number = self.paragraph

    def end_in_properties(self, place: int, after: int) -> None:
        """An element ends that is the properties of a paragraph, or stands in them."""
        if self.open[-1].name == "p":
            self.in_properties = False
            self.found.paragraphs[self.paragraph].properties = place, after

    def end_paragraph(self, closed: _Open, after: int) -> None:
        paragraph = self.found.paragraphs[self.paragraph]
        is_empty = closed.opening == after
        paragraph.closing = after if is_empty else self.parser.CurrentByteIndex
        paragraph.end, paragraph.last = after, self.length
        self.add("\n")
        self.paragraph = -1

    def start_between(self, name: str, attributes: dict[str, str], parent: _Open) -> None:
        """An element outside of paragraphs: a table, a section, a bookmark."""
        if name not in POINTS:
            self.follows(parent, name)
        self.bookmark(name, attributes)

    def follows(self, parent: _Open, name: str) -> None:
        """Note what stands behind the last child of an element."""
        if parent.number >= 0:
            self.found.paragraphs[parent.number].after = name
        parent.child, parent.number = name, -1

    def start_other(self, name: str, place: int, attributes: dict[str, str], parent: str) -> None:
        """An element of a paragraph that is no run: a container, a bookmark, a formula."""
        self.in_properties = name == "pPr"
        self.bookmark(name, attributes)
        if name in ("bookmarkStart", "bookmarkEnd"):
            ends = self.found.ends.setdefault(attributes.get(ID, ""), [])
            ends.append(self.begin_piece(name, place))
        if name in ELEMENTS:
            self.begin_piece(name, place)
            self.inserted += name in INSERTED
            self.deleted += name in DELETED
        if name == FORMULA:
            self.add(OBJECT)
        if name in CONTAINERS and not self.deleted:
            if self.containers:
                self.holds(place)
            self.containers.append(len(self.found.containers))
            self.found.containers.append(Container(place))
        elif name not in PASSING and parent in ("p", *CONTAINERS):
            self.holds(place)

    def begin_piece(self, name: str, place: int) -> Piece:
        """An element that can be moved begins here; its end is told when it comes."""
        piece = Piece(name, place, place, self.length, self.length, self.paragraph)
        self.open[-1].piece = piece
        self.around.append(place)
        self.found.pieces.append(piece)
        return piece

    def holds(self, place: int) -> None:
        """Note that what begins at this byte is more than runs."""
        self.found.paragraphs[self.paragraph].held.append(place)
        if self.containers:
            self.found.containers[self.containers[-1]].held.append(place)

    def bookmark(self, element: str, attributes: dict[str, str]) -> None:
        id = attributes.get(ID, "0")
        if element == "bookmarkEnd":
            self.open_bookmarks.pop(id, None)
        elif element == "bookmarkStart":
            name = attributes.get(f"{IN_W}name", "")
            self.open_bookmarks[id] = name
            self.found.bookmarks[name] = number_of(id)

    # Runs

    def start_run(self, place: int, opening: int) -> None:
        container = self.containers[-1] if self.containers else -1
        self.run = Run(place, opening, self.paragraph, container, self.length)
        self.found.runs.append(self.run)

    def start_item(self, name: str, place: int, attributes: dict[str, str]) -> None:
        self.item = Item(place, place, name, self.length)
        self.item_depth = len(self.open) - 1
        if name == "fldChar":
            self.item.text = attributes.get(f"{IN_W}fldCharType", "")
        elif name in NOTE_MARKS:
            custom = attributes.get(f"{IN_W}customMarkFollows", "0") in ("1", "true", "on")
            tag, id = self.open[-1], attributes.get(ID, "")
            mark = NoteMark(NOTE_MARKS[name], id, tag.start, tag.opening, self.length, custom)
            self.found.marks.append(mark)
            for bookmark in self.open_bookmarks.values():
                self.found.marked[bookmark] = mark
            self.open_bookmarks.clear()  # the first mark in a bookmark is the one that counts

    def field_character(self, item: Item) -> None:
        """What opens, parts or closes a complex field (17.16.18); its text is its kind."""
        changed = {"inserted": self.inserted > 0, "deleted": self.deleted > 0}
        if item.text == "begin":
            self.fields.opens(self.field_end(item.start), **changed)
        elif item.text == "end":
            self.fields.closes(self.field_end(item.end), **changed)
        pointer = re.match(r"\s*NOTEREF\s+(\S+)", self.instruction)
        self.pointed = pointer[1] if pointer and item.text == "separate" else ""
        self.instruction = ""

    def field_end(self, place: int) -> End:
        around = tuple(self.around[:DEEPEST])
        return End(place, self.length, self.paragraph, around)

    def start_property(self, name: str, place: int, attributes: dict[str, str]) -> None:
        """An element inside of a child of a run, which counts if that is the run's properties."""
        if self.in_run_properties() and len(self.open) == self.item_depth + 2 and self.run:
            self.run.look.append(Property(name, attributes.get(VALUE, ""), place, place))

    def end_property(self, after: int) -> None:
        if self.run:
            self.run.look[-1].end = after

    def in_run_properties(self) -> bool:
        return self.item is not None and self.item.name == "rPr"

    def end_item(self, after: int) -> None:
        item, run = self.item, self.run
        assert item is not None  # noqa: S101 (only called inside both)
        assert run is not None  # noqa: S101
        item.end = after
        self.item = None
        if item.name == "rPr":
            run.properties = item.start, after
            return
        run.items.append(item)
        if item.name == "fldChar":
            self.field_character(item)
        elif item.name == "instrText":
            self.instruction += item.text
        elif item.name in ITEMS and not self.deleted:
            piece = Piece(item.name, item.start, after, self.length, self.length + 1, run.paragraph)
            self.found.pieces.append(piece)
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


def number_of(id: str) -> int:
    """The number that an id is, 0 if it is none."""
    return int(id) if re.fullmatch("[0-9]{1,9}", id) else 0
