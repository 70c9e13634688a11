"""Marker text: what plain text can carry comes back, what it cannot is reported."""

from __future__ import annotations

import pytest

from converter import parse, render
from converter.document.model import Document, Metadata, Text
from converter.document.tree import without_spans
from converter.readers.restoring.structure import MOST_BLOCKS
from tests.documents import EVERYTHING, note, paragraph, ref


def test_what_plain_text_carries_comes_back() -> None:
    document = Document(
        (
            paragraph("Tides", ref("7"), " turn", ref("2", "endnote"), "."),
            paragraph("Last", ref("7"), "."),
        ),
        (note("7", "First.", "Second [a]."), note("2", "End.", kind="endnote")),
        Metadata(title=(Text("The: Quay"),), authors=((Text("Ana"),),), extra={"volume": "12"}),
    )
    text, problems = render(document, "marker")
    assert problems == ()
    assert without_spans(parse(str(text)).document) == without_spans(document)


def test_what_it_cannot_carry_keeps_its_words_and_is_reported() -> None:
    text, problems = render(EVERYTHING, "marker")
    told = {one.message for one in problems}
    for what in ("lists", "italics", "figures", "line breaks"):
        assert any(what in message for message in told), what
    for words in ("The Harbour", "emphasis", "The tide is a witness.", "Ships at anchor"):
        assert words in str(text)


@pytest.mark.parametrize("words", ["[footnoteRef:1]", "a [1: b", "x\n", " edge", "a  [2: c"])
def test_text_that_would_be_read_as_something_else_is_reported(words: str) -> None:
    document = Document((paragraph(words, ref("1")),), (note("1", "b] "),))
    assert render(document, "marker").diagnostics


LINES = (
    "a",
    "II. The Grant",
    "# II",
    "> Quoted",
    "• One",
    "\\ kept",
    "* * *",
    "a\tb",
    "1. x",
    "So.",
)
"""Lines that may be more than text where structure is looked for."""


def long_text(*odd: str) -> Document:
    """A document of more blocks than structure is looked for in; `odd` ones stand in its middle."""
    half = [paragraph(line) for line in LINES] * (MOST_BLOCKS // 2 // len(LINES) + 1)
    middle = [paragraph(ref("1"), "."), *map(paragraph, odd)]
    return Document((*half, *middle, *half), (note("1", "See supra note 1."),))


def test_a_text_without_structure_for_its_length_comes_back_as_it_was() -> None:
    document = parse(str(render(long_text(), "marker").output)).document
    text, problems = render(document, "marker")
    assert problems == ()
    assert len(document.blocks) == len(long_text().blocks)
    assert without_spans(parse(str(text)).document) == without_spans(document)


@pytest.mark.parametrize(
    "words", ["a [1: b", " edge", "a\u2028b", "a\tComment by B: c", "www.x.org"]
)
def test_what_would_be_read_as_something_else_is_reported_in_a_long_text_too(words: str) -> None:
    assert render(long_text(words), "marker").diagnostics


def test_ids_that_no_mark_can_hold_are_replaced() -> None:
    document = Document((paragraph(ref("a-b"), ref("1")),), (note("a-b", "x"), note("1", "y")))
    assert str(render(document, "marker").output).startswith(
        "[footnoteRef:2][footnoteRef:1] [2:  x] "
    )


def test_a_numbering_that_markers_do_not_tell_is_named() -> None:
    parsed = parse("So.[footnoteRef:1] [1: See there.]", note_start=5)
    (said,) = render(parsed.document, "marker").diagnostics
    assert "cannot carry how its notes are numbered" in said.message
