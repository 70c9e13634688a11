"""Parts that are only read: piece by piece they are what they are as a tree, in less memory."""

from __future__ import annotations

import tracemalloc
from xml.etree import ElementTree

import pytest

from converter.document.diagnostics import ConversionError
from converter.word.names import W
from converter.word.tree import Element, pieces, root_tag, tree

WORDS = "".join(f"<w:p><w:r><w:t>Zürich {number}</w:t></w:r>\n</w:p>" for number in range(9_000))
LONG = f'<w:document xmlns:w="{W}"><w:body>{WORDS}<w:sectPr/></w:body></w:document>'


def written(elements: list[Element]) -> list[bytes]:
    return [ElementTree.tostring(one) for one in elements]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_the_pieces_of_a_part_are_those_of_its_tree(encoding: str) -> None:
    part = LONG.encode(encoding)
    body = tree(part)[0]
    assert written([*pieces(part, 2)]) == written([*body])
    assert len(body) == 9_001
    assert [one.tag for one in pieces(part, 1)] == [f"{{{W}}}body"]
    assert root_tag(part) == f"{{{W}}}document"


def test_a_long_part_takes_the_memory_of_a_few_of_its_pieces() -> None:
    part = LONG.encode()
    tracemalloc.start()
    count = sum(1 for _ in pieces(part, 2))
    in_pieces = tracemalloc.get_traced_memory()[1]
    tracemalloc.reset_peak()
    whole = tree(part)
    at_once = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == len(whole[0])
    assert in_pieces < at_once / 3


@pytest.mark.parametrize("end", ["", "</w:body>", "</w:document>", "</w:body></w:document>x"])
def test_a_part_that_breaks_off_is_refused_once_its_end_is_read(end: str) -> None:
    part = (LONG.removesuffix("</w:body></w:document>") + end).encode()
    with pytest.raises(ConversionError, match="damaged"):
        list(pieces(part, 2))


def test_a_document_type_is_refused_before_any_piece_is_read() -> None:
    part = b'<!DOCTYPE d [<!ENTITY e "e">]><d><b><c>&e;</c></b></d>'
    for read in (lambda: root_tag(part), lambda: tree(part), lambda: next(pieces(part, 2))):
        with pytest.raises(ConversionError, match="document type"):
            read()
