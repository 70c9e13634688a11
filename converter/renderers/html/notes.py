"""Where the notes of a page stand: in lists at its end, after each section, or beside the text."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal, get_args

from converter.document.model import Block, Document, Heading, Note, NoteKind
from converter.renderers.html.nodes import render_body, render_note, render_waiting
from converter.renderers.html.page import Page
from converter.renderers.html.paper import is_overlong

NotesAs = Literal["popup", "sidenotes", "endnotes", "footnotes-per-section"]
LAYOUTS: tuple[NotesAs, ...] = get_args(NotesAs)

LIST_HEADINGS: dict[NoteKind, str] = {"footnote": "Footnotes", "endnote": "Endnotes"}


POINTED = "article:has([href='#%s']:is(:hover, :focus-visible))"


def text_and_notes(page: Page, document: Document, notes_as: NotesAs) -> tuple[str, str]:
    """The text of a document, and the lists of notes that follow it."""
    if notes_as == "sidenotes":
        return f"{render_waiting(page)}\n{render_body(page, document.blocks)}".strip("\n"), ""
    kinds: list[NoteKind] = ["footnote", "endnote"]
    if notes_as == "footnotes-per-section":
        body = "\n".join(_section(page, blocks) for blocks in _sections(document.blocks))
        kinds = ["endnote"]
    else:
        body = render_body(page, document.blocks)
    return body, "\n".join(
        _note_list(page, page.index.called[kind], f"{kind}s", LIST_HEADINGS[kind])
        for kind in kinds
        if page.index.called[kind]
    )


def no_script_hover(page: Page) -> str:
    """Selectors of the notes whose mark is pointed at; for a style that needs no script.

    CSS cannot follow a link, so each pair of mark and note is named.
    """
    ids = [f"{page.prefix}note-{target.slug}" for target in page.targets.values()]
    return ",\n".join([f"{POINTED % id} #{_escaped(id)}:not(:target)" for id in ids])


def _escaped(id: str) -> str:
    return id.replace(".", "\\.")


def _sections(blocks: tuple[Block, ...]) -> list[tuple[Block, ...]]:
    """The text cut before each of its highest headings."""
    levels = [block.level for block in blocks if isinstance(block, Heading)]
    starts = [
        place
        for place, block in enumerate(blocks)
        if isinstance(block, Heading) and block.level == min(levels)
    ]
    cuts = [0, *(place for place in starts if place), len(blocks)]
    return [blocks[start:end] for start, end in pairwise(cuts)]


def _section(page: Page, blocks: tuple[Block, ...]) -> str:
    """A section and the footnotes that are called in it first."""
    before = 0 if not page.sections else len(page.marks)
    page.sections += 1
    written = len(page.headings)
    body = render_body(page, blocks)
    called = [page.index.notes[key] for key in list(page.marks)[before:]]
    notes = tuple(note for note in called if note.kind == "footnote")
    if not notes:
        return body
    title, level = "Footnotes", 2
    if isinstance(blocks[0], Heading):
        heading = page.headings[written]
        title, level = f"Footnotes: {heading.words}", min(heading.level + 1, 6)
    return f"{body}\n{_note_list(page, notes, f'footnotes-{page.sections}', title, level)}"


def _note_list(page: Page, notes: tuple[Note, ...], id: str, title: str, level: int = 2) -> str:
    items = [render_note(page, note) for note in notes]
    if page.foot and notes[0].kind == "footnote":
        long = [item for item in items if len(item) > 1000]  # no short one is, if it is plain
        page.foot.overlong |= any(map(is_overlong, long))
    lines = "\n".join(items)
    return (
        f'<section role="doc-endnotes" aria-labelledby="{page.prefix}{id}">\n'
        f'<h{level} id="{page.prefix}{id}">{title}</h{level}>\n'
        f'<ul class="notes">\n{lines}\n</ul>\n</section>'
    )
