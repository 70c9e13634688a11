"""Pages that follow from the program say what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import jsonschema
import msgspec
import pytest

from converter import render
from converter.document.faults import FAULTS
from docs.generate import GROUPS, HERE, PAGES
from tests.documents import EVERYTHING


@pytest.mark.parametrize("name", PAGES)
def test_generated_pages_are_current(name: str, accept: bool) -> None:
    page = PAGES[name]()
    if accept:
        (HERE / name).write_text(page, encoding="utf-8")
    assert (HERE / name).read_text(encoding="utf-8") == page


def test_the_tree_of_every_node_fits_the_schema() -> None:
    schema = msgspec.json.decode((HERE / "tree.schema.json").read_bytes())
    tree = msgspec.json.decode(str(render(EVERYTHING, "json").output))
    jsonschema.validate(tree, schema, cls=jsonschema.Draft202012Validator)


def test_every_code_has_a_group_and_is_used() -> None:
    source = "".join(
        path.read_text(encoding="utf-8")
        for path in (HERE.parent / "converter").rglob("*.py")
        if path.name != "faults.py"
    )
    for code in FAULTS:
        assert code[0] in GROUPS
        assert f'"{code}"' in source, f"{code} is never reported"


def test_every_code_in_the_program_is_in_the_list() -> None:
    for path in Path(HERE.parent / "converter").rglob("*.py"):
        for code in re.findall(r'(?:report|note|say)\(\s*"([A-Z]\d{3})"', path.read_text("utf-8")):
            assert code in FAULTS
