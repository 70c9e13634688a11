r"""Tables for LaTeX: cells that are already written, set out in columns.

A table is a `longtable`, whose notes LaTeX puts at the foot of the page and whose head it repeats,
or, within a note or another table, a `tabular`, which is one box. A cell over several rows stands
in the first of them, which looks the same as there are no lines between rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from converter.document.model import Alignment, Block, Heading, Table
from converter.renderers.typesetting import is_kept_whole, table_lines

NARROW = 340
"""Points of 11-point type that fit on a line of all our looks, the narrowest of which has 351."""
LETTER = 5.6
"""Points that a character takes, of words that are not all capitals."""
SIZES = (("", 1.0, 6), ("\\footnotesize", 0.82, 3), ("\\scriptsize", 0.73, 2))
"""Sizes of type, the scale of each, and half the points between columns that go with it."""
MOST_COLUMNS = 200
LETTERS: dict[Alignment, str] = {"default": "l", "left": "l", "center": "c", "right": "r"}
RAGGED: dict[Alignment, str] = {
    **dict.fromkeys(("default", "left"), "\\raggedright"),
    "center": "\\centering",
    "right": "\\raggedleft",
}


class Entry(Struct, frozen=True):
    """A cell: its LaTeX, the length of its words and of the longest of them, in letters, whether it
    is more than one paragraph."""

    text: str
    length: int = 0
    longest: int = 0
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


def lengths(words: Iterable[str]) -> tuple[int, int]:
    """The letters of some words, and those of the longest. Capitals count half as much again.

    >>> lengths(["DUES of", "x"])
    (10, 6)
    """
    texts = list(words)
    longest = max((_length(word) for text in texts for word in text.split()), default=0)
    return sum(map(_length, texts)), longest


def _length(words: str) -> int:
    return len(words) + sum(map(str.isupper, words)) // 2


AROUND_TABLE = 3
"""Lines that rules and the space around a table take, and a caption as many more."""
FIRST_LINES = 2
"""Lines of a long table that stand together at the foot of a page, beside its head."""


OF_HEADING = 2
"""Lines that a heading takes, with the space around it."""


def room_needed(content: tuple[Block, ...]) -> Iterator[tuple[int, int]]:
    """The places of blocks before which so many lines must be free: tables, and headings above them."""
    first = 0
    for at, block in enumerate(content):
        if isinstance(block, Table) and (block.head or block.rows):
            yield first, lines_needed(block) + OF_HEADING * (at - first)
        if not isinstance(block, Heading):
            first = at + 1


def lines_needed(node: Table) -> int:
    """The lines that must be free on a page for a table to begin there: all of it, if it is short."""
    lines = table_lines(node) if is_kept_whole(node) else len(node.head) + FIRST_LINES
    return lines + AROUND_TABLE * (2 if node.caption else 1)


def table(head: Rows, rows: Rows, environment: str, between: list[str]) -> str:
    """Rows of cells as an environment, ``longtable`` or ``tabular``; nothing where there are none.

    `between` is what stands, outside all cells, behind the head and behind each row.
    """
    head, rows = list(_placed(head)), list(_placed(rows))
    if not head and not rows:
        return ""
    columns, size = _columns(head, rows)
    lines = (
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
    return "\n".join((f"{{{size}%", *lines, "}") if size else lines)


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


def _columns(head: Rows, rows: Rows) -> tuple[list[Column], str]:
    """Columns of natural width where all fits on a line, else with shares of the line; and the size
    of type, if it must be smaller for the longest words to fit."""
    every = [*head, *rows]
    count = max(sum(entry.columns for entry in row) for row in every)
    widths, words = [1] * count, [1] * count
    aligns: list[Alignment] = ["default"] * count
    for row in reversed(every):
        for column, entry in _single(row):
            widths[column] = max(widths[column], entry.length)
            words[column] = max(words[column], entry.longest)
            if entry.align != "default":
                aligns[column] = entry.align
    widest = max(sum(widths), *(sum(one.length for one in row) for row in every))
    broken = any(one.long for row in every for one in row)
    if widest * LETTER + count * 2 * SIZES[0][2] <= NARROW and not broken:
        return [Column(align) for align in aligns], ""
    shares, size = _shares(widths, words)
    return [Column(align, share) for align, share in zip(aligns, shares, strict=True)], size


def _shares(widths: list[int], words: list[int]) -> tuple[list[float], str]:
    """What part of the line each column gets, so that its longest word fits, and the size of type."""
    for command, scale, gap in SIZES:  # noqa: B007 — what is left is the size that is taken
        needed = [word * LETTER * scale + 2 * gap for word in words]
        rest = NARROW - sum(needed)
        if rest >= 0:
            break
    weights = [min(max(width, 6), 60) for width in widths]
    part = max(rest, 0) / sum(weights)
    points = [least + part * weight for least, weight in zip(needed, weights, strict=True)]
    whole = sum(points)
    smaller = f"{command}\\setlength{{\\tabcolsep}}{{{gap}pt}}" if command else ""
    return [one / whole for one in points], smaller


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
    # A blank of no width, as TeX hyphenates no first word of a paragraph.
    first = "\\leavevmode\\nobreak\\hspace{0pt}"
    return f">{{{RAGGED[column.align]}\\arraybackslash{first}}}p{{{width}}}"


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
