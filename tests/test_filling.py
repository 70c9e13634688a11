"""Word files whose text holds markers: what becomes a note, what stays, and that nothing else changes."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from hypothesis import given, settings
from hypothesis import strategies as st

from converter import parse
from converter.document.diagnostics import ConversionError, as_text
from converter.document.model import Document
from converter.editing.filling import Filled, fill
from converter.renderers.docx import render
from converter.renderers.docx.text import NO_LOOK, runs
from converter.word.consistency import inconsistencies
from converter.word.package import read_package
from converter.word.xml import children
from tests.documents import note, number, paragraph, ref
from tests.renderers.docx_parts import (
    W,
    assert_notes_are_paired,
    body,
    find,
    members,
    packed,
    roots,
    words,
)
from tests.test_cli import footnoted
from tests.texts import marker_texts


def saved(document: WordDocument) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def manuscript(*paragraphs: str) -> bytes:
    document = docx.Document()
    for one in paragraphs:
        document.add_paragraph(one)
    return saved(document)


def notes(filled: Filled, kind: str = "footnote") -> list[str]:
    """The words of the notes, in their order, each after a check that marks and notes fit."""
    parts = roots(filled.output)
    assert_notes_are_paired(parts, kind)
    ours = find(parts[f"{kind}s.xml"], f"w:{kind}[not(@w:type)]")
    return ["|".join(words(line).strip() for line in find(one, "w:p")) for one in ours]


def paragraphs(filled: Filled) -> list[str]:
    """The paragraphs of the text; ^ stands for the mark of a note."""
    found = []
    for line in find(body(roots(filled.output)), ".//w:p"):
        shown = {f"{W}footnoteReference": "^", f"{W}endnoteReference": "^"}
        tags = line.iter(f"{W}t", f"{W}tab", f"{W}br", *shown)
        found.append("".join(shown.get(tag.tag, tag.text or "") for tag in tags))
    return found


def test_a_marker_becomes_a_note_where_it_stands() -> None:
    filled = fill(manuscript("So it is.[footnoteRef:1] And so on. [1:  See Ash, Tides 4. ] "))
    assert notes(filled) == ["See Ash, Tides 4."]
    assert paragraphs(filled) == ["So it is.^ And so on."]


def split(document: WordDocument) -> Paragraph:
    """A paragraph whose marker and definition are cut into runs of different looks."""
    line = document.add_paragraph("The toll rose")
    line.add_run(" twice.[foot").bold = True
    line.add_run("noteRef:1] It fell once. [1:  See ")
    line.add_run("The Toll").italic = True
    line.add_run(" of R&D, at <9>.]")
    return line


def test_markers_split_over_runs_are_found_and_italics_kept() -> None:
    document = docx.Document()
    split(document)
    filled = fill(saved(document))
    assert paragraphs(filled) == ["The toll rose twice.^ It fell once."]
    assert notes(filled) == ["See The Toll of R&D, at <9>."]
    slanted = find(roots(filled.output)["footnotes.xml"], ".//w:r[w:rPr/w:i]")
    assert [words(run) for run in slanted] == ["The Toll"]


def test_a_mark_takes_the_font_of_the_words_around_it() -> None:
    document = docx.Document()
    document.add_paragraph().add_run("So.[footnoteRef:1] [1:  x]").font.name = "Garamond"
    mark = find(body(roots(fill(saved(document)).output)), ".//w:r[w:footnoteReference]")[0]
    assert "Garamond" in find(mark, "w:rPr/w:rFonts")[0].values()
    assert find(mark, "w:rPr/*")[0].get(f"{W}val") == "FootnoteReference"


def test_definitions_in_paragraphs_of_their_own_leave_no_blank_line() -> None:
    filled = fill(
        manuscript("One.[footnoteRef:1]", "Two.[footnoteRef:2]", "[1:  a]", "[2:  b]", "End.")
    )
    assert paragraphs(filled) == ["One.^", "Two.^", "End."]
    assert notes(filled) == ["a", "b"]


def test_a_note_of_several_paragraphs() -> None:
    filled = fill(
        manuscript("One.[footnoteRef:1]", "[1:  First words.", "", "Last words.]", "End.")
    )
    assert notes(filled) == ["First words.|Last words."]
    assert paragraphs(filled) == ["One.^", "End."]


def test_footnotes_and_endnotes_go_to_parts_of_their_own() -> None:
    filled = fill(manuscript("One.[footnoteRef:1] Two.[endnoteRef:1] [1:  foot] [1:  end]"))
    assert (notes(filled), notes(filled, "endnote")) == (["foot"], ["end"])


def test_a_note_cited_twice_is_there_once_and_pointed_at() -> None:
    filled = fill(manuscript("One.[footnoteRef:1] Again.[footnoteRef:1] [1:  once]"))
    assert notes(filled) == ["once"]
    document = body(roots(filled.output))
    name = find(document, ".//w:bookmarkStart")[0].get(f"{W}name")
    assert f" NOTEREF {name} \\f \\h " == find(document, ".//w:instrText")[0].text


def test_a_cell_that_held_only_a_definition_keeps_a_paragraph() -> None:
    document = docx.Document()
    cells: list[_Cell] = document.add_table(1, 2).rows[0].cells
    cells[0].text = "Port.[footnoteRef:1]"
    cells[1].text = "[1:  dues]"
    filled = fill(saved(document))
    assert all(find(cell, "w:p") for cell in find(body(roots(filled.output)), ".//w:tc"))
    assert notes(filled) == ["dues"]


SEPARATE = "So.[footnoteRef:1][footnoteRef:2]", ("[1:  a]", "[2:  b]")


def in_control(*lines: str) -> str:
    content = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    return f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize("between", ["", "bookmarks", "blanks"])
def test_tables_do_not_grow_together_where_definitions_stood_between_them(between: str) -> None:
    document = docx.Document()
    document.add_paragraph(SEPARATE[0])
    for place, definition in enumerate(SEPARATE[1]):
        document.add_table(1, 1).rows[0].cells[0].text = "port"
        paragraph = document.add_paragraph(definition)._p
        if between == "bookmarks":
            marks = f'{nsdecls("w")} w:id="{place}"'
            paragraph.addprevious(parse_xml(f'<w:bookmarkStart {marks} w:name="b{place}"/>'))
            paragraph.addnext(parse_xml(f"<w:bookmarkEnd {marks}/>"))
        elif between == "blanks":
            before: Any = paragraph.getprevious()
            before.tail = paragraph.tail = "\n" + " " * 80
    filled = fill(saved(document))
    assert notes(filled) == ["a", "b"]
    around = find(body(roots(filled.output)), "w:p | w:tbl")
    assert [one.tag.removeprefix(W) for one in around] == ["p", "tbl", "p", "tbl", "p"]


def test_a_content_control_keeps_a_paragraph() -> None:
    document = docx.Document()
    document.add_paragraph(SEPARATE[0])
    document.element.body.insert(1, parse_xml(in_control(*SEPARATE[1])))
    filled = fill(saved(document))
    assert notes(filled) == ["a", "b"]
    assert len(find(body(roots(filled.output)), ".//w:sdtContent/w:p")) == 1


def test_a_tracked_change_of_format_has_an_id_of_its_own_in_each_piece_of_a_run() -> None:
    change = f'<w:rPrChange w:id="4" w:author="A" {nsdecls("w")}><w:rPr/></w:rPrChange>'
    document = docx.Document()
    run = document.add_paragraph().add_run(
        "So.[footnoteRef:1] Then.[footnoteRef:2] End. [1:  a] [2:  b]"
    )
    run._r.get_or_add_rPr().append(parse_xml(change))
    filled = fill(saved(document))
    assert paragraphs(filled) == ["So.^ Then.^ End."]
    changes = find(body(roots(filled.output)), ".//w:rPrChange")
    assert len({one.get(f"{W}id") for one in changes}) == len(changes) == 3


def test_words_that_were_slanted_before_a_tracked_change_are_not_slanted_in_the_note() -> None:
    change = (
        f'<w:rPrChange w:id="4" w:author="A" {nsdecls("w")}><w:rPr><w:i/></w:rPr></w:rPrChange>'
    )
    document = docx.Document()
    run = document.add_paragraph().add_run("So.[footnoteRef:1] [1:  upright]")
    run._r.get_or_add_rPr().append(parse_xml(change))
    filled = fill(saved(document))
    assert notes(filled) == ["upright"]
    assert not find(roots(filled.output)["footnotes.xml"], ".//w:i")


@pytest.mark.parametrize("said", ["", "1", "true", "on"])
def test_words_are_slanted_however_that_is_said(said: str) -> None:
    document = docx.Document()
    run = document.add_paragraph("So.[footnoteRef:1] [1:  ").add_run("The Toll")
    slant = f" w:val='{said}' " if said else ""
    run._r.get_or_add_rPr().append(parse_xml(f"<w:i {nsdecls('w')}{slant}></w:i>"))
    document.paragraphs[0].add_run("]")
    slanted = find(roots(fill(saved(document)).output)["footnotes.xml"], ".//w:r[w:rPr/w:i]")
    assert [words(run) for run in slanted] == ["The Toll"]


def test_the_digits_of_a_number_are_not_set_apart() -> None:
    marks = "".join(f"[footnoteRef:{id}]" for id in range(1, 12))
    definitions = " ".join(f"[{id}:  x]" for id in range(1, 12))
    document = body(roots(fill(manuscript(f"So.{marks} {definitions}")).output))
    spaced = [
        bool(find(one, "w:rPr/w:spacing")) for one in find(document, ".//w:r[w:footnoteReference]")
    ]
    assert spaced == [True] * 9 + [False] * 2
    assert words(document) == "So.\u2009"


def test_a_rule_and_no_heading_stands_over_endnotes_that_are_the_first() -> None:
    parts = roots(fill(manuscript("So.[endnoteRef:1] [1:  a]")).output)
    assert find(parts["endnotes.xml"], "w:endnote[@w:type='separator']//w:separator")
    assert words(parts["endnotes.xml"]).strip() == "a"


# What stays


@cache  # python-docx dates a comment by the clock
def rich() -> bytes:
    """A manuscript with a picture, a comment, tracked changes, a head and its own styles."""
    document = docx.Document()
    document.add_picture(BytesIO(PNG))
    first = document.add_paragraph("Commented words.")
    document.add_comment(first.runs[0], "Is that so?", "Editor", "E")
    split(document)
    line = document.add_paragraph("Tracked: ")
    change = f'w:id="7" w:author="A" w:date="2031-01-01T00:00:00Z" {nsdecls("w")}'
    line._p.append(
        parse_xml(f"<w:del {change}><w:r><w:delText>old[footnoteRef:8]</w:delText></w:r></w:del>")
    )
    line._p.append(
        parse_xml(
            f"<w:ins {change}><w:r><w:t>new.[footnoteRef:2] [2:  Put in.]</w:t></w:r></w:ins>"
        )
    )
    document.sections[0].header.paragraphs[0].text = "The Review"
    return saved(document)


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8ffff3f0005fe02fea735814d0000000049454e44ae426082"
)
CHANGED = {
    "[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels", "word/styles.xml",
    "word/settings.xml", "word/footnotes.xml",
}  # fmt: skip


def test_every_other_part_stays_byte_for_byte() -> None:
    before, after = members(rich()), members(fill(rich()).output)
    assert {name for name in after if after[name] != before.get(name)} == CHANGED
    assert any("comments" in name for name in before)
    assert any("media" in name for name in before)


def test_in_the_text_only_runs_that_held_markers_change() -> None:
    before, after = (members(data)["word/document.xml"] for data in (rich(), fill(rich()).output))
    old, new = (re.findall(rb"<w:p>.*?</w:p>|<w:p .*?</w:p>", data) for data in (before, after))
    assert [one == two for one, two in zip(old, new, strict=True)] == [True, True, False, False]
    assert before[: before.index(b"<w:p>")] == after[: after.index(b"<w:p>")]
    assert before[before.rindex(b"<w:sectPr") :] == after[after.rindex(b"<w:sectPr") :]


def test_parts_that_are_added_to_only_grow() -> None:
    before, after = members(rich()), members(fill(rich()).output)
    for name in CHANGED - {"word/document.xml", "word/footnotes.xml"}:
        end = after[name].rindex(b"</")
        start = next(place for place in range(end) if before[name][place] != after[name][place])
        kept = len(before[name]) - start
        assert after[name][:start] + after[name][len(after[name]) - kept :] == before[name]


def test_a_note_in_a_tracked_insertion_stays_part_of_it() -> None:
    document = body(roots(fill(rich()).output))
    assert len(find(document, ".//w:ins/w:r/w:footnoteReference")) == 1
    assert words(find(document, ".//w:ins")[0]) == "new."


def test_a_file_without_markers_comes_out_as_it_is() -> None:
    data = manuscript("Nothing to do.")
    assert fill(data).output == data


FIELD = f'<w:fldSimple {nsdecls("w")} w:instr="TITLE"><w:r><w:t>x</w:t></w:r></w:fldSimple>'
BOX = (
    f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox>'
    "<w:txbxContent><w:p><w:r><w:t>Boxed.[footnoteRef:1] [1:  x]</w:t></w:r></w:p></w:txbxContent>"
    "</v:textbox></v:shape></w:pict></w:r>"
)


BOX_IN_TWO_FORMS = (
    f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    f'<mc:AlternateContent><mc:Choice Requires="w">{BOX}</mc:Choice><mc:Fallback>{BOX}</mc:Fallback>'
    "</mc:AlternateContent></w:r>"
)


def with_xml(xml: str, text: str = "So. ") -> bytes:
    document = docx.Document()
    document.add_paragraph(text)._p.append(parse_xml(xml))
    return saved(document)


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (with_xml(FIELD.replace(">x<", ">So.[footnoteRef:1] [1:  x]<")), "a field"),
        (with_xml(BOX), "a text box"),
        (with_xml(BOX_IN_TWO_FORMS), "a text box"),
        (
            with_xml(
                f'<w:del {nsdecls("w")} w:id="1" w:author="A"><w:r><w:delText>'
                "[footnoteRef:1] [1:  x]</w:delText></w:r></w:del>"
            ),
            "a tracked deletion",
        ),
    ],
    ids=["field", "box", "box in two forms", "deletion"],
)
def test_what_cannot_be_a_note_is_reported_and_left(data: bytes, where: str) -> None:
    filled = fill(data)
    assert [(one.code, where in one.message) for one in filled.diagnostics] == [("F001", True)]
    assert members(filled.output) == members(data)


def test_markers_in_heads_and_comments_are_reported() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Head[footnoteRef:7]"
    (reported,) = fill(saved(document)).diagnostics
    assert reported.code == "F001"
    assert "note 7 stands in a header" in reported.message


def test_a_mark_without_a_note_stays_and_is_reported_with_its_paragraph() -> None:
    filled = fill(manuscript("One.", "Two.[footnoteRef:5]"))
    assert [one.code for one in filled.diagnostics] == ["M001"]
    assert paragraphs(filled) == ["One.", "Two.[footnoteRef:5]"]


# Notes that are there already


def noted() -> bytes:
    """A file of ours with two real notes, the second pointing at the first."""
    supra = paragraph("See note ", number("1"), ".")
    document = Document(
        (paragraph("One.", ref("1")), paragraph("Two.", ref("2"))),
        (note("1", "first"), note("2", supra)),
    )
    output = render(document).output
    assert isinstance(output, bytes)
    return output


def extended(text: str) -> bytes:
    """The same, with a paragraph of text put before all others."""
    added = f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    parts = members(noted())
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", added.encode())
    return packed(parts)


def test_real_notes_stay_and_are_numbered_with_the_new_ones() -> None:
    filled = fill(extended("Zero.[footnoteRef:1] [1:  new, https://example.org/new]"))
    assert notes(filled) == ["new, https://example.org/new", "first", "See note\u00a02."]
    assert inconsistencies(read_package(filled.output)) == []


def test_the_number_that_a_field_shows_follows_its_note() -> None:
    part = members(fill(extended("Zero.[footnoteRef:1] [1:  new]")).output)["word/footnotes.xml"]
    assert b"<w:t>2</w:t>" in part
    assert b"<w:t>1</w:t>" not in part


def test_a_real_note_in_a_tracked_deletion_keeps_its_place_in_the_order() -> None:
    parts = members(noted())
    look = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
    mark = f'<w:r>{look}<w:footnoteReference w:id="1"/></w:r>'
    typed = "<w:r><w:t>[footnoteRef:7] [7:  new]</w:t></w:r>"
    deletion = f'<w:del w:id="9" w:author="A">{mark}</w:del>{typed}'
    text = parts["word/document.xml"].decode()
    bookmarked = re.sub(r"<w:bookmark\w+ [^>]*/>", "", text)
    assert mark in bookmarked
    parts["word/document.xml"] = bookmarked.replace(mark, deletion, 1).encode()
    parts["word/footnotes.xml"] = re.sub(
        rb"<w:instrText.*?</w:instrText>", b"", parts["word/footnotes.xml"]
    )
    assert notes(fill(packed(parts))) == ["first", "new", "See note\u00a01."]


def test_a_file_that_names_its_relationships_one_by_one_gets_a_type_for_new_ones() -> None:
    parts = members(manuscript("So.[footnoteRef:1] [1:  https://example.org]"))
    types = parts["[Content_Types].xml"].decode()
    kind = "application/vnd.openxmlformats-package.relationships+xml"
    one_by_one = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name in parts if ".rels" in name
    )
    types = re.sub(r'<Default Extension="rels"[^>]*/>', "", types)
    parts["[Content_Types].xml"] = types.replace("</Types>", f"{one_by_one}</Types>").encode()
    assert "F003" not in [one.code for one in fill(packed(parts)).diagnostics]


@pytest.mark.parametrize(
    ("told", "shown"),
    [("", "2"), ('<w:numStart w:val="5"/>', "6"), ('<w:numRestart w:val="eachPage"/>', "1")],
    ids=["plain", "start", "restart"],
)
def test_fields_show_numbers_as_the_file_counts_them(told: str, shown: str) -> None:
    parts = members(extended("Zero.[footnoteRef:1] [1:  new]"))
    settings = parts["word/settings.xml"].decode()
    plain = '<w:footnotePr><w:numFmt w:val="decimal"/>'
    assert plain in settings
    parts["word/settings.xml"] = settings.replace(plain, plain + told).encode()
    notes = members(fill(packed(parts)).output)["word/footnotes.xml"]
    assert f"<w:t>{shown}</w:t>".encode() in notes


def test_what_a_tracked_change_of_a_section_has_replaced_numbers_nothing() -> None:
    parts = members(extended("Zero.[footnoteRef:1] [1:  new]"))
    change = (
        '<w:sectPrChange w:id="9" w:author="A"><w:sectPr><w:footnotePr><w:numStart w:val="5"/>'
        "</w:footnotePr></w:sectPr></w:sectPrChange></w:sectPr>"
    )
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"</w:sectPr>", change.encode())
    notes = members(fill(packed(parts)).output)["word/footnotes.xml"]
    assert b"<w:t>2</w:t>" in notes


def test_notes_of_one_id_are_all_kept() -> None:
    parts = members(extended("Zero.[footnoteRef:1] [1:  new]"))
    again = (
        b'<w:footnote w:id="2"><w:p><w:r><w:t>again</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    parts["word/footnotes.xml"] = parts["word/footnotes.xml"].replace(b"</w:footnotes>", again)
    filled = roots(fill(packed(parts)).output)["footnotes.xml"]
    assert [words(one).strip() for one in find(filled, "w:footnote[not(@w:type)]")] == [
        "new", "first", "See note\u00a02.", "again",
    ]  # fmt: skip


def test_ids_of_notes_may_be_no_numbers() -> None:
    parts = members(extended("Zero.[footnoteRef:1] [1:  new]"))
    for name in ("word/document.xml", "word/footnotes.xml"):
        parts[name] = re.sub(rb'(<w:footnote(?:Reference)? w:id=)"1"', rb"\1'one'", parts[name])
    assert notes(fill(packed(parts))) == ["new", "first", "See note\u00a02."]


def test_filling_twice_gives_names_that_do_not_clash() -> None:
    once = fill(
        extended("A.[footnoteRef:1] B.[footnoteRef:1] [1:  see https://example.org/1]")
    ).output
    parts = members(once)
    added = b"<w:body><w:p><w:r><w:t>C.[footnoteRef:1] D.[footnoteRef:1] [1:  https://example.org/2]</w:t></w:r></w:p>"
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", added)
    twice = fill(packed(parts))
    assert len(notes(twice)) == 4
    assert inconsistencies(read_package(twice.output)) == []


def test_the_house_names_of_note_styles_are_used() -> None:
    parts = members(noted())
    for name in ("word/styles.xml", "word/document.xml", "word/footnotes.xml"):
        parts[name] = parts[name].replace(b'"FootnoteText"', b'"Fussnotentext"')
    added = b"<w:body><w:p><w:r><w:t>Zero.[footnoteRef:1] [1:  new]</w:t></w:r></w:p>"
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", added)
    filled = fill(packed(parts))
    assert members(filled.output)["word/styles.xml"] == parts["word/styles.xml"]
    assert b"FootnoteText" not in members(filled.output)["word/footnotes.xml"]


def test_a_style_that_the_house_calls_otherwise_is_used() -> None:
    document = docx.Document()
    document.styles.add_style("Journal Note", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("So.[footnoteRef:1] [1:  x]")
    filled = fill(saved(document), styles={"footnote text": "Journal Note"})
    line = find(roots(filled.output)["footnotes.xml"], "w:footnote[not(@w:type)]/w:p")[0]
    assert find(line, "w:pPr/w:pStyle")[0].get(f"{W}val") == "JournalNote"


EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.txt"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_typed_into_word_have_the_notes_that_the_text_has(example: Path) -> None:
    text = example.read_text(encoding="utf-8")
    typed = fill(manuscript(*text.splitlines()))
    for kind in ("footnote", "endnote"):
        expected = roots(render(parse(text).document).output)[f"{kind}s.xml"]
        ours = [words(one).strip() for one in find(expected, f"w:{kind}[not(@w:type)]")]
        if ours:
            assert ours == [one.replace("|", "") for one in notes(typed, kind)]


MAY_BE_A_MARK = set("footnoteRefendnoteRefFivxlcdm")


def letters(*stories: str) -> Counter[str]:
    """The letters that no mark and no roman number is made of, and how often each is there."""
    return Counter(one for one in "".join(stories) if one.isalpha() and one not in MAY_BE_A_MARK)


def typed_in_pieces(text: str, size: int) -> bytes:
    """A Word file of this text, a paragraph a line, cut into runs of so many characters."""
    lines = (
        "".join(runs(line[at : at + size], NO_LOOK) for at in range(0, len(line), size))
        for line in text.split("\n")
    )
    body = "".join(f"<w:p>{line}</w:p>" for line in lines)
    output = render(Document()).output
    assert isinstance(output, bytes)
    parts = members(output)
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"<w:body>", f"<w:body>{body}".encode()
    )
    return packed(parts)


WORDS = st.text("abPqsuwyzÄ김ש .,&<\t", max_size=12)


@st.composite
def articles(draw: st.DrawFn) -> str:
    """Paragraphs with notes that are called, and now and then what else the format may hold."""
    rows = draw(st.lists(st.tuples(WORDS, WORDS, WORDS, st.sampled_from(["", "\n"])), max_size=6))
    return "".join(
        f"{one}[footnoteRef:{number}]{two}{gap} [{number}:  {note}] {one}\n"
        for number, (one, two, note, gap) in enumerate(rows, 1)
    )


@settings(deadline=None)
@given(st.one_of(articles(), marker_texts), st.integers(1, 40))
def test_no_letter_is_lost_and_every_note_has_its_mark(text: str, size: int) -> None:
    before = typed_in_pieces(text, size)
    filled = fill(before)
    assert "F003" not in [one.code for one in filled.diagnostics]
    parts = roots(filled.output)
    for kind in ("footnote", "endnote"):
        assert_notes_are_paired(parts, kind)
    notes = "w:footnote[not(@w:type)] | w:endnote[not(@w:type)]"
    stories = [words(parts["document.xml"])]
    stories += [
        words(one) for name in ("footnotes.xml", "endnotes.xml") for one in find(parts[name], notes)
    ]
    assert letters(*stories) == letters(words(roots(before)["document.xml"]))


# What is refused


def test_a_file_that_would_be_broken_is_not_given_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("converter.editing.filling.merged", lambda *_: b"<w:footnotes>")
    with pytest.raises(ConversionError, match="so that it stays sound"):
        fill(manuscript("So.[footnoteRef:1] [1:  x]"))


def test_a_file_that_was_broken_before_is_told_so() -> None:
    parts = members(manuscript("So.[footnoteRef:1] [1:  x]"))
    parts["docProps/_rels/app.xml.rels"] = b"<Relationships>"
    with pytest.raises(ConversionError, match="damaged"):
        fill(packed(parts))


@pytest.mark.parametrize(
    "data",
    [
        b"", b"text", packed({"a": b"b"}),
        packed(members(noted()) | {"word/document.xml": b"<w:document"}),
        packed(members(noted()) | {"word/document.xml": b"<!DOCTYPE x []><x/>"}),
        packed(members(noted()) | {"word/document.xml": b"<document/>"}),
    ],
    ids=["empty", "text", "zip", "broken", "doctype", "other"],
)  # fmt: skip
def test_what_is_no_word_file_is_refused(data: bytes) -> None:
    with pytest.raises(ConversionError):
        fill(data)


def of_type(kind: str) -> bytes:
    parts = members(manuscript("So.[footnoteRef:1] [1:  x]"))
    types = parts["[Content_Types].xml"].decode()
    plain = "vnd.openxmlformats-officedocument.wordprocessingml.document.main"
    assert plain in types
    return packed(parts | {"[Content_Types].xml": types.replace(plain, kind).encode()})


def test_a_template_becomes_a_document_and_a_file_with_macros_is_refused() -> None:
    template = of_type("vnd.openxmlformats-officedocument.wordprocessingml.template.main")
    filled = fill(template)
    assert b"wordprocessingml.document.main" in members(filled.output)["[Content_Types].xml"]
    with pytest.raises(ConversionError, match="macros"):
        fill(of_type("vnd.ms-word.document.macroEnabled.main"))


def test_the_same_file_gives_the_same_bytes_and_reads_as_xml() -> None:
    filled = fill(rich())
    assert filled == fill(rich())
    assert children(members(filled.output)["word/document.xml"])


def test_the_command_fills_a_file_and_refuses_what_does_not_fit(tmp_path: Path) -> None:
    source, target = tmp_path / "a.docx", tmp_path / "b.docx"
    source.write_bytes(manuscript("So.[footnoteRef:1] [1:  See Ash.]"))
    done = footnoted("--into", source, "-o", target)
    assert done.said == f"{target}: 1 note\n"
    assert members(target.read_bytes())["word/footnotes.xml"].count(b"See Ash.") == 1
    for wrong in (
        ("--into", source, "-o", source),
        ("--into", source, "-o", tmp_path / "b.html"),
        ("--into", source, source, "-o", target),
        ("--into", source, "--title", "x", "-o", target),
        ("-o", target),
    ):
        assert footnoted(*wrong).returncode == 2


def test_a_message_about_a_word_file_names_the_paragraph() -> None:
    data = manuscript("First.", "Oil.[footnoteRef:4]", "Last.")
    filled = fill(data)
    (said,) = (one for one in filled.diagnostics if one.code == "M001")
    assert as_text(said, filled.document, "a.docx").startswith("a.docx, paragraph 2: error M001 ")
