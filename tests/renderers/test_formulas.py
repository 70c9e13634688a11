"""Formulas come out as Word has them where it can, and as their characters elsewhere."""

from __future__ import annotations

import pytest

from converter import read, render
from converter.document.model import Document, Math
from converter.document.tree import walk
from tests.documents import paragraph
from tests.renderers.docx_parts import roots

M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SQUARE = (
    f'<m:oMath xmlns:m="{M}" xmlns:w="{W}"><m:sSup><m:e><m:r><w:rPr><w:i/></w:rPr><m:t>x</m:t></m:r>'
    "</m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>"
)


def in_word(omml: str) -> str:
    from lxml import etree

    data = render(Document((paragraph("Of ", Math("x2", omml), "."),)), "docx").output
    return etree.tostring(roots(data)["document.xml"], encoding="unicode")


def test_a_formula_of_a_word_file_comes_out_as_it_was() -> None:
    written = in_word(SQUARE)
    assert "<m:sSup><m:e><m:r><w:rPr><w:i/></w:rPr><m:t>x</m:t></m:r></m:e>" in written
    data = render(Document((paragraph("Of ", Math("x2", SQUARE), "."),)), "docx").output
    back = [node for node in walk(read(data, "docx").document.blocks) if isinstance(node, Math)]
    assert [one.text for one in back] == ["x2"]


def test_other_formats_have_its_characters() -> None:
    document = Document((paragraph("Of ", Math("x²", SQUARE), "."),))
    for format in ("html", "latex", "typst", "marker"):
        output = str(render(document, format).output)
        assert "x²" in output or "x\\textsuperscript{2}" in output, format


@pytest.mark.parametrize(
    "omml",
    [
        "<not xml",
        f'<w:p xmlns:w="{W}"/>',
        '<!DOCTYPE x [<!ENTITY e "boom">]><x>&e;</x>',
        "\ud800",
    ],
)
def test_what_is_no_formula_is_shown_by_its_characters(omml: str) -> None:
    assert ">x2<" in in_word(omml)


def test_what_does_not_belong_into_a_formula_is_left_out() -> None:
    hostile = SQUARE.replace(
        "<m:sSup>",
        f'<w:r><w:fldSimple w:instr="INCLUDETEXT c:/x"/></w:r><m:r xmlns:r="{R}" r:id="rId777"/><m:sSup>',
        1,
    )
    written = in_word(hostile)
    assert "INCLUDETEXT" not in written
    assert "rId777" not in written
    assert "<m:sSup>" in written
