"""The table of contents in each format."""

from __future__ import annotations

import re
from itertools import pairwise

from converter import render
from converter.document.model import Block, Document, Emphasis, Heading, Metadata, Numbering, Text
from converter.document.notes import index_notes
from converter.renderers import templates
from converter.renderers.docx.contents.pages import reckoned_pages
from converter.word.package import read_package
from tests.documents import note, paragraph, ref, text
from tests.renderers.docx_parts import W, find, roots, style, values, words

TEXT: tuple[Block, ...] = (
    Heading(1, (Text("Of "), Emphasis(text("Lamps")), ref("1"))),
    paragraph("So.", ref("2")),
    Heading(2, text("Oil & Wick")),
    paragraph("So. " * 3000),
    Heading(1, text("Of Fog")),
    paragraph("So."),
)
ARTICLE = Document(
    TEXT, (note("1", "At a heading."), note("2", "See.")), Metadata(extra={"page": "211"})
)


def word(document: Document = ARTICLE, **options: object) -> dict[str, object]:
    rendered = render(document, "docx", toc=True, **options)
    assert [one.code for one in rendered.diagnostics if one.code == "F003"] == []
    return roots(rendered.output)


def test_word_has_a_field_with_its_entries_filled_in() -> None:
    document = word()["document.xml"]
    (table,) = find(document, "//w:sdt/w:sdtContent")
    assert [(style(one), words(one).split("\t")[0]) for one in find(table, "w:p")] == [
        ("TOCHeading", "Contents"), ("TOC1", "Of Lamps"), ("TOC2", "Oil & Wick"),
        ("TOC1", "Of Fog"), ("TOC1", ""),
    ]  # fmt: skip
    kinds = [one.get(f"{W}fldCharType") for one in find(table, ".//w:fldChar")]
    entry = ["begin", "separate", "end"]
    assert kinds == ["begin", "separate", *entry * 3, "end"]
    instructions = [one.text.split()[0] for one in find(table, ".//w:instrText")]
    assert instructions == ["TOC", *["PAGEREF"] * 3]


def test_entries_of_word_lead_to_their_headings() -> None:
    document = word()["document.xml"]
    entries = find(document, "//w:sdt//w:hyperlink")
    for link in entries:
        anchor = link.get(f"{W}anchor")
        (bookmark,) = find(document, f"//w:bookmarkStart[@w:name='{anchor}']")
        assert words(bookmark.getparent()).startswith(words(link).split("\t")[0][:6])
    assert not find(document, "//w:sdt//w:footnoteReference")


def test_word_does_not_ask_on_opening() -> None:
    parts = word()
    assert not find(parts["settings.xml"], "w:updateFields")
    assert not find(parts["document.xml"], "//*[@w:dirty]")


def test_page_numbers_are_reckoned_from_the_first_page_and_that_is_said() -> None:
    rendered = render(ARTICLE, "docx", toc=True)
    assert [one.code for one in rendered.diagnostics] == ["N004"]
    links = find(roots(rendered.output)["document.xml"], "//w:sdt//w:hyperlink")
    numbers = [int(words(link).split("\t")[1]) for link in links]
    assert numbers[0] == numbers[1] == 211
    assert 213 <= numbers[2] <= 216


def test_reckoned_pages_never_go_back() -> None:
    shipped = read_package(templates.load_bytes("reference.docx"))
    styles, page = shipped["word/styles.xml"].decode(), shipped["word/document.xml"]
    pages = reckoned_pages(Document(TEXT * 20, ARTICLE.notes), index_notes(ARTICLE), styles, page)
    assert len(pages) == 60
    assert all(before <= after for before, after in pairwise(pages))


def test_a_house_file_gets_styles_of_contents_only_where_there_are_contents() -> None:
    from io import BytesIO

    import docx

    file = BytesIO()
    docx.Document().save(file)
    house = file.getvalue()
    with_contents = values(word(reference_doc=house)["styles.xml"], "w:style/w:name")
    without = roots(render(ARTICLE, "docx", reference_doc=house).output)["styles.xml"]
    assert {"toc 1", "toc 6"} <= set(with_contents)
    assert "toc 1" not in values(without, "w:style/w:name")


def test_sections_that_number_notes_anew_end_outside_of_the_table() -> None:
    numbered = Document(TEXT, ARTICLE.notes, numbering=Numbering(restart="section"))
    document = word(numbered)["document.xml"]
    assert not find(document, "//w:sdt//w:sectPr")
    assert len(find(document, "//w:sectPr")) == 3


def test_latex_has_its_own_table() -> None:
    for template in ("article", "lawreview"):
        output = str(render(ARTICLE, "latex", toc=True, template=template).output)
        assert "\\renewcommand{\\contentsname}{Contents}\n{\\small\\tableofcontents}" in output
        assert "\\section[Of \\textit{Lamps}]" in output or "\\section[Of \\emph{Lamps}]" in output
        assert "tableofcontents" not in str(render(ARTICLE, "latex", template=template).output)
    fragment = str(render(ARTICLE, "latex", toc=True, fragment=True).output)
    assert "\n\\tableofcontents\n" in fragment
    assert "contentsname" not in fragment


def test_typst_has_an_outline_that_calls_no_note_again() -> None:
    output = str(render(ARTICLE, "typst", toc=True).output)
    assert "#outline(title: [Contents]" in output
    assert "#context if not in-contents.get() [#footnote[At a heading.]" in output
    assert "in-contents" not in str(render(ARTICLE, "typst").output)


def test_a_text_without_headings_has_no_table_in_any_format() -> None:
    document = Document((paragraph("So."),))
    for format, sign in (("latex", "tableofcontents"), ("typst", "#outline"), ("html", 'doc-toc"')):
        assert sign not in re.sub(
            "<style>.*?</style>", "", str(render(document, format, toc=True).output), flags=re.S
        )
    assert not find(word(document)["document.xml"], "//w:sdt")
