"""Where notes end, and whose they are, in texts that lost their line breaks or their order."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings

from converter import check, parse, read, render
from converter.checks import Selection
from converter.checks.fixes import mend
from converter.document.model import Heading, NoteRef, Paragraph, Table
from converter.document.tree import walk
from tests.reading import read as read_text
from tests.texts import any_texts, noted_texts

ARTICLE = """\
Ports were lit by law.[footnoteRef:1] Nobody paid for it.[footnoteRef:2]  [1:  See Ana Roe, A Wage of \
Oil, 9 Coastal L. Rev. 4 (1988) [https://perma.cc/AB12-CD34]. ]  [2:  Id. at 8 [sic]. ]

A paragraph without notes.
“Then,” said Lee, “it went out.”[footnoteRef:3] So it did.[endnoteRef:3]  [3:  Lee, supra note 1. ] \
 [3:  At dawn. ]

Nothing follows.
"""


def one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def test_a_text_without_line_breaks_keeps_its_notes() -> None:
    whole, flat = read_text(ARTICLE), read_text(one_line(ARTICLE))
    assert len(whole.notes) == 4
    assert flat.notes == whole.notes


def test_paragraphs_are_ended_behind_the_notes_of_a_text_without_line_breaks() -> None:
    flat = read_text(one_line(ARTICLE))
    assert flat.body == [
        "Ports were lit by law.{1} Nobody paid for it.{2}",
        "A paragraph without notes. “Then,” said Lee, “it went out.”{3} So it did.{ei}",
        "Nothing follows.",
    ]
    assert [one.code for one in parse(one_line(ARTICLE)).diagnostics] == ["G003"]


def test_a_sentence_that_goes_on_behind_a_note_stays_one() -> None:
    found = read_text("The lamp[footnoteRef:1] [1: A.] was lit.[footnoteRef:2] [2: B.] No more.")
    assert found.body == ["The lamp{1} was lit.{2}", "No more."]


def test_lines_of_a_text_that_has_line_breaks_are_left_whole() -> None:
    found = read_text("One.[footnoteRef:1] [1: A.] Two.[footnoteRef:2] [2: B.] Three.\nFour.\n")
    assert found.body == ["One.{1} Two.{2} Three.", "Four."]


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        (
            "One.[footnoteRef:1] Two.[footnoteRef:2] [1: A.] [2: B.] Three.[footnoteRef:3] [3: C.]",
            ["A.", "B.", "C."],
        ),
        ("One.[footnoteRef:1] [1: F one] Two.[endnoteRef:1] [1: E one]", ["F one", "E one"]),
        ("One.[footnoteRef:2] [2: First] Two.[footnoteRef:2] [2: Second]", ["First", "Second"]),
        ("A[footnoteRef:1] b[footnoteRef:2] c. [2: second]  [1: first]", ["first", "second"]),
        ("A.[footnoteRef:1] B.[footnoteRef:2] [1: a] b] [2: c]", ["a] b", "c"]),
        ("A.[footnoteRef:1] [1: x] and [so] on.[footnoteRef:2] [2: [y]]", ["x", "[y]"]),
    ],
)
def test_each_mark_gets_the_note_that_stands_behind_it(text: str, notes: list[str]) -> None:
    document = parse(text).document
    words = {note.key: render_words(note.blocks) for note in document.notes}
    marks = [node.note for node in walk(document.blocks) if isinstance(node, NoteRef)]
    assert [words[key] for key in marks] == notes


def render_words(blocks: tuple[object, ...]) -> str:
    return "".join(getattr(node, "text", "") for node in walk(blocks))  # type: ignore[arg-type]


def test_a_note_that_was_cut_behind_a_tab_keeps_its_words() -> None:
    parsed = parse("Body.[footnoteRef:2] [2:  \tSee Roe, A Wage")
    assert render_words(parsed.document.notes[0].blocks) == "See Roe, A Wage"
    assert render_words(parsed.document.blocks) == "Body."
    assert [one.code for one in parsed.diagnostics] == ["M006"]


def test_a_note_that_was_cut_in_a_cell_ends_with_its_cell() -> None:
    parsed = parse("Hull\tnine[footnoteRef:1] [1: cut\tlast\n")
    assert render_words(parsed.document.notes[0].blocks) == "cut"
    assert render_words(parsed.document.blocks).endswith("last")


# Marks inside notes


def test_the_note_of_a_mark_that_stands_in_a_note_stays_in_the_text() -> None:
    text = "w[footnoteRef:1].\n[1: See note [footnoteRef:2]\n[2: inner words]"
    document = parse(text).document
    for format in ("html", "latex", "typst", "marker"):
        assert "inner words" in str(render(document, format).output)
    assert "M001" in [one.code for one in parse(text).diagnostics]


def test_a_note_that_calls_itself_says_its_number_in_every_format() -> None:
    document = parse("w[footnoteRef:1]. [1: See note [footnoteRef:1] again]").document
    for format in ("docx", "html", "latex", "typst", "marker", "json"):
        assert render(document, format).output


@given(noted_texts | any_texts)
@settings(max_examples=300)
def test_the_tree_of_any_text_is_one_that_the_reader_of_json_takes(text: str) -> None:
    document = parse(text).document
    assert read(render(document, "json").output, "json").document == document


# Escaped marks


def test_escaped_marks_are_named_and_mended() -> None:
    marks, notes = "Oil.[footnoteRef:1] Wick.[endnoteRef:2]", "[1: See [1901] 2 Ch. 1.]\n[2: Id.]"
    text = f"{marks}\n\n{notes}\n".replace("[", "\\[").replace("]", "\\]")
    parsed = parse(text)
    assert [one.code for one in parsed.diagnostics] == ["M014", "M014"]
    spans = [one.span for one in check(parsed) if one.code == "M014"]
    assert [one.span for one in parsed.diagnostics] == spans
    mended = mend(parsed, Selection(), style="bluebook", profile="bluebook-lawreview")
    assert mended.parsed.source == text.replace("\\", "")
    assert len(mended.parsed.document.notes) == 2
    assert not [one for one in check(mended.parsed) if one.code == "M014"]


# What only looks like a table


@pytest.mark.parametrize(
    "text",
    [
        "\t1.\tTakes note of the report;\n\t2.\tRequests the harbour to be lit;\n\t3.\tDecides so.\n",
        "1.\tTakes note;\n2.\tDecides.\n",
        "50.8\tLarge lamps\n50.9\tSmall lamps\n",
        "\tThe council met.\n\tIt rose at dawn.\n",
        "INTRODUCTION\t2\nI. WHO OWNS THE BEAM\t2\nII. THE KEEPER\t17\n",
        "\tA.\tIntroduction\t4\n\tB.\tOil\t9\n",
        "Made\t1 May\nComing into force\t9 June\n",
        "A father\tApplicant\nA mother\tRespondent\n",
    ],
)
def test_indents_list_marks_and_leaders_make_no_table(text: str) -> None:
    document = parse(text).document
    assert not any(isinstance(node, Table) for node in walk(document.blocks))
    paragraphs = [node for node in walk(document.blocks) if isinstance(node, Paragraph | Heading)]
    assert len(paragraphs) == text.count("\n")


@pytest.mark.parametrize(
    "text",
    [
        "Port\tDues\tPaid\nHull\t9\tyes\n",
        "Port\tDues\nHull\t£9.50\nGellan\t12 %\nAber\t3\n",
        "Port[footnoteRef:1] [1:  a] \tDues\nHull\tin oil\n",
        "\t2019\t2020\nDues\t9\t7\nOil\t4\t1\n",
    ],
)
def test_rows_that_can_be_nothing_else_are_a_table(text: str) -> None:
    parsed = parse(text)
    assert [type(block) for block in parsed.document.blocks] == [Table]
    assert [one.code for one in parsed.diagnostics] == ["G002"]


# Blanks before marks


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("One [footnoteRef:1]per fund. [1: x]", "One{1} per fund."),
        ("One [footnoteRef:1] [footnoteRef:2]per fund. [1: x]  [2: y]", "One{1}{2} per fund."),
        ("One [footnoteRef:1](so). [1: x]", "One{1} (so)."),
        ('"One [footnoteRef:1]" two. [1: x]', '"One{1}" two.'),
        ("'One [footnoteRef:1]', two. [1: x]", "'One{1}', two."),
        ('One [footnoteRef:1]"two". [1: x]', 'One{1} "two".'),
        ("One [footnoteRef:1]“two”. [1: x]", "One{1} “two”."),
        ("One [footnoteRef:1], two. [1: x]", "One{1}, two."),
        ("One [footnoteRef:1] two [footnoteRef:2]. [1: x]  [2: y]", "One{1} two{2}."),
        (
            "One [footnoteRef:1]* two [footnoteRef:2]three\n\n[1: * x]\n[2: y]",
            "One{*} two{1} three",
        ),
        ("One[footnoteRef:1]per fund. [1: x]", "One{1}per fund."),
    ],
)
def test_a_blank_before_a_mark_goes_behind_it_where_words_would_be_glued(
    text: str, body: str
) -> None:
    assert read_text(text).body == [body]
