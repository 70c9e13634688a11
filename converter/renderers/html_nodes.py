"""The nodes of a document as HTML, and the list of its notes. Text is escaped where it is written."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Any, NamedTuple, assert_never

from msgspec import Struct, structs

from converter.diagnostics import Diagnostic, report
from converter.model import (
    Block,
    BlockQuote,
    BulletList,
    Cell,
    Code,
    CodeBlock,
    CrossRef,
    Emphasis,
    Figure,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    ListItem,
    Note,
    NoteKey,
    NoteKind,
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
    is_safe_url,
)
from converter.notes import NoteIndex, walk

LIST_HEADINGS: dict[NoteKind, str] = {"footnote": "Footnotes", "endnote": "Endnotes"}
NESTED_LINK = {"format": "HTML", "remedy": "Its words are kept. Let the links stand side by side."}


class _Target(NamedTuple):
    """How the page speaks of a note: the tail of its ids, its name, its number; all escaped."""

    slug: str
    name: str
    label: str


class Page(Struct):
    """What is known, and gathered, while a page is written."""

    index: NoteIndex
    targets: dict[NoteKey, _Target]
    marks: dict[NoteKey, int]
    diagnostics: list[Diagnostic]
    in_link: bool = False
    in_note: bool = False


# Escaping: one function per context


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escape_attribute(text: str) -> str:
    """For a value between double quotes; right in text as well."""
    return escape(text).replace('"', "&quot;")


def slug(key: str) -> str:
    """A key as part of an id: letters, digits, hyphens and dots stay, so no two keys become one."""
    return re.sub(r"[^A-Za-z0-9.-]", lambda found: f"_{ord(found[0]):x}_", key)


# Notes


def find_targets(index: NoteIndex) -> dict[NoteKey, _Target]:
    """Where the notes that are printed stand, and what they are called."""
    words = {"footnote": "note", "endnote": "endnote" if index.called["footnote"] else "note"}
    return {
        note.key: _Target(
            slug(note.key),
            f"{words[note.kind]} {escape_attribute(index.label(note.key))}",
            escape(index.label(note.key)),
        )
        for notes in index.called.values()
        for note in notes
    }


def _mark_id(target: _Target, count: int) -> str:
    """The id of the first, second … mark of a note."""
    return f"mark{count if count > 1 else ''}-{target.slug}"


def _mark(page: Page, node: NoteRef) -> str:
    target = page.targets.get(node.note)
    if target is None or page.in_note:
        return f"<sup>{_number(page, node.note)}</sup>"
    count = page.marks[node.note] = page.marks.get(node.note, 0) + 1
    return (
        f'<sup class="marks"><a role="doc-noteref" id="{_mark_id(target, count)}" '
        f'href="#note-{target.slug}" aria-label="{target.name}">{target.label}</a></sup>'
    )


def _number(page: Page, key: NoteKey) -> str:
    """The number of a note in running text; a link to it where links may stand."""
    target = page.targets.get(key)
    if target is None or page.in_link:
        return escape(page.index.label(key))
    return f'<a href="#note-{target.slug}" aria-label="{target.name}">{target.label}</a>'


def _cross_ref(page: Page, node: CrossRef) -> str:
    """Words that point at one note are a link as a whole; at several, each number is one."""
    target = page.targets.get(node.targets[0]) if len(node.targets) == 1 else None
    if target is None:
        return render_inlines(page, node.content)
    return _anchor(page, f'<a href="#note-{target.slug}">', node)


def render_note_list(page: Page, kind: NoteKind) -> str:
    items = "\n".join(_note(page, note) for note in page.index.called[kind])
    return (
        f'<section role="doc-endnotes" aria-labelledby="{kind}s">\n'
        f'<h2 id="{kind}s">{LIST_HEADINGS[kind]}</h2>\n'
        f'<ul class="notes">\n{items}\n</ul>\n</section>'
    )


def _note(page: Page, note: Note) -> str:
    target = page.targets[note.key]
    text = render_blocks(page, note.blocks)
    back = _back_links(target, page.marks.get(note.key, 0))
    text = f"{text[:-4]} {back}</p>" if text.endswith("</p>") else f"{text}\n{back}"
    return f'<li id="note-{target.slug}"><span class="label">{target.label}</span> {text}</li>'


def _back_links(target: _Target, count: int) -> str:
    """A link to every place that cites the note."""
    if count == 1:
        return _back_link(target, 1, "", "")
    return " ".join(_back_link(target, n, f", place {n}", str(n)) for n in range(1, count + 1))


def _back_link(target: _Target, count: int, place: str, number: str) -> str:
    return (
        f'<a role="doc-backlink" href="#{_mark_id(target, count)}" '
        f'aria-label="back to {target.name} in the text{place}">↑{number}</a>'
    )


# Blocks


def render_blocks(page: Page, blocks: tuple[Block, ...]) -> str:
    return "\n".join([_block(page, block) for block in blocks])


def _block(page: Page, block: Block) -> str:
    match block:
        case Paragraph():
            return f"<p>{render_inlines(page, block.content)}</p>"
        case Heading():
            level = min(block.level + 1, 6)
            return f"<h{level}>{render_inlines(page, block.content)}</h{level}>"
        case BlockQuote():
            return f"<blockquote>\n{render_blocks(page, block.blocks)}\n</blockquote>"
        case BulletList():
            return f"<ul>\n{_items(page, block.items)}\n</ul>"
        case OrderedList():
            start = f' start="{block.start}"' if block.start != 1 else ""
            return f"<ol{start}>\n{_items(page, block.items)}\n</ol>"
        case Table():
            return _table(page, block)
        case Figure():
            caption = _captioned(page, block.caption, "figcaption")
            return f"<figure>\n{render_blocks(page, block.blocks)}\n{caption}</figure>"
        case ThematicBreak():
            return "<hr>"
        case CodeBlock():
            return _code_block(block)
        case _:
            assert_never(block)


def _items(page: Page, items: tuple[ListItem, ...]) -> str:
    return "\n".join([f"<li>{_tight(page, item.blocks)}</li>" for item in items])


def _tight(page: Page, blocks: tuple[Block, ...]) -> str:
    """Blocks of a list item or cell: a paragraph alone in it needs no element of its own."""
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return render_inlines(page, blocks[0].content)
    return render_blocks(page, blocks)


def _captioned(page: Page, caption: tuple[Inline, ...], element: str) -> str:
    return f"<{element}>{render_inlines(page, caption)}</{element}>\n" if caption else ""


def _table(page: Page, table: Table) -> str:
    """A table in a box that scrolls, by keyboard too (WCAG 2.1.1), where the screen is narrower."""
    caption = _captioned(page, table.caption, "caption")
    head = f"<thead>\n{_rows(page, table.head, 'th')}\n</thead>\n" if table.head else ""
    body = f"<tbody>\n{_rows(page, table.rows, 'td')}\n</tbody>\n" if table.rows else ""
    return (
        '<div class="table" role="group" aria-label="table" tabindex="0">\n'
        f"<table>\n{caption}{head}{body}</table>\n</div>"
    )


def _rows(page: Page, rows: tuple[Row, ...], element: str) -> str:
    return "\n".join(
        [f"<tr>{''.join(_cell(page, cell, element) for cell in row.cells)}</tr>" for row in rows]
    )


def _cell(page: Page, cell: Cell, element: str) -> str:
    align = f' class="{cell.align}"' if cell.align != "default" else ""
    columns = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    rows = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    return f"<{element}{align}{columns}{rows}>{_tight(page, cell.blocks)}</{element}>"


def _code_block(block: CodeBlock) -> str:
    language = "-".join(block.language.split())
    named = f' class="language-{escape_attribute(language)}"' if language else ""
    return f"<pre><code{named}>{escape(block.text)}</code></pre>"


# Inlines


def render_inlines(page: Page, nodes: tuple[Inline, ...]) -> str:
    """Inlines in a row. Marks side by side share a ``sup``, which tells them apart on the screen."""
    joined = "".join([_inline(page, node) for node in nodes])
    return joined.replace('</a></sup><sup class="marks"><a ', "</a><a ")


def _inline(page: Page, node: Inline) -> str:
    match node:
        case Text():
            return escape(node.text).replace("\t", '<span class="tab">\t</span>')
        case NoteRef():
            return _mark(page, node)
        case Link():
            return _link(page, node)
        case Emphasis():
            return f"<em>{render_inlines(page, node.content)}</em>"
        case SmallCaps():
            return f'<span class="small-caps">{render_inlines(page, node.content)}</span>'
        case CrossRef():
            return _cross_ref(page, node)
        case NoteNumber():
            return _number(page, node.note)
        case Strong():
            return f"<strong>{render_inlines(page, node.content)}</strong>"
        case Superscript():
            return f"<sup>{render_inlines(page, node.content)}</sup>"
        case Subscript():
            return f"<sub>{render_inlines(page, node.content)}</sub>"
        case Strikeout():
            return f"<s>{render_inlines(page, node.content)}</s>"
        case Quoted():
            opening, closing = "“”" if node.kind == "double" else "‘’"
            return f"{opening}{render_inlines(page, node.content)}{closing}"
        case Code():
            return f"<code>{escape(node.text)}</code>"
        case LineBreak():
            return "<br>"
        case Stray():
            title = f"not understood: {node.code}"
            return (
                f'<span class="stray" title="{escape_attribute(title)}">{escape(node.text)}</span>'
            )
        case Image():
            return _image(page, node)
        case _:
            assert_never(node)


def _link(page: Page, link: Link) -> str:
    if not is_safe_url(link.url):
        page.diagnostics.append(report("R003", link.span, url=link.url))
        return render_inlines(page, link.content)
    if page.in_link:
        page.diagnostics.append(
            report("R001", link.span, **NESTED_LINK, what=f"the link {link.url} in another")
        )
    return _anchor(page, f'<a href="{escape_attribute(link.url)}">', link)


def _image(page: Page, image: Image) -> str:
    """The description of a picture, or where it is if it has none; a link to it if that may be."""
    page.diagnostics.append(report("R002", image.span, url=image.url))
    words = escape(image.alt or image.url)
    if page.in_link or not is_safe_url(image.url):
        return f'<span class="image">{words}</span>'
    return f'<a class="image" href="{escape_attribute(image.url)}">{words}</a>'


def _anchor(page: Page, opening: str, node: Link | CrossRef) -> str:
    """A link. Links cannot nest (HTML, 4.5.1), so it pauses round a mark that stands inside it."""
    if page.in_link:
        return render_inlines(page, node.content)
    if len(node.content) == 1 and isinstance(node.content[0], Text):
        return f"{opening}{_breakable(escape(node.content[0].text))}</a>"
    parts = []
    for marked, group in groupby(node.content, key=_holds_mark):
        if marked:
            parts += [_inline(page, _with_link_inside(node, one)) for one in group]
        else:
            page.in_link = True
            parts.append(f"{opening}{render_inlines(page, tuple(group))}</a>")
            page.in_link = False
    return "".join(parts)


def _breakable(words: str) -> str:
    """An address may break after its slashes, where browsers do not break by themselves."""
    if "://" not in words:
        return words
    scheme, _, path = words.partition("://")
    return f"{scheme}://{path.replace('/', '/<wbr>')}"


def _holds_mark(node: Inline) -> bool:
    return type(node) is not Text and any(type(one) is NoteRef for one in walk((node,)))


def _with_link_inside(link: Link | CrossRef, node: Any) -> Inline:
    """``link(node(content))`` turned into ``node(link(content))``."""
    if isinstance(node, NoteRef | Link | CrossRef):
        return node
    inner = structs.replace(link, content=node.content)
    return structs.replace(node, content=(inner,))  # type: ignore[no-any-return]
