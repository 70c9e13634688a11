"""``footnoted renumber`` as a user meets it: arguments, files, messages, exit codes."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.test_cli import footnoted

TEXT = (
    "One.[footnoteRef:1] [1:  Ash, The Quay.] \n\n"
    "Two.[footnoteRef:2] [2:  Id. at 4.] \n\n"
    "Three.[footnoteRef:3] [3:  Ash, supra note 1, at 9; see supra notes 1–2.] \n"
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_bytes(TEXT.encode())
    return path


def test_an_article_in_order_comes_out_byte_for_byte(article: Path) -> None:
    out = article.with_name("out.txt")
    done = footnoted("renumber", article, "-o", out)
    assert done.returncode == 0
    assert done.said == f"{out}: 3 notes, 0 places changed\n"
    assert out.read_bytes() == article.read_bytes()


def test_a_deletion_says_who_cites_the_note_and_where(article: Path) -> None:
    out = article.with_name("out.txt")
    done = footnoted("renumber", article, "-o", out, "--delete", "1")
    assert f"{article}:5:33: warning X101 note 3 cites note 1, which was deleted" in done.said
    assert f"{article}:3:26: warning X106 Id. in note 2" in done.said
    assert "Ash, supra note [deleted: 1], at 9; see supra note 1." in out.read_text("utf-8")
    assert footnoted("renumber", article, "-o", out, "--delete", "1", "--strict").returncode == 1
    assert footnoted("renumber", article, "-o", out, "--delete", "1", "-q").said == ""


def test_a_new_note_has_the_words_given_or_visible_ones(article: Path) -> None:
    done = footnoted("renumber", article, "-o", "-", "--insert-after", "2", "--text", "Elm.")
    assert b"Two.[footnoteRef:2][footnoteRef:3] [2:  Id. at 4.]  [3:  Elm.] \n" in done.stdout
    done = footnoted("renumber", article, "-o", "-", "--insert-after", "2")
    assert b"[3:  [Text to come.]] " in done.stdout


def test_the_map_says_what_became_of_each_note(article: Path) -> None:
    for name in ("map.csv", "map.json"):
        file = article.with_name(name)
        footnoted("renumber", article, "-o", "-", "--move", "3", "1", "--map", file)
        if name.endswith("csv"):
            rows = list(csv.DictReader(file.read_text("utf-8").splitlines()))
        else:
            rows = json.loads(file.read_text("utf-8"))
        assert [(row["old"], row["new"]) for row in rows] == [("1", "2"), ("2", "3"), ("3", "1")]
        assert rows[2]["words"].startswith("Ash, supra note 1, at 9;")


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(1)"])
def test_no_cell_of_the_map_is_a_formula(tmp_path: Path, words: str) -> None:
    (tmp_path / "a.txt").write_text(f"So.[footnoteRef:1] [1: {words}]\n", "utf-8")
    table = tmp_path / "numbers.csv"
    footnoted("renumber", tmp_path / "a.txt", "-o", "-", "--map", table)
    rows = list(csv.reader(table.read_text("utf-8").splitlines()))
    assert rows[1][-1] == f"'{words}"


def test_the_diff_changes_nothing(article: Path) -> None:
    before = {path: path.read_bytes() for path in article.parent.iterdir()}
    done = footnoted("renumber", article, "--delete", "2", "--diff", "-o", article)
    assert b"\n-Two.[footnoteRef:2] [2:  Id. at 4.] \n" in done.stdout
    assert {path: path.read_bytes() for path in article.parent.iterdir()} == before
    assert footnoted("renumber", article, "--diff").stdout == b""


def test_line_ends_and_a_byte_order_mark_stay(article: Path) -> None:
    article.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    assert footnoted("renumber", article, "-o", "-").stdout == article.read_bytes()


def test_another_encoding_is_written_as_utf_8_and_said(article: Path) -> None:
    for encoding in ("windows-1252", "utf-16"):
        article.write_bytes(TEXT.encode(encoding))
        done = footnoted("renumber", article, "-o", "-")
        assert done.stdout == TEXT.encode()
        assert "X109 the input was not UTF-8, but the output is" in done.said


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        ([], "name the output"),
        (["-o", "article.txt"], "article.txt is the input"),
        (["-o", "out.csv", "--map", "out.csv"], "out.csv is named twice"),
        (["-o", "out.txt", "--map", "map.xls"], "must end in .csv or .json"),
        (["--diff", "--map", "map.csv"], "--diff writes nothing"),
        (["-o", "out.txt", "--delete", "9"], "the text has no note 9"),
        (["-o", "out.txt", "--delete", "1", "--insert-after", "1"], "one edit a run"),
        (["-o", "out.txt", "--text", "x"], "add --insert-after"),
        (["-o", "out.txt", "--insert-after", "1", "--text", "a\nb"], "on one line"),
    ],
)
def test_a_request_that_cannot_be_met_says_what_to_do(
    article: Path, args: list[str], reason: str
) -> None:
    done = footnoted("renumber", "article.txt", *args, cwd=article.parent)
    assert done.returncode == 2
    assert reason in done.said
    assert [path.name for path in article.parent.iterdir()] == ["article.txt"]
