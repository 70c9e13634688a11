"""Tables (17.4): rows and cells wherever they stand, and merged cells as spans."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from converter.document.model import Alignment, Block, Cell, Row, Table
from converter.readers.docx.file import child, integer, is_on, name_of, value
from converter.readers.docx.inlines.reading import TrackChanges
from converter.word.tree import Element

PASSING = frozenset({"ins", "moveTo", "del", "moveFrom", "customXml", "smartTag", "sdtContent"})
"""Elements around paragraphs, rows and cells that say nothing of them."""

ALIGNMENTS: dict[str, Alignment] = {"center": "center", "right": "right", "end": "right"}
MOST_COLUMNS, MOST_ROWS = 1000, 65534


class _Place(Struct, frozen=True):
    """A cell as it is written: the column in which it begins, how many it takes, and its merging."""

    element: Element
    column: int
    columns: int
    merge: str | None


class _Cell(Struct):
    """A cell that is being read; one that is merged with those below it grows with each row."""

    blocks: list[Block]
    align: Alignment
    columns: int
    first_row: int
    rows: int = 1


def read_table(
    table: Element,
    changes: TrackChanges,
    blocks: Callable[[Element], tuple[Block, ...]],
    deleted: Callable[[Element], None],
    has_head: Callable[[str], bool],
) -> Table:
    """A table. `blocks` reads a cell, `deleted` is told of rows that a tracked change takes away.

    Its head are the rows that are repeated on each page (17.4.78); else the first, if the style of the
    table `has_head`, and the table shows it (17.4.55). What stands in a cell that is merged with the one
    above it, which Word does not show, goes there.
    """
    rows: list[list[_Cell]] = []
    heads = 0
    merged: dict[int, _Cell] = {}  # the last cell that began to be merged in a column
    for element in _inside(table, "tr"):
        properties = child(element, "trPr")
        if _is_gone(properties, changes):
            deleted(element)
            continue
        row = _row([*_placed(element, properties)], len(rows), merged, blocks)
        if not row:
            continue
        if is_on(child(properties, "tblHeader")) and heads == len(rows):
            heads += 1
        rows.append(row)
    heads = heads or _shows_head(table, has_head)
    made = [Row(tuple(map(_made, row))) for row in rows]
    heads = heads if heads < len(rows) and not _reach_beyond(rows[:heads], heads) else 0
    return Table(tuple(made[heads:]), tuple(made[:heads]))


def _shows_head(table: Element, has_head: Callable[[str], bool]) -> int:
    """How many rows a table sets apart at its top, by its style: one or none."""
    properties = child(table, "tblPr")
    look = child(properties, "tblLook")
    style = value(child(properties, "tblStyle"))
    if look is None or style is None or not has_head(style):
        return 0
    told = value(look, "firstRow")
    if told is not None:
        return int(told in ("1", "true", "on"))
    bits = value(look) or ""  # of Word before 2010
    return int(len(bits) == 4 and bits[2] in "2367abefABEF")


def _row(
    places: list[_Place],
    number: int,
    merged: dict[int, _Cell],
    blocks: Callable[[Element], tuple[Block, ...]],
) -> list[_Cell]:
    """The cells that begin in a row; none if all go on from the row before, which is then no row."""
    above = [
        cell
        if place.merge == "continue"
        and (cell := merged.get(place.column)) is not None
        and cell.first_row + cell.rows == number
        else None
        for place in places
    ]
    is_row = None in above
    row: list[_Cell] = []
    for place, cell in zip(places, above, strict=True):
        if cell is not None:
            cell.blocks += blocks(place.element)
            cell.rows += is_row
            continue
        begun = _Cell([*blocks(place.element)], _alignment(place.element), place.columns, number)
        row.append(begun)
        if place.merge is not None:
            merged[place.column] = begun
    if row and places[0].column > 0:  # it begins further right than the table
        row.insert(0, _Cell([], "default", min(places[0].column, MOST_COLUMNS), number))
    return row


def _placed(row: Element, properties: Element | None) -> Iterator[_Place]:
    column = integer(value(child(properties, "gridBefore")))
    for one in _inside(row, "tc"):
        said = child(one, "tcPr")
        columns = min(max(integer(value(child(said, "gridSpan")), 1), 1), MOST_COLUMNS)
        merge = child(said, "vMerge")
        told = None if merge is None else value(merge) or "continue"
        yield _Place(one, column, columns, told)
        column += columns


def _made(cell: _Cell) -> Cell:
    return Cell(tuple(cell.blocks), cell.align, cell.columns, min(cell.rows, MOST_ROWS))


def _reach_beyond(heads: list[list[_Cell]], count: int) -> bool:
    """Whether a cell of the head goes on in the rows below, which no head that is repeated can."""
    return any(cell.first_row + cell.rows > count for row in heads for cell in row)


def _is_gone(properties: Element | None, changes: TrackChanges) -> bool:
    """Whether a row was deleted (17.13.5.12), or inserted, and is not read."""
    gone = {"accept": "del", "reject": "ins"}.get(changes)
    return gone is not None and child(properties, gone) is not None


def _alignment(cell: Element) -> Alignment:
    return ALIGNMENTS.get(value(child(cell, "p", "pPr", "jc")) or "", "default")


def _inside(parent: Element, wanted: str) -> Iterator[Element]:
    """The rows or cells in an element, and those in content controls and custom XML."""
    for element in parent:
        name = name_of(element.tag)
        if name == wanted:
            yield element
        elif name in ("sdt", *PASSING):
            yield from _inside(element, wanted)
