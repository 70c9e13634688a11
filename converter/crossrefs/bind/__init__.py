"""Cross references in a document's words become nodes that point at its notes.

A typed number is the number that was *printed*, so it is looked up among the labels of
`converter.document.notes`, never among the ids of the source. Bound once, a reference follows its note.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, partial
from itertools import accumulate
from typing import TYPE_CHECKING, Any, get_args

from msgspec import structs

from converter.crossrefs import CitationStyle
from converter.crossrefs.antecedents import IDS, NoteText, numbers
from converter.crossrefs.bind.antecedents import Antecedents, find_antecedents
from converter.crossrefs.bind.cuts import cut_at, in_one_text, with_number
from converter.crossrefs.bind.parts import Parts, Pointed, heading_ref, pointing
from converter.crossrefs.labels import MOST_REFERENCES, Label, Reference, is_numeral, whole
from converter.crossrefs.references import find_references
from converter.document.diagnostics import Diagnostic, diagnose
from converter.document.model import (
    Block,
    CrossRef,
    Document,
    Inline,
    Link,
    Node,
    Note,
    NoteKey,
    NoteNumber,
    NoteRange,
    Text,
)
from converter.document.notes import NoteIndex, begins_section, index_notes
from converter.document.tree import around, part, place, rebuilt
from converter.document.words import contents, in_paragraphs, plain

if TYPE_CHECKING:
    from converter.crossrefs.rows import Rows

Targets = tuple[NoteKey | NoteRange, ...]
"""The notes that a reference means."""

INLINES = frozenset(get_args(Inline))

LOST = ("[deleted", "[unknown")
"""How a number begins that renumbering put in the place of one that leads nowhere."""


def bind(
    document: Document,
    triggers: Sequence[int] | None,
    style: CitationStyle,
    found: list[Diagnostic],
) -> Document:
    """The document with `CrossRef` nodes for the cross references typed in its text and notes.

    `triggers` are the places in its source at which `TRIGGERS` finds a word: nodes without one stay as
    they are; None looks at all nodes. `Id.` points at the note whose authority it stands for, through
    a chain of them at its root (Bluebook rule 4.1). A number that no note bears stays text, and is
    reported in `found`; in a document without notes, only references to its parts are bound.
    """
    binder = Binder(document, triggers, style, found)
    blocks: list[Block] = []
    for block in document.blocks:
        if begins_section(block, binder.index.has_breaks):
            binder.section += 1
        blocks.append(binder.node(block, None))
    notes: list[Note] = []
    for note in document.notes:
        binder.section = binder.index.sections.get(note.key, 0)
        notes.append(binder.node(note, note.key))
    keyed = binder.parts.with_keys(tuple(blocks))
    return structs.replace(document, blocks=keyed, notes=tuple(notes))


class Binder:
    """One binding: what the labels of a document mean, and what each ``Id.`` stands for."""

    def __init__(
        self,
        document: Document,
        triggers: Sequence[int] | None,
        style: CitationStyle,
        found: list[Diagnostic],
    ) -> None:
        self.triggers = triggers
        self.style = style
        self.found = found
        self.index = index_notes(document)
        self.parts = Parts(document.blocks, self.index)
        self.restarts = any(one.restart == "section" for one in self.index.numbering.values())
        self.section = 0
        self.known: dict[int | None, dict[str, NoteKey]] = {}
        self.rows: dict[int, Rows] = {}
        self.meant_by_id: dict[tuple[NoteKey, bool], Targets] = {}  # one tuple for all in a note
        self.read: dict[str, NoteText] = {}  # texts of notes and of their paragraphs
        self.below: dict[NoteKey, set[int]] = {}  # paragraphs of notes below their first authority

    @property
    def keys(self) -> dict[str, NoteKey]:
        """What a typed label means in the section that is read."""
        section = self.section if self.restarts else None
        if section not in self.known:
            self.known[section] = keys_by_label(self.index, section)
        return self.known[section]

    def notes_among(self, numbers: range) -> list[NoteKey | NoteRange]:
        """The notes that these typed numbers mean."""
        from converter.crossrefs.rows import Rows  # which most texts have no need of

        if id(self.keys) not in self.rows:
            self.rows[id(self.keys)] = Rows(self.keys, self.index)
        return self.rows[id(self.keys)].meant(numbers)

    def may_refer(self, node: Node) -> bool:
        """Whether a word that a cross reference begins with stands in the source of a node."""
        if node.span is None or self.triggers is None:
            return True
        place = bisect_left(self.triggers, node.span.start)
        return place < len(self.triggers) and self.triggers[place] < node.span.end

    def note_text(self, text: str) -> NoteText:
        """A text that is read once, though a note and its only paragraph have the same."""
        if text not in self.read:
            self.read[text] = NoteText(text, self.style)
        return self.read[text]

    @cached_property
    def antecedents(self) -> Antecedents:
        return find_antecedents(self.index, self.only_repeats)

    def only_repeats(self, note: Note) -> bool:
        """Whether all authorities of a note are an ``Id.``, for that of the note before it."""
        if not self.may_refer(note):
            return False
        text = self.note_text(in_paragraphs(note.blocks, self.index))
        if not text.has_id:
            return False
        repeats = any(found.kind in IDS and to == (1,) for found, to in text.resolved(2))
        return repeats and text.only_repeats

    def is_below_authority(self, content: tuple[Inline, ...], key: NoteKey) -> bool:
        """Whether an authority stands in a paragraph of the same note above this one."""
        if key not in self.below:
            paragraphs = [*contents(self.index.notes[key].blocks)]
            texts = (self.note_text(plain(one, self.index)) for one in paragraphs)
            first = next((place for place, text in enumerate(texts) if text.anchors_outside), None)
            below = paragraphs[first + 1 :] if first is not None else []
            self.below[key] = {id(one) for one in below}
        return id(content) in self.below[key]

    def node(self, node: Any, note: NoteKey | None) -> Any:
        """A node with all below it bound; `note` is the note it stands in, None for the text."""
        if isinstance(node, Link | CrossRef) or not self.may_refer(node):
            return node
        return rebuilt(node, partial(self.children, note=note))

    def children(self, children: tuple[Any, ...], note: NoteKey | None) -> tuple[Any, ...]:
        """What stands below a node, bound: a run of inlines is read as one text."""
        if children and type(children[0]) in INLINES:
            return self.content(children, note)
        return tuple(self.node(child, note) for child in children)

    def content(self, content: tuple[Inline, ...], note: NoteKey | None) -> tuple[Inline, ...]:
        """Inlines with the references in their words."""
        if len(content) == 1 and type(content[0]) is Text:  # as most are
            text = content[0].text
            return tuple(self.cut(content[0], 0, self.references(text, content, note), text))
        words = [plain((inline,), self.index) for inline in content]
        text = "".join(words)
        found = [*self.references(text, content, note)]
        if not found:
            return content
        starts = [0, *accumulate(map(len, words))]
        styled = [one for one in found if not in_one_text(one[0], content, starts)]
        if styled:
            content = self.with_styled(content, styled, text)
            starts = [0, *accumulate(len(plain((inline,), self.index)) for inline in content)]
        bound: list[Inline] = []
        done = 0
        for inline, start, end in zip(content, starts, starts[1:], strict=False):
            first = done
            while done < len(found) and found[done][0].end <= end:
                done += 1
            here = [one for one in found[first:done] if one[0].start >= start]
            if isinstance(inline, Text) and here:
                bound += self.cut(inline, start, here, text)
            else:
                bound.append(inline)
        return tuple(bound)

    def with_styled(
        self,
        content: tuple[Inline, ...],
        found: Sequence[tuple[Reference, Targets]],
        text: str,
    ) -> tuple[Inline, ...]:
        """Inlines in which these references are nodes, though some of their words are in italics.

        Their numbers may be nodes already, as fields of a Word file are. What stands in a link stays.
        """
        cuts: list[int] = []
        pointed = [self.parts.pointed_at(reference, text) for reference, _ in found]
        for (reference, _), headings in zip(found, pointed, strict=True):
            labels: list[Label | Pointed] = [*headings]
            labels += (label for ends in reference.note_labels for label in ends.labels)
            cuts += (reference.start, *(end for one in labels for end in (one.start, one.end)))
            cuts.append(reference.end)
        parts = iter(cut_at(content, cuts, self.index))
        bound = next(parts)
        for (reference, targets), headings in zip(found, pointed, strict=True):
            bound += self.styled(reference, targets, headings, parts)
            bound += next(parts)
        return tuple(bound)

    def styled(
        self,
        reference: Reference,
        targets: Targets,
        headings: Sequence[Pointed],
        parts: Iterator[list[Inline]],
    ) -> list[Inline]:
        """A reference whose words are the next `parts`, every second of them a number or heading."""
        inside = next(parts)
        for one in headings:
            words = next(parts)
            inside += [heading_ref(one, words), *next(parts)] if words else next(parts)
        live: list[NoteKey] = []
        for ends in reference.note_labels:
            begin = self.keys.get(ends.first.text)
            for label in ends.labels:
                words = next(parts)
                numbers = [node for node in words if isinstance(node, NoteNumber)]
                live += (node.note for node in numbers)
                if not numbers:
                    words = self.numbered(words, ends.first.text, label.text, begin)
                inside += words + next(parts)
        if not inside or any(isinstance(one, Link | CrossRef) for one in inside):
            return inside
        to: Targets = tuple(live) or targets
        return [CrossRef(reference.kind, to, tuple(inside), span=around(inside))]

    def numbered(
        self, words: list[Inline], first: str, label: str, begin: NoteKey | None
    ) -> list[Inline]:
        """A typed number as that of its note; as it is, and reported, if no note bears it."""
        number = whole(first, label)
        key = self.keys.get(number)
        if key is None and words and self.is_number(number):
            self.found.append(diagnose("X001", words[0].span, label=number))
        is_short = number != label
        if key is None or (is_short and begin is None):
            return words
        ending = (begin, len(label)) if is_short else ()
        return with_number(words, NoteNumber(key, *ending))

    def references(
        self, text: str, content: tuple[Inline, ...], note: NoteKey | None
    ) -> Iterator[tuple[Reference, Targets]]:
        """The references in a paragraph and their targets; ``Id.`` means nothing outside a note.

        `text` are the words of its `content`.
        """
        if note is None:
            references = find_references(text, self.style)
            self.report_too_many(references, content)
            for reference in references:
                if reference.kind == "part" or (self.index.notes and reference.kind not in IDS):
                    yield reference, self.targets(reference)
            return
        note_text = self.note_text(text)
        self.report_too_many(note_text.references, content)
        for reference, resolved in note_text.resolved(2):
            if reference.kind in IDS:
                here = resolved == (2,) or self.is_below_authority(content, note)
                yield reference, self.antecedent(note, here=here)
            else:
                yield reference, self.targets(reference)

    def report_too_many(self, references: list[Reference], content: tuple[Inline, ...]) -> None:
        if len(references) == MOST_REFERENCES:
            self.found.append(diagnose("X019", around(content), most=f"{MOST_REFERENCES:,}"))

    def targets(self, reference: Reference) -> Targets:
        meant: list[NoteKey | NoteRange] = []
        for one in numbers(reference):
            if isinstance(one, range):
                meant += self.notes_among(one)
            elif (key := self.keys.get(str(one))) is not None:
                meant.append(key)
        return tuple(meant)

    def antecedent(self, note: NoteKey, *, here: bool) -> Targets:
        if (note, here) not in self.meant_by_id:
            source = note if here else self.antecedents.before.get(note)
            meant = () if source is None else (self.antecedents.roots.get(source, source),)
            self.meant_by_id[note, here] = meant
        return self.meant_by_id[note, here]

    def cut(
        self,
        text: Text,
        start: int,
        found: Iterable[tuple[Reference, Targets]],
        paragraph: str,
    ) -> Iterator[Inline]:
        """A text as texts and references; `start` is its place in its paragraph."""
        done = 0
        for reference, targets in found:
            first, last = reference.start - start, reference.end - start
            if first > done:
                yield part(text, done, first)
            content = self.reference_content(text, start, reference, paragraph)
            span = content[0].span if len(content) == 1 else place(text, first, last)
            yield CrossRef(reference.kind, targets, content, span=span)
            done = last
        if done < len(text.text):
            yield part(text, done, len(text.text))

    def report_missing(self, text: Text, start: int, reference: Reference) -> None:
        """Report the numbers that no note bears; what is no number, such as ``TK``, is not judged."""
        for ends in reference.note_labels:
            for label in ends.labels:
                number = whole(ends.first.text, label.text)
                if number not in self.keys and self.is_number(number):
                    span = place(text, label.start - start, label.end - start)
                    self.found.append(diagnose("X001", span, label=number))

    def is_number(self, label: str) -> bool:
        """Whether a label can only be the number of a note here, be it there or not."""
        if label.isdecimal() or label.startswith(LOST):
            return True
        return is_numeral(label) and counts_in_letters(self.index)

    def reference_content(
        self, text: Text, start: int, reference: Reference, paragraph: str
    ) -> tuple[Inline, ...]:
        """The words of a reference, with its numbers as numbers of notes, or its places as headings."""
        if reference.kind in IDS:
            return (part(text, reference.start - start, reference.end - start),)
        self.report_missing(text, start, reference)
        headings = self.parts.pointed_at(reference, paragraph)
        if headings:
            return tuple(pointing(text, start, reference, headings))
        return tuple(self.with_numbers(text, start, reference))

    def with_numbers(self, text: Text, start: int, reference: Reference) -> Iterator[Inline]:
        """The words of a reference, with its numbers as numbers of notes."""
        done, end = reference.start - start, reference.end - start
        for ends in reference.note_labels:
            begin = self.keys.get(ends.first.text)
            for label in ends.labels:
                number = whole(ends.first.text, label.text)
                key = self.keys.get(number)
                is_short = number != label.text
                if key is None or (is_short and begin is None):
                    continue
                first, last = label.start - start, label.end - start
                yield part(text, done, first)
                ending = (begin, len(label.text)) if is_short else ()
                yield NoteNumber(key, *ending, span=place(text, first, last))
                done = last
        if done < end:
            yield part(text, done, end)


def keys_by_label(index: NoteIndex, section: int | None = None) -> dict[str, NoteKey]:
    """What a typed label means: a footnote where both kinds bear it.

    Where numbers begin anew with each section, it is the note of that section which bears it, or the
    only one that does.
    """
    called = (*index.called["endnote"], *index.called["footnote"])
    if section is not None:
        borne = Counter((note.kind, index.label(note.key)) for note in called)
        called = tuple(
            note
            for note in called
            if index.sections[note.key] == section or borne[note.kind, index.label(note.key)] == 1
        )
    return {index.label(note.key): note.key for note in called}


def counts_in_letters(index: NoteIndex) -> bool:
    """Whether notes have roman numbers or letters."""
    formats = {index.formats[kind] for kind, notes in index.called.items() if notes}
    return not formats <= {"decimal", "symbols"}
