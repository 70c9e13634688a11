"""The commands: arguments in, exit code out. Only they touch files.

Here stands what they share: exit codes, and how they tell what was noticed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Literal

from converter.commands.files import shown_input
from converter.document.diagnostics import Diagnostic, as_json, as_text
from converter.document.model import Document

FINE, FOUND, FAILED = 0, 1, 2
"""Exit codes: done; done, with warnings under --strict; not done."""


GUESSES = "G"
"""What the codes of guesses begin with."""

UNKNOWN_KEYS = "Y004"
"""The code of metadata that is not printed: its author should know, though it is no fault."""

ALWAYS = (GUESSES, UNKNOWN_KEYS)
"""What codes begin with that are told though they are no faults."""


def exit_code(diagnostics: Iterable[Diagnostic], *, strict: bool) -> int:
    """`FOUND` if a warning or an error was noticed and the user is `strict`, else `FINE`."""
    return FOUND if strict and any(one.severity != "info" for one in diagnostics) else FINE


def tell(
    diagnostics: Iterable[Diagnostic],
    document: Document,
    input: str,
    *,
    verbose: bool,
    style: Literal["text", "json"] = "text",
    source: str | None = None,
    always: tuple[str, ...] = ALWAYS,
) -> None:
    """Write diagnostics to standard error, a line each, or as one JSON array.

    `input` is the file that they are about. Repairs and the like (``info``) are told only if `verbose`,
    or if their codes begin with one of `always`: what was guessed may be wrong, and what is not printed
    may be missed. With `source`, the text that spans count in, a terminal is shown the line of each
    place.
    """
    wanted = [
        one
        for one in diagnostics
        if verbose or one.severity != "info" or one.code.startswith(always)
    ]
    file = shown_input(input)
    if style == "json":
        sys.stderr.write(as_json(wanted, document, file) + "\n")
        return
    excerpt = source if sys.stderr.isatty() else None
    for one in wanted:
        sys.stderr.write(as_text(one, document, file, excerpt) + "\n")


def count(number: int, noun: str) -> str:
    """A number of things.

    >>> count(1, "note"), count(2, "note")
    ('1 note', '2 notes')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"
