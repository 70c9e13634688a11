"""Web pages in a real browser, for the tests that look at them."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from converter.document.model import Document
from converter.renderers import html
from converter.renderers.pdf import engines
from tests.conftest import HANGS_AFTER, PAGE_HANGS_AFTER

LIMIT = PAGE_HANGS_AFTER * 1000
"""Playwright's own limits are 5 and 30 seconds."""

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

Open = Callable[..., Page]


def page_of(document: Document, **looks: Any) -> str:
    output = html.render(document, **looks).output
    assert isinstance(output, str)
    return output


def chromium_path() -> str:
    path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    assert path, "these tests need Chromium: apt-get install chromium-headless-shell"
    return path


def wait_for(page: Page, expression: str, value: object) -> None:
    """Wait until an expression has a value, without the eval that Playwright's own waiting needs."""
    end = time.monotonic() + PAGE_HANGS_AFTER
    while (found := page.evaluate(expression)) != value:
        assert time.monotonic() < end, f"{expression} is {found!r}, not {value!r}"
        page.wait_for_timeout(20)


def draw(page: Page) -> None:
    """Wait until the page is drawn, and has heard of what happened before that."""
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


@pytest.fixture(autouse=True)
def _patience_with_tex(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "MOST_SECONDS", HANGS_AFTER)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=LIMIT)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=chromium_path(), args=ARGUMENTS, timeout=LIMIT
        )
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a document's page, or a page; in the end, nothing may have gone wrong or left it.

    `looks` are options of the renderer, `options` those of the browser. With `still`, the clock of the
    page's script stands until the test moves it with ``page.clock.run_for``.
    """
    faults: list[str] = []
    contexts = []

    def open_page(
        document: Document | str,
        script: str = "",
        looks: dict[str, Any] | None = None,
        still: bool = False,
        **options: Any,
    ) -> Page:
        file = tmp_path / "article.html"
        output = document if isinstance(document, str) else page_of(document, **looks or {})
        file.write_text(output, encoding="utf-8")
        context = browser.new_context(**options)
        context.set_default_timeout(LIMIT)
        contexts.append(context)
        context.add_init_script(script)
        page = context.new_page()
        page.on("console", lambda message: faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: faults.append(dialog.message))
        if still:
            page.clock.install()
        page.goto(file.as_uri())
        if still:
            page.clock.pause_at(time.time() + LIMIT)
        page.on("request", lambda request: faults.append(request.url))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []
