"""The behaviour of web pages in Firefox and in WebKitGTK, Safari's engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.programs.conftest import page_of
from tests.programs.test_browser import QUAY
from tests.programs.webdriver import ENTER, ESCAPE, TAB, Tab, firefox, webkit

SHOWN = """
    const open = [...document.querySelectorAll(arguments[0])].filter(one => one.matches(":popover-open"));
    return open.map(one => one.textContent).join();
"""


@pytest.fixture(scope="module", params=["firefox", "webkit"])
def browser(request: pytest.FixtureRequest, tmp_path_factory: Any) -> Iterator[Tab]:
    if request.param == "firefox":
        with firefox(tmp_path_factory.mktemp("profile")) as tab:
            yield tab
        return
    with webkit() as tab:
        yield tab


@pytest.fixture
def page(browser: Tab, tmp_path: Path) -> Tab:
    file = tmp_path / "article.html"
    file.write_text(page_of(QUAY), encoding="utf-8")
    browser.open(file.as_uri())
    browser.point("h1")
    return browser


def focus(page: Tab, id: str) -> None:
    """Where the reader left off; then keys lead on."""
    page.run("document.getElementById(arguments[0]).focus({ preventScroll: true })", id)


def assert_shown(page: Tab, words: str, box: str = ".fn-popup") -> None:
    page.wait_for(f"{{{SHOWN.replace('return', 'const shown =')} return shown.includes(arguments[1])}}",
                  box, words)  # fmt: skip


def assert_none_shown(page: Tab) -> None:
    page.wait_for("return !document.querySelector('.fn-popup:popover-open')")


def focused(page: Tab) -> Any:
    return page.run("return document.activeElement.className || document.activeElement.id")


def test_a_pointer_that_rests_on_a_mark_shows_its_note_until_it_leaves(page: Tab) -> None:
    page.point("#mark-footnote-1")
    assert_shown(page, "Granite")
    page.point("h1")
    assert_none_shown(page)


def test_a_click_pins_a_note_and_escape_hides_it(page: Tab) -> None:
    page.point("#mark-footnote-1", click=True)
    page.point("h1")
    assert_shown(page, "Granite")
    page.press(ESCAPE)
    assert_none_shown(page)


def test_enter_on_a_mark_leads_into_its_note_and_escape_back(page: Tab) -> None:
    focus(page, "mark-footnote-1")
    page.press(ENTER)
    assert_shown(page, "Granite")
    assert focused(page) == "fn-popup"
    page.press(ESCAPE)
    assert_none_shown(page)
    assert focused(page) == "mark-footnote-1"


def test_tab_to_a_mark_out_of_sight_shows_its_note(page: Tab) -> None:
    focus(page, "mark-footnote-1")
    page.run("document.querySelector('h1').style.marginTop = '3000px'; scrollTo(0, 0)")
    page.press(ENTER, ESCAPE)
    page.run("scrollTo(0, 0)")
    page.press(TAB)
    assert_shown(page, "Hemp")


def test_a_reference_in_a_note_shows_its_note_on_the_screen(page: Tab) -> None:
    page.point("#mark-footnote-2", click=True)
    assert_shown(page, "Hemp")
    page.point(".fn-popup a[href^='#note']")
    assert_shown(page, "Granite", ".fn-peek")
    left, top, right, bottom, width, height = page.run(
        "const { left, top, right, bottom } = document.querySelector('.fn-peek').getBoundingClientRect();"
        "return [left, top, right, bottom, innerWidth, innerHeight]"
    )
    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height


def test_a_mark_is_tied_to_the_note_it_shows_beside_another(page: Tab) -> None:
    tied = (
        "const mark = document.getElementById('mark-footnote-3');"
        "return [mark.ariaExpanded, (mark.ariaDetailsElements ?? [])[0]?.className ?? '']"
    )
    page.point("#mark-footnote-2", click=True)
    assert_shown(page, "Hemp")
    page.point("#mark-footnote-3")
    assert_shown(page, "A coil", ".fn-peek")
    assert page.run(tied) == ["true", "fn-peek"]
    page.press(ESCAPE)
    assert_none_shown(page)
    assert page.run(tied) == ["false", ""]


def test_links_are_underlined(page: Tab) -> None:
    look = "return getComputedStyle(document.querySelector(\"[href^='https']\")).textDecorationLine"
    assert page.run(look) == "underline"


def test_buttons_lead_from_note_to_note_by_keys(page: Tab) -> None:
    focus(page, "mark-footnote-1")
    page.press(ENTER)
    assert_shown(page, "Cited in: ↑1 ↑2 note 2")
    page.run("document.querySelector('.fn-tools button:nth-child(2)').focus()")
    page.press(ENTER)
    assert_shown(page, "Hemp")


def test_slash_finds_a_note_and_enter_leads_to_it(page: Tab) -> None:
    page.press("/", *"coil", ENTER)
    assert_shown(page, "A coil")
    assert focused(page) == "fn-popup"


def test_a_switch_puts_notes_into_the_margin_and_back(page: Tab) -> None:
    beside = "return document.querySelector('#note-footnote-1').matches('.fn-note')"
    for pressed in (True, False):
        page.run("document.querySelector('.fn-switch').focus()")
        page.press(ENTER)
        assert page.run(beside) is pressed
    page.run("localStorage.clear()")
