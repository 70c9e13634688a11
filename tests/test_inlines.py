"""What is recognised in the words of a line: addresses, what an extractor left behind, marks."""

from __future__ import annotations

import pytest

from converter import parse
from converter.document.model import (
    CrossRef,
    Inline,
    Link,
    NoteNumber,
    NoteRef,
    Paragraph,
    Span,
    Stray,
    Text,
)


def shown(text: str, *, drop: bool = False) -> str:
    """The inlines of the first paragraph: links in angle brackets, strays in braces, ``·`` between texts.

    Each is checked to stand where it says; a blank that stood before a mark stands nowhere else.
    """
    document, _, source = parse(text, extractor_text="drop" if drop else "keep")
    block = document.blocks[0]
    assert isinstance(block, Paragraph)
    words, before = "", None
    for node in block.content:
        words += "·" * (isinstance(before, Text) and isinstance(node, Text))
        words += _shown(node, None if drop else source)
        before = node
    return words


def _shown(node: Inline, source: str | None) -> str:
    if node == Text(" "):
        return " "
    assert node.span is not None
    there = None if source is None else source[node.span.start : node.span.end]
    match node:
        case Link(content=(Text() as inner,)):
            assert (inner.text, inner.span) == (there or inner.text, node.span)
            return f"<{node.url}>"
        case Text() | Stray():
            assert node.text == (there or node.text)
            return node.text if isinstance(node, Text) else f"{{{node.text}}}"
        case NoteRef():
            return f"[{node.note}]"
        case _:
            raise AssertionError(node)


# Addresses. Texts in which one begins with ``www.`` are searched for more than addresses.


@pytest.mark.parametrize("rare", ["", " See www.y.org"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(see https://x.org/a)", "(see <https://x.org/a>)"),
        ("(see http://x.org/a).", "(see <http://x.org/a>)."),
        ("((see https://x.org/a))", "((see <https://x.org/a>))"),
        ("https://x.org/a_(b)", "<https://x.org/a_(b)>"),
        ("(see https://x.org/a_(b))", "(see <https://x.org/a_(b)>)"),
        ("https://x.org/a_(b), and", "<https://x.org/a_(b)>, and"),
        ("So https://x.org/a...", "So <https://x.org/a>..."),
        ("“https://x.org/a”; so", "“<https://x.org/a>”; so"),
        ("https://x.org [https://perma.cc/A-B].", "<https://x.org> [<https://perma.cc/A-B>]."),
        ("PDFhttps://a.org/c?u=https://d.org/f (so)", "PDFhttps://a.org/c?u=https://d.org/f (so)"),
        ("2031http://www.x.org", "2031http://www.x.org"),
        ("xhttp://a and http://b", "xhttp://a and <http://b>"),
        ("a.http://b", "a.<http://b>"),
        ("https://a.b.uhttps://www.c.uk/d.", "<https://a.b.u><https://www.c.uk/d>."),
        ("https://a.uk/c.pdfhttp://d.uk/e).", "<https://a.uk/c.pdf><http://d.uk/e>)."),
        ("https://a.uk;https://d.uk", "<https://a.uk>;<https://d.uk>"),
        ("https://https://www.a.uk", "https://<https://www.a.uk>"),
        ("https://a.uk/31/http://b.uk", "<https://a.uk/31/http://b.uk>"),
        ("https://a.uk/31/hhttp://b.uk", "<https://a.uk/31/hhttp://b.uk>"),
        ("https://a.uk/?u=http://b.uk", "<https://a.uk/?u=http://b.uk>"),
        ("https://a.uk/?u%3Dhttp://b.uk", "<https://a.uk/?u%3Dhttp://b.uk>"),
        ("See HTTP://X.com/A, Https://y.uk.", "See <HTTP://X.com/A>, <Https://y.uk>."),
        ("https://a.ukHTTPS://d.uk", "<https://a.uk><HTTPS://d.uk>"),
        ("xHTTP://a.uk", "xHTTP://a.uk"),
    ],
)
def test_an_address_leaves_the_words_and_the_stops_around_it(
    text: str, expected: str, rare: str
) -> None:
    assert shown(text + rare) == expected + rare.replace("www.y.org", "<https://www.y.org>")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("www.y.org, and so on", "<https://www.y.org>, and so on"),
        ("See www.y.org, xhttp://a", "See <https://www.y.org>, xhttp://a"),
        ("awww.x.org and www.y.org", "awww.x.org and <https://www.y.org>"),
        ("(www.x.org/a_(b))", "(<https://www.x.org/a_(b)>)"),
        ("See WWW.Y.ORG/a.", "See <https://WWW.Y.ORG/a>."),
    ],
)
def test_an_address_may_lack_its_scheme(text: str, expected: str) -> None:
    assert shown(text) == expected


# What an extractor left behind

LEFT = "Text [image: pier.png] and [bookmark: _Go]on.[footnoteRef:1][footnoteRef:2] [1: x] [2: y] "


def test_what_an_extractor_left_behind_is_kept_apart() -> None:
    assert shown("A\tComment by A B: why?") == "A\t{Comment by A B: why?}"
    assert shown(LEFT) == (
        "Text {[image: pier.png]} and {[bookmark: _Go]}on.[footnote-1][footnote-2]"
    )


def test_what_an_extractor_left_behind_can_be_left_out_of_the_words() -> None:
    assert shown("A\tComment by A B: why?", drop=True) == "A\t"
    assert shown(LEFT, drop=True) == "Text  and on.[footnote-1][footnote-2]"
    assert shown(LEFT.replace("[2: y]", "[2: y\n]"), drop=True).endswith("[footnote-1][footnote-2]")


def test_what_is_left_out_is_told() -> None:
    parsed = parse(f"A\tComment by A B: why?\n\n{LEFT}", extractor_text="drop")
    told = [
        (one.code, parsed.source[one.span.start : one.span.end], one.message)
        for one in parsed.diagnostics
        if one.span
    ]
    assert told == [
        ("T003", words, f"left out as asked: {words}")
        for words in ("Comment by A B: why?", "[image: pier.png]", "[bookmark: _Go]")
    ]


# Marks. A line whose note is called elsewhere too is not read at one go.


@pytest.mark.parametrize("elsewhere", ["", "\n\nB.[footnoteRef:1]\n"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a [footnoteRef:1]b [1:  n] ", "a[footnote-1] ·b"),
        ("a [footnoteRef:1]“b” [1:  n] ", "a[footnote-1] ·“b”"),
        ("a [footnoteRef:1], b [1:  n] ", "a[footnote-1], b"),
        ("a[footnoteRef:1]b [1:  n] ", "a[footnote-1]b"),
        ("a [footnoteRef:1][1: n] ", "a[footnote-1]"),
        ("  a [footnoteRef:1] [1:  n] ", "a[footnote-1]"),
        ("a [footnoteRef:1][footnoteRef:2]b [1:  n]  [2: m] ", "a[footnote-1][footnote-2] ·b"),
        ("a [footnoteRef:1]b[footnoteRef:2]c [1:  n]  [2: m] ", "a[footnote-1] ·b[footnote-2]c"),
        ("a [footnoteRef:1]b [footnoteRef:2] [1:  n]  [2: m] ", "a[footnote-1] ·b[footnote-2]"),
    ],
)
def test_a_blank_before_a_mark_stands_behind_it_where_a_word_follows(
    text: str, expected: str, elsewhere: str
) -> None:
    assert shown(text + elsewhere) == expected


def test_a_mark_in_a_note_is_the_number_of_a_note_and_told() -> None:
    text = "A.[footnoteRef:1] [1: See [footnoteRef:2].] \n\nB.[footnoteRef:2] [2: n] \n"
    document, (told,), _ = parse(text)
    place = text.index("[footnoteRef:2]")
    span = Span(place, place + len("[footnoteRef:2]"))
    (block,) = document.notes[0].blocks
    assert isinstance(block, Paragraph)
    key = document.notes[1].key
    assert block.content[1] == CrossRef("mark", (key,), (NoteNumber(key, span=span),), span=span)
    said = "[footnoteRef:2] stands inside a note, where no note can be called"
    assert (told.code, told.span, told.message) == ("M010", span, said)
