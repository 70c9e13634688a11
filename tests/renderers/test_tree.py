"""The printed tree shows every node and value."""

from __future__ import annotations

from converter import render
from converter.document.model import Node
from converter.document.tree import walk, walk_text
from tests.documents import EVERYTHING


def test_every_node_has_its_line() -> None:
    shown = str(render(EVERYTHING, "tree").output)
    nodes: list[Node] = [*walk_text(EVERYTHING), *walk(EVERYTHING.notes)]
    lines = [line.split()[0] for line in shown.splitlines()]
    assert {type(node).__name__ for node in nodes} <= set(lines)
    for node in nodes:
        assert repr(getattr(node, "text", ""))[1:-1] in shown
