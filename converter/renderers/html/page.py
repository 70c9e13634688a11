"""What is known, and gathered, while a web page is written."""

from __future__ import annotations

from sys import maxsize

from msgspec import Struct

from converter.document.diagnostics import Diagnostic
from converter.document.model import HeadingKey, Node, Note, NoteKey
from converter.document.notes import NoteIndex
from converter.document.words import plain
from converter.renderers.direction import Directed, turns
from converter.renderers.generated import Generated, generated
from converter.renderers.html.paper import Foot
from converter.renderers.html.text import escape_attribute, slug
from converter.renderers.languages import language_of


class NoteNames(Struct, frozen=True):
    """How the page speaks of a note: the tail of its ids, its name aloud, its number; all escaped."""

    slug: str
    spoken: str
    label: str


class HeadingLine(Struct, frozen=True):
    """A heading as a table of contents lists it: `words` are HTML without marks and links."""

    level: int
    id: str
    words: str


class Page(Struct):
    """What is known, and gathered, while a page is written.

    `names` are those of the notes that are printed, `own` the words that the page adds, `prefix` begins
    every id. With `beside` a note stands at its first mark instead of in a list; `waiting` are those
    that cannot stand there, and follow the block. `foot` is there if footnotes can be printed at the
    foot of pages. `marks` counts the marks of each note so far. `places` are the ids of the headings
    that something points at. `pictured` says that a picture is part of the page. A `leftward` page
    runs from right to left; what is written runs so if `now_leftward`.
    """

    index: NoteIndex
    names: dict[NoteKey, NoteNames]
    own: Generated
    prefix: str = ""
    beside: bool = False
    marks: dict[NoteKey, int] = {}
    waiting: list[Note] = []
    foot: Foot | None = None
    headings: list[HeadingLine] = []
    sections: int = 0
    heading_ids: dict[str, int] = {}
    places: dict[HeadingKey, str] = {}
    diagnostics: list[Diagnostic] = []
    in_link: bool = False
    in_note: NoteKey | None = None
    in_block: bool = False
    pictured: bool = False
    leftward: bool = False
    now_leftward: bool = False


def new_page(index: NoteIndex, prefix: str, beside: bool, lang: str) -> Page:
    """A page of which nothing is written, in the language of a tag."""
    own = generated(lang)
    leftward = language_of(lang).is_right_to_left
    return Page(
        index,
        _names(index, own),
        own,
        prefix,
        beside,
        leftward=leftward,
        now_leftward=leftward,
    )


def _names(index: NoteIndex, own: Generated) -> dict[NoteKey, NoteNames]:
    kinds = {"footnote": own.note, "endnote": own.endnote}
    labels = {
        key: label if label.isalnum() else escape_attribute(label)
        for key, label in index.labels.items()
    }
    return {
        note.key: NoteNames(
            slug(note.key), kinds[note.kind].replace("{}", labels[note.key]), labels[note.key]
        )
        for notes in index.called.values()
        for note in notes
    }


def turn(node: Directed, page: Page) -> str:
    """The attribute of an element that runs another way than what stands around it; empty for others.

    What is written next runs that way, until `turn_back`.
    """
    if not turns(node, page.now_leftward, in_such_a_document=page.leftward):
        return ""
    page.now_leftward = not page.now_leftward
    return ' dir="rtl"' if page.now_leftward else ' dir="ltr"'


def turn_back(way: str, page: Page) -> None:
    """After what `turn` gave an attribute, if it gave one."""
    if way:
        page.now_leftward = not page.now_leftward


def words(nodes: tuple[Node, ...], page: Page, *, most: int = maxsize) -> str:
    """The words of these nodes on one line; of long ones the beginning, `most` characters or more."""
    return " ".join(plain(nodes, page.index, most=most).split())
