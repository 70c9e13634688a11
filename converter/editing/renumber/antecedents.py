"""``Id.`` stands for the source cited before it: an edit may give it another meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator

from converter.document.diagnostics import Diagnostic, report
from converter.document.model import NoteKey
from converter.editing.renumber.order import NEW, Plan
from converter.editing.renumber.proof import Keys, by_note
from converter.editing.renumber.reprint import citing
from converter.editing.renumber.survey import Survey, Typed

SIGNAL = re.compile(
    r"(?:(?:but |see|also|generally|cf\.|accord|contra|compare|e\.g\.),? ?){1,6}", re.IGNORECASE
)
AUTHOR = re.compile(r"[A-Z][^,;()\[\]]{1,60}(?=,)")


def changed_ids(found: Survey, again: Survey, plan: Plan, keys: Keys) -> Iterator[Diagnostic]:
    """Every ``Id.`` that would stand for another note's source than it did, with what to write."""
    after = by_note(again.references, keys)
    names = _names(found)
    for note, references in by_note(found.references, {}).items():
        if note is None or note == plan.deleted:
            continue
        for old, new in zip(references, after.get(note, ()), strict=True):
            meant = tuple(keys[key] for key in new.targets)
            if old.reference.kind in ("id", "ibid") and old.targets and old.targets != meant:
                yield _report(old, meant, names, found, plan)


def _report(
    typed: Typed, meant: tuple[NoteKey, ...], names: dict[NoteKey, str], found: Survey, plan: Plan
) -> Diagnostic:
    root = typed.targets[0]
    span = typed.passage.span(typed.reference.start, typed.reference.end)
    return report(
        "X106",
        span,
        words=typed.passage.text[typed.reference.start : typed.reference.end],
        who=citing(typed, found),
        old=f"note {found.index.label(root)}",
        new=_called(meant[0], found) if meant else "nothing",
        offer=_offer(typed, root, names, plan),
    )


def _called(key: NoteKey, found: Survey) -> str:
    return "the new note" if key == NEW else f"note {found.index.label(key)}"


def _offer(typed: Typed, root: NoteKey, names: dict[NoteKey, str], plan: Plan) -> str:
    """``Byun, supra note 5, at 3``; the full citation again where its note is deleted."""
    if root not in plan.after:
        return "the full citation, as its note is deleted"
    name = names.get(root, "")
    if " v. " in name:
        return f"the short form of {name}"
    pinpoint = typed.reference.tail.lstrip(", ")
    words = [name, f"supra note {plan.labels[root]}", pinpoint]
    return ", ".join(one for one in words if one)


def _names(found: Survey) -> dict[NoteKey, str]:
    """What the source of each note is called elsewhere, or else in its own citation."""
    names: dict[NoteKey, str] = {}
    for one in found.references:
        if one.reference.name and len(one.targets) == 1:
            names.setdefault(one.targets[0], one.reference.name)
    for key, text in found.words().items():
        signal = SIGNAL.match(text)
        author = AUTHOR.match(text, signal.end() if signal else 0)
        if author:
            names.setdefault(key, author[0])
    return names
