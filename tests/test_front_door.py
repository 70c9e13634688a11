"""The public names can be looked up, although their modules load late."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module
from inspect import getdoc, isfunction, signature
from pathlib import Path

import pytest

import converter


def python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_dir_lists_the_public_names() -> None:
    assert python("import converter; print(*dir(converter))").split() == converter.__all__


def test_help_shows_every_function_with_its_signature_and_its_docstring() -> None:
    shown = squeezed(python("import converter; help(converter)"))  # newer Pythons wrap signatures
    functions = [name for name in converter.__all__ if isfunction(getattr(converter, name))]
    assert {"read", "parse", "render", "convert", "check", "fill", "renumber"} <= {*functions}
    for name in functions:
        function = getattr(converter, name)
        first, *_ = (getdoc(function) or "").splitlines()
        assert squeezed(f"{name}{signature(function)} {first}") in shown


def test_help_shows_every_class_with_its_docstring() -> None:
    shown = python("import converter; help(converter)")
    classes = [name for name in converter.__all__ if isinstance(getattr(converter, name), type)]
    assert {"Document", "Parsed", "Rendered", "Diagnostic", "ConversionError"} <= {*classes}
    for name in classes:
        assert f"\n    class {name}(" in shown
        assert (getdoc(getattr(converter, name)) or "").splitlines()[0] in shown


@pytest.mark.parametrize("name", converter.__all__)
def test_a_public_name_comes_from_the_module_that_defines_it(name: str) -> None:
    home = f"converter.{converter._HOMES[name]}"
    assert getattr(converter, name) is getattr(import_module(home), name)
    assert getattr(converter, name).__module__ == home


def test_type_checkers_see_the_same_names_from_the_same_modules() -> None:
    tree = ast.parse(Path(converter.__file__).read_text(encoding="utf-8"))
    (block,) = (node for node in tree.body if isinstance(node, ast.If))
    seen = {
        alias.name: f"{node.module}".removeprefix("converter.")
        for node in block.body
        if isinstance(node, ast.ImportFrom) and node.module != "typing"
        for alias in node.names
    }
    assert seen == converter._HOMES
    assert sorted(seen) == sorted(converter.__all__)


def test_a_name_that_is_not_there_is_refused_as_usual() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'foo'"):
        converter.foo  # noqa: B018


def test_the_package_alone_loads_nothing() -> None:
    code = "import sys; before = {*sys.modules}; import converter; print(*{*sys.modules} - before)"
    assert set(python(code).split()) == {"converter", "__future__"}
