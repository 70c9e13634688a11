"""The printed tree shows every node and value."""

from __future__ import annotations

from converter import render
from converter.document.model import CrossRef, Document, Node, NoteKey
from converter.document.tree import walk, walk_text
from tests.documents import EVERYTHING, note, paragraph, ref


def test_every_node_has_its_line() -> None:
    shown = str(render(EVERYTHING, "tree").output)
    nodes: list[Node] = [*walk_text(EVERYTHING), *walk(EVERYTHING.notes)]
    lines = [line.split()[0] for line in shown.splitlines()]
    assert {type(node).__name__ for node in nodes} <= set(lines)
    for node in nodes:
        assert repr(getattr(node, "text", ""))[1:-1] in shown


def test_a_key_forges_no_line() -> None:
    odd = "1\n  Paragraph"
    supra = CrossRef("supra", (NoteKey(f"footnote-{odd}"),), ())
    document = Document((paragraph(ref(odd), supra),), (note(odd, "x"),))
    shown = str(render(document, "tree").output)
    assert [line.split()[0] for line in shown.splitlines()].count("Paragraph") == 2
