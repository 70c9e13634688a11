"""The words of a document as HTML: text, marks, links. Text is escaped where it is written."""

from __future__ import annotations

from binascii import b2a_base64
from itertools import groupby
from typing import assert_never

from msgspec import structs

from converter.document.diagnostics import diagnose
from converter.document.model import (
    Capitals,
    Code,
    CrossRef,
    Emphasis,
    HeadingRef,
    Image,
    Inline,
    LineBreak,
    Link,
    Math,
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
    Underline,
)
from converter.document.ties import NO_BREAK_SPACE, is_number, tied
from converter.document.tree import marks, only_target, rebuilt
from converter.document.words import QUOTES
from converter.renderers.addresses import is_safe_url
from converter.renderers.html.page import NoteNames, Page, turn, turn_back
from converter.renderers.html.paper import Foot, cut_into_runs, is_overlong, whole_on_paper
from converter.renderers.html.text import breakable, escape, escape_address, escape_attribute

NESTED_LINK = {"format": "HTML", "remedy": "Its words are kept. Let the links stand side by side."}


def inlines(nodes: tuple[Inline, ...], page: Page) -> str:
    """Inlines in a row. Marks side by side share a ``sup``, which tells them apart on the screen."""
    if len(nodes) == 1:
        return _inline(nodes[0], page)
    pieces = [_inline(node, page) for node in nodes]
    if not NUMBERED.isdisjoint(map(type, nodes)):
        _tie_numbers(nodes, pieces)
    joined = "".join(pieces)
    if page.beside:
        return joined.replace(
            '</a></span><sup class="fn-marks">', '</a></span><sup class="fn-marks fn-next">'
        )
    return joined.replace('</a></sup><sup class="fn-marks"><a ', "</a><a ")


NUMBERED = frozenset((NoteNumber, CrossRef))
"""Nodes that may begin with the number of a note."""


def _tie_numbers(nodes: tuple[Inline, ...], pieces: list[str]) -> None:
    """Let no line end before the number of a note."""
    for at, node in enumerate(nodes[1:]):
        if is_number(node) and pieces[at].endswith(" "):
            pieces[at] = pieces[at][:-1] + NO_BREAK_SPACE


def _inline(node: Inline, page: Page) -> str:
    match node:
        case Text():
            return escape(tied(node.text)).replace("\t", '<span class="fn-tab">\t</span>')
        case NoteRef():
            return _mark(node, page)
        case Link():
            return _link(node, page)
        case Emphasis():
            return f"<em>{inlines(node.content, page)}</em>"
        case SmallCaps():
            return f'<span class="fn-small-caps">{inlines(node.content, page)}</span>'
        case CrossRef() | HeadingRef():
            return _cross_ref(node, page)
        case NoteNumber():
            return _number(node.note, page, page.index.number(node))
        case Strong():
            return f"<strong>{inlines(node.content, page)}</strong>"
        case Superscript():
            return f"<sup>{inlines(node.content, page)}</sup>"
        case Subscript():
            return f"<sub>{inlines(node.content, page)}</sub>"
        case Strikeout():
            return f"<s>{inlines(node.content, page)}</s>"
        case Underline():
            return f"<u>{inlines(node.content, page)}</u>"
        case Capitals():
            return f'<span class="fn-capitals">{inlines(node.content, page)}</span>'
        case Quoted():
            opening, closing = QUOTES[node.kind]
            return f"{opening}{inlines(node.content, page)}{closing}"
        case Code():
            return f"<code>{escape(node.text)}</code>"
        case Math():
            return f'<span role="math">{escape(node.text)}</span>'
        case LineBreak():
            return "<br>"
        case Stray():
            title = f"not understood: {node.code}"
            return f'<span class="fn-stray" title="{escape_attribute(title)}">{escape(node.text)}</span>'
        case Image():
            return _image(node, page)
        case _:
            assert_never(node)


# Marks and numbers of notes


def _mark(node: NoteRef, page: Page) -> str:
    """The mark of a note; its number alone in a note, where none can be called."""
    names = page.names.get(node.note)
    if names is None or page.in_note:
        return f"<sup>{_number(node.note, page, page.index.label(node.note))}</sup>"
    count = page.marks[node.note] = page.marks.get(node.note, 0) + 1
    beside = _note_beside(node.note, page) if page.beside and count == 1 else ""
    kind = outline = ""
    if (foot := page.foot) and (count > 1 or node.note in foot.special):
        kind, outline = _for_paper(node.note, page, foot, count)
    return (
        f'<sup class="fn-marks"><a role="doc-noteref"{kind} id="{_mark_id(names, page, count)}" '
        f'href="#{page.prefix}note-{names.slug}" aria-label="{names.spoken}">{names.label}{outline}</a>'
        f"</sup>{beside}"
    )


def _mark_id(names: NoteNames, page: Page, count: int) -> str:
    """The id of the first, second … mark of a note."""
    return f"{page.prefix}mark{count if count > 1 else ''}-{names.slug}"


def _for_paper(key: NoteKey, page: Page, foot: Foot, count: int) -> tuple[str, str]:
    """What a mark says of its note as an attribute, and its outline (`paper`)."""
    note, names = page.index.notes[key], page.names[key]
    if count > 1 or note.kind == "endnote":
        return ' class="fn-listed"', ""
    number = f' data-number="{names.label}"' if key in foot.renumbered else ""
    if key not in foot.outlined:
        return number, ""
    runs = f"{page.prefix}run%s-{names.slug}"
    foot.cut[key], outline = cut_into_runs(_note_words(note, page), runs)
    foot.overlong |= is_overlong(foot.cut[key])
    return number, outline


def _number(key: NoteKey, page: Page, shown: str) -> str:
    """The number of a note in running text; a link to it where links may stand."""
    names = page.names.get(key)
    number = escape(shown)
    if names is None or page.in_link:
        return number
    return f'<a href="#{page.prefix}note-{names.slug}" aria-label="{names.spoken}">{number}</a>'


def _cross_ref(node: CrossRef | HeadingRef, page: Page) -> str:
    """Words that point at one note or heading are a link as a whole; at several, each number is one.

    An ``Id.`` for a source in its own note is no link: its reader has the source in sight.
    """
    if isinstance(node, HeadingRef):
        id = page.places.get(node.heading)
        return _anchor(node, page, f'<a href="#{id}">') if id else inlines(node.content, page)
    target = only_target(node)
    names = page.names.get(target) if target else None
    if names is None or target == page.in_note:
        return inlines(node.content, page)
    return _anchor(node, page, f'<a href="#{page.prefix}note-{names.slug}">')


def _note_beside(key: NoteKey, page: Page) -> str:
    """A note at its mark, where only words may stand (HTML, 3.2.5.2.5); any other has to wait, and
    so have those after it."""
    note = page.index.notes[key]
    words_alone = all(isinstance(block, Paragraph) for block in note.blocks)
    if page.in_block or page.waiting or not words_alone:
        page.waiting.append(note)
        return ""
    way = turn(note, page)
    names, words = page.names[key], _note_words(note, page)
    turn_back(way, page)
    text = (
        words[0]
        if len(words) == 1
        else "".join(f'<span class="fn-p">{one}</span>' for one in words)
    )
    return whole_on_paper(
        f'<span class="fn-note" role="doc-footnote"{way} id="{page.prefix}note-{names.slug}">'
        f'<span class="fn-label">{names.label}</span> {text} {back_links(key, page)}</span>'
    )


def _note_words(note: Note, page: Page) -> list[str]:
    """The paragraphs of a note that has nothing else, written where its mark stands."""
    page.in_note = note.key
    in_link, page.in_link = page.in_link, False
    words = [inlines(block.content, page) for block in note.blocks]  # type: ignore[union-attr]
    page.in_note, page.in_link = None, in_link
    return words


def back_links(key: NoteKey, page: Page) -> str:
    """A link to every place that cites the note."""
    names, count = page.names[key], page.index.calls[key]
    if count == 1:
        return _back_link(names, page, 1, "", "")
    places = [(n, page.own.place.replace("{}", str(n))) for n in range(1, count + 1)]
    return " ".join(_back_link(names, page, n, place, str(n)) for n, place in places)


def _back_link(names: NoteNames, page: Page, count: int, place: str, number: str) -> str:
    return (
        f'<a role="doc-backlink" href="#{_mark_id(names, page, count)}" '
        f'aria-label="{page.own.back.replace("{}", names.spoken)}{place}">↑{number}</a>'
    )


# Links and pictures


def _link(link: Link, page: Page) -> str:
    """A link, live if it is safe."""
    if not is_safe_url(link.url):
        page.diagnostics.append(diagnose("R003", link.span, url=link.url))
        return inlines(link.content, page)
    if page.in_link:
        page.diagnostics.append(
            diagnose("R001", link.span, **NESTED_LINK, what=f"the link {link.url} in another")
        )
    return _anchor(link, page, f'<a href="{escape_address(link.url)}">')


def _image(image: Image, page: Page) -> str:
    """A picture that its address carries; of another the description, with a link if that may be.

    Nothing is fetched. Pixels run no script; SVG could, and is not taken.
    """
    from converter.renderers.pictures import described, not_embedded, read_picture

    picture = read_picture(image.url)
    if picture is not None:
        page.pictured = True
        data = b2a_base64(picture.data, newline=False).decode()
        source = f"data:image/{picture.kind};base64,{data}"
        return f'<img src="{source}" alt="{escape_attribute(image.alt)}">'
    page.diagnostics.append(not_embedded(image))
    words = escape(described(image))
    if page.in_link or not is_safe_url(image.url):
        return f'<span class="fn-image">{words}</span>'
    return f'<a class="fn-image" href="{escape_address(image.url)}">{words}</a>'


def _anchor(node: Link | CrossRef | HeadingRef, page: Page, opening: str) -> str:
    """A link. Links cannot nest (HTML, 4.5.1), so it pauses round a mark that stands inside it."""
    if page.in_link:
        return inlines(node.content, page)
    if len(node.content) == 1 and type(node.content[0]) is Text:
        text = node.content[0].text
        if "://" in text:  # an address runs from left to right in Hebrew, too (UAX #9, 2.7)
            opening = f'{opening[:-1]} dir="ltr">'
        return f"{opening}{breakable(escape(tied(text)))}</a>"
    parts = []
    for marked, group in groupby(node.content, key=_holds_mark):
        if marked:
            parts += [_inline(_with_link_inside(node, one), page) for one in group]
        else:
            page.in_link = True
            parts.append(f"{opening}{inlines(tuple(group), page)}</a>")
            page.in_link = False
    return "".join(parts)


def _holds_mark(node: Inline) -> bool:
    return type(node) is not Text and any(marks((node,)))


def _with_link_inside(link: Link | CrossRef | HeadingRef, node: Inline) -> Inline:
    """``link(node(content))`` turned into ``node(link(content))``."""
    if isinstance(node, NoteRef | Link | CrossRef | HeadingRef):
        return node
    return rebuilt(node, lambda content: (structs.replace(link, content=content),))
