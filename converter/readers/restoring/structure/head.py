"""What stands above an article: a caption, its title, its authors, its date, its abstract."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from msgspec import Struct, structs

from converter.document.model import Document, Inline, Metadata, NoteKey, NoteRef, Paragraph, Text
from converter.document.tree import around, part
from converter.readers.restoring.structure.guesses import LIKELY, SURE, Guess
from converter.readers.restoring.structure.headings.titles import (
    in_capitals,
    in_title_case,
    is_title,
    part_of,
    word_count,
)
from converter.readers.restoring.structure.lines import Lines, without_start, words_of
from converter.speed.patterns import Pattern

MOST_LINES = 8
"""Lines above an article that are looked at."""

PICTURES = (
    *("(photograph)", "(photo)", "(illustration)", "(drawing)", "(painting)", "(cartoon)", "(map)"),
    "(engraving)",
)
"""What a picture's credit says of it (Bluebook rule 18.7)."""
CREDITS = frozenset(
    {"photo", "photos", "photograph", "photographs", "photo credit", "photo by", "image", "images"}
    | {"image credit", "credit", "credits", "illustration", "illustrations"}
)
"""What stands before the colon with which it begins."""

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
WAYS = frozenset(
    {
        "hand",
        "mail",
        "email",
        "e-mail",
        "fax",
        "facsimile",
        "courier",
        "messenger",
        "post",
        "delivery",
    }
    | {"order", "appointment", "certified", "registered", "telephone"}
)
"""By which letters and orders go, and no articles."""
LONGEST_NAMES = 150
LEAST_TITLE, LEAST_BLOCKS = 3, 6
"""Words of a title that nobody signs, and blocks of the text below it."""
MOST_ABSTRACT = 4
"""Paragraphs of an abstract."""


def head(
    lines: Lines, meta: Metadata, headings: Sequence[Guess], starred: frozenset[NoteKey]
) -> list[Guess]:
    """What stands above the text, as far as the front matter does not say it.

    A title is one where an author follows it, or the text itself does while no other line looks like
    it. `starred` are the notes with a mark of their own, as those of authors have.
    """
    found = list(_caption(lines))
    at = len(found)
    if _may_be_title(lines, at):
        found += _names(_Above(lines, headings, starred), meta, at)
    after = found[-1].last + 1 if found else 0
    found += _abstract(lines, meta, after, headings)
    return found


def _caption(lines: Lines) -> Iterator[Guess]:
    if len(lines) < 2 or lines.sizes[0] > LONGEST_CAPTION:
        return
    if any(type(one) is NoteRef for one in lines.content(0)):
        return
    words = lines.words(0).lower()
    names = words.partition(":")[0].strip() in CREDITS or words.partition("—")[0].strip() in CREDITS
    if (names or any(one in words for one in PICTURES)) and lines.is_prose(1):
        yield Guess("caption", 0, 0, SURE, "it says where a picture is from")


# Title, authors, date


class _Above(Struct, frozen=True):
    """What is known where the lines above a text are read."""

    lines: Lines
    headings: Sequence[Guess]
    starred: frozenset[NoteKey]


def _names(above: _Above, meta: Metadata, at: int) -> list[Guess]:
    """The title at a block, if it is one, and what is known of the lines below it."""
    title = above.lines.words(at)
    given = _same(title, meta.title)
    if meta.title and not given:
        return []
    rest = list(_below(above, at + 1))
    is_signed = any(one.kind == "author" and one.confidence >= SURE for one in rest)
    if not is_signed and not _begins_text(above, rest[-1].last + 1 if rest else at + 1):
        return []
    is_known = all(one.confidence >= SURE for one in rest)
    sure = given or is_signed or (is_known and _is_alone(above, at, dated=bool(rest)))
    why = "a name stands below it" if is_signed else "it stands above the text, unlike other lines"
    if not sure:  # what stands below it would go above it
        rest = [structs.replace(one, confidence=LIKELY) for one in rest]
    found = [Guess("title", at, at, SURE if sure else LIKELY, why)]
    return [*found, *(one for one in rest if _is_free(one, above.lines, meta))]


def _begins_text(above: _Above, at: int) -> bool:
    """Whether the text begins at a block: with a paragraph, a heading, or its abstract."""
    words = above.lines.words(at)
    if above.lines.is_prose(at) or ABSTRACT.match(words) or RUN_IN.match(words):
        return True
    return any(one.first == at for one in above.headings)


def _is_alone(above: _Above, at: int, *, dated: bool) -> bool:
    """Whether a line is set as a title is, and no heading of the text looks like it."""
    title = above.lines.words(at)
    if word_count(title) < LEAST_TITLE or not (in_title_case(title) or in_capitals(title)):
        return False
    if len(above.lines) < LEAST_BLOCKS:
        return dated
    numbered = (
        above.lines.label(one.first) or part_of(above.lines.words(one.first))
        for one in above.headings
        if one.first > at
    )
    return dated or all(numbered)


def _is_free(guess: Guess, lines: Lines, meta: Metadata) -> bool:
    """Whether the front matter says nothing in a line's stead, or the same, which is not said twice."""
    if guess.kind == "author" and meta.authors:
        read = {_told(author) for author in authors_of(lines.content(guess.first))}
        return read <= set(map(_told, meta.authors))
    return not {"author": (), "date": meta.date, "subtitle": meta.subtitle}[guess.kind]


def _same(words: str, given: tuple[Inline, ...]) -> bool:
    return bool(given) and _told(given) == " ".join(words.casefold().split())


def _may_be_title(lines: Lines, at: int) -> bool:
    words = lines.words(at)
    if not is_title(words) or lines.label(at) or part_of(words) or ABSTRACT.match(words):
        return False
    return word_count(words) > 1 and at < len(lines) - 1 and not lines.is_prose(at)


def _below(above: _Above, start: int) -> Iterator[Guess]:
    """The lines below a title, as far as each is known: a subtitle before a name, names, a date."""
    lines, at = above.lines, start
    headings = {one.first for one in above.headings if lines.label(one.first)}
    if not _kind(lines, at) and _kind(lines, at + 1) and _may_be_title(lines, at):
        confidence = SURE if _is_signed(above, at + 1) else LIKELY
        yield Guess("subtitle", at, at, confidence, "it stands between title and name")
        at += 1
    while at < start + MOST_LINES and at not in headings and (kind := _kind(lines, at)):
        if kind == "date":
            yield Guess("date", at, at, SURE, "it is a date below the title")
        else:
            by = ", without its By" if BY.match(lines.words(at)) else ""
            confidence = SURE if _is_signed(above, at) else LIKELY
            yield Guess("author", at, at, confidence, f"it is a name below the title{by}")
        at += 1


def _kind(lines: Lines, at: int) -> Literal["date", "author"] | None:
    words = lines.words(at)
    if not words or len(words) > LONGEST_NAMES or part_of(words):
        return None
    if DATE.match(words):
        return "date"
    if not WAYS.isdisjoint(words.casefold().split()):
        return None
    return "author" if NAMES.match(words) and is_title(words) else None


def _is_signed(above: _Above, at: int) -> bool:
    """Whether a line below a title is sure to be a name: it has a By, or a star that calls a note."""
    words = above.lines.words(at)
    if BY.match(words) or STARRED.search(words):
        return True
    content = above.lines.content(at)
    last = content[-1] if content else None
    return type(last) is NoteRef and last.note in above.starred


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
    if meta.abstract or lines.words(at)[:8].lower() != "abstract":
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
