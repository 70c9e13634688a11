"""Words in capitals: what a lost small cap looks like, and what is an acronym."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from converter.citations.known import words_of
from converter.speed.patterns import Pattern

_UPPER = "A-ZÀ-ÖØ-Þ"
_REST = rf"[{_UPPER}\d.&’'/!?”\"‐–—+#@…-]*"
_BRACKETED = rf"\([{_UPPER}]{{1,12}}\)|\((?:[{_UPPER}’]{{2,20}}[ )]){{2,10}}(?<=\))"
_TOKEN = rf"(?>[“\"‘]?[{_UPPER}\d&#@+]{_REST}|{_BRACKETED})(?![a-zß-öø-ÿ])"
_BETWEEN = r"(?:[ ,:;\u00a0]{1,2}| [–—] )"
RUN = Pattern(rf"(?<![\w’.-])(?>{_TOKEN}(?:{_BETWEEN}{_TOKEN})*)")
_WORD = re.compile(rf"[{_UPPER}][{_UPPER}’']+\.?|[{_UPPER}](?![.{_UPPER}])")
_NUMBER = re.compile(r"[\d–.,-]+[A-Z]?\d*|[IVXLC]+[,.]?")
_YEARS = re.compile(r"(?:1[5-9]|20)\d\d(?:[–-]\d{2,4})?|\d{1,2}(?<!-)")
_PAGE = re.compile(r"\d{1,3}(?:[–-]\d{1,3})?")
_ROMAN = re.compile(r"[IVXLC]+")
_LEAD = re.compile(r"(?:\([A-Z]+\)[,:]?\s)?(?:[\d–-]+[A-Z]?[,:]?\s)+|\([A-Z]+\)[,:]?\s")

ACRONYMS = words_of("acronyms")
"""Acronyms that could be read as words."""


class Capitals(Struct, frozen=True):
    """A run of words in capitals: places in the text, and what can be said of its words.

    `words` are those of more than one letter that are no acronym or number; `abbreviations` how many
    of all end with a full stop.
    """

    start: int
    end: int
    words: int
    abbreviations: int
    tokens: int


def runs(text: str, start: int = 0, end: int | None = None) -> Iterator[Capitals]:
    """The runs of words in capitals, without page and volume numbers at their ends.

    >>> [text[one.start : one.end] for text in ["See 128 HARV. L. REV. 2166 and U.S. Const."]
    ...  for one in runs(text)]
    ['HARV. L. REV.', 'U.S.']
    """
    for match in RUN.finditer(text, start, len(text) if end is None else end):
        run = measured(text, *match.span())
        if run is not None:
            yield run


def measured(text: str, start: int, end: int) -> Capitals | None:
    """A run between two places; None if nothing is left but numbers."""
    end = _without_numbers(text, start, end)
    lead = _LEAD.match(text, start, end)
    start = lead.end() if lead else start
    found = _WORD.findall(text[start:end])
    if not any(map(str.isalpha, text[start:end])):
        return None
    bare = [word.rstrip(".") for word in found]
    words = sum(_is_word(one, whole) for one, whole in zip(bare, found, strict=True))
    abbreviations = sum(word.endswith(".") for word in found)
    return Capitals(start, end, words, abbreviations, len(found))


def _without_numbers(text: str, start: int, end: int) -> int:
    while end > start:
        last = max(text.rfind(" ", start, end) + 1, start)
        if text[last - 2 : last] == ", " and _is_of_title(text, start, last, end):
            break
        if last > start and _NUMBER.fullmatch(text[last:end].rstrip(",:;")):
            end = _stripped(text, start, last)
        else:
            break
    return _stripped(text, start, end)


def _is_of_title(text: str, start: int, last: int, end: int) -> bool:
    """Whether a number behind a comma is of a title: no comma stands before the first of the pages."""
    before = text[text.rfind(" ", start, last - 2) + 1 : last - 2]
    return _YEARS.fullmatch(text[last:end]) is not None and not _PAGE.fullmatch(before)


def _stripped(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " ,:;":
        end -= 1
    return end


def _is_word(bare: str, whole: str) -> bool:
    if len(bare) < 2 or _ROMAN.fullmatch(bare):
        return False
    return whole.endswith(".") or (len(bare) > 3 and bare not in ACRONYMS)


def is_capitals(words: str) -> bool:
    """Whether words hold capitals and no small letters.

    >>> is_capitals("NOZICK & LEE"), is_capitals("Nozick")
    (True, False)
    """
    return words.isupper() and len(words) > 1
