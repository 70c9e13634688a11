"""What a journal has set about its Word styles: ``[styles]`` in the nearest ``footnoted.toml``.

    [styles]
    "footnote text" = "Journal Note"
    "Block Text" = "Extract"

Left our names, as ``footnoted styles`` lists them, right the names in the journal's Word file.
"""

from __future__ import annotations

import os.path
from typing import Any

from converter.diagnostics import ConversionError
from converter.files import read_input, show

FILES = ("footnoted.toml", "pyproject.toml")
LARGEST = 1_000_000


def styles_above(file: str) -> dict[str, str]:
    """The style names set for a Word file, by the settings nearest above it; none without settings."""
    folder = os.path.dirname(os.path.abspath(file))
    while True:
        for name in FILES:
            path = os.path.join(folder, name)
            if os.path.isfile(path):
                found = read_styles(read_input(path, LARGEST), path)
                if found is not None:
                    return found
        parent = os.path.dirname(folder)
        if parent == folder:
            return {}
        folder = parent


def read_styles(data: bytes, file: str) -> dict[str, str] | None:
    """The names in a settings file; None for a ``pyproject.toml`` that has no settings of ours."""
    import tomllib

    try:
        table: Any = tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConversionError(f"{show(file)} is not valid TOML: {error}") from error
    if file.endswith("pyproject.toml"):
        table = table.get("tool", {}).get("footnoted")
        if table is None:
            return None
    styles = table.get("styles", {}) if isinstance(table, dict) else {}
    if not isinstance(styles, dict) or not all(isinstance(one, str) for one in styles.values()):
        raise ConversionError(
            f'{show(file)}: write under [styles] lines such as "footnote text" = "Journal Note"'
        )
    return styles
