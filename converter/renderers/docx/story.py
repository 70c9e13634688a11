"""What is being written: the three stories of a Word file and what they share."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any, Literal

from msgspec import Struct, field

from converter.document.diagnostics import Diagnostic
from converter.document.model import HeadingKey, NoteKey, NoteKind, OrderedList
from converter.document.notes import NoteIndex
from converter.renderers.docx.text import NO_LOOK, Look
from converter.word.package import PIECES_AT_ONCE


class Book(Struct):
    """What body, footnotes and endnotes share.

    `ids` are the ``w:id`` of the called notes: 1, 2 … in the order of their marks, for each kind, as
    LibreOffice pairs marks with notes by rank. `cited` are the notes that more than their own mark
    names: each such mark stands in a bookmark, of which there are `bookmarks`. `placed` are those whose
    mark stands in the text already. `lists` are each ordered list, without its items, and its level;
    `italic_styles` the paragraph styles that slant their text, `justified` and `kept` those of our own
    looks that set lines of one length, and that keep them on one page. The names of bookmarks begin
    with `prefix`.
    `right_to_left` is the direction of the article's language, `look` what all its runs have, which is
    its letters. `page` is the part whose last section is the page. `pictures` gives each address that
    holds one the name of its part and the picture, `drawings` counts where they stand.
    `listed` are the headings in the table of contents, by `id`, and the bookmarks that it names.
    """

    index: NoteIndex
    ids: dict[NoteKey, int]
    italic_styles: frozenset[str]
    justified: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()
    cited: set[NoteKey] = field(default_factory=set)
    placed: set[NoteKey] = field(default_factory=set)
    bookmarks: int = 0
    lists: list[tuple[int, OrderedList]] = field(default_factory=list)
    prefix: str = "_Ref_"
    right_to_left: bool = False
    look: Look = NO_LOOK
    page: bytes = b""
    pictures: dict[str, tuple[str, Any]] = field(default_factory=dict)
    drawings: int = 0
    listed: dict[int, str] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)


class Setting(Struct, frozen=True):
    """Where a block stands: its paragraph style, and how deep in quotations and lists.

    `number` is the list instance whose bullet or number the next paragraph takes, 0 for none. A
    table cell fills `columns` of its table's grid, which has so many `of` them; 0 outside of tables.
    A paragraph that `goes_on` after a quotation does not stand in with its first line. One that is
    `kept` stays on the page of what follows.
    """

    style: str
    quotes: int = 0
    lists: int = 0
    number: int = 0
    align: str = ""
    columns: int = 0
    of: int = 0
    goes_on: bool = False
    kept: bool = False


class Story(Struct):
    """One part that holds text, as far as it is written: `out` is its XML, piece by piece.

    `settled` is what came before it and will not change, encoded.
    `links` gives each address its relationship in this part, whose name begins with `prefix`;
    `pictures` the same for the names of pictures' parts. `setting` is that of the paragraph.
    `opening` is what the next paragraph begins with (a note's own number), `emphasis` the look that
    sets a word off in the current one, `marked` the note of the last mark. `last` is the place in `out`
    of the last paragraph's opening; with `section_ends`, what ends the first and any later section,
    each part is a section; `sections` of them are done. `addressed` is the last paragraph with a long
    address in it, `pictured` that with a picture.
    """

    kind: Literal["body"] | NoteKind
    book: Book
    out: list[str] = field(default_factory=list)
    settled: BytesIO = field(default_factory=BytesIO)
    links: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)
    setting: Setting = Setting("")
    prefix: str = "link"
    opening: str = ""
    emphasis: Look = NO_LOOK
    marked: NoteKey | None = None
    last: int = -1
    addressed: int = -2
    pictured: int = -2
    section_ends: tuple[str, str] | None = None
    sections: int = 0


def settle(story: Story) -> None:
    """Encode what is written, if it is much, between two blocks: a list of all would cost memory.

    Where parts are sections, the last paragraph may yet have to end one.
    """
    if len(story.out) > PIECES_AT_ONCE and story.section_ends is None:
        story.settled.write(taken(story).encode())


def taken(story: Story) -> str:
    """What is written in `out`, whose place is then free for more; only between two blocks."""
    content = "".join(story.out)
    story.out.clear()
    story.last, story.addressed, story.pictured = -1, -2, -2
    return content


def finish(story: Story, tail: bytes) -> bytes:
    """The whole part, which ends with `tail`."""
    for first in range(0, len(story.out), PIECES_AT_ONCE):
        story.settled.write("".join(story.out[first : first + PIECES_AT_ONCE]).encode())
    story.settled.write(tail)
    return story.settled.getvalue()


def bookmark(book: Book, key: NoteKey) -> str:
    """The name that a note's mark is pointed at by. Word hides names that begin with an underscore."""
    return f"{book.prefix}{book.index.notes[key].kind}_{book.ids[key]}"


def heading_bookmark(book: Book, key: HeadingKey) -> str:
    """The name that a heading is pointed at by: at most 40 letters, digits, underscores (17.13.6.2)."""
    return f"{book.prefix}heading_{re.sub(r'[^A-Za-z0-9]', '_', key)}"[:40]


QUOTE_INDENT = 540  # twips, as in the style Quote of the template
LIST_INDENT = 360


def left_indent(quotes: int, lists: int) -> int:
    """Where text begins: bullets stand in by as much as a paragraph's first line."""
    return QUOTE_INDENT * quotes + LIST_INDENT * (lists + 1 if lists else 0)
