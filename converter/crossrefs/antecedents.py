"""Which notes a note points at, and in which one stands what its ``Id.`` repeats.

For that it is enough to know where something is cited, which few patterns tell. What is cited
`converter.citations` knows: to load and run that for an ``Id.`` takes longer than a short article does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from converter.crossrefs import CitationStyle
from converter.crossrefs.grammar import MONTH
from converter.crossrefs.labels import LabelRange, Reference
from converter.crossrefs.references import find_references
from converter.crossrefs.stretches import Stretch, around, bracketed_stretches
from converter.speed.patterns import Pattern

Target = int | str | range
"""The number of a note, its label as typed where that is no number ("5c", "TK", "*"), or a range."""

MAX_RANGE = 1000
"""Longer ranges are taken for slips: only their ends are targets."""


_REPORTER = r"(?:(?:[A-Z][\w.’'&-]{0,30}|&|of|and|the|[23]d)\s){1,8}?"
_COURT = (
    r"(?:(?:[A-Z\d&][^\s()]{0,30}|of|the|and|eds?\.,?|trans\.,?|rev\.|filed|decided|argued|last"
    r"|updated|visited|forthcoming|en|banc|per|curiam|daily|proposed|adopted|approved|enacted|amended|as|by"
    r"|passed|broadcast|television|radio|unpublished|posted|published|corrected)\s){0,12}"
)
CITED = Pattern(
    "|".join(
        (
            rf"\b\d{{1,4}}\s(?!{MONTH}\s){_REPORTER}(?:at\s|§§?\s?|\*)?\d",  # 384 U.S. 436
            r"(?:\A|[.;]\s|[Ss]ee\s|[A-Z.)][\w.)]{0,15}\s|,\s)§",
            r"\b(?:Stat|Ann|Code|Laws|Const)\.?,?\s(?:sections?|arts?|amends?|tit|pmbl)\b",
            rf"\s\({_COURT}(?:1[5-9]|20)\d\d(?:,\s\d{{1,2}}:\d\d[^()]{{0,12}})?\)",  # (2d Cir. 1998)
            r"(?i:https?)://|\[\d{4}\]\s|\barXiv:\d|\bPub\.\sL\.|\bRep\.\sNo\b|\bNo\.\s\d|\bFed\.\sR\."
            r"|\bU\.N\.\sDoc\b|\bO\.J\.\s\(|\bR\.S\.C\.|\b[A-Z][a-z]{2,20}\s\*\d",
            rf",\s(?={MONTH}\s\d{{1,2}},\s\d{{4}})",
            r",\sat\s\*?[A-Z]?\d|\bBrief\sfor\s",
        )
    )
)
"""What only a citation has."""
LONGEST_ANCHOR = 1000
"""Characters that no such match is longer than."""
_SHORTENED = (
    r"(?:am?ends?|annots?|apps?|arts?|bibl|bks?|chs?|cmts?|comps?|cons?t|dec|decl|div|doc|eds?|figs?|illus"
    r"|introd?|nom|nos?|op|ords?|paras?|pmbl|pts?|pubs?|regs?|rev|rpt|sched|secs?|sers?|subs?ec|subch|subpt|supp"
    r"|tbls?|tits?|trans|vols?)"
)
"""Abbreviations that no sentence ends with."""
_CLAUSE_END = Pattern(
    rf";\s+|(?:\d|[)\]]|\b(?!{_SHORTENED}\.)[a-z]{{3,20}})[.?!][\"”’)]{{0,2}}\s+(?=[\"“\[(]?[A-Z])"
    r"|(?<=[\d)]),\swith\s(?=[“A-Z])"
    r"|\.\s+(?=(?:See|Cf\.|But|Accord|Contra|Compare|Id\.|Ibid)\b)|\bI[dD]\.\s(?=[A-Z])"
)


IDS = ("id", "ibid")


class NoteText:
    """The words of a note: where they cite and refer to something, each found when it is asked for."""

    def __init__(self, text: str, style: CitationStyle = "bluebook") -> None:
        self.text = text
        self.style = style

    @cached_property
    def references(self) -> list[Reference]:
        return find_references(self.text, self.style)

    @cached_property
    def has_id(self) -> bool:
        return any(found.kind in IDS for found in self.references)

    @cached_property
    def brackets(self) -> list[Stretch]:
        return bracketed_stretches(self.text)

    @cached_property
    def anchors(self) -> list[int]:
        """Where something stands that only a citation has."""
        cited = [one.start for one in self.references if _cites(one)]
        return sorted(cited + [match.start() for match in CITED.finditer(self.text)])

    @cached_property
    def first_outside(self) -> int:
        """The first of them outside of brackets, found without the others; the text's end if none."""
        cited = (one.start for one in self.references if _cites(one))
        first = next(_outside(self.brackets, cited), len(self.text))
        anchors = CITED.finditer(self.text, 0, first + LONGEST_ANCHOR)
        outside = _outside(self.brackets, (match.start() for match in anchors))
        return min(first, next(outside, first))

    @cached_property
    def anchors_outside(self) -> list[int]:
        return [*_outside(self.brackets, self.anchors)]

    @property
    def only_repeats(self) -> bool:
        """Whether each clause that cites begins to do so with an ``Id.``, but for those in brackets."""
        anchors = self.anchors_outside
        ids = {one.start for one in self.references if one.kind in IDS}
        ends = _outside(self.brackets, (end.end() for end in _CLAUSE_END.finditer(self.text)))
        firsts = [bisect_left(anchors, start) for start in (0, *ends, len(self.text))]
        return all(anchors[one] in ids for one, after in pairwise(firsts) if one < after)

    def resolved(self, this_note: int) -> Iterator[tuple[Reference, tuple[Target, ...]]]:
        """The references, each with the notes it points at, if this is note `this_note`.

        An ``Id.`` points at this note when an authority stands before it there, else at the one before.
        """
        first = self.first_outside if self.has_id else 0
        this = (this_note,)
        before = (this_note - 1,) if this_note > 1 else ()
        for found in self.references:
            if found.kind not in IDS:
                yield found, numbers(found)
            elif first < found.start or self._has_anchor_before(found.start):
                yield found, this
            else:
                yield found, before

    def _has_anchor_before(self, at: int) -> bool:
        """Whether an authority stands before `at` within the same brackets."""
        bracket = around(at, self.brackets)
        if bracket is None:
            return False
        return bisect_left(self.anchors, bracket[0]) < bisect_left(self.anchors, at)


def resolve(
    text: str, this_note: int, style: CitationStyle = "bluebook"
) -> list[tuple[Reference, tuple[Target, ...]]]:
    """The references of note `this_note`, each with the notes it points at.

    >>> [targets for _, targets in resolve("See id. at 4; Byun, supra notes 2, 35-37, at 5.", 40)]
    [(39,), (2, range(35, 38))]
    """
    return [*NoteText(text, style).resolved(this_note)]


def _cites(reference: Reference) -> bool:
    """Whether a reference is one that only a citation has."""
    return bool(reference.name) or reference.kind in (*IDS, "n")


def _outside(brackets: Sequence[Stretch], places: Iterable[int]) -> Iterator[int]:
    return (at for at in places if not around(at, brackets)) if brackets else iter(places)


def numbers(reference: Reference) -> tuple[Target, ...]:
    """The notes a reference names, in the order written.

    >>> [numbers(found) for found in find_references("See supra notes 2, 35-38.")]
    [(2, range(35, 39))]
    """
    if reference.kind in ("part", "page"):
        return ()
    return tuple([number for labels in reference.labels for number in _named(labels)])


def _named(labels: LabelRange) -> tuple[Target, ...]:
    first, last = labels.first.text, labels.last.text
    if labels.first == labels.last:
        return (_number(first),)
    if not (first.isdecimal() and last.isdecimal()):
        return (_number(first), _number(last))
    start, end = int(first), int(first[: -len(last)] + last)
    return (range(start, end + 1),) if start < end <= start + MAX_RANGE else (start, end)


def _number(label: str) -> Target:
    return int(label) if label.isdecimal() else label
