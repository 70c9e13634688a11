"""footnoted converts text with inline footnote markers to Word, web pages and LaTeX.

    text ──tokenize──▶ tokens ──pair, parse──▶ Document ──render──▶ DOCX · HTML · LaTeX · …
    other formats ────────────────read───────────▲

- `converter.model`: what a document is
- `converter.diagnostics`: what can be said about one
- `converter.tokens`, `pairing`, `regular`, `layout`, `inlines`, `metadata`, `parser`: from text to a
  document
- `converter.notes`: the printed numbers of its notes
- `converter.readers`, `converter.renderers`: a file for each format, and their tables
- `converter.checks`: the rules of ``footnoted check``, one function each
- `converter.filling`: markers in a Word file made real notes
- `converter.renumber`: marker text numbered anew
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
    from converter.diagnostics import ConversionError, Diagnostic
    from converter.filling import fill
    from converter.model import Document
    from converter.notes import index_notes
    from converter.parser import Parsed, parse
    from converter.renderers import Rendered

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
    "ConversionError": "diagnostics",
    "Diagnostic": "diagnostics",
    "Document": "model",
    "fill": "filling",
    "index_notes": "notes",
    "Parsed": "parser",
    "parse": "parser",
    "Rendered": "renderers",
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for, so that the command starts fast."""
    if name not in _HOMES:
        raise AttributeError(f"module 'converter' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"converter.{_HOMES[name]}"), name)
