"""What the command ``footnoted convert`` does, without the reading of its arguments."""

from __future__ import annotations

import os.path
import sys
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct, structs

from converter.commands import ALWAYS, count, exit_code, tell
from converter.commands.convert.typography import with_typography
from converter.commands.files import (
    LARGEST_INPUT,
    STANDARD,
    make_folder,
    read_document,
    read_input,
    same_file,
    show,
    write_output,
)
from converter.conversion import render
from converter.crossrefs import style_of
from converter.document.diagnostics import ConversionError, Diagnostic, diagnose
from converter.document.model import Document, Heading
from converter.document.tree import walk
from converter.formats import METADATA, Option, Parsed, Rendered, format_of
from converter.readers import CITATION_STYLE, NOTES
from converter.renderers import RENDERERS
from converter.renderers.templates import TemplateError

if TYPE_CHECKING:
    from converter.editing.filling import Filled

MOVED = "F004"
"""The code of what is said of a definition that became a note, to programs that ask for JSON."""

RECOGNISED = {
    "U001": "heading", "U002": "title line", "U003": "quote", "U004": "list",
    "U005": "break", "U006": "caption", "U007": "abstract", "U011": "bibliography",
}  # fmt: skip
"""What is counted of the structure that a plain text got back, by the codes of its messages."""

TITLE_READ = "U002"
"""The code of what is said of a line that was read as title, author or date."""

BINARY = ("docx", "pdf", "epub", "odt")
"""Formats that are no text."""

LARGEST_REFERENCE = 200_000_000
"""Bytes of a reference document that are read."""

LARGEST_TEMPLATE = 10_000_000
"""Bytes of a template that are read."""


class Conversion(Struct, kw_only=True):
    """What is asked of a conversion; `max_size` in megabytes.

    `reading` and `rendering` hold what was given of the options in `READERS` and `RENDERERS`, by name,
    and `looks` of those in `converter.commands.convert.typography`; of files, their names.
    `diagnostics` is how messages are written. With `into`, the input is a Word
    file that gets real notes where markers stand in its text.
    """

    input: str
    outputs: tuple[str, ...] = ()
    source_format: str | None = None
    target_format: str | None = None
    metadata: dict[str, str | list[str]] = {}
    reading: dict[str, Any] = {}
    rendering: dict[str, Any] = {}
    looks: dict[str, Any] = {}
    into: bool = False
    max_size: float = LARGEST_INPUT
    strict: bool = False
    diagnostics: Literal["text", "json"] = "text"
    quiet: bool = False
    verbose: bool = False


class Output(Struct, frozen=True):
    """A file to write, and its format."""

    file: str
    format: str


def run(conversion: Conversion) -> int:
    """Convert, write all outputs, say what was noticed; the exit code.

    Nothing is written before everything could be rendered. Raises `ConversionError`.
    """
    outputs = _outputs(conversion)
    if conversion.into:
        return _fill(conversion, outputs)
    options = _rendering_options(conversion, {output.format for output in outputs})
    parsed = _read(conversion)
    document, problems = _with_metadata(parsed, conversion.metadata)
    document, said = with_typography(document, conversion.looks, conversion.rendering)
    problems += said
    written: dict[str, bytes | str] = {}
    for output in outputs:
        asked = _as_the_page_sees(output, options[output.format])
        rendered, noticed = _rendered(document, output, asked, conversion)
        written[output.file] = rendered
        problems += noticed
    for output in outputs:
        written |= _assets(output, options[output.format].get("assets"))
    for file, data in written.items():
        write_output(file, data)
    problems += _missing_headings(document, contents=conversion.rendering.get("toc", False))
    once = tuple(dict.fromkeys(problems))  # what several outputs have in common is said once
    return _end(conversion, Parsed(document, once, parsed.source))


def _rendered(
    document: Document, output: Output, asked: dict[str, Any], conversion: Conversion
) -> Rendered:
    """What `render` gives. A template that cannot be filled is named by its file."""
    try:
        return render(document, output.format, **asked)
    except TemplateError as error:
        option = "reference_doc" if output.format == "docx" else "template"
        raise ConversionError(f"{show(conversion.rendering[option])}: {error}") from error


def _missing_headings(document: Document, *, contents: bool) -> tuple[Diagnostic, ...]:
    """What is to say of a wish that needs headings, where the document has none."""
    restarts = document.numbering.restart == "section"
    if not (restarts or contents):
        return ()
    levels = {node.level for node in walk(document.blocks) if isinstance(node, Heading)}
    said = []
    if restarts and 1 not in levels:
        said.append(diagnose("N002"))
    if contents and not levels:
        said.append(diagnose("N003"))
    return tuple(said)


def _fill(conversion: Conversion, outputs: list[Output]) -> int:
    """Turn the markers in a Word file into real notes, and write it under another name."""
    if any(output.format != "docx" for output in outputs):
        raise ConversionError("--into fills a Word file; name the output, as in -o filled.docx")
    numbering = conversion.reading.keys() & {one.name for one in NOTES}
    if conversion.metadata or conversion.rendering or conversion.looks or numbering:
        raise ConversionError("--into changes nothing but the notes; leave metadata and looks out")
    from converter.commands.configuration import nearest
    from converter.editing.filling import fill

    data = read_input(conversion.input, int(conversion.max_size * 1_000_000))
    styles = nearest(conversion.input).styles if conversion.input != STANDARD else {}
    citation_style = conversion.reading.get(CITATION_STYLE.name, "bluebook")
    filled = fill(data, citation_style=citation_style, styles=styles)
    for output in outputs:
        write_output(output.file, filled.output)
    return _end(conversion, Parsed(filled.document, _placed(filled, conversion), filled.source))


def _placed(filled: Filled, conversion: Conversion) -> tuple[Diagnostic, ...]:
    """What was noticed; where each definition went is said with it, or in a table before it.

    The table is shown if not all became notes, or if it is asked for.
    """
    from converter.commands.convert.placed import as_diagnostics, as_table

    if conversion.diagnostics == "json":
        return (*filled.diagnostics, *as_diagnostics(filled.placed))
    if not conversion.quiet and (conversion.verbose or any(one.left for one in filled.placed)):
        sys.stderr.write(as_table(filled))
    return filled.diagnostics


def _end(conversion: Conversion, done: Parsed) -> int:
    """Say what was noticed on the way to a document, and what was written; the exit code."""
    if not conversion.quiet:
        tell(
            done.diagnostics,
            done.document,
            conversion.input,
            verbose=conversion.verbose,
            style=conversion.diagnostics,
            source=done.source,
            always=(*ALWAYS, MOVED),
        )
        if conversion.diagnostics == "text" and not conversion.verbose:
            sys.stderr.write(_recognised(done.diagnostics, show(conversion.input)))
            sys.stderr.write(_typeset(done.diagnostics, show(conversion.input)))
        files = [show(file) for file in conversion.outputs if file != STANDARD]
        if files and conversion.diagnostics == "text":
            notes = count(len(done.document.notes), "note")
            sys.stderr.write(f"{', '.join(files)}: {notes}\n")
    return exit_code(done.diagnostics, strict=conversion.strict)


def _recognised(diagnostics: Iterable[Diagnostic], input: str) -> str:
    """The line that says what structure a plain text got back, and how to see and undo it."""
    counts = Counter(one.code for one in diagnostics if one.code in RECOGNISED)
    if not counts:
        return ""
    said = [count(counts[code], noun) for code, noun in RECOGNISED.items() if counts[code]]
    return (
        f"{', '.join(said)} recognised: footnoted check --select structure {input} lists them, "
        "--structure none leaves them as text\n"
    )


def _typeset(diagnostics: Iterable[Diagnostic], input: str) -> str:
    """The line that says what typography the notes got back, and how to see what was not sure."""
    said = next((one.message for one in diagnostics if one.code == "V001"), "")
    if not said:
        return ""
    how = "" if ", 0 more" in said else f": footnoted check --select typography {input} lists them"
    return f"{said}{how}\n"


def _outputs(conversion: Conversion) -> list[Output]:
    """The files to write and their formats, checked before any work is done."""
    to = conversion.target_format
    if not conversion.outputs and to is None:
        raise ConversionError(
            "name the output, as in -o article.docx, or its format, as in -t html"
        )
    files = conversion.outputs or (STANDARD,)
    outputs = [Output(file, to or _format_of(file)) for file in files]
    for output in outputs:
        if output.format not in RENDERERS:
            render(Document(), output.format)  # says which formats there are
        if same_file(conversion.input, output.file):
            raise ConversionError(
                f"{show(output.file)} is the input; choose another name for the output"
            )
        if files.count(output.file) > 1:
            raise ConversionError(f"{show(output.file)} is named twice")
        if output.file == STANDARD and output.format in BINARY and sys.stdout.isatty():
            raise ConversionError(f"a {output.format} file is nothing for a terminal; add -o FILE")
    return outputs


def _format_of(file: str) -> str:
    format = format_of(file, RENDERERS)
    if format is not None:
        return format
    known = ", ".join(row.suffixes[0] for row in RENDERERS.values() if row.suffixes)
    raise ConversionError(
        f"the format of {show(file)} cannot be told from its name; "
        f"use one of {known}, or give it with -t"
    )


def _rendering_options(conversion: Conversion, formats: set[str]) -> dict[str, dict[str, Any]]:
    """The options of each format that is written; an option that none of them has is refused."""
    options: dict[str, dict[str, Any]] = {format: {} for format in formats}
    for name, value in conversion.rendering.items():
        takers = {
            format: option
            for format in sorted(formats)
            if (option := RENDERERS[format].option(name)) is not None
        }
        if not takers:
            raise _needs_output(name)
        for format, option in takers.items():
            _check_template(option, value, len(takers))
            options[format][name] = _held(option, value)
    if "docx" in options:
        options["docx"] |= _from_environment(options["docx"], conversion)
    return options


def _needs_output(name: str) -> ConversionError:
    able = {key: one for key, row in RENDERERS.items() if (one := row.option(name)) is not None}
    flag = next(iter(able.values())).spellings[-1]
    return ConversionError(f"{flag} needs an output in {' or '.join(able)}")


def _held(option: Option, value: Any) -> Any:
    """The value of an option; what a file holds where it names one that does not ship."""
    if value in option.names:
        return value
    if option.kind == "text file":
        return _template(value, option)
    return read_input(value, LARGEST_REFERENCE, option.names) if option.kind == "file" else value


def _check_template(option: Option, value: Any, takers: int) -> None:
    if option.kind == "text file" and takers > 1 and value not in option.names:
        flag = option.spellings[-1]
        raise ConversionError(f"{flag} fits one format; write the others in a run of their own")


def _template(file: str, option: Option) -> str:
    try:
        return read_input(file, LARGEST_TEMPLATE, option.names).decode("utf-8")
    except UnicodeDecodeError as error:
        raise ConversionError(f"the template {show(file)} is not UTF-8 text") from error


def _from_environment(options: dict[str, Any], conversion: Conversion) -> dict[str, Any]:
    """What a Word file takes from the settings beside a reference document, and from the clock."""
    found: dict[str, Any] = {}
    if isinstance(options.get("reference_doc"), bytes):
        from converter.commands.configuration import nearest

        found["styles"] = nearest(conversion.rendering["reference_doc"]).styles
    if clock := os.environ.get("SOURCE_DATE_EPOCH"):
        if not (clock.isascii() and clock.isdigit() and len(clock) < 12):
            raise ConversionError("SOURCE_DATE_EPOCH is no number of seconds since 1970")
        found["created"] = int(clock)
    return found


def _assets(output: Output, folder: str | None) -> dict[str, bytes]:
    """The style sheets and scripts that an output takes from a folder, which is made if need be."""
    if not folder:
        return {}
    from converter.renderers.templates import load_bytes

    make_folder(folder)
    return {
        os.path.join(folder, name): load_bytes(name) for name in RENDERERS[output.format].assets
    }


def _as_the_page_sees(output: Output, options: dict[str, Any]) -> dict[str, Any]:
    """The options with the folder of assets, named from here as all files are, as seen from the page."""
    if not (folder := options.get("assets")):
        return options
    page = os.path.dirname(output.file) if output.file != STANDARD else ""
    try:
        seen = os.path.relpath(os.path.realpath(folder), os.path.realpath(page or os.curdir))
    except ValueError as error:  # on Windows, on another drive
        raise ConversionError(
            f"--assets {show(folder)}: no path leads there from the page"
        ) from error
    return options | {"assets": seen.replace(os.sep, "/")}


def _read(conversion: Conversion) -> Parsed:
    source = (conversion.input, conversion.source_format, conversion.max_size)
    lang = conversion.metadata.get("lang")
    style = {CITATION_STYLE.name: style_of(lang)} if isinstance(lang, str) else {}
    return read_document(*source, style | conversion.reading)[0]


def _with_metadata(
    parsed: Parsed, values: dict[str, str | list[str]]
) -> tuple[Document, tuple[Diagnostic, ...]]:
    """The document with metadata from outside, and the diagnostics so far."""
    if not values:
        return parsed.document, parsed.diagnostics
    from converter.document.metadata import with_values

    found: list[Diagnostic] = []
    document = parsed.document
    meta = with_values(document.meta, values, found, METADATA)
    if any(one.code == TITLE_READ for one in parsed.diagnostics):
        from converter.readers.restoring.structure.head import put_back

        document = put_back(document, meta)
    return structs.replace(document, meta=meta), parsed.diagnostics + tuple(found)
