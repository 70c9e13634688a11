"""Cross references: do ``supra`` and ``infra`` lead where they say?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from converter.checks.names import is_acronym_of, name_tokens, nearly
from converter.checks.rule import BLUEBOOK, Found, group
from converter.checks.subject import HEREINAFTER, ONLY_ID, CheckedPassage, Cited, Subject
from converter.crossrefs.authorities import numbers
from converter.document.model import NoteKey

rule = group("crossreferences")

DIRECTED = ("supra", "infra")
TO_NOTES = (*DIRECTED, "note", "n", "above_n")
SHORT_FORM = re.compile(r"\bsupra\s(?:foot)?notes?\b")
CASE_OR_STATUTE = re.compile(
    r"\sv\.\s[^;]{1,80},\s\d{1,4}\s[A-Z]|\d\sU\.S\.C\.|\bU\.S\.\sConst\.|\d\sC\.F\.R\."
)
SIGNAL = re.compile(
    r"\A\W*(?:(?:but\s)?(?:see|cf\.)(?:\s(?:also|generally))?,?\s(?:e\.g\.,\s)?)", re.IGNORECASE
)
LONGEST_SHORT_NOTE = 80


@rule("X001", "error", "Bluebook rule 4.2", fix="offered")
def note_does_not_exist(subject: Subject) -> Iterator[Found]:
    """A cross reference names a note that is not there.

    Bad:
        1. Anjali Roe, A Wage of Oil, 9 Coastal L. Rev. 4 (1988).
        2. Roe, supra note 12, at 8.
    Good:
        1. Anjali Roe, A Wage of Oil, 9 Coastal L. Rev. 4 (1988).
        2. Roe, supra note 1, at 8.
    """
    for cited in subject.all_references(*TO_NOTES):
        missing = [t for t, key in zip(cited.targets, cited.keys, strict=True)
                   if key is None and isinstance(t, int)]  # fmt: skip
        if missing:
            listed = ", ".join(map(str, missing[:3]))
            named = f"note {listed} does" if len(missing) == 1 else f"notes {listed} do"
            yield _mending(subject, cited, f"{named} not exist; the last is {_last(subject)}")


@rule("X002", "error", "Bluebook rule 3.5", fix="offered")
def supra_points_forward(subject: Subject) -> Iterator[Found]:
    """``supra`` (above) names a later note.

    Bad:
        1. Anjali Roe, A Wage of Oil, 9 Coastal L. Rev. 4 (1988).
        2. See Roe, supra note 3, at 8.
        3. The oil.
    Good:
        1. Anjali Roe, A Wage of Oil, 9 Coastal L. Rev. 4 (1988).
        2. See Roe, supra note 1, at 8.
    """
    for cited in subject.all_references("supra"):
        here = subject.place_of(cited.passage, cited.reference.start)
        if any(subject.calls[key] > here for key in cited.keys if key):
            word = cited.words[:5]
            message = f"“{cited.words}” points down, at a note that comes later"
            yield _mending(subject, cited, message, word=_as(word, "infra"))


@rule("X003", "error", "Bluebook rule 3.5", fix="offered")
def infra_points_back(subject: Subject) -> Iterator[Found]:
    """``infra`` (below) names an earlier note, or its own.

    Bad:
        1. Anjali Roe, A Wage of Oil, 9 Coastal L. Rev. 4 (1988).
        2. See infra note 1.
    Good:
        1. Anjali Roe, A Wage of Oil, 9 Coastal L. Rev. 4 (1988).
        2. See supra note 1.
    """
    for cited in subject.all_references("infra"):
        here = subject.place_of(cited.passage, cited.reference.start)
        behind = [key for key in cited.keys if key and subject.calls[key] <= here]
        if behind:
            own = cited.passage.key in behind
            where = "at its own note" if own else "at a note that comes earlier"
            message = f"“{cited.words}” points {where}"
            word = None if own else _as(cited.words[:5], "supra")
            yield _mending(subject, cited, message, word=word)


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
    for cited, note in _named(subject):
        names, there = name_tokens(cited.name), subject.tokens_meant(note)
        missing = names - there
        lost = missing == names or (bool(missing) and _has_other_short_title(note, names))
        if lost and not nearly(missing, there) and not is_acronym_of(cited.name, note.text[:4000]):
            held = note.text[:50].rsplit(" ", 1)[0]
            message = f"“{cited.name}” does not occur in note {note.label} (“{held} …”)"
            yield _mending(subject, cited, message)


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
    for cited, note in _named(subject):
        if SHORT_FORM.search(subject.clause_with(note, name_tokens(cited.name))):
            message = f"note {note.label} holds only a short form of “{cited.name}”"
            yield _mending(subject, cited, message)


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
    for cited in subject.all_references("supra_bare"):
        if cited.passage.key is not None:
            message = "this “supra” does not say which note is meant"
            yield cited.passage.found(cited.stretch, message, "Write “supra note” and its number.")


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
    for cited, note in _named(subject):
        clause = subject.clause_with(note, name_tokens(cited.name))
        head = clause.partition(" (")[0] + " ("
        if CASE_OR_STATUTE.search(head):
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
            r"((?:foot)?note)(s?)\s+\Z", text[cited.reference.start : labels[0].first.start]
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
        covered: set[object] = set()
        for labels in cited.reference.labels:
            spelled = numbers(replace(cited.reference, labels=(labels,)))
            ends = [at for at in spelled if isinstance(at, int)]
            if ends != sorted(ends) or (covered & set(ends) and len(ends) > 1):
                stretch = labels.first.start, labels.last.end
                message = f"the range in “{cited.words}” runs backwards or overlaps"
                yield cited.passage.found(stretch, message, "Write the smaller number first.")
            covered.update(ends)


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
        if cited.name and not before.endswith(","):
            at = len(before) - 1, len(before)
            message = f"a comma is missing before “{cited.words}”"
            fix = f"{before[-1]},"
            yield cited.passage.found((start, end), message, "Put in the comma.", fix, at=at)
        if cited.name and cited.reference.tail.startswith(" at"):
            last = cited.passage.text[end - 1]
            message = f"a comma is missing after “{cited.words}”"
            at = end - 1, end
            yield cited.passage.found((start, end), message, "Put in the comma.", f"{last},", at=at)


@rule("X013", "error", "Bluebook rule 3.5", fix="offered")
def points_at_itself(subject: Subject) -> Iterator[Found]:
    """A note refers to itself by ``supra``.

    Bad:
        1. Anjali Roe, A Wage of Oil, 9 Coastal L. Rev. 4 (1988).
        2. See Roe, supra note 2, at 8.
    Good:
        1. Anjali Roe, A Wage of Oil, 9 Coastal L. Rev. 4 (1988).
        2. See Roe, supra note 1, at 8.
    """
    for cited in subject.all_references("supra"):
        if cited.passage.key is not None and cited.passage.key in cited.keys:
            yield _mending(subject, cited, f"“{cited.words}” is in the very note it names")


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
    for cited, note in _named(subject):
        names = name_tokens(cited.name)
        works = [clause for clause, _ in subject.clauses(note) if not SHORT_FORM.search(clause)]
        authors = [name_tokens(SIGNAL.sub("", clause).partition(",")[0]) for clause in works]
        if sum(names <= author for author in authors) > 1:
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
        note = _one_target(subject, cited)
        if note is None or note is cited.passage or len(note.text) >= LONGEST_SHORT_NOTE:
            continue
        only_points = not cited.name and subject.references(note) and not subject.authorities(note)
        if only_points or ONLY_ID.match(note.text):
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
    for cited, note in _named(subject):
        names, there = name_tokens(cited.name), subject.tokens_meant(note)
        close = "" if names & there else nearly(names, there)
        if close:
            message = f"“{cited.name}” is spelled otherwise in note {note.label}: “{close}”"
            yield cited.passage.found(cited.stretch, message, "Check which spelling is right.")


def _named(subject: Subject) -> Iterator[tuple[Cited, CheckedPassage]]:
    """The references that name a source and one other note, with that note."""
    for cited in subject.all_references(*DIRECTED):
        note = _one_target(subject, cited)
        if note is not None and note is not cited.passage and name_tokens(cited.name):
            yield cited, note


def _one_target(subject: Subject, cited: Cited) -> CheckedPassage | None:
    key = cited.keys[0] if len(cited.keys) == 1 else None
    return subject.by_key.get(key) if key else None


def _has_other_short_title(note: CheckedPassage, names: set[str]) -> bool:
    """Whether a note defines a short title, and none that the name has."""
    titles = [name_tokens(match[1]) for match in HEREINAFTER.finditer(note.text)]
    return bool(titles) and not any(title <= names for title in titles)


def _as(typed: str, word: str) -> str:
    return word.upper() if typed.isupper() else word.title() if typed.istitle() else word


def _last(subject: Subject) -> str:
    return subject.numbered[-1].label if subject.numbered else "none"


def _mending(subject: Subject, cited: Cited, message: str, word: str | None = None) -> Found:
    """A finding that offers the note which cites the named source in full, or else another word."""
    key = _first_full_citation(subject, cited)
    labels = cited.reference.labels
    if key is not None and len(cited.targets) == 1:
        label = subject.index.label(key)
        at = labels[0].first.start, labels[0].first.end
        remedy = f"“{cited.name}” is cited in full in note {label}: check, and write that number."
        return cited.passage.found(cited.stretch, message, remedy, label, at=at)
    if word is not None and not cited.name:
        at = cited.reference.start, cited.reference.start + len(word)
        remedy = f"Write “{word}”, if the number is right."
        return cited.passage.found(cited.stretch, message, remedy, word, at=at)
    return cited.passage.found(cited.stretch, message, "Look up which note is meant.")


def _first_full_citation(subject: Subject, cited: Cited) -> NoteKey | None:
    """The first note before this one that cites all that the name says, and not by a short form."""
    names = name_tokens(cited.name)
    here = subject.place_of(cited.passage, cited.reference.start)
    for key in subject.notes_with(names) if names else ():
        clause = subject.clause_with(subject.by_key[key], names)
        if subject.calls[key] < here and clause and not SHORT_FORM.search(clause):
            return key if key not in cited.keys else None
    return None
