"""Texts that write notes in another way say so, instead of being printed as they stand."""

from __future__ import annotations

import pytest

from converter import parse, read, render
from converter.markers.notations import other_notation

OTHERS = {
    "Markdown": "Oil.[^1] Wick.[^roe]\n\n[^1]: See Roe.\n[^roe]: Id.\n",
    "a list of sources": "Oil [1]. Wick [2].\n\nSources\n[1] Roe, A Wage of Oil.\n[2] Lee, Ports.\n",
    "a list under a heading": "Oil.[1] Wick.[2]\n\nNotes\n1. Roe, A Wage of Oil.\n2. Lee, Ports.\n",
    "notes within brackets": "Oil.[Footnote A: See Roe.] Wick.[Footnote B: Id.]\n",
    "raised figures": "Oil.¹ Wick.²\n\n¹ See Roe.\n² Id.\n",
    "one note within brackets": "Oil.[Footnote A: See Roe.]\n",
    "LaTeX": "Oil\\footnote{See Roe.} and wick.\n",
    "MediaWiki": "Oil.<ref name=roe>See Roe.</ref> Wick.<ref name=roe/>\n",
    "AsciiDoc": "Oil.footnote:[See Roe.] Wick.\n",
    "notes in the line": "Oil.^[See Roe.] Wick.\n",
    "numbers behind stops": "Oil.1 Wick.2 Tar.3\n\nNotes\n\n1. See Roe.\n2. Id.\n3. Id.\n",
    "roman numbers": "Oil.[i] Wick.[ii]\n\nEndnotes\n\n[i] See Roe.\n\n[ii] Id.\n",
    "parentheses": "Oil.(1) Wick.(2)\n\n(1) See Roe.\n\n(2) Id.\n",
    "carets": "Oil.^1 Wick.^2\n\n^1 See Roe.\n^2 Id.\n",
    "double brackets": "Oil.[[1]] Wick.[[2]]\n\n[[1]] See Roe.\n\n[[2]] Id.\n",
    "a word in brackets": "Oil [fn. 1] wick [fn. 2].\n\n[fn. 1] See Roe.\n[fn. 2] Id.\n",
    "tags": "<p>Oil.<sup>1</sup></p>\n<p>Wick.</p>\n",
}


@pytest.mark.parametrize("name", OTHERS)
def test_another_notation_is_named(name: str) -> None:
    (said,) = (one for one in parse(OTHERS[name]).diagnostics if one.code == "M015")
    assert said.severity == "warning"


@pytest.mark.parametrize(
    "text",
    [
        "Oil and wick.\n",
        "Oil [sic] and [1999] wick, 3 m² of it, and x².\n",
        "1. Oil\n2. Wick\n",
        "Wikipedia's own [3] and [4].\n",
        "a < b and c > d\n",
        "Oil (1) wick (2) and x^2 + y^2.\n\n(a) Oil.\n",
        "It ran to 1.5 and 2.5.\n\n1. Oil\n2. Wick\n3. Tar\n",
        "Chapter [i] and part [v] of it, note [sic].\n",
        "See [http://x.org].[footnoteRef:1] [1: x]\n\nOil.[^1] Wick.[^2]\n",
    ],
)
def test_a_text_that_has_markers_or_nothing_of_the_kind_is_left_alone(text: str) -> None:
    assert "M015" not in [one.code for one in parse(text).diagnostics]


def test_tags_of_a_web_page_beside_markers_are_told() -> None:
    text = "He <em>swore</em>.[footnoteRef:1] [1: See <i>Roe</i>.]\n"
    (said,) = parse(text).diagnostics
    assert (said.code, said.message) == (
        "M018", "the text holds 4 tags of a web page, such as <em>",
    )  # fmt: skip


def test_notes_of_markdown_beside_markers_are_told() -> None:
    text = "Oil.[footnoteRef:1] Wick.[^2]\n\n[1: x]\n\n[^2]: See Roe.\n"
    assert "M019" in [one.code for one in parse(text).diagnostics]
    alone = "Oil.[footnoteRef:1] Wick[^2] is how it is written. [1: x]\n"
    assert parse(alone).diagnostics == ()


@pytest.mark.parametrize("words", ["3 < 4 </ 5", "a <b> of <i>", "</x> and <y>"])
def test_what_only_looks_like_tags_is_no_fault(words: str) -> None:
    assert parse(f"{words}.[footnoteRef:1] [1: x]\n").diagnostics == ()


def test_what_was_seen_is_counted_and_shown() -> None:
    other = other_notation(OTHERS["Markdown"])
    assert other is not None
    assert other.what == "4 footnotes as Markdown writes them, such as [^1]"
    assert other.remedy == "To have them read as notes, use --notation markdown"


PAGE = """<!DOCTYPE html><html><head><title>Ports</title><style>p { color: red }</style></head><body>
<nav>Menu</nav><h1>On <em>Oil</em></h1><p>The lamp&nbsp;was lit.[footnoteRef:1]
 It burned &amp; burned.<br>Then not.<script>alert(1)</script>
 [1:  See <a href="https://x.org">Roe</a>. ]</p>
<table><tr><td>a</td><td>b</td></tr></table></body></html>"""


def test_no_tag_of_a_web_page_comes_out_and_its_markers_are_notes() -> None:
    parsed = read(PAGE, "html")
    text = str(render(parsed.document, "marker").output)
    assert "The lamp\u00a0was lit.[footnoteRef:1] It burned & burned." in text
    assert "[1:  See Roe <https://x.org>.]" in text
    assert "Menu" not in text
    assert "alert" not in text
    assert "<p" not in text
    assert "</" not in text
    assert [one.code for one in parsed.diagnostics] == ["B001"]


@pytest.mark.parametrize("data", ["", "   ", "<p", "<b><i></b></i>", "<p>" * 3_000 + "deep"])
def test_a_malformed_page_is_read_all_the_same(data: str) -> None:
    words = str(render(read(data, "html").document, "marker").output)
    assert ("deep" in data) == ("deep" in words)
