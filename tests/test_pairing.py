"""Where a definition ends whose brackets do not say it, and which mark it belongs to."""

from __future__ import annotations

import pytest

from tests.reading import read


@pytest.mark.parametrize("rest", ["", "Next."])
def test_a_note_with_an_open_bracket_ends_rather_with_its_paragraph_than_with_a_line(
    rest: str,
) -> None:
    found = read(f"A.[footnoteRef:1] [1:  See [a] \nand [b] \n\n{rest}".strip("\n"))
    assert found.body == ["A.{1}", *filter(None, [rest])]
    assert found.notes == {"1": "See [a]¶and [b"}
    assert found.codes == ["M011"]


def test_a_definition_far_from_its_mark_does_not_end_within_another() -> None:
    found = read("B.[footnoteRef:2]\n\n[2: Two. A.[footnoteRef:1] [1: One\nmore.] \n\nC.\n")
    assert found.body == ["B.[footnoteRef:2]", "[2: Two. A.{1}", "C."]
    assert found.notes == {"1": "One¶more."}
    assert found.codes == ["M001", "M006"]


def test_a_definition_far_from_its_mark_does_not_end_within_one_of_its_own_id() -> None:
    found = read("[2: See A.[footnoteRef:2] and b.[footnoteRef:2] [2: Two. \n] ")
    assert found.body == ["[2: See A.{1} and b.{1}"]
    assert found.notes == {"1": "Two."}
