"""What stands above an article: a caption, its title, its authors, its date, its abstract."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from msgspec import structs

from converter.document.model import Document, Inline, Metadata, NoteRef, Paragraph, Text
from converter.document.tree import around, part
from converter.restoring.structure.guesses import LIKELY, SURE, Guess
from converter.restoring.structure.headings.titles import (
    in_capitals,
    in_title_case,
    is_title,
    word_count,
)
from converter.restoring.structure.headings.unnumbered import part_of
from converter.restoring.structure.lines import Lines, without_start, words_of
from converter.speed.patterns import Pattern

MOST_LINES = 8
"""Lines above an article that are looked at."""

CAPTION = Pattern(
    r"(?i)\((?:photograph|photo|illustration|drawing|painting|cartoon|map|engraving)\)"
    r"|\A(?:photo(?:graph)?(?: credit)?|image(?: credit)?|photo by|credit|illustration)s?\s*[:—]"
)
"""What a picture's credit says of it (Bluebook rule 18.7), or begins with."""

LONGEST_CAPTION = 700

SMALL = "(?:(?:de|del|der|den|di|da|la|le|van|von|zu|ten|ter|bin|al|y)[ \u00a0])"
CAPITALISED = r"[^\W\d_a-z][\w'’.-]*"
NAME = rf"{CAPITALISED}(?:[ \u00a0]{SMALL}*{CAPITALISED}){{1,4}}(?:, (?:Jr|Sr|II|III)\.?)?"
STARS = r"[*∗†‡§]{0,3}"
NAMES = Pattern(
    rf"(?:By:?[ \u00a0]|by |BY )?{NAME}{STARS}(?:(?:, and |, & |,? and | & |, |; ){NAME}{STARS})*\Z"
)
STARRED = Pattern(r"[*∗†‡§]\Z")
BY = Pattern(r"(?:By:?|by|BY)[ \u00a0]+")
JOIN = Pattern(r"(?:,|;)?[ \u00a0](?:and|&)[ \u00a0]|[,;][ \u00a0](?!(?:Jr|Sr|II|III)\b)")

MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.|Feb\.|Mar\.|Apr\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.|Spring|Summer|Fall|Autumn|Winter)"
)
DATE = Pattern(
    rf"(?i)(?:{MONTH} (?:\d{{1,2}}(?:st|nd|rd|th)?, )?\d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? {MONTH},? \d{{4}}|\d{{4}}-\d\d-\d\d)\.?\Z"
)
ABSTRACT = Pattern(r"(?i)abstract\Z")
RUN_IN = Pattern(r"(?:Abstract|ABSTRACT)[ \t]*(?:[.:]|[—–-])[ \t]*(?=\S)")
MOST_ABSTRACT = 4
"""Paragraphs of an abstract."""


def head(lines: Lines, meta: Metadata, headings: Sequence[Guess]) -> list[Guess]:
    """What stands above the text, as far as the front matter does not say it.

    A title is one where an author or a date follows it, or the text itself does while no other line
    looks like it.
    """
    found = list(_caption(lines))
    at = len(found)
    found += _names(lines, meta, at, headings)
    after = found[-1].last + 1 if found else 0
    found += _abstract(lines, meta, after, headings)
    return found


def _caption(lines: Lines) -> Iterator[Guess]:
    if len(lines) < 2 or lines.sizes[0] > LONGEST_CAPTION:
        return
    if any(type(one) is NoteRef for one in lines.content(0)):
        return
    if CAPTION.search(lines.words(0)) and lines.is_prose(1):
        yield Guess("caption", 0, 0, SURE, "it says where a picture is from")


# Title, authors, date


def _names(lines: Lines, meta: Metadata, at: int, headings: Sequence[Guess]) -> list[Guess]:
    title = lines.words(at)
    if not _may_be_title(lines, at):
        return []
    rest = list(_below(lines, at + 1))
    proof = any(one.confidence >= SURE for one in rest)
    after = rest[-1].last + 1 if rest else at + 1
    begins = (
        lines.is_prose(after)
        or any(one.first == after for one in headings)
        or (ABSTRACT.match(lines.words(after)) or RUN_IN.match(lines.words(after)))
    )
    alike = any(
        not lines.label(one.first) and not part_of(lines.words(one.first))
        for one in headings
        if one.first > at
    )
    if not begins and not proof:
        return []
    styled = word_count(title) > 2 and (in_title_case(title) or in_capitals(title))
    sure = proof or (styled and not alike and len(lines) > 5)
    given = _same(title, meta.title)
    if meta.title and not given:
        return []
    why = (
        "a name or a date stands below it"
        if proof
        else "it stands above the text, and no line is like it"
    )
    found = [Guess("title", at, at, SURE if sure or given else LIKELY, why)]
    return [*found, *(one for one in rest if _is_free(one, meta))]


def _is_free(guess: Guess, meta: Metadata) -> bool:
    return not {"author": meta.authors, "date": meta.date, "subtitle": meta.subtitle}[guess.kind]


def _same(words: str, given: tuple[Inline, ...]) -> bool:
    return bool(given) and _told(given) == " ".join(words.casefold().split())


def _may_be_title(lines: Lines, at: int) -> bool:
    words = lines.words(at)
    if not is_title(words) or lines.label(at) or part_of(words) or ABSTRACT.match(words):
        return False
    return word_count(words) > 1 and at < len(lines) - 1 and not lines.is_prose(at)


def _below(lines: Lines, start: int) -> Iterator[Guess]:
    """The lines below a title, as far as each is known: a subtitle before a name, names, a date."""
    at = start
    if (
        not _kind(lines, at)
        and _kind(lines, at + 1)
        and is_title(lines.words(at))
        and not part_of(lines.words(at))
    ):
        yield Guess(
            "subtitle",
            at,
            at,
            SURE if _is_proof(lines, at + 1) else LIKELY,
            "it stands between title and name",
        )
        at += 1
    while at < start + MOST_LINES and (kind := _kind(lines, at)):
        confidence = SURE if _is_proof(lines, at) else LIKELY
        why = "it is a date" if kind == "date" else "it is a name below the title"
        if BY.match(lines.words(at)):
            why += ", without its By"
        yield Guess(kind, at, at, confidence, why)
        at += 1


def _kind(lines: Lines, at: int) -> Literal["date", "author"] | None:
    words = lines.words(at)
    if not words or len(words) > 150 or part_of(words):
        return None
    if DATE.match(words):
        return "date"
    return "author" if NAMES.match(words) else None


def _is_proof(lines: Lines, at: int) -> bool:
    """Whether a line below a title is sure to be a name or a date: a name has a star, a note or a By."""
    words = lines.words(at)
    if DATE.match(words) or BY.match(words) or STARRED.search(words):
        return True
    content = lines.content(at)
    return bool(content) and type(content[-1]) is NoteRef


def authors_of(content: Sequence[Inline]) -> Iterator[tuple[Inline, ...]]:
    """The authors that a line names, each with the marks behind the name.

    >>> [author[0].text for author in authors_of((Text("By Ada Roe and B. Lee*"),))]
    ['Ada Roe', 'B. Lee*']
    """
    author: list[Inline] = []
    for number, node in enumerate(content):
        if type(node) is not Text:
            author.append(node)
            continue
        by = BY.match(node.text) if number == 0 else None
        start = by.end() if by else 0
        for join in JOIN.finditer(node.text, start):
            if start < join.start():
                author.append(part(node, start, join.start()))
            if author:
                yield tuple(author)
            author, start = [], join.end()
        if start < len(node.text):
            author.append(part(node, start, len(node.text)))
    if author:
        yield tuple(author)


# Abstract


def _abstract(lines: Lines, meta: Metadata, at: int, headings: Sequence[Guess]) -> Iterator[Guess]:
    if meta.abstract:
        return
    if RUN_IN.match(lines.words(at)) and lines.is_prose(at):
        yield Guess("abstract", at, at, SURE, "it says so, which formats write themselves")
        return
    if not ABSTRACT.match(lines.words(at)):
        return
    last = at
    while last - at < MOST_ABSTRACT and lines.is_prose(last + 1):
        last += 1
    if last > at:
        ends = any(one.first == last + 1 for one in headings)
        yield Guess(
            "abstract",
            at,
            last if ends else at + 1,
            SURE if ends or last == at + 1 else LIKELY,
            "its heading says so",
        )


# What becomes of it


def add_to_metadata(guess: Guess, run: Sequence[Paragraph], meta: dict[str, Any]) -> None:
    """Put what stands above a text where front matter puts it, in `meta`, by the names there."""
    content = run[0].content
    match guess.kind:
        case "author":
            meta["authors"] = (*meta.get("authors", ()), *authors_of(content))
        case "date":
            meta.setdefault("date", words_of(content))
        case "abstract":
            meta["abstract"] = tuple(_abstract_of(run))
        case kind:
            meta.setdefault(kind, content)


def _abstract_of(run: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs of an abstract without what calls it so: formats write that themselves."""
    first, *others = run
    if not others and (found := RUN_IN.match(words_of(first.content))):
        yield without_start(first, found.end())
    yield from others


def put_back(document: Document, meta: Metadata) -> Document:
    """The document with lines that were read as a title or author as text again, where `meta` has others.

    What front matter says has no place in the text, so it is not put there.
    """
    kept = {*map(_told, (meta.title, meta.subtitle, *meta.authors))}
    read = (document.meta.title, document.meta.subtitle, *document.meta.authors)
    lines = [
        Paragraph(one, span=around(one))
        for one in read
        if one and one[0].span is not None and _told(one) not in kept
    ]
    return structs.replace(document, blocks=(*lines, *document.blocks)) if lines else document


def _told(content: tuple[Inline, ...]) -> str:
    return " ".join(words_of(content).casefold().split())
