"""What a renumbering has to know of a source text: its marks, definitions and cross references."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple, TypeGuard, Unpack

from msgspec import Struct

from converter.crossrefs import CitationStyle, style_of
from converter.crossrefs.authorities import resolve
from converter.crossrefs.bind import Targets
from converter.crossrefs.labels import Reference
from converter.crossrefs.passages import (
    BETWEEN_PARAGRAPHS,
    Passage,
    PassageReader,
    holes_of,
)
from converter.document.model import CrossRef, Document, Inline, NoteKey
from converter.document.notes import NoteIndex, index_notes
from converter.document.overrides import NoteOptions
from converter.document.words import document_contents
from converter.formats import Parsed
from converter.markers.values import Mark, Opening
from converter.readers.marker.parser import read_text


class Typed(NamedTuple):
    """A cross reference as it was typed, and the notes that the document takes it to mean."""

    reference: Reference
    passage: Passage
    targets: Targets


class Survey(Struct, frozen=True):
    """A source text and all that points at notes in it, in source order."""

    parsed: Parsed
    index: NoteIndex
    marks: list[Mark]
    openings: list[Opening]
    passages: list[Passage]
    references: list[Typed]

    @property
    def ids(self) -> list[Mark | Opening]:
        """All that has an id in the source."""
        return [*self.marks, *self.openings]

    @property
    def document(self) -> Document:
        return self.parsed.document

    def words(self) -> dict[NoteKey, str]:
        """The words of each note as they were typed, its paragraphs on lines of their own."""
        words: defaultdict[NoteKey, list[str]] = defaultdict(list)
        for one in self.passages:
            if one.key is not None:
                words[one.key].append(one.text)
        return {note: BETWEEN_PARAGRAPHS.join(paragraphs) for note, paragraphs in words.items()}


def survey(text: str, style: CitationStyle | None, **notes: Unpack[NoteOptions]) -> Survey:
    """Read a text and find every mark, definition and cross reference in it.

    `style` None: that of the text's language.
    """
    parsed, markers = read_text(text, citation_style=style, **notes)
    style = style or style_of(parsed.document.meta.lang)
    document, index = parsed.document, index_notes(parsed.document)
    reader = PassageReader(parsed.source, index, holes_of(parsed) | markers.holes)
    passages: list[Passage] = []
    references: list[Typed] = []
    for key, content in document_contents(document):
        passages.append(reader.read([content], key))
        starts = accumulate(map(reader.length, content), initial=0)
        bound = {at: one for at, one in zip(starts, content, strict=False) if _is_typed(one)}
        references += _references(passages[-1], bound, style)
    return Survey(parsed, index, list(markers.marks()), markers.openings(), passages, references)


def _is_typed(inline: Inline) -> TypeGuard[CrossRef]:
    """Whether an inline is a reference that was typed as words."""
    return isinstance(inline, CrossRef) and inline.kind != "mark"


def _references(
    passage: Passage, bound: dict[int, CrossRef], style: CitationStyle
) -> Iterator[Typed]:
    """The references that the reading bound, with the places of their labels."""
    if not bound:
        return
    for reference, _ in resolve(passage.text, 2, style):
        if reference.start in bound:
            yield Typed(reference, passage, bound[reference.start].targets)
