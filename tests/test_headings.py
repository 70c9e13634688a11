"""Headings that plain text gets back because of the others in it, or of the form of the document."""

from __future__ import annotations

import pytest

from converter.readers.marker.parser import parse
from converter.readers.restoring.structure.lines import words_of
from tests.outlines import SENTENCE, headings, text

PLAIN = [
    "Facts",
    "The keeper’s case",
    "Legal framework",
    "Rule of the port",
    "Costs",
    "Oil and its price",
]
"""Headings of a judgment: each is in no other case than a sentence."""
TITLED = ["The Oil", "The Wick", "The Glass", "The Tower", "The Keeper’s Wage", "The Law of Ports"]


def among(others: list[str], *lines: str) -> list[str]:
    """The headings that lines make, in a text that has these as well."""
    known = [line for other in others for line in (other, "P")]
    found = headings("P", *known, *lines, "P")
    return [one.lstrip("# ") for one in found if one.lstrip("# ") not in others]


@pytest.mark.parametrize(
    "line",
    [
        "Article 13(b): grave risk of harm or an intolerable situation",
        "Fire, flood or theft and Article 13(b)",
        "The keeper’s threats after the arrival of the ship on 13 December 1887",
        "Whether the keeper has been in breach of the order that the court made on 2 May",
        "Wreck",
    ],
)
def test_a_line_between_paragraphs_is_a_heading_where_six_of_its_kind_surely_are(line: str) -> None:
    assert among(PLAIN, line) == [line]
    assert headings("P", line, "P") == []


@pytest.mark.parametrize(
    "lines",
    [
        ["Burn your oil, burn your wick, burn your boat"],
        ["Keeper: I lit the lamp"],
        ["“The lamp went out”"],
        ["He lit the lamp and it was out"],
        ["Jane Doe", "Keeper of the Lamp"],
        ["Wreck", "P", "Wreck"],
        ["Oil for the Lamp", "P", "Storm", "P", "Oil for the Lamp", "P", "Oil for the Lamp"],
        ["P He said this:", "Lamps of the port"],
    ],
    ids=lambda lines: lines[0],
)
def test_speech_verse_and_names_stay_text_among_headings(lines: list[str]) -> None:
    lines = [f"{SENTENCE} He said this:" if line.startswith("P ") else line for line in lines]
    assert set(among(PLAIN, *lines)) <= {"Storm"}


def test_a_phrase_between_paragraphs_stays_text_among_headings_in_title_case() -> None:
    assert among(TITLED, "The lamp of Skerry in 1887") == []
    assert among(TITLED, "Culture") == ["Culture"]


def test_two_phrases_below_one_another_are_headings_among_their_kind() -> None:
    pair = ["Costs and benefits of the lamp", "Impact on the small ports (SPs)"]
    assert among(PLAIN, *pair) == pair


def test_words_that_stand_there_twice_are_headings_where_a_sure_one_stands_between() -> None:
    lines = ["Discretion", "P", "Conclusion", "P", "Discretion"]
    assert among(PLAIN, *lines) == ["Discretion", "Conclusion", "Discretion"]


def test_short_lines_above_lists_with_bullets_are_headings_among_others() -> None:
    bullets = ["•\tTrim the wick.", "•\tFill the oil."]
    lines = [f"{SENTENCE} To be done:", "At night", *bullets, "At dawn", *bullets]
    assert among(PLAIN, *lines) == ["At night", "At dawn"]
    assert among(PLAIN, *lines[:4]) == []


# Tables of contents


CONTENTS = "Oil of the northern ports\t1\nWick\t2\nGlass\t9"


def test_what_stands_above_a_table_of_contents_is_its_heading() -> None:
    assert headings("Contents", CONTENTS, "P", "Wick", "P") == ["# Contents", "# Wick"]
    assert headings("P", "Of Oil", CONTENTS, "P", "Wick", "P") == ["# Wick"]


@pytest.mark.parametrize("line", ["Oil of northern ports", "Wick (12)", "2. Glass"])
def test_an_entry_is_known_again_by_its_words(line: str) -> None:
    assert headings(CONTENTS, "P", line, "P") == [f"# {line}"]


def test_a_line_that_shares_a_word_with_an_entry_is_text() -> None:
    assert headings(CONTENTS, "P", "Oil of southern ports", "P") == []


# Numbers


def test_a_number_goes_on_behind_a_gap_in_a_long_series() -> None:
    numbered = [line for number in range(1, 6) for line in (f"{number}. Port Dues", "P")]
    assert headings(*numbered, "8. Harbour Dues", "P")[-1] == "# 8. Harbour Dues"
    assert headings(*numbered, "8. It was paid", "P")[-1] == "# 5. Port Dues"
    assert headings(*numbered, "28. Harbour Dues", "P")[-1] == "# 5. Port Dues"


def test_numbered_appendices_are_headings_in_small_letters_too() -> None:
    lines = [
        "Appendix 1: messages of the keeper",
        "1 May 1887",
        "P",
        "Appendix 2 – Record of the port",
        "P",
    ]
    assert headings("P", *lines) == [f"# {lines[0]}", f"# {lines[3]}"]


def test_speakers_between_two_headings_do_not_part_their_numbers() -> None:
    lines = ["Part 1: Of oil", "P", "F: Light the lamp", "P", "Part 2: Of wicks", "P"]
    assert headings("P", *lines) == ["# Part 1: Of oil", "# Part 2: Of wicks"]


def test_a_very_short_article_has_headings() -> None:
    parsed = parse(
        "The Law of Lighthouses\n\nA. The Grant\n\nThe king gave the rock to Hale.\n\nB. The Claim\n\n"
        "The keepers said it was theirs.\n\nConclusion\n\nSo it stayed with the Crown.\n"
    )
    assert words_of(parsed.document.meta.title) == "The Law of Lighthouses"
    assert [one.code for one in parsed.diagnostics] == ["U002", "U001", "U001", "U001"]


# Forms


def test_an_annex_has_its_title_on_the_next_line() -> None:
    assert headings("P", "ANNEX", "The Ports of the Northern Coast", "Jane Doe", "P") == [
        "# ANNEX",
        "# The Ports of the Northern Coast",
    ]
    assert headings("P", "ANNEX", "Jane Ann Mary Doe", "P") == []


def test_the_title_of_a_statutory_instrument_stands_below_its_number() -> None:
    title = "The Lighthouses (Lamps and Oil) (Amendment) Regulations 2031"
    head = [
        "STATUTORY INSTRUMENTS",
        "2031 No. 118",
        "LIGHTHOUSES",
        title,
        "Made\t1st May 2031",
        "P",
    ]
    assert headings(*head) == [f"# {title}"]
    assert headings("P", "LIGHTHOUSES", title, "Made\t1st May 2031", "P") == []


def test_a_numbered_heading_is_no_author_of_the_title_above_it() -> None:
    document = parse(
        text(
            "Lamp and Oil Purchase Agreement",
            "Article I. Definitions",
            "P",
            "P",
            "Article II. Oil",
            "P",
        )
    ).document
    assert words_of(document.meta.title) == "Lamp and Oil Purchase Agreement"
    assert document.meta.authors == ()
