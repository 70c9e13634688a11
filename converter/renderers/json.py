"""The tree as JSON, with source places; `converter.readers.json` reads it back without loss."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from msgspec import structs
from msgspec.json import Encoder

from converter.document.model import Block, Document, Note
from converter.document.tree import TreeFile
from converter.formats import Rendered

AT_ONCE = 1000
"""So many blocks are written at once."""


def render(document: Document) -> Rendered:
    """A document as JSON text of type `TreeFile`, whose schema is ``docs/tree.schema.json``.

    Each block and each note has a line, so that a change of one is a change of one line.
    """
    encoder = Encoder()
    rest = structs.replace(document, blocks=(), notes=())
    opening, _, ending = encoder.encode(TreeFile(rest)).decode().partition('{"document":{')
    text = f'{opening}{{"document":{{'
    comma = ""
    for name, nodes in (("blocks", document.blocks), ("notes", document.notes)):
        if nodes:
            text += f'{comma}\n"{name}":[\n'
            for lines in _lines(nodes, encoder):
                text += lines  # Python lets it grow where it is, without a copy
            text += "\n]"
            comma = ","
    text += f"{'' if ending.startswith('}') else comma}\n{ending}\n"
    return Rendered(text)


def _lines(nodes: tuple[Block, ...] | tuple[Note, ...], encoder: Encoder) -> Iterator[str]:
    """A line for each node, many at once; a comma ends each but the last."""
    waiting = iter(nodes)
    comma = ""
    while some := list(islice(waiting, AT_ONCE)):
        yield comma + b",\n".join(map(encoder.encode, some)).decode()
        comma = ",\n"
