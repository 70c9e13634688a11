"""Where the notes of a page stand: in lists at its end, after each section, or beside the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Literal, NamedTuple, get_args

from converter.document.model import Block, Document, Heading, Note, NoteKind
from converter.renderers.html.blocks import blocks
from converter.renderers.html.inlines import back_links
from converter.renderers.html.page import Page, turn, turn_back
from converter.renderers.html.paper import is_overlong, whole_on_paper
from converter.speed.patterns import Pattern

NotesAs = Literal["popup", "sidenotes", "endnotes", "footnotes-per-section"]
LAYOUTS: tuple[NotesAs, ...] = get_args(NotesAs)

POINTED = "article:has([href='#%s']:is(:hover, :focus-visible))"
"""A CSS selector of the article while a mark of a note, whose id is to be filled in, is pointed at."""

BETWEEN_BLOCKS = Pattern(r"\n(?=</?(?:blockquote|div|li|ol|p|pre|t|ul)[a-z]*\b)")
"""Line ends that WeasyPrint prints as empty lines in a footnote."""

SURELY_FITS = 1000
"""Characters of a note in HTML that need no look at whether it fits on a page, unless it is odd."""


class Piece(NamedTuple):
    """An element of the page, and the block or note that it shows, if it shows one."""

    node: Block | Note | None
    html: str


class Part(NamedTuple):
    """Elements one below the other, and what stands around them.

    They are of the ``head``, the ``body``, the footnotes of a ``section``, or a list of ``notes``.
    """

    name: Literal["head", "body", "section", "notes"]
    pieces: list[Piece]
    before: str = ""
    after: str = ""

    @property
    def html(self) -> str:
        return self.before + "\n".join([piece.html for piece in self.pieces]) + self.after


def text_and_notes(document: Document, page: Page, notes_as: NotesAs) -> tuple[str, str]:
    """The text of a document, and the lists of notes that follow it."""
    written = text_and_notes_in_parts(document, page, notes_as)
    text = "\n".join([part.html for part in written if part.name != "notes"])
    return text, "\n".join([part.html for part in written if part.name == "notes"])


def text_and_notes_in_parts(document: Document, page: Page, notes_as: NotesAs) -> list[Part]:
    """The same element by element."""
    if notes_as == "sidenotes":
        return [Part("body", [*_waiting(page), *_text(document.blocks, page)])]
    kinds: list[NoteKind] = ["footnote", "endnote"]
    if notes_as == "footnotes-per-section":
        written = [part for nodes in _sections(document.blocks) for part in _section(nodes, page)]
        kinds = ["endnote"]
    else:
        written = [Part("body", [*_text(document.blocks, page)])]
    headings = {"footnote": page.own.footnotes, "endnote": page.own.endnotes}
    for kind in kinds:
        if called := page.index.called[kind]:
            written.append(Part("notes", *_note_list(called, page, f"{kind}s", headings[kind])))
    return written


def no_script_hover(page: Page) -> str:
    """Selectors of the notes whose mark is pointed at; for a style that needs no script.

    CSS cannot follow a link, so each pair of mark and note is named.
    """
    ids = [f"{page.prefix}note-{names.slug}" for names in page.names.values()]
    return ",\n".join([f"{POINTED % id} #{_escaped(id)}:not(:target)" for id in ids])


def _escaped(id: str) -> str:
    return id.replace(".", "\\.")


# The text


def _text(nodes: tuple[Block, ...], page: Page) -> Iterator[Piece]:
    """Blocks of the text; each with the notes that have to follow it."""
    for node in nodes:
        yield Piece(node, blocks((node,), page))
        if page.waiting:
            yield from _waiting(page)


def _sections(nodes: tuple[Block, ...]) -> list[tuple[Block, ...]]:
    """The text cut before each of its highest headings."""
    levels = [node.level for node in nodes if isinstance(node, Heading)]
    starts = [
        place
        for place, node in enumerate(nodes)
        if isinstance(node, Heading) and node.level == min(levels)
    ]
    cuts = [0, *(place for place in starts if place), len(nodes)]
    return [nodes[start:end] for start, end in pairwise(cuts)]


def _section(nodes: tuple[Block, ...], page: Page) -> Iterator[Part]:
    """A section and the footnotes that are called in it first."""
    before = 0 if not page.sections else len(page.marks)
    page.sections += 1
    written = len(page.headings)
    yield Part("body", [*_text(nodes, page)])
    called = [page.index.notes[key] for key in list(page.marks)[before:]]
    notes = tuple(note for note in called if note.kind == "footnote")
    if not notes:
        return
    title, level = page.own.footnotes, 2
    if isinstance(nodes[0], Heading):
        heading = page.headings[written]
        title, level = f"{page.own.footnotes}: {heading.words}", min(heading.level + 1, 6)
    yield Part("section", *_note_list(notes, page, f"footnotes-{page.sections}", title, level))


# Notes as blocks


def _note_list(
    notes: tuple[Note, ...], page: Page, id: str, title: str, level: int = 2
) -> tuple[list[Piece], str, str]:
    """The items of a list of notes, and what stands before and behind them."""
    items = [Piece(note, note_item(note, page)) for note in notes]
    if page.foot and notes[0].kind == "footnote":
        long = [item.html for item in items if len(item.html) > SURELY_FITS]
        page.foot.overlong |= any(map(is_overlong, long))
    before = (
        f'<section role="doc-endnotes" aria-labelledby="{page.prefix}{id}">\n'
        f'<h{level} id="{page.prefix}{id}">{title}</h{level}>\n'
        '<ul class="fn-notes">\n'
    )
    return items, before, "\n</ul>\n</section>"


def _waiting(page: Page) -> Iterable[Piece]:
    """The notes that could not stand at their marks, once what holds these is written."""
    notes, page.waiting = page.waiting, []
    role = ' class="fn-note" role="doc-footnote"'
    for note in notes:
        written = note_item(note, page, "aside", role)
        yield Piece(note, whole_on_paper(BETWEEN_BLOCKS.compiled.sub("", written)))


def note_item(note: Note, page: Page, element: str = "li", role: str = "") -> str:
    """A note as a block of its own: an item of a list, or after the block that holds its mark."""
    names, way = page.names[note.key], turn(note, page)
    page.in_note = note.key
    cut = page.foot.cut.get(note.key) if page.foot and page.foot.cut else None
    text = cut or blocks(note.blocks, page)
    page.in_note = None
    back = back_links(note.key, page)
    turn_back(way, page)
    text = f"{text[:-4]} {back}</p>" if text.endswith("</p>") else f"{text}\n{back}".lstrip()
    return (
        f'<{element}{role}{way} id="{page.prefix}note-{names.slug}">'
        f'<span class="fn-label">{names.label}</span> {text}</{element}>'
    )
