"""What pandoc says of a file that it reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from converter.document.diagnostics import Diagnostic, diagnose

SKIPPED = re.compile(r"\[INFO\] Skipped '(.*?)\s*' at (?:\S+ )?line ([0-9]+)")
WORDLESS = re.compile(r"(?!\\footnotemark)\\[A-Za-z@]+\*?\s*(?:\{[-0-9.\s]*[a-z]{0,2}\})?\Z")
"""A command of LaTeX without an argument, or with a measure only."""
WARNING = re.compile(r"\[WARNING\] (.*)")
KNOWN = re.compile(
    r"Note with key .* defined at .* but not used"  # it is M002
    r"|This document format requires a nonempty <title>|Reference not found for '\^"
)
MOST_MESSAGES = 20


def about_messages(messages: Iterable[str]) -> Iterator[Diagnostic]:
    """Pandoc's own warnings, and what it skipped: each thing once, with the line it stood in first."""
    skipped: dict[str, int] = {}
    warnings: dict[str, None] = {}
    for message in messages:
        if passed := SKIPPED.match(message):
            if not WORDLESS.match(passed[1]):
                skipped.setdefault(passed[1], int(passed[2]))
        elif (warning := WARNING.match(message)) and not KNOWN.match(warning[1]):
            warnings.setdefault(warning[1])
    for words in list(warnings)[:MOST_MESSAGES]:
        yield diagnose("P004", words=words.rstrip("."))
    for what, line in list(skipped.items())[:MOST_MESSAGES]:
        yield diagnose("P005", what=f"{what[:LONGEST]} in line {line}")


LONGEST = 80
