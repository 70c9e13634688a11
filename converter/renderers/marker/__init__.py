"""The document as marker text, as Word extraction would write it."""

from __future__ import annotations

from converter.document.model import Document, Inline, Metadata, NoteRef, Text
from converter.document.notes import index_notes, not_printed
from converter.document.tree import without_spans
from converter.formats import Rendered
from converter.readers.marker.parser import parse
from converter.renderers.marker.nodes import blocks, inlines
from converter.renderers.marker.text import usable_ids
from converter.renderers.marker.work import Work


def render(document: Document) -> Rendered:
    """A document as text with ``[footnoteRef:1]`` markers, which `parse` reads to the same tree.

    What plain text cannot carry (italics, headings …) keeps its words and is reported, and so is text
    that would be read back as something else, such as brackets that look like a mark: nothing can be
    escaped in this format. To be sure, the output is parsed and compared.
    """
    work = Work(index_notes(document), usable_ids(document.notes))
    parts = [_front_matter(document.meta, work)]
    parts += [f"{block}\n\n" for block in blocks(document.blocks, work)]
    text = "".join(parts).removesuffix("\n")
    reread = parse(text).document
    if not work.lost and without_spans(reread) != without_spans(document):
        work.lose("this text as it stands: read again, it would not give the same document")
    return Rendered(text, (*work.lost.values(), *not_printed(work.index)))


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
