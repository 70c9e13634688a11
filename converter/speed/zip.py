"""ZIP archives, read and written without Python's `zipfile`.

Stands for `zipfile`, whose import takes longer than to pack an article: with it an article takes 1.12
times as long to convert to Word, and 3,000 notes 1.05. `tests/test_speed.py` has each read what the other
packs. The layout is that of PKWARE's APPNOTE, sections 4.3.7, 4.3.12 and 4.3.16.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping

from msgspec import Struct


class Limits(Struct, frozen=True):
    """What an archive may unpack to, in bytes but for `members`, so that a small hostile file cannot
    fill the memory. A member may be `ratio` times as large as it is packed, and `small` in any case.
    """

    members: int
    member_size: int
    total_size: int
    ratio: int
    small: int


class LimitError(Exception):
    """An archive would unpack to more than its limits allow; the message is fit for a user."""


DAMAGED = (ValueError, struct.error, zlib.error)
"""What reading raises for data that are no ZIP archive, a damaged or an encrypted one."""

STORED, DEFLATED = 0, 8
ENCRYPTED, UTF8 = 1 << 0, 1 << 11
RAW = -zlib.MAX_WBITS  # deflated data without zlib's own header
LEVEL = 3
"""Of zlib's nine levels: on real articles it takes half the time of level 6 for a sixth more bytes."""

MEMBER, DIRECTORY, END = b"PK\3\4", b"PK\1\2", b"PK\5\6"
LONGEST_COMMENT = 65_557  # with the record before it
SHARED_HEADER = struct.Struct("<HHHHHLLLHH")
"""What a member's header and its directory entry both hold, from the version to the extra length."""
ENTRY = struct.Struct("<4s4xHH4xLLLHHH8xL")
FIRST_DAY = 0 << 9 | 1 << 5 | 1  # January 1, 1980, the earliest date that ZIP knows
VERSION = 20
OWNER_MAY_READ_AND_WRITE = 0o600 << 16


def unpack(data: bytes, limits: Limits) -> Iterator[tuple[str, bytes]]:
    """The names and contents of the members of an archive.

    Sizes are counted while unpacking, as the archive's own figures may lie. Raises `LimitError`, and
    one of `DAMAGED`.
    """
    count, place = struct.unpack_from("<H4xL", data, _end(data) + 10)
    if count > limits.members:
        raise LimitError(f"the file has {count} parts; {limits.members} are the most")
    room = limits.total_size
    for _ in range(count):
        signature, flags, method, checksum, size, _, *lengths, offset = ENTRY.unpack_from(
            data, place
        )
        if signature != DIRECTORY or flags & ENCRYPTED or method not in (STORED, DEFLATED):
            raise ValueError("its ZIP directory is damaged or encrypted")
        name = data[place + ENTRY.size :][: lengths[0]].decode("utf-8", "replace")
        start = offset + 30 + sum(struct.unpack_from("<26xHH", data, offset))
        limit = min(limits.member_size, room, max(limits.small, limits.ratio * size))
        content = _unpacked(data[start : start + size], method, limit)
        if len(content) > limit:
            raise LimitError(f"{name} unpacks to more than {limit} bytes")
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


def pack(members: Mapping[str, bytes]) -> bytes:
    """An archive of these members: same members, same bytes."""
    file: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for name, content in members.items():
        path = name.encode()
        packed = zlib.compress(content, LEVEL, RAW)
        header = SHARED_HEADER.pack(
            VERSION, UTF8, DEFLATED, 0, FIRST_DAY,
            zlib.crc32(content), len(packed), len(content), len(path), 0,
        )  # fmt: skip
        file += (MEMBER, header, path, packed)
        entry = struct.pack("<HHHLL", 0, 0, 0, OWNER_MAY_READ_AND_WRITE, offset)
        directory += (DIRECTORY, struct.pack("<H", VERSION), header, entry, path)
        offset += len(MEMBER) + len(header) + len(path) + len(packed)
    size = sum(map(len, directory))
    end = struct.pack("<HHHHLLH", 0, 0, len(members), len(members), size, offset, 0)
    return b"".join((*file, *directory, END, end))
