"""Measure the reader of web pages on pages whose notes are known.

    python -m benchmarks.webpages FOLDER [-v]

Beside each ``NAME.html`` stands ``NAME.json`` with ``notes``: what the mark of each shows, and the note's
words, italics between ``*`` and small capitals between ``^``. A page is right when every note is there
once, in its order, called from the text, with its words. Of the letters of right notes is counted how
many are italic and small capitals where they are to be. With ``-v``, what is not right is shown.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import category

from converter.conversion import read
from converter.document.model import (
    BlockQuote,
    Document,
    Emphasis,
    Heading,
    Node,
    NoteNumber,
    SmallCaps,
    Text,
)
from converter.document.notes import NoteIndex, index_notes
from converter.document.tree import CHILDREN, walk

Letter = tuple[str, bool, bool]
"""A character that is no blank, whether it is italic, and whether it is a small capital."""


class Score(NamedTuple):
    """Notes that are there, that are right, and their letters; and what is wrong, in words."""

    wanted: int
    right: int
    letters: int
    italics: int
    capitals: int
    wrong: list[str]

    def with_other(self, one: Score) -> Score:
        """Both together."""
        return Score(
            self.wanted + one.wanted,
            self.right + one.right,
            self.letters + one.letters,
            self.italics + one.italics,
            self.capitals + one.capitals,
            self.wrong + one.wrong,
        )


def letters_of(nodes: tuple[Any, ...], index: NoteIndex) -> Iterator[Letter]:
    """The letters of nodes, each with how it looks."""
    stack: list[tuple[Any, bool, bool]] = [(node, False, False) for node in reversed(nodes)]
    while stack:
        node, italic, small = stack.pop()
        if isinstance(node, NoteNumber):
            node = Text(index.number(node))
        if not CHILDREN[type(node)]:
            text = getattr(node, "text", "")
            yield from ((shown(one), italic, small) for one in text if is_seen(one))
            continue
        italic, small = italic or isinstance(node, Emphasis), small or isinstance(node, SmallCaps)
        for name in reversed(CHILDREN[type(node)]):
            stack += [(child, italic, small) for child in reversed(getattr(node, name))]


def letters_in(marked: str) -> Iterator[Letter]:
    """The letters of a text in which ``*`` begins and ends italics, and ``^`` small capitals."""
    italic = small = False
    for one in marked:
        if one == "*":
            italic = not italic
        elif one == "^":
            small = not small
        elif is_seen(one):
            yield shown(one), italic, small


def is_seen(one: str) -> bool:
    return not one.isspace() and category(one) != "Cf"


def shown(one: str) -> str:
    """A character, as the known notes have it: an asterisk is not what begins italics there."""
    return "∗" if one == "*" else one


def without_lead(letters: list[Letter]) -> list[Letter]:
    """The letters of a note from the first that is no point: those are what numbers left behind."""
    first = next((at for at, one in enumerate(letters) if one[0] not in ".^"), 0)
    return letters[first:]


def score(document: Document, truth: dict[str, str]) -> Score:
    """How far the notes of a document are those of a page."""
    index = index_notes(document)
    called = [note for kind in index.called.values() for note in kind]
    seen: dict[str, list[Letter]] = {}
    for note in called:
        seen[index.label(note.key)] = list(letters_of(note.blocks, index))
    wrong = []
    if len(called) != len(truth):
        wrong.append(f"{len(called)} notes instead of {len(truth)}")
    right = letters = italics = capitals = 0
    for (label, marked), (own, here) in zip(truth.items(), seen.items(), strict=False):
        wanted = without_lead(list(letters_in(marked)))
        if [one[0] for one in wanted] != [one[0] for one in here]:
            words, said = "".join(one[0] for one in here), "".join(one[0] for one in wanted)
            at = next((i for i, (a, b) in enumerate(zip(words, said, strict=False)) if a != b), 0)
            wrong.append(
                f"{label}: …{said[max(0, at - 20) : at + 40]!r} is {words[max(0, at - 20) : at + 40]!r}"
            )
            continue
        right += label == own or not label.isdecimal() or label.startswith("0")
        letters += len(wanted)
        italics += sum(a[1] == b[1] for a, b in zip(wanted, here, strict=True))
        capitals += sum(a[2] == b[2] for a, b in zip(wanted, here, strict=True))
    return Score(len(truth), right, letters, italics, capitals, wrong)


def shape(document: Document) -> str:
    """How many blocks of a kind there are, for those who compare them with the page."""
    nodes: list[Node] = list(walk(document.blocks))
    kinds = (("headings", Heading), ("quotations", BlockQuote))
    return ", ".join(
        f"{sum(isinstance(one, kind) for one in nodes)} {name}" for name, kind in kinds
    )


def main(folder: str, *, verbose: bool) -> int:
    pages = right_pages = 0
    total = Score(0, 0, 0, 0, 0, [])
    for path in sorted(Path(folder).glob("*.html")):
        truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["notes"]
        data = path.read_bytes()
        start = time.perf_counter()
        document = read(data, "html").document
        took = time.perf_counter() - start
        one = score(document, truth)
        pages += 1
        right_pages += one.right == one.wanted and not one.wrong
        total = total.with_other(one)
        size = len(re.sub(rb"\s+", b" ", data)) / 1000
        print(
            f"{path.stem[:44]:44} {one.right:4} of {one.wanted:4} notes, {shape(document)},",
            end=" ",
        )
        print(f"{took * 1000:.0f} ms for {size:.0f} kB")
        if verbose:
            print(*(f"    {line}" for line in one.wrong[:12]), sep="\n")
    print(
        f"{right_pages} of {pages} pages and {total.right} of {total.wanted} notes right", end=", "
    )
    print(f"italics {total.italics / max(1, total.letters):.2%}", end=", ")
    print(
        f"small capitals {total.capitals / max(1, total.letters):.2%} of {total.letters:,} letters"
    )
    return int(right_pages != pages)


if __name__ == "__main__":
    folders = [word for word in sys.argv[1:] if word != "-v"]
    sys.exit(main(folders[0], verbose="-v" in sys.argv))
