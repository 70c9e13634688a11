"""The tree as JSON: everything there and back, and nothing else accepted."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given

from converter import ConversionError, parse, read, render
from converter.document.model import (
    BlockQuote,
    Document,
    Landmark,
    Note,
    NoteKey,
    Numbering,
    Paragraph,
    Span,
    Text,
)
from converter.document.tree import TreeFile
from tests.documents import EVERYTHING, note, number, paragraph, ref
from tests.texts import any_texts


def test_every_node_comes_back() -> None:
    assert read(render(EVERYTHING, "json").output, "json").document == EVERYTHING


@given(any_texts)
def test_any_document_comes_back_with_its_places(text: str) -> None:
    document = parse(text).document
    assert read(render(document, "json").output, "json").document == document


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le"])
def test_a_tree_that_a_shell_of_windows_wrote_anew_is_read(encoding: str) -> None:
    data = str(render(EVERYTHING, "json").output).replace("\n", "\r\n").encode(encoding)
    assert read(data, "json").document == EVERYTHING


def nested(depth: int) -> Document:
    block: BlockQuote | Paragraph = Paragraph((Text("x"),))
    for _ in range(depth):
        block = BlockQuote((block,))
    return Document((block,))


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (Document((paragraph(ref("1")),)), "does not hold"),
        (Document((paragraph(ref("1")),), (note("1", paragraph(number("2"))),)), "does not hold"),
        (Document((paragraph(ref("1")),), (note("1", paragraph(ref("1"))),)), "only text can"),
        (Document((paragraph(ref("1")),), (note("1", "x"), note("1", "y"))), "the same key"),
        (nested(201), "nested more than"),
        (Document(lines=()), "document.lines"),
        (Document(lines=(5,)), "do not begin with 0"),
        (Document(lines=(0, 9, 3)), "do not begin with 0 and ascend"),
        (Document(landmarks=(Landmark(9, "note 2"), Landmark(3, "note 1"))), "do not ascend"),
        (Document(numbering=Numbering(start=2**63 - 1)), "numbering.start"),
        (Document((Paragraph((), span=Span(-5, 0)),)), r"blocks\[0\].span"),
        (
            Document(notes=(Note(key=NoteKey(""), kind="footnote", id="1", blocks=()),)),
            r"notes\[0\].key",
        ),
    ],
)
def test_trees_that_do_not_hold_together_are_refused(document: Document, words: str) -> None:
    with pytest.raises(ConversionError, match=words):
        read(msgspec.json.encode(TreeFile(document)), "json")


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[]", b'{"document": {"blocks": [{"type": "Text"}]}}', b"\xff",
     b'{"document": {"colour": 1}}',
     b'{"document": {"blocks": [{"type": "Heading", "level": 9, "content": []}]}}',
     b'{"document":{"blocks":' + b'[{"type":"BlockQuote","blocks":' * 5000 + b"]}" * 5000 + b"}}"],
)  # fmt: skip
def test_other_json_is_refused(data: bytes) -> None:
    with pytest.raises(ConversionError, match="tree"):
        read(data, "json")
