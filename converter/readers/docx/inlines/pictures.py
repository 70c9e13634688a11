"""Pictures of a Word file: those in the file as data, others by their address."""

from __future__ import annotations

from binascii import b2a_base64
from collections.abc import Iterator

from converter.document.model import Image
from converter.readers.docx.file import WordFile
from converter.readers.docx.inlines.boxes import own_elements
from converter.word.names import R
from converter.word.tree import Element

KINDS = {
    b"\x89PNG\r\n\x1a\n": "png",
    b"\xff\xd8\xff": "jpeg",
    b"GIF8": "gif",
}
"""Kinds of pictures that every format can show, by their first bytes."""


MOST_DATA = 100_000_000
"""Bytes of pictures that a document may hold in all: a small file can show one again and again."""


class Pictures:
    """The pictures of a Word file, each made an address once."""

    def __init__(self, file: WordFile) -> None:
        self.file = file
        self.room = MOST_DATA
        self._addresses: dict[str, str] = {}

    def of(self, drawing: Element, part: str) -> Iterator[Image]:
        """The pictures of a drawing (20.1.8.13) or of an older form of one (VML ``imagedata``).

        What lies outside of the file is named, and never opened; so is what there is no room for.
        """
        described = drawing.find(".//{*}docPr")
        alt = "" if described is None else described.get("descr") or ""
        for element in own_elements(drawing):
            if not element.tag.endswith(("}blip", "}imagedata")):
                continue
            embedded = element.get(f"{{{R}}}embed") or element.get(f"{{{R}}}id")
            relationship = self.file.relationship(part, embedded or element.get(f"{{{R}}}link"))
            if relationship is None:
                continue
            url = relationship.target
            yield Image(
                url if relationship.is_external else self._embedded(url),
                alt or element.get("title") or "",
            )

    def _embedded(self, name: str) -> str:
        """The address that holds a picture; the name of its file for one that cannot be shown."""
        if name not in self._addresses:
            self._addresses[name] = _as_data(self.file.parts.get(name, b""))
        address = self._addresses[name]
        self.room -= len(address)
        return address if address and self.room >= 0 else name.rpartition("/")[2]


def _as_data(data: bytes) -> str:
    """A picture as an address that holds it (RFC 2397), "" for a kind that not every format shows."""
    kind = next((kind for start, kind in KINDS.items() if data.startswith(start)), "")
    return (
        f"data:image/{kind};base64,{b2a_base64(data, newline=False).decode('ascii')}"
        if kind
        else ""
    )
