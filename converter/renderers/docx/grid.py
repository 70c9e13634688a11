"""The grid behind a table: which cell lies where, when cells span columns and rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from converter.document.model import Cell, Row

MOST_COLUMNS = 63
"""Word refuses a table with more."""


class Slot(Struct, frozen=True):
    """A cell of Word's grid. A cell that spans rows has a slot in each of them (17.4.84)."""

    cell: Cell
    columns: int
    merge: Literal["", "restart", "continue"] = ""


EMPTY = Slot(Cell(()), 1)

Spans = dict[int, tuple[Cell, int, int]]
"""What reaches down from the rows above: first column -> cell, columns, rows still to fill."""


def layout(rows: Iterable[Row]) -> list[list[Slot]]:
    """The slots of each row; all rows are equally wide, filled up with empty cells.

    >>> tall, wide, small = Cell((), rowspan=2), Cell((), colspan=2), Cell(())
    >>> grid = layout((Row((tall, wide)), Row((small,))))
    >>> [[(slot.columns, slot.merge) for slot in row] for row in grid]
    [[(1, 'restart'), (2, '')], [(1, 'continue'), (1, ''), (1, '')]]
    """
    grid: list[list[Slot]] = []
    above: Spans = {}
    for row in rows:
        if len(row.cells) + sum(columns for _, columns, _ in above.values()) > MOST_COLUMNS:
            above = {}  # no room for both: what reaches down ends here
        slots, above = _row(_fitted(row.cells), above)
        grid.append(slots)
    width = max((_width(slots) for slots in grid), default=0)
    return [slots + [EMPTY] * (max(width, 1) - _width(slots)) for slots in grid]


def _width(slots: list[Slot]) -> int:
    return sum(slot.columns for slot in slots)


def _row(cells: tuple[Cell, ...], above: Spans) -> tuple[list[Slot], Spans]:
    """Lay one row, around the cells that reach into it; and what reaches into the next."""
    slots: list[Slot] = []
    below: Spans = {}
    waiting = list(reversed(cells))
    column = 0
    while waiting or any(start >= column for start in above):
        if column in above:
            cell, columns, rows = above[column]
            slot = Slot(cell, columns, "continue")
        elif waiting:
            cell = waiting.pop()
            columns, rows = _columns(cell, column, above, len(waiting)), cell.rowspan
            slot = Slot(cell, columns, "restart" if rows > 1 else "")
        else:
            columns, rows, slot = 1, 1, EMPTY
        slots.append(slot)
        if rows > 1:
            below[column] = (slot.cell, columns, rows - 1)
        column += columns
    return slots, below


def _columns(cell: Cell, column: int, above: Spans, waiting: int) -> int:
    """How wide a cell can be: up to the next cell from above, and leaving room for the others."""
    right = {start: columns for start, (_, columns, _) in above.items() if start > column}
    room = MOST_COLUMNS - column - waiting - sum(right.values())
    return max(1, min(cell.colspan, min(right, default=MOST_COLUMNS) - column, room))


def _fitted(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Cells that fit into Word's columns: the last one takes in what would stand beyond."""
    if len(cells) <= MOST_COLUMNS:
        return cells
    kept = cells[: MOST_COLUMNS - 1]
    return (*kept, Cell(tuple(block for cell in cells[len(kept) :] for block in cell.blocks)))
