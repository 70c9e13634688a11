"""Fragments in pages of other people, whose styles are not ours."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from converter.renderers import templates
from tests.programs.conftest import Open, page_of
from tests.programs.test_browser import OPEN, QUAY, mark

HOST = """
    .popup { width: 600px } .note { border: 5px solid gold } .notes { display: none }
    .label { background: #777; color: #fff; padding: .3em .6em; border-radius: 4px }
    .marks { font-size: 3em } .next { float: right } .open { height: 9em }
    .table { width: 100% } .left { float: left } .right { float: right } .image { height: 9em }
    :root { --link: underline; --ink: 12px; --raised: 3; }
    .post p { margin: 0 0 1.5em; line-height: 1.9; font-size: 18px }
    .post li { margin-bottom: 1em; list-style: square } .post li::before { content: "»" }
    aside { float: right; width: 30%; padding: 4rem; margin: 3rem; border: 1px solid; min-width: 400px }
    button { text-transform: uppercase; padding: 2em; border: 9px solid; letter-spacing: 1em }
"""
BARE = "body { background: #111; color: #eee }"
DARK = "body { background: #111; color: #eee } a { color: #9cf }"
LIGHT = "a { color: #036 }"

BOX = "one => { const { width, height } = one.getBoundingClientRect(); return [width, height]; }"
LOOK = """one => {
    const { color, backgroundColor } = getComputedStyle(one);
    return [color, backgroundColor];
}"""
LABEL = """note => [note.querySelector(".fn-label"), note.querySelector("p")].map(one => {
    const words = document.createRange();
    words.selectNodeContents(one);
    return words.getClientRects()[0].bottom;
})"""


def open_host(open_page: Open, colours: str, host: str = HOST, **options: Any) -> Page:
    style, script = templates.load("notes.css"), templates.load("notes.js")
    style += templates.load("sidenotes.css") if options else ""
    return open_page(
        f'<!DOCTYPE html><html lang="en"><title>A blog</title><style>{host}{colours}</style>'
        f'<style>{style}</style><body><div class="popup">Subscribe!</div>'
        f'<div class="post">{page_of(QUAY, fragment=True, **options)}</div><script>{script}</script>'
    )


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2) of ``rgb(…)``."""
    parts = [int(part) / 255 for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_a_page_with_a_popup_of_its_own_still_shows_notes(open_page: Open) -> None:
    page = open_host(open_page, LIGHT)
    mark(page, "1").click()
    expect(page.locator(OPEN)).to_contain_text("Granite")
    expect(page.locator(".popup")).to_have_text("Subscribe!")


def test_the_styles_of_a_page_do_not_bend_popups_and_lists(open_page: Open) -> None:
    sizes = []
    for host in (HOST, ""):
        page = open_host(open_page, LIGHT, host)
        mark(page, "1").click()
        sizes.append(page.locator(OPEN).evaluate(BOX))
    assert sizes[0] == sizes[1]
    page = open_host(open_page, LIGHT)
    mark(page, "2").click()
    page.locator(f"{OPEN} >> text=supra note 1").click()
    _, height = page.get_by_role("button", name="back to note 2").evaluate(BOX)
    assert height < 40


def test_numbers_of_notes_stand_on_the_first_line_of_their_note(open_page: Open) -> None:
    page = open_host(open_page, LIGHT)
    for listed in page.locator(".fn-notes > li").all():
        number, words = listed.evaluate(LABEL)
        assert abs(number - words) < 6
    mark(page, "2").click()
    number, words = page.locator(".fn-popup-text").evaluate(LABEL)
    assert abs(number - words) < 6


@pytest.mark.parametrize("colours", [DARK, LIGHT], ids=["dark", "light"])
def test_marks_and_popups_can_be_read_on_a_page_of_any_colour(
    open_page: Open, colours: str
) -> None:
    page = open_host(open_page, colours)
    ground = "rgb(17, 17, 17)" if colours == DARK else "rgb(255, 255, 255)"
    mark(page, "2").click()
    assert contrast(mark(page, "2").evaluate(LOOK)[0], ground) > 7
    text, box = page.locator(".fn-popup-text").evaluate(LOOK)
    link, _ = page.locator(f"{OPEN} a >> nth=0").evaluate(LOOK)
    assert contrast(text, box) > 7
    assert contrast(link, box) > 4.5


@pytest.mark.parametrize("notes_as", ["popup", "sidenotes"])
def test_links_have_the_colour_of_the_text_where_a_page_has_none_for_them(
    open_page: Open, notes_as: str
) -> None:
    page = open_host(open_page, BARE, "", notes_as=notes_as)
    mark(page, "2").click()
    links = page.locator(".footnoted a").all()
    assert {one.get_attribute("role") for one in links} >= {None, "doc-noteref", "doc-backlink"}
    for link in links:
        colour, _ = link.evaluate(LOOK)
        assert contrast(colour, "rgb(17, 17, 17)") > 12, link.inner_text()


def test_links_in_words_of_notes_are_underlined_where_a_page_does_not_say(open_page: Open) -> None:
    page = open_host(open_page, BARE, "")
    mark(page, "2").click()
    words = page.locator(".fn-notes a:not([role]), .fn-popup-text a:not([role])").all()
    assert words
    for link in words:
        line = link.evaluate("one => getComputedStyle(one).textDecorationLine")
        assert line == "underline", link.inner_text()


def test_a_page_gives_links_in_notes_its_own_colour(open_page: Open) -> None:
    page = open_host(open_page, DARK)
    colours = {one.evaluate(LOOK)[0] for one in page.locator(".fn-notes a:not([role])").all()}
    assert colours == {"rgb(153, 204, 255)"}
