"""Pictures that an address carries itself (``data:image/png;base64,…``, RFC 2397): nothing is fetched.

PNG, JPEG and GIF, whose headers say how large they are; none is decoded. What is malformed, or too
large, is no picture.
"""

from __future__ import annotations

import re
import struct
from binascii import Error, a2b_base64

from msgspec import Struct

from converter.document.diagnostics import Diagnostic, diagnose
from converter.document.model import Image

ADDRESS = re.compile(r"data:image/(?:png|jpe?g|gif)(?:;[\w.-]+=[\w.-]+)*;base64,", re.IGNORECASE)
MOST_BYTES = 20_000_000
MOST_PIXELS = 100_000_000
"""A small file may unpack to any number of pixels, which other programs would have to hold."""

EMU_IN_INCH = 914_400
RESOLUTION = 96.0
"""Pixels in an inch where a picture does not say, as in CSS; so does Word."""
METRE = 39.37  # inches

LONGEST_DATA = 40
"""Of an address that holds data, so much is shown where the data are of no use."""


class Picture(Struct, frozen=True):
    """A picture as it was sent. `kind` is its file's suffix; width and height are EMU, 1/914,400 inch."""

    kind: str
    data: bytes
    width: int
    height: int


class Pixels(Struct, frozen=True):
    """What a header says: columns, rows, and how many of each make an inch."""

    kind: str
    columns: int
    rows: int
    across: float = RESOLUTION
    down: float = RESOLUTION


def described(image: Image) -> str:
    """What stands for a picture that is not shown: its description, else where it is."""
    return image.alt or short_address(image.url)


def not_embedded(image: Image) -> Diagnostic:
    """What is said of a picture for which `described` stands."""
    return diagnose("R002", image.span, url=short_address(image.url))


def short_address(url: str) -> str:
    """An address, of one that holds data the beginning."""
    is_data = url[:5].lower() == "data:" and len(url) > LONGEST_DATA
    return f"{url[:LONGEST_DATA]}…" if is_data else url


def read_picture(url: str) -> Picture | None:
    """The picture in a data: address; None if it is none, or too large."""
    start = ADDRESS.match(url)
    if start is None or len(url) > MOST_BYTES * 4 // 3 + 1_000:
        return None
    encoded = url[start.end() :]
    if "%" in encoded:
        from urllib.parse import unquote

        encoded = unquote(encoded)
    try:
        data = a2b_base64("".join(encoded.split()), strict_mode=True)
        found = _png(data) or _jpeg(data) or _gif(data)
    except (Error, ValueError, IndexError, struct.error):
        return None
    if found is None or not 0 < found.columns * found.rows <= MOST_PIXELS:
        return None
    width = max(1, round(found.columns / found.across * EMU_IN_INCH))
    height = max(1, round(found.rows / found.down * EMU_IN_INCH))
    return Picture(found.kind, data, width, height)


def _png(data: bytes) -> Pixels | None:
    """The header of a PNG file (ISO/IEC 15948, 11.2.2, 11.3.5.3); None if it does not end as one."""
    if not data.startswith(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"):
        return None
    columns, rows = struct.unpack_from(">2L", data, 16)
    across = down = RESOLUTION
    place = 8
    while data[place + 4 : place + 8] != b"IEND":
        length, name = struct.unpack_from(">L4s", data, place)
        if name == b"pHYs":
            right, up = struct.unpack_from(">2L", data, place + 8)
            across, down = _resolution(right, up, METRE)
        place += length + 12
    return Pixels("png", columns, rows, across, down)


def _jpeg(data: bytes) -> Pixels | None:
    """The header of a JPEG file (ISO/IEC 10918-1, B.2.2) and its density (10918-5, 10.1)."""
    if not data.startswith(b"\xff\xd8\xff") or b"\xff\xd9" not in data[-64:]:
        return None
    across = down = RESOLUTION
    place = 2
    while True:
        mark, length = struct.unpack_from(">xBH", data, place)
        if data[place] != 0xFF:
            return None
        if mark == 0xE0 and data[place + 4 : place + 9] == b"JFIF\0":
            unit, right, up = struct.unpack_from(">B2H", data, place + 11)
            if unit:
                across, down = _resolution(right, up, 1.0 if unit == 1 else 1 / 2.54)
        if 0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC):
            rows, columns = struct.unpack_from(">2H", data, place + 5)
            return Pixels("jpeg", columns, rows, across, down)
        place += length + 2


def _gif(data: bytes) -> Pixels | None:
    """The header of a GIF file (GIF89a, 18)."""
    if not data.startswith((b"GIF87a", b"GIF89a")) or not data.rstrip(b"\0").endswith(b";"):
        return None
    return Pixels("gif", *struct.unpack_from("<2H", data, 6))


def _resolution(across: int, down: int, inches: float) -> tuple[float, float]:
    """Pixels in an inch from those in a unit of so many inches; the usual where they make no sense."""
    found = across / inches, down / inches
    return found if all(10 <= one <= 10_000 for one in found) else (RESOLUTION, RESOLUTION)
