"""What Word extraction writes, fact by fact: each test is named after what the format does."""

from __future__ import annotations

import pytest

from tests.reading import read

# The facts of the format


def test_an_id_is_not_a_number() -> None:
    found = read("Tides[footnoteRef:9] turn.[footnoteRef:3] [9:  Low.]  [3:  High.] \n")
    assert found.body == ["Tides{1} turn.{2}"]
    assert found.notes == {"1": "Low.", "2": "High."}
    assert found.codes == []


def test_a_typed_supra_note_means_the_printed_number() -> None:
    found = read(
        "One.[footnoteRef:5] Two.[footnoteRef:6] [5:  A.]  [6:  See Ash, supra note 1.] \n"
    )
    assert found.notes["2"] == "See Ash, supra note <1>."


def test_footnotes_and_endnotes_have_separate_ids() -> None:
    found = read(
        "Foot[footnoteRef:2] and end.[endnoteRef:2] [2:  At the foot.]  [2:  At the end.] \n"
    )
    assert found.body == ["Foot{1} and end.{ei}"]
    assert found.notes == {"1": "At the foot.", "ei": "At the end."}
    assert found.codes == []


def test_definitions_stand_in_the_order_of_their_marks() -> None:
    found = read("A[footnoteRef:7] b[footnoteRef:8] c.[footnoteRef:9] [7:  x]  [8:  y]  [9:  z] \n")
    assert found.body == ["A{1} b{2} c.{3}"]
    assert found.notes == {"1": "x", "2": "y", "3": "z"}


def test_the_same_mark_twice_gives_the_definition_twice() -> None:
    text = "Once[footnoteRef:1] [1:  Said.] \n\nTwice[footnoteRef:1] [1:  Said.] \n"
    found = read(text)
    assert found.body == ["Once{1}", "Twice{1}"]
    assert found.notes == {"1": "Said."}
    assert found.codes == ["M003"]


def test_nothing_in_a_note_is_escaped() -> None:
    note = "Port Court [PC], “[t]he quay” [sic] https://x.org [https://perma.cc/AB12-CD34]."
    found = read(f"So.[footnoteRef:1] [1:  {note}] \n")
    assert found.notes == {"1": note}
    assert found.codes == []


def test_body_text_is_not_escaped_either() -> None:
    found = read("Rule [1: see above] holds.[footnoteRef:1] [1:  Ash.] \n")
    assert found.body == ["Rule [1: see above] holds.{1}"]
    assert found.notes == {"1": "Ash."}


def test_body_text_after_a_mark_may_look_like_its_definition() -> None:
    found = read("So.[footnoteRef:1] As [1: see above] says. [1:  Ash.] \n")
    assert found.body == ["So.{1} As [1: see above] says."]
    assert found.notes == {"1": "Ash."}


def test_paragraphs_of_a_note_are_joined_by_line_breaks() -> None:
    found = read("So.[footnoteRef:1] [1:  First [a].\nSecond.\n\nThird.] \n\nNext.\n")
    assert found.notes == {"1": "First [a].¶Second.¶Third."}
    assert found.body == ["So.{1}", "Next."]


def test_notes_begin_with_a_blank() -> None:
    assert read("So.[footnoteRef:1] [1:  Ash  and  elm. ] \n").notes == {"1": "Ash  and  elm."}


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_missing_note_is_reported_and_not_printed(kind: str) -> None:
    text = f'So.[{kind}Ref:7] [7: !!! End note with ID "7" not found in document.] \n'
    found = read(text)
    assert found.body == [f"So.[{kind}Ref:7]"]
    assert found.notes == {}
    assert found.codes == ["M001", "M007"]


def test_a_note_may_begin_with_the_sentence_for_a_missing_note() -> None:
    words = '!!! End note with ID "7" not found in document. So the extractor says.'
    found = read(f"So.[footnoteRef:7] [7: {words}] \n")
    assert found.notes == {"1": words}


def test_a_note_may_quote_the_sentence_for_a_missing_note() -> None:
    words = '!!! End note with ID "9" not found in document.'
    found = read(f"So.[footnoteRef:7] [7:  {words}] \n")
    assert found.notes == {"1": words}


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("after a blank. [footnoteRef:1]", "after a blank.{1}"),
        ("before[footnoteRef:1], a comma", "before{1}, a comma"),
        ("in[footnoteRef:1]side", "in{1}side"),
        ("[footnoteRef:1]first", "{1}first"),
    ],
)
def test_a_mark_may_stand_anywhere(text: str, body: str) -> None:
    assert read(f"{text} [1:  n] \n").body == [body]


def test_marks_next_to_each_other_stay_in_order() -> None:
    found = read("So[footnoteRef:4][footnoteRef:2] [footnoteRef:3]. [4:  a]  [2:  b]  [3:  c] \n")
    assert found.body == ["So{1}{2}{3}."]
    assert found.notes == {"1": "a", "2": "b", "3": "c"}


def test_a_line_break_in_a_paragraph_is_a_line_end() -> None:
    found = read("First line[footnoteRef:1]\nsecond line.[footnoteRef:2] [1:  a]  [2:  b] \n")
    assert found.body == ["First line{1}", "second line.{2}"]
    assert found.notes == {"1": "a", "2": "b"}


def test_a_leading_tab_or_blank_is_layout() -> None:
    assert read(" \tIndented.\n\tToo.\n").body == ["Indented.", "Too."]


def test_a_tab_inside_a_line_is_kept() -> None:
    assert read("left\tright\n").body == ["left\tright"]


def test_table_rows_are_lines_with_tabs() -> None:
    head = "Port[footnoteRef:1] [1:  a] \tDues[endnoteRef:1] [1:  b] \t\n"
    text = f"{head}Hull\t9[footnoteRef:2] [2:  c] \t\n"
    found = read(text)
    assert found.body == ["Port{1}|Dues{ei}|", "Hull|9{2}|"]
    assert found.notes == {"1": "a", "ei": "b", "2": "c"}
    assert found.codes == ["G002"]


def test_a_link_may_be_written_behind_its_words() -> None:
    assert read("the register <https://x.org/r> says\n").body == [
        "the register <https://x.org/r> says"
    ]


def test_comments_stand_before_the_definitions() -> None:
    text = "Text[footnoteRef:1].\tComment by Ada Low: why?\n [1:  Ash.] \n\nNext.\n"
    found = read(text)
    assert found.body == ["Text{1}.\tComment by Ada Low: why?", "Next."]
    assert found.notes == {"1": "Ash."}
    assert found.codes == ["T001"]


def test_bookmarks_and_images_of_the_extractor_are_recognised() -> None:
    found = read("[bookmark: _GoBack]Text [image: pier.png].\n")
    assert found.body == ["[bookmark: _GoBack]Text [image: pier.png]."]
    assert found.codes == ["T002", "T002"]


def test_odd_blanks_and_soft_hyphens_are_kept() -> None:
    words = "a\u00a0b\u00adc\u200bd"
    assert read(f"{words}\n").body == [words]


# Oddities met in documents


def test_same_id_both_kinds_one_paragraph() -> None:
    found = read("End[endnoteRef:2] foot.[footnoteRef:2] [2:  E.]  [2:  F.] \n")
    assert found.notes == {"ei": "E.", "1": "F."}


def test_an_endnote_first_in_a_cell() -> None:
    found = read("cell[endnoteRef:2][footnoteRef:2] [2:  E]  [2:  F] \tnext\nlast\t\n")
    assert found.body == ["cell{ei}{1}|next", "last|"]


@pytest.mark.parametrize("first", [0, 1, 2, 9, 17, -1])
def test_ids_start_anywhere(first: int) -> None:
    text = f"A[footnoteRef:{first}] b.[footnoteRef:{first + 1}] [{first}:  x]  [{first + 1}:  y] \n"
    found = read(text)
    assert found.body == ["A{1} b.{2}"]
    assert found.codes == []


def test_ids_out_of_order_with_gaps() -> None:
    found = read(
        "A[footnoteRef:40] b[footnoteRef:3] c.[footnoteRef:17] [40:  x]  [3:  y]  [17:  z] \n"
    )
    assert found.notes == {"1": "x", "2": "y", "3": "z"}


def test_marks_without_definitions_do_not_hold_up_the_next() -> None:
    bare = "A[footnoteRef:2] b.[footnoteRef:3]\n"
    text = f"{bare}C.[footnoteRef:4] [4:  x] \n\nD.[footnoteRef:5] [5:  y] \n"
    found = read(text)
    assert found.body == ["A[footnoteRef:2] b.[footnoteRef:3]", "C.{1}", "D.{2}"]
    assert found.codes == ["M001", "M001"]


def test_one_definition_forgotten_in_a_paragraph() -> None:
    found = read("A[footnoteRef:1] b[footnoteRef:2] c.[footnoteRef:3] [1:  x]  [3:  z] \n")
    assert found.body == ["A{1} b[footnoteRef:2] c.{2}"]
    assert found.notes == {"1": "x", "2": "z"}


def test_the_same_id_with_other_words_is_another_note() -> None:
    found = read("A.[footnoteRef:1] [1:  x] \n\nB.[footnoteRef:1] [1:  y] \n")
    assert found.notes == {"1": "x", "2": "y"}
    assert found.codes == ["M008"]


def test_a_mark_inside_a_note_becomes_a_number() -> None:
    text = (
        "A[footnoteRef:2] [2:  See note [footnoteRef:5] below. "
        '[5: !!! End note with ID "5" not found in document.] ] \n\nB.[footnoteRef:5] [5:  x] \n'
    )
    found = read(text)
    assert found.notes == {"1": "See note <2> below.", "2": "x"}
    assert found.codes == ["M010", "M007"]


def test_marks_inside_a_definition_at_the_end_call_nothing() -> None:
    found = read("A.[footnoteRef:1]\n\n[endnoteRef:1]\n[1: b [footnoteRef:1]\n")
    assert found.body == ["A.{1}", "[endnoteRef:1]"]
    assert found.notes == {"1": "b <1>"}


def test_an_unbalanced_bracket_does_not_swallow_the_next_notes() -> None:
    text = (
        "A[footnoteRef:1] b.[footnoteRef:2] [1:  Ash [https://perma.cc/AB12-CD34]  [2:  Elm [x] \n\n"
        "Plain [sic] text. \n\nC.[footnoteRef:3] [3:  Oak.] \n"
    )
    found = read(text)
    assert found.notes == {"1": "Ash [https://perma.cc/AB12-CD34", "2": "Elm [x", "3": "Oak."}
    assert found.body == ["A{1} b.{2}", "Plain [sic] text.", "C.{3}"]
    assert found.codes == ["M011", "M011"]


@pytest.mark.parametrize(
    "note",
    [
        "Re Q [2031] PC 7",
        "a ] [ b",
        "ending in a bracket]",
        "[[]]",
        "[3: no note]",
        "x[a]b?c=[1:2]",
        "]",
    ],
)
def test_brackets_in_a_note(note: str) -> None:
    found = read(f"A.[footnoteRef:1] [1:  {note}] \n\nB.[footnoteRef:2] [2:  y] \n")
    assert found.notes == {"1": note, "2": "y"}


def test_an_empty_last_paragraph_of_a_note() -> None:
    assert read("A.[endnoteRef:1] [1:  Test ()# \n] \n\nB.\n").notes == {"e1": "Test ()#"}


def test_custom_marks_are_printed_and_not_counted() -> None:
    text = (
        "Lin[footnoteRef:2]* writes.[footnoteRef:3] [2: * Professor of Tides.]  [3:  Ash.] \n\n"
        "Rest**[footnoteRef:4]**. [4: **  https://x.org] \n"
    )
    found = read(text)
    assert found.body == ["Lin{*} writes.{1}", "Rest**{**}."]
    assert found.notes == {"*": "Professor of Tides.", "1": "Ash.", "**": "https://x.org"}


def test_a_custom_mark_may_be_a_number() -> None:
    found = read("Some[footnoteRef:1]242more. [1: 242 Words.] \n")
    assert found.body == ["Some{242}more."]


def test_an_asterisk_that_opens_only_the_note_is_text() -> None:
    assert read("A.[footnoteRef:1] [1:  * not a mark] \n").notes == {"1": "* not a mark"}


def test_small_caps_come_back_as_capitals() -> None:
    assert read("A.[footnoteRef:1] [1:  9 COASTAL L. REV. 4.] \n").notes == {
        "1": "9 COASTAL L. REV. 4."
    }


def test_empty_notes_exist() -> None:
    found = read("A[footnoteRef:1] b.[footnoteRef:2] [1: ]  [2:  x] \n")
    assert found.body == ["A{1} b.{2}"]
    assert found.notes == {"1": "", "2": "x"}


def test_text_in_pictures_and_form_fields_is_text() -> None:
    assert read("Seal (\nOfficial\n) and |X| or |_|\n").body == [
        "Seal (",
        "Official",
        ") and |X| or |_|",
    ]


def test_a_tab_may_open_a_note_and_scripts_are_kept() -> None:
    found = read("A[footnoteRef:1] b.[footnoteRef:2] [1: \tשלום [5: א]]  [2:  脚注【7】] \n")
    assert found.notes == {"1": "שלום [5: א]", "2": "脚注【7】"}


# Typed by hand


def test_all_definitions_at_the_end_of_the_file() -> None:
    found = read("A.[footnoteRef:1]\n\nB.[footnoteRef:2]\n\n[1: x]\n[2: y [z]\n\nLast.\n")
    assert found.body == ["A.{1}", "B.{2}", "Last."]
    assert found.notes == {"1": "x", "2": "y [z"}
    assert found.codes == ["M009", "M011", "M009"]


def test_definitions_on_lines_of_their_own_below_the_paragraph() -> None:
    found = read("A[footnoteRef:1] b.[footnoteRef:2]\n[1: x]\n[2: y]\n\nC.\n")
    assert found.body == ["A{1} b.{2}", "C."]
    assert found.codes == []


def test_a_definition_before_its_mark() -> None:
    found = read("[1: x]\n\nA.[footnoteRef:1]\n")
    assert found.body == ["A.{1}"]
    assert found.notes == {"1": "x"}
    assert found.codes == ["M009"]


def test_a_definition_right_behind_its_mark_without_a_blank() -> None:
    found = read("A.[footnoteRef:1][1:x]\nB.[footnoteRef:2][2:y]")
    assert found.body == ["A.{1}", "B.{2}"]


def test_a_definition_in_the_middle_of_a_line() -> None:
    found = read("A,[footnoteRef:1] [1: x] and b.[footnoteRef:2] [2: y]\n")
    assert found.notes == {"1": "x", "2": "y"}
    assert found.body == ["A,{1} and b.{2}"]


@pytest.mark.parametrize("mark", ["[footnoteRef: 1]", "[FootnoteRef:1]", "[ footnoteref:1 ]"])
def test_marks_spelled_oddly(mark: str) -> None:
    found = read(f"A.{mark} [1:  x] \n")
    assert found.body == ["A.{1}"]
    assert found.codes == ["M012"]


def test_a_bracket_left_open() -> None:
    found = read("A.[footnoteRef:1] [1:  x\nB.\n")
    assert found.notes == {"1": "x"}
    assert found.body == ["A.{1}", "B."]
    assert found.codes == ["M006"]


def test_a_definition_that_no_mark_calls_is_text() -> None:
    found = read("A. [1:  x] \n")
    assert found.body == ["A. [1:  x]"]
    assert found.codes == ["M002"]


@pytest.mark.parametrize("mark", ["[footnoteRef:one]", "[footnoteRef:12345678901]", "[endnoteRef]"])
def test_marks_without_a_usable_number_are_text(mark: str) -> None:
    found = read(f"A.{mark}\n")
    assert found.body == [f"A.{mark}"]
    assert found.codes == ["M013"]


def test_line_ends_of_other_systems() -> None:
    text = "A.[footnoteRef:1] [1:  x\r\ny] \r\n\r\nB.\rC.\r\n"
    found = read(text)
    assert found.body == ["A.{1}", "B.", "C."]
    assert found.notes == {"1": "x¶y"}


def test_a_thin_space_between_marks_is_layout() -> None:
    found = read("A.[footnoteRef:12]\u2009[footnoteRef:13] B\u2009C. [12:  x]  [13:  y] \n")
    assert found.body == ["A.{1}{2} B\u2009C."]
