"""What the command ``footnoted convert`` does, without the reading of its arguments."""

from __future__ import annotations

import os.path
import sys
from typing import Any, Literal

from msgspec import Struct, structs

from converter.commands.files import (
    STANDARD,
    make_folder,
    read_input,
    same_file,
    show,
    write_output,
)
from converter.conversion import read, render
from converter.crossrefs import CitationStyle
from converter.document.diagnostics import ConversionError, Diagnostic, as_json, as_text
from converter.document.model import Document, Numbering
from converter.formats import Format, Parsed
from converter.readers import READERS
from converter.readers.marker.inlines import ExtractorText
from converter.renderers import RENDERERS
from converter.renderers.templates import SHIPPED, WORD_TEMPLATES

FINE, FOUND, FAILED, INTERRUPTED = 0, 1, 2, 130
"""Exit codes: done; done, with warnings under --strict; not done; ended by SIGINT."""


BINARY = ("docx", "pdf")
"""Formats that are no text."""

LARGEST_REFERENCE = 200_000_000
"""Bytes of a reference document that are read."""


class Request(Struct, kw_only=True):
    """The arguments of a conversion, with their defaults; `max_size` in megabytes.

    `rendering` are options of renderers, by the names in `Format.options`; files still by name.
    `notes` is the kind that all notes are to be, `numbering` how they are numbered, as in `Numbering`.
    With `into`, the input is a Word file that gets real notes where markers stand in its text.
    """

    input: str
    outputs: tuple[str, ...] = ()
    source_format: str | None = None
    target_format: str | None = None
    metadata: dict[str, str | list[str]] = {}
    rendering: dict[str, Any] = {}
    notes: Literal["footnotes", "endnotes"] | None = None
    numbering: dict[str, Any] = {}
    into: bool = False
    encoding: str | None = None
    extractor_text: ExtractorText = "keep"
    citation_style: CitationStyle = "bluebook"
    strict: bool = False
    style: Literal["text", "json"] = "text"
    max_size: float = 50.0
    quiet: bool = False
    verbose: bool = False


class Target(Struct, frozen=True):
    """A file to write, and its format."""

    file: str
    format: str


LAST: list[object] = []
"""What was read last, kept until the process ends: to take a large tree apart would cost time."""


def run(request: Request) -> int:
    """Convert, write all outputs, say what was noticed; the exit code.

    Nothing is written before everything could be rendered. Raises `ConversionError`.
    """
    targets = _targets(request)
    if request.into:
        return _fill(request, targets)
    options = _rendering_options(request, {target.format for target in targets})
    parsed = _read(request)
    LAST[:] = [parsed]
    document, problems = _with_metadata(parsed, request.metadata)
    document, problems = _with_numbering(request, document, problems)
    outputs: dict[str, bytes] = {}
    for target in targets:
        output, noticed = render(document, target.format, **options.get(target.format, {}))
        outputs[target.file] = output.encode() if isinstance(output, str) else output
        problems += noticed
    for target in targets:
        outputs |= _assets(target, options[target.format].get("assets"))
    for file, data in outputs.items():
        write_output(file, data)
    if not request.quiet:
        _write_messages(request, parsed, problems)
        _write_summary(request, document)
    found = any(problem.severity != "info" for problem in problems)
    return FOUND if request.strict and found else FINE


def _fill(request: Request, targets: list[Target]) -> int:
    """Turn the markers in a Word file into real notes, and write it under another name."""
    if any(target.format != "docx" for target in targets):
        raise ConversionError("--into fills a Word file; name the output, as in -o filled.docx")
    if request.metadata or request.rendering or request.notes or request.numbering:
        raise ConversionError("--into changes nothing but the notes; leave metadata and looks out")
    from converter.commands.configuration import nearest
    from converter.editing.filling import fill

    data = read_input(request.input, int(request.max_size * 1_000_000))
    styles = nearest(request.input).styles if request.input != STANDARD else {}
    filled = fill(data, citation_style=request.citation_style, styles=styles)
    for target in targets:
        write_output(target.file, filled.output)
    if not request.quiet:
        parsed = Parsed(filled.document, filled.diagnostics, filled.source)
        _write_messages(request, parsed, filled.diagnostics)
        _write_summary(request, filled.document)
    found = any(problem.severity != "info" for problem in filled.diagnostics)
    return FOUND if request.strict and found else FINE


def _targets(request: Request) -> list[Target]:
    """The files to write and their formats, checked before any work is done."""
    to = request.target_format
    if not request.outputs and to is None:
        raise ConversionError(
            "name the output, as in -o article.docx, or its format, as in -t html"
        )
    files = request.outputs or (STANDARD,)
    targets = [Target(file, to or _format_of(file, RENDERERS)) for file in files]
    for target in targets:
        if target.format not in RENDERERS:
            render(Document(), target.format)  # says which formats there are
        if same_file(request.input, target.file):
            raise ConversionError(
                f"{show(target.file)} is the input; choose another name for the output"
            )
        if files.count(target.file) > 1:
            raise ConversionError(f"{show(target.file)} is named twice")
        if target.file == STANDARD and target.format in BINARY and sys.stdout.isatty():
            raise ConversionError(f"a {target.format} file is nothing for a terminal; add -o FILE")
    return targets


def _format_of(file: str, table: dict[str, Format]) -> str:
    suffix = os.path.splitext(file)[1].lower()
    for name, format in table.items():
        if suffix in format.suffixes:
            return name
    if table is READERS:
        return "marker"
    known = ", ".join(format.suffixes[0] for format in table.values())
    raise ConversionError(
        f"the format of {show(file)} cannot be told from its name; "
        f"use one of {known}, or give it with -t"
    )


def _rendering_options(request: Request, formats: set[str]) -> dict[str, dict[str, Any]]:
    """The options of each format that is written; an option that none of them has is refused."""
    options: dict[str, dict[str, Any]] = {name: {} for name in formats}
    for option, value in request.rendering.items():
        takers = [name for name in sorted(formats) if option in RENDERERS[name].options]
        flag = f"--{option.replace('_', '-')}"
        if not takers:
            able = [name for name, format in RENDERERS.items() if option in format.options]
            raise ConversionError(f"{flag} needs an output in {' or '.join(able)}")
        if option == "template" and len(takers) > 1 and value not in SHIPPED:
            raise ConversionError(
                "--template fits one format; write the others in a run of their own"
            )
        for name in takers:
            options[name][option] = _from_file(option, value)
    if isinstance(options.get("docx", {}).get("reference_doc"), bytes):
        from converter.commands.configuration import nearest

        options["docx"]["styles"] = nearest(request.rendering["reference_doc"]).styles
    if "docx" in formats and (clock := os.environ.get("SOURCE_DATE_EPOCH")):
        if not (clock.isascii() and clock.isdigit() and len(clock) < 12):
            raise ConversionError("SOURCE_DATE_EPOCH is no number of seconds since 1970")
        options["docx"]["created"] = int(clock)
    return options


def _assets(target: Target, folder: str | None) -> dict[str, bytes]:
    """The style sheets and scripts that an output takes from a folder, which is made if need be."""
    if folder is None:
        return {}
    from converter.renderers.templates import load_bytes

    if os.path.isabs(folder):
        raise ConversionError(f"--assets {show(folder)}: name a folder as seen from the page")
    place = os.path.join(os.path.dirname(target.file), folder)
    make_folder(place)
    return {os.path.join(place, name): load_bytes(name) for name in RENDERERS[target.format].assets}


def _from_file(option: str, value: Any) -> Any:
    """The value of an option; what a file holds where the option names one."""
    if option == "template":
        return value if value in SHIPPED else _template(value)
    if option == "reference_doc" and value not in WORD_TEMPLATES:
        return read_input(value, LARGEST_REFERENCE)
    return value


def _template(file: str) -> str:
    try:
        return read_input(file, 10_000_000).decode("utf-8")
    except UnicodeDecodeError as error:
        raise ConversionError(f"the template {show(file)} is not UTF-8 text") from error


def _read(request: Request) -> Parsed:
    format = request.source_format or _format_of(request.input, READERS)
    options: dict[str, Any] = {}
    if format == "marker":
        options = {
            "encoding": request.encoding,
            "extractor_text": request.extractor_text,
            "citation_style": request.citation_style,
        }
    return read(read_input(request.input, int(request.max_size * 1_000_000)), format, **options)


def _with_metadata(
    parsed: Parsed, values: dict[str, str | list[str]]
) -> tuple[Document, tuple[Diagnostic, ...]]:
    """The document with metadata from outside, and the diagnostics so far."""
    if not values:
        return parsed.document, parsed.diagnostics
    from converter.document.overrides import with_values

    found: list[Diagnostic] = []
    meta = with_values(parsed.document.meta, values, found)
    return structs.replace(parsed.document, meta=meta), parsed.diagnostics + tuple(found)


def _with_numbering(
    request: Request, document: Document, problems: tuple[Diagnostic, ...]
) -> tuple[Document, tuple[Diagnostic, ...]]:
    """The document with its notes of the kind, and numbered in the way, that were asked for."""
    if request.notes is None and not request.numbering:
        return document, problems
    from converter.document.overrides import numbered, turned

    if request.notes is not None:
        document = turned(document, "footnote" if request.notes == "footnotes" else "endnote")
    if not request.numbering:
        return document, problems
    document, noticed = numbered(document, Numbering(**request.numbering))
    return document, problems + noticed


def _write_messages(request: Request, parsed: Parsed, problems: tuple[Diagnostic, ...]) -> None:
    """Diagnostics on standard error; guesses and repairs only where asked for."""
    wanted = [one for one in problems if request.verbose or one.severity != "info"]
    file = "standard input" if request.input == STANDARD else show(request.input)
    if request.style == "json":
        sys.stderr.write(as_json(wanted, parsed.document, file) + "\n")
        return
    excerpt = parsed.source if sys.stderr.isatty() else None
    for problem in wanted:
        sys.stderr.write(as_text(problem, parsed.document, file, excerpt) + "\n")


def _write_summary(request: Request, document: Document) -> None:
    files = [show(file) for file in request.outputs if file != STANDARD]
    if files and request.style == "text":
        notes = len(document.notes)
        sys.stderr.write(f"{', '.join(files)}: {notes} note{'' if notes == 1 else 's'}\n")
