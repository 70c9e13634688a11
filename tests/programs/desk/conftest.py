"""The local page with its server, in a real browser, for the tests that do there what a person does."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, FrameLocator, Locator, Page, expect

from tests.conftest import ROOT
from tests.programs.conftest import LIMIT
from tests.programs.webdriver import free_port

EXAMPLE = ROOT / "examples" / "harbour-dues.txt"
"""The article that the page offers as its example."""

OpenDesk = Callable[..., Page]

NO_ANSWER = "Failed to load resource"
"""What a browser says on its console of a question without an answer."""


class Served:
    """A server that runs as a process of its own, at `link`."""

    def __init__(self, folder: Path, port: int, *arguments: str) -> None:
        program = [sys.executable, "-m", "converter"]
        asked = [*program, *(arguments or ("serve",)), "--no-browser", "--port", str(port)]
        environment = {**os.environ, "XDG_DATA_HOME": str(folder / "data"), "TMPDIR": str(folder)}
        self.process = subprocess.Popen(asked, stderr=subprocess.PIPE, text=True, env=environment)
        assert self.process.stderr is not None
        self.link = self.process.stderr.readline().split()[-1]
        self.address = self.link.partition("?")[0]

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(LIMIT / 1000)
        assert self.process.stderr is not None
        self.process.stderr.close()


@contextmanager
def served(folder: Path, *arguments: str, port: int | None = None) -> Iterator[Served]:
    """The page of a server of its own; `arguments` are those of the command, without: ``serve``."""
    one = Served(folder, port or free_port(), *arguments)
    try:
        yield one
    finally:
        one.end()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("served")) as one:
        yield one


@pytest.fixture
def open_desk(browser: Browser, server: Served) -> Iterator[OpenDesk]:
    """Opens the page, and in it a text or file; in the end nothing went wrong or left the machine.

    `options` are those of the browser, `at` is another server. With `may_fail`, the browser may say
    that a question got no answer, or a refusal.
    """
    faults: list[str] = []
    contexts = []

    def say(what: str, is_fine: bool) -> None:
        if not is_fine:
            faults.append(what)

    def open_desk(
        text: str | Path | None = None,
        at: Served = server,
        query: str = "",
        may_fail: bool = False,
        **options: Any,
    ) -> Page:
        context = browser.new_context(**options)
        context.set_default_timeout(LIMIT)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda one: say(one.text, may_fail and NO_ANSWER in one.text))
        own = (at.address, "data:", f"blob:{at.address}")
        page.on("request", lambda one: say(one.url, one.url.startswith(own)))
        page.goto(at.link)
        if query:
            page.goto(at.address + query)
        if text is not None:
            open_text(page, text)
        return page

    yield open_desk
    for context in contexts:
        context.close()
    assert faults == []


def open_text(page: Page, text: str | Path) -> None:
    """Choose a file, or one with a text, and wait until its article and its problems are there."""
    file: Any = text
    if isinstance(text, str):
        file = {"name": "article.txt", "mimeType": "text/plain", "buffer": text.encode()}
    page.locator("input[type=file]").first.set_input_files(file)
    wait_for_review(page)


def wait_for_review(page: Page) -> None:
    expect(page.locator(".receipt")).to_contain_text("in,")


def article(page: Page) -> FrameLocator:
    return page.frame_locator("iframe").first


def marks(page: Page) -> Locator:
    return article(page).locator('[role="doc-noteref"]')


def text_of(page: Page) -> str:
    """The text with all its markers, as the tab keeps it, a moment after the last key."""
    page.wait_for_timeout(600)
    return str(page.evaluate("JSON.parse(sessionStorage.getItem('desk')).text"))


def problem_count(page: Page) -> Locator:
    return page.get_by_role("banner").locator("[aria-controls=problems]")


def note_count(page: Page) -> Locator:
    return page.get_by_role("banner").locator("[aria-controls=notes]")


def put_caret(page: Page, behind: str) -> None:
    """Click into the text, and put the caret behind some words by the keyboard and the search."""
    page.locator(".cm-content").click()
    page.keyboard.press("Control+f")
    page.keyboard.type(behind)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowRight")
