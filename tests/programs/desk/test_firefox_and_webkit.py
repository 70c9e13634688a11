"""The main path of the local page in Firefox ESR and in WebKitGTK, Safari's engine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.programs.desk.conftest import Served
from tests.programs.webdriver import ENTER, Tab, firefox, webkit

F8 = "\ue038"
"""As WebDriver names it (W3C WebDriver, 17.4.2)."""


@pytest.fixture(scope="module", params=["firefox", "webkit"])
def tab(request: pytest.FixtureRequest, tmp_path_factory: Any) -> Iterator[Tab]:
    if request.param == "firefox":
        with firefox(tmp_path_factory.mktemp("profile")) as one:
            yield one
        return
    with webkit() as one:
        yield one


def open_text(tab: Tab, server: Served, words: str) -> None:
    """Drop a file with these words onto the window."""
    tab.open(server.link)
    tab.wait_for("return document.querySelector('h1')")
    tab.run(
        """
            const carried = new DataTransfer();
            carried.items.add(new File([arguments[0]], "oil.txt"));
            const options = { dataTransfer: carried, bubbles: true, cancelable: true };
            document.body.dispatchEvent(new DragEvent("drop", options));
        """,
        words,
    )
    tab.wait_for("return document.querySelector('.receipt')?.textContent.includes('in,')")


def says(tab: Tab, selector: str, words: str) -> None:
    tab.wait_for(
        "const all = [...document.querySelectorAll(arguments[0])];"
        "return all.some(one => one.textContent.includes(arguments[1]))",
        selector,
        words,
    )


def test_the_example_is_shown_with_its_notes(tab: Tab, server: Served) -> None:
    tab.open(server.link)
    tab.wait_for("return document.querySelector('.ways .link')")
    tab.point(".ways .link", click=True)
    says(tab, ".count", "12 notes")
    says(tab, ".receipt", "12 notes in, 12 notes out")
    says(tab, ".cm-mark", "1")
    tab.wait_for("return document.getElementById('desk').dataset.drawn")


def test_a_problem_is_mended_by_keys(tab: Tab, server: Served) -> None:
    open_text(tab, server, "Oil.[footnoteRef:1] [1: Roe et. al., Oil 3.] \n")
    says(tab, ".count", "1 problem")
    tab.press(F8)
    tab.wait_for("return document.activeElement.matches('.do')")
    tab.press(ENTER)
    says(tab, ".count", "No problems")
    says(tab, ".cm-note", "Roe et al., Oil 3.")


def test_typing_is_drawn_and_a_note_put_in(tab: Tab, server: Served) -> None:
    open_text(tab, server, "Oil.[footnoteRef:1] [1: Roe, Oil 3.] \n")
    tab.point(".cm-line", click=True)
    before = tab.run("return document.getElementById('desk').dataset.drawn")
    tab.press("x")
    tab.wait_for("return document.getElementById('desk').dataset.drawn !== arguments[0]", before)
    tab.press("[", "[")
    says(tab, ".count", "2 notes")
    tab.press(*"Tar")
    says(tab, ".cm-note", "Tar")
