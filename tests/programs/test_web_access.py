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
from tests.programs.test_web_layouts import WIDE, many_notes

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


STATE = """mark =>
    [mark.ariaExpanded, (mark.ariaDetailsElements ?? []).map(one => one.className).join()]"""


def test_a_mark_is_tied_to_its_note_while_that_is_open(open_page: Open) -> None:
    page = open_page(QUAY)
    mark(page, "1").click()
    assert mark(page, "1").evaluate(STATE) == ["true", "fn-popup"]
    mark(page, "2").click()
    assert mark(page, "1").evaluate(STATE) == ["false", ""]
    assert mark(page, "2").evaluate(STATE) == ["true", "fn-popup"]


def details(page: Page, link: str) -> list[tuple[str, str]]:
    """Role and name of what links of this name have their details in."""
    nodes = tree(page)
    by_id = {one.get("backendDOMNodeId"): one for one in nodes}
    tied = []
    for node in nodes:
        said = {one["name"]: one["value"] for one in node.get("properties", ())}
        if " ".join(node.get("name", {}).get("value", "").split()) == link:
            related = said.get("details", {}).get("relatedNodes", ())
            tied += [by_id[one["backendDOMNodeId"]] for one in related]
    return [(one["role"]["value"], one["name"]["value"]) for one in tied]


@pytest.mark.parametrize("shown_in", ["another mark", "a link of the note"])
def test_a_link_is_tied_to_the_note_it_shows_beside_another(open_page: Open, shown_in: str) -> None:
    page = open_page(QUAY)
    mark(page, "2").click()
    by_mark = shown_in == "another mark"
    link = mark(page, "1") if by_mark else page.locator(f"{OPEN} >> text=supra note 1")
    link.hover()
    expect(page.locator(".fn-peek:popover-open")).to_contain_text("Granite")
    name = "note 1" if by_mark else "supra note 1"
    assert details(page, name) == [("doc-footnote", "note 1")]
    assert details(page, "note 2") == [("doc-footnote", "note 2")]
    page.mouse.move(5, 5)
    expect(page.locator(".fn-peek")).to_have_count(0)
    assert details(page, name) == []
    assert link.evaluate(STATE) == ["false", ""]
    assert mark(page, "2").evaluate(STATE) == ["true", "fn-popup"]


def test_a_mark_that_is_clicked_while_its_note_is_peeked_at_is_tied_to_the_popup(
    open_page: Open,
) -> None:
    page = open_page(QUAY)
    mark(page, "2").click()
    mark(page, "1").hover()
    expect(page.locator(".fn-peek:popover-open")).to_contain_text("Granite")
    mark(page, "1").click()
    assert details(page, "note 1") == [("doc-footnote", "note 1")]
    assert mark(page, "1").evaluate(STATE) == ["true", "fn-popup"]
    page.keyboard.press("Escape")
    assert mark(page, "1").evaluate(STATE) == ["false", ""]


def test_the_keys_n_and_p_lead_from_note_to_note(open_page: Open) -> None:
    page = open_page(QUAY)
    page.keyboard.press("n")
    expect(page.locator(OPEN)).to_have_count(0)
    mark(page, "1").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("n")
    expect(page.locator(OPEN)).to_contain_text("Hemp")
    expect(page.locator(OPEN)).to_be_focused()
    page.keyboard.press("p")
    expect(page.locator(OPEN)).to_contain_text("Granite")
    page.keyboard.press("p")
    expect(page.locator(OPEN)).to_contain_text("Granite")
    page.keyboard.press("Escape")
    expect(mark(page, "1")).to_be_focused()


def test_the_key_n_leads_to_a_mark_out_of_sight(open_page: Open) -> None:
    page = open_page(long_text(40))
    mark(page, "1").focus()
    page.keyboard.press("Enter")
    for _ in range(20):
        page.keyboard.press("n")
    assert page.locator(OPEN).get_attribute("aria-label") == "note 21"
    expect(mark(page, "21")).to_be_in_viewport()


def test_an_address_that_ends_in_the_number_of_a_note_leads_to_it(open_page: Open) -> None:
    document = Document(
        (paragraph("Salt.", ref("a"), ref("b")), *QUAY.blocks[3:]),
        (note("a", "Dear."), note("b", "Cheap.")),
    )
    page = open_page(document)
    page.evaluate("location.hash = '#note-2'")
    page.wait_for_url("**/*#note-footnote-b")
    expect(page.locator("#note-footnote-b")).to_be_in_viewport()


def test_while_a_note_is_pinned_other_marks_show_theirs_beside_it(open_page: Open) -> None:
    page = open_page(QUAY)
    mark(page, "2").click()
    mark(page, "1").hover()
    expect(page.locator(".fn-peek:popover-open")).to_contain_text("Granite")
    expect(page.locator(OPEN)).to_contain_text("Hemp")
    page.mouse.move(5, 5)
    expect(page.locator(".fn-peek")).to_have_count(0)
    expect(page.locator(OPEN)).to_contain_text("Hemp")


def test_enlarging_the_page_with_two_fingers_leaves_a_note_open(open_page: Open) -> None:
    page = open_page(QUAY)
    mark(page, "1").click()
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setPageScaleFactor", {"pageScaleFactor": 4})
    page.wait_for_function("visualViewport.scale > 3")
    page.wait_for_timeout(300)
    expect(page.locator(OPEN)).to_contain_text("Granite")


def test_copied_words_do_not_end_in_the_number_of_a_note(open_page: Open) -> None:
    page = open_page(QUAY)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('article > p'))")
    assert (
        page.evaluate("getSelection().toString()") == "Stone outlasts wood. Rope outlasts neither."
    )


def test_a_long_note_shows_that_it_goes_on(open_page: Open) -> None:
    """Where a note is cut, its edge is shaded; where it ends, it is not."""
    page = open_page(QUAY, viewport={"width": 900, "height": 300})
    mark(page, "3").click()
    inside = page.locator(".fn-popup-text")
    cut = inside.screenshot()
    inside.evaluate("text => text.scrollTo(0, 1e6)")
    assert inside.evaluate("text => getComputedStyle(text).backgroundAttachment") == (
        "local, local, scroll, scroll, scroll"
    )
    assert inside.screenshot() != cut


def test_a_mark_whose_note_in_the_margin_is_out_of_sight_shows_it(open_page: Open) -> None:
    page = open_page(many_notes(), looks={"notes_as": "sidenotes"}, **WIDE)
    expect(page.locator("#note-footnote-17")).not_to_be_in_viewport()
    one = mark(page, "17")
    one.hover()
    expect(page.locator(OPEN)).to_contain_text("Said there.")
    page.mouse.move(5, 5)
    expect(page.locator(OPEN)).to_have_count(0)
    one.focus()
    page.keyboard.press("Enter")
    expect(page.locator(OPEN)).to_be_focused()


def test_a_long_note_in_the_margin_is_folded_and_its_mark_shows_it_whole(open_page: Open) -> None:
    page = open_page(QUAY, looks={"notes_as": "sidenotes"}, **WIDE)
    folded = page.locator("#note-footnote-3")
    assert folded.evaluate("note => note.clientHeight < 300 && note.scrollHeight > 600")
    mark(page, "3").hover()
    expect(page.locator(OPEN)).to_contain_text("A coil")
