"""Where the notes of a web page stand, its contents, what it says of itself, and its embedding."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.document.diagnostics import ConversionError
from converter.document.model import (
    BulletList,
    Document,
    Emphasis,
    Heading,
    Link,
    ListItem,
    Metadata,
    Row,
    Table,
    Text,
)
from converter.renderers import RENDERERS, html, templates
from converter.renderers.html.metadata import iso_date
from converter.renderers.html.notes import LAYOUTS
from tests.documents import EVERYTHING, cell, note, paragraph, ref, text
from tests.renderers.test_html import Reader, words_of

SECTIONS = Document(
    blocks=(
        paragraph("Before all.", ref("1")),
        Heading(2, (Text("The "), Emphasis(text("Tide")), ref("2"))),
        paragraph("High.", ref("3"), ref("1")),
        Heading(3, text("Neap")),
        paragraph("Low.", ref("4")),
        Heading(2, text("The Tide")),
        paragraph("Slack.", ref("1", "endnote")),
    ),
    notes=(
        *(note(str(number), f"Note {number}.") for number in range(1, 5)),
        note("1", "The end.", kind="endnote"),
    ),
)


def page(document: Document, **options: Any) -> str:
    output = html.render(document, **options).output
    assert isinstance(output, str)
    return output


def heads(output: str) -> list[str]:
    return re.findall(r"<h[2-6][^>]*>(.*?)</h[2-6]>", re.sub("<sup.*?</sup>", "", output))


# Layouts


@pytest.mark.parametrize("notes_as", LAYOUTS)
def test_in_every_layout_each_character_of_the_text_and_its_notes_stands_once(
    notes_as: str,
) -> None:
    words = "".join(Reader(page(EVERYTHING, notes_as=notes_as)).words)
    added = "“‘’”" + "".join(re.findall(r"\n(Footnotes: [ \w]+)\n", words))
    shown = Counter("".join(words.split()))
    expected = words_of(EVERYTHING)
    if notes_as in ("sidenotes", "footnotes-per-section"):
        expected -= Counter("Footnotes")
    if notes_as == "sidenotes":
        expected -= Counter("Endnotes")
    assert shown - expected == Counter("".join(added.split()))
    assert expected - shown == Counter()


@pytest.mark.parametrize("notes_as", LAYOUTS)
def test_in_every_layout_links_have_their_targets_and_no_id_stands_twice(notes_as: str) -> None:
    for document in (EVERYTHING, SECTIONS):
        read = Reader(page(document, notes_as=notes_as, toc=True, id_prefix="a-"))
        inner = [target[1:] for target in read.targets if target.startswith("#")]
        assert set(inner) <= set(read.ids)
        assert len(read.ids) == len(set(read.ids))
        assert all(id.startswith("a-") for id in read.ids)


def test_footnotes_per_section_follow_the_section_that_calls_them_first() -> None:
    output = page(SECTIONS, notes_as="footnotes-per-section")
    assert heads(output) == [
        "Footnotes",
        "The <em>Tide</em>",
        "Neap",
        "Footnotes: The <em>Tide</em>",
        "The Tide",
        "Endnotes",
    ]
    order = re.findall(r'id="(note-[\w-]+|the-tide(?:-2)?)"', output)
    assert order == [
        "note-footnote-1", "the-tide", "note-footnote-2", "note-footnote-3", "note-footnote-4",
        "the-tide-2", "note-endnote-1",
    ]  # fmt: skip


def test_a_sidenote_stands_at_its_first_mark_and_links_back_to_all() -> None:
    document = Document((paragraph("Salt", ref("1"), " and", ref("1")),), (note("1", "Dear."),))
    assert (
        '</sup><span class="fn-note" role="doc-footnote" id="note-footnote-1">'
        '<span class="fn-label">1</span> Dear. '
        '<a role="doc-backlink" href="#mark-footnote-1" '
        'aria-label="back to note 1 in the text, place 1">↑1</a> '
        '<a role="doc-backlink" href="#mark2-footnote-1" '
        'aria-label="back to note 1 in the text, place 2">↑2</a></span> and<sup'
    ) in page(document, notes_as="sidenotes")


def test_a_sidenote_that_is_more_than_words_follows_the_block_of_its_mark() -> None:
    listed = note("1", BulletList((ListItem((paragraph("an item"),)),)))
    output = page(
        Document((paragraph(ref("1"), "Salt."), paragraph("Next.")), (listed,)),
        notes_as="sidenotes",
    )
    assert re.search(
        r"Salt\.</p>\n<aside class=\"fn-note\" .*?an item.*?</aside>\n<p>Next", output, re.S
    )


def test_sidenotes_stand_in_the_order_of_their_marks_even_where_one_has_to_follow_its_block() -> (
    None
):
    listed = note("2", BulletList((ListItem((paragraph("an item"),)),)))
    marked = paragraph("Salt,", ref("1"), " fish,", ref("2"), " rope.", ref("3"))
    document = Document((marked,), (note("1", "Dear."), listed, note("3", "Long.")))
    output = page(document, notes_as="sidenotes")
    assert re.findall(r' id="note-footnote-(\d)"', output) == ["1", "2", "3"]
    assert re.findall(r"<(\w+) class=\"fn-note\"", output) == ["span", "aside", "aside"]


def test_the_note_of_a_heading_title_or_table_is_not_inside_it() -> None:
    output = page(EVERYTHING, notes_as="sidenotes")
    for element in ("header", "h2", "div"):
        for inside in re.findall(rf"<{element}\b.*?</{element}>", output, re.S):
            assert "doc-footnote" not in inside
    assert output.count('role="doc-footnote"') == len(EVERYTHING.notes)


def test_a_note_in_a_link_stands_outside_of_it_and_keeps_its_own_links() -> None:
    inner = paragraph("See ", Link("https://y.org/", text("y")))
    link = Link("https://x.org/", (Text("a"), ref("1"), Text("b")))
    output = page(Document((paragraph(link),), (note("1", inner),)), notes_as="sidenotes")
    assert 'See <a href="https://y.org/">y</a>' in output
    Reader(output)  # which refuses links in links


def test_endnotes_need_no_script_and_the_other_layouts_do() -> None:
    for notes_as in LAYOUTS:
        assert ("pointerover" in page(SECTIONS, notes_as=notes_as)) == (notes_as != "endnotes")


@pytest.mark.parametrize(("count", "shows"), [(500, True), (501, False)])
def test_up_to_500_notes_have_a_rule_that_shows_them_without_a_script(
    count: int, shows: bool
) -> None:
    ids = [str(number) for number in range(count)]
    document = Document(tuple(paragraph(ref(id)) for id in ids), tuple(note(id, id) for id in ids))
    output = page(document, id_prefix="a-")
    assert ("[href='#a-note-footnote-9']" in output) == shows
    assert ('[href^="#a-note-"]' in output) == shows


def test_a_layout_that_there_is_not_is_refused() -> None:
    with pytest.raises(ConversionError, match="there are popup, sidenotes"):
        page(SECTIONS, notes_as="margin")


# Contents and headings


def test_the_contents_are_nested_and_show_no_marks() -> None:
    contents = page(SECTIONS, toc=True).partition("<nav")[2].partition("</nav>")[0]
    assert re.sub(r"\s*\n\s*", "", contents.partition("</h2>")[2]) == (
        '<ul><li><a href="#the-tide">The <em>Tide</em></a>'
        '<ul><li><a href="#neap">Neap</a></li></ul></li>'
        '<li><a href="#the-tide-2">The Tide</a></li></ul>'
    )


@given(st.lists(st.integers(1, 6)))
def test_contents_of_any_headings_are_well_formed(levels: list[int]) -> None:
    blocks = tuple(Heading(level, text("x")) for level in levels)
    read = Reader(page(Document(blocks), toc=True))
    assert len([target for target in read.targets if target.startswith("#x")]) == len(levels)


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("Part I. The Law", "part-i-the-law"),
        ("Закон моря", "закон-моря"),
        ("§ ¶", "section"),
        ("Footnotes", "section-footnotes"),
        ("Note-footnote-1", "section-note-footnote-1"),
        ('"><script>', "script"),
    ],
)
def test_a_heading_can_be_linked_to_by_its_words(words: str, id: str) -> None:
    assert f'<h2 id="{id}">' in page(Document((Heading(1, text(words)),)))


def test_ten_thousand_headings_of_one_name_have_ids_of_their_own() -> None:
    blocks = (Heading(1, text("x 2")), *(Heading(1, text("x")) for _ in range(10_000)))
    ids = Reader(page(Document(blocks))).ids
    assert len(set(ids)) == 10_001


# What the page says of itself


def test_reference_managers_find_what_to_cite() -> None:
    output = page(EVERYTHING)
    for line in (
        '<meta name="citation_title" content="Harbour Dues &amp; the Mare Liberum">',
        '<meta name="citation_author" content="김 서연">',
        '<meta name="citation_publication_date" content="2025/03/02">',
        '<meta name="citation_journal_title" content="Littoral L. Rev.">',
        '<meta name="citation_firstpage" content="301">',
        '<meta property="og:description" content="What the port keeps, the sea forgets.">',
    ):
        assert line in output


def json_ld(output: str) -> Any:
    return json.loads(output.partition('<script type="application/ld+json">')[2].partition("<")[0])


def test_search_engines_find_a_scholarly_article() -> None:
    data = json_ld(page(EVERYTHING))
    assert data["@type"] == "ScholarlyArticle"
    assert [one["name"] for one in data["author"]] == ["Ana Żółkiewska", "김 서연"]
    assert data["datePublished"] == "2025-03-02"
    assert data["isPartOf"]["isPartOf"]["name"] == "Littoral L. Rev."


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_title_ends_the_data_block_early(words: str) -> None:
    document = Document(meta=Metadata(title=text(f"T {words}</script><script>")))
    assert json_ld(page(document))["headline"].endswith("</script><script>")


@pytest.mark.parametrize("date", ["", "forthcoming", "no. 12", "March"])
def test_no_date_is_made_up(date: str) -> None:
    assert iso_date(date) == ""


# Embedding


def test_a_fragment_is_the_article_alone() -> None:
    output = page(SECTIONS, fragment=True, id_prefix="tide-")
    assert output.startswith('<article class="footnoted fn-at-foot" lang="en" dir="ltr">\n')
    assert output.endswith("</article>\n")
    assert not re.search("<(script|style|html|head|body|link)", output)


def test_two_fragments_with_prefixes_share_no_id() -> None:
    ids = [
        Reader(f"<body>{page(EVERYTHING, fragment=True, id_prefix=prefix)}</body>").ids
        for prefix in ("a-", "b-")
    ]
    assert len(ids[0]) > 20
    assert not set(ids[0]) & set(ids[1])


@pytest.mark.parametrize("prefix", ['"', "a b", "1a", "é", "-"])
def test_a_prefix_that_can_stand_in_no_id_is_refused(prefix: str) -> None:
    with pytest.raises(ConversionError, match="--id-prefix"):
        html.render(SECTIONS, id_prefix=prefix)


def test_a_page_with_assets_names_only_files_that_are_written() -> None:
    looks = [{"notes_as": "sidenotes"}, {"notes_as": "popup"}]
    output = "".join(page(SECTIONS, assets='look/ä"&<', toc=True, **one) for one in looks)
    named = re.findall(r'(?:href|src)="(look/[^"]+)"', output)
    assert {name.rpartition("/")[2] for name in named} == set(RENDERERS["html"].assets)
    assert all(name.startswith("look/%C3%A4%22%26%3C/") for name in named)
    assert "style-src 'self'" in output
    assert not re.search(r"<script>|<style>", output)


def test_script_and_style_of_the_notes_take_no_more_than_8_kilobytes() -> None:
    """Without places that cite, copying, buttons and the sheet of phones they took 5,580 bytes."""
    behaviour = templates.load_bytes("notes.js") + templates.load_bytes("notes.css")
    assert len(gzip.compress(behaviour, 9)) <= 8192


def test_the_scripts_of_our_own_pages_take_no_more_than_3_and_a_half_kilobytes() -> None:
    scripts = [templates.load_bytes(f"{name}.js") for name in ("contents", "find", "margin")]
    assert sum(len(gzip.compress(script, 9)) for script in scripts) <= 3584


def test_a_note_in_a_cell_comes_after_the_table() -> None:
    table = Table((Row((cell("a", ref("1")),)),))
    output = page(Document((table,), (note("1", "N."),)), notes_as="sidenotes")
    assert "</table>\n</div>\n<aside" in output
