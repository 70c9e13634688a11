"""Lines that people wrapped by hand: which are joined to a paragraph, and which stay apart."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from tests.reading import read

WRAPPED = """\
The pilot who takes a ship past the bar is paid by the foot of her
draught, and not by the hour, since the hour is hers and the foot is
the harbour's.[footnoteRef:1] The rule is old.

It is kept. [1:  See Ash.]
"""


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    found = read(WRAPPED)
    assert found.body == [
        "The pilot who takes a ship past the bar is paid by the foot of her draught, and not by the "
        "hour, since the hour is hers and the foot is the harbour's.{1} The rule is old.",
        "It is kept.",
    ]
    assert found.codes == ["G001", "M009"]


@pytest.mark.parametrize("width", [60, 72, 90])
def test_an_article_wrapped_by_hand_is_read_as_the_article(width: int) -> None:
    example = Path(__file__).parent.parent / "examples" / "the-law-of-lighthouses.txt"
    front, _, text = example.read_text(encoding="utf-8").partition("\n---\n")
    wrapped = "\n\n".join(
        "\n".join(textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False))
        for line in text.split("\n")
    )
    found, expected = read(f"{front}\n---\n{wrapped}"), read(f"{front}\n---\n{text}")
    assert found.body == expected.body
    assert found.notes == expected.notes
    assert set(found.codes) == {"G001"}


def test_one_line_paragraphs_stay_apart() -> None:
    lines = [
        "The pilot is paid by the foot of her draught.",
        "The hour is hers.",
        "The foot is the harbour's, and so is the rule that the foot is paid for in advance.",
    ]
    assert read("\n".join(lines)).body == lines


@pytest.mark.parametrize(
    "lines",
    [
        [
            "to pay the pilot by the foot of her draught and of her beam; or,",
            "to pay him by the hour.",
        ],
        [
            "The pilot is paid by the foot of the draught of the ship;",
            "The hour is hers;",
            "So it is.",
        ],
        ["- a fee for the pilot who takes a ship past the bar at", "- night, and by day too"],
    ],
)
def test_items_of_a_list_stay_lines(lines: list[str]) -> None:
    assert read("\n".join(lines)).body == lines


def test_a_wrapped_note_is_one_paragraph() -> None:
    text = (
        "The rule is old, older than the charter itself.[footnoteRef:1] [1:  See\n"
        "the roll of the harbour court for that year, in which the pilot asks\n"
        "for his fee and does not get it.]\n"
    )
    assert list(read(text).notes.values()) == [
        "See the roll of the harbour court for that year, in which the pilot asks "
        "for his fee and does not get it."
    ]


@pytest.mark.parametrize(
    ("line_end", "joined"), [("sea-\nward", "sea-ward"), ("mole -\nward", "mole - ward")]
)
def test_a_line_that_ends_with_a_hyphen_is_joined_without_a_blank(
    line_end: str, joined: str
) -> None:
    begins, ends = (
        "The keeper lit the lamps by the seaward end of the",
        "light at the hour of dusk.",
    )
    assert read(f"{begins} {line_end} {ends}").body == [f"{begins} {joined} {ends}"]


SURELY_WRAPPED = """\
The keeper was bound by his oath to light the lamps at the seaward
end of the mole, and to keep them lit until the last of the boats
was home."""
SENTENCES = """\
The keeper lit the lamps at the end of the mole until the hour.
Boats that came late paid a double due and the lamps stayed lit.
The hour was hers."""
SHORT = "One.\nTwo.\nThree."


@pytest.mark.parametrize(
    "around",
    [
        [SURELY_WRAPPED],
        [SURELY_WRAPPED, SHORT],
        [SURELY_WRAPPED, SURELY_WRAPPED, SHORT, SHORT],
    ],
)
def test_full_lines_that_are_sentences_stay_apart_where_little_is_surely_wrapped(
    around: list[str],
) -> None:
    assert read("\n\n".join([*around, SENTENCES])).body[-3:] == SENTENCES.split("\n")


@pytest.mark.parametrize("around", [[], [SHORT]])
def test_full_lines_that_are_sentences_are_joined_where_most_is_surely_wrapped(
    around: list[str],
) -> None:
    found = read("\n\n".join([SURELY_WRAPPED, SURELY_WRAPPED, *around, SENTENCES]))
    assert found.body[-1] == SENTENCES.replace("\n", " ")
