"""Tables, and the grid behind one: which cell lies where, when cells span columns and rows."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile
from typing import Literal

from msgspec import Struct

from converter.model import Cell, NoteRef, Row, Table
from converter.notes import walk
from converter.renderers.docx.blocks import QUOTE_INDENT, TEXT_WIDTH, blocks, left_indent, line
from converter.renderers.docx.settings import text_size
from converter.renderers.docx.story import Place, Story

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


def captioned_table(node: Table, story: Story, place: Place) -> None:
    """A table, its caption above, or a thin paragraph as room, and below a thin paragraph.

    That paragraph keeps two tables from growing together, and Word wants one at the end of a cell.
    """
    grid = layout((*node.head, *node.rows))
    if node.caption:
        line(node.caption, story, Place("Caption"), keep="<w:keepNext/>")
    elif grid and story.place == place:  # words of the text stand right above
        line((), story, Place("TableEnd"), keep="<w:keepNext/>")
    if grid:
        table(grid, node.head, story, place)
        line((), story, Place("TableEnd"))


def repeated_rows(head: tuple[Row, ...]) -> int:
    """How many rows to repeat on every page (17.4.49): those above the first that calls a note.

    LibreOffice leaves out the notes of a repeated row, and a lost note is worse than a lost head.
    """
    quiet = takewhile(lambda row: not any(type(node) is NoteRef for node in walk((row,))), head)
    return sum(1 for _ in quiet)


def table(grid: list[list[Slot]], head: tuple[Row, ...], story: Story, place: Place) -> None:
    """A table (17.4.37) as wide as the text. `head` are the first of its rows."""
    repeated = repeated_rows(head)
    columns = sum(slot.columns for slot in grid[0])
    column = f'<w:gridCol w:w="{TEXT_WIDTH // columns}"/>'
    left = left_indent(place.quotes, place.lists)
    width = 5000
    if left:
        across = text_size(story.book.page)[0]
        width -= 5000 * min(left + QUOTE_INDENT * place.quotes, across // 2) // across
    direction = "<w:bidiVisual/>" if story.book.right_to_left else ""
    story.out.append(
        f'<w:tbl><w:tblPr><w:tblStyle w:val="ArticleTable"/>{direction}'
        f'<w:tblW w:w="{width}" w:type="pct"/>'
        + (f'<w:tblInd w:w="{left}" w:type="dxa"/>' if left else "")
        + f'<w:tblLook w:val="06{20 if head else 0:02}" w:firstRow="{int(bool(head))}" w:lastRow="0"'
        f' w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{column * columns}</w:tblGrid>"
    )
    for number, row in enumerate(grid):
        repeat = "<w:tblHeader/>" if number < repeated else ""
        story.out.append(f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>")
        for slot in row:
            cell(slot, story, columns)
        story.out.append("</w:tr>")
    story.out.append("</w:tbl>")


def cell(slot: Slot, story: Story, columns: int) -> None:
    """A table cell (17.4.65) of a table of so many columns; it holds one paragraph at least."""
    span = f'<w:gridSpan w:val="{slot.columns}"/>' if slot.columns > 1 else ""
    merge = f'<w:vMerge w:val="{slot.merge}"/>' if slot.merge else ""
    story.out.append(f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/>{span}{merge}</w:tcPr>')
    align = "" if slot.cell.align == "default" else slot.cell.align
    place = Place("TableText", align=align, columns=slot.columns, of=columns)
    begun = len(story.out)
    if slot.merge != "continue":
        blocks(slot.cell.blocks, story, place)
    if len(story.out) == begun:
        line((), story, place)
    story.out.append("</w:tc>")
