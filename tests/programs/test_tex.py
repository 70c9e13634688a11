"""The LaTeX output in real engines: it compiles unchanged, and the PDF says what the document says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import unicodedata
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, NamedTuple

import pytest

from converter.document.model import (
    Block,
    BlockQuote,
    BulletList,
    Cell,
    Code,
    CodeBlock,
    Document,
    Emphasis,
    Figure,
    Heading,
    Image,
    Inline,
    Link,
    ListItem,
    Metadata,
    Note,
    OrderedList,
    Row,
    SmallCaps,
    Stray,
    Strikeout,
    Strong,
    Table,
    Text,
)
from converter.document.notes import index_notes
from converter.document.tree import walk
from converter.renderers.latex import render
from converter.renderers.latex.characters import TEX_GYRE
from converter.renderers.latex.scripts import ACCENTED, NAMED
from tests.conftest import HANGS_AFTER
from tests.documents import EVERYTHING, cell, note, number, paragraph, ref, text

ENGINES = ("pdflatex", "lualatex", "xelatex")
TROUBLE = re.compile(
    r"undefined|[Mm]issing character|multiply defined|same identifier|Overfull|^!.*", re.MULTILINE
)
each_engine = pytest.mark.parametrize("engine", ENGINES)


class Compiled(NamedTuple):
    log: str
    text: str
    """The words of the PDF, with each stretch of white space as one blank."""
    layout: str
    """The same in the order of the page's lines, so that a note follows its number."""


@cache
def compiled(engine: str, source: str, runs: int = 2) -> Compiled:
    folder = Path(mkdtemp(prefix="footnoted-tex-"))
    try:
        (folder / "article.tex").write_text(source, encoding="utf-8")
        options = ("-no-shell-escape", "-halt-on-error", "-interaction=nonstopmode")
        environment = {**os.environ, "openin_any": "p", "openout_any": "p", "max_print_line": "999"}
        for _ in range(runs):
            run = subprocess.run(
                [engine, *options, "article.tex"],
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=HANGS_AFTER,
                check=False,
            )
            log = (folder / "article.log").read_text(encoding="utf-8", errors="replace")
            assert run.returncode == 0, log[-3000:]
        text, layout = (
            words_of(folder / "article.pdf", *options) for options in ((), ("-layout",))
        )
    finally:
        shutil.rmtree(folder)
    return Compiled(log, text, layout)


def words_of(pdf: Path, *options: str) -> str:
    run = subprocess.run(["pdftotext", *options, pdf, "-"], capture_output=True, check=True)
    return " ".join(run.stdout.decode().split())


def source(document: Document) -> str:
    output = render(document).output
    assert isinstance(output, str)
    return output


def article(*blocks: Block, notes: tuple[Note, ...] = (), meta: Metadata | None = None) -> Document:
    return Document(blocks=blocks, notes=notes, meta=meta or Metadata())


def troubles(log: str) -> list[str]:
    return [line for line in log.splitlines() if TROUBLE.search(line) and "Font" not in line]


@each_engine
def test_every_kind_of_node_compiles_without_a_complaint(engine: str) -> None:
    assert troubles(compiled(engine, source(EVERYTHING)).log) == []


@each_engine
def test_every_note_is_printed_once_under_the_number_of_its_mark(engine: str) -> None:
    index = index_notes(EVERYTHING)
    every = [*walk(EVERYTHING.blocks), *walk(EVERYTHING.notes)]
    words = compiled(engine, source(EVERYTHING)).layout
    for one in EVERYTHING.notes:
        start = next(node.text for node in walk(one.blocks) if isinstance(node, Text)).strip()
        said = sum(node.text.count(start) for node in every if isinstance(node, Text))
        assert words.count(start) == said
        assert re.search(rf"(?<!\w){re.escape(index.label(one.key))}\.? {re.escape(start)}", words)
    assert "note 2 is called" not in words  # the number is the reader's, the id is the source's
    assert "supra note 2, at 5–6" in words
    assert "pointing at note 4" in words


@each_engine
def test_letters_keep_their_case_and_links_their_characters(engine: str) -> None:
    words = compiled(engine, source(EVERYTHING)).text
    assert "https://example.org/a_(b)?x=1&y=%20#z" in words
    assert (
        "\\ { } $ & # % _ ^ ~ < > \" ' -- ?` <script>alert(1)</script> {{7*7}} \\input{x}" in words
    )
    assert "Plain words, emphasis, strong, Small Caps" in words


HOSTILE = (
    r"\input{/etc/passwd}",
    r"\immediate\write18{touch pwned}",
    r"^^5cinput{x} \catcode`\%=12 %",
    r"} } { \end{document} \begin{x}",
    r"$$ & # _ ~ \\ \verb|x| \def\x{\x}\x",
    r"\directlua{os.exit(1)} \csname end\endcsname",
    "--- '' `` ?` !` << >> ,, \" [*]",
    r"\VAR{body} \BLOCK{if x} {{ 7*7 }} {% raw %}",
)


def hostile(words: str) -> tuple[Block, ...]:
    def line(*content: Inline) -> Block:
        return paragraph(*content)

    inner = text(words)
    return (
        Heading(2, (*inner, Text(" head"), ref("1"))),
        line(Text(words), ref("1")),
        line(Emphasis(inner), Strong(inner), SmallCaps(inner)),
        line(Strikeout(inner)),
        line(Code(words), Stray(words, "M001")),
        line(Link("https://example.org/" + words.replace(" ", ""), inner)),
        line(Image("x.png", words)),
        CodeBlock(words + "\n[" + words),
        BulletList((ListItem((paragraph("[" + words),)),)),
        Table((Row((cell("[" + words), cell(words))),), head=(Row((cell(words),)),), caption=inner),
        Figure((paragraph(words),), caption=inner),
    )


@each_engine
def test_hostile_words_are_printed_and_nothing_else(engine: str) -> None:
    everywhere = tuple(block for words in HOSTILE[:4] for block in hostile(words))
    lines = tuple(paragraph(Text(words)) for words in HOSTILE)
    document = article(
        *everywhere,
        *lines,
        notes=(note("1", *HOSTILE, *hostile(HOSTILE[1])[1:9]),),
        meta=Metadata(title=text(HOSTILE[0]), authors=tuple(map(text, HOSTILE)), lang=HOSTILE[3]),
    )
    words = compiled(engine, source(document)).text
    for one in HOSTILE:
        assert words.count(" ".join(one.split())) >= 2, one
    assert "root:" not in words


@each_engine
def test_control_and_bidi_characters_are_printed_by_their_code(engine: str) -> None:
    document = article(paragraph("a\x01b\x7fc\u202ed\u2066e\u200bf\ufeffg\ue000h\ufffei"))
    words = compiled(engine, source(document), 1).text
    assert "a[U+0001]b[U+007F]c[U+202E]d[U+2066]efg[U+E000]h[U+FFFE]i" in words


def alphabet() -> str:
    ranged = re.sub(
        "(.)-(.)", lambda ends: "".join(map(chr, range(ord(ends[1]), ord(ends[2]) + 1))), TEX_GYRE
    )
    return ranged + ACCENTED + "".join(NAMED)


@each_engine
def test_letters_and_signs_are_set_and_copied_as_they_are(engine: str) -> None:
    document = article(*(paragraph(f"{ord(one):04X}={one}=") for one in alphabet()))
    result = compiled(engine, source(document), 1)
    assert troubles(result.log) == []
    found = dict(re.findall("([0-9A-F]{4})= ?(.{1,3}?) ?=", result.text))
    wrong = {one: found.get(f"{ord(one):04X}") for one in alphabet()}
    wrong = {
        one: other
        for one, other in wrong.items()
        if one not in "∑√"  # so tall that pdftotext takes them for a line of their own
        if other is None
        or unicodedata.normalize("NFKC", one) != unicodedata.normalize("NFKC", other)
    }
    assert wrong == {}


NAMES = (
    *(
        "Владимир Путин",
        "Ελένη",
        "김정은",
        "習近平",
        "ひらがな漢字",
        "naïve",
        "Nguyễn",
        "Phở",
        "ʿAlī",
    ),
    *("e\u0301a\u0300", "q\u0301\u0302", "✓→⇒", "😀", "™\ufe0f"),
)


@pytest.mark.parametrize("engine", ["lualatex", "xelatex"])
def test_names_in_any_script_are_set_or_stood_in_for(engine: str) -> None:
    document = article(
        *(paragraph(f"<{name}>") for name in (*NAMES, "שלום עולם", "محمد", "हिन्दी")),
        Heading(1, text("김정은 and Владимир")),
    )
    result = compiled(engine, source(document), 1)
    assert troubles(result.log) == []
    assert "<Владимир Путин>" in result.text or "<[Cyrillic]>" in result.text
    assert "<김정은>" in result.text or "<[Korean]>" in result.text


def test_pdflatex_stands_in_for_other_scripts_and_says_so() -> None:
    document = article(*(paragraph(f"<{name}>") for name in NAMES))
    result = compiled("pdflatex", source(document))
    assert troubles(result.log) == []
    for name in NAMES[:5]:  # the page shows the name of the script; what is copied are the words
        assert f"<{name}>" in result.text
    assert [one.code for one in render(document).diagnostics] == ["R005"]


def test_lists_nest_deeper_than_latex_allows() -> None:
    deep: Block = paragraph("at the bottom", ref("1"))
    for level in range(12):
        deep = (
            BulletList((ListItem((deep,)),)),
            OrderedList((ListItem((deep,)),), start=level),
            BlockQuote((deep,)),
        )[level % 3]
    result = compiled("pdflatex", source(article(deep, notes=(note("1", "a note"),))))
    assert "at the bottom" in result.text
    assert "a note" in result.text


@each_engine
def test_long_addresses_break(engine: str) -> None:
    url = "https://example.org/" + "a_very-long.path/" * 12 + "?q=%20%25&r=~x#top--end"
    odd = "https://example.org/{a}\\b/it's/`x`/한국/" + "ü" * 40 + "/" + "path/" * 30
    document = article(
        paragraph("See ", Link(url, text(url)), ref("1")),
        notes=(note("1", paragraph(Link(odd, text(odd)), " [", Link(url, text(url)), "].")),),
    )
    result = compiled(engine, source(document))
    assert troubles(result.log) == []
    assert result.text.replace(" ", "").replace("-\n", "").count(url) >= 2


@pytest.mark.parametrize("engine", ["pdflatex", "lualatex"])
def test_tables_hold_notes_wherever_they_are_called(engine: str) -> None:
    inner = Table((Row((cell("inner", ref("c")), cell("x"))),))
    rows = (
        Row((cell("[first]", ref("b")), Cell((inner,)))),
        Row((Cell((paragraph("tall", ref("d")),), rowspan=2), cell("one"))),
        Row((cell("two"),)),
        Row((Cell((paragraph("wide", ref("e")),), colspan=2, align="center"),)),
        *(Row((cell(f"row {row}"), cell("*x"))) for row in range(60)),
    )
    document = article(
        Table(rows, head=(Row((cell("Head", ref("a")), cell("Own mark", ref("s")))),)),
        paragraph(
            "See note ", number("c"), " and ", number("s"), ".", ref("f"), ref("c"), ref("s")
        ),
        notes=(
            *(note(key, f"Text of {key}.") for key in "abcdef"),
            note("s", "Text of the star.", mark="*"),
        ),
    )
    index = index_notes(document)
    result = compiled(engine, source(document))
    assert troubles(result.log) == []
    for one in document.notes:
        words = next(node.text for node in walk(one.blocks) if isinstance(node, Text))
        assert f"{index.label(one.key)} {words}" in result.layout
        assert result.layout.count(words) == 1
    assert result.text.count("Head") > 1  # on each page
    assert "See note 3 and *." in result.text


@each_engine
def test_footnotes_and_endnotes_count_as_the_index_does(engine: str) -> None:
    blocks = tuple(
        paragraph(f"Claim {key}.", ref(key), ref(key, "endnote"), ref("1"))
        for key in map(str, range(1, 31))
    )
    notes = tuple(
        note(key, f"{kind} for {key}", paragraph("and ", number("7", kind), " more."), kind=kind)
        for key in map(str, range(1, 31))
        for kind in ("footnote", "endnote")
    )  # fmt: skip
    document = article(*blocks, notes=notes)
    index = index_notes(document)
    result = compiled(engine, source(document), 3)
    assert troubles(result.log) == []
    for one in notes:
        assert re.search(rf"\b{index.label(one.key)}\.? {one.kind} for {one.id}\b", result.layout)
    assert "Claim 5.5,v,1" in result.text


@pytest.mark.parametrize("options", [{}, {"template": "lawreview"}, {"fragment": True}])
def test_chktex_has_nothing_to_say(tmp_path: Path, options: dict[str, Any]) -> None:
    written = str(render(EVERYTHING, **options).output)
    (tmp_path / "article.tex").write_text(written, encoding="utf-8")
    run = subprocess.run(["chktex", "-q", "article.tex"], cwd=tmp_path, capture_output=True)
    assert run.stdout.decode() == ""


@pytest.mark.parametrize("template", ["article", "lawreview"])
def test_tables_stay_on_the_page_however_wide_their_words(template: str) -> None:
    def table(*words: str) -> Block:
        return Table((Row(tuple(map(cell, words))),) * 2)

    document = article(
        table("OLD HEAD", "12 per cent of all that is landed there, and a candle", "12,345,678"),
        table("Some name of middling length", "Another of the same length", "And a third one"),
        table("THE MARITIME COURT OF WRECK AND TIDE", "ADMIRALTY DIVISION OF CORVANE"),
        table(
            "ADMINISTRATIVE", "Responsibilities", "notwithstanding", "1,234,567", "Transportation"
        ),
    )
    written = str(render(document, template=template).output)
    assert troubles(compiled("pdflatex", written).log) == []


def test_a_heading_in_its_line_ends_with_a_stop_before_the_mark() -> None:
    document = article(
        Heading(4, (Text("A Run-in Head"), ref("1"))),
        paragraph("Text follows."),
        Heading(5, text("A second")),
        paragraph("It goes on."),
        notes=(note("1", "See there."),),
    )
    result = compiled("pdflatex", str(render(document, template="lawreview").output))
    assert "A Run-in Head.1 Text follows." in result.layout
    assert "A second. It goes on." in result.layout
    assert "1 See there." in result.layout


@pytest.mark.parametrize(
    ("lang", "words", "from_the_left"),
    [
        ("he", "ראו Roe, 12 (1912), פסקה", ("פסקה", ",Roe,12(1912)", "ראו")),
        ("ar", "انظر Roe, 12 (1912)، المادة", ("المادة", "،Roe,12(1912)", "انظر")),
    ],
)
def test_lualatex_lays_out_a_paragraph_from_right_to_left(
    tmp_path: Path, lang: str, words: str, from_the_left: tuple[str, str, str]
) -> None:
    document = article(paragraph(words), meta=Metadata(lang=lang))
    (tmp_path / "article.tex").write_text(source(document), encoding="utf-8")
    options = ("-interaction=nonstopmode", "-halt-on-error")
    command = ["lualatex", *options, "article.tex"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=HANGS_AFTER)
    boxes = words_of(tmp_path / "article.pdf", "-bbox")
    pieces = re.findall('xMin="[0-9.]+"[^>]*>([^<]+)<', boxes)
    pieces.remove("1")  # the number of the page
    last, latin, first = from_the_left
    assert unicodedata.normalize("NFKC", "".join(pieces)) == last[::-1] + latin + first[::-1]
