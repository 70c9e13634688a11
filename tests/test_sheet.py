"""The sheet of sources: what its rows say, and that each format holds them."""

from __future__ import annotations

import csv
import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree, html

from converter import convert, parse
from converter.checks.sheet import Row, make_sheet
from converter.checks.sheet.tables import as_csv
from tests.test_cli import footnoted

NOTES = (
    "See Ann Roe, A Wage of Oil, 9 Coastal L. Rev. 4, 7–9 (1988) (arguing that oil is dear).",
    "Id. at 12; Roe v. Lund, 410 U.S. 113, 120 (1973).",
    "Bo Lee, Oil Now, N.Y. Times (May 4, 2020), https://example.org/oil [https://perma.cc/AB12-CD34].",
    "Roe, supra note 1, at 5; Lund, 410 U.S. at 121; Roe, et. al.",
    "Ann Roe, A Wage of Oil, 9 Coastal L. Rev. 4, 11 (1988).",
    "=HYPERLINK(1) Report 4 (1988).",
)


def article() -> str:
    marks = "".join(f"A{number}.[footnoteRef:{number}] " for number in range(1, len(NOTES) + 1))
    return marks + "".join(f" [{number}:  {note}] " for number, note in enumerate(NOTES, 1)) + "\n"


def rows() -> list[Row]:
    return make_sheet(parse(article())).rows


def test_a_row_has_the_parts_of_a_citation() -> None:
    first = rows()[0]
    assert (first.note, first.signal, first.kind, first.form) == ("1", "See", "article", "full")
    assert (first.authors, first.title) == ("Ann Roe", "A Wage of Oil")
    assert (first.volume, first.container, first.page) == ("9", "Coastal L. Rev.", "4")
    assert (first.pinpoint, first.date) == ("7–9", "1988")
    assert first.explanation == "arguing that oil is dear"
    paper = next(row for row in rows() if row.note == "3")
    assert (paper.url, paper.archive) == ("https://example.org/oil", "https://perma.cc/AB12-CD34")


def test_short_forms_stand_for_their_sources() -> None:
    shown = {
        (row.note, row.order): (row.form, row.stands_for[:9], row.first_note) for row in rows()
    }
    assert shown["2", "1"] == ("Id.", "Ann Roe, ", "1")
    assert shown["4", "1"] == ("supra", "Ann Roe, ", "1")
    assert shown["4", "2"][1:] == ("Roe v. Lu", "2")
    assert shown["5", "1"] == ("full", "Ann Roe, ", "1")
    assert shown["2", "2"] == ("full", "", "2")


def test_a_row_has_what_the_check_finds_in_its_citation() -> None:
    found = {(row.note, row.order): row.findings for row in rows() if row.findings}
    assert "S001" in found["4", "2"]


def test_each_source_stands_once_with_the_notes_that_cite_it() -> None:
    sources = make_sheet(parse(article())).sources
    assert sources[0].notes == ["1", "2", "4", "5"]
    assert sources[1].notes == ["2", "4"]


def test_no_cell_is_a_formula() -> None:
    cells = list(csv.reader(as_csv(make_sheet(parse(article()))).decode().splitlines()))
    assert not any(cell.startswith("=") for row in cells for cell in row)
    assert any(cell.startswith("'=HYPERLINK") for row in cells for cell in row)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    output = convert(article(), "docx").output
    assert isinstance(output, bytes)
    (tmp_path / "article.docx").write_bytes(output)
    return tmp_path / "article.docx"


MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def test_a_workbook_has_both_views_as_text(file: Path) -> None:
    out = file.with_name("sources.xlsx")
    done = footnoted("sources", file, "-o", out)
    assert done.returncode == 0
    assert done.said.startswith(f"{out}: 8 citations of ")
    package = ZipFile(BytesIO(out.read_bytes()))
    book = etree.fromstring(package.read("xl/workbook.xml"))
    assert [one.get("name") for one in book.iter(f"{MAIN}sheet")] == ["Notes", "Sources"]
    page = etree.fromstring(package.read("xl/worksheets/sheet1.xml"))
    assert {one.get("t") for one in page.iter(f"{MAIN}c")} == {"s"}
    assert not list(page.iter(f"{MAIN}f"))
    assert [one.get("state") for one in page.iter(f"{MAIN}pane")] == ["frozen"]
    assert page.find(f"{MAIN}autoFilter") is not None
    again = file.with_name("again.xlsx")
    footnoted("sources", file, "-o", again)
    assert again.read_bytes() == out.read_bytes()


def test_json_and_a_page_have_both_views(file: Path) -> None:
    for name in ("sources.json", "sources.html"):
        assert footnoted("sources", file, "-o", file.with_name(name)).returncode == 0
    told = json.loads(file.with_name("sources.json").read_text("utf-8"))
    assert [row["note"] for row in told["rows"]].count("4") == 2
    assert told["sources"][0]["notes"] == ["1", "2", "4", "5"]
    page = html.document_fromstring(file.with_name("sources.html").read_text("utf-8"))
    assert [one.text for one in page.iter("h1")] == ["Sources of article.docx"]
    assert len(list(page.iter("table"))) == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [((), "name the output"), (("-o", "sources.pdf"), "must end in .xlsx, .csv, .json or .html")],
)
def test_what_cannot_be_written_is_said(file: Path, arguments: tuple[str, ...], said: str) -> None:
    done = footnoted("sources", file, *arguments)
    assert done.returncode == 2
    assert said in done.said
