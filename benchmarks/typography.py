"""How much of the italics and small caps of real notes is given back, and how much of that is right.

    python -m benchmarks.typography FOLDER [--all] [--errors GROUP]

FOLDER holds ``typography.jsonl`` and ``typography-articles.jsonl``: notes whose looks are known from
their sources' own markup. Of the articles, in the order of their names, every fourth is *unseen*, and
is what is reported. The others are *tuning*: rules were made on those.

Letters and digits are counted, and runs of them from their first letter to their last. *set* is what
the profile sets by itself, *with proposals* what an editor gets who takes all that is proposed.
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from converter.readers.restoring.typography.profile import Look, Profile, profile
from converter.readers.restoring.typography.runs import Run, runs
from converter.readers.restoring.typography.typesetter import LEAST

FILES = ("typography.jsonl", "typography-articles.jsonl")
MARKS: dict[str, Look] = {"*": "italic", "^": "small-caps"}
LABELS: dict[Look, str] = {"italic": "italic", "small-caps": "smallcaps"}
PROFILES = {
    "lawreview": "bluebook-lawreview",
    "court": "bluebook-court",
    "practitioner": "bluebook-court",
}


class Row(NamedTuple):
    """A note: its words, the look of each character, and which looks its source can teach."""

    text: str
    looks: list[frozenset[Look]]
    taught: tuple[Look, ...]
    house: Profile


def main() -> None:
    parser = ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--all", action="store_true", help="the tuning half too")
    parser.add_argument(
        "--errors", default="", help="a group whose wrong runs of the tuning half are shown"
    )
    asked = parser.parse_args()
    halves = halved(asked.folder)
    for name, articles in halves.items():
        if name == "unseen" or asked.all or asked.errors:
            shown = asked.errors if name == "tuning" else ""
            report(name, articles, shown)


def halved(folder: Path) -> dict[str, dict[str, list[Row]]]:
    """The articles of each half, by name, with their notes in order."""
    articles: dict[str, list[tuple[int, Row]]] = defaultdict(list)
    for file in FILES:
        for line in (folder / file).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            name = row["source"].split(", public web")[0].split(",")[0].split(" rev.")[0]
            number = row["id"].rpartition("-")[2]
            articles[name].append((int(number) if number.isdecimal() else 0, read_row(row)))
    halves: dict[str, dict[str, list[Row]]] = {"tuning": {}, "unseen": {}}
    for place, name in enumerate(sorted(articles)):
        in_order = sorted(articles[name], key=lambda one: one[0])
        halves["unseen" if place % 4 == 3 else "tuning"][name] = [row for _, row in in_order]
    return halves


def read_row(row: dict[str, Any]) -> Row:
    on: set[Look] = set()
    looks: list[frozenset[Look]] = []
    for character in row["restored"]:
        if character in MARKS:
            on ^= {MARKS[character]}
        else:
            looks.append(frozenset(on))
    taught = tuple(look for look, label in LABELS.items() if label in row["labelled"])
    return Row(row["plain"], looks, taught, profile(PROFILES[row["profile"]]))


class Figures:
    """Letters and runs, right and wrong and missed, under any name."""

    def __init__(self) -> None:
        self.counts: dict[str, Counter[str]] = defaultdict(Counter)

    def add(self, name: str, right: int = 0, wrong: int = 0, missed: int = 0) -> None:
        self.counts[name].update(right=right, wrong=wrong, missed=missed)

    def line(self, name: str, *, recall: bool = True) -> str:
        found = self.counts[name]
        right, wrong, missed = found["right"], found["wrong"], found["missed"]
        precision = f"precision {right / (right + wrong or 1):.3f}" if right + wrong else " " * 15
        rest = f"  recall {right / (right + missed or 1):.3f}" if recall else ""
        return f"{name:44} {precision}{rest}  ({right} right, {wrong} wrong)"


def report(half: str, articles: dict[str, list[Row]], shown: str) -> None:
    figures = Figures()
    for rows in articles.values():
        for row, found in zip(rows, runs([one.text for one in rows]), strict=True):
            measure(row, found, figures, shown)
    notes = sum(map(len, articles.values()))
    print(f"\n{half}: {notes} notes of {len(articles)} articles")
    for name in sorted(figures.counts):
        print("  " + figures.line(name, recall=not name.startswith("group ")))


def measure(row: Row, found: list[Run], figures: Figures, shown: str) -> None:
    for look in row.taught:
        given: dict[str, set[int]] = {"set": set(), "proposed": set()}
        for run in found:
            printed = row.house.groups.get(run.group)
            if printed is None or printed.look != look or run.confidence < LEAST:
                continue
            kind = "set" if run.confidence >= printed.set else "proposed"
            letters = {at for at in range(run.start, run.end) if row.text[at].isalnum()}
            given[kind] |= letters
            right = sum(look in row.looks[at] for at in letters)
            figures.add(f"group {printed.rule} {run.group}, {kind}", right, len(letters) - right)
            if shown == run.group and right < len(letters):
                sys.stderr.write(f"{row.text[run.start : run.end]}\n    {row.text[:300]}\n")
        compare(row, look, "set", given["set"], figures)
        compare(row, look, "with proposals", given["set"] | given["proposed"], figures)


def compare(row: Row, look: Look, how: str, given: set[int], figures: Figures) -> None:
    """Count the letters and the whole runs that have a look, and those that should."""
    wanted = {at for at, one in enumerate(row.looks) if look in one and row.text[at].isalnum()}
    for what, one, two in (
        ("letters", given, wanted),
        ("runs", {*_stretches(row.text, given)}, {*_stretches(row.text, wanted)}),
    ):
        both = len(one & two)
        figures.add(f"{look}, {what}, {how}", both, len(one) - both, len(two) - both)


def _stretches(text: str, places: set[int]) -> Iterator[tuple[int, int]]:
    """From the first letter of each run to behind its last; other characters part none."""
    start = end = -1
    for at, character in enumerate(text):
        if not character.isalnum():
            continue
        if at in places:
            start, end = (at if start < 0 else start), at + 1
        elif start >= 0:
            yield start, end
            start = -1
    if start >= 0:
        yield start, end


if __name__ == "__main__":
    main()
