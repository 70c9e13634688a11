"""What the check says of real articles, to be read: ``python -m benchmarks.findings FOLDER [CODES]``.

FOLDER holds marker texts (``*.txt``). Printed are all errors and warnings by rule, each with the words
around it and, for an ``Id.``, the note before; with CODES (``X007,S013``, or ``ALL`` for hints too) only
those. This is the list that somebody reads to count how many findings an editor would call right.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

from converter.checks import Finding, Selection, check
from converter.document.model import Span
from converter.formats import Parsed
from converter.readers.marker.parser import parse

WORDS_AROUND = 130
LONGEST_NOTE = 700


def listing(folder: Path, codes: tuple[str, ...]) -> str:
    """All findings of the texts in a folder, by rule."""
    found: dict[str, list[str]] = defaultdict(list)
    selection = Selection(select=codes)
    for path in sorted(folder.rglob("*.txt")):
        parsed = parse(path.read_text(encoding="utf-8"))
        for one in check(parsed, selection):
            found[f"{one.code} {one.name} ({one.severity})"].append(_entry(path, one, parsed))
    total = sum(map(len, found.values()))
    parts = [f"{total} findings in {folder}\n"]
    for rule, entries in sorted(found.items()):
        parts.append(f"\n== {rule}: {len(entries)}\n")
        parts += entries
    return "".join(parts)


def _entry(path: Path, one: Finding, parsed: Parsed) -> str:
    note = f" note {one.note}" if one.note else ""
    entry = f"\n{path.stem[:24]}{note}: {one.message}\n"
    if one.span is None:
        return entry
    if one.code.startswith("I") and one.note:
        entry += f"    before: {_note_before(one.span, parsed)}\n"
    return f"{entry}    {_around(one.span, parsed.source)}\n"


def _around(span: Span, source: str) -> str:
    before = source[max(0, span.start - WORDS_AROUND) : span.start]
    after = source[span.end : span.end + WORDS_AROUND]
    return " ".join(f"{before}>>>{source[span.start : span.end]}<<<{after}".split())


def _note_before(span: Span, parsed: Parsed) -> str:
    """The words of the definition before the one around a place."""
    spans = sorted(
        (note.span.start, note.span.end) for note in parsed.document.notes if note.span is not None
    )
    earlier = [(start, end) for start, end in spans if end <= span.start]
    start, end = earlier[-1] if earlier else (0, 0)
    return " ".join(parsed.source[start:end][:LONGEST_NOTE].split())


if __name__ == "__main__":
    wanted = tuple(sys.argv[2].split(",")) if len(sys.argv) > 2 else ()
    print(listing(Path(sys.argv[1]), wanted), end="")
