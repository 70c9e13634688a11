"""Findings that somebody has looked at and left: known again by their words, not by their line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from hashlib import blake2b

from converter.checks.rule import Finding
from converter.document.model import Document

AROUND = 30
"""Characters beside the place of a finding by which it is known again."""


def identities(findings: Iterable[Finding], source: str) -> Iterator[str]:
    """For each finding what it is known by: its code, and a digest of its words and those around it.

    Numbers do not count, so that a finding stays known when notes are numbered anew. Of findings with the
    same words, the later ones have a number behind.
    """
    seen: Counter[str] = Counter()
    for one in findings:
        said = re.sub("[0-9]+", "0", "\0".join((one.message, *_around(one, source))))
        id = f"{one.code}-{blake2b(said.encode('utf-8', 'replace'), digest_size=6).hexdigest()}"
        seen[id] += 1
        yield id if seen[id] == 1 else f"{id}-{seen[id]}"


def _around(one: Finding, source: str) -> tuple[str, ...]:
    if one.span is None:
        return ()
    start, end = one.span.start, one.span.end
    before = source[max(0, start - AROUND) : start].rpartition("\n")[2]
    after = source[end : end + AROUND].partition("\n")[0]
    return before, source[start:end], after


def without(findings: Sequence[Finding], source: str, known: Collection[str]) -> list[Finding]:
    """The findings that are not among those `known`."""
    if not known:
        return list(findings)
    pairs = zip(findings, identities(findings, source), strict=True)
    return [one for one, id in pairs if id not in known]


HEAD = "# Findings that are left as they are: footnoted check --baseline takes this file.\n"


def written(findings: Sequence[Finding], source: str, document: Document) -> str:
    """Lines that say what each finding is known by, with its place and message for whoever reads them."""
    lines: list[str] = []
    for one, id in zip(findings, identities(findings, source), strict=True):
        where = document.position(one.span.start).within("") if one.span else ""
        lines.append(f"{id}  {where.lstrip(':, ')} {' '.join(one.message.split())}\n")
    return "".join(lines)


def read(text: str) -> set[str]:
    """What is known of findings, from such lines; those that begin with # are comments."""
    lines = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return {words[0] for words in lines if words}
