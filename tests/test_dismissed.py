"""Findings that were looked at and left stay left, wherever they stand later."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from converter import parse
from converter.checks import check
from converter.checks.dismissed import identities, read
from tests.test_cli import footnoted

TEXT = (
    "One.[footnoteRef:1] Two.[footnoteRef:2] [1:  Ann Roe, et. al., A Wage of Oil 4 (1988).]  "
    "[2:  Id at 9.] \n"
)
MORE = "Zero.[footnoteRef:9] [9:  Bo Lee, et. al., The Quay 9 (1990).] \n\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT)
    return path


def codes(*arguments: str | Path) -> list[str]:
    done = footnoted("check", "--format", "json", *arguments)
    return [one["code"] for one in json.loads(done.stdout)]


def test_a_baseline_leaves_out_what_it_names(article: Path) -> None:
    baseline = article.with_name("known.txt")
    done = footnoted("check", article, "--write-baseline", baseline)
    assert done.returncode == 0
    assert done.said == f"{baseline}: 2 problems; --baseline leaves them out\n"
    assert "note 1" in baseline.read_text() or "“et. al.”" in baseline.read_text()
    assert codes(article, "--baseline", baseline) == []
    article.write_text(MORE + TEXT.replace(":1]", ":3]").replace("[1:", "[3:"))
    assert codes(article, "--baseline", baseline) == ["S001"]


def test_a_setting_leaves_out_what_it_names(article: Path) -> None:
    (id, *_) = read(_written(article))
    article.with_name("footnoted.toml").write_text(f'dismiss = ["{id}"]\n')
    assert len(codes(article)) == 1


def _written(article: Path) -> str:
    baseline = article.with_name("known.txt")
    footnoted("check", article, "--write-baseline", baseline)
    return baseline.read_text()


def test_what_is_left_is_not_mended(article: Path) -> None:
    baseline = article.with_name("known.txt")
    lines = _written(article).splitlines(keepends=True)
    baseline.write_text("".join(one for one in lines if one.startswith("S001")))
    footnoted("check", "--fix", article, "--baseline", baseline)
    assert "et. al." in article.read_text()
    assert "Id. at 9" in article.read_text()


def test_findings_with_the_same_words_are_told_apart() -> None:
    parsed = parse("A.[footnoteRef:1] B.[footnoteRef:2] [1:  Id at 9.]  [2:  Id at 9.] \n")
    ids = list(identities(check(parsed), parsed.source))
    assert len(set(ids)) == len(ids)
