"""Numbers behind a note word that were not read as references: each that may now be wrong is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from converter.crossrefs.labels import Reference, read_to
from converter.crossrefs.mentions import HALF_READ, OF_ANOTHER_WORK, numerals_of, unread_numbers
from converter.document.diagnostics import Diagnostic, diagnose
from converter.editing.renumber.order import Plan
from converter.editing.renumber.reprint import citing
from converter.editing.renumber.survey import Survey


def left_alone(found: Survey, plan: Plan) -> Iterator[Diagnostic]:
    """Each such number, if the note that bears it is now called otherwise."""
    if not any(_moves(label, plan) for label in plan.known):
        return
    bound: defaultdict[int, list[Reference]] = defaultdict(list)
    for typed in found.references:
        bound[typed.place].append(typed.reference)
    numerals = numerals_of(found.index)
    for place in found.passages.places_of(numerals.listed):
        passage = found.passages[place]
        read = bound[place]
        labels = {one.start for each in read for ends in each.note_labels for one in ends.labels}
        for unread in unread_numbers(passage.text, labels, numerals, read_to(read)):
            if unread.reason == OF_ANOTHER_WORK:
                continue
            for one in unread.numbers:
                if _moves(one[0], plan):
                    yield diagnose(
                        "X111" if unread.reason == HALF_READ else "X110",
                        passage.span(*one.span()),
                        label=one[0],
                        words=unread.words,
                        who=citing(passage, found),
                        new=plan.labels.get(plan.known[one[0]], "deleted"),
                        reason=unread.reason,
                    )


def _moves(label: str, plan: Plan) -> bool:
    key = plan.known.get(label)
    return key is not None and plan.labels.get(key) != label
