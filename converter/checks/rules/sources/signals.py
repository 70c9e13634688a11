"""Signals that call for an explanation in parentheses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from converter.checks.rule import BLUEBOOK, Found, group
from converter.checks.subject import Subject

rule = group("citations")

WANTING = re.compile(
    r"(?:but\s)?cf\.|compare|with|see\sgenerally|see\salso|but\ssee", re.IGNORECASE
)
"""Signals with which an explanation is strongly recommended, or whose relevance it shows (rule 1.2)."""
SIGNALS = re.compile(r"\b(?:[Cc]f\.|[Cc]ompare\s|[Ss]ee\s(?:generally|also)|[Bb]ut\s(?:see|cf\.))")
EXPLAINED = re.compile(r"\((?!(?:[^()]{0,80}\s)?(?:1[5-9]|20)\d\d\))[^()]{12,}")
"""Parentheses that hold more than a court and a date."""


@rule("S030", "info", "Bluebook rule 1.2, rule 1.5", styles=BLUEBOOK)
def explanation_missing(subject: Subject) -> Iterator[Found]:
    """A signal such as ``Cf.`` or ``See generally`` is followed by no explanation in parentheses.

    Bad:
        1. Cf. Bo Lund, The Wick, 3 Coastal L. Rev. 7 (1982).
    Good:
        1. Cf. Bo Lund, The Wick, 3 Coastal L. Rev. 7 (1982) (treating wicks as fixtures).
    """
    for note in subject.notes.having(SIGNALS):
        for clause in subject.clauses(note):
            signal = clause.citation.part("signal")
            if signal is None or not WANTING.fullmatch(signal.of(note.text).strip(" ,")):
                continue
            if not EXPLAINED.search(clause.words):
                words = signal.of(note.text)
                message = f"“{words}” is followed by no explanation"
                remedy = "Say in parentheses what the source has to do with it."
                yield note.found((signal.start, signal.end), message, remedy)
