"""How a house prints the parts of citations: profiles, which are files."""

from __future__ import annotations

import os.path
import tomllib
from functools import cache
from typing import Literal, get_args

import msgspec
from msgspec import Struct

from converter.document.diagnostics import ConversionError
from converter.readers.restoring.typography import NAMES, SHIPPED

Group = Literal[
    "id", "cross-reference", "signal", "signal-verb", "procedural", "history", "connective",
    "case", "short-case", "told-case", "named-case", "case-nickname",
    "article-title", "periodical-title", "web-title", "chapter-title", "short-title", "hereinafter-title",
    "article-authors", "journal", "periodical", "container-book", "book-authors", "book",
    "enactment", "publisher",
]  # fmt: skip

GROUPS: tuple[Group, ...] = get_args(Group)
"""What of a citation may have a look of its own."""

Look = Literal["italic", "small-caps", "roman"]
LOOKS = get_args(Look)

SURE = 0.9
"""From this confidence on words are set, where a profile says nothing else."""


class Printed(Struct, frozen=True, forbid_unknown_fields=True):
    """How a house prints a group, which rule says so, and from which confidence on it is set."""

    look: Look
    rule: str = ""
    source: str = ""
    set: float = SURE


class Profile(Struct, frozen=True, forbid_unknown_fields=True):
    """What a house prints how. `habits` are what else was seen of it, for people to read."""

    about: str = ""
    groups: dict[Group, Printed] = {}
    habits: dict[str, str | int] = {}


def profile(name: str) -> Profile:
    """A profile that ships with the program, or the text of one.

    Raises `ConversionError` for text that is none.

    >>> profile("bluebook").groups["signal"].look
    'italic'
    """
    return _shipped(SHIPPED[0] if name == "bluebook" else name) if name in NAMES else read(name)


@cache
def _shipped(name: str) -> Profile:
    path = os.path.join(os.path.dirname(__file__), "profiles", f"{name}.toml")
    with open(path, encoding="utf-8") as file:
        return read(file.read())


def read(text: str) -> Profile:
    """The profile that a text in TOML holds. Raises `ConversionError` for one that holds none."""
    try:
        return msgspec.convert(tomllib.loads(text), Profile)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        groups = ", ".join(GROUPS)
        raise ConversionError(
            f"the profile of the typography is not valid: {error}. Under [groups] stand lines such as "
            f'signal = {{ look = "italic" }}; looks are {", ".join(LOOKS)}, groups {groups}'
        ) from error
