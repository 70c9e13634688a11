"""The names of cases: where they begin and end among other words."""

from __future__ import annotations

from collections.abc import Iterator

from converter.citations.known import words_of
from converter.speed.patterns import Pattern

VERSUS = Pattern(r"(?<=[\w.’)\]])\sv(?:\.|(?=\s[A-Z]))\s(?=[“\"]?[A-Z\d\[(])")
"""``v.`` between two parties; British reports leave the stop out."""
OF_PROCEDURE = Pattern(r"\b(?:[Ii]n\sre|[Ee]x\sparte|[Mm]atter\sof)\s(?=[A-Z])")

_INSIDE = frozenset({
    "of", "the", "and", "for", "ex", "rel.", "re", "&", "de", "la", "del", "van", "von", "du",
    "v.", "vs.", "et", "al.", "der", "parte",
})  # fmt: skip
"""Small words that the name of a case may hold."""
_LATER = frozenset(
    {"of", "the", "&", "de", "la", "del", "van", "von", "du", "et", "des", "al.", "re", "rel."}
)
"""Those behind ``v.``, where a sentence may go on."""
_NOT_FIRST = words_of("sentence-openers")
"""Words that begin a sentence and not the name of a party."""
_GOES_ON = Pattern(
    r",\s(?=(?:Inc|Co|Corp|LLC|L\.L\.C|Ltd|L\.?P|LLP|N\.A|S\.A|P\.C|U\.S\.A|GmbH|A\.G|B\.V|PLC"
    r"|Jr|Sr|II|III|Local|Div|Dist|et al)\b)"
)
MOST_WORDS = 24
LONGEST_WORD = 40


def name_start(text: str, start: int, end: int) -> int:
    """Where a name that ends at a place begins: as far back as words are those of a name.

    >>> text = "the Court in Roe v. Lund"
    >>> text[name_start(text, 0, len(text)) :]
    'Roe v. Lund'
    """
    at, first = end, end
    for _ in range(MOST_WORDS):
        word_start = max(text.rfind(" ", max(start, at - LONGEST_WORD), at) + 1, start)
        word = text[word_start:at]
        if not word or (at - word_start >= LONGEST_WORD):
            break
        bare = word.lstrip('“"‘([')
        if word in _NOT_FIRST and not _is_procedure(text, word_start):
            break
        if word.endswith((",", ";", ":", "”")) and at != end and not _GOES_ON.match(text, at - 1):
            break
        if bare[:1].isupper() or (bare[:1].isdecimal() and len(bare) < 5):
            first = word_start + len(word) - len(bare)
            if bare != word:
                break
        elif word.lower() not in _INSIDE:
            break
        if word_start <= start:
            break
        at = word_start - 1
    return first


def _is_procedure(text: str, at: int) -> bool:
    return OF_PROCEDURE.match(text, at) is not None


def name_end(text: str, start: int, end: int) -> int:
    """Where a name that begins at a place ends, in words that go on.

    >>> text = "Lund Oil, Inc. was decided"
    >>> text[: name_end(text, 0, len(text))]
    'Lund Oil, Inc.'
    """
    at = last = start
    for _ in range(MOST_WORDS):
        word_end = text.find(" ", at, min(end, at + LONGEST_WORD))
        word_end = end if word_end < 0 else word_end
        word = text[at:word_end]
        bare = word.rstrip(',;:”"')
        if not text[word_end + 1 : word_end + 2].isupper():
            bare = bare.removesuffix("’s").removesuffix("'s")
        if bare[:1].isupper() or bare[:1].isdecimal() or bare == "&":
            last = at + len(bare)
        elif bare not in _LATER:
            break
        stopped = len(bare) < len(word)
        if stopped and not (word.endswith(",") and _GOES_ON.match(text, word_end - 1)):
            break
        if word_end >= end or (not stopped and _ends_sentence(bare, text, word_end)):
            break
        at = word_end + 1
    return _without_stop(text, start, last, end)


def _ends_sentence(word: str, text: str, at: int) -> bool:
    return (
        word.endswith(".")
        and len(word) > 6
        and text[at + 1 : at + 2].isupper()
        and word[:-1].isalpha()
    )


def _without_stop(text: str, start: int, last: int, end: int) -> int:
    """A full stop that ends the sentence is not of the name; that of ``Inc.`` is."""
    word = text[max(start, text.rfind(" ", start, last) + 1) : last]
    is_abbreviation = word.count(".") > 1 or len(word) <= 5 or "’" in word
    return last - 1 if word.endswith(".") and not is_abbreviation else last


def told(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The cases of two parties that are named between two places, with or without a report."""
    done = start
    for match in VERSUS.finditer(text, start, end):
        if match.start() < done:
            continue
        first = name_start(text, done, match.start())
        last = name_end(text, match.end(), end)
        if first < match.start() and last > match.end():
            yield first, last
            done = last
