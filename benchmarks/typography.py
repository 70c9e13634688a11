"""How much of the italics and small caps of real notes is given back, and how much of that is right.

    python -m benchmarks.typography FOLDER [--all] [--errors GROUP] [--write]

FOLDER holds ``typography.jsonl`` and ``typography-articles.jsonl``: notes whose looks are known from
their sources' own markup. Of the articles, in the order of their names, every fourth is *unseen*, and
is what is reported. The others are *tuning*: rules were made on those.

Letters are counted, of italics digits too, and runs of them from their first to their last. *set* is
what the profile sets by itself, *with proposals* what an editor gets who takes all that is proposed. By
*rule* the precision is that of what was set or proposed by it, and the recall that of the labelled runs
that follow it, as `benchmarks.looks` tells.
"""

from __future__ import annotations

import json
import re
import sys
from argparse import ArgumentParser
from collections import Counter, defaultdict
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.looks import Piece, italic_pieces, small_caps_piece
from benchmarks.references import PASSAGES
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


ROMAN = {
    "T4": re.compile(r"(?<=, )see(?= )"),
    "T6": re.compile(
        r"\b[A-Z][\w.’&]{1,20} v\. [A-Z][\w.’& ]{1,30}(?=, \d{1,4} [A-Z][\w. ]{0,12} \d{1,4}\b)"
    ),
    "T19": re.compile(r"\bet al\.|\beds?\.|\btrans\."),
    "T20": re.compile(r"\b[A-Z]{3,5}\b|\bU\.S\.C\.|\bU\.N\.T\.S\.|https?://\S+|perma\.cc/\S+"),
}
"""What stays roman, by the rule that says so."""

FIGURES = Path(__file__).with_suffix(".json")
"""The figures of the unseen articles, from which the tables of docs/typography.md are made."""


def main() -> None:
    parser = ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--all", action="store_true", help="the tuning half too")
    parser.add_argument(
        "--errors", default="", help="a group whose wrong runs of the tuning half are shown"
    )
    parser.add_argument("--write", action="store_true", help=f"the figures, into {FIGURES.name}")
    asked = parser.parse_args()
    halves = halved(asked.folder)
    unseen = measured(halves["unseen"])
    if asked.all or asked.errors:
        report("tuning", halves["tuning"], measured(halves["tuning"], asked.errors))
    report("unseen", halves["unseen"], unseen)
    if asked.write:
        FIGURES.write_text(as_json(halves["unseen"], unseen), encoding="utf-8")


def as_json(articles: dict[str, list[Row]], figures: Figures) -> str:
    """The figures as the tables of the documentation need them, and what they were measured of."""
    kept = {
        name: [found[one] for one in ("right", "wrong", "missed")]
        for name, found in sorted(figures.counts.items())
        if not name.startswith("group ")
    }
    of = {"notes": sum(map(len, articles.values())), "articles": len(articles)}
    return json.dumps({**of, "behaviour": behaviour(), "figures": kept}, indent=1) + "\n"


def behaviour() -> str:
    """What tells the rules that were measured from others: a digest of what they say of notes of ours."""
    lines = PASSAGES.read_text(encoding="utf-8").splitlines()
    notes = [re.sub(r"\{([^|}]+)\|[^}]*\}", r"\1", one) for one in lines if one[:1] != "#"]
    said = [
        [(one.start, one.end, one.group, round(one.confidence, 3)) for one in found]
        for found in runs(notes)
    ]
    return sha256(repr(said).encode()).hexdigest()[:16]


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


def report(half: str, articles: dict[str, list[Row]], figures: Figures) -> None:
    notes = sum(map(len, articles.values()))
    print(f"\n{half}: {notes} notes of {len(articles)} articles")
    for name in sorted(figures.counts):
        print("  " + figures.line(name))


class Figures:
    """Letters and runs, right and wrong and missed, under any name."""

    def __init__(self) -> None:
        self.counts: dict[str, Counter[str]] = defaultdict(Counter)

    def add(self, name: str, right: int = 0, wrong: int = 0, missed: int = 0) -> None:
        self.counts[name].update(right=right, wrong=wrong, missed=missed)

    def line(self, name: str) -> str:
        found = self.counts[name]
        right, wrong, missed = found["right"], found["wrong"], found["missed"]
        precision = (
            "" if name.startswith("recall") else f"precision {right / (right + wrong or 1):.3f}"
        )
        one_sided = name.startswith(("group", "rule", "roman"))
        recall = "" if one_sided else f"recall {right / (right + missed or 1):.3f}"
        counted = f"{right} right, {wrong} wrong" + ("" if one_sided else f", {missed} missed")
        return f"{name:44} {precision:15}  {recall:12}  ({counted})"


def measured(articles: dict[str, list[Row]], shown: str = "") -> Figures:
    """What was set and proposed in these articles, judged by their labels."""
    figures = Figures()
    for rows in articles.values():
        for row, found in zip(rows, runs([one.text for one in rows]), strict=True):
            for look in row.taught:
                measure(row, look, found, figures, shown)
            for rule, pattern in ROMAN.items():
                left_roman(row, rule, pattern, found, figures)
    return figures


def counts(character: str, look: Look) -> bool:
    """Whether a character shows its look: digits have no small capitals."""
    return character.isalpha() if look == "small-caps" else character.isalnum()


def measure(row: Row, look: Look, found: list[Run], figures: Figures, shown: str) -> None:
    given: dict[str, set[int]] = {"set": set(), "proposed": set()}
    for run in found:
        printed = row.house.groups.get(run.group)
        if printed is None or printed.look != look or run.confidence < LEAST:
            continue
        how = "set" if run.confidence >= printed.set else "proposed"
        letters = {at for at in range(run.start, run.end) if counts(row.text[at], look)}
        right = sum(look in row.looks[at] for at in letters)
        given[how] |= letters
        for name in (f"group {printed.rule} {run.group}", f"rule {printed.rule}, {look}"):
            figures.add(f"{name}, {how}", right, len(letters) - right)
        if shown == run.group and right < len(letters):
            sys.stderr.write(f"{row.text[run.start : run.end]}\n    {row.text[:300]}\n")
    either = given["set"] | given["proposed"]
    for how, places in (("set", given["set"]), ("with proposals", either)):
        compare(row, look, how, places, figures)
        for piece in pieces(row, look):
            letters = {at for at in range(piece.start, piece.end) if counts(row.text[at], look)}
            name = f"recall {piece.rule or 'no rule'}, {look}, {how}"
            figures.add(name, len(letters & places), missed=len(letters - places))


def pieces(row: Row, look: Look) -> Iterator[Piece]:
    """The labelled runs of a note by their rules."""
    wanted = {at for at, one in enumerate(row.looks) if look in one and counts(row.text[at], look)}
    for start, end in _stretches(row.text, wanted, look):
        if look == "italic":
            yield from italic_pieces(row.text, start, end)
        else:
            yield small_caps_piece(row.text, start, end)


def left_roman(
    row: Row, rule: str, pattern: re.Pattern[str], found: list[Run], figures: Figures
) -> None:
    """Count the letters of what stays roman, where it is roman in the source."""
    looked = [
        (run.start, run.end)
        for run in found
        if (how := row.house.groups.get(run.group))
        and how.look in row.taught
        and run.confidence >= how.set
    ]
    for match in pattern.finditer(row.text):
        letters = [
            at for at in range(*match.span()) if row.text[at].isalnum() and not row.looks[at]
        ]
        wrong = sum(any(start <= at < end for start, end in looked) for at in letters)
        figures.add(f"roman {rule}", len(letters) - wrong, wrong)


def compare(row: Row, look: Look, how: str, given: set[int], figures: Figures) -> None:
    """Count the letters and the whole runs that have a look, and those that should."""
    wanted = {at for at, one in enumerate(row.looks) if look in one and counts(row.text[at], look)}
    one, two = ({*_stretches(row.text, places, look)} for places in (given, wanted))
    for what, here, there in (("letters", given, wanted), ("runs", one, two)):
        both = len(here & there)
        figures.add(f"{look}, {what}, {how}", both, len(here) - both, len(there) - both)


def _stretches(text: str, places: set[int], look: Look) -> Iterator[tuple[int, int]]:
    """From the first letter of each run to behind its last; what shows no look parts none."""
    start = end = -1
    for at, character in enumerate(text):
        if not counts(character, look):
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
