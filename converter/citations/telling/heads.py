"""What stands before the volume, container or date of a work: its authors and its title."""

from __future__ import annotations

import re

from converter.citations.known.words import (
    DESIGNATIONS,
    INSTITUTION,
    PARTICLES,
    SUFFIXES,
    TITLE_WORDS,
)
from converter.citations.values import Part
from converter.speed.patterns import Pattern

_COMMA = Pattern(r",\s+")
_INITIAL = re.compile(r"(?:[A-Z]\.-?){1,3}|[A-Z]")
_NAME = re.compile(r"[^\W\d_][\w’'.‐-]*")
_LATE_AUTHOR = Pattern(
    r"\b(?:as|by|in|from|to|with|of|on|see|and|is|are|were|was|via|include|includes|including"
    r"|example,|instance,)\s"
    r"(?P<name>[A-Z][\w.’-]{0,20}(?:\s(?:[A-Z][\w.’-]{0,20}|&|et|al\.|de|van|von)){1,9})\Z"
)
"""A name at the end of words of a sentence: ``the best account is Bo Lund``."""
MOST_AUTHORS = 12
LONGEST_HEAD = 700
"""Characters of authors and title; no work is named in more."""


def pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """What stands between commas, outside of quotation marks.

    >>> pieces("Bo Lee, “Oil, Wick,” So", 0, 22)
    [(0, 6), (8, 22)]
    """
    found: list[tuple[int, int]] = []
    at = start
    for match in _COMMA.finditer(text, start, end):
        if text.count("“", at, match.start()) > text.count("”", at, match.start()):
            continue
        found.append((at, match.start()))
        at = match.end()
    found.append((at, end))
    return found


def is_person(words: str) -> bool:
    """Whether words look like the name of a person, or of several with ``&`` between them.

    >>> is_person("Cass R. Sunstein & Adrian Vermeule"), is_person("The Law of Oil")
    (True, False)
    """
    tokens = words.split()
    if not tokens or len(tokens) > 14 or INSTITUTION.search(words):
        return False
    names = 0
    for token in tokens:
        if token in ("&", "and", "et", "al.") or token in PARTICLES:
            continue
        if _INITIAL.fullmatch(token):
            names += 1
            continue
        bare = token.strip(".’'")
        is_name = _NAME.fullmatch(token) and (token[0].isupper() or "’" in token[:3])
        if (
            not is_name
            or (bare.lower() in TITLE_WORDS and bare.lower() != "will")
            or token.endswith((":", "?"))
        ):
            return False
        names += 1
    return names > 0


def has_initial(words: str) -> bool:
    """Whether a name has an initial, ``&`` or ``et al.``, which two words of a title have not."""
    return any(one in ("&", "al.") or _INITIAL.fullmatch(one) for one in words.split())


def is_designation(words: str) -> bool:
    return words.lower().strip() in DESIGNATIONS


def authors_end(text: str, between: list[tuple[int, int]]) -> int:
    """How many of these pieces are authors; at least one is left for the title."""
    last = len(between) - 1
    names = 0
    for number, (start, end) in enumerate(between[:last]):
        words = text[start:end]
        if number and words.rstrip(".").replace(".", "").lower() in SUFFIXES:
            names = number + 1 if names == number else names
            continue
        if number >= MOST_AUTHORS or not is_person(words):
            break
        if " & " in words or words.startswith("& ") or "et al." in words or " and " in words:
            return number + 1
        if number == 0:
            names = 1
    return names


def head(text: str, start: int, end: int, confidence: float) -> list[Part]:
    """The authors, designation and title between two places.

    >>> [one.kind for one in head("Bo Lee, Note, The Law of Oil, ", 0, 29, 0.9)]
    ['authors', 'designation', 'title']
    """
    end = _trimmed(text, start, end)
    if not start < end <= start + LONGEST_HEAD:
        return []
    between = pieces(text, start, end)
    parts, at = _authors(text, between, confidence)
    is_sure = bool(parts) and parts[0].confidence == confidence
    while at < len(between) - 1 and is_designation(text[slice(*between[at])]):
        parts.append(Part("designation", *between[at], confidence))
        at += 1
    first = between[at][0]
    sure = confidence if is_sure else _without_author(text[first:end], confidence)
    return [*parts, Part("title", first, end, sure)]


def _authors(
    text: str, between: list[tuple[int, int]], confidence: float
) -> tuple[list[Part], int]:
    """The authors among pieces, if there are any, and how many of the pieces they take."""
    start, first_end = between[0]
    count = authors_end(text, between)
    if count:
        while count < len(between) - 1 and is_institution(text[slice(*between[count])]):
            count += 1
        return [Part("authors", start, between[count - 1][1], confidence)], count
    if len(between) == 1:
        return [], 0
    if is_institution(text[start:first_end]):
        return [Part("authors", start, first_end, confidence * 0.8)], 1
    late = _LATE_AUTHOR.search(text[start:first_end])
    if late:
        return [Part("authors", start + late.start("name"), first_end, confidence * 0.8)], 1
    return [], 0


def is_institution(words: str) -> bool:
    """Whether words name an institution, and no more than one.

    >>> is_institution("U.S. Dep’t of Just."), is_institution("The Office of the Future")
    (True, False)
    """
    tokens = words.split()
    is_title = len(tokens) > 9 or tokens[0].lower() in TITLE_WORDS
    return not is_title and INSTITUTION.search(words) is not None


def _without_author(title: str, confidence: float) -> float:
    """A sentence may stand where a title would: one begins with small letters in it."""
    tokens = title.split()
    small = sum(one[0].islower() and one.lower() not in TITLE_WORDS for one in tokens)
    return confidence * (0.5 if small > 2 or small * 3 > len(tokens) else 0.97)


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " ,\u00a0":
        end -= 1
    return end
