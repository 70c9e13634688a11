"""Where a definition ends whose brackets do not say it, and which mark it belongs to.

In these texts ``{1}`` stands for ``[footnoteRef:1]``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest

from converter.markers.pairing import pair
from converter.markers.tokens import tokenize
from tests.reading import Read, read


class Paired(NamedTuple):
    """The words of the definitions after the ids of their marks, and what was noticed with its place."""

    notes: list[str]
    told: list[str]


def paired(text: str) -> Paired:
    text = marked(text)
    tokens = tokenize(text)
    pairs = pair(text, tokens)
    notes = [f"{tokens[one.mark].id}:{text[one.start : one.end]}" for one in pairs.definitions]
    told = [
        f"{one.code} {text[one.span.start : one.span.end]}" for one in pairs.diagnostics if one.span
    ]
    assert len(told) == len(pairs.diagnostics)
    return Paired(list(map(unmarked, notes)), list(map(unmarked, told)))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[1: a{1}{2}[2: b [1: a\n] ", ["M006 [2: b "]),
        ("[2: b{1}[1: c]{2}[1: a\n]", []),
    ],
)
def test_a_definition_that_is_not_taken_is_not_reported_as_mended(
    text: str, told: list[str]
) -> None:
    assert paired(text).told == told


def marked(text: str) -> str:
    return re.sub(r"\{(\d)\}", r"[footnoteRef:\1]", text)


def unmarked(text: str) -> str:
    return re.sub(r"\[footnoteRef:(\d)\]", r"{\1}", text)


def read_marked(text: str) -> Read:
    return read(marked(text))


# Brackets


@pytest.mark.parametrize(
    "words", [" x [[a] b] y", " see [x]", " [[[]]]", " [[[x] y] z]", "", " [a][b] [c]"]
)
def test_a_definition_ends_where_its_bracket_is_matched(words: str) -> None:
    assert paired(f"A.{{1}} [1:{words}] \n") == ([f"1:{words}"], [])


def test_a_bracket_more_than_was_opened_is_part_of_the_note_and_reported() -> None:
    assert paired("A.{1} [1: x]] \n") == (["1: x]"], ["M011 [1: x]] "])


def test_a_note_with_an_open_bracket_ends_rather_with_its_paragraph_than_with_a_line() -> None:
    expected = ["1: See [a] \nand [b"], ["M011 [1: See [a] \nand [b] "]
    assert paired("A.{1} [1: See [a] \nand [b] ") == expected
    assert paired("A.{1} [1: See [a] \nand [b] \n\nNext.") == expected
    assert paired("A.{1} [1: See [a] \nand [b] \n \nNext.") == expected


def test_a_note_with_an_open_bracket_ends_rather_before_the_extractor_s_blank() -> None:
    assert paired("A.{1} [1: a [b]\nc [d] \nmore.").notes == ["1: a [b]\nc [d"]
    assert paired("A.{1} [1: a [b]\nc [d]\nmore.").notes == ["1: a [b"]


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("A{1} b{2} c. [2: cut [1: whole]\n", ["2: cut ", "1: whole"]),
        (
            "A.{1} B.{2} [1: See A [sic. [2: B.] C.{3} [3: C.]\n",
            ["1: See A [sic. ", "2: B.", "3: C."],
        ),
    ],
)
def test_a_definition_that_nothing_closes_ends_before_that_of_another_mark(
    text: str, notes: list[str]
) -> None:
    found = paired(text)
    assert found.notes == notes
    assert [one.partition(" ")[0] for one in found.told] == ["M006"]


@pytest.mark.parametrize("between", ["\n", "\n\t", " \r\n"])
def test_the_words_of_an_unclosed_definition_may_begin_on_the_line_below(between: str) -> None:
    (note,) = paired(f"A.{{1}} [1:{between}See Roe\nMore.\n").notes
    assert note == f"1:{between}See Roe"
    for other in ("\n\nMore.\n", "\nB.{2} [2: x]\n"):
        assert paired(f"A.{{1}} [1:{other}").notes[0] == "1:"


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("A{1} b{2}\n\n[1: See {2} here.]\n[2: Plain.]\n", ["1: See {2} here.", "2: Plain."]),
        ("A{1} b{2}\n\n[1: See {2}.]\n[2: See {1}.]\n", ["1: See {2}.", "2: See {1}."]),
        ("A{1}\n\n[1: See {2}.]\n\nB{2}\n\n[2: Plain.]\n", ["1: See {2}.", "2: Plain."]),
    ],
)
def test_a_note_that_another_names_before_it_keeps_its_mark_in_the_text(
    text: str, notes: list[str]
) -> None:
    found = paired(text)
    assert found.notes == notes
    assert {one.partition(" ")[0] for one in found.told} <= {"M009"}


def test_the_end_of_a_note_is_looked_for_past_twenty_marks() -> None:
    assert paired("A.{1} [1: a" + "{2}" * 20 + " b] ").told == []
    assert paired("A.{1} [1: a" + "{2}" * 21 + " b] ").told[0].startswith("M006 ")


def test_a_definition_whose_bracket_is_matched_beyond_the_next_mark_s_line_is_never_closed() -> (
    None
):
    assert paired("A.{1} [1: x\nB{2} y] \n") == (["1: x"], ["M006 [1: x"])


def test_a_definition_may_end_within_a_line() -> None:
    assert paired("A,{1} [1: x] and so on.\n") == (["1: x"], [])
    assert paired("A,{1} [1: x] b\nc [d] \n") == (["1: x"], [])
    assert paired("A,{1} [1: x] b [c] \nd\n") == (["1: x] b [c"], ["M011 [1: x] b [c] "])


@pytest.mark.parametrize("blank", ["", " ", "\u00a0", "\u2009"])
@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\tb"])
def test_blanks_may_stand_between_a_definition_and_the_end_of_its_line(
    blank: str, end: str
) -> None:
    assert paired(f"A{{1}}b[1: x]{blank}{end}") == (["1: x"], [])


def test_a_definition_within_a_line_does_not_take_in_that_of_another_mark() -> None:
    found = paired("A,{1} [1: x] and b. [2: y] \n\nC.{2}")
    assert found == (["1: x", "2: y"], ["M009 [2: y] "])
    for other in (" [3: y", "[2: y"):
        text = f"A,{{1}} [1: x] and b.{other}] \n\nC.{{2}}"
        assert paired(text).notes == [f"1: x] and b.{other}"]


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("a\t", " x"),
        ("q\na\t", " x"),
        ("\ta\t", " x"),
        ("", " x\tc"),
        ("\t", " x\tc"),
        (" \t", " x\tc"),
        ("\t \t", " x\tc"),
        ("q\tr\n", " x\tc"),
    ],
)
def test_a_definition_that_is_never_closed_ends_with_its_cell_or_its_line(
    before: str, words: str
) -> None:
    assert paired(f"{before}b{{1}} [1: x\tc\n") == ([f"1:{words}"], [f"M006 [1:{words}"])


def test_a_definition_that_is_never_closed_ends_before_a_usual_line() -> None:
    found = read_marked("A.{5} [5: x\nB.{6} [6:  z] \nmore] \n\nC.")
    assert found.notes == {"1": "x", "2": "z"}


# What begins a definition


@pytest.mark.parametrize(
    "text", ["A{1}a[1: x b", "A{1}b[1: x] c", "A{1}b[1: x]\u00a0c", "A{1}c[1: x\n]\tb{2}"]
)
def test_what_follows_a_word_at_once_is_a_definition_only_if_it_is_closed_well(text: str) -> None:
    assert paired(text).notes == []


def test_a_definition_may_follow_its_mark_at_once() -> None:
    assert paired("A{1}[1: x b") == (["1: x b"], ["M006 [1: x b"])


def test_of_two_openings_of_one_id_the_first_counts_if_neither_is_closed() -> None:
    assert paired("A.{1} [1: see [1: x") == (["1: see [1: x"], ["M006 [1: see [1: x"])


def test_of_two_openings_of_one_id_the_one_that_is_closed_counts() -> None:
    assert paired("A.{1} [1: see [1: x] \n").notes == ["1: x"]


def test_of_two_openings_of_one_id_the_one_that_leads_to_the_next_counts() -> None:
    assert paired("A{1} b{2} [1: see [1: x] [2: y] ") == (["1: x", "2: y"], [])


def test_a_mark_may_be_the_first_of_a_text_or_stand_right_behind_a_definition() -> None:
    assert paired("{1}[1: x]") == (["1: x"], [])
    assert paired("A{1} [1: x] {2} [2: y] ") == (["1: x", "2: y"], [])


def test_what_is_called_from_a_note_only_is_no_definition() -> None:
    assert paired("[1: a{1}") == ([], [])
    assert paired("[1: a{1}\n\nB{2} [2: c [d] \n") == (["2: c [d"], ["M011 [2: c [d] "])
    assert paired("A{1} [1: x{2}] \n[2: y]\n") == (["1: x{2}"], ["M002 [2: y]"])


# Runs of definitions


def test_a_definition_that_leads_to_that_of_the_next_mark_is_closed_well() -> None:
    assert paired("A{1} b{2}c[1: x][2: y] d").notes == ["1: x", "2: y"]
    assert paired("A{1} b{2}c[1: x][3: y] d").notes == []


def test_a_note_may_quote_the_definition_of_the_next() -> None:
    assert paired("A{1} b{2} [1: a [b] [2: x] ] [2: y] ") == (["1: a [b] [2: x] ", "2: y"], [])


def test_a_note_may_quote_the_definition_that_follows_a_missing_one() -> None:
    assert paired("A{1} b{3} c{2} [1: a [b] [2: x] ] [2: y] ").notes == [
        "1: a [b] [2: x] ",
        "2: y",
    ]


def test_where_brackets_are_open_the_next_definition_stands_behind_the_extractor_s_blank() -> None:
    assert paired("A{1} b{2} [1: see [a [b][2: no] and [c] [2: y] ").notes == [
        "1: see [a [b][2: no] and [c",
        "2: y",
    ]
    assert paired("A{1} b{2} [1: see [a [b][2: y] ").notes == ["1: see [a [b", "2: y"]


def test_a_run_may_go_on_with_the_definition_of_a_mark_that_was_passed_over() -> None:
    assert paired("A{2} b{1} [1: x] [2: y] ") == (["1: x", "2: y"], [])


def place_of_caller(text: str) -> int:
    """How often a mark of the same id stands before that of the only definition."""
    text = marked(text)
    tokens = tokenize(text)
    (definition,) = pair(text, tokens).definitions
    return text[: tokens[definition.mark].start].count("[footnoteRef:1]")


def test_a_definition_belongs_to_the_first_mark_of_its_own_line() -> None:
    assert place_of_caller("A{1} B{1} [1: x]") == 0
    assert place_of_caller("A{1}\nB{2} c{1} d{1} [1: x]") == 1
    assert place_of_caller("A{1}\nB{2} [1: x]") == 0


# Definitions elsewhere


@pytest.mark.parametrize("between", ["\n", "\r\n", "\r", " ", ""])
def test_a_line_end_between_mark_and_definition_is_not_worth_a_word(between: str) -> None:
    assert paired(f"A.{{1}}{between}[1: x]") == (["1: x"], [])


@pytest.mark.parametrize("between", ["\n\n", "\n \n", "\r\n\r\n", "\u2029"])
def test_a_blank_line_between_mark_and_definition_is_told(between: str) -> None:
    assert paired(f"A.{{1}}{between}[1: x]") == (["1: x"], ["M009 [1: x]"])


def test_definitions_of_another_line_between_mark_and_definition_are_told() -> None:
    assert read_marked("A.{1}\nB.{2} [2: y] \n[1: x]\n").codes == ["M009"]


def test_a_definition_far_from_its_mark_that_is_never_closed_ends_with_its_line() -> None:
    assert paired("[1: x\n\nB.{1}\n") == (["1: x"], ["M006 [1: x", "M009 [1: x"])


@pytest.mark.parametrize("text", ["See [1: x\n\nB.{1}\n", "So[1: x]\n\nB.{1}\n"])
def test_within_a_line_far_from_its_mark_it_is_text_unless_closed_and_behind_a_blank(
    text: str,
) -> None:
    assert paired(text).notes == []


def test_a_definition_far_from_its_mark_does_not_end_within_another() -> None:
    found = read_marked("B.{2}\n\n[2: Two. A.{1} [1: One\nmore.] \n\nC.\n")
    assert found.body == ["B.[footnoteRef:2]", "[2: Two. A.{1}", "C."]
    assert found.notes == {"1": "One¶more."}
    assert found.codes == ["M001"]


def test_definitions_behind_one_that_would_end_within_another_are_found() -> None:
    found = paired("B{2}\n\nC{3}\n\n[2: Two. A{1} [1: One\nmore.] \n\n[3: y]\n")
    assert found.notes == ["1: One\nmore.", "3: y"]


def test_a_definition_far_from_its_mark_may_end_with_another_that_it_quotes() -> None:
    assert paired("B{2}\n\n[2: Two. A{1} [1: One]\n").notes == ["2: Two. A{1} [1: One"]


def test_a_definition_far_from_its_mark_does_not_end_within_one_of_its_own_id() -> None:
    found = read_marked("[2: See A.{2} and b.{2} [2: Two. \n] ")
    assert found.body == ["[2: See A.{1} and b.{1}"]
    assert found.notes == {"1": "Two."}


def test_what_looks_like_a_definition_and_has_no_mark_is_told() -> None:
    assert paired("A. [1: x] \n") == ([], ["M002 [1: x] "])
    assert paired("A. [1: x] b\n") == ([], [])
    assert paired("A. [1: x\ny] \n") == ([], [])
    assert paired("A[1: x] \n") == ([], [])


def test_definitions_in_another_order_than_their_marks_end_at_their_brackets() -> None:
    assert paired("a{1} b{9} c{2} [1:  x]  [2:  y]  [9:  z] ").notes == ["1:  x", "2:  y", "9:  z"]
    assert paired("a{8} b{9} c{1} [1:  x]  [8:  y]  [9:  z] ").notes == ["1:  x", "8:  y", "9:  z"]
