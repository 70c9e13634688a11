"""Binding of a few nodes that were read anew, within a document that was bound before."""

from __future__ import annotations

from typing import Any

from msgspec import structs

from converter.crossrefs import CitationStyle, trigger_places
from converter.crossrefs.bind import Binder
from converter.document.model import Block, Document, Node, Note
from converter.document.tree import rebuilt


class Rebinder:
    """Binds nodes that take the place of others in a document, whose notes are called as before.

    What an ``Id.`` stands for is looked up among the notes as they were when this was made.
    """

    def __init__(self, document: Document, source: str, style: CitationStyle) -> None:
        self.binder = Binder(document, trigger_places(source, style), style, [])

    def block(self, block: Block) -> Any:
        """A block of the text, bound. It has no places any more: they would be those of another text."""
        return self.binder.node(_placeless(block), None)

    def note(self, note: Note) -> Any:
        """A note, bound, likewise."""
        placeless = _placeless(note)
        self.binder.index.notes[note.key] = placeless
        self.binder.below.pop(note.key, None)
        return self.binder.node(placeless, note.key)


def _placeless(node: Node) -> Any:
    return structs.replace(
        rebuilt(node, lambda children: tuple(map(_placeless, children))), span=None
    )
