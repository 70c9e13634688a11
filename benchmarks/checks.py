"""Check labelled documents, for scoring: ``python -m benchmarks.checks FILE``.

FILE has a JSON object a line, with ``id``, ``profile`` and ``text``. Printed is a line for each: ``id``
and ``findings`` with ``code`` and ``note``, the number in the note's brackets. All rules run, hints too.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from converter.checks import Finding, Selection, check
from converter.formats import Parsed
from converter.readers.marker.parser import parse

NUMBER = re.compile(r"\[(?:(?:foot|end)noteRef:)?(-?\d+)")


def predict(row: dict[str, Any]) -> dict[str, Any]:
    parsed = parse(row["text"])
    findings = check(parsed, Selection(select=("ALL",)), profile=row["profile"])
    marked = [(one.code, _note(one, parsed)) for one in findings if one.span]
    return {
        "id": row["id"],
        "findings": [{"code": code, "note": note} for code, note in dict.fromkeys(marked)],
    }


def _note(finding: Finding, parsed: Parsed) -> int | None:
    """The number in the mark or bracket that a finding is about, else that of the note around it."""
    at = finding.span.start if finding.span else 0
    own = NUMBER.match(parsed.source, at) if finding.code.startswith("M") else None
    spans = [note.span for note in parsed.document.notes if note.span]
    start = next((span.start for span in spans if span.start <= at < span.end), at)
    number = own or NUMBER.match(parsed.source, start)
    return int(number[1]) if number else None


if __name__ == "__main__":
    for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
        print(json.dumps(predict(json.loads(line))))
