"""Numbers and calls of notes. The printed number of a note is computed here and nowhere else."""

from __future__ import annotations

from msgspec import Struct

from converter.document import model
from converter.document.model import (
    Document,
    Heading,
    Note,
    NoteKey,
    NoteKind,
    NoteNumber,
    NoteRef,
    NumberFormat,
    Numbering,
)
from converter.document.tree import CHILDREN, walk_text

CHILDREN[model.Figure] = ("blocks", "caption")


class NoteIndex(Struct, frozen=True):
    """What a renderer or check asks about the notes of a document.

    `labels` are the printed numbers or custom marks, `calls` how often the text calls each note,
    `called` the notes of each kind in the order of their first call, `uncalled` those that no mark
    calls, `cited` those that the text calls again or names by their number, `formats` how the
    numbers of each kind are written, `numbering` where they begin.
    """

    notes: dict[NoteKey, Note]
    labels: dict[NoteKey, str]
    calls: dict[NoteKey, int]
    called: dict[NoteKind, tuple[Note, ...]]
    uncalled: tuple[Note, ...]
    cited: set[NoteKey]
    formats: dict[NoteKind, NumberFormat]
    numbering: dict[NoteKind, Numbering]

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
    in Word (ECMA-376 Part 1, 17.11.17), so that no two marks look alike. `Document.numbering` may
    ask for other numbers. Those that restart on every page are not known here, and count through.
    """
    notes = {note.key: note for note in document.notes}
    calls: dict[NoteKey, int] = {}
    sections: dict[NoteKey, int] = {}
    ordered: dict[NoteKind, list[Note]] = {"footnote": [], "endnote": []}
    cited: set[NoteKey] = set()
    section, restarts = 0, document.numbering.restart == "section"
    for node in walk_text(document):
        if type(node) is NoteRef and (note := notes.get(node.note)):
            if note.key in calls:
                calls[note.key] += 1
                cited.add(note.key)
            else:
                calls[note.key] = 1
                ordered[note.kind].append(note)
                if restarts:
                    sections[note.key] = section
        elif type(node) is NoteNumber:
            cited.add(node.note)
        elif type(node) is Heading and node.level == 1:
            section += 1
    numbered = {kind: [note for note in ordered[kind] if note.mark is None] for kind in ordered}
    main: NoteKind = "footnote" if numbered["footnote"] else "endnote"
    formats: dict[NoteKind, NumberFormat] = {
        "footnote": "decimal",
        "endnote": "lower-roman" if all(numbered.values()) else "decimal",
    }
    formats[main] = document.numbering.format
    numbering = {kind: document.numbering if kind == main else Numbering() for kind in ordered}
    labels = {key: note.mark for key, note in notes.items() if note.mark is not None}
    for kind, counted in numbered.items():
        format, number, section = formats[kind], numbering[kind].start, 0
        by_section = numbering[kind].restart == "section"
        for note in counted:
            if by_section and sections[note.key] != section:
                number, section = numbering[kind].start, sections[note.key]
            labels[note.key] = written(number, format)
            number += 1
    called = {kind: tuple(each) for kind, each in ordered.items()}
    uncalled = tuple(note for note in document.notes if note.key not in calls)
    return NoteIndex(notes, labels, calls, called, uncalled, cited, formats, numbering)


LEAST_DIGITS = 2


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
