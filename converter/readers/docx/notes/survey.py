"""What is to be known of the text of a Word file before it is read, found out in one pass over it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from msgspec import Struct
from msgspec.structs import replace

from converter.document.model import LARGEST_START, NoteKind, Numbering
from converter.document.notes import KINDS
from converter.readers.docx.file import WordFile, child, integer, sections_in, value
from converter.readers.docx.inlines import MARKS, key_of
from converter.readers.docx.inlines.fields import Noted, unended
from converter.readers.docx.lists import FORMATS
from converter.word.tree import Element
from converter.word.xml import qn


class Survey(Struct, frozen=True):
    """What `survey` finds.

    `noted` are the notes whose marks stand in bookmarks, by the names of these (17.16.5.40). `unended`
    are the field characters (``fldChar``) that begin fields without an end, by their numbers from 0 on.
    `sections` are the properties of the sections (``sectPr``), in their order.
    """

    noted: dict[str, Noted]
    unended: frozenset[int]
    sections: list[Element]


def survey(file: WordFile) -> Survey:
    """See where bookmarks, fields and sections begin and end."""
    bookmarks = _Bookmarks()
    fields: list[str | None] = []
    sections: list[Element] = []
    field = qn("fldChar")
    for piece in file.text():
        sections += sections_in(piece)
        for element in piece.iter():
            tag = element.tag
            if tag in BOOKMARKED:
                bookmarks.pass_over(element)
            elif tag == field:
                fields.append(value(element, "fldCharType"))
    return Survey(bookmarks.noted(), unended(fields), sections)


NOTE_MARKS = {qn(name): kind for name, kind in MARKS.items()}
START, END, WORDS = qn("bookmarkStart"), qn("bookmarkEnd"), qn("t")
BOOKMARKED = {START, END, WORDS, *NOTE_MARKS}


class _Bookmarks:
    """The bookmarks that are open, as far as no mark, or no words, have come in them."""

    def __init__(self) -> None:
        self.found: dict[str, Noted] = {}
        self.without_mark: dict[str, str] = {}  # their names by their ids
        self.without_words: dict[str, str] = {}
        self.with_words: set[str] = set()

    def pass_over(self, element: Element) -> None:
        """Take note of an element of one of the tags `BOOKMARKED`."""
        id = value(element, "id") or ""
        if element.tag == WORDS:
            self.with_words.update(self.without_words.values())
            self.without_words.clear()
        elif element.tag == START:
            self.without_mark[id] = self.without_words[id] = value(element, "name") or ""
        elif element.tag == END:
            self.without_mark.pop(id, None)
            self.without_words.pop(id, None)
        else:
            for name in self.without_mark.values():
                self.found.setdefault(name, Noted(key_of(NOTE_MARKS[element.tag], id)))
            self.without_mark.clear()

    def noted(self) -> dict[str, Noted]:
        """The notes whose marks stand in bookmarks, by their names."""
        return {
            name: replace(one, alone=name not in self.with_words)
            for name, one in self.found.items()
        }


class Sections(Struct, frozen=True):
    """How each kind of notes is numbered, and the numbers of sections behind which one begins anew.

    `differ` says that other sections have numbers of another format, which are written as the first.
    `unknown` are formats that cannot be written.
    """

    footnotes: Numbering
    endnotes: Numbering
    breaks: frozenset[int]
    differ: bool
    unknown: set[str]


def numbered(sections: list[Element], settings: Element) -> Sections:
    """How notes are numbered: as their section says, else the settings (17.11.11)."""
    of_all: list[Element | None] = [*sections] or [None]
    found: list[Numbering] = []
    breaks: set[int] = set()
    differ = False
    told = {value(one) for section in of_all for one in _formats(section, settings)}
    for kind in KINDS:
        ways = [_numbering(kind, one, settings) for one in of_all]
        anew = [way.restart == "section" for way in ways]
        ends = [number for number, begins in enumerate(anew[1:]) if begins]
        breaks.update(ends)
        restart = "section" if ends else ways[0].restart if not anew[0] else "never"
        found.append(replace(ways[0], restart=restart))
        differ = differ or any(way.format != ways[0].format for way in ways)
    unknown = {format for format in told if format is not None and format not in FORMATS}
    return Sections(found[0], found[1], frozenset(breaks), differ, unknown)


def _formats(*places: Element | None) -> Iterator[Element]:
    for kind, place in product(KINDS, places):
        if (format := child(place, f"{kind}Pr", "numFmt")) is not None:
            yield format


def _numbering(kind: NoteKind, section: Element | None, settings: Element) -> Numbering:
    """How a section numbers its notes. Endnotes are roman if nothing is said (17.11.17)."""
    name = f"{kind}Pr"
    places = (child(section, name), child(settings, name))

    def said(property: str) -> str | None:
        found = (value(child(place, property)) for place in places)
        return next((one for one in found if one is not None), None)

    unsaid = "decimal" if kind == "footnote" else "lowerRoman"
    return Numbering(
        FORMATS.get(said("numFmt") or unsaid, "decimal"),
        min(max(integer(said("numStart"), 1), 1), LARGEST_START),
        {"eachSect": "section", "eachPage": "page"}.get(said("numRestart") or "", "never"),  # type: ignore[arg-type]
    )
