"""Articles drawn by lot, with every kind of node and notes wherever a note can stand."""

from __future__ import annotations

import re
import struct
import zlib
from base64 import b64encode
from itertools import count
from random import Random

from converter.document.model import (
    Block,
    BlockQuote,
    BulletList,
    Capitals,
    Cell,
    Code,
    CodeBlock,
    CrossRef,
    Document,
    Emphasis,
    Figure,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    ListItem,
    Math,
    Metadata,
    Note,
    NoteKey,
    NoteNumber,
    NoteRef,
    OrderedList,
    Paragraph,
    Quoted,
    Row,
    SectionBreak,
    SmallCaps,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
    ThematicBreak,
    Underline,
)

WORDS = re.findall(
    "[^ ]+",
    "the keeper lit a lamp for each ship that paid & swore < once > “twice” at § 9 in R&D, 100% "
    "marée Żółć Владимир Ελένη 김정은 등대 習近平 さくら שלום עולם محمد مرشد e\u0301te no\u00a0break—so",
)
WRAPS = (Emphasis, Strong, SmallCaps, Superscript, Subscript, Strikeout, Underline, Capitals)


def png(columns: int, rows: int, across: int | None = None) -> bytes:
    """A picture of one grey, and how many pixels make a metre."""
    pixels = zlib.compress((b"\0" + b"\x80" * columns) * rows)
    said = b"" if across is None else _chunk(b"pHYs", struct.pack(">2LB", across, across, 1))
    header = _chunk(b"IHDR", struct.pack(">2L5B", columns, rows, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + said + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">L", len(data)) + name + data + struct.pack(">L", zlib.crc32(name + data))


def address(data: bytes, kind: str = "png") -> str:
    return f"data:image/{kind};base64,{b64encode(data).decode()}"


PICTURE = address(png(120, 60))


class Drawn:
    """An article as far as it is drawn."""

    def __init__(self, seed: int, *, calm: bool = False) -> None:
        self.chance = Random(seed)
        self.calm = calm
        self.numbers = count(1)
        self.notes: list[Note] = []

    def words(self, most: int = 9) -> str:
        return " ".join(self.chance.choices(WORDS, k=self.chance.randint(1, most)))

    def mark(self) -> NoteRef:
        """The mark of a new note, or now and then of one that there is."""
        if self.notes and self.chance.random() < 0.1:
            return NoteRef(self.chance.choice(self.notes).key)
        number = next(self.numbers)
        kind = "endnote" if self.chance.random() < 0.2 else "footnote"
        custom = "*" if self.chance.random() < 0.05 else None
        key = NoteKey(f"{kind}-{number}")
        self.notes.append(Note(key, kind, str(number), (), mark=custom))  # type: ignore[arg-type]
        blocks = [Paragraph((Text(f"Source {number}. "), *self.inlines(inside=True)))]
        later = self.blocks(self.chance.randint(0, 2), 1, inside=True)
        place = next(at for at, note in enumerate(self.notes) if note.key == key)
        self.notes[place] = Note(key, kind, str(number), (*blocks, *later), mark=custom)  # type: ignore[arg-type]
        return NoteRef(key)

    def inlines(self, *, inside: bool) -> tuple[Inline, ...]:
        return tuple(self.inline(inside) for _ in range(self.chance.randint(1, 5)))

    def inline(self, inside: bool) -> Inline:
        lot = self.chance.random()
        if lot < 0.25 and not inside:
            return self.mark()
        if lot < 0.32 and self.notes:
            key = self.chance.choice(self.notes).key
            return CrossRef("supra", (key,), (Text(" supra note "), NoteNumber(key)))
        if lot < 0.38:
            url = (
                f"https://example.org/{self.chance.randint(1, 99)}/a-rather-long-address?of=a&page"
            )
            return Link(url, (Text(url),))
        if lot < 0.46:
            return self.chance.choice(WRAPS)((Text(self.words()),))
        if lot < 0.5:
            return Quoted("double", (Text(self.words()), Quoted("single", (Text(self.words()),))))
        if lot < 0.54:
            shown = LineBreak() if inside and self.calm else Image(PICTURE, "A quay")
            return self.chance.choice((Code(self.words()), Math("x²≤y"), LineBreak(), shown))
        return Text(f" {self.words()}. ")

    def paragraph(self, inside: bool) -> Paragraph:
        return Paragraph(self.inlines(inside=inside))

    def blocks(self, many: int, depth: int, *, inside: bool) -> tuple[Block, ...]:
        return tuple(self.block(depth, inside) for _ in range(many))

    def block(self, depth: int, inside: bool) -> Block:
        most = 7 if inside and self.calm else 9
        lot = self.chance.randint(0, most if depth < 3 else 3)
        inner = self.chance.randint(1, 2)
        match lot:
            case 4 if not inside:
                return Heading(self.chance.randint(1, 6), self.inlines(inside=False))
            case 5:
                return BlockQuote(self.blocks(inner, depth + 1, inside=inside))
            case 6 | 7:
                items = tuple(
                    ListItem(self.blocks(1, depth + 1, inside=inside)) for _ in range(inner)
                )
                return BulletList(items) if lot == 6 else OrderedList(items, start=inner)
            case 8:
                return self.table(depth, inside)
            case 9:
                matter = Paragraph((Image(PICTURE, "A quay"),))
                return Figure((matter,), caption=self.inlines(inside=inside))
            case 3:
                return self.chance.choice(
                    (ThematicBreak(), SectionBreak(), CodeBlock("if tide:\n\tebb()\n"))
                )
            case _:
                return self.paragraph(inside)

    def table(self, depth: int, inside: bool) -> Table:
        rows = tuple(
            Row(tuple(Cell(self.blocks(1, depth + 1, inside=inside)) for _ in range(2)))
            for _ in range(2)
        )
        return Table(rows[1:], head=rows[:1], caption=self.inlines(inside=inside))


def drawn(seed: int, lang: str = "en-US", *, calm: bool = False) -> Document:
    """The article of a number: the same each time; a calm one has no table or picture in a note.

    LibreOffice 7.4 lays out one in twenty or thirty of the others without end.
    """
    article = Drawn(seed, calm=calm)
    title = (Text("On Lamps "), *article.inlines(inside=False))
    blocks = article.blocks(24, 0, inside=False)
    meta = Metadata(title=title, authors=((Text("Ana Ash"),),), lang=lang)
    return Document(blocks, tuple(article.notes), meta)
