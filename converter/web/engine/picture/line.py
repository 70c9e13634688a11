"""An edit within a line: only that line is read anew, for as long as a text of thousands of notes takes.

A paragraph and the notes in its line are read with what they need of the others: a mark for each note, a
note for each mark. To be sure, the line as it was before the edit is read in the same way; only if that
gives what the whole text gave is the edited line believed. What it changes elsewhere (what an ``Id.``
in the next note stands for) is seen when the whole text is read, right behind the picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from converter.crossrefs import style_of
from converter.document.model import Block, Document, HeadingRef, Note, Paragraph
from converter.document.tree import is_same, marks, walk
from converter.readers.marker.parser import read_text
from converter.renderers.html.blocks import blocks
from converter.renderers.html.notes import note_item
from converter.web.engine.given import typeset_note
from converter.web.engine.picture.shown import Item, Shown, hash_of

TELLING = re.compile(r"[\[\]\\\s\xad\x00-\x1f\x7f-\x9f\ufffe\uffff](?<! )")
"""Characters by which a line can become another one; a blank cannot."""

TOKEN = re.compile(
    r"\[(?P<kind>foot|end)noteRef:(?P<mark>[0-9]{1,9})\]|\[ {0,3}(?P<note>[0-9]{1,9}):"
)
"""A mark, or what a note begins with."""

LONGEST_LINE = 20_000
"""Characters of a line that is read by itself: a longer one may be half of the text."""

LONG, LONG_SENTENCE = 200, 120
"""Characters from which a paragraph is no heading or the like, whatever else it is; with a full stop."""


class Line(NamedTuple):
    """A line of a text that begins at `start`: what stood in it, and what stands in it."""

    start: int
    old: str
    new: str


class Read(NamedTuple):
    """The paragraphs and notes of a line, and where the line begins in the text they were read from."""

    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    start: int = 0


def take_edit(shown: Shown, text: str) -> bool:
    """Show a text that differs from the one shown within a line; False if more has to be read.

    Nothing is changed then.
    """
    if text == shown.text:
        return True
    line = edited_line(shown.text, text)
    if line is None or not _can_be_alone(shown, line):
        return False
    touched = [*_touched(shown, line)]
    if not touched or not all(_is_within(one, line) and one.node for one in touched):
        return False
    nodes = Read(
        tuple(one.node for one in touched if isinstance(one.node, Paragraph)),
        tuple(one.node for one in touched if isinstance(one.node, Note)),
    )
    if len(nodes.blocks) + len(nodes.notes) < len(touched) or not _may_be_read(shown, nodes):
        return False
    before = _bound(shown, _read(line.old, nodes))
    read = _read(line.new, nodes)
    after = _bound(shown, read)
    if not _is_same(before, nodes) or not _are_alike(before, after) or _leads_on(after, shown):
        return False
    _shift(shown, text, line)
    _put(shown, touched, after)
    _place(touched, read, line)
    return True


def edited_line(old: str, new: str) -> Line | None:
    """The one line in which two texts differ; None if there are several, or what makes lines differs."""
    before = _common(old, new)
    most = min(len(old), len(new)) - before
    behind = min(most, _common_end(old, new, most))
    removed, added = old[before : len(old) - behind], new[before : len(new) - behind]
    if TELLING.search(removed) or TELLING.search(added):
        return None
    start = old.rfind("\n", 0, before) + 1
    end = old.find("\n", before + len(removed))
    end = len(old) if end < 0 else end
    return Line(start, old[start:end], new[start : end + len(added) - len(removed)])


def _common(old: str, new: str) -> int:
    """How many characters two texts begin with."""
    low, high = 0, min(len(old), len(new))
    while low < high:
        middle = (low + high + 1) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_end(old: str, new: str, most: int) -> int:
    """How many characters two texts end with, at most so many."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if old[len(old) - middle : len(old) - low] == new[len(new) - middle : len(new) - low]:
            low = middle
        else:
            high = middle - 1
    return low


def _can_be_alone(shown: Shown, line: Line) -> bool:
    """Whether a line can be read by itself at all."""
    return (
        shown.notes_as != "sidenotes"
        and shown.asked.notes is None
        and shown.document.numbering.restart == "never"
        and max(len(line.old), len(line.new)) <= LONGEST_LINE
        and [one[0] for one in TOKEN.finditer(line.old)]
        == [one[0] for one in TOKEN.finditer(line.new)]
    )


def _touched(shown: Shown, line: Line) -> Iterator[Item]:
    end = line.start + len(line.old)
    for item in shown.items():
        if 0 <= item.start < end and item.end > line.start:
            yield item


def _is_within(item: Item, line: Line) -> bool:
    return line.start <= item.start and item.end <= line.start + len(line.old) + 1


def _may_be_read(shown: Shown, nodes: Read) -> bool:
    """Whether these nodes can be read by themselves: what is marked twice counts its marks."""
    first = next((one.node for part in shown.parts[1:] for one in part.items), None)
    calls = shown.page.index.calls
    return first not in nodes.blocks and not any(
        calls.get(mark.note) != 1 for mark in marks(nodes.blocks)
    )


def _read(line: str, nodes: Read) -> Read:
    """What a line holds, its references not bound yet."""
    found = [*TOKEN.finditer(line)]
    called = [one["mark"] for one in found if one["mark"]]
    defined = [one["note"] for one in found if one["note"]]
    head = "".join(f"[{one.kind}Ref:{one.id}]" for one in nodes.notes if one.id not in called)
    head = f"x{head}\n\n" if head else ""
    tail = "".join(f"\n[{id}:  x] " for id in called if id not in defined)
    document = read_text(f"{head}{line}\n{tail}", structure="none", binds=False).parsed.document
    start, end = len(head), len(head) + len(line) + 1

    def is_here(node: Block | Note) -> bool:
        return node.span is not None and start <= node.span.start and node.span.end <= end

    here = tuple(filter(is_here, document.blocks)), tuple(filter(is_here, document.notes))
    return Read(*here, start)


def _bound(shown: Shown, read: Read) -> Read:
    """The same with its cross references, which lead to notes of the whole text."""
    if shown.rebinder is None:
        from converter.crossrefs.bind.again import Rebinder

        style = style_of(shown.document.meta.lang)
        shown.rebinder = Rebinder(shown.document, shown.text, style)
    return Read(
        tuple(map(shown.rebinder.block, read.blocks)), tuple(map(shown.rebinder.note, read.notes))
    )


def _is_same(one: Read, other: Read) -> bool:
    """Whether the line as it was gives what the whole text gave."""
    by_key = {note.key: note for note in other.notes}
    notes = tuple(by_key.get(note.key, note) for note in one.notes)
    return len(by_key) == len(one.notes) and is_same(
        Document(one.blocks, one.notes), Document(other.blocks, notes)
    )


def _are_alike(before: Read, after: Read) -> bool:
    """Whether the same marks stand in a line as before, and its text is surely text."""
    return (
        [note.key for note in before.notes] == [note.key for note in after.notes]
        and [mark.note for mark in marks(before.blocks)]
        == [mark.note for mark in marks(after.blocks)]
        and len(before.blocks) == len(after.blocks) <= 1
        and all(map(_is_text, (*before.blocks, *after.blocks)))
    )


def _leads_on(read: Read, shown: Shown) -> bool:
    """Whether a line points at a heading that nothing has pointed at before: it has no id yet."""
    nodes = walk((*read.blocks, *read.notes))
    return any(
        isinstance(one, HeadingRef) and one.heading not in shown.page.places for one in nodes
    )


def _is_text(block: Block) -> bool:
    """Whether a paragraph is too long for a heading or the like."""
    if not isinstance(block, Paragraph):
        return False
    texts = [getattr(one, "text", "") for one in block.content]
    length = sum(map(len, texts))
    return length > LONG or (length > LONG_SENTENCE and texts[-1].endswith("."))


def _put(shown: Shown, touched: list[Item], read: Read) -> None:
    """Show nodes in place of those that stood there."""
    notes = {note.key: note for note in read.notes}
    for item in touched:
        node = notes[item.node.key] if isinstance(item.node, Note) else read.blocks[0]
        old_node, item.node = item.node, node
        if isinstance(node, Note) and _is_unchanged(node, old_node):
            continue
        looked = _looked(item, shown)
        if isinstance(looked, Note):
            html = note_item(looked, shown.page)
        else:
            shown.page.marks = {}
            html = blocks((looked,), shown.page)
        old, item.hash = item.hash, hash_of(html)
        if old != item.hash and all(one.hash != old for one in shown.items()):
            shown.html.pop(old, None)
        shown.html[item.hash] = html
    shown.page.diagnostics.clear()


def _is_unchanged(note: Note, old: Any) -> bool:
    return is_same(Document(notes=(note,)), Document(notes=(old,)))


def _looked(item: Item, shown: Shown) -> Any:
    """The node of an element, with the looks that are left of those it had."""
    if shown.asked.typography and not shown.asked.source and isinstance(item.node, Note):
        return typeset_note(item.node, shown.document, shown.asked)
    if item.looks is None:
        return item.node
    from converter.web.engine.given.dressing import Dresser  # which most texts have no need of

    work = Dresser(shown.page.index, shown.page.index, typed=False)
    if isinstance(item.node, Note) and isinstance(item.looks, Note):
        item.looks = work.note(item.node, item.looks)
    else:
        item.looks = work.worded(item.looks, item.node)
    return item.looks


def _place(touched: list[Item], read: Read, line: Line) -> None:
    """Give the elements of a line their places in the text."""
    nodes = {note.key: note for note in read.notes}
    by = line.start - read.start
    for item in touched:
        node = nodes[item.node.key] if isinstance(item.node, Note) else read.blocks[0]
        if node.span is not None:
            item.start, item.end = node.span.start + by, node.span.end + by


def _shift(shown: Shown, text: str, line: Line) -> None:
    """Give the elements behind a line their places in the new text."""
    end, by = line.start + len(line.old), len(line.new) - len(line.old)
    for item in shown.items():
        if item.start >= end:
            item.start += by
            item.end += by
    shown.text = text
