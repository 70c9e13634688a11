"""Works without a volume, told by their look: books, newspapers, pages of the web, court papers."""

from __future__ import annotations

from collections.abc import Iterator

from converter.citations.known import folded, known
from converter.citations.known.words import CONNECTIVE
from converter.citations.reading.clause import LIKELY, SURE, Clause, is_prose, trimmed
from converter.citations.reading.patterns import (
    ACT,
    ADDRESS,
    CONGRESS,
    CONSTITUTION,
    COURT_PAPER,
    DATED,
    DIVISION,
    DOCUMENT,
    EDITED,
    ENACTED,
    HEARING,
    LAW_INSTITUTE,
    MIXED_TITLE,
    NO_TITLE,
    PAPER,
    PINPOINT,
    TAIL,
    UNPUBLISHED,
    VOLUMES,
    YEAR,
    YEARLY,
)
from converter.citations.regions import HIDDEN
from converter.citations.telling import cases
from converter.citations.telling.capitals import Capitals, is_capitals, measured, runs
from converter.citations.telling.heads import has_initial, head, is_person
from converter.citations.values import CitationKind, Part
from converter.crossrefs.antecedents import CITED

BY_COMMA = 0.88
"""How sure a title is whose last word is in capitals, as is its container behind a comma."""


def by_its_look(clause: Clause) -> None:
    """Read a clause without a volume. Within brackets, only what a word such as ``citing`` leads to."""
    if clause.region.depth and LAW_INSTITUTE.match(clause.text, clause.start, clause.end):
        makers = next(runs(clause.text, clause.start, clause.end))
        clause.add("publisher", makers.start, makers.end)
        return
    if not clause.is_led:
        return
    if COURT_PAPER.match(clause.text, clause.body, clause.end):
        clause.kind = "court-paper"
        return
    if constitution := CONSTITUTION.match(clause.text, clause.body, clause.end):
        clause.kind = "enactment"
        words = constitution["name"]
        clause.add("enactment", *constitution.span("name"), SURE if is_capitals(words) else LIKELY)
        return
    if act(clause):
        return
    if hearing := _hearing(clause.text, clause.body, clause.end):
        clause.kind = "periodical"
        clause.add("title", *hearing, 0.93)
        return
    if not in_capitals(clause):
        mixed_case(clause)


def capitals_at_start(clause: Clause) -> Capitals | None:
    """The run of capitals with which a clause begins, behind its signal."""
    run = next(runs(clause.text, clause.body, min(clause.end, clause.body + 400)), None)
    return run if run and run.words and _is_first(clause, run) else None


def _is_first(clause: Clause, run: Capitals) -> bool:
    """Whether a run stands at the beginning, or behind the number of a volume only."""
    before = clause.text[clause.body : run.start]
    return len(before) < 10 and VOLUMES.fullmatch(before) is not None


def in_capitals(clause: Clause) -> bool:
    """A work whose author and title, or whose container, are in capitals."""
    found = [*runs(clause.text, clause.body, clause.end)]
    if not found:
        return False
    first = found[0]
    is_first = _is_first(clause, first)
    if is_first and (first.words > 1 or (first.words and _is_enacted(clause, first))):
        work_in_capitals(clause, first)
        found = found[1:]
    elif is_first and clause.text[first.end : first.end + 6].lower().startswith(
        (", http", ", www")
    ):
        clause.kind = "web"
        clause.add("container", first.start, first.end)
        return True
    for run in found:
        if container_in_capitals(clause, run, SURE):
            return True
        last = _behind_last_comma(clause, run)
        if last and container_in_capitals(clause, last, BY_COMMA):
            return True
        if clause.kind == "prose" and _is_work(clause, run):
            work_in_capitals(clause, run)
    return clause.kind != "prose"


def _is_enacted(clause: Clause, run: Capitals) -> bool:
    """Whether capitals name a constitution, statute, rule or report."""
    words = clause.text[run.start : run.end]
    following = clause.text[run.end : run.end + 4].lstrip(" ,")
    is_divided = following.startswith(("§", "art", "ame", "pmb", "cl."))
    is_code = "." in words and not _has_author(words)  # a treatise has sections too
    return ENACTED.search(words) is not None or (is_divided and is_code)


def _has_author(words: str) -> bool:
    """Whether words in capitals begin with the name of a person, as those of a treatise do."""
    author, comma, _ = words.partition(", ")
    return bool(comma) and is_person(author)


def _is_work(clause: Clause, run: Capitals) -> bool:
    """Whether a run within a sentence is the author and title of a book: a date follows it."""
    tail = TAIL.match(clause.text, run.end, clause.end)
    if run.words < 3 or tail is None or tail.lastgroup not in ("page", "bracket"):
        return False
    at = tail.end() + (tail.lastgroup == "page")
    inside = clause.region.inside(at) or clause.region.inside(tail.end() - 1)
    return YEAR.search(inside) is not None


def work_in_capitals(clause: Clause, run: Capitals) -> None:
    """An enactment, or the author and title of a book."""
    if clause.text.startswith(" v. ", run.end):
        return
    if _is_enacted(clause, run):
        clause.kind = "enactment"
        clause.add("enactment", run.start, run.end)
        return
    clause.kind = "book"
    clause.add("volume", clause.body, trimmed(clause.text, clause.body, run.start))
    for one in head(clause.text, run.start, run.end, SURE):
        clause.add(one.kind, one.start, one.end)  # of one look, wherever the author ends
    if MIXED_TITLE.match(clause.text, run.end, clause.end):
        titled(clause, run.end + 2)


def titled(clause: Clause, start: int) -> None:
    """A title in small letters behind an institution in capitals: that of a page or report."""
    tail = next(_tails(clause), None)
    if tail and tail[1] > start:
        clause.add("web-title", start, trimmed(clause.text, start, tail[1]), 0.9)


def _behind_last_comma(clause: Clause, run: Capitals) -> Capitals | None:
    """The end of a run whose first words are of a title: FORD in ``The Model T, FORD``."""
    comma = clause.text.rfind(", ", run.start, run.end)
    before = clause.text[max(clause.body, run.start - LONGEST_SITE) : run.start].rsplit(" ", 2)
    if not before[-2:][0][:1].isupper():
        return None  # a person is named there, not a title
    return measured(clause.text, comma + 2, run.end) if comma > 0 else None


def container_in_capitals(clause: Clause, run: Capitals, sure: float) -> bool:
    """Whether a run is the newspaper, site or book that holds a piece named before it."""
    end = _end_of_piece(clause, run)
    if end is None:
        return False
    stop = _without_date(clause.text, run)
    tail = _tail_behind(clause, stop)
    is_in_book = clause.kind == "chapter"
    if not (tail or is_in_book or clause.text[run.end : run.end + 1] in (",", ".")):
        return False
    if not tail and run.words < 2 and run.abbreviations < 2:
        return False
    clause.kind = "periodical" if clause.kind == "prose" else clause.kind
    if clause.kind in ("periodical", "chapter"):
        clause.parts += head(clause.text, clause.body, end, 0.93 if clause.is_told else sure)
    clause.add("container", _with_year(clause.text, run.start), stop, SURE if tail else 0.93)
    return True


def _without_date(text: str, run: Capitals) -> int:
    """Where a container ends: a year behind its comma is a date, though it may end a title."""
    is_dated = text[run.end - 6 : run.end - 4] == ", " and YEAR.fullmatch(
        text[run.end - 4 : run.end]
    )
    return run.end - 6 if is_dated else run.end


def _end_of_piece(clause: Clause, run: Capitals) -> int | None:
    """Where a piece ends that stands before its container; None if there is none.

    A comma or the mark at the end of a title parts them, or ``in`` before a book.
    """
    start = _with_year(clause.text, run.start)
    end = trimmed(clause.text, clause.body, start)
    before = clause.text[max(clause.body, start - 2) : start]
    if end > clause.body and before.endswith(" ") and before[0] in ",?!”’":
        return end
    if not clause.text[max(clause.body, run.start - 5) : run.start].endswith(" in "):
        return None
    clause.kind = "chapter" if clause.kind == "prose" else clause.kind
    return trimmed(clause.text, clause.body, run.start - 3)


def _tail_behind(clause: Clause, at: int) -> bool:
    """Whether a date, page, address or section stands at a place."""
    where = (clause.text, at, clause.end)
    return TAIL.match(*where) is not None or PINPOINT.match(*where) is not None


def _with_year(text: str, start: int) -> int:
    """Where a container begins whose name has a year: ``2022 5TH ACM CONF. ON FAIRNESS``."""
    found = YEARLY.search(text, max(0, start - 12), start)
    return found.start("year") if found else start


def mixed_case(clause: Clause) -> None:
    """A work whose container, if any, is written as other words are."""
    tail = next(_tails(clause), None)
    if tail is None:
        return
    kind, end = tail
    stop = trimmed(clause.text, clause.body, end)
    if divided := DIVISION.search(clause.text, max(clause.body, stop - LONGEST_SITE), stop):
        stop = divided.start()
    joined = CONNECTIVE.search(clause.text, clause.body, stop)
    if joined and not is_prose(clause.text[clause.body : joined.start()]):
        clause.kind = "chapter"
        clause.parts += head(clause.text, clause.body, joined.start(), LIKELY)
        clause.add("container", joined.end(), stop, 0.75)
        return
    if _is_no_work(clause, stop, end):
        return
    parts = head(clause.text, clause.body, stop, LIKELY)
    title = parts[-1] if parts else None
    if title is None or (len(parts) == 1 and kind != "web"):
        return
    clause.kind = kind
    if kind in ("web", "periodical"):
        has_address = ADDRESS.search(clause.text, end, clause.end) is not None
        clause.parts += _with_container(clause.text, parts, by_address=has_address)
    else:
        clause.parts += parts


def _is_no_work(clause: Clause, stop: int, end: int) -> bool:
    """Whether words up to a place, behind which a date or address stands from `end` on, name no work."""
    words = clause.text[clause.body : stop]
    if cases.VERSUS.search(words) or is_prose(words) or _is_unpublished(clause, end):
        return True
    return NO_TITLE.search(clause.text, clause.body, min(clause.end, end + 8)) is not None


def _is_unpublished(clause: Clause, at: int) -> bool:
    bracketed = clause.region.bracketed(at, clause.end)
    return any(UNPUBLISHED.search(inside) for _, inside in bracketed)


def _tails(clause: Clause) -> Iterator[tuple[CitationKind, int]]:
    """Where a title may end, and the kind of work that what stands there tells of."""
    for match in TAIL.finditer(clause.text, clause.body, clause.end):
        match match.lastgroup:
            case "url":
                yield "web", match.start()
            case "date" | "at":
                yield "periodical", match.start()
            case "page":
                at = match.end() + 1
                inside = clause.region.inside(at)
                if DATED.search(inside):
                    yield "article" if PAPER.search(inside) else "book", match.start()
            case _:
                at = match.end() - 1
                inside = clause.region.inside(at)
                if UNPUBLISHED.search(inside):
                    return
                if PAPER.search(inside):
                    yield "article", match.start()
                elif EDITED.search(inside):
                    yield "book", match.start()
                elif DATED.match(inside):
                    yield "book" if inside[:4].isdecimal() else "web", match.start()


def act(clause: Clause) -> bool:
    """Whether a clause names a statute in small letters, and where that stands."""
    found = ACT.match(clause.text, clause.body, clause.end)
    if found and not is_capitals(found["name"]):
        clause.kind = "enactment"
        clause.add("act", *found.span("name"))
    return found is not None


def source_of_no_kind(clause: Clause) -> None:
    """Tell a clause that cites something, though nobody can say what, from words that cite nothing."""
    if clause.kind != "prose" or (clause.region.depth and not clause.is_led):
        return
    for found in CITED.finditer(clause.region.raw, max(0, clause.start - 2), clause.end):
        if clause.text[found.start()] != HIDDEN and found.end() > clause.start:
            clause.kind = "other"
            return


def _hearing(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The title of a hearing before a committee (Bluebook 13.3)."""
    found = HEARING.search(text, start, end)
    return (start, found.start("congress")) if found else None


LONGEST_SITE = 60
"""Characters of the name of a site."""


def _with_container(text: str, parts: list[Part], *, by_address: bool) -> list[Part]:
    """The last words of a title as the site or newspaper that holds it, where a comma parts them.

    An author with an initial, a title, a site and `by_address` an address are what only a page has.
    """
    *others, title = parts
    if others and folded(title.of(text)) in known("newspapers"):
        name = others[-1]  # a title that looked like one
        container = Part("container", title.start, title.end, SURE)
        return [Part("title", name.start, name.end, 0.95), container]
    at = text.rfind(", ", title.start, title.end)
    site = text[at + 2 : title.end]
    if at < 0 or "No." in site or CONGRESS.search(site):
        return parts
    if DOCUMENT.match(site):
        return [*others, Part("title", title.start, at, title.confidence)]
    if folded(site) in known("newspapers"):
        sure = (0.96, SURE)
    elif len(site) > LONGEST_SITE or is_prose(site) or site[:1].islower():
        return parts
    elif by_address and title.confidence == LIKELY and has_initial(others[0].of(text)):
        sure = (0.92, LIKELY)
    else:
        sure = (title.confidence, title.confidence * 0.9)
    title_part = Part("title", title.start, at, sure[0])
    return [*others, title_part, Part("container", at + 2, title.end, sure[1])]
