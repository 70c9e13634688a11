"""footnoted converts text with inline footnote markers to Word, web pages and LaTeX.

    text ──tokenize──▶ tokens ──pair, parse──▶ Document ──render──▶ DOCX · HTML · LaTeX · …
    other formats ────────────────read───────────▲

- `converter.document.model`: what a document is
- `converter.document.diagnostics`: what can be said about one
- `converter.markers.tokens`, `pairing`, `regular`, `layout`, `inlines`, `metadata`, `parser`: from text to a
  document
- `converter.document.notes`: the printed numbers of its notes
- `converter.readers`, `converter.renderers`: a file for each format, and their tables
- `converter.checks`: the rules of ``footnoted check``, one function each
- `converter.editing.filling`: markers in a Word file made real notes
- `converter.editing.renumber`: marker text numbered anew
- `converter.conversion`: the functions below; `command`, `cli`, `__main__`: the command

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
    from converter.formats import Parsed, Rendered
    from converter.readers.marker.parser import parse

__version__ = "0.1.0"

__all__ = [
    "ConversionError",
    "Diagnostic",
    "Document",
    "Parsed",
    "Rendered",
    "check",
    "convert",
    "fill",
    "index_notes",
    "parse",
    "read",
    "render",
]

_HOMES = {
    "check": "checks",
    "convert": "conversion",
    "read": "conversion",
    "render": "conversion",
    "ConversionError": "document.diagnostics",
    "Diagnostic": "document.diagnostics",
    "Document": "document.model",
    "fill": "editing.filling",
    "index_notes": "document.notes",
    "Parsed": "readers.marker.parser",
    "parse": "readers.marker.parser",
    "Rendered": "renderers",
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for, so that the command starts fast."""
    if name not in _HOMES:
        raise AttributeError(f"module 'converter' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"converter.{_HOMES[name]}"), name)
