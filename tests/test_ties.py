"""A number stays on the line of its word: ``§ 5``, ``supra note 9``, in each format that sets type."""

from __future__ import annotations

import re
from html import unescape

import pytest

from converter import parse, read, render
from converter.checks import check
from converter.checks.selection import Selection
from converter.document.tree import without_spans
from converter.speed.zip import unpack
from converter.word.package import LIMITS
from tests.renderers.docx_parts import roots, words

TIE = "~"
TYPED = (
    "See § 5, §§ 3–4, ¶ 4, No. 7, art. 3, Part II and p. 3, Chapter 3, a note about 9 keepers, "
    "and note 99.[footnoteRef:1] So.[footnoteRef:2]\n\n"
    "[1: Lind, The Quay § 2 (1988).]\n[2: Lind, supra note 1, at 5; see supra notes 1 and 2.]\n"
)
BODY = (
    "See §~5, §§~3–4, ¶~4, No.~7, art.~3, Part~II and p. 3, Chapter 3, a note about 9 keepers, "
    "and note~99."
)
NOTES = ("Lind, The Quay §~2 (1988).", "Lind, supra note~1, at 5; see supra notes~1 and~2.")


def shown(format: str) -> str:
    """The words of an output without its markup, its ties as in LaTeX."""
    output = render(parse(TYPED).document, format).output
    if format == "docx":
        parts = roots(output)
        text = f"{words(parts['document.xml'])} {words(parts['footnotes.xml'])}"
    elif isinstance(output, bytes):
        members = dict(unpack(output, LIMITS))
        pages = [
            members[name].decode() for name in members if re.search(r"(content|text/.*)\.x", name)
        ]
        text = unescape(re.sub("<[^>]*>", "", "".join(pages)))
    else:
        text = unescape(re.sub("<[^>]*>", "", output))
    return text.replace("\u00a0", TIE)


@pytest.mark.parametrize("format", ["html", "docx", "odt", "epub", "jats", "icml"])
def test_numbers_are_tied_to_their_words_in_formats_that_are_set_in_lines(format: str) -> None:
    text = shown(format)
    for one in (BODY, *NOTES):
        assert one in " ".join(text.split())


@pytest.mark.parametrize("format", ["latex", "typst"])
def test_the_same_blanks_are_ties_in_latex_and_typst(format: str) -> None:
    output = str(render(parse(TYPED).document, format).output)
    assert BODY.removesuffix(".") in output.replace("\n", " ").replace("--", "–")
    assert len(re.findall(r"notes?~[\\#]", output)) == 2
    assert re.search(r"and~[\\#]", output)


@pytest.mark.parametrize(
    "format", ["marker", "json", "markdown", "gfm", "rst", "mediawiki", "pandoc-json"]
)
def test_what_is_read_again_as_typed_has_plain_blanks(format: str) -> None:
    assert "\u00a0" not in str(render(parse(TYPED).document, format).output)


@pytest.mark.parametrize("format", ["html", "docx", "odt", "epub"])
def test_ties_are_plain_blanks_when_a_file_is_read(format: str) -> None:
    document = without_spans(parse(TYPED).document)
    again = read(render(document, format).output, format).document
    text = re.sub(r" <#[^>]*>", "", str(render(again, "marker").output))  # a book has links
    assert text.endswith(str(render(document, "marker").output))  # a Word file has a language, too


def test_other_no_break_spaces_of_a_page_are_kept() -> None:
    page = "<article><p>Mr.\u00a0Roe sold 9\u00a0boats, see §\u00a05.</p></article>"
    text = str(render(read(page.encode(), "html").document, "marker").output)
    assert "Mr.\u00a0Roe sold 9\u00a0boats, see § 5." in text


@pytest.mark.parametrize("format", ["html", "docx"])
def test_a_check_of_what_has_ties_asks_for_none(format: str) -> None:
    parsed = parse(TYPED)
    chosen = Selection(select=("S014",))
    assert check(parsed, chosen)
    assert not check(read(render(parsed.document, format).output, format), chosen)
