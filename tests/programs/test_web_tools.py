"""What a reader can do with notes beyond reading them, in a real browser, with and without a pointer."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from converter.document.model import (
    Block,
    CrossRef,
    Document,
    Heading,
    Metadata,
    Note,
    NoteKey,
    Row,
    Table,
    Text,
)
from converter.renderers import templates
from tests.documents import EVERYTHING, cell, note, number, paragraph, ref, text
from tests.programs.conftest import Open, page_of, wait_for
from tests.programs.test_browser import OPEN, PHONE, QUAY, WITHOUT_POPOVER, mark
from tests.programs.test_web_layouts import NO_STORAGE, SIDENOTES, WIDE, let_pass
from tests.programs.test_web_standards import violations

COPIED = "navigator.clipboard.readText()"


def supra(id: str) -> CrossRef:
    return CrossRef("supra", (NoteKey(f"footnote-{id}"),), (Text("supra note "), number(id)))


def cited() -> Document:
    """A source that the text calls twice and names once, and that two other notes cite, one twice."""
    notes: tuple[Note, ...] = (
        note("1", "Roe, A Wage of Rope (1912)."),
        note("2", paragraph("See ", supra("1"), ", and ", supra("1"), ".")),
        note("3", paragraph(CrossRef("id", (NoteKey("footnote-1"),), text("Id.")), " at 5.")),
    )
    blocks: tuple[Block, ...] = (
        Heading(1, text("On Rope")),
        paragraph("Salt.", ref("1"), " Rope.", ref("2"), " Tar.", ref("3")),
        paragraph("As said ", supra("1"), ", it holds.", ref("1")),
        Heading(1, text("On Stone")),
        *(paragraph(f"Day {day} was like the others.") for day in range(60)),
        Heading(2, text("On Drift")),
        *(paragraph(f"Night {day} was like the others.") for day in range(60)),
    )
    meta = Metadata(
        title=text("On Quays"),
        authors=(text("Ana Ash"), text("Bo Birch")),
        date="May 2031",
        extra={"journal": "J. Quays", "volume": "12", "page": "345"},
    )
    return Document(blocks, notes, meta)


def button(page: Page, name: str) -> Any:
    return page.locator(OPEN).get_by_role("button", name=name)


# Sources and the places that cite them


def test_a_source_shown_from_id_and_supra_names_every_place_that_cites_it(open_page: Open) -> None:
    page = open_page(cited())
    mark(page, "3").click()
    page.locator(f"{OPEN} >> text=Id.").click()
    expect(page.locator(OPEN)).to_contain_text("Roe, A Wage of Rope (1912).")
    links = page.locator(f"{OPEN} .fn-cited a")
    assert links.all_inner_texts() == ["↑1", "↑2", "↑ supra note\u00a01", "note 2", "note 3"]


def test_the_places_that_cite_a_source_are_reached_by_keys(open_page: Open) -> None:
    page = open_page(cited())
    mark(page, "1").focus()
    page.keyboard.press("Enter")
    for _ in range(4):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(OPEN)).to_contain_text("See supra note 1")
    expect(button(page, "back to note 1")).to_be_visible()


@pytest.mark.parametrize(("name", "place"), [("↑2", "#mark2-footnote-1"), ("supra", "#fn-place-0")])
def test_a_place_in_the_text_is_led_to_and_the_note_closes(
    open_page: Open, name: str, place: str
) -> None:
    page = open_page(cited())
    mark(page, "1").click()
    page.locator(f"{OPEN} .fn-cited a", has_text=name).click()
    assert page.url.endswith(place)
    expect(page.locator(OPEN)).to_have_count(0)
    expect(page.locator(place)).to_be_in_viewport()


def test_a_note_that_is_only_pointed_at_previews_the_source_with_its_places(
    open_page: Open,
) -> None:
    page = open_page(cited())
    mark(page, "2").hover()
    page.locator(f"{OPEN} >> text=supra note 1 >> nth=0").hover()
    peek = page.locator(".fn-peek:popover-open")
    expect(peek).to_contain_text("Roe, A Wage of Rope (1912).")
    expect(peek).to_contain_text("Cited in: ↑1 ↑2 ↑ supra note 1 note 2 note 3")


# Links and citations


def open_with_clipboard(open_page: Open, document: Document) -> Page:
    page = open_page(document, permissions=["clipboard-read", "clipboard-write"])
    mark(page, "1").focus()
    page.keyboard.press("Enter")
    return page


def test_the_address_of_a_note_is_copied_by_keys_and_that_is_told(open_page: Open) -> None:
    page = open_with_clipboard(open_page, cited())
    button(page, "Copy link to note 1").focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"{OPEN} output")).to_have_text("Copied")
    assert page.evaluate(COPIED) == f"{page.url}#note-footnote-1"


def test_a_copied_citation_has_the_words_of_the_note_and_where_they_stand(open_page: Open) -> None:
    page = open_with_clipboard(open_page, cited())
    button(page, "Copy citation").click()
    expect(page.locator(f"{OPEN} output")).to_have_text("Copied")
    assert page.evaluate(COPIED).splitlines() == [
        "Roe, A Wage of Rope (1912).",
        f"Ana Ash, Bo Birch, On Quays, 12 J. Quays 345, note 1 (2031), {page.url}#note-footnote-1",
    ]


def test_a_page_that_says_nothing_of_itself_is_cited_by_its_title(open_page: Open) -> None:
    page = open_with_clipboard(open_page, Document(QUAY.blocks, QUAY.notes))
    button(page, "Copy citation").click()
    expect(page.locator(f"{OPEN} output")).to_have_text("Copied")
    where = page.evaluate(COPIED).splitlines()[1]
    assert where == f"{page.title()}, note 1, {page.url}#note-footnote-1"


def test_where_nothing_can_be_copied_there_is_no_button_for_it(open_page: Open) -> None:
    page = open_page(QUAY, "Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    mark(page, "1").click()
    expect(button(page, "Next note")).to_be_visible()
    expect(button(page, "Copy")).to_have_count(0)


def test_a_note_that_is_only_pointed_at_has_no_buttons(open_page: Open) -> None:
    page = open_page(QUAY)
    mark(page, "1").hover()
    expect(page.locator(OPEN)).to_contain_text("Granite")
    expect(page.locator(OPEN).get_by_role("button")).to_have_count(0)
    mark(page, "1").click()
    expect(page.locator(OPEN).get_by_role("button")).to_have_count(5)


# Phones


def boxes(page: Page) -> Any:
    return page.evaluate(
        "[...document.querySelectorAll('.fn-popup, .fn-marks .fn-open')].map(one => {"
        "const { left, top, right, bottom } = one.getBoundingClientRect();"
        "return [left, top, right, bottom]; })"
    )


@pytest.mark.parametrize("script", ["", WITHOUT_POPOVER])
def test_on_a_phone_a_note_lies_at_the_foot_of_the_screen_and_its_mark_above(
    open_page: Open, script: str
) -> None:
    low = Document((*QUAY.blocks[3:23], *QUAY.blocks), QUAY.notes)
    page = open_page(low, script, **PHONE)
    one = mark(page, "3")
    one.evaluate("mark => scrollTo(0, mark.getBoundingClientRect().top - 800)")
    one.tap()
    expect(page.locator(OPEN)).to_contain_text("A coil")
    (_, _, _, end), (left, top, right, bottom) = sorted(boxes(page), key=lambda box: box[3])
    assert (left, right) == (0, 390)
    assert bottom == pytest.approx(844, abs=1)
    assert end <= top


def test_at_the_end_of_a_page_a_note_lies_at_the_head_of_the_screen(open_page: Open) -> None:
    page = open_page(Document((*QUAY.blocks[3:], *QUAY.blocks[:1]), QUAY.notes[:1]), **PHONE)
    page.locator("[role=doc-endnotes]").evaluate("list => (list.style.display = 'none')")
    page.locator("article").evaluate("article => (article.style.paddingBottom = 0)")
    page.evaluate("scrollTo(0, 1e6)")
    mark(page, "1").evaluate("mark => mark.click()")
    (_, top, _, end), (_, above, _, _) = sorted(boxes(page), key=lambda box: box[3])
    assert top == 0
    assert end <= above


def swipe(page: Page, across: int, down: int = 0) -> None:
    box = page.locator(OPEN).bounding_box()
    assert box
    x, y = 195, box["y"] + 20
    session = page.context.new_cdp_session(page)
    for kind, share in (("touchStart", 0.0), ("touchMove", 0.5), ("touchMove", 1.0)):
        at = [{"x": x + across * share, "y": y + down * share}]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_swipe_leads_to_the_next_note_and_back(open_page: Open, lang: str) -> None:
    page = open_page(Document(QUAY.blocks, QUAY.notes, Metadata(lang=lang)), **PHONE)
    onwards = -150 if lang == "en" else 150
    mark(page, "1").first.tap()
    swipe(page, onwards)
    expect(page.locator(OPEN)).to_contain_text("Hemp")
    swipe(page, 30)
    swipe(page, 60, 200)
    expect(page.locator(OPEN)).to_contain_text("Hemp")
    swipe(page, -onwards)
    expect(page.locator(OPEN)).to_contain_text("Granite")


@pytest.mark.parametrize("options", [PHONE, {}], ids=["phone", "desktop"])
def test_buttons_lead_to_the_next_note_and_back_and_close_it(
    open_page: Open, options: dict[str, Any]
) -> None:
    page = open_page(QUAY, **options)
    mark(page, "1").click()
    button(page, "Next note").click()
    expect(page.locator(OPEN)).to_contain_text("Hemp")
    button(page, "Previous note").click()
    expect(page.locator(OPEN)).to_contain_text("Granite")
    button(page, "Close").focus()
    page.keyboard.press("Enter")
    expect(page.locator(OPEN)).to_have_count(0)
    expect(mark(page, "1")).to_be_focused()


def test_on_a_phone_every_button_of_a_note_is_44_pixels_high(open_page: Open) -> None:
    page = open_page(QUAY, **PHONE)
    mark(page, "1").tap()
    for one in page.locator(OPEN).get_by_role("button").all():
        box = one.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44


# Find in notes


def found(page: Page) -> list[str]:
    return page.locator(".fn-finder li").all_inner_texts()


def test_the_key_slash_finds_notes_by_their_words_without_accents_or_case(open_page: Open) -> None:
    notes = (note("1", "Pięć Łodzi, at 5."), note("2", f"{'So it is. ' * 20}See PIĘĆ, at 6."))
    page = open_page(Document((paragraph("Salt.", ref("1"), ref("2")),), notes))
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Find in notes")).to_be_focused()
    page.keyboard.type("piec")
    expect(page.locator(".fn-finder output")).to_have_text("2 / 2")
    page.keyboard.type(" 6")
    expect(page.locator(".fn-finder output")).to_have_text("1 / 2")
    assert found(page)[0].endswith("See PIĘĆ, at 6.")
    page.keyboard.type(" gold")
    expect(page.locator(".fn-finder output")).to_have_text("0 / 2")


def test_enter_leads_from_the_words_to_the_note_at_its_mark(open_page: Open) -> None:
    blocks = (*QUAY.blocks[3:], *QUAY.blocks)
    page = open_page(Document(blocks, QUAY.notes))
    page.keyboard.press("/")
    page.keyboard.type("hemp")
    page.keyboard.press("Enter")
    expect(page.locator(OPEN)).to_contain_text("Hemp.")
    expect(page.locator(OPEN)).to_be_focused()
    expect(mark(page, "2")).to_be_in_viewport()
    expect(page.locator(".fn-finder")).to_be_hidden()


def test_tab_leads_through_what_was_found(open_page: Open) -> None:
    page = open_page(QUAY)
    page.keyboard.press("/")
    page.keyboard.type("a")
    assert len(found(page)) == 3
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(OPEN)).to_contain_text("Hemp.")


def test_escape_closes_the_search_and_gives_the_focus_back(open_page: Open) -> None:
    page = open_page(QUAY)
    mark(page, "2").focus()
    page.keyboard.press("/")
    page.keyboard.type("n/p")
    assert page.locator(".fn-finder [type=search]").input_value() == "n/p"
    page.keyboard.press("Escape")
    expect(page.locator(".fn-finder")).to_be_hidden()
    expect(mark(page, "2")).to_be_focused()


def test_a_tap_opens_the_search_and_one_beside_it_closes_it(open_page: Open) -> None:
    page = open_page(QUAY, **PHONE)
    page.get_by_role("button", name="Find in notes").tap()
    page.locator(".fn-finder [type=search]").fill("granite")
    page.touchscreen.tap(60, 800)
    expect(page.locator(".fn-finder")).to_be_hidden()
    page.get_by_role("button", name="Find in notes").tap()
    page.locator(".fn-finder li button").tap()
    expect(page.locator(OPEN)).to_contain_text("Granite")


def test_words_that_look_like_tags_stay_words_in_what_is_found(open_page: Open) -> None:
    words = '<img src=x onerror="alert(1)">'
    page = open_page(Document((paragraph("Salt.", ref("1")),), (note("1", words),)))
    page.keyboard.press("/")
    page.keyboard.type("img")
    assert found(page) == [f"1\u2002{words}"]


def visited_again(page: Page, key: str, value: str) -> Page:
    """The page in another tab, once that one has heard of what this one had remembered."""
    again = page.context.new_page()
    again.goto(page.url)
    wait_for(again, f"localStorage.getItem('{key}')", value)
    again.reload()
    return again


def keys_switch(page: Page) -> Any:
    page.get_by_role("button", name="Find in notes").click()
    return page.get_by_role("checkbox", name="Keyboard shortcuts: / n p")


def test_a_reader_turns_the_keys_of_one_letter_off_for_good(open_page: Open) -> None:
    first = open_page(QUAY)
    keys_switch(first).uncheck()
    page = visited_again(first, "keys", "off")
    page.keyboard.press("/")
    expect(page.locator(".fn-finder")).to_be_hidden()
    mark(page, "1").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("n")
    expect(page.locator(OPEN)).to_contain_text("Granite")
    button = page.get_by_role("button", name="Find in notes")
    assert button.get_attribute("title") == "Find in notes"
    keys_switch(page).check()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator(".fn-finder")).to_be_visible()


def test_the_keys_switch_works_for_this_visit_where_storage_is_forbidden(open_page: Open) -> None:
    page = open_page(QUAY, NO_STORAGE)
    keys_switch(page).uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator(".fn-finder")).to_be_hidden()


# Popups or margin


def switch(page: Page) -> Any:
    return page.get_by_role("button", name="Notes in the margin")


@pytest.mark.parametrize("looks", [{}, SIDENOTES, {"notes_as": "footnotes-per-section"}])
def test_a_reader_chooses_popups_or_the_margin_and_is_remembered(
    open_page: Open, looks: dict[str, Any]
) -> None:
    page = open_page(QUAY, looks=looks, **WIDE)
    asked = str(looks == SIDENOTES).lower()
    expect(switch(page)).to_have_attribute("aria-pressed", asked)
    for pressed in ("false", "true") if looks == SIDENOTES else ("true", "false"):
        switch(page).focus()
        page.keyboard.press("Enter")
        expect(switch(page)).to_have_attribute("aria-pressed", pressed)
        remembered = "margin" if pressed == "true" else "popup"
        again = visited_again(page, "notes", remembered)
        for one in (page, again):
            assert_in_margin(one) if pressed == "true" else assert_in_popup(one)


def assert_in_margin(page: Page) -> None:
    beside = page.locator("#note-footnote-1")
    box, words = beside.bounding_box(), page.locator("article > p >> nth=0").bounding_box()
    assert box
    assert words
    assert box["x"] >= words["x"] + words["width"]
    assert abs(box["y"] - words["y"]) < 24
    expect(page.locator("[role=doc-endnotes]:visible")).to_have_count(0)
    mark(page, "2").hover()
    page.wait_for_timeout(300)
    expect(page.locator(OPEN)).to_have_count(0)


def assert_in_popup(page: Page) -> None:
    expect(page.locator(".fn-note:visible")).to_have_count(0)
    mark(page, "2").hover()
    expect(page.locator(OPEN)).to_contain_text("Hemp")
    page.mouse.move(5, 300)
    expect(page.locator(OPEN)).to_have_count(0)


def test_every_note_stands_once_in_the_margin_and_then_again_in_its_list(open_page: Open) -> None:
    table = Table((Row((cell("a", ref("2")), cell("b", ref("3")))),))
    heading = Heading(1, (Text("On Rope"), *[ref("1")]))
    page = open_page(Document((heading, table, *QUAY.blocks), QUAY.notes), **WIDE)
    listed = page.locator(".fn-notes").inner_html()
    switch(page).click()
    notes = page.locator(".fn-note")
    assert notes.evaluate_all("notes => notes.map(one => one.id)") == [
        f"note-footnote-{id}" for id in "123"
    ]
    assert page.locator("table .fn-note, h2 .fn-note").count() == 0
    switch(page).click()
    assert page.locator(".fn-notes").inner_html() == listed


def test_on_paper_and_on_a_narrow_screen_the_list_is_back(open_page: Open) -> None:
    page = open_page(QUAY, **WIDE)
    switch(page).click()
    expect(page.locator(".fn-notes li")).to_have_count(3)
    expect(page.locator(".fn-notes")).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".fn-notes")).to_be_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".fn-notes")).to_be_hidden()
    page.set_viewport_size({"width": 700, "height": 800})
    expect(page.locator(".fn-notes")).to_be_visible()
    expect(switch(page)).to_be_hidden()


def test_where_storage_is_forbidden_the_choice_holds_for_this_visit(open_page: Open) -> None:
    page = open_page(QUAY, NO_STORAGE, **WIDE)
    switch(page).click()
    assert_in_margin(page)


# Contents that follow


CURRENT = "[...document.querySelectorAll('[aria-current]')].map(one => one.textContent).join()"


@pytest.mark.parametrize("looks", [{}, SIDENOTES, {"notes_as": "endnotes"}])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_contents_stand_beside_the_text_and_mark_the_section_that_is_read(
    open_page: Open, looks: dict[str, Any], lang: str
) -> None:
    document = Document(cited().blocks, cited().notes, Metadata(lang=lang))
    page = open_page(document, looks={"toc": True, **looks}, **WIDE)
    for name in ("On Stone", "On Drift", "On Rope"):
        page.get_by_role("heading", name=name).evaluate("one => one.scrollIntoView()")
        wait_for(page, CURRENT, name)
        box = page.get_by_role("navigation").bounding_box()
        words = page.locator("article > p >> nth=0").bounding_box()
        assert box
        assert words
        assert 0 <= box["y"] < 900
        end = box["x"] + box["width"]
        assert (
            0 <= box["x"] < end <= words["x"]
            if lang == "en"
            else (words["x"] + words["width"] <= box["x"] < end <= 1280)
        )
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_long_contents_scroll_to_the_section_that_is_read(open_page: Open) -> None:
    blocks = [
        block
        for day in range(80)
        for block in (Heading(1, text(f"Day {day}")), paragraph("Like the others. " * 40))
    ]
    page = open_page(Document(tuple(blocks)), looks={"toc": True}, **WIDE)
    page.get_by_role("heading", name="Day 70").evaluate("one => one.scrollIntoView()")
    wait_for(page, CURRENT, "Day 70")
    expect(page.get_by_role("navigation").get_by_text("Day 70")).to_be_in_viewport()


def test_on_a_narrow_screen_and_without_script_contents_stand_before_the_text(
    open_page: Open,
) -> None:
    for options in ({"viewport": {"width": 900, "height": 700}}, {"java_script_enabled": False}):
        page = open_page(cited(), looks={"toc": True}, **options)
        expect(page.get_by_role("navigation").get_by_role("link")).to_have_count(3)
        expect(page.get_by_role("navigation")).to_be_visible()


# All of them


def test_axe_finds_no_violation_in_notes_with_buttons_the_search_and_the_margin(
    open_page: Open,
) -> None:
    page = open_page(cited(), looks={"toc": True}, bypass_csp=True, reduced_motion="reduce", **WIDE)
    mark(page, "1").click()
    expect(button(page, "Next note")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("/")
    page.keyboard.type("rope")
    assert violations(page) == []
    page.keyboard.press("Escape")
    switch(page).click()
    assert violations(page) == []


def test_axe_finds_no_violation_on_a_phone(open_page: Open) -> None:
    page = open_page(cited(), looks={"toc": True}, bypass_csp=True, **PHONE)
    mark(page, "1").first.tap()
    let_pass(page, 300)
    assert violations(page) == []


def test_in_forced_colours_the_search_and_the_section_that_is_read_are_seen(
    open_page: Open,
) -> None:
    page = open_page(cited(), looks={"toc": True}, forced_colors="active", **WIDE)
    page.get_by_role("heading", name="On Stone").evaluate("one => one.scrollIntoView()")
    wait_for(page, CURRENT, "On Stone")
    line = page.locator("[aria-current]")
    assert line.evaluate("one => getComputedStyle(one).textDecorationLine") == "underline"
    page.keyboard.press("/")
    edge = "one => getComputedStyle(one).borderTopWidth"
    assert page.locator(".fn-finder").evaluate(edge) == "1px"


def test_a_page_of_another_language_has_no_english_word(open_page: Open) -> None:
    page = open_page(
        Document(cited().blocks, cited().notes, Metadata(lang="de")), looks={"toc": True}, **WIDE
    )
    mark(page, "1").click()
    names = page.get_by_role("button").evaluate_all(
        "all => all.map(one => one.ariaLabel || one.textContent)"
    )
    assert names == [
        "Dunkle Farben", "In Fußnoten suchen (/)", "Fußnoten am Rand",
        "Vorige Fußnote", "Nächste Fußnote", "Link kopieren: Fußnote 1", "Quellenangabe kopieren",
        "Schließen",
    ]  # fmt: skip
    expect(page.locator(f"{OPEN} .fn-cited")).to_contain_text("Zitiert in: ↑1")


def test_a_host_page_gets_no_search_no_switch_and_keeps_its_keys(open_page: Open) -> None:
    style, script = templates.load("notes.css"), templates.load("notes.js")
    page = open_page(
        f'<!DOCTYPE html><html lang="en"><title>A blog</title><style>{style}</style>'
        f"<body>{page_of(EVERYTHING, fragment=True)}<input id=host><script>{script}</script>"
        "<script>document.onkeydown = event => {"
        "if (!event.defaultPrevented && event.key === '/') document.body.dataset.slash = 1; }"
        "</script>"
    )
    expect(page.get_by_role("button")).to_have_count(0)
    page.keyboard.press("/")
    assert page.evaluate("document.body.dataset.slash") == "1"
    assert page.evaluate("localStorage.length") == 0
