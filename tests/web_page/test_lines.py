"""An edit within a line, of which only that line is read: it shows what the whole text would show."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from converter.web.engine.given import Given
from converter.web.engine.picture.line import edited_line, take_edit
from converter.web.engine.picture.shown import Shown, read_whole

EXAMPLES = Path(__file__).parents[2] / "examples"
TYPED = ["x", " ", "5", ".", ",", "Id.", "“", " supra note 3", "😀", "", "See infra Part II."]
LONG = (
    "The keeper of the light was paid in oil, and when the oil gave out he was not paid at all. "
    * 3
)
TEXT = (
    f"{LONG}[footnoteRef:1]\n\n{LONG}[footnoteRef:2] More.[footnoteRef:3]\n\n{LONG}\n\n"
    "[1:  Odile Tamm, A Wage of Oil (1988).] \n[2:  Id. at 3.] \n[3:  Tamm, supra note 1.] \n"
)


def whole(text: str, *, typography: bool = False) -> Shown:
    return read_whole(text.encode(), Given(typography=typography), "popup")


def pages(shown: Shown) -> list[str]:
    return [shown.html[item.hash] for item in shown.items()]


@pytest.mark.parametrize("article", sorted(EXAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_line_that_is_read_alone_is_as_in_the_whole(article: Path) -> None:
    chance = random.Random(article.stem)
    text = article.read_text(encoding="utf-8")
    shown, alone = whole(text), 0
    for _ in range(50):
        at = chance.randrange(len(text))
        text = text[:at] + chance.choice(TYPED) + text[at + chance.randrange(3) :]
        taken, expected = take_edit(shown, text), whole(text)
        if taken:
            alone += 1
            assert pages(shown) == pages(expected)
            assert shown.parts_out() == expected.parts_out()
            assert {item.hash for item in shown.items()} == shown.html.keys()
        else:
            shown = expected
    assert alone > 12


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Odile Tamm, A", "Odile Tamms, A"),
        ("Id. at 3", "Id. at 4"),
        ("supra note 1", "supra note 2"),
        ("supra note 1", "supra note 9"),
        ("More.", "Moore. See infra note 3."),
        ("More.", "More <b>&amp;</b> \u202e."),
    ],
)
def test_words_and_references_follow_at_once(old: str, new: str) -> None:
    shown = whole(TEXT)
    text = TEXT.replace(old, new)
    assert take_edit(shown, text)
    assert pages(shown) == pages(whole(text))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("More.", "Moore."),
        ("A Wage of Oil", "A Wage of Tar"),
        ("Id. at 3", "Id. at 4"),
        ("Tamm, supra", "Tamms, supra"),
    ],
)
def test_notes_have_their_typography_through_each_key(old: str, new: str) -> None:
    shown = whole(TEXT, typography=True)
    assert "<em>Id.</em>" in "".join(pages(shown))
    text = TEXT.replace(old, new)
    assert take_edit(shown, text)
    assert pages(shown) == pages(whole(text, typography=True))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("More.", "More\n"),
        ("More.", "More ["),
        ("[footnoteRef:3]", "[footnoteRef:30]"),
        ("[footnoteRef:3]", ""),
        ("[3:  Tamm", "[4:  Tamm"),
        ("More.", "More.[footnoteRef:1]"),
        (f"{LONG}[footnoteRef:1]", "Short.[footnoteRef:1]"),
        ("\n\n[1:", "\n[1:"),
        ("More.", "More\u00ad."),
        (LONG, f"x{LONG}"),
    ],
)
def test_what_changes_more_than_a_line_is_read_whole(old: str, new: str) -> None:
    shown = whole(TEXT)
    before = pages(shown), shown.text, shown.parts_out()
    assert not take_edit(shown, TEXT.replace(old, new, 1))
    assert (pages(shown), shown.text, shown.parts_out()) == before


def test_a_heading_that_nothing_pointed_at_gets_an_id_by_the_whole() -> None:
    text = f"I. One\n\n{LONG}\n\nII. Two\n\n{LONG}\n\n{TEXT}"
    assert not take_edit(whole(text), text.replace("More.", "More, infra Part II."))


def test_of_two_texts_the_line_that_differs_is_found() -> None:
    assert edited_line("a\nbcd\ne", "a\nbxcd\ne") == (2, "bcd", "bxcd")
    assert edited_line("a\nbbb\ne", "a\nbb\ne") == (2, "bbb", "bb")
    assert edited_line("a\nb\nc", "a\nx\ny") is None
    assert edited_line("", "x") == (0, "", "x")
