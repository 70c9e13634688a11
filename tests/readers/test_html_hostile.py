"""Web pages as nobody should write them: read all the same, in linear time, with nothing live in them."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from converter import ConversionError, read, render
from converter.document.model import Image, Link
from converter.document.notes import index_notes
from converter.document.tree import walk
from converter.document.words import plain
from converter.renderers import RENDERERS
from tests.readers.test_word_mutants import assert_nothing_is_live

PAGES = [
    path.read_text(encoding="utf-8") for path in (Path(__file__).parent / "pages").glob("*.html")
]

PIECES = [
    "<", ">", "</", "<!--", "-->", "<a href='#fn1'>1</a>", "<a id=fn1>", "</a>", "<p>", "</p>",
    "<li id=fn1>", "<table><tr><td>", "</table>", '"', "'", "&", "&amp;",
    "&#0;", "&#xD800;", "&#1;", "\x00", "\x0b", "\ufffe",
    "<script>", "</script>", "<sup>", "</sup>", "<div>" * 300, "[footnoteRef:1]", "[1: x]", "<br><br>",
    "<b><i></b></i>", "<ol><li>", "</ol>", "<svg>", "<math>", "<q>", "<img src=x>",
    "<base href='https://[x'>",
    '<a href="https://[x">y</a>', "<span class=sidenote>", "<pre>", "<select>", "<frameset>",
    "<plaintext>",
    "<?xml version='1.0'?>", "<a/>", "\r", "\u2028", "\U0001f600", "\ud800",
]  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A page with pieces put in, cut out and doubled."""
    page = draw(st.sampled_from(PAGES))
    for _ in range(draw(st.integers(1, 8))):
        start = draw(st.integers(0, len(page)))
        end = min(len(page), start + draw(st.integers(0, 80)))
        kind = draw(st.sampled_from(["insert", "cut", "double", "cut off"]))
        if kind == "insert":
            page = page[:start] + draw(st.sampled_from(PIECES)) + page[start:]
        elif kind == "cut":
            page = page[:start] + page[end:]
        elif kind == "double":
            page = page[:end] + page[start:]
        elif start > 40:
            page = page[:start]
    return page


@settings(max_examples=150, deadline=None)
@given(mutated())
@example('\0\0\0<p>Oil.<a data-component-name="Footnot')
@example("<p>\ud800 \0 Öl</p>")
def test_any_page_is_read_and_each_note_is_called(page: str) -> None:
    document = read(page, "html").document
    assert len({note.key for note in document.notes}) == len(document.notes)
    read(str(render(document, "json").output), "json")  # which looks at the tree as a whole
    assert_nothing_is_live(str(render(document, "html").output))
    for format in ("marker", "docx", "latex"):
        render(document, format)


def test_a_note_without_words_that_only_another_calls_leaves_no_mark() -> None:
    cut = '<p><a href="#ftnt_ref1" id="ftnt1">[1]</a class="c9">'
    page = (
        '<p>Oil.<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup> Wick.<sup><a href="#ftnt2"'
        f' id="ftnt_ref2">[2]</a></sup></p><hr><div>{cut}<div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a>'
        "&nbsp;See Roe.</p></div>"
        '<div><p><a href="#ftnt_ref2" id="ftnt2">[2]</a>&nbsp;See Lee.</p></div>'
    )
    document = read(page, "html").document
    assert "See Lee." in str(document.notes)
    read(str(render(document, "json").output), "json")


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60) | st.binary(max_size=60).map(lambda data: data.decode("latin-1")))
def test_any_text_is_read(page: str) -> None:
    with suppress(ConversionError):  # data of another program
        read("<p>" + page, "html")


@pytest.mark.parametrize(
    "data", ["", "   ", "<p", "<!--", "<!-- x -->", "<", "<frameset></frameset>"]
)
def test_a_page_without_words_is_empty(data: str) -> None:
    assert read(data, "html").document.notes == ()


def test_nesting_is_no_matter_of_recursion_and_loses_no_word() -> None:
    parsed = read("<div>" * 100_000 + "deep" + "</div>" * 100_000 + "<p>after</p>", "html")
    assert "deep" in str(parsed.document.blocks)
    assert "after" in str(parsed.document.blocks)
    assert "B003" in [one.code for one in parsed.diagnostics]


@pytest.mark.parametrize(
    "element", ["blockquote", "ul><li", "em", "b><i", "table><tr><td", "sup", "q", "a href=x"]
)
def test_deep_pages_become_documents_that_every_format_can_write(element: str) -> None:
    document = read(f"<{element}>" * 5_000 + "deep", "html").document
    assert "deep" in str(document.blocks)
    for format in RENDERERS:
        if format != "pdf":
            render(document, format)


def test_no_entity_is_expanded_and_nothing_is_fetched() -> None:
    page = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "bomb">]><p>&a;&b;x</p>'
    words = str(read(page, "html").document.blocks)
    assert "root:" not in words
    assert "bomb" not in words.replace("&b;", "")


LIVE = """<p onclick="x()">a <a href="javascript:x()">b</a> <a href=" JaVaScRiPt:x()">c</a>
<a href="data:text/html,x">d</a> <img src="javascript:x()" onerror="x()"> <iframe src="x"></iframe>
<svg onload="x()"><script>x()</script></svg></p><style>@import "x"</style><base href="javascript:">
<form action="x"><input></form><object data="x"></object>"""


def test_nothing_that_is_live_in_a_page_is_read() -> None:
    document = read(LIVE, "html").document
    assert not any(isinstance(node, Link) for node in walk(document.blocks))
    for node in walk(document.blocks):
        if isinstance(node, Image):
            assert not node.url.lower().startswith(("http", "file"))
    page = str(render(document, "html", fragment=True).output)
    for live in ("javascript:", "onclick", "onerror", "onload", "<script", "<iframe", "<svg"):
        assert live not in page


def test_a_note_that_holds_the_list_of_all_notes_loses_no_words() -> None:
    marks = "".join(
        f'Oil.<a class="fn" id="m{one}" href="#n{one}"><sup>{one}</sup></a> ' for one in "12"
    )
    notes = "".join(
        f'<span id="n{one}"><p><a href="#m{one}"><sup>{one}</sup></a> {words}</p></span>'
        for one, words in (("1", "See Roe."), ("2", "5 U.S.C. 1."))
    )
    opened = '<div class="fn-group"><h2>Notes</h2><span class="NLM_fn" id="n1"2</sup></a></p>'
    page = f'<p>{marks}</p>{opened}<div class="fn-group"><h2>Notes</h2>{notes}</div>'
    document = read(page.encode(), "html").document
    words = plain((*document.blocks, *document.notes), index_notes(document))
    assert words.count("See Roe") == 1
    assert "5 U.S.C. 1" in words  # in its own note, and in that which holds it


def test_a_short_line_that_is_left_among_notes_stays() -> None:
    page = (
        '<p>Oil.<a id="m1" href="#n1"><sup>1</sup></a></p><section class="footnotes"><h2>Notes</h2>'
        '<p>Read in May.</p><p id="n1"><a href="#m1">1</a> See Roe.</p></section>'
    )
    document = read(page, "html").document
    words = plain((*document.blocks, *document.notes), index_notes(document))
    assert [words.count(one) for one in ("See Roe", "Read in May")] == [1, 1]
