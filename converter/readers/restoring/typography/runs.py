"""The runs of an article's notes that a house may print in italics or small caps."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from converter.citations import cite, words
from converter.citations.known.words import INSTITUTION, TITLE_WORDS
from converter.citations.telling.capitals import is_capitals, measured
from converter.citations.telling.capitals import runs as capital_runs
from converter.citations.telling.cases import told
from converter.citations.values import Citation, Part, Sentence
from converter.crossrefs.stretches import Stretch, foreign_stretches, overlaps
from converter.readers.restoring.typography.memory import HEREINAFTER, Memory
from converter.readers.restoring.typography.profile import SURE, Group

ALWAYS: dict[str, Group] = {
    "id": "id",
    "supra": "cross-reference",
    "signal": "signal",
    "verb": "signal-verb",
    "procedural": "procedural",
    "history": "history",
    "connective": "connective",
    "case": "case",
    "short-case": "short-case",
    "told-case": "told-case",
    "named-case": "named-case",
    "nickname": "case-nickname",
    "enactment": "enactment",
    "publisher": "publisher",
    "hereinafter": "hereinafter-title",
    "web-title": "web-title",
}
"""The group of a part, whatever is cited."""

TITLES: dict[str, Group] = {
    "article": "article-title",
    "periodical": "periodical-title",
    "web": "web-title",
    "chapter": "chapter-title",
    "short": "short-title",
    "book": "book",
}
CONTAINERS: dict[str, Group] = {
    "article": "journal",
    "periodical": "periodical",
    "web": "periodical",
    "chapter": "container-book",
}


LASTING = (
    "article-title",
    "periodical-title",
    "web-title",
    "chapter-title",
    "short-title",
    "hereinafter-title",
)
"""Groups in whose words the name of a case has the look of the text around (Bluebook 2.1)."""
HELD = (
    *LASTING,
    "article-authors",
    "book-authors",
    "book",
    "journal",
    "periodical",
    "container-book",
)
"""Groups whose words are a name: what looks like ``in re`` or ``aff’d`` in them is none."""
IN_CAPITALS = ("book-authors", "book", "container-book", "enactment")
"""Groups that are typed in capitals where a text keeps what its small caps were."""
LEAST = 0.3
"""What is less sure is nothing."""
WORKS = ("container-book", "book", "book-authors", "article-authors", "short-title")
"""Groups with which a work begins that holds another."""
LEAST_WORDS = 2
"""Words in capitals that are no acronym, though nobody can say what they name."""
NAMING = ("authors", "title", "case", "hereinafter", "container", "reporter", "publisher")
"""Parts in which no case is named by one word, whatever their look."""


class Run(Struct, frozen=True, gc=False):
    """Characters of a note that belong to a group, and how sure that is, from 0 to 1."""

    start: int
    end: int
    group: Group
    confidence: float


def runs(texts: Sequence[str]) -> list[list[Run]]:
    """The runs of each of an article's notes, in order and apart; the notes know each other."""
    cited = [cite(text) for text in texts]
    memory = Memory()
    for text, sentences in zip(texts, cited, strict=True):
        memory.learn(text, sentences)
    return [_apart(_found(text, one, memory)) for text, one in zip(texts, cited, strict=True)]


def _found(text: str, sentences: tuple[Sentence, ...], memory: Memory) -> Iterator[Run]:
    """The runs of a note. They may overlap: those of citations come first, those of words last."""
    held: list[Run] = []
    for sentence in sentences:
        for clause in sentence.clauses:
            held += _of_clause(text, clause, sentence.host, memory)
    yield from held
    spans = sorted((one.start, one.end) for one in held if one.group in HELD)
    works = {one.start for one in held if one.group in WORKS}
    for part in words(text):
        group = group_of(None, part)
        if part.kind == "connective" and part.end - part.start == 2 and part.end + 1 not in works:
            continue  # ``in`` may lead to a court or a year as well
        if group and not _within(part.start, spans):
            yield Run(part.start, part.end, group, part.confidence)
    if memory.types_capitals:
        yield from _other_capitals(text, spans)
    taken = sorted([*((one.start, one.end) for one in held), *_names(sentences)])
    for start, end, confidence in memory.cases_in(text, 0, len(text)):
        if not _within(start, taken):
            yield Run(start, end, "named-case", confidence)


def _other_capitals(text: str, spans: list[Stretch]) -> Iterator[Run]:
    """Words in capitals that no reading of a clause has explained, and no quotation holds.

    In a text that has its journals in capitals, so much else of a note is so as well that has lost its
    small caps; acronyms are single words.
    """
    taken = sorted([*spans, *foreign_stretches(text)])
    for one in capital_runs(text):
        comma = text.find(", ", one.start, one.end)
        first = measured(text, one.start, comma) if comma > 0 else None
        start = comma + 2 if first and not first.words else one.start
        if one.words >= LEAST_WORDS and not overlaps((start, one.end), taken):
            yield Run(start, one.end, "other-capitals", SURE)


def _names(sentences: tuple[Sentence, ...]) -> Iterator[tuple[int, int]]:
    """Where a note names persons, works and cases in full."""
    for sentence in sentences:
        for clause in sentence.clauses:
            yield from ((one.start, one.end) for one in clause.parts if one.kind in NAMING)


def _within(at: int, spans: list[tuple[int, int]]) -> bool:
    """Whether a place is in one of the spans that begin last before it; they hardly overlap."""
    last = bisect_right(spans, at, key=lambda one: one[0]) - 1
    return any(first <= at < end for first, end in spans[max(0, last - 2) : last + 1])


def _of_clause(text: str, clause: Citation, host: Citation | None, memory: Memory) -> Iterator[Run]:
    for part in clause.parts:
        judged = _remembered(text, clause, part, memory)
        if part.kind == "hereinafter" and judged:
            judged = _called(host, judged)
        if part.kind == "nickname" and (host is None or host.kind not in ("case", "short-case")):
            continue
        if judged is None:
            continue
        group, confidence = judged
        if group in LASTING:
            yield from _without_cases(text, Run(part.start, part.end, group, confidence), memory)
        else:
            yield Run(part.start, part.end, group, confidence)


def _remembered(
    text: str, clause: Citation, part: Part, memory: Memory
) -> tuple[Group, float] | None:
    """The group of a part, and how sure it is by what other notes say."""
    group = group_of(clause, part)
    if group is None:
        return None
    said = part.of(text)
    if part.kind == "authors" and said.isupper() and " " not in said:
        is_name = said in memory.book_authors or said in memory.surnames
        if clause.kind == "short" or is_name:
            return ("book-authors", 0.95) if is_name else None
    if group == "short-title":
        if memory.knows_title(said) or (memory.types_capitals and _by_person(text, clause)):
            return group, 0.97
        if said.upper() in memory.book_authors:
            return None
    if group in IN_CAPITALS and memory.types_capitals and not is_capitals(said):
        return None
    return group, part.confidence


def _by_person(text: str, clause: Citation) -> bool:
    """Whether authors with names, no institution, stand before a short title."""
    authors = clause.words("authors", text)
    return bool(authors) and not is_capitals(authors) and not INSTITUTION.search(authors)


def _called(host: Citation | None, judged: tuple[Group, float]) -> tuple[Group, float] | None:
    """The look of a name that a source has from there on: it keeps that of the source."""
    kind = host.kind if host else "prose"
    if kind == "book":
        return "book", judged[1]
    return judged if kind in HEREINAFTER else (judged[0], 0.6) if kind == "case" else None


def _without_cases(text: str, run: Run, memory: Memory) -> Iterator[Run]:
    """A title without the names of cases in it: they are set off from it by the text's own look."""
    named = [(_party(text, start, end), end) for start, end in told(text, run.start, run.end)]
    named += [
        (start, end)
        for start, end, confidence in memory.cases_in(text, run.start, run.end)
        if confidence > 0.6 and not any(first <= start < last for first, last in named)
    ]
    at = run.start
    for start, end in sorted(named):
        if start > at:
            yield Run(at, start, run.group, run.confidence)
        at = end
    if at < run.end:
        yield Run(at, run.end, run.group, run.confidence)


MOST_OF_A_PARTY = 3
"""Words of a first party in a title, where other words have capitals too."""


def _party(text: str, start: int, end: int) -> int:
    """Where the first party begins, in a title whose words all begin with capitals."""
    words = text[start : text.index(" v", start, end)].split(" ")
    small = [place for place, word in enumerate(words) if word.lower() in TITLE_WORDS]
    first = small[-1] + 1 if small else 0
    first = first if len(words) - first <= MOST_OF_A_PARTY else len(words) - 1
    return start + sum(len(word) + 1 for word in words[:first])


def _apart(found: Iterable[Run]) -> list[Run]:
    """Runs in order, the surer one where two overlap."""
    kept: list[Run] = []
    for run in sorted(found, key=lambda one: (one.start, -one.confidence)):
        if run.confidence < LEAST:
            continue
        if kept and kept[-1].end > run.start:
            if kept[-1].confidence >= run.confidence:
                continue
            kept.pop()
        kept.append(run)
    return kept


def group_of(citation: Citation | None, part: Part) -> Group | None:
    """The group of a part of a citation; None for what never has a look of its own."""
    if part.kind in ALWAYS:
        found = ALWAYS[part.kind]
        is_book = citation is not None and citation.kind == "book"
        return "book" if is_book and found == "hereinafter-title" else found
    kind = citation.kind if citation else "prose"
    if part.kind == "title":
        return TITLES.get(kind)
    if part.kind == "authors":
        return "book-authors" if kind == "book" else "article-authors"
    return CONTAINERS.get(kind) if part.kind == "container" else None
