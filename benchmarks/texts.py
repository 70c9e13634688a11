"""The same article as marker text and as Markdown: ``python -m benchmarks.texts SOURCE STEM``.

SOURCE is a file of marker text, or the number of notes of an article to make up, with an ``r`` behind
it if half of them are to refer to others. Written are STEM.txt
and STEM.md. The Markdown is made of the tree that the marker text is read to, so both have the same
words, notes and links.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from converter import index_notes, parse
from converter.document.model import (
    Block,
    Document,
    Inline,
    Link,
    NoteNumber,
    NoteRef,
    Paragraph,
    Text,
)
from converter.document.notes import NoteIndex
from converter.document.tree import walk

SENTENCES = (
    "The harbour court sat in the upper room of the custom house and heard the pilots first.",
    "A master who would not pay was told “[t]he tide keeps no ledger” and was sent down again.",
    "Its rolls are full of names that occur once, and of sums that do not.",
)


def note(number: int, *, refers: bool) -> str:
    """A citation with two links; if `refers`, half of them point back at an earlier note instead."""
    author = ("Ash", "Elm", "Żółkiewska", "Lindqvist", "Okafor")[number % 5]
    if refers and number % 3 == 0:
        return f"Id. at {number + 9}."
    if refers and number > 5 and number % 5 == 0:
        return f"See {author}, supra note {number - 5}, at {number + 8}."
    return (
        f"See {author}, The Law of the Quay, {number} HARB. L. REV. {number + 7}, {number + 9} (1999), "
        f"https://example.org/quay/{number} [https://perma.cc/AB12-{number % 9000 + 1000}]."
    )


def marker_text(notes: int, *, refers: bool = False) -> str:
    """An article of so many notes, two a paragraph."""
    paragraphs = []
    for first in range(1, notes + 1, 2):
        numbers = range(first, min(first + 2, notes + 1))
        words = " ".join(f"{SENTENCES[n % 3]}[footnoteRef:{n}]" for n in numbers)
        paragraphs.append(words + " ".join(f" [{n}:  {note(n, refers=refers)}] " for n in numbers))
    return "\n\n".join(paragraphs) + "\n"


def markdown(document: Document) -> str:
    """The paragraphs of a document in pandoc's Markdown."""
    index = index_notes(document)
    parts = []
    for block in walk(document.blocks):
        if isinstance(block, Paragraph):
            parts.append(inlines(block.content, index))
    for note in document.notes:
        words = "\n\n    ".join(paragraphs(note.blocks, index))
        parts.append(f"[^{index.label(note.key)}]: {words}")
    return "\n\n".join(parts) + "\n"


def paragraphs(blocks: tuple[Block, ...], index: NoteIndex) -> Iterator[str]:
    for block in walk(blocks):
        if isinstance(block, Paragraph):
            yield inlines(block.content, index)


def inlines(content: tuple[Inline, ...], index: NoteIndex) -> str:
    return "".join(inline(one, index) for one in content)


def inline(one: Inline, index: NoteIndex) -> str:
    if isinstance(one, NoteRef):
        return f"[^{index.label(one.note)}]"
    if isinstance(one, NoteNumber):
        return index.label(one.note)
    if isinstance(one, Link):
        return f"<{one.url}>"
    if isinstance(one, Text):
        return re.sub(r"([\\`*_{}\[\]<>#~^$|@])", r"\\\1", one.text)
    return inlines(getattr(one, "content", ()), index)


def main(source: str, stem: str) -> None:
    made = re.fullmatch(r"([0-9]+)(r?)", source)
    text = (
        marker_text(int(made[1]), refers=bool(made[2])) if made else Path(source).read_text("utf-8")
    )
    Path(f"{stem}.txt").write_text(text, encoding="utf-8")
    Path(f"{stem}.md").write_text(markdown(parse(text).document), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
