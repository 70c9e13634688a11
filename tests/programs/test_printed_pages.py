"""Pages as a production editor looks at them: nothing stands alone, nothing is torn, no head wraps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, count
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
from msgspec import structs

from converter.document.model import (
    Block,
    BlockQuote,
    BulletList,
    Document,
    Heading,
    ListItem,
    Metadata,
    Row,
    Table,
    Text,
)
from docs.keys import sample
from tests.documents import cell, note, paragraph, ref, text
from tests.programs.test_first_pages import each_program, set_by

PROGRAMS = ("pdflatex", "typst", "LibreOffice")
HEADINGS, TABLES = 60, 12
LINE = "and the keeper of the light was paid for each hour of the night that he "


class Set(NamedTuple):
    """The lines of the text of each page, its head and foot left out."""

    program: str
    pages: list[list[str]]


def everywhere() -> Document:
    """Headings, paragraphs and tables of many heights, so that they fall on all places of a page."""
    random, tables = Random(3), count(1)
    blocks: list[Block] = []
    for number in range(1, HEADINGS + 1):
        blocks.append(Heading(random.choice((1, 2, 2, 3)), text(f"Heading {number}")))
        if number % 7 == 0:  # two in a row
            blocks.append(Heading(4, text(f"Heading {number}b")))
        if number % 10 == 5:
            blocks.append(a_table(next(tables), random.randint(2, 7)))
        if number % 10 == 3:
            blocks.append(BlockQuote((paragraph(LINE * 4),)))
        if number % 10 == 8:
            blocks.append(BulletList((ListItem((paragraph(LINE * 2),)),) * 3))
        for one in range(random.randint(1, 3)):
            words = LINE * random.randint(3, 9)
            blocks.append(paragraph(f"Begin{number}x{one} {words}end{number}x{one}."))
        if number % 10 == 0:
            blocks.append(a_table(next(tables), random.randint(2, 7)))
    return Document(tuple(blocks), (), Metadata(title=text("Of Places")))


def a_table(number: int, rows: int) -> Table:
    return Table(
        tuple(Row((cell(f"T{number} row {row}"), cell("dues"))) for row in range(rows)),
        head=(Row((cell(f"T{number} light"), cell("paid"))),),
        caption=text(f"Caption {number}"),
    )


WITHOUT_LONE_LINES = [one for one in PROGRAMS if one != "typst"]
"""Typst may leave a lone line, lest notes stand on the wrong page."""


@pytest.fixture(scope="module", params=PROGRAMS)
def printed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Set:
    pages = set_by(request.param, everywhere(), tmp_path_factory.mktemp("printed"))
    lines = [[line.strip() for line in page.splitlines() if line.strip()] for page in pages]
    return Set(request.param, [list(_text(page)) for page in lines if page])


def _text(page: list[str]) -> Iterator[str]:
    return (
        line
        for line in page
        if not re.fullmatch(r"\d+|(?:\d+ +)?OF PLACES(?: +\d+)?", line.upper())
    )


def test_no_heading_stands_alone_at_the_foot_of_a_page(printed: Set) -> None:
    found = re.findall(r"(?i)heading \d+b?\b", "\n".join(chain.from_iterable(printed.pages)))
    assert len(found) >= HEADINGS
    for page in printed.pages:
        assert not re.fullmatch(r"(?i)heading \d+b?", page[-1]), page[-3:]


@pytest.mark.parametrize("printed", WITHOUT_LONE_LINES, indirect=True)
def test_no_line_of_a_paragraph_stands_alone(printed: Set) -> None:
    for page in printed.pages:
        assert not re.search(r"(?<!\w)end\d", page[0]), page[0]
        assert not re.match(r"Begin\d", page[-1]), page[-1]


def test_a_short_table_stands_on_one_page_with_its_caption(printed: Set) -> None:
    for number in range(1, TABLES + 1):
        torn = [at for at, page in enumerate(printed.pages) if _has_part_of(number, page)]
        assert len(torn) == 1, number


def _has_part_of(number: int, page: list[str]) -> bool:
    return any(re.match(rf"(?:T{number} |Caption {number}$)", line) for line in page)


@pytest.mark.parametrize("program", ["pdflatex", "typst"])
def test_a_note_begins_on_the_page_of_its_mark(program: str, tmp_path: Path) -> None:
    random = Random(5)
    places = range(1, 61)
    blocks = tuple(
        paragraph(LINE * random.randint(1, 4), f"Claim{at}.", ref(f"{at}")) for at in places
    )
    notes = tuple(note(f"{at}", f"Source{at} {LINE * random.randint(1, 9)}.") for at in places)
    pages = set_by(program, Document(blocks, notes), tmp_path)
    for at in places:
        claimed = [page for page in pages if re.search(rf"Claim\s?{at}\.", page)]
        assert len(claimed) == 1
        assert re.search(rf"Source{at}\b", claimed[0]), at


@each_program
def test_a_running_head_never_wraps(program: str, tmp_path: Path) -> None:
    journal = "Northwestern Maritime Journal of International and Comparative Law and Business"
    title = "Administrative Characterizations of Responsibility upon the Open Water and Below It"
    meta = structs.replace(
        sample().meta, title=(Text(title),), extra={**sample().meta.extra, "journal": journal}
    )
    blocks = tuple(paragraph(LINE * 20) for _ in range(6))
    pages = set_by(program, Document(blocks, (), meta), tmp_path)
    for page, words in zip(
        pages[1:3], ("northwestern maritime journal", "administrative"), strict=True
    ):
        head, first = [" ".join(line.split()) for line in page.splitlines() if line.strip()][:2]
        assert words in head.lower()
        assert head.startswith("4712") or head.endswith("4713")
        assert "[" in head or "]" in head
        assert first in " ".join((LINE * 22).split())
