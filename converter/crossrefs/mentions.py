"""The numbers behind words for notes, as 5 in ``supra note 5``: each with its note, or why none."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from converter.crossrefs import SOFT_HYPHEN, TRIGGERS, CitationStyle
from converter.crossrefs.bind import keys_by_label
from converter.crossrefs.labels import Reference, whole
from converter.crossrefs.passages import Passage, PassageReader, Passages, holes_of, words_alone
from converter.crossrefs.references import find_references
from converter.crossrefs.stretches import Stretch, foreign_stretches, overlaps
from converter.document.model import Inline, NoteKey, NoteNumber
from converter.document.notes import index_notes
from converter.document.words import document_contents
from converter.formats import Parsed

NUMBERS = re.compile(
    r"\b(?:(?:foot|end)?notes?|nn?\.?|fns?\.?|Fn\.|Fu(?:ß|ss)noten?|notas?|ntt?\.)\s{0,3}\d{1,5}\b"
    r"(?:\s?(?:,\s?(?:and|or|&)?|&|;|/|[-‐-–−]|\band|\bor|\bto)\s?\d{1,5}\b)*",
    re.IGNORECASE,
)
SOFT = re.compile(SOFT_HYPHEN)
NUMBER = re.compile(r"\b\d{1,5}\b")
PAGE_BEFORE = re.compile(r"\d,?\s(?:&\s)?\Z")

QUOTED = "it stands in a quotation or an address"
REST_OF_LIST = "it does not stand in a list of notes as it is read"
NO_DIRECTION = (
    "no word such as supra, infra, above or below says that it is a note of this document"
)
OF_ANOTHER_WORK = "a page stands before it: it is a note of the work cited there"
NO_SUCH_NOTE = "no note has this number"
NO_NUMBER = "it is no number"
PLAIN_WORDS = "it is plain words in this document, which are printed as they are"


class Unread(Struct, frozen=True):
    """Numbers behind a note word that are no labels of a reference, the `words` they are of, and why."""

    words: str
    numbers: list[re.Match[str]]
    reason: str


class Mention(Struct, frozen=True):
    """A number behind a note word, in a passage from `start` on, and the words that hold it.

    `target` is the note it is bound to; where that is None, `reason` says why.
    """

    passage: Passage
    start: int
    number: str
    words: str
    target: NoteKey | None = None
    reason: str = ""


def mentions(parsed: Parsed, style: CitationStyle) -> list[Mention]:
    """All of a document, in the order of its text and then of its notes.

    Their places count in the source of `parsed`, which `Parsed.with_source` gives where there is none.
    """
    index = index_notes(parsed.document)
    reader = PassageReader(parsed.source, index, holes_of(parsed), strays=False)
    known = keys_by_label(index)
    owners: list[NoteKey | None] = []
    contents: list[tuple[Inline, ...]] = []
    for owner, content in document_contents(parsed.document):
        owners.append(owner)
        contents.append(content)
    passages = Passages(
        map(words_alone, contents), lambda place: reader.read([contents[place]], owners[place])
    )
    found: list[Mention] = []
    patterns = (TRIGGERS[style].compiled, NUMBERS, SOFT)
    telling = chain(passages.composed, *map(passages.places_of, patterns))
    for place in sorted(set(telling)):
        passage, bound = passages[place], dict(reader.numbers(contents[place]))
        here = {at: _field(passage, at, index.number(one), one) for at, one in bound.items()}
        for reference in find_references(passage.text, style):
            here |= {one.start: one for one in _read(passage, reference, bound, known)}
        here |= {one.start: one for one in _unread(passage, frozenset(here))}
        found += (here[at] for at in sorted(here))
    return found


def _read(
    passage: Passage,
    reference: Reference,
    bound: Mapping[int, NoteNumber],
    known: Container[str],
) -> Iterator[Mention]:
    """The labels of a reference. `bound` are the numbers that are nodes, `known` those of notes."""
    words = passage.text[reference.start : reference.end]
    for ends in reference.note_labels:
        for label in ends.labels:
            mention = Mention(passage, label.start, label.text, words)
            if label.start in bound:
                yield replace(mention, target=bound[label.start].note)
            elif not label.text.isdecimal():
                yield replace(mention, reason=NO_NUMBER)
            else:
                exists = whole(ends.first.text, label.text) in known
                yield replace(mention, reason=PLAIN_WORDS if exists else NO_SUCH_NOTE)


def _field(passage: Passage, at: int, number: str, node: NoteNumber) -> Mention:
    """A number that is bound whatever words it stands in, as a field of Word is."""
    return Mention(passage, at, number, number, node.note)


def _unread(passage: Passage, labels: Container[int]) -> Iterator[Mention]:
    for one in unread_numbers(passage.text, labels):
        for number in one.numbers:
            yield Mention(passage, number.start(), number[0], one.words, reason=one.reason)


def unread_numbers(text: str, labels: Container[int]) -> Iterator[Unread]:
    """The numbers behind a note word that do not stand at one of `labels`, those of references."""
    foreign: list[Stretch] | None = None
    for run in NUMBERS.finditer(text):
        places = list(NUMBER.finditer(text, *run.span()))
        loose = [one for one in places if one.start() not in labels]
        if not loose:
            continue
        foreign = foreign_stretches(text) if foreign is None else foreign
        if PAGE_BEFORE.search(text, max(0, run.start() - 4), run.start()):
            reason = OF_ANOTHER_WORK
        elif overlaps(run.span(), foreign):
            reason = QUOTED
        else:
            reason = REST_OF_LIST if len(loose) < len(places) else NO_DIRECTION
        yield Unread(run[0], loose, reason)
