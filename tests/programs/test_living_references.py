"""Cross references where people meet them: hovered in Chromium, printed by TeX."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from converter import convert, render
from converter.document.model import NoteNumber
from converter.document.notes import index_notes
from converter.document.tree import walk
from converter.renderers.typesetting.labels import labels
from tests.programs.conftest import Open
from tests.programs.test_browser import OPEN
from tests.programs.test_tex import compiled, words_of
from tests.test_living_references import article, with_ranges

POPUP = f"{OPEN} > .fn-popup-text"
PEEK = f"{OPEN} .fn-peek .fn-popup-text"


def box_of(found: Any) -> Any:
    """Where something is on the screen, which it must be."""
    box = found.bounding_box()
    assert box is not None
    return box


def reference(page: Page, words: str, within: str) -> Any:
    return page.locator(f"{within} a:not([role])", has_text=words).first


def test_a_pointer_on_a_reference_shows_its_note(open_page: Open) -> None:
    page = open_page(article("short")[1])
    reference(page, "infra note 3", "p").hover()
    expect(page.locator(POPUP)).to_contain_text("Lind, supra note 1, at 5.")


def test_within_a_popup_a_pointer_on_a_reference_shows_its_note_too(open_page: Open) -> None:
    page = open_page(article("short")[1])
    page.locator("#mark-footnote-3").hover()
    inside = reference(page, "supra note 1", POPUP)
    inside.hover()
    peeked = page.locator(PEEK)
    expect(peeked).to_contain_text("Ana Lind, The Quay")
    expect(page.locator(POPUP)).to_contain_text("Lind, supra note 1, at 5.")
    box = box_of(inside)
    pointed = page.evaluate(
        "([x, y]) => document.elementFromPoint(x, y).closest('a')?.textContent",
        [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2],
    )
    assert pointed == "supra note\u00a01"
    whole = box_of(page.locator(POPUP))
    page.mouse.move(whole["x"] + 6, whole["y"] + 6)
    expect(peeked).to_be_hidden()


def test_id_shows_what_it_stands_for(open_page: Open) -> None:
    page = open_page(article("short")[1])
    page.locator("#mark-footnote-2").hover()
    reference(page, "Id.", POPUP).hover()
    expect(page.locator(PEEK)).to_contain_text("Ana Lind, The Quay")


def test_tex_prints_the_number_that_every_note_has() -> None:
    text, document = article("lighthouses")
    output = str(convert(text, "latex").output)
    pdf = compiled("pdflatex", output)
    assert "undefined" not in pdf.log
    index = index_notes(document)
    notes = [node for note in document.notes for node in walk(note.blocks)]
    referred = {node.note for node in notes if isinstance(node, NoteNumber)}
    assert all(name in output for name in labels(index, referred).values())
    printed = re.findall(r"(?:supra|infra) notes? (\d+)", pdf.text)
    expected = re.findall(r"(?:supra|infra) notes? (\d+)", text)
    assert sorted(printed) == sorted(expected)
    assert {index.label(note.key) for note in document.notes} >= set(printed)


def test_tex_and_typst_print_the_ends_of_ranges_shortened(tmp_path: Path) -> None:
    document = with_ranges(inserted=2)
    expected = "See supra notes 130-32, 100–103, 101-102; supra notes 130-1."
    pdf = compiled("pdflatex", str(render(document, "latex").output))
    assert expected in pdf.text
    file = tmp_path / "typst.pdf"
    output = render(document, "pdf", pdf_engine="typst").output
    assert isinstance(output, bytes)
    file.write_bytes(output)
    assert expected in words_of(file)
