"""The tree as pandoc's JSON and back: the same tree, whatever stands in it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec import structs

from converter import ConversionError, parse, read, render
from converter.document.model import (
    Cell,
    Document,
    Link,
    ListItem,
    Metadata,
    Node,
    Note,
    NoteKey,
    NoteNumber,
    Numbering,
    OrderedList,
    Row,
    Stray,
    Table,
    Text,
)
from converter.document.tree import rebuilt, without_spans
from converter.readers.marker.inlines import merged
from tests.documents import DRESSED, EVERYTHING, note, number, paragraph, ref
from tests.generated import drawn
from tests.texts import any_texts


def normal(document: Document) -> Document:
    """A document without places, in which neighbouring texts are one: JSON knows no border there."""
    bare = without_spans(document)
    meta = structs.replace(
        bare.meta,
        title=_joined(bare.meta.title),
        subtitle=_joined(bare.meta.subtitle),
        authors=tuple(map(_joined, bare.meta.authors)),
        abstract=_joined(bare.meta.abstract),
    )
    return structs.replace(bare, meta=meta, blocks=_joined(bare.blocks), notes=_joined(bare.notes))


def _joined(nodes: tuple[Any, ...]) -> tuple[Any, ...]:
    worded = [node for node in nodes if not (isinstance(node, Text) and not node.text)]
    return tuple(
        rebuilt(node, _joined) if isinstance(node, Node) else node for node in merged(worded)
    )


def there_and_back(document: Document) -> Document:
    return read(render(document, "pandoc-json").output, "pandoc-json").document


@pytest.mark.parametrize("document", [EVERYTHING, DRESSED], ids=["everything", "dressed"])
def test_every_node_comes_back(document: Document) -> None:
    assert normal(there_and_back(document)) == normal(document)


@given(st.integers(0, 1 << 32))
@settings(max_examples=60, deadline=None)
def test_any_tree_comes_back(seed: int) -> None:
    document = drawn(seed)
    assert normal(there_and_back(document)) == normal(document)


@given(any_texts)
@example("a\ue0f4b\ue0f01\ue0f3")
def test_any_text_comes_back(text: str) -> None:
    document = parse(text).document
    assert normal(there_and_back(document)) == normal(document)


def test_what_nodes_hold_beside_words_comes_back() -> None:
    key = NoteKey("a key, with blanks")
    document = Document(
        (
            paragraph(
                ref("2"), "  two  blanks\tand a tab ", NoteNumber(key, NoteKey("footnote-2"), 1)
            ),
            paragraph(
                Link("", (Text("no address"),)), Stray("[1: x\ny", "M002"), ref("1", "endnote")
            ),
            OrderedList((ListItem((paragraph("x"),)),), -3, "upper-alpha", "parens"),
            Table((Row((Cell((), "center", 3, 2), Cell((paragraph("x"),), "left"))),)),
        ),
        (
            note("9", "Called by no mark."),
            note("1", "An end.", kind="endnote", mark="†"),
            Note(key, "endnote", "7", (paragraph("Called by no mark either"),), mark="‡"),
            note("2", paragraph("Points at ", number("9"))),
        ),
        Metadata(lang="de-CH", extra={"journal": "A, B: C", "volume": "012"}),
        numbering=Numbering("upper-alpha", 5, "page"),
        endnotes=Numbering(),
    )
    assert normal(there_and_back(document)) == normal(document)


def printed_by_pandoc(document: Document) -> list[Any]:
    """All notes in pandoc's JSON."""
    found: list[Any] = []

    def look(value: Any) -> None:
        if isinstance(value, dict):
            if value.get("t") == "Note":
                found.append(value)
            value = list(value.values())
        if isinstance(value, list):
            for one in value:
                look(one)

    look(json.loads(str(render(document, "pandoc-json").output))["blocks"])
    return found


def test_a_note_cited_twice_is_one_note_of_pandocs() -> None:
    document = parse("a.[footnoteRef:1] b.[footnoteRef:1] [1: x] ").document
    assert len(printed_by_pandoc(document)) == 1


def test_a_note_that_no_mark_calls_is_reported() -> None:
    rendered = render(Document(notes=(note("9", "x"),)), "pandoc-json")
    assert [one.code for one in rendered.diagnostics] == ["R004"]


def test_numbers_in_words_are_those_that_pandoc_prints() -> None:
    """Pandoc counts a note with a custom mark, and endnotes in one row with footnotes."""
    document = Document(
        (paragraph(ref("star"), ref("1", "endnote"), ref("2"), " See note ", number("2")),),
        (note("star", "x", mark="*"), note("1", "x", kind="endnote"), note("2", "x")),
    )
    output = json.loads(str(render(document, "pandoc-json").output))
    span = output["blocks"][0]["c"][-1]
    assert span["c"][1][0]["c"][1] == [{"t": "Str", "c": "3"}]


DEEP = b'{"pandoc-api-version":[1,23],"meta":{},"blocks":' + (
    b'[{"t":"BlockQuote","c":' * 5000 + b"[]" + b"}]" * 5000 + b"}"
)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not JSON of pandoc"),
        (b"{}", "not JSON of pandoc"),
        (b"\xff", "not JSON of pandoc"),
        (b'{"pandoc-api-version":[1,22],"meta":{},"blocks":[]}', "another pandoc"),
        (b'{"pandoc-api-version":[1,23],"meta":{},"blocks":[{"t":"Marquee"}]}', "Marquee"),
        (DEEP, "nested too deeply"),
        (DEEP.replace(b"5000", b"").replace(b'[{"t":"BlockQuote","c":' * 4700, b"").replace(
            b"}]" * 4700, b""), "nested too deeply"),
    ],
)  # fmt: skip
def test_other_json_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(ConversionError, match=words):
        read(data, "pandoc-json")


def elements(*inlines: dict[str, Any]) -> bytes:
    blocks = [{"t": "Para", "c": list(inlines)}]
    return json.dumps({"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": blocks}).encode()


@pytest.mark.parametrize(
    ("classes", "pairs"),
    [
        (["note-ref"], [["note", "footnote-7"]]),
        (["note-number"], [["note", "footnote-7"]]),
        (["cross-ref"], [["ref-kind", "supra"], ["targets", "footnote-7"]]),
        (["cross-ref"], [["ref-kind", "no kind"], ["targets", ""]]),
        (["stray"], [["code", "no code"]]),
        (["footnote"], []),
        (["anything"], []),
    ],
)
def test_a_span_that_means_nothing_here_leaves_its_words(classes: Any, pairs: Any) -> None:
    span = {"t": "Span", "c": [["", classes, pairs], [{"t": "Str", "c": "words"}]]}
    document = read(elements(span), "pandoc-json").document
    assert without_spans(document).blocks == (paragraph("words"),)
