"""How a house prints the parts of citations, and what it writes in one way or another: profiles."""

from __future__ import annotations

import os.path
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Literal, get_args

import msgspec
from msgspec import Struct

from converter.document.diagnostics import ConversionError
from converter.readers.restoring.typography import NAMES, SHIPPED
from converter.speed.patterns import Pattern

Group = Literal[
    "id", "cross-reference", "signal", "signal-verb", "procedural", "history", "connective",
    "case", "short-case", "told-case", "named-case", "case-nickname",
    "article-title", "periodical-title", "web-title", "chapter-title", "short-title", "hereinafter-title",
    "article-authors", "journal", "periodical", "container-book", "book-authors", "book",
    "enactment", "publisher", "other-capitals",
]  # fmt: skip

GROUPS: tuple[Group, ...] = get_args(Group)
"""What of a citation may have a look of its own."""

Look = Literal["italic", "small-caps", "roman"]
LOOKS = get_args(Look)

SURE = 0.9
"""From this confidence on words are set, where a profile says nothing else."""


Habit = Literal["archive", "pages", "ranges", "supra-within-a-note"]
HABITS: tuple[Habit, ...] = get_args(Habit)

LINKED, BARE_LINKED = "[https://perma.cc/…]", "[perma.cc/…]"
PAGE_WORD, EN_DASH, OWN_NUMBER = "at p. 5", "5–7", "supra note 5"

WAYS: dict[Habit, dict[str, Pattern]] = {
    "archive": {
        LINKED: Pattern(r"\[https?://perma\.cc/"),
        BARE_LINKED: Pattern(r"\[perma\.cc/"),
        "archived at": Pattern(r"\b[Aa]rchived\sat\b"),
    },
    "pages": {
        "at 5": Pattern(r"\bat\s\d"),
        PAGE_WORD: Pattern(r"\bat\spp?\.\s?\d"),
    },
    "ranges": {
        EN_DASH: Pattern(r"\bat\s\d{1,5}–\d"),
        "5-7": Pattern(r"\bat\s\d{1,5}-\d"),
    },
    "supra-within-a-note": {
        "supra": Pattern(r"\bsupra(?:,|\.|\sat\b)"),
        "supra this note": Pattern(r"\bsupra\sthis\snote\b"),
        OWN_NUMBER: Pattern(r"\bsupra\snote\s(?P<number>\d{1,5})\b"),
    },
}
"""The ways of each habit, and how each is told."""


def ways_of(text: str, label: str) -> Iterator[tuple[Habit, str]]:
    """The ways that a note takes, each as often as it takes it; `label` is its printed number.

    >>> [*ways_of("Lund, Oil, supra note 3, at 5; Roe, supra note 2.", "3")]
    [('pages', 'at 5'), ('supra-within-a-note', 'supra note 5')]
    """
    for habit, ways in WAYS.items():
        for way, pattern in ways.items():
            for match in pattern.finditer(text):
                if way != OWN_NUMBER or match["number"] == label:
                    yield habit, way


class Printed(Struct, frozen=True, forbid_unknown_fields=True):
    """How a house prints a group, which rule says so, and from which confidence on it is set."""

    look: Look
    rule: str = ""
    source: str = ""
    set: float = SURE


class Profile(Struct, frozen=True, forbid_unknown_fields=True):
    """What a house prints how. `habits` are what it writes in one of several ways (`WAYS`)."""

    about: str = ""
    groups: dict[Group, Printed] = {}
    habits: dict[Habit, str] = {}

    def __post_init__(self) -> None:
        for habit, way in self.habits.items():
            if way not in WAYS[habit]:
                raise ValueError(f"{habit} is one of {', '.join(WAYS[habit])}, not {way}")


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
