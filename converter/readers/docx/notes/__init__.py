"""The notes of a Word file (17.11): their words, without the numbers that stand before them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from converter.document.model import (
    Block,
    CrossRef,
    Heading,
    Inline,
    Node,
    Note,
    NoteKey,
    NoteKind,
    NoteNumber,
    Paragraph,
    Text,
)
from converter.document.notes import KINDS
from converter.document.tree import CHILDREN, part, rebuilt
from converter.readers.docx.blocks import BlockReader
from converter.readers.docx.file import WordFile, value
from converter.readers.docx.gather import gathered
from converter.readers.docx.inlines import key_of
from converter.readers.docx.inlines.fields import unended
from converter.readers.docx.inlines.reading import Reading
from converter.word.tree import Element
from converter.word.xml import qn

BLANKS = " \t\u00a0\u2002\u2003\u2009\u202f"
"""What stands between the number of a note and its words."""


Definitions = dict[NoteKey, tuple[NoteKind, str]]
"""The notes that a file has, by their keys: their kinds and ids."""


def definitions(file: WordFile) -> Definitions:
    """The notes that a file has; not the lines that set notes apart (17.18.33)."""
    found: Definitions = {}
    for kind in KINDS:
        for key, element in _elements(file, kind):
            found.setdefault(key, (kind, value(element, "id") or ""))
    return found


def _elements(file: WordFile, kind: NoteKind) -> Iterator[tuple[NoteKey, Element]]:
    for element in file.pieces(file.names.of_notes(kind), 1):
        if element.tag == qn(kind) and value(element, "type") in (None, "normal"):
            yield key_of(kind, value(element, "id") or ""), element


class _Waiting:
    """The notes of a kind, each read from the file when it is asked for: mostly the next one."""

    def __init__(self, file: WordFile, kind: NoteKind) -> None:
        self.left = _elements(file, kind)
        self.passed: dict[NoteKey, Element] = {}

    def take(self, key: NoteKey) -> Element:
        """The note of a key that is defined; each can be asked for once."""
        while key not in self.passed:
            other, element = next(self.left)
            self.passed.setdefault(other, element)
        return self.passed.pop(key)


def read_notes(reading: Reading, there: Definitions) -> Iterator[Note]:
    """The notes in the order of their marks, then those that no mark calls.

    A note whose mark was deleted is gone with it.
    """
    names = reading.file.names
    readers = {kind: BlockReader(reading, names.of_notes(kind), in_note=True) for kind in KINDS}
    waiting = {kind: _Waiting(reading.file, kind) for kind in KINDS}
    uncalled = [key for key in there if key not in reading.called and key not in reading.deleted]
    for key in (*reading.called, *uncalled):
        kind, id = there[key]
        element = waiting[kind].take(key)
        reading.source.key = key
        mark = reading.marks.get(key)
        start = reading.source.length
        blocks = without_number(gathered(readers[kind].story(element, _unended(element))), mark)
        if key in uncalled and not blocks:
            continue
        yield Note(
            key, kind, id, blocks, mark=mark, span=replace(reading.source.here(), start=start)
        )


def _unended(note: Element) -> frozenset[int]:
    return unended(value(one, "fldCharType") for one in note.iter(qn("fldChar")))


def without_numbers_of(gone: set[NoteKey], nodes: tuple[Node, ...], source: str) -> Iterator[Node]:
    """Nodes in which the numbers of notes that are gone are the words that were shown in `source`."""
    for node in nodes:
        if isinstance(node, NoteNumber) and node.note in gone:
            words = source[node.span.start : node.span.end] if node.span else ""
            if words:
                yield Text(words, span=node.span)
        elif isinstance(node, CrossRef) and gone.intersection(node.targets):
            yield from without_numbers_of(gone, node.content, source)
        else:
            yield rebuilt(node, lambda children: without_numbers_of(gone, children, source))


def without_number(blocks: tuple[Block, ...], mark: str | None) -> tuple[Block, ...]:
    """A note without the blanks, and the mark of its own, that stand before its words."""
    if not blocks or not isinstance(blocks[0], Paragraph | Heading):
        return blocks
    content = _without_start(blocks[0].content, BLANKS)
    if mark is not None and _starts_with(content, mark):
        content = _without_start(_cut(content, len(mark)), BLANKS)
    rest = blocks[1:]
    return (replace(blocks[0], content=content), *rest) if content else rest


def _starts_with(content: tuple[Inline, ...], words: str) -> bool:
    first = _first_text(content)
    return first is not None and first.text.startswith(words)


def _first_text(content: Iterable[Inline]) -> Text | None:
    for node in content:
        if isinstance(node, Text):
            return node
        fields = CHILDREN[type(node)]
        return _first_text(getattr(node, fields[0])) if fields else None
    return None


def _without_start(content: tuple[Inline, ...], blanks: str) -> tuple[Inline, ...]:
    """Inlines without the blanks at their start."""
    while (first := _first_text(content)) is not None:
        length = len(first.text) - len(first.text.lstrip(blanks))
        if not length:
            break
        content = _cut(content, length)
    return content


def _cut(content: tuple[Inline, ...], length: int) -> tuple[Inline, ...]:
    """Inlines without the first characters of their first text; empty nodes go with them."""
    first = content[0]
    if isinstance(first, Text):
        rest = part(first, length, len(first.text))
        return (rest, *content[1:]) if rest.text else content[1:]
    name = CHILDREN[type(first)][0]
    inner = _cut(getattr(first, name), length)
    changed = {name: inner}
    return (replace(first, **changed), *content[1:]) if inner else content[1:]
