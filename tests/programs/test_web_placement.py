"""Where a note stands in a real browser: beside its mark, on the screen, however far that is enlarged."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from converter.document.model import (
    Document,
    Heading,
    Metadata,
    NoteKey,
    NoteRef,
    Row,
    Strong,
    Table,
    Text,
)
from tests.documents import EVERYTHING, cell, note, paragraph, ref
from tests.programs.conftest import Open, draw, wait_for
from tests.programs.test_browser import OPEN, PHONE, QUAY, WITHOUT_POPOVER, mark

TWICE = {"viewport": {"width": 640, "height": 512}, "device_scale_factor": 2}
FOUR_TIMES = {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4}
"""A screen of 1280 by 1024 pixels whose page is enlarged to 200 % and 400 % (WCAG 1.4.4, 1.4.10)."""

WITHOUT_ANCHORS = """
    const style = Object.getOwnPropertyDescriptor(HTMLElement.prototype, "style").get;
    const get = (style, name) => style[name]?.bind?.(style) ?? style[name];
    const set = (style, name, value) => {
        if (!value.includes("anchor(")) style[name] = value;
        return true;
    };
    Object.defineProperty(HTMLElement.prototype, "style", {
        get() { return new Proxy(style.call(this), { get, set }); }
    });
"""
NO_SCROLL_EVENTS = """
    document.addEventListener("scroll", event => event.stopImmediatePropagation(), true);
"""


PLACES = """marks => marks.map(mark => {
    const popup = document.querySelector(".fn-popup");
    if (marks.length > 1) (mark.scrollIntoView({ block: "nearest" }), mark.click());
    const [note, call] = [popup, mark].map(one => one.getBoundingClientRect());
    const page = document.documentElement;
    return [[note.left, note.right, page.clientWidth], [note.top, note.bottom, page.clientHeight],
            [call.top, call.bottom]];
})"""


def assert_beside(marks: Locator) -> None:
    """The note is on the screen and leaves its mark free; of several marks, each is clicked first."""
    for (left, right, width), (top, bottom, height), (above, below) in marks.evaluate_all(PLACES):
        assert 0 <= left < right <= width
        assert 0 <= top < bottom <= height
        assert bottom <= above + 0.5 or top >= below - 0.5


def crowded(lang: str) -> Document:
    """Marks at both ends of lines, side by side, in a heading, in bold, and in every cell of a table
    that is wider than some screens."""
    ids = [str(n) for n in range(20)]
    content = [one for id in ids for one in (Text(f"word{id} of text"), ref(id), Text(" "))]
    cells = tuple(cell("A cell of words", ref(id)) for id in ids[:7])
    return Document(
        (
            Heading(1, (Text("A heading"), ref("1"), ref("2"))),
            paragraph(*content),
            paragraph(Strong((Text("bold"), NoteRef(NoteKey("footnote-0"))))),
            Table((Row(cells), Row(cells))),
            paragraph(*content),
        ),
        tuple(note(id, "Words. " * (5 + 40 * (int(id) % 4))) for id in ids),
        Metadata(lang=lang),
    )


SCREENS = [PHONE, TWICE, FOUR_TIMES, {}]


@pytest.mark.parametrize("options", SCREENS, ids=["phone", "200 %", "400 %", "desktop"])
@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize(
    "script", ["", WITHOUT_ANCHORS, WITHOUT_POPOVER], ids=["", "no anchors", "no popover"]
)
def test_a_note_never_covers_its_mark_nor_leaves_the_screen(
    open_page: Open, options: dict[str, Any], lang: str, script: str
) -> None:
    page = open_page(crowded(lang), script, **options)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert_beside(page.locator("[role=doc-noteref]"))


def test_a_note_is_hidden_with_a_mark_that_its_table_scrolls_away(open_page: Open) -> None:
    page = open_page(crowded("en"), **PHONE)
    last = page.locator("td >> nth=6").locator("[role=doc-noteref]")
    last.tap()
    expect(page.locator(OPEN)).to_be_visible()
    page.locator(".fn-table").evaluate("table => table.scrollTo(0, 0)")
    expect(page.locator(".fn-popup")).to_be_hidden()


def test_a_note_taller_than_the_screen_scrolls_inside(open_page: Open) -> None:
    page = open_page(QUAY, **FOUR_TIMES)
    mark(page, "3").click()
    inside = page.locator(".fn-popup-text")
    assert inside.evaluate("text => text.scrollHeight > text.clientHeight")
    inside.evaluate("text => text.scrollTo(0, 1e6)")
    assert_beside(mark(page, "3"))
    assert inside.evaluate("text => text.scrollTop > 0 && text.tabIndex === 0")


@pytest.mark.parametrize("script", ["", WITHOUT_ANCHORS])
def test_scrolling_keeps_the_note_at_its_mark_and_closes_it_when_the_mark_is_gone(
    open_page: Open, script: str
) -> None:
    page = open_page(QUAY, script)
    mark(page, "1").click()
    page.mouse.move(5, 5)
    page.mouse.wheel(0, 60)
    wait_for(page, "scrollY", 60)
    draw(page)
    assert_beside(mark(page, "1"))
    page.mouse.wheel(0, 900)
    expect(page.locator(OPEN)).to_have_count(0)


def test_between_scroll_events_the_browser_itself_keeps_the_note_at_its_mark(
    open_page: Open,
) -> None:
    page = open_page(QUAY, NO_SCROLL_EVENTS)
    mark(page, "1").click()
    top = page.locator(OPEN).evaluate("popup => popup.getBoundingClientRect().top")
    page.mouse.wheel(0, 30)
    wait_for(page, "scrollY", 30)
    draw(page)
    assert_beside(mark(page, "1"))
    now = page.locator(OPEN).evaluate("popup => popup.getBoundingClientRect().top")
    assert now == pytest.approx(top - 30, abs=1)


def test_a_note_shows_its_own_type_in_a_bold_place(open_page: Open) -> None:
    page = open_page(crowded("en"))
    bold = page.locator("strong").locator("[role=doc-noteref]")
    bold.click()
    weight = "one => getComputedStyle(one).fontWeight"
    assert page.locator(".fn-popup-text p >> nth=0").evaluate(weight) == "400"
    assert bold.evaluate(weight) == "400"


@pytest.mark.parametrize("options", SCREENS, ids=["phone", "200 %", "400 %", "desktop"])
def test_no_page_is_wider_than_its_screen(open_page: Open, options: dict[str, Any]) -> None:
    page = open_page(EVERYTHING, **options)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
