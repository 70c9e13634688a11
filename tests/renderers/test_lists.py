"""The numbers of lists look in every format as the document has them."""

from __future__ import annotations

from typing import get_args

import pytest

from converter import render
from converter.document.model import Delimiter, Document, ListFormat, ListItem, OrderedList
from tests.documents import paragraph
from tests.renderers.docx_parts import find, roots, values

LETTERS = OrderedList(
    (ListItem((paragraph("port"), paragraph("more of it"))), ListItem((paragraph("harbour"),))),
    3,
    "lower-alpha",
    "parens",
)


def written(format: str, one: OrderedList = LETTERS) -> str:
    return str(render(Document((one,)), format).output)


def test_letters_in_brackets_are_such_in_every_format() -> None:
    assert '<ol start="3" type="a" class="fn-lower-alpha-parens">' in written("html")
    assert "\\begin{enumerate}[label=(\\alph*), start=3]" in written("latex")
    assert '#enum(numbering: "(a)", start: 3,' in written("typst")
    assert written("marker") == "(c) port\n\nmore of it\n\n(d) harbour\n"


def test_a_list_in_word_has_a_level_of_its_own_where_its_numbers_look_otherwise() -> None:
    numbering = roots(render(Document((LETTERS, OrderedList(LETTERS.items))), "docx").output)
    levels = find(numbering["numbering.xml"], "//w:num/w:lvlOverride/w:lvl")
    assert len(levels) == 1
    assert values(levels[0], "w:start | w:numFmt | w:lvlText") == ["3", "lowerLetter", "(%1)"]


@pytest.mark.parametrize("format", get_args(ListFormat))
@pytest.mark.parametrize("delimiter", get_args(Delimiter))
def test_a_list_is_read_from_word_as_it_was_written(
    format: ListFormat, delimiter: Delimiter
) -> None:
    from converter import read

    item = ListItem((paragraph("port"),))
    inner = ListItem((paragraph("quay"), OrderedList((item, item), 2, format, delimiter)))
    document = Document((OrderedList((inner, item), 4, format, delimiter),))
    back = read(render(document, "docx").output, "docx").document
    outer = back.blocks[0]
    assert isinstance(outer, OrderedList)
    assert (outer.start, outer.format, outer.delimiter) == (4, format, delimiter)
    nested = outer.items[0].blocks[1]
    assert isinstance(nested, OrderedList)
    assert (nested.start, nested.format, nested.delimiter) == (2, format, delimiter)
    assert [len(one.items) for one in (outer, nested)] == [2, 2]


def test_the_style_sheet_knows_every_look_of_numbers() -> None:
    page = written("html")
    for format in get_args(ListFormat):
        for delimiter in ("paren", "parens"):
            name = f"fn-{format}-{delimiter}"
            assert f"@counter-style {name} " in page
            assert f".{name} {{" in page
