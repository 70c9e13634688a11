"""What is said of cross references, and of what a renumbering makes of them."""

from __future__ import annotations

from converter.document.faults.fault import Fault

REFERENCES = {
    # X: cross references
    "X001": Fault(
        "note-does-not-exist",
        "error",
        "note {label} does not exist",
        "The number is kept as text. Write the printed number of the note that is meant.",
    ),
    "X019": Fault(
        "too-many-references",
        "warning",
        "only the first {most} cross references of this paragraph were read, which is more than any has",
        "Those behind them stay text, and are neither renumbered nor checked. Part the paragraph.",
    ),
    # X1: renumbering
    "X101": Fault(
        "reference-to-deleted-note",
        "warning",
        "{who} cites note {label}, which was deleted",
        "A placeholder [deleted: {label}] stands there now; a range was made shorter. "
        "Cite another note, and move the full citation if note {label} held it.",
    ),
    "X102": Fault(
        "direction-changed",
        "warning",
        "{old} in {who} became {new}, as the order of the notes changed",
        "Check that it reads well.",
    ),
    "X103": Fault(
        "direction-mixed",
        "warning",
        "{word} in {who} points at notes before and behind it, now that their order changed",
        "Write two references, one with supra and one with infra.",
    ),
    "X104": Fault(
        "number-taken",
        "warning",
        "{who} cites note {label}, which was not there",
        "A placeholder [unknown: {label}] stands there now, so that it cannot come to mean another "
        "note. Write the number of the note that is meant.",
    ),
    "X105": Fault(
        "range-covers-more",
        "info",
        "the range in {who} now covers note {covered} as well",
        "Check that it should.",
    ),
    "X106": Fault(
        "id-changed",
        "warning",
        "{words} in {who} stood for the source of {old}, and would now stand for {new}",
        "Write instead: {offer}.",
    ),
    "X107": Fault(
        "numbers-ambiguous",
        "warning",
        "the ids in the marks are not in order, and typed numbers were taken for printed ones",
        "If they mean the ids in the marks, renumber with --labels ids.",
    ),
    "X108": Fault(
        "id-made-unique",
        "warning",
        "number {old} has no note here, and became {new} so that it calls none by accident",
        "Add the note that it calls, or delete it.",
    ),
    "X109": Fault(
        "encoding-changed",
        "warning",
        "the input was not UTF-8, but the output is",
        "Nothing needs doing, unless another program wants the old encoding.",
    ),
    "X110": Fault(
        "number-left-alone",
        "info",
        "{label} in {words} ({who}) was left as it is, but note {label} is now {new}",
        "It was not read as a reference: {reason}. Change it if it means a note of this document.",
    ),
    "X111": Fault(
        "list-read-in-part",
        "warning",
        "{label} in {words} ({who}) was left as it is, but note {label} is now {new}",
        "Other numbers of this list were read as notes; this one was not: {reason}. Write {new} if it "
        "means that note.",
    ),
}
