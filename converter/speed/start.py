"""The start of the command, without click and without what msgspec imports and no command needs.

`usual_conversion` stands for `click`, by which an article takes 1.35 times as long to convert, and 3,000
notes 1.22. `load_msgspec` stands for ``import msgspec``, by which they take 1.17 and 1.10 times as long.
`tests/test_speed.py` holds that arguments mean what they mean to click, and that output is the same.
"""

from __future__ import annotations

import os
import sys
import typing
from contextlib import suppress
from types import SimpleNamespace
from typing import Any

COMMANDS = (
    "renumber",
    "compare",
    "sources",
    "check",
    "serve",
    "preview",
    "rules",
    "rule",
    "styles",
    "formats",
    "completion",
)
"""Words that are no file to convert, but what to do."""

FLAGS = {"-q": "quiet", "-v": "verbose"}


def usual_conversion(args: list[str]) -> dict[str, Any] | None:
    """What ``[convert] IN -o OUT …`` asks for, with ``-q`` or ``-v``: the fields of a `Conversion`.

    None for any other arguments, which are left to `converter.commands.cli`.
    """
    if os.environ.get("_FOOTNOTED_COMPLETE"):
        return None
    words = iter(args[1:] if args[:1] == ["convert"] else args)
    inputs, outputs = [], []
    flags = {}
    for word in words:
        if word in FLAGS:
            flags[FLAGS[word]] = True
        elif word == "-o":
            outputs.append(next(words, ""))
        elif word.startswith("-"):
            return None
        else:
            inputs.append(word)
    if len(inputs) != 1 or not outputs or "" in outputs or inputs[0] in COMMANDS:
        return None
    return {"input": inputs[0], "outputs": tuple(outputs), **flags}


def load_msgspec() -> None:
    """Load msgspec without modules that take as long to load as a short article to convert.

    They are typing_extensions, asked for names that typing has as well; datetime, all of which its
    own module in C replaces; those of types that no node is made of; and parts of msgspec itself that
    no command needs. Whoever imports one of these modules later gets the real one; only `msgspec` itself
    stays without those parts.
    """
    unused = type("Unused", (), {})
    stand_ins: dict[str, Any] = {
        "typing_extensions": typing,
        "uuid": SimpleNamespace(UUID=unused, SafeUUID=SimpleNamespace(unknown=None)),
        "decimal": SimpleNamespace(Decimal=unused),
        "msgspec._json_schema": SimpleNamespace(schema=None, schema_components=None),
        **{f"msgspec.{name}": SimpleNamespace() for name in ("inspect", "msgpack", "toml", "yaml")},
    }
    with suppress(ImportError):
        stand_ins["datetime"] = __import__("_datetime")
    spared = stand_ins.keys() - sys.modules.keys()
    sys.modules.update({name: stand_ins[name] for name in spared})
    # A release that asks for more is loaded with the real ones, where it is needed.
    with suppress(AttributeError, ImportError):
        import msgspec  # noqa: F401
    for name in spared:
        del sys.modules[name]
