"""Paragraphs and notes that run the other way than their article, as each program sets them."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from converter import render
from converter.document.model import Document, Metadata
from tests.documents import note, paragraph, ref
from tests.programs.conftest import Open
from tests.programs.test_first_pages import in_word

RIGHT, LEFT = "The ship came in, 1655.", "הספינה נכנסה לנמל, 1899."
RIGHT_NOTE, LEFT_NOTE = "See there, 1666.", "انظر كتاب الميناء، 1777."
FROM_THE_LEFT, FROM_THE_RIGHT = {"1655", "1666"}, {"1899", "1777"}
WORD = r'<word xMin="([0-9.]+)"[^>]*xMax="([0-9.]+)"[^>]*>[^<]*?(1[678][0-9]{2})[^<]*</word>'
PLACES = """words => words.map(word => {
    const walker = document.createTreeWalker(document.querySelector(".footnoted"), NodeFilter.SHOW_TEXT);
    while (!walker.nextNode().textContent.includes(word));
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const { left, right } = range.getClientRects()[0];
    return [word, (left + right) / 2 < innerWidth / 2];
})"""


def article(lang: str) -> Document:
    """Two paragraphs of one line, and their notes, that run to the right and to the left."""
    first, second = (RIGHT, LEFT) if lang == "en" else (LEFT, RIGHT)
    notes = (RIGHT_NOTE, LEFT_NOTE) if lang == "en" else (LEFT_NOTE, RIGHT_NOTE)
    blocks = (paragraph(first, ref("1")), paragraph(second, ref("2")))
    return Document(blocks, (note("1", notes[0]), note("2", notes[1])), Metadata(lang=lang))


def from_the_left(pdf: Path) -> set[str]:
    """The years on the left half of the page."""
    command = ["pdftotext", "-bbox", str(pdf), "-"]
    boxes = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    (width,) = re.findall('<page width="([0-9.]+)"', boxes)
    found = [(float(left) + float(right), year) for left, right, year in re.findall(WORD, boxes)]
    assert {year for _, year in found} == FROM_THE_LEFT | FROM_THE_RIGHT
    return {year for place, year in found if place < float(width)}


@pytest.mark.parametrize("lang", ["en", "he"])
@pytest.mark.parametrize("program", ["lualatex", "typst", "LibreOffice"])
def test_each_paragraph_and_note_begins_on_its_side(
    program: str, lang: str, tmp_path: Path
) -> None:
    if program == "LibreOffice":
        in_word(article(lang), tmp_path)
    else:
        output = render(article(lang), "pdf", pdf_engine=program).output
        assert isinstance(output, bytes)
        (tmp_path / "a.pdf").write_bytes(output)
    assert from_the_left(tmp_path / "a.pdf") == FROM_THE_LEFT


@pytest.mark.parametrize("notes_as", ["popup", "endnotes"])
@pytest.mark.parametrize("lang", ["en", "he"])
def test_each_paragraph_and_note_of_a_page_begins_on_its_side(
    open_page: Open, lang: str, notes_as: str
) -> None:
    page = open_page(article(lang), looks={"notes_as": notes_as})
    sides = dict(page.evaluate(PLACES, [*FROM_THE_LEFT, *FROM_THE_RIGHT]))
    assert {year for year, left in sides.items() if left} == FROM_THE_LEFT


@pytest.mark.parametrize("engine", ["pdflatex", "xelatex"])
def test_the_other_engines_of_tex_set_such_an_article_too(engine: str) -> None:
    for lang in ("en", "he"):
        assert render(article(lang), "pdf", pdf_engine=engine).output
