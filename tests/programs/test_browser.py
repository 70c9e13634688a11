"""The web page in a real browser: what a reader sees on pointing, tapping, tabbing and printing."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from converter.document.model import (
    CodeBlock,
    CrossRef,
    Document,
    Image,
    Link,
    Metadata,
    Note,
    NoteKey,
    NoteNumber,
    NoteRef,
    Paragraph,
    Stray,
    Text,
)
from tests.documents import EVERYTHING, note, number, paragraph, ref, text
from tests.programs.conftest import Open

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
WITHOUT_POPOVER = """
    delete HTMLElement.prototype.showPopover;
    delete HTMLElement.prototype.hidePopover;
"""
LONG_ENOUGH = 1000
"""Milliseconds, more than the script of the page waits for anything."""
OPEN = ":is(.fn-popup:popover-open, .fn-popup:not([popover], [hidden]))"

QUAY = Document(
    meta=Metadata(title=text("On Quays")),
    blocks=(
        paragraph("Stone outlasts wood.", ref("1"), " Rope outlasts neither."),
        paragraph("Yet rope is cheap,", ref("2"), ref("3"), " and quays are long."),
        paragraph("Whoever ties up pays", ref("1"), "; whoever drifts does not."),
        *(paragraph(f"Day {day} at the quay was like the others.") for day in range(60)),
    ),
    notes=(
        note("1", "Granite, by preference."),
        note(
            "2",
            paragraph(
                "Hemp. See ",
                CrossRef("supra", (NoteKey("footnote-1"),), (Text("supra note "), number("1"))),
                " and ",
                Link("https://example.org/hemp", text("https://example.org/hemp")),
                ".",
            ),
        ),
        note("3", " ".join(["A coil is two hundred ells, or was before the fire."] * 60)),
    ),
)


def mark(page: Page, id: str) -> Any:
    return page.locator(f"#mark-footnote-{id}")


def tab_to_the_first_mark(page: Page) -> None:
    """Past the buttons at the head of the page."""
    for _ in range(page.get_by_role("button").count() + 1):
        page.keyboard.press("Tab")


def test_a_pointer_that_rests_on_a_mark_shows_its_note(open_page: Open) -> None:
    page = open_page(QUAY)
    expect(page.locator(OPEN)).to_have_count(0)
    mark(page, "1").hover()
    expect(page.locator(OPEN)).to_contain_text("Granite, by preference.")
    assert page.locator(OPEN).get_attribute("aria-label") == "note 1"


def test_a_pointer_that_only_crosses_a_mark_opens_nothing(open_page: Open) -> None:
    page = open_page(QUAY, still=True)
    mark(page, "1").hover()
    page.clock.run_for(100)
    expect(page.locator(OPEN)).to_have_count(0)
    page.mouse.move(5, 5)
    page.clock.run_for(LONG_ENOUGH)
    expect(page.locator(OPEN)).to_have_count(0)


def test_a_pointer_can_enter_the_popup_and_leaving_closes_it(open_page: Open) -> None:
    page = open_page(QUAY, still=True)
    mark(page, "2").hover()
    page.clock.run_for(LONG_ENOUGH)
    page.mouse.move(5, 5)
    page.clock.run_for(200)
    page.locator(f"{OPEN} >> text=example.org").hover()
    page.clock.run_for(LONG_ENOUGH)
    expect(page.locator(OPEN)).to_contain_text("Hemp.")
    page.mouse.move(5, 5)
    page.clock.run_for(LONG_ENOUGH)
    expect(page.locator(OPEN)).to_have_count(0)


def test_the_pointer_crosses_no_gap_between_mark_and_popup(open_page: Open) -> None:
    page = open_page(QUAY)
    mark(page, "2").hover()
    expect(page.locator(OPEN)).to_have_count(1)
    gaps = mark(page, "2").evaluate("""mark => {
        const box = document.querySelector(".fn-popup").getBoundingClientRect();
        const at = mark.getBoundingClientRect();
        return [box.bottom - at.top, box.top - at.bottom];
    }""")
    assert min(map(abs, gaps)) < 1


def test_keyboard_focus_shows_a_note_and_escape_hides_it_without_moving_focus(
    open_page: Open,
) -> None:
    page = open_page(QUAY)
    tab_to_the_first_mark(page)
    expect(page.locator(OPEN)).to_contain_text("Granite")
    page.keyboard.press("Escape")
    expect(page.locator(OPEN)).to_have_count(0)
    expect(mark(page, "1")).to_be_focused()


def test_escape_hides_a_note_under_a_resting_pointer(open_page: Open) -> None:
    page = open_page(QUAY, still=True)
    mark(page, "1").hover()
    page.clock.run_for(LONG_ENOUGH)
    expect(page.locator(OPEN)).to_have_count(1)
    page.keyboard.press("Escape")
    page.clock.run_for(LONG_ENOUGH)
    expect(page.locator(OPEN)).to_have_count(0)


def test_tab_leads_from_a_mark_through_its_notes_links_to_the_next_mark(open_page: Open) -> None:
    page = open_page(QUAY)
    mark(page, "1").focus()
    page.keyboard.press("Tab")
    expect(mark(page, "2")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(f"{OPEN} >> text=supra note 1")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(mark(page, "3")).to_be_focused()
    expect(page.locator(OPEN)).to_contain_text("A coil")


def test_enter_leads_into_the_note_and_escape_back_to_its_mark(open_page: Open) -> None:
    page = open_page(QUAY)
    tab_to_the_first_mark(page)
    page.keyboard.press("Enter")
    expect(page.locator(OPEN)).to_be_focused()
    page.keyboard.press("Escape")
    expect(mark(page, "1")).to_be_focused()
    expect(page.locator(OPEN)).to_have_count(0)


def test_a_click_pins_the_note_until_a_click_elsewhere(open_page: Open) -> None:
    page = open_page(QUAY, still=True)
    mark(page, "1").click()
    page.mouse.move(5, 5)
    page.clock.run_for(LONG_ENOUGH)
    expect(page.locator(OPEN)).to_contain_text("Granite")
    mark(page, "2").hover()
    page.clock.run_for(LONG_ENOUGH)
    expect(page.locator(OPEN)).to_contain_text("Granite")
    page.mouse.click(5, 5)
    expect(page.locator(OPEN)).to_have_count(0)


def test_one_note_is_shown_at_a_time(open_page: Open) -> None:
    page = open_page(QUAY)
    mark(page, "1").click()
    mark(page, "2").click()
    expect(page.locator(OPEN)).to_have_count(1)
    expect(page.locator(OPEN)).to_contain_text("Hemp")
    mark(page, "2").click()
    expect(page.locator(OPEN)).to_have_count(0)


@pytest.mark.parametrize("script", ["", WITHOUT_POPOVER])
def test_a_tap_shows_a_note_where_the_page_stands_and_a_tap_outside_hides_it(
    open_page: Open, script: str
) -> None:
    page = open_page(QUAY, script, **PHONE)
    page.evaluate("scrollTo(0, 40)")
    mark(page, "2").tap()
    expect(page.locator(OPEN)).to_contain_text("Hemp")
    assert page.evaluate("scrollY") == 40
    assert "#" not in page.url
    page.touchscreen.tap(60, 300)
    expect(page.locator(OPEN)).to_have_count(0)


def test_a_cross_reference_in_a_note_opens_that_note_in_place_with_a_way_back(
    open_page: Open,
) -> None:
    page = open_page(QUAY)
    mark(page, "2").click()
    page.locator(f"{OPEN} >> text=supra note 1").click()
    expect(page.locator(OPEN)).to_contain_text("Granite")
    page.get_by_role("button", name="back to note 2").click()
    expect(page.locator(OPEN)).to_contain_text("Hemp")
    expect(page.locator(".fn-popup").get_by_role("button", name="back to")).to_have_count(0)


def test_words_of_a_note_can_be_selected_beyond_its_edge(open_page: Open) -> None:
    page = open_page(QUAY, still=True)
    mark(page, "1").hover()
    page.clock.run_for(LONG_ENOUGH)
    box = page.locator(OPEN).bounding_box()
    assert box
    page.mouse.move(box["x"] + 80, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] + 90, box["y"] + 40, steps=4)
    page.clock.run_for(LONG_ENOUGH)
    page.mouse.up()
    expect(page.locator(OPEN)).to_contain_text("Granite")
    assert "preference" in page.evaluate("getSelection().toString()")


@pytest.mark.parametrize("options", [PHONE, {}])
def test_every_mark_is_a_target_of_24_pixels(open_page: Open, options: dict[str, Any]) -> None:
    page = open_page(QUAY, **options)
    for id in ("1", "2", "3"):
        hit = """mark => {
            const at = mark.getBoundingClientRect(), y = (at.top + at.bottom) / 2;
            const x = (at.left + at.right) / 2, steps = [...Array(80).keys()].map(step => step - 40);
            const hits = (x, y) => document.elementFromPoint(x, y)?.closest("a") === mark;
            return [steps.filter(step => hits(x + step, y)), steps.filter(step => hits(x, y + step))];
        }"""
        across, down = mark(page, id).evaluate(hit)
        assert len(across) >= 24
        assert len(down) >= 24


@pytest.mark.parametrize("words", ["so—", "然り。", "Why?", "self-"])
def test_no_line_begins_with_a_mark(open_page: Open, words: str) -> None:
    page = open_page(Document((paragraph(words * 9, ref("1"), " end"),), (note("1", "N."),)))
    starts = """mark => {
        const paragraph = mark.closest("p"), starts = [];
        for (let width = 200; width < 500; width++) {
            paragraph.style.width = `${width}px`;
            starts.push(mark.getBoundingClientRect().left - paragraph.getBoundingClientRect().left);
        }
        return starts;
    }"""
    assert min(mark(page, "1").evaluate(starts)) > 4


def test_marks_do_not_change_the_line_spacing(open_page: Open) -> None:
    page = open_page(
        Document(
            (paragraph("Words " * 60), Paragraph((Text("Words "), ref("1")) * 60)),
            (note("1", "N.", mark="†"),),
        )
    )
    lines = """paragraph => {
        const range = document.createRange();
        range.selectNodeContents(paragraph);
        const size = parseFloat(getComputedStyle(paragraph).fontSize);
        return paragraph.clientHeight / Math.round(paragraph.clientHeight / (1.6 * size)) / size;
    }"""
    for one in page.query_selector_all("article > p"):
        assert one.evaluate(lines) == pytest.approx(1.6, abs=0.01)


def test_without_javascript_marks_lead_to_the_list_and_back(open_page: Open) -> None:
    page = open_page(QUAY, java_script_enabled=False)
    mark(page, "1").click()
    assert page.url.endswith("#note-footnote-1")
    expect(page.locator("#note-footnote-1")).to_be_in_viewport()
    page.get_by_role("link", name="back to note 1 in the text, place 2").click()
    assert page.url.endswith("#mark2-footnote-1")
    expect(page.locator("#mark2-footnote-1")).to_be_in_viewport()


def test_a_back_link_leads_to_the_mark_and_shows_no_popup(open_page: Open) -> None:
    page = open_page(QUAY, still=True)
    page.locator('#note-footnote-2 [role="doc-backlink"]').focus()
    page.keyboard.press("Enter")
    expect(mark(page, "2")).to_be_in_viewport()
    page.clock.run_for(LONG_ENOUGH)
    expect(page.locator(OPEN)).to_have_count(0)


def test_no_id_stands_twice_while_a_note_is_shown(open_page: Open) -> None:
    page = open_page(EVERYTHING)
    page.locator("#mark-footnote-3").click()
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
    assert len(ids) == len(set(ids))
    expect(page.locator(f"{OPEN} [role=doc-backlink]:not(.fn-cited *)")).to_have_count(0)


def test_on_paper_the_list_is_printed_and_no_popup(open_page: Open) -> None:
    page = open_page(QUAY)
    mark(page, "1").click()
    page.emulate_media(media="print")
    expect(page.locator(".fn-popup")).to_be_hidden()
    expect(page.locator("[role=doc-backlink]").first).to_be_hidden()
    expect(page.locator("#note-footnote-1")).to_be_visible()


def test_the_page_may_use_its_own_style_and_script(open_page: Open) -> None:
    page = open_page(EVERYTHING)
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px"
    expect(page.locator(".fn-popup")).to_have_count(1)


HOSTILE = (
    "<script>alert(1)</script>",
    "</style><script>alert(2)</script>",
    "</script><script>alert(3)</script>",
    '<img src=x onerror="alert(4)">',
    '"><svg onload=alert(5)>',
    "' onmouseover='alert(6)",
    "javascript:alert(7)",
    "<!-- --!><iframe src=javascript:alert(8)>",
    "&lt;script&gt;alert(9)&lt;/script&gt;",
    "{{ script }}{% if notes %}",
    "{{ policy }}",
    "]]><base href=https://example.com/>",
    '<meta http-equiv="refresh" content="0;url=https://example.com/">',
)


def hostile_note(number: int, words: str) -> Note:
    blocks = (
        paragraph(
            words,
            Link(words, text(words)),
            Link(f'https://example.org/"{words}', text(words)),
            Image(words, words),
            Stray(words, words),
        ),
        CodeBlock(words, words),
    )
    return Note(NoteKey(f"footnote-{number} {words}"), "footnote", words, blocks, mark=words)


def hostile_document() -> Document:
    notes = tuple(hostile_note(number, words) for number, words in enumerate(HOSTILE))
    everything = text(" ".join(HOSTILE))
    return Document(
        tuple(paragraph(one.id, NoteRef(one.key), NoteNumber(one.key)) for one in notes),
        notes,
        Metadata(
            title=everything,
            authors=(everything,),
            date=HOSTILE[0],
            lang=HOSTILE[4],
            extra={"journal": HOSTILE[1], "body": HOSTILE[0]},
        ),
    )


def test_nothing_in_a_hostile_text_runs(open_page: Open) -> None:
    page = open_page(hostile_document())
    marks = page.query_selector_all('[role="doc-noteref"]')
    assert [one.inner_text() for one in marks] == list(HOSTILE)
    for one, words in zip(marks, HOSTILE, strict=True):
        one.click()
        expect(page.locator(f"{OPEN} code")).to_have_text(words)
        page.keyboard.press("Escape")
    assert page.locator("style, script:not([type]), img, svg, iframe, base").count() == 3
    assert page.locator("[onload], [onerror], [onmouseover], [style]").count() <= 1
    links = page.evaluate("[...document.links].map(link => link.protocol)")
    assert set(links) <= {"file:", "https:"}
