"""What Word keeps beside the text: tracked changes, comments, hidden words."""

from __future__ import annotations

import pytest

from converter.readers.docx import read
from tests.readers.word_files import (
    box,
    cell,
    field,
    item,
    mark,
    note,
    numbering,
    p,
    r,
    read_file,
    row,
    seen,
    style,
    table,
    tracked,
    word_file,
)

GONE = '<w:r><w:delText xml:space="preserve">old </w:delText></w:r>'
DELETED_END = '<w:rPr><w:del w:id="2" w:author="A"/></w:rPr>'
INSERTED_END = '<w:rPr><w:ins w:id="2" w:author="A"/></w:rPr>'

Lines = list[str]


def both(data: bytes) -> tuple[Lines, Lines]:
    """The lines with changes accepted, and rejected."""
    return read_file(data)[0], read_file(data, track_changes="reject")[0]


@pytest.mark.parametrize(
    ("changes", "line"),
    [("accept", "a new z"), ("reject", "a old z"), ("all", "a <u>new </u><s>old </s>z")],
)
@pytest.mark.parametrize(("new", "old"), [("ins", "del"), ("moveTo", "moveFrom")])
def test_changes_are_read_as_asked(changes: str, line: str, new: str, old: str) -> None:
    inside = (tracked(new, r("new ")), tracked(old, GONE))
    lines, _, codes = read_file(word_file(p("a ", *inside, "z")), track_changes=changes)
    assert lines == [line]
    assert codes == ["W004"]


def test_changes_in_notes_are_read_as_asked() -> None:
    file = word_file(
        p("a", mark("1")),
        footnotes=note("1", p("See ", tracked("ins", r("new")), tracked("del", GONE))),
    )
    assert read_file(file)[1] == {"1": ["See new"]}
    assert read_file(file, track_changes="reject")[1] == {"1": ["See old "]}


def test_a_note_whose_mark_was_deleted_is_gone_and_later_ones_count_without_it() -> None:
    file = word_file(
        p("a", tracked("del", mark("1")), "b", mark("2")),
        footnotes=note("1", "Old.") + note("2", "New."),
    )
    assert read_file(file)[:2] == (["ab{1}"], {"1": ["New."]})
    assert read_file(file, track_changes="reject")[1] == {"1": ["Old."], "2": ["New."]}


def test_a_note_that_was_moved_with_its_mark_is_there_once() -> None:
    file = word_file(
        p("a", tracked("moveFrom", mark("1")), "b", tracked("moveTo", mark("1"))),
        footnotes=note("1", "N."),
    )
    assert read_file(file)[:2] == (["ab{1}"], {"1": ["N."]})


def test_paragraphs_whose_end_was_deleted_are_one_with_the_next() -> None:
    file = word_file(p("One ", properties=DELETED_END), p("two."), p("Three."))
    assert both(file) == (["One two.", "Three."], ["One ", "two.", "Three."])


def test_paragraphs_whose_end_was_inserted_are_one_before() -> None:
    file = word_file(p("One ", properties=INSERTED_END), p("two."))
    assert both(file) == (["One ", "two."], ["One two."])


def test_words_before_a_deleted_end_are_kept_where_no_paragraph_follows() -> None:
    last = p("last", box(p("boxed")), properties=DELETED_END)
    file = word_file(table(row(cell(p("cell", properties=DELETED_END)), "b")), p("x"), last)
    assert read_file(file)[0] == ["cell|b", "x", "last", "boxed"]
    before = word_file(p("before", properties=DELETED_END), table(row("a", "b")))
    assert read_file(before)[0] == ["before", "a|b"]


def test_a_deleted_item_is_not_counted() -> None:
    gone = (
        item("")
        .replace("<w:pPr>", f"<w:pPr>{DELETED_END}")
        .replace("</w:p>", tracked("del", GONE) + "</w:p>")
    )
    file = word_file(item("a"), gone, item("b"), numbering=numbering("decimal:%1."))
    assert both(file) == (["1. a", "2. b"], ["1. a", "2. old ", "3. b"])


def test_deleted_rows_are_gone_with_their_notes() -> None:
    gone = row(cell(p("old", mark("1"))), "x", properties='<w:del w:id="1" w:author="A"/>')
    file = word_file(
        table(gone, row("a", "b")),
        p("z", mark("2")),
        footnotes=note("1", "Old.") + note("2", "New."),
    )
    assert read_file(file)[:2] == (["a|b", "z{1}"], {"1": ["New."]})
    assert read_file(file, track_changes="reject")[0] == ["old{1}|x", "a|b", "z{2}"]


def test_a_field_that_was_deleted_is_alive_where_the_change_is_rejected() -> None:
    link = field(' HYPERLINK "https://x.org" ', "here")
    deleted = link.replace("w:instrText", "w:delInstrText").replace("<w:t ", "<w:delText ")
    deleted = deleted.replace("</w:t>", "</w:delText>")
    file = word_file(p("a ", tracked("del", deleted), "z"))
    assert both(file) == (["a z"], ["a <https://x.org: here>z"])


# Comments


COMMENT = (
    '<w:comment w:id="0" w:author="Ana Roe"><w:p><w:r><w:t>Sure?</w:t></w:r></w:p>'
    "<w:p><w:r><w:t>Ask.</w:t></w:r></w:p></w:comment>"
)
COMMENTED = (
    '<w:commentRangeStart w:id="0"/>{}<w:commentRangeEnd w:id="0"/>'
    '<w:r><w:commentReference w:id="0"/></w:r>'
)


def test_comments_are_left_out_and_said_or_kept_in_their_place() -> None:
    file = word_file(p("a ", COMMENTED.format(r("oil")), " z"), comments=COMMENT)
    assert read_file(file) == (["a oil z"], {}, ["W003"])
    lines, _, codes = read_file(file, comments="keep")
    assert lines == ["a oil[Comment by Ana Roe: Sure? Ask.] z"]
    assert codes == ["T001"]


# Hidden words


def test_hidden_words_are_left_out_with_their_notes_and_said() -> None:
    hidden = r("secret", "<w:vanish/>") + mark("1").replace(
        "<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>"
    )
    file = word_file(
        p("a", hidden, "b", mark("2")), footnotes=note("1", "Old.") + note("2", "New.")
    )
    assert read_file(file) == (["ab{1}"], {"1": ["New."]}, ["W005"])


def test_fields_may_begin_and_end_hidden() -> None:
    entry = field(' XE "oil" ', "x").replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")
    begin, _, rest = field(" PAGE ", "7").partition("</w:r>")
    half = begin.replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>") + "</w:r>" + rest
    parsed = read(word_file(p("a", entry, "b ", half, " c"), p("d")))
    assert seen(parsed)[0] == ["ab 7 c", "d"]


def test_a_heading_style_that_is_hidden_hides() -> None:
    file = word_file(
        p("Oil", style="H"), p("b"), styles=style("H", name="heading 1", run="<w:vanish/>")
    )
    assert read_file(file)[0] == ["b"]
