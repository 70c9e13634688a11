"""What is known by name: journals, reporters, codes and newspapers, and lists of words.

Those of journals, reporters and codes are taken from reporters-db, whose licence stands beside them.
"""

from __future__ import annotations

import os.path
from functools import cache
from typing import Literal

_FOLDER = os.path.join(
    os.path.dirname(__file__), "data"
)  # importlib.resources takes longer to load
_DROPPED = str.maketrans("", "", " .,’'&()-\u00a0")

Names = Literal["journals", "reporters", "codes", "newspapers"]
Words = Literal[
    "abbreviations", "acronyms", "designations", "famous-cases", "parties", "sentence-openers",
    "title-words",
]  # fmt: skip


def folded(name: str) -> str:
    """A name without case, blanks and stops: houses differ in them.

    >>> folded("N.Y.U. L. Rev."), folded("NYU L Rev")
    ('nyulrev', 'nyulrev')
    """
    return name.lower().translate(_DROPPED)


@cache
def known(kind: Names) -> frozenset[str]:
    """The `folded` names of a kind."""
    return frozenset(folded(_read(kind)).split("\n"))


@cache
def words_of(kind: Words) -> frozenset[str]:
    """The words of a list, or where they have blanks, its lines."""
    text = _read(kind)
    return frozenset(text.split("\n") if kind == "designations" else text.split())


def _read(name: str) -> str:
    """What stands below the first line of a file, which says what it is."""
    with open(os.path.join(_FOLDER, f"{name}.txt"), encoding="utf-8") as file:
        text = file.read()
    return text.partition("\n")[2].strip()
