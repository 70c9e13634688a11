"""The page when its converter is closed, started again, or slow; and the preview of files."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.programs.conftest import wait_for
from tests.programs.desk.conftest import (
    EXAMPLE,
    OpenDesk,
    article,
    marks,
    problem_count,
    served,
    wait_for_review,
)
from tests.programs.webdriver import free_port


def type_first(page: Page, words: str) -> None:
    page.locator(".cm-content").click()
    page.keyboard.press("Control+Home")
    page.keyboard.type(words)


def test_a_text_outlives_its_converter_and_finds_the_next_one(
    open_desk: OpenDesk, tmp_path: Path
) -> None:
    port = free_port()
    with served(tmp_path, port=port) as first:
        page = open_desk(EXAMPLE, at=first, may_fail=True)
        expect(marks(page)).to_have_count(12)
    type_first(page, "Typed meanwhile. ")
    strip = page.get_by_role("contentinfo")
    expect(strip).to_contain_text("The converter was closed. Your text is still here:")
    strip.get_by_role("button", name="Copy text").click()
    expect(strip.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "Typed meanwhile. " + EXAMPLE.read_text(encoding="utf-8")
    with served(tmp_path, port=port) as second:
        page.context.new_page().goto(second.link)  # the window that the next start opens
        expect(article(page).locator("article")).to_contain_text("Typed meanwhile.")
        expect(strip).not_to_contain_text("closed")
        page.reload()
        wait_for_review(page)
        expect(article(page).locator("article")).to_contain_text("Typed meanwhile.")
        page.goto("about:blank")


def test_a_slow_conversion_can_be_stopped(open_desk: OpenDesk) -> None:
    page = open_desk(EXAMPLE)
    expect(marks(page)).to_have_count(12)
    stopped: list[str] = []
    page.route("**/api/render*", lambda route: None)
    page.on("request", lambda one: stopped.append(one.url) if "/api/stop" in one.url else None)
    type_first(page, "x")
    strip = page.get_by_role("contentinfo")
    expect(strip).to_contain_text("Still working…")
    strip.get_by_role("button", name="Stop").click()
    expect(marks(page)).to_have_count(12)
    assert len(stopped) == 1
    page.unroute_all(behavior="ignoreErrors")


def test_the_preview_follows_a_file_and_keeps_scroll_and_the_open_note(
    open_desk: OpenDesk, tmp_path: Path
) -> None:
    file = tmp_path / "dues.txt"
    text = EXAMPLE.read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    with served(tmp_path, "preview", str(file)) as one:
        page = open_desk(at=one)
        expect(marks(page)).to_have_count(12)
        expect(page.get_by_role("heading", level=1)).to_have_text("dues.txt")
        marks(page).nth(8).click()
        expect(article(page).locator(".fn-popup")).to_contain_text("Oyanagi-Bell")
        before = page.frames[1].evaluate("scrollY")
        assert before > 0
        file.write_text(text.replace("smooth water", "calm water", 1), encoding="utf-8")
        expect(article(page).locator("article")).to_contain_text("the calm water")
        expect(article(page).locator(".fn-popup")).to_contain_text("Oyanagi-Bell")
        assert abs(page.frames[1].evaluate("scrollY") - before) <= 1
        file.write_text(text.replace("Oyanagi-Bell, supra note 5", "Oyanagi-Bell, supra note 3"))
        expect(problem_count(page)).to_have_text("1 problem")
        page.keyboard.press("F8")
        page.get_by_role("button", name="Copy place").click()
        wait_for(page, "navigator.clipboard.readText()", "dues.txt:10")
        page.goto("about:blank")


def test_the_preview_has_a_tab_for_each_file(open_desk: OpenDesk, tmp_path: Path) -> None:
    for name in ("oil", "tar"):
        (tmp_path / f"{name}.txt").write_text(f"Of {name}.[footnoteRef:1] [1: See {name}.] \n")
    files = [str(tmp_path / "oil.txt"), str(tmp_path / "tar.txt")]
    with served(tmp_path, "preview", *files) as one:
        page = open_desk(at=one)
        expect(article(page).locator("article")).to_contain_text("Of oil.")
        page.get_by_role("button", name="tar.txt").click()
        expect(article(page).locator("article")).to_contain_text("Of tar.")
        expect(page.get_by_role("contentinfo")).to_contain_text("1 note in, 1 note out")
        page.goto("about:blank")
