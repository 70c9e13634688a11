"""Lines that people wrapped by hand: which are joined to a paragraph, and which stay apart."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from converter import parse
from converter.document.model import Paragraph, Span, Text
from converter.document.notes import index_notes
from converter.document.words import plain
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
    assert set(found.codes) - set(expected.codes) == {"G001"}


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


def test_paragraphs_of_two_lines_do_not_show_a_text_to_be_wrapped() -> None:
    two = "\n".join(SURELY_WRAPPED.split("\n")[:2])
    assert read("\n\n".join([two, two, SENTENCES])).body[-3:] == SENTENCES.split("\n")
    stanzas = [SURELY_WRAPPED, SURELY_WRAPPED, *["One.\nTwo."] * 5, SENTENCES]
    assert read("\n\n".join(stanzas)).body[-1] == SENTENCES.replace("\n", " ")


def test_blanks_at_the_ends_of_lines_do_not_count() -> None:
    text = SURELY_WRAPPED.replace("\n", "        \n")
    found = read(f"{text}\n\n{text}\n\n{SENTENCES}")
    assert found.body[-1] == SENTENCES.replace("\n", " ")


FIRST, SECOND, THIRD = SURELY_WRAPPED.split("\n")


def test_two_lines_are_one_paragraph_only_if_the_sentence_goes_on() -> None:
    assert read(f"{FIRST}\n{SECOND}").body == [f"{FIRST} {SECOND}"]
    assert read(f"{FIRST}\nThe end of it.").body == [FIRST, "The end of it."]
    assert read(f"{FIRST}.\nand so it was.").body == [f"{FIRST}.", "and so it was."]


def test_of_more_lines_one_that_runs_on_is_enough() -> None:
    sentence = FIRST.replace("seaward", "bar. The")
    for lines in (
        [sentence[:-3] + "so.", FIRST, "The end."],
        [FIRST, FIRST[:-7] + "so long.", "A."],
    ):
        assert read("\n".join(lines)).body == [" ".join(lines)]


@pytest.mark.parametrize(
    "lines",
    [
        [FIRST, f" {SECOND}", THIRD],
        [FIRST, f"\u2009{SECOND}", THIRD],
        [FIRST, f"2. {SECOND}", THIRD],
        [FIRST, f"(iv) {SECOND}", THIRD],
        [FIRST, f"{SECOND[:-6]} and;", f"Then {THIRD}"],
        [FIRST, f"{SECOND[:-6]} thus:", f"Then {THIRD}"],
        [FIRST, f"{SECOND[:-8]}so; and", f"then {THIRD}"],
        [FIRST, f"{SECOND[:-8]}so, or,", f"then {THIRD}"],
    ],
    ids=["blank", "thin blank", "number", "roman number", "semicolon", "colon", "and", "or"],
)
def test_lines_that_are_indented_or_items_stay_apart(lines: list[str]) -> None:
    assert len(read("\n".join(lines)).body) == 3
    assert len(read("\n".join([FIRST, SECOND, THIRD])).body) == 1


def test_a_line_in_which_the_next_word_had_fitted_was_not_wrapped() -> None:
    full, longer = "quay by quay, as every one of his fathers did.", "."
    line = "The keeper was bound by oath to light the"
    assert len(full) == len(f"{line} quay")
    assert read(f"{line}\n{full}").body == [line, full]
    assert read(f"{line}s\n{full}").body == [f"{line}s {full}"]
    assert read(f"{line}s\n{full}{longer}").body == [f"{line}s", f"{full}{longer}"]


def test_a_line_that_begins_with_a_mark_is_joined_without_a_blank() -> None:
    text = f"{FIRST}\n[footnoteRef:1] {SECOND}\n{THIRD} [1:  n] \n"
    assert read(text).body == [f"{FIRST}{{1}} {SECOND} {THIRD}"]


def test_what_was_joined_is_told_with_its_place() -> None:
    for end in ("", " [1:  n] "):
        mark = "[footnoteRef:1]" if end else ""
        text = f"A.\n\n{FIRST}\n{SECOND}\n{THIRD}{mark}{end}\n\nB.\n"
        (found,) = parse(text).diagnostics
        assert found.code == "G001"
        assert found.span is not None
        assert text[found.span.start : found.span.end].rstrip() == text[4:-5].replace(end, "")


def test_a_line_that_is_left_out_leaves_wrapped_lines_joined() -> None:
    line = "a line of words that is rather long and runs on to the next\n"
    picture = f"[image: {'words of a picture ' * 2}and twoa.jpg]\n"
    text = line * 2 + picture + line + "\n" + picture * 3 + "\nThe end.\n"
    document = parse(text, extractor_text="drop").document
    words = [plain((block,), index_notes(document)).rstrip() for block in document.blocks]
    assert words == [" ".join([line.strip()] * 3), "The end."]


def test_a_blank_that_joins_lines_stands_for_the_line_end() -> None:
    text = "See the papers that are kept on paper in this house, at\nhttps://x.org/a.\n"
    (block,) = parse(text).document.blocks
    assert isinstance(block, Paragraph)
    before, *_ = block.content
    assert isinstance(before, Text)
    assert before.text == "See the papers that are kept on paper in this house, at "
    assert before.span == Span(0, len(before.text))
