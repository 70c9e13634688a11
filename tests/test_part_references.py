"""``supra Part II.A``: bound to the heading that bears the number, and a link to it in every format."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from converter import ConversionError, read, render
from converter.crossrefs.bind import bind
from converter.document.model import (
    Document,
    Emphasis,
    Heading,
    HeadingKey,
    HeadingRef,
    Inline,
    Note,
    Paragraph,
    Text,
)
from converter.document.notes import index_notes
from converter.document.tree import TreeFile, walk
from converter.document.words import plain
from tests.documents import note, paragraph, ref, text

HEADS = (
    (1, "Introduction"),
    (1, "I. The Lights"),
    (2, "A. Dues"),
    (3, "1. The Penny"),
    (2, "B. Towers"),
    (1, "II. The Beam"),
    (2, "A. The Act"),
    (2, "II.B. The Answer"),
    (1, "III. Wicks"),
    (1, "III. Wicks Again"),
    (1, "Conclusion"),
)


def article(*content: str | Inline) -> Document:
    """A text under headings, with a note of these words, bound."""
    blocks = [Heading(level, text(words)) for level, words in HEADS]
    called = paragraph("A point.", ref("1"))
    document = Document((*blocks, called), (note("1", paragraph(*content)),))
    return bind(document, None, "bluebook", [])


def headings_of(document: Document) -> dict[HeadingKey | None, str]:
    index = index_notes(document)
    return {
        one.key: plain(one.content, index) for one in document.blocks if isinstance(one, Heading)
    }


def references(document: Document) -> Iterator[tuple[str, str]]:
    """The words of each reference to a heading, and the words of that heading."""
    index, known = index_notes(document), headings_of(document)
    for node in walk(document.notes):
        if isinstance(node, HeadingRef):
            yield plain(node.content, index), known[node.heading]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("See supra Part II.A.", [("supra Part II.A", "A. The Act")]),
        ("See infra Part I.A.1.", [("infra Part I.A.1", "1. The Penny")]),
        ("See supra Section I(B).", [("supra Section I(B)", "B. Towers")]),
        ("See infra Part II.B.", [("infra Part II.B", "II.B. The Answer")]),
        ("See supra Parts I.A and II.", [("I.A", "A. Dues"), ("II", "II. The Beam")]),
        ("See infra Parts I–II.", [("I", "I. The Lights"), ("II", "II. The Beam")]),
        ("See infra Conclusion.", [("infra Conclusion", "Conclusion")]),
        ("See supra Part IV.", []),
        ("See supra Part III.", []),  # two headings bear it
        ("See infra Table I.", []),
        ("See 17 U.S.C. § I; Part II of the Act.", []),
    ],
)
def test_a_part_is_bound_to_the_heading_with_its_number(
    words: str, expected: list[tuple[str, str]]
) -> None:
    document = article(words)
    assert [*references(document)] == expected
    index = index_notes(document)
    assert plain(document.notes[0].blocks, index).strip() == words


def test_italics_in_the_reference_stay() -> None:
    document = article("See ", Emphasis(text("infra")), " Parts II.A and I.B; ante.")
    assert [*references(document)] == [("II.A", "A. The Act"), ("I.B", "B. Towers")]
    assert any(isinstance(one, Emphasis) for one in walk(document.notes))
    document = article("See ", Emphasis(text("infra")), " Part II.A.")
    assert [*references(document)] == [("infra Part II.A", "A. The Act")]


def test_only_a_heading_that_is_pointed_at_has_a_key() -> None:
    keys = set(headings_of(article("See supra Part II.A.")))
    assert keys == {None, "part-II-A"}
    assert set(headings_of(article("See above."))) == {None}


@pytest.mark.parametrize(
    ("format", "aim", "link"),
    [
        ("latex", r"\subsection{A. The Act}\label{part-II-A}", r"\hyperref[part-II-A]{supra Part~II.A}"),
        ("typst", "== A. The Act <part-II-A>", "#link(<part-II-A>)[supra Part~II.A]"),
        ("markdown", "## A. The Act {#part-II-A}", "[supra Part II.A](#part-II-A)"),
    ],
)  # fmt: skip
def test_a_reference_to_a_part_is_a_link_in_every_format(format: str, aim: str, link: str) -> None:
    output = render(article("See supra Part II.A."), format).output
    assert isinstance(output, str)
    assert aim in output
    assert link in output


def test_a_reference_to_a_part_is_a_link_of_a_page() -> None:
    output = str(render(article("See supra Part II.A."), "html", notes_as="endnotes").output)
    assert '<h3 id="a-the-act">' in output
    assert '<a href="#a-the-act">supra Part\u00a0II.A</a>' in output


def test_a_part_of_a_word_file_is_a_bookmark_that_a_link_leads_to() -> None:
    output = render(article("See supra Part II.A."), "docx", toc=True).output
    assert isinstance(output, bytes)
    again = read(output, "docx").document
    assert [*references(again)] == [("supra Part II.A", "A. The Act")]
    from converter.word.package import read_package

    parts = read_package(output)
    assert b'<w:hyperlink w:anchor="_Ref_heading_part_II_A">' in parts["word/footnotes.xml"]
    assert b'w:name="_Ref_heading_part_II_A"/>' in parts["word/document.xml"]


def test_the_same_words_in_two_headings_lead_to_the_one_that_is_meant() -> None:
    blocks = (Heading(1, text("I. Oil")), Heading(2, text("A. Oil")), Heading(1, text("II. Oil")),
              Heading(2, text("A. Oil")), paragraph("x", ref("1")))  # fmt: skip
    document = Document(blocks, (note("1", "See supra Part II.A."),))
    output = str(render(bind(document, None, "bluebook", []), "html", notes_as="endnotes").output)
    assert '<h3 id="a-oil-2">A. Oil</h3>' in output
    assert '<a href="#a-oil-2">supra Part\u00a0II.A</a>' in output


def test_a_tree_that_points_at_no_heading_is_refused() -> None:
    astray = Note(
        note("1", "x").key, "footnote", "1", (paragraph(HeadingRef(HeadingKey("z"), text("y"))),)
    )
    tree = msgspec.json.encode(TreeFile(Document((paragraph("a", ref("1")),), (astray,))))
    with pytest.raises(ConversionError, match="points at heading z, which it does not hold"):
        read(tree, "json")
    twice = (Heading(1, text("A"), HeadingKey("k")), Heading(1, text("B"), HeadingKey("k")))
    with pytest.raises(ConversionError, match="two headings of this tree have the same key"):
        read(msgspec.json.encode(TreeFile(Document(twice))), "json")
    whole = msgspec.json.encode(TreeFile(article("See supra Part II.A.")))
    assert [*references(read(whole, "json").document)] == [("supra Part II.A", "A. The Act")]


@pytest.mark.parametrize("format", ["latex", "typst", "pandoc-json"])
def test_the_key_of_a_heading_can_be_no_command(format: str) -> None:
    key = HeadingKey("x}\\input{y}<script>")
    blocks = (Heading(1, (Text("H"),), key), Paragraph((HeadingRef(key, (Text("Part I"),)),)))
    output = str(render(Document(blocks), format).output)
    assert "\\input" not in output
    assert "<script>" not in output


# Texts without notes


WITHOUT_NOTES = """I. The Lights

The keeper lit them, and what it cost stands in infra Part II.A, as everyone in the port knows.

II. The Beam

The pilots saw them first, and the masters after, as supra Part I says of all ships; see supra note 5.

A. The Act

The beam belongs to the port, and the port has never paid for it, whatever the pilots say of that.

B. The Answer

The beam belongs to the sea, and the sea has never paid for it, whatever the masters say of that.
"""


def test_parts_are_bound_in_a_text_without_notes_and_notes_are_not_looked_for() -> None:
    parsed = read(WITHOUT_NOTES)
    index, known = index_notes(parsed.document), headings_of(parsed.document)
    found = [
        (plain(one.content, index), known[one.heading])
        for one in walk(parsed.document.blocks)
        if isinstance(one, HeadingRef)
    ]
    assert found == [("infra Part II.A", "A. The Act"), ("supra Part I", "I. The Lights")]
    assert {one.code for one in parsed.diagnostics} == {"U001"}


@pytest.mark.parametrize("format", ["docx", "html", "pandoc-json", "markdown"])
def test_parts_are_bound_in_files_of_others_without_notes(format: str) -> None:
    written = render(read(WITHOUT_NOTES).document, format).output
    again = read(written, format).document
    assert sum(isinstance(one, HeadingRef) for one in walk(again.blocks)) == 2
