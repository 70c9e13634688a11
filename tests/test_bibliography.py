"""A list of works at the end of a text: recognised, undone, and a bibliography in every format."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from converter.conversion import read, render
from converter.document.model import Bibliography, Document, Heading, Paragraph
from converter.document.tree import without_spans
from converter.readers.marker.parser import parse
from converter.readers.restoring.structure.lines import words_of
from tests.outlines import SENTENCE, outline, text

TAMM = "Tamm, Odile. 1988. A Wage of Oil. Corvane: Harbour Press."
ROE = "Roe, J., & Doe, A. (2011). The beam and the owner. Journal of Ports, 12(3), 4–19."
NATIONS = "United Nations, Convention on Lights (1958)."
PACKET = "“Who Lit It?” The Packet, Oct. 25, 2024."


def works(document: Document) -> list[str]:
    """The entries of the bibliographies of a document."""
    return [
        words_of(entry.content)
        for block in document.blocks
        if isinstance(block, Bibliography)
        for entry in block.blocks
        if isinstance(entry, Paragraph)
    ]


def works_below(heading: str, *entries: str) -> list[str]:
    return works(parse(text("P", "P", heading, *entries)).document)


@pytest.mark.parametrize(
    "heading",
    [
        "References",
        "Works Cited",
        "BIBLIOGRAPHY",
        "Literaturverzeichnis",
        "Références",
        "Bibliografía",
    ],
)
def test_works_below_their_heading_are_a_bibliography(heading: str) -> None:
    entries = [TAMM, ROE, NATIONS, PACKET]
    assert works_below(heading, *entries) == entries
    assert works_below(f"# {heading}", *entries) == entries


def test_numbers_of_entries_stay_in_them() -> None:
    entries = ["[1] Odile Tamm, A Wage of Oil (1988).", "[2] Jo Roe, Of Wicks (2001)."]
    assert works_below("References", *entries) == entries


def test_works_stand_below_headings_of_their_own() -> None:
    entries = works_below("# Bibliography", "## Books", TAMM, ROE, "## Treaties", NATIONS, PACKET)
    assert entries == [TAMM, ROE, NATIONS, PACKET]


def test_a_bibliography_ends_where_text_begins() -> None:
    assert works_below("References", TAMM, ROE, SENTENCE) == [TAMM, ROE]


def test_a_work_alone_is_one_by_its_authors_name() -> None:
    assert works_below("References", TAMM) == [TAMM]
    assert works_below("References", NATIONS) == []


@pytest.mark.parametrize(
    "entries",
    [
        [
            "A good place to begin is the book that Tamm wrote in 1988.",
            "In 2001, Roe wrote another.",
        ],
        ["In Tamm’s book, the oil of 1988 is dear.", "However, it was cheap in 1989."],
        ["Jane Doe, Keeper", "1 Harbour Street"],
        [f"Tamm, Odile. 1988. {SENTENCE * 8}", f"Roe, Jo. 2001. {SENTENCE * 8}"],
    ],
    ids=["essay", "text", "address", "long"],
)
def test_what_only_resembles_works_stays_text(entries: list[str]) -> None:
    assert works_below("# References", *entries) == []


def test_works_without_a_heading_stay_text() -> None:
    assert works(parse(text("P", TAMM, ROE)).document) == []


def test_a_bibliography_is_said_and_undone_by_a_backslash_before_its_first_line() -> None:
    source = text("P", "P", "References", TAMM, ROE)
    parsed = parse(source)
    (said,) = (one for one in parsed.diagnostics if one.code == "U011")
    assert said.span is not None
    assert source[said.span.start : said.span.end] == f"{TAMM}\n\n{ROE}"
    undone = parse(source.replace(TAMM, f"\\{TAMM}"))
    assert works(undone.document) == []
    assert words_of(undone.document.blocks[-2].content) == TAMM  # type: ignore[union-attr]
    assert "U009" in [one.code for one in undone.diagnostics]


# In formats

LISTED = parse(text("P", "P", "References", TAMM, ROE)).document


@pytest.mark.parametrize("format", ["docx", "html", "json", "marker", "markdown", "pandoc-json"])
def test_a_bibliography_is_read_from_what_was_written(format: str) -> None:
    assert works(read(render(LISTED, format).output, format).document) == [TAMM, ROE]


def test_marker_text_gives_the_same_document_without_a_message() -> None:
    rendered = render(LISTED, "marker")
    assert rendered.diagnostics == ()
    assert without_spans(parse(str(rendered.output)).document) == without_spans(LISTED)


def test_a_word_file_has_the_style_bibliography_in_which_entries_hang() -> None:
    with ZipFile(BytesIO(bytes(render(LISTED, "docx").output))) as package:  # type: ignore[arg-type]
        body, styles = (
            package.read(f"word/{name}.xml").decode() for name in ("document", "styles")
        )
    assert body.count('<w:pStyle w:val="Bibliography"/>') == 2
    assert (
        'w:hanging="360"'
        in styles.partition('w:styleId="Bibliography"')[2].partition("</w:style>")[0]
    )


def test_a_web_page_names_the_bibliography_by_its_heading() -> None:
    page = str(render(LISTED, "html").output)
    assert (
        '<section class="fn-bibliography" role="doc-bibliography" aria-labelledby="references">'
        in page
    )


def test_a_page_of_others_keeps_the_heading_above_the_works() -> None:
    page = f"<section role='doc-bibliography'><h2>Works</h2><ul><li>{TAMM}</li></ul></section>"
    document = read(f"<p>{SENTENCE}</p>{page}".encode(), "html").document
    assert [type(block) for block in document.blocks] == [Paragraph, Heading, Bibliography]


def test_typeset_formats_have_an_environment_in_which_entries_hang() -> None:
    tex = str(render(LISTED, "latex").output)
    assert f"\\begin{{bibliographylist}}\n{TAMM}" in tex
    assert "\\newenvironment{bibliographylist}" in tex
    assert f"#bibliography-list[\n{TAMM}" in str(render(LISTED, "typst").output)


def test_jats_has_a_list_of_references_and_open_document_a_style() -> None:
    jats = str(render(LISTED, "jats").output)
    assert jats.count("<mixed-citation>") == 2
    assert "<title>References</title>" in jats.partition("<ref-list>")[2]
    with ZipFile(BytesIO(bytes(render(LISTED, "odt").output))) as package:  # type: ignore[arg-type]
        assert package.read("content.xml").count(b'text:style-name="Bibliography"') == 2
        assert b'style:name="Bibliography"' in package.read("styles.xml")


@pytest.mark.parametrize("format", ["gfm", "rst", "mediawiki"])
def test_formats_without_lists_of_works_have_plain_paragraphs(format: str) -> None:
    written = " ".join(str(render(LISTED, format).output).split())
    assert ROE.split(". ")[1] in written
    assert "references ::" not in written
    assert "<div" not in written


def test_headings_above_works_are_those_of_the_text() -> None:
    assert outline(LISTED) == ["# References"]
