"""Pages: where one is missing, and how a range of them is written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from converter.checks.passage import Clause
from converter.checks.rule import BLUEBOOK, Found, group
from converter.checks.subject import Subject

rule = group("citations")

QUOTED = re.compile(r"[”\"][.,;]?\s*\Z")
"""A quotation that ends before a mark."""
WITH_PAGES = ("article", "case", "chapter", "book")
SUPRA_NOTE = re.compile(r"\bsupra\s(?:foot)?notes?\s", re.IGNORECASE)
ACCOMPANYING = re.compile(r"\baccompanying\s(?:text|notes?)\b", re.IGNORECASE)
AT_A_PAGE = re.compile(r"\bat\s\W{0,2}\d|\d,\s{0,2}\d")
LONG_RANGE = re.compile(r"(?<![\d.§¶–-])(\d{3,5})[–-](\d{3,5})(?![\d–-])")
BEFORE_PAGES = re.compile(r"(?:\bat\s|\d,\s|\d–\d{1,4},\s)\Z")


@rule("S031", "info", "Bluebook rule 3.2(a)", styles=BLUEBOOK)
def page_of_quotation_missing(subject: Subject) -> Iterator[Found]:
    """The text quotes, and its note does not say from which page.

    Bad:
        “It is lit.”[footnoteRef:1] [1:  Bo Lund, The Wick, 3 Coastal L. Rev. 7 (1982).]
    Good:
        “It is lit.”[footnoteRef:1] [1:  Bo Lund, The Wick, 3 Coastal L. Rev. 7, 9 (1982).]
    """
    for span, key in subject.marks:
        note = subject.by_key.get(key)
        if note is None or not QUOTED.search(subject.source[max(0, span.start - 4) : span.start]):
            continue
        clause = next(iter(subject.clauses(note)), None)
        if clause is None or not _lacks_page(clause):
            continue
        where = (clause.citation.start, clause.citation.end)
        yield note.found(where, "the text quotes, and no page is given", "Add the page quoted.")


def _lacks_page(clause: Clause) -> bool:
    """Whether a clause cites a source that has pages, from its beginning."""
    cited = clause.citation
    return (
        cited.kind in WITH_PAGES
        and cited.part("page") is not None
        and cited.part("pinpoint") is None
        and cited.part("date") is not None
        and not AT_A_PAGE.search(clause.words)
    )


@rule("X020", "info", "Bluebook rule 4.2(a)", styles=BLUEBOOK)
def page_after_supra_missing(subject: Subject) -> Iterator[Found]:
    """``supra note`` names a source again without the page that is meant.

    Bad:
        1. Bo Lund, The Wick, 3 Coastal L. Rev. 7 (1982).
        2. Lund, supra note 1.
    Good:
        1. Bo Lund, The Wick, 3 Coastal L. Rev. 7 (1982).
        2. Lund, supra note 1, at 9.
    """
    for note in subject.notes.having(SUPRA_NOTE):
        for clause in subject.clauses(note):
            cited = clause.citation
            number = cited.part("note")
            if number is None or cited.part("pinpoint") or ACCOMPANYING.search(clause.words):
                continue
            if _has_pages(subject, number.of(note.text), clause):
                where = (cited.start, number.end)
                yield note.found(
                    where, "no page follows “supra note”", "Add the page that is meant."
                )


def _has_pages(subject: Subject, number: str, short: Clause) -> bool:
    """Whether what a short form names is an article or a book, whose pages are numbered."""
    key = subject.keys.get(number)
    named = subject.by_key.get(key) if key is not None else None
    if named is None or not (short.part("authors") or short.part("title")):
        return False
    found = subject.clause_with(named, short.tokens)
    return found is not None and found.citation.kind in ("article", "book", "chapter")


@rule("S032", "info", "Bluebook rule 3.2(a)", fix="safe", styles=BLUEBOOK)
def range_not_shortened(subject: Subject) -> Iterator[Found]:
    """A range of pages repeats digits that its end may leave out; two are always kept.

    Bad:
        1. Bo Lund, The Wick, 3 Coastal L. Rev. 1101, 1124–1129 (1982).
    Good:
        1. Bo Lund, The Wick, 3 Coastal L. Rev. 1101, 1124–29 (1982).
    """
    for note in subject.notes.having(LONG_RANGE):
        for match in note.matches(LONG_RANGE):
            first, last = match[1], match[2]
            is_pages = BEFORE_PAGES.search(note.text[max(0, match.start() - 12) : match.start()])
            if not is_pages or len(first) != len(last) or first >= last:
                continue
            same = next(at for at, (a, b) in enumerate(zip(first, last, strict=True)) if a != b)
            short = last[min(same, len(last) - 2) :]
            if short != last:
                at = (match.start(2), match.end(2))
                message = f"“{match[0]}” repeats digits"
                yield note.found(at, message, f"Write “{match[0][: -len(last)]}{short}”", short)
