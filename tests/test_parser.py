"""What holds for any text: it is read, nothing of it is lost, and its places are right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings

from converter import parse, render
from converter.document.diagnostics import Diagnostic
from converter.document.model import (
    Code,
    Document,
    Node,
    NoteNumber,
    NoteRef,
    Span,
    Stray,
    Text,
)
from converter.document.tree import line_starts, walk, walk_text, without_spans
from converter.markers import Markers
from converter.markers.tokens import tokenize
from converter.readers.marker.inlines import ExtractorText
from converter.readers.marker.parser import FORBIDDEN, REPLACEMENT, read_text
from tests.hostile import MARKERS
from tests.texts import any_texts, marker_texts, noted_texts

EXTRACTOR_TEXTS: tuple[ExtractorText, ...] = ("keep", "drop")


def all_nodes(document: Document) -> list[Node]:
    return [*walk_text(document), *walk(document.notes)]


@given(any_texts)
def test_tokens_join_to_the_text(text: str) -> None:
    assert "".join(text[token.start : token.end] for token in tokenize(text)) == text


@given(any_texts)
@settings(max_examples=400)
def test_any_text_gives_a_document(text: str) -> None:
    for extractor_text in EXTRACTOR_TEXTS:
        assert_is_in_its_source(*parse(text, extractor_text=extractor_text))


def assert_is_in_its_source(
    document: Document, diagnostics: tuple[Diagnostic, ...], source: str
) -> None:
    for node in all_nodes(document):
        if node.span is not None:
            assert 0 <= node.span.start <= node.span.end <= len(source)
    assert all(one.message and one.remedy for one in diagnostics)


@given(noted_texts | any_texts)
@example("[footnoteRef:1] [1:  Id. Lee, supra note 1.")
@example("A[footnoteRef:2].\n\n[2: a [footnoteRef:1] [1: P] ] w [2: S.]")
@example("A. [footnoteRef:1]B. [footnoteRef:1]C.  [1:  a]b ]  [1:  c ] ")
@example("[footnoteRef:2] [footnoteRef:1] [1: P.] [s] [2: [footnoteRef:1]* [1: P.] ] w [2: S.] ")
@settings(max_examples=400)
def test_no_character_is_lost_or_doubled(text: str) -> None:
    """Every character of the source is of one leaf of the tree, or syntax, or a blank."""
    (document, diagnostics, source), markers = read_text(text, structure="none")
    covered: Counter[int] = Counter()
    for node in all_nodes(document):
        if isinstance(node, Text | Stray | Code | NoteRef | NoteNumber) and node.span is not None:
            covered.update(_places(node.span, markers.holes))
    assert [place for place, count in covered.items() if count > 1] == []
    told = {one.span.start: one.span.end for one in diagnostics if one.code == "M007" and one.span}
    syntax = set(_syntax(markers, told))
    assert syntax & covered.keys() == set()
    rest = "".join(
        one
        for place, one in enumerate(source)
        if place not in covered and place not in syntax and not one.isspace()
    )
    assert rest == ""


def _places(span: Span, holes: dict[int, int]) -> Iterator[int]:
    """The characters of a span, but for the definitions that stand among them."""
    place = span.start
    while place < span.end:
        if place in holes:
            place = holes[place]
        else:
            yield place
            place += 1


def _syntax(markers: Markers, told: dict[int, int]) -> Iterator[int]:
    """The characters that are not printed: metadata, what makes a definition, custom marks, repeats.

    `told` are the definitions that are reported as missing, and left out.
    """
    yield from range(markers.start)
    for start in markers.repeated:
        yield from range(start, markers.holes[start])
    for start, end in told.items():
        yield from range(start, end)
    for note in markers.notes:
        yield from range(note.definition.start, note.start)
        yield from range(note.end, note.definition.end)
        yield from range(note.mark.end, note.mark.end + len(note.symbol or ""))


LINE_ENDS = "\n\r\v\f\x85\u2028\u2029"


@given(noted_texts | any_texts)
@example("[FOOTNOTEREF:0 ][0:000000000000000000000\na")
def test_a_text_node_is_its_stretch_of_the_source_but_for_line_ends(text: str) -> None:
    (document, _, source), markers = read_text(text)
    for node in all_nodes(document):
        if isinstance(node, Text) and node.span is not None:
            there = "".join(source[place] for place in _places(node.span, markers.holes))
            if any(end in there for end in LINE_ENDS):  # lines that were joined
                assert node.text.split() == there.split()
            else:
                assert node.text == there


@given(any_texts)
@settings(max_examples=400)
def test_written_and_read_again_it_is_the_same_or_reported(text: str) -> None:
    document = parse(text).document
    written, problems = render(document, "marker")
    assert isinstance(written, str)
    again = parse(written).document
    if not problems:
        assert without_spans(again) == without_spans(document)


@given(any_texts)
def test_no_word_is_lost_in_marker_text_reported_or_not(text: str) -> None:
    document = parse(text).document
    words = "".join(
        node.text for node in all_nodes(document) if isinstance(node, Text | Stray | Code)
    )
    written = str(render(document, "marker").output)
    lost = Counter(words) - Counter(written)
    assert {one: times for one, times in lost.items() if not one.isspace()} == {}


@given(marker_texts)
def test_the_second_pass_settles(text: str) -> None:
    def again(text: str) -> str:
        return str(render(parse(text).document, "marker").output)

    twice = again(again(text))
    assert again(twice) == twice


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
    "opening brackets": (200_000, 0, 0),
    "brackets and blanks": (100_000, 0, 0),
    "closing brackets": (200_000, 0, 0),
    "marks without notes": (12_000, 0, 12_000),
    "lines of marks without notes": (12_000, 0, 12_000),
    "definitions never closed": (30_000, 1, 1),
    "definitions without marks": (40_000, 0, 0),
    "a paragraph of marks": (8_000, 8_000, 0),
    "a paragraph of unbalanced notes": (8_000, 8_000, 8_000),
    "a row of cells": (8_000, 8_000, 8_000),
    "definitions at the end": (8_000, 8_000, 8_000),
    "addresses": (20_000, 0, 0),
    "addresses and brackets": (20_000, 0, 0),
    "blanks": (200_000, 0, 1),
    "one id, many notes": (8_000, 8_000, 7_999),
    "rules": (50_000, 0, 1),
    "a mark far behind": (30_000, 0, 2),
}
"""The sizes of texts, and how many notes and diagnostics they give."""


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read(name: str) -> None:
    """Were an algorithm not linear, any of these would take minutes."""
    size, notes, diagnostics = HOSTILE[name]
    parsed = parse(MARKERS[name](size))
    assert len(parsed.document.notes) == notes
    assert len(parsed.diagnostics) == diagnostics


@given(noted_texts | any_texts)
@example(
    "So. [footnoteRef:1]So.  [1:  So. ] \n[footnoteRef:1]\nSo. [footnoteRef:2]So.  [2:  So. ] \n [1:  "
)
@settings(max_examples=500)
def test_regular_lines_are_read_as_their_tokens_would_be(text: str) -> None:
    quick = parse(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "converter.markers.outline",
            lambda text, start: (tokenize(text, start), {}),
        )
        assert quick == parse(text)


@given(noted_texts | any_texts)
def test_the_parser_makes_a_note_of_each_note_that_the_markers_give(text: str) -> None:
    parsed, markers = read_text(text)
    assert [note.key for note in parsed.document.notes] == [note.key for note in markers.notes]
    assert markers.text == parsed.source
