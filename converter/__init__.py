"""footnoted converts text with inline footnote markers to Word, web pages, LaTeX and PDF.

    text ──markers──▶ marks and notes ──readers──▶ Document ──renderers──▶ DOCX · HTML · LaTeX · …
    other formats ────────────────────readers────────▲

- `converter.document`: what a document is, its notes and their printed numbers, its diagnostics
- `converter.markers`: which note each mark in a text calls
- `converter.crossrefs`: ``supra note 5`` and its kin, found in text and bound to notes
- `converter.citations`: what a note cites, as values
- `converter.readers.restoring`: what extraction took, given back: the typography of notes
- `converter.formats`: what all formats share; their tables are `converter.readers.READERS` and
  `converter.renderers.RENDERERS`
- `converter.readers`, `converter.renderers`: a file or folder for each format
- `converter.word`: the package of a Word file
- `converter.editing`: sources changed in place: ``renumber``, and ``--into``, which fills a Word file
- `converter.checks`: the rules of ``footnoted check``, one function each
- `converter.conversion`: `read`, `render`, `convert`
- `converter.web`: the page on one's own machine: its server, its workers, what they do for a text
- `converter.commands`, `converter.__main__`: the command
- `converter.speed`: what only spares time

>>> import converter
>>> document, diagnostics, source = converter.parse("So.[footnoteRef:1] [1: See there.]")
>>> converter.render(document, "html").output[:15]
'<!DOCTYPE html>'
"""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, which is loaded later
if TYPE_CHECKING:
    from typing import Any

    from converter.checks import check
    from converter.conversion import convert, read, render
    from converter.document.diagnostics import ConversionError, Diagnostic
    from converter.document.model import Document
    from converter.document.notes import index_notes
    from converter.editing.filling import fill
    from converter.editing.renumber import renumber
    from converter.formats import Parsed, Rendered
    from converter.markers import read_markers
    from converter.markers.values import Markers
    from converter.readers.marker.parser import parse
    from converter.readers.restoring.typography.typesetter import typeset

__version__ = "0.1.0"

__all__ = [
    "ConversionError",
    "Diagnostic",
    "Document",
    "Markers",
    "Parsed",
    "Rendered",
    "check",
    "convert",
    "fill",
    "index_notes",
    "parse",
    "read",
    "read_markers",
    "render",
    "renumber",
    "typeset",
]

_HOMES = {
    "ConversionError": "document.diagnostics",
    "Diagnostic": "document.diagnostics",
    "Document": "document.model",
    "Markers": "markers.values",
    "Parsed": "formats",
    "Rendered": "formats",
    "check": "checks",
    "convert": "conversion",
    "fill": "editing.filling",
    "index_notes": "document.notes",
    "parse": "readers.marker.parser",
    "read": "conversion",
    "read_markers": "markers",
    "render": "conversion",
    "renumber": "editing.renumber",
    "typeset": "readers.restoring.typography.typesetter",
}
"""The module that each public name is loaded from, when it is first asked for."""


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'converter' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"converter.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """The public names, whether loaded or not: `dir` and `help` go by them."""
    return __all__
