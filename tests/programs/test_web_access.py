"""What assistive technology is given of a web page, by Chromium's own accessibility tree."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from converter.document.model import Document
from tests.documents import note, paragraph, ref
from tests.programs.conftest import Open
from tests.programs.test_browser import OPEN, QUAY, mark

SAID = "The tide keeps no ledger, and the quay keeps none of the tide. " * 6
NOTE = "See there, and see how it was said before. " * 3


def long_text(notes: int) -> Document:
    ids = [str(number) for number in range(1, notes + 1)]
    blocks = tuple(paragraph(SAID, ref(id), " And more.") for id in ids)
    return Document(blocks, tuple(note(id, NOTE) for id in ids))


def tree(page: Page) -> list[dict[str, Any]]:
    session = page.context.new_cdp_session(page)
    session.send("Accessibility.enable")
    return list(session.send("Accessibility.getFullAXTree")["nodes"])


def named(nodes: list[dict[str, Any]], role: str) -> list[str]:
    return [one["name"]["value"] for one in nodes if one.get("role", {}).get("value") == role]


@pytest.mark.parametrize("notes_as", ["popup", "sidenotes"])
@pytest.mark.parametrize("notes", [250, 600])
def test_the_whole_of_a_long_text_is_in_the_accessibility_tree(
    open_page: Open, notes: int, notes_as: str
) -> None:
    nodes = tree(open_page(long_text(notes), looks={"notes_as": notes_as}))
    numbers = [str(number) for number in range(1, notes + 1)]
    roles = Counter(one.get("role", {}).get("value") for one in nodes)
    assert named(nodes, "doc-noteref") == [f"note {one}" for one in numbers]
    assert named(nodes, "doc-backlink") == [f"back to note {one} in the text" for one in numbers]
    words = "".join(named(nodes, "StaticText"))
    assert words.count(SAID.strip()) == words.count(NOTE.strip()) == notes, roles
