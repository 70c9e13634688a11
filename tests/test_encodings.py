"""Bytes in the encodings that marker text is met in."""

from __future__ import annotations

import codecs
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter import ConversionError, read
from converter.readers.marker.encodings import decode

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


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "windows-1252"])
def test_what_is_guessed_is_reported(encoding: str) -> None:
    text, diagnostics = decode(WORDS.encode(encoding))
    assert text == WORDS
    assert [one.code for one in diagnostics] == ["E002"]


def test_cyrillic_bytes_are_not_taken_for_western_ones() -> None:
    words = "Лоцман ведёт судно через бар, и плата ему идёт с фута осадки, а не с часа. " * 4
    text, diagnostics = decode(words.encode("windows-1251"))
    assert text == words
    assert [one.code for one in diagnostics] == ["E002"]


def test_an_encoding_that_is_given_is_used() -> None:
    assert decode("Ελένη".encode("iso8859-7"), "iso8859-7")[0] == "Ελένη"


def test_wrong_bytes_of_a_given_encoding_are_replaced_and_counted() -> None:
    text, diagnostics = decode(b"caf\xe9 s\xf3", "utf-8")
    assert text == "caf\ufffd s\ufffd"
    assert diagnostics[0].code == "E003"


def test_an_unknown_encoding_is_refused() -> None:
    with pytest.raises(ConversionError, match="there is no encoding"):
        decode(b"x", "utf-9")


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04rest", b"%PDF-1.7", b"{\\rtf1", bytes(range(256)) * 9]
)
def test_data_that_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(ConversionError, match=r"this is .*text"):
        read(data)


def test_a_few_null_bytes_are_control_characters() -> None:
    parsed = read(b"The pier is long, and the night is longer.\0 So.")
    assert [one.code for one in parsed.diagnostics] == ["E001"]


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(ConversionError):
        assert read(data).document.lines
