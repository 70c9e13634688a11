"""The house: imports point one way, rooms stay small, and every format is complete."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import converter
from converter.readers import READERS
from converter.renderers import RENDERERS

PACKAGE = Path(converter.__file__).parent

LAYERS = [
    ["patterns", "model"],
    ["pictures"],
    ["diagnostics"],
    ["notes", "tokens", "templates", "files"],
    ["configuration"],
    ["numbering", "token_index", "inlines", "metadata", "crossrefs"],
    ["pairing"],
    ["calls"],
    ["regular"],
    ["layout"],
    ["parser"],
    ["renderers"],
    ["readers", "filling"],
    ["conversion", "renumber"],
    ["checks"],
    ["command"],
    ["renumber_command", "check_command", "styles_command"],
    ["cli"],
    ["__main__"],
]
"""Lower floors first; a module imports from floors below its own, or from its own folder."""

FLOOR = {name: floor for floor, names in enumerate(LAYERS) for name in names}


def modules() -> list[Path]:
    return sorted(
        path
        for path in PACKAGE.rglob("*.py")
        if path.name != "__init__.py" or path.parent != PACKAGE
    )


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("converter."):
            names.add(str(node.module).split(".")[1])
    return names


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    for name in imported(path):
        assert FLOOR[name] < FLOOR[room(path)] or name == room(path), f"{room(path)} imports {name}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_room_is_too_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 450


def test_no_renderer_imports_another() -> None:
    for path in (PACKAGE / "renderers").rglob("*.py"):
        own = path.relative_to(PACKAGE / "renderers").parts[0].removesuffix(".py")
        if own == "pdf":  # has another program set what they write
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
                "converter.renderers."
            ):
                assert str(node.module).split(".")[2].startswith(own.split("_")[0])


@pytest.mark.parametrize("table", [READERS, RENDERERS], ids=["readers", "renderers"])
def test_the_tables_name_modules_that_are_there(
    table: dict[str, converter.renderers.Format],
) -> None:
    for format in table.values():
        assert import_module(format.module)


@pytest.mark.parametrize(
    ("format", "unwanted"),
    [
        ("html", {"docx", "lxml", "jinja2", "yaml", "charset_normalizer"}),
        ("latex", {"docx", "lxml", "jinja2", "yaml", "charset_normalizer"}),
        ("docx", {"docx", "jinja2", "yaml", "charset_normalizer"}),
        ("typst", {"typst", "docx", "lxml", "jinja2", "yaml", "charset_normalizer"}),
    ],
)
def test_a_format_imports_only_what_it_needs(format: str, unwanted: set[str]) -> None:
    """Start-up is most of the time that a short article takes."""
    code = (
        "import sys, converter.cli, converter; "
        f"converter.convert('So.[footnoteRef:1] [1:  x] ', {format!r}); "
        "print(*(name for name in sys.modules if '.' not in name))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert not unwanted & set(loaded.stdout.split())


def test_a_plain_text_loads_nothing_for_what_it_does_not_have() -> None:
    code = (
        "import sys, converter; "
        "converter.convert('So.[footnoteRef:1] [1:  x] ', 'docx'); "
        "print(*(name for name in sys.modules if name.startswith('converter.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.removeprefix("converter.") for name in done.stdout.split()}
    assert {"parser", "regular", "renderers.docx"} <= loaded
    unneeded = {"pairing", "calls", "metadata", "crossrefs.grammar", "renderers.docx.tables"}
    assert not unneeded & loaded
