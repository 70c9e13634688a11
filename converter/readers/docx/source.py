"""The text that the spans of a Word file's document count in, written while the file is read."""

from __future__ import annotations

from converter.document.model import Landmark, NoteKey, Span


class Source:
    """The words of a Word file: each paragraph of its text, then each of its notes, on a line."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.length = 0
        self.places: list[tuple[int, NoteKey | None, int]] = []
        self.key: NoteKey | None = None
        self.paragraphs = 0

    def add(self, words: str) -> Span:
        """Write words, and tell their place."""
        start = self.length
        self.words.append(words)
        self.length += len(words)
        return Span(start, self.length)

    def begin_note(self, key: NoteKey) -> None:
        """From here on, paragraphs are those of a note."""
        self.key, self.paragraphs = key, 0

    def begin_paragraph(self) -> None:
        self.paragraphs += 1
        self.places.append((self.length, self.key, self.paragraphs))

    def here(self) -> Span:
        """The place that is reached, for what has no words."""
        return Span(self.length, self.length)

    def landmarks(self, names: dict[NoteKey, str]) -> tuple[Landmark, ...]:
        """What a person finds the paragraphs by, once it is known what is printed for each note."""
        return tuple(
            Landmark(offset, _landmark(names.get(key, "") if key else "", paragraph))
            for offset, key, paragraph in self.places
        )


def _landmark(note: str, paragraph: int) -> str:
    if not note:
        return f"paragraph {paragraph}"
    return f"{note}, paragraph {paragraph}" if paragraph > 1 else note
