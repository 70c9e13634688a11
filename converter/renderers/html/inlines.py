"""The words of a document as HTML: text, marks, links. Text is escaped where it is written."""

from __future__ import annotations

from binascii import b2a_base64
from itertools import groupby
from sys import maxsize
from typing import Any, assert_never

from msgspec import structs

from converter.document.diagnostics import report
from converter.document.model import (
    Code,
    CrossRef,
    Emphasis,
    Image,
    Inline,
    LineBreak,
    Link,
    Node,
    Note,
    NoteKey,
    NoteNumber,
    NoteRef,
    Paragraph,
    Quoted,
    SmallCaps,
    Stray,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Text,
    is_safe_url,
)
from converter.document.tree import walk
from converter.renderers.html.page import Page, _Target
from converter.renderers.html.paper import Foot, cut_into_runs, is_overlong, whole_on_paper
from converter.renderers.html.text import _address, _breakable, escape, escape_attribute

NESTED_LINK = {"format": "HTML", "remedy": "Its words are kept. Let the links stand side by side."}


# Escaping: one function per context


# Notes


def _mark_id(page: Page, target: _Target, count: int) -> str:
    """The id of the first, second … mark of a note."""
    return f"{page.prefix}mark{count if count > 1 else ''}-{target.slug}"


def _mark(page: Page, node: NoteRef) -> str:
    target = page.targets.get(node.note)
    if target is None or page.in_note:
        return f"<sup>{_number(page, node.note, page.index.label(node.note))}</sup>"
    count = page.marks[node.note] = page.marks.get(node.note, 0) + 1
    beside = _note_beside(page, node.note) if page.beside and count == 1 else ""
    kind = outline = ""
    if (foot := page.foot) and (count > 1 or node.note in foot.special):
        kind, outline = _for_paper(page, foot, node.note, count)
    return (
        f'<sup class="marks"><a role="doc-noteref"{kind} id="{_mark_id(page, target, count)}" '
        f'href="#{page.prefix}note-{target.slug}" aria-label="{target.name}">{target.label}{outline}</a>'
        f"</sup>{beside}"
    )


def _for_paper(page: Page, foot: Foot, key: NoteKey, count: int) -> tuple[str, str]:
    """What a mark says of its note as an attribute, and its outline (`html_foot`)."""
    note, target = page.index.notes[key], page.targets[key]
    if count > 1 or note.kind == "endnote":
        return ' class="listed"', ""
    number = f' data-number="{target.label}"' if key in foot.renumbered else ""
    if key not in foot.dressed:
        return number, ""
    runs = f"{page.prefix}run%s-{target.slug}"
    foot.cut[key], outline = cut_into_runs(_note_words(page, note), runs)
    foot.overlong |= is_overlong(foot.cut[key])
    return number, outline


def _number(page: Page, key: NoteKey, shown: str) -> str:
    """The number of a note in running text; a link to it where links may stand."""
    target = page.targets.get(key)
    number = escape(shown)
    if target is None or page.in_link:
        return number
    return f'<a href="#{page.prefix}note-{target.slug}" aria-label="{target.name}">{number}</a>'


def _cross_ref(page: Page, node: CrossRef) -> str:
    """Words that point at one note are a link as a whole; at several, each number is one.

    An ``Id.`` for a source in its own note is no link: its reader has the source in sight.
    """
    target = page.targets.get(node.targets[0]) if len(node.targets) == 1 else None
    if target is None or node.targets[0] == page.in_note:
        return render_inlines(page, node.content)
    return _anchor(page, f'<a href="#{page.prefix}note-{target.slug}">', node)


def _note_beside(page: Page, key: NoteKey) -> str:
    """A note at its mark, where only words may stand (HTML, 3.2.5.2.5); any other has to wait, and
    so have those after it."""
    note, target = page.index.notes[key], page.targets[key]
    words_alone = all(isinstance(block, Paragraph) for block in note.blocks)
    if page.in_block or page.waiting or not words_alone:
        page.waiting.append(note)
        return ""
    words = _note_words(page, note)
    text = (
        words[0] if len(words) == 1 else "".join(f'<span class="p">{one}</span>' for one in words)
    )
    return whole_on_paper(
        f'<span class="note" role="doc-footnote" id="{page.prefix}note-{target.slug}">'
        f'<span class="label">{target.label}</span> {text} {back_links(page, key)}</span>'
    )


def _note_words(page: Page, note: Note) -> list[str]:
    """The paragraphs of a note that has nothing else, written where its mark stands."""
    page.in_note = note.key
    in_link, page.in_link = page.in_link, False
    words = [render_inlines(page, block.content) for block in note.blocks]  # type: ignore[union-attr]
    page.in_note, page.in_link = None, in_link
    return words


def back_links(page: Page, key: NoteKey) -> str:
    """A link to every place that cites the note."""
    target, count = page.targets[key], page.index.calls[key]
    if count == 1:
        return _back_link(page, target, 1, "", "")
    return " ".join(
        _back_link(page, target, n, f", place {n}", str(n)) for n in range(1, count + 1)
    )


def _back_link(page: Page, target: _Target, count: int, place: str, number: str) -> str:
    return (
        f'<a role="doc-backlink" href="#{_mark_id(page, target, count)}" '
        f'aria-label="back to {target.name} in the text{place}">↑{number}</a>'
    )


# Inlines


def render_inlines(page: Page, nodes: tuple[Inline, ...]) -> str:
    """Inlines in a row. Marks side by side share a ``sup``, which tells them apart on the screen."""
    if len(nodes) == 1:
        return _inline(page, nodes[0])
    joined = "".join([_inline(page, node) for node in nodes])
    if page.beside:
        return joined.replace(
            '</a></span><sup class="marks">', '</a></span><sup class="marks next">'
        )
    return joined.replace('</a></sup><sup class="marks"><a ', "</a><a ")


def _inline(page: Page, node: Inline) -> str:
    # Most are one of these; a class pattern takes four times as long as a look at the type.
    if type(node) is Text:
        return escape(node.text).replace("\t", '<span class="tab">\t</span>')
    if type(node) is NoteRef:
        return _mark(page, node)
    if type(node) is Link:
        return _link(page, node)
    match node:
        case Emphasis():
            return f"<em>{render_inlines(page, node.content)}</em>"
        case SmallCaps():
            return f'<span class="small-caps">{render_inlines(page, node.content)}</span>'
        case CrossRef():
            return _cross_ref(page, node)
        case NoteNumber():
            return _number(page, node.note, page.index.number(node))
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
    return _anchor(page, f'<a href="{_address(link.url)}">', link)


def _image(page: Page, image: Image) -> str:
    """A picture that its address carries; of another the description, with a link if that may be.

    Nothing is fetched (`_policy`). Pixels run no script; SVG could, and is not taken.
    """
    from converter.document.pictures import described, read_picture, short_address

    picture = read_picture(image.url)
    if picture is not None:
        page.pictured = True
        data = b2a_base64(picture.data, newline=False).decode()
        source = f"data:image/{picture.kind};base64,{data}"
        return f'<img src="{source}" alt="{escape_attribute(image.alt)}">'
    page.diagnostics.append(report("R002", image.span, url=short_address(image.url)))
    words = escape(described(image))
    if page.in_link or not is_safe_url(image.url):
        return f'<span class="image">{words}</span>'
    return f'<a class="image" href="{_address(image.url)}">{words}</a>'


def _anchor(page: Page, opening: str, node: Link | CrossRef) -> str:
    """A link. Links cannot nest (HTML, 4.5.1), so it pauses round a mark that stands inside it."""
    if page.in_link:
        return render_inlines(page, node.content)
    if len(node.content) == 1 and type(node.content[0]) is Text:
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


def _holds_mark(node: Inline) -> bool:
    return type(node) is not Text and any(type(one) is NoteRef for one in walk((node,)))


def _with_link_inside(link: Link | CrossRef, node: Any) -> Inline:
    """``link(node(content))`` turned into ``node(link(content))``."""
    if isinstance(node, NoteRef | Link | CrossRef):
        return node
    inner = structs.replace(link, content=node.content)
    return structs.replace(node, content=(inner,))  # type: ignore[no-any-return]


def plain(page: Page, nodes: tuple[Node, ...], *, most: int = maxsize) -> str:
    """The words of these nodes, without marks; of long ones the beginning, `most` characters or more."""
    words: list[str] = []
    length = 0
    for node in walk(nodes):
        if isinstance(node, Text | Code | Stray):
            words.append(node.text)
        elif isinstance(node, NoteNumber):
            words.append(page.index.number(node))
        else:
            continue
        length += len(words[-1])
        if length >= most:
            break
    return " ".join("".join(words).split())
