"""Word files at the command line: read by name or by what they are, checked, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from converter import render
from converter.document.model import Document
from tests.documents import note, paragraph, ref
from tests.test_cli import footnoted

ARTICLE = Document(
    (paragraph("Oil was paid.", ref("1"), " So was bread.", ref("2")),),
    (note("1", "Ana Roe, Oil, 9 Coastal L. Rev. 4 (1988)."), note("2", "Roe, supra note 1, at 5.")),
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "article.docx"
    data = render(ARTICLE, "docx").output
    assert isinstance(data, bytes)
    file.write_bytes(data)
    return file


def test_a_word_file_is_read_by_its_name_from_a_pipe_and_under_any_name(article: Path) -> None:
    shown = footnoted(str(article), "-t", "marker").stdout
    assert b"paid.[footnoteRef:1] So" in shown
    assert footnoted("-", "-t", "marker", stdin=article.read_bytes()).stdout == shown
    odd = article.rename(article.with_suffix(".odd"))
    assert footnoted(str(odd), "-t", "marker").stdout == shown


def test_a_word_file_is_checked_and_findings_name_the_note(article: Path) -> None:
    data = render(
        Document(ARTICLE.blocks, (ARTICLE.notes[0], note("2", "Roe, supra note 7."))), "docx"
    )
    assert isinstance(data.output, bytes)
    article.write_bytes(data.output)
    run = footnoted("check", str(article))
    assert run.returncode == 1
    assert b"article.docx, note 2" in run.stdout
    assert b"note 7" in run.stdout


def test_what_changes_text_in_place_refuses_a_word_file_and_leaves_it(article: Path) -> None:
    before = article.read_bytes()
    run = footnoted("check", str(article), "--fix")
    assert run.returncode == 2
    assert b"Word" in run.stderr or b"mend" in run.stderr
    assert len(run.stderr.splitlines()) == 1
    assert article.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "save it as .docx"),
        ("a.pdf", b"%PDF-1.7\n", "use the file that it was made from"),
        ("a.rtf", b"{\\rtf1 So.}", "save it as .docx"),
        ("a.pages", b"PK\x03\x04", "choose File, Export To, Word"),
        ("a.gdoc", b"{}", "choose File, Download, Microsoft Word (.docx)"),
        ("a.wpd", b"\xffWPC", "save it as .docx"),
        ("a.docx", b"PK\x03\x04 no archive", "no Word document, or a damaged one"),
        ("a.docx", b"So.", "no Word document, or a damaged one"),
    ],
)
def test_a_file_of_another_program_gets_one_sentence_that_says_what_to_do(
    name: str, data: bytes, said: str, tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    for command in ((str(file), "-t", "html"), ("check", str(file))):
        run = footnoted(*command)
        assert run.returncode == 2
        assert said in run.stderr.decode()
        assert len(run.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (
            "https://docs.google.com/document/d/1/edit",
            "choose File, Download, Microsoft Word (.docx)",
        ),
        ("https://example.org/post", "save the page in your browser"),
    ],
)
def test_an_address_is_not_fetched_and_told_so(address: str, said: str) -> None:
    run = footnoted(address, "-t", "html")
    assert run.returncode == 2
    assert said in run.stderr.decode()


def test_a_manuscript_is_restyled_and_its_notes_and_references_live_on(
    article: Path, tmp_path: Path
) -> None:
    out = tmp_path / "print.docx"
    assert footnoted(str(article), "-o", str(out)).returncode == 0
    from tests.renderers.docx_parts import find, roots

    parts = roots(out.read_bytes())
    assert len(find(parts["document.xml"], "//w:footnoteReference")) == 2
    told = "".join(one.text or "" for one in find(parts["footnotes.xml"], "//w:instrText"))
    assert "NOTEREF" in told
