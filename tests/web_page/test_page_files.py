"""The files of the page: nothing in them that its policy would refuse, and all words in one."""

from __future__ import annotations

import re
from pathlib import Path

import converter

PAGE = Path(converter.__file__).parent / "web" / "page"
EDITOR = PAGE.parent / "editor"
ROOT = PAGE.parent.parent.parent

BUILT = PAGE / "text" / "editor.js"


def scripts() -> dict[str, str]:
    """Our own scripts, by their names."""
    found = [*PAGE.rglob("*.js"), *EDITOR.glob("*.js")]
    return {path.name: path.read_text(encoding="utf-8") for path in found if path != BUILT}


def test_pages_hold_no_script_and_no_style_of_their_own() -> None:
    for path in PAGE.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        assert re.findall(r"<script(?![^>]*src=)|<style|\sstyle=|\son\w+=", page) == [], path


def test_no_file_names_another_machine() -> None:
    for path in [*PAGE.rglob("*.html"), *PAGE.rglob("*.css")]:
        assert "//" not in re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S), (
            path
        )
    for name, script in scripts().items():
        assert re.findall(r"https?://", script) == [], name


def test_every_word_of_the_page_is_used() -> None:
    words = scripts()["words.js"]
    others = "\n".join(script for name, script in scripts().items() if name != "words.js")
    named = re.findall(r"^ {4}(\w+):", words, re.M)
    assert len(named) > 100
    assert [name for name in named if not re.search(rf"\b{name}\b", others)] == []


def test_the_example_of_the_page_is_one_of_the_examples() -> None:
    example = (ROOT / "examples" / "harbour-dues.txt").read_bytes()
    assert (PAGE / "example.txt").read_bytes() == example
