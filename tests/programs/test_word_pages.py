"""A Word file as the pages that LibreOffice lays out, which the page shows where it is installed."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from converter import convert
from converter.document.diagnostics import ConversionError
from converter.programs import office

TEXT = "The lamp was paid in oil.[footnoteRef:1] [1:  A Wage of Oil.] \n"


def test_a_word_file_becomes_pages_with_its_notes() -> None:
    word = convert(TEXT, "docx").output
    assert isinstance(word, bytes)
    assert office.is_there()
    (page,) = PdfReader(BytesIO(office.pages_of(word))).pages
    assert "A Wage of Oil." in page.extract_text()


def test_without_libreoffice_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert not office.is_there()
    with pytest.raises(ConversionError, match="is not installed"):
        office.pages_of(b"")


def test_what_is_no_word_file_gives_no_pages() -> None:
    with pytest.raises(ConversionError, match="could not lay out"):
        office.pages_of(b"PK\x03\x04")
