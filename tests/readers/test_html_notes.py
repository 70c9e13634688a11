"""The notes of web pages, by the kinds of markup that editors, plug-ins and publishers write."""

from __future__ import annotations

from pathlib import Path

import pytest

from converter import read, render
from converter.document.model import Document, Note, NoteRef, Numbering
from converter.document.notes import index_notes
from converter.document.words import plain

KINDS = {path.stem: path for path in (Path(__file__).parent / "pages").glob("*.html")}
"""Pages of the same two notes, as each of these writes them."""


def page(body: str) -> Document:
    """The document in a page with this body."""
    return read(
        f"<!DOCTYPE html><html><body><article>{body}</article></body></html>", "html"
    ).document


def shown(document: Document) -> list[str]:
    """The paragraphs of the text, a mark as ``{label}``."""
    index = index_notes(document)
    lines = []
    for block in document.blocks:
        content = getattr(block, "content", ())
        lines.append(
            "".join(
                f"{{{index.label(one.note)}}}" if isinstance(one, NoteRef) else plain((one,), index)
                for one in content
            )
        )
    return lines


def words(document: Document, note: Note) -> str:
    return plain(note.blocks, index_notes(document)).strip()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_notes_of_each_kind_are_read(kind: str) -> None:
    document = page(KINDS[kind].read_text(encoding="utf-8"))
    assert shown(document) == ["Oil.{1} Wick.{2}"]
    assert [words(document, note) for note in document.notes] == ["See Roe.", "5 U.S.C. 1."]
    assert [note.kind for note in document.notes] == ["footnote", "footnote"]
    roe = str(document.notes[0].blocks)
    assert "Emphasis(content=(Text(text='Roe'" in roe


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_notes_of_each_kind_are_the_same_after_a_way_through_marker_text(kind: str) -> None:
    document = page(KINDS[kind].read_text(encoding="utf-8"))
    again = read(str(render(document, "marker").output)).document
    assert shown(again) == shown(document)
    assert [words(again, note) for note in again.notes] == [
        words(document, note) for note in document.notes
    ]


# What notes are


def numbered(*notes: str, marks: str = "") -> Document:
    """A page in pandoc's markup, with these notes, and more marks of the first of them."""
    called = "".join(f'<a id="r{n}" href="#n{n}">{n}</a> ' for n, _ in enumerate(notes, 1))
    items = "".join(
        f'<li id="n{n}">{text} <a href="#r{n}">↩</a></li>' for n, text in enumerate(notes, 1)
    )
    return page(f"<p>Oil.{called}{marks}</p><ol>{items}</ol>")


def test_a_note_cited_twice_is_one_note_with_two_marks() -> None:
    document = numbered("See Roe.", marks='and again<a href="#n1">1</a>')
    assert shown(document) == ["Oil.{1} and again{1}"]
    assert len(document.notes) == 1


def test_a_number_that_begins_the_words_of_a_note_stays() -> None:
    document = numbered("5 U.S.C. 1.", "2 U.S.C. 2.")
    assert [words(document, note) for note in document.notes] == ["5 U.S.C. 1.", "2 U.S.C. 2."]


def test_numbers_typed_before_all_notes_are_none_of_their_words() -> None:
    document = numbered("1 See Roe.", "2 See Lee.")
    assert [words(document, note) for note in document.notes] == ["See Roe.", "See Lee."]


def test_a_note_may_have_paragraphs_lists_and_quotations() -> None:
    document = numbered("<p>See Roe.</p><ul><li>one</li></ul><blockquote><p>two</p></blockquote>")
    kinds = [type(block).__name__ for block in document.notes[0].blocks]
    assert kinds == ["Paragraph", "BulletList", "BlockQuote"]


def test_paragraphs_between_two_notes_belong_to_the_first() -> None:
    document = page(
        '<p>Oil.<a id="a" href="#b">1</a> Wick.<a id="c" href="#d">2</a></p><p><a id="b" href="#a">1</a> '
        'One.</p><p>More of one.</p><p><a id="d" href="#c">2</a> Two.</p><p>The end.</p>'
    )
    assert [words(document, note) for note in document.notes] == ["One. More of one.", "Two."]
    assert shown(document) == ["Oil.{1} Wick.{2}", "The end."]


def test_marks_side_by_side_are_two_without_the_comma() -> None:
    document = page(
        '<p>Oil.<sup><a id="r1" href="#n1">1</a>, <a id="r2" href="#n2">2</a></sup> So.</p>'
        '<ol><li id="n1">x <a href="#r1">↩</a></li><li id="n2">y <a href="#r2">↩</a></li></ol>'
    )
    assert shown(document) == ["Oil.{1}{2} So."]


def test_a_symbol_is_the_notes_own_mark() -> None:
    document = page(
        '<p>By A. Holt.<a id="r0" href="#n0">*</a> Oil.<a id="r1" href="#n1">1</a></p><p id="n0"><a '
        'href="#r0">*</a> Professor.</p><p id="n1"><a href="#r1">1</a> See Roe.</p>'
    )
    assert [note.mark for note in document.notes] == ["*", None]
    assert shown(document) == ["By A. Holt.{*} Oil.{1}"]


def test_what_stands_before_the_first_note_is_about_the_authors() -> None:
    document = read(
        '<html><head><meta name="citation_author" content="A. Holt"></head><body><article><p>Oil.<a '
        'id="r1" href="#n1">1</a></p><ol class="footnotes"><li>Professor of Tides.</li>'
        '<li id="n1">See Roe. <a href="#r1">↩</a></li></ol></article></body></html>',
        "html",
    ).document
    assert [(note.mark, words(document, note)) for note in document.notes] == [
        ("*", "Professor of Tides."),
        (None, "See Roe."),
    ]
    assert any(type(node) is NoteRef for node in document.meta.authors[0])


@pytest.mark.parametrize(
    ("name", "kind"),
    [("_edn", "endnote"), ("sdendnote", "endnote"), ("endnote-", "endnote"), ("_ftn", "footnote")],
)
def test_notes_are_endnotes_only_if_the_page_says_so(name: str, kind: str) -> None:
    document = page(
        f'<p>Oil.<a id="r1" href="#{name}1">1</a></p><p id="{name}1"><a href="#r1">1</a> See Roe.</p>'
    )
    assert [note.kind for note in document.notes] == [kind]


def test_notes_that_begin_with_another_number_are_numbered_so() -> None:
    document = page(
        '<p>Oil.<a id="r5" href="#n5">5</a> Wick.<a id="r6" href="#n6">6</a></p><ol><li id="n5">x '
        '<a href="#r5">↩</a></li><li id="n6">y <a href="#r6">↩</a></li></ol>'
    )
    assert document.numbering == Numbering(start=5)
    assert shown(document) == ["Oil.{5} Wick.{6}"]


def test_roman_numbers_are_kept() -> None:
    document = page(
        '<p>Oil.<a id="r1" href="#n1">i</a> Wick.<a id="r2" href="#n2">ii</a></p><ol><li id="n1">x '
        '<a href="#r1">↩</a></li><li id="n2">y <a href="#r2">↩</a></li></ol>'
    )
    assert shown(document) == ["Oil.{i} Wick.{ii}"]


def test_numbers_behind_one_that_the_page_skips_stay_and_are_reported() -> None:
    parsed = read(
        '<p>Oil.<a id="r1" href="#n1">1</a> Wick.<a id="r3" href="#n3">3</a></p><ol><li id="n1">x '
        '<a href="#r1">↩</a></li><li id="n3">See <i>supra</i> note 1. <a href="#r3">↩</a></li></ol>',
        "html",
    )
    assert shown(parsed.document) == ["Oil.{1} Wick.{3}"]
    assert [one.message for one in parsed.diagnostics if one.code == "B004"] == [
        "the page numbers this note 3, which does not follow the number before it"
    ]


def test_an_entry_that_no_mark_calls_stays_in_the_text_and_is_reported() -> None:
    parsed = read(
        '<p>Oil.<a id="r1" href="#n1">1</a></p><ol><li id="n1">x <a href="#r1">↩</a></li>'
        '<li id="n2">Lost and found.</li></ol>',
        "html",
    )
    assert "Lost and found." in str(parsed.document.blocks)
    assert "B002" in [one.code for one in parsed.diagnostics]


def test_a_number_in_a_cross_reference_is_no_mark_and_lives() -> None:
    document = numbered("See Roe.", 'Roe, <i>supra</i> note <a href="#n1">1</a>, at 7.')
    second = str(document.notes[1].blocks)
    assert "CrossRef(kind='supra', targets=('footnote-1',)" in second
    assert words(document, document.notes[1]) == "Roe, supra note 1, at 7."


def test_cross_references_in_italics_are_bound() -> None:
    document = numbered("See Roe, 9 U.S. 4.", "<em>See</em> Roe, <em>supra</em> note 1, at 7.")
    assert "targets=('footnote-1',)" in str(document.notes[1].blocks)


def test_a_table_of_contents_holds_no_notes() -> None:
    document = page(
        '<ul><li><a id="t1" href="#s1">1</a></li></ul><h2 id="s1"><a href="#t1">Oil</a></h2>'
        "<p>It burns.</p>"
    )
    assert document.notes == ()


def test_notes_shown_at_their_marks_are_not_there_twice() -> None:
    document = page(
        '<p>Oil.<sup class="footnote"><a href="#f1">1</a></sup><span class="foot-ref"><span>1.</span>See '
        'Roe.<a href="#" class="show-more">Show More</a></span> It burns.</p><ol class="foot_notes">'
        '<li id="f1">See Roe. <a href="#f1r">↑</a></li></ol>'
    )
    assert shown(document) == ["Oil.{1} It burns."]
    assert [words(document, note) for note in document.notes] == ["See Roe."]


def test_literal_markers_in_a_page_are_notes_beside_its_own() -> None:
    document = page(
        '<p>Oil.<a id="r1" href="#n1">1</a> It <em>burns</em>.[footnoteRef:1] [1: <em>Roe.</em>]</p>'
        '<ol><li id="n1">See Lee. <a href="#r1">↩</a></li></ol>'
    )
    assert [words(document, note) for note in document.notes] == ["See Lee.", "Roe."]
    assert shown(document) == ["Oil.{1} It burns.{2}"]


@pytest.mark.parametrize(
    "body",
    [
        "<p>E = mc<sup>2</sup> and x<sup>3</sup>.</p><p>So it is.</p>",
        '<p>See <a href="other.html#fn1">1</a>.</p><p id="fn1">It burns.</p>',
        "<p>The 1<sup>st</sup> lamp.</p><p><sup>st</sup></p>",
    ],
)
def test_what_only_looks_like_a_mark_is_left_alone(body: str) -> None:
    assert page(body).notes == ()


def test_a_note_that_stands_in_another_is_not_printed_with_it() -> None:
    document = page(
        '<p>Oil.<a href="#n1" id="r1">1</a> Wick.<a href="#n2" id="r2">2</a></p>'
        '<div id="n1">Outer <div id="n2">Inner <a href="#r2">↩</a></div> end <a href="#r1">↩</a></div>'
    )
    assert shown(document) == ["Oil.{1} Wick.{2}"]
    assert [words(document, note).split() for note in document.notes] == [
        ["Outer", "end"],
        ["Inner"],
    ]
