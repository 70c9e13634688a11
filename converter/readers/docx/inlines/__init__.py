"""What stands in a paragraph of a Word file: runs, fields, links, marks, pictures, formulas."""

from __future__ import annotations

from collections import Counter
from typing import Literal, NamedTuple

from lxml import etree

from converter.document.diagnostics import Diagnostic, diagnose
from converter.document.model import (
    CrossRef,
    Inline,
    LineBreak,
    Math,
    NoteKey,
    NoteKind,
    NoteNumber,
    NoteRef,
    Span,
    Stray,
)
from converter.readers.docx.file import WordFile, child, is_on, name_of, value
from converter.readers.docx.inlines.fields import Field, Noted, interpret
from converter.readers.docx.inlines.nesting import Piece
from converter.readers.docx.inlines.pictures import picture
from converter.readers.docx.inlines.symbols import character
from converter.readers.docx.lists import Lists
from converter.readers.docx.looks import Look, Styles, read_properties
from converter.readers.docx.source import Source
from converter.word.names import R
from converter.word.xml import Element, qn

TrackChanges = Literal["accept", "reject", "all"]
"""What is read of changes that Word has tracked: the new text, the old one, or both."""

CHARACTERS = {
    "tab": "\t",
    "ptab": "\t",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
AROUND = frozenset({
    "smartTag", "customXml", "sdtContent", "dir", "bdo", "ruby", "rubyBase", "subDoc", "conflictIns",
})  # fmt: skip
"""Elements whose runs are read as if they stood alone."""
MARKS: dict[str, NoteKind] = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
NEW, OLD = frozenset({"ins", "moveTo"}), frozenset({"del", "moveFrom"})
NO_LOOK: Look = frozenset()
LONGEST_MARK = 9
"""Characters of a custom mark that stands in the run behind its reference."""


class Reading:
    """What is known while a Word file is read, by all of its stories.

    `noted` are the notes whose marks stand in bookmarks, by the bookmarks' names, `defined` those that
    the file has. `called` has the notes in the order of their marks, `marks` the custom ones among
    them. `left_out` counts what is not read, for one message each.
    """

    def __init__(
        self, file: WordFile, changes: TrackChanges, comments: dict[str, tuple[str, str]] | None
    ) -> None:
        self.file = file
        self.changes = changes
        self.comments = comments
        self.styles = Styles(file.root(file.names.styles))
        self.lists = Lists(file.root(file.names.numbering), self.styles)
        self.source = Source()
        self.noted: dict[str, Noted] = {}
        self.defined: set[NoteKey] = set()
        self.called: dict[NoteKey, None] = {}
        self.deleted: set[NoteKey] = set()
        self.marks: dict[NoteKey, str] = {}
        self.shown: list[tuple[NoteKey, str, Span]] = []
        self.left_out: Counter[str] = Counter()
        self.found: list[Diagnostic] = []


class Content(NamedTuple):
    """What a paragraph holds, the text boxes that hang on it, and whether its end was deleted."""

    pieces: list[Piece]
    boxes: list[Element]


class InlineReader:
    """Reads the paragraphs of a story, such as the text or the footnotes. Fields may span them."""

    def __init__(self, reading: Reading, part: str, *, in_note: bool) -> None:
        self.reading = reading
        self.part = part
        self.in_note = in_note
        self.fields: list[Field] = []
        self.pieces: list[Piece] = []
        self.boxes: list[Element] = []
        self.style = ""
        self.relative = False
        self.link = ""
        self.change: Look = NO_LOOK
        self.look: Look = NO_LOOK
        self.awaited: NoteKey | None = None  # a custom mark is to follow

    def read(self, paragraph: Element, style: str, *, relative: bool) -> Content:
        """The content of a paragraph of a style, with looks `relative` to that style or as they are."""
        self.pieces, self.boxes = [], []
        self.style, self.relative = style, relative
        self.children(paragraph)
        self.awaited = None
        return Content(self.pieces, self.boxes)

    # Elements

    def children(self, parent: Element) -> None:
        for element in parent:
            self.element(element, name_of(element.tag))

    def element(self, element: Element, name: str) -> None:
        """An element that stands where runs can stand."""
        if name == "r":
            self.run(element)
        elif name == "hyperlink":
            self.hyperlink(element)
        elif name in NEW or name in OLD:
            self.changed(element, name)
        elif name == "sdt":
            content = child(element, "sdtContent")
            if content is not None:
                self.children(content)
        elif name in AROUND:
            self.children(element)
        elif name == "fldSimple":
            self.fields.append(Field(value(element, "instr") or "", separated=True))
            interpret(self.fields[-1], self.reading.noted)
            self.children(element)
            self.end_field()
        elif name == "mc:AlternateContent":
            for one in alternative(element):
                self.element(one, name_of(one.tag))
        elif name == "m:oMathPara":
            for formula in element.iterchildren("{*}oMath"):
                self.formula(formula)
        elif name == "m:oMath":
            self.formula(element)

    def hyperlink(self, element: Element) -> None:
        """A link (17.16.22): to an address, or to a place in the file, whose words are read alone."""
        relationship = self.reading.file.relationship(self.part, element.get(f"{{{R}}}id"))
        outside, self.link = self.link, ""
        if relationship is not None and relationship.is_external:
            anchor = value(element, "anchor")
            self.link = f"{relationship.target}#{anchor}" if anchor else relationship.target
        self.children(element)
        self.link = outside

    def changed(self, element: Element, name: str) -> None:
        """What was inserted or deleted while changes were tracked (17.13.5)."""
        changes = self.reading.changes
        self.reading.left_out["changes"] += 1
        if changes == ("accept" if name in OLD else "reject"):
            self.note_deleted(element)
            return
        outside = self.change
        if changes == "all":
            self.change |= {"strikeout" if name in OLD else "underline"}
        self.children(element)
        self.change = outside

    def note_deleted(self, element: Element) -> None:
        for mark, kind in MARKS.items():
            for one in element.iter(qn(mark)):
                self.reading.deleted.add(key_of(kind, value(one, "id")))

    def formula(self, element: Element) -> None:
        text = "".join(one.text or "" for one in element.iter("{*}t"))
        omml = etree.tostring(element, encoding="unicode", with_tail=False)
        self.reading.left_out["formulas"] += 1
        if self.is_read:
            span = self.reading.source.add(text)
            self.add(Math(text, omml, span=span))

    # Runs

    def run(self, run: Element) -> None:
        """A run (17.3.2.25): characters of one look."""
        properties = read_properties(child(run, "rPr"))
        self.look = self.reading.styles.look(self.style, properties, relative=self.relative)
        if "hidden" in self.look:
            self.reading.left_out["hidden"] += 1
            return
        for element in run:
            self.run_child(element, name_of(element.tag))
        if self.awaited and self.awaited in self.reading.marks:
            self.awaited = None

    def run_child(self, element: Element, name: str) -> None:
        if name == "t" or name == "delText":
            self.text(element.text or "")
        elif name in CHARACTERS:
            self.text(CHARACTERS[name])
        elif name in ("br", "cr"):
            if (value(element, "type") or "textWrapping") == "textWrapping" and self.is_read:
                self.add(LineBreak(span=self.reading.source.add("\n")))
        elif name == "sym":
            self.symbol(element)
        elif name in MARKS:
            self.mark(MARKS[name], element)
        elif name == "fldChar":
            self.field_character(value(element, "fldCharType"))
        elif name == "instrText":
            if self.fields and not self.fields[-1].separated:
                self.fields[-1].instruction += element.text or ""
        elif name == "commentReference":
            self.comment(value(element, "id") or "")
        elif name in ("drawing", "pict", "object"):
            self.drawing(element)
        elif name == "mc:AlternateContent":
            for one in alternative(element):
                self.run_child(one, name_of(one.tag))
        elif name == "ruby":
            for one in element.iterchildren(qn("rubyBase")):
                self.children(one)

    @property
    def is_read(self) -> bool:
        """Whether what stands here is to be read: no instruction, no list that Word has made."""
        return all(one.separated and not one.left_out and one.note is None for one in self.fields)

    def text(self, words: str) -> None:
        if self.awaited is not None and words.strip() and len(words) <= LONGEST_MARK:
            marks = self.reading.marks
            marks[self.awaited] = marks.get(self.awaited, "") + words.strip()
            return
        if self.is_read:
            self.add(words)
            return
        shows = next((one for one in self.fields if one.note is not None), None)
        if shows is not None:
            shows.shown.append(words)

    def add(self, what: str | Inline) -> None:
        """Put words, or what has none, behind what the paragraph has so far."""
        if not what:
            return
        look = self.look | self.change
        link = next((one.link for one in reversed(self.fields) if one.link), self.link)
        if isinstance(what, str):
            span = self.reading.source.add(what)
        else:
            span = what.span or self.reading.source.here()
        self.pieces.append(Piece(what, span, look, link))

    def symbol(self, element: Element) -> None:
        font, code = value(element, "font") or "", value(element, "char") or ""
        found = character(font, code)
        if found is None:
            said = diagnose("W009", self.reading.source.here(), sign=code[:9], font=font[:40])
            self.reading.found.append(said)
        self.text(found or "\ufffd")

    def comment(self, id: str) -> None:
        self.reading.left_out["comments"] += 1
        if self.reading.comments is not None and id in self.reading.comments and self.is_read:
            author, words = self.reading.comments[id]
            shown = f"[Comment by {author}: {words}]"
            span = self.reading.source.add(shown)
            self.reading.found.append(diagnose("T001", span, author=author))
            self.add(Stray(shown, "T001", span=span))

    def drawing(self, element: Element) -> None:
        """A picture, or a box with text, which is read behind the paragraph."""
        boxes = [one for one in element.iter(qn("txbxContent")) if is_first(one, element)]
        if self.is_read:
            self.boxes += boxes
        if not boxes and self.is_read:
            for image in picture(element, self.part, self.reading.file):
                self.add(image)

    # Marks and fields

    def mark(self, kind: NoteKind, element: Element) -> None:
        """The mark of a note (17.11.14); in a note, where none can be called, its number."""
        reading = self.reading
        if not self.is_read:
            return
        id = value(element, "id")
        key = key_of(kind, id)
        if key not in reading.defined:
            span = reading.source.here()
            shown = f"[{kind}Ref:{id}]"
            reading.found.append(diagnose("W001", span, kind=kind, id=id))
            self.add(Stray(shown, "W001", span=reading.source.add(shown)))
            return
        if self.in_note:
            number = NoteNumber(key, span=reading.source.here())
            self.add(CrossRef("mark", (key,), (number,), span=number.span))
            return
        if key in reading.called:
            reading.found.append(diagnose("M003", reading.source.here(), id=id))
        else:
            reading.called[key] = None
            if is_on(element, "customMarkFollows") and value(element, "customMarkFollows"):
                self.awaited = key
        self.look -= {"superscript", "emphasis", "strong"}
        self.add(NoteRef(key, span=reading.source.here()))

    def field_character(self, kind: str | None) -> None:
        """What opens, parts or closes a complex field (17.16.18)."""
        if kind == "begin":
            self.fields.append(Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].separated = True
            interpret(self.fields[-1], self.reading.noted)
            self.reading.left_out["contents"] += self.fields[-1].left_out
        elif kind == "end" and self.fields:
            self.end_field()

    def end_field(self) -> None:
        closed = self.fields.pop()
        key, source = closed.note, self.reading.source
        if key is None or not self.is_read:
            return
        shown = "".join(closed.shown)
        if key not in self.reading.defined:
            self.add(shown)
        elif closed.is_mark and not self.in_note:
            self.look -= {"superscript"}
            self.add(NoteRef(key, span=source.here()))
        else:
            span = source.add(shown)
            self.reading.shown.append((key, shown, span))
            self.add(NoteNumber(key, span=span))


def key_of(kind: NoteKind, id: str | None) -> NoteKey:
    return NoteKey(f"{kind}-{id}")


def alternative(element: Element) -> list[Element]:
    """What is to be read of the same matter in several forms (Part 3, 9.3): the first that has any."""
    for one in element:
        if len(one):
            return [*one]
    return []


def is_first(box: Element, drawing: Element) -> bool:
    """Whether a text box stands in no other, and is not the older form of one that was read."""
    for around in box.iterancestors():
        if around is drawing:
            return True
        name = name_of(around.tag)
        if name == "txbxContent":
            return False
        if name == "mc:AlternateContent" and box not in _under(alternative(around)):
            return False
    return True


def _under(elements: list[Element]) -> set[Element]:
    return {one for element in elements for one in element.iter(qn("txbxContent"))}
