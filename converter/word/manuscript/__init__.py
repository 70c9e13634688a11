"""What is found in the text of a Word file: its words, and the bytes at which each of them stands."""

from __future__ import annotations

from msgspec import Struct, field

from converter.document.model import NoteKind

OBJECT = "\ufffc"
"""Stands in the text for what is no text: a picture, a formula, a real note's mark."""


class Item(Struct, gc=False):
    """A child of a run: bytes `start` to `end`, and the characters it adds to the text."""

    start: int
    end: int
    name: str
    first: int
    text: str = ""


class Property(Struct, gc=False):
    """A child of a run's properties (17.3.2): bytes `start` to `end`; `value` is its ``w:val``."""

    name: str
    value: str
    start: int
    end: int

    @property
    def is_on(self) -> bool:
        """Whether a property that is on or off (17.17.4) is on."""
        return self.value in ("", "1", "true", "on")


class Run(Struct, gc=False):
    """A run (17.3.2.25): bytes `start` to `end`; its text begins with the character `first`.

    `opening` ends the start tag. `properties` are the bytes of its properties, `look` what they say.
    """

    start: int
    opening: int
    paragraph: int
    container: int
    first: int
    end: int = 0
    properties: tuple[int, int] = (0, 0)
    look: list[Property] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)


class Container(Struct, gc=False):
    """A paragraph, or what stands around runs in it; `held` are the first bytes of all else in it.

    Of a paragraph, `first` and `last` bound its text, and `properties` the bytes of its properties
    (17.3.1.26); `opening` ends its start tag, `closing` begins its end tag. `parent` is the byte at which
    the element around it begins, and `around` that element's name. `before` and `after` are the names of
    what stands beside it there, empty at an end; `previous` is the number of the paragraph before it, if
    that is next to it.
    """

    start: int
    end: int = 0
    first: int = 0
    last: int = 0
    opening: int = 0
    closing: int = 0
    properties: tuple[int, int] = (0, 0)
    parent: int = 0
    around: str = ""
    before: str = ""
    after: str = ""
    previous: int = -1
    held: list[int] = field(default_factory=list)


class Piece(Struct, gc=False):
    """What can be moved whole: a field, a link, a content control, a tracked change, a symbol …

    Bytes `start` to `end`, characters `first` to `last`, which may be none. `name` is that of its
    element, or says that it is a complex field; one `is_broken` that ends in another `paragraph`.
    """

    name: str
    start: int
    end: int
    first: int
    last: int
    paragraph: int
    is_broken: bool = False


class NoteMark(Struct, frozen=True, gc=False):
    """The mark of a real note (17.11.14): bytes `start` to `end` of its tag; `first` is its place.

    `id` names the note among those of its kind. `custom` says that it shows a mark of its own.
    """

    kind: NoteKind
    id: str
    start: int
    end: int
    first: int
    custom: bool


class Shown(Struct, frozen=True):
    """A number that a NOTEREF field (17.16.5.40) shows: that of the mark in the bookmark `name`."""

    name: str
    start: int
    end: int
    text: str


class Manuscript(Struct):
    """What a story of a Word file holds. `apart` are texts that are not in the text: place and words.

    `bookmarks` are the ids of bookmarks by their names, `marked` the first real note in each, `ends`
    where in paragraphs they open and close, by their ids. `pieces` follow each other as they begin, those
    that hold others first. `highest_id` is the highest ``w:id`` of all.
    """

    data: bytes
    text: str = ""
    paragraphs: list[Container] = field(default_factory=list)
    containers: list[Container] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    marks: list[NoteMark] = field(default_factory=list)
    apart: list[tuple[str, str]] = field(default_factory=list)
    bookmarks: dict[str, int] = field(default_factory=dict)
    marked: dict[str, NoteMark] = field(default_factory=dict)
    shown: list[Shown] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    ends: dict[str, list[Piece]] = field(default_factory=dict)
    highest_id: int = 0
