"""The tables of typography.md: what each rule sets, by which rule of the Bluebook, and how well."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec

from converter.readers.restoring.typography.profile import profile

FIGURES = Path(__file__).parent.parent / "benchmarks" / "typography.json"
"""Written by ``python -m benchmarks.typography FOLDER --write``."""

ITALIC, SMALL_CAPS, ROMAN = "italic", "small-caps", "roman"
RULES = (
    ("T1", ITALIC, "`Id.` with its full stop; the comma after it is roman"),
    ("T2", ITALIC, "`supra`, `infra`, where a note, part or page follows"),
    ("T3", ITALIC, "signals at the head of a citation, `Compare` and `with`"),
    ("T4", ROMAN, "`see` as a verb: `For a list, see Lee`"),
    ("T5", "", "the comma within `See, e.g.,` is italic, the last is roman: with T3"),
    ("T6", ROMAN, "the name of a case in a full citation"),
    (
        "T7",
        ITALIC,
        "short names of cases, cases that a sentence tells of, names given in `(“Midwest I”)`",
    ),
    ("T8", ITALIC, "`In re`, `Ex parte`, `ex rel.`"),
    ("T9", ITALIC, "`aff’d`, `cert. denied`, `vacated` and the rest of a closed list"),
    ("T10", ITALIC, "the title of an article; a case named in it is set off, so roman"),
    ("T11", ITALIC, "the title of a piece in a newspaper or on a site"),
    ("T11", SMALL_CAPS, "the newspaper or site"),
    ("T12", SMALL_CAPS, "the journal"),
    (
        "T13",
        SMALL_CAPS,
        "author and title of a book in capitals; in ordinary letters they are proposed at most",
    ),
    ("T14", "", "an institution and its report: with T13, as they look the same"),
    ("T15", ITALIC, "`in`, `reprinted in`, `available at`; the title of a chapter"),
    ("T15", SMALL_CAPS, "the book that holds the chapter"),
    ("T16", ITALIC, "a short title before `supra`; it keeps the look of the work it is of"),
    ("T17", ITALIC, "a title behind `hereinafter`"),
    (
        "T18",
        SMALL_CAPS,
        "constitutions, statutes, restatements, rules, reports typed in capitals; who made a model code",
    ),
    ("T19", ROMAN, "`et al.`, `eds.`, `trans.`"),
    ("T20", ROMAN, "acronyms, `U.S.C.`, `U.N.T.S.`, addresses"),
)
WITHOUT_GROUP = {"T5": "1.2", "T14": "15.1(c)", "T19": "7", "T20": "7"}
"""Bluebook rules of what no group of words is for."""
OVERALL = (("italics", ITALIC), ("small caps", SMALL_CAPS))

Head = tuple[str, ...]
Rows = list[tuple[str, ...]]


def measured() -> dict[str, Any]:
    """What the benchmark has written."""
    found: dict[str, Any] = msgspec.json.decode(FIGURES.read_bytes())
    return found


def rules_table() -> tuple[Head, Rows]:
    """A row for each rule, with its figures."""
    head = ("rule", "what", "look", "Bluebook", "is", "precision", "recall")
    figures = measured()["figures"]
    return head, [_row(*one, figures) for one in RULES]


def _row(rule: str, look: str, what: str, figures: dict[str, list[int]]) -> tuple[str, ...]:
    named = look.replace("-", " ")
    source = _bluebook(rule, look)
    if look == ROMAN:
        return rule, what, named, source, "left", _precision(figures, f"roman {rule}"), ""
    if not look:
        return rule, what, "", source, "", "", ""
    name = f"rule {rule}, {look}"
    is_proposed = f"{name}, proposed" in figures
    how = "set; if not sure, proposed" if is_proposed else "set"
    precision = _precision(figures, f"{name}, set")
    if is_proposed:
        precision += "; " + _precision(figures, f"{name}, proposed")
    recall = _recall(figures, f"recall {rule}, {look}, set")
    if is_proposed:
        recall += "; " + _recall(figures, f"recall {rule}, {look}, with proposals").split(" ")[0]
    return rule, what, named, source, how, precision, recall


def _bluebook(rule: str, look: str) -> str:
    """The numbers of the rules that the profile names for a rule of ours."""
    if rule in WITHOUT_GROUP:
        return WITHOUT_GROUP[rule]
    groups = profile("bluebook").groups.values()
    sources = [one.source for one in groups if one.rule == rule and look in (one.look, "")]
    numbers = [
        one for source in sources for one in re.findall(r"\d+(?:\.\d+)*(?:\([a-z]\))?", source)
    ]
    return ", ".join(dict.fromkeys(numbers))


def _precision(figures: dict[str, list[int]], name: str) -> str:
    right, wrong, _ = figures.get(name, [0, 0, 0])
    return f"{right / (right + wrong):.3f} of {right + wrong:,}" if right + wrong else "none seen"


def _recall(figures: dict[str, list[int]], name: str) -> str:
    right, _, missed = figures.get(name, [0, 0, 0])
    return (
        f"{right / (right + missed):.3f} of {right + missed:,}" if right + missed else "none seen"
    )


def overall_table() -> tuple[Head, Rows]:
    """How good all of it is, by look."""
    figures = measured()["figures"]
    head = ("", "set unasked", "with all proposals", "proposals alone")
    rows = []
    for named, look in OVERALL:
        cells = []
        for how in ("set", "with proposals"):
            right, wrong, missed = figures[f"{look}, letters, {how}"]
            cells.append(
                f"precision {right / (right + wrong):.3f}, recall {right / (right + missed):.3f}"
            )
        rows.append((named, *cells, _alone(figures, look)))
    return head, rows


def _alone(figures: dict[str, list[int]], look: str) -> str:
    proposed = [
        found
        for name, found in figures.items()
        if name.startswith("rule ") and name.endswith(f"{look}, proposed")
    ]
    right, wrong = (sum(one[at] for one in proposed) for at in (0, 1))
    return f"precision {right / (right + wrong):.3f} of {right + wrong:,}" if proposed else "none"
