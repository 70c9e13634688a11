"""Word files as other programs write them: all that is XML is right, whatever it looks like."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import docx
import pytest

from converter.editing.filling import fill
from converter.renderers import templates
from converter.renderers.docx import render
from converter.word.consistency import inconsistencies
from converter.word.package import read_package
from converter.word.parts import as_ours, part_names
from converter.word.styles import compare, styles_part
from tests.documents import EVERYTHING
from tests.renderers.docx_parts import assert_consistent, members, packed
from tests.renderers.test_docx_house import house
from tests.renderers.test_docx_valid import HEBREW
from tests.test_cli import footnoted
from tests.test_filling import extended, manuscript, notes, paragraphs, rich
from tests.word.spellings import SPELLINGS, Spelling, encoded, said_by, spelled

each_spelling = pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS)

MANUSCRIPTS = {
    "no notes": rich(),
    "notes": extended(
        "Zero é.[footnoteRef:1] And.[endnoteRef:2] [1:  https://example.org] [2:  x]"
    ),
}


def opens(data: bytes) -> bool:
    return bool(docx.Document(BytesIO(data)).paragraphs)


@each_spelling
@pytest.mark.parametrize("data", MANUSCRIPTS.values(), ids=MANUSCRIPTS)
def test_a_manuscript_is_filled_whatever_it_is_spelled_like(
    data: bytes, spelling: Spelling
) -> None:
    plain, filled = fill(data), fill(spelled(data, spelling))
    assert filled.diagnostics == plain.diagnostics
    assert notes(filled) == notes(plain)
    assert paragraphs(filled) == paragraphs(plain)
    assert said_by(filled.output) == said_by(plain.output)
    assert opens(filled.output)


def test_a_sound_file_stays_sound_whatever_it_is_spelled_like() -> None:
    for spelling in SPELLINGS.values():
        parts = read_package(fill(spelled(MANUSCRIPTS["notes"], spelling)).output)
        assert inconsistencies(as_ours(parts, part_names(parts)), part_names(parts)) == []


@each_spelling
def test_a_house_file_gives_the_same_whatever_it_is_spelled_like(spelling: Spelling) -> None:
    reference = house()
    plain, rendered = (
        render(EVERYTHING, reference_doc=one) for one in (reference, spelled(reference, spelling))
    )
    assert rendered.diagnostics == plain.diagnostics
    assert_consistent(rendered.output)
    assert said_by(rendered.output) == said_by(plain.output)
    assert isinstance(rendered.output, bytes)
    assert opens(rendered.output)


@each_spelling
def test_what_is_put_into_the_page_of_a_house_is_put_there(spelling: Spelling) -> None:
    """Sections, directions and numbers of lines are written into what the house says of its page."""
    reference = members(templates.load_bytes("reference.docx"))
    page = b'<w:footnotePr><w:pos w:val="beneathText"/></w:footnotePr><w:pgSz'
    reference["word/document.xml"] = reference["word/document.xml"].replace(b"<w:pgSz", page)
    plain, rendered = (
        render(HEBREW, reference_doc=one, line_numbers=True)
        for one in (packed(reference), spelled(packed(reference), spelling))
    )
    assert said_by(rendered.output) == said_by(plain.output)


@each_spelling
def test_the_styles_of_a_file_are_found_whatever_it_is_spelled_like(spelling: Spelling) -> None:
    shipped = read_package(templates.load_bytes("reference.docx"))["word/styles.xml"]
    plain, other = (
        styles_part(read_package(data)) for data in (house(), spelled(house(), spelling))
    )
    assert plain
    assert other
    assert compare(other, shipped, {}) == compare(plain, shipped, {})


def test_the_command_lists_the_styles_of_a_file_whatever_it_is_spelled_like(tmp_path: Path) -> None:
    for name, spelling in SPELLINGS.items():
        file = tmp_path / f"{name}.docx"
        file.write_bytes(spelled(house(), spelling))
        listed = footnoted("styles", file).stdout
        assert re.search(rb"Abstract +found\n", listed)
        assert re.search(rb"footnote text +missing", listed)


# Parts that are left as they are


def test_a_part_that_nothing_is_put_into_stays_in_its_encoding() -> None:
    parts = members(rich())
    names = [
        name for name in parts if name.startswith(("word/header", "word/comments", "word/theme"))
    ]
    assert len(names) == 3
    parts |= {name: encoded("UTF-16")(parts[name]) for name in names}
    after = members(fill(packed(parts)).output)
    assert all(after[name] == parts[name] for name in names)


def test_markers_in_a_head_in_utf_16_are_reported() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Head[footnoteRef:7]"
    file = BytesIO()
    document.save(file)
    (reported,) = fill(spelled(file.getvalue(), encoded("UTF-16"))).diagnostics
    assert "note 7 stands in a header" in reported.message


def test_a_file_without_markers_stays_as_it_is_spelled() -> None:
    data = spelled(manuscript("Nothing to do."), SPELLINGS["ElementTree"])
    assert fill(data).output == data
