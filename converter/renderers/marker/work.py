"""What is gathered while a document is written as marker text."""

from __future__ import annotations

from msgspec import Struct

from converter.document.diagnostics import Diagnostic, diagnose
from converter.document.model import Node, NoteKey
from converter.document.notes import NoteIndex


class Work(Struct):
    """What is gathered while a document is written.

    `ids` are those that marks write for notes. `lost` holds a message for each kind of thing that was
    not carried, at its first place.
    """

    index: NoteIndex
    ids: dict[NoteKey, str]
    lost: dict[str, Diagnostic] = {}

    def lose(self, what: str, node: Node | None = None) -> None:
        """Report something that marker text cannot carry, here at a node, if not yet reported."""
        span = node.span if node is not None else None
        remedy = "Use another format to keep it."
        problem = diagnose("R001", span, format="marker text", what=what, remedy=remedy)
        self.lost.setdefault(what, problem)
