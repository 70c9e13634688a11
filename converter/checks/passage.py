"""The passages of a document as rules see them, with what they cite and refer to."""

from __future__ import annotations

import re
from functools import cached_property

from msgspec import Struct

from converter.checks.rule import Found
from converter.citations.names import name_tokens
from converter.citations.values import Citation, PartKind
from converter.crossrefs.labels import Reference
from converter.crossrefs.passages import Passage
from converter.crossrefs.stretches import Stretch
from converter.document.model import NoteKey
from converter.editing.edits import Replacement


class CheckedPassage(Passage, frozen=True):
    """A passage as rules see it: a note, or a paragraph, heading or caption of the text.

    `label` is the printed number of the note, ``""`` for the text. `in_table` says that the words are
    of a table.
    """

    label: str = ""
    in_table: bool = False

    def found(
        self,
        where: Stretch | re.Match[str],
        message: str,
        remedy: str,
        fix: str | None = None,
        *,
        safe: bool | None = None,
        at: Stretch | None = None,
    ) -> Found:
        """A finding at a stretch of the words; `fix` is put in its place, or in that of `at`."""
        start, end = where if isinstance(where, tuple) else where.span()
        first, last = at or (start, end)
        whole = fix is not None and self.is_whole(first, last)
        place = self.span(first, last)
        edits = (Replacement(place.start, place.end, fix or ""),) if whole else ()
        return Found(self.span(start, end), message, remedy, edits, safe)


class Cited(Struct, frozen=True):
    """A reference in a passage: the labels it names, of a range the two ends, and their notes.

    `keys` has None for a label that no note bears; `missing` are the first numbers that none bears,
    within ranges too, and `is_own` says that the note it stands in is among those it names. `here` says
    of an ``Id.`` that its authority stands before it in the same note. `name` is what names the source
    before it.
    """

    passage: CheckedPassage
    reference: Reference
    targets: tuple[int | str, ...]
    keys: tuple[NoteKey | None, ...]
    missing: tuple[int, ...]
    is_own: bool
    here: bool
    name: str

    @property
    def stretch(self) -> Stretch:
        return self.reference.start, self.reference.end

    @property
    def words(self) -> str:
        return self.passage.text[self.reference.start : self.reference.end]


def name_of(reference: Reference) -> str:
    """The name before a reference; ``Part II and`` is none."""
    last = reference.name.rpartition(" ")[2]
    return "" if last.islower() and last.isalpha() else reference.name


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
