"""What all formats share: what is known of one, and what reading and rendering give."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from converter.document.diagnostics import Diagnostic
from converter.document.model import Document


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

    def with_source(self) -> Parsed:
        """The same; where the reader gave no text, with one of the document's own words."""
        if self.source:
            return self
        from converter.document.landmarks import located, strays  # which only checks need

        document, text = located(self.document)
        return Parsed(document, (*self.diagnostics, *strays(document)), text)
