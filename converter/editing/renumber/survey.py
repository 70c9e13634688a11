"""What a renumbering has to know of a source text: its marks, definitions and cross references."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate
from typing import TypeGuard, Unpack

from msgspec import Struct

from converter.crossrefs import CitationStyle, style_of
from converter.crossrefs.antecedents import resolve
from converter.crossrefs.bind import Targets
from converter.crossrefs.labels import Reference
from converter.crossrefs.passages import (
    BETWEEN_PARAGRAPHS,
    Passage,
    PassageReader,
    Passages,
    holes_of,
    words_alone,
)
from converter.document.model import CrossRef, Document, Inline, NoteKey
from converter.document.notes import NoteIndex, index_notes
from converter.document.overrides import NoteOptions
from converter.document.words import document_contents
from converter.formats import Parsed
from converter.markers.values import Mark, Opening
from converter.readers.marker.parser import read_text


class Typed(Struct, frozen=True, gc=False):
    """A cross reference as it was typed, and the notes that the document takes it to mean.

    `place` is that of its passage among those of the survey.
    """

    reference: Reference
    passage: Passage
    targets: Targets
    place: int


class Survey(Struct, frozen=True):
    """A source text and all that points at notes in it, in source order.

    `passages` are its paragraphs, and `owners` the notes they stand in.
    """

    parsed: Parsed
    index: NoteIndex
    marks: list[Mark]
    openings: list[Opening]
    passages: Passages[Passage]
    owners: list[NoteKey | None]
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
        for owner, text in zip(self.owners, self.passages.texts, strict=True):
            if owner is not None:
                words[owner].append(text)
        return {note: BETWEEN_PARAGRAPHS.join(paragraphs) for note, paragraphs in words.items()}


def survey(text: str, style: CitationStyle | None, **notes: Unpack[NoteOptions]) -> Survey:
    """Read a text and find every mark, definition and cross reference in it.

    `style` None: that of the text's language.
    """
    parsed, markers = read_text(text, citation_style=style, **notes)
    style = style or style_of(parsed.document.meta.lang)
    document, index = parsed.document, index_notes(parsed.document)
    reader = PassageReader(parsed.source, index, holes_of(parsed) | markers.holes)
    owners: list[NoteKey | None] = []
    contents: list[tuple[Inline, ...]] = []
    for owner, content in document_contents(document):
        owners.append(owner)
        contents.append(content)
    passages = Passages(
        map(words_alone, contents), lambda place: reader.read([contents[place]], owners[place])
    )
    references: list[Typed] = []
    for place in passages.composed:
        if any(map(_is_typed, contents[place])):
            starts = accumulate(map(reader.length, contents[place]), initial=0)
            pairs = zip(starts, contents[place], strict=False)
            bound = {at: one for at, one in pairs if _is_typed(one)}
            references += _references(passages[place], place, bound, style)
    marks = list(markers.marks())
    return Survey(parsed, index, marks, markers.openings(), passages, owners, references)


def _is_typed(inline: Inline) -> TypeGuard[CrossRef]:
    """Whether an inline is a reference that was typed as words."""
    return isinstance(inline, CrossRef) and inline.kind != "mark"


def _references(
    passage: Passage, place: int, bound: dict[int, CrossRef], style: CitationStyle
) -> Iterator[Typed]:
    """The references that the reading bound, with the places of their labels."""
    for reference, _ in resolve(passage.text, 2, style):
        if reference.start in bound:
            yield Typed(reference, passage, bound[reference.start].targets, place)
