"""Definitions in a Word file that hold more than words: what moves into the note as it is, what stays."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from converter.editing.filling import Filled, fill
from converter.word.consistency import inconsistencies
from converter.word.package import read_package
from tests.renderers.docx_parts import R, find, members, packed, roots
from tests.renderers.test_docx_valid import findings
from tests.test_cli import footnoted
from tests.test_filling import PNG, noted, notes, paragraphs, saved

MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
LARGE = '<w:rPr><w:i/><w:sz w:val="48"/></w:rPr>'
CHANGE = 'w:author="A" w:date="2031-01-01T00:00:00Z"'


def run(text: str, look: str = "") -> str:
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def character(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field(instruction: str, result: str, look: str = "") -> str:
    told = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    shown = character("separate") + run(result, look) if result else ""
    return f"{character('begin')}{told}{shown}{character('end')}"


def of(*lines: str) -> bytes:
    """A Word file of these paragraphs, given as what is in them, with a link and a picture to name."""
    document = docx.Document()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    link = document.part.relate_to("https://example.org/a?b=1&c=2", kind, is_external=True)
    for line in lines:
        xml = f"<w:p {nsdecls('w', 'r')} {MATH}>{line.replace('THE_ID', link)}</w:p>"
        document.element.body.insert(-1, parse_xml(xml))
    return saved(document)


def words_of(filled: Filled) -> str:
    """The XML of the one note, behind its number."""
    (note,) = find(roots(filled.output)["footnotes.xml"], "w:footnote[not(@w:type)]")
    shown = re.sub(' xmlns:\\w+="[^"]*"', "", etree.tostring(note).decode())
    return shown.split('preserve"> </w:t></w:r>', 1)[1]


def body_of(filled: Filled) -> str:
    return members(filled.output)["word/document.xml"].decode()


ZOTERO = field(
    'ADDIN ZOTERO_ITEM CSL_CITATION {"citationItems":[{"id":7,"itemData":{"title":"[2: Tides]"}}]}',
    "Ash [1], Tides]",
    LARGE,
)
SHARED = (
    f'{character("begin")}<w:del w:id="90" {CHANGE}><w:r><w:delInstrText> REF a </w:delInstrText></w:r>'
    f'{character("end")}</w:del><w:ins w:id="91" {CHANGE}><w:r><w:instrText> REF b </w:instrText></w:r>'
    f"{character('separate')}{run('bee')}{character('end')}</w:ins>"
)
MOVES = {
    "citation": ZOTERO,
    "number of a note": field("NOTEREF _Ref7 \\h", "7"),
    "index entry": field('TA \\l "Ash" \\c 1', ""),
    "nested": character("begin") + field("REF a", "a") + character("separate") + run("b")
    + character("end"),
    "simple": f'<w:fldSimple w:instr="TITLE">{run("Title")}</w:fldSimple>',
    "shared by two changes": SHARED,
    "link": f'<w:hyperlink r:id="THE_ID">{run("words")}</w:hyperlink>',
    "link by field": field('HYPERLINK "https://example.org"', "words"),
    "place": f'<w:hyperlink w:anchor="here">{run("words")}</w:hyperlink>',
    "symbol": '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>',
    "control": '<w:sdt><w:sdtPr><w:alias w:val="c"/></w:sdtPr>'
    f'<w:sdtContent>{run("held")}</w:sdtContent></w:sdt>',
    "tag": f'<w:smartTag w:uri="u" w:element="e">{run("Ohio")}</w:smartTag>',
    "insertion": f'<w:ins w:id="80" {CHANGE}>{run("put in")}</w:ins>',
    "deletion": f'<w:del w:id="81" {CHANGE}><w:r><w:delText>taken out</w:delText></w:r></w:del>',
    "bookmark": '<w:bookmarkStart w:id="82" w:name="here"/><w:r><w:t>here</w:t></w:r>'
    '<w:bookmarkEnd w:id="82"/>',
    "formula": "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>",
}  # fmt: skip


@pytest.mark.parametrize("name", MOVES)
def test_what_a_definition_holds_whole_moves_into_the_note_as_it_is(
    name: str, tmp_path: Path
) -> None:
    piece = MOVES[name]
    data = of(run("So.[footnoteRef:1] [1: See ") + piece + run(" there.] Then."), run("End."))
    filled = fill(data)
    assert [one.code for one in filled.diagnostics] == ["F002"]
    moved = piece.replace('<w:sz w:val="48"/>', "").replace("THE_ID", "moved0_1")
    assert moved in words_of(filled)
    assert paragraphs(filled) == ["So.^ Then.", "End."]
    before, after = (
        findings(data, tmp_path / "a.docx"),
        findings(filled.output, tmp_path / "b.docx"),
    )
    assert {one.partition(": ")[2] for one in after} <= {one.partition(": ")[2] for one in before}
    assert docx.Document(BytesIO(filled.output)).paragraphs[0].text.endswith("Then.")


@pytest.mark.parametrize("name", MOVES)
def test_a_definition_that_is_nothing_else_leaves_no_blank_paragraph(name: str) -> None:
    filled = fill(
        of(run("So.[footnoteRef:1]"), run("[1: ") + MOVES[name] + run(" x]"), run("End."))
    )
    assert paragraphs(filled) == ["So.^", "End."]
    assert "x" in words_of(filled)


def test_the_address_of_a_link_moves_to_the_notes() -> None:
    filled = fill(of(run("So.[footnoteRef:1] [1: ") + MOVES["link"] + run(".]")))
    parts = roots(filled.output)
    (link,) = find(parts["footnotes.xml"], ".//w:hyperlink")
    (told,) = (
        one for one in parts["_rels/footnotes.xml.rels"] if one.get("Id") == link.get(f"{R}id")
    )
    assert told.get("Target") == "https://example.org/a?b=1&c=2"
    assert told.get("TargetMode") == "External"


def test_a_picture_in_the_line_moves_with_its_part() -> None:
    document = docx.Document()
    line = document.add_paragraph("So.[footnoteRef:1] [1: See ")
    line.add_run().add_picture(BytesIO(PNG))
    line.add_run(" there.]")
    filled = fill(saved(document))
    parts = roots(filled.output)
    (blip,) = parts["footnotes.xml"].iter(
        "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
    )
    (told,) = (
        one for one in parts["_rels/footnotes.xml.rels"] if one.get("Id") == blip.get(f"{R}embed")
    )
    assert told.get("Target").lstrip("/") in members(filled.output)
    assert inconsistencies(read_package(filled.output)) == []


def test_prefixes_that_may_be_ignored_are_told_at_the_root_of_the_notes() -> None:
    fifteen = "http://schemas.microsoft.com/office/word/2012/wordml"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    control = MOVES["control"].replace("</w:sdtPr>", '<w15:color w:val="FF0000"/></w:sdtPr>')
    line = run("So.[footnoteRef:1] [1: ") + MOVES["control"] + run(".]")
    parts = members(of(line))
    main = parts["word/document.xml"].decode().replace(MOVES["control"], control)
    ignorable = re.sub('mc:Ignorable="[^"]*"', "", main)
    declared = f'xmlns:w15="{fifteen}" mc:Ignorable="w15"'
    main = ignorable.replace("<w:document ", f"<w:document {declared} ", 1)
    root = roots(fill(packed(parts | {"word/document.xml": main.encode()})).output)["footnotes.xml"]
    assert len(list(root.iter(f"{{{fifteen}}}color"))) == 1
    assert "w15" in root.get(f"{{{mc}}}Ignorable").split()
    assert root.nsmap["w15"] == fifteen


def test_a_field_may_share_its_runs_with_words() -> None:
    one_run = (
        "<w:r><w:rPr><w:i/></w:rPr><w:t>So.[footnoteRef:1] [1: see </w:t>"
        '<w:fldChar w:fldCharType="begin"/><w:instrText> NOTEREF q </w:instrText>'
        '<w:fldChar w:fldCharType="separate"/><w:t>4</w:t>'
        '<w:fldChar w:fldCharType="end"></w:fldChar><w:t> ok.] After.</w:t></w:r>'
    )
    filled = fill(of(one_run))
    assert paragraphs(filled) == ["So.^ After."]
    assert notes(filled) == ["see 4 ok."]
    field = '<w:r><w:rPr><w:i/></w:rPr><w:fldChar w:fldCharType="begin"/><w:instrText> NOTEREF q'
    assert field in words_of(filled)
    assert "fldChar" not in body_of(filled)


LATER = run("Then.[footnoteRef:2] [2: second]")
OPEN = character("begin") + "<w:r><w:instrText> X </w:instrText></w:r>" + run("left open")


@pytest.mark.parametrize(
    "before",
    [OPEN, character("end") + run("no beginning"), SHARED, SHARED + OPEN],
    ids=["open", "stray end", "shared", "both"],
)
def test_a_field_that_is_not_whole_blocks_no_later_marker(before: str) -> None:
    filled = fill(of(before, LATER))
    assert notes(filled) == ["second"]
    assert "F001" not in [one.code for one in filled.diagnostics]


STAYS = {
    "begins before": (character("begin") + run("[1: a") + character("end") + run(" b]"), "a field"),
    "ends behind": (run("[1: a ") + field("REF a", "b] c"), "part of a field"),
    "holds it": (field("REF a", "[1: a]"), "a field"),
    "link behind": (
        run("[1: a ") + f'<w:hyperlink w:anchor="x">{run("b] c")}</w:hyperlink>', "part of a link"
    ),
    "two paragraphs": (
        run("[1: a ") + character("begin") + run("b") + "</w:p><w:p>" + run("c")
        + character("end") + run(" d]"), "part of a field",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", STAYS)
def test_what_reaches_over_the_edge_of_a_definition_is_reported_and_left(name: str) -> None:
    line, where = STAYS[name]
    first, _, second = line.partition("</w:p><w:p>")
    lines = [run("So.[footnoteRef:1]"), first, *([second] if second else [])]
    data = of(*lines)
    filled = fill(data)
    (said,) = (one for one in filled.diagnostics if one.code == "F001")
    assert where in said.message
    assert members(filled.output) == members(data)


def test_a_bookmark_that_reaches_over_the_edge_stays_in_the_text() -> None:
    line = run("[1: a ") + '<w:bookmarkStart w:id="82" w:name="here"/>' + run("b] c")
    filled = fill(of(run("So.[footnoteRef:1]"), line + '<w:bookmarkEnd w:id="82"/>'))
    assert notes(filled) == ["a b"]
    assert body_of(filled).count("w:bookmark") == 2


def test_a_note_that_stays_keeps_all_that_it_holds_and_others_are_filled() -> None:
    cell = f"{run('[1: see ')}{MOVES['link']}{run(' and ')}{field('REF a', 'b] c')}"
    data = of(run("So.[footnoteRef:1] Then.[footnoteRef:2]"), cell, run("[2: ") + ZOTERO + run("]"))
    filled = fill(data)
    assert notes(filled) == ["Ash [1], Tides]"]
    assert find(roots(filled.output)["document.xml"], ".//w:hyperlink")


def test_numbers_in_fields_that_move_follow_their_notes() -> None:
    parts = members(noted())
    definition = run("A.[footnoteRef:1] [1: see ") + field("NOTEREF _Ref_footnote_1 \\h", "1")
    typed = f"<w:body><w:p>{definition}{run(']')}</w:p>".encode()
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", typed, 1)
    assert notes(fill(packed(parts)))[0] == "see 2"


def test_a_table_says_where_each_definition_went_if_one_was_left(tmp_path: Path) -> None:
    source, target = tmp_path / "a.docx", tmp_path / "b.docx"
    left = run("[1: a ") + field("REF a", "b] c")
    source.write_bytes(
        of(run("So.[footnoteRef:1] Then.[footnoteRef:2]"), left, run("[2: See it.]"))
    )
    said = footnoted("--into", source, "-o", target).said.splitlines()
    assert [" ".join(line.split()) for line in said[:3]] == [
        "note its definition became",
        "1 paragraph 2: [1: a b] left as text: note 1 stands in part of a field, "
        "where no note can be put",
        "2 paragraph 3: [2: See it.] footnote 1",
    ]
    whole = of(run("So.[footnoteRef:1]"), run("[1: a]"))
    source.write_bytes(whole)
    assert "definition" not in footnoted("--into", source, "-o", target).said
    asked = footnoted("--into", source, "-o", target, "-v").said
    assert "1     paragraph 2: [1: a]  footnote 1\n" in asked


def test_programs_are_told_where_each_definition_went(tmp_path: Path) -> None:
    source, target = tmp_path / "a.docx", tmp_path / "b.docx"
    left = run("[1: a ") + field("REF a", "b] c")
    source.write_bytes(
        of(run("So.[footnoteRef:1] Then.[footnoteRef:2]"), left, run("[2: See it.]"))
    )
    rows = json.loads(footnoted("--into", source, "-o", target, "--diagnostics", "json").said)
    assert {(one["code"], one["start"]["landmark"]) for one in rows} >= {
        ("F001", "paragraph 2"),
        ("F004", "paragraph 3"),
    }
    assert "the definition of note 2 is footnote 1 now" in [one["message"] for one in rows]
