"""Archive links of sources on the web."""

from __future__ import annotations

import re
from collections.abc import Iterator

from converter.checks.passage import CheckedPassage
from converter.checks.rule import BLUEBOOK, Found, group
from converter.checks.subject import Subject
from converter.citations.values import Part

rule = group("links")

ADDRESS = re.compile(r"https?://")
ON_THE_WEB = ("web", "periodical", "report")


@rule("L010", "info", "Bluebook rule 18.2.1(d)", styles=BLUEBOOK)
def archive_missing(subject: Subject) -> Iterator[Found]:
    """A source on the web is cited without a link to an archived copy.

    Bad:
        1. Bo Lund, The Wick, Harbour News (May 4, 2020), https://example.org/wick.
    Good:
        1. Bo Lund, The Wick, Harbour News (May 4, 2020), https://example.org/wick [https://perma.cc/AB12-CD34].
    """
    for note, url, archive, kind in _cited(subject):
        if archive is None and kind in ON_THE_WEB:
            message = "no link to an archived copy follows the address"
            yield note.found((url.start, url.end), message, "Archive the page, and add the link.")


@rule("L011", "warning", "Bluebook rule 18.2.1(d)")
def archives_differ(subject: Subject) -> Iterator[Found]:
    """One address has other archive links in two notes.

    Bad:
        1. Bo Lund, The Wick (2020), https://example.org/wick [https://perma.cc/AB12-CD34].
        2. Bo Lund, The Wick (2020), https://example.org/wick [https://perma.cc/EF56-GH78].
    Good:
        1. Bo Lund, The Wick (2020), https://example.org/wick [https://perma.cc/AB12-CD34].
        2. Bo Lund, The Wick (2020), https://example.org/wick [https://perma.cc/AB12-CD34].
    """
    known: dict[str, tuple[str, str]] = {}
    for note, url, archive, _ in _cited(subject):
        if archive is None:
            continue
        address, copy = url.of(note.text).rstrip("/"), archive.of(note.text)
        before, label = known.setdefault(address, (copy, note.label))
        if before != copy:
            message = f"note {label} has another archived copy of this address, {before}"
            yield note.found((archive.start, archive.end), message, "Give both notes one link.")


def _cited(subject: Subject) -> Iterator[tuple[CheckedPassage, Part, Part | None, str]]:
    """The notes with sources that have an address, the address and its archive link."""
    for note in subject.notes.having(ADDRESS):
        for clause in subject.clauses(note):
            url = clause.citation.part("url")
            if url is not None:
                yield note, url, clause.citation.part("archive"), clause.citation.kind
