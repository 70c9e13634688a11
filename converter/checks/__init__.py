"""The checks: rules over a document that was read, and what they find.

A rule is a function in one of the modules here, with an example of what it finds and of what it
leaves alone; a new one needs nothing but itself. What reading the source has noticed (`FAULTS`)
comes first, under its own codes. `selection` says which rules run, `fixes` mends the source.

>>> from converter.readers.marker.parser import parse
>>> [finding.code for finding in check(parse("So.[footnoteRef:1] [1:  Roe, et. al. ] "))]
['S001']
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator
from functools import cache
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import structs

from converter.checks.dismissed import without
from converter.checks.rule import RULES, Finding, Fix, Found, Profile, Rule
from converter.checks.selection import GROUPS, Selection
from converter.crossrefs import CitationStyle
from converter.document.diagnostics import Diagnostic
from converter.formats import Parsed

if TYPE_CHECKING:
    from converter.checks.subject import Subject
    from converter.readers.restoring.typography.profile import Profile as House

MODULES = (
    "markers", "crossreferences", "targets", "ids", "citations", "typography", "links", "extractor",
    "sources.signals", "sources.pages", "sources.archives", "sources.forms",
)  # fmt: skip


MOST_OF_A_RULE = 1000
"""So many findings of a rule are told one by one; nobody reads more, and each takes memory."""

MOST_COUNTED = 20_000
"""So many more are counted: to count them takes as long as to tell them."""


@cache
def all_rules() -> dict[str, Rule]:
    """All rules, by code."""
    for module in MODULES:
        import_module(f"converter.checks.rules.{module}")
    return dict(sorted(RULES.items()))


def check(
    parsed: Parsed,
    selection: Selection | None = None,
    *,
    style: CitationStyle = "bluebook",
    profile: Profile = "bluebook-lawreview",
    house: House | None = None,
    known: Collection[str] = (),
    most: int | None = MOST_OF_A_RULE,
) -> list[Finding]:
    """What is wrong with a document, in the order of its source.

    `parsed` is what reading the source gave; its diagnostics are among the findings. Where its reader
    gave no text, places count in that of `Parsed.with_source`, and nothing can be mended. `selection`
    says which rules run; without one, all but the hints. `house` is what is printed how: its habits are
    heeded. Of each rule the first `most` findings are given, and one that says how many more there are;
    None: all.
    """
    from converter.checks.subject import Subject

    chosen = selection or Selection()
    placed = parsed.with_source()
    subject = Subject(placed, style, profile, house)
    places = _Places(subject)
    findings: list[Finding] = []
    own = all_rules()  # a rule says more than the message of reading that has the same code
    noticed = [one for one in placed.diagnostics if one.code not in own and chosen.reports(one)]
    for code in dict.fromkeys(one.code for one in noticed):
        said = (_as_finding(one, places) for one in noticed if one.code == code)
        findings += _at_most(most, said)
    for rule in own.values():
        if applies(rule, chosen, style, profile):
            said = (_finding(rule, found, places) for found in _each_once(rule.run(subject)))
            findings += _at_most(most, said)
    if not parsed.source:
        findings = [structs.replace(one, fix=None) for one in findings]
    findings.sort(key=lambda one: (one.span.start if one.span else -1, one.code))
    return without(findings, placed.source, known)


def applies(rule: Rule, selection: Selection, style: CitationStyle, profile: Profile) -> bool:
    """Whether a rule is chosen, and fits the citation style and the profile."""
    return selection.runs(rule) and style in rule.styles and (rule.courts or profile != "court")


def _each_once(found: Iterator[Found]) -> Iterator[Found]:
    """What a rule found, each place and message once."""
    seen: set[int] = set()
    for one in found:
        key = hash((one.span.start, one.span.end, one.message))
        if key not in seen:
            seen.add(key)
            yield one


def _at_most(most: int | None, findings: Iterator[Finding]) -> Iterator[Finding]:
    """The first findings of a rule, and one for all others, at the place of the first of these."""
    yield from islice(findings, most)
    first = next(findings, None)
    if first is not None:
        left = 1 + sum(1 for _ in islice(findings, MOST_COUNTED))
        than = "more than " if left > MOST_COUNTED else ""
        left = min(left, MOST_COUNTED)
        message = f"… and {than}{left:,} more of {first.name}"
        remedy = "Mend those before it first."
        yield structs.replace(first, message=message, remedy=remedy, fix=None, stands_for=left)


class _Places:
    """Which note each place of the source is in."""

    def __init__(self, subject: Subject) -> None:
        notes = sorted(
            (note.span.start, note.span.end, subject.index.label(note.key))
            for note in subject.document.notes
            if note.span is not None
        )
        self.starts = [start for start, _, _ in notes]
        self.notes = notes

    def note_at(self, offset: int) -> str:
        last = bisect_right(self.starts, offset) - 1
        return self.notes[last][2] if last >= 0 and offset < self.notes[last][1] else ""


def _finding(rule: Rule, found: Found, places: _Places) -> Finding:
    safe = rule.fix == "safe" if found.safe is None else found.safe
    fix = Fix(found.edits, safe) if found.edits else None
    note = places.note_at(found.span.start)
    return Finding(
        rule.code, rule.name, rule.severity, found.message, found.remedy, found.span, note, fix
    )


def _as_finding(one: Diagnostic, places: _Places) -> Finding:
    note = places.note_at(one.span.start) if one.span else ""
    return Finding(one.code, one.name, one.severity, one.message, one.remedy, one.span, note)


__all__ = ["GROUPS", "Finding", "Fix", "Profile", "Rule", "Selection", "all_rules", "check"]
