"""Cross references: are the sources they name the right ones, and are they written right?"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from msgspec.structs import replace

from converter.checks.named_sources import (
    DIRECTED,
    TO_NOTES,
    has_only_a_short_form,
    is_case_or_statute,
    is_cited_elsewhere,
    mending,
    named,
    one_target,
    works_of,
)
from converter.checks.passage import CheckedPassage, Cited
from converter.checks.rule import BLUEBOOK, Found, group
from converter.checks.subject import HEREINAFTER, ONLY_ID, Subject
from converter.citations.names import first_places, is_acronym_of, name_tokens, nearly
from converter.crossrefs.antecedents import Target, numbers

rule = group("crossreferences")

CLOSERS = "”\"’')]*_"
COMMA_AFTER_SUPRA = re.compile(
    r"\b(supra|infra)(,)(\s?)(?=(?:(?:foot)?notes?|nn?\.)\s?\d)", re.IGNORECASE
)
MORE = r"(?:(?:\s?[-–,&]\s?|\s(?:and|&)\s)\d{1,4}){0,9}"
TEXT_AT_NOTE = re.compile(
    rf"\b(?:notes?\s(\d{{1,4}}){MORE}\s(?:and|&)\saccompanying\stext"
    rf"|[Tt]ext\saccompanying\snotes?\s(\d{{1,4}}){MORE})\b(?!,?\s(?:above|below|supra|infra|of|in|to)\b)"
)
NAMED_NOTE = re.compile(r"\b([A-Z][\w’'-]{1,30}),\s(notes?\s(\d{1,4}))(?=,\sat\s\d)")
BARE_NOTE = re.compile(
    rf"\b(?i:see|see\salso|cf\.|see,\se\.g\.,)\s(notes?\s(\d{{1,4}}){MORE})(?=[.;)]|\s?\Z)"
)
SIGNAL_BEFORE = re.compile(
    r"(?:\b(?i:see|cf\.|also|generally|e\.g\.|compare|and|accord),?|[;(]|\A)\s{0,3}\Z"
)
LONGEST_SHORT_NOTE = 80


@rule("X004", "warning", "Bluebook rule 4.2(a)", fix="offered")
def named_source_not_there(subject: Subject) -> Iterator[Found]:
    """The author or title named before ``supra note 5`` does not occur in note 5.

    Bad:
        1. Anjali Roe, A Wage of Oil, 9 Coastal L. Rev. 4 (1988).
        2. Bo Lund, The Wick, 3 Coastal L. Rev. 7 (1982).
        3. Roe, supra note 2, at 8.
    Good:
        1. Anjali Roe, A Wage of Oil, 9 Coastal L. Rev. 4 (1988).
        2. Bo Lund, The Wick, 3 Coastal L. Rev. 7 (1982).
        3. Roe, supra note 1, at 8.
    """
    for cited, note in named(subject):
        if _runs_the_wrong_way(subject, cited):
            continue  # X002 and X003 say so, and name the same remedy
        names, there = name_tokens(cited.name), subject.tokens_meant(note)
        missing = names - there
        lost = missing == names or (bool(missing) and _has_other_short_title(note, names))
        lost = lost or (len(missing) * 2 >= len(names) and is_cited_elsewhere(subject, cited))
        if lost and not nearly(missing, there) and not is_acronym_of(cited.name, note.text[:4000]):
            held = note.text[:50].rsplit(" ", 1)[0]
            message = f"“{cited.name}” does not occur in note {note.label} (“{held} …”)"
            yield mending(subject, cited, message)


def _runs_the_wrong_way(subject: Subject, cited: Cited) -> bool:
    here = subject.place_of(cited.passage, cited.reference.start)
    later = [subject.calls[key] > here for key in cited.keys if key]
    return any(later) if cited.reference.kind == "supra" else not all(later)


@rule("X005", "info", "Bluebook rule 4.2: cite the note with the full citation", fix="offered")
def only_a_short_form_there(subject: Subject) -> Iterator[Found]:
    """The note named holds only a short form of the source, not its full citation.

    Bad:
        1. Anjali Roe, A Wage of Oil, 9 Coastal L. Rev. 4 (1988).
        2. Roe, supra note 1, at 8.
        3. Roe, supra note 2, at 9.
    Good:
        1. Anjali Roe, A Wage of Oil, 9 Coastal L. Rev. 4 (1988).
        2. Roe, supra note 1, at 8.
        3. Roe, supra note 1, at 9.
    """
    for cited, note in named(subject):
        if not _runs_the_wrong_way(subject, cited) and has_only_a_short_form(
            subject, note, name_tokens(cited.name)
        ):
            message = f"note {note.label} holds only a short form of “{cited.name}”"
            yield mending(subject, cited, message)


@rule("X006", "warning", "Bluebook rule 4.2(a)", courts=False, styles=BLUEBOOK)
def supra_without_number(subject: Subject) -> Iterator[Found]:
    """``supra`` in a note does not say which note.

    Bad:
        1. Anjali Roe, A Wage of Oil, 9 Coastal L. Rev. 4 (1988).
        2. Roe, supra, at 8.
    Good:
        1. Anjali Roe, A Wage of Oil, 9 Coastal L. Rev. 4 (1988).
        2. Roe, supra note 1, at 8.
    """
    for note in subject.notes:
        bare = [one for one in subject.references(note) if one.reference.kind == "supra_bare"]
        named_at = first_places(note.text) if bare else {}
        for cited in bare:
            excess = COMMA_AFTER_SUPRA.match(note.text, cited.reference.start)  # X018 says so
            if not excess and not _is_named_before(cited, named_at):
                message = "this “supra” does not say which note is meant"
                remedy = "Write “supra note” and its number."
                yield note.found(cited.stretch, message, remedy)


def _is_named_before(cited: Cited, named_at: dict[str, int]) -> bool:
    """Whether the same note names the source before, so that ``supra`` needs no number."""
    names = name_tokens(cited.name)
    start = cited.passage.text.rfind(cited.name, 0, cited.reference.start)
    return bool(names) and all(named_at.get(name, start) < start for name in names)


@rule("X007", "warning", "Bluebook rule 4.2; Indigo Book R6.2.3", courts=False, styles=BLUEBOOK)
def supra_for_case_or_statute(subject: Subject) -> Iterator[Found]:
    """``supra`` stands for a case or statute, which have short forms of their own.

    Bad:
        1. Roe v. Lund, 410 U.S. 113 (1973).
        2. Roe, supra note 1, at 120.
    Good:
        1. Roe v. Lund, 410 U.S. 113 (1973).
        2. Roe, 410 U.S. at 120.
    """
    for cited, note in named(subject):
        if is_case_or_statute(subject, cited, note):
            message = f"“{cited.name}, {cited.words}” stands for a case, statute or constitution"
            yield cited.passage.found(cited.stretch, message, "Use its own short form.")


@rule("X008", "warning", "Bluebook rule 3.5", fix="safe")
def note_or_notes(subject: Subject) -> Iterator[Found]:
    """``note`` before several numbers, or ``notes`` before one.

    Bad:
        1. See supra notes 1.
    Good:
        1. See infra notes 2–3.
        2. The oil.
        3. The wick.
    """
    for cited in subject.all_references(*DIRECTED):
        labels, text = cited.reference.labels, cited.passage.text
        noun = re.search(
            r"((?:foot)?note)(s?)\s{1,9}\Z", text[cited.reference.start : labels[0].first.start]
        )
        if not noun or not labels[0].first.text.isdecimal():
            continue
        several = len(labels) > 1 or labels[0].first != labels[0].last
        if several != bool(noun[2]):
            wanted = noun[1] + ("s" if several else "")
            at = cited.reference.start + noun.start(), cited.reference.start + noun.end(2)
            message = f"“{cited.words}”: “{noun[1]}{noun[2]}” does not fit its numbers"
            remedy = f"Write “{wanted}”."
            yield cited.passage.found(cited.stretch, message, remedy, wanted, at=at)


@rule("X009", "error", "Bluebook rule 3.2(a)")
def range_runs_backwards(subject: Subject) -> Iterator[Found]:
    """A range of notes ends before it begins, or overlaps another of its list.

    Bad:
        1. See infra notes 3–2.
        2. The oil.
        3. The wick.
    Good:
        1. See infra notes 2–3.
        2. The oil.
        3. The wick.
    """
    for cited in subject.all_references(*TO_NOTES):
        covered: list[range] = []
        for labels in cited.reference.labels:
            named = numbers(replace(cited.reference, labels=(labels,)))
            spelled = list(dict.fromkeys(_as_ranges(named)))
            backwards = spelled != sorted(spelled, key=lambda one: one.start)
            overlaps = sum(_cover(one, covered) for one in spelled) > 0
            if backwards or (overlaps and labels.first != labels.last):
                stretch = labels.first.start, labels.last.end
                message = f"the range in “{cited.words}” runs backwards or overlaps"
                yield cited.passage.found(stretch, message, "Write the smaller number first.")


def _as_ranges(targets: tuple[Target, ...]) -> Iterator[range]:
    """The numbers among these targets, each as a range of one."""
    for one in targets:
        if not isinstance(one, str):
            yield one if isinstance(one, range) else range(one, one + 1)


def _cover(numbers: range, covered: list[range]) -> bool:
    """Put numbers among those that are covered, ranges which rise; whether some of them were there."""
    first = bisect_right(covered, numbers.start, key=lambda one: one.stop)
    last = bisect_left(covered, numbers.stop, key=lambda one: one.start)
    touched = [*covered[first:last], numbers]
    covered[first:last] = [
        range(min(one.start for one in touched), max(one.stop for one in touched))
    ]
    return first < last


@rule("X010", "error", "Bluebook rule 4.2(a)")
def placeholder_left(subject: Subject) -> Iterator[Found]:
    """A placeholder, or a label that no note bears, stands for the number.

    Bad:
        1. See Roe, supra note __, at 8.
    Good:
        1. Anjali Roe, A Wage of Oil, 9 Coastal L. Rev. 4 (1988).
        2. See Roe, supra note 1, at 8.
    """
    for cited in subject.all_references(*DIRECTED):
        for target, key in zip(cited.targets, cited.keys, strict=True):
            if key is None and isinstance(target, str) and target != "*":
                message = f"“{target}” in “{cited.words}” is not the number of a note"
                yield cited.passage.found(cited.stretch, message, "Put in the number.")


@rule("X011", "warning", "Bluebook rule 4.2(a)", fix="safe", styles=BLUEBOOK)
def comma_missing(subject: Subject) -> Iterator[Found]:
    """The comma before ``supra note 5``, or after it, is missing.

    Bad:
        1. Anjali Roe, A Wage of Oil, 9 Coastal L. Rev. 4 (1988).
        2. Roe supra note 1 at 8.
    Good:
        1. Anjali Roe, A Wage of Oil, 9 Coastal L. Rev. 4 (1988).
        2. Roe, supra note 1, at 8.
    """
    for cited in subject.all_references(*DIRECTED):
        start, end = cited.stretch
        before = cited.passage.text[:start].rstrip()
        if cited.name and not before.rstrip(CLOSERS).endswith(","):
            at = len(before) - 1, len(before)
            message = f"a comma is missing before “{cited.words}”"
            fix = f"{before[-1]},"
            yield cited.passage.found((start, end), message, "Put in the comma.", fix, at=at)
        if cited.name and cited.reference.tail.startswith((" at", " §", " ¶")):
            last = cited.passage.text[end - 1]
            message = f"a comma is missing after “{cited.words}”"
            at = end - 1, end
            yield cited.passage.found((start, end), message, "Put in the comma.", f"{last},", at=at)


@rule("X017", "warning", "Bluebook rule 3.5", fix="offered", styles=BLUEBOOK)
def supra_missing(subject: Subject) -> Iterator[Found]:
    """``note 5 and accompanying text`` lacks its ``supra`` or ``infra``.

    Bad:
        1. Anjali Roe, A Wage of Oil, 9 Coastal L. Rev. 4 (1988).
        2. See, e.g., note 1 and accompanying text.
    Good:
        1. Anjali Roe, A Wage of Oil, 9 Coastal L. Rev. 4 (1988).
        2. See, e.g., supra note 1 and accompanying text.
    """
    for passage, start, end, label in _without_direction(subject):
        words = passage.text[start:end]
        is_before = subject.calls[subject.keys[label]] < subject.place_of(passage, start)
        fix = f"{'supra' if is_before else 'infra'} {words[0].lower()}{words[1:]}"
        message = f"“{words}” lacks “supra” or “infra”"
        yield passage.found((start, end), message, f"Write “{fix}”", fix)


def _without_direction(subject: Subject) -> Iterator[tuple[CheckedPassage, int, int, str]]:
    """Where ``note 5`` means a note of the piece, and its number."""
    for passage in subject.passages_with(TEXT_AT_NOTE):
        for match in passage.matches(TEXT_AT_NOTE):
            label, start = match[1] or match[2], match.start()
            before = SIGNAL_BEFORE.search(passage.text, max(0, start - 20), start)
            if label in subject.keys and before:
                yield passage, *match.span(), label
    for passage in subject.passages_with(NAMED_NOTE):
        for match in passage.matches(NAMED_NOTE):
            key = subject.keys.get(match[3])
            if key and name_tokens(match[1]) & subject.tokens[key]:
                yield passage, *match.span(2), match[3]
    for passage in subject.passages_with(BARE_NOTE):
        for match in passage.matches(BARE_NOTE):
            if match[2] in subject.keys:
                yield passage, *match.span(1), match[2]


@rule("X018", "warning", "Bluebook rule 4.2(a)", fix="safe", styles=BLUEBOOK)
def comma_after_supra(subject: Subject) -> Iterator[Found]:
    """A comma stands between ``supra`` and ``note``.

    Bad:
        1. Anjali Roe, A Wage of Oil, 9 Coastal L. Rev. 4 (1988).
        2. Roe, supra, note 1, at 8.
    Good:
        1. Anjali Roe, A Wage of Oil, 9 Coastal L. Rev. 4 (1988).
        2. Roe, supra note 1, at 8.
    """
    for passage in subject.passages_with(COMMA_AFTER_SUPRA):
        for match in passage.matches(COMMA_AFTER_SUPRA):
            message = f"no comma stands in “{match[1]} note”"
            remedy, fix = ("Delete the comma.", "") if match[3] else ("Write a blank instead.", " ")
            yield passage.found(match.span(2), message, remedy, fix)


@rule("X014", "warning", "Bluebook rule 4.2(b)", courts=False, styles=BLUEBOOK)
def title_needed(subject: Subject) -> Iterator[Found]:
    """The note named holds two works of that author, and the title that would tell them is missing.

    Bad:
        1. Anjali Roe, Oil, 9 Coastal L. Rev. 4 (1988); Anjali Roe, Wicks, 3 Coastal L. Rev. 7 (1982).
        2. Roe, supra note 1, at 8.
    Good:
        1. Anjali Roe, Oil, 9 Coastal L. Rev. 4 (1988); Anjali Roe, Wicks, 3 Coastal L. Rev. 7 (1982).
        2. Roe, Wicks, supra note 1, at 8.
    """
    for cited, note in named(subject):
        if len(works_of(subject, cited.name, note)) > 1:
            message = f"note {note.label} cites more than one work of “{cited.name}”"
            yield cited.passage.found(cited.stretch, message, "Add the title of the one you mean.")


@rule("X015", "info", "Bluebook rule 4.2: cite the note with the full citation")
def only_a_cross_reference_there(subject: Subject) -> Iterator[Found]:
    """The note named is itself only an ``Id.`` or a cross reference.

    Bad:
        1. Anjali Roe, A Wage of Oil, 9 Coastal L. Rev. 4 (1988).
        2. See supra note 1.
        3. See supra note 2.
    Good:
        1. Anjali Roe, A Wage of Oil, 9 Coastal L. Rev. 4 (1988).
        2. See supra note 1.
        3. See supra note 1.
    """
    for cited in subject.all_references("supra"):
        note = one_target(subject, cited)
        if note is None or note is cited.passage or len(note.text) >= LONGEST_SHORT_NOTE:
            continue
        only_points = not cited.name and subject.references(note) and not subject.clauses(note)
        is_id = ONLY_ID.match(note.text) and len(subject.clauses(note)) <= 1
        text_is_meant = "accompanying" in cited.words + (cited.reference.tail if is_id else "")
        is_named_there = name_tokens(cited.name) & name_tokens(note.text)
        if (only_points or is_id) and not (text_is_meant or is_named_there):
            message = f"note {note.label} only points on: “{note.text.strip()}”"
            yield cited.passage.found(cited.stretch, message, "Name the note it points at.")


@rule("X016", "info", "Bluebook rule 4.2(a)")
def name_spelled_otherwise(subject: Subject) -> Iterator[Found]:
    """The name differs by a letter from the one in the note.

    Bad:
        1. Ian Ayres, A Wage of Oil, 9 Coastal L. Rev. 4 (1988).
        2. Ayers, supra note 1, at 8.
    Good:
        1. Ian Ayres, A Wage of Oil, 9 Coastal L. Rev. 4 (1988).
        2. Ayres, supra note 1, at 8.
    """
    for cited, note in named(subject):
        names, there = name_tokens(cited.name), subject.tokens_meant(note)
        close = "" if names & there else nearly(names, there)
        if close:
            message = f"“{cited.name}” is spelled otherwise in note {note.label}: “{close}”"
            yield cited.passage.found(cited.stretch, message, "Check which spelling is right.")


def _has_other_short_title(note: CheckedPassage, names: set[str]) -> bool:
    """Whether a note defines a short title, and none that the name has."""
    titles = [name_tokens(match[1]) for match in HEREINAFTER.finditer(note.text)]
    return bool(titles) and not any(title <= names for title in titles)
