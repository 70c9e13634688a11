r"""The nodes of a document as LaTeX: `inlines` and `blocks`.

A note's text cannot stand in the repeated head of a table, nor in a box such as a table within a
table. There ``\footref`` prints its number, and ``\notetext`` behind the box holds its text. In the
wide columns of `longtable` a mark of one's own would be lost, so such notes wait for the row's end.
"""

from __future__ import annotations

from typing import assert_never

from msgspec.structs import replace

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
from converter.document.notes import LEAST_DIGITS
from converter.document.tree import marks, walk
from converter.document.words import QUOTES
from converter.renderers.addresses import is_safe_url
from converter.renderers.direction import turns
from converter.renderers.first_page.contents import bare
from converter.renderers.latex.arguments import (
    alternative,
    code_lines,
    environment,
    lined,
    linked_image,
    list_item,
    list_options,
    release,
    restart,
    small,
    way,
    words_turned,
)
from converter.renderers.latex.joining import after_mark, beside, with_lines
from converter.renderers.latex.table import Entry, lengths, room_needed, table
from converter.renderers.latex.text import URL_SAFE, as_option, breakable, code, escape, url_target
from converter.renderers.latex.work import BODY, NOTE, TIGHT, TIGHT_NOTE, Setting, Work
from converter.renderers.typesetting import (
    capitals,
    goes_on,
    joined,
    label,
    take_blank,
    tied,
)
from converter.renderers.typesetting.labels import name_slot, slot

COMMANDS = {
    Emphasis: "emph",
    SmallCaps: "textsc",
    Strong: "textbf",
    Superscript: "textsuperscript",
    Subscript: "textsubscript",
}
HEADINGS = ("section", "subsection", "subsubsection", "paragraph", "subparagraph", "subparagraph")

# Inlines


def inlines(
    content: tuple[Inline, ...], work: Work, setting: Setting, *, lines: bool = False
) -> str:
    """A run of text. With `lines`, sentences, citations of a note and notes end their line of the source.

    A blank before a mark goes behind it, and marks side by side are told apart by a comma.
    """
    parts: list[str] = []
    marked = False
    for node in content:
        if type(node) is NoteRef:
            blank = take_blank(parts)
            if marked and parts:
                parts.append(r"\textsuperscript{,}")
            parts.append(_note_ref(node, work, setting))
            marked = True
            continue
        piece = _inline(node, work, setting)
        if not piece:
            continue
        if marked:
            piece = after_mark(piece, blank, lines)
        elif parts:
            piece = beside(parts, piece)
        if type(node) is Text:
            piece = with_lines(piece, setting) if lines else tied(piece)
        parts.append(piece)
        marked = marked and piece.isspace()
    return "".join(parts)


def _inline(node: Inline, work: Work, setting: Setting) -> str:
    match node:
        case Text():
            return escape(node.text, work.preamble)
        case Link():
            return _link(node, work, setting)
        case Emphasis() | SmallCaps() | Strong() | Superscript() | Subscript():
            return f"\\{COMMANDS[type(node)]}{{{inlines(node.content, work, setting)}}}"
        case CrossRef(content=content):
            return inlines(content, work, setting)
        case HeadingRef(heading=key, content=content):
            return f"\\hyperref[{label(key)}]{{{inlines(content, work, setting)}}}"
        case NoteNumber():
            return _note_number(node, work)
        case Quoted(kind=kind, content=content):
            opening, closing = QUOTES[kind]
            return f"{opening}{inlines(content, work, setting)}{closing}"
        case NoteRef():
            return _note_ref(node, work, setting)
        case Strikeout(content=content):
            return _lined("sout", content, work, setting)
        case Underline(content=content):
            return _lined("uline", content, work, setting)
        case Capitals(content=content):
            return inlines(capitals(content), work, setting)
        case Math(text=text):
            return escape(text, work.preamble)
        case Code(text=text):
            return f"\\texttt{{{code(text, work.preamble)}}}"
        case LineBreak():
            return "\\\\\n" if setting.tight else "\\newline\n"
        case Stray(text=text):
            work.used.add("strays")
            return f"\\stray{{{escape(text, work.preamble)}}}"
        case Image():
            return linked_image(node, f"[{alternative(node, work)}]")
        case _:
            assert_never(node)


def _note_ref(node: NoteRef, work: Work, setting: Setting) -> str:
    key = node.note
    if key not in work.index.calls:
        return f"\\textsuperscript{{{escape(work.index.label(key), work.preamble)}}}"
    if setting.note or key in work.printed:
        return _footref(key, work)
    work.printed.add(key)
    note = work.index.notes[key]
    if note.kind == "footnote" and (setting.boxed or (setting.cell and note.mark is not None)):
        work.used.add("held")
        held = work.held if note.mark is None else work.starred
        held.append(_note(note, work, setting, "\\notetext"))
        return _footref(key, work)
    return _note(note, work, setting, f"\\{note.kind}")


def _footref(key: NoteKey, work: Work) -> str:
    work.pointed.add(key)
    return f"\\footref{{{name_slot(key)}}}"


def _note(note: Note, work: Work, setting: Setting, command: str) -> str:
    """A note. An endnote is set at the end, where what stands around it runs as the article does."""
    outside = work.now_leftward
    around = work.leftward if note.kind == "endnote" else outside
    turned = work.turns and turns(note, around, in_such_a_document=work.leftward)
    work.turn(around != turned)
    text = blocks(note.blocks, work, TIGHT_NOTE if setting.tight else NOTE)
    work.turn(outside)
    work.turned |= turned
    if note.mark is not None:
        mark = escape(note.mark, work.preamble)
        if command == "\\footnote":
            work.used.add("marks")
            command = f"\\marknote{{{mark}}}"
        else:
            command += as_option(mark)
    if note.kind == "endnote":  # whose text is set at the end, where no label knows its number
        text = environment(way(around), text) if turned else text
        return f"{command}{{{text}}}{slot(note.key)}"
    call = f"{command}{{{slot(note.key)}{text}}}"
    return f"\\{way(around)}note{{{call}}}" if turned else call


def _note_number(node: NoteNumber, work: Work) -> str:
    key, first = node.note, node.after
    if key not in work.index.calls:
        return escape(work.index.number(node), work.preamble)
    work.pointed.add(key)
    if first is None or not work.index.is_range(node):
        return f"\\ref{{{name_slot(key)}}}"
    work.pointed.add(first)
    work.used.add("ranges")
    return f"\\lastref[{node.digits or LEAST_DIGITS}]{{{name_slot(first)}}}{{{name_slot(key)}}}"


def _link(node: Link, work: Work, setting: Setting) -> str:
    """A link, live if it is safe. Links and notes cannot stand within: notes follow it."""
    content = node.content
    if not is_safe_url(node.url):
        work.diagnostics.append(diagnose("R003", node.span, url=node.url))
        return inlines(content, work, setting)
    match content:
        case (Text(text=text),) if text == node.url and URL_SAFE.compiled.fullmatch(text):
            return f"\\url{{{url_target(text)}}}"
        case (Text(text=text),) if URL_SAFE.compiled.fullmatch(text) and "/" in text:
            return f"\\href{{{url_target(node.url)}}}{{\\nolinkurl{{{url_target(text)}}}}}"
    within = inlines(bare(content, work.index), work, setting)
    if " " not in within:
        within = breakable(within)
    notes = "".join(_note_ref(one, work, setting) for one in marks(content))
    return f"\\href{{{url_target(node.url)}}}{{{within}}}{notes}"


def _lined(command: str, content: tuple[Inline, ...], work: Work, setting: Setting) -> str:
    """Only words are struck or underlined: the commands for it break on notes, links and numbers."""
    work.used.add("lined")
    match content:
        case (Text(text=text),):
            return f"\\{command}{{{escape(text, work.preamble)}}}" if text.strip() else " "
    return inlines(lined(content, Strikeout if command == "sout" else Underline), work, setting)


# Blocks


def blocks(content: tuple[Block, ...], work: Work, setting: Setting) -> str:
    """Blocks with an empty line between two, or what stands for it where none can be."""
    texts = [
        _placed(block, on, work, setting)
        for block, on in zip(content, goes_on(content), strict=True)
    ]
    for at, lines in room_needed(content) if not setting.cell else ():
        texts[at] = f"\\needspace{{{lines}\\baselineskip}}\n{texts[at]}"
    return joined(content, texts, "\\endgraf\n" if setting.tight else "\n\n", work.traced)


def _placed(node: Block, on: bool, work: Work, setting: Setting) -> str:
    """A block where it stands: it may go `on` after a quotation, and run the other way."""
    before = work.now_leftward
    turned = work.turns and turns(node, before, in_such_a_document=work.leftward)
    if turned:
        work.turn(not before)
        work.turned = True
    text = _block(node, work, setting)
    if text and on:
        text = f"\\noindent\n{text}"
    if not turned:
        return text
    work.turn(before)
    if isinstance(node, Heading):  # which turns its words alone
        return text
    within = setting.tight or setting.cell > setting.note or work.in_item
    words_alone = within and isinstance(node, Paragraph)
    return words_turned(text, before) if words_alone else environment(way(before), text)


def _block(node: Block, work: Work, setting: Setting) -> str:
    match node:
        case Paragraph():
            return _paragraph(node, work, setting)
        case Heading():
            return _heading(node, work, setting)
        case BlockQuote(blocks=within):
            return environment("quote", _nested(within, work, setting))
        case Bibliography(blocks=within):
            work.used.add("works")
            return environment("bibliographylist", _nested(within, work, setting))
        case BulletList(items=items):
            return _list("itemize", items, work, setting)
        case OrderedList(items=items):
            return _list("enumerate", items, work, setting, list_options(node))
        case Table():
            return _table(node, work, setting)
        case Figure():
            return _figure(node, work, setting)
        case ThematicBreak():
            work.used.add("breaks")
            return "\\textbreak"
        case SectionBreak():
            return restart(node, work).rstrip()
        case CodeBlock(text=text):
            work.used.add("codelines")
            return environment("codelines", code_lines(text, work.preamble))
        case _:
            assert_never(node)


def _paragraph(node: Paragraph, work: Work, setting: Setting) -> str:
    first = node.content[0] if len(node.content) == 1 else None
    if isinstance(first, Image):
        work.used.add("pictures")
        return linked_image(first, f"\\picturetext{{{alternative(first, work)}}}")
    return inlines(node.content, work, setting, lines=setting in (BODY, NOTE)).strip(" \n")


def _heading(node: Heading, work: Work, setting: Setting) -> str:
    """A heading. Contents and running heads take its words without its notes."""
    title = inlines(node.content, work, TIGHT).strip()
    plain = bare(node.content, work.index)
    short = "" if plain == node.content else as_option(inlines(plain, work, TIGHT).strip())
    name = f"\\label{{{label(node.key)}}}" if node.key else ""
    if work.now_leftward != work.leftward:
        title = words_turned(title, work.leftward)
        short = as_option(words_turned(short[1:-1], work.leftward)) if short else ""
    return f"{restart(node, work)}\\{HEADINGS[min(node.level, 6) - 1]}{short}{{{title}}}{name}"


def _nested(content: tuple[Block, ...], work: Work, setting: Setting) -> str:
    work.depth += 1
    work.deepest = max(work.deepest, work.depth)
    text = blocks(content, work, setting)
    work.depth -= 1
    return text


def _list(
    name: str, items: tuple[ListItem, ...], work: Work, setting: Setting, options: str = ""
) -> str:
    work.used.add("lists")
    outside, work.in_item = work.in_item, True
    texts = [list_item(_nested(item.blocks, work, setting)) for item in items]
    work.in_item = outside
    return environment(name, "\n".join(texts), options) if texts else ""


def _figure(node: Figure, work: Work, setting: Setting) -> str:
    """A figure where it stands, not afloat: so its notes are on its page, and in their order."""
    shown = blocks(node.blocks, work, setting)
    caption = inlines(node.caption, work, setting).strip()
    return environment("center", "\n\n".join(filter(None, (shown, small(caption)))))


def _table(node: Table, work: Work, setting: Setting) -> str:
    r"""A table under its caption. Notes called in its head follow in its first cell."""
    work.used.add("tables")
    caption = small(inlines(node.caption, work, setting).strip())
    above = f"{environment('center', caption)}\n" if caption else ""
    boxed = replace(setting, boxed=True, cell=True)
    within = boxed if setting.cell else replace(setting, cell=True)
    head = [_row(row, work, boxed) for row in node.head]
    if setting.cell:
        rows = [_row(row, work, boxed) for row in node.rows]
        text = table(head, rows, "tabular", [""] * (len(rows) + 1))
        return above + text + ("" if setting.boxed else release(work.held))
    between = [release(work.held) + release(work.starred)]
    rows = []
    for row in node.rows:
        rows.append(_row(row, work, within))
        between.append(release(work.starred))
    return above + table(head, rows, "longtable", between)


def _row(row: Row, work: Work, setting: Setting) -> list[Entry]:
    return [_entry(cell, work, setting) for cell in row.cells]


def _entry(cell: Cell, work: Work, setting: Setting) -> Entry:
    long = len(cell.blocks) > 1 or not all(isinstance(one, Paragraph) for one in cell.blocks)
    length, longest = lengths(getattr(node, "text", "") for node in walk(cell.blocks))
    text = blocks(cell.blocks, work, setting)
    return Entry(text, length, longest, long, cell.align, cell.colspan, cell.rowspan)
