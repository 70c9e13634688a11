"""The package around Word's parts (ECMA-376 Part 2): a ZIP file, read with care, written alike.

Reading and writing ZIP take a page here because the import of `zipfile` takes longer than the rest
of a short conversion. The layout is that of PKWARE's APPNOTE, sections 4.3.7, 4.3.12 and 4.3.16.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from itertools import islice

from converter.diagnostics import ConversionError

Parts = dict[str, bytes]
"""The members of a package by their ZIP names, such as ``word/document.xml``."""

# Limits on what a file may unpack to, so that a small hostile file cannot fill the memory.
MEMBERS = 1_000
MEMBER_SIZE = 50_000_000
TOTAL_SIZE = 200_000_000
RATIO = 100
SMALL = 100_000  # bytes that any member may unpack to, whatever its ratio

STORED, DEFLATED = 0, 8
ENCRYPTED, UTF8 = 1 << 0, 1 << 11
RAW = -zlib.MAX_WBITS  # deflated data without zlib's own header
LEVEL = 3
"""Of zlib's nine levels: on real articles it takes half the time of level 6 for a sixth more bytes."""

MEMBER, DIRECTORY, END = b"PK\3\4", b"PK\1\2", b"PK\5\6"
LONGEST_COMMENT = 65_557  # with the record before it
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What a compound file begins with (MS-CFB, 2.2): the older .doc, and an encrypted .docx."""
SHARED_HEADER = struct.Struct("<HHHHHLLLHH")
"""What a member's header and its directory entry both hold, from the version to the extra length."""
ENTRY = struct.Struct("<4s4xHH4xLLLHHH8xL")
FIRST_DAY = 0 << 9 | 1 << 5 | 1  # January 1, 1980, the earliest date that ZIP knows
VERSION = 20
OWNER_MAY_READ_AND_WRITE = 0o600 << 16


def read_package(data: bytes) -> Parts:
    """The members of a ZIP file.

    Raises `ConversionError` for what is no ZIP file and for one that unpacks to too much: sizes
    are counted while unpacking, as the file's own figures may lie.
    """
    try:
        return dict(_members(data))
    except (ValueError, struct.error, zlib.error) as error:
        if data.startswith(COMPOUND):
            raise ConversionError(
                "the file is protected by a password, or a .doc of an older Word; "
                "in Word, save it as .docx without one and try again"
            ) from error
        raise ConversionError(
            "the file is no Word document, or a damaged one; in Word, save it as .docx and try again"
        ) from error


def _members(data: bytes) -> Iterator[tuple[str, bytes]]:
    count, place = struct.unpack_from("<H4xL", data, _end(data) + 10)
    if count > MEMBERS:
        raise ConversionError(f"the file has {count} parts; {MEMBERS} are the most")
    room = TOTAL_SIZE
    for _ in range(count):
        signature, flags, method, checksum, size, _, *lengths, offset = ENTRY.unpack_from(
            data, place
        )
        if signature != DIRECTORY or flags & ENCRYPTED or method not in (STORED, DEFLATED):
            raise ValueError("its ZIP directory is damaged or encrypted")
        name = data[place + ENTRY.size :][: lengths[0]].decode("utf-8", "replace")
        start = offset + 30 + sum(struct.unpack_from("<26xHH", data, offset))
        limit = min(MEMBER_SIZE, room, max(SMALL, RATIO * size))
        content = _unpacked(data[start : start + size], method, limit)
        if len(content) > limit:
            raise ConversionError(f"{name} unpacks to more than {limit} bytes")
        if zlib.crc32(content) != checksum:
            raise ValueError(f"{name} is damaged")
        yield name, content
        room -= len(content)
        place += ENTRY.size + sum(lengths)


def _end(data: bytes) -> int:
    """Where the directory's end record begins: its comment, of a length it names, ends the file."""
    last = place = data.rindex(END)
    while place >= 0:
        if place + 22 + int.from_bytes(data[place + 20 : place + 22], "little") == len(data):
            return place
        place = data.rfind(END, max(0, len(data) - LONGEST_COMMENT), place)
    return last  # something stands behind the file


def _unpacked(raw: bytes, method: int, limit: int) -> bytes:
    """The content of a member, cut one byte after the limit."""
    if method == STORED:
        return raw[: limit + 1]
    return zlib.decompressobj(RAW).decompress(raw, limit + 1)


def write_package(parts: Mapping[str, bytes]) -> bytes:
    """A ZIP file of these members: same parts, same bytes."""
    file: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for name, content in parts.items():
        path = name.encode()
        packed = _packed(content)
        header = SHARED_HEADER.pack(
            VERSION, UTF8, DEFLATED, 0, FIRST_DAY,
            zlib.crc32(content), len(packed), len(content), len(path), 0,
        )  # fmt: skip
        file += (MEMBER, header, path, packed)
        entry = struct.pack("<HHHLL", 0, 0, 0, OWNER_MAY_READ_AND_WRITE, offset)
        directory += (DIRECTORY, struct.pack("<H", VERSION), header, entry, path)
        offset += len(MEMBER) + len(header) + len(path) + len(packed)
    size = sum(map(len, directory))
    end = struct.pack("<HHHHLLH", 0, 0, len(parts), len(parts), size, offset, 0)
    return b"".join((*file, *directory, END, end))


def _packed(content: bytes) -> bytes:
    # A window as large as the content: clearing the largest would take longer than packing most parts.
    # A table of hashes that stays in the processor's cache packs as well, and a tenth sooner.
    window = max(9, min(zlib.MAX_WBITS, len(content).bit_length()))
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -window, window - 8)
    return packer.compress(content) + packer.flush()


PIECES_AT_ONCE = 500
"""So many pieces of XML are encoded together, some 30 KB: all of a part would cost memory."""


def add_relationships(parts: Parts, source: str, relationships: Iterable[str]) -> None:
    """Add ``Relationship`` elements to those of a part (Part 2, 6.5)."""
    folder, _, name = source.rpartition("/")
    path = f"{folder}/_rels/{name}.rels"
    before, end, after = parts.get(path, NO_RELATIONSHIPS).rpartition(b"</Relationships>")
    part = BytesIO()
    part.write(before)
    left = iter(relationships)
    while some := list(islice(left, PIECES_AT_ONCE)):
        part.write("".join(some).encode())
    part.write(end + after)
    parts[path] = part.getvalue()


NO_RELATIONSHIPS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b"</Relationships>"
)
