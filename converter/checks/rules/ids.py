"""``Id.``: what it stands for, and how it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from converter.checks.passage import CheckedPassage, Cited
from converter.checks.rule import BLUEBOOK, Found, group
from converter.checks.subject import ONLY_ID, Subject

rule = group("ids")

MOST_IN_A_ROW = 4
LEAST_USAGE = 3
"""So many of another style, and none of its own, are one finding: the piece is of that style."""
LONGEST_ARTICLE = 200
PAGE = re.compile(r",?\sat\s(\d{1,5})")
WORDS_BEFORE = 60
"""So many characters before an ``Id.`` tell where it stands; all of them would take quadratic time."""
CLOSERS = "”\"’')]»"
WITHIN = re.compile(r"(?:[,;]|\w)\Z")
"""What stands before an ``id.`` within a sentence: a comma, a semicolon, a word such as ``See``."""
CF = re.compile(r"\b[Cc]f\.\Z")
AFTER_ABBREVIATION = re.compile(r"\b(?:e\.g|v|al|cert|rev|[A-Z][\w’']{0,6})\.\Z")
NAMES_A_SOURCE = re.compile(r"\b(?:[Ss]ee|[Cc]f|[Aa]vailable|[Ii]nterview|[Ll]etter|[Ee]mail)\b")
GLUED_ID = re.compile(r"[”’\"')\]][Ii]d\.")
AT_SECTION = re.compile(r",?\sat\s(?=[§¶])")


@rule("I001", "error", "Bluebook rule 4.1", styles=BLUEBOOK)
def nothing_before_id(subject: Subject) -> Iterator[Found]:
    """``Id.`` stands in the first note, with no source before it.

    Bad:
        1. Id. at 8.
    Good:
        1. Bo Lund, The Wick, 3 Coastal L. Rev. 7 (1982).
        2. Id. at 8.
    """
    for note, cited in _opening(subject):
        if subject.before(note) is None:
            message = f"“{cited.words}” has no source before it"
            yield note.found(cited.stretch, message, "Cite the source in full.")


@rule("I002", "error", "Bluebook rule 4.1; Indigo Book R15.3.3", courts=False, styles=BLUEBOOK)
def id_after_several_sources(subject: Subject) -> Iterator[Found]:
    """``Id.`` follows a note that cites more than one source.

    Bad:
        1. Anjali Roe, Oil, 9 Coastal L. Rev. 4 (1988); Bo Lund, The Wick, 3 Coastal L. Rev. 7 (1982).
        2. Id. at 8.
    Good:
        1. Anjali Roe, Oil, 9 Coastal L. Rev. 4 (1988); Bo Lund, The Wick, 3 Coastal L. Rev. 7 (1982).
        2. Lund, supra note 1, at 8.
    """
    for note, cited in _opening(subject):
        before = subject.before(note)
        if before is not None and len(subject.sources(before)) > 1:
            message = (
                f"“{cited.words}” follows note {before.label}, which cites more than one source"
            )
            yield note.found(cited.stretch, message, "Use the short form of the one you mean.")


@rule("I003", "warning", "Bluebook rule 4.1", styles=BLUEBOOK)
def id_after_no_source(subject: Subject) -> Iterator[Found]:
    """``Id.`` follows a note that cites nothing.

    Bad:
        1. Bo Lund, The Wick, 3 Coastal L. Rev. 7 (1982).
        2. The keepers thought otherwise.
        3. Id. at 8.
    Good:
        1. Bo Lund, The Wick, 3 Coastal L. Rev. 7 (1982).
        2. The keepers thought otherwise.
        3. Lund, supra note 1, at 8.
    """
    for note, cited in _opening(subject):
        before = subject.before(note)
        if before is not None and not subject.clauses(before) and _is_prose(before.text):
            message = f"“{cited.words}” follows note {before.label}, which cites no source"
            yield note.found(cited.stretch, message, "Use the short form of the source you mean.")


@rule("I004", "info", "Bluebook rule 4.1", styles=BLUEBOOK)
def page_cannot_fit(subject: Subject) -> Iterator[Found]:
    """The page after ``Id. at`` cannot lie in the article or case before it.

    Bad:
        1. Bo Lund, The Wick, 3 Coastal L. Rev. 700 (1982).
        2. Id. at 8.
    Good:
        1. Bo Lund, The Wick, 3 Coastal L. Rev. 700 (1982).
        2. Id. at 708.
    """
    for note, cited in _opening(subject):
        before, page = subject.before(note), PAGE.match(cited.reference.tail)
        first = _first_page(subject, before) if before and page else 0
        if first and page and not first <= int(page[1]) <= first + LONGEST_ARTICLE:
            message = f"page {page[1]} is not in the source before it, which begins at {first}"
            yield note.found(cited.stretch, message, "Check which source “Id.” is to stand for.")


def _first_page(subject: Subject, note: CheckedPassage) -> int:
    """Where the article or case begins that a note cites alone, or 0."""
    cited = subject.sources(note)
    if len(cited) != 1 or cited[0].kind not in ("article", "case"):
        return 0
    page = cited[0].words("page", note.text)
    return int(page) if page.isdecimal() else 0


@rule("I005", "info", "Indigo Book R31.1")
def too_many_ids(subject: Subject) -> Iterator[Found]:
    """More than four notes in a row are an ``Id.``

    Bad:
        1. Bo Lund, The Wick, 3 Coastal L. Rev. 7 (1982).
        2. Id.
        3. Id.
        4. Id.
        5. Id.
        6. Id.
    Good:
        1. Bo Lund, The Wick, 3 Coastal L. Rev. 7 (1982).
        2. Id.
        3. Id.
        4. Id.
        5. Id.
    """
    run = 0
    for note in subject.numbered:
        opening = ONLY_ID.match(note.text)
        run = run + 1 if opening and subject.before(note) else 0
        if run == MOST_IN_A_ROW + 1 and opening:
            message = "this is the fifth “Id.” in a row"
            yield note.found(opening.span(), message, "Repeat the short form of the source.")


@rule("I006", "warning", "Bluebook rule 4.1", fix="safe", styles=BLUEBOOK)
def case_of_id(subject: Subject) -> Iterator[Found]:
    """``Id.`` opens a citation sentence, ``id.`` stands within one; ``ID.`` is neither.

    Bad:
        1. Bo Lund, The Wick, 3 Coastal L. Rev. 7 (1982).
        2. See Id. at 8.
    Good:
        1. Bo Lund, The Wick, 3 Coastal L. Rev. 7 (1982).
        2. See id. at 8.
    """
    for cited in subject.all_references("id"):
        start = cited.reference.start
        before = cited.passage.text[max(0, start - WORDS_BEFORE) : start].rstrip()[-12:]
        word = cited.words[:2]
        wanted = _wanted(before) or ("Id" if word == "ID" else word)
        if word != wanted:
            where = "opens a citation" if wanted == "Id" else "stands within a citation"
            message = f"“{word}.” {where}, and is written “{wanted}.” there"
            at = cited.reference.start, cited.reference.start + 2
            yield cited.passage.found(cited.stretch, message, f"Write “{wanted}.”", wanted, at=at)


def _wanted(before: str) -> str:
    """How ``Id.`` is written behind these words; ``""`` where both may be right, as in brackets."""
    closed = before.rstrip(CLOSERS)
    if CF.search(before):
        return "id"
    if not before or (closed.endswith(".") and not AFTER_ABBREVIATION.search(closed)):
        return "Id"
    if closed == before or closed.endswith((",", ";")):
        return "id" if WITHIN.search(closed) else ""
    return ""


@rule("I007", "warning", "Bluebook rule 4.1", fix="safe", styles=BLUEBOOK)
def id_without_stop(subject: Subject) -> Iterator[Found]:
    """``Id`` lacks its full stop.

    Bad:
        1. Bo Lund, The Wick, 3 Coastal L. Rev. 7 (1982).
        2. Id at 8.
    Good:
        1. Bo Lund, The Wick, 3 Coastal L. Rev. 7 (1982).
        2. Id. at 8.
    """
    for cited in subject.all_references("id"):
        if not cited.words.endswith("."):
            fix = f"{cited.words}."
            yield cited.passage.found(
                cited.stretch, "“Id” lacks its full stop", f"Write “{fix}”", fix
            )


@rule("I008", "warning", "Indigo Book R6.2.2", fix="safe", styles=BLUEBOOK)
def at_before_section(subject: Subject) -> Iterator[Found]:
    """``at`` stands before § or ¶ after an ``Id.``

    Bad:
        1. Bo Lund, The Wick § 4 (1982).
        2. Id. at § 12.
    Good:
        1. Bo Lund, The Wick § 4 (1982).
        2. Id. § 12.
    """
    for cited in subject.all_references("id"):
        at = AT_SECTION.match(cited.passage.text, cited.reference.end)
        if at:
            sign = cited.passage.text[at.end()]
            message = f"“at” is not written before {sign}"
            yield cited.passage.found(at.span(), message, "Leave it out.", " ")


@rule("I010", "warning", "Bluebook rule 4.1; OSCOLA 1.2; AGLC (4th ed.) 1.4.3", fix="offered")
def id_of_another_style(subject: Subject) -> Iterator[Found]:
    """``Ibid.`` in a piece of the Bluebook style, or ``Id.`` in one of another.

    Bad:
        1. Bo Lund, The Wick, 3 Coastal L. Rev. 7 (1982).
        2. Ibid. at 8.
    Good:
        1. Bo Lund, The Wick, 3 Coastal L. Rev. 7 (1982).
        2. Id. at 8.
    """
    kinds = ("ibid", "id") if subject.style in BLUEBOOK else ("id", "ibid")
    wrong, right = ([*subject.all_references(kind)] for kind in kinds)
    found = [_of_another_style(subject, cited) for cited in wrong]
    if len(found) < LEAST_USAGE or right:
        yield from found
        return
    message = f"{found[0].message}, and the piece writes it {len(found)} times"
    remedy = "Choose the style by --citation-style, or replace them all."
    edits = tuple(edit for one in found for edit in one.edits)
    yield replace(found[0], message=message, remedy=remedy, edits=edits)


def _of_another_style(subject: Subject, cited: Cited) -> Found:
    fix = "Id." if subject.style in BLUEBOOK else "Ibid"
    fix = fix if cited.words[0].isupper() else fix.lower()
    message = f"“{cited.words}” is not of the {subject.style} style"
    return cited.passage.found(cited.stretch, message, f"Write “{fix}”", fix)


def _is_prose(text: str) -> bool:
    """Whether nothing is cited: the bare title of a report is a source in its way, as is ``see`` one."""
    if NAMES_A_SOURCE.search(text) or GLUED_ID.search(text):
        return False
    words: list[str] = re.findall(r"\b[^\W\d_]+\b", text)
    return sum(map(str.islower, words)) * 2 > len(words)


def _opening(subject: Subject) -> Iterator[tuple[CheckedPassage, Cited]]:
    """The first ``Id.`` of each note that reaches back to the note before."""
    for note in subject.numbered:
        for cited in subject.references(note):
            if cited.reference.kind in ("id", "ibid") and not cited.here:
                yield note, cited
                break
