"""The nodes of a document as pandoc's: `inlines` and `blocks`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from converter.document.model import (
    Alignment,
    Bibliography,
    Block,
    BlockQuote,
    BulletList,
    Capitals,
    Cell,
    Code,
    CodeBlock,
    CrossRef,
    Delimiter,
    Emphasis,
    Figure,
    Heading,
    HeadingKey,
    HeadingRef,
    Image,
    Inline,
    LineBreak,
    Link,
    ListFormat,
    ListItem,
    Math,
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
    Stray,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
    ThematicBreak,
    Underline,
)
from converter.document.ties import NO_BREAK_SPACE, is_number, tied
from converter.programs import pandoc_json as pandoc
from converter.programs.pandoc_json import Attr
from converter.programs.pandoc_spans import (
    BIBLIOGRAPHY,
    CAPITALS,
    CROSS_REF,
    FORMULA,
    NOTE_NUMBER,
    NOTE_REF,
    SECTION_BREAK,
    STRAY,
    joined,
)
from converter.renderers.pandoc.work import Work
from converter.renderers.typesetting import label as safe_label

PLAIN = Attr()
Inlines = tuple[pandoc.Inline, ...]
Blocks = tuple[pandoc.Block, ...]

# Inlines


def inlines(content: tuple[Inline, ...], work: Work) -> Inlines:
    """A run of text."""
    written: list[pandoc.Inline] = []
    for node in content:
        if type(node) is Text:
            written += _words(tied(node.text) if work.ties else node.text)
            continue
        if work.ties and written and type(written[-1]) is pandoc.Space and is_number(node):
            written[-1] = pandoc.Str(NO_BREAK_SPACE)
        if work.for_writer and type(node) in OURS_ALONE:
            written += _words_alone(node, work)
        else:
            written.append(_inline(node, work))
    return tuple(written)


OURS_ALONE = (CrossRef, Stray, Capitals, Math)
"""What is nothing but its words to a writer of pandoc's."""


def _words_alone(node: Inline, work: Work) -> Inlines:
    match node:
        case CrossRef(kind="mark", content=content):
            return (pandoc.Superscript(inlines(content, work)),)
        case CrossRef(content=content) | Capitals(content):
            return inlines(content, work)
        case Stray(text) | Math(text):
            return tuple(_words(text))
        case _:
            return ()


def _words(text: str) -> list[pandoc.Inline]:
    """Words, with pandoc's `Space` for each blank."""
    first, *others = text.split(" ")
    written: list[pandoc.Inline] = [pandoc.Str(first)] if first else []
    for word in others:
        written.append(pandoc.Space())
        if word:
            written.append(pandoc.Str(word))
    return written


def _inline(node: Inline, work: Work) -> pandoc.Inline:
    match node:
        case Text(text):
            return pandoc.Str(text)
        case NoteRef(key):
            return _mark(key, work)
        case NoteNumber():
            return _number(node, work)
        case CrossRef():
            return _cross_reference(node, work)
        case Stray(text, code):
            return pandoc.Span((Attr("", (STRAY,), (("code", code),)), (pandoc.Str(text),)))
        case Link() | HeadingRef():
            url = node.url if isinstance(node, Link) else f"#{safe_label(node.heading)}"
            return pandoc.Link((PLAIN, inlines(node.content, work), (url, "")))
        case Emphasis(content):
            return pandoc.Emph(inlines(content, work))
        case Strong(content):
            return pandoc.Strong(inlines(content, work))
        case SmallCaps(content):
            return pandoc.SmallCaps(inlines(content, work))
        case Superscript(content):
            return pandoc.Superscript(inlines(content, work))
        case Subscript(content):
            return pandoc.Subscript(inlines(content, work))
        case Strikeout(content):
            return pandoc.Strikeout(inlines(content, work))
        case Underline(content):
            return pandoc.Underline(inlines(content, work))
        case Capitals(content):
            return pandoc.Span((Attr("", (CAPITALS,)), inlines(content, work)))
        case Quoted(kind, content):
            quotes = pandoc.QuoteType("SingleQuote" if kind == "single" else "DoubleQuote")
            return pandoc.Quoted((quotes, inlines(content, work)))
        case Code(text):
            return pandoc.Code((PLAIN, text))
        case Math(text, omml):
            markup = (("omml", omml),) if omml else ()
            return pandoc.Span((Attr("", (FORMULA,), markup), tuple(_words(text))))
        case LineBreak():
            return pandoc.LineBreak()
        case Image(url, alt):
            return pandoc.Image((PLAIN, tuple(_words(alt)), (url, "")))
        case _:
            assert_never(node)


def _mark(key: NoteKey, work: Work) -> pandoc.Inline:
    """The first mark of a note is the note; a further one is its number, which leads to it."""
    if key in work.called:
        label = work.index.label(key)
        number = pandoc.Superscript((_leading_to(key, label, work, work.mark_title),))
        if work.for_writer:
            return number
        return pandoc.Span((Attr("", (NOTE_REF,), (("note", joined([key])),)), (number,)))
    work.called.add(key)
    note = work.index.notes[key]
    written = pandoc.Note(blocks(note.blocks, work))
    if work.for_writer:
        return pandoc.Span((Attr(key), (written,))) if work.anchors else written
    return pandoc.Span((_of_note(note), (written,)))


def _of_note(note: Note) -> Attr:
    mark = (("mark", note.mark),) if note.mark is not None else ()
    return Attr(note.key, (note.kind,), (("note-id", note.id), *mark))


def _leading_to(key: NoteKey, words: str, work: Work, title: str = "") -> pandoc.Inline:
    if not work.anchors:
        return pandoc.Str(words)
    return pandoc.Link((PLAIN, (pandoc.Str(words),), (f"#{key}", title)))


def _number(node: NoteNumber, work: Work) -> pandoc.Inline:
    number = _leading_to(node.note, work.index.number(node), work)
    if work.for_writer:
        return number
    after = (("after", joined([node.after])),) if node.after is not None else ()
    digits = (("digits", str(node.digits)),) if node.digits is not None else ()
    attr = Attr("", (NOTE_NUMBER,), (("note", joined([node.note])), *after, *digits))
    return pandoc.Span((attr, (number,)))


def _cross_reference(node: CrossRef, work: Work) -> pandoc.Inline:
    content = inlines(node.content, work)
    if node.kind == "mark":
        content = (pandoc.Superscript(content),)
    attr = Attr("", (CROSS_REF,), (("ref-kind", node.kind), ("targets", joined(node.targets))))
    return pandoc.Span((attr, content))


# Blocks


def blocks(content: Iterable[Block], work: Work) -> Blocks:
    """Paragraphs and whatever else stands by itself."""
    shown = (node for node in content if not (work.for_writer and isinstance(node, SectionBreak)))
    return tuple([written for node in shown for written in _blocks_of(node, work)])


def _blocks_of(node: Block, work: Work) -> Blocks:
    """What a block is written as: one, but for the works of a format that has nothing around them."""
    if type(node) is Bibliography and work.bibliography == "none":
        return blocks(node.blocks, work)
    return (_block(node, work),)


def _block(node: Block, work: Work) -> pandoc.Block:
    match node:
        case Paragraph(content):
            return pandoc.Para(inlines(content, work))
        case Heading(level, content, key):
            return pandoc.Header((level, _of_heading(work, key), inlines(content, work)))
        case BlockQuote(within):
            return pandoc.BlockQuote(blocks(within, work))
        case Bibliography(within):
            return _bibliography(within, work)
        case BulletList(items):
            return pandoc.BulletList(_items(items, work))
        case OrderedList(items, start, format, delimiter):
            style = LIST_STYLES[format], LIST_DELIMITERS[delimiter]
            return pandoc.OrderedList(((start, *style), _items(items, work)))
        case Table():
            return _table(node, work)
        case Figure():
            return _figure(node, work)
        case ThematicBreak():
            return pandoc.HorizontalRule()
        case SectionBreak():
            return pandoc.Div((Attr("", (SECTION_BREAK,)), ()))
        case CodeBlock(text, language):
            return pandoc.CodeBlock((Attr("", (language,) if language else ()), text))
        case _:
            assert_never(node)


def _bibliography(content: tuple[Block, ...], work: Work) -> pandoc.Div:
    """A list of works. As `refs` it is what citeproc makes, of which JATS gets its ``ref-list``."""
    works = blocks(content, work)
    if work.bibliography == "style":
        return pandoc.Div((Attr("", (), (("custom-style", "Bibliography"),)), works))
    if work.bibliography == "class":
        return pandoc.Div((Attr("", (BIBLIOGRAPHY,)), works))
    entries = tuple(
        pandoc.Div((Attr(f"ref-{number}", ("csl-entry",)), (one,)))
        for number, one in enumerate(works, work.works + 1)
    )
    first, work.works = work.works == 0, work.works + len(works)
    attr = Attr("refs" if first else "", (BIBLIOGRAPHY, "csl-bib-body", "hanging-indent"))
    return pandoc.Div((attr, entries))


def _of_heading(work: Work, key: HeadingKey | None) -> Attr:
    """A name to a heading that something points at, as a table of contents of pandoc's writers does."""
    if key is not None:
        return Attr(safe_label(key))
    if not work.for_writer:
        return PLAIN
    work.headings += 1
    return Attr(f"section-{work.headings}")


def _figure(figure: Figure, work: Work) -> pandoc.Figure:
    """A figure. In Markdown a picture has one text, its caption: with another, it would be HTML."""
    match figure.blocks:
        case (Paragraph((Image(url),)),) if work.one_caption and figure.caption:
            picture = pandoc.Image((PLAIN, (), (url, "")))
            return pandoc.Figure(
                (PLAIN, _caption(figure.caption, work), (pandoc.Plain((picture,)),))
            )
        case _:
            shown = blocks(figure.blocks, work)  # first, as its marks are read first
            return pandoc.Figure((PLAIN, _caption(figure.caption, work), shown))


def uncalled_note(note: Note, work: Work) -> pandoc.Block:
    """A note that no mark calls, for the metadata."""
    return pandoc.Div((_of_note(note), blocks(note.blocks, work)))


def _within(content: tuple[Block, ...], work: Work) -> Blocks:
    """What stands in a list's item or a cell: one paragraph alone is `Plain`, as pandoc has it."""
    match content:
        case (Paragraph(words),):
            return (pandoc.Plain(inlines(words, work)),)
        case _:
            return blocks(content, work)


LIST_STYLES: dict[ListFormat, pandoc.ListNumberStyle] = {
    "decimal": pandoc.ListNumberStyle("Decimal"),
    "lower-alpha": pandoc.ListNumberStyle("LowerAlpha"),
    "upper-alpha": pandoc.ListNumberStyle("UpperAlpha"),
    "lower-roman": pandoc.ListNumberStyle("LowerRoman"),
    "upper-roman": pandoc.ListNumberStyle("UpperRoman"),
}
LIST_DELIMITERS: dict[Delimiter, pandoc.ListNumberDelim] = {
    "period": pandoc.ListNumberDelim("Period"),
    "paren": pandoc.ListNumberDelim("OneParen"),
    "parens": pandoc.ListNumberDelim("TwoParens"),
}


def _items(items: tuple[ListItem, ...], work: Work) -> tuple[Blocks, ...]:
    return tuple([_within(item.blocks, work) for item in items])


def _caption(content: tuple[Inline, ...], work: Work) -> pandoc.Caption:
    return pandoc.Caption(None, (pandoc.Plain(inlines(content, work)),) if content else ())


ALIGNMENTS: dict[Alignment, pandoc.Alignment] = {
    "default": pandoc.Alignment("AlignDefault"),
    "left": pandoc.Alignment("AlignLeft"),
    "center": pandoc.Alignment("AlignCenter"),
    "right": pandoc.Alignment("AlignRight"),
}


def _table(table: Table, work: Work) -> pandoc.Table:
    caption = _caption(table.caption, work)
    head = pandoc.TableHead(PLAIN, _rows(table.head, work))
    body = pandoc.TableBody(PLAIN, 0, (), _rows(table.rows, work))
    width = max((_width(rows) for rows in (table.head, table.rows)), default=1)
    columns = ((ALIGNMENTS["default"], pandoc.ColWidthDefault()),) * width
    return pandoc.Table((PLAIN, caption, columns, head, (body,), pandoc.TableFoot(PLAIN, ())))


def _rows(rows: tuple[Row, ...], work: Work) -> tuple[pandoc.Row, ...]:
    return tuple(
        [pandoc.Row(PLAIN, tuple([_cell(one, work) for one in row.cells])) for row in rows]
    )


def _cell(cell: Cell, work: Work) -> pandoc.Cell:
    align = ALIGNMENTS[cell.align]
    return pandoc.Cell(PLAIN, align, cell.rowspan, cell.colspan, _within(cell.blocks, work))


def _width(rows: tuple[Row, ...]) -> int:
    """The columns of these rows: cells of rows above reach into those below."""
    widest = 1
    reaching: list[tuple[int, int]] = []  # columns, and rows still to fill
    for row in rows:
        spans = [(cell.colspan, cell.rowspan) for cell in row.cells] + reaching
        widest = max(widest, sum(columns for columns, _ in spans))
        reaching = [(columns, left - 1) for columns, left in spans if left > 1]
    return widest
