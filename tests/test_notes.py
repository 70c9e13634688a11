"""Numbers: of first appearance, per kind, custom marks apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from converter.document.model import (
    Block,
    Document,
    Heading,
    Note,
    NoteKey,
    NoteKind,
    NoteNumber,
    NumberFormat,
    Numbering,
    SectionBreak,
    Span,
    Text,
)
from converter.document.notes import index_notes, not_printed, roman, shortened, written
from tests.documents import EVERYTHING, note, number, paragraph, ref


def labels(document: Document) -> dict[str, str]:
    return {str(key): label for key, label in index_notes(document).labels.items()}


def test_notes_count_in_the_order_of_their_first_call() -> None:
    document = Document(
        (Heading(1, (Text("A"), ref("9"))), paragraph("b", ref("4"), "c", ref("9"))),
        (note("4", "x"), note("9", "y")),
    )
    assert labels(document) == {"footnote-9": "1", "footnote-4": "2"}
    assert index_notes(document).calls == {"footnote-9": 2, "footnote-4": 1}


def test_endnotes_count_apart_and_look_different() -> None:
    body = (paragraph("a", ref("1", "endnote"), ref("1"), ref("2", "endnote")),)
    notes = (note("1", "x"), note("1", "y", kind="endnote"), note("2", "z", kind="endnote"))
    assert labels(Document(body, notes)) == {"footnote-1": "1", "endnote-1": "i", "endnote-2": "ii"}


def test_endnotes_alone_have_plain_numbers() -> None:
    document = Document((paragraph(ref("7", "endnote")),), (note("7", "x", kind="endnote"),))
    assert labels(document) == {"endnote-7": "1"}


def test_custom_marks_do_not_count() -> None:
    document = Document(
        (paragraph(ref("1"), ref("2")),), (note("1", "x", mark="†"), note("2", "y"))
    )
    assert labels(document) == {"footnote-1": "†", "footnote-2": "1"}


def of_both_kinds(numbering: Numbering, *, footnotes: bool = True) -> Document:
    """Two notes of each kind in each of two sections, and a heading of a lower level between them."""
    blocks: list[Block] = []
    notes = []
    kinds: list[NoteKind] = ["footnote", "endnote"] if footnotes else ["endnote"]
    for section in "ab":
        blocks += [Heading(1, (Text(section),)), Heading(2, (Text("Lower"),))]
        for kind in kinds:
            for place in "12":
                id = f"{section}{place}"
                blocks += [paragraph("w", ref(id, kind)), Heading(3, (Text("x"),))]
                notes.append(note(id, "n", kind=kind))
    return Document(tuple(blocks), tuple(notes), numbering=numbering)


@pytest.mark.parametrize(
    ("numbering", "expected"),
    [
        (Numbering(), "1 2 3 4 i ii iii iv"),
        (Numbering(start=7), "7 8 9 10 i ii iii iv"),
        (Numbering(format="upper-roman", start=3), "III IV V VI i ii iii iv"),
        (Numbering(restart="section"), "1 2 1 2 i ii iii iv"),
        (Numbering(restart="section", start=3), "3 4 3 4 i ii iii iv"),
        (Numbering(restart="page"), "1 2 3 4 i ii iii iv"),
    ],
)
def test_what_is_asked_of_numbers_is_asked_of_footnotes_where_there_are_any(
    numbering: Numbering, expected: str
) -> None:
    index = index_notes(of_both_kinds(numbering))
    shown = [index.label(one.key) for kind in ("footnote", "endnote") for one in index.called[kind]]
    assert " ".join(shown) == expected
    assert index.numbering["footnote"] == numbering
    assert index.numbering["endnote"] == Numbering("lower-roman")
    assert index.formats == {"footnote": numbering.format, "endnote": "lower-roman"}


def test_what_is_asked_of_numbers_is_asked_of_endnotes_that_are_alone() -> None:
    numbering = Numbering(format="upper-alpha", restart="section")
    index = index_notes(of_both_kinds(numbering, footnotes=False))
    assert [index.label(one.key) for one in index.called["endnote"]] == ["A", "B", "A", "B"]
    assert index.formats == {"footnote": "decimal", "endnote": "upper-alpha"}


def test_a_note_is_cited_where_it_is_called_again_or_its_number_stands_in_the_text() -> None:
    body = paragraph("a", ref("1"), ref("2"), ref("3"), ref("2"), number("3"))
    document = Document((body,), (note("1", "x"), note("2", "y"), note("3", "z")))
    assert index_notes(document).cited == {"footnote-2", "footnote-3"}


def test_a_note_that_nothing_calls_has_no_number() -> None:
    index = index_notes(Document((paragraph("a"),), (note("1", "x"),)))
    assert index.label(index.uncalled[0].key) == "?"


def test_every_place_of_a_document_is_walked() -> None:
    assert index_notes(EVERYTHING).uncalled == ()


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, "i"), (448, "cdxlviii"), (1994, "mcmxciv"), (3666, "mmmdclxvi"), (3999, "mmmcmxcix")],
)
def test_roman_numerals_are_as_people_write_them(number: int, expected: str) -> None:
    assert roman(number) == expected


@given(st.integers(1, 3999))
def test_roman_numerals_add_up(number: int) -> None:
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
    letters = [values[letter] for letter in roman(number)]
    later = [*letters[1:], 0]
    assert sum(-a if a < b else a for a, b in zip(letters, later, strict=True)) == number


@pytest.mark.parametrize(
    ("number", "format", "expected"),
    [
        (26 * 8, "lower-alpha", "zzzzzzzz"),
        (26 * 8 + 1, "lower-alpha", "209"),
        (26 * 8, "upper-alpha", "ZZZZZZZZ"),
        (4 * 8, "symbols", "§§§§§§§§"),
        (4 * 8 + 1, "symbols", "33"),
    ],
)
def test_a_letter_or_symbol_is_doubled_eight_times_at_most(
    number: int, format: NumberFormat, expected: str
) -> None:
    assert written(number, format) == expected


@pytest.mark.parametrize(
    ("first", "last", "least", "expected"),
    [
        ("136", "139", 2, "39"),
        ("136", "139", 1, "9"),
        ("136", "139", 3, "139"),
        ("99", "101", 2, "101"),
        ("xii", "xiv", 2, "xiv"),
        ("101", "10x", 2, "10x"),
        ("10x", "101", 2, "101"),
    ],
)
def test_figures_that_both_ends_of_a_range_share_are_left_out(
    first: str, last: str, least: int, expected: str
) -> None:
    assert shortened(first, last, least) == expected


def test_the_only_two_notes_may_be_a_range() -> None:
    document = Document((paragraph(ref("1"), ref("2")),), (note("1", "x"), note("2", "y")))
    assert index_notes(document).is_range(NoteNumber(NoteKey("footnote-2"), NoteKey("footnote-1")))


def test_a_note_that_is_not_printed_is_told_with_its_place() -> None:
    uncalled = Note(NoteKey("footnote-7"), "footnote", "7", (), span=Span(3, 9))
    (told,) = not_printed(index_notes(Document((paragraph("a"),), (uncalled,))))
    assert (told.code, told.span, "note 7" in told.message) == ("R004", Span(3, 9), True)


def test_a_number_ends_a_range_only_if_both_its_notes_have_numbers_in_figures() -> None:
    body = paragraph("a", ref("1"), ref("2"), ref("3"), ref("1", "endnote"))
    notes = [note("1", "x"), note("2", "y"), note("3", "z", mark="†")]
    notes += [note("4", "uncalled"), note("5", "too", mark="5"), note("1", "roman", kind="endnote")]
    index = index_notes(Document((body,), tuple(notes)))

    def is_range(first: str | None, last: str) -> bool:
        after = None if first is None else NoteKey(first)
        return index.is_range(NoteNumber(NoteKey(last), after=after))

    assert is_range("footnote-1", "footnote-2")
    assert not is_range(None, "footnote-2")
    assert not is_range("footnote-1", "footnote-3")
    assert not is_range("footnote-3", "footnote-2")
    assert not is_range("footnote-1", "footnote-4")
    assert not is_range("footnote-4", "footnote-2")
    assert not is_range("footnote-1", "footnote-5")
    assert not is_range("footnote-5", "footnote-2")
    assert not is_range("footnote-1", "endnote-1")
    assert not is_range("footnote-1", "gone")


def test_endnotes_beside_footnotes_have_numbers_of_their_own_if_that_is_asked() -> None:
    document = of_both_kinds(Numbering())
    document = structs.replace(document, endnotes=Numbering("upper-alpha", start=3))
    index = index_notes(document)
    assert [index.label(one.key) for one in index.called["endnote"]] == ["C", "D", "E", "F"]
    assert [index.label(one.key) for one in index.called["footnote"]] == ["1", "2", "3", "4"]


def test_sections_begin_at_breaks_where_a_document_has_them() -> None:
    blocks = (
        Heading(1, (Text("One"), ref("1"))),
        paragraph("a", ref("2")),
        Heading(1, (Text("Two"), ref("3"))),
        SectionBreak(),
        paragraph("b", ref("4")),
    )
    notes = tuple(note(id, "x") for id in "1234")
    index = index_notes(Document(blocks, notes, numbering=Numbering(restart="section")))
    assert [index.label(one.key) for one in index.called["footnote"]] == ["1", "2", "3", "1"]
