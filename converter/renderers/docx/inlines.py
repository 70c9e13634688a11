"""Inlines become runs, fields and links. One function a node; the common ones come first."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import assert_never

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
    NoteKey,
    NoteKind,
    NoteNumber,
    NoteRef,
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
from converter.document.notes import KINDS
from converter.document.ties import NO_BREAK_SPACE, tied
from converter.document.words import QUOTES
from converter.renderers.addresses import is_safe_url
from converter.renderers.docx.story import Story, bookmark, heading_bookmark
from converter.renderers.docx.text import (
    LONGEST_URI,
    ORDINARY,
    Look,
    escape,
    line_break,
    mark_properties,
    properties,
    run_opening,
    runs,
    uri,
)

LONG_ADDRESS = 30
"""Characters of an address from which on it tears the words of a justified line apart."""
ADDED = {
    Strong: frozenset({"bold"}),
    SmallCaps: frozenset({"small-caps"}),
    Capitals: frozenset({"capitals"}),
    Underline: frozenset({"underline"}),
    Strikeout: frozenset({"strike"}),
    Superscript: frozenset({"superscript"}),
    Subscript: frozenset({"subscript"}),
}
"""What a node adds to the look of its words."""
TEXT_END = "</w:t></w:r>"
BLANK_END = f" {TEXT_END}"
RAISED = ADDED[Superscript] | ADDED[Subscript]
CODE, STRAY, LINK = frozenset({"code"}), frozenset({"stray"}), frozenset({"link"})
SPACED = frozenset({"spaced"})


def inlines(content: Iterable[Inline], story: Story, look: Look) -> None:
    """Write inlines to the story, in this look."""
    out = story.out
    for node in content:
        match node:
            case Text():
                out.append(runs(tied(node.text), look))
            case Link():
                link(node, story, look)
            case NoteRef():
                note_ref(node.note, story)
            case Emphasis():
                inlines(node.content, story, look ^ story.emphasis)
            case CrossRef():
                inlines(node.content, story, look)
            case HeadingRef():
                heading_ref(node, story, look)
            case NoteNumber():
                note_number(node, story, look)
            case Strong() | SmallCaps() | Capitals() | Underline() | Strikeout():
                inlines(node.content, story, look | ADDED[type(node)])
            case Superscript() | Subscript():
                inlines(node.content, story, (look - RAISED) | ADDED[type(node)])
            case Quoted():
                quoted(node, story, look)
            case Math():
                out.append(_formula(node, look))
            case Code():
                out.append(runs(node.text, look | CODE))
            case LineBreak():
                out.append(line_break(look))
            case Stray():
                out.append(runs(node.text, look | STRAY))
            case Image():
                image(node, story, look)
            case _:
                assert_never(node)


def _formula(node: Math, look: Look) -> str:
    if node.omml:
        from converter.renderers.docx.formulas import formula  # which brings lxml

        if found := formula(node):
            return found
    return runs(node.text, look)


def quoted(node: Quoted, story: Story, look: Look) -> None:
    opening, closing = QUOTES[node.kind]
    story.out.append(runs(opening, look))
    inlines(node.content, story, look)
    story.out.append(runs(closing, look))


def link(node: Link, story: Story, look: Look) -> None:
    """A hyperlink (17.16.22), the text alone where the address may not be live."""
    url = node.url
    ordinary = len(url) < LONGEST_URI and ORDINARY.compiled.fullmatch(url)
    target = url if ordinary else uri(url)
    if target is None:
        story.book.diagnostics.append(diagnose("R003", node.span, url=url))
    if target is None or "link" in look:  # links do not nest
        inlines(node.content, story, look)
        return
    # One relationship serves all links of a part that lead to one address.
    relationship = story.links.get(target)
    if relationship is None:
        relationship = story.links[target] = f"{story.prefix}{len(story.links) + 1}"
    content = node.content or (Text(url),)
    first = content[0]
    if type(first) is Text:
        if len(url) > LONG_ADDRESS and " " not in first.text:
            story.addressed = story.last
        if first.text == target and len(content) == 1:
            shown = target.replace("&", "&amp;")
            story.out.append(
                f'<w:hyperlink r:id="{relationship}">'
                f"{linked_opening(look)}>{shown}</w:t></w:r></w:hyperlink>"
            )
            return
    story.out.append(f'<w:hyperlink r:id="{relationship}">')
    inlines(content, story, look | LINK)
    story.out.append("</w:hyperlink>")


@cache
def linked_opening(look: Look) -> str:
    """How the run of a link begins that stands in text of this look."""
    return run_opening(look | LINK)


def heading_ref(node: HeadingRef, story: Story, look: Look) -> None:
    """Words that lead to the bookmark of a heading (17.16.22)."""
    if "link" in look:  # links do not nest
        inlines(node.content, story, look)
        return
    story.out.append(f'<w:hyperlink w:anchor="{heading_bookmark(story.book, node.heading)}">')
    inlines(node.content, story, look)
    story.out.append("</w:hyperlink>")


def image(node: Image, story: Story, look: Look) -> None:
    """A picture, if the address carries it; else an image stands as its description.

    Nothing is fetched.
    """
    from converter.renderers.pictures import described, not_embedded

    if node.url[:5].lower() == "data:":
        from converter.renderers.docx.pictures import embed

        if embed(node, story):
            return
    story.book.diagnostics.append(not_embedded(node))
    description = (Text(described(node)),)
    if is_safe_url(node.url):
        link(Link(node.url, description, span=node.span), story, look)
    else:
        inlines(description, story, look)


def note_ref(key: NoteKey, story: Story) -> None:
    """The mark of a note: the note itself at its first mark in the text, a field at any other."""
    if story.kind == "body" and key not in story.book.placed:
        first_mark(key, story)
    else:
        cite_again(key, story)


def first_mark(key: NoteKey, story: Story) -> None:
    """The one reference that ties a note to the text (17.11.14)."""
    book = story.book
    note = book.index.notes[key]
    space_from_previous_mark(story)
    story.marked = key
    book.placed.add(key)
    custom = shown = ""
    if note.mark is not None:  # Word prints it as the run's text and does not count it
        custom, shown = ' w:customMarkFollows="1"', f"<w:t>{escape(note.mark)}</w:t>"
    mark = (
        f"<w:r>{mark_properties(note.kind, note.mark)}"
        f'<w:{note.kind}Reference{custom} w:id="{book.ids[key]}"/>{shown}</w:r>'
    )
    if key in book.cited:
        book.bookmarks += 1
        number = f'w:id="{book.bookmarks}"'
        start = f'<w:bookmarkStart {number} w:name="{bookmark(book, key)}"/>'
        mark = f"{start}{mark}<w:bookmarkEnd {number}/>"
    story.out.append(mark)


def space_from_previous_mark(story: Story) -> None:
    """Set two marks side by side apart: 3 and 7 must not be read as 37.

    By letter spacing (17.3.2.35), as a comma would be a character that the author did not write. It
    would part the digits of 12, too: a thin space follows a mark of several characters.
    """
    if not story.out or "Reference" not in (previous := story.out[-1]):
        return
    kind = next((kind for kind in KINDS if mark_properties(kind) in previous), None)
    if kind is None:
        return
    if story.marked and len(story.book.index.label(story.marked)) > 1:
        story.out.append(thin_space(kind))
    else:
        spaced = properties(frozenset({kind}) | SPACED)
        story.out[-1] = previous.replace(mark_properties(kind), spaced)


def thin_space(kind: NoteKind) -> str:
    return f'<w:r>{mark_properties(kind)}<w:t xml:space="preserve">\u2009</w:t></w:r>'


def cite_again(key: NoteKey, story: Story) -> None:
    kind = frozenset({story.book.index.notes[key].kind})
    space_from_previous_mark(story)
    story.marked = key
    shown = runs(story.book.index.label(key), kind)
    story.out.append(pointer(key, shown, story, kind, r"\f \h"))


def note_number(node: NoteNumber, story: Story, look: Look) -> None:
    """The number of a note, and a tie for the blank before it."""
    if story.out[-1:] and story.out[-1].endswith(BLANK_END):
        story.out[-1] = f"{story.out[-1].removesuffix(BLANK_END)}{NO_BREAK_SPACE}{TEXT_END}"
    shown = runs(story.book.index.number(node), look)
    story.out.append(pointer(node.note, shown, story, look, r"\h"))


def pointer(key: NoteKey, shown: str, story: Story, look: Look, switches: str) -> str:
    """A note's number in running text, which Word keeps right: a NOTEREF field (17.16.5.40).

    `shown` are the runs that show it until Word updates its fields; ``135-38`` is ``135-138`` then.

    A custom mark is no number and would be lost when the field is updated: a link inside the
    document shows it. What no mark calls is plain text, as nothing is there to point at.
    """
    book = story.book
    if key not in book.ids:
        return shown
    book.cited.add(key)
    name = bookmark(book, key)
    if book.index.notes[key].mark is not None:
        return f'<w:hyperlink w:anchor="{name}">{shown}</w:hyperlink>'
    run = f"<w:r>{properties(look)}"
    return (
        f'{run}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'{run}<w:instrText xml:space="preserve"> NOTEREF {name} {switches} </w:instrText></w:r>'
        f'{run}<w:fldChar w:fldCharType="separate"/></w:r>{shown}'
        f'{run}<w:fldChar w:fldCharType="end"/></w:r>'
    )
