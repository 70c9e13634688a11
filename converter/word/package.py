"""The package around Word's parts (ECMA-376 Part 2): its members, and the relationships of a part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO
from itertools import islice

from converter.document.diagnostics import ConversionError
from converter.speed.zip import DAMAGED, LimitError, Limits, pack, unpack
from converter.word.names import RELATIONSHIPS, relationships_name

Parts = dict[str, bytes]
"""The members of a package by their ZIP names, such as ``word/document.xml``."""

LIMITS = Limits(
    members=1_000, member_size=50_000_000, total_size=200_000_000, ratio=100, small=100_000
)
"""What a Word file may unpack to. A small hostile file must not fill the memory."""

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What a compound file begins with (MS-CFB, 2.2): the older .doc, and an encrypted .docx."""


def read_package(data: bytes) -> Parts:
    """The members of a Word file.

    Raises `ConversionError` for what is no ZIP archive, and for one that unpacks to too much.
    """
    try:
        return dict(unpack(data, LIMITS))
    except LimitError as error:
        raise ConversionError(str(error)) from error
    except DAMAGED as error:
        if data.startswith(COMPOUND):
            raise ConversionError(
                "the file is protected by a password, or a .doc of an older Word; "
                "in Word, save it as .docx without one and try again"
            ) from error
        raise ConversionError(
            "the file is no Word document, or a damaged one; in Word, save it as .docx and try again"
        ) from error


def write_package(parts: Mapping[str, bytes]) -> bytes:
    """A Word file of these parts: same parts, same bytes."""
    return pack(parts)


PIECES_AT_ONCE = 500
"""So many pieces of XML are encoded together, some 30 KB: all of a part would cost memory."""


def add_relationships(parts: Parts, source: str, relationships: Iterable[str]) -> None:
    """Add ``Relationship`` elements to those of a part (Part 2, 6.5).

    Those that are there must end as `converter.word.xml.editable` has it.
    """
    path = relationships_name(source)
    before, end, after = parts.get(path, NO_RELATIONSHIPS).rpartition(b"</")
    part = BytesIO()
    part.write(before)
    left = iter(relationships)
    while some := list(islice(left, PIECES_AT_ONCE)):
        part.write("".join(some).encode())
    part.write(end + after)
    parts[path] = part.getvalue()


NO_RELATIONSHIPS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="%s"></Relationships>' % RELATIONSHIPS.encode()
)
