"""The program pandoc: found, and called without access to files and network, within limits.

The one that the wheel ``pypandoc_binary`` brings is taken, which is tested; without it, the one on the
path. The package `pypandoc` itself is not used: it has no time limit, gives the program the whole
environment, and changes the folder of the process.
"""

from __future__ import annotations

import os
import re
import shutil
from importlib.util import find_spec
from tempfile import TemporaryDirectory
from typing import NamedTuple

from converter.document.diagnostics import ConversionError
from converter.programs import TookTooLong, WroteTooMuch, run

MOST_SECONDS = 60
MOST_OUTPUT = 400_000_000
"""Bytes that are taken from pandoc: notes in notes can make a short text endless."""
HEAP = "2G"
"""Memory that pandoc may take: its run-time system ends it beyond (``-M``)."""

KEPT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "SOURCE_DATE_EPOCH")
"""Variables of the environment that pandoc sees."""

MISSING = (
    "{format} is read and written through the program pandoc, which is not installed; to have it, run "
    "pip install pypandoc_binary in the environment of footnoted (pipx: pipx inject footnoted "
    "pypandoc_binary), or install it from https://pandoc.org/installing.html"
)
FIRST_DAY = "315532800"
"""January 1, 1980, in seconds since 1970: the date of files where none is asked for."""
HEAP_EXHAUSTED = 251
"""Exit code of the run-time system of Haskell (GHC User's Guide, -M)."""


class Converted(NamedTuple):
    """What pandoc wrote, and what it said: lines such as ``[WARNING] … at line 5 column 7``."""

    output: bytes
    messages: tuple[str, ...]


def call(data: bytes, source: str, target: str, *options: str, format: str) -> Converted:
    """What pandoc makes of `data` in the format `source`, in its format `target`.

    `format` is the name for messages. Raises `ConversionError` where pandoc is missing, fails, or takes
    more time, memory or room than it may have.
    """
    program = find()
    if program is None:
        raise ConversionError(MISSING.format(format=format))
    with TemporaryDirectory(prefix="footnoted-") as folder:
        limits = ("+RTS", f"-M{HEAP}", "-RTS")
        command = [program, *limits, "-f", source, "-t", target, "--sandbox", "--verbose", *options]
        try:
            code, output, errors = run(
                [*command, "-o", "-"],
                folder=folder,
                environment=_environment(folder),
                seconds=MOST_SECONDS,
                data=data,
                most_output=MOST_OUTPUT,
            )
        except TookTooLong:
            raise ConversionError(
                f"pandoc was not done with this {format} after {MOST_SECONDS} seconds, and was ended; "
                "it may be damaged, or made to keep a program busy"
            ) from None
        except WroteTooMuch:
            raise ConversionError(
                f"pandoc makes more than {MOST_OUTPUT // 1_000_000} MB of this {format}, and was ended"
            ) from None
        except OSError as error:
            raise ConversionError(f"pandoc cannot be run: {error}") from error
    said = errors.decode("utf-8", "replace").splitlines()
    if code:
        raise ConversionError(_failure(code, said, format))
    return Converted(output, tuple(said))


def find() -> str | None:
    """Where pandoc is."""
    package = find_spec("pypandoc")
    for folder in (package and package.submodule_search_locations) or ():
        for name in ("pandoc", "pandoc.exe"):
            path = os.path.join(folder, "files", name)
            if os.path.isfile(path):
                return path
    return shutil.which("pandoc")


def _environment(folder: str) -> dict[str, str]:
    """An empty home, so that nothing which a user keeps for pandoc changes what it makes."""
    return {
        "SOURCE_DATE_EPOCH": FIRST_DAY,
        **{name: os.environ[name] for name in KEPT if name in os.environ},
        "HOME": folder,
        "USERPROFILE": folder,
        "APPDATA": folder,
        "XDG_DATA_HOME": folder,
        "LC_ALL": "C.UTF-8",
    }


def _failure(code: int, said: list[str], format: str) -> str:
    """Why pandoc failed, in one sentence."""
    if code == HEAP_EXHAUSTED:
        return f"pandoc needed more than {HEAP}B of memory for this {format}, and was ended"
    words = " ".join(line for line in said if line and not re.match(r"\[(?:INFO|WARNING)\]", line))
    return f"pandoc could not convert this {format}: {words[:LONGEST_FAILURE] or f'it ended with {code}'}"


LONGEST_FAILURE = 300
