"""The article pane: what stays through every key, and the way from a place to that in the text."""

from __future__ import annotations

import random
import re

from playwright.sync_api import Page, expect

from tests.programs.conftest import wait_for
from tests.programs.desk.conftest import EXAMPLE, OpenDesk, article, marks, put_caret, text_of

PARAGRAPHS = 40
PLACES = 200

LONG = "".join(
    f"Paragraph {n} tells of harbour {n}, of tide {n} and of pilot {n}.[footnoteRef:{n}] "
    f"It ends with quay {n}. [{n}:  See Roe {n}, Oil {n}.] \n\n"
    for n in range(1, PARAGRAPHS + 1)
)


def frame_says(page: Page, expression: str) -> object:
    return page.frames[1].evaluate(expression)


def test_the_frame_has_an_origin_of_its_own_and_loads_nothing(open_desk: OpenDesk) -> None:
    page = open_desk(EXAMPLE)
    assert frame_says(page, "origin") == "null"
    assert frame_says(page, "performance.getEntriesByType('resource').length") == 0


def test_scroll_selection_and_the_open_note_stay_through_keys(open_desk: OpenDesk) -> None:
    page = open_desk(LONG)
    marks(page).nth(20).click()
    popup = article(page).locator(".fn-popup")
    expect(popup).to_contain_text("See Roe 21")
    frame_says(
        page,
        """{
            const node = document.querySelectorAll("article p")[18].firstChild;
            getSelection().setBaseAndExtent(node, 10, node, 20);
        }""",
    )
    chosen = frame_says(page, "String(getSelection())")
    place = frame_says(
        page, "document.querySelectorAll('article p')[20].getBoundingClientRect().top"
    )
    page.evaluate("document.querySelector('.cm-content').focus()")
    page.keyboard.press("Control+Home")
    page.keyboard.type("A new beginning that is long enough for another line of the article. " * 3)
    expect(article(page).locator("article")).to_contain_text("another line of the article.")
    expect(popup).to_contain_text("See Roe 21")
    assert frame_says(page, "String(getSelection())") == chosen
    moved = frame_says(
        page, "document.querySelectorAll('article p')[20].getBoundingClientRect().top"
    )
    assert isinstance(moved, float)
    assert isinstance(place, float)
    assert abs(moved - place) <= 1


def test_the_open_note_follows_its_words(open_desk: OpenDesk) -> None:
    page = open_desk(EXAMPLE)
    marks(page).nth(2).click()
    expect(article(page).locator(".fn-popup")).to_contain_text("Harbour Practice Council")
    put_caret(page, "Council [HPC]")
    page.keyboard.type(" of Sandrey")
    expect(article(page).locator(".fn-popup")).to_contain_text("Council [HPC] of Sandrey")


def test_a_click_on_a_mark_shows_it_in_the_text(open_desk: OpenDesk) -> None:
    page = open_desk(EXAMPLE)
    marks(page).nth(6).click()
    expect(page.locator(".cm-flash")).to_have_text("7")


def test_a_click_on_a_chip_shows_the_mark(open_desk: OpenDesk) -> None:
    page = open_desk(LONG)
    page.locator(".cm-mark").nth(2).click()
    expect(article(page).locator(".desk-place")).to_have_text("3")


def test_a_click_in_a_note_shows_it_in_the_article(open_desk: OpenDesk) -> None:
    page = open_desk(EXAMPLE)
    page.locator(".cm-note", has_text="Ullevik").click()
    expect(article(page).locator(".desk-place")).to_contain_text("Maren Ullevik-Soto")


def test_of_two_hundred_places_each_leads_to_the_same_word(open_desk: OpenDesk) -> None:
    """From words of the article, in paragraphs and notes, to the text; and from the text back."""
    page = open_desk(LONG)
    text = text_of(page)
    chance = random.Random(16)
    wrong = []
    for _ in range(PLACES):
        number = chance.randint(1, PARAGRAPHS)
        word = chance.choice(["harbour", "tide", "pilot", "quay", "Roe", "Oil"]) + f" {number}"
        click_word(page, word, number)
        try:
            wait_for_word(page, word.split()[0], f"Paragraph {number} ")
        except AssertionError as error:
            wrong.append((word, str(error)))
    assert wrong == []
    assert text_of(page) == text


def wait_for_word(page: Page, word: str, line: str) -> None:
    """Wait until a word of the text is outlined, in the line that holds some words."""
    outlined = page.locator(".cm-line", has_text=line).locator(".cm-flash")
    expect(outlined).to_have_text(word, timeout=5000)


def click_word(page: Page, word: str, number: int) -> None:
    """Click on the first letter of a word in the article."""
    at = page.frames[1].evaluate(
        """([word, number]) => {
            const inNote = /Roe|Oil/.test(word);
            const block = inNote
                ? document.querySelectorAll(".fn-notes > li")[number - 1]
                : document.querySelectorAll(".part > p")[number - 1];
            block.scrollIntoView({ block: "center", behavior: "instant" });
            const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
            const letters = word.split(" ")[0];
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const start = node.data.indexOf(letters);
                if (start < 0) continue;
                const range = document.createRange();
                range.setStart(node, start);
                range.setEnd(node, start + 1);
                const { left, top, height } = range.getBoundingClientRect();
                return [left + 1, top + height / 2];
            }
        }""",
        [word, number],
    )
    box = page.locator("iframe").first.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + at[0], box["y"] + at[1])


def test_alt_click_edits_a_note_where_it_is_called(open_desk: OpenDesk) -> None:
    page = open_desk(EXAMPLE)
    marks(page).nth(3).click(modifiers=["Alt"])
    field = article(page).get_by_label("Words of note 4")
    expect(field).to_have_value("Id.")
    field.fill("Id. at 12.")
    expect(article(page).locator("#note-footnote-4")).to_contain_text("Id. at 12.")
    expect(field).to_have_value("Id. at 12.")
    article(page).get_by_role("button", name="Done").click()
    expect(field).to_have_count(0)
    assert re.search(r"\[4:\s+Id\. at 12\. ?\]", text_of(page))


def test_the_text_follows_what_is_scrolled_in_the_article(open_desk: OpenDesk) -> None:
    page = open_desk(LONG)
    box = page.locator("iframe").first.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 200, box["y"] + 200)
    page.mouse.wheel(0, 900)
    wait_for(page, "document.querySelector('.cm-scroller').scrollTop > 200", True)


def test_the_article_can_be_seen_as_pages(open_desk: OpenDesk) -> None:
    page = open_desk(EXAMPLE)
    page.get_by_label("View").select_option("Page (PDF)")
    expect(page.locator(".pages iframe")).to_have_attribute("src", re.compile("^blob:"))
    page.get_by_label("View").select_option("Web")
    expect(marks(page)).to_have_count(12)
