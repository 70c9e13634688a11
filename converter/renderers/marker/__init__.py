"""The document as marker text, as Word extraction would write it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, islice

from msgspec import structs

from converter.crossrefs import TRIGGERS, style_of
from converter.document.model import (
    Block,
    Document,
    Inline,
    Metadata,
    NoteRef,
    Numbering,
    Paragraph,
    Text,
)
from converter.document.notes import index_notes, not_printed
from converter.document.tree import is_same
from converter.formats import Rendered, Structure
from converter.readers.marker.parser import parse
from converter.readers.restoring.structure import MOST_BLOCKS
from converter.renderers.marker.nodes import blocks, inlines
from converter.renderers.marker.text import usable_ids
from converter.renderers.marker.typed import Piece, joined, kept, pieces
from converter.renderers.marker.work import Work
from converter.speed.patterns import Pattern


def render(document: Document) -> Rendered:
    """A document as text with ``[footnoteRef:1]`` markers, which `parse` reads to the same tree.

    Headings, quotes and lists are typed. What plain text cannot carry (italics, nested lists …) keeps its
    words and is reported, and so is text that would be read back as something else, such as brackets
    that look like a mark: those cannot be escaped in this format. To be sure, the output is parsed and
    compared; of plain paragraphs in a row the first will do. A paragraph that would be read as a heading
    or the like is kept as text by a sign.
    """
    work = Work(index_notes(document), usable_ids(document.notes))
    head = _front_matter(document.meta, work)
    structure = _structure(document)
    telling = list(_telling(document, structure))
    short = structs.replace(document, blocks=tuple(document.blocks[at] for at in telling))
    written = [list(pieces((block,), work)) for block in short.blocks]
    proof = list(chain.from_iterable(written))
    reread, found, _ = parse(joined(proof, head), structure=structure)
    marked = kept(proof, head, found)
    if marked != proof:
        left = iter(marked)
        written = [list(islice(left, len(one))) for one in written]
        reread = parse(joined(marked, head), structure=structure).document
    if document.notes and (document.numbering, document.endnotes) != (Numbering(), None):
        work.lose("how its notes are numbered")
    if not work.lost and not is_same(reread, short):
        work.lose("this text as it stands: read again, it would not give the same document")
    told = dict(zip(telling, written, strict=True))
    text = joined(_all_pieces(document, told), head)
    return Rendered(text, (*work.lost.values(), *not_printed(work.index)))


FIRST_BLOCKS = 9
"""Blocks at the head of a text that are all read again: what stands above it is among them."""
LONG, SHORT = 80, 40
"""Characters from which a sentence is running text, and up to which it is none (see `restoring`)."""


def _structure(document: Document) -> Structure:
    """What is looked for where the text is read again: no structure if it has too many blocks."""
    paragraphs = sum(type(block) is Paragraph for block in document.blocks)
    return "none" if paragraphs > MOST_BLOCKS else "safe"


def _telling(document: Document, structure: Structure) -> Iterator[int]:
    """The blocks that prove how a document is read, by their ranks: of plain ones in a row the first."""
    triggers = TRIGGERS[style_of(document.meta.lang)] if document.notes else None
    before = 0
    for at, block in enumerate(document.blocks):
        plain = _plainness(_words_alone(block), triggers, structure)
        if at < FIRST_BLOCKS or not plain or plain != before:
            yield at
        before = plain


def _all_pieces(document: Document, told: Mapping[int, list[Piece]]) -> Iterator[Piece]:
    """All that is written: for the blocks that prove something what is `told`, and the plain ones."""
    for at, block in enumerate(document.blocks):
        if at in told:
            yield from told[at]
        else:
            yield Piece(_words_alone(block))


def _words_alone(block: Block) -> str:
    """The words of a paragraph that is one text; none of any other block."""
    content: tuple[Inline, ...] = block.content if type(block) is Paragraph else ()
    return content[0].text if len(content) == 1 and type(content[0]) is Text else ""


def _plainness(words: str, triggers: Pattern | None, structure: Structure) -> int:
    """1 or 2 for a short or a long paragraph that is sure to be read as it is, and no part of others.

    Of such paragraphs of one kind in a row, the first proves what the others do. 0 for all others.
    """
    if (
        not words
        or not words.replace("\t", " ").isprintable()
        or words.strip() != words
        or SPECIAL.search(words)
        or (triggers and triggers.search(words))
    ):
        return 0
    if structure == "none":
        return 1
    if (
        not words[:1].isalpha()
        or not words.endswith(".")
        or not STOPS.isdisjoint(words[1:5])
        or "\t" in words
    ):
        return 0
    return 2 if len(words) >= LONG else 1 if len(words) < SHORT else 0


SPECIAL = Pattern(r"[\[\]]|://|www\.|\A---|\tComment by ")
"""What may be read as more than words."""
STOPS = frozenset(".)")
"""What may stand behind the number of an item."""


def _front_matter(meta: Metadata, work: Work) -> str:
    if meta == Metadata():
        return ""
    import yaml

    values: dict[str, object] = {
        "title": _title(meta.title, work),
        "subtitle": _title(meta.subtitle, work),
        "author": [_title(author, work) for author in meta.authors],
        "date": meta.date,
        "lang": meta.lang if meta.lang != Metadata().lang else "",
        "abstract": "\n\n".join(blocks(meta.abstract, work)),
        **meta.extra,
    }
    given = {key: value for key, value in values.items() if value}
    dumped = yaml.safe_dump(given, allow_unicode=True, sort_keys=False, width=1 << 20)
    return f"---\n{dumped}---\n\n"


def _title(content: tuple[Inline, ...], work: Work) -> str:
    """A title or name, for which YAML has no marks."""
    if any(not isinstance(node, Text) for node in content):
        work.lose("marks and styles in titles and names")
    return inlines(tuple(node for node in content if not isinstance(node, NoteRef)), work)
