"""The first page as it is printed, by TeX, Typst and LibreOffice: the same offprint from each."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from converter import render
from converter.document.model import Block, Document, Heading, Metadata, Text
from docs.keys import SAMPLE, sample
from tests.documents import note, paragraph, ref, text
from tests.programs.conftest import Open

PRINTED = {key: value for key, value in SAMPLE.items() if key not in ("lang", "page")}
"""What has to be read on the pages; the first page's number is found as such."""

HEADS = ("I. Of Lamps", "A. Of Oil", "B. Of Wicks", "II. Of Fog")
WORDS = "The keeper of Gannet Skerry lit his lamp eleven minutes late and was not paid. " * 9


def long_article() -> Document:
    """A text of some pages, with headings, under the front matter of the sample."""
    blocks: list[Block] = []
    notes = []
    for number, head in enumerate(HEADS, 1):
        mark = (ref(str(number)),) if number == 2 else ()
        blocks.append(Heading(1 if head[0] == "I" else 2, (Text(head), *mark)))
        blocks += [paragraph(WORDS) for _ in range(7)]
        notes += [note(str(number), "At a heading.")] if mark else []
    return Document(tuple(blocks), tuple(notes), sample().meta)


def pages_of(pdf: bytes) -> list[str]:
    """The words of each page, as they stand there, without the joiners that Typst puts in."""
    command = ["pdftotext", "-layout", "-", "-"]
    done = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return done.stdout.decode().replace("\u2060", "").split("\f")


def in_word(document: Document, folder: Path, **options: Any) -> list[str]:
    """The pages that LibreOffice sets of a Word file."""
    output = render(document, "docx", **options).output
    assert isinstance(output, bytes)
    (folder / "a.docx").write_bytes(output)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    to_pdf = ("--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "a.docx"))
    command = ["soffice", profile, *to_pdf]
    subprocess.run(command, check=True, capture_output=True)
    return pages_of((folder / "a.pdf").read_bytes())


def set_by(program: str, document: Document, folder: Path, **options: Any) -> list[str]:
    if program == "LibreOffice":
        return in_word(document, folder, **options)
    output = render(document, "pdf", pdf_engine=program, template="lawreview", **options).output
    assert isinstance(output, bytes)
    return pages_of(output)


each_program = pytest.mark.parametrize("program", ["pdflatex", "typst", "LibreOffice"])


@each_program
def test_every_key_is_printed(program: str, tmp_path: Path) -> None:
    pages = set_by(program, long_article(), tmp_path)
    shown = " ".join("".join(pages).split()).lower()
    for key, value in PRINTED.items():
        assert value.lower() in shown, key
    first = " ".join(pages[0].split()).lower()
    for words in (
        "quarterly gazette",
        "band 61871",
        "heft 9723",
        "17 may 1899",
        "* harbour master",
    ):
        assert words in first
    assert first.split("harbour master at zeal")[1].split()[0] == "4711"
    second, third = (" ".join(page.split()).lower() for page in pages[1:3])
    assert second.startswith("4712 quarterly gazette [bd. 61871:4711")
    assert third.startswith("1877] lantern law 4713")


IN_ORDER = {
    "article": (
        "quarterly gazette", "band 61871, heft 9723, 1877, s. 4711", "lantern law", "seven oils",
        "odile tamm", "17 may 1899", "zusammenfassung", "what burns and why", "the keeper",
        "* harbour master at zeal",
    ),
    "lawreview": (
        "quarterly gazette", "band 61871", "17 may 1899", "heft 9723", "lantern law", "seven oils",
        "odile tamm", "zusammenfassung", "what burns and why", "the keeper",
        "* harbour master at zeal",
    ),
}  # fmt: skip
"""What all formats say of the sample, one below the other; Word files have the second look."""


def in_order(words: str, look: str) -> list[str]:
    """What of the first page is found, each behind the one before."""
    text, at, found = " ".join(words.split()).lower(), 0, []
    for one in IN_ORDER[look]:
        if (at := text.find(one, at)) < 0:
            break
        found.append(one)
    return found


@pytest.mark.parametrize("look", IN_ORDER)
@pytest.mark.parametrize("program", ["lualatex", "typst"])
def test_the_first_page_says_the_same_in_the_same_order(program: str, look: str) -> None:
    output = render(first_words(), "pdf", pdf_engine=program, template=look).output
    assert isinstance(output, bytes)
    assert in_order(pages_of(output)[0], look) == [*IN_ORDER[look]]


def test_the_first_page_of_a_word_file_says_the_same_in_the_same_order(tmp_path: Path) -> None:
    assert in_order(in_word(first_words(), tmp_path)[0], "lawreview") == [*IN_ORDER["lawreview"]]


@pytest.mark.parametrize("look", IN_ORDER)
def test_a_web_page_says_the_same_in_the_same_order(open_page: Open, look: str) -> None:
    page = open_page(first_words(), looks={"template": look})
    assert in_order(page.inner_text(".footnoted"), look) == [*IN_ORDER[look]]


def first_words() -> Document:
    return Document((paragraph(WORDS),), (), sample().meta)


@each_program
def test_the_table_of_contents_names_the_pages_of_the_headings(
    program: str, tmp_path: Path
) -> None:
    pages = set_by(program, long_article(), tmp_path, toc=True)
    listed = re.findall(r"^ *(\S.*?)\s*(?:\. ?){3,}\s*(\d+)$", pages[0], re.MULTILINE)
    # Small capitals are capitals in what LibreOffice prints.
    assert [head.upper() for head, _ in listed] == [head.upper() for head in HEADS]
    for head, number in listed:
        alone = re.compile(rf"^\s*{re.escape(head)}\d?\s*$", re.MULTILINE | re.IGNORECASE)
        (page,) = [at for at, page in enumerate(pages) if alone.search(page)]
        off = abs(int(number) - 4711 - page)
        assert off <= (1 if program == "LibreOffice" else 0), head  # Word's are reckoned
    assert "".join(pages).count("At a heading.") == 1


@pytest.mark.parametrize("program", ["pdflatex", "typst"])
def test_the_table_of_contents_counts_no_endnote_of_a_heading(program: str) -> None:
    mark = ref("1", "endnote")
    document = Document(
        (Heading(1, (Text("Of Lamps"), mark)), paragraph("So.", ref("2", "endnote"))),
        (note("1", "At a heading.", kind="endnote"), note("2", "Id.", kind="endnote")),
    )
    output = render(document, "pdf", pdf_engine=program, toc=True).output
    assert isinstance(output, bytes)
    assert re.search(r"1\. At a heading\.\s+2\. Id\.", pages_of(output)[0])


@pytest.mark.parametrize("program", ["pdflatex", "lualatex", "xelatex", "typst"])
def test_a_first_page_without_a_title_is_set_too(program: str) -> None:
    meta = Metadata(extra={"journal": "Tide", "volume": "7", "doi": "10.1/x", "author-note": "Me."})
    document = Document((Heading(1, text("Of Lamps")), paragraph("So.")), meta=meta)
    for template in ("article", "lawreview"):
        output = render(document, "pdf", pdf_engine=program, template=template, toc=True).output
        assert isinstance(output, bytes)
        assert re.search(r"(?s)tide.*contents.*of lamps.*\*\s*me\.", pages_of(output)[0].lower())
