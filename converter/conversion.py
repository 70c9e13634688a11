"""Reading, rendering and both in one: pure functions of their input, each with its diagnostics."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import Any

from converter.document.diagnostics import ConversionError, Diagnostic
from converter.document.model import Document
from converter.formats import Format, Parsed, Rendered
from converter.readers import READERS
from converter.renderers import RENDERERS


def read(data: bytes | str, format: str = "marker", **options: Any) -> Parsed:
    """The document that `data` holds, and what was noticed while reading it.

    `format` is one of `READERS`, and the options are those in its row, with their values and defaults:
    for ``marker`` `encoding`, `extractor_text`, `citation_style` and those of `NoteOptions`. Text needs
    no encoding; bytes are decoded.

    Raises `ConversionError` for an unknown format or option, for a value that an option does not
    have, and for data that is not of the format.

    >>> read("So.[footnoteRef:1] [1: See there.]").document.notes[0].id
    '1'
    """
    reader = _load(READERS, format, "read")
    if isinstance(data, str):
        return _read_text(data, format, reader, _checked(READERS, format, options))
    parsed: Parsed = reader(data, **_checked(READERS, format, options))
    return parsed


def _read_text(text: str, format: str, reader: Any, options: dict[str, Any]) -> Parsed:
    """The same of text, whose encoding is not guessed from what it holds."""
    from converter.readers.marker.parser import parse, without_forbidden

    if format == "marker":
        options.pop("encoding", None)
        return parse(text, **options)
    found: list[Diagnostic] = []
    if READERS[format].option("encoding"):
        text = without_forbidden(text, found)
        options["encoding"] = "utf-8-sig"
    parsed: Parsed = reader(text.encode("utf-8", "surrogatepass"), **options)
    return parsed._replace(diagnostics=(*found, *parsed.diagnostics))


def render(document: Document, to: str, **options: Any) -> Rendered:
    """A document in the format `to`, one of `RENDERERS`, and what was noticed on the way.

    The output is text or, for ``docx`` and ``pdf``, bytes. The options are those in the format's row,
    with their values and defaults, and listed in ``docs/options.md``: `template` (the text of one) for
    ``html``, `reference_doc` (bytes) for ``docx``.

    Raises `ConversionError` for an unknown format or option, and for a value that an option does not
    have.

    >>> document = read("So.[footnoteRef:1] [1: See there.]").document
    >>> render(document, "marker").output
    'So.[footnoteRef:1] [1:  See there.] \\n'
    """
    renderer = _load(RENDERERS, to, "render")
    rendered: Rendered = renderer(document, **_checked(RENDERERS, to, options))
    return rendered


def convert(data: bytes | str, to: str, format: str = "marker", **options: Any) -> Rendered:
    """`read`, then `render`; the diagnostics of both. Options go to `render`.

    >>> output, diagnostics = convert("So.[footnoteRef:1]", "marker")
    >>> diagnostics[0].name
    'mark-without-note'
    """
    parsed = read(data, format)
    rendered = render(parsed.document, to, **options)
    return Rendered(rendered.output, parsed.diagnostics + rendered.diagnostics)


def _load(table: dict[str, Format], name: str, function: str) -> Any:
    if name not in table:
        from difflib import get_close_matches

        close = get_close_matches(name, table, 1)
        hint = f"; did you mean {close[0]}?" if close else "."
        raise ConversionError(
            f"there is no format {name!r} here{hint} There are: {', '.join(table)}"
        )
    row = table[name]
    call = getattr(import_module(row.module), function)
    return partial(call, **row.given) if row.given else call


def _checked(table: dict[str, Format], format: str, options: dict[str, Any]) -> dict[str, Any]:
    """The options, if the format has all of them, and they the values."""
    for name, value in options.items():
        option = table[format].option(name)
        if option is None:
            known = ", ".join(one.name for one in table[format].options) or "none"
            raise ConversionError(f"{format} has no option {name!r}; it has {known}")
        if option.choices and value is not None and value not in option.choices:
            raise ConversionError(f"{name} = {value!r}: there are {', '.join(option.choices)}")
        if option.bounds and value is not None:
            least, most = option.bounds
            if not isinstance(value, int) or not least <= value <= most:
                raise ConversionError(f"{name} = {value!r}: write a number from {least} to {most}")
    return options
