"""Formats that pandoc writes for us: each note once, under the number that the words name."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from converter import parse, read, render
from converter.document.model import Document, Heading, Link, Metadata, Text
from converter.document.notes import index_notes
from converter.document.tree import marks
from converter.document.words import in_paragraphs
from converter.renderers.pandoc.writers import WRITERS
from converter.speed.zip import unpack
from converter.word.package import LIMITS
from tests.documents import EVERYTHING, note, number, paragraph, ref
from tests.generated import PICTURE

TWICE = parse(
    "One.[footnoteRef:1] Two.[footnoteRef:2] Again.[footnoteRef:1] "
    "[1: See there.] [2: Ash, supra note 1, at 3.]"
).document
READ_BACK = ("markdown", "gfm", "rst", "mediawiki", "epub", "odt")


def members(output: str | bytes) -> dict[str, bytes]:
    assert isinstance(output, bytes)
    return dict(unpack(output, LIMITS))


def noted(document: Document) -> list[str]:
    """The words of the notes in the order of their marks."""
    index = index_notes(document)
    return [in_paragraphs(index.notes[key].blocks, index) for key in index.calls]


@pytest.mark.parametrize("format", READ_BACK)
def test_a_note_cited_twice_comes_back_once(format: str) -> None:
    document = read(render(TWICE, format).output, format).document
    assert noted(document) == ["See there.", "Ash, supra note 1, at 3."]


@pytest.mark.parametrize("format", [name for name, one in WRITERS.items() if not one.binary])
def test_a_note_cited_twice_is_written_once(format: str) -> None:
    output = str(render(TWICE, format).output)
    assert output.count("See there.") == 1
    assert "supra note" in re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", output))


@pytest.mark.parametrize("format", WRITERS)
def test_every_node_is_written_the_same_each_time_and_nothing_live(format: str) -> None:
    output = render(EVERYTHING, format).output
    assert output == render(EVERYTHING, format).output
    data = b"".join(members(output).values()) if isinstance(output, bytes) else output.encode()
    assert b"javascript:" not in data
    if format != "rst":  # where no tag means anything
        assert b"<script>alert" not in data.replace(b"\\<", b"")


def test_what_a_format_cannot_carry_is_said() -> None:
    said = {one.message.partition("carry ")[2] for one in render(EVERYTHING, "rst").diagnostics}
    assert {
        "endnotes, which become footnotes",
        "notes of titles, which stand before the text",
        "capitals, which are printed as typed",
        "formulas as such",
    } <= said
    assert render(TWICE, "rst").diagnostics == ()


def test_a_note_that_no_mark_calls_is_reported() -> None:
    rendered = render(Document(notes=(note("9", "x"),)), "markdown")
    assert [one.code for one in rendered.diagnostics] == ["R004"]


def test_a_note_of_the_title_stands_before_the_text_where_it_would_be_numbered_apart() -> None:
    document = Document(
        (paragraph("So.", ref("1"), " See note ", number("1")),),
        (note("star", "Thanks.", mark="*"), note("1", "A.")),
        Metadata(title=(Text("On Oil"), ref("star"))),
    )
    output = str(render(document, "gfm").output)
    assert re.search(r"\*\S* Thanks\.", output)
    assert "See note 1" in output
    assert output.count("[^1]") == 2


# ODT


def test_odt_has_kinds_marks_and_references_that_follow_their_notes() -> None:
    document = Document(
        (
            paragraph("A.", ref("1"), " B.", ref("1", "endnote"), " C.", ref("s"), " D.", ref("2")),
            paragraph(
                "Again.", ref("2"), " See note ", number("1", "endnote"), " and ", number("2")
            ),
        ),
        (
            note("1", "One."),
            note("1", "End.", kind="endnote"),
            note("s", "Star.", mark="*"),
            note("2", "Two."),
        ),
    )
    output = render(document, "odt").output
    content = etree.fromstring(members(output)["content.xml"])
    text = content.nsmap["text"]
    notes = list(content.iter(f"{{{text}}}note"))
    assert [one.get(f"{{{text}}}note-class") for one in notes] == [
        "footnote", "endnote", "footnote", "footnote"
    ]  # fmt: skip
    ids = [one.get(f"{{{text}}}id") for one in notes]
    references = list(content.iter(f"{{{text}}}note-ref"))
    assert [one.get(f"{{{text}}}ref-name") for one in references] == [ids[3], ids[1], ids[3]]
    assert [one.text for one in references] == ["2", "i", "2"]
    back = read(output, "odt").document
    assert [(one.kind, one.mark) for one in back.notes] == [
        (one.kind, one.mark) for one in document.notes
    ]
    assert [one.note for one in marks(back.blocks)].count(back.notes[3].key) == 2


@pytest.mark.parametrize("format", ["odt", "epub"])
def test_pictures_are_in_the_file(format: str) -> None:
    output = render(parse("x").document, format).output
    without = {name for name in members(output) if name.endswith(".png")}
    tree = render(EVERYTHING, "json").output
    pictured = read(str(tree).replace("pictures/harbour.png", PICTURE), "json").document
    rendered = render(pictured, format)
    assert {name for name in members(rendered.output) if name.endswith(".png")} - without
    assert "R002" not in {one.code for one in rendered.diagnostics}
    assert "R002" in {one.code for one in render(EVERYTHING, format).diagnostics}


# EPUB


def test_epub_numbers_its_notes_through_and_lists_its_headings() -> None:
    """Pandoc begins anew in each file, and makes one of each heading of the first level."""
    document = Document(
        (Heading(1, (Text("First"),)), paragraph("A.", ref("1")),
         Heading(1, (Text("Second"),)), paragraph("B.", ref("2"), " See note ", number("1"))),
        (note("1", "One."), note("2", "Two.")),
        Metadata(title=(Text("On Oil"),)),
    )  # fmt: skip
    files = members(render(document, "epub").output)
    (page,) = (data.decode() for name, data in files.items() if "/text/ch" in name)
    assert re.findall('doc-noteref">([0-9]+)<', page) == ["1", "2"]
    assert page.count('epub:type="footnote"') == 2
    assert '#footnote-1">1</a>' in page
    assert 'id="footnote-1"' in page
    contents = files["EPUB/nav.xhtml"].decode()
    assert ">First</a>" in contents
    assert ">Second</a>" in contents


def test_a_link_that_must_not_be_live_leaves_its_words() -> None:
    document = Document((paragraph(Link("javascript:alert(1)", (Text("a trap"),))),))
    rendered = render(document, "markdown")
    assert "a trap" in str(rendered.output)
    assert [one.code for one in rendered.diagnostics] == ["R003"]


def test_jats_links_each_mark_with_its_note() -> None:
    article = etree.fromstring(str(render(TWICE, "jats").output).encode())
    links = [one.get("rid") for one in article.iter("xref") if one.get("ref-type") == "fn"]
    assert links == [one.get("id") for one in article.iter("fn")]
    assert len(links) == 2
