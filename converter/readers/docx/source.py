"""The text that the spans of a Word file's document count in, written while the file is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from converter.document.model import Landmark, NoteKey, Span

WORDS_SHOWN = 40
"""Characters of a paragraph that tell it from others, for a search in Word."""


class Source:
    """The words of a Word file: each paragraph of its text, then each of its notes, on a line."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.length = 0
        self.key: NoteKey | None = None
        self.paragraphs: list[tuple[int, NoteKey | None]] = []

    def add(self, words: str) -> Span:
        """Write words, and tell their place."""
        start = self.length
        self.words.append(words)
        self.length += len(words)
        return Span(start, self.length)

    def begin_paragraph(self) -> None:
        self.paragraphs.append((self.length, self.key))

    def here(self) -> Span:
        """The place that is reached, for what has no words."""
        return Span(self.length, self.length)

    def landmarks(self, text: str, names: dict[NoteKey, str]) -> Iterator[Landmark]:
        """What a person finds the paragraphs of `text` by, with `names` for the notes.

        Paragraphs without words are not counted: nobody sees them in Word.
        """
        counts: Counter[NoteKey | None] = Counter()
        for offset, key in self.paragraphs:
            words = text[offset : text.find("\n", offset)]
            if not words.strip():
                continue
            counts[key] += 1
            number = counts[key]
            if key is None:
                name = f"paragraph {number} “{beginning(words)}”"
            else:
                name = names[key] + (f", paragraph {number}" if number > 1 else "")
            yield Landmark(offset, name)


def beginning(words: str) -> str:
    """The first words of a paragraph.

    >>> beginning("The keeper lit a lamp for each ship that paid its dues.")
    'The keeper lit a lamp for each ship…'
    """
    words = " ".join(words[: 2 * WORDS_SHOWN].split())
    if len(words) <= WORDS_SHOWN:
        return words
    whole, _, part = words[:WORDS_SHOWN].rpartition(" ")
    return (whole or part) + "…"
