"""Word files that other programs wrote, that are damaged, and that mean harm."""

from __future__ import annotations

import re

import pytest

from converter import render
from converter.document.diagnostics import ConversionError
from converter.document.tree import without_spans
from converter.readers.docx import read
from converter.word.names import R, W
from converter.word.package import write_package
from tests.documents import EVERYTHING
from tests.readers.word_files import (
    field,
    mark,
    note,
    p,
    r,
    read_file,
    word_file,
    word_parts,
)
from tests.renderers.docx_parts import members, packed
from tests.word.spellings import SPELLINGS, Spelling, spelled

# Other ways of writing the same


@pytest.fixture(scope="module")
def everything() -> bytes:
    data = render(EVERYTHING, "docx").output
    parts = members(data)
    rels = "word/_rels/document.xml.rels"
    # The spellings know no tag with a question mark in it.
    return packed(parts | {rels: parts[rels].replace(b"?x=1", b";x=1")})


@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS)
def test_a_file_is_read_alike_however_its_xml_is_written(
    everything: bytes, spelling: Spelling
) -> None:
    assert _alike(everything, spelled(everything, spelling))


def test_strict_open_xml_is_read_as_the_usual_kind(everything: bytes) -> None:
    assert _alike(everything, spelled(everything, _strict))


def _alike(one: bytes, other: bytes) -> bool:
    first, second = read(one), read(other)
    codes = [[said.code for said in parsed.diagnostics] for parsed in (first, second)]
    return without_spans(first.document) == without_spans(second.document) and codes[0] == codes[1]


def _strict(part: bytes) -> bytes:
    drawing = b"http://schemas.openxmlformats.org/drawingml/2006/"
    purl = b"http://purl.oclc.org/ooxml/"
    part = part.replace(W.encode(), purl + b"wordprocessingml/main")
    part = part.replace(R.encode(), purl + b"officeDocument/relationships")
    return re.sub(drawing + rb"(\w+)", purl + rb"drawingml/\1", part)


def test_parts_may_have_any_name() -> None:
    parts = word_parts(p("a", mark("1")), footnotes=note("1", "N."))
    parts["words/text.xml"] = parts.pop("word/document.xml")
    parts["words/_rels/text.xml.rels"] = parts.pop("word/_rels/document.xml.rels").replace(
        b'"footnotes.xml"', b'"/other/f.xml"'
    )
    parts["other/f.xml"] = parts.pop("word/footnotes.xml")
    for name in ("_rels/.rels", "[Content_Types].xml"):
        parts[name] = parts[name].replace(b"word/document.xml", b"words/text.xml")
    assert read_file(write_package(parts)) == (["a{1}"], {"1": ["N."]}, [])


def test_a_file_of_nothing_but_text_is_read() -> None:
    assert read_file(word_file(p("a"))) == (["a"], {}, [])
    assert read_file(word_file()) == ([], {}, ["E004"])


# Damage


@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/footnotes.xml", "word/styles.xml", "word/numbering.xml"]
)
@pytest.mark.parametrize("damage", [b"", b"<w:p", b"\xff\xfe\0", b"<a></b>"])
def test_a_damaged_part_is_refused_in_a_sentence(part: str, damage: bytes) -> None:
    parts = word_parts(p("a"), footnotes=note("1", "N."), styles="", numbering="")
    with pytest.raises(ConversionError, match="Word"):
        read(write_package(parts | {part: damage}))


def test_a_file_without_its_text_is_refused_in_a_sentence() -> None:
    parts = word_parts(p("a"))
    del parts["word/document.xml"]
    with pytest.raises(ConversionError, match="no Word document"):
        read(write_package(parts))


def test_a_file_that_is_cut_off_is_refused_in_a_sentence() -> None:
    data = word_file(p("a"))
    for size in (0, 3, 100, len(data) // 2, len(data) - 30):
        with pytest.raises(ConversionError):
            read(data[:size])


# Harm

DOCTYPE = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/footnotes.xml", "word/_rels/document.xml.rels"]
)
def test_a_document_type_is_refused(part: str) -> None:
    parts = word_parts(p("a&e;"), footnotes=note("1", "N."))
    body = parts[part].partition(b"?>")[2] or parts[part]
    with pytest.raises(ConversionError):
        read(write_package(parts | {part: DOCTYPE + body}))


def test_a_bomb_is_refused_before_it_has_unpacked() -> None:
    parts = word_parts(p("a"))
    parts["word/document.xml"] = parts["word/document.xml"] + b" " * 60_000_000
    with pytest.raises(ConversionError, match="unpacks to more than"):
        read(packed(parts))


def nested(around: str, depth: int, inner: str) -> str:
    start, end = around.split("{}")
    return start * depth + inner + end * depth


AROUND = {
    "tables": "<w:tbl><w:tr><w:tc>{}<w:p/></w:tc></w:tr></w:tbl>",
    "content controls": "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "alternatives": "<mc:AlternateContent><mc:Choice>{}</mc:Choice></mc:AlternateContent>",
    "text boxes": "<w:p><w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r></w:p>",
    "custom XML": "<w:customXml>{}</w:customXml>",
}


@pytest.mark.parametrize("around", AROUND.values(), ids=AROUND)
@pytest.mark.parametrize("depth", [20, 45, 60, 110, 240, 5_000])
def test_whatever_is_nested_is_read_or_refused_in_a_sentence(around: str, depth: int) -> None:
    data = word_file(nested(around, depth, p("deep", mark("1"))), footnotes=note("1", "N."))
    try:
        parsed = read(data)
    except ConversionError:
        assert depth > 45
        return
    assert "deep" in parsed.source
    for format in ("html", "docx", "latex", "typst", "marker", "json", "tree"):
        render(parsed.document, format)


@pytest.mark.parametrize(
    "around",
    [
        "<w:hyperlink>{}</w:hyperlink>",
        "<w:ins>{}</w:ins>",
        "<w:smartTag>{}</w:smartTag>",
        '<w:fldSimple w:instr="AUTHOR">{}</w:fldSimple>',
    ],
)
def test_deep_runs_are_read_or_refused_in_a_sentence(around: str) -> None:
    for depth in (20, 240):
        try:
            assert read_file(word_file(p(nested(around, depth, r("deep")))))[0] == ["deep"]
        except ConversionError:
            assert depth > 20


def test_an_address_that_would_run_something_is_not_live() -> None:
    links = {"h": "javascript:alert(1)"}
    by_field = field(' HYPERLINK "javascript:alert(2)" ', "there")
    here = f'<w:hyperlink r:id="h">{r("here")}</w:hyperlink>'
    parsed = read(word_file(p(here, by_field, r("<b>".replace("<", "&lt;"))), links=links))
    page = str(render(parsed.document, "html").output)
    assert 'href="javascript' not in page
    assert "&lt;b>" in page or "&lt;b&gt;" in page


# The size of what is read: how the work grows is measured in `tests.programs.test_growth`


def test_a_large_file_is_read() -> None:
    words = (p(r("Oil was ", "<w:i/>"), f"paid {id}.", mark("1")) for id in range(20_000))
    lines, _, _ = read_file(word_file(*words, footnotes=note("1", "N.")))
    assert lines[-1] == "<i>Oil was </i>paid 19999.{1}"
    assert len(lines) == 20_000


def test_no_part_is_parsed_that_is_not_needed() -> None:
    parts = word_parts(p("a")) | {
        "word/theme/theme1.xml": b"<a",
        "word/glossary/document.xml": b"x",
    }
    assert read_file(write_package(parts))[0] == ["a"]
