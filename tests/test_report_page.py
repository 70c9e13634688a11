"""The report of a check as a web page."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from lxml import html

from tests.test_cli import footnoted

TEXT = (
    "One.[footnoteRef:1] Two.[footnoteRef:2] [1:  Ann Roe, et. al., A <Wage of Oil 4 (1988).]  "
    "[2:  Id at 9.] \n\nThree.[footnoteRef:3] [3:  Roe, supra, note 1, at 5.] \n"
)


@pytest.fixture
def report(tmp_path: Path) -> html.HtmlElement:
    (tmp_path / "article.txt").write_text(TEXT)
    out = tmp_path / "report.html"
    done = footnoted("check", tmp_path / "article.txt", "-o", out, "--page", "post.html")
    assert done.returncode == 1
    assert b"3 problems found" in done.stdout
    return html.document_fromstring(out.read_text("utf-8"))


def test_a_report_counts_what_was_found_by_kind(report: html.HtmlElement) -> None:
    rows = [[cell.text_content() for cell in row.iter("td")] for row in report.iter("tr")]
    assert ["Citations", "1"] in rows
    assert ["Id.", "1"] in rows
    assert ["Links", "✓"] in rows
    assert report.find(".//h1").text_content() == "Check of article.txt"


def test_each_finding_stands_under_its_kind_and_its_note(report: html.HtmlElement) -> None:
    for order, titles in (
        ("by-kind", ["Cross references", "Id.", "Citations"]),
        ("by-note", ["Note 1", "Note 2", "Note 3"]),
    ):
        (part,) = report.find_class(order)
        name = "h2" if order == "by-kind" else "h3"
        assert [one.text_content() for one in part.iter(name)] == titles
        assert len(list(part.iter("li"))) == 3


def test_a_finding_shows_its_words_its_remedy_and_leads_to_its_note(
    report: html.HtmlElement,
) -> None:
    item = next(one for one in report.iter("li") if "S001" in one.text_content())
    assert item.find(".//a").get("href") == "post.html#note-1"
    assert item.find(".//mark").text_content() == ", et. al."
    assert "A <Wage of Oil" in item.text_content()
    assert "Write “et al.”" in item.text_content()


def test_nothing_in_a_report_is_live(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT.replace("A <Wage", "<script>Wage"))
    out = tmp_path / "report.html"
    footnoted("check", tmp_path / "a.txt", "-o", out, "--page", 'x"onload="y')
    page = out.read_text("utf-8")
    assert "<script>" not in page
    assert 'href="x&quot;onload=&quot;y#note-1"' in page
    style = re.search(r"<style>(.*?)</style>", page, re.S)
    assert style is not None
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in page


def test_a_report_of_nothing_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.[footnoteRef:1] [1:  Roe 4.] \n")
    out = tmp_path / "report.html"
    assert footnoted("check", tmp_path / "a.txt", "-o", out).returncode == 0
    assert "Nothing to mend in 1 file with 1 note." in out.read_text("utf-8")


def test_a_page_is_for_a_report(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    done = footnoted("check", tmp_path / "a.txt", "--page", "post.html")
    assert done.returncode == 2
    assert "add -o report.html" in done.said
