"""The tree as JSON: everything there and back, and nothing else accepted."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given

from converter import ConversionError, parse, read, render
from converter.document.model import (
    BlockQuote,
    CrossRef,
    Document,
    Landmark,
    Note,
    NoteKey,
    NoteRange,
    Numbering,
    Paragraph,
    Span,
    Text,
)
from converter.document.tree import TreeFile, walk
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


RANGES = "".join(f"A.[footnoteRef:{i}] [{i}: See supra notes 1-40.] \n\n" for i in range(1, 51))


@pytest.mark.parametrize("format", ["json", "pandoc-json"])
def test_a_range_of_notes_is_one_target_and_comes_back(format: str) -> None:
    tree = render(parse(RANGES).document, format).output
    document = read(tree, format).document
    references = [node for node in walk(document.notes) if isinstance(node, CrossRef)]
    whole = NoteRange(NoteKey("footnote-1"), NoteKey("footnote-40"))
    assert [one.targets for one in references] == [(whole,)] * 50


def test_a_tree_of_the_first_version_is_read_as_it_was_written() -> None:
    tree = msgspec.json.decode(render(parse(RANGES).document, "json").output)
    spelled = [f"footnote-{i}" for i in range(1, 41)]
    for one in tree["document"]["notes"]:
        one["blocks"][0]["content"][1]["targets"] = spelled
    document = read(msgspec.json.encode(tree | {"footnoted": 1}), "json").document
    first = next(node for node in walk(document.notes) if isinstance(node, CrossRef))
    assert list(first.targets) == spelled


def test_a_range_that_ends_at_no_note_is_refused() -> None:
    tree = str(render(parse(RANGES).document, "json").output)
    with pytest.raises(ConversionError, match="footnote-400"):
        read(tree.replace('"footnote-40"', '"footnote-400"', 1), "json")
