"""Reading input and the document in it, and replacing output: whole, or not at all.

Plain ``os`` calls, as importing pathlib takes longer than reading and writing an article.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Sequence
from typing import IO, Any

from converter.conversion import read
from converter.document.diagnostics import ConversionError, diagnose
from converter.formats import Parsed, format_of
from converter.readers import READERS
from converter.readers.recognition import not_read, recognised

STANDARD = "-"
"""The name of standard input and output."""

LARGEST_INPUT = 50.0
"""Megabytes of input that are read, unless the user allows more."""


def read_input(name: str, max_size: int, names: Sequence[str] = ()) -> bytes:
    """The bytes of a file, or of standard input for ``-``; at most `max_size` of them.

    `names` are words that could have been given instead of a file.

    Raises `ConversionError`, one plain sentence, for whatever cannot be read.
    """
    try:
        if name == STANDARD:
            data = sys.stdin.buffer.read(max_size + 1)
        else:
            with open(name, "rb") as file:
                data = file.read(max_size + 1)
    except OSError as error:
        hint = _hint(name, error, names)
        raise ConversionError(f"cannot read {show(name)}: {_reason(error)}{hint}") from error
    except ValueError as error:  # a null byte in the name
        raise ConversionError(f"cannot read {show(name)}: {error}") from error
    if len(data) > max_size:
        limit = f"{max_size / 1_000_000:g} MB"
        raise ConversionError(f"{show(name)} is larger than {limit}; allow more with --max-size")
    return data


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


def write_output(name: str, data: bytes | str) -> None:
    """Put `data`, text as UTF-8, into a file, or onto standard output for ``-``.

    An existing file is replaced in one step, so that at any moment the old or the new one is there
    whole; it keeps its permissions, and a link stays a link. Devices and pipes are written to.

    Raises `ConversionError` for whatever cannot be written; nothing of it is left behind then.
    """
    try:
        if name == STANDARD:
            sys.stdout.flush()
            # Not sys.stdout.buffer: unbuffered (python -u), it may write a part of the data only.
            with open(sys.stdout.fileno(), "wb", closefd=False) as out:
                _write(out, data)
        elif _is_special(name):
            with open(name, "wb") as file:
                _write(file, data)
        else:
            _replace(os.path.realpath(name), data)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise ConversionError(f"cannot write {show(name)}: {_reason(error)}") from error


def make_folder(name: str) -> None:
    """A folder, and those above it, where they are missing. Raises `ConversionError`."""
    try:
        os.makedirs(name, exist_ok=True)
    except (OSError, ValueError) as error:
        reason = _reason(error) if isinstance(error, OSError) else str(error)
        raise ConversionError(f"cannot make the folder {show(name)}: {reason}") from error


def same_file(first: str, second: str) -> bool:
    """Whether two names lead to one file."""
    try:
        return STANDARD not in (first, second) and os.path.samefile(first, second)
    except (OSError, ValueError):
        return False


def show(name: str) -> str:
    """A file name for a message: control characters and bytes that are no text made visible."""
    shown = name.encode("utf-8", "backslashreplace").decode()
    return "".join(one if one.isprintable() else repr(one)[1:-1] for one in shown)


def shown_input(name: str) -> str:
    """The name of an input for a message."""
    return "standard input" if name == STANDARD else show(name)


def _is_special(name: str) -> bool:
    try:
        return not stat.S_ISREG(os.stat(name).st_mode) and not os.path.isdir(name)
    except OSError:
        return False


AT_ONCE = 1_000_000
"""Characters of a text that are encoded at once: all of it in bytes would take as much memory again."""


def _write(file: IO[bytes], data: bytes | str) -> None:
    if isinstance(data, bytes):
        file.write(data)
        return
    for start in range(0, len(data), AT_ONCE):
        file.write(data[start : start + AT_ONCE].encode())


def _replace(path: str, data: bytes | str) -> None:
    if os.path.isdir(path):
        raise IsADirectoryError(errno.EISDIR, "it is a folder")
    draft = os.path.join(os.path.dirname(path), f".footnoted-{os.urandom(8).hex()}")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        with os.fdopen(descriptor, "wb") as file:
            _write(file, data)
            file.flush()
            os.fsync(file.fileno())
        if os.path.exists(path):
            os.chmod(draft, stat.S_IMODE(os.stat(path).st_mode))
        os.replace(draft, path)
    except BaseException:
        if os.path.exists(draft):
            os.unlink(draft)
        raise


MOST_NEIGHBOURS = 1000
"""Files of a folder among which the one that was meant is looked for."""


def _as_file(address: str) -> str:
    """How a page of the web becomes a file."""
    if "//docs.google.com/" in address:
        return "in the Google document, choose File, Download, Microsoft Word (.docx)"
    return "save the page in your browser"


def _hint(name: str, error: OSError, names: Sequence[str]) -> str:
    """What may be meant by a name that cannot be read: a file spelt much alike, those in a folder."""
    if isinstance(error, IsADirectoryError):
        return (
            f"; name a file in it (check takes all of them, as in {show(name).rstrip('/')}/*.txt)"
        )
    if not isinstance(error, FileNotFoundError):
        return ""
    if name.lower().startswith(("http://", "https://")):
        return f"; nothing is fetched from the network: {_as_file(name)}, and give that file"
    from difflib import get_close_matches
    from itertools import islice

    if near := get_close_matches(name.lower(), names, 1):
        return f"; did you mean {near[0]}?"
    folder, file = os.path.split(name)
    try:
        with os.scandir(folder or ".") as entries:
            files = [one.name for one in islice(entries, MOST_NEIGHBOURS)]
    except OSError:
        return ""
    if near := get_close_matches(file, files, 1, 0.8):
        return f"; did you mean {show(os.path.join(folder, near[0]))}?"
    return f"; name one, or {' or '.join(names)}" if names else ""


def _reason(error: OSError) -> str:
    reasons = {
        FileNotFoundError: "there is no such file or folder",
        IsADirectoryError: "it is a folder",
        PermissionError: "permission was denied",
    }
    plain = reasons.get(type(error))
    return plain or (error.strerror or str(error)).lower()
