"""What holds a work, and where in it: reporters, journals and codes, told by their names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct, structs

from converter.citations.known import folded, known
from converter.citations.telling.capitals import is_capitals
from converter.crossrefs.grammar import MONTH
from converter.speed.patterns import Pattern

ContainerKind = Literal["reporter", "journal", "code"]

_SMALL = r"&|of|and|the|for|in|on|to|de|d[’'][A-Z]\w{0,20}|i"
_WORD = rf"(?:[A-ZÀ-Þ][^\s;()\[\],]{{0,30}}|{_SMALL}|[23]d|\d(?:th|st))"
_CAPITALS = r"(?:[A-ZÀ-Þ][^\sa-z;()\[\],]{0,30}|&)"
CITED = Pattern(
    rf"(?<![\w.§–‑-])(?P<volume>\d{{1,4}}(?:[–-]\d{{1,4}})?)\s(?P<name>{_WORD}(?:\s{_WORD}){{0,9}}?|{_CAPITALS}(?:,?\s{_CAPITALS}){{1,9}}?)"
    r"(?:,?\s(?:\(\ufffc{1,24}\)\s)?(?P<at>at\s|¶\s?)?"
    r"(?P<page>(?:\*|§{1,2}\s?)?\d{1,7}(?:,\d{3})?(?!\w)|_{2,9}|[ivxl]{1,7}(?=[,\s(])|(?=\(\ufffc))"
    rf"|(?=,\s(?:[Nn]os?\.\s\d|iss\.\s|{MONTH}[\s/]|(?:Spring|Summer|Fall|Autumn|Winter)\s)))"
)
"""``128 HARV. L. REV. 2166``, ``384 U.S. at 440``, ``42 U.S.C. § 1983``."""
_REPORTER = re.compile(
    r"(?:\b(?:F|A|P|So|N\.[EW]|S\.[EW]|Supp|App|Ct|Cal|Rptr|L\.\s?Ed|Misc|A\.D|Wash|Wn|Ill|Ohio|Wis|Haw)"
    r"\.?\s?(?:App\.\s?)?(?:[23]d|\dth))"
    r"|\b(?:WL|LEXIS|U\.S\.L\.W\.|U\.\s?S\.|S\.\s?Ct\.|F\.R\.D\.|Fed\.\sCl\.|Fed\.\sApp[’'x]x?\.?|F\.\sApp[’']x"
    r"|B\.R\.|Fed\.\sCas\.|Rptr\.?|Rep\.\s\d|[NS]\.\s?[EW]\.|So\.|ECLI|E\.C\.R\.|EWCA|UKSC|WLR"
    r"|I\.?C\.?J\.?(?:\sRep\.)?)\Z"
)
"""Series of reports (``F.3d``), and how the names of reporters end that the list does not have."""
_CODE = re.compile(
    r"\b(?:U\.S\.C\.(?:A\.|S\.|C\.A\.N\.)?|USC|C\.F\.R\.|CFR|Fed\.\sReg\.|Stat\."  # federal
    r"|Cong\.(?:\sRec\.)?|Code|Ann\.|Laws"  # of Congress, of states
    r"|U\.N\.T\.S\.|U\.S\.T\.|T\.I\.A\.S\.|I\.L\.M\.|L\.N\.T\.S\.|O\.J\.|T\.S\.(?:\sNo\.)?"  # treaties
    r"|Op\.\sAtt[’']y\sGen\.|FCC\sRcd\.?|F\.C\.C\.(?:\s?2d|R\.)?|P\.U\.R\.|I\.R\.B\.|C\.B\.|T\.C\.M?\.?"
    r"|Trade\sReg\.|FERC|N\.?L\.?R\.?B\.?|S\.E\.C\.)(?:\s§)?\Z"  # of agencies
)
"""How the names of codes, registers and series of treaties end."""
_JOURNAL = re.compile(
    r"\b(?:Rev|J|Q|L\.J|L\.Q|L\.F|Forum|Bull|Y\.B|Yearbook|Journal|Review|Quarterly|Stud|Persp|Probs|Proc"
    r"|Notes|Lawyer|Mag|Econ|Sci|Phil|L|Pol[’']?y?|Rsch|Ann|Online|Mind|Nature|Colloquy|Surv|Res)(?:\b|\.)",
    re.IGNORECASE,
)
"""Words that the names of journals have."""
_MONTH_FIRST = re.compile(
    rf"(?:{MONTH}|U\.N\.|G\.A\.|Part|Section|Article|Chapter|Title|No\.|The)(?:\s|\Z)"
)


SHORT_NAME = 0.85
"""How sure it is that a word of four capitals is the name of a journal: MIND is, a docket is not."""
UNKNOWN = 0.5
"""How sure it is that a name in small letters, which nobody listed, is that of a journal."""


class Container(Struct, frozen=True):
    """A volume, the name of what it is of, and a page: places in the text."""

    kind: ContainerKind
    volume: tuple[int, int]
    name: tuple[int, int]
    page: tuple[int, int]
    is_short: bool
    confidence: float


def containers(text: str, start: int, end: int) -> Iterator[Container]:
    """The volumes, containers and pages between two places."""
    at = start
    while match := CITED.search(text, at, end):
        found = container(match)
        is_doubtful = found is not None and found.confidence == UNKNOWN
        if (
            found is None
            or (is_doubtful and not _stands_as_one(text, match))
            or _is_next_volume(text, match, found)
        ):
            at = match.end("volume")  # what was no volume may hold one
            continue
        if found.confidence == SHORT_NAME and _stands_as_one(text, match):
            found = structs.replace(found, confidence=0.95)
        yield found
        at = match.end()


def _is_next_volume(text: str, match: re.Match[str], found: Container) -> bool:
    """Whether what looked like a page is the volume of a journal: ``the Commercial Code, 92 HARV.``"""
    page = found.page[0]
    is_listed = found.kind == "code" and text[page - 2 : page] == ", "
    return is_listed and text[match.end() : match.end() + 2].strip().isupper()


def _stands_as_one(text: str, match: re.Match[str]) -> bool:
    """Whether a comma stands before the volume, and a comma or bracket behind the page."""
    is_behind_title = text[max(0, match.start() - 2) : match.start()] in (", ", "? ", "” ")
    return is_behind_title and text[match.end() : match.end() + 2].startswith((",", " (", "."))


def container(match: re.Match[str]) -> Container | None:
    """What a match of `CITED` is, or None for numbers and words that cite nothing."""
    name = match["name"].rstrip(",")
    judged = judge(name)
    if judged is None:
        return None
    kind, confidence = judged
    if not match["page"] and kind != "journal":
        return None
    is_short = bool(match["at"] and match["at"].startswith("at"))
    page = match.span("page") if match["page"] else (match.end(), match.end())
    start = match.start("name")
    return Container(
        kind,
        match.span("volume"),
        (start, start + len(name)),
        page,
        is_short,
        confidence,
    )


def judge(name: str) -> tuple[ContainerKind, float] | None:
    """What a name between volume and page is, and how sure that is.

    >>> judge("HARV. L. REV."), judge("F.3d"), judge("U.S.C."), judge("Apples")
    (('journal', 1.0), ('reporter', 1.0), ('code', 1.0), None)
    """
    if _MONTH_FIRST.match(name) and not is_capitals(name):
        return None
    key = folded(name)
    if _CODE.search(name) or key in known("codes"):
        return "code", 1.0
    if key in known("journals"):
        return "journal", 1.0
    if _REPORTER.search(name) or key in known("reporters"):
        return "reporter", 1.0
    if is_capitals(name) and len(key) > 2:
        return ("journal", 0.97) if len(key) > 4 or "." in name else ("journal", SHORT_NAME)
    if _JOURNAL.search(name):
        return "journal", 0.93
    words = name.split()
    if len(words) > 1 and words[0][0].isupper() and words[-1][0].isupper():
        return "journal", UNKNOWN
    return None
