"""The markers of a text as a value: notes, marks and openings, and where they stand."""

from __future__ import annotations

import pytest

from converter.markers import Markers, read_markers
from converter.markers.values import Mark, Opening


def show_mark(text: str, mark: Mark) -> tuple[str, str, str, str | None]:
    """What a mark is in the text and its id, with a star where it stands in a note."""
    words = text[mark.span.start : mark.span.end] + "*" * mark.in_note
    return words, text[mark.id.start : mark.id.end], mark.kind, mark.note


def show_opening(text: str, one: Opening) -> tuple[str, str, str | None]:
    return text[one.span.start : one.span.end], text[one.id.start : one.id.end], one.note


def told(markers: Markers) -> list[tuple[str, str, str]]:
    """Codes, the stretches of text that they concern, and what is said."""
    return [
        (one.code, markers.text[one.span.start : one.span.end], one.message)
        for one in markers.diagnostics
        if one.span
    ]


def test_markers_are_read_without_the_document_around_them() -> None:
    text = "One [footnoteRef:7]* two.[footnoteRef:9] [7: * Roe. ]  [9: See [footnoteRef:7]. ] "
    markers = read_markers(text)
    first, second = markers.notes
    assert (first.key, first.symbol, text[first.start : first.end]) == ("footnote-7", "*", " Roe. ")
    assert text[first.mark.start : first.mark.end] == "[footnoteRef:7]"
    assert text[second.definition.start : second.definition.end] == "[9: See [footnoteRef:7]. ] "
    assert [show_mark(text, mark) for mark in markers.marks()] == [
        ("[footnoteRef:7]", "7", "footnote", "footnote-7"),
        ("[footnoteRef:9]", "9", "footnote", "footnote-9"),
        ("[footnoteRef:7]*", "7", "footnote", "footnote-7"),
    ]


def test_marks_that_are_spelled_oddly_or_call_nothing_are_marks() -> None:
    text = (
        "[footnoteRef:7]A.[endnoteRef:8] [7:  7 and 8] [8:  8.] \n\n"
        "[footnoteRef: 7] 7 [endnoteRef:9]\n"
    )
    assert [show_mark(text, mark) for mark in read_markers(text).marks()] == [
        ("[footnoteRef:7]", "7", "footnote", "footnote-7"),
        ("[endnoteRef:8]", "8", "endnote", "endnote-8"),
        ("[footnoteRef: 7]", "7", "footnote", "footnote-7"),
        ("[endnoteRef:9]", "9", "endnote", None),
    ]


def test_the_marks_of_usual_lines_are_those_of_their_notes() -> None:
    text = "A.[footnoteRef:7] b.[endnoteRef:8] [7:  7 and 8]  [8:  8.] \n\n7 and 8"
    assert read_markers(text).regular
    assert [show_mark(text, mark) for mark in read_markers(text).marks()] == [
        ("[footnoteRef:7]", "7", "footnote", "footnote-7"),
        ("[endnoteRef:8]", "8", "endnote", "endnote-8"),
    ]


def test_a_mark_right_behind_a_definition_stands_in_no_note() -> None:
    text = "[1: x][footnoteRef:1]"
    assert [show_mark(text, mark) for mark in read_markers(text).marks()] == [
        ("[footnoteRef:1]", "1", "footnote", "footnote-1")
    ]


def test_the_openings_of_a_text_are_all_places_where_the_id_of_a_note_stands() -> None:
    missing = '[3: !!! End note with ID "3" not found in document.]'
    text = (
        "A.[footnoteRef:1] [1: x]\n\nB.[footnoteRef:1] [1: x]\n\n[8: y]\n\n"
        f"C.[footnoteRef:3] {missing}"
    )
    assert [show_opening(text, one) for one in read_markers(text).openings()] == [
        ("[1: x]", "1", "footnote-1"),
        ("[1: x]", "1", "footnote-1"),
        ("[8: y]", "8", None),
        (missing, "3", None),
        (missing, "3", None),
    ]


# Which note a mark calls


def test_each_note_under_one_id_has_a_key_of_its_own() -> None:
    text = "".join(f"A.[footnoteRef:1] [1:  {words}] \n\n" for words in "xyz")
    text += "B.[endnoteRef:1] [1:  e] \n"
    keys = ["footnote-1", "footnote-1-2", "footnote-1-3", "endnote-1"]
    assert [note.key for note in read_markers(text).notes] == keys
    assert [mark.note for mark in read_markers(text).marks()] == keys


def test_a_definition_with_the_same_words_is_the_same_note_whatever_its_blanks() -> None:
    text = "A.[footnoteRef:1] [1:  x  y] \n\nB.[footnoteRef:1] [1: x y ] \n\nC.[footnoteRef:1]"
    markers = read_markers(text)
    assert [mark.note for mark in markers.marks()] == ["footnote-1"] * 3
    assert markers.repeated == {text.index("[1: x y"): "footnote-1"}
    assert [code for code, _, _ in told(markers)] == ["M003"]


@pytest.mark.parametrize(
    ("behind", "note", "symbol"),
    [
        ("*", "* x", "*"),
        ("**", " ** x", "**"),
        ("12 b", "12 x", "12"),
        ("*", "† x", None),
        ("*", "x", None),
        ("", "* x", None),
        ("**", "* x", "*"),
        ("12345", "12345 x", None),
        ("*", "*", "*"),
    ],
)
def test_a_custom_mark_stands_behind_the_mark_and_opens_the_note(
    behind: str, note: str, symbol: str | None
) -> None:
    (found,) = read_markers(f"A.[footnoteRef:1]{behind} [1:{note}] \n").notes
    assert found.symbol == symbol


# What is told


MISSING = '[5: !!! End note with ID "5" not found in document.]'


@pytest.mark.parametrize(
    ("text", "code", "place", "words"),
    [
        ("A[footnoteRef:5] b[footnoteRef:5] [5: x] \n", "M003", "[footnoteRef:5]", "note 5 is"),
        ("A[footnoteRef:5]\n\nB[footnoteRef:5]\n\n[5: x]", "M009", "[5: x]", "note 5 does"),
        ("A[footnoteRef:5] [5: x\n", "M006", "[5: x", "opens note 5 is"),
        (f"A[footnoteRef:5] {MISSING} \n", "M007", f"{MISSING} ", "note 5,"),
        (f"A. {MISSING} \n", "M007", f"{MISSING} ", "note 5,"),
        ("A[footnoteRef:5] [5: x] \nB[footnoteRef:5] [5: y] \n", "M008", "[5: y] ", "note 5 is"),
        ("A[footnoteRef:5] [5: x [y] \n", "M011", "[5: x [y] ", "note 5 do"),
    ],
)
def test_what_is_told_names_the_note_and_its_place(
    text: str, code: str, place: str, words: str
) -> None:
    (found,) = [one for one in told(read_markers(text)) if one[0] == code]
    assert found[1] == place
    assert words in found[2]
