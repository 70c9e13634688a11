"""What each command takes for hostile texts: ``python -m benchmarks.promises [--size N] [NAME …]``.

Two promises are measured: for a text of a megabyte a command ends within `SECONDS` of processor time, and
takes at most `LEAST` megabytes of memory and `A_MEGABYTE` more for each megabyte of its input. Printed is
a table, a line for each text and a column for each command, in which what breaks a promise has a star;
the exit code is 1 then, unless it is `KNOWN`. With NAMEs, only the texts whose names hold one of them.
Every command is a process of its own.

With a SIZE in characters the texts are that long. The memory of a smaller text must be as much less as it
is smaller, above what a command takes for no text and `MARGIN`; so a tenth of the size tells what a whole
one would take, whatever else the machine does. The time may be the same: a busy machine measures none.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

SECONDS = 2
LEAST = 150
A_MEGABYTE = 40

MARGIN = 4
"""The megabytes by which a small text may miss its share: for the modules that only some texts need, for
tables that double when they are full, and for what one run of a command takes more than another."""

SIZE = 1_000_000

Make = Callable[[int], str]


def repeated(unit: str, before: str = "", after: str = "") -> Make:
    return lambda size: before + unit * (size // len(unit)) + after


def in_note(unit: str) -> Make:
    return repeated(unit, "A.[footnoteRef:1] [1:  ", "x.]\n")


def notes(note: str) -> Make:
    """As many notes with these words as fill the size."""
    piece = f"A.[footnoteRef:10000] [10000:  {note}] \n\n"
    return lambda size: "".join(
        f"A.[footnoteRef:{id}] [{id}:  {note}] \n\n"
        for id in range(10_000, 10_000 + size // len(piece))
    )


TEXTS: dict[str, Make] = {
    "an article": notes(
        "Ana Roe, A Wage of Oil, 9 Coastal L. Rev. 4 (1988); see supra note 1, at 5."
    ),
    "opening brackets": repeated("["),
    "table rows": repeated("a\tb\n"),
    "one-letter lines": repeated("a\n"),
    "paragraphs": repeated("a\n\n"),
    "blanks in a note": in_note(" "),
    "Id. in a note": in_note("Id. "),
    "Id. in notes": notes("Id. at 5."),
    "supra in a note": in_note("Roe, supra note 1; "),
    "wide ranges": notes("supra notes 10000-11000."),
    "wide ranges in a note": in_note("supra notes 1-1000; "),
    "short notes": notes("x"),
    "marks without notes": repeated("x[footnoteRef:1]"),
    "notes without marks": repeated("[1: x] "),
    "one note called again": repeated("a.[footnoteRef:1]", after="[1: x]"),
    "definitions never closed": repeated(" [1: a", "x[footnoteRef:1]"),
    "slips in a note": in_note("Roe, et. al., "),
}


def manuscript(text: str, file: Path) -> None:
    """A Word file with a paragraph for each line of a text."""
    lines = text.split("\n")
    rows = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(one)}</w:t></w:r></w:p>' for one in lines
    )
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in PARTS.items():
            package.writestr(name, part.format(rows))


XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
OPC = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PARTS = {
    "[Content_Types].xml": f'{XML}<Types xmlns="{OPC}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>',
    "_rels/.rels": f'{XML}<Relationships xmlns="{OPC}/relationships"><Relationship Id="a" '
    f'Type="{OFFICE}/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/document.xml": f'{XML}<w:document xmlns:w="http://schemas.openxmlformats.org/'
    'wordprocessingml/2006/main"><w:body>{}</w:body></w:document>',
}

COMMANDS: dict[str, list[str]] = {
    "html": ["in.txt", "-q", "-o", "out.html"],
    "docx": ["in.txt", "-q", "-o", "out.docx"],
    "latex": ["in.txt", "-q", "-o", "out.tex"],
    "typst": ["in.txt", "-q", "-o", "out.typ"],
    "marker": ["in.txt", "-q", "-o", "out.txt"],
    "json": ["in.txt", "-q", "-o", "out.json"],
    "check": ["check", "in.txt"],
    "numbers": ["check", "--references", "in.txt"],
    "renumber": ["renumber", "in.txt", "-o", "new.txt"],
    "into": ["--into", "in.docx", "-q", "-o", "out.docx"],
    "styles": ["styles", "in.docx"],
}


class Spent(NamedTuple):
    """Seconds of processor time, and megabytes at the peak."""

    seconds: float
    memory: float

    def shown(self, allowed: float) -> str:
        star = "*" if self.seconds > SECONDS or self.memory > allowed else ""
        return f"{self.seconds:.1f} s {self.memory:.0f} MB{star}"


KNOWN = {
    # It reads what it has written once more, and holds both.
    "renumber": ("Id. in notes", "wide ranges"),
    # The notes are rendered, read and compared, each of which takes about a second.
    "marker": ("Id. in notes",),
    # References are found once where the text is read, and once more where they are judged.
    "check": ("Id. in notes", "wide ranges"),
    # Word's XML is five times the text, and an event of the parser for each tag takes a second.
    "into": ("Id. in notes", "wide ranges", "short notes"),
}
"""What is known to take longer than we promise for a megabyte, and why. A tenth has no exception."""


def allowed(size: int, empty: float) -> float:
    """The megabytes that a command may take for a text of a size, where it takes `empty` for none."""
    whole = LEAST + A_MEGABYTE * SIZE / 1e6
    return whole if size >= SIZE else empty + (whole - empty) * size / SIZE + MARGIN


STARTER = """
import os, sys
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, 2, 1)])
_, status, usage = os.wait4(child, 0)
print(os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss)
"""
"""Runs a command, and prints its exit code, processor time in seconds and memory in kilobytes."""


def spend(arguments: list[str], folder: Path) -> Spent:
    """What a command takes. Its output goes to a file, as a pipe that nobody reads would stop it.

    A small process starts it, since each is charged for the memory of the one that starts it.
    """
    command = [sys.executable, "-m", "converter", *arguments]
    with (folder / "said").open("wb") as said:
        starter = [sys.executable, "-I", "-S", "-c", STARTER, *command]
        process = subprocess.run(
            starter, cwd=folder, stdout=subprocess.PIPE, stderr=said, check=True, text=True
        )
    code, seconds, kilobytes = process.stdout.split()
    if int(code) not in (0, 1, 2) or b"Traceback" in (folder / "said").read_bytes():
        raise SystemExit(f"failed: {arguments}\n{(folder / 'said').read_text()[-2000:]}")
    return Spent(float(seconds), int(kilobytes) / 1024)


def write(title: str, size: int, folder: Path) -> None:
    """A text, as a file and as a Word file that holds it."""
    text = TEXTS[title](size)
    (folder / "in.txt").write_text(text, encoding="utf-8")
    manuscript(text, folder / "in.docx")


def measured(title: str, size: int) -> list[Spent]:
    """What each command takes for a text of a size.

    A process of its own writes that: a process is charged for the memory of the one that starts it.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        writer = [sys.executable, "-m", "benchmarks.promises", "--write", title, str(size), name]
        subprocess.run(writer, check=True)
        return [spend(command, folder) for command in COMMANDS.values()]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.promises")
    parser.add_argument("--size", type=int, default=SIZE, metavar="N")
    parser.add_argument("names", nargs="*", metavar="NAME")
    asked = parser.parse_args(arguments)
    print(f"{'':25}", *(f"{one:>14}" for one in COMMANDS), flush=True)
    kept = True
    nothing = measured("paragraphs", 10)
    print(f"{'ten characters':25}", *(f"{one.shown(LEAST):>14}" for one in nothing), flush=True)
    empty = [one.memory for one in nothing]
    for title in TEXTS:
        if asked.names and not any(one in title for one in asked.names):
            continue
        spent = zip(measured(title, asked.size), empty, strict=True)
        cells = [one.shown(allowed(asked.size, least)) for one, least in spent]
        broken = {name for name, cell in zip(COMMANDS, cells, strict=True) if cell.endswith("*")}
        known = {name for name, titles in KNOWN.items() if title in titles}
        kept = kept and broken <= (known if asked.size >= SIZE else set())
        print(f"{title:25}", *(f"{cell:>14}" for cell in cells), flush=True)
    return 0 if kept else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--write"]:
        write(sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]))
    else:
        sys.exit(main(sys.argv[1:]))
