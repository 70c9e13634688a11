"""The numbers behind words for notes, as 5 in ``supra note 5``: each with its note, or why none."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from converter.crossrefs import SOFT_HYPHEN, TRIGGERS, CitationStyle
from converter.crossrefs import grammar as g
from converter.crossrefs.bind import counts_in_letters, keys_by_label
from converter.crossrefs.labels import Reference, is_label, is_numeral, read_to, whole
from converter.crossrefs.passages import Passage, PassageReader, Passages, holes_of, words_alone
from converter.crossrefs.references import find_references
from converter.crossrefs.stretches import Stretch, foreign_stretches, overlaps
from converter.document.model import Inline, NoteKey, NoteNumber
from converter.document.notes import NoteIndex, index_notes
from converter.document.words import document_contents
from converter.formats import Parsed

WORD = (
    r"\b(?:(?:(?:foot|end)?notes?|nn?\.?|fnn?s?\.?|Fn\.|Fu(?:ß|ss)noten?|notas?|ntt?\.)(?![^\W\d_])"
    r"(?:\s{0,3}nos?\.|\s{0,3}#)?|(?:supra|infra),?\s{1,3}(?:nos?\.|#))"
)
JOINT = r"\s?(?:,\s?(?:and|or|&)?|&|;|/|--|[-‐-–−]|\band|\bor|\bto)\s?(?:#\s?|nos?\.\s?)?"


SOFT = re.compile(SOFT_HYPHEN)
PLURAL = re.compile(r"\w*(?:s|nn|fn)\b", re.IGNORECASE)
NO_VOLUME = re.compile(g.NO_VOLUME)
PAGE_BEFORE = re.compile(r"\d,?\s(?:&\s)?\Z")

QUOTED = "it stands in a quotation or an address"
PERHAPS_A_PAGE = "it does not stand in a list of notes as it is read, and may be a page"
HALF_READ = "it does not stand in a list of notes that commas, “&” or “and” part"
NO_DIRECTION = (
    "no word such as supra, infra, above or below says that it is a note of this document"
)
OF_ANOTHER_WORK = "a page stands before it: it is a note of the work cited there"
NO_SUCH_NOTE = "no note has this number"
TOO_MANY = "more cross references stand before it than are read of one paragraph"
NO_NUMBER = "it is no number"
PLAIN_WORDS = "it is plain words in this document, which are printed as they are"


class Numerals(NamedTuple):
    """How the numbers of notes are looked for: a word for notes with those behind it, and each alone."""

    listed: re.Pattern[str]
    single: re.Pattern[str]


@cache
def _numerals(number: str) -> Numerals:
    each = rf"(?:\[{number}\]|\({number}\)|{number})"
    listed = rf"{WORD}\s{{0,3}}{each}(?:{JOINT}{each})*"
    return Numerals(re.compile(listed, re.IGNORECASE), re.compile(rf"\b{number}"))


FIGURES = r"\d{1,5}\b"
LETTERS = rf"(?:{FIGURES}|(?-i:{g.LETTERS}{g.LETTERS_END}))"


def numerals_of(index: NoteIndex) -> Numerals:
    """How the numbers of these notes are looked for: as letters only where notes have such numbers."""
    return _numerals(LETTERS if counts_in_letters(index) else FIGURES)


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
    numerals = numerals_of(index)
    owners: list[NoteKey | None] = []
    contents: list[tuple[Inline, ...]] = []
    for owner, content in document_contents(parsed.document):
        owners.append(owner)
        contents.append(content)
    passages = Passages(
        map(words_alone, contents), lambda place: reader.read([contents[place]], owners[place])
    )
    found: list[Mention] = []
    patterns = (TRIGGERS[style].compiled, numerals.listed, SOFT)
    telling = chain(passages.composed, *map(passages.places_of, patterns))
    for place in sorted(set(telling)):
        passage, bound = passages[place], dict(reader.numbers(contents[place]))
        here = {at: _field(passage, at, index.number(one), one) for at, one in bound.items()}
        references = find_references(passage.text, style)
        for reference in references:
            here |= {one.start: one for one in _read(passage, reference, bound, known)}
        unread = unread_numbers(passage.text, frozenset(here), numerals, read_to(references))
        here |= {one.start: one for one in _unread(passage, unread)}
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
            elif not (label.text.isdecimal() or is_numeral(label.text)):
                yield replace(mention, reason=NO_NUMBER)
            else:
                exists = whole(ends.first.text, label.text) in known
                yield replace(mention, reason=PLAIN_WORDS if exists else NO_SUCH_NOTE)


def _field(passage: Passage, at: int, number: str, node: NoteNumber) -> Mention:
    """A number that is bound whatever words it stands in, as a field of Word is."""
    return Mention(passage, at, number, number, node.note)


def _unread(passage: Passage, unread: Iterable[Unread]) -> Iterator[Mention]:
    for one in unread:
        for number in one.numbers:
            yield Mention(passage, number.start(), number[0], one.words, reason=one.reason)


def unread_numbers(
    text: str, labels: Container[int], numerals: Numerals, end: int
) -> Iterator[Unread]:
    """The numbers behind a note word that do not stand at one of `labels`, those of references.

    Up to the character `end` the text was read for references.
    """
    foreign: list[Stretch] | None = None
    for run in numerals.listed.finditer(text):
        places = [one for one in numerals.single.finditer(text, *run.span()) if is_label(one[0])]
        loose = [one for one in places if one.start() not in labels]
        if not loose:
            continue
        foreign = foreign_stretches(text) if foreign is None else foreign
        if PAGE_BEFORE.search(text, max(0, run.start() - 4), run.start()):
            reason = OF_ANOTHER_WORK
        elif overlaps(run.span(), foreign):
            reason = QUOTED
        elif run.start() >= end:
            reason = TOO_MANY
        elif len(loose) == len(places):
            reason = NO_DIRECTION
        else:
            reason = PERHAPS_A_PAGE if _may_be_page(text, run, loose[0]) else HALF_READ
        last = places[-1].end() + (text[places[-1].end() : run.end()][:1] in ("]", ")"))
        yield Unread(text[run.start() : last], loose, reason)


def _may_be_page(text: str, run: re.Match[str], number: re.Match[str]) -> bool:
    """``note 5, 12``; ``notes 5 & 6, 12 Yale L.J.``"""
    behind_comma = text[: number.start()].rstrip().endswith(",")
    return (behind_comma and not PLURAL.match(run[0])) or not NO_VOLUME.match(text, run.end())
