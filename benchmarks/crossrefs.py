"""Read cross references out of labelled notes, for scoring: ``python -m benchmarks.crossrefs FILE``.

FILE has a JSON object a line, with ``id``, ``note_text`` and ``this_note``, the note's number. Printed
is a line for each: ``id`` and ``refs`` with ``kind``, ``span`` (characters) and ``targets`` (numbers).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from converter.crossrefs.antecedents import Target, resolve


def predict(row: dict[str, Any]) -> dict[str, Any]:
    refs = [
        {"kind": found.kind, "span": [found.start, found.end], "targets": spelled_out(targets)}
        for found, targets in resolve(row["note_text"], row["this_note"])
    ]
    return {"id": row["id"], "refs": refs}


def spelled_out(targets: Iterable[Target | range]) -> list[Target]:
    """The notes of a reference, those of a range one by one."""
    return [note for one in targets for note in (one if isinstance(one, range) else (one,))]


if __name__ == "__main__":
    for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
        print(json.dumps(predict(json.loads(line))))
