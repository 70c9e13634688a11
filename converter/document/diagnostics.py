"""What can be said about a document, and how it is shown.

A fault in a document is a `Diagnostic`, collected and handed on, never raised. A request that cannot
be met (an unknown format, an unreadable file) raises `ConversionError`, whose message says what to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from msgspec import Struct, to_builtins

from converter.document import Severity
from converter.document.model import Document, Span


class ConversionError(Exception):
    """What was asked for cannot be done; the message says why and what to do instead."""


class Diagnostic(Struct, frozen=True, omit_defaults=True):
    """Something worth saying about a document, at a place of its source (None: the whole of it)."""

    code: str
    name: str
    severity: Severity
    message: str
    remedy: str
    span: Span | None = None


def diagnose(code: str, span: Span | None = None, **words: object) -> Diagnostic:
    """A diagnostic from the list `FAULTS`, its words filled in.

    >>> diagnose("M001", Span(9, 24), mark="[footnoteRef:1]").message
    '[footnoteRef:1] calls a note that is not in the text'
    """
    from converter.document.faults import FAULTS  # of which most texts have none

    fault = FAULTS[code]
    if len(url := str(words.get("url", ""))) > LONGEST_ADDRESS:  # it may hold a whole picture
        words["url"] = f"{url[:LONGEST_ADDRESS]}…"
    message, remedy = fault.message.format(**words), fault.remedy.format(**words)
    return Diagnostic(code, fault.name, fault.severity, message, remedy, span)


LONGEST_ADDRESS = 200


def as_text(
    diagnostic: Diagnostic, document: Document, file: str, source: str | None = None
) -> str:
    """A diagnostic as ``file:line:column: severity CODE message``, with what to do.

    A source without lines, such as a Word file, has ``file, note 5`` instead.

    With `source`, the text that the spans count in, its line follows with a caret below the place.
    """
    place, caret = file, ""
    if diagnostic.span is not None:
        place = document.position(diagnostic.span.start).within(file)
        caret = excerpt(source, document, diagnostic.span) if source is not None else ""
    words = f"{diagnostic.message}. {diagnostic.remedy}"
    text = f"{place}: {diagnostic.severity} {diagnostic.code} {words}"
    return printable(text) + caret


def excerpt(source: str, document: Document, span: Span) -> str:
    """The line of a place, cut to what a terminal shows, and carets below the place."""
    start = max(
        span.start - min(document.position(span.start).column - 1, 40),
        source.rfind("\n", 0, span.start) + 1,  # where the document has no lines, but landmarks
    )
    line = re.split(r"[\r\n]", source[start : start + 96], maxsplit=1)[0]
    width = max(1, min(span.end - span.start, len(line) - (span.start - start)))
    return f"\n  | {printable(line)}\n  | {' ' * (span.start - start)}{'^' * width}"


def printable(text: str) -> str:
    """Text that cannot steer a terminal: controls and bidirectional overrides become �."""
    return "".join(one if one.isprintable() else "\ufffd" if one != "\t" else " " for one in text)


def as_json(diagnostics: Iterable[Diagnostic], document: Document, file: str) -> str:
    """Diagnostics as a JSON array; each has its file and, where known, its first and last place."""
    rows = []
    for one in diagnostics:
        row = {"file": file, **to_builtins(one)}
        if one.span is not None:
            row["start"] = document.position(one.span.start)
            row["end"] = document.position(one.span.end)
        rows.append(row)
    return printable_json(rows)


def printable_json(value: Any) -> str:
    """A value as indented JSON, in which whatever could steer a terminal is escaped."""
    import msgspec

    text = msgspec.json.format(msgspec.json.encode(value), indent=1).decode()
    return re.sub(r"[^\n -~]", lambda one: _as_json_escape(one[0]), text)


def _as_json_escape(character: str) -> str:
    if character.isprintable():
        return character
    units = character.encode("utf-16-be").hex()
    return "".join(f"\\u{units[i : i + 4]}" for i in range(0, len(units), 4))
