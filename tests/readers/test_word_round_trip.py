"""What is written as a Word file and read again is the same article.

Kept are the words with their looks and links, the notes with their kinds, numbers and marks, what points
at them, headings, quotations, lists and tables. Other than before may be:

- A quotation whose marks the renderer sets has them typed, in the way of its language.
- A blank may have the look of the word before it. A link that is not safe is its words.
- A picture that is not in the file is its description, and its caption a paragraph.
- A formula without markup is its characters. A code block ends without an empty line.
- A mark in a note is a number. What `supra note 5` takes in, with other words, is bound anew.
- The ids of notes count from 1. The language may have a region.
- Date and front matter of other kinds stand in the heads of pages, which are not read.
- Breaks of sections are kept where notes begin anew at them.
- A title or a heading whose style has small capitals has no others.
- In lists and quotations within each other, a block that Word has no style for in such a place stands
  beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest
from msgspec import structs

from converter import convert, parse, read, render
from converter.document.model import (
    Code,
    CodeBlock,
    Document,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    Node,
    NoteNumber,
    NoteRef,
    Table,
)
from converter.document.notes import NoteIndex, index_notes
from converter.document.tree import CHILDREN
from tests.documents import DRESSED, EVERYTHING
from tests.generated import drawn
from tests.readers.word_files import WRAPS, lines

GOLDEN = sorted((Path(__file__).parent.parent / "golden").glob("*/source.txt"))
EXAMPLES = sorted((Path(__file__).parent.parent.parent / "examples").glob("*.txt"))

ID = re.compile(r"(?<=noteRef:)\d+(?=])|(?<=\[)\d+(?=: )")
"""What the source called a note: Word has ids of its own."""

Piece = tuple[str, frozenset[str]]
"""Words without their blanks, or a sign for what is none; and how they look."""


def back(document: Document) -> Document:
    return read(render(document, "docx").output, "docx").document


def pieces(nodes: tuple[Node, ...], index: NoteIndex, look: frozenset[str]) -> Iterator[Piece]:
    """The words of nodes in reading order, without blanks and marks of quotations."""
    for node in nodes:
        match node:
            case NoteRef():
                note = index.notes[node.note]
                yield f"{{{note.kind} {index.label(node.note)}}}", frozenset()
            case NoteNumber():
                yield f"#{index.number(node)}", frozenset()
            case LineBreak():
                continue
            case Image():
                yield (
                    node.url[-20:] if node.url.startswith("data:") else solid(node.alt),
                    frozenset(),
                )
            case _:
                inner = look | _looks(node)
                inner -= {"sc"} if "heading" in inner else set()
                yield solid(getattr(node, "text", "")), inner
                for name in CHILDREN[type(node)]:
                    yield from pieces(getattr(node, name), index, inner)


def _looks(node: Node) -> set[str]:
    match node:
        case Link(url=url) if not url.startswith("javascript"):
            return {url}
        case Code() | CodeBlock():
            return {"code"}
        case Heading():
            return {"heading"}
    return {WRAPS[type(node)]} if type(node) in WRAPS else set()


def solid(words: str) -> str:
    return re.sub(r"[\s“”‘’„‚«»‹›\"']", "", words)


def joined(nodes: tuple[Node, ...], index: NoteIndex) -> list[str]:
    """The words of nodes, a line for each look."""
    found = ((words, look) for words, look in pieces(nodes, index, frozenset()) if words)
    return [
        " ".join([*sorted(look), "".join(words for words, _ in some)])
        for look, some in groupby(found, key=lambda piece: piece[1])
    ]


def article(document: Document) -> dict[str, list[str]]:
    """The words of the title, the text and each note, by its kind and its place in the order."""
    index = index_notes(document)
    meta = document.meta
    authors: tuple[Inline, ...] = tuple(one for author in meta.authors for one in author)
    front = (*meta.title, *meta.subtitle, *authors)
    found = {
        "front": joined((Heading(1, front),), index),
        "text": joined((*meta.abstract, *document.blocks), index),
    }
    for kind, notes in index.called.items():
        for number, note in enumerate(notes):
            found[f"{kind} {number} {note.mark}"] = joined(note.blocks, index)
    return found


@pytest.mark.parametrize("seed", range(25))
def test_an_article_drawn_by_lot_is_read_as_it_was_written(seed: int) -> None:
    document = drawn(seed)
    assert article(back(document)) == article(document)


@pytest.mark.parametrize("document", [EVERYTHING, DRESSED], ids=["everything", "dressed"])
def test_an_article_of_all_nodes_is_read_as_it_was_written(document: Document) -> None:
    assert article(back(document)) == article(document)


@pytest.mark.parametrize("seed", range(5))
def test_a_second_time_changes_nothing_more(seed: int) -> None:
    once = back(drawn(seed))
    twice = back(once)
    index, again = index_notes(once), index_notes(twice)
    assert [*lines(twice.blocks, again)] == [*lines(once.blocks, index)]
    assert article(twice) == article(once)


def test_headings_quotations_lists_tables_and_code_are_such_again() -> None:
    document = back(EVERYTHING)
    index = index_notes(document)
    shown = [*lines(document.blocks, index)]
    wanted = [line for line in lines(EVERYTHING.blocks, index_notes(EVERYTHING)) if line != "§"]
    signs = ("#", "> ", "- ", "  ", "Table", "---", "Gda", "부산")
    assert [line for line in shown if line.startswith(signs)] == [
        line for line in wanted if line.startswith(signs)
    ]
    assert any(isinstance(block, Table) for block in document.blocks)


@pytest.mark.parametrize(
    "source", [*GOLDEN, *EXAMPLES], ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_marker_text_is_the_same_after_a_way_through_word(source: Path) -> None:
    document = parse(source.read_text(encoding="utf-8")).document
    again = back(document)
    told = document.meta
    meta = structs.replace(again.meta, lang=told.lang, date=told.date, extra=told.extra)
    again = structs.replace(again, meta=meta)
    shown, wanted = (str(render(one, "marker").output) for one in (again, document))
    assert ID.sub("", shown) == ID.sub("", wanted)


def test_a_plain_word_file_loses_nothing_as_marker_text() -> None:
    text = "One.[footnoteRef:1] Two.[footnoteRef:2] [1:  Roe 4.]  [2:  Roe, supra note 1, at 5.] \n"
    data = convert(text, "docx").output
    told = convert(data, "marker", "docx").diagnostics
    assert [one.name for one in told] == ["headers-left-out"]
