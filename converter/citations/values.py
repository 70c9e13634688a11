"""What a note's citations are: values with places in its text."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

CitationKind = Literal[
    "article", "periodical", "web", "book", "chapter",
    "case", "short-case", "enactment", "report", "court-paper",
    "short", "id", "cross-reference", "other", "prose",
]  # fmt: skip
"""What a clause cites. ``short`` is a form with ``supra``, ``other`` a source of no kind that is told,
``cross-reference`` a place of the piece itself, and ``prose`` a clause that cites nothing."""

PartKind = Literal[
    "signal", "verb", "id", "supra", "note", "history", "connective", "procedural",
    "authors", "designation", "title", "web-title", "hereinafter", "container", "publisher",
    "case", "nickname", "short-case", "told-case", "named-case", "act", "enactment",
    "volume", "reporter", "code", "page", "pinpoint", "court", "edition", "imprint", "date",
    "url", "archive", "explanation",
]  # fmt: skip
"""What a part of a clause is: ``note`` the number in ``supra note 5``, ``act`` the name of a statute in
small letters, ``told-case`` a case named in a sentence, ``named-case`` one named by one word."""


class Part(Struct, frozen=True, gc=False):
    """Characters `start` up to, not including, `end` of a note's text, and what they are.

    `confidence`, from 0 to 1, is how sure that is; 0.9 and above may be acted on unseen.
    """

    kind: PartKind
    start: int
    end: int
    confidence: float = 1.0

    def of(self, text: str) -> str:
        """Its words.

        >>> Part("volume", 4, 7).of("Lee 128 Harv.")
        '128'
        """
        return text[self.start : self.end]


class Citation(Struct, frozen=True):
    """A clause of a note: what it cites, and its parts in the order of the text."""

    kind: CitationKind
    start: int
    end: int
    parts: tuple[Part, ...] = ()

    @property
    def cites(self) -> bool:
        """Whether it cites a source, not only a place of the piece itself."""
        return self.kind not in ("prose", "cross-reference")

    def part(self, kind: PartKind) -> Part | None:
        """The first part of a kind."""
        return next((one for one in self.parts if one.kind == kind), None)

    def words(self, kind: PartKind, text: str) -> str:
        """The words of the first part of a kind, or ``""``."""
        found = self.part(kind)
        return found.of(text) if found else ""


class Sentence(Struct, frozen=True):
    """A citation sentence, or a sentence of prose: its clauses stand between semicolons.

    `depth` counts the pairs of brackets around it. Of a sentence within brackets, `host` is the clause
    in which these stand.
    """

    start: int
    end: int
    clauses: tuple[Citation, ...]
    depth: int = 0
    host: Citation | None = None
