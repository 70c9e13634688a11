"""What ODT and EPUB share: unpacked within limits before pandoc sees them."""

from __future__ import annotations

from typing import Any

from lxml import etree

from converter.document.diagnostics import ConversionError
from converter.speed.zip import DAMAGED, LimitError, unpack
from converter.word.package import LIMITS

Element = Any
"""An lxml element; its stubs know no element by its name."""


def members_of(data: bytes, name: str, program: str) -> dict[str, bytes]:
    """The members of an archive. `name` is that of its format, `program` what can mend it.

    Raises `ConversionError` for what is no ZIP archive, and for one that unpacks to too much.
    """
    try:
        return dict(unpack(data, LIMITS))
    except LimitError as error:
        raise ConversionError(str(error)) from error
    except DAMAGED as error:
        raise ConversionError(
            f"the file is no {name}, or a damaged or encrypted one; in {program}, save it anew"
        ) from error


def parsed(part: bytes) -> Element | None:
    """The root of an XML part, none of whose entities is expanded; None for a damaged one."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(part, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
