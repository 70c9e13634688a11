"""The first page: one model of it, and how each format shows it."""

from __future__ import annotations

import re

import pytest
from msgspec import structs

from converter import render
from converter.document.model import Document, Metadata, NoteRef, Paragraph, Text
from converter.document.notes import index_notes
from converter.document.tree import walk
from converter.renderers.first_page import first_page
from tests.documents import note, paragraph, ref, text
from tests.renderers.docx_parts import assert_consistent, find, roots, values, words

ISSUE = {"journal": "Tide L. Rev.", "volume": "61", "number": "2", "first-page": "211"}


def article(*authors: str, title: str = "On Lamps", **extra: str) -> Document:
    meta = Metadata(
        title=text(title) if title else (),
        authors=tuple(map(text, authors)),
        date="March 2024",
        extra={name.replace("_", "-"): value for name, value in extra.items()},
    )
    return Document((paragraph("So.", ref("1")),), (note("1", "See."),), meta)


def shown(document: Document, **options: object) -> str:
    return str(render(document, "html", **options).output)


# The author's note


def test_the_authors_note_stands_at_the_last_author_and_is_not_counted() -> None:
    made = first_page(article("Ana", "Bo", author_note="Of Corvane.\n\nThanks to all.")).document
    star = made.notes[0]
    assert (star.kind, star.mark) == ("footnote", "*")
    assert [node.text for node in walk(star.blocks) if isinstance(node, Text)] == [
        "Of Corvane.", "Thanks to all.",
    ]  # fmt: skip
    assert made.meta.authors == ((Text("Ana"),), (Text("Bo"), NoteRef(star.key)))
    index = index_notes(made)
    assert [index.label(one.key) for one in index.called["footnote"]] == ["*", "1"]


@pytest.mark.parametrize(
    ("title", "place"), [("On Lamps", "title"), ("", "authors")], ids=["a title", "nothing"]
)
def test_without_authors_the_note_stands_at_what_there_is(title: str, place: str) -> None:
    made = first_page(article(title=title, author_note="Of Corvane.")).document
    marked = [node for node in walk((Paragraph(made.meta.title),)) if isinstance(node, NoteRef)]
    assert bool(marked) == (place == "title")
    assert index_notes(made).uncalled == ()


def test_a_star_that_another_note_has_is_not_taken() -> None:
    document = article("Ana", author_note="Of Corvane.")
    starred = Document((paragraph("So.", ref("7")),), (note("7", "x", mark="*"),), document.meta)
    assert first_page(starred).document.notes[0].mark == "†"


def test_a_note_of_the_same_key_keeps_its_words() -> None:
    once = first_page(article("Ana", author_note="Of Corvane.")).document
    twice = first_page(once).document
    assert len({one.key for one in twice.notes}) == len(twice.notes) == 3


def test_a_year_that_the_date_has_is_not_said_twice() -> None:
    meta = Metadata(date="March 2024", extra={"volume": "61", "year": "2024"})
    assert first_page(Document(meta=meta)).shown["issue_line"] == "Volume 61"


def test_a_document_without_such_keys_is_left_as_it_is() -> None:
    document = article("Ana")
    assert first_page(document).document is document


# Volume and issue


def test_a_language_has_its_own_words_for_the_issue() -> None:
    meta = Metadata(lang="de", extra=ISSUE)
    made = first_page(Document(meta=meta)).shown
    assert made["issue_line"] == "Band 61, Heft 2, S. 211"
    assert made["cited_volume"] == "Bd. 61:211"


@pytest.mark.parametrize(
    ("extra", "line"),
    [
        ({}, ""),
        ({"volume": "61"}, "Volume 61"),
        ({"issue": "2"}, "Number 2"),
        ({"page": "e12"}, "p. e12"),
        ({"volume": "61", "year": "2023"}, "Volume 61, 2023"),
        ({"volume": "61\n\nand a half"}, "Volume 61 and a half"),
    ],
)
def test_what_is_not_given_leaves_no_gap(extra: dict[str, str], line: str) -> None:
    assert first_page(Document(meta=Metadata(extra=extra))).shown["issue_line"] == line


@pytest.mark.parametrize("page", ["0211", "e12", "ii", "１２", "1234567", ""])
def test_pages_count_only_from_a_number(page: str) -> None:
    counted = first_page(Document(meta=Metadata(extra={"page": page}))).shown["first_page"]
    assert counted == ("211" if page == "0211" else "")


# Word


def test_word_has_the_authors_note_as_a_footnote_with_a_custom_mark() -> None:
    output = render(article("Ana", author_note="Of Corvane."), "docx").output
    assert_consistent(output)
    parts = roots(output)
    mark, counted = find(parts["document.xml"], "//w:footnoteReference")
    assert [value for name, value in mark.attrib.items() if "customMarkFollows" in name] == ["1"]
    assert mark.getnext().text == "*"
    assert "customMarkFollows" not in str(counted.attrib)
    assert words(parts["footnotes.xml"]) == "* Of Corvane. See."


def test_word_counts_its_pages_from_the_first_and_has_the_heads_of_a_volume() -> None:
    output = render(article("Ana", **ISSUE), "docx").output
    parts = roots(output)
    (start,) = find(parts["document.xml"], "//w:sectPr/w:pgNumType")
    assert start.values() == ["211"]
    assert [words(parts[f"header{number}.xml"]) for number in (1, 2)] == [
        "2024]\tOn Lamps\t1",
        "1\tTide L. Rev.\t[Vol. 61:211",
    ]
    assert words(parts["header3.xml"]) == "Tide L. Rev.Volume 61\tMarch 2024\tNumber 2"
    assert "March 2024" not in words(parts["document.xml"])


def test_word_has_no_head_of_a_volume_for_an_article_without_one() -> None:
    parts = roots(render(article("Ana"), "docx").output)
    assert words(parts["header3.xml"]) == ""
    assert len(find(parts["header3.xml"], "w:p")) == 1
    assert "March 2024" in words(parts["document.xml"])
    assert values(parts["document.xml"], "//w:pgNumType") == []


# Web page


def test_a_page_shows_the_issue_and_the_authors_note() -> None:
    output = shown(article("Ana", author_note="Of Corvane.", doi="doi:10.1/2 3", **ISSUE))
    assert '<p class="fn-journal">Tide L. Rev.</p>' in output
    assert '<p class="fn-issue">Volume 61, Number 2, p. 211</p>' in output
    assert '<a href="https://doi.org/10.1/2%203">' in output
    assert re.search(r'fn-author">Ana<sup[^>]*><a [^>]*href="#note-author-note"', output)
    assert '<meta name="citation_firstpage" content="211">' in output
    assert '<meta name="citation_issue" content="2">' in output


def test_the_page_of_a_law_review_has_the_head_of_a_volume() -> None:
    output = shown(article("Ana", **ISSUE), template="lawreview")
    head = re.search('<p class="fn-masthead">(.*)</p>', output)
    assert head is not None
    assert re.findall("<span>(.*?)</span>", head[1]) == ["Volume 61", "March 2024", "Number 2"]
    assert output.count("March 2024") == 1
    assert "Volume 61, Number" not in output


def test_a_page_without_issue_has_the_date_in_both_looks() -> None:
    for template in ("article", "lawreview"):
        output = shown(article("Ana"), template=template)
        assert '<p class="fn-date">March 2024</p>' in output
        assert '<div class="fn-source">' not in output


LIVE = {"html": "<script>alert", "latex": "\\input{x}", "typst": "#import"}
"""What each format must not take from the words of an article."""

HOSTILE = article(
    "Ana",
    **dict.fromkeys(
        (*ISSUE, "doi", "issn", "year", "author_note"),
        '"><script>alert(1)</script>\\input{x}#import "y"{{ title }}',
    ),
)


@pytest.mark.parametrize("template", ["article", "lawreview"])
@pytest.mark.parametrize("format", LIVE)
def test_hostile_words_in_the_issue_stay_words(format: str, template: str) -> None:
    said = str(render(HOSTILE, format, template=template).output)
    assert "alert" in said
    assert LIVE[format] not in said.replace("\\#", "")


def test_hostile_words_in_the_heads_of_word_stay_words() -> None:
    output = render(HOSTILE, "docx").output
    assert_consistent(output)
    assert words(roots(output)["header3.xml"]).startswith(HOSTILE.meta.extra["journal"])


def test_an_article_without_a_date_has_none_in_its_head_in_latex() -> None:
    meta = Metadata(title=(Text("On Oil"),), extra={"journal": "Tidewater L. Rev.", "volume": "61"})
    document = Document((paragraph("So."),), meta=meta)
    assert "\\date{}" in str(render(document, "latex", template="lawreview").output)
    dated = structs.replace(document, meta=structs.replace(meta, date="May 2031"))
    assert "\\date{May 2031}" in str(render(dated, "latex", template="lawreview").output)
    assert "\\date" not in str(render(document, "latex").output)
