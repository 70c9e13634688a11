"""What ends a citation: pinpoint, court and date, edition, address and archive, and what explains it."""

from __future__ import annotations

from converter.citations.known.words import HISTORY, history
from converter.citations.reading.clause import LIKELY, SURE, Clause
from converter.citations.reading.patterns import ADDRESS, EDITED
from converter.crossrefs.grammar import MONTH
from converter.speed.patterns import Pattern

_PAGE = r"\*?[A-Z]?\d[\d–-]{0,12}(?:\snn?\.\s?\d{1,4})?"
_PAGES = rf"{_PAGE}(?:(?:,\s|\s&\s){_PAGE}){{0,9}}"
AFTER_PAGE = Pattern(rf",\s(?P<pages>{_PAGES})")
AT = Pattern(rf"\bat\s(?P<pages>{_PAGES})|(?P<sections>[§¶]{{1,2}}\s?[\w.()–-]{{0,29}}[\w)])")
DATE = Pattern(
    rf"(?:(?:{MONTH}|Spring|Summer|Fall|Autumn|Winter)\s(?:\d{{1,2}},\s)?)?(?:1[5-9]|20)\d\d(?:[–-]\d{{2,4}})?"
    r"(?:,\s\d{1,2}:\d\d\s[AP]M(?:\s[A-Z]{2,3})?)?\Z|n\.d\.\Z"
)
AFTER_TITLE = Pattern(
    rf",?\s(?P<pages>\*?\d[\d–-]{{0,12}}(?:(?:,\s|\s&\s){_PAGE}){{0,9}})(?=[\s.,;)]|\Z)"
)
DATED = Pattern(
    rf",\s(?P<date>(?:(?:{MONTH}|Spring|Summer|Fall|Autumn|Winter)(?:[/–-]{MONTH})?\s)?"
    r"(?:\d{1,2}(?:[–-]\d{1,2})?,\s)?(?:1[5-9]|20)\d\d)\b"
)
OF_PAGES = ("book", "chapter")
"""Kinds of works whose pages stand behind the title, or behind what holds it."""
ARCHIVE = Pattern(r"(?i:https?://)?(?:perma\.cc|web\.archive\.org|archive\.(?:is|ph|today|org))/")
LONGEST_DATE = 120
"""Characters of what stands in brackets with a date at its end: a court, editors, an edition."""


def endings(clause: Clause) -> None:
    """Add what stands behind the work that a clause cites; nothing of a clause that cites none."""
    if clause.kind == "prose":
        return
    _pinpoint(clause)
    for opening, inside in clause.region.bracketed(clause.body, clause.end):
        _bracket(clause, opening + 1, inside)
    for match in HISTORY.finditer(clause.text, clause.body, clause.end):
        clause.add("history", *history(match))
    if not any(one.kind == "date" for one in clause.parts):
        _date(clause)
    address = ADDRESS.search(clause.text, clause.body, clause.end)
    if address:
        start, end = address.span()
        clause.add("url", start, end - (clause.text[end - 1] in ".,"))


def _pinpoint(clause: Clause) -> None:
    """The pages cited of a work: behind its first page, or behind ``at``."""
    page = next((one for one in clause.parts if one.kind == "page"), None)
    found = AFTER_PAGE.match(clause.text, page.end, clause.end) if page else None
    if clause.kind in OF_PAGES:
        found = AFTER_TITLE.match(clause.text, _named_end(clause), clause.end)
    found = found or AT.search(clause.text, clause.body, clause.end)
    if (
        found
        and found.lastgroup
        and not (page and page.start <= found.start(found.lastgroup) < page.end)
    ):
        clause.add("pinpoint", *found.span(found.lastgroup))


def _named_end(clause: Clause) -> int:
    """Where the title of a work ends, or the name of what holds it."""
    ends = (one.end for one in clause.parts if one.kind in ("title", "container", "hereinafter"))
    return max(ends, default=clause.body)


def _date(clause: Clause) -> None:
    """The date of a newspaper or page, where no brackets hold it: ``N.Y. TIMES, Jan. 2, 2020, at A1``."""
    for one in clause.parts:
        if one.kind in ("container", "title"):
            found = DATED.match(clause.text, one.end, clause.end)
            if found:
                clause.add("date", *found.span("date"))
                return


def _bracket(clause: Clause, start: int, inside: str) -> None:
    if ARCHIVE.match(inside):
        clause.add("archive", start, start + len(inside))
        return
    date = DATE.search(inside) if len(inside) <= LONGEST_DATE else None
    has_date = any(one.kind == "date" for one in clause.parts[-4:])
    if date is None or has_date:
        if not inside.startswith("hereinafter") and any(map(str.isalpha, inside)):
            clause.add("explanation", start, start + len(inside), LIKELY)
        return
    clause.add("date", start + date.start(), start + date.end())
    before = len(inside[: date.start()].rstrip(" ,"))
    if before and clause.kind in ("case", "short-case", "court-paper"):
        clause.add("court", start, start + before)
    elif before:
        kind = EDITED.search(inside[:before])
        clause.add("edition" if kind else "imprint", start, start + before, SURE)
