"""Formats that pandoc reads for us: every note once, of its kind and under its mark, and nothing live."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from converter import ConversionError, Parsed, read, render
from converter.document.model import (
    CrossRef,
    Image,
    Link,
    Math,
    Note,
    NoteNumber,
    NoteRef,
    Paragraph,
)
from converter.document.notes import index_notes
from converter.document.tree import walk, walk_text
from converter.document.words import in_paragraphs, plain
from converter.programs import pandoc
from converter.readers import READERS
from converter.readers.pandoc.labels import ANY_SIGN
from converter.readers.pandoc.sources.texts import MARKUPS
from converter.speed.zip import LimitError, pack, unpack
from converter.word.package import LIMITS
from tests.generated import png
from tests.test_cli import footnoted


def shown(parsed: Parsed) -> tuple[list[str], dict[str, str]]:
    """The paragraphs of the text with ``{1}`` for each mark, and the notes by what they are called."""
    index = index_notes(parsed.document)
    lines = [
        "".join(
            f"{{{index.label(one.note)}}}" if isinstance(one, NoteRef) else plain((one,), index)
            for one in node.content
        )
        for node in walk(parsed.document.blocks)
        if isinstance(node, Paragraph)
    ]
    notes = {
        index.label(one.key): in_paragraphs(one.blocks, index) for one in parsed.document.notes
    }
    return lines, notes


def codes(parsed: Parsed) -> list[str]:
    return sorted(one.code for one in parsed.diagnostics)


THERE = "[^a]: See *there*.\n\n    And here."
TWICE = {
    "markdown": f"One.[^a] Two.[^b] Again.[^a]\n\n{THERE}\n[^b]: B\n   goes on.\n",
    "gfm": f"One.[^a] Two.[^b] Again.[^a]\n\n{THERE}\n\n[^b]: B\n   goes on.\n",
    "rst": "One. [#a]_ Two. [2]_ Again. [#a]_\n\n"
    ".. [#a] See *there*.\n\n   And here.\n.. [2] B\n   goes on.\n",
    "org": "One.[fn:a] Two.[fn:b:B goes on.] Again.[fn:a]\n\n[fn:a] See /there/.\n\nAnd here.\n",
    "mediawiki": 'One.<ref name="a"/> Two.<ref>B goes on.</ref> '
    "Again.<ref name=\"a\">See ''there''.<br/>And here.</ref>",
    "latex": "One.\\footnote{\\label{a}See \\emph{there}.\n\nAnd here.} Two.\\footnote{B goes on.} "
    "Again.\\footref{a}",
}


@pytest.mark.parametrize("format", MARKUPS)
def test_a_note_cited_twice_is_one_note(format: str) -> None:
    lines, notes = shown(read(TWICE[format], format))
    (line,) = lines
    assert line.replace(" {", "{") == "One.{1} Two.{2} Again.{1}"
    assert {label: " ".join(words.split()) for label, words in notes.items()} == {
        "1": "See there. And here.",
        "2": "B goes on.",
    }


def test_notes_of_the_same_words_stay_two() -> None:
    parsed = read("One.[^a] Two.[^b]\n\n[^a]: Id.\n\n[^b]: Id.\n", "markdown")
    assert shown(parsed) == (["One.{1} Two.{2}"], {"1": "Id.", "2": "Id."})


@pytest.mark.parametrize(
    ("format", "text", "uncalled", "unfound"),
    [
        ("markdown", "One.[^a] Two.[^x]\n\n[^a]: A.\n[^c]: *C*.\n", "[c: C.", "[^x]"),
        ("gfm", "One.[^a] Two.[^x]\n\n[^a]: A.\n\n[^c]: *C*.\n", "[c: C.", "[^x]"),
        ("org", "One.[fn:a] Two.[fn:x]\n\n[fn:a] A.\n\n[fn:c] /C/.\n", "[c: C.", "[fn:x]"),
        ("rst", "One. [1]_ Two. [9]_\n\n.. [1] A.\n.. [#c] *C*.\n", "[c: C.", "[9]_"),
    ],
)
def test_a_note_without_a_mark_and_a_mark_without_a_note_stay_and_are_reported(
    format: str, text: str, uncalled: str, unfound: str
) -> None:
    parsed = read(text, format)
    lines, notes = shown(parsed)
    assert notes == {"1": "A."}
    assert lines[-1] == uncalled
    assert lines[0].endswith(unfound)
    assert {"M001", "M002"} <= {*codes(parsed)}


def test_a_mark_inside_a_note_is_the_number_of_its_note() -> None:
    parsed = read("One.[^a] Two.[^b]\n\n[^a]: See [^b].\n\n[^b]: B.\n", "gfm")
    assert shown(parsed) == (["One.{1} Two.{2}"], {"1": "See .", "2": "B."})
    (mark,) = (node for node in walk(parsed.document.notes) if isinstance(node, CrossRef))
    assert (mark.kind, mark.targets) == ("mark", (parsed.document.notes[1].key,))
    assert codes(parsed) == ["M010"]


def test_a_note_inside_a_note_keeps_its_words_in_brackets() -> None:
    parsed = read("One.[^a]\n\n[^a]: See^[*Inner* words.] there.\n", "markdown")
    assert shown(parsed) == (["One.{1}"], {"1": "See [Inner words.] there."})
    assert codes(parsed) == ["P003"]


@pytest.mark.parametrize("format", ["markdown", "gfm", "rst", "org", "mediawiki", "latex"])
def test_typed_markers_and_references_are_read(format: str) -> None:
    text = "So.[footnoteRef:1] Then.[footnoteRef:2] [1: See there.] [2: See supra note 1, at 3.]"
    parsed = read(text, format)
    assert shown(parsed) == (
        ["So.{1} Then.{2}"],
        {"1": "See there.", "2": "See supra note 1, at 3."},
    )
    (reference,) = (node for node in walk(parsed.document.notes) if isinstance(node, CrossRef))
    assert reference.targets == (parsed.document.notes[0].key,)


def test_markers_stand_beside_markdowns_own_notes() -> None:
    text = "So.[footnoteRef:1] And *so*.[^a] [1: See *Ash*.]\n\n[^a]: Supra note 1.\n"
    lines, notes = shown(read(text, "markdown"))
    assert (lines, notes) == (["So.{1} And so.{2}"], {"1": "See Ash.", "2": "Supra note 1."})


def test_no_note_calls_a_note() -> None:
    """One that called itself would never end."""
    text = "A.^[B [x]{.note-ref note=footnote-2} and [^c].]\n\n[^c]: C.\n"
    parsed = read(text, "markdown")
    assert not any(isinstance(node, NoteRef) for node in walk(parsed.document.notes))
    assert any(isinstance(node, CrossRef) for node in walk(parsed.document.notes))


def test_metadata_is_read_and_a_note_in_the_title_stays() -> None:
    text = (
        "---\ntitle: On *Oil*[^a]\nauthor: [Ana, Bo]\ndate: 3 May\nlang: de\nvolume: 12\n"
        "abstract: |\n  One.\n\n  Two.\n---\n\nText.\n\n[^a]: Thanks.\n"
    )
    meta = read(text, "markdown").document.meta
    assert [type(node).__name__ for node in meta.title] == ["Text", "Emphasis", "NoteRef"]
    assert [len(meta.authors), len(meta.abstract)] == [2, 2]
    assert (meta.date, meta.lang, meta.extra["volume"]) == ("3 May", "de", "12")


def test_a_key_of_ours_in_anothers_metadata_changes_nothing() -> None:
    parsed = read("---\nfootnoted: x\n---\nSo.[footnoteRef:1] [1: See there.]\n", "markdown")
    assert shown(parsed) == (["So.{1}"], {"1": "See there."})


# LaTeX


def test_latex_keeps_endnotes_and_its_references_to_notes() -> None:
    parsed = read(
        r"\title{T\thanks{Ana.}}\author{A}\begin{document}\maketitle One.\footnote{\label{n}A.} "
        r"Two.\endnote{B.} See \emph{supra} note~\ref{n}.\footnotetext{C.}\end{document}",
        "latex",
    )
    lines, notes = shown(parsed)
    assert lines == ["One.{1} Two.{i} See supra note 1.{2}"]
    assert notes == {"*": "Ana.", "1": "A.", "i": "B.", "2": "C."}
    assert [node.note for node in walk_text(parsed.document) if isinstance(node, NoteNumber)] == [
        parsed.document.notes[1].key
    ]


def test_what_pandoc_passes_over_is_said_with_its_line() -> None:
    parsed = read("One.\n\n\\unknown{Some words} \\vspace{1em} \\noindent Two.", "latex")
    (passed,) = (one for one in parsed.diagnostics if one.code == "P005")
    assert "\\unknown{Some words} in line 3" in passed.message


# Things that have no place in the tree


def test_what_has_no_place_is_counted_and_its_words_stay() -> None:
    text = (
        "A <u>b</u> <mark>c</mark> $x^2$ [d](https://x.org \"t\") @doe <!-- e -->\n\n"
        "Term\n:   Said.\n\na. one\nb. two\n\n\\newpage\n"
    )  # fmt: skip
    parsed = read(text, "markdown")
    lines, _ = shown(parsed)
    assert lines[:3] == ["A b c x^2 d @doe ".rstrip(), "Term", "Said."]
    assert codes(parsed) == ["P001"] * 6 + ["P002"]
    assert [node.text for node in walk_text(parsed.document) if isinstance(node, Math)] == ["x^2"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("A.  Tamm, A Wage of Oil\n", ["A. Tamm, A Wage of Oil"]),
        ("So.[^1]\n\n[^1]: B.\n", ["So.{1}"]),
    ],
)
def test_an_initial_that_looks_like_a_list_stays_words(text: str, lines: list[str]) -> None:
    parsed = read(text, "markdown")
    assert shown(parsed)[0] == lines
    assert list(shown(parsed)[1].values()) in ([], ["B."])


def test_a_block_of_html_keeps_its_words() -> None:
    parsed = read("<div>\n<p>So <b>far</b>.</p>\n<script>alert(1)</script>\n</div>\n", "gfm")
    assert shown(parsed)[0] == ["So far."]


def test_an_address_in_the_text_becomes_a_link_and_a_script_none() -> None:
    parsed = read("See https://x.org/a, [t](javascript:alert(1)).", "markdown")
    assert [node.url for node in walk_text(parsed.document) if isinstance(node, Link)] == [
        "https://x.org/a",
        "javascript:alert(1)",
    ]
    assert 'href="javascript' not in str(render(parsed.document, "html").output)


def test_a_caption_has_its_note_once_and_a_picture_keeps_the_note_of_its_description() -> None:
    figure = read("![Quay[^a]](q.png)\n\n[^a]: A.\n", "markdown")
    assert [type(node) for node in walk_text(figure.document)].count(NoteRef) == 1
    inline = read("See ![quay^[A.]](q.png) here.", "markdown")
    assert shown(inline) == (["See quay{1} here."], {"1": "A."})


def test_cells_of_a_table_take_the_alignment_of_their_column() -> None:
    parsed = read("| a | b |\n|:-:|--:|\n| c | d |\n", "gfm")
    (table,) = parsed.document.blocks
    rows = [[cell.align for cell in row.cells] for row in (*table.head, *table.rows)]  # type: ignore[union-attr]
    assert rows == [["center", "right"]] * 2


def test_signs_of_ours_in_a_text_are_replaced_and_none_comes_out() -> None:
    parsed = read(
        "A \ue0f00\ue0f3 b.[^a]\n\n[^a]: `code\n    \ue0f1 more`\n\n```\n[^a]: listed\n```\n",
        "markdown",
    )
    assert "E001" in codes(parsed)
    assert not ANY_SIGN.search(str(render(parsed.document, "json").output))


@pytest.mark.parametrize(
    "text", ["```\nnever closed [^a]\n\n[^a]: x\n", "<div>\n\n[^a]: x\n", "[^a]: x", "$$ [^a]"]
)
def test_no_sign_is_left_where_a_text_ends_in_the_midst_of_something(text: str) -> None:
    for format in ("markdown", "gfm"):
        parsed = read(text, format)
        assert not ANY_SIGN.search(str(render(parsed.document, "json").output))


# Archives


def odt(text: str, *changes: tuple[str, str]) -> bytes:
    """A text of Markdown as an ODT file, and stretches of its content changed."""
    members = dict(
        unpack(pandoc.call(text.encode(), "markdown", "odt", format="test").output, LIMITS)
    )
    content = members["content.xml"].decode()
    for old, new in changes:
        assert old in content
        content = content.replace(old, new, 1)
    return pack({**members, "content.xml": content.encode()})


def test_odt_keeps_kinds_custom_marks_references_and_all_of_a_note() -> None:
    data = odt(
        "One.[^a] Two.[^b] Three.[^c] See note X.\n\n[^a]: A.\n[^b]: B.\n\n    - item\n\n[^c]: C.\n",
        ('text:note-class="footnote"', 'text:note-class="endnote"'),
        ("<text:note-citation>3<", '<text:note-citation text:label="†">†<'),
        ("note X", 'note <text:note-ref text:note-class="footnote" text:ref-name="ftn0" '
         'text:reference-format="text">9</text:note-ref>'),
    )  # fmt: skip
    parsed = read(data, "odt")
    assert shown(parsed) == (
        ["One.{i} Two.{1} Three.{†} See note i."],
        {"i": "A.", "1": "B.\n\nitem", "†": "C."},
    )


def test_words_in_boxes_fields_and_wide_cells_of_odt_are_read_and_comments_counted() -> None:
    cell = (
        '<table:table-cell table:number-columns-spanned="{}"><text:p>{}</text:p></table:table-cell>'
    )
    covered = "<table:covered-table-cell/>"
    first = cell.format(4, "w1") + covered * 3 + cell.format(2, "w2") + covered
    second = "".join(cell.format(2, f"w{number}") + covered for number in (3, 4, 5))
    rows = "".join(f"<table:table-row>{row}</table:table-row>" for row in (first, second))
    data = odt(
        "One BOX FIELD.\n\nTABLE\n",
        ("BOX", '<draw:custom-shape><text:p>In a box.</text:p></draw:custom-shape>'),
        ("FIELD", "<text:text-input>filled in</text:text-input><office:annotation><text:p>Why?</text:p>"
         "</office:annotation>"),
        ("TABLE</text:p>", f"</text:p><table:table><table:table-column/>{rows}</table:table>"),
    )  # fmt: skip
    parsed = read(data, "odt")
    assert shown(parsed)[0] == ["One filled in.", "In a box.", "w1", "w2", "w3", "w4", "w5"]
    assert codes(parsed) == ["P001"]


def test_pictures_of_an_archive_come_with_it() -> None:
    members = dict(unpack(odt("See PICTURE."), LIMITS))
    frame = (
        '<draw:frame svg:width="1cm" svg:height="1cm"><draw:image xlink:href="Pictures/q.png" '
        'xlink:type="simple"/></draw:frame>'
    )
    content = members["content.xml"].decode().replace("PICTURE", frame)
    data = pack({**members, "content.xml": content.encode(), "Pictures/q.png": png(3, 3)})
    (picture,) = (node for node in walk_text(read(data, "odt").document) if isinstance(node, Image))
    assert picture.url.startswith("data:image/png;base64,")


def test_epub_has_a_note_cited_twice_once() -> None:
    text = b"One.[^a] Two.[^b]\n\n[^a]: See there.\n\n[^b]: See there.\n"
    members = dict(unpack(pandoc.call(text, "markdown", "epub3", format="test").output, LIMITS))
    (page,) = (name for name in members if name.endswith("ch001.xhtml"))
    members[page] = members[page].replace(b'href="#fn2"', b'href="#fn1"')
    _, notes = shown(read(pack(members), "epub"))
    assert notes == {"1": "See there."}


# Hostile input


@pytest.mark.parametrize("format", ["odt", "epub"])
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no archive",
        b"PK\3\4" + b"\0" * 99,
        pack({"mimetype": b"x"}),
        pack({"content.xml": b"<a>", "META-INF/container.xml": b"<a>"}),
        pack({"content.xml": b"", "META-INF/container.xml": b""}),
        pack({"content.xml": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
              "META-INF/container.xml": b"<a/>"}),
        pack({f"{number}": b"" for number in range(1_001)}),
        pack({"content.xml": b" " * 60_000_000}),
    ],
    ids=["empty", "words", "cut", "mimetype", "open", "blank", "entity", "many", "bomb"],
)  # fmt: skip
def test_an_archive_that_is_none_is_refused_in_words(format: str, data: bytes) -> None:
    with pytest.raises(ConversionError, match=r"file|EPUB|ODT|parts|unpacks"):
        read(data, format)


def test_a_bomb_is_stopped_before_pandoc_sees_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "call", pytest.fail)
    bomb = pack({"content.xml": b" " * 60_000_000})
    with pytest.raises(LimitError):
        dict(unpack(bomb, LIMITS))
    with pytest.raises(ConversionError, match=r"content\.xml unpacks to more"):
        read(bomb, "odt")


@pytest.mark.parametrize("format", MARKUPS)
def test_no_file_is_read_for_a_text(format: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the hidden words", encoding="utf-8")
    (tmp_path / "secret.tex").write_text("the hidden words", encoding="utf-8")
    text = (
        f"A \\input{{{secret}}} ![]({secret}) B\n\n.. include:: {secret}\n\n#+INCLUDE: {secret}\n\n"
        f".. csv-table::\n   :file: {secret}\n\n<iframe src='{secret}'></iframe>\n"
    )
    if format == "rst":  # which ends where a file is missing
        with pytest.raises(ConversionError, match="not found"):
            read(text, format)
        return
    parsed = read(text, format)
    assert "hidden words" not in str(render(parsed.document, "json").output)


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("markdown", ">" * 3_000 + "a"),
        ("gfm", ">" * 3_000 + "a"),
        ("org", "".join(f"{' ' * depth}- a\n" for depth in range(300))),
        ("latex", "\\emph{" * 2_000 + "a" + "}" * 2_000),
    ],
)
def test_deep_nesting_ends_in_a_sentence(format: str, text: str) -> None:
    with pytest.raises(ConversionError, match=r"nested too deeply|pandoc"):
        read(text, format)


def test_a_text_that_keeps_pandoc_busy_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "MOST_SECONDS", 1)
    before = time.monotonic()
    with pytest.raises(ConversionError, match="not done with this Markdown after 1 seconds"):
        read("[" * 3_000, "markdown")
    assert time.monotonic() - before < 10


def test_notes_in_notes_cannot_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "MOST_OUTPUT", 1_000)
    with pytest.raises(ConversionError, match="more than 0 MB"):
        read("A.[^1]" * 100 + "\n\n[^1]: " + "word " * 100, "markdown")


def test_too_much_memory_ends_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "HEAP", "20M")
    with pytest.raises(ConversionError, match="more than 20MB of memory"):
        read("word *word* " * 100_000, "markdown")


def test_without_pandoc_the_command_that_installs_it_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pandoc, "find", lambda: None)
    with pytest.raises(ConversionError, match="pip install pypandoc_binary"):
        read("So.", "markdown")


# The command


def test_markdown_is_converted_and_checked_by_the_command(tmp_path: Path) -> None:
    source = tmp_path / "article.md"
    source.write_text("So.[^a] See supra note 7.[^b]\n\n[^a]: A.\n\n[^b]: B.\n", encoding="utf-8")
    done = footnoted(str(source), "-o", str(tmp_path / "article.docx"), cwd=tmp_path)
    assert done.returncode == 0
    assert (tmp_path / "article.docx").read_bytes().startswith(b"PK")
    shown = footnoted(str(source), "-t", "marker", cwd=tmp_path).stdout.decode()
    assert shown.startswith(
        "So.[footnoteRef:1] See supra note 7.[footnoteRef:2] [1:  A.]   [2:  B.]"
    )
    checked = footnoted("check", str(source), cwd=tmp_path)
    assert checked.returncode == 1
    assert "paragraph 1" in checked.stdout.decode()
    assert "note 7 does not exist" in checked.stdout.decode()


def test_a_json_file_of_pandocs_is_known_by_its_beginning(tmp_path: Path) -> None:
    source = tmp_path / "article.json"
    source.write_bytes(pandoc.call(b"So.^[A.]", "markdown", "json", format="test").output)
    shown = footnoted(str(source), "-t", "marker", cwd=tmp_path).stdout.decode()
    assert shown.startswith("So.[footnoteRef:1] [1:  A.]")


def test_every_format_through_pandoc_has_a_row() -> None:
    assert MARKUPS.keys() < READERS.keys()
    assert all(READERS[name].given == {"source": name} for name in MARKUPS)


def test_notes_stand_in_the_order_of_their_marks() -> None:
    parsed = read("B.[^b] A.[^a]\n\n[^a]: A.\n\n[^b]: B.\n", "markdown")
    assert [note.id for note in parsed.document.notes] == ["b", "a"]
    assert all(isinstance(note, Note) and note.span for note in parsed.document.notes)
