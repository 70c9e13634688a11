"""The document as marker text, as Word extraction would write it."""

from __future__ import annotations

from msgspec import structs

from converter.crossrefs import TRIGGERS, style_of
from converter.document.model import Block, Document, Inline, Metadata, NoteRef, Paragraph, Text
from converter.document.notes import index_notes, not_printed
from converter.document.tree import is_same
from converter.formats import Rendered
from converter.readers.marker.parser import parse
from converter.renderers.marker.nodes import blocks, inlines
from converter.renderers.marker.text import usable_ids
from converter.renderers.marker.work import Work
from converter.speed.patterns import Pattern


def render(document: Document) -> Rendered:
    """A document as text with ``[footnoteRef:1]`` markers, which `parse` reads to the same tree.

    What plain text cannot carry (italics, headings …) keeps its words and is reported, and so is text
    that would be read back as something else, such as brackets that look like a mark: nothing can be
    escaped in this format. To be sure, the output is parsed and compared; of plain paragraphs in a row
    the first will do.
    """
    work = Work(index_notes(document), usable_ids(document.notes))
    text = [_front_matter(document.meta, work)]
    proof = [*text]
    telling: list[Block] = []
    triggers = TRIGGERS[style_of(document.meta.lang)] if document.notes else None
    was_plain = False
    for block in document.blocks:
        written = "".join([f"{one}\n\n" for one in blocks((block,), work)])
        text.append(written)
        plain = type(block) is Paragraph and _is_plain(block.content, triggers)
        if not (plain and was_plain):
            telling.append(block)
            proof.append(written)
        was_plain = plain
    document = structs.replace(document, blocks=tuple(telling))
    if not work.lost and not is_same(parse(_joined(proof)).document, document):
        work.lose("this text as it stands: read again, it would not give the same document")
    return Rendered(_joined(text), (*work.lost.values(), *not_printed(work.index)))


def _joined(parts: list[str]) -> str:
    return "".join(parts).removesuffix("\n")


def _is_plain(content: tuple[Inline, ...], triggers: Pattern | None) -> bool:
    """Whether a paragraph is sure to be read as it is, and no part of anything beside it.

    Of such paragraphs in a row, the first proves what the others do.
    """
    words = content[0].text if len(content) == 1 and type(content[0]) is Text else ""
    return (
        words.isprintable()
        and words.strip() == words != ""
        and not SPECIAL.search(words)
        and not (triggers and triggers.search(words))
    )


SPECIAL = Pattern(r"[\[\]]|://|www\.|\A---")
"""What may be read as more than words."""


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
