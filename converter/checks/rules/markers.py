"""Markers: where marks stand, and in what order. What reading reports about marks has its own codes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from converter.checks.rule import Found, group
from converter.checks.subject import Subject
from converter.document.diagnostics import Diagnostic
from converter.document.model import NoteKey, Span
from converter.editing.edits import Replacement

rule = group("markers")

PUNCTUATION = re.compile(r"[.,;?!]{1,9}[”’\"]{0,9}(?![\w.])")
ESCAPED_MARK = re.compile(r"\\\[(?:foot|end)noteRef:[ ]?-?\d{1,9}\\\]", re.IGNORECASE)
ESCAPED_BRACKET = re.compile(r"\\(?=[\[\]])")
UNCALLED = re.compile(r"(?<=\] )[ ]?\[(\d{1,9}): ")
STOPS = '.,;:?!”’"'
LEAST_USAGE = 4
"""So many marks before punctuation, if fewer stand behind, are the usage of the piece."""
MOST_IRREGULAR = 4
"""At most one number in so many breaks the order where people typed the numbers."""
BLANKS_BEFORE = re.compile(r"(?<=\S)[ \t]{1,9}\Z")


@rule("M002", "error", "Word: a note is what its mark calls")
def note_without_mark(subject: Subject) -> Iterator[Found]:
    """What looks like a note is called by no mark; in a row of notes it was read as part of one.

    Bad:
        Oil.[footnoteRef:1] [1:  See there.]  [2:  See here.]
    Good:
        Oil.[footnoteRef:1] Wick.[footnoteRef:2] [1:  See there.]  [2:  See here.]
    """
    ids = {note.id for note in subject.document.notes}
    for one in subject.diagnostics:
        if one.code == "M002" and one.span:
            yield Found(one.span, one.message, one.remedy)
        for inner in UNCALLED.finditer(subject.source, *_ends(one)) if one.code == "M011" else ():
            if inner[1] not in ids:
                message = f"this looks like note {inner[1]}, but no mark calls it"
                remedy = "It was read as part of the note before it. Put its mark where it belongs."
                yield Found(Span(inner.start(1) - 1, inner.end()), message, remedy)


@rule(
    "M004",
    "info",
    "Chicago Manual of Style (17th ed.) 14.25: note numbers follow the order of the text",
)
def numbers_out_of_order(subject: Subject) -> Iterator[Found]:
    """The numbers in the marks do not rise. Word's own ids need not, typed numbers should.

    Bad:
        Oil.[footnoteRef:2] Wick.[footnoteRef:1] [2:  See there.]  [1:  See here.]
    Good:
        Oil.[footnoteRef:1] Wick.[footnoteRef:2] [1:  See there.]  [2:  See here.]
    """
    for span, last, number in _numbers(subject):
        if number < last:
            message = f"mark {number} stands after mark {last}"
            yield Found(span, message, "Nothing needs doing if the numbers are Word's own.")


@rule(
    "M005", "warning", "Chicago Manual of Style (17th ed.) 14.26; Bluebook practice", fix="offered"
)
def mark_before_punctuation(subject: Subject) -> Iterator[Found]:
    """A mark stands before the punctuation that it follows in English.

    Other languages differ, and so do houses: a piece that sets most of its marks so is left alone.

    Bad:
        The lamp was lit[footnoteRef:1]. [1:  See there.]
    Good:
        The lamp was lit.[footnoteRef:1] [1:  See there.]
    """
    if subject.language != "en":
        return
    early = [row for row in _rows(subject) if _stands_before_punctuation(subject.source, *row)]
    behind_stop = sum(subject.source[span.start - 1] in STOPS for span, _ in subject.marks)
    if len(early) >= LEAST_USAGE and len(early) > behind_stop:
        return
    for first, behind in early:
        after = PUNCTUATION.match(subject.source, behind)
        stop = after[0] if after else ""
        moved = stop + subject.source[first.start : behind]
        edit = Replacement(first.start, behind + len(stop), moved)
        message = f"the mark stands before “{stop}”"
        yield Found(first, message, f"Put it behind: {moved}", (edit,))


def _stands_before_punctuation(source: str, first: Span, behind: int) -> bool:
    before = source[first.start - 1 : first.start]
    is_at_a_word = before.isalnum() or before in ')]”’"'
    return is_at_a_word and PUNCTUATION.match(source, behind) is not None


def _rows(subject: Subject) -> Iterator[tuple[Span, int]]:
    """The first of each row of marks that touch, and the character behind the row."""
    first: Span | None = None
    behind = -1
    for span, _ in subject.marks:
        if first is not None and span.start != behind:
            yield first, behind
            first = None
        first, behind = first or span, span.end
    if first is not None:
        yield first, behind


@rule(
    "M014",
    "warning",
    "CommonMark 0.31.2, section 2.4: a backslash makes a bracket plain",
    fix="safe",
)
def mark_escaped(subject: Subject) -> Iterator[Found]:
    r"""The brackets of marks were escaped by another program, so that no mark calls its note.

    Bad:
        Oil.\[footnoteRef:1\] \[1: See there.\]
    Good:
        Oil.[footnoteRef:1] [1: See there.]
    """
    marks = list(ESCAPED_MARK.finditer(subject.source))
    brackets = ESCAPED_BRACKET.finditer(subject.source) if marks else ()
    edits = tuple(Replacement(one.start(), one.start() + 1, "") for one in brackets)
    for mark in marks:
        message = "the brackets of this mark are escaped, so it calls no note"
        remedy = "Take the backslashes before all brackets out of the text."
        yield Found(Span(*mark.span()), message, remedy, edits)
        edits = ()  # the first takes them all out


@rule("M020", "info", "Chicago Manual of Style (17th ed.) 14.25: note numbers are consecutive")
def number_skipped(subject: Subject) -> Iterator[Found]:
    """A number is missing between two marks. Word's own ids may have gaps, typed numbers should not.

    Bad:
        Oil.[footnoteRef:1] Wick.[footnoteRef:3] [1:  See there.]  [3:  See here.]
    Good:
        Oil.[footnoteRef:1] Wick.[footnoteRef:2] [1:  See there.]  [2:  See here.]
    """
    for span, last, number in _numbers(subject):
        if number > last + 1:
            message = f"mark {number} follows mark {last}: a number is skipped"
            yield Found(span, message, "Look whether a note was lost between them.")


@rule(
    "M021",
    "info",
    "Chicago Manual of Style (17th ed.) 14.26; footnoted itself removes the blank, Word keeps it",
    fix="safe",
)
def blank_before_mark(subject: Subject) -> Iterator[Found]:
    """A blank stands before a mark, which belongs to the word before it.

    Bad:
        The lamp was lit. [footnoteRef:1] [1:  See there.]
    Good:
        The lamp was lit.[footnoteRef:1] [1:  See there.]
    """
    for span, _ in subject.marks:
        blanks = BLANKS_BEFORE.search(subject.source, max(0, span.start - 10), span.start)
        if blanks and subject.source[blanks.start() - 1] not in "\n\r":
            edit = Replacement(blanks.start(), span.start, "")
            yield Found(span, "a blank stands before the mark", "Delete the blank.", (edit,))


def _ends(one: Diagnostic) -> tuple[int, int]:
    return (one.span.start + 1, one.span.end) if one.span else (0, 0)


def _numbers(subject: Subject) -> list[tuple[Span, int, int]]:
    """Each first mark of a note with the number typed before it, of its kind, and its own.

    None where so few follow one another that they must be Word's own ids.
    """
    last: dict[str, int] = {}
    seen: set[NoteKey] = set()
    numbers: list[tuple[Span, int, int]] = []
    for span, key in subject.marks:
        note = subject.index.notes[key]
        if key in seen or note.mark is not None or not note.id.lstrip("-").isdecimal():
            continue
        seen.add(key)
        if note.kind in last:
            numbers.append((span, last[note.kind], int(note.id)))
        last[note.kind] = int(note.id)
    irregular = sum(number != before + 1 for _, before, number in numbers)
    return numbers if irregular <= max(1, len(numbers) // MOST_IRREGULAR) else []
