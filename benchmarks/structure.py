"""Measure what structure plain text gets back: ``python -m benchmarks.structure FOLDER [full] [--show]``.

FOLDER holds ``corpus`` (each ``NAME.txt`` beside the ``NAME.docx`` that it was extracted from),
``law/articles`` and ``field`` (texts alone). ``full`` measures that level instead of ``safe``;
``--show`` lists what is wrong, set by hand, or missed.

The truth about a Word file is what our reader of Word files finds: headings and lists by their
styles, and what has Word's style for the heading of a table of contents. A line that is guessed to be
a heading is right if it is one there, or the title; *by hand* if it is a paragraph there that bold or
italic letters, capitals or underlines set off, all of it; else wrong. Missed are headings there of at
most 25 words without a stop at their end that stand as lines of their own in the text, and not three
or more in a row: styles of headings are also put on whole numbered paragraphs, on lists and on
covers, and those no reader would call so.

An article of ``law/articles`` is made from a web page with a line for each paragraph. Its headings are
taken to be the lines of less than 130 characters that hold no mark, end with no stop, comma or colon,
call no figure or source, and stand above text, directly or through others of their kind.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from converter.conversion import read
from converter.document.diagnostics import ConversionError
from converter.document.model import (
    Block,
    Capitals,
    Document,
    Emphasis,
    Heading,
    ListItem,
    NoteRef,
    Paragraph,
    SmallCaps,
    Strong,
    Table,
    Underline,
)
from converter.document.tree import walk
from converter.formats import Parsed
from converter.readers.restoring.structure.headings.labels import labelled

KINDS = (
    "heading", "quote", "list", "bibliography", "separator", "title", "caption", "abstract", "table",
)  # fmt: skip
CODES = {
    "U001": "heading", "U002": "title", "U003": "quote", "U004": "list", "U005": "separator",
    "U006": "caption", "U007": "abstract", "U011": "bibliography", "G002": "table",
}  # fmt: skip
TOC_HEADING = '<w:pStyle w:val="TOCHeading"/>'
SET_OFF = (Strong, Emphasis, SmallCaps, Underline, Capitals)
MOST_WORDS = 25
LONGEST_ROW = 3
LONGEST_LINE, LEAST_TEXT = 130, 80


def words(node: Any) -> str:
    """The characters of a node, marks and notes aside."""
    if hasattr(node, "text"):
        return str(node.text)
    return "".join(map(words, getattr(node, "content", ())))


def key(text: str) -> str:
    """Words to compare: without number, case and blanks, which extraction changes."""
    text = " ".join(text.split())
    label = labelled(text)
    return re.sub(r"\W+", "", label.rest if label and label.rest else text).casefold()


def paragraphs(blocks: tuple[Block, ...]) -> Iterator[Paragraph | Heading]:
    """Paragraphs and headings outside of tables."""
    waiting: list[Any] = list(reversed(blocks))
    while waiting:
        block = waiting.pop()
        if isinstance(block, Paragraph | Heading):
            yield block
        elif not isinstance(block, Table):
            waiting += reversed(getattr(block, "blocks", getattr(block, "items", ())))


def is_set_off(block: Paragraph | Heading) -> bool:
    shown = [one for one in block.content if words(one).strip() and not isinstance(one, NoteRef)]
    return bool(shown) and (
        all(isinstance(one, SET_OFF) for one in shown) or words(block).strip().isupper()
    )


class Tally:
    """Guesses by kind and verdict, and the lines of those that are worth a look."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()
        self.lines: list[str] = []

    def add(self, kind: str, verdict: str, file: str, line: str) -> None:
        self.counts[kind, verdict] += 1
        if verdict != "right":
            self.lines.append(f"{verdict:8} {kind:9} {file}: {line[:110]}")

    def show(self, name: str, verdicts: tuple[str, ...]) -> None:
        print(f"\n{name:16}" + "".join(f"{one:>10}" for one in verdicts))
        for kind in KINDS:
            row = [self.counts[kind, one] for one in verdicts]
            if any(row):
                print(f"{kind:16}" + "".join(f"{one:10}" for one in row))


def guessed(parsed: Parsed) -> Iterator[tuple[str, str]]:
    """The kind and the first line of each guess."""
    for one in parsed.diagnostics:
        if one.code in CODES and one.span:
            line = parsed.source[one.span.start : one.span.end].split("\n")[0]
            yield CODES[one.code], re.sub(r"\[(?:foot|end)noteRef:-?\d+\]", "", line)


def judge_word(file: Path, structure: str, tally: Tally) -> None:
    """Compare what the text beside a Word file gives with the file itself."""
    try:
        truth = read(file.read_bytes(), "docx").document
    except ConversionError:
        return
    text = file.with_suffix(".txt").read_bytes()
    lines = Counter(
        key(words(one)) for one in paragraphs(read(text, structure="none").document.blocks)
    )
    headings = Counter(
        key(words(one)) for one in paragraphs(truth.blocks) if isinstance(one, Heading)
    )
    headings += Counter(map(key, above_contents(file)))
    titles = Counter(key("".join(map(words, truth.meta.title))) for _ in range(1))
    by_hand = Counter(key(words(one)) for one in paragraphs(truth.blocks) if is_set_off(one))
    items = Counter(
        key(words(one))
        for node in walk(truth.blocks)
        if isinstance(node, ListItem)
        for one in paragraphs(node.blocks)
    )
    found: Counter[str] = Counter()
    for kind, line in guessed(read(text, structure=structure)):
        found[key(line)] += 1
        tally.add(
            kind, verdict(kind, key(line), headings + titles, by_hand, items), file.stem, line
        )
    for one in apart(list(paragraphs(truth.blocks))):
        name = key(words(one))
        if is_true(words(one)) and lines[name] > 0:
            lines[name] -= 1
            if found[name] > 0:
                found[name] -= 1
            else:
                tally.add("heading", "missed", file.stem, words(one))


def above_contents(file: Path) -> list[str]:
    """The headings of tables of contents: Word has a style for them that is none of headings."""
    with ZipFile(file) as package:
        document = package.read("word/document.xml").decode()
    marked = [one for one in re.findall(r"<w:p[ >].*?</w:p>", document, re.S) if TOC_HEADING in one]
    return ["".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)", one)) for one in marked]


def apart(blocks: list[Paragraph | Heading]) -> Iterator[Heading]:
    """Headings, without those that stand in a row of three or more."""
    full = [one for one in blocks if words(one).strip()]
    for _, run in groupby(full, key=lambda one: isinstance(one, Heading)):
        row = [one for one in run if isinstance(one, Heading)]
        if len(row) < LONGEST_ROW:
            yield from row


def verdict(
    kind: str, name: str, headings: Counter[str], by_hand: Counter[str], items: Counter[str]
) -> str:
    if kind in ("heading", "title"):
        if headings[name]:
            return "right"
        return "by hand" if by_hand[name] or kind != "heading" else "wrong"
    if kind == "list":
        return "right" if items[name] else "by hand"
    return "set"


def is_true(text: str) -> bool:
    text = text.strip()
    return bool(text) and len(text.split()) <= MOST_WORDS and text[-1] not in ".;:,"


def judge_article(file: Path, structure: str, tally: Tally) -> None:
    """Compare what is guessed of an article with its lines."""
    data = file.read_bytes()
    plain = read(data, structure="none").document
    truth = Counter(key(line) for line in headings_of(plain))
    for kind, line in guessed(read(data, structure=structure)):
        if kind not in ("heading", "title"):
            tally.add(kind, "set", file.stem, line)
            continue
        is_right = truth[key(line)] > 0 or kind == "title"
        truth[key(line)] -= 1
        tally.add(kind, "right" if is_right else "wrong", file.stem, line)
    for line in headings_of(plain):
        if truth[key(line)] > 0:
            truth[key(line)] -= 1
            tally.add("heading", "missed", file.stem, line)


def headings_of(document: Document) -> Iterator[str]:
    """The lines of an article that are its headings."""
    above = False  # whether the line below is long, or a heading
    found = []
    for block in reversed(document.blocks):
        line = words(block).strip() if isinstance(block, Paragraph) else ""
        marked = isinstance(block, Paragraph) and any(
            isinstance(one, NoteRef) for one in block.content
        )
        is_short = 0 < len(line) < LONGEST_LINE and not marked and line[-1] not in ".,:;"
        is_short = is_short and not re.match(r"(?:Figure|Table|Note|Source)\b", line)
        if is_short and above:
            found.append(line)
        elif not is_short:
            above = len(line) >= LEAST_TEXT
    return reversed(found)


def main() -> None:
    folder = Path(sys.argv[1])
    structure = "full" if "full" in sys.argv else "safe"
    corpus, articles, field = Tally(), Tally(), Tally()
    for file in sorted((folder / "corpus").glob("*.docx")):
        judge_word(file, structure, corpus)
    for file in sorted((folder / "law" / "articles").glob("*.txt")):
        judge_article(file, structure, articles)
    for file in sorted((folder / "field").glob("*.txt")):
        for kind, line in guessed(read(file.read_bytes(), structure=structure)):
            field.add(kind, "set", file.stem, line)
    corpus.show("corpus", ("right", "by hand", "wrong", "missed", "set"))
    articles.show("law/articles", ("right", "wrong", "missed", "set"))
    field.show("field", ("set",))
    if "--show" in sys.argv:
        print("", *corpus.lines, *articles.lines, *field.lines, sep="\n")


if __name__ == "__main__":
    main()
