"""What holds for any text: it is read, nothing of it is lost, and its places are right."""

from __future__ import annotations

from collections import Counter
from itertools import chain

import pytest
from hypothesis import example, given, settings

from converter import parse, render
from converter.document.model import Code, Document, Node, NoteNumber, NoteRef, Stray, Text
from converter.document.tree import walk, walk_text, without_spans
from converter.markers import read_markers
from converter.markers.tokens import line_starts, tokenize
from converter.readers.marker.parser import FORBIDDEN, REPLACEMENT, read_text
from tests.texts import any_texts, marker_texts, noted_texts


def all_nodes(document: Document) -> list[Node]:
    return [*walk_text(document), *walk(document.notes)]


@given(any_texts)
def test_tokens_join_to_the_text(text: str) -> None:
    assert "".join(text[token.start : token.end] for token in tokenize(text)) == text


@given(any_texts)
@settings(max_examples=400)
def test_any_text_gives_a_document(text: str) -> None:
    document, diagnostics, source = parse(text)
    for node in all_nodes(document):
        if node.span is not None:
            assert 0 <= node.span.start <= node.span.end <= len(source)
    assert all(one.message and one.remedy for one in diagnostics)


@given(any_texts)
@example("[footnoteRef:1] [1:  Id. Lee, supra note 1.")
@example("A[footnoteRef:2].\n\n[2: a [footnoteRef:1] [1: P] ] w [2: S.]")
@example("[footnoteRef:2] [footnoteRef:1] [1: P.] [s] [2: [footnoteRef:1]* [1: P.] ] w [2: S.] ")
@settings(max_examples=400)
def test_no_character_is_lost_or_doubled(text: str) -> None:
    """Every printed character of a node is one of the source, and the rest is syntax or reported."""
    document, diagnostics, source = parse(text)
    covered: Counter[int] = Counter()
    in_notes = {
        place
        for note in document.notes
        if note.span
        for place in range(note.span.start, note.span.end)
    }
    for node in walk_text(document):
        if isinstance(node, Text) and node.span is not None:
            # A text may be joined over a definition that stood in the middle of its line.
            covered.update(p for p in range(node.span.start, node.span.end) if p not in in_notes)
    for node in walk(document.notes):
        if isinstance(node, Text) and node.span is not None:
            covered.update(range(node.span.start, node.span.end))
    for node in all_nodes(document):
        if isinstance(node, Stray | Code | NoteRef | NoteNumber) and node.span is not None:
            covered.update(range(node.span.start, node.span.end))
    assert all(count == 1 for count in covered.values())
    told = {
        place
        for one in diagnostics
        if one.code in ("M003", "M007", "M008") and one.span
        for place in range(one.span.start, one.span.end)
    }
    notes = {
        place for note in document.notes if note.span for place in _brackets(note.span, source)
    }
    front = int(source.startswith("\ufeff"))
    missing = [
        place
        for place in range(front, len(source))
        if place not in covered and place not in told and place not in notes
        and not source[place].isspace()
    ]  # fmt: skip
    if text.lstrip("\ufeff").startswith("---"):
        return  # front matter is metadata, tested on its own
    marks = {note.mark for note in document.notes if note.mark}
    symbols = Counter(chain.from_iterable(marks))
    lost = Counter(source[place] for place in missing)
    assert all(letter in symbols for letter in lost), (missing, lost)


def _brackets(span: object, source: str) -> list[int]:
    start, end = span.start, span.end  # type: ignore[attr-defined]
    opening = source.index(":", start) + 1
    return [*range(start, opening), *range(max(opening, end - 1), end), *_closing(source, end)]


def _closing(source: str, end: int) -> range:
    start = end
    while start and source[start - 1] in "] ":
        start -= 1
        if source[start] == "]":
            break
    return range(start, end)


@given(any_texts)
def test_a_text_node_is_its_stretch_of_the_source_but_for_line_ends(text: str) -> None:
    document, _, source = parse(text)
    for node in all_nodes(document):
        if isinstance(node, Text) and node.span is not None:
            there = source[node.span.start : node.span.end]
            assert node.text == there or node.text.split() == there.split() or "[" in there


@given(any_texts)
@settings(max_examples=400)
def test_written_and_read_again_it_is_the_same_or_reported(text: str) -> None:
    document = parse(text).document
    written, problems = render(document, "marker")
    assert isinstance(written, str)
    again = parse(written).document
    if not problems:
        assert without_spans(again) == without_spans(document)


@given(marker_texts)
def test_the_second_pass_settles(text: str) -> None:
    once = render(parse(text).document, "marker").output
    assert isinstance(once, str)
    parsed = parse(once)
    twice, problems = render(parsed.document, "marker")
    if not problems:
        assert parse(str(twice)).document.notes is not None
        assert without_spans(parse(str(twice)).document) == without_spans(parsed.document)


def test_control_characters_are_replaced_and_reported_once() -> None:
    document, diagnostics, source = parse("a\x00b\x1fc\ud800d")
    assert source == f"a{REPLACEMENT}b{REPLACEMENT}c{REPLACEMENT}d"
    assert [one.code for one in diagnostics] == ["E001"]
    assert not any(FORBIDDEN.search(getattr(node, "text", "")) for node in all_nodes(document))


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff"])
def test_an_empty_text_is_an_empty_document(text: str) -> None:
    document, diagnostics, _ = parse(text)
    assert document.notes == ()
    assert [one.code for one in diagnostics] == ["E004"]


def test_positions_count_lines_as_editors_do() -> None:
    document = Document(lines=line_starts("a\r\nbb\rc\u2028d\n"))
    assert [document.position(place).line for place in (0, 3, 6, 8)] == [1, 2, 3, 3]
    assert document.position(4).column == 2


HOSTILE = {
    "opening brackets": ("[" * 200_000, 0, 0),
    "brackets and blanks": ("[ " * 100_000, 0, 0),
    "closing brackets": ("]" * 200_000, 0, 0),
    "marks without notes": ("x[footnoteRef:1]" * 12_000, 0, 12_000),
    "lines of marks without notes": ("".join(f"x[footnoteRef:{i}]\n" for i in range(12_000)), 0, 12_000),
    "definitions never closed": ("x[footnoteRef:1]" + " [1: a" * 30_000, 1, 1),
    "definitions without marks": ("[1: a" * 40_000, 0, 0),
    "a paragraph of marks": (
        "".join(f"w[footnoteRef:{i}]" for i in range(8_000))
        + "".join(f" [{i}:  n [x]] " for i in range(8_000)), 8_000, 0,
    ),
    "a paragraph of unbalanced notes": (
        "".join(f"w[footnoteRef:{i}]" for i in range(8_000))
        + "".join(f" [{i}:  n [x] " for i in range(8_000)), 8_000, 8_000,
    ),
    "a row of cells": ("".join(f"w[endnoteRef:{i}] [{i}:  n [x] \t" for i in range(8_000)), 8_000, 8_000),
    "definitions at the end": (
        "".join(f"w[footnoteRef:{i}]\n\n" for i in range(8_000))
        + "".join(f"[{i}: n]\n" for i in range(8_000)), 8_000, 8_000,
    ),
    "addresses": ("http://x((" * 20_000, 0, 0),
    "addresses and brackets": ("http://x]" * 20_000, 0, 0),
    "blanks": (" " * 200_000, 0, 1),
    "one id, many notes": (
        "".join(f"w[footnoteRef:1] [1:  {i}] \n\n" for i in range(8_000)), 8_000, 7_999,
    ),
    "rules": ("---\n" * 50_000, 0, 0),
    "a mark far behind": ("x[footnoteRef:1]" + " [1: " * 30_000 + "[footnoteRef:2]", 0, 2),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read(name: str) -> None:
    """Were an algorithm not linear, any of these would take minutes."""
    text, notes, diagnostics = HOSTILE[name]
    parsed = parse(text)
    assert len(parsed.document.notes) == notes
    assert len(parsed.diagnostics) == diagnostics


@given(noted_texts | any_texts)
@settings(max_examples=500)
def test_regular_lines_are_read_as_their_tokens_would_be(text: str) -> None:
    quick = parse(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "converter.markers.outline",
            lambda text, start: (tokenize(text, start), {}),
        )
        assert quick == parse(text)


# The markers of a text as a value


def test_markers_are_read_without_the_document_around_them() -> None:
    text = "One [footnoteRef:7]* two.[footnoteRef:9] [7: * Roe. ]  [9: See [footnoteRef:7]. ] "
    markers = read_markers(text)
    first, second = markers.notes
    assert (first.key, first.symbol, text[first.start : first.end]) == ("footnote-7", "*", " Roe. ")
    assert text[second.definition.start : second.definition.end] == "[9: See [footnoteRef:7]. ] "
    assert [(mark.note, mark.in_note) for mark in markers.marks()] == [
        ("footnote-7", False),
        ("footnote-9", False),
        ("footnote-7", True),
    ]
    assert [text[mark.id.start : mark.id.end] for mark in markers.marks()] == ["7", "9", "7"]


def test_the_openings_of_a_text_are_all_places_where_the_id_of_a_note_stands() -> None:
    missing = '[3: !!! End note with ID "3" not found in document.]'
    twice = "A.[footnoteRef:1] [1: x]\n\nB.[footnoteRef:1] [1: x]"
    text = f"{twice}\n\n[8: y]\n\nC.[footnoteRef:3] {missing}"
    openings = read_markers(text).openings()
    assert [(text[one.id.start : one.id.end], one.note) for one in openings] == [
        ("1", "footnote-1"),
        ("1", "footnote-1"),
        ("8", None),
        ("3", None),
        ("3", None),
    ]


@given(noted_texts | any_texts)
def test_the_parser_makes_a_note_of_each_note_that_the_markers_give(text: str) -> None:
    parsed, markers = read_text(text)
    assert [note.key for note in parsed.document.notes] == [note.key for note in markers.notes]
    assert markers.text == parsed.source
