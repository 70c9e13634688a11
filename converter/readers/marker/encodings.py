"""Bytes → text: the encodings that marker text is met in."""

from __future__ import annotations

import codecs

from converter.document.diagnostics import ConversionError, Diagnostic, diagnose
from converter.readers.marker.parser import REPLACEMENT

BYTE_ORDER_MARKS = {  # longest first: UTF-32's little-endian mark begins with UTF-16's
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}

SIGNATURES = {
    b"PK\x03\x04": "a Word or other zipped file, not text; say -f docx if it is a Word file",
    b"\xd0\xcf\x11\xe0": "a file of an old Word (.doc); in Word, save it as .docx and try again",
    b"%PDF": "a PDF, in which notes are no more than lines; use the file that it was made from",
    b"{\\rtf": "an RTF file; in Word, save it as .docx and try again",
}
"""What files of other programs begin with, and what is said of them."""

SAMPLE = 65536
"""Bytes that are looked at to tell text from other data."""


Decoded = tuple[str, tuple[Diagnostic, ...]]
"""A text, and what was noticed while it was decoded."""


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Bytes as text. A byte order mark decides, then strict UTF-8, then what the bytes look like.

    Text with few letters beyond ASCII is taken for Windows-1252, which Word's "plain text" is in
    Western countries; for the rest charset-normalizer is asked. Guesses are reported.

    >>> decode(b"caf\\xe9 \\x96 so")[0]
    'café – so'
    """
    if encoding is not None:
        return _decode_as(data, encoding)
    for mark, name in BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return _decode_as(data, name)
    _refuse_known(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _guess(data, error.start)
    if "\0" in text:
        _refuse_binary(data)
        wide = _wide_encoding(data)
        if wide:
            return _reported(data, wide, 0)
    return text, ()


def _decode_as(data: bytes, encoding: str) -> Decoded:
    try:
        return data.decode(encoding), ()
    except LookupError as error:
        raise ConversionError(
            f"there is no encoding {encoding!r}; try utf-8, utf-16 or windows-1252"
        ) from error
    except UnicodeError:
        text = data.decode(encoding, "replace")
        count = text.count(REPLACEMENT)
        problem = diagnose("E003", None, count=count, encoding=encoding, replacement=REPLACEMENT)
        return text, (problem,)


def _refuse_known(data: bytes) -> None:
    for signature, said in SIGNATURES.items():
        if data.startswith(signature):
            raise ConversionError(f"this is {said}")


def _guess(data: bytes, first_bad: int) -> Decoded:
    wide = _wide_encoding(data)
    if wide:
        return _reported(data, wide, first_bad)
    _refuse_binary(data)
    letters = sum(byte > 127 for byte in data[:SAMPLE])
    if letters * 3 < len(data[:SAMPLE]):
        try:
            return _reported(data, "windows-1252", first_bad)
        except UnicodeError:
            pass  # a byte that Windows-1252 does not have
    from charset_normalizer import from_bytes

    best = from_bytes(data[: SAMPLE * 4]).best()
    if best is None:
        raise ConversionError(
            f"the encoding of the text cannot be told (byte {first_bad} is not UTF-8); "
            "give it with --encoding"
        )
    text, problems = _decode_as(data, best.encoding)
    guess = diagnose("E002", None, offset=first_bad, encoding=best.encoding)
    return text, (guess, *problems)


def _reported(data: bytes, encoding: str, first_bad: int) -> Decoded:
    guess = diagnose("E002", None, offset=first_bad, encoding=encoding)
    return data.decode(encoding), (guess,)


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: every other byte of Western text is zero."""
    half = max(1, len(data[:SAMPLE]) // 2)
    for encoding, start in (("utf-16-le", 1), ("utf-16-be", 0)):
        if data[start:SAMPLE:2].count(0) > half // 2 and len(data) % 2 == 0:
            try:
                data.decode(encoding)
            except UnicodeError:
                continue
            return encoding
    return None


def _refuse_binary(data: bytes) -> None:
    if _wide_encoding(data):
        return
    sample = data[:SAMPLE]
    controls = len(sample) - len(sample.translate(None, bytes(range(9)) + bytes(range(14, 32))))
    if controls * 20 > len(sample):
        raise ConversionError("this is not text, but data of some other program")
