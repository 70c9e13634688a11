"""Numbers behind a note word that were not read as references: each that may now be wrong is told."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from converter.crossrefs.passages import Passage
from converter.crossrefs.stretches import Stretch, foreign_stretches, overlaps
from converter.document.diagnostics import Diagnostic, diagnose
from converter.editing.renumber.order import Plan
from converter.editing.renumber.reprint import citing
from converter.editing.renumber.survey import Survey

NUMBERS = re.compile(
    r"\b(?:(?:foot|end)?notes?|nn?\.?|fns?\.?|Fn\.|Fu(?:ß|ss)noten?|notas?|ntt?\.)\s{0,3}\d{1,5}\b"
    r"(?:\s?(?:,\s?(?:and|or|&)?|&|;|/|[-‐-–−]|\band|\bor|\bto)\s?\d{1,5}\b)*",
    re.IGNORECASE,
)
NUMBER = re.compile(r"\b\d{1,5}\b")
PAGE_BEFORE = re.compile(r"\d,?\s(?:&\s)?\Z")
"""What makes ``n.5`` a note of another document: ``12 n.5``."""


def left_alone(found: Survey, plan: Plan) -> Iterator[Diagnostic]:
    """Each such number, if the note that bears it is now called otherwise."""
    bound: defaultdict[int, set[int]] = defaultdict(set)
    for typed in found.references:
        labels = (one for ends in typed.reference.note_labels for one in ends.labels)
        bound[id(typed.passage)].update(one.start for one in labels)
    for passage in found.passages:
        yield from _in_passage(passage, bound[id(passage)], found, plan)


def _in_passage(
    passage: Passage, bound: set[int], found: Survey, plan: Plan
) -> Iterator[Diagnostic]:
    foreign: list[Stretch] | None = None
    for run in NUMBERS.finditer(passage.text):
        places = list(NUMBER.finditer(passage.text, *run.span()))
        loose = [one for one in places if one.start() not in bound and _moves(one[0], plan)]
        if not loose or PAGE_BEFORE.search(passage.text, max(0, run.start() - 4), run.start()):
            continue
        foreign = foreign_stretches(passage.text) if foreign is None else foreign
        reason = _reason(run, overlaps(run.span(), foreign), len(loose) < len(places))
        for one in loose:
            yield diagnose(
                "X110",
                passage.span(*one.span()),
                label=one[0],
                words=run[0],
                who=citing(passage, found),
                new=plan.labels.get(plan.known[one[0]], "deleted"),
                reason=reason,
            )


def _moves(label: str, plan: Plan) -> bool:
    key = plan.known.get(label)
    return key is not None and plan.labels.get(key) != label


def _reason(run: re.Match[str], is_foreign: bool, is_rest: bool) -> str:
    if is_foreign:
        return "it stands in a quotation or an address"
    if is_rest:
        return "it does not stand in a list of notes as it is read"
    return "no word such as supra, infra, above or below says that it is a note of this document"
