"""Places for documents whose reader gave no source text, such as a tree of JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import structs

from converter.document.diagnostics import Diagnostic, diagnose
from converter.document.model import (
    Block,
    Code,
    CodeBlock,
    Document,
    Figure,
    Heading,
    Landmark,
    Note,
    NoteNumber,
    Paragraph,
    Span,
    Stray,
    Table,
    Text,
)
from converter.document.notes import NoteIndex, index_notes
from converter.document.tree import CHILDREN, walk

HAVE_WORDS = (Paragraph, Heading, CodeBlock)
"""Blocks that a person counts as paragraphs."""


OF_STRAYS = ("M001", "M002", "M013", "M014", "P002", "T001", "T002")
"""Messages that say why a node is a `Stray`, and need nothing but its text."""


def located(document: Document) -> tuple[Document, str]:
    """The document with places in a text of its own words, and that text.

    Each paragraph of the text, then each of the notes, stands on a line. Marks have a place without
    words. `Document.landmarks` name the paragraphs and notes.

    >>> placed, text = located(Document((Paragraph((Text("So."),)), Paragraph((Text("No."),)))))
    >>> text, placed.position(4).landmark
    ('So.\\nNo.\\n', 'paragraph 2')
    """
    writer = _Writer(index_notes(document))
    blocks = tuple(map(writer.block, document.blocks))
    notes = tuple(map(writer.note, document.notes))
    placed = structs.replace(
        document, blocks=blocks, notes=notes, lines=(0,), landmarks=tuple(writer.landmarks)
    )
    return placed, "".join(writer.words)


def strays(document: Document) -> Iterator[Diagnostic]:
    """What there is to say of each `Stray` in a document, as its own reader said it once."""
    for node in walk((*document.blocks, *document.notes)):
        if isinstance(node, Stray) and node.code in OF_STRAYS:
            author = node.text.partition("Comment by ")[2].partition(":")[0]
            words = {"mark": node.text, "text": node.text, "author": author}
            yield diagnose(node.code, node.span, **words, id=node.text.strip("[]: "))


class _Writer:
    """Writes the words of a document, and gives each node the place that it takes among them."""

    def __init__(self, index: NoteIndex) -> None:
        self.index = index
        self.words: list[str] = []
        self.length = 0
        self.paragraphs = 0
        self.landmarks: list[Landmark] = []
        self.prefix = ""  # the name of the note that is written

    def note(self, note: Note) -> Note:
        start, self.paragraphs = self.length, 0
        both = all(self.index.called.values())
        kind = "endnote" if both and note.kind == "endnote" else "note"
        self.prefix = f"{kind} {self.index.label(note.key)}"
        blocks = tuple(map(self.block, note.blocks))
        return structs.replace(note, blocks=blocks, span=Span(start, self.length))

    def block(self, block: Block) -> Any:
        if isinstance(block, HAVE_WORDS) or (isinstance(block, Table | Figure) and block.caption):
            self.paragraphs += 1
            self.landmarks.append(Landmark(self.length, self._name()))
        return self._node(block)

    def _name(self) -> str:
        if not self.prefix:
            return f"paragraph {self.paragraphs}"
        more = f", paragraph {self.paragraphs}" if self.paragraphs > 1 else ""
        return self.prefix + more

    def _node(self, node: Any) -> Any:
        """A node with its place, and all below it; what has words of its own ends their line."""
        start = self.length
        if isinstance(node, Text | Code | CodeBlock | Stray):
            self._write(node.text)
        elif isinstance(node, NoteNumber):
            self._write(self.index.number(node))
        changes = {
            name: tuple(map(self._child(name), getattr(node, name)))
            for name in CHILDREN[type(node)]
        }
        end = self.length
        if isinstance(node, HAVE_WORDS):
            self._write("\n")
        return structs.replace(node, **changes, span=Span(start, end))

    def _child(self, field: str) -> Any:
        return self.block if field == "blocks" else self._node

    def _write(self, words: str) -> None:
        self.words.append(words)
        self.length += len(words)
