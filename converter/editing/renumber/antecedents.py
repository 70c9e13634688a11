"""``Id.`` stands for the source cited before it: an edit may give it another meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from converter.citations import cite
from converter.citations.sources import sources
from converter.citations.values import Citation, PartKind
from converter.crossrefs.antecedents import IDS
from converter.document.diagnostics import Diagnostic, diagnose
from converter.document.model import NoteKey
from converter.document.tree import ends_of
from converter.editing.renumber.order import NEW, Plan
from converter.editing.renumber.proof import Keys, as_before, by_note
from converter.editing.renumber.reprint import citing
from converter.editing.renumber.survey import Survey, Typed

CODE = re.compile(r"U\.S\.C\.|C\.F\.R\.|\b[Cc]onst\.|\bStat\.|§")
LONGEST_NAME = 80
NAMING: tuple[PartKind, ...] = ("authors", "case", "short-case", "act", "enactment")
"""What a source is called by."""


class _Changed(NamedTuple):
    """An ``Id.`` that would stand for the source of another note: `meant` in place of its own."""

    typed: Typed
    meant: list[NoteKey]


def changed_ids(found: Survey, again: Survey, plan: Plan, keys: Keys) -> Iterator[Diagnostic]:
    """What to write for each ``Id.`` that would stand for another note's source than it did.

    Of a chain of them the first is reported: when it is mended, the others are right.
    """
    changed = _changed(found, again, plan, keys) if again is not found else {}
    if not changed:
        return
    words = found.words()
    mended: dict[NoteKey, list[NoteKey]] = {}
    chain: list[NoteKey] = []
    before: NoteKey | None = None
    for note in sorted(plan.after, key=plan.after.__getitem__):
        if note in changed and before in changed and _goes_on(changed, before, note, words):
            chain.append(note)
        elif note in changed:
            chain = mended[note] = []
        before = note
    names = _Names(found, words)
    for note, others in mended.items():
        for one in changed[note]:
            yield _report(one, names, found, plan, others)


def _changed(found: Survey, again: Survey, plan: Plan, keys: Keys) -> dict[NoteKey, list[_Changed]]:
    """All ``Id.`` that an edit gives another meaning, by their notes."""
    after = by_note(again.references, keys)
    changed: dict[NoteKey, list[_Changed]] = {}
    for note, references in by_note(found.references, {}).items():
        if note is None or note == plan.deleted:
            continue
        for old, new in zip(references, after.get(note, ()), strict=True):
            if old.reference.kind not in IDS or not old.targets:
                continue
            meant = tuple(as_before(one, keys) for one in new.targets)
            if old.targets != meant:
                changed.setdefault(note, []).append(_Changed(old, ends_of(meant)))
    return changed


def _goes_on(
    changed: dict[NoteKey, list[_Changed]],
    before: NoteKey,
    note: NoteKey,
    words: dict[NoteKey, str],
) -> bool:
    """Whether the ``Id.`` of a note is right once that of the note before it is mended."""
    roots = {one.typed.targets for at in (before, note) for one in changed[at]}
    return len(roots) == 1 and len(_sources(words.get(before, ""))) == 1


def _report(
    one: _Changed, names: _Names, found: Survey, plan: Plan, others: list[NoteKey]
) -> Diagnostic:
    typed, meant = one
    root = ends_of(typed.targets)[0]
    span = typed.passage.span(typed.reference.start, typed.reference.end)
    offer = _offer(typed, root, names, plan)
    if others:
        labels = [found.index.label(key) for key in others]
        to = f"–{labels[-1]}" if len(labels) > 1 else ""
        offer += f"; that mends note{'s' if to else ''} {labels[0]}{to} too"
    return diagnose(
        "X106",
        span,
        words=typed.passage.text[typed.reference.start : typed.reference.end],
        who=citing(typed.passage, found),
        old=f"note {found.index.label(root)}",
        new=_called(meant[0], found) if meant else "nothing",
        offer=offer,
    )


def _called(key: NoteKey, found: Survey) -> str:
    return "the new note" if key == NEW else f"note {found.index.label(key)}"


def _offer(typed: Typed, root: NoteKey, names: _Names, plan: Plan) -> str:
    """``Byun, supra note 5, at 3``; the full citation again where its note is deleted."""
    name = names.of(root)
    if root not in plan.after:
        whose = f" of {name}" if name else ""
        return f"the full citation{whose}, as its note is deleted"
    pinpoint = typed.reference.tail.lstrip(", ")
    if " v. " in name or CODE.search(name):
        at = f", with “{pinpoint}”" if pinpoint else ""
        return f"the short form of {name}{at}"
    words = [name, f"supra note {plan.labels[root]}", pinpoint]
    return ", ".join(one for one in words if one)


class _Names:
    """What the source of each note is called elsewhere, or else in its own citation."""

    def __init__(self, found: Survey, words: dict[NoteKey, str]) -> None:
        self.words = words
        self.typed: dict[NoteKey, str] = {}
        for one in found.references:
            if one.reference.name and len(named := ends_of(one.targets)) == 1:
                self.typed.setdefault(named[0], one.reference.name)

    def of(self, note: NoteKey) -> str:
        """The name, or ``""``."""
        return self.typed.get(note) or self._cited(self.words.get(note, ""))

    @staticmethod
    def _cited(text: str) -> str:
        """The author, case or statute of the last source of a note, or how that begins."""
        cited = _sources(text)
        last = cited[-1] if cited else None
        named = (last.words(kind, text) for kind in NAMING) if last else iter(())
        if name := next(filter(None, named), ""):
            return name
        signal = last.part("signal") if last else None
        start = signal.end if signal else last.start if last else 0
        first, comma, _ = text[start:].partition(";")[0].partition(" (")[0].partition(",")
        first = first.strip() if comma else first.strip(" .")
        return first if len(first) <= LONGEST_NAME else ""


def _sources(text: str) -> list[Citation]:
    return sources(text, cite(text))
