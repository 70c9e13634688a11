"""Cross references to parts of the text: is there a heading ``II.C``?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from converter.checks.rule import Found, group
from converter.checks.subject import Subject

rule = group("crossreferences")

HEADING = re.compile(r"(?:(?:PART|Part)\s)?([IVXL]{1,6}|[A-Z]|\d{1,2}|[a-z])(?:[.)]|\s?[—–:])\s+\S")
LONGEST_HEADING = 160
ROMAN = re.compile(r"[IVXL]+")
LABEL = re.compile(r"[IVXL]+(?:\.[A-Z](?:\.\d{1,2})?)?")


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
    for passage in subject.text:
        match = HEADING.match(passage.text)
        if not match or len(passage.text) > LONGEST_HEADING or passage.text.rstrip()[-1] in ".;,":
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
