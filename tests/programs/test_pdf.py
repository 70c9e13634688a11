"""PDF in one command: what is on the pages, where its links lead, and what is said when it fails."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
import unicodedata
from collections import Counter
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from pypdf import PdfReader

import converter
from converter import ConversionError, parse
from converter.document.model import (
    Block,
    BlockQuote,
    Document,
    Emphasis,
    Heading,
    Link,
    Metadata,
    NoteKind,
    Numbering,
    Paragraph,
    Row,
    Span,
    Table,
    Text,
)
from converter.document.notes import index_notes
from converter.document.tree import walk
from converter.renderers.pdf import engines as pdf_engines
from converter.renderers.templates import load
from tests.documents import EVERYTHING, cell, note, number, paragraph, ref, text
from tests.programs.test_tex import HOSTILE, compiled, hostile, source, troubles

ROOT = Path(__file__).parent.parent.parent
LIGHTHOUSES = ROOT / "examples" / "the-law-of-lighthouses.txt"
each_kind = pytest.mark.parametrize("engine", ["pdflatex", "typst"])


@cache
def article() -> Document:
    return parse(LIGHTHOUSES.read_text(encoding="utf-8")).document


def made(document: Document, **options: Any) -> bytes:
    output = converter.render(document, "pdf", **options).output
    assert isinstance(output, bytes)
    return output


@cache
def of_article(engine: str, template: str) -> bytes:
    return made(article(), pdf_engine=engine, template=template)


@cache
def of_everything(engine: str) -> bytes:
    return made(EVERYTHING, pdf_engine=engine)


def pages(pdf: bytes) -> list[str]:
    """The words of each page, without the blanks, hyphens and joined letters that setting adds."""
    run = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return [squeezed(page) for page in run.stdout.decode().split("\f")[:-1]]


def squeezed(words: str) -> str:
    return re.sub(r"[\s\u00ad-]", "", unicodedata.normalize("NFKC", words))


def page_where_ends(words: str, shown: list[str]) -> int:
    """The page on which a stretch of words, perhaps begun on the page before, ends."""
    for at, page in enumerate(shown):
        if words in page:
            return at
    for at, (one, other) in enumerate(pairwise(shown), 1):
        if any(words[:cut] in one and words[cut:] in other for cut in range(1, len(words))):
            return at
    raise AssertionError(words)


def plain(content: Any) -> str:
    return "".join(getattr(one, "text", "") for one in walk(content))


def labelled(document: Document, content: Any) -> str:
    """The words of nodes with the numbers that are printed among them."""
    index = index_notes(document)
    words = (
        index.label(one.note) if hasattr(one, "note") else getattr(one, "text", "")
        for one in walk(content)
    )
    return "".join(words)


def footnoted(*args: str | Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "converter", *map(str, args)],
        capture_output=True,
        text=True,
        env={**os.environ, **env},
    )


# What is on the pages


@pytest.mark.parametrize("template", ["article", "lawreview"])
@each_kind
def test_a_note_stands_on_the_page_of_its_mark_or_continues_on_the_next(
    engine: str, template: str
) -> None:
    document = article()
    shown = pages(of_article(engine, template))
    notes = {one.key: squeezed(labelled(document, one.blocks)) for one in document.notes}
    for block in document.blocks:
        assert isinstance(block, Paragraph | Heading)
        before = ""
        for node in block.content:
            if not hasattr(node, "note"):
                before += squeezed(plain((node,)))
                continue
            words = notes[node.note]
            page = page_where_ends(before[-24:], shown)
            assert words[:20] in shown[page], words
            assert page_where_ends(words[-20:], shown[page : page + 2]) <= 1
            before = ""


@each_kind
def test_the_words_of_the_text_are_those_of_the_pages(engine: str) -> None:
    """Every letter as often as it is in the text, and every stretch of it in order."""
    document = article()
    shown = pages(of_article(engine, "article"))
    for block in document.blocks:
        for node in walk((block,)):
            for words in re.findall(".{1,40}", squeezed(getattr(node, "text", ""))):
                page_where_ends(words, shown)
    meta = document.meta
    expected = plain(meta.title) * len(shown) + plain(meta.authors[0]) + meta.date + "Abstract"
    expected += "{journal} Volume {volume}, p. {first-page}".format_map(meta.extra)
    for blocks in (meta.abstract, document.blocks, *(one.blocks for one in document.notes)):
        expected += plain(blocks)
    letters = [one for one in squeezed(expected) if one.isalpha()]
    assert Counter(letters) == Counter(one for page in shown for one in page if one.isalpha())


@each_kind
def test_every_kind_of_node_is_set(engine: str) -> None:
    shown = "".join(pages(of_everything(engine)))
    for one in EVERYTHING.notes:
        assert squeezed(labelled(EVERYTHING, one.blocks[:1])) in shown
    assert "supranote2,at5–6" in shown
    assert "pointingatnote4" in shown
    assert "https://example.org/a_(b)?x=1&y=%20#z" in shown
    assert "[footnoteRef:99]" in shown
    assert (
        squeezed("\\ { } $ & # % _ ^ ~ < > \" ' -- ?` <script>alert(1)</script> {{7*7}}") in shown
    )


@each_kind
def test_a_long_table_with_noted_cells_is_set(engine: str) -> None:
    rows = tuple(Row((cell(f"row {row}.", ref(f"{row}")), cell("x"))) for row in range(60))
    table = Table(rows, head=(Row((cell("Head", ref("h")), cell("Two"))),), caption=text("Dues"))
    notes = (note("h", "Of the head."), *(note(f"{row}", f"Of {row} alone.") for row in range(60)))
    shown = pages(made(Document(blocks=(table,), notes=notes), pdf_engine=engine))
    for row in range(60):
        at = page_where_ends(f"row{row}.", shown)
        assert any(f"Of{row}alone." in one for one in shown[at : at + 2])
    assert "".join(shown).count("Ofthehead.") == 1


def test_hostile_words_are_set_by_typst_and_nothing_else() -> None:
    words = (*HOSTILE, '#read("/etc/passwd")', "#panic() @x <y> $x$", "= x", "- x", "1. x", "// x")
    document = Document(
        blocks=tuple(block for one in words for block in (*hostile(one), paragraph(one))),
        notes=(note("1", *words, *hostile(HOSTILE[1])[1:9]),),
        meta=Metadata(title=text(words[0]), authors=tuple(map(text, words)), lang=words[3]),
    )
    shown = "".join(pages(made(document, pdf_engine="typst")))
    for one in words:
        assert shown.count(squeezed(one)) >= 5, one
    assert "root:" not in shown


@settings(max_examples=12)
@given(st.lists(st.text("#*_`$<>@[]~'\"-+=/.\\(){}:;,|&%^1a e", max_size=24), max_size=60))
def test_typst_sets_whatever_is_typed(words: list[str]) -> None:
    spread = (paragraph(Text(one[:5]), Emphasis(text(one[5:9])), Text(one[9:])) for one in words)
    document = Document(blocks=tuple(spread))
    assert "".join(pages(made(document, pdf_engine="typst"))) == squeezed("".join(words))


# What a reader of the PDF can use


@each_kind
def test_a_pdf_has_title_author_language_and_bookmarks_without_notes(engine: str) -> None:
    reader = PdfReader(BytesIO(of_everything(engine)))
    assert reader.metadata is not None
    assert reader.metadata.title == "Harbour Dues & the Mare Liberum"
    assert "Ana Żółkiewska" in (reader.metadata.author or "")
    assert str(reader.root_object["/Lang"]).lower().startswith("en")
    marks: list[Any] = list(reader.outline)
    assert str(marks[0].title) == "The Harbour"
    if engine == "typst":
        tagging: Any = reader.root_object["/MarkInfo"]
        assert tagging["/Marked"].value is True


@pytest.mark.parametrize("standard", ["ua-1", "a-2a", "a-3a"])
def test_typst_makes_a_pdf_of_a_standard_with_its_pages_labelled(standard: str) -> None:
    pdf = made(article(), template="lawreview", pdf_standard=standard)
    reader = PdfReader(BytesIO(pdf))
    assert reader.page_labels[:2] == ["211", "212"]
    named = {"ua-1": b"<pdfuaid:part>1", "a-2a": b"<pdfaid:part>2", "a-3a": b"<pdfaid:part>3"}
    metadata: Any = reader.root_object["/Metadata"]
    assert named[standard] in metadata.get_data()
    if standard == "ua-1":
        viewer: Any = reader.root_object["/ViewerPreferences"]
        assert viewer["/DisplayDocTitle"].value is True


def test_a_standard_is_refused_with_the_reason() -> None:
    untitled = structs.replace(article(), meta=Metadata(date="2031"))
    with pytest.raises(ConversionError, match="the front matter has no title"):
        made(untitled, pdf_standard="ua-1")
    with pytest.raises(ConversionError, match="the front matter has no date"):
        made(structs.replace(article(), meta=Metadata()), pdf_standard="a-2a")
    with pytest.raises(ConversionError, match="only Typst makes a PDF of ua-1"):
        made(article(), pdf_standard="ua-1", pdf_engine="pdflatex")


def links(reader: PdfReader) -> tuple[list[tuple[int, int, float]], set[str]]:
    """Links within a PDF, as page of the link, page and height of its aim; and the addresses."""
    inner: list[tuple[int, int, float]] = []
    addresses = set()
    numbers = {page.indirect_reference.idnum: at for at, page in enumerate(reader.pages)}  # type: ignore[union-attr]
    named = reader.named_destinations
    for at, page in enumerate(reader.pages):
        annotations: Any = page.get("/Annots", [])
        for one in annotations:
            link: Any = one.get_object()
            action = link.get("/A", {})
            aim = link.get("/Dest", action.get("/D"))
            if action.get("/S") == "/URI":
                addresses.add(str(action["/URI"]))
            elif isinstance(aim, str):
                found = named[aim]
                inner.append((at, numbers[found.page.idnum], float(found.top or 0)))  # type: ignore[union-attr]
            elif aim is not None:
                inner.append(
                    (
                        at,
                        numbers[list.__getitem__(aim.get_object(), 0).idnum],
                        float(aim.get_object()[3]),
                    )
                )
    return inner, addresses


@each_kind
def test_the_links_of_a_pdf_lead_where_they_should(engine: str) -> None:
    document = article()
    pdf = of_article(engine, "article")
    inner, addresses = links(PdfReader(BytesIO(pdf)))
    everything = (*document.blocks, *(block for one in document.notes for block in one.blocks))
    assert addresses == {one.url for one in walk(everything) if isinstance(one, Link)}
    shown = pages(pdf)
    assert len(inner) >= len(document.notes)
    for one in document.notes:
        words = squeezed(labelled(document, one.blocks))
        at = [n for n, page in enumerate(shown) if words[:24] in page]
        if len(words) > 24 and len(at) == 1:
            assert any(aim == at[0] and start in (at[0], at[0] - 1) for start, aim, _ in inner)


@each_kind
def test_the_same_document_gives_the_same_bytes(engine: str) -> None:
    assert made(EVERYTHING, pdf_engine=engine) == of_everything(engine)


def test_letters_without_a_font_are_reported() -> None:
    document = Document(blocks=(paragraph("a \U0001e900\U00012000 b"),))
    found = converter.render(document, "pdf", pdf_engine="typst").diagnostics
    assert [one.code for one in found] in ([], ["R008"])
    if found:
        assert "\U00012000" in found[0].message or "\U0001e900" in found[0].message


# Templates and fragments


@pytest.mark.parametrize("engine", ["pdflatex", "lualatex", "xelatex"])
def test_the_page_of_a_law_review_compiles_without_a_complaint(engine: str) -> None:
    meta = structs.replace(
        article().meta, extra={**article().meta.extra, "number": "2", "author-note": "Of Corvane."}
    )
    document = structs.replace(article(), meta=meta)
    result = compiled(engine, source_of(document, "lawreview"))
    assert troubles(result.log) == []
    for words in ("Tidewater Law Review", "Volume 61", "Number 2", "[Vol. 61:211", "2024]"):
        assert words.lower() in result.layout.lower()
    assert re.search(r"\* ?Of Corvane\.", result.layout)


@pytest.mark.parametrize("engine", ["pdflatex", "typst"])
def test_the_page_of_a_law_review_has_the_size_and_heads_of_a_bound_volume(engine: str) -> None:
    pdf = of_article(engine, "lawreview")
    reader = PdfReader(BytesIO(pdf))
    assert {(float(page.mediabox.width), float(page.mediabox.height)) for page in reader.pages} == {
        (486.0, 720.0)
    }
    second, third = pages(pdf)[1:3]
    assert second.lower().startswith("212tidewaterlawreview[vol.61:211")
    assert third.lower().startswith("2024]thelawoflighthouses213")


def source_of(document: Document, template: str) -> str:
    return str(converter.render(document, "latex", template=template).output)


@pytest.mark.parametrize(("engine", "runs"), [("pdflatex", 3), ("xelatex", 1)])
def test_a_fragment_compiles_in_another_class_with_the_packages_it_names(
    engine: str, runs: int
) -> None:
    fragment = str(converter.render(EVERYTHING, "latex", fragment=True).output)
    assert "\\documentclass" not in fragment
    assert "% \\title{Harbour Dues" in fragment
    needed = re.findall(r"^% (\\usepackage(?:\[.*\])?\{.*\})$", fragment, re.MULTILINE)
    fonts = "\\usepackage[T1]{fontenc}" if engine == "pdflatex" else "\\usepackage{fontspec}"
    whole = "\n".join(
        (
            "\\documentclass{report}",
            fonts,
            *needed,
            "\\begin{document}",
            fragment,
            "\\end{document}",
        )
    )
    result = compiled(engine, whole, runs)
    if runs > 1:  # the first run knows no numbers yet
        assert [one for one in troubles(result.log) if "Overfull" not in one] == []
    assert "In a list in a list." in result.text


# Choosing an engine, and failing


def test_one_command_makes_a_pdf_that_tex_set(tmp_path: Path) -> None:
    out = tmp_path / "article.pdf"
    run = footnoted(ROOT / "examples" / "harbour-dues.txt", "-o", out)
    assert run.returncode == 0
    assert b"pdfTeX" in out.read_bytes()
    assert list(tmp_path.iterdir()) == [out]


def test_without_tex_typst_sets_it(tmp_path: Path) -> None:
    out = tmp_path / "article.pdf"
    run = footnoted(LIGHTHOUSES, "-o", out, "--template", "lawreview", PATH=str(tmp_path))
    assert run.returncode == 0
    assert PdfReader(out).metadata.creator.startswith("Typst")  # type: ignore[union-attr]
    run = footnoted(LIGHTHOUSES, "-o", out, "--pdf-engine", "xelatex", PATH=str(tmp_path))
    assert (run.returncode, run.stderr) == (
        2,
        "footnoted: xelatex is not installed; to have it, install TeX Live or MiKTeX\n",
    )


def fake_tex(folder: Path, script: str) -> str:
    program = folder / "pdflatex"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return str(folder)


def test_a_tex_without_our_packages_is_replaced_and_that_is_said(tmp_path: Path) -> None:
    log = tmp_path / "said"
    log.write_text("! LaTeX Error: File `xurl.sty' not found.\n")
    path = fake_tex(tmp_path, f"/bin/cat {log} > article.log; exit 1")
    out = tmp_path / "out.pdf"
    run = footnoted(LIGHTHOUSES, "-o", out, PATH=path)
    assert run.returncode == 0
    assert "R007 this TeX has no xurl.sty, so Typst set the PDF" in run.stderr
    run = footnoted(LIGHTHOUSES, "-o", out, "--pdf-engine", "pdflatex", PATH=path)
    assert "this TeX has no xurl.sty" in run.stderr
    assert run.returncode == 2


def test_a_tex_that_never_ends_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writes = f"exec > {pipe}; echo begun; (/bin/sleep 60; echo late) & wait"
    monkeypatch.setenv("PATH", fake_tex(tmp_path, writes))
    monkeypatch.setattr(pdf_engines, "MOST_SECONDS", 2)
    with open(os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)) as said:
        with pytest.raises(ConversionError, match=r"pdflatex stopped .*not done after 2 seconds"):
            made(article(), pdf_engine="pdflatex")
        os.set_blocking(said.fileno(), True)
        assert said.read() == "begun\n"  # and so all that could write there have ended


FIRST = Span(20, 30)
SECOND = Span(60, 70)
LINES = (0, 20, 60)
TWO = Document(
    blocks=(
        Paragraph(text("Plain."), span=FIRST),
        Paragraph((Text("An "), Emphasis(text("odd")), Text(" one.")), span=SECOND),
    ),
    lines=LINES,
)


@pytest.mark.parametrize(
    ("engine", "template"),
    [
        (
            "pdflatex",
            load("article.tex").replace(
                "\\begin{document}", "\\renewcommand{\\emph}{\\nosuch}\n\\begin{document}"
            ),
        ),
        ("typst", "#let emph = 1\n<< definitions >>\n<< body >>"),
    ],
)
def test_a_failure_names_the_line_of_the_input(engine: str, template: str) -> None:
    with pytest.raises(ConversionError, match=f"^{engine} stopped at line 3 of the text: "):
        made(TWO, pdf_engine=engine, template=template)


@each_kind
def test_a_text_nested_too_deeply_is_refused_in_plain_words(engine: str) -> None:
    deep: Block = Paragraph(text("x"), span=FIRST)
    for _ in range(300):
        deep = BlockQuote((deep,), span=SECOND)
    document = Document(blocks=(Heading(1, text("H"), span=FIRST), deep), lines=LINES)
    with pytest.raises(ConversionError, match=r"nested too deeply|too deeply nested"):
        made(document, pdf_engine=engine)


def test_a_template_is_of_one_language() -> None:
    with pytest.raises(ConversionError, match="the template is not one for typst"):
        made(TWO, pdf_engine="typst", template=load("article.tex"))
    assert made(TWO, template="<< definitions >>\n<< body >>").startswith(b"%PDF")
    assert source(TWO)


# Numbers


@pytest.mark.parametrize(
    ("numbering", "kind"),
    [
        (Numbering("symbols"), "footnote"),
        (Numbering("lower-alpha", start=25), "footnote"),
        (Numbering("upper-roman", restart="section"), "footnote"),
        (Numbering("decimal", start=4, restart="section"), "endnote"),
        (Numbering("upper-alpha"), "endnote"),
    ],
)
@each_kind
def test_notes_are_numbered_as_asked(engine: str, numbering: Numbering, kind: NoteKind) -> None:
    keys = [str(one) for one in range(1, 9)]
    blocks: list[Block] = [paragraph("A", ref("9", kind), ".")]
    for key in keys:
        if key in "37":
            blocks.append(Heading(1, text("Part")))
        blocks.append(paragraph(f"Claim {key}", ref(key, kind), ", see ", number(key, kind), "."))
    notes = tuple(note(key, f"Text of {key}.", kind=kind) for key in (*keys, "9"))
    document = Document(blocks=tuple(blocks), notes=notes, numbering=numbering)
    index = index_notes(document)
    shown = "".join(pages(made(document, pdf_engine=engine)))
    for one in notes[:-1]:
        mark = index.label(one.key)
        assert f"Claim{one.id}{mark},see{mark}." in shown
        if kind == "endnote":  # at the foot of a page, pdftotext reads numbers apart
            assert re.search(rf"(?<![A-Za-z]){re.escape(mark)}\.?Textof{one.id}\.", shown)


@pytest.mark.parametrize("engine", ["lualatex", "xelatex", "typst"])
def test_a_sentence_that_runs_to_the_left_takes_its_numbers_along(
    engine: str, tmp_path: Path
) -> None:
    words = "חוק יסוד, התשנ״ב – 1992, ס״ח ( 1391 ), בעמ׳ 150"
    (tmp_path / "a.pdf").write_bytes(
        made(Document((paragraph(f"See {words}."),)), pdf_engine=engine)
    )
    command = ["pdftotext", "-bbox", str(tmp_path / "a.pdf"), "-"]
    boxes = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    found = {
        word: float(left)
        for left, word in re.findall(
            r'<word xMin="([0-9.]+)"[^>]*>[^<]*?([0-9]{3,})[^<]*</word>', boxes
        )
    }
    assert found["150"] < found["1391"] < found["1992"]
