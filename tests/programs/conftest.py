"""Web pages in a real browser, for the tests that look at them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from converter.document.model import Document
from converter.renderers import html

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


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium")
    assert path, "these tests need Chromium: apt-get install chromium"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a document's page, or a page; in the end, nothing may have gone wrong or left it.

    `looks` are options of the renderer, `options` those of the browser.
    """
    faults: list[str] = []
    contexts = []

    def open_page(
        document: Document | str,
        script: str = "",
        looks: dict[str, Any] | None = None,
        **options: Any,
    ) -> Page:
        file = tmp_path / "article.html"
        output = document if isinstance(document, str) else page_of(document, **looks or {})
        file.write_text(output, encoding="utf-8")
        context = browser.new_context(**options)
        contexts.append(context)
        context.add_init_script(script)
        page = context.new_page()
        page.on("console", lambda message: faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: faults.append(dialog.message))
        page.goto(file.as_uri())
        page.on("request", lambda request: faults.append(request.url))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []
