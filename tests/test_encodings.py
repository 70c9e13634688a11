"""Bytes in the encodings that marker text is met in."""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter import ConversionError, parse, read
from converter.document.diagnostics import Diagnostic
from converter.document.notes import index_notes
from converter.document.words import plain
from converter.readers.marker.encodings import decode
from converter.readers.marker.parser import FORBIDDEN, REPLACEMENT

WORDS = "“Naïve” — §5, café.[footnoteRef:1] [1:  Žižek’s.] "


@pytest.mark.parametrize(
    "data",
    [
        WORDS.encode(),
        codecs.BOM_UTF8 + WORDS.encode(),
        WORDS.encode("utf-16"),
        codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"),
        WORDS.encode("utf-32"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "utf-16 big-endian", "utf-32"],
)
def test_unicode_is_recognised(data: bytes) -> None:
    assert decode(data) == (WORDS, ())


def said(diagnostics: Iterable[Diagnostic]) -> list[tuple[str, str]]:
    return [(one.code, one.message) for one in diagnostics]


def guessed(byte: int, encoding: str) -> list[tuple[str, str]]:
    return [("E002", f"the text is not UTF-8 (byte {byte}); it was read as {encoding}")]


@pytest.mark.parametrize(
    ("encoding", "byte"), [("utf-16-le", 6), ("utf-16-be", 7), ("windows-1252", 0)]
)
def test_what_is_guessed_is_reported(encoding: str, byte: int) -> None:
    text, diagnostics = decode(WORDS.encode(encoding))
    assert text == WORDS
    assert said(diagnostics) == guessed(byte, encoding)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_letters_that_are_valid_utf_8_are_recognised_by_their_null_bytes(
    encoding: str,
) -> None:
    words = "The pier is long."
    text, diagnostics = decode(words.encode(encoding))
    assert (text, said(diagnostics)) == (words, guessed(0, encoding))


def test_half_a_wide_letter_at_the_end_is_not_guessed_away() -> None:
    with pytest.raises(ConversionError, match="this is not text"):
        decode("The pier is long.".encode("utf-16-le")[:-1])


def test_cyrillic_bytes_are_not_taken_for_western_ones() -> None:
    words = "Лоцман ведёт судно через бар, и плата ему идёт с фута осадки, а не с часа. " * 4
    text, diagnostics = decode(words.encode("windows-1251"))
    assert text == words
    assert said(diagnostics) == guessed(0, "cp1251")


def test_what_no_encoding_fits_is_refused() -> None:
    told = r"^the encoding of the text cannot be told \(byte 0 is not UTF-8\); give it with --encoding$"
    with pytest.raises(ConversionError, match=told):
        decode(bytes(range(128, 256)) * 3)


def test_an_encoding_that_is_given_is_used() -> None:
    assert decode("Ελένη".encode("iso8859-7"), "iso8859-7")[0] == "Ελένη"


def test_wrong_bytes_of_a_given_encoding_are_replaced_and_counted() -> None:
    text, diagnostics = decode(b"caf\xe9 s\xf3", "utf-8")
    assert text == "caf\ufffd s\ufffd"
    told = "2 bytes are not valid utf-8; they were replaced by \ufffd"
    assert said(diagnostics) == [("E003", told)]


def test_an_unknown_encoding_is_refused() -> None:
    with pytest.raises(ConversionError, match="there is no encoding"):
        decode(b"x", "utf-9")


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04rest", b"%PDF-1.7", b"{\\rtf1", bytes(range(256)) * 9]
)
def test_data_that_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(ConversionError, match=r"this is (not text|a Word|a PDF|an RTF)"):
        read(data)


def test_a_few_null_bytes_are_control_characters() -> None:
    parsed = read(b"The pier is long, and the night is longer.\0 So.")
    assert [one.code for one in parsed.diagnostics] == ["E001"]


def test_what_is_asked_of_a_text_in_bytes_is_asked_of_the_text() -> None:
    text = "Ash.[footnoteRef:1] [image: x] [1:  See n 1.] Ελένη"
    found = read(
        text.encode("iso8859-7"),
        encoding="iso8859-7",
        extractor_text="drop",
        citation_style="oscola",
    )
    assert found == parse(text, extractor_text="drop", citation_style="oscola")
    assert found.source == text


def test_what_was_noticed_of_the_bytes_is_said_before_what_was_noticed_of_the_text() -> None:
    codes = [one.code for one in read(WORDS.encode("utf-16-le") + b"\0\0").diagnostics]
    assert codes == ["E002", "E001"]


@given(st.binary(max_size=300))
def test_any_bytes_are_read_as_a_text_or_refused(data: bytes) -> None:
    with suppress(ConversionError):
        parsed = read(data)
        assert parsed.document == parse(parsed.source).document


@pytest.mark.parametrize("format", ["marker", "html"])
@pytest.mark.parametrize(
    "text", ["\0", "a\0\0\0b", "Öl \0", "\ud800", "Öl \ud800", "\ufeffЧай", "Ä" * 40]
)
def test_the_encoding_of_a_text_is_not_guessed_whatever_it_holds(format: str, text: str) -> None:
    parsed = read(text, format)
    words = plain(parsed.document.blocks, index_notes(parsed.document)).rstrip()
    assert words == FORBIDDEN.compiled.sub(REPLACEMENT, text.removeprefix("\ufeff"))
    assert {one.code for one in parsed.diagnostics} <= {"E001"}
