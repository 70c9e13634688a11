"""The notes of a Word file: kinds, numbers, marks of their own, marks again, and what points at them."""

from __future__ import annotations

import pytest

from converter import render
from converter.document.model import Numbering
from converter.document.tree import walk
from converter.readers.docx import read
from tests.readers.word_files import (
    bookmark,
    box,
    cell,
    document_of,
    field,
    fld,
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

OWN_NUMBER = "<w:r><w:footnoteRef/></w:r>"


def settings(kind: str, *said: str) -> str:
    inner = "".join(f'<w:{one.partition("=")[0]} w:val="{one.partition("=")[2]}"/>' for one in said)
    return f"<w:{kind}Pr>{inner}</w:{kind}Pr>"


# Notes


def test_footnotes_and_endnotes_are_kept_apart_and_may_have_the_same_ids() -> None:
    file = word_file(
        p("Oil", mark("1"), " salt", mark("1", "endnote"), " tar", mark("2")),
        footnotes=note("1", p(OWN_NUMBER, " Roe.")) + note("2", "Lund."),
        endnotes=note("1", p("<w:r><w:endnoteRef/></w:r>", "\tAsh."), kind="endnote"),
    )
    lines, notes, codes = read_file(file)
    assert lines == ["Oil{1} salt{ei} tar{2}"]
    assert notes == {"1": ["Roe."], "2": ["Lund."], "ei": ["Ash."]}
    assert codes == []


def test_notes_are_numbered_by_their_marks_and_not_by_their_ids() -> None:
    file = word_file(
        p("a", mark("9"), "b", mark("4")), footnotes=note("4", "Four.") + note("9", "Nine.")
    )
    assert read_file(file)[1] == {"1": ["Nine."], "2": ["Four."]}


def test_the_lines_that_set_notes_apart_are_no_notes() -> None:
    separator = note("-1", p("<w:r><w:separator/></w:r>")).replace(
        " w:id", ' w:type="separator" w:id'
    )
    file = word_file(p("a", mark("1")), footnotes=separator + note("1", "Roe."))
    assert read_file(file) == (["a{1}"], {"1": ["Roe."]}, [])


def test_a_note_holds_paragraphs_tables_lists_links_and_looks() -> None:
    link = f'<w:hyperlink r:id="h">{r("here")}</w:hyperlink>'
    file = word_file(
        p("a", mark("1")),
        footnotes=note(
            "1",
            p(OWN_NUMBER, " See ", r("Roe", "<w:i/>"), link),
            table(row("x", "y")),
            item("one"),
            p("Last."),
        ),
        numbering=numbering("decimal:%1."),
        links={"h": "https://x.org"},
    )
    assert read_file(file)[1] == {
        "1": ["See <i>Roe</i><https://x.org: here>", "x|y", "1. one", "Last."]
    }


def test_a_note_that_the_file_lacks_is_said_and_its_mark_stays() -> None:
    file = word_file(p("a", mark("7"), "b"))
    assert read_file(file) == (["a[footnoteRef:7]b"], {}, ["W001"])


def test_a_note_that_no_mark_calls_is_kept_and_said() -> None:
    parsed = read(word_file(p("a"), footnotes=note("1", "Alone.")))
    lines, notes, _ = seen(parsed)
    assert (lines, notes) == (["a"], {"?": ["Alone."]})
    assert [one.name for one in parsed.document.landmarks][-1] == "note without a mark"
    assert [one.code for one in render(parsed.document, "html").diagnostics] == ["R004"]


def test_an_empty_note_is_a_note_where_it_is_called() -> None:
    assert read_file(word_file(p("a", mark("1")), footnotes=note("1", p())))[1] == {"1": []}


def test_marks_stand_in_tables_lists_headings_and_boxes() -> None:
    file = word_file(
        p("Head", mark("1"), style="H"),
        table(row(cell(p("c", mark("2"))))),
        item("i", 0).replace("</w:p>", mark("3") + "</w:p>"),
        p("b", box(p("x", mark("4")))),
        styles=style("H", name="heading 1"),
        numbering=numbering("decimal:%1."),
        footnotes="".join(note(str(id), f"N{id}.") for id in range(1, 5)),
    )
    lines, notes, _ = read_file(file)
    assert lines == ["# Head{1}", "c{2}", "1. i{3}", "b", "x{4}"]
    assert notes == {str(id): [f"N{id}."] for id in range(1, 5)}


def test_the_look_of_a_mark_is_the_mark_and_not_the_words() -> None:
    looks = '<w:rPr><w:vertAlign w:val="superscript"/><w:i/></w:rPr>'
    raised = mark("1").replace("<w:r>", f"<w:r>{looks}")
    assert read_file(word_file(p("a", raised), footnotes=note("1", "N.")))[0] == ["a{1}"]


def test_a_mark_in_a_note_shows_the_number_of_the_other() -> None:
    file = word_file(
        p("a", mark("1"), "b", mark("2")),
        footnotes=note("1", p("See ", mark("2"))) + note("2", "Lund."),
    )
    assert read_file(file)[1]["1"] == ["See <mark: <#2>>"]


# Marks


@pytest.mark.parametrize("sign", ["*", "†", "**", "fig. 1"])
def test_a_mark_of_its_own_is_printed_and_not_counted(sign: str) -> None:
    file = word_file(
        p("Oil", mark("1", custom=sign), " salt", mark("2")),
        footnotes=note("1", p(sign, " The author thanks.")) + note("2", "Roe."),
    )
    lines, notes, _ = read_file(file)
    assert lines == [f"Oil{{{sign}}} salt{{1}}"]
    assert notes == {sign: ["The author thanks."], "1": ["Roe."]}


def test_a_mark_of_its_own_may_be_a_sign_of_a_font_or_stand_in_the_next_run() -> None:
    sign = (
        '<w:r><w:footnoteReference w:id="1" w:customMarkFollows="true"/></w:r>'
        '<w:r><w:sym w:font="Symbol" w:char="F02A"/></w:r>'
    )
    file = word_file(p("Oil", sign, " and"), footnotes=note("1", "N."))
    assert read_file(file)[:2] == (["Oil{∗} and"], {"∗": ["N."]})


def test_where_the_mark_of_its_own_is_missing_no_word_is_taken_for_it() -> None:
    missing = '<w:r><w:footnoteReference w:id="1" w:customMarkFollows="1"/></w:r>'
    file = word_file(p("Oil", missing, " was dear in that year", " so"), footnotes=note("1", "N."))
    assert read_file(file)[0] == ["Oil{1} was dear in that year so"]


def test_a_note_that_is_marked_again_is_one_note() -> None:
    file = word_file(
        p("a", mark("1"), "b", mark("2"), "c", mark("1")),
        footnotes=note("1", "N.") + note("2", "M."),
    )
    lines, notes, codes = read_file(file)
    assert lines == ["a{1}b{2}c{1}"]
    assert notes == {"1": ["N."], "2": ["M."]}
    assert codes == ["M003"]


# Fields that point at notes

TWO = note("1", "Roe.") + note("2", "Lund.")


def pointing(
    instruction: str, shown: str, words: str = ""
) -> tuple[list[str], dict[str, list[str]], list[str]]:
    marked = bookmark("_Ref1", words + mark("1"))
    file = word_file(
        p("a", mark("2"), "b", marked),
        p("See note ", field(instruction, shown), "."),
        footnotes=TWO,
    )
    return read_file(file)


def test_a_field_that_shows_the_number_of_a_note_is_alive() -> None:
    lines, _, codes = pointing(r" NOTEREF _Ref1 \h ", "2")
    assert lines[1] == "See note <#2>."
    assert codes == []


def test_a_number_that_was_stale_is_put_right_and_said() -> None:
    lines, _, codes = pointing(r" NOTEREF _Ref1 \h ", "17")
    assert lines[1] == "See note <#2>."
    assert codes == ["W011"]


def test_a_field_in_the_form_of_a_mark_marks_the_note_again() -> None:
    assert pointing(r" NOTEREF _Ref1 \f \h ", "2")[0][1] == "See note {2}."


def test_a_reference_to_a_place_with_nothing_but_a_mark_marks_it_again() -> None:
    assert pointing(r" REF _Ref1 \h ", "2")[0][1] == "See note {2}."


@pytest.mark.parametrize(
    ("instruction", "words"),
    [
        (r" REF _Ref1 \h ", r("oil")),
        (r" REF _Ref1 \r ", ""),
        (" PAGEREF _Ref1 ", ""),
        (" NOTEREF gone ", ""),
    ],
)
def test_a_field_that_shows_something_else_is_its_words(instruction: str, words: str) -> None:
    assert pointing(instruction, "as said", words)[0][1] == "See note as said."


def test_a_reference_to_a_note_that_was_deleted_is_kept_as_it_was_shown_and_said() -> None:
    file = word_file(
        p("a", bookmark("_Ref1", tracked("del", mark("1"))), "b", mark("2")),
        p("See note ", field(" NOTEREF _Ref1 ", "1"), "."),
        footnotes=note("1", "Old.") + note("2", p("See ", mark("1"), "x")),
    )
    lines, notes, codes = read_file(file)
    assert lines == ["ab{1}", "See note 1."]
    assert notes == {"1": ["See x"]}
    assert sorted(codes) == ["W004", "W013"]


def test_a_mark_shown_before_the_note_is_called_does_not_change_its_number() -> None:
    shown = field(r" NOTEREF _Ref1 \f ", r("2", '<w:vertAlign w:val="superscript"/>'))
    file = word_file(p("see ", shown, mark("2"), "b", bookmark("_Ref1", mark("1"))), footnotes=TWO)
    assert read_file(file)[0] == ["see <sup><#2></sup>{1}b{2}"]


def test_fields_in_notes_and_simple_fields_are_alive() -> None:
    simple = f'<w:fldSimple w:instr=" NOTEREF _Ref1 ">{r("2")}</w:fldSimple>'
    file = word_file(
        p("a", mark("2"), "b", bookmark("_Ref1", mark("1"))),
        footnotes=note("1", "Roe.") + note("2", p("Roe, ", r("supra", "<w:i/>"), " note ", simple)),
    )
    assert read_file(file)[1]["1"] == ["Roe, <supra: <i>supra</i> note <#2>>"]


def test_the_number_of_a_field_looks_as_it_is_shown_and_not_as_its_end() -> None:
    end = '<w:r><w:rPr><w:i/></w:rPr><w:fldChar w:fldCharType="end"/></w:r>'
    shown = field(" NOTEREF _Ref1 ", "2").removesuffix(fld("end"))
    file = word_file(p("b", bookmark("_Ref1", mark("1"))), p("x ", shown, end), footnotes=TWO)
    assert read_file(file)[0][1] == "x <#1>"


def test_a_field_that_a_note_leaves_open_hides_nothing_of_the_next() -> None:
    file = word_file(
        p("a", mark("1"), "b", mark("2")),
        footnotes=note("1", p("One", fld("begin"), " more")) + note("2", p("Two", fld("end"))),
    )
    assert read_file(file)[1] == {"1": ["One more"], "2": ["Two"]}


# How notes are numbered


def test_each_kind_has_a_format_and_a_start_of_its_own() -> None:
    document = document_of(
        p("a", mark("1"), mark("1", "endnote")),
        footnotes=note("1", "N."),
        endnotes=note("1", "E.", kind="endnote"),
        settings=settings("footnote", "numFmt=lowerLetter", "numStart=3")
        + settings("endnote", "numFmt=upperRoman", "numRestart=eachPage"),
    )
    assert document.numbering == Numbering("lower-alpha", 3)
    assert document.endnotes == Numbering("upper-roman", restart="page")


def test_endnotes_alone_have_the_numbering_of_endnotes() -> None:
    document = document_of(p("a", mark("1", "endnote")), endnotes=note("1", "E.", kind="endnote"))
    assert (document.numbering, document.endnotes) == (Numbering("lower-roman"), None)


def section(*said: str) -> str:
    return f"<w:sectPr>{settings('footnote', *said)}</w:sectPr>"


NOTES = "".join(note(str(id), f"N{id}.") for id in range(1, 5))


def test_notes_begin_anew_where_the_section_says_so() -> None:
    lines, _, codes = read_file(
        word_file(
            p("a", mark("1"), mark("2"), properties=section()),
            p("b", mark("3"), properties=section("numRestart=eachSect")),
            p("c", mark("4")),
            section(),
            footnotes=NOTES,
        )
    )
    assert lines == ["a{1}{2}", "§", "b{1}", "c{2}"]
    assert codes == []


def test_sections_end_where_notes_go_on_without_a_break() -> None:
    blocks = (p("a", mark("1"), properties=section()), p("b", mark("2")), section())
    assert read_file(word_file(*blocks, footnotes=TWO))[0] == ["a{1}", "b{2}"]


def test_one_section_that_begins_anew_begins_only_once() -> None:
    heading = '<w:outlineLvl w:val="0"/>'
    blocks = (
        p("A", mark("1"), properties=heading),
        p("B", mark("2"), properties=heading),
        section("numRestart=eachSect"),
    )
    assert read_file(word_file(*blocks, footnotes=TWO))[0] == ["# A{1}", "# B{2}"]


def test_sections_that_write_their_numbers_otherwise_are_said() -> None:
    blocks = (
        p("a", mark("1"), properties=section("numFmt=lowerRoman")),
        p("b", mark("2")),
        section(),
    )
    assert read_file(word_file(*blocks, footnotes=TWO))[::2] == (["a{i}", "b{ii}"], ["W012"])


# Literal markers, and places


def test_typed_markers_are_read_beside_real_notes() -> None:
    file = word_file(
        p("a", mark("1"), " b[footnoteRef:5] [5: Typed ", r("Roe", "<w:i/>"), ".]"),
        footnotes=note("1", "Real."),
    )
    lines, notes, _ = read_file(file)
    assert lines == ["a{1} b{2}"]
    assert notes == {"1": ["Real."], "2": ["Typed <i>Roe</i>."]}


@pytest.mark.parametrize("endnotes", ["", note("1", "E.", kind="endnote")])
def test_typed_footnotes_are_numbered_as_footnotes(endnotes: str) -> None:
    mine = [mark("1", "endnote")] if endnotes else []
    file = word_file(p("a[footnoteRef:5]", *mine, " [5: Typed.]"), endnotes=endnotes)
    lines, _, _ = read_file(file)
    assert lines == ["a{1}{ei}" if endnotes else "a{1}"]


def test_a_word_file_of_plain_text_and_footnotes_is_the_same_as_marker_text() -> None:
    document = read(word_file(p("a", mark("1"), "."), footnotes=note("1", "N."))).document
    assert render(document, "marker").diagnostics == ()


def test_places_are_named_by_note_and_by_the_first_words_of_a_paragraph() -> None:
    parsed = read(
        word_file(
            p("Of oil."),
            p(),
            p("Of salt", mark("1"), mark("1", "endnote")),
            footnotes=note("1", "One.", "Two."),
            endnotes=note("1", "E.", kind="endnote"),
        )
    )
    assert [one.name for one in parsed.document.landmarks] == [
        "paragraph 1 “Of oil.”",
        "paragraph 2 “Of salt”",
        "note 1",
        "note 1, paragraph 2",
        "endnote i",
    ]
    words = [node for node in walk(parsed.document.notes[0].blocks) if hasattr(node, "text")]
    assert [parsed.source[one.span.start : one.span.end] for one in words if one.span] == [
        "One.",
        "Two.",
    ]
