"""What the checks find, as cards of the page: each with its words, its place, and its mend."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from converter.checks import Finding
from converter.checks.dismissed import identities
from converter.checks.explain import explain
from converter.checks.selection import group_of
from converter.document.diagnostics import ConversionError, Diagnostic
from converter.document.model import Span
from converter.document.tree import line_starts
from converter.editing.edits import Replacement
from converter.web.engine.given.units import Units

GROUPS = {
    "markers": "notes",
    "crossreferences": "references",
    "ids": "sources",
    "citations": "sources",
    "links": "links",
    "extractor": "word",
    "structure": "structure",
    "typography": "typography",
}
"""What an editor calls the groups of rules."""

OF_WORD = "W"
"""What the codes of messages about Word files begin with."""

AROUND = 40
"""Characters shown before and behind the place of a problem."""

LONGEST = 120
"""Characters shown of the place itself."""

SUGGESTED = ("structure", "typography")
"""Groups whose hints are suggestions."""


class Cards:
    """Makes cards of findings about a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.units = Units(text)
        self.lines = line_starts(text)

    def cards(self, findings: Sequence[Finding]) -> Iterator[dict[str, Any]]:
        """Findings as the page gets them; each has an id that an edit elsewhere does not change."""
        for one, id in zip(findings, identities(findings, self.text), strict=True):
            yield self._card(one, id)

    def _card(self, one: Finding, id: str) -> dict[str, Any]:
        span = one.span or Span(0, 0)
        at = self.text[span.start : span.end]
        return {
            "id": id,
            "code": one.code,
            "group": group(one.code),
            "severity": one.severity,
            "message": _sentence(one.message),
            "remedy": one.remedy,
            "note": one.note,
            "line": bisect_right(self.lines, span.start),
            "from": self.units.out(span.start),
            "to": self.units.out(span.end),
            "before": self.text[max(0, span.start - AROUND) : span.start].rpartition("\n")[2],
            "at": at[:LONGEST],
            "after": self.text[span.end : span.end + AROUND].partition("\n")[0],
            "fix": self._fix(one),
            "why": why(one.code),
            "rule": f"{one.code} {one.name}",
        }

    def _fix(self, one: Finding) -> dict[str, Any] | None:
        if one.fix is None:
            return None
        return {
            "label": label(one, self.text),
            "safe": one.fix.safe,
            "edits": edits_out(one.fix.edits, self.units),
        }


def edits_out(edits: Iterable[Replacement], units: Units) -> list[tuple[int, int, str]]:
    """Replacements as the page makes them."""
    return [(units.out(one.start), units.out(one.end), one.words) for one in edits]


def group(code: str) -> str:
    """What an editor calls the group of a rule or message."""
    rule = _rules().get(code)
    found = GROUPS.get(rule or group_of(code))
    return found or ("word" if code.startswith(OF_WORD) else "notes")


@cache
def _rules() -> dict[str, str]:
    from converter.checks import all_rules

    return {code: rule.group for code, rule in all_rules().items()}


@cache
def why(code: str) -> str:
    """What a rule is about."""
    try:
        return re.sub(r"\{\w+\}", "…", explain(code))
    except ConversionError:
        return ""


LONGEST_IN_LABEL = 30


def label(one: Finding, text: str) -> str:
    """The words of a button that mends a finding."""
    assert one.fix is not None  # noqa: S101 — asked only where there is one
    first = one.fix.edits[0]
    old, new = text[first.start : first.end], first.words
    if len(one.fix.edits) > 1:
        return f"Mend in {len(one.fix.edits)} places"
    if new.isdecimal() and old.isdecimal():
        return f"Change to note {new}"
    if not new:
        return "Delete it" if old.isspace() else f"Delete “{_shown(old)}”"
    if not old:
        return "Add a blank" if new.isspace() else f"Add “{_shown(new)}”"
    if old.isspace() or new.isspace():
        return "Mend the blank"
    return f"Change to “{_shown(new)}”"


def _shown(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= LONGEST_IN_LABEL else words[:LONGEST_IN_LABEL] + "…"


def _sentence(words: str) -> str:
    end = "" if words.endswith((".", "!", "?", "…")) else "."
    return words[:1].upper() + words[1:] + end


def said_problems(diagnostics: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """What was noticed of a file while it was opened, without places: its text has others."""
    findings = [
        Finding(one.code, one.name, one.severity, one.message, one.remedy)
        for one in diagnostics
        if one.severity != "info"
    ]
    return [*Cards("").cards(findings)]
