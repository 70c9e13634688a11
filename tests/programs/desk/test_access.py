"""The local page for everyone: axe on every screen, keys alone, a phone, 400 %, what is said aloud."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.programs.desk.conftest import OpenDesk, article, note_count, open_text, problem_count
from tests.programs.desk.test_desk import faulty
from tests.programs.test_web_standards import AXE, module

AXE_OF_PAGE = AXE.replace("runOnly: levels", "runOnly: levels, iframes: false")
"""The frame is looked at on its own: axe cannot reach into another origin."""

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
    "phone": PHONE,
    "large": {"viewport": {"width": 320, "height": 256}},
}
"""How the page is seen. 1280 by 1024 pixels at 400 % are 320 by 256 (WCAG 2.2, 1.4.10)."""


def violations(page: Page) -> list[str]:
    source = module("axe-core/axe.min.js").read_text(encoding="utf-8")
    page.evaluate(f"() => {{ {source} }}")
    passed, found = page.evaluate(AXE_OF_PAGE)
    assert passed > 0
    return [str(one) for one in found]


def screens(page: Page) -> Any:
    """Each screen by its name, once it is shown."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    yield "start"
    page.get_by_text("What happens here?").click()
    yield "start, told"
    open_text(page, faulty())
    expect(problem_count(page)).to_have_text("5 problems")
    yield "desk"
    page.keyboard.press("F8")
    page.locator(".why summary").first.click()
    yield "problems"
    page.get_by_role("button", name="Leave it").first.click()
    page.get_by_role("button", name="Fix 4 safe ones").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    yield "difference"
    page.keyboard.press("Escape")
    note_count(page).click()
    yield "notes"
    page.get_by_role("button", name="What to do with note 2", exact=True).click()
    yield "menu"
    page.get_by_role("menuitem", name="Move…").click()
    expect(page.locator(".preview table")).to_be_visible()
    yield "renumbering"
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Download", exact=True).click()
    page.get_by_label("yours…").check()
    expect(page.get_by_text("Use this Word file as house style")).to_be_visible()
    yield "download"
    page.keyboard.press("Escape")
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("menuitem", name="Keys").click()
    yield "keys"
    page.keyboard.press("Escape")
    page.locator(".cm-content").press("Control+f")
    yield "find"


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_on_any_screen(open_desk: OpenDesk, look: str) -> None:
    page = open_desk(reduced_motion="reduce", **LOOKS[look])
    found = {screen: faults for screen in screens(page) if (faults := violations(page))}
    assert found == {}


@pytest.mark.parametrize("look", ["phone", "large"])
def test_nothing_stands_beyond_the_edge_of_a_small_screen(open_desk: OpenDesk, look: str) -> None:
    page = open_desk(**LOOKS[look])
    for screen in screens(page):
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, screen


def test_f6_goes_round_the_panes_and_back(open_desk: OpenDesk) -> None:
    page = open_desk(faulty())
    problem_count(page).click()
    expect(page.get_by_role("heading", name="Problems")).to_be_focused()
    page.keyboard.press("Shift+F6")
    expect(page.locator("iframe").first).to_be_focused()
    page.keyboard.press("Shift+F6")
    expect(page.locator(".cm-content")).to_be_focused()
    page.keyboard.press("F6")
    expect(page.locator("iframe").first).to_be_focused()
    page.keyboard.press("F6")
    expect(page.get_by_role("heading", name="Problems")).to_be_focused()


def test_tab_leaves_the_text(open_desk: OpenDesk) -> None:
    page = open_desk(faulty())
    page.locator(".cm-content").click()
    page.keyboard.press("Tab")
    expect(page.get_by_role("separator")).to_be_focused()


def test_the_seam_is_moved_by_arrows_and_remembered(open_desk: OpenDesk) -> None:
    page = open_desk(faulty())
    page.get_by_role("separator").press("ArrowRight")
    expect(page.get_by_role("separator")).to_have_attribute("aria-valuenow", "54")
    page.reload()
    expect(page.get_by_role("separator")).to_have_attribute("aria-valuenow", "54")


def test_the_focus_is_never_lost(open_desk: OpenDesk) -> None:
    page = open_desk(faulty())
    page.keyboard.press("F8")
    for left in ("4 problems", "3 problems", "2 problems", "1 problem", "No problems"):
        page.keyboard.press("Enter")
        expect(problem_count(page)).to_have_text(left)
        assert page.evaluate("document.activeElement !== document.body")
    assert page.evaluate("document.activeElement.closest('#problems') !== null")
    page.keyboard.press("Escape")
    expect(problem_count(page)).to_be_focused()


def test_the_number_of_problems_is_said_once_when_it_has_changed(open_desk: OpenDesk) -> None:
    page = open_desk("Oil.[footnoteRef:1] [1: See Roe, Oil 3.] \n")
    page.evaluate(
        """{
            window.said = [];
            const live = document.body.appendChild(document.createElement("i"));
            new MutationObserver(changes => {
                for (const { target } of changes) {
                    if (target.getAttribute?.("aria-live")) window.said.push(target.textContent);
                }
            }).observe(document.body, { childList: true, subtree: true });
        }"""
    )
    page.wait_for_timeout(1500)
    page.locator(".cm-content").press("Control+End")
    page.keyboard.type("Tar.[footnoteRef:8] More words.", delay=30)
    expect(problem_count(page)).to_have_text("1 problem")
    page.wait_for_timeout(1800)
    assert page.evaluate("window.said").count("1 problem") == 1
    assert len(page.evaluate("window.said")) <= 2


def test_on_a_phone_panes_are_tabs_and_problems_a_sheet(open_desk: OpenDesk) -> None:
    page = open_desk(faulty(), **PHONE)
    expect(page.locator(".cm-content")).to_be_visible()
    expect(page.locator("iframe").first).to_be_hidden()
    page.get_by_role("button", name="Article").click()
    expect(article(page).locator("article")).to_be_visible()
    problem_count(page).click()
    sheet = page.get_by_role("complementary", name="Problems").bounding_box()
    assert sheet is not None
    assert sheet["width"] == 390
    assert sheet["y"] > 200
