"""What a project has set: ``footnoted.toml``, or ``[tool.footnoted]`` in ``pyproject.toml``.

The file in the folder of an article, or nearest above it, counts; files are not mixed. The keys for
checks are read in `converter.commands.check_settings`. What a journal calls the styles of its Word files
stands under ``[styles]``, our names left, as ``footnoted styles`` lists them, and the journal's right:

    [styles]
    "footnote text" = "Journal Note"
    "Block Text" = "Extract"
"""

from __future__ import annotations

import os.path
from typing import Any

from msgspec import Struct

from converter.commands.files import STANDARD, read_input, show
from converter.document.diagnostics import ConversionError

FILES = ("footnoted.toml", "pyproject.toml")
"""Where settings are looked for in a folder, in this order."""

LARGEST = 1_000_000
"""Bytes of settings that are read."""


class Configuration(Struct, frozen=True):
    """The settings in a file, whose name is fit for messages. Empty where there is no file."""

    file: str = ""
    table: dict[str, Any] = {}

    @property
    def styles(self) -> dict[str, str]:
        """The journal's names of Word styles, by ours. Raises `ConversionError` for other values."""
        styles = self.table.get("styles", {})
        if not isinstance(styles, dict) or not all(isinstance(one, str) for one in styles.values()):
            raise ConversionError(
                f'{self.file}: write under [styles] lines such as "footnote text" = "Journal Note"'
            )
        return styles


def nearest(file: str) -> Configuration:
    """The settings nearest above a file (``-``: above the working folder)."""
    folder = os.path.abspath("." if file == STANDARD else os.path.dirname(file))
    while True:
        for name in FILES:
            path = os.path.join(folder, name)
            found = read_file(path) if os.path.isfile(path) else None
            if found is not None:
                return found
        above = os.path.dirname(folder)
        if above == folder:
            return Configuration()
        folder = above


def read_file(path: str) -> Configuration | None:
    """The settings in a file; None for a ``pyproject.toml`` that has none of ours.

    Raises `ConversionError` for a file that cannot be read or is no TOML.
    """
    import tomllib

    try:
        table: Any = tomllib.loads(read_input(path, LARGEST).decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConversionError(f"{show(path)} is not valid TOML: {error}") from error
    if os.path.basename(path) == "pyproject.toml":
        tools = table.get("tool")
        table = tools.get("footnoted") if isinstance(tools, dict) else None
        if table is None:
            return None
        if not isinstance(table, dict):
            raise ConversionError(f"{show(path)}: write [tool.footnoted] as a table of settings")
    return Configuration(show(path), table)
