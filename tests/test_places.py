"""Places of messages: what a person can find, whatever the source was."""

from __future__ import annotations

from pathlib import Path

from converter import check, read
from converter.document.diagnostics import as_text, diagnose
from converter.document.landmarks import located
from converter.document.model import (
    BlockQuote,
    Cell,
    Document,
    Emphasis,
    Heading,
    Landmark,
    Note,
    NoteKey,
    NoteRef,
    Paragraph,
    Row,
    Span,
    Stray,
    Table,
    Text,
)
from converter.document.tree import walk, walk_text, without_spans
from converter.formats import Parsed
from converter.renderers.json import render as as_json
from tests.test_cli import footnoted

KEY = NoteKey("footnote-7")


def paragraph(*words: str) -> Paragraph:
    return Paragraph(tuple(map(Text, words)))


EVERYWHERE = Document(
    (
        Heading(1, (Text("Ports, see supra note 11"),)),
        Paragraph((Text("The lamp was lit"), NoteRef(KEY), Text("."))),
        BlockQuote((paragraph("It burned, ", "see supra note 12."),)),
        Table(
            (Row((Cell((paragraph("supra note 13"),)), Cell((paragraph("oil"),)))),),
            caption=(Text("Oil, see supra note 14"),),
        ),
        Paragraph((Stray("[footnoteRef:4]", "M001"), Emphasis((Text("wick"),)))),
    ),
    (Note(KEY, "footnote", "7", (paragraph("Roe, et. al."), paragraph("See supra note 15."))),),
)
"""Something to find at each kind of place, and no source."""


def test_a_source_with_landmarks_has_its_places_named_by_them() -> None:
    document = Document(landmarks=(Landmark(0, "paragraph 1"), Landmark(9, "note 2")))
    said = [
        as_text(diagnose("M001", Span(at, at + 1), mark="x"), document, "a.docx") for at in (8, 9)
    ]
    assert said[0].startswith("a.docx, paragraph 1: error M001 ")
    assert said[1].startswith("a.docx, note 2: error M001 ")


def test_every_node_of_a_tree_without_a_source_gets_a_place_whose_words_are_its_own() -> None:
    placed, text = located(EVERYWHERE)
    assert without_spans(placed).blocks == without_spans(EVERYWHERE).blocks
    nodes = [*walk_text(placed), *walk(placed.notes)]
    assert len(nodes) > 20
    for node in nodes:
        assert node.span is not None
        if isinstance(node, Text | Stray):
            assert text[node.span.start : node.span.end] == node.text


def test_a_tree_is_checked_in_headings_quotes_tables_captions_and_notes() -> None:
    parsed = Parsed(EVERYWHERE)
    placed = parsed.with_source().document
    found = [
        (placed.position(one.span.start).landmark, one.code, one.fix)
        for one in check(parsed)
        if one.span is not None
    ]
    assert found == [
        ("paragraph 1", "X001", None),
        ("paragraph 2", "M005", None),
        ("paragraph 3", "X001", None),
        ("paragraph 4", "X001", None),
        ("paragraph 5", "X001", None),
        ("paragraph 7", "M001", None),
        ("note 1", "S001", None),
        ("note 1, paragraph 2", "X001", None),
    ]


def test_a_text_keeps_its_own_source() -> None:
    parsed = read("A.[footnoteRef:1] [1: x]")
    assert parsed.with_source() is parsed


def test_the_command_names_notes_and_paragraphs_of_a_tree_and_offers_no_mend(
    tmp_path: Path,
) -> None:
    (tmp_path / "tree.json").write_text(str(as_json(EVERYWHERE).output), encoding="utf-8")
    done = footnoted("check", "tree.json", cwd=tmp_path).stdout.decode()
    assert "tree.json, note 1 S001 “et. al.” is written" in done
    assert "tree.json, paragraph 2 M005 " in done
    assert "[*]" not in done
    log = footnoted("check", "--format", "sarif", "tree.json", cwd=tmp_path).stdout.decode()
    assert '"name": "note 1, paragraph 2"' in log
    assert '"startLine"' not in log
    shown = footnoted("check", "--format", "github", "tree.json", cwd=tmp_path).stdout.decode()
    assert "::warning file=tree.json,title=S001" in shown
