"""What is known while a document is written as LaTeX: where a node stands, and what was gathered."""

from __future__ import annotations

from msgspec import Struct, field

from converter.document.diagnostics import Diagnostic
from converter.document.model import NoteKey
from converter.document.notes import NoteIndex
from converter.renderers.latex.characters import Preamble


class Setting(Struct, frozen=True):
    """Where a node stands, as far as LaTeX cares.

    In a `note` no note can be called. In a `tight` setting, the argument of a heading or title, no
    blank line can stand. In a `cell`, as in a note, a table must be a box. In a `boxed` setting the
    text of a note would be lost.
    """

    note: bool = False
    tight: bool = False
    cell: bool = False
    boxed: bool = False


BODY = Setting()
TIGHT = Setting(tight=True)
NOTE = Setting(note=True, cell=True, boxed=True)
TIGHT_NOTE = Setting(note=True, tight=True, cell=True, boxed=True)


class Work(Struct):
    """What is gathered while a document is written.

    `printed` are the notes whose text is out, `pointed` those that something points at, `held` the
    texts that wait for the end of a box, `starred` those with a mark of their own, which wait for
    the end of a table's row, `used` the parts of the template that are needed. `depth`
    counts the lists and quotations around a node, `deepest` is the most there were; `in_item` says
    whether there is a list. With `traced`, blocks tell their places. A `leftward` article runs from
    right to left; what is written runs so if `now_leftward`. If it `turns`, words may run the other
    way, and some do if `turned`.
    """

    index: NoteIndex
    preamble: Preamble = field(default_factory=Preamble)
    diagnostics: list[Diagnostic] = []
    printed: set[NoteKey] = set()
    pointed: set[NoteKey] = set()
    held: list[str] = []
    starred: list[str] = []
    used: set[str] = set()
    depth: int = 0
    in_item: bool = False
    deepest: int = 0
    traced: bool = False
    leftward: bool = False
    now_leftward: bool = False
    turns: bool = True
    turned: bool = False

    def turn(self, leftward: bool) -> None:
        """What is written next runs to the left, or to the right."""
        self.now_leftward = leftward
        self.preamble.leftward = leftward and self.turns
