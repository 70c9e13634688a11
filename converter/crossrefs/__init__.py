"""Cross references: found in text, bound to notes. Here stands what tells whether there may be any.

`references` finds them, by the patterns in `grammar`; `authorities` says what a note cites and what
an ``Id.`` stands for; `bind` makes them nodes of a document that point at its notes.
"""

from __future__ import annotations

from typing import Literal

from converter.speed.patterns import Pattern

CitationStyle = Literal["bluebook", "oscola", "aglc", "mcgill", "chicago"]


# A set of first characters lets the search skip other text; what stands before them is looked at next.
DIRECTIONS = r"(?:upra|UPRA|nfra|NFRA|bid|BID|[dD]|bove|elow|ccompanying)\b"
NUMBERED = r"\.?\s{1,3}(?:\d|\[[du])"
TRIGGER = Pattern(rf"[siabSIABn](?<!\w.)(?:(?<!n){DIRECTIONS}|(?<=n)n?\b(?={NUMBERED}))")
TRIGGER_CHICAGO = Pattern(
    rf"[siabSIABnf](?<!\w.)(?:(?<![nf]){DIRECTIONS}|(?<=n)n?\b(?={NUMBERED})"
    r"|(?:(?<=n)|(?<=f)ootn)otes?(?=\s(?:\d|\[[du])))"
)
TRIGGERS: dict[CitationStyle, Pattern] = {
    "bluebook": TRIGGER,
    "oscola": TRIGGER,
    "aglc": TRIGGER,
    "mcgill": TRIGGER,
    "chicago": TRIGGER_CHICAGO,
}
"""The words that may make a reference, by the style of the citations."""
