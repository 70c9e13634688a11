"""The text pane: marks drawn as chips, notes put in and taken out, completion."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.programs.desk.conftest import (
    EXAMPLE,
    OpenDesk,
    article,
    marks,
    note_count,
    put_caret,
    text_of,
)

THREE = (
    "Oil burns.[footnoteRef:4] Tar sticks.[footnoteRef:5] Wax runs.[footnoteRef:9] "
    "[4: See Odile Tamm, A Wage of Oil.]  [5: Tamm, supra note 1, at 3.]  [9: See supra note 2.] \n"
)
"""Three notes, two of which refer to others by the numbers that are printed."""


def test_marks_are_chips_with_the_printed_number_and_notes_are_boxes(open_desk: OpenDesk) -> None:
    page = open_desk(THREE)
    expect(page.locator(".cm-mark")).to_have_text(["1", "2", "3"])
    expect(page.locator(".cm-label")).to_have_text(["1", "2", "3"])
    expect(page.locator(".cm-note").first).to_contain_text("See Odile Tamm")
    expect(page.locator(".cm-content")).not_to_contain_text("footnoteRef")


def test_markers_can_be_shown(open_desk: OpenDesk) -> None:
    page = open_desk(THREE)
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("menuitemcheckbox", name="Show markers").click()
    expect(page.locator(".cm-content")).to_contain_text("[footnoteRef:4]")


def test_the_caret_steps_over_a_chip_as_one_letter(open_desk: OpenDesk) -> None:
    page = open_desk(THREE)
    put_caret(page, "burns.")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("X")
    assert "Oil burns.[footnoteRef:4]X Tar" in text_of(page)


def test_two_brackets_put_in_a_note_and_what_is_typed_on_goes_into_it(open_desk: OpenDesk) -> None:
    page = open_desk(THREE)
    put_caret(page, "burns")
    page.keyboard.type("[[See Brandt.")
    expect(note_count(page)).to_have_text("4 notes")
    notes = article(page).locator(".fn-notes > li")
    expect(notes.nth(0)).to_contain_text("See Brandt.")
    expect(notes.nth(2)).to_contain_text("supra note 2")
    expect(notes.nth(3)).to_contain_text("supra note 3")
    page.get_by_role("banner").get_by_role("button", name="Undo").click()


def test_a_note_can_be_put_into_a_text_that_has_none(open_desk: OpenDesk) -> None:
    page = open_desk("Oil burns.\n\nTar sticks.\n")
    put_caret(page, "burns")
    page.keyboard.press("Control+Alt+f")
    page.keyboard.type("See Tamm.")
    expect(marks(page)).to_have_count(1)
    expect(article(page).locator("#note-footnote-1")).to_contain_text("See Tamm.")


def test_deleting_a_chip_asks_whether_its_note_goes_too(open_desk: OpenDesk) -> None:
    page = open_desk(THREE)
    put_caret(page, "burns.")
    page.keyboard.press("Delete")
    dialog = page.get_by_role("dialog", name="Delete note 1 too?")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".cm-content")).to_be_focused()
    page.keyboard.press("Delete")
    dialog.get_by_role("button", name="Delete the mark and the note").click()
    expect(marks(page)).to_have_count(2)
    expect(article(page).locator(".fn-notes > li").nth(1)).to_contain_text("See supra note 1.")


def test_supra_offers_the_notes(open_desk: OpenDesk) -> None:
    page = open_desk(THREE)
    put_caret(page, "Wax runs.")
    page.keyboard.type(" As said supra ")
    page.keyboard.type("no")
    offered = page.locator(".cm-tooltip-autocomplete li")
    expect(offered).to_have_count(3)
    expect(offered.first).to_contain_text("note 1 – See Odile Tamm, A Wage of Oil.")
    page.wait_for_timeout(100)
    page.keyboard.press("Enter")
    expect(article(page).locator("p").first).to_contain_text("As said supra note 1")


def test_id_says_what_it_stands_for(open_desk: OpenDesk) -> None:
    page = open_desk(EXAMPLE)
    box = page.locator(".cm-note").filter(has_text=re.compile(r"^Id\.")).first
    box.scroll_into_view_if_needed()
    where = box.bounding_box()
    assert where is not None
    page.mouse.move(where["x"] + 8, where["y"] + where["height"] / 2, steps=3)
    expect(page.locator(".cm-tip")).to_contain_text("Id. stands for what note 3 cites")


def test_a_mend_is_one_step_of_undo_on_its_own(open_desk: OpenDesk) -> None:
    text = "Oil.[footnoteRef:1] [1: Roe et. al., Oil 3.] \n"
    page = open_desk(text)
    page.locator(".cm-content").click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("X")
    put_caret(page, "Roe ")
    page.keyboard.press("Control+.")
    expect(article(page).locator("#note-footnote-1")).to_contain_text("Roe et al.")
    page.locator(".cm-content").press("Control+z")
    expect(article(page).locator("#note-footnote-1")).to_contain_text("Roe et. al.")
    assert text_of(page) == f"X{text}"
