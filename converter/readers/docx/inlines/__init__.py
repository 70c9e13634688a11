"""What stands in a paragraph of a Word file: runs, fields, links, marks, pictures, formulas."""

from __future__ import annotations

from msgspec import Struct

from converter.document.diagnostics import diagnose
from converter.document.model import (
    CrossRef,
    Inline,
    LineBreak,
    Math,
    NoteKey,
    NoteKind,
    NoteNumber,
    NoteRef,
    Stray,
)
from converter.readers.docx.file import child, is_on, name_of, value
from converter.readers.docx.inlines.boxes import alternative, own_elements
from converter.readers.docx.inlines.fields import OUTSIDE, Field, interpret
from converter.readers.docx.inlines.nesting import Piece
from converter.readers.docx.inlines.reading import Reading
from converter.readers.docx.inlines.symbols import SIGNS, character
from converter.readers.docx.looks import NO_LOOK, Look, Properties, read_properties
from converter.word.names import R
from converter.word.tree import Element, written
from converter.word.xml import qn

CHARACTERS = {
    "tab": "\t",
    "ptab": "\t",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
AROUND = frozenset({"smartTag", "customXml", "sdtContent", "dir", "bdo", "subDoc", "conflictIns"})
"""Elements whose runs are read as if they stood alone."""
MARKS: dict[str, NoteKind] = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
NEW, OLD = frozenset({"ins", "moveTo"}), frozenset({"del", "moveFrom"})
OF_FIELDS = frozenset({"fldChar", "instrText", "delInstrText"})
GRAPHICS = ("}chart", "}relIds")
"""How the tags of elements end that name charts, of any age (21.2.2.27), and diagrams (21.4.2.20)."""
LONGEST_MARK = 9
"""Characters of a custom mark that stands in the run behind its reference."""


class Content(Struct, frozen=True):
    """What a paragraph holds, and the text boxes, charts and diagrams that hang on it."""

    pieces: list[Piece]
    boxes: list[Element]


class InlineReader:
    """Reads the paragraphs of a story, such as the text or the footnotes. Fields may span them."""

    def __init__(self, reading: Reading, part: str, *, in_note: bool) -> None:
        self.reading = reading
        self.part = part
        self.in_note = in_note
        self.fields: list[Field] = []
        self.unended: set[Element] = set()
        self.pieces: list[Piece] = []
        self.boxes: list[Element] = []
        self.style = ""
        self.relative = False
        self.link = ""
        self.change: Look = NO_LOOK
        self.look: Look = NO_LOOK
        self.properties = Properties()
        self.is_parted = False  # a page or column has ended within the paragraph
        self.awaited: NoteKey | None = None  # a custom mark is to follow

    def skip(self, paragraph: Element) -> None:
        """Pass a paragraph that is not read; fields may begin and end there."""
        self.pieces = []
        counted = self.reading.left_out["contents"]
        for one in paragraph.iter():
            if (name := name_of(one.tag)) in OF_FIELDS:
                self.run_child(one, name)
        self.reading.left_out["contents"] = counted

    def read(self, paragraph: Element, style: str, *, relative: bool) -> Content:
        """The content of a paragraph of a style, with looks `relative` to that style or as they are."""
        self.pieces, self.boxes, self.is_parted = [], [], False
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
            field = Field([value(element, "instr") or ""])
            interpret(field, self.field, self.reading.noted)
            self.fields.append(field)
            self.children(element)
            self.end_field()
        elif name == "mc:AlternateContent":
            for one in alternative(element):
                self.element(one, name_of(one.tag))
        elif name == "m:oMathPara":
            for formula in element.findall("{*}oMath"):
                self.formula(formula)
        elif name == "m:oMath":
            self.formula(element)

    def hyperlink(self, element: Element) -> None:
        """A link (17.16.22): to an address, or to a place in the file, whose words are read alone."""
        relationship = self.reading.file.relationship(self.part, element.get(f"{{{R}}}id"))
        if self.is_custom_mark(element):
            return
        outside, self.link = self.link, ""
        if relationship is not None and relationship.is_external:
            anchor = value(element, "anchor")
            self.link = f"{relationship.target}#{anchor}" if anchor else relationship.target
        self.children(element)
        self.link = outside

    def is_custom_mark(self, element: Element) -> bool:
        """Read a link that shows the mark of its own of a note, and leads to where that is printed."""
        noted = self.reading.noted.get(value(element, "anchor") or "")
        words = "".join(one.text or "" for one in element.iter(qn("t"))) if noted else ""
        if noted is None or not words or self.reading.marks.get(noted.key) != words:
            return False
        field = Field(note=noted.key, is_read=False, separated=True)
        field.numbering = field
        self.fields.append(field)
        self.children(element)
        field.is_mark = "superscript" in field.look
        self.end_field()
        return True

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
        text = "".join(one.text or "" for one in element.iterfind(".//{*}t"))
        omml = written(element)
        self.reading.left_out["formulas"] += 1
        if self.is_read:
            span = self.reading.source.add(text)
            self.add(Math(text, omml, span=span))

    # Runs

    def run(self, run: Element) -> None:
        """A run (17.3.2.25): characters of one look."""
        self.properties = properties = read_properties(child(run, "rPr"))
        self.look = self.reading.styles.look(self.style, properties, relative=self.relative)
        if "hidden" in self.look:
            self.hidden(run)
            return
        for element in run:
            self.run_child(element, name_of(element.tag))
        if self.awaited and self.awaited in self.reading.marks:
            self.awaited = None

    def hidden(self, run: Element) -> None:
        """A run that Word does not print: of it, only what fields are made of is read."""
        self.note_deleted(run)
        for element in run:
            if (name := name_of(element.tag)) in OF_FIELDS:
                self.run_child(element, name)
        self.reading.left_out["hidden"] += self.is_read and run.find(qn("t")) is not None

    def run_child(self, element: Element, name: str) -> None:
        if name == "t" or name == "delText":
            self.text(element.text or "")
        elif name in CHARACTERS:
            self.text(CHARACTERS[name])
        elif name in ("br", "cr"):
            self.line_break(value(element, "type") or "textWrapping")
        elif name == "sym":
            self.symbol(element)
        elif name in MARKS:
            self.mark(MARKS[name], element)
        elif name == "fldChar":
            self.field_character(element, value(element, "fldCharType"))
        elif name in OF_FIELDS:
            if not self.field.separated:
                self.field.instruction.append(element.text or "")
        elif name == "commentReference":
            self.comment(value(element, "id") or "")
        elif name in ("drawing", "pict", "object"):
            self.drawing(element)
        elif name == "mc:AlternateContent":
            for one in alternative(element):
                self.run_child(one, name_of(one.tag))
        elif name == "ruby":
            self.ruby(element)

    @property
    def field(self) -> Field:
        """The innermost field that is open."""
        return self.fields[-1] if self.fields else OUTSIDE

    @property
    def is_read(self) -> bool:
        """Whether what stands here is to be read: no instruction, no list that Word has made."""
        return self.field.is_read

    def text(self, words: str) -> None:
        if self.awaited is not None and words.strip():
            if len(words) <= LONGEST_MARK:
                marks = self.reading.marks
                marks[self.awaited] = marks.get(self.awaited, "") + words.strip()
                return
            self.awaited = None
        if self.is_read:
            if not words.isascii() and any("\uf020" <= one <= "\uf0ff" for one in words):
                words = self.without_private(words)
            self.add(words.replace("\n", " "))  # a line end of the XML is a blank
        elif (field := self.field.numbering) is not None and self.field.separated:
            field.look = field.look if field.shown else self.look
            field.shown.append(words)

    def line_break(self, kind: str) -> None:
        """A break; one of pages or columns parts words as well, and says nothing at either end."""
        if kind != "textWrapping":
            self.is_parted = bool(self.pieces)
        elif self.is_read:
            self.add(LineBreak(span=self.reading.source.add("\n")))

    def ruby(self, element: Element) -> None:
        """Words with their pronunciation above them (17.3.3.25), which is put behind in brackets."""
        for name, before, after in (("rubyBase", "", ""), ("rt", "(", ")")):
            for one in element.findall(qn(name)):
                self.text(before)
                self.children(one)
                self.text(after)

    def add(self, what: str | Inline) -> None:
        """Put words, or what has none, behind what the paragraph has so far."""
        if not what:
            return
        if self.is_parted:
            self.is_parted = False
            self.add(LineBreak(span=self.reading.source.add("\n")))
        look = self.look | self.change
        link = self.field.link or self.link
        if isinstance(what, str):
            span = self.reading.source.add(what)
        else:
            span = what.span or self.reading.source.here()
        self.pieces.append(Piece(what, span, look, link))

    def symbol(self, element: Element) -> None:
        self.text(self.sign(value(element, "font") or "", value(element, "char") or ""))

    def sign(self, font: str, code: str) -> str:
        """The character that a font has at a code in hexadecimal digits, as far as that is known."""
        found = character(font, code)
        if found is None:
            said = diagnose("W009", self.reading.source.here(), sign=code[:9], font=font[:40])
            self.reading.found.append(said)
        return found or "\ufffd"

    def without_private(self, words: str) -> str:
        """Words with Unicode's characters for those that a font of signs has in the private use area."""
        font = self.reading.styles.font(self.style, self.properties)
        if not font.lower().startswith(SIGNS):
            return words
        return "".join(
            self.sign(font, f"{ord(one):04X}") if "\uf020" <= one <= "\uf0ff" else one
            for one in words
        )

    def comment(self, id: str) -> None:
        self.reading.left_out["comments"] += 1
        if self.reading.comments is not None and id in self.reading.comments and self.is_read:
            author, words = self.reading.comments[id]
            shown = f"[Comment by {author}: {words}]"
            span = self.reading.source.add(shown)
            self.reading.found.append(diagnose("T001", span, author=author))
            self.add(Stray(shown, "T001", span=span))

    def drawing(self, element: Element) -> None:
        """A picture; or a box with text, a chart, a diagram, which are read behind the paragraph."""
        if self.is_read:
            behind = (qn("txbxContent"), *GRAPHICS)
            self.boxes += (one for one in own_elements(element) if one.tag.endswith(behind))
            for image in self.reading.pictures.of(element, self.part):
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
            reading.named.add(key)
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

    def field_character(self, element: Element, kind: str | None) -> None:
        """What opens, parts or closes a complex field (17.16.18)."""
        if kind == "begin" and element not in self.unended:
            self.fields.append(Field())
        elif kind == "separate" and not self.field.separated:
            around = self.fields[-2] if len(self.fields) > 1 else OUTSIDE
            interpret(self.field, around, self.reading.noted)
            self.reading.left_out["contents"] += self.field.left_out
        elif kind == "end" and self.fields:
            self.end_field()

    def end_field(self) -> None:
        closed = self.fields.pop()
        key, source = closed.note, self.reading.source
        if key is None or not self.is_read:
            return
        shown = "".join(closed.shown)
        self.look = closed.look
        if key not in self.reading.defined:
            self.add(shown)
        elif closed.is_mark and not self.in_note and key in self.reading.called:
            self.look -= {"superscript"}
            self.add(NoteRef(key, span=source.here()))
        else:
            span = source.add(shown)
            self.reading.named.add(key)
            self.reading.shown.append((key, shown, span))
            self.add(NoteNumber(key, span=span))


def key_of(kind: NoteKind, id: str | None) -> NoteKey:
    return NoteKey(f"{kind}-{id}")
