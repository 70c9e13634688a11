"""Charts as tables of their values, and diagrams (SmartArt) as lists of their words.

Both stand in parts of their own (21.2, 21.4), of which a drawing holds no more than the name. How they
are drawn is not kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from converter.document.model import Cell, Paragraph, Row, Span, Table, Text
from converter.readers.docx.gather import Part
from converter.readers.docx.inlines import GRAPHICS
from converter.readers.docx.lists import LEVELS, Numbered
from converter.word.names import R
from converter.word.tree import Element

DIAGRAM = GRAPHICS[-1]

BEYOND = 32_000
"""An indent that no paragraph behind a diagram has, to go on with its last item."""

Said = Callable[[str], Span]
"""Notes words down as part of what is read, and tells their place."""


def part_named(graphic: Element) -> str | None:
    """The id of the relationship to the part that a chart or diagram stands in."""
    name = "dm" if graphic.tag.endswith(DIAGRAM) else "id"
    return graphic.get(f"{{{R}}}{name}")


def graphic_parts(graphic: Element, root: Element, said: Said) -> list[Part]:
    """What a chart or diagram, whose part has this root, is read as; nothing for one without words."""
    if graphic.tag.endswith(DIAGRAM):
        return [*diagram_items(root, said)]
    table = chart_table(root, said)
    return [Part(table)] if table else []


# Charts


class _Series(Struct):
    """A row of values: what it is called, and its categories and values by their numbers."""

    name: str
    categories: dict[int, str]
    values: dict[int, str]


def chart_table(root: Element, said: Said) -> Table | None:
    """The values of a chart as it was last drawn, with its title; None for one without any.

    Series with the same categories share the rows; each of the others has rows of its own.
    """
    series = [*_series(root)]
    title = _words(root.find("{*}chart/{*}title"))
    axes = [_words(one) for one in root.iterfind("{*}chart/{*}plotArea/*/{*}title")]
    caption = "; ".join(filter(None, (title, *axes)))
    if not series and not caption:
        return None

    def row(*words: str) -> Row:
        return Row(tuple(Cell((_paragraph(one, said),) if one else ()) for one in words))

    shared = all(one.categories == series[0].categories for one in series)
    groups = [series] if shared else [[one] for one in series]
    named = (Text(caption, span=said(f"{caption}\n")),) if caption else ()
    rows: list[Row] = []
    head: list[Row] = []
    for group in groups:
        names = row("", *(one.name for one in group))
        (head if shared else rows).append(names)
        for number in sorted({number for one in group for number in one.values}):
            category = group[0].categories.get(number, str(number + 1))
            rows.append(row(category, *(one.values.get(number, "") for one in group)))
    return Table(tuple(rows or head), tuple(head if rows else ()), named)


def _series(root: Element) -> Iterator[_Series]:
    """The series of a chart (21.2.2.170), or of one of the kinds that are newer than the standard."""
    for one in root.iterfind("{*}chart/{*}plotArea/*/{*}ser"):
        x, y = (_either(one, *names) for names in (("cat", "xVal"), ("val", "yVal")))
        yield _Series(_words(one.find("{*}tx")), _points(x), _points(y))
    data = {one.get("id"): one for one in root.iterfind("{*}chartData/{*}data")}
    for one in root.iterfind("{*}chart/{*}plotArea/*/{*}series"):
        named = one.find("{*}dataId")
        held = data.get(named.get("val")) if named is not None else None
        if held is not None:
            x, y = held.find("{*}strDim"), held.find("{*}numDim")
            yield _Series(_words(one.find("{*}tx")), _points(x), _points(y))


def _either(parent: Element, *names: str) -> Element | None:
    found = (parent.find(f"{{*}}{name}") for name in names)
    return next((one for one in found if one is not None), None)


def _points(data: Element | None) -> dict[int, str]:
    """The points of a series by their numbers, those of several levels in one: ``2024 January``."""
    if data is None:
        return {}
    levels = [_level(one) for one in data.iterfind(".//{*}lvl")] or [_level(data)]
    points = levels[0]
    for outer in levels[1:]:
        group = ""
        for number in sorted(points):
            group = outer.get(number, group)
            points[number] = f"{group} {points[number]}".strip()
    return points


def _level(holder: Element) -> dict[int, str]:
    is_date = "y" in (holder.findtext(".//{*}formatCode") or "").lower()
    found: dict[int, str] = {}
    for one in holder.iterfind(".//{*}pt"):
        number = one.get("idx", "")
        value = one.findtext("{*}v") or one.text or ""
        if number.isascii() and number.isdecimal() and len(number) < 7:
            found[int(number)] = _day(value) if is_date else _rounded(value.strip())
    return found


def _rounded(value: str) -> str:
    """A number as a person writes it, without what the processor adds: 4.3 for 4.2999999999999998."""
    if "." not in value or len(value) < 17:
        return value
    try:
        return f"{float(value):.12g}"
    except ValueError:
        return value


def _day(value: str) -> str:
    """A day that a sheet counts from the end of 1899, as ISO 8601 has it; other values as they are."""
    from datetime import date, timedelta

    if not (value.isascii() and value.isdecimal() and 60 < int(value[:7]) < 2_900_000):
        return value
    return (date(1899, 12, 30) + timedelta(days=int(value[:7]))).isoformat()


def _words(element: Element | None) -> str:
    """The words in an element: typed (``a:t``), or taken from a cell of a sheet (``c:v``)."""
    if element is None:
        return ""
    lines = [
        "".join(t.text or "" for t in p.iterfind(".//{*}t")) for p in element.iterfind(".//{*}p")
    ]
    lines += [v.text or "" for v in element.iterfind(".//{*}v")] if not any(lines) else []
    return " ".join(" ".join(lines).split())


def _paragraph(words: str, said: Said) -> Paragraph:
    span = said(f"{words}\n")
    span = Span(span.start, span.end - 1)
    return Paragraph((Text(words, span=span),), span=span)


# Diagrams


def diagram_items(root: Element, said: Said) -> Iterator[Part]:
    """The words in the shapes of a diagram as items of a list, as they hang on one another (21.4.3)."""
    words = {
        one.get("modelId", ""): _words(one.find("{*}t")) for one in root.iterfind("{*}ptLst/{*}pt")
    }
    below: dict[str, list[tuple[int, str]]] = {}
    hanging: set[str] = set()
    for one in root.iterfind("{*}cxnLst/{*}cxn"):
        if one.get("type", "parOf") == "parOf":
            order, child = one.get("srcOrd", "0"), one.get("destId", "")
            number = int(order) if order.isascii() and order.isdecimal() and len(order) < 7 else 0
            below.setdefault(one.get("srcId", ""), []).append((number, child))
            hanging.add(child)
    firsts = sorted(words, key=hanging.__contains__)  # what hangs on itself alone comes last
    waiting = [(0 if words[id] else -1, id) for id in reversed(firsts)]
    seen: set[str] = set()
    while waiting:
        level, id = waiting.pop()
        if id in seen:
            continue
        seen.add(id)
        if words.get(id):
            place = Numbered("diagram", min(level, LEVELS - 1), "bullet", "", 1, None)
            yield Part(_paragraph(words[id], said), place=place, indent=BEYOND)
        inner = sorted(below.get(id, ()), reverse=True)
        waiting += [(level + 1, child) for _, child in inner]
