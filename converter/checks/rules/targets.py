"""Cross references: is there what they lead to, above or below?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from converter.checks.named_sources import TO_NOTES, mending
from converter.checks.rule import Found, group
from converter.checks.subject import Subject

rule = group("crossreferences")

HEADING = re.compile(
    r"(?:(?:PART|Part)\s)?([IVXL]{1,6}|[A-Z]|\d{1,2}|[a-z])(?:[.)]|\s?[—–:])\s{1,9}\S"
)
LONGEST_HEADING = 160
ROMAN = re.compile(r"[IVXL]+")
LABEL = re.compile(r"[IVXL]{1,9}(?:\.[A-Z](?:\.\d{1,2})?)?")


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
        if cited.missing:
            listed = ", ".join(map(str, cited.missing[:3]))
            named = f"note {listed} does" if len(cited.missing) == 1 else f"notes {listed} do"
            yield mending(subject, cited, f"{named} not exist; the last is {_last(subject)}")


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
            yield mending(subject, cited, message, word=_as(word, "infra"))


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
        if cited.is_own or any(subject.calls[key] <= here for key in cited.keys if key):
            where = "at its own note" if cited.is_own else "at a note that comes earlier"
            message = f"“{cited.words}” points {where}"
            word = None if cited.is_own else _as(cited.words[:5], "supra")
            yield mending(subject, cited, message, word=word)


@rule("X013", "error", "Bluebook rule 3.5", fix="offered")
def points_at_itself(subject: Subject) -> Iterator[Found]:
    """A note refers to itself by ``supra``.

    A house that writes ``supra note 5`` within note 5 may: its profile says so (``--typography``).

    Bad:
        1. Anjali Roe, A Wage of Oil, 9 Coastal L. Rev. 4 (1988).
        2. See Roe, supra note 2, at 8.
    Good:
        1. Anjali Roe, A Wage of Oil, 9 Coastal L. Rev. 4 (1988).
        2. See Roe, supra note 1, at 8.
    """
    if subject.habit("supra-within-a-note") == "supra note 5":
        return
    for cited in subject.all_references("supra"):
        if cited.is_own:
            yield mending(subject, cited, f"“{cited.words}” is in the very note it names")


@rule("X012", "warning", "Bluebook rule 3.5")
def heading_missing(subject: Subject) -> Iterator[Found]:
    """A cross reference names a part that no heading opens.

    Bad:
        I. The Oil
        A point.[footnoteRef:1] [1:  See infra Part III.]

        II. The Wick
        The end.
    Good:
        I. The Oil
        A point.[footnoteRef:1] [1:  See infra Part II.]

        II. The Wick
        The end.
    """
    headings = _headings(subject)
    if len(headings) < 2:
        return
    for cited in subject.all_references("part"):
        if not re.search(r"\b[Pp]arts?\s", cited.words):
            continue
        labels = {label.text for ends in cited.reference.labels for label in ends.labels}
        missing = [
            one for one in sorted(labels) if LABEL.fullmatch(one) and not _is_there(one, headings)
        ]
        if missing:
            message = f"there is no heading for Part {missing[0]}"
            yield cited.passage.found(cited.stretch, message, "Look up which part is meant.")


def _is_there(label: str, headings: set[str]) -> bool:
    """Whether a part has a heading; below a part without any divisions nothing can be told."""
    parent = label.rpartition(".")[0]
    divided = any(one.startswith(f"{parent}.") for one in headings)
    return label in headings or (bool(parent) and parent in headings and not divided)


def _headings(subject: Subject) -> set[str]:
    """The labels of the headings, those of divisions below their part: ``II``, ``II.C``, ``II.C.1``.

    A letter that follows the last one (C after B) is a letter, else it may be a Roman number.
    """
    labels: set[str] = set()
    part, letter = "", ""
    for text in subject.text.texts:
        match = HEADING.match(text) if len(text) <= LONGEST_HEADING else None
        if not match or text.rstrip()[-1] in ".;,":
            continue
        label = match[1]
        if part and label == (chr(ord(letter) + 1) if letter else "A"):
            letter = label
            labels.add(f"{part}.{letter}")
        elif ROMAN.fullmatch(label):
            part, letter = label, ""
            labels.add(part)
        elif label.isdecimal() and letter:
            labels.add(f"{part}.{letter}.{label}")
    return labels


def _as(typed: str, word: str) -> str:
    return word.upper() if typed.isupper() else word.title() if typed.istitle() else word


def _last(subject: Subject) -> str:
    return subject.numbered[-1].label if subject.numbered else "none"
