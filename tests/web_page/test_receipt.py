"""The receipt is counted: it notices what is not in an output, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from converter import convert, parse
from converter.web.engine.given import Given
from converter.web.engine.picture.shown import shown_of
from converter.web.engine.receipt import of_html, of_latex, of_page, of_word, taken

EXAMPLES = Path(__file__).parents[2] / "examples"
TEXT = "The lamp was paid.[footnoteRef:1]\n\na) one\n\nb) two\n\n[1:  A Wage of Oil.] \n"


@pytest.mark.parametrize("article", sorted(EXAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_nothing_of_the_examples_is_missed(article: Path) -> None:
    text = article.read_text(encoding="utf-8")
    parsed = parse(text)
    into = taken(parsed, "marker")
    page = of_page(into, shown_of(parsed, Given(), "popup"))
    word = convert(text, "docx").output
    assert isinstance(word, bytes)
    for said in (page, of_html(into, str(convert(text, "html").output)), of_word(into, word)):
        assert said["lost"] == 0
        assert said["notes_in"] == said["notes_out"] == len(parsed.document.notes)
    latex = of_latex(into, str(convert(text, "latex").output))
    assert (latex["notes_out"], latex["lost"]) == (len(parsed.document.notes), None)


def test_a_note_and_letters_that_are_missing_are_counted() -> None:
    parsed = parse(TEXT)
    shown = shown_of(parsed, Given(), "popup")
    (note,) = [part for part in shown.parts if part.name == "notes"]
    lost = note.items.pop()
    said = of_page(taken(parsed, "marker"), shown)
    assert lost.node is not None
    assert (said["notes_in"], said["notes_out"], said["lost"]) == (1, 0, len("AWageofOil"))
    assert said["words"] == "1 note in, 0 notes out, 10 letters missing"


def test_a_word_that_is_missing_from_a_page_is_counted() -> None:
    into = taken(parse(TEXT), "marker")
    page = str(convert(TEXT, "html").output)
    assert of_html(into, page)["lost"] == 0
    assert of_html(into, page.replace("lamp", ""))["lost"] == len("lamp")
    assert of_html(into, page.replace("lamp", "<!-- lamp -->"))["lost"] == len("lamp")


def test_a_note_that_extraction_wrote_twice_is_counted_once() -> None:
    text = (
        "One.[footnoteRef:1] [1:  A Wage of Oil.] \n\nTwo.[footnoteRef:1] [1:  A Wage of Oil.] \n"
    )
    parsed = parse(text)
    said = of_page(taken(parsed, "marker"), shown_of(parsed, Given(), "popup"))
    assert (said["notes_in"], said["notes_out"], said["lost"]) == (1, 1, 0)
