"""The tree as JSON, with source places; `converter.readers.json` reads it back without loss."""

from __future__ import annotations

import msgspec

from converter.document.model import Document
from converter.document.tree import TreeFile
from converter.formats import Rendered


def render(document: Document) -> Rendered:
    """A document as JSON text of type `TreeFile`, whose schema is ``docs/tree.schema.json``."""
    encoded = msgspec.json.encode(TreeFile(document))
    return Rendered(msgspec.json.format(encoded, indent=1).decode() + "\n")
