"""A citation of a note, as rules see it."""

from __future__ import annotations

from functools import cached_property

from converter.citations.names import name_tokens
from converter.citations.values import Citation, PartKind


class Clause:
    """A citation of a note with the note's `text`, in which its places are."""

    def __init__(self, citation: Citation, text: str) -> None:
        self.citation = citation
        self.text = text

    @property
    def words(self) -> str:
        return self.text[self.citation.start : self.citation.end]

    @property
    def without_signal(self) -> str:
        """Its words behind a signal and the comma that ends one."""
        signal = self.citation.part("signal")
        words = self.text[signal.end if signal else self.citation.start : self.citation.end]
        return words.lstrip(" ,\u00a0\n")

    @cached_property
    def tokens(self) -> set[str]:
        """The `name_tokens` of its words."""
        return name_tokens(self.words)

    def part(self, kind: PartKind) -> str:
        """The words of its first part of a kind, or ``""``."""
        return self.citation.words(kind, self.text)
