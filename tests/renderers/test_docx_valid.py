"""Word files against the schemas and the rules of Word's own SDK, by openxml-audit, with no finding."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]

from converter import parse
from converter.document.model import (
    Document,
    Heading,
    Metadata,
    Numbering,
    Row,
    SectionBreak,
    Table,
)
from converter.document.notes import index_notes
from converter.document.overrides import with_one_kind
from converter.editing.filling import fill
from converter.renderers import templates
from converter.renderers.docx import render
from converter.word.consistency import inconsistencies
from converter.word.package import read_package, write_package
from tests.documents import EVERYTHING, cell, note, paragraph, ref, text
from tests.generated import drawn
from tests.renderers.docx_parts import assert_consistent, find, roots, values
from tests.test_filling import extended, rich

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))
FALSE_ALARM = "not in stylesWithEffects"
"""A copy of the styles for Word 2010, which no later Word reads; it need not have the styles added."""


def findings(data: str | bytes, path: Path) -> list[str]:
    assert isinstance(data, bytes)
    path.write_bytes(data)
    # A new validator each time: one remembers the ids of files it saw before.
    result = OpenXmlValidator().validate(str(path))
    found = [f"{one.part_uri}: {one.description}" for one in result.errors]
    return [one for one in found if FALSE_ALARM not in one]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_are_valid(example: Path, tmp_path: Path) -> None:
    document = parse(example.read_text(encoding="utf-8")).document
    assert findings(render(document).output, tmp_path / "a.docx") == []


BY_SECTION = Numbering("upper-roman", 3, "section")
SECTIONS = replace(EVERYTHING, numbering=BY_SECTION)
ENDNOTES = with_one_kind(SECTIONS, "endnote")
HEBREW = replace(SECTIONS, meta=replace(EVERYTHING.meta, lang="he"))
DOCUMENTS = {
    "empty": Document(),
    "everything": EVERYTHING,
    "sections": SECTIONS,
    "endnotes": ENDNOTES,
    "hebrew": HEBREW,
    **{f"drawn {seed}": drawn(seed, lang) for seed, lang in enumerate(("en-US", "ar", "ko-KR"))},
}


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)
@pytest.mark.parametrize("template", [None, *templates.WORD_TEMPLATES])
def test_every_node_is_valid_in_every_template(
    document: Document, template: str | None, tmp_path: Path
) -> None:
    rendered = render(document, reference_doc=template, line_numbers=True, created=1_900_000_000)
    assert_consistent(rendered.output)
    assert findings(rendered.output, tmp_path / "a.docx") == []
    assert "F003" not in [one.code for one in rendered.diagnostics]


@pytest.mark.parametrize("document", [SECTIONS, HEBREW], ids=["sections", "hebrew"])
@pytest.mark.parametrize("template", [None, *templates.WORD_TEMPLATES])
def test_a_whole_first_page_with_contents_is_valid_in_every_template(
    document: Document, template: str | None, tmp_path: Path
) -> None:
    extra = {**document.meta.extra, "author-note": "Of Corvane.", "doi": "10.1/x", "number": "2"}
    whole = replace(document, meta=replace(document.meta, extra=extra))
    rendered = render(whole, reference_doc=template, toc=True, created=1_900_000_000)
    assert findings(rendered.output, tmp_path / "a.docx") == []
    assert "F003" not in [one.code for one in rendered.diagnostics]


@settings(max_examples=10, deadline=None)
@given(st.lists(st.text(max_size=30), max_size=6))
def test_generated_articles_are_valid(
    tmp_path_factory: pytest.TempPathFactory, words: list[str]
) -> None:
    marked = "".join(f"{one}[footnoteRef:{n}] [{n}:  {one}] \n" for n, one in enumerate(words))
    data = render(parse(marked).document).output
    assert findings(data, tmp_path_factory.mktemp("valid") / "a.docx") == []


@pytest.mark.parametrize(
    "data", [rich(), extended("New.[footnoteRef:1] [1:  x]")], ids=["rich", "noted"]
)
def test_filling_adds_no_finding(data: bytes, tmp_path: Path) -> None:
    before, after = (
        findings(data, tmp_path / "a.docx"),
        findings(fill(data).output, tmp_path / "b.docx"),
    )
    assert set(after) <= set(before)


# Our own check


def broken(name: str, old: str, new: str) -> list[str]:
    output = render(EVERYTHING).output
    assert isinstance(output, bytes)
    parts = read_package(output)
    part = parts[name].decode()
    assert old in part
    parts[name] = part.replace(old, new, 1).encode()
    return inconsistencies(parts)


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("[Content_Types].xml", "/word/footnotes.xml", "/word/notes.xml", "notes.xml has a content type"),
        ("word/_rels/document.xml.rels", "footnotes.xml", "gone.xml", "gone.xml, which is not there"),
        ("word/document.xml", 'r:id="link1"', 'r:id="link77"', "names the relationship link77"),
        ("word/numbering.xml", "<w:abstractNum ", '<w:abstractNum r:id="rId9" ', "the relationship rId9"),
        ("word/document.xml", 'w:fldCharType="end"', 'w:fldCharType="begin"', "field that does not end"),
        ("word/document.xml", 'w:fldCharType="begin"', 'w:fldCharType="end"', "out of order"),
        ("word/document.xml", "<w:bookmarkEnd ", "<w:bookmarkStart ", "open and close once"),
        ("word/footnotes.xml", "NOTEREF _Ref_footnote_", "NOTEREF _Gone_", "points at _Gone_"),
        ("word/document.xml", '"BodyText"', '"Body"', "uses the style Body,"),
        ("word/document.xml", '<w:numId w:val="9001"/>', '<w:numId w:val="7"/>', "uses the list 7"),
        ("word/document.xml", "<w:footnoteReference ", "<w:gone ", "the marks of footnotes"),
        ("word/endnotes.xml", '<w:endnote w:id="1"', '<w:endnote w:id="9"', "the marks of endnotes"),
        ("word/styles.xml", 'w:styleId="Title"', 'w:styleId="Author"', "two styles have one id"),
    ],
)  # fmt: skip
def test_our_own_check_finds_what_does_not_fit(name: str, old: str, new: str, said: str) -> None:
    assert any(said in problem for problem in broken(name, old, new))


def test_a_sound_file_passes_our_own_check() -> None:
    output = render(EVERYTHING).output
    assert isinstance(output, bytes)
    parts = read_package(output)
    assert inconsistencies(parts) == []
    assert inconsistencies(read_package(write_package(parts))) == []


def test_words_that_look_like_a_field_are_words_to_our_own_check() -> None:
    words = 'a NOTEREF b \\h and <w:fldChar w:fldCharType="begin"/> and w:anchor="x"'
    assert not render(Document((paragraph(words),))).diagnostics


# Numbering, sections and direction


def numbered(numbering: Numbering) -> Document:
    from converter.document.model import Heading

    blocks = (
        paragraph("a", ref("1")),
        Heading(1, text("One")),
        paragraph("b", ref("2"), "c", ref("3")),
        Heading(1, text("Two")),
        paragraph("d", ref("4")),
    )
    return Document(
        blocks, tuple(note(str(id), "x") for id in range(1, 5)), Metadata(), (0,), numbering
    )


@pytest.mark.parametrize(
    ("numbering", "labels"),
    [
        (Numbering("lower-alpha"), "a b c d"),
        (Numbering("symbols"), "* † ‡ §"),
        (Numbering("upper-roman", 9), "IX X XI XII"),
        (Numbering(restart="section"), "1 1 2 1"),
        (Numbering(restart="page"), "1 2 3 4"),
    ],
)
def test_numbers_are_written_and_begin_as_asked(numbering: Numbering, labels: str) -> None:
    assert " ".join(index_notes(numbered(numbering)).labels.values()) == labels


def test_word_is_told_how_to_number() -> None:
    parts = roots(render(numbered(Numbering("symbols", 2, "page"))).output)
    for root in (parts["settings.xml"], parts["document.xml"]):
        told = find(root, "//w:footnotePr")[0]
        assert values(told, "w:numFmt | w:numStart | w:numRestart") == ["chicago", "2", "eachPage"]


def test_sections_end_before_headings_and_only_the_first_has_a_first_page() -> None:
    parts = roots(render(numbered(Numbering(restart="section"))).output)
    ends = find(parts["document.xml"], "//w:sectPr")
    assert [bool(find(one, "w:titlePg")) for one in ends] == [True, False, False]
    assert [values(one, "w:type") for one in ends] == [[], ["continuous"], ["continuous"]]
    assert values(parts["settings.xml"], "w:footnotePr/w:numRestart") == ["eachSect"]
    assert values(parts["document.xml"], "//w:sectPr/w:footnotePr/w:numRestart") == ["eachSect"] * 3


def test_sections_end_at_the_breaks_of_a_document_that_has_them() -> None:
    blocks = (
        paragraph("a", ref("1")),
        SectionBreak(),
        Heading(1, text("Two")),
        paragraph("b", ref("2")),
    )
    document = Document(
        blocks, (note("1", "x"), note("2", "y")), numbering=Numbering(restart="section")
    )
    parts = roots(render(document).output)
    assert find(parts["document.xml"], "//w:p[1]/w:pPr/w:sectPr")
    assert len(find(parts["document.xml"], "//w:sectPr")) == 2


def test_endnotes_beside_footnotes_are_numbered_as_asked_in_word() -> None:
    blocks = (paragraph("a", ref("1"), ref("2", "endnote")),)
    notes = (note("1", "x"), note("2", "y", kind="endnote"))
    asked = Document(blocks, notes, endnotes=Numbering("upper-alpha", 3))
    parts = roots(render(asked).output)
    for root in (parts["settings.xml"], parts["document.xml"]):
        told = find(root, "//w:endnotePr")[0]
        assert values(told, "w:numFmt | w:numStart") == ["upperLetter", "3"]


def test_the_sections_of_a_hebrew_article_are_all_read_from_the_right() -> None:
    sections = find(roots(render(HEBREW).output)["document.xml"], "//w:sectPr")
    assert len(sections) > 1
    assert all(find(one, "w:bidi") for one in sections)


def test_endnotes_that_are_all_the_notes_are_not_roman_in_the_section_either() -> None:
    parts = roots(render(with_one_kind(EVERYTHING, "endnote")).output)
    assert values(parts["document.xml"], "//w:sectPr/w:endnotePr/w:numFmt") == ["decimal"]
    assert not find(roots(render(EVERYTHING).output)["document.xml"], "//w:sectPr/w:endnotePr")


def test_paragraphs_that_begin_from_right_to_left_say_so() -> None:
    lines = ("שלום OECD", "“OECD” שלום", "1988", "שלום [Peace], a greeting")
    document = Document(tuple(map(paragraph, lines)))
    marked = [
        bool(find(one, "w:pPr/w:bidi"))
        for one in find(roots(render(document).output)["document.xml"], "//w:p")
    ]
    assert marked == [True, False, False, False]


def test_a_word_from_right_to_left_stands_in_line_with_its_column() -> None:
    cells = (cell("port"), cell("נמל"), replace(cell("נמל"), align="right"))
    parts = roots(render(Document((Table((Row(cells),)),))).output)
    lines = find(parts["document.xml"], "//w:tc/w:p")
    assert [values(one, "w:pPr/w:jc") for one in lines] == [[], ["right"], ["left"]]
    assert [bool(find(one, "w:pPr/w:bidi")) for one in lines] == [False, True, True]


def test_in_a_hebrew_article_only_paragraphs_of_latin_letters_run_from_the_left() -> None:
    blocks = (paragraph("OECD שלום"), paragraph("1988"), paragraph("See Ash, Tides."))
    parts = roots(render(Document(blocks, (), Metadata(lang="he"))).output)
    assert [bool(find(one, "w:pPr/w:bidi")) for one in find(parts["document.xml"], "//w:p")] == [
        True, True, False,
    ]  # fmt: skip
    assert find(parts["document.xml"], "//w:sectPr/w:bidi")


def test_lines_are_numbered_and_the_date_is_told_only_if_asked() -> None:
    plain, asked = render(EVERYTHING), render(EVERYTHING, line_numbers=True, created=0)
    for rendered, expected in ((plain, 0), (asked, 1)):
        assert len(find(roots(rendered.output)["document.xml"], "//w:lnNumType")) == expected
        assert isinstance(rendered.output, bytes)
        core = read_package(rendered.output)["docProps/core.xml"]
        assert core.count(b">1970-01-01T00:00:00Z<") == 2 * expected
