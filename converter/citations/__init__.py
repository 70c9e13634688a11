"""What a note cites, as values: ``cite(text)`` parts it into sentences, clauses and their parts."""

from __future__ import annotations

from bisect import bisect_right

from converter.citations import reading
from converter.citations.known.words import CONNECTIVE, HISTORY, PROCEDURAL, RESTATEMENT, history
from converter.citations.regions import Region, regions, sentences
from converter.citations.telling.short_forms import ID, SUPRA
from converter.citations.values import Citation, Part, Sentence


def cite(text: str) -> tuple[Sentence, ...]:
    """The sentences of a note, with what they cite.

    >>> found = cite("See Bo Lee, The Law of Oil, 3 LAMP L. REV. 5, 7 (1990); id. at 9.")
    >>> [clause.kind for clause in found[0].clauses]
    ['article', 'id']
    """
    found: list[Sentence] = []
    levels: list[list[Citation]] = []
    for region in regions(text):
        if region.depth == len(levels):
            levels.append([])
        for stretches in sentences(region):
            clauses = tuple(reading.read(region, *one) for one in stretches if one[1] > one[0])
            if clauses:
                levels[region.depth] += clauses
                host = _host(levels, region)
                found.append(
                    Sentence(clauses[0].start, clauses[-1].end, clauses, region.depth, host)
                )
    return tuple(found)


def _host(levels: list[list[Citation]], region: Region) -> Citation | None:
    """The clause in which the brackets of a region stand."""
    if not region.depth:
        return None
    around = levels[region.depth - 1]
    last = bisect_right(around, region.start, key=lambda one: one.start) - 1
    return around[last] if last >= 0 else None


def words(text: str) -> list[Part]:
    """The words of a note that look the same wherever they stand: ``id.``, ``supra``, histories."""
    parts = [Part("id", *match.span()) for match in ID.finditer(text)]
    parts += [Part("supra", *match.span()) for match in SUPRA.finditer(text)]
    parts += [Part("procedural", *match.span()) for match in PROCEDURAL.finditer(text)]
    parts += [Part("history", *history(match)) for match in HISTORY.finditer(text)]
    parts += [Part("enactment", *match.span(), 0.95) for match in RESTATEMENT.finditer(text)]
    parts += [Part("connective", *match.span("words"), 0.9) for match in CONNECTIVE.finditer(text)]
    return parts
