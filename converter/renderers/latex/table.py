r"""Tables for LaTeX: cells that are already written, set out in columns.

A table is a `longtable`, whose notes LaTeX puts at the foot of the page and whose head it repeats,
or, within a note or another table, a `tabular`, which is one box. A cell over several rows stands
in the first of them, which looks the same as there are no lines between rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from converter.document.model import Alignment

NARROW = 72
"""Characters, blanks between columns counted, that surely fit on a line and need not be broken."""
MOST_COLUMNS = 200
LETTERS: dict[Alignment, str] = {"default": "l", "left": "l", "center": "c", "right": "r"}
RAGGED: dict[Alignment, str] = {
    **dict.fromkeys(("default", "left"), "\\raggedright"),
    "center": "\\centering",
    "right": "\\raggedleft",
}


class Entry(Struct, frozen=True):
    """A cell: its LaTeX, the length of its words, whether it is more than one paragraph."""

    text: str
    length: int = 0
    long: bool = False
    align: Alignment = "default"
    columns: int = 1
    rows: int = 1


class Column(Struct, frozen=True):
    """A column. `share` is its part of the line's width, 0 where the width is natural."""

    align: Alignment
    share: float = 0.0


EMPTY = Entry("")
Rows = list[list[Entry]]


def table(head: Rows, rows: Rows, environment: str, between: list[str]) -> str:
    """Rows of cells as an environment, ``longtable`` or ``tabular``; nothing where there are none.

    `between` is what stands, outside all cells, behind the head and behind each row.
    """
    head, rows = list(_placed(head)), list(_placed(rows))
    if not head and not rows:
        return ""
    columns = _columns(head, rows)
    return "\n".join(
        (
            f"\\begin{{{environment}}}{{{''.join(map(_letters, columns))}}}",
            "\\toprule",
            *(_line(row, columns) for row in head),
            *(("\\midrule",) if head and rows else ()),
            *_parts(environment, bool(head and rows)),
            *_outside(between[0]),
            *(
                line
                for row, after in zip(rows, between[1:], strict=True)
                for line in (_line(row, columns), *_outside(after))
            ),
            *(("\\bottomrule",) if environment == "tabular" else ()),
            f"\\end{{{environment}}}",
        )
    )


def _outside(text: str) -> tuple[str, ...]:
    return (f"\\noalign{{{text}}}",) if text else ()


def _parts(environment: str, headed: bool) -> tuple[str, ...]:
    if environment == "tabular":
        return ()
    return ("\\endhead" if headed else "\\endfirsthead", "\\bottomrule", "\\endlastfoot")


def _placed(rows: Iterable[list[Entry]]) -> Iterator[list[Entry]]:
    """The rows with an empty cell wherever one from above reaches down."""
    covered: dict[int, int] = {}
    for row in rows:
        placed: list[Entry] = []
        column = 0
        for entry in row:
            column = _skip(covered, column, placed)
            width = min(entry.columns, MOST_COLUMNS)
            placed.append(replace(entry, columns=width))
            covered.update(dict.fromkeys(range(column, column + width), entry.rows - 1))
            column += width
        last = max(covered, default=-1)
        while column <= last:
            column = _skip(covered, column, placed)
            column += 1
        yield placed


def _skip(covered: dict[int, int], column: int, placed: list[Entry]) -> int:
    while covered.get(column, 0) > 0:
        covered[column] -= 1
        placed.append(EMPTY)
        column += 1
    return column


def _columns(head: Rows, rows: Rows) -> list[Column]:
    """Columns of natural width where all fits on a line, else with shares of the line."""
    every = [*head, *rows]
    count = max(sum(entry.columns for entry in row) for row in every)
    widths = [1] * count
    aligns: list[Alignment] = ["default"] * count
    for row in reversed(every):
        for column, entry in _single(row):
            widths[column] = max(widths[column], entry.length)
            if entry.align != "default":
                aligns[column] = entry.align
    if sum(widths) + 3 * count <= NARROW and not any(one.long for row in every for one in row):
        return [Column(align) for align in aligns]
    weights = [min(max(width, 6), 60) for width in widths]
    whole = sum(weights)
    shares = [weight / whole for weight in weights]
    return [Column(align, share) for align, share in zip(aligns, shares, strict=True)]


def _single(row: list[Entry]) -> Iterator[tuple[int, Entry]]:
    """The cells that fill one column, with its number."""
    column = 0
    for entry in row:
        if entry.columns == 1:
            yield column, entry
        column += entry.columns


def _letters(column: Column) -> str:
    if not column.share:
        return LETTERS[column.align]
    width = f"\\dimexpr{int(column.share * 1000) / 1000}\\linewidth-2\\tabcolsep\\relax"
    return f">{{{RAGGED[column.align]}\\arraybackslash}}p{{{width}}}"


def _line(row: list[Entry], columns: list[Column]) -> str:
    cells = []
    column = 0
    for entry in row:
        cells.append(_cell(entry, columns[column : column + entry.columns]))
        column += entry.columns
    line = " & ".join(cells)
    guard = "{}" if line.startswith(("[", "*")) else ""
    return f"{guard}{line} \\\\"


def _cell(entry: Entry, columns: list[Column]) -> str:
    own = columns[0].align if entry.align == "default" else entry.align
    if entry.columns == 1 and LETTERS[own] == LETTERS[columns[0].align]:
        return entry.text
    letters = _letters(Column(own, sum(column.share for column in columns)))
    return f"\\multicolumn{{{entry.columns}}}{{{letters}}}{{{entry.text}}}"
