"""A whole text as its page shows it."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

from msgspec import Struct

from converter.document.model import Block, Document, Note
from converter.formats import Parsed
from converter.renderers.html import InParts, in_parts
from converter.renderers.html.notes import NotesAs, Part
from converter.renderers.html.page import Page
from converter.web.engine.given import Given, read_given, with_looks
from converter.web.engine.given.units import Units


class Item(Struct):
    """An element: its hash, its place in the text, and the node of the text that it shows.

    The place counts characters; -1 where no text stands behind it. `looks` is the node with the looks
    of the file that the text was made from, if it has any.
    """

    hash: str
    start: int
    end: int
    node: Block | Note | None
    looks: Block | Note | None = None


class ShownPart(Struct):
    """Elements one below the other, and what stands around them."""

    name: str
    wrap: str
    items: list[Item]


class Shown(Struct):
    """A text as it is shown, and what it takes to read a line of it anew.

    `html` are the elements by their hashes, `document` is the text as it was read, `page` what its
    elements were written with.
    """

    text: str
    asked: Given
    notes_as: NotesAs
    title: str
    lang: str
    dir: str
    kind: str
    said: dict[str, str]
    parts: list[ShownPart]
    html: dict[str, str]
    document: Document
    page: Page
    rebinder: Any = None

    def items(self) -> Iterator[Item]:
        """All elements in their order."""
        for part in self.parts:
            yield from part.items

    def parts_out(self) -> list[dict[str, Any]]:
        """The parts as the page gets them."""
        units = Units(self.text)
        return [
            {
                "name": part.name,
                "wrap": part.wrap,
                "blocks": [(one.hash, *_place_out(one, units)) for one in part.items],
            }
            for part in self.parts
        ]

    def digest(self) -> str:
        """What tells whether two articles look the same."""
        return hash_of(" ".join([one.hash for one in self.items()]))


def _place_out(item: Item, units: Units) -> tuple[int | None, int | None]:
    return (units.out(item.start), units.out(item.end)) if item.start >= 0 else (None, None)


def read_whole(body: bytes, asked: Given, notes_as: NotesAs) -> Shown:
    """A text as it is to be shown."""
    return shown_of(read_given(body, asked), asked, notes_as)


def shown_of(parsed: Parsed, asked: Given, notes_as: NotesAs) -> Shown:
    """A document that was read, as it is to be shown."""
    looks = with_looks(parsed.document, asked)
    article = in_parts(looks.document, notes_as)
    shown = Shown(
        text=parsed.source,
        asked=asked,
        notes_as=notes_as,
        title=article.title,
        lang=article.lang,
        dir=article.dir,
        kind=article.kind,
        said=article.said,
        parts=[],
        html={},
        document=parsed.document,
        page=article.page,
    )
    shown.parts = [*_parts(article, looks.plain, shown.html)]
    return shown


def _parts(article: InParts, plain: dict[int, Any], html: dict[str, str]) -> Iterator[ShownPart]:
    """The parts of an article. Their nodes are those of the text, without looks (`plain`)."""
    for part in article.parts:
        items: list[Item] = []
        for node, written in part.pieces:
            if written:
                hash = hash_of(written)
                html[hash] = written
                span = node.span if node is not None else None
                place = (span.start, span.end) if span is not None else (-1, -1)
                own = plain.get(id(node))
                items.append(Item(hash, *place, own, node if node is not own else None))
        yield ShownPart(part.name, _wrap(part), items)


def hash_of(words: str) -> str:
    """What tells one element from others."""
    return blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _wrap(part: Part) -> str:
    """What stands around the elements of a part; one element in it says that they are its children."""
    around = (part.before + part.after).replace("\n", "")
    return around.replace("<ul ", "<ul data-blocks ", 1)
