"""How many cross references are found and read right: ``python -m benchmarks.references [FILE]``.

FILE has labelled passages, ``tests/references.txt`` if none is named. A line ``## oscola`` names the
citation style of the lines below it, a line ``# …`` says something about them. Every other line is a
note, number 40 of its piece, with its references written ``{words|kind|numbers}``: the words, their
`Kind`, and the numbers of the notes they point at.

A reference is right if one of its kind with the same notes is found in its words. Printed is what was
missed or is wrong, and for each group of styles the F1 score: the harmonic mean of the share of the
references that is found right, and the share of what is found that is right.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, cast

from converter.crossrefs import BY_LANGUAGE, CitationStyle
from converter.crossrefs.antecedents import resolve

PASSAGES = Path(__file__).parent.parent / "tests" / "references.txt"
LABEL = re.compile(r"\{([^{|}]+)\|([a-z_]+)\|([\d,]*)\}")
THIS_NOTE = 40


class Labelled(NamedTuple):
    """A reference: its kind, the numbers of the notes it points at, and its characters."""

    kind: str
    numbers: tuple[str, ...]
    start: int
    end: int


class Row(NamedTuple):
    style: CitationStyle
    text: str
    labelled: list[Labelled]

    @property
    def group(self) -> str:
        if self.style == "bluebook":
            return "American"
        return "other languages" if self.style in BY_LANGUAGE.values() else "other English"


class Judged(NamedTuple):
    """A passage with what was found in it but not labelled, and what was labelled but not found."""

    row: Row
    right: int
    wrong: list[Labelled]
    missed: list[Labelled]


def rows(file: Path) -> Iterator[Row]:
    """The labelled passages of a file."""
    style: CitationStyle = "bluebook"
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            style = cast(CitationStyle, line[3:])
        elif line and not line.startswith("# "):
            yield _row(line, style)


def _row(line: str, style: CitationStyle) -> Row:
    text, done = "", 0
    labelled = []
    for label in LABEL.finditer(line):
        text += line[done : label.start()]
        numbers = tuple(filter(None, label[3].split(",")))
        labelled.append(Labelled(label[2], numbers, len(text), len(text) + len(label[1])))
        text += label[1]
        done = label.end()
    return Row(style, text + line[done:], labelled)


def judged(row: Row) -> Judged:
    """What is found in a passage, beside its labels."""
    found = [
        Labelled(one.kind, tuple(_spelled_out(targets)), one.start, one.end)
        for one, targets in resolve(row.text, THIS_NOTE, row.style)
    ]
    wrong, missed = list(found), []
    for label in row.labelled:
        same = next((one for one in wrong if _is_same(one, label)), None)
        if same is None:
            missed.append(label)
        else:
            wrong.remove(same)
    return Judged(row, len(row.labelled) - len(missed), wrong, missed)


def _spelled_out(targets: Iterable[object]) -> Iterator[str]:
    for one in targets:
        yield from map(str, one if isinstance(one, range) else (one,))


def _is_same(one: Labelled, other: Labelled) -> bool:
    return one[:2] == other[:2] and one.start < other.end and other.start < one.end


def scores(all_judged: list[Judged]) -> dict[str, float]:
    """The F1 score of each group of styles, from 0 to 1."""
    counts: dict[str, Counter[str]] = {}
    for one in all_judged:
        count = counts.setdefault(one.row.group, Counter())
        count.update(right=one.right, wrong=len(one.wrong), missed=len(one.missed))
    return {
        group: 2 * count["right"] / (2 * count["right"] + count["wrong"] + count["missed"])
        for group, count in counts.items()
    }


def report(file: Path) -> str:
    """What is not right, a line each, and then the scores."""
    results = [judged(row) for row in rows(file)]
    lines = []
    for one in results:
        for word, labels in (("missed", one.missed), ("wrong", one.wrong)):
            words = [f"“{one.row.text[label.start : label.end]}”" for label in labels]
            lines += (
                [f"{one.row.style}: {word} {', '.join(words)} in: {one.row.text}"] if words else []
            )
    total = Counter(one.row.group for one in results)
    lines += [
        f"{score:.3f} {group}, {total[group]} notes" for group, score in scores(results).items()
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    print(report(Path(sys.argv[1]) if len(sys.argv) > 1 else PASSAGES))
