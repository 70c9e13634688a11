"""Pictures of a Word file: those in the file as data, others by their address."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator

from converter.document.model import Image
from converter.readers.docx.file import WordFile
from converter.word.names import R
from converter.word.xml import Element

KINDS = {
    b"\x89PNG\r\n\x1a\n": "png",
    b"\xff\xd8\xff": "jpeg",
    b"GIF8": "gif",
}
"""Kinds of pictures that every format can show, by their first bytes."""


def picture(drawing: Element, part: str, file: WordFile) -> Iterator[Image]:
    """The pictures of a drawing (20.1.8.13) or of an older form of one (VML ``imagedata``).

    What lies outside of the file is named, and never opened.
    """
    described = next(drawing.iter("{*}docPr"), None)
    alt = "" if described is None else described.get("descr") or ""
    for element in drawing.iter("{*}blip", "{*}imagedata"):
        embedded = element.get(f"{{{R}}}embed") or element.get(f"{{{R}}}id")
        relationship = file.relationship(part, embedded or element.get(f"{{{R}}}link"))
        if relationship is None:
            continue
        url = relationship.target
        if not relationship.is_external:
            url = _as_data(file.parts.get(url, b"")) or url.rpartition("/")[2]
        yield Image(url, alt or element.get("title") or "")


def _as_data(data: bytes) -> str:
    """A picture as an address that holds it (RFC 2397), "" for a kind that not every format shows."""
    kind = next((kind for start, kind in KINDS.items() if data.startswith(start)), "")
    return f"data:image/{kind};base64,{b64encode(data).decode('ascii')}" if kind else ""
