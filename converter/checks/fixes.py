"""Mending: edits of the source, made from its end, and the document checked again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING, Unpack

from msgspec import Struct

from converter.checks import Finding, Profile, Selection, check
from converter.crossrefs import CitationStyle
from converter.document.overrides import NoteOptions
from converter.editing.edits import Replacement, apply
from converter.formats import Notation, Parsed, Structure
from converter.readers.marker.parser import parse

if TYPE_CHECKING:
    from converter.readers.restoring.typography.profile import Profile as House

MOST_ROUNDS = 10
"""So often a mended text is mended again: one edit may uncover, or stand in the way of, another."""


GAINING = ("M014",)
"""Rules whose fixes make notes of what was text."""


class Mended(Struct, frozen=True):
    """A mended source read again, what is still found in it, and how many findings were mended."""

    parsed: Parsed
    findings: list[Finding]
    count: int


def mend(
    parsed: Parsed,
    selection: Selection,
    *,
    style: CitationStyle,
    profile: Profile,
    house: House | None = None,
    known: Collection[str] = (),
    unsafe: bool = False,
    notation: Notation | None = None,
    structure: Structure = "safe",
    inline_marks: bool = False,
    **notes: Unpack[NoteOptions],
) -> Mended:
    """Make the safe fixes, with `unsafe` the offered ones too, until none but those `known` are left.

    The other options, and `notes`, are those with which `parsed` was read. A round that would lose a
    note, or add one unawares, is not made. The result mended again is the same.
    """
    read = partial(
        parse,
        citation_style=style,
        notation=notation,
        structure=structure,
        inline_marks=inline_marks,
        **notes,
    )
    find = partial(
        check, selection=selection, style=style, profile=profile, house=house, known=known
    )
    findings = find(parsed, most=None)
    count = 0
    for _ in range(MOST_ROUNDS):
        chosen = choose(findings, unsafe=unsafe)
        text = apply(parsed.source, [edit for one in chosen for edit in edits(one)])
        if text == parsed.source:
            break
        again = read(text)
        before, after = len(parsed.document.notes), len(again.document.notes)
        if after < before or (after > before and not any(one.code in GAINING for one in chosen)):
            break
        parsed, count = again, count + len(chosen)
        findings = find(parsed, most=None)
    return Mended(parsed, find(parsed), count)


def edits(finding: Finding) -> tuple[Replacement, ...]:
    """The edits that mend a finding; none if it has no fix."""
    return finding.fix.edits if finding.fix else ()


def is_mendable(finding: Finding, *, unsafe: bool) -> bool:
    """Whether a machine may mend a finding."""
    return finding.fix is not None and (finding.fix.safe or unsafe)


def choose(findings: Sequence[Finding], *, unsafe: bool) -> list[Finding]:
    """The findings to mend in one round: those whose edits do not touch the ones before."""
    chosen: list[Finding] = []
    done = -1
    mendable = (one for one in findings if is_mendable(one, unsafe=unsafe))
    for one in sorted(mendable, key=lambda one: min(edit.start for edit in edits(one))):
        if min(edit.start for edit in edits(one)) > done:
            chosen.append(one)
            done = max(edit.end for edit in edits(one))
    return chosen


def changed_lines(old: str, new: str) -> list[Replacement]:
    """What was mended, line by line, for a diff; no fix adds or takes a line.

    >>> changed_lines("Oil.\\nId at 4\\n", "Oil.\\nId. at 4\\n")
    [Replacement(start=5, end=12, words='Id. at 4')]
    """
    changes: list[Replacement] = []
    start = 0
    for before, after in zip(old.split("\n"), new.split("\n"), strict=True):
        if before != after:
            changes.append(Replacement(start, start + len(before), after))
        start += len(before) + 1
    return changes
