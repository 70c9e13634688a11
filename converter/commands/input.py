"""The document in an input file: its format told from the name, or from what it begins with."""

from __future__ import annotations

import os.path
from typing import Any

from converter.commands.files import read_input, show
from converter.conversion import read
from converter.document.diagnostics import ConversionError, diagnose
from converter.formats import Parsed, format_of
from converter.readers import READERS
from converter.readers.recognition import not_read, recognised


def read_document(
    file: str, format: str | None, max_size: float, options: dict[str, Any]
) -> tuple[Parsed, bytes]:
    """The document in `file` (``-``: standard input), of at most `max_size` megabytes, and its bytes.

    `format` None: by the suffix, else by what the file begins with. Options that the format does not
    have are left alone. Raises `ConversionError` for what cannot be read.
    """
    data = read_input(file, int(max_size * 1_000_000))
    named = format or format_of(file, READERS)
    if named is None and (said := not_read(file)):
        raise ConversionError(f"{show(file)} is {said}")
    known = format or recognised(file, data)
    names = {one.name for one in READERS[known].options} if known in READERS else set()
    parsed = read(data, known, **{name: options[name] for name in names & options.keys()})
    suffix = os.path.splitext(file)[1]
    if named is None and suffix and known == "marker" and not parsed.document.notes:
        return parsed._replace(
            diagnostics=(diagnose("M017", suffix=suffix), *parsed.diagnostics)
        ), data
    return parsed, data
