"""A typed table of contents: what it lists stands as headings in the text, and it has one itself."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from converter.readers.restoring.structure.headings.labels import labelled
from converter.readers.restoring.structure.lines import Lines

LEAST_ENTRIES = 3
"""Lines of a table of contents."""

NAMES = frozenset(
    {"contents", "table of contents", "index", "inhalt", "inhaltsverzeichnis", "inhaltsübersicht"}
    | {"table des matières", "sommaire", "índice", "indice", "sommario", "sumário", "inhoud"}
    | {"inhoudsopgave", "содержание", "оглавление", "目次", "目录"}
)
"""What stands above one."""

LEAST_WORDS = 4
"""Words of an entry that is known again if one of them is missing."""


class Contents(Struct, frozen=True):
    """What a text's tables of contents list, folded, and the lines that head them."""

    listed: frozenset[str] = frozenset()
    heads: frozenset[int] = frozenset()

    def lists(self, words: str) -> bool:
        """Whether a line is listed."""
        return bool(self.listed) and folded(words) in self.listed


def contents(lines: Lines) -> Contents:
    """The tables of contents of a text: three lines in a row or more that end with a page."""
    listed: set[str] = set()
    heads: set[int] = set()
    for first, entries in _runs(lines):
        for entry in entries:
            listed.add(entry)
            listed.update(_shortened(entry))
        if lines.words(first - 1).casefold() in NAMES:
            heads.add(first - 1)
    return Contents(frozenset(listed), frozenset(heads))


def _runs(lines: Lines) -> Iterator[tuple[int, list[str]]]:
    """The first line and the entries of each table of contents."""
    run: list[str] = []
    last = -1
    for at in lines.short:
        entry, tab, page = lines.words(at).rpartition("\t")
        if not tab or not is_page(page) or not any(map(str.isalpha, entry)):
            continue
        if at != last + 1:
            if len(run) >= LEAST_ENTRIES:
                yield last + 1 - len(run), run
            run = []
        run.append(folded(entry.rstrip(" \t.…")))
        last = at
    if len(run) >= LEAST_ENTRIES:
        yield last + 1 - len(run), run


def _shortened(entry: str) -> Iterator[str]:
    """An entry with a word left out: contents are older than the text that they list."""
    words = entry.split()
    if len(words) >= LEAST_WORDS:
        for at in range(len(words)):
            yield " ".join(words[:at] + words[at + 1 :])


def is_page(words: str) -> bool:
    """Whether words are the number of a page, in figures or roman."""
    return words.isdecimal() or (0 < len(words) < 8 and not words.strip("ivxl"))


def folded(words: str) -> str:
    """A heading without its number and a count in parentheses at its end, to be compared.

    >>> folded("II. Of  Oil"), folded("Of Oil (7)")
    ('of oil', 'of oil')
    """
    label = labelled(words)
    words = " ".join((label.rest if label else words).casefold().split())
    before, _, count = words.rstrip(")").rpartition("(")
    return before.strip() if before and words[-1:] == ")" and count.isdecimal() else words
