"""The sheet of downloads: each format, the choices, and the receipt that is counted from the file."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Locator, Page, expect

from converter import read
from tests.programs.desk.conftest import EXAMPLE, OpenDesk, article

BOTH = "Oil.[footnoteRef:1] Tar.[endnoteRef:1] [1: See Roe.]  [1: See Coe.] \n"


def sheet(page: Page) -> Locator:
    page.get_by_role("button", name="Download", exact=True).click()
    return page.get_by_role("dialog", name="Download")


def taken(page: Page, name: str) -> Path:
    """The file that a button of the sheet gives."""
    with page.expect_download() as download:
        page.get_by_role("dialog").get_by_role("button", name=name, exact=True).click()
    return Path(download.value.path())


@pytest.mark.parametrize(
    ("name", "begins", "file"),
    [
        ("Word", b"PK", "harbour-dues.footnoted.docx"),
        ("Web page", b"<!DOCTYPE html>", "harbour-dues.footnoted.html"),
        ("PDF", b"%PDF-", "harbour-dues.footnoted.pdf"),
        ("LaTeX", b"", "harbour-dues.footnoted.tex"),
        ("All as .zip", b"PK", "harbour-dues.footnoted.zip"),
    ],
)
def test_each_button_gives_its_file_and_says_what_is_in_it(
    open_desk: OpenDesk, name: str, begins: bytes, file: str
) -> None:
    page = open_desk(EXAMPLE)
    dialog = sheet(page)
    assert taken(page, name).read_bytes().startswith(begins)
    expect(dialog).to_contain_text(f"{file} is downloaded.")
    expect(dialog).to_contain_text("12 notes in, 12 notes out")


def test_the_text_itself_comes_out_as_it_went_in(open_desk: OpenDesk) -> None:
    page = open_desk(EXAMPLE)
    sheet(page)
    assert taken(page, "Text with markers").read_bytes() == EXAMPLE.read_bytes()


def test_notes_stay_as_they_are_or_become_of_one_kind(open_desk: OpenDesk) -> None:
    page = open_desk(BOTH)
    dialog = sheet(page)
    kinds = [one.kind for one in read(taken(page, "Word").read_bytes(), "docx").document.notes]
    assert kinds == ["footnote", "endnote"]
    dialog.get_by_label("endnotes", exact=True).check()
    kinds = [one.kind for one in read(taken(page, "Word").read_bytes(), "docx").document.notes]
    assert kinds == ["endnote", "endnote"]


def test_notes_in_the_margin_are_seen_in_the_article_at_once(open_desk: OpenDesk) -> None:
    page = open_desk(EXAMPLE)
    sheet(page).get_by_label("margin").check()
    expect(article(page).locator("article.fn-sidenotes .fn-note")).to_have_count(12)


def test_the_house_style_of_a_journal_is_kept_used_and_forgotten(
    open_desk: OpenDesk, tmp_path: Path
) -> None:
    house = tmp_path / "house.docx"
    styled = docx.Document()
    styled.styles["Normal"].font.name = "Baskerville"
    styled.save(str(house))
    page = open_desk(EXAMPLE)
    dialog = sheet(page)
    dialog.get_by_label("yours…").check()
    dialog.get_by_label("Use this Word file as house style").set_input_files(house)
    expect(dialog).to_contain_text("house.docx")
    with zipfile.ZipFile(taken(page, "Word")) as package:
        assert b"Baskerville" in package.read("word/styles.xml")
    page.keyboard.press("Escape")
    sheet(page)
    expect(dialog).to_contain_text("house.docx")
    dialog.get_by_role("button", name="Forget it").click()
    expect(dialog).not_to_contain_text("house.docx")
