"""Word files that are made to say another text: what changes in them, and that nothing else does."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from converter import convert, read
from converter.document.diagnostics import ConversionError
from converter.document.model import Emphasis
from converter.document.tree import walk
from converter.editing.renumber import Edit, renumber
from converter.editing.rewriting import rewrite, view
from converter.word.package import read_package
from tests.renderers.docx_parts import assert_notes_are_paired, find, roots, words

ARTICLE = (
    "The Keepers\n\nThe keeper lit a lamp.[footnoteRef:1] The dues were small.[footnoteRef:2]"
    " [1:  Roe, A Wage of Oil 4 (1988).]  [2:  See supra note 1, at 5.] \n\n"
    "Ships paid in oil.[footnoteRef:3] [3:  Ledger of the Port 12.] \n\nNobody else came.\n"
)


@cache
def article() -> bytes:
    output = convert(ARTICLE, "docx").output
    assert isinstance(output, bytes)
    return output


def notes(data: bytes) -> list[str]:
    parts = roots(data)
    assert_notes_are_paired(parts, "footnote")
    ours = find(parts["footnotes.xml"], "w:footnote[not(@w:type)]")
    return ["|".join(words(line).strip() for line in find(one, "w:p")) for one in ours]


def paragraphs(data: bytes) -> list[str]:
    return [one.text for one in docx.Document(BytesIO(data)).paragraphs]


def changed(old: str, new: str, data: bytes | None = None) -> bytes:
    data = article() if data is None else data
    text = view(data).text
    assert text.count(old) == 1
    return rewrite(data, text.replace(old, new))


def test_a_file_is_shown_as_marker_text() -> None:
    assert view(article()).text == (
        "The Keepers\nThe keeper lit a lamp.[footnoteRef:1] The dues were small.[footnoteRef:2]"
        " [1:  Roe, A Wage of Oil 4 (1988).]  [2:  See supra note\u00a01, at 5.] \n"
        "Ships paid in oil.[footnoteRef:3] [3:  Ledger of the Port 12.] \nNobody else came.\n"
    )


def test_the_same_text_gives_the_same_file() -> None:
    assert rewrite(article(), view(article()).text) is article()
    blanks = view(article()).text.replace("] \n", "]\n\n")
    assert rewrite(article(), blanks) is article()


def test_a_changed_word_changes_nothing_else() -> None:
    output = changed("small", "heavy")
    before, after = read_package(article()), read_package(output)
    assert after.keys() == before.keys()
    assert [name for name in before if before[name] != after[name]] == ["word/document.xml"]
    main, new = before["word/document.xml"], after["word/document.xml"]
    assert words(roots(output)["document.xml"]).count("heavy") == 1
    start = next(at for at in range(len(main)) if main[at] != new[at])
    assert main[: start - 60] == new[: start - 60]
    assert main[-800:] == new[-800:]


def test_words_of_a_note_change_in_their_note() -> None:
    output = changed("Ledger of the Port 12", "Ledger of the Harbour 12")
    assert notes(output)[2] == "Ledger of the Harbour 12."
    assert "NOTEREF" in read_package(output)["word/footnotes.xml"].decode()


def test_new_words_look_like_those_before_them() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Roman ")
    paragraph.add_run("slanted").italic = True
    paragraph.add_run(" roman.")
    file = BytesIO()
    document.save(file)
    runs = (
        docx.Document(BytesIO(changed("slanted", "slanted words", file.getvalue())))
        .paragraphs[0]
        .runs
    )
    assert "".join(run.text for run in runs if run.italic) == "slanted words"
    runs = (
        docx.Document(BytesIO(changed("Roman ", "Roman, not ", file.getvalue()))).paragraphs[0].runs
    )
    assert "".join(run.text for run in runs if run.italic) == "slanted"


def test_paragraphs_are_parted_and_joined() -> None:
    parted = changed("lamp.[footnoteRef:1] The", "lamp.[footnoteRef:1]\nThe")
    assert paragraphs(parted)[1:3] == ["The keeper lit a lamp.", "The dues were small."]
    assert len(notes(parted)) == 3
    joined = changed("12.] \nNobody", "12.] Nobody")
    assert paragraphs(joined)[-1] == "Ships paid in oil. Nobody else came."


def test_paragraphs_come_and_go() -> None:
    assert paragraphs(changed("Nobody else came.\n", ""))[-1] == "Ships paid in oil."
    more = changed("Nobody else came.\n", "Nobody else came.\nThat was all.\n")
    assert paragraphs(more)[-2:] == ["Nobody else came.", "That was all."]


def test_what_follows_a_heading_is_no_heading() -> None:
    document = docx.Document()
    document.add_heading("The Claim", 1)
    document.add_paragraph("It stands.", "Body Text")
    file = BytesIO()
    document.save(file)
    output = docx.Document(BytesIO(changed("Claim\n", "Claim\nFirst this.\n", file.getvalue())))
    assert [(one.text, one.style.name) for one in output.paragraphs if one.style] == [
        ("The Claim", "Heading 1"),
        ("First this.", "Body Text"),
        ("It stands.", "Body Text"),
    ]


def test_a_new_note_becomes_a_real_one() -> None:
    text = view(article()).text.replace(
        "Nobody else came.", "Nobody else[footnoteRef:9] came. [9: But see Ash.]"
    )
    output = rewrite(article(), text)
    assert notes(output)[-1] == "But see Ash."
    assert paragraphs(output)[-1] == "Nobody else came."


def test_a_note_whose_mark_and_words_are_gone_leaves_the_file() -> None:
    text = view(article()).text
    text = text.replace("[footnoteRef:3]", "").replace(" [3:  Ledger of the Port 12.] ", "")
    assert notes(rewrite(article(), text)) == [
        "Roe, A Wage of Oil 4 (1988).",
        "See supra note\u00a01, at 5.",
    ]


@cache
def with_italics() -> bytes:
    """The article, with a word of its first note in italics and a mark that a field points at."""
    document = docx.Document(BytesIO(article()))
    part = next(
        one for one in document.part.package.parts if str(one.partname).endswith("footnotes.xml")
    )
    whole = part.blob.decode()
    roman, italic = "<w:r><w:t>Roe, </w:t></w:r>", "<w:r><w:rPr><w:i/></w:rPr><w:t>{}</w:t></w:r>"
    runs = roman.replace("<w:t>", '<w:t xml:space="preserve">') + italic.format("A Wage of Oil")
    runs += "<w:r><w:t> 4.</w:t></w:r>"
    old = r"<w:r>(?:(?!</w:r>).)*<w:t[^>]*>Roe, A Wage of Oil 4 \(1988\)\.</w:t></w:r>"
    text = re.sub(old, runs, whole)
    assert text != whole
    part._blob = text.encode()
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def italics(data: bytes) -> list[str]:
    notes = read(data, "docx").document.notes
    return [
        "".join(getattr(one, "text", "") for one in walk((node,)))
        for node in walk(notes)
        if isinstance(node, Emphasis)
    ]


def test_a_note_that_moves_keeps_its_looks_and_what_points_at_it() -> None:
    text = view(with_italics()).text
    moved = renumber(text, Edit(kind="move", note="1", to="3")).text
    output = rewrite(with_italics(), moved)
    assert notes(output)[2] == "Roe, A Wage of Oil 4."
    assert italics(output) == ["A Wage of Oil"]
    document = read(output, "docx").document
    assert view(output).text.count("note\u00a03") == 1
    assert [note.kind for note in document.notes] == ["footnote"] * 3
    main = read_package(output)["word/document.xml"].decode()
    assert re.search(r"<w:bookmarkStart[^>]*/><w:r>(?:(?!</w:r>).)*<w:footnoteReference", main)


@pytest.mark.parametrize(
    "edit",
    [
        Edit(kind="delete", note="3"),
        Edit(kind="move", note="3", to="1"),
        Edit(kind="insert", note="1", text="See Ash."),
    ],
    ids=lambda edit: edit.kind,
)
def test_a_file_is_renumbered_by_its_text(edit: Edit) -> None:
    told = renumber(view(article()).text, edit)
    output = rewrite(article(), told.text)
    again = read(output, "docx")
    assert not [one for one in again.diagnostics if one.severity == "error"]
    expected = [row.new for row in told.rows if row.new]
    assert len(notes(output)) == len(expected)


def with_table() -> bytes:
    document = docx.Document()
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "One", "Two"
    document.add_paragraph("Last.")
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def test_cells_are_not_joined() -> None:
    with pytest.raises(ConversionError, match="different cells"):
        changed("One\nTwo", "One Two", with_table())


def test_a_note_cannot_be_called_once_more() -> None:
    with pytest.raises(ConversionError, match="is called once more"):
        changed("Nobody else came", "Nobody else came[footnoteRef:3]")


def test_brackets_that_do_not_match_are_named() -> None:
    data = convert("So.[footnoteRef:1] [1:  x] ", "docx").output
    assert isinstance(data, bytes)
    document = docx.Document(BytesIO(data))
    part = next(
        one for one in document.part.package.parts if str(one.partname).endswith("footnotes.xml")
    )
    part._blob = part.blob.replace(b">x<", b">x] [footnoteRef:1] [1: y<")
    file = BytesIO()
    document.save(file)
    with pytest.raises(ConversionError, match="brackets in the note"):
        rewrite(file.getvalue(), "Other.")


def test_a_link_of_which_no_word_is_left_is_gone() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Before ")
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), "there")
    run = paragraph.add_run("a link")
    link.append(run._r)
    paragraph._p.append(link)
    paragraph.add_run(" after.")
    file = BytesIO()
    document.save(file)
    output = changed("a link after", "after", file.getvalue())
    assert b"hyperlink" not in read_package(output)["word/document.xml"]


PLACES = st.integers(0, 400)


@settings(max_examples=60, deadline=None)
@given(PLACES, PLACES, st.text("ab .\n", max_size=9))
def test_a_file_says_what_it_is_to_say_or_is_refused(start: int, length: int, words: str) -> None:
    text = view(article()).text
    start %= len(text)
    new = text[:start] + words + text[start + length % 25 :]
    try:
        output = rewrite(article(), new)
    except ConversionError:
        return
    assert said(view(output).text) == said(new)


def said(text: str) -> Counter[str]:
    """The letters of a text, without marks and brackets; notes follow their paragraphs."""
    return Counter(re.sub(r"\[\w+Ref:\d+\]|\[\d+:|\]", "", "".join(text.split())))


def test_the_examples_are_rewritten(tmp_path: Path) -> None:
    for path in sorted(Path("examples").glob("*.txt")):
        data = convert(path.read_bytes(), "docx").output
        assert isinstance(data, bytes)
        text = view(data).text
        at = text.index(" the ")
        output = rewrite(data, text[:at] + " one" + text[at:])
        assert view(output).text == text[:at] + " one" + text[at:]
