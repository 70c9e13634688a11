"""A clause of a note, read: its signal, what it cites, and the parts of that."""

from __future__ import annotations

from converter.citations.reading.clause import Clause
from converter.citations.reading.endings import endings
from converter.citations.reading.openings import (
    hereinafter,
    identity,
    nickname,
    short_form,
    signal,
)
from converter.citations.reading.reported import told_cases, volume_and_page
from converter.citations.reading.works import by_its_look, source_of_no_kind
from converter.citations.regions import Region
from converter.citations.values import Citation, Part

WAYS = (hereinafter, nickname, identity, short_form, volume_and_page)
"""How a clause may be read, in this order: each says whether it could."""


def read(region: Region, start: int, end: int) -> Citation:
    """A clause between two places of a region, as a value of the whole note."""
    clause = Clause(region, start, end)
    signal(clause)
    if not any(way(clause) for way in WAYS):
        by_its_look(clause)
    told_cases(clause)
    source_of_no_kind(clause)
    endings(clause)
    return _placed(clause, region.start)


def _placed(clause: Clause, shift: int) -> Citation:
    parts = sorted(clause.parts, key=lambda one: (one.start, one.end))
    placed = tuple(
        Part(one.kind, one.start + shift, one.end + shift, one.confidence) for one in parts
    )
    return Citation(clause.kind, clause.start + shift, clause.end + shift, placed)
