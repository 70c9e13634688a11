"""Numbers and calls of notes. The printed number of a note is computed here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import get_args

from msgspec import Struct

from converter.document.diagnostics import Diagnostic, diagnose
from converter.document.model import (
    Document,
    Heading,
    Node,
    Note,
    NoteKey,
    NoteKind,
    NoteNumber,
    NoteRef,
    NumberFormat,
    Numbering,
    SectionBreak,
)
from converter.document.tree import walk_text

KINDS: tuple[NoteKind, ...] = get_args(NoteKind)
USUAL_ENDNOTES = Numbering("lower-roman")
"""How endnotes are numbered beside footnotes, if nothing is said."""


class NoteIndex(Struct, frozen=True):
    """What a renderer or check asks about the notes of a document.

    `labels` are the printed numbers or custom marks, `calls` how often the text calls each note,
    `called` the notes of each kind in the order of their first call, `uncalled` those that no mark
    calls, `cited` those that the text calls again or names by their number, `formats` how the
    numbers of each kind are written, `numbering` where they begin, `sections` in which section, counted
    from 0, the text calls each note first. `has_breaks` says that sections begin at a `SectionBreak`.
    """

    notes: dict[NoteKey, Note]
    labels: dict[NoteKey, str]
    calls: dict[NoteKey, int]
    called: dict[NoteKind, tuple[Note, ...]]
    uncalled: tuple[Note, ...]
    cited: set[NoteKey]
    formats: dict[NoteKind, NumberFormat]
    numbering: dict[NoteKind, Numbering]
    sections: dict[NoteKey, int]
    has_breaks: bool

    def label(self, key: NoteKey) -> str:
        """The number or custom mark printed for a note; ``?`` for a note that no mark calls."""
        return self.labels.get(key, "?")

    def number(self, node: NoteNumber) -> str:
        """What is printed for a number in running text."""
        label = self.label(node.note)
        if node.after is None:
            return label
        return shortened(self.label(node.after), label, node.digits or LEAST_DIGITS)

    def is_range(self, node: NoteNumber) -> bool:
        """Whether a number ends a range of printed numbers in figures, which can be shortened."""
        if node.after is None or not {node.note, node.after} <= self.calls.keys():
            return False
        return self.label(node.after).isdecimal() and self.label(node.note).isdecimal()


def index_notes(document: Document) -> NoteIndex:
    """Number the notes of a document.

    Footnotes and endnotes count apart, each from 1 in the order of first appearance; a custom mark
    is printed as it is and not counted. Where both kinds have numbers, endnotes take roman ones, as
    in Word (ECMA-376 Part 1, 17.11.17), so that no two marks look alike. The document may ask for
    other numbers. Those that restart on every page are not known here, and count through.
    """
    notes = {note.key: note for note in document.notes}
    has_breaks = any(type(block) is SectionBreak for block in document.blocks)
    calls, sections, cited = _find_calls(document, notes, has_breaks)
    called = {kind: tuple(notes[key] for key in calls if notes[key].kind == kind) for kind in KINDS}
    counted = {kind: [note for note in called[kind] if note.mark is None] for kind in KINDS}
    main: NoteKind = "footnote" if counted["footnote"] else "endnote"
    numbering = {kind: document.numbering if kind == main else Numbering() for kind in KINDS}
    if all(counted.values()):
        numbering["endnote"] = document.endnotes or USUAL_ENDNOTES
    formats = {kind: numbering[kind].format for kind in KINDS}
    labels = {key: note.mark for key, note in notes.items() if note.mark is not None}
    for kind in KINDS:
        labels.update(_numbered(counted[kind], formats[kind], numbering[kind], sections))
    uncalled = tuple(note for note in document.notes if note.key not in calls)
    return NoteIndex(
        notes, labels, calls, called, uncalled, cited, formats, numbering, sections, has_breaks
    )


def begins_section(node: Node, has_breaks: bool) -> bool:
    """Whether a section begins at a node: at breaks if the document has them, else at first headings."""
    if has_breaks:
        return type(node) is SectionBreak
    return type(node) is Heading and node.level == 1


SECTION_STARTS = frozenset((Heading, SectionBreak))


def _find_calls(
    document: Document, notes: Mapping[NoteKey, Note], has_breaks: bool
) -> tuple[dict[NoteKey, int], dict[NoteKey, int], set[NoteKey]]:
    """How often each note is called, in the order of first calls; in which section first; `cited`.

    What stands before all that `begins_section` is section 0.
    """
    calls: dict[NoteKey, int] = {}
    sections: dict[NoteKey, int] = {}
    cited: set[NoteKey] = set()
    section = 0
    for node in walk_text(document) if notes else ():
        if type(node) is NoteRef and node.note in notes:
            if node.note in calls:
                calls[node.note] += 1
                cited.add(node.note)
            else:
                calls[node.note] = 1
                sections[node.note] = section
        elif type(node) is NoteNumber:
            cited.add(node.note)
        elif type(node) in SECTION_STARTS and begins_section(node, has_breaks):
            section += 1
    return calls, sections, cited


def _numbered(
    counted: list[Note], format: NumberFormat, numbering: Numbering, sections: dict[NoteKey, int]
) -> Iterator[tuple[NoteKey, str]]:
    """The printed numbers of the notes of a kind."""
    number, section = numbering.start, 0
    for note in counted:
        if numbering.restart == "section" and sections[note.key] != section:
            number, section = numbering.start, sections[note.key]
        yield note.key, written(number, format)
        number += 1


def not_printed(index: NoteIndex) -> list[Diagnostic]:
    """What is said of notes that no mark calls: they have no place in an output."""
    return [diagnose("R004", note.span, id=note.id) for note in index.uncalled]


LEAST_DIGITS = 2
"""Digits of the end of a range that are printed at least, if nothing is said."""


def shortened(first: str, last: str, least: int) -> str:
    """The end of a range without digits that it shares with the beginning, but for the `least` last.

    >>> shortened("136", "139", 2), shortened("198", "203", 2)
    ('39', '203')
    """
    if not (first.isdecimal() and last.isdecimal() and len(first) == len(last)):
        return last
    for length in range(least, len(last)):
        if first[:-length] == last[:-length]:
            return last[-length:]
    return last


ALPHABET = "abcdefghijklmnopqrstuvwxyz"
SYMBOLS = "*†‡§"
MOST_DOUBLED = 8
"""Longer rows of one letter or symbol help nobody: plain numbers follow."""


def written(number: int, format: NumberFormat) -> str:
    """A number as Word, LaTeX and browsers write it in a format; symbols and letters are doubled.

    >>> [written(6, format) for format in ("decimal", "upper-roman", "lower-alpha", "symbols")]
    ['6', 'VI', 'f', '††']
    """
    match format:
        case "decimal":
            return str(number)
        case "lower-roman":
            return roman(number)
        case "upper-roman":
            return roman(number).upper()
        case "lower-alpha" | "upper-alpha":
            letters = _doubled(number, ALPHABET)
            return letters.upper() if format == "upper-alpha" else letters
        case "symbols":
            return _doubled(number, SYMBOLS)


def _doubled(number: int, signs: str) -> str:
    times, sign = divmod(number - 1, len(signs))
    return signs[sign] * (times + 1) if times < MOST_DOUBLED else str(number)


def roman(number: int) -> str:
    """A positive number in lower-case roman numerals.

    >>> roman(14)
    'xiv'
    """
    values = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
    numerals = ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i")
    written = ""
    for value, numeral in zip(values, numerals, strict=True):
        count, number = divmod(number, value)
        written += numeral * count
    return written
