"""What all formats share: what is known of one, and what reading and rendering give."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from converter.document.diagnostics import Diagnostic
from converter.document.model import (
    Document,
)

if TYPE_CHECKING:
    pass


class Rendered(NamedTuple):
    """An output, as text or as the bytes of a file, and what was noticed on the way."""

    output: str | bytes
    diagnostics: tuple[Diagnostic, ...] = ()


class Format(Struct, frozen=True):
    """What is known of a format without importing its module."""

    module: str
    suffixes: tuple[str, ...]
    description: str
    options: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()
    """Templates that an output takes from a folder beside it, where the option `assets` names one."""


class Parsed(NamedTuple):
    """A document, what was noticed while it was read, and the text that their spans count in."""

    document: Document
    diagnostics: tuple[Diagnostic, ...] = ()
    source: str = ""
