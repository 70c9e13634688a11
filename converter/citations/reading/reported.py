"""What is cited by volume and page: articles, cases, statutes; and cases that sentences name."""

from __future__ import annotations

from bisect import bisect_right

from msgspec import structs

from converter.citations.known.words import PROCEDURAL
from converter.citations.reading.clause import LIKELY, SURE, Clause, is_prose, trimmed
from converter.citations.reading.patterns import COURT_PAPER, DOCKET, REPORTED, YEAR
from converter.citations.reading.works import act, capitals_at_start
from converter.citations.telling import cases
from converter.citations.telling.containers import UNKNOWN, Container, containers
from converter.citations.telling.heads import head
from converter.citations.values import PartKind
from converter.crossrefs.stretches import overlaps

CASES = ("case", "short-case", "told-case")
LONGEST_DOCKET = 60
"""Characters of the number under which a court has a case."""
SURE_BY_AUTHOR = 0.92
"""How sure the title of an article is whose journal nobody listed, where its author is named."""


def volume_and_page(clause: Clause) -> bool:
    found = [*containers(clause.text, clause.body, clause.end)]
    if not found:
        return False
    first = next((one for one in found if one.kind == "journal"), found[0])
    if found[0].kind != "code" or _is_behind_citation(clause, found[0], first):
        first = found[0]
    capitals = capitals_at_start(clause)
    if first.kind == "journal" and capitals and capitals.end > first.volume[1]:
        return False  # a year within a title in capitals
    if first.kind == "journal":
        article(clause, first)
    elif first.kind == "reporter":
        case(clause, first)
    else:
        clause.kind = "enactment"
        if capitals and (capitals.words > 1 or capitals.abbreviations):
            clause.add("enactment", capitals.start, capitals.end)
        act(clause)
    for one in found:
        placed(clause, one)
    return True


def _is_behind_citation(clause: Clause, one: Container, journal: Container) -> bool:
    """Whether a journal comes after a code that is cited, not named in a title."""
    between = clause.text[one.page[1] : journal.volume[0]]
    return ";" in between or between.startswith((" (", ", ("))


def placed(clause: Clause, one: Container) -> None:
    clause.add("volume", *one.volume, one.confidence)
    kind: PartKind = "container" if one.kind == "journal" else one.kind
    clause.add(kind, *one.name, one.confidence)
    clause.add("page", *one.page, one.confidence)


def article(clause: Clause, one: Container) -> None:
    clause.kind = "article"
    start, confidence = clause.body, min(one.confidence, SURE)
    if clause.is_told:
        confidence = min(confidence, 0.95)
    found = head(clause.text, start, one.volume[0], confidence)
    if one.confidence == UNKNOWN and found and found[0].kind == "authors":
        found = [structs.replace(part, confidence=SURE_BY_AUTHOR) for part in found]
    clause.parts += found


def case(clause: Clause, one: Container) -> None:
    end = trimmed(clause.text, clause.body, one.volume[0])
    docket = DOCKET.search(clause.text, max(clause.body, end - LONGEST_DOCKET), end)
    end = docket.start() if docket else end
    start = cases.name_start(clause.text, clause.body, end)
    if cases.VERSUS.search(clause.text, clause.body, start) and not is_prose(
        clause.text[clause.body : start]
    ):
        start = clause.body
    if not clause.text[start : start + 1].isalpha():  # a sentence before it may have named the case
        clause.kind = "short-case" if one.is_short else "case"
        return
    name = clause.text[start:end]
    is_full = cases.VERSUS.search(name) or PROCEDURAL.match(name) or _is_dated(clause, one.page[1])
    if one.is_short or not is_full:
        clause.kind = "short-case"
        sure = SURE if start == clause.body else 0.92
        clause.add("short-case", start, end, LIKELY if cases.VERSUS.search(name) else sure)
        return
    is_paper = COURT_PAPER.match(clause.text, clause.body, clause.end)
    clause.kind = "court-paper" if is_paper else "case"
    clause.add("case", start, end)


def _is_dated(clause: Clause, at: int) -> bool:
    """Whether brackets with a year follow, as in the full citation of a case."""
    opening = clause.text.find("(", at, min(clause.end, at + 60))
    return YEAR.search(clause.region.inside(opening)) is not None


def _is_reported(clause: Clause, end: int, volumes: list[int]) -> bool:
    """Whether a volume follows, and only more of the name before it."""
    following = bisect_right(volumes, end)
    volume = volumes[following] if following < len(volumes) else -1
    between = clause.text[end : min(volume, end + 100)]
    return (
        0 < volume < end + 100
        and between.startswith((",", " "))
        and not is_prose(between)
        and ";" not in between
    )


def told_cases(clause: Clause) -> None:
    """The cases of two parties that the words of a clause name, but for those in titles."""
    if clause.kind in ("article", "periodical", "web", "chapter", "book"):
        return
    taken = sorted((one.start, one.end) for one in clause.parts if one.kind in CASES)
    volumes = sorted(one.start for one in clause.parts if one.kind == "volume")
    for start, end in cases.told(clause.text, clause.body, clause.end):
        if overlaps((start, end), taken):
            continue
        if (
            REPORTED.match(clause.text, end, clause.end)
            or clause.kind == "court-paper"
            or _is_reported(clause, end, volumes)
        ):
            clause.kind = "case" if clause.kind == "prose" else clause.kind
            clause.add("case", start, end)
        else:
            clause.add("told-case", start, end, 0.92)
