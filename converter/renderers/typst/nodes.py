"""The nodes of a document as Typst: `inlines` and `blocks`.

Functions are written out (``#emph[…]``), as their arguments end where they seem to end, whatever
letters follow. ``#note-number`` and ``#endnote`` are defined in the template.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from converter.document.diagnostics import diagnose
from converter.document.model import (
    Bibliography,
    Block,
    BlockQuote,
    BulletList,
    Capitals,
    Cell,
    Code,
    CodeBlock,
    CrossRef,
    Emphasis,
    Figure,
    Heading,
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
from converter.document.notes import LEAST_DIGITS
from converter.document.ties import is_number
from converter.document.tree import marks, rebuilt
from converter.document.words import AROUND_NUMBERS, QUOTES
from converter.renderers.addresses import STRAY_PERCENT, is_safe_url, percent_encoded
from converter.renderers.direction import turns
from converter.renderers.typesetting import (
    BLANKS,
    capitals,
    goes_on,
    indented,
    is_kept_whole,
    joined,
    label,
    restarts_at,
    sentence_end,
    take_blank,
)
from converter.renderers.typesetting.labels import name_slot, slot
from converter.renderers.typst.text import bracketed, escape, guarded, string
from converter.renderers.typst.work import Work

CALL_END = re.compile(r"[(\[.;]")
"""What after a call would be read as more of it."""

STAR = "*"
"""The mark for which the template has a sign of its own."""

FUNCTIONS = {
    Emphasis: "emph",
    Strong: "strong",
    SmallCaps: "smallcaps",
    Superscript: "super",
    Subscript: "sub",
    Strikeout: "strike",
    Underline: "underline",
}

# Inlines


def inlines(content: tuple[Inline, ...], work: Work, *, closed: bool = False) -> str:
    """A run of text. A blank before a mark goes behind it; marks side by side get a comma.

    A `closed` run ends so that no letter behind it can be read as part of a call.
    """
    parts: list[str] = []
    marked = blank = False
    for node in content:
        if type(node) is NoteRef:
            blank = take_blank(parts, but="\\ ")
            if marked and parts:
                parts.append("#super[,]")
            parts.append(_note_ref(node.note, work))
            marked = True
            continue
        piece = _inline(node, work)
        if not piece:
            continue
        if marked and blank and piece[0].isalnum():
            piece = " " + piece
        if is_number(node):
            _tie_last(parts)
        if _open(parts) and CALL_END.match(piece):
            parts.append(";")
        elif parts and parts[-1][-1] == "." == piece[0]:
            piece = "\\" + piece
        parts.append(piece)
        marked = marked and piece.isspace()
    if closed and _open(parts):
        parts.append(";")
    return "".join(parts)


def _tie_last(parts: list[str]) -> None:
    """No line ends between ``note`` and its number."""
    if parts and parts[-1].endswith(" ") and not parts[-1].endswith("\\ "):
        parts[-1] = parts[-1][:-1] + "~"


def _open(parts: list[str]) -> bool:
    """Whether the last part is a call that what follows might be read as more of."""
    return bool(parts) and parts[-1].startswith("#") and not parts[-1].endswith((";", ">", "\0"))


def _inline(node: Inline, work: Work) -> str:
    match node:
        case Text(text=text):
            return BLANKS.compiled.sub(sentence_end, escape(text, work.coded))
        case NoteRef(note=key):
            return _note_ref(key, work)
        case NoteNumber(note=key):
            return _number(key, work, node)
        case CrossRef(content=content):
            return inlines(content, work, closed=True)
        case HeadingRef(heading=key, content=content):
            return f"#link(<{label(key)}>){bracketed(inlines(content, work))}"
        case Link():
            return _link(node, work)
        case (
            Emphasis()
            | Strong()
            | SmallCaps()
            | Superscript()
            | Subscript()
            | Strikeout()
            | Underline()
        ):
            return f"#{FUNCTIONS[type(node)]}{bracketed(inlines(node.content, work))}"
        case Capitals(content=content):
            return inlines(capitals(content), work, closed=True)
        case Math(text=text):
            return escape(text, work.coded)
        case Quoted(kind=kind, content=content):
            opening, closing = QUOTES[kind]
            return f"{opening}{inlines(content, work)}{closing}"
        case Code(text=text) | Stray(text=text):
            return f"#raw({string(text)})"
        case LineBreak():
            return "#linebreak()"
        case Image():
            return _image(node, work)
        case _:
            assert_never(node)


def _note_ref(key: NoteKey, work: Work) -> str:
    index = work.index
    if key not in index.calls:
        return f"#super{bracketed(escape(index.label(key), work.coded))}"
    if work.in_note or key in work.printed:
        return f"#super[{_number(key, work)}]"
    work.printed.add(key)
    note = index.notes[key]
    call = _endnote(note, work) if note.kind == "endnote" else _footnote(note, work)
    if not work.in_heading:
        return call
    return f"#context if not in-contents.get() [{call}]" if work.contents else f"#context [{call}]"


def _footnote(note: Note, work: Work) -> str:
    text = bracketed(_note_text(note, work))
    if note.mark is None:
        return f"#footnote{text}{slot(note.key)}"
    mark = "star" if note.mark == STAR else bracketed(escape(note.mark, work.coded))
    call = f"#footnote(numbering: _ => {mark}){text}{slot(note.key)}"
    return call + "#counter(footnote).update(n => n - 1)"


def _endnote(note: Note, work: Work) -> str:
    """The call of an endnote, whose text waits for the list."""
    text = bracketed(_note_text(note, work))
    mark = "" if note.mark is None else f"mark: {bracketed(escape(note.mark, work.coded))}"
    work.endnotes.append(f"#endnote-text({mark}){text}" if mark else f"#endnote-text{text}")
    return f"#endnote({mark}){slot(note.key)}"


def _note_text(note: Note, work: Work) -> str:
    """The text of a note. It runs as the article does, not as the paragraph of its mark, or says so."""
    outside = work.in_note, work.in_heading, work.now_leftward
    work.in_note, work.in_heading = True, False
    turned = turns(note, work.leftward, in_such_a_document=work.leftward)
    work.now_leftward = work.leftward != turned
    text = blocks(note.blocks, work)
    work.in_note, work.in_heading, work.now_leftward = outside
    work.turned |= turned
    return f"#turned-note;{text}" if turned else text


def _number(key: NoteKey, work: Work, node: NoteNumber | None = None) -> str:
    """The number of a note, counted by Typst; a mark of its own is printed as it is.

    `node` may end a range, and is shortened then.
    """
    if key not in work.index.calls:
        return escape(work.index.label(key), work.coded)
    note, kind = work.index.notes[key], work.index.notes[key].kind.removeprefix("foot")
    if note.mark is not None:
        link = "#endnote-link" if kind == "endnote" else "#link"
        return f"{link}({_pointed(key, work)}){bracketed(escape(note.mark, work.coded))}"
    after = ""
    if node is not None and node.after is not None and work.index.is_range(node):
        after = f", after: {_pointed(node.after, work)}, digits: {node.digits or LEAST_DIGITS}"
    return f"#{kind}-number({_pointed(key, work)}{after})"


def _pointed(key: NoteKey, work: Work) -> str:
    """The label of a note, which has one from now on."""
    work.pointed.add(key)
    return f"<{name_slot(key)}>"


def _link(node: Link, work: Work) -> str:
    """A link, live if it is safe. Notes called within stand behind it."""
    if not is_safe_url(node.url):
        work.diagnostics.append(diagnose("R003", node.span, url=node.url))
        return inlines(node.content, work, closed=True)
    called = [one.note for one in marks(node.content)]
    content = tuple(_without_marks(node.content)) if called else node.content
    shown = bracketed(inlines(content, work))
    return f"#link({_target(node.url)}){shown}" + "".join(_note_ref(key, work) for key in called)


def _target(url: str) -> str:
    return string(percent_encoded(url, STRAY_PERCENT))


def _without_marks(content: Iterable[Inline]) -> Iterator[Inline]:
    return (rebuilt(node, _without_marks) for node in content if type(node) is not NoteRef)


def _image(node: Image, work: Work) -> str:
    from converter.renderers.pictures import described, not_embedded

    work.diagnostics.append(not_embedded(node))
    shown = f"\\[{escape(described(node), work.coded)}\\]"
    return f"#link({_target(node.url)})[{shown}]" if is_safe_url(node.url) else shown


# Blocks


def blocks(content: tuple[Block, ...], work: Work) -> str:
    """Blocks with an empty line between two."""
    texts = [_placed(block, on, work) for block, on in zip(content, goes_on(content), strict=True)]
    return joined(content, texts, "\n\n", work.traced)


def _placed(node: Block, on: bool, work: Work) -> str:
    """A block where it stands: it may go `on` after a quotation, and run the other way."""
    before = work.now_leftward
    turned = turns(node, before, in_such_a_document=work.leftward)
    if turned:
        work.now_leftward, work.turned = not before, True
    text = _block(node, work)
    work.now_leftward = before
    if text and on:
        text = f"#flush\n{text}"
    return f"#{'rightward' if before else 'leftward'}[\n{text}\n]" if text and turned else text


def _block(node: Block, work: Work) -> str:
    match node:
        case Paragraph(content=(Image() as image,)):
            return f"#picture-text[{_image(image, work)}]"
        case Paragraph(content=content):
            return guarded(inlines(content, work).strip(" \n"))
        case Heading():
            return _heading(node, work)
        case BlockQuote(blocks=within):
            return f"#quote(block: true)[\n{blocks(within, work)}\n]"
        case Bibliography(blocks=within):
            return f"#bibliography-list[\n{blocks(within, work)}\n]"
        case BulletList(items=items):
            return _list("list", items, work)
        case OrderedList(items=items):
            return _list("enum", items, work, _list_options(node))
        case Table():
            return _table(node, work)
        case Figure(blocks=within, caption=caption):
            return _figure("image", blocks(within, work), caption, work)
        case ThematicBreak():
            return "#text-break"
        case SectionBreak():
            return _restart(node, work).rstrip()
        case CodeBlock(text=text, language=language):
            named = f", lang: {string(language)}" if language else ""
            return f"#raw(block: true{named}, {string(text.rstrip(chr(10)))})"
        case _:
            assert_never(node)


def _heading(node: Heading, work: Work) -> str:
    outside, work.in_heading = work.in_heading, True
    words = inlines(node.content, work).strip()
    work.in_heading = outside
    name = f" <{label(node.key)}>" if node.key else ""
    shown = guarded(" ".join(words.split("\n")))
    return f"{_restart(node, work)}{'=' * node.level} {shown}{name}"


def _restart(node: Heading | SectionBreak, work: Work) -> str:
    """What begins the numbers of notes anew where a section begins."""
    counters = {"footnote": "footnote", "endnote": '"endnote"'}
    return "".join(
        f"#counter({counters[kind]}).update({before})\n"
        for kind, before in restarts_at(node, work.index).items()
    )


def _list_options(node: OrderedList) -> str:
    """How the numbers of a list look, and where they begin."""
    options = ""
    if (node.format, node.delimiter) != ("decimal", "period"):
        before, after = AROUND_NUMBERS[node.delimiter]
        options = f'numbering: "{before}{COUNTERS[node.format]}{after}", '
    return options + (f"start: {node.start}," if node.start != 1 else "")


COUNTERS: dict[ListFormat, str] = {
    "decimal": "1",
    "lower-roman": "i",
    "upper-roman": "I",
    "lower-alpha": "a",
    "upper-alpha": "A",
}
"""Typst's patterns of numbers."""


def _list(name: str, items: tuple[ListItem, ...], work: Work, options: str = "") -> str:
    texts = (bracketed(blocks(item.blocks, work)) for item in items)
    shown = indented("".join(f"\n{text}," for text in texts))
    return f"#{name}({options}{shown}\n)" if items else ""


def _figure(kind: str, body: str, caption: tuple[Inline, ...], work: Work) -> str:
    words = f", caption: {bracketed(inlines(caption, work))}" if caption else ""
    return f"#figure(kind: {kind}{words})[\n{body}\n]"


def _table(node: Table, work: Work) -> str:
    """A table. A head that calls notes is not repeated, as its notes would be."""
    columns = max(
        (sum(one.colspan for one in row.cells) for row in (*node.head, *node.rows)), default=0
    )
    if not columns:
        return ""
    caption = f"caption: {bracketed(inlines(node.caption, work))}, " if node.caption else ""
    lines = [f"  {''.join(_cell(one, work) for one in row.cells)}" for row in node.head]
    if lines:
        repeat = "repeat: false, " if any(marks(node.head)) else ""
        lines = [f"  table.header({repeat}", *(f"  {line}" for line in lines), "  ),"]
        lines.append("  table.hline(stroke: 0.5pt),")
    lines += [f"  {''.join(_cell(one, work) for one in row.cells)}" for row in node.rows]
    body = "\n".join((f"#table(columns: {columns},", *lines, ")"))
    figure = f"#figure(kind: table, {caption})[\n{body}\n]"
    return f"#unbroken[{figure}]" if is_kept_whole(node) else figure


def _cell(cell: Cell, work: Work) -> str:
    spans = (("colspan", cell.colspan), ("rowspan", cell.rowspan))
    options = [f"{name}: {count}" for name, count in spans if count > 1]
    if cell.align != "default":
        options.append(f"align: {cell.align}")
    text = bracketed(blocks(cell.blocks, work))
    return f"table.cell({', '.join(options)}){text}, " if options else f"{text}, "
