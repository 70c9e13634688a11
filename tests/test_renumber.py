"""Renumbering: every reference goes on to mean the note it meant, and nothing else changes."""

from __future__ import annotations

import random
import re
import subprocess
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from converter.crossrefs.references import find_references
from converter.document.diagnostics import ConversionError
from converter.document.model import CrossRef, Document, NoteKey, NumberFormat
from converter.document.notes import index_notes
from converter.document.tree import walk
from converter.editing.diff import unified_diff
from converter.editing.renumber import Edit, Renumbered, renumber
from converter.readers.marker.parser import parse
from tests.documents import spelled_out
from tests.texts import marker_texts

EXAMPLES = Path(__file__).parent.parent / "examples"


def insert(note: str, text: str = "[Text to come.]") -> Edit:
    return Edit(kind="insert", note=note, text=text)


def delete(note: str) -> Edit:
    return Edit(kind="delete", note=note)


def move(note: str, to: str) -> Edit:
    return Edit(kind="move", note=note, to=to)


def article(*notes: str, text: str = "", ids: list[int] | None = None) -> str:
    """A paragraph for each note, as the extractor writes it; `text` stands at the end."""
    numbers = ids or range(1, len(notes) + 1)
    paragraphs = (
        f"Claim {place}.[footnoteRef:{id}] [{id}:  {words}] \n"
        for place, (id, words) in enumerate(zip(numbers, notes, strict=True), 1)
    )
    return "\n".join([*paragraphs, text])


def notes_of(text: str) -> dict[str, str]:
    """Each note's source words, by its printed number."""
    document, _, source = parse(text)
    index = index_notes(document)
    spans = {index.label(note.key): note.span for note in document.notes}
    return {
        label: source[span.start : span.end].strip(" ]").partition(":")[2].strip()
        for label, span in spans.items()
        if span is not None
    }


def codes(done: Renumbered) -> list[str]:
    return [
        one.code for one in done.diagnostics if one.severity != "info" or one.code.startswith("X1")
    ]


TEN = [f"Source {number}." for number in range(1, 11)]


def after(reference: str, edit: Edit | None, count: int = 10) -> str:
    """What becomes of a reference typed in the last of so many notes."""
    notes = [f"Source {number}." for number in range(1, count)] + [f"See {reference}."]
    done = renumber(article(*notes), edit)
    (found,) = [words for words in notes_of(done.text).values() if words.startswith("See ")]
    return found.removeprefix("See ").removesuffix(".")


# References


@pytest.mark.parametrize(
    ("typed", "edit", "expected"),
    [
        ("supra note 5", insert("3"), "supra note 6"),
        ("supra note 5", insert("5"), "supra note 5"),
        ("supra note 5", delete("3"), "supra note 4"),
        ("supra note 5", delete("5"), "supra note [deleted: 5]"),
        ("supra note 5", move("5", "2"), "supra note 2"),
        ("supra note 5", move("2", "7"), "supra note 4"),
        ("supra note 5", move("5", "5"), "supra note 5"),
        ("supra notes 5-7", insert("5"), "supra notes 5-8"),
        ("supra notes 5-7", insert("6"), "supra notes 5-8"),
        ("supra notes 5-7", insert("7"), "supra notes 5-7"),
        ("supra notes 5-7", insert("4"), "supra notes 6-8"),
        ("supra notes 5–7", delete("6"), "supra notes 5–6"),
        ("supra notes 5–7", delete("7"), "supra notes 5–6"),
        ("supra notes 5–6", delete("5"), "supra note 5"),
        ("supra nn. 5–6", delete("6"), "supra n. 5"),
        ("supra notes 3, 5, and 8", insert("4"), "supra notes 3, 6, and 9"),
        ("supra notes 3, 5, and 8", delete("5"), "supra notes 3, [deleted: 5], and 7"),
        ("supra notes 5–7", move("6", "2"), "supra notes 2, 6–7"),
        ("supra notes 5–7", move("2", "5"), "supra notes 4–7"),
        ("supra notes 5–7", move("9", "6"), "supra notes 5–8"),
        ("Supra notes 2 & 5–6, 8", insert("1"), "Supra notes 3 & 6–7, 9"),
        ("note 5 above", insert("1"), "note 6 above"),
        ("text accompanying note 5", insert("1"), "text accompanying note 6"),
        ("supra note  5", insert("1"), "supra note  6"),
        ("supra notes 2,4", insert("1"), "supra notes 3,5"),
        ("supra notes 1,2,3, and 4", insert("2"), "supra notes 1,2,4, and 5"),
        ("supra notes 2&4", insert("3"), "supra notes 2&5"),
    ],
)  # fmt: skip
def test_a_reference_follows_its_note(typed: str, edit: Edit, expected: str) -> None:
    assert after(typed, edit) == expected


@pytest.mark.parametrize(
    ("typed", "edit", "expected"),
    [
        ("supra notes 135-38", insert("1"), "supra notes 136-39"),
        ("supra notes 198-99", insert("1"), "supra notes 199-200"),
        ("supra notes 135-138", insert("136"), "supra notes 135-139"),
        ("supra notes 199-200", delete("1"), "supra notes 198-199"),
        ("supra notes 98-101", delete("1"), "supra notes 97-100"),
    ],
)
def test_a_shortened_range_is_shortened_again(typed: str, edit: Edit, expected: str) -> None:
    assert after(typed, edit, 210) == expected


def test_a_note_put_into_a_range_is_told() -> None:
    done = renumber(article(*TEN, "See supra notes 5-7."), insert("6"))
    assert codes(done) == ["X105"]
    assert "note 7" in done.diagnostics[-1].message


def test_who_cites_a_deleted_note_is_told_with_the_place() -> None:
    text = article("A.", "B.", "See supra note 1.", "C.", text="See note 1 above.")
    done = renumber(text, delete("1"))
    said = [one for one in done.diagnostics if one.code == "X101"]
    assert [one.message.split(",")[0] for one in said] == [
        "note 3 cites note 1",
        "the text cites note 1",
    ]
    assert [text[one.span.start : one.span.end] for one in said if one.span] == [
        "supra note 1",
        "note 1 above",
    ]


def test_a_placeholder_stays_in_its_list_when_notes_are_renumbered_again() -> None:
    done = renumber(article(*TEN, "See supra notes 3, 5, and 8."), delete("5"))
    again = renumber(done.text, insert("1"))
    assert "supra notes 4, [deleted: 5], and 8." in again.text


def test_a_number_of_no_note_never_becomes_that_of_one() -> None:
    done = renumber(article("A.", "See supra note 3."), insert("1"))
    assert "supra note [unknown: 3]" in done.text
    assert "X104" in codes(done)
    assert [one.code for one in parse(done.text).diagnostics] == ["X001"]


@pytest.mark.parametrize(
    ("notes", "edit", "expected"),
    [
        (["A.", "B.", "See supra note 1."], move("1", "3"), "See infra note 3."),
        (["A.", "See Infra note 3.", "C."], move("3", "1"), "See Supra note 1."),
        (["A.", "B.", "See note 1 above."], move("3", "1"), "See note 2 below."),
        (["A.", "B.", "See supra note 3."], move("1", "3"), "See supra note 2."),
    ],
)
def test_supra_turns_to_infra_when_the_order_does(
    notes: list[str], edit: Edit, expected: str
) -> None:
    done = renumber(article(*notes), edit)
    assert expected in done.text
    assert ("X102" in codes(done)) == (expected != "See supra note 2.")


def test_notes_on_both_sides_are_told_and_the_word_stays() -> None:
    done = renumber(article("A.", "B.", "See supra notes 1, 2.", "D."), move("1", "4"))
    assert "See supra notes 4, 1." in done.text
    assert codes(done) == ["X103"]


def test_a_reference_in_the_text_turns_when_its_note_passes_it() -> None:
    text = f"{article('A.')}\nSee supra note 1.\n\n{article('B.', ids=[2])}"
    assert "See infra note 2." in renumber(text, move("1", "2")).text


# Id.


BYUN = "Jae Byun, The Quay, 9 Coastal L. Rev. 4 (1988)."


def test_an_id_that_would_mean_another_source_is_told_with_what_to_write() -> None:
    text = article(BYUN, "Id. at 7.", "Id. at 8.")
    done = renumber(text, insert("1"))
    said = [one for one in done.diagnostics if one.code == "X106"]
    assert [one.message.split(" stood")[0] for one in said] == ["Id. in note 2"]
    assert said[0].remedy == ("Write instead: Jae Byun, supra note 1, at 7; that mends note 3 too.")
    assert notes_of(done.text)["3"] == "Id. at 7."


def test_a_chain_of_ids_is_told_once_and_is_right_when_its_first_is_mended() -> None:
    text = article(BYUN, "Id. at 7.", "See id.", "Id. at 9.", "Ana Lind, Rope (1987).", "Id.")
    done = renumber(text, insert("1"))
    (said,) = (one for one in done.diagnostics if one.code == "X106")
    assert said.remedy.endswith("at 7; that mends notes 3–4 too.")
    again = done.text.replace("Id. at 7.", "Jae Byun, supra note 1, at 7.")
    assert codes(renumber(again)) == []


@pytest.mark.parametrize(
    ("source", "advice"),
    [
        ("The rule is old. See Ana Lind, Rope (1987).", "Ana Lind, supra note 1."),
        ("See Roe v. Lund, 9 U.S. 4 (1988).", "the short form of Roe v. Lund."),
        ("42 U.S.C. § 1983.", "the short form of 42 U.S.C. § 1983."),
        ("Lamps (1987).", "Lamps, supra note 1."),
    ],
)
def test_what_to_write_for_an_id_names_its_source(source: str, advice: str) -> None:
    done = renumber(article(source, "Id."), insert("1"))
    assert [one.remedy for one in done.diagnostics] == [f"Write instead: {advice}"]


def test_an_id_stays_right_behind_a_note_that_cites_the_same_source() -> None:
    assert codes(renumber(article(BYUN, "Id. at 7."), insert("1", "Id. at 5."))) == []


def test_an_id_whose_source_is_deleted_or_moved_away_is_told() -> None:
    text = article("Ana Lind, Rope, 8 Coastal L. Rev. 1 (1987).", BYUN, "Id. at 7.")
    assert codes(renumber(text, delete("2"))) == ["X106"]
    assert codes(renumber(text, move("2", "1"))) == ["X106"]
    assert codes(renumber(text, move("1", "2"))) == ["X106"]
    assert codes(renumber(text, delete("1"))) == []


# Notes


def test_an_id_of_a_mark_follows_its_place() -> None:
    text = article("A.", "See infra note 3.", "C.", ids=[7, 3, 12])
    done = renumber(text)
    assert re.findall(r"Ref:(\d+)\] \[(\d+):", done.text) == [("1", "1"), ("2", "2"), ("3", "3")]
    assert "See infra note 3." in done.text
    assert [(row.old_id, row.new_id) for row in done.rows] == [("7", "1"), ("3", "2"), ("12", "3")]


def test_typed_numbers_may_mean_the_ids_in_the_marks() -> None:
    text = article("A.", "New.", "See supra notes 1-2, 3.", "B.", "C.", ids=[1, 99, 4, 2, 3])
    assert "X107" in codes(renumber(text))
    done = renumber(text, labels="ids")
    assert notes_of(done.text)["3"] == "See supra notes 1-4, 5."
    assert "X107" not in codes(done)


def test_a_note_put_into_a_range_by_hand_joins_it() -> None:
    text = article("A.", "New.", "B.", "C.", "See supra notes 1–3.", ids=[1, 99, 2, 3, 4])
    assert "See supra notes 1–4." in renumber(text, labels="ids").text


def test_footnotes_and_endnotes_count_apart() -> None:
    text = (
        "A.[footnoteRef:5] [5:  Foot.] \n\nB.[endnoteRef:9] [9:  End.] \n\n"
        "C.[endnoteRef:4] [4:  See supra note i; supra note 1.] \n"
    )
    done = renumber(text)
    assert done.text == text.replace(":5]", ":1]").replace("[5:", "[1:").replace("9", "1").replace(
        ":4]", ":2]"
    ).replace("[4:", "[2:")
    more = renumber(text, insert("i")).text
    assert "A.[footnoteRef:1] [1:  Foot.]" in more
    assert "B.[endnoteRef:1][endnoteRef:2] [1:  End.]" in more
    assert "C.[endnoteRef:3] [3:  See supra note i; supra note 1.]" in more


def test_a_custom_mark_stays_and_gets_an_id_that_no_note_has() -> None:
    text = "T[footnoteRef:1]* [1: * Professor.] \n\n" + article(
        "A.", "See supra note 1.", ids=[2, 3]
    )
    done = renumber(text)
    assert done.text.startswith("T[footnoteRef:3]* [3: * Professor.] ")
    assert notes_of(done.text) == {"*": "* Professor.", "1": "A.", "2": "See supra note 1."}


def test_a_mark_without_a_note_calls_none_after_it() -> None:
    text = article("A.", "B.", ids=[1, 3]).replace("Claim 2.", "Claim 2.[footnoteRef:2] And so.")
    done = renumber(text)
    assert "Claim 2.[footnoteRef:3] And so.[footnoteRef:2]" in done.text
    assert codes(done) == ["M001", "X108"]


def test_the_extractors_stand_in_keeps_company_with_its_mark() -> None:
    missing = 'So.[footnoteRef:1] [1: !!! End note with ID "1" not found in document.] \n\n'
    done = renumber(missing + article("A.", "B.", ids=[2, 3]))
    assert done.text.startswith(
        'So.[footnoteRef:3] [3: !!! End note with ID "3" not found in document.] '
    )


def test_a_note_cited_twice_is_moved_and_deleted_whole() -> None:
    text = article("A.", "B.", text="Once more.[footnoteRef:1]\n")
    assert notes_of(renumber(text, delete("1")).text) == {"1": "B."}
    assert renumber(text, delete("1")).text.endswith("Once more.\n")


def test_a_note_is_not_moved_past_a_place_that_cites_it_again() -> None:
    text = article("A.", "B.").replace("Claim 2.", "Claim 2.[footnoteRef:1] So.")
    with pytest.raises(ConversionError, match="note 1 is cited again before note 2"):
        renumber(text, move("1", "2"))


def test_a_custom_mark_that_is_a_number_names_no_note() -> None:
    text = "T[footnoteRef:1]242 [1: 242 Gold.] \n\n" + article("A.", ids=[2])
    with pytest.raises(ConversionError, match="the text has no note 242; it has 1 note"):
        renumber(text, delete("242"))
    assert notes_of(renumber(text, insert("1", "B.")).text) == {
        "242": "242 Gold.", "1": "A.", "2": "B."
    }  # fmt: skip


@pytest.mark.parametrize("layout", ["paragraphs", "end", "lines"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_definitions_wherever_they_stand(layout: str, end: str) -> None:
    marks = "One.[footnoteRef:1]\n\nTwo.[footnoteRef:2]\n\nThree.[footnoteRef:3]\n"
    if layout == "paragraphs":
        text = article("A.", "B.", "See supra note 2.")
    else:
        gap = "\n" if layout == "lines" else "\n\n"
        text = f"{marks}\n{gap.join(['[1: A.]', '[2: B.]', '[3: See supra note 2.]'])}\n"
    text = text.replace("\n", end)
    assert notes_of(renumber(text, insert("2", "New.")).text) == {
        "1": "A.", "2": "B.", "3": "New.", "4": "See supra note 2."
    }  # fmt: skip
    assert notes_of(renumber(text, delete("1")).text) == {"1": "B.", "2": "See supra note 1."}
    assert notes_of(renumber(text, move("3", "1")).text) == {
        "1": "See infra note 3.", "2": "A.", "3": "B."
    }  # fmt: skip
    for edit in (insert("2"), delete("2"), move("1", "3"), move("3", "2")):
        assert renumber(text, edit).text.replace(end, "").isprintable()


def test_a_definition_taken_out_leaves_no_gap() -> None:
    text = "One.[footnoteRef:1] Two.[footnoteRef:2] [1:  A.]  [2:  B.] \n"
    assert renumber(text, delete("1")).text == "One. Two.[footnoteRef:1] [1:  B.] \n"
    assert renumber(text, delete("2")).text == "One.[footnoteRef:1] Two. [1:  A.] \n"
    assert renumber(text, move("2", "1")).text == (
        "One.[footnoteRef:1][footnoteRef:2] Two. [1:  B.]  [2:  A.] \n"
    )
    assert renumber(text, insert("2", "C.")).text == (
        "One.[footnoteRef:1] Two.[footnoteRef:2][footnoteRef:3] [1:  A.]  [2:  B.]  [3:  C.] \n"
    )


def test_references_in_lines_wrapped_by_hand_are_found_in_the_source() -> None:
    text = (
        "The keeper was paid in oil by the board, as is said in infra\r\n"
        "note 2 and in the text accompanying infra notes 1–2, where  \r\n"
        "the roll of that year is printed, though it was lost. \r\n"
        "\r\nWell.[footnoteRef:1]\r\n\r\n[1: A.]\r\n\r\nMore.[footnoteRef:2]\r\n\r\n[2: B.]\r\n"
    )
    assert renumber(text, insert("1")).text.startswith(
        text[:62] + "note 3 and in the text accompanying infra notes 1–3, where  \r\n"
    )


@pytest.mark.parametrize(
    "place",
    ["Figure 1", "Table 2", "Part 3", "Section 2.1", "§ 2", "Chapter 4", "pp. 2-3", "Tables 1, 2"],
)
def test_a_place_is_no_note_and_stays_as_it_is(place: str) -> None:
    text = article("Lee.", f"See infra {place}; Lee, supra note 1.", "Roe.", text=f"Supra {place}.")
    done = renumber(text, insert("1"))
    assert notes_of(done.text)["3"] == f"See infra {place}; Lee, supra note 1."
    assert done.text.endswith(f"Supra {place}.")
    assert (
        notes_of(renumber(text, delete("3")).text)["2"] == f"See infra {place}; Lee, supra note 1."
    )


@pytest.mark.parametrize(
    ("typed", "label", "reason"),
    [
        ("As note 2 says.", "2", "no word such as supra"),
        ("He said: “See Lee, supra note 2.”", "2", "quotation"),
        ("See supra note 1, 2.", "2", "list of notes"),
    ],
)
def test_a_number_that_was_not_read_as_a_reference_is_told(
    typed: str, label: str, reason: str
) -> None:
    done = renumber(article("Lee.", "Roe.", typed), insert("1"))
    (said,) = [one for one in done.diagnostics if one.code == "X110"]
    assert f"note {label} is now 3" in said.message
    assert "(note 3)" in said.message
    assert reason in said.remedy
    assert said.span is not None
    assert article("Lee.", "Roe.", typed)[said.span.start : said.span.end] == label


@pytest.mark.parametrize(
    "typed", ["See supra note 1/2.", "See supra notes 1 / 2.", "See supra notes 1; 2 say."]
)
def test_a_list_that_is_changed_in_part_is_a_warning_that_names_the_place(typed: str) -> None:
    text = article("Lee.", "Roe.", typed)
    (said,) = renumber(text, insert("1")).diagnostics
    assert (said.code, said.severity) == ("X111", "warning")
    assert said.span is not None
    assert text[said.span.start : said.span.end] == "2"
    assert "note 2 is now 3" in said.message


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("See supra notes 1;2; 1 & 2.", "See supra notes 1;3; 1 & 3."),
        ("See supra notes 2/1, 2 et seq.", "See supra notes 3/1, 3 et seq."),
        ("See supra note no. 2.", "See supra note no. 3."),
        ("See supra nos. 1, 2.", "See supra nos. 1, 3."),
        ("See supra note #2.", "See supra note #3."),
        ("See supra notes [1], [2].", "See supra notes [1], [3]."),
    ],
)
def test_a_reference_in_rare_spelling_follows_its_note(typed: str, expected: str) -> None:
    done = renumber(article("Lee.", "Roe.", typed), insert("1"))
    assert notes_of(done.text)["4"] == expected
    assert done.diagnostics == ()


def test_a_placeholder_in_brackets_of_its_own_is_read_again() -> None:
    once = renumber(article("Lee.", "Roe.", "See supra notes [1], [2]."), delete("2")).text
    assert "See supra notes [1], [[deleted: 2]]." in once
    assert "See infra notes [2], [[deleted: 2]]." in renumber(once, move("1", "2")).text


def test_a_range_of_numbers_in_brackets_of_their_own_is_cut_and_grows() -> None:
    text = article("Lee.", "Roe.", "Poe.", "Fox.", "See supra notes [1]–[4].")
    assert "See supra notes [1]–[3]." in renumber(text, delete("2")).text
    assert "See supra notes [1]–[5]." in renumber(text, insert("2")).text
    assert "See supra notes [1]–[3], [5]." in renumber(text, move("2", "5")).text


@pytest.mark.parametrize(
    ("style", "other", "gone"),
    [("lower-roman", "i", "ii"), ("upper-alpha", "A", "B"), ("symbols", "*", "†")],
)
def test_a_placeholder_is_read_again_in_any_numbers(
    style: NumberFormat, other: str, gone: str
) -> None:
    text = article("Lee.", "Roe.", f"See supra note {gone}; supra note {other}.")
    once = renumber(text, delete(gone), note_numbering=style)
    assert f"See supra note [deleted: {gone}]; supra note {other}." in once.text
    read = find_references(once.text)
    assert [one.labels[0].first.text for one in read] == [f"[deleted: {gone}]", other]
    again = renumber(once.text, move(other, gone), note_numbering=style).text
    assert f"See supra note [deleted: {gone}]; infra note {gone}." in again


def test_references_in_roman_numbers_and_letters_follow_their_notes() -> None:
    text = article("Lee.", *["Roe."] * 49, "See supra note l; supra notes i, xlix & l.")
    done = renumber(text, insert("i"), note_numbering="lower-roman")
    assert "See supra note li; supra notes i, l & li." in done.text
    text = article("Lee.", "Roe.", "See supra note b; supra notes a, b.")
    done = renumber(text, insert("a"), note_numbering="lower-alpha")
    assert "See supra note c; supra notes a, c." in done.text


def test_a_roman_number_that_was_not_read_is_told() -> None:
    text = article("Lee.", "Roe.", "As note ii, says.")
    (said,) = renumber(text, insert("i"), note_numbering="lower-roman").diagnostics
    assert said.code == "X110"
    assert "ii in note ii (note iii) was left as it is, but note ii is now iii" in said.message


@pytest.mark.parametrize(
    "typed", ["Lind, 12 n.2.", "See supra notes 1,2.", "Note 9.", "As note 1."]
)
def test_a_number_that_was_bound_or_stays_right_is_not_told(typed: str) -> None:
    done = renumber(article("Lee.", "Roe.", typed), insert("1"))
    assert "X110" not in [one.code for one in done.diagnostics]


def test_a_first_number_counts_for_edits_and_references() -> None:
    text = article("Lee.", "Lee, supra note 82.", "See supra notes 82–83 & infra Part 83.")
    done = renumber(text, insert("82"), note_start=82)
    assert "[4:  See supra notes 82–84 & infra Part 83.]" in done.text
    assert [row.new for row in done.rows] == ["82", "83", "84", "85"]
    assert renumber(done.text, note_start=82).text == done.text
    with pytest.raises(ConversionError, match="the text has no note 1;"):
        renumber(text, delete("1"), note_start=82)


@pytest.mark.parametrize("edit", [insert("11"), delete("0"), move("1", "11"), delete("x")])
def test_an_edit_of_no_note_is_refused(edit: Edit) -> None:
    with pytest.raises(ConversionError, match="the text has no note"):
        renumber(article(*TEN), edit)


@pytest.mark.parametrize("words", ["open [bracket", "a ] b", "[3: x]", "so] [3: x", "See 4 [sic]."])
def test_new_words_are_read_as_they_were_given(words: str) -> None:
    done = renumber(article(*TEN), insert("1", words))
    assert f" [2:  {words}] \n" in done.text
    read = parse(done.text)
    assert len(read.document.notes) == len(TEN) + 1
    span = read.document.notes[1].span
    assert span is not None
    assert read.source[span.start : span.end].strip() == f"[2:  {words}]"


def test_a_mark_among_the_new_words_is_refused() -> None:
    with pytest.raises(ConversionError, match="cannot be renumbered as it stands"):
        renumber(article(*TEN), insert("1", "See[footnoteRef:1]."))


# Properties


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.txt")), ids=lambda file: file.stem)
def test_an_article_that_is_in_order_stays_as_it_is(file: Path) -> None:
    text = file.read_bytes().decode()
    assert renumber(renumber(text).text).text == renumber(text).text
    if "lighthouses" in file.stem:
        assert renumber(text).text == text


FORMS = [
    "supra note {}", "infra note {}", "supra notes {} & {}", "infra notes {}, {}, and {}",
    "supra notes {}–{}", "infra notes {}-{} and accompanying text", "note {} above",
    "text accompanying notes {}–{}", "supra notes {}–{}, {}", "Id. at 5", "nothing",
]  # fmt: skip


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, int]:
    """An article, in many layouts and with ids in any order, and how many notes it has."""
    count = draw(st.integers(2, 14))
    rng = random.Random(draw(st.integers(0, 1 << 30)))
    ids = list(range(1, count + 1)) if draw(st.booleans()) else rng.sample(range(1, 60), count)
    end = draw(st.sampled_from(["\n", "\r\n"]))

    def reference() -> str:
        form = rng.choice(FORMS)
        numbers = sorted(rng.sample(range(1, count + 3), min(form.count("{}"), count)))
        return form.format(*numbers, *([count] * 3))

    body, definitions = [], []
    for id in ids:
        mark = f"[footnoteRef:{id}]"
        words = f"Word{id} book, see {reference()}; see also {reference()}."
        again = f" Again.[footnoteRef:{rng.choice(ids)}]" if rng.random() < 0.1 else ""
        body.append(f"Claim of {id}, as {reference()} says.{mark}")
        definitions.append((f" [{id}:  {words}] ", again))
    layout = draw(st.sampled_from(["paragraphs", "one", "end"]))
    gap = f"{end}{end}"
    if layout == "paragraphs":
        text = gap.join(f"{one}{two}" for one, (two, _) in zip(body, definitions, strict=True))
        text += gap + "".join(again for _, again in definitions)
    elif layout == "one":
        text = " ".join(body) + "".join(two for two, _ in definitions)
    else:
        text = gap.join([*body, *(two.strip() for two, _ in definitions)])
    return text + end, count


@st.composite
def edits(draw: st.DrawFn, count: int) -> Edit | None:
    note = str(draw(st.integers(1, count)))
    kind: Literal["none", "insert", "delete", "move"] = draw(
        st.sampled_from(["none", "insert", "delete", "move"])
    )
    if kind == "none":
        return None
    to = str(draw(st.integers(1, count))) if kind == "move" else ""
    return Edit(kind=kind, note=note, to=to, text="Fresh.")


def meanings(document: Document) -> dict[str, list[tuple[str, ...]]]:
    """For the text and each note, by a word that only it has, the notes that its references mean."""
    names: dict[NoteKey | None, str] = {None: "text"}
    for note in document.notes:
        words = " ".join(str(getattr(node, "text", "")) for node in walk(note.blocks))
        found = re.search(r"Word\d+|Fresh", words)
        names[note.key] = found[0] if found else "?"
    stories: list[tuple[NoteKey | None, Any]] = [(None, document.blocks)]
    stories += [(note.key, note.blocks) for note in document.notes]
    return {
        names[key]: [
            tuple(names[target] for target in spelled_out(node.targets, document))
            for node in walk(blocks)
            if isinstance(node, CrossRef) and node.kind not in ("id", "ibid", "mark")
        ]
        for key, blocks in stories
    }


@settings(max_examples=120)
@given(st.data())
def test_every_reference_means_the_note_it_meant(data: st.DataObject) -> None:
    text, count = data.draw(articles())
    edit = data.draw(edits(count))
    if edit is not None and edit.kind == "move" and "Again." in text:
        edit = None  # a note called twice is not moved past its other mark
    done = renumber(text, edit)
    assert renumber(done.text).text == done.text
    called = list(dict.fromkeys(re.findall(r"Ref:(\d+)", text)))
    if edit is None and called == [str(number) for number in range(1, count + 1)]:
        assert done.text == text
    old, new = meanings(parse(text).document), meanings(parse(done.text).document)
    gone = notes_of(text)[edit.note].split()[0] if edit and edit.kind == "delete" else "none"
    new.pop("Fresh", None)
    old.pop(gone, None)
    assert old.keys() == new.keys()
    added = {"Fresh"}
    if edit is not None and edit.kind == "move":
        added.add(notes_of(text)[edit.note].split()[0])
    for story, references in old.items():
        assert len(references) == len(new[story])
        for before, now in zip(references, new[story], strict=True):
            assert set(before) - {gone} <= set(now) <= set(before) | added
    assert bare(text, gone) == bare(done.text, gone)


ANY_REFERENCE = re.compile(
    r"(?:(?:supra|infra) )?notes? (?:\[(?:deleted|unknown): \d+\]|\d+|[–,& -]|and(?= \d| \[))+"
    r"(?:above|below)?"
)


def bare(text: str, gone: str) -> list[str]:
    """The words of a text, in no order, without numbers, marks and what an edit adds or takes."""
    text = re.sub(rf"\[\d+:\s*{gone} (?:[^\[\]]|\[[^\[\]]*\])*\]", "", text)
    text = re.sub(r"\[\d+:\s*Fresh\.\]|\[footnoteRef:\d+\]", "", text)
    return sorted(re.sub(r"\[\d+:", "", ANY_REFERENCE.sub(" (reference) ", text)).split())


@settings(max_examples=150)
@given(marker_texts)
def test_any_text_is_renumbered_once_or_refused(text: str) -> None:
    try:
        done = renumber(text)
    except ConversionError:
        return
    assert renumber(done.text).text == done.text


# The difference


def test_the_diff_is_one_that_patch_takes(tmp_path: Path) -> None:
    text = (EXAMPLES / "the-law-of-lighthouses.txt").read_bytes().decode()
    for edit in (insert("98"), delete("5"), move("50", "5")):
        done = renumber(text, edit)
        (tmp_path / "old").write_bytes(text.encode())
        diff = unified_diff(text, done.replacements, "old", "new").encode()
        subprocess.run(["patch", "-s", "old"], cwd=tmp_path, input=diff, check=True)
        assert (tmp_path / "old").read_bytes() == done.text.encode()


def test_no_change_has_no_diff() -> None:
    assert unified_diff("a\n", [], "old", "new") == ""
