"""The web page as text. What a browser makes of it is tested in tests/programs/test_browser.py."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.document.model import (
    Block,
    BlockQuote,
    BulletList,
    Cell,
    Code,
    CodeBlock,
    CrossRef,
    Document,
    Emphasis,
    Heading,
    Image,
    LineBreak,
    Link,
    ListItem,
    Math,
    Metadata,
    NoteKey,
    NoteNumber,
    NoteRef,
    Paragraph,
    Quoted,
    Row,
    Stray,
    Table,
    Text,
)
from converter.document.notes import index_notes
from converter.document.tree import walk
from converter.renderers import html
from converter.renderers.html.text import slug
from tests.documents import EVERYTHING, cell, note, number, paragraph, ref, text
from tests.generated import PICTURE

VOID = {"br", "hr", "meta", "wbr"}
MARKS = {"doc-noteref", "doc-backlink"}


class Reader(HTMLParser):
    """Reads a page back: its words without marks, its ids, and where its links lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.silent = 0
        self.words: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.feed(page.partition("<body>")[2].partition("<script>")[0].partition("</body>")[0])
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.targets += [given["href"] or ""] if "href" in given else []
        if tag in VOID:
            return
        assert tag != "a" or "a" not in self.open, "links cannot nest"
        self.open.append(tag)
        if self.silent or given.get("role") in MARKS or given.get("class") == "fn-label":
            self.silent += 1

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.silent -= bool(self.silent)

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data)


def body(*blocks: Block, notes: tuple[str, ...] = ()) -> str:
    """The page's text between title and list of notes."""
    document = Document(blocks, tuple(note(id, f"Note {id}.") for id in notes))
    output = page(document)
    return (
        output.partition("<article ")[2]
        .partition(">\n")[2]
        .partition("\n<section")[0]
        .partition("\n</article>")[0]
    )


def page(document: Document, template: str | None = None) -> str:
    output = html.render(document, template=template).output
    assert isinstance(output, str)
    return output


def codes(document: Document) -> list[str]:
    return [diagnostic.code for diagnostic in html.render(document).diagnostics]


def note_item(output: str, id: str) -> str:
    found = re.search(rf'<li id="note-{id}">.*?\n(?=<li id="note|</ul>\n</section>)', output, re.S)
    assert found
    return found[0]


# Nothing lost, nothing broken


def words_of(document: Document) -> Counter[str]:
    """The characters that a page has to show."""
    meta = document.meta
    labels = index_notes(document)
    source = "{journal} Volume {volume}, p. {page}".format_map(meta.extra)
    shown = [source, meta.date, "Abstract" if meta.abstract else "", "Footnotes", "Endnotes"]
    authors = tuple(one for author in meta.authors for one in author)
    blocks = (
        *meta.abstract,
        *document.blocks,
        *(one for note in document.notes for one in note.blocks),
    )
    for node in walk((*meta.title, *meta.subtitle, *authors, *blocks)):
        if isinstance(node, Text | Code | CodeBlock | Math | Stray):
            shown.append(node.text)
        elif isinstance(node, Image):
            shown.append(node.alt)
        elif isinstance(node, NoteNumber):
            shown.append(labels.label(node.note))
    return Counter("".join("".join(shown).split()))


def test_every_character_is_shown_once() -> None:
    shown = Counter("".join("".join(Reader(page(EVERYTHING)).words).split()))
    assert shown - words_of(EVERYTHING) == Counter("“‘’”")
    assert words_of(EVERYTHING) - shown == Counter()


def test_every_link_within_the_page_has_its_target_and_no_id_stands_twice() -> None:
    read = Reader(page(EVERYTHING))
    inner = [target[1:] for target in read.targets if target.startswith("#")]
    assert set(inner) <= set(read.ids)
    assert len(read.ids) == len(set(read.ids))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_any_words_are_read_back_as_they_were(words: str) -> None:
    document = Document(
        (
            paragraph(words, Code(words), Stray(words, words), Link("https://x.org/", text(words))),
            CodeBlock(words, words),
        )
    )
    assert "".join(Reader(page(document)).words).replace("\n", "") == words * 5


@given(st.text(min_size=1), st.text(min_size=1))
def test_ids_hold_no_blank_and_never_clash(one: str, other: str) -> None:
    ids = [slug(one), slug(other)]
    assert (ids[0] == ids[1]) == (one == other)
    assert all(re.fullmatch(r"[\w.-]+", id, re.ASCII) for id in ids)


# Notes


def test_a_mark_is_a_link_to_its_note_with_a_name() -> None:
    assert body(paragraph("Salt.", ref("7")), notes=("7",)) == (
        '<p>Salt.<sup class="fn-marks"><a role="doc-noteref" id="mark-footnote-7" '
        'href="#note-footnote-7" aria-label="note 1">1</a></sup></p>'
    )


def test_marks_side_by_side_share_a_sup() -> None:
    output = body(paragraph("Salt.", ref("1"), ref("2"), " ", ref("1")), notes=("1", "2"))
    assert output.count('<sup class="fn-marks">') == 2


def test_a_note_links_back_to_every_place_that_cites_it() -> None:
    document = Document((paragraph(ref("1"), "a", ref("1")),), (note("1", "Cited."),))
    assert note_item(page(document), "footnote-1") == (
        '<li id="note-footnote-1"><span class="fn-label">1</span> <p>Cited. '
        '<a role="doc-backlink" href="#mark-footnote-1" '
        'aria-label="back to note 1 in the text, place 1">↑1</a> '
        '<a role="doc-backlink" href="#mark2-footnote-1" '
        'aria-label="back to note 1 in the text, place 2">↑2</a></p></li>\n'
    )


def test_a_note_that_ends_in_a_list_has_its_back_link_after_it() -> None:
    assert "</ul>\n<a role" in note_item(page(EVERYTHING), "footnote-3")


def test_each_kind_of_note_has_its_list_with_a_heading() -> None:
    output = page(EVERYTHING)
    for kind in ("footnote", "endnote"):
        assert f'<section role="doc-endnotes" aria-labelledby="{kind}s">' in output
        assert f'<h2 id="{kind}s">{kind.title()}s</h2>' in output
    assert output.index('id="note-footnote-13"') < output.index('id="note-endnote-1"')


def test_a_page_without_notes_has_neither_list_nor_script() -> None:
    output = page(Document((paragraph("Nothing to add."),)))
    assert "<section" not in output
    assert "popup" not in output.partition("<body>")[2]


def test_a_note_that_no_mark_calls_is_reported_and_not_printed() -> None:
    document = Document((paragraph("Salt."),), (note("4", "Forgotten."),))
    assert codes(document) == ["R004"]
    assert "Forgotten" not in page(document)


def test_a_cross_reference_to_one_note_is_a_link_as_a_whole() -> None:
    words = CrossRef("supra", (NoteKey("footnote-1"),), (Text("supra note "), number("1")))
    assert '<a href="#note-footnote-1">supra note\u00a01</a>' in body(
        paragraph(ref("1"), words), notes=("1",)
    )


def test_in_a_cross_reference_to_several_notes_each_number_is_a_link() -> None:
    targets = (NoteKey("footnote-1"), NoteKey("footnote-2"))
    words = CrossRef("note", targets, (Text("notes "), number("1"), Text(" & "), number("2")))
    assert (
        'notes\u00a0<a href="#note-footnote-1" aria-label="note 1">1</a> &amp;\u00a0'
        '<a href="#note-footnote-2" aria-label="note 2">2</a>'
    ) in body(paragraph(ref("1"), ref("2"), words), notes=("1", "2"))


def test_a_reference_to_a_note_that_is_not_printed_is_no_link() -> None:
    words = CrossRef("note", (NoteKey("footnote-9"),), (Text("note "), number("9")))
    assert "<p>note\u00a0?</p>" in body(paragraph(words), notes=("9",))


# Links and pictures


def test_a_mark_inside_a_link_interrupts_it() -> None:
    link = Link("https://x.org/", (Text("a"), Emphasis((Text("b"), ref("1"))), Text("c")))
    assert re.sub("<sup.*?</sup>", "¹", body(paragraph(link), notes=("1",))) == (
        '<p><a href="https://x.org/">a</a><em><a href="https://x.org/">b</a>¹</em>'
        '<a href="https://x.org/">c</a></p>'
    )


def test_an_address_may_break_after_its_slashes() -> None:
    url = "https://x.org/a/b"
    assert body(paragraph(Link(url, text(url)))) == (
        f'<p><a href="{url}" dir="ltr">https://x.org/<wbr>a/<wbr>b</a></p>'
    )


def test_an_address_runs_from_left_to_right_and_words_as_their_own_text_does() -> None:
    links = (Link("https://x.org/", text("https://x.org/")), Link("https://x.org/", text("כאן")))
    shown = body(paragraph("ראו ", links[0], " ", links[1]))
    assert shown.count('dir="ltr"') == 1
    assert '<a href="https://x.org/">כאן</a>' in shown


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "https://x.org/a b", ""]
)
def test_a_link_that_is_not_safe_is_text(url: str) -> None:
    document = Document((paragraph(Link(url, text("words"))),))
    assert codes(document) == ["R003"]
    assert "<p>words</p>" in page(document)


def test_a_link_in_a_link_is_reported() -> None:
    inner = Link("https://y.org/", text("b"))
    assert codes(Document((paragraph(Link("https://x.org/", (Text("a"), inner))),))) == ["R001"]


def test_a_picture_is_shown_by_its_description_and_never_loaded() -> None:
    document = Document((paragraph(Image("https://x.org/a.png", "A ship"), Image("ship.png")),))
    assert codes(document) == ["R002", "R002"]
    assert (
        '<a class="fn-image" href="https://x.org/a.png">A ship</a><span class="fn-image">ship.png</span>'
    ) in page(document)
    assert "<img" not in page(document)
    assert "img-src" not in page(document)


def test_a_picture_that_its_address_carries_is_shown_with_its_description() -> None:
    document = Document((paragraph(Image(PICTURE, 'A "ship" <1>')),))
    assert codes(document) == []
    assert f'<img src="{PICTURE}" alt="A &quot;ship&quot; &lt;1&gt;">' in page(document)
    assert re.search(r'http-equiv="Content-Security-Policy"[^>]*; img-src data:"', page(document))


@pytest.mark.parametrize(
    "url",
    [
        "data:image/svg+xml;base64,PHN2Zy8+",
        "data:text/html;base64,PGI+",
        'data:image/png;base64,AAAA" onerror="alert(1)',
        "data:image/png,AAAA",
    ],
)
def test_other_data_in_an_address_is_no_picture(url: str) -> None:
    document = Document((paragraph(Image(url, "A ship")),))
    assert codes(document) == ["R002"]
    assert '<span class="fn-image">A ship</span>' in page(document)
    assert "<img" not in page(document)


# Blocks


def test_headings_stand_below_the_title_and_end_at_six() -> None:
    blocks = [Heading(level, text("x")) for level in (1, 5, 6)]
    assert body(*blocks) == '<h2 id="x">x</h2>\n<h6 id="x-2">x</h6>\n<h6 id="x-3">x</h6>'


def test_a_table_keeps_its_spans_and_alignment() -> None:
    wide = Cell((paragraph("a"), paragraph("b")), align="right", colspan=2, rowspan=3)
    assert '<td class="fn-right" colspan="2" rowspan="3"><p>a</p>\n<p>b</p></td>' in body(
        Table((Row((wide,)),))
    )


def test_a_tab_stays_a_tab() -> None:
    assert body(paragraph("a\tb")) == '<p>a<span class="fn-tab">\t</span>b</p>'


def test_a_paragraph_is_a_line_so_that_a_small_change_is_a_small_diff() -> None:
    before = page(EVERYTHING).splitlines()
    blocks = (*EVERYTHING.blocks, paragraph("One more."))
    after = page(Document(blocks, EVERYTHING.notes, EVERYTHING.meta)).splitlines()
    assert [line for line in after if line not in before] == ["<p>One more.</p>"]


# The page


@pytest.mark.parametrize(
    ("lang", "direction"),
    [("en-US", "ltr"), ("ar", "rtl"), ("he-IL", "rtl"), ("fa", "rtl"), ("ar-Latn", "ltr"),
     ("ku-Arab-IQ", "rtl"), ("", "ltr")],
)  # fmt: skip
def test_the_language_says_the_direction(lang: str, direction: str) -> None:
    assert f'<html lang="{lang}" dir="{direction}">' in page(Document(meta=Metadata(lang=lang)))


@pytest.mark.parametrize(
    ("document", "title"),
    [
        (EVERYTHING, "Harbour Dues &amp; the Mare Liberum"),
        (Document(), "Untitled"),
        (Document((paragraph("Short", ref("1"), " words."),), (note("1", "N."),)), "Short words."),
        (Document((paragraph("word " * 30),)), "word " * 11 + "word…"),
        (Document((paragraph("海" * 90),)), "海" * 60 + "…"),
        (Document((Table((Row((cell("Port"), cell("Dues"))),)),)), "Port Dues"),
        (
            Document(meta=Metadata(title=(Text("Of"), LineBreak(), Quoted("double", text("It"))))),
            "Of “It”",
        ),
    ],
)
def test_the_page_has_a_title(document: Document, title: str) -> None:
    assert f"<title>{title}</title>" in page(document)


def test_the_policy_names_the_hash_of_every_style_and_script() -> None:
    output = page(EVERYTHING)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', output)
    assert policy
    assert "default-src 'none'" in policy[1]
    contents = re.findall(
        r"<(?:style|script)(?: media=\S+)?>(.*?)</(?:style|script)>", output, re.S
    )
    assert len(contents) == 4
    for content in contents:
        assert f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'" in policy[1]


def test_a_template_of_ones_own_may_bring_its_own_style() -> None:
    template = '{{ policy }}|{{ journal }}|<style media="print">p { margin: 0 }</style>{{ body }}'
    digest = b64encode(sha256(b"p { margin: 0 }").digest()).decode()
    policy, journal, rest = page(EVERYTHING, template).split("|", 2)
    assert f"style-src 'sha256-{digest}';" in policy
    assert journal == "Littoral L. Rev."
    assert '<h2 id="the-harbour">The Harbour' in rest


def test_the_page_names_no_file_or_address_to_load() -> None:
    head, _, rest = page(EVERYTHING).partition("<body>")
    code = re.sub('<script type="application/ld.json">.*?</script>', "", head)
    assert not re.search(r"url\(|@import|<link|src=|https?:", code)
    assert "src=" not in rest


def test_a_note_in_a_note_is_a_number() -> None:
    inner = Paragraph((Text("See "), NoteRef(NoteKey("footnote-1"))))
    output = page(Document((paragraph(ref("1")),), (note("1", inner),)))
    assert output.count('<a role="doc-noteref"') == 1
    number = (
        '<a href="#note-footnote-1" aria-label="note 1"><span id="run2-footnote-1">1</span></a>'
    )
    assert f"See</span> <sup>{number}</sup>" in output


LEFT, RIGHT = "ראו שם, פסקה 7 (Doe)", "See there."
TURNED = Document(
    (
        paragraph(RIGHT),
        paragraph(LEFT, ref("1"), ref("2")),
        Heading(1, text(LEFT)),
        BlockQuote((paragraph(LEFT), paragraph(RIGHT))),
        BulletList((ListItem((paragraph(RIGHT),)), ListItem((paragraph(LEFT),)))),
        Table((Row((cell(RIGHT), cell(LEFT))),)),
    ),
    (note("1", LEFT), note("2", RIGHT)),
)


def directions(document: Document, **options: Any) -> list[tuple[str, str]]:
    output = str(html.render(document, fragment=True, **options).output)
    return re.findall('<([a-z0-9]+)[^>]* dir="([a-z]+)"', output)


def test_what_runs_the_other_way_than_the_page_says_so() -> None:
    assert directions(TURNED) == [
        ("article", "ltr"), ("p", "rtl"), ("h2", "rtl"), ("blockquote", "rtl"), ("p", "ltr"),
        ("li", "rtl"), ("td", "rtl"), ("li", "rtl"),
    ]  # fmt: skip
    beside = directions(TURNED, notes_as="sidenotes")
    assert beside[:3] == [("article", "ltr"), ("p", "rtl"), ("span", "ltr")]
    english = Document((paragraph(LEFT), paragraph(RIGHT)), (), Metadata(lang="he"))
    assert directions(english) == [("article", "rtl"), ("p", "ltr")]


def test_a_word_of_another_direction_turns_no_paragraph() -> None:
    hebrew = "הספינה"
    assert directions(Document((paragraph(f"See {hebrew} there."),))) == [("article", "ltr")]
    foreign = Document((paragraph(f"Lee ראו {hebrew}."),), (), Metadata(lang="he"))
    assert directions(foreign) == [("article", "rtl")]
