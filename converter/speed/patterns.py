"""Regular expressions that are compiled when first used, and kept compiled from one run to the next.

Stands for `re.compile`, by which an article takes 1.11 times as long to convert, and 3,000 notes 1.03;
and 1.53 and 1.02 times the instructions if nothing is kept.
`tests/test_speed.py` holds that each pattern compiles, kept or not, and finds what `re` finds.

What `re` makes of a pattern for its module in C is kept where Python keeps compiled modules, in the same
manner and by the same settings. Patterns are constants of the code and never made of input, so what is
kept tells nothing of any document.
"""

from __future__ import annotations

import marshal
import os
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache, cached_property
from importlib import import_module
from sys import maxsize
from typing import Any


class Pattern:
    """A regular expression, compiled on first use."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        kept = _kept().get(self.pattern)
        if kept is not None:
            return _restored(self.pattern, *kept)
        _missing.append(self.pattern)
        return re.compile(self.pattern)

    def match(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        return self.compiled.match(text, start, end)

    def search(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        return self.compiled.search(text, start, end)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        return self.compiled.fullmatch(text)

    def finditer(self, text: str, start: int = 0, end: int = maxsize) -> Iterator[re.Match[str]]:
        return self.compiled.finditer(text, start, end)


# Patterns that are kept

Kept = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""What ``_sre.compile`` takes beside a pattern: flags; code, whose unsigned integers have four bytes; how
many groups there are, their numbers by name, and their names by number."""

MOST_KEPT = 1_000
"""Patterns that are kept at most. There are not so many in the code: some are of older versions."""

_missing: list[str] = []
"""The patterns that this run had to compile."""


def keep_compiled() -> None:
    """Keep for later runs what this one had to compile, if Python may keep compiled modules."""
    place = _place()
    if not _missing or sys.dont_write_bytecode or place is None:
        return
    kept = _kept() if len(_kept()) < MOST_KEPT else {}
    with suppress(AttributeError, ImportError):  # of a Python whose `re` is another
        found = kept | {pattern: _compiled(pattern) for pattern in _missing}
        _replace(place, marshal.dumps((sys.hexversion, found)))


def _replace(place: str, data: bytes) -> None:
    """Write a file in one step, if one may."""
    draft = f"{place}.{os.getpid()}"
    try:
        with open(draft, "wb") as file:
            file.write(data)
        os.replace(draft, place)
    except OSError:
        with suppress(OSError):
            os.unlink(draft)


def _place() -> str | None:
    """The file of kept patterns, beside the compiled form of this module; None if Python keeps none."""
    cached = __spec__.cached if __spec__ else None
    return cached and cached.removesuffix(".pyc") + ".patterns"


@cache
def _kept() -> dict[str, Kept]:
    """The kept patterns, if they were compiled by the Python that runs."""
    place = _place()
    with suppress(OSError, ValueError, EOFError, TypeError):  # there are none, or they are damaged
        with open(place or "", "rb") as file:
            version, kept = marshal.load(file)  # noqa: S302, it lies where Python's own modules do
        if version == sys.hexversion:
            return dict(kept)
    return {}


def _compiled(pattern: str) -> Kept:
    """What ``re._compiler.compile`` hands to the module in C."""
    parsed = import_module("re._parser").parse(pattern)
    code = import_module("re._compiler")._code(parsed, 0)
    state = parsed.state
    names: list[str | None] = [None] * state.groups
    for name, number in state.groupdict.items():
        names[number] = name
    packed = import_module("array").array("I", code).tobytes()
    return state.flags, packed, state.groups - 1, state.groupdict, tuple(names)


def _restored(
    pattern: str,
    flags: int,
    code: bytes,
    groups: int,
    numbers: dict[str, int],
    names: tuple[Any, ...],
) -> re.Pattern[str]:
    unpacked = memoryview(code).cast("I").tolist()
    compiled: re.Pattern[str] = import_module("_sre").compile(
        pattern, flags, unpacked, groups, numbers, names
    )
    return compiled
