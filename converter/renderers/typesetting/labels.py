"""The names under which LaTeX and Typst know notes: of their authors, or their first words.

A label that is the number of its note changes with every note that is put in before it, and so do all
references to it. These change only with the beginning of the note itself.
"""

from __future__ import annotations

import re
from binascii import crc32
from collections.abc import Container, Iterator
from itertools import count

from converter.document.model import Note, NoteKey, Text
from converter.document.notes import NoteIndex
from converter.document.tree import walk
from converter.speed.patterns import Pattern

MOST_WORDS = 3
MOST_LETTERS = 200
LEAST_LETTERS = 3
"""What a name has at least, lest it be ``u`` for ``U.S.``."""

COMMON = frozenset(
    [
        "a",
        "also",
        "an",
        "and",
        "at",
        "for",
        "ibid",
        "id",
        "in",
        "infra",
        "note",
        "notes",
        "of",
        "on",
        "or",
        "supra",
        "the",
        "to",
        "with",
    ]
)
"""Words that begin many notes and tell none of them."""

CAPITAL = "[^\\W\\d_a-zß-öø-ÿ]"
AUTHOR = Pattern(
    rf"(?:{CAPITAL}[\w.’'-]* ){{1,3}}(?:de |du |la |van |von |der )*({CAPITAL}[\w’'-]+)(?=,| & | et al)"
)
"""First names and a surname, as they stand before the title of a work (Bluebook, rule 15.1)."""

SIGNALS = Pattern(r"(?i)(?:(?:see|but|cf|e\.g|also|accord|generally|compare|contra)\b[.,]* )+")
SPELLED = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
"""Letters of Latin that Unicode does not take apart into one of ASCII and an accent."""

PREFIXES = {"footnote": "fn", "endnote": "en"}

SLOT = re.compile("\0(=?)([^\0]*)\0")
"""Where a label goes, or with ``=`` its name alone, once it is known which notes are pointed at."""


def slot(key: NoteKey) -> str:
    """Where the label of a note goes, if something points at the note."""
    return f"\0{key}\0"


def name_slot(key: NoteKey) -> str:
    """Where the name of a note's label goes."""
    return f"\0={key}\0"


def labels(index: NoteIndex, pointed: Container[NoteKey]) -> dict[NoteKey, str]:
    """The label of each note that something points at: of ASCII letters, digits and hyphens.

    Where two notes begin alike, the first in the text has the shorter label.
    """
    given: dict[NoteKey, str] = {}
    taken: set[str] = set()
    for key in index.calls:
        if key in pointed:
            prefix = PREFIXES[index.notes[key].kind]
            every = (f"{prefix}:{name}" for name in _names(index.notes[key]))
            given[key] = next(label for label in every if label not in taken)
            taken.add(given[key])
    return given


def _names(note: Note) -> Iterator[str]:
    """Names for a note, the shortest first, and as many as one could want."""
    # Not the numbers of other notes, which a note that is put in before them would change.
    text = "".join(node.text for node in walk(note.blocks) if isinstance(node, Text))
    words = _words(text[:MOST_LETTERS])
    for most in range(1, min(len(words), MOST_WORDS) + 1):
        name = "-".join(words[:most])
        if sum(map(str.isalpha, name)) >= LEAST_LETTERS:
            yield name
    digest = f"{crc32(text.encode('utf-8', 'replace')):08x}"
    name = "-".join([*words[:MOST_WORDS], digest[:4]] if words else ["note", digest[:4]])
    yield name
    yield from (f"{name}-{number}" for number in count(2))


def _words(text: str) -> list[str]:
    """The words that tell a note from others, the author's surname first."""
    start = SIGNALS.match(text)
    text = text[start.end() :] if start else text
    author = AUTHOR.match(text)
    if author:
        text = author[1] + text[author.end() :]
    letters = text.lower() if text.isascii() else _folded(text.lower())
    every = re.findall("[a-z0-9]+", re.sub("[.’']", "", letters))
    return [word for word in every if word not in COMMON]


def _folded(text: str) -> str:
    """Small letters without their accents."""
    from unicodedata import combining, normalize  # which a text in English needs for a name or two

    return "".join(one for one in normalize("NFKD", text.translate(SPELLED)) if not combining(one))
