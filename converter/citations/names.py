"""Names of sources, compared: does note 5 hold the ``Lee`` of ``Lee, supra note 5``?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

SMALL = frozenset(
    {"et", "al", "the", "of", "and", "in", "re", "for", "on", "ex", "rel", "inc", "co", "corp"}
    | {"see", "also", "cf", "but", "ii", "iii", "iv", "vi", "vii"}
)
WORD = re.compile(r"[A-Za-z]{2,}|\d{3,}")
WHOLE_WORD = re.compile(r"[\w’']+")
LEAST_LIKENESS = 0.84
"""``Ayers`` and ``Ayres`` are as alike as two of five letters changed places; so are few others."""


MOST_WORDS = 200
"""Words of one note that are compared with a name."""


def name_tokens(text: str) -> set[str]:
    """Words that may prove a name: folded, without accents, possessives and small words.

    >>> sorted(name_tokens("Peña et al., The Law’s Empire"))
    ['empire', 'law', 'pena']
    """
    plain = unicodedata.normalize("NFKD", text.replace("’", "'")).encode("ascii", "ignore").decode()
    words = WORD.findall(re.sub(r"'s?\b", " ", plain))
    return {word.lower() for word in words if len(word) > 2 or word.isupper()} - SMALL


def first_places(text: str) -> dict[str, int]:
    """Where each of the `name_tokens` of a text stands first, counted from the start of its word.

    >>> first_places("Lund, Roe’s Oil")
    {'lund': 0, 'roe': 6, 'oil': 12}
    """
    places: dict[str, int] = {}
    for word in WHOLE_WORD.finditer(text):
        for token in name_tokens(word[0]):
            places.setdefault(token, word.start())
    return places


def is_acronym_of(name: str, text: str) -> bool:
    """Whether capitals stand for capitalised words of a text.

    >>> is_acronym_of("CMA", "Competition and Markets Authority, Pricing Algorithms (2018)")
    True
    """
    letters = re.sub(r"[^A-Z]", "", name)
    initials = "".join(re.findall(r"\b[A-Z](?=[A-Za-z])", text))
    return len(letters) > 1 and name.isupper() and letters in initials


def nearly(names: Iterable[str], there: set[str]) -> str:
    """The word of a text that differs from one of the names by a slip of the finger, or ``""``."""
    for name in sorted(names):
        if len(name) >= 5:
            likely = sorted(word for word in there if abs(len(word) - len(name)) <= 1)[:MOST_WORDS]
            close = [word for word in likely if _swapped(name, word)]
            close += get_close_matches(name, likely, 1, LEAST_LIKENESS)
            if close:
                return close[0]
    return ""


def _swapped(one: str, two: str) -> bool:
    """Whether two neighbouring letters changed places."""
    differ = [place for place, (a, b) in enumerate(zip(one, two, strict=False)) if a != b]
    return (
        len(one) == len(two)
        and len(differ) == 2
        and differ[1] == differ[0] + 1
        and one[differ[0]] == two[differ[1]]
        and one[differ[1]] == two[differ[0]]
    )
