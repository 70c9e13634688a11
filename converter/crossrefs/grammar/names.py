"""What names the source before a cross reference: ``Lund`` in ``See Lund, supra note 5``."""

from __future__ import annotations

from converter.speed.patterns import Pattern

NO_NAME = frozenset((
    "see", "also", "generally", "cf", "e.g", "accord", "contra", "compare", "with", "but", "citing", "as",
    "discussion", "text", "cases", "sources", "voir", "supra", "infra", "id",
))  # fmt: skip
SENTENCE_END = Pattern(r"(?!(?:al|rel|ex|et|eds?)\.)[a-z]{2,}[.?!][”\"]?|\d+\.")
PAGES_WORD = Pattern(r"\d{1,5}[-–]\d{1,3},?|\d{1,5}(?:[-–]\d{4,5})?,")
NAME_WORD = Pattern(
    r"[\"“‘'(]?[A-Z\d]|&"
    r"|(?:of|the|and|in|for|on|to|a|et|al\.?|v\.?|ex|rel\.|by|de|von|van|der|la|du|al-)(?!\w)"
)


def name_before(text: str, start: int, end: int) -> str:
    """The capitalised words that end at `end`, with the small ones among them.

    >>> text = "See Lund & Marr, supra note 5, at 205–06, 212–13 Roe, supra note 7."
    >>> [name_before(text, 0, text.index(after)) for after in ("supra note 5", "supra note 7")]
    ['Lund & Marr', 'Roe']
    """
    words: list[str] = []
    for word in reversed(text[start:end].split()):
        if word[-1] in ";:?!" or (words and word[-1] in ")]") or SENTENCE_END.fullmatch(word):
            break
        if word.rstrip(",.").lower() in NO_NAME or not NAME_WORD.match(word):
            break
        words.append(word)
    while words and (words[-1].islower() or PAGES_WORD.fullmatch(words[-1])):
        words.pop()
    return " ".join(reversed(words)).rstrip(",")
