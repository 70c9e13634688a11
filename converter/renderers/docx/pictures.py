"""Pictures that an address carries itself (``data:image/png;base64,…``, RFC 2397): nothing is fetched.

PNG, JPEG and GIF, whose headers say how large they are; none is decoded. What is malformed, or too
large, is no picture.
"""

from __future__ import annotations

import re
import struct
from binascii import Error, a2b_base64

from msgspec import Struct

from converter.model import Image
from converter.renderers.docx.blocks import QUOTE_INDENT, add_property, left_indent
from converter.renderers.docx.package import Parts
from converter.renderers.docx.settings import text_size
from converter.renderers.docx.story import Story
from converter.renderers.docx.text import escape

ADDRESS = re.compile(r"data:image/(?:png|jpe?g|gif)(?:;[\w.-]+=[\w.-]+)*;base64,", re.IGNORECASE)
MOST_BYTES = 20_000_000
MOST_PIXELS = 100_000_000
"""A small file may unpack to any number of pixels, which other programs would have to hold."""

EMU = 635  # in a twip
EMU_IN_INCH = 914_400
RESOLUTION = 96.0
"""Pixels in an inch where a picture does not say, as in CSS; so does Word."""
METRE = 39.37  # inches

FIRST_ID = 9_001
"""Above the ids that pictures in the heads of a house's file have."""
CELL_MARGINS = 160
TALLEST, TALLEST_IN_NOTE = 0.8, 0.4
"""Parts of a page's text that a picture may fill, so that its caption or its mark stands with it."""


class Picture(Struct, frozen=True):
    """A picture as it was sent. `kind` is its file's suffix, width and height are in EMU."""

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


def embed(node: Image, story: Story) -> bool:
    """Write an image to the story as a picture (17.3.3.9), if it is one."""
    pictures = story.book.pictures
    if node.url not in pictures:
        found = read_picture(node.url)
        if found is None:
            return False
        pictures[node.url] = f"media/picture{len(pictures) + 1}.{found.kind}", found
    name, picture = pictures[node.url]
    relationship = story.pictures.setdefault(name, f"picture{len(story.pictures) + 1}")
    story.book.drawings += 1
    width, height = fitted(picture, story)
    number = FIRST_ID - 1 + story.book.drawings
    story.out.append(drawing(number, relationship, width, height, node.alt))
    add_property(story, AS_HIGH_AS_NEEDED)
    return True


AS_HIGH_AS_NEEDED = (
    "(<w:ind |<w:jc |<w:sectPr|</w:pPr>)",
    r'<w:spacing w:line="240" w:lineRule="auto"/>\1',
)
"""Word cuts a picture off at an exact line height (17.3.1.33)."""


def drawing(number: int, relationship: str, width: int, height: int, alt: str) -> str:
    """A picture in the line of text (20.4.2.8), with its description (20.4.2.5)."""
    size = f'cx="{width}" cy="{height}"'
    named = f'id="{number}" name="Picture {number - FIRST_ID + 1}"'
    described = f' descr="{escape(alt)}"' if alt else ""
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{DRAWING}/wordprocessingDrawing"'
        f' distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f"<wp:docPr {named}{described}/>"
        f'<a:graphic xmlns:a="{DRAWING}/main"><a:graphicData uri="{DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{DRAWING}/picture">'
        f"<pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{relationship}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


def add_media(parts: Parts, pictures: dict[str, tuple[str, Picture]]) -> None:
    """Put the pictures into the package, and say what type they are of (Part 2, 7.2.3)."""
    types = parts["[Content_Types].xml"]
    for name, picture in pictures.values():
        parts[f"word/{name}"] = picture.data
        if f'Extension="{picture.kind}"'.encode() not in types:
            default = f'<Default Extension="{picture.kind}" ContentType="image/{picture.kind}"/>'
            start = types.index(b">", types.index(b"<Types")) + 1
            types = types[:start] + default.encode() + types[start:]
    parts["[Content_Types].xml"] = types


# How large a picture may be


def fitted(picture: Picture, story: Story) -> tuple[int, int]:
    """Width and height in EMU, made smaller in proportion where there is no room for them."""
    width, height = text_size(story.book.page)
    place = story.place
    if place.of:
        width = max(width * place.columns // place.of - CELL_MARGINS, CELL_MARGINS)
    across = width - left_indent(place.quotes, place.lists)
    across = max(across - QUOTE_INDENT * place.quotes, width // 8)
    down = height * (TALLEST if story.kind == "body" else TALLEST_IN_NOTE)
    scale = min(1.0, across * EMU / picture.width, down * EMU / picture.height)
    return max(1, int(picture.width * scale)), max(1, int(picture.height * scale))


# What an address carries


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
