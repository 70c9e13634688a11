"""The styles of a Word file, and which of ours it has under what names (17.7.4.9)."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree
from msgspec import Struct

from converter.document.diagnostics import ConversionError
from converter.word.names import STRICT_W, W
from converter.word.package import Parts
from converter.word.parts import main_part, related_part
from converter.word.xml import parse, unusual

NameKey = tuple[str, str]
"""Type and name of a style, the name in small letters: Word does not mind their case."""

NOT_NAMED = {"Default Paragraph Font", "Normal Table", "No List"}
"""Styles that every Word file has and that nothing of ours names."""


class Style(Struct, frozen=True):
    """A style (17.7.4.17): `kind` is ``paragraph``, ``character``, ``table`` or ``numbering``."""

    id: str
    kind: str
    name: str

    @property
    def key(self) -> NameKey:
        return self.kind, self.name.lower()


def styles_part(parts: Parts) -> bytes | None:
    """The part that holds a file's styles. Raises `ConversionError` if it is no Word file."""
    name = related_part(parts, main_part(parts), "styles")
    return parts[name] if name else None


def read_styles(part: bytes) -> list[Style]:
    """The styles of a styles part that have a name, in their order.

    Raises `ConversionError` for a part that is none.
    """
    root = parse(part)
    namespace = etree.QName(root).namespace
    if namespace not in (W, STRICT_W):
        raise unusual()
    w = f"{{{namespace}}}"
    found: list[Style] = []
    for style in root.iter(f"{w}style"):
        name = style.find(f"{w}name")
        if name is not None:
            kind = style.get(f"{w}type", "paragraph")
            found.append(Style(style.get(f"{w}styleId", ""), kind, name.get(f"{w}val", "")))
    return found


class Comparison(Struct, frozen=True):
    """Our names with the house's name for each (None: missing), and its other styles of text."""

    ours: dict[str, str | None]
    others: list[str]


def names_in(styles: bytes) -> dict[NameKey, str]:
    """The styles of a styles part: their names as they are written."""
    return {style.key: style.name for style in read_styles(styles)}


def aliases(house: bytes, shipped: bytes, mapped: Mapping[str, str]) -> dict[NameKey, NameKey]:
    """For each house style that is to serve as one of ours: the key of ours.

    Raises `ConversionError` for a name that is none of ours, and for one that the house does not have.
    """
    ours, theirs = names_in(shipped), names_in(house)
    found: dict[NameKey, NameKey] = {}
    for name, house_name in mapped.items():
        keys = [key for key in ours if key[1] == name.lower()]
        if not keys:
            known = ", ".join(sorted(set(ours.values()) - NOT_NAMED))
            raise ConversionError(
                f"there is no style {name!r} of ours to be mapped; there are {known}"
            )
        other = (keys[0][0], house_name.lower())
        if other not in theirs:
            raise ConversionError(
                f"the Word file has no {keys[0][0]} style {house_name!r} to take for {name!r}; "
                "list its styles with: footnoted styles FILE"
            )
        found[other] = keys[0]
    return found


def compare(house: bytes, shipped: bytes, mapped: Mapping[str, str]) -> Comparison:
    """What a house's styles part has of ours, in the order of ours."""
    theirs = names_in(house)
    served = {ours: theirs[other] for other, ours in aliases(house, shipped, mapped).items()}
    ours = {
        name: served.get(key, theirs.get(key))
        for key, name in names_in(shipped).items()
        if name not in NOT_NAMED
    }
    used = {name.lower() for name in ours.values() if name is not None}
    others = [
        name
        for (kind, lower), name in theirs.items()
        if kind in ("paragraph", "character")
        and lower not in used
        and not lower.endswith(" char")  # the other half of a paragraph style
        and name not in NOT_NAMED
    ]
    return Comparison(ours, sorted(others, key=str.lower))
