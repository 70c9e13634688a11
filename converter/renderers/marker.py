"""The document as marker text, as Word extraction would write it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count
from typing import assert_never

from converter.document.diagnostics import Diagnostic, report
from converter.document.model import (
    Block,
    BlockQuote,
    BulletList,
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
    Metadata,
    Note,
    NoteKey,
    NoteNumber,
    NoteRef,
    OrderedList,
    Paragraph,
    Quoted,
    Row,
    SmallCaps,
    Stray,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
    ThematicBreak,
)
from converter.document.notes import NoteIndex, index_notes
from converter.document.tree import without_spans
from converter.formats import Rendered
from converter.markers.calls import CUSTOM_MARK
from converter.readers.marker.parser import parse

USABLE_ID = re.compile(r"-?[0-9]{1,9}\Z")

QUOTES = {"double": ("“", "”"), "single": ("‘", "’")}


def render(document: Document) -> Rendered:
    """A document as text with ``[footnoteRef:1]`` markers, which `parse` reads to the same tree.

    What plain text cannot carry (italics, headings …) keeps its words and is reported, and so is text
    that would be read back as something else, such as brackets that look like a mark: nothing can be
    escaped in this format. To be sure, the output is parsed and compared.
    """
    writer = _Writer(document)
    written = "".join(
        (
            writer.front_matter(document.meta),
            *(f"{block}\n\n" for block in writer.blocks(document.blocks)),
        )
    )
    text = written.removesuffix("\n")
    reread = parse(text).document
    if not writer.lost and without_spans(reread) != without_spans(document):
        writer.lose("this text as it stands: read again, it would not give the same document")
    return Rendered(text, tuple(writer.lost.values()) + tuple(writer.noticed))


class _Writer:
    """Writes one document; `lost` holds a diagnostic for each kind of thing that was not carried."""

    def __init__(self, document: Document) -> None:
        self.index: NoteIndex = index_notes(document)
        self.ids = _ids(document.notes)
        self.lost: dict[str, Diagnostic] = {}
        self.noticed = [report("R004", note.span, id=note.id) for note in self.index.uncalled]

    def lose(self, what: str, node: Inline | Block | None = None) -> None:
        span = node.span if node is not None else None
        remedy = "Use another format to keep it."
        problem = report("R001", span, format="marker text", what=what, remedy=remedy)
        self.lost.setdefault(what, problem)

    def front_matter(self, meta: Metadata) -> str:
        if meta == Metadata():
            return ""
        import yaml

        values: dict[str, object] = {
            "title": self.plain(meta.title),
            "subtitle": self.plain(meta.subtitle),
            "author": [self.plain(author) for author in meta.authors],
            "date": meta.date,
            "lang": meta.lang if meta.lang != Metadata().lang else "",
            "abstract": "\n\n".join(self.blocks(meta.abstract)),
            **meta.extra,
        }
        given = {key: value for key, value in values.items() if value}
        dumped = yaml.safe_dump(given, allow_unicode=True, sort_keys=False, width=1 << 20)
        return f"---\n{dumped}---\n\n"

    def plain(self, content: tuple[Inline, ...]) -> str:
        """A title or name, for which YAML has no marks."""
        if any(not isinstance(inline, Text) for inline in content):
            self.lose("marks and styles in titles and names")
        return "".join(self.inline(inline) for inline in content if not isinstance(inline, NoteRef))

    # Blocks

    def blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        for block in blocks:
            yield from self.block(block)

    def block(self, block: Block) -> Iterator[str]:
        match block:
            case Paragraph(content):
                yield self.line(content)
            case Table():
                yield self.table(block)
            case Heading(content=content):
                self.lose("headings as such", block)
                yield self.line(content)
            case BlockQuote(blocks):
                self.lose("block quotes as such", block)
                yield from self.blocks(blocks)
            case BulletList(items) | OrderedList(items):
                self.lose("lists as such", block)
                for item in items:
                    yield from self.blocks(item.blocks)
            case Figure(blocks, caption):
                self.lose("figures as such", block)
                yield from self.blocks(blocks)
                yield self.line(caption)
            case ThematicBreak():
                self.lose("breaks between parts", block)
            case CodeBlock(text):
                self.lose("lines of code as such", block)
                yield text
            case _:
                assert_never(block)

    def table(self, table: Table) -> str:
        if table.head or table.caption:
            self.lose("captions and head rows of tables as such", table)
        rows = [self.row(row) for row in (*table.head, *table.rows)]
        caption = [self.line(table.caption)] if table.caption else []
        return "\n".join(caption + rows)

    def row(self, row: Row) -> str:
        if any(
            cell.colspan > 1 or cell.rowspan > 1 or cell.align != "default" for cell in row.cells
        ):
            self.lose("spans and alignment of table cells")
        if any(len(cell.blocks) > 1 for cell in row.cells):
            self.lose("several paragraphs in a table cell")
        return "\t".join(" ".join(self.blocks(cell.blocks)) for cell in row.cells)

    def line(self, content: tuple[Inline, ...]) -> str:
        """A paragraph with the definitions of its marks behind it, in the order of the marks."""
        words = self.inlines(content)
        return words + " ".join(map(self.definition, _calls(content)))

    def definition(self, ref: NoteRef) -> str:
        note = self.index.notes[ref.note]
        words = "\n\n".join(self.blocks(note.blocks))
        opening = f"{note.mark} " if note.mark is not None else " "
        return f" [{self.ids[note.key]}: {opening}{words}] "

    # Inlines

    def inlines(self, content: tuple[Inline, ...]) -> str:
        return "".join(map(self.inline, content))

    def inline(self, inline: Inline) -> str:
        match inline:
            case Text(text) | Stray(text):
                return text
            case NoteRef(note):
                return self.mark(note)
            case NoteNumber():
                return self.index.number(inline)
            case CrossRef(kind, targets, content):
                return self.mark(targets[0]) if kind == "mark" else self.inlines(content)
            case Link(url, content):
                words = self.inlines(content)
                if words not in (url, url.removeprefix("https://")):
                    self.lose("links behind words", inline)
                    return f"{words} <{url}>"
                return words
            case Quoted(kind, content):
                before, after = QUOTES[kind]
                return before + self.inlines(content) + after
            case LineBreak():
                self.lose("line breaks in paragraphs", inline)
                return "\n"
            case Image(url, alt):
                self.lose("pictures", inline)
                return f"{alt} <{url}>"
            case Code(text):
                self.lose("code as such", inline)
                return text
            case (
                Emphasis(content)
                | Strong(content)
                | SmallCaps(content)
                | Superscript(content)
                | Subscript(content)
                | Strikeout(content)
            ):
                self.lose("italics and other styles", inline)
                return self.inlines(content)
            case _:
                assert_never(inline)

    def mark(self, key: NoteKey) -> str:
        note = self.index.notes[key]
        if note.mark is not None and not CUSTOM_MARK.match(f" {note.mark} "):
            self.lose(f"the custom mark {note.mark}")
        return f"[{note.kind}Ref:{self.ids[key]}]{note.mark or ''}"


def _calls(content: tuple[Inline, ...]) -> Iterator[NoteRef]:
    for inline in content:
        if isinstance(inline, NoteRef):
            yield inline
        elif hasattr(inline, "content"):
            yield from _calls(inline.content)


def _ids(notes: tuple[Note, ...]) -> dict[NoteKey, str]:
    """Each note's id as the source had it; a new number for ids that no mark can hold."""
    used = {note.id for note in notes}
    free = (str(number) for number in count(1) if str(number) not in used)
    return {note.key: note.id if USABLE_ID.match(note.id) else next(free) for note in notes}
