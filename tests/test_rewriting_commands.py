"""Word files as ``footnoted renumber`` and ``footnoted check --fix`` change them."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import docx
import pytest

from converter import convert, read
from converter.document.diagnostics import ConversionError
from converter.document.model import Span
from converter.editing.commenting import Comment, with_comments, without_comments
from converter.editing.rewriting import rewrite, view
from converter.word.package import read_package
from tests.renderers.test_docx_valid import findings
from tests.test_cli import footnoted

ARTICLE = (
    "One.[footnoteRef:1] Two.[footnoteRef:2] [1:  Ann Roe, et. al., A Wage of Oil 4 (1988).]  "
    "[2:  Id at 9.] \n\nThree.[footnoteRef:3] [3:  Roe, supra, note 1, at 5.] \n"
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.docx"
    output = convert(ARTICLE, "docx").output
    assert isinstance(output, bytes)
    path.write_bytes(output)
    return path


def text(path: Path) -> str:
    return view(path.read_bytes()).text.replace("\u00a0", " ")


def test_a_word_file_is_renumbered(article: Path) -> None:
    out, table = article.with_name("out.docx"), article.with_name("map.csv")
    done = footnoted(
        "renumber", article, "-o", out, "--insert-after", "1", "--text", "See Ash.", "--map", table
    )
    assert done.returncode == 0
    assert "Roe, supra, note 1" in text(out)
    rows = list(csv.DictReader(table.read_text("utf-8").splitlines()))
    assert [(row["old"], row["new"]) for row in rows] == [
        ("1", "1"),
        ("", "2"),
        ("2", "3"),
        ("3", "4"),
    ]
    assert findings(out.read_bytes(), article.with_name("valid.docx")) == []


def test_what_is_said_of_a_word_file_names_notes(article: Path) -> None:
    done = footnoted("renumber", article, "-o", article.with_name("out.docx"), "--delete", "1")
    assert f"{article}, note 3: warning X101 note 3 cites note 1, which was deleted" in done.said
    assert "[deleted: 1]" in text(article.with_name("out.docx"))


def test_what_is_renumbered_keeps_its_format(article: Path) -> None:
    done = footnoted("renumber", article, "-o", article.with_name("out.txt"))
    assert done.returncode == 2
    assert "what is renumbered keeps its format" in done.said


def test_numbers_that_begin_anew_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    footnoted("convert", tmp_path / "a.txt", "-o", tmp_path / "a.docx", "--note-restart", "page")
    done = footnoted("renumber", tmp_path / "a.docx", "-o", tmp_path / "b.docx")
    assert done.returncode == 2
    assert "begin anew with each page or section" in done.said


def test_a_word_file_is_mended_into_another(article: Path) -> None:
    out = article.with_name("mended.docx")
    before = article.read_bytes()
    done = footnoted("check", "--fix", article, "-o", out)
    assert (
        done.stdout.decode() == "3 problems mended. Nothing more to mend in 1 file with 3 notes.\n"
    )
    assert "Ann Roe et al., A Wage" in text(out)
    assert article.read_bytes() == before
    assert footnoted("check", "--fix", article).returncode == 2
    assert footnoted("check", "--fix", article, "-o", article).returncode == 2


def test_a_word_file_is_mended_by_tracked_changes(article: Path) -> None:
    out = article.with_name("mended.docx")
    assert footnoted("check", "--fix", article, "-o", out, "--track-changes").returncode == 0
    assert "Ann Roe et al., A Wage" in text(out)
    notes = read_package(out.read_bytes())["word/footnotes.xml"].decode()
    assert notes.count('<w:del w:id="') == 3
    assert 'w:author="footnoted"' in notes
    as_before = read(out.read_bytes(), "docx", track_changes="reject").document
    assert as_before.notes[1].blocks == read(article.read_bytes(), "docx").document.notes[1].blocks
    assert findings(out.read_bytes(), article.with_name("valid.docx")) == []


def test_tracked_changes_are_of_words_alone(article: Path) -> None:
    done = footnoted("check", article, "--fix", "--track-changes")
    assert done.returncode == 2
    assert "add -o mended.docx" in done.said
    changed = view(article.read_bytes()).text.replace("Three.", "Three.\nFour.")
    with pytest.raises(ConversionError, match="only changed words"):
        rewrite(article.read_bytes(), changed, track_as="Ed")


def test_findings_become_comments_that_can_be_removed_again(article: Path) -> None:
    marked, clean = article.with_name("marked.docx"), article.with_name("clean.docx")
    done = footnoted("check", article, "-o", marked)
    assert done.returncode == 1
    assert f"{article}, note 2 I007".encode() in done.stdout
    comments = list(docx.Document(str(marked)).comments)
    assert [one.author for one in comments] == ["footnoted"] * 3
    assert [one.text.partition(":")[0] for one in comments] == ["Note 1", "Note 2", "Note 3"]
    assert findings(marked.read_bytes(), article.with_name("valid.docx")) == []
    assert text(marked) == text(article)
    removed = footnoted("check", marked, "--remove-comments", "-o", clean)
    assert removed.said == f"{clean}: 3 comments removed\n"
    before, after = (read_package(one.read_bytes()) for one in (article, clean))
    assert all(after[name] == before[name] for name in before if name.startswith("word/doc"))
    assert not list(docx.Document(str(clean)).comments)


def test_a_comment_on_words_of_the_text_stands_at_them(article: Path) -> None:
    words = view(article.read_bytes()).text
    start = words.index("Three")
    data = with_comments(
        article.read_bytes(), [Comment(Span(start, start + 5), "Why?")], author="Ed"
    )
    main = read_package(data)["word/document.xml"].decode()
    assert re.search(
        r"<w:commentRangeStart[^>]*/><w:r>.{0,99}Three</w:t></w:r><w:commentRangeEnd", main
    )
    assert view(data).text == words
    assert without_comments(data, author="somebody") == (data, 0)


def test_the_comments_of_others_stay(article: Path) -> None:
    first = with_comments(article.read_bytes(), [Comment(Span(0, 3), "Mine.")], author="Ed")
    article.write_bytes(first)
    marked, clean = article.with_name("marked.docx"), article.with_name("clean.docx")
    footnoted("check", article, "-o", marked)
    assert len(list(docx.Document(str(marked)).comments)) == 4
    footnoted("check", marked, "--remove-comments", "-o", clean)
    assert [one.author for one in docx.Document(str(clean)).comments] == ["Ed"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--remove-comments",), "add -o clean.docx"),
        (("-o", "x.docx", "--diff"), "-o is for one file"),
    ],
)
def test_what_cannot_be_done_is_said(article: Path, arguments: tuple[str, ...], said: str) -> None:
    done = footnoted("check", article, *arguments)
    assert done.returncode == 2
    assert said in done.said


def test_comments_are_for_word_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    done = footnoted("check", tmp_path / "a.txt", "-o", tmp_path / "b.txt")
    assert done.returncode == 2
    assert "comments are for Word files" in done.said
