"""A file that was dropped or chosen, as the text that the page shows in its editor."""

from __future__ import annotations

from typing import Any

from msgspec import json

from converter.conversion import read, render
from converter.editing.rewriting import view
from converter.formats import format_of
from converter.readers import READERS
from converter.readers.marker.encodings import decode
from converter.readers.recognition import not_read, recognised
from converter.web.engine import Answer, Fault
from converter.web.engine.problems import said_problems

REFUSALS = (
    (b"%PDF", "A PDF has lost its notes.", "Use the Word file that it was made from."),
    (b"{\\rtf", "This is an RTF file.", "Save it in Word as .docx first."),
)
"""What is said of files by their first bytes, where the page can say it better than the command."""

OLD_WORD = (
    "This is a file of an old Word, or one with a password.",
    "Save it in Word as .docx first.",
)
COMPOUND = b"\xd0\xcf\x11\xe0"


def opened(body: bytes, *, name: str) -> Answer:
    """The text of a file by this name, and what is to be said of what the text cannot show.

    The server is told the format, and whether the file has to be kept.
    """
    _refuse(name, body)
    format = recognised(name, body)
    if format == "marker":
        text, said = decode(body)
        problems = said_problems(said)
    elif format == "docx":
        text, problems = view(body).text, []  # what is to be said of it comes with the review
    else:
        parsed = read(body, format)
        written = render(parsed.document, "marker")
        text = str(written.output)
        problems = said_problems((*parsed.diagnostics, *written.diagnostics))
    answer: dict[str, Any] = {
        "name": name,
        "kind": "word" if format == "docx" else "text",
        "format": format,
        "text": text,
        "source": "",
        "said": problems,
    }
    return {"format": format, "keep": format != "marker"}, json.encode(answer)


def _refuse(name: str, body: bytes) -> None:
    """Raises `Fault` for files that are not read. What they hold says more than their names."""
    if not body:
        raise Fault(400, "The file is empty.", "Choose another one.")
    for signature, said, remedy in REFUSALS:
        if body.startswith(signature):
            raise Fault(415, said, remedy)
    if body.startswith(COMPOUND):
        raise Fault(415, *OLD_WORD)
    if format_of(name, READERS) is None and (told := not_read(name)):
        what, _, remedy = told.partition(";")
        raise Fault(415, f"This is {what}.", remedy.strip()[:1].upper() + remedy.strip()[1:] + ".")
