"""The plan of the code: imports point one way, files and folders stay small, formats are complete."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from importlib import import_module
from pathlib import Path

import pytest

import converter
from converter.formats import Format
from converter.readers import READERS
from converter.renderers import RENDERERS

PACKAGE = Path(converter.__file__).parent

FLOORS = [
    ["speed"],
    ["document"],
    ["formats", "programs"],
    ["markers", "crossrefs", "word"],
    ["citations"],
    ["readers"],
    ["renderers"],
    ["editing"],
    ["checks"],
    ["conversion"],
    ["web"],
    ["commands"],
    ["__main__"],
]
"""Lower floors first. A module imports from floors below its own, or from its own folder."""

FLOOR = {name: floor for floor, names in enumerate(FLOORS) for name in names}

MOST_ENTRIES = 15
"""Files and folders in `converter/`, beside `__init__` and `__main__`: a step of the flow each."""
MOST_FILES = 9
"""Code files in a folder."""
MOST_LINES = 400
"""Lines in a file."""


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def shown(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def name_of(path: Path) -> str:
    """The dotted name of a module."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for path in modules()}


def imports(path: Path) -> Iterator[str]:
    """The modules of ours that a module imports, anywhere in it, also inside of functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in MODULES)
        elif isinstance(node, ast.ImportFrom) and node.module in MODULES:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in MODULES else node.module


def floor_of(module: str) -> int:
    """The floor of a module by its folder or file at the top; the package itself lies above all."""
    parts = module.split(".")
    return FLOOR[parts[1]] if len(parts) > 1 else len(FLOORS)


INNER = [path for path in modules() if path != PACKAGE / "__init__.py"]


@pytest.mark.parametrize("path", INNER, ids=shown)
def test_imports_point_one_way(path: Path) -> None:
    own = name_of(path)
    for name in imports(path):
        if name == "converter":  # its version, for the commands
            assert own.startswith("converter.commands.")
            continue
        below = floor_of(name) < floor_of(own)
        assert below or name.split(".")[1] == own.split(".")[1], f"{own} imports {name}"


def test_no_renderer_but_that_of_marker_text_imports_a_reader() -> None:
    """Marker text is read back before it is given out."""
    for path in (PACKAGE / "renderers").rglob("*.py"):
        readers = [name for name in imports(path) if name.startswith("converter.readers")]
        assert not readers or name_of(path).startswith("converter.renderers.marker")


def test_what_gives_back_what_text_has_lost_knows_no_reader() -> None:
    for path in (PACKAGE / "readers" / "restoring").rglob("*.py"):
        readers = [name for name in imports(path) if name.startswith("converter.readers")]
        assert all(name.startswith("converter.readers.restoring") for name in readers)


def test_no_imports_run_in_a_circle() -> None:
    """`prepare` raises `CycleError`, which names the circle."""
    needs = {name_of(path): {*imports(path)} - {"converter", name_of(path)} for path in INNER}
    TopologicalSorter(needs).prepare()


def test_a_circle_would_be_found(tmp_path: Path) -> None:
    inside_a_function = tmp_path / "one.py"
    inside_a_function.write_text("def late():\n    from converter.document import model\n")
    assert list(imports(inside_a_function)) == ["converter.document.model"]


def test_the_folder_list_shows_the_flow() -> None:
    entries = {path.stem for path in PACKAGE.iterdir() if path.is_dir() or path.suffix == ".py"}
    entries -= {"__init__", "__main__", "__pycache__"}
    assert entries == FLOOR.keys() - {"__main__"}
    assert len(entries) <= MOST_ENTRIES


@pytest.mark.parametrize("folder", sorted({path.parent for path in modules()}), ids=str)
def test_no_folder_holds_too_many_files(folder: Path) -> None:
    assert len(list(folder.glob("*.py"))) <= MOST_FILES


@pytest.mark.parametrize("path", modules(), ids=shown)
def test_no_file_is_too_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def test_no_pattern_repeats_a_group_possessively() -> None:
    """Python before 3.11.5 loses its place there (CPython issue 106052). Take atomic groups."""
    repeated = re.compile(r"(?<!\()\)(?:[*+?]|\{+[0-9,]*\}+)\+")
    for path in modules():
        assert repeated.findall(path.read_text(encoding="utf-8")) == [], path


def test_no_format_imports_another() -> None:
    """Only what sets PDF looks into others: it has another program set what they write."""
    for path in (PACKAGE / "renderers").rglob("*.py"):
        own = path.relative_to(PACKAGE / "renderers").parts[0].removesuffix(".py")
        for name in imports(path):
            parts = name.split(".")[1:]
            if parts[0] == "renderers" and len(parts) > 1 and own != "pdf":
                assert parts[1] == own or parts[1] not in RENDERERS


@pytest.mark.parametrize(
    "format", [name for name in RENDERERS if (PACKAGE / "renderers" / name).is_dir()]
)
def test_every_format_with_a_folder_has_the_same_plan(format: str) -> None:
    names = {path.stem for path in (PACKAGE / "renderers" / format).glob("*.py")}
    if format == "pdf":  # writes nothing itself
        return
    assert "text" in names
    assert "nodes" in names or {"blocks", "inlines"} <= names
    for function in ("blocks", "inlines"):
        module = "nodes" if "nodes" in names else function
        written = vars(import_module(f"converter.renderers.{format}.{module}"))
        assert callable(written[function])


@pytest.mark.parametrize("table", [READERS, RENDERERS], ids=["readers", "renderers"])
def test_the_tables_name_modules_that_are_there(table: dict[str, Format]) -> None:
    for format in table.values():
        assert import_module(format.module)


@pytest.mark.parametrize(
    ("format", "unwanted"),
    [
        ("html", {"docx", "lxml", "jinja2", "yaml", "charset_normalizer"}),
        ("latex", {"docx", "lxml", "jinja2", "yaml", "charset_normalizer"}),
        ("docx", {"docx", "lxml", "jinja2", "yaml", "charset_normalizer"}),
        ("typst", {"typst", "docx", "lxml", "jinja2", "yaml", "charset_normalizer"}),
    ],
)
def test_a_format_imports_only_what_it_needs(format: str, unwanted: set[str]) -> None:
    """Start-up is most of the time that a short article takes."""
    code = (
        "import sys, converter.commands.cli, converter; "
        f"converter.convert('So.[footnoteRef:1] [1:  x] ', {format!r}); "
        "print(*(name for name in sys.modules if '.' not in name))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert not unwanted & set(loaded.stdout.split())


def test_a_word_file_is_read_without_lxml() -> None:
    """It takes longer to load than a short article to read, and a third of the memory."""
    code = (
        "import sys, converter; word = converter.convert('So.[footnoteRef:1] [1:  x] ', 'docx').output; "
        "converter.convert(word, 'html', 'docx'); "
        "print('lxml' in sys.modules, 'converter.readers.docx' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]


def test_a_plain_text_loads_nothing_for_what_it_does_not_have() -> None:
    code = (
        "import sys, converter; "
        "converter.convert('So.[footnoteRef:1] [1:  x] ', 'docx'); "
        "print(*(name for name in sys.modules if name.startswith('converter.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.removeprefix("converter.") for name in done.stdout.split()}
    assert {"readers.marker.parser", "markers.regular", "renderers.docx"} <= loaded
    unneeded = {
        "markers.pairing",
        "markers.calls",
        "readers.marker.front_matter",
        "crossrefs.grammar",
        "renderers.docx.grid",
    }
    assert not unneeded & loaded
