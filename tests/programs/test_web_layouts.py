"""Layouts, embedding, colours and the page without its script, in a real browser."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from converter.document.model import Document, Heading, Image, Metadata, Text
from converter.renderers import RENDERERS, templates
from tests.documents import EVERYTHING, note, paragraph, ref
from tests.generated import address, png
from tests.programs.conftest import Open, page_of
from tests.programs.test_browser import LONG_ENOUGH, OPEN, PHONE, QUAY, mark

SIDENOTES = {"notes_as": "sidenotes"}
WIDE = {"viewport": {"width": 1280, "height": 900}}
NARROW = {"viewport": {"width": 760, "height": 700}}

BOXES = """() => [...document.querySelectorAll(".fn-note")].map(note => {
    const { left, top, right, bottom } = note.getBoundingClientRect();
    return [left, top + scrollY, right, bottom + scrollY];
})"""

LEAVING = """() => [...new Set(document.getAnimations().map(one => one.effect.target.id))]"""
"""The ids of what is about to change its place."""


def let_pass(page: Page, milliseconds: float) -> None:
    """Wait while that much time passes for the style sheet of a page."""
    start = page.evaluate("document.timeline.currentTime")
    while page.evaluate("document.timeline.currentTime") < start + milliseconds:
        page.wait_for_timeout(20)


def many_notes(lang: str = "en") -> Document:
    """Long and short notes, side by side and far apart."""
    ids = [str(number) for number in range(24)]
    content = [one for id in ids for one in (Text(f"Words before {id}."), ref(id), Text(" More. "))]
    notes = tuple(note(id, "Said there. " * (1 + int(id) * 7 % 20)) for id in ids)
    return Document((paragraph(*content), paragraph("Last."), paragraph(ref("0"))), notes,
                    Metadata(lang=lang))  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("width", [1024, 1280, 1900])
def test_sidenotes_stand_in_the_margin_and_never_overlap(
    open_page: Open, lang: str, width: int
) -> None:
    page = open_page(many_notes(lang), looks=SIDENOTES, viewport={"width": width, "height": 800})
    boxes = page.evaluate(BOXES)
    text = page.evaluate("(({ left, right }) => [left, right])"
                         "(document.querySelector('article > p').getBoundingClientRect())")  # fmt: skip
    assert len(boxes) == 24
    for above, below in pairwise(boxes):
        assert above[3] <= below[1]
    for left, _, right, _ in boxes:
        assert right <= text[0] if lang == "ar" else left >= text[1]
        assert left >= 0
        assert right <= width


def test_a_sidenote_stands_at_the_height_of_its_mark(open_page: Open) -> None:
    page = open_page(QUAY, looks=SIDENOTES, **WIDE)
    tops = page.evaluate("""['mark', 'note'].map(
        name => document.getElementById(`${name}-footnote-1`).getBoundingClientRect().top)""")
    assert abs(tops[0] - tops[1]) < 24


def test_where_sidenotes_are_in_sight_no_popup_repeats_them(open_page: Open) -> None:
    page = open_page(QUAY, looks=SIDENOTES, still=True, **WIDE)
    mark(page, "1").hover()
    page.clock.run_for(LONG_ENOUGH)
    expect(page.locator(OPEN)).to_have_count(0)
    mark(page, "1").click()
    assert page.url.endswith("#note-footnote-1")


@pytest.mark.parametrize("options", [NARROW, PHONE])
def test_on_a_narrow_screen_sidenotes_fold_into_popups(
    open_page: Open, options: dict[str, Any]
) -> None:
    page = open_page(QUAY, looks=SIDENOTES, **options)
    expect(page.locator("#note-footnote-2")).to_be_hidden()
    mark(page, "2").click()
    expect(page.locator(OPEN)).to_contain_text("Hemp")
    page.locator(f"{OPEN} >> text=supra note 1").click()
    expect(page.locator(OPEN)).to_contain_text("Granite")


@pytest.mark.parametrize("looks", [{}, SIDENOTES])
def test_without_javascript_pointing_at_a_mark_or_tabbing_to_it_shows_its_note(
    open_page: Open, looks: dict[str, Any]
) -> None:
    page = open_page(QUAY, looks=looks, java_script_enabled=False, **NARROW)
    shown = page.locator("#note-footnote-1")
    expect(shown).not_to_be_in_viewport()
    mark(page, "1").hover()
    expect(shown).to_be_in_viewport(ratio=1)
    page.mouse.move(1, 1)
    expect(shown).not_to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(shown).to_be_in_viewport(ratio=1)


def test_without_javascript_the_pointer_can_follow_a_note_and_use_its_links(
    open_page: Open,
) -> None:
    page = open_page(QUAY, java_script_enabled=False, **NARROW)
    shown = page.locator("#note-footnote-2")
    mark(page, "2").hover()
    box = shown.bounding_box()
    assert box
    session = page.context.new_cdp_session(page)
    session.send("Animation.enable")
    session.send("Animation.setPlaybackRate", {"playbackRate": 0})
    page.mouse.move(box["x"] + 9, box["y"] - 60)
    assert page.evaluate(LEAVING) == ["note-footnote-2"]
    page.mouse.move(box["x"] + 9, box["y"] + 9)
    session.send("Animation.setPlaybackRate", {"playbackRate": 1})
    let_pass(page, LONG_ENOUGH)
    expect(shown).to_be_in_viewport(ratio=1)
    shown.get_by_role("link", name="example.org").click(trial=True)
    mark(page, "3").hover()
    expect(shown).not_to_be_in_viewport()


def test_without_javascript_a_note_of_a_long_text_is_shown_too(open_page: Open) -> None:
    ids = [str(number) for number in range(400)]
    blocks = tuple(paragraph("The tide keeps no ledger.", ref(id)) for id in ids)
    document = Document(blocks, tuple(note(id, "See there.") for id in ids))
    page = open_page(document, java_script_enabled=False, **NARROW)
    mark(page, "5").hover()
    expect(page.locator("#note-footnote-5")).to_be_in_viewport(ratio=1)


def test_without_javascript_a_note_in_its_list_stays_there_under_the_pointer(
    open_page: Open,
) -> None:
    page = open_page(QUAY, java_script_enabled=False, **NARROW)
    listed = page.locator("#note-footnote-1")
    listed.scroll_into_view_if_needed()
    before = listed.bounding_box()
    listed.hover()
    let_pass(page, LONG_ENOUGH)
    assert listed.bounding_box() == before


@pytest.mark.parametrize("width", [400, 760, 1400])
def test_without_javascript_a_note_does_not_cover_its_mark(open_page: Open, width: int) -> None:
    low = Document((*QUAY.blocks[3:], *QUAY.blocks[:3], *QUAY.blocks[3:]), QUAY.notes)
    screen = {"width": width, "height": 500}
    page = open_page(low, java_script_enabled=False, viewport=screen)
    one, shown = mark(page, "3"), page.locator("#note-footnote-3")
    one.evaluate("mark => scrollTo(0, mark.getBoundingClientRect().top - 470)")
    at = one.bounding_box()
    assert at
    page.mouse.move(at["x"] + 3, at["y"] + 4)
    expect(shown).to_be_in_viewport()
    in_front = """one => {
        const { x, y } = one.getBoundingClientRect();
        return document.elementFromPoint(x + 3, y + 4) === one;
    }"""
    assert one.evaluate(in_front)
    page.mouse.move(1, 1)
    page.keyboard.press("Tab")
    mark(page, "2").focus()
    page.keyboard.press("Tab")
    here, there = one.bounding_box(), shown.bounding_box()
    assert here
    assert there
    above = here["y"] + here["height"] <= there["y"]
    assert above or here["x"] + here["width"] <= there["x"]


def test_without_javascript_a_tap_shows_a_folded_sidenote(open_page: Open) -> None:
    page = open_page(QUAY, looks=SIDENOTES, java_script_enabled=False, **PHONE)
    mark(page, "2").tap()
    expect(page.locator("#note-footnote-2")).to_be_in_viewport()


@pytest.mark.parametrize("notes_as", ["popup", "sidenotes", "endnotes", "footnotes-per-section"])
@pytest.mark.parametrize("width", [320, 768, 1100])
def test_no_layout_is_wider_than_its_screen(open_page: Open, notes_as: str, width: int) -> None:
    page = open_page(
        EVERYTHING,
        looks={"notes_as": notes_as, "toc": True},
        viewport={"width": width, "height": 600},
    )
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_line_of_the_contents_leads_to_its_heading(open_page: Open) -> None:
    blocks = (*QUAY.blocks, Heading(1, (Text("On Rope"), ref("1"))), *QUAY.blocks[3:])
    page = open_page(Document(blocks, QUAY.notes), looks={"toc": True})
    page.get_by_role("navigation").get_by_role("link", name="On Rope", exact=True).click()
    expect(page.get_by_role("heading", name="On Rope")).to_be_in_viewport()


# Colours


PAPER = "getComputedStyle(document.documentElement).backgroundColor"
NO_STORAGE = "Object.defineProperty(window, 'localStorage', { get() { throw Error('forbidden') } })"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_switch_turns_the_colours_and_is_remembered(open_page: Open, scheme: Any) -> None:
    page = open_page(QUAY, color_scheme=scheme)
    before = page.evaluate(PAPER)
    switch = page.get_by_role("button", name="Dark colours")
    expect(switch).to_have_attribute("aria-pressed", str(scheme == "dark").lower())
    switch.click()
    after = page.evaluate(PAPER)
    assert after != before
    again = page.context.new_page()
    again.goto(page.url)
    assert again.evaluate(PAPER) == after
    expect(again.get_by_role("button", name="Dark colours")).to_have_attribute(
        "aria-pressed", str(scheme == "light").lower()
    )


def test_the_remembered_colours_are_there_before_the_page_is_drawn(open_page: Open) -> None:
    page = open_page(QUAY, "localStorage.setItem('theme', 'dark')", color_scheme="light")
    before_body = page.evaluate("document.documentElement.dataset.theme")
    assert before_body == "dark"
    scripts = page.evaluate("[...document.head.querySelectorAll('script:not([type])')].length")
    assert scripts == 1


def test_where_storage_is_forbidden_the_switch_works_for_this_visit(open_page: Open) -> None:
    page = open_page(QUAY, NO_STORAGE)
    before = page.evaluate(PAPER)
    page.get_by_role("button", name="Dark colours").click()
    assert page.evaluate(PAPER) != before


def test_a_popup_does_not_move_for_those_who_want_less_motion(open_page: Open) -> None:
    for motion, animation in (("reduce", "none"), ("no-preference", "appear")):
        page = open_page(QUAY, reduced_motion=motion)
        mark(page, "1").click()
        assert (
            page.locator(".fn-popup").evaluate("one => getComputedStyle(one).animationName")
            == animation
        )


def test_in_forced_colours_a_popup_has_an_edge_and_its_mark_a_frame(open_page: Open) -> None:
    page = open_page(QUAY, forced_colors="active")
    mark(page, "1").click()
    edge = "one => getComputedStyle(one).borderTopWidth"
    assert page.locator(".fn-popup-text").evaluate(edge) == "1px"
    assert mark(page, "1").evaluate("one => getComputedStyle(one).outlineStyle") == "solid"


# Embedding


def test_two_fragments_live_on_one_page_with_one_style_and_script(open_page: Open) -> None:
    other = Document((paragraph("Salt.", ref("1")),), (note("1", "Dear salt."),))
    parts = [
        page_of(document, fragment=True, id_prefix=prefix)
        for document, prefix in ((QUAY, "quay-"), (other, "salt-"))
    ]
    style, script = templates.load("notes.css"), templates.load("notes.js")
    page = open_page(
        f'<!DOCTYPE html><html lang="en"><title>A blog</title><style>{style}</style>'
        f"<body>{parts[1]}{parts[0]}<script>{script}</script><script>{script}</script>"
    )
    expect(page.locator(".fn-popup")).to_have_count(1)
    for prefix, words in (("quay", "Granite"), ("salt", "Dear salt.")):
        page.locator(f"#{prefix}-mark-footnote-1").click()
        expect(page.locator(OPEN)).to_have_count(1)
        expect(page.locator(OPEN)).to_contain_text(words)
    assert page.locator(".fn-popup-text").evaluate(
        "one => getComputedStyle(one).backgroundColor"
    ) not in ("transparent", "rgba(0, 0, 0, 0)")


@pytest.mark.parametrize("looks", [{}, SIDENOTES])
def test_a_page_takes_its_styles_and_script_from_files(
    open_page: Open, tmp_path: Path, looks: dict[str, Any]
) -> None:
    (tmp_path / "look").mkdir()
    for name in RENDERERS["html"].assets:
        (tmp_path / "look" / name).write_bytes(templates.load_bytes(name))
    page = open_page(QUAY, looks={"assets": "look", **looks}, **NARROW)
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px"
    mark(page, "1").click()
    expect(page.locator(OPEN)).to_contain_text("Granite")
    expect(page.get_by_role("button", name="Dark colours")).to_be_visible()


def test_a_picture_that_its_address_carries_is_drawn_and_never_too_wide(open_page: Open) -> None:
    picture = Image(address(png(2000, 40)), "A long pier")
    page = open_page(Document((paragraph("Words", ref("1")), paragraph(picture)),
                              (note("1", paragraph(picture)),)), **PHONE)  # fmt: skip
    shown = page.get_by_role("img", name="A long pier")
    assert shown.first.evaluate("one => one.naturalWidth") == 2000
    mark(page, "1").tap()
    for one in shown.all():
        assert 0 < one.evaluate("one => one.getBoundingClientRect().width") < 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
