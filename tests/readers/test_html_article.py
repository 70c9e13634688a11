"""The article in a web page: what is read of it, what is dropped, and what is said of places."""

from __future__ import annotations

import pytest

from converter import ConversionError, read, render
from converter.document.diagnostics import as_text
from converter.document.model import (
    BlockQuote,
    BulletList,
    Capitals,
    Cell,
    Code,
    CodeBlock,
    Document,
    Emphasis,
    Figure,
    Heading,
    Image,
    LineBreak,
    Link,
    ListItem,
    OrderedList,
    Paragraph,
    Row,
    SmallCaps,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
    ThematicBreak,
    Underline,
)
from converter.document.tree import without_spans
from tests.documents import paragraph, text


def article(body: str, head: str = "") -> Document:
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    return without_spans(read(page, "html").document)


def inlines(html: str) -> tuple[object, ...]:
    (block,) = article(f"<p>{html}</p>").blocks
    assert isinstance(block, Paragraph)
    return block.content


LOOKS = {
    "<em>x</em>": Emphasis,
    "<i>x</i>": Emphasis,
    "<cite>x</cite>": Emphasis,
    '<span style="font-style: italic">x</span>': Emphasis,
    "<b>x</b>": Strong,
    '<span style="font-weight:700">x</span>': Strong,
    '<span class="small-caps">x</span>': SmallCaps,
    '<span class="smallcaps smallerCapital">x</span>': SmallCaps,
    '<span class="sc">x</span>': SmallCaps,
    '<span style="font-variant: small-caps">x</span>': SmallCaps,
    '<span style="text-transform: uppercase">x</span>': Capitals,
    "<sup>x</sup>": Superscript,
    '<span style="vertical-align: super">x</span>': Superscript,
    "<sub>x</sub>": Subscript,
    "<del>x</del>": Strikeout,
    "<u>x</u>": Underline,
}


@pytest.mark.parametrize("html", LOOKS)
def test_the_look_of_letters_is_read(html: str) -> None:
    assert inlines(f"So {html}.") == (Text("So "), LOOKS[html](text("x")), Text("."))


def test_looks_of_classes_are_taken_from_the_style_sheet() -> None:
    head = "<style>@media screen { .c1 {font-style:italic} } p.c2, .c3{font-variant:small-caps}</style>"
    (block,) = article(
        '<p>So <span class="c1">x</span>, <span class="c3">y</span>.</p>', head
    ).blocks
    assert block == paragraph("So ", Emphasis(text("x")), ", ", SmallCaps(text("y")), ".")


def test_what_is_declared_normal_is_neither_italic_nor_bold() -> None:
    assert inlines('<b style="font-weight:normal">x</b>') == text("x")
    assert inlines('<i style="font-style:normal">x</i>') == text("x")


def test_small_letters_of_a_name_among_words_are_small_capitals() -> None:
    assert inlines("43 <small>Ariz. L. Rev.</small> 67") == (
        Text("43 "),
        SmallCaps(text("Ariz. L. Rev.")),
        Text(" 67"),
    )
    assert inlines("<small>All of it is small print.</small>") == text("All of it is small print.")


def test_blanks_are_folded_as_browsers_do_it() -> None:
    assert inlines(" So\n <em> it </em> goes\t on. ") == (
        Text("So "),
        Emphasis(text("it ")),
        Text("goes on."),
    )


def test_words_side_by_side_that_look_the_same_are_one() -> None:
    assert inlines("<i>Roe v. </i><i>Lee</i>") == (Emphasis(text("Roe v. Lee")),)


def test_links_code_and_line_breaks() -> None:
    assert inlines('<a href="https://x.org/a">x</a> <code>a b</code><br>y') == (
        Link("https://x.org/a", text("x")),
        Text(" "),
        Code("a b"),
        LineBreak(),
        Text("y"),
    )


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", " java\nscript:x", "data:text/html,x", "ftp://x", "#top", ""]
)
def test_the_words_of_other_links_are_words(url: str) -> None:
    assert inlines(f'<a href="{url}">x</a>') == text("x")


def test_addresses_are_relative_to_that_of_the_page() -> None:
    head = '<link rel="canonical" href="https://x.org/a/b">'
    (block,) = article('<p><a href="c">x</a></p>', head).blocks
    assert block == paragraph(Link("https://x.org/a/c", text("x")))


def test_a_picture_is_named_by_its_address() -> None:
    later = 'src="data:image/gif;base64,R0" data-src="https://x.org/a.png"'
    body = f'<figure class="wp"><img {later} alt="Ships">'
    (block,) = article(f"{body}<figcaption>The <em>harbour</em></figcaption></figure>").blocks
    picture = Image("https://x.org/a.png", "Ships")
    assert block == Figure((paragraph(picture),), (Text("The "), Emphasis(text("harbour"))))


def test_a_picture_that_only_tells_of_the_reader_is_dropped() -> None:
    assert inlines('x<img src="https://t.org/p.gif" width="1" height="1">') == text("x")


def test_headings_quotations_lists_and_rules() -> None:
    body = """<h2>One</h2><h3><strong>Two</strong></h3><blockquote><p>Q</p></blockquote>
    <ul><li>a<ol start="3"><li><p>b</p></li></ol></li></ul><hr><pre><code class="language-py">x
 y</code></pre>"""
    inner = OrderedList((ListItem((paragraph("b"),)),), 3)
    assert article(body).blocks == (
        Heading(1, text("One")),
        Heading(2, text("Two")),
        BlockQuote((paragraph("Q"),)),
        BulletList((ListItem((paragraph("a"), inner)),)),
        ThematicBreak(),
        CodeBlock("x\n y", "py"),
    )


def test_paragraphs_that_a_class_makes_quotations_are_one() -> None:
    body = '<p class="blockquote">a</p><p class="blockquote">b</p><p>c</p>'
    assert article(body).blocks == (
        BlockQuote((paragraph("a"), paragraph("b"))),
        paragraph("c"),
    )


def test_a_table_has_its_head_its_caption_and_its_spans() -> None:
    body = """<table><caption>Dues</caption><tr><th>Port</th><th>Dues</th></tr>
    <tr><td rowspan="2">a</td><td style="text-align: right">1</td></tr><tr><td colspan="9999">2</td></tr>
    </table>"""
    (table,) = article(body).blocks
    assert table == Table(
        (
            Row((Cell((paragraph("a"),), rowspan=2), Cell((paragraph("1"),), "right"))),
            Row((Cell((paragraph("2"),), colspan=1000),)),
        ),
        (Row((Cell((paragraph("Port"),)), Cell((paragraph("Dues"),)))),),
        text("Dues"),
    )


def test_a_table_that_lays_out_the_page_is_what_stands_in_it() -> None:
    assert article("<table><tr><td><p>a</p><p>b</p></td></tr></table>").blocks == (
        paragraph("a"),
        paragraph("b"),
    )


def test_words_that_two_line_breaks_set_apart_are_paragraphs() -> None:
    assert article("<div>a<br><br>b<br>c</div>").blocks == (
        paragraph("a"),
        Paragraph((Text("b"), LineBreak(), Text("c"))),
    )


def test_looks_around_paragraphs_are_those_of_their_words() -> None:
    assert article("<em><p>a</p><p>b</p></em>").blocks == (
        paragraph(Emphasis(text("a"))),
        paragraph(Emphasis(text("b"))),
    )


# The page around the article

SITE = """<header><nav><ul><li><a href="/">Home</a></li></ul></nav></header>
<main><article><h1>Of <em>Oil</em></h1><p class="byline">By Mara Holt</p>
<div class="social-share"><button>Share</button><a href="https://t.org">Tweet</a></div>
<p>The lamp was lit, and it burned all night long.</p><script>track()</script>
<style>p { color: red }</style><noscript><img src="t.gif"></noscript>
<p hidden>Secret</p><footer>Filed under: Oil</footer></article>
<aside class="sidebar"><p>Related: Of Wicks</p></aside></main><footer><p>Copyright</p></footer>"""
HEAD = """<title>Of Oil | The Review</title><meta property="og:site_name" content="The Review">
<meta name="citation_author" content="Holt, Mara"><meta name="citation_doi" content="https://doi.org/10.1/x">
<meta property="article:published_time" content="2031-05-02T10:00:00+00:00">"""


def test_only_the_article_of_a_page_is_read() -> None:
    document = article(SITE, HEAD)
    assert document.blocks == (paragraph("The lamp was lit, and it burned all night long."),)
    assert document.meta.title == (Text("Of "), Emphasis(text("Oil")))
    assert document.meta.authors == (text("Mara Holt"),)
    assert document.meta.date == "2031-05-02"
    assert document.meta.extra == {"doi": "10.1/x"}


def test_what_was_left_out_is_counted() -> None:
    page = f"<html lang=de><head>{HEAD}</head><body>{SITE}</body></html>"
    parsed = read(page, "html")
    (said,) = parsed.diagnostics
    assert said.code == "B001"
    assert "1 scripts" in said.message
    assert "1 menus" in said.message
    assert parsed.document.meta.lang == "de"


def test_the_text_of_a_page_without_an_article_is_found() -> None:
    body = '<div id="top"><a href="/">Home</a></div><div><div><p>One.</p><p>Two.</p></div></div>'
    assert article(body).blocks == (paragraph("One."), paragraph("Two."))


def test_a_selector_says_where_the_article_stands() -> None:
    page = "<div class=a><p>One.</p></div><div class=b><p>Two.</p></div>"
    assert without_spans(read(page, "html", selector="div.b").document).blocks == (
        paragraph("Two."),
    )
    with pytest.raises(ConversionError, match="nothing in the page is meant by it"):
        read(page, "html", selector="#none")
    with pytest.raises(ConversionError, match="no CSS selector"):
        read(page, "html", selector="div[")


def test_authors_and_date_are_read_from_linked_data() -> None:
    head = """<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle",
    "author": {"name": "Mara Holt"}, "datePublished": "2031-05-02"}]}</script>"""
    meta = article("<p>x</p>", head).meta
    assert meta.authors == (text("Mara Holt"),)
    assert meta.date == "2031-05-02"


@pytest.mark.parametrize(
    "data", ['{"@type": "Article", "author": 5}', "[[[[", "[" * 5000, '"x"', "{}"]
)
def test_linked_data_of_any_shape_is_survived(data: str) -> None:
    head = f'<script type="application/ld+json">{data}</script>'
    assert article("<p>x</p>", head).blocks == (paragraph("x"),)


# Places and encodings


def test_places_are_lines_and_columns_of_the_page() -> None:
    page = "<html>\n<body><p>Oil &amp; <em>wick</em>.\nIt burns.[footnoteRef:7]</p>"
    parsed = read(page, "html")
    (said,) = (one for one in parsed.diagnostics if one.code == "M001")
    assert said.span is not None
    assert page[said.span.start : said.span.end] == "[footnoteRef:7]"
    shown = as_text(said, parsed.document, "a.html", parsed.source)
    assert shown.startswith("a.html:3:10: error M001")
    assert len(parsed.source) == len(page)


def test_findings_of_the_check_stand_at_their_words() -> None:
    from converter.checks import check

    page = (
        '<p>Oil.<a id="a" href="#b">1</a></p>\n<p id="b"><a href="#a">1</a> '
        "Roe&nbsp;&amp; Lee, <i>et. al.</i>, see.</p>"
    )
    (finding,) = check(read(page, "html"))
    assert finding.code == "S001"
    assert finding.span is not None
    assert page[finding.span.start :].startswith(", <i>et. al.")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ('<meta charset="iso-8859-1"><p>caf\xe9 \x96 so</p>'.encode("latin-1"), "café – so"),
        ('<meta charset="koi8-r"><p>Свеча</p>'.encode("koi8-r"), "Свеча"),
        ('<meta charset="iso-8859-1"><p>café</p>'.encode(), "café"),
        ("\ufeff<p>café</p>".encode("utf-16"), "café"),
        (
            '<?xml version="1.0" encoding="windows-1251"?><p>Свеча</p>'.encode("windows-1251"),
            "Свеча",
        ),
        (b'<meta charset="no-such-thing"><p>caf\xe9</p>', "café"),
        (b'<meta charset="utf-7"><p>caf\xe9</p>', "café"),
    ],
)
def test_a_page_is_decoded_as_it_says_unless_it_is_utf_8(data: bytes, words: str) -> None:
    assert without_spans(read(data, "html").document).blocks == (paragraph(words),)


def test_empty_elements_of_xhtml_are_closed() -> None:
    page = '<?xml version="1.0"?><html xmlns="x"><body><p>a<a id="p1"/> <i/>b</p><p>c</p></body></html>'
    assert without_spans(read(page, "html").document).blocks == (paragraph("a b"), paragraph("c"))


def test_a_page_becomes_any_format() -> None:
    document = read(SITE, "html").document
    assert "burned all night" in str(render(document, "marker").output)
    assert bytes(render(document, "docx").output)[:2] == b"PK"  # type: ignore[arg-type]
