"""Words typed in capitals, as small caps need them: all but first letters and acronyms go small."""

from __future__ import annotations

import re
from collections.abc import Iterable

from converter.citations.known import words_of

SMALL_WORDS = frozenset({
    "a", "an", "and", "as", "at", "but", "by", "de", "des", "du", "et", "for", "from", "in", "la",
    "le", "nor", "of", "on", "or", "per", "so", "the", "to", "und", "via", "vs", "with", "y",
})  # fmt: skip
"""Words without a capital, but at the beginning and behind a colon (Bluebook rule 8)."""
ACRONYMS = words_of("acronyms")
"""Acronyms and numerals that keep their capitals in a run of words in capitals."""
LIKELY_ACRONYM = 4
"""Letters of a name of one word that is taken for an acronym, such as KUNC, unless it is known."""
KNOWN_NAMES = frozenset(
    {
        "TIME",
        "LIFE",
        "MIND",
        "VICE",
        "SALON",
        "SLATE",
        "VOX",
        "HILL",
        "WIRED",
        "VERGE",
        "FORBES",
        "NATION",
        "NATURE",
        "SCIENCE",
        "ANALYSIS",
    }
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*\.?(?:[^\W\d_]\.)*")
_VOWEL = re.compile(r"[AEIOUYÀ-ÖØ-Ý]")
_MIXED = re.compile(r"\b[A-Z][a-z]+[A-Z][A-Za-z]+\b")
_ACRONYM = re.compile(r"(?<=[a-z,]\s)[A-Z]{2,6}(?=[’']?s?,?\s[a-z])")
"""Capitals among small letters, as an article uses an acronym."""
_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,}")


class Casing:
    """What a document tells of its words: acronyms, and names with a capital within."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self.mixed: dict[str, str] = {}
        self.acronyms: set[str] = set()
        for text in texts:
            self.acronyms.update(_ACRONYM.findall(text))
            for word in _MIXED.findall(text):
                self.mixed.setdefault(word.upper(), word)

    def lowered(self, words: str) -> str:
        """Words in capitals with small letters, as long as before; other words as they are.

        Read with capitals they are the same: only their case changes.

        >>> Casing().lowered("FORDHAM L. REV.")
        'Fordham L. Rev.'
        >>> Casing(["McConnell said so."]).lowered("MCCONNELL, UCLA AND THE LAW’S END: THE IRS")
        'McConnell, UCLA and the Law’s End: The IRS'
        """
        if not words.isupper():
            return words
        matches = list(_WORD.finditer(words))
        if len(matches) == 1 and self._is_alone(matches[0][0]):
            return words
        parts: list[str] = []
        at = 0
        for number, match in enumerate(matches):
            before = words[at : match.start()]
            is_first = not number or before.rstrip(' “‘"').endswith((":", "—", "?", "!"))
            parts += before, self._word(match[0], is_first=is_first)
            at = match.end()
        changed = "".join([*parts, words[at:]])
        return changed if changed.upper() == words else words

    def _is_alone(self, word: str) -> bool:
        """Whether a name of one word is an acronym."""
        return word not in KNOWN_NAMES and (len(word) <= LIKELY_ACRONYM or word in ACRONYMS)

    def _word(self, word: str, *, is_first: bool) -> str:
        bare = word.rstrip(".")
        is_acronym = bare in ACRONYMS or bare in self.acronyms
        if word.upper() in self.mixed:
            return self.mixed[word.upper()]
        if (is_acronym and bare == word) or len(bare) == 1 or _INITIALS.match(word):
            return word if len(bare) > 1 or bare != "A" or is_first or "." in word else "a"
        if not _VOWEL.search(bare) and len(bare) > 2 and "’" not in bare and not word.endswith("."):
            return word  # nobody can read it as a word
        if bare.lower() in SMALL_WORDS and not is_first and not word.endswith("."):
            return word.lower()
        return _capitalised(word)


def _capitalised(word: str) -> str:
    """A word with its first letter as it is; ``O’BRIEN`` keeps two."""
    kept = 3 if word[1:2] in ("’", "'") and len(word) > 4 else 1
    return word[:kept] + word[kept:].lower()
