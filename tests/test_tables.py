"""Which lines with tabs are the rows of a table; the words between tabs are written with ``|``."""

from __future__ import annotations

import pytest

from converter.readers.marker.layout import is_table
from tests.reading import read


def rows(text: str) -> list[list[str]]:
    return [row.split("|") for row in text.split("\n")]


@pytest.mark.parametrize(
    "text",
    [
        "Port|Dues|Paid\nHull|9|yes",
        "Port|Dues\nHull|£9.50",
        "Port|Dues\nHull|9\nKiel|12%\nOban|(4)",
        "Kiel|12\nHull|9",
        "|Dues|Paid|By\nHull|9|yes|Roe",
        "Ports||\nHull|9|yes\nKiel|12|no",
        "1.|Hull|9|yes\n2.|Kiel|12|no",
    ],
)
def test_rows_of_three_columns_or_with_amounts_are_a_table(text: str) -> None:
    assert is_table(rows(text), proven=False)


@pytest.mark.parametrize(
    "text",
    [
        "Port|Dues|Paid",
        "Port|Dues\nHull|nine",
        "Hull|9\nKiel|12",
        "Hull|9\nKiel|9",
        "Preface|ix\nHull|9",
        "|a|b|c\n|d|e|f\ng|h|i|j",
        "|Hull|\nKiel|9|yes\nOban|12|no",
        "1.|Takes note;\n2.|Decides.",
        "1.|Hull|nine\n2.|Kiel|twelve",
        "(a)|Hull|9\n(b)|Kiel|12",
    ],
)
def test_indents_lists_and_contents_are_none(text: str) -> None:
    assert not is_table(rows(text), proven=False)


def test_a_note_that_ends_before_a_tab_proves_a_table_of_two_rows() -> None:
    assert is_table(rows("|a\n|b"), proven=True)
    assert not is_table(rows("a|b"), proven=True)


def test_tabs_in_a_note_make_no_table() -> None:
    text = "A.[footnoteRef:1] [1:  Port\tDues\tPaid\nHull\t9\tyes] \n"
    assert read(text).notes == {"1": "Port\tDues\tPaid¶Hull\t9\tyes"}


def test_a_usual_line_among_rows_is_none() -> None:
    text = "Port\tDues\tPaid\nSo.[footnoteRef:1] [1:  n] \nHull\t9\tyes\nKiel\t12\tno\n"
    assert read(text).body == ["Port\tDues\tPaid", "So.{1}", "Hull|9|yes", "Kiel|12|no"]
