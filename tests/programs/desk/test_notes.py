"""The drawer of notes: the table, and what is done with a note, with every number that follows."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.programs.desk.conftest import EXAMPLE, OpenDesk, article, marks, note_count, put_caret
from tests.programs.desk.test_text import THREE


def opened(page: Page) -> Locator:
    """The drawer."""
    note_count(page).click()
    return page.get_by_role("complementary", name="Notes")


def choose(page: Page, number: str, deed: str) -> Locator:
    """Choose from the menu of a note; the dialog that opens."""
    page.get_by_role("button", name=f"What to do with note {number}", exact=True).click()
    page.get_by_role("menuitem", name=deed).click()
    return page.get_by_role("dialog")


def test_the_table_shows_each_note_its_words_and_what_cites_it(open_desk: OpenDesk) -> None:
    page = open_desk(EXAMPLE)
    drawer = opened(page)
    rows = drawer.get_by_role("row")
    expect(rows).to_have_count(13)
    expect(rows.nth(5)).to_contain_text("Takumi Oyanagi-Bell")
    expect(rows.nth(5).get_by_role("button", name="note 9")).to_be_visible()


def test_the_filter_finds_words_and_numbers(open_desk: OpenDesk) -> None:
    page = open_desk(EXAMPLE)
    drawer = opened(page)
    drawer.get_by_role("searchbox").fill("oyanagi")
    expect(drawer.get_by_role("status").first).to_have_text("2 of 12 notes")
    drawer.get_by_role("searchbox").fill("no such words")
    expect(drawer).to_contain_text("No note has these words.")


def test_a_row_leads_to_its_note_in_both_panes(open_desk: OpenDesk) -> None:
    page = open_desk(EXAMPLE)
    opened(page).get_by_role("button", name="Takumi Oyanagi-Bell").click()
    expect(article(page).locator(".desk-place")).to_contain_text("Takumi Oyanagi-Bell")
    expect(page.locator(".cm-flash")).to_have_text("5")


def test_a_note_is_put_in_behind_another(open_desk: OpenDesk) -> None:
    page = open_desk(THREE)
    opened(page)
    dialog = choose(page, "1", "Insert note after…")
    dialog.get_by_label("Words of the note").fill("See Brandt.")
    expect(dialog.locator(".preview tbody tr")).to_have_count(3)
    dialog.get_by_role("button", name="Renumber").click()
    notes = article(page).locator(".fn-notes > li")
    expect(notes).to_have_count(4)
    expect(notes.nth(1)).to_contain_text("See Brandt.")
    expect(notes.nth(3)).to_contain_text("supra note 3")


def test_a_note_is_moved_and_what_changes_is_shown_before(open_desk: OpenDesk) -> None:
    page = open_desk(THREE)
    opened(page)
    dialog = choose(page, "1", "Move…")
    dialog.get_by_label("To the place of note").select_option("3")
    expect(dialog.locator(".preview tbody tr").first).to_contain_text("3")
    dialog.get_by_role("button", name="Renumber").click()
    notes = article(page).locator(".fn-notes > li")
    expect(notes.nth(2)).to_contain_text("See Odile Tamm")
    expect(notes.nth(1)).to_contain_text("supra note 1")


def test_a_row_that_is_dropped_on_another_asks_to_move_there(open_desk: OpenDesk) -> None:
    page = open_desk(THREE)
    rows = opened(page).locator("tbody tr")
    expect(rows).to_have_count(3)
    rows.nth(2).drag_to(rows.nth(0))
    dialog = page.get_by_role("dialog", name="Move note 3")
    expect(dialog.get_by_label("To the place of note")).to_have_value("1")
    dialog.get_by_role("button", name="Renumber").click()
    expect(article(page).locator(".fn-notes > li").first).to_contain_text("See infra note 3")


def test_a_note_is_deleted_with_its_marks(open_desk: OpenDesk) -> None:
    page = open_desk(THREE)
    opened(page)
    dialog = choose(page, "3", "Delete…")
    expect(dialog.locator(".preview")).to_contain_text("deleted")
    dialog.get_by_role("button", name="Delete the mark and the note").click()
    expect(marks(page)).to_have_count(2)
    expect(note_count(page)).to_have_text("2 notes")


def test_a_note_is_cited_again_at_the_caret(open_desk: OpenDesk) -> None:
    page = open_desk(THREE)
    put_caret(page, "Wax runs")
    opened(page)
    dialog = choose(page, "1", "Cite again…")
    dialog.get_by_role("button", name="Renumber").click()
    expect(marks(page)).to_have_text(["1", "2", "1", "3"])
    expect(page.locator(".cm-mark")).to_have_text(["1", "2", "1", "3"])


def test_a_menu_is_walked_with_arrows_and_left_with_escape(open_desk: OpenDesk) -> None:
    page = open_desk(THREE)
    opened(page)
    more = page.get_by_role("button", name="What to do with note 2", exact=True)
    more.press("Enter")
    expect(page.get_by_role("menuitem", name="Insert note after…")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("menuitem", name="Move…")).to_be_focused()
    page.keyboard.press("Escape")
    expect(more).to_be_focused()
