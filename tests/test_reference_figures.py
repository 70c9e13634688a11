"""How many references of `references.txt`, notes of our own writing, are found and read right."""

from __future__ import annotations

import pytest

from benchmarks.references import PASSAGES, Judged, judged, rows, scores

LEAST = {"American": 0.98, "other English": 0.97, "other languages": 0.90}


@pytest.fixture(scope="module")
def results() -> list[Judged]:
    return [judged(row) for row in rows(PASSAGES)]


@pytest.mark.parametrize("group", LEAST)
def test_references_are_found_and_read_right(group: str, results: list[Judged]) -> None:
    assert scores(results)[group] >= LEAST[group]


@pytest.mark.parametrize("group", LEAST)
def test_each_group_has_notes_enough(group: str, results: list[Judged]) -> None:
    assert sum(one.row.group == group for one in results) >= 80
