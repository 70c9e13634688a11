"""Pictures of an archive, put into the tree as addresses that hold them (RFC 2397)."""

from __future__ import annotations

import posixpath
from base64 import b64encode
from collections.abc import Mapping
from functools import partial
from typing import Any

from msgspec import structs

from converter.document.model import Document, Image
from converter.document.tree import rebuilt

KINDS = {".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".gif": "gif"}


def with_pictures(document: Document, pictures: Mapping[str, bytes]) -> Document:
    """The document with the pictures that its images name."""
    if not pictures:
        return document
    change = partial(_changed, pictures=pictures)
    blocks, notes = change(document.blocks), change(document.notes)
    return structs.replace(document, blocks=blocks, notes=notes)


def _changed(nodes: tuple[Any, ...], pictures: Mapping[str, bytes]) -> tuple[Any, ...]:
    return tuple([_node(node, pictures) for node in nodes])


def _node(node: Any, pictures: Mapping[str, bytes]) -> Any:
    if isinstance(node, Image):
        return structs.replace(node, url=_address(node.url, pictures))
    return rebuilt(node, partial(_changed, pictures=pictures))


def _address(url: str, pictures: Mapping[str, bytes]) -> str:
    """The address of a picture's data; the same where the archive does not have it."""
    name = posixpath.normpath(url.removeprefix("./"))
    kind = KINDS.get(posixpath.splitext(name)[1].lower())
    data = pictures.get(name)
    if kind is None or data is None:
        return url
    return f"data:image/{kind};base64,{b64encode(data).decode()}"
