"""Write the pages of this folder that follow from the program: ``python docs/generate.py``."""

from __future__ import annotations

from inspect import cleandoc
from pathlib import Path

import msgspec

from converter.checks.explain import rules_page
from converter.document.diagnostics import FAULTS
from converter.document.model import TreeFile

HERE = Path(__file__).parent

GROUPS = {
    "M": "Marks and notes",
    "T": "Text left by the extractor",
    "G": "Guesses",
    "E": "Encoding and characters",
    "Y": "Metadata",
    "X": "Cross references and renumbering",
    "N": "Numbering",
    "F": "Filling and checking a Word file",
    "R": "Rendering",
}


def diagnostics_page() -> str:
    """All messages, by group; words in braces are filled in."""
    parts = [
        "# Messages\n\nEvery message the program can utter about a document, with its code. "
        "The same fault always has the same code. *info* is shown with `--verbose` only; "
        "*warning* and *error* make `--strict` exit with 1. Words in braces are filled in.\n"
    ]
    for letter, title in GROUPS.items():
        parts.append(
            f"\n## {title}\n\n| code | name | severity | message | what to do |\n|---|---|---|---|---|\n"
        )
        for code, fault in FAULTS.items():
            if code[0] == letter:
                cells = (code, fault.name, fault.severity, fault.message, fault.remedy)
                parts.append(
                    f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n"
                )
    return "".join(parts)


def tree_schema() -> str:
    """The JSON Schema (2020-12) of what ``-t json`` writes, made from the types."""
    schema = msgspec.json.schema(TreeFile)
    for node in schema["$defs"].values():
        if "description" in node:
            node["description"] = cleandoc(node["description"])  # as Python does from 3.13 on
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return msgspec.json.format(msgspec.json.encode(schema), indent=1).decode() + "\n"


PAGES = {
    "diagnostics.md": diagnostics_page,
    "rules.md": rules_page,
    "tree.schema.json": tree_schema,
}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (HERE / name).write_text(page(), encoding="utf-8")
