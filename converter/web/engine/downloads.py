"""Files to take away, each with a receipt that is counted in the file itself."""

from __future__ import annotations

import io
import os.path
import zipfile
from typing import Any

from msgspec import json

from converter.conversion import render
from converter.document.diagnostics import ConversionError
from converter.document.model import Document
from converter.editing.rewriting import rewrite
from converter.formats import Parsed
from converter.programs.office import pages_of
from converter.renderers import templates
from converter.web.engine import Answer, Fault
from converter.web.engine.given import Given, as_text, given, held, read_given, with_looks
from converter.web.engine.picture import layout
from converter.web.engine.receipt import Taken, of_html, of_latex, of_word, receipt, taken

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "latex": "application/x-tex; charset=utf-8",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "markers": "text/plain; charset=utf-8",
    "word-pages": "application/pdf",
}

SUFFIXES = {"latex": "tex", "markers": "txt", "word-pages": "pdf"}
"""Where it is not the name of the format."""

PACKED = ("docx", "html", "latex", "pdf")
"""What stands in the archive of all."""

FIRST_DATE = (1980, 1, 1, 0, 0, 0)
"""The date of all files in an archive, so that the same text gives the same bytes."""


def downloaded(
    body: bytes, *, to: str, name: str, notes_as: str, house: str | None, **how: Any
) -> Answer:
    """A file of the text in a format of `TYPES`.

    `house` is the id of the Word file whose styles are taken. The server is told the name of the
    file, its type and its receipt.
    """
    if to not in TYPES:
        raise Fault(400, f"There is no {to!r} to download: there are {', '.join(TYPES)}.")
    asked = given(how)
    parsed = read_given(body, asked)
    document = with_looks(parsed.document, asked).document
    into = taken(parsed, asked.format)
    work = _Work(body, parsed, document, into, layout(notes_as), house, asked)
    data, said = work.packed(name) if to == "zip" else work.made(to)
    about = {"name": file_name(name, to), "type": TYPES[to], "receipt": said}
    return about, data


def file_name(name: str, to: str) -> str:
    """What a download is called: after the file that was opened, and never the same."""
    stem = os.path.splitext(os.path.basename(name.replace("\\", "/")))[0].strip() or "Article"
    return f"{stem.removesuffix('.footnoted')}.footnoted.{SUFFIXES.get(to, to)}"


class _Work:
    """A text that was read, and what is asked of its files."""

    def __init__(
        self,
        body: bytes,
        parsed: Parsed,
        document: Document,
        into: Taken,
        notes_as: str,
        house: str | None,
        asked: Given,
    ) -> None:
        self.body = body
        self.parsed = parsed
        self.document = document
        self.into = into
        self.notes_as = notes_as
        self.house = house
        self.asked = asked

    def made(self, to: str) -> tuple[bytes, dict[str, Any]]:
        """The bytes of a file, and its receipt."""
        if to == "markers":
            return self.body, receipt(self.into, self.into.notes)
        if to in ("docx", "word-pages"):
            data, said = word_file(self.body, self.document, self.asked, self.house)
            told = of_word(self.into, data, said)
            return (pages_of(data) if to == "word-pages" else data), told
        if to == "html":
            page = str(render(self.document, "html", notes_as=self.notes_as).output)
            return page.encode(), of_html(self.into, page)
        source = str(render(self.document, "latex").output)
        if to == "latex":
            return source.encode(), of_latex(self.into, source)
        pdf = render(self.document, "pdf").output
        return pdf if isinstance(pdf, bytes) else pdf.encode(), of_latex(self.into, source)

    def packed(self, name: str) -> tuple[bytes, dict[str, Any]]:
        """All of them in an archive, with the receipt that says the most is missing."""
        archive = io.BytesIO()
        receipts = []
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as files:
            for to in PACKED:
                data, said = self.made(to)
                receipts.append(said)
                files.writestr(zipfile.ZipInfo(file_name(name, to), FIRST_DATE), data)
        worst = min(receipts, key=lambda one: (one["notes_out"], -(one["lost"] or 0)))
        return archive.getvalue(), worst


def word_file(
    body: bytes, document: Document, asked: Given, house: str | None
) -> tuple[bytes, str]:
    """A Word file of a text, and what is to be said of it.

    Of a text that was made from a Word file, it is that file, in which only what was edited is changed.
    Where that cannot be, or other styles, notes or typography are asked for, it is a new file.
    """
    source = asked.source if asked.source and held(asked.source).format == "docx" else None
    said = ""
    if source and not (house or asked.notes or asked.typography):
        try:
            return rewrite(held(source).data, as_text(body)), ""
        except ConversionError as error:
            said = f"a new file, as the old one cannot be changed: {error}"
    reference = house or source
    styles = {"reference_doc": held(reference).data} if reference else {}
    output = render(document, "docx", **styles).output
    return output if isinstance(output, bytes) else output.encode(), said


def styles(body: bytes, *, name: str) -> Answer:
    """What a Word file of the house has of our styles."""
    from converter.word.package import read_package
    from converter.word.styles import compare, styles_part

    try:
        house = styles_part(read_package(body))
        if house is None:
            raise ConversionError("it has no styles; open it in Word and save it as .docx")
        shipped = read_package(templates.load_bytes("reference.docx"))["word/styles.xml"]
        found = compare(house, shipped, {}).ours
    except ConversionError as error:
        raise Fault(415, f"This cannot be a house style: {error}.") from error
    needed = {ours: theirs for ours, theirs in found.items() if not ours.startswith("toc ")}
    has = [ours for ours, theirs in needed.items() if theirs]
    lacks = [ours for ours, theirs in needed.items() if not theirs]
    answer = {"name": name, "has": has, "lacks": lacks, "words": _told(has, lacks)}
    return {}, json.encode(answer)


MOST_NAMED = 4


def _told(has: list[str], lacks: list[str]) -> str:
    """``Has Footnote Text. Lacks Footnote Reference: ours is taken.``"""
    said = [f"Has {_listed(has)}."] if has else []
    if lacks:
        said.append(
            f"Lacks {_listed(lacks)}: {'ours is' if len(lacks) == 1 else 'ours are'} taken."
        )
    return " ".join(said)


def _listed(names: list[str]) -> str:
    """Some names, those of notes first."""
    names = sorted(names, key=lambda one: "note" not in one.lower())
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more
