"""Write the pages of this folder that follow from the program: ``python docs/generate.py``."""

from __future__ import annotations

from collections.abc import Iterable
from inspect import cleandoc
from pathlib import Path

import msgspec

from converter.checks.explain import rules_page
from converter.commands.check.arguments import OPTIONS as CHECK
from converter.commands.compare import OPTIONS as COMPARE
from converter.commands.convert.arguments import OPTIONS as CONVERT
from converter.commands.renumber import OPTIONS as RENUMBER
from converter.commands.serve.arguments import OPTIONS as SERVE
from converter.commands.sources import OPTIONS as SOURCES
from converter.document.faults import FAULTS
from converter.document.tree import TreeFile
from converter.formats import METADATA, Option, options_of
from converter.readers import READERS
from converter.renderers import RENDERERS
from docs.figures import overall_table, rules_table
from docs.keys import keys_table

HERE = Path(__file__).parent

GROUPS = {
    "M": "Marks and notes",
    "T": "Text left by the extractor",
    "G": "Guesses",
    "U": "Structure given back to plain text",
    "E": "Encoding and characters",
    "Y": "Metadata",
    "P": "Reading through pandoc",
    "X": "Cross references and renumbering",
    "N": "Numbering",
    "W": "Reading a Word file",
    "B": "Reading a web page",
    "F": "Filling and checking a Word file",
    "R": "Rendering",
    "V": "Typography of notes",
}


def diagnostics_page() -> str:
    """All messages, by group; words in braces are filled in."""
    parts = [
        "# Messages\n\nEvery message the program can utter about a document, with its code. "
        "The same fault always has the same code. *info* is shown with `--verbose` only; "
        "*warning* and *error* make `--strict` exit with 1. Words in braces are filled in.\n"
    ]
    for letter, title in GROUPS.items():
        rows = [
            (code, fault.name, fault.severity, fault.message, fault.remedy)
            for code, fault in FAULTS.items()
            if code[0] == letter
        ]
        head = ("code", "name", "severity", "message", "what to do")
        parts.append(f"\n## {title}\n\n" + _table(head, rows))
    return "".join(parts)


def tree_schema() -> str:
    """The JSON Schema (2020-12) of what ``-t json`` writes, made from the types."""
    schema = msgspec.json.schema(TreeFile)
    for node in schema["$defs"].values():
        if "description" in node:
            node["description"] = cleandoc(node["description"])  # as Python does from 3.13 on
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return msgspec.json.format(msgspec.json.encode(schema), indent=1).decode() + "\n"


COMMANDS = {
    "convert": CONVERT,
    "check": CHECK,
    "sources": SOURCES,
    "renumber": RENUMBER,
    "serve": SERVE,
    "preview": SERVE,
    "compare": COMPARE,
}
TABLES = (READERS, RENDERERS)


def options_page() -> str:
    """The options of all commands, by group, then those that only Python has, and the metadata."""
    parts = [
        "# Options\n\nWhat may be asked of each command, as its `--help` says it too. An option of "
        "formats that are named is for these only.\n\nIn Python, the options of formats are arguments "
        "of `converter.read` and `converter.render`, with `_` for `-`: `render(document, "
        '"html", notes_as="sidenotes")`. Where the command takes the name of a file, Python takes what '
        "it holds: `template` is text, `reference_doc` is bytes.\n"
    ]
    for command, options in COMMANDS.items():
        parts.append(f"\n## footnoted {command}\n")
        for group in dict.fromkeys(one.group for one in options):
            rows = [_option_row(one) for one in options if one.group == group]
            head = (group, "what it does", "default", "formats")
            parts.append("\n" + _table(head, rows))
    hidden = [one for table in TABLES for one in options_of(table) if one.only_python]
    rows = [(_code(one.name), one.help, _default(one), _formats(one)) for one in hidden]
    parts.append(
        "\n## Only in Python\n\n" + _table(("argument", "what it does", "default", "formats"), rows)
    )
    parts.append(
        "\n## Metadata\n\nThe keys of the front matter, and of `-M KEY=VALUE`, that our formats and "
        "templates show. Capitals do not matter. Others are kept for templates of your own, and a "
        "message names them. Front matter stands between two lines `---` at the top of the text; a "
        "`---` above a blank line is a rule, and no front matter. Values are printed as they are "
        "written, a date or a volume 012 too.\n\n"
    )
    keys = [(_code(key), about) for key, about in METADATA.items()]
    parts.append(_table(("key", "what it is"), keys))
    parts.append(
        "\n## Where the metadata comes out\n\nThis table is made by converting an article that has all "
        "keys and looking where they are. Typst files are like LaTeX; `--template lawreview` gives the "
        "web page the head of a bound volume. The author's note stands under a star, and is not counted. "
        "Marker text and JSON keep all keys as they are. A Word file of the house (`--reference-doc`) "
        "prints in its headers and footers what these name, as in `{{ journal }}`; a message says what "
        "they do not.\n\n"
    )
    parts.append(_table(*keys_table()))
    return "".join(parts)


def _option_row(option: Option) -> tuple[str, ...]:
    *short, long = option.spellings
    value = option.metavar or ("" if option.kind == "flag" else "TEXT")
    about = option.help
    if option.choices:
        about = f"{about.removesuffix('.')}: {_code(*option.choices)}."
    if option.bounds:
        about += f" From {option.bounds[0]} to {option.bounds[1]}."
    return _code(*short, f"{long} {value}".rstrip()), about, _default(option), _formats(option)


def _default(option: Option) -> str:
    return "" if option.default in (None, False, "") else _code(str(option.default))


def _formats(option: Option) -> str:
    """The formats that an option is for; none if it is for all."""
    return ", ".join(
        name for table in TABLES for name, row in table.items() if option in row.options
    )


def _code(*words: str) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A table in Markdown, in which a | is no end of a cell."""
    lines = [
        f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n"
        for line in (head, *rows)
    ]
    return "".join((lines[0], "|---" * len(head) + "|\n", *lines[1:]))


def typography_page() -> str:
    """The page about typography as it is, with its tables of figures made anew."""
    page = (HERE / "typography.md").read_text(encoding="utf-8")
    tables = {"rules": rules_table(), "overall": overall_table()}
    for name, table in tables.items():
        begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->\n"
        before, _, rest = page.partition(begin)
        page = f"{before}{begin}{_table(*table)}{end}{rest.partition(end)[2]}"
    return page


PAGES = {
    "diagnostics.md": diagnostics_page,
    "options.md": options_page,
    "rules.md": rules_page,
    "tree.schema.json": tree_schema,
    "typography.md": typography_page,
}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (HERE / name).write_text(page(), encoding="utf-8")
