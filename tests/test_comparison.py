"""Two versions of an article: what became of notes and references, by words and not by numbers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from converter import convert
from converter.editing.comparison import compare
from converter.editing.renumber import Edit, renumber
from tests.test_cli import footnoted

OLD = (
    "One.[footnoteRef:1] Two.[footnoteRef:2] [1:  Ann Roe, A Wage of Oil 4 (1988).]  "
    "[2:  Bo Lee, The Quay 9 (1990).] \n\nThree.[footnoteRef:3] Four.[footnoteRef:4] "
    "[3:  Roe, supra note 1, at 5; Lee, supra note 2, at 6.]  [4:  Id. at 9.] \n"
)


def told(old: str, new: str) -> list[tuple[str, str, str]]:
    return [(one.change, one.old, one.new) for one in compare(old, new).differences]


def test_the_same_text_has_no_difference() -> None:
    assert compare(OLD, OLD).differences == []


def test_what_a_right_renumbering_does_is_no_more_than_its_edit() -> None:
    inserted = renumber(OLD, Edit(kind="insert", note="1", text="Cf. Ash.")).text
    assert told(OLD, inserted) == [("added", "", "2")]
    assert compare(OLD, inserted).renumbered == 3
    moved = renumber(OLD, Edit(kind="move", note="1", to="2")).text
    assert [one[0] for one in told(OLD, moved)] == ["moved"]


def test_a_reference_that_did_not_follow_its_note_is_broken() -> None:
    (one,) = compare(OLD, OLD.replace("Lee, supra note 2", "Lee, supra note 1")).differences[:1]
    assert (one.change, one.new) == ("broken", "3")
    assert one.words.startswith("supra note 2: note 2, “Bo Lee")
    assert one.now.startswith("supra note 1: note 1, “Ann Roe")


def test_an_id_that_stands_for_another_source_is_broken() -> None:
    roe, lee = "[1:  Ann Roe, A Wage of Oil 4 (1988).] ", "[2:  Bo Lee, The Quay 9 (1990).] "
    old = f"A.[footnoteRef:1] B.[footnoteRef:2] C.[footnoteRef:3] {roe} {lee} [3:  Id. at 3.] \n"
    new = f"A.[footnoteRef:1] C.[footnoteRef:2] {roe} [2:  Id. at 3.] \n"
    assert told(old, new) == [("removed", "2", ""), ("broken", "3", "2")]


def test_a_reworded_note_is_shown_where_it_differs() -> None:
    (one,) = compare(OLD, OLD.replace("The Quay", "The Pier")).differences
    assert (one.change, one.words, one.now) == (
        "reworded", "Bo Lee, The Quay 9 (1990).", "Bo Lee, The Pier 9 (1990).",
    )  # fmt: skip


def test_other_figures_are_a_difference_where_nothing_is_referred_to() -> None:
    assert told(OLD, OLD.replace("Quay 9", "Quay 8")) == [("reworded", "2", "2")]


@pytest.fixture
def versions(tmp_path: Path) -> tuple[Path, Path]:
    old, new = tmp_path / "old.docx", tmp_path / "new.docx"
    for path, text in ((old, OLD), (new, OLD.replace("The Quay", "The Pier"))):
        output = convert(text, "docx").output
        assert isinstance(output, bytes)
        path.write_bytes(output)
    return old, new


def test_word_files_are_compared(versions: tuple[Path, Path]) -> None:
    done = footnoted("compare", *versions)
    assert done.returncode == 1
    assert done.stdout.decode() == (
        "note 2 says “Bo Lee, The Pier 9 (1990).” instead of “Bo Lee, The Quay 9 (1990).”\n"
        f"{versions[1]}: 4 notes, 1 difference.\n"
    )
    assert footnoted("compare", versions[0], versions[0]).returncode == 0


def test_a_word_file_is_compared_with_a_text(versions: tuple[Path, Path]) -> None:
    text = versions[0].with_suffix(".txt")
    text.write_text(OLD)
    rows = json.loads(footnoted("compare", "--format", "json", text, versions[1]).stdout)
    assert [row["change"] for row in rows] == ["reworded"]
