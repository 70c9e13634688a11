"""The notes of a Word file: their words, their marks, and how Word numbers them (17.11)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec.structs import replace

from converter.document.model import (
    LARGEST_START,
    Block,
    CrossRef,
    Heading,
    Inline,
    Node,
    Note,
    NoteKey,
    NoteKind,
    NoteNumber,
    Numbering,
    Paragraph,
    Text,
)
from converter.document.notes import KINDS
from converter.document.tree import CHILDREN, part, rebuilt
from converter.readers.docx.blocks import BlockReader
from converter.readers.docx.file import WordFile, child, integer, name_of, value
from converter.readers.docx.gather import gathered
from converter.readers.docx.inlines import MARKS, key_of
from converter.readers.docx.inlines.fields import Noted
from converter.readers.docx.inlines.reading import Reading
from converter.readers.docx.lists import FORMATS
from converter.word.xml import Element, qn

BLANKS = " \t\u00a0\u2002\u2003\u2009\u202f"
"""What stands between the number of a note and its words."""


def definitions(file: WordFile) -> dict[NoteKey, tuple[NoteKind, str, Element]]:
    """The notes that a file has, by their keys; not the lines that set notes apart (17.18.33)."""
    found: dict[NoteKey, tuple[NoteKind, str, Element]] = {}
    for kind in KINDS:
        for element in file.root(file.names.of_notes(kind)).iterchildren(qn(kind)):
            id = value(element, "id") or ""
            if value(element, "type") in (None, "normal"):
                found.setdefault(key_of(kind, id), (kind, id, element))
    return found


def noted(file: WordFile) -> dict[str, Noted]:
    """The notes whose marks stand in bookmarks, by the names of these (17.16.5.40)."""
    found: dict[str, Noted] = {}
    without_mark: dict[str, str] = {}  # names of open bookmarks by their ids
    without_words: dict[str, str] = {}
    with_words: set[str] = set()
    tags = [qn(name) for name in ("bookmarkStart", "bookmarkEnd", "t", *MARKS)]
    kinds = dict(zip(tags[3:], MARKS.values(), strict=True))
    for element in file.root(file.names.main).iter(*tags):
        id = value(element, "id") or ""
        if element.tag == tags[0]:
            without_mark[id] = without_words[id] = value(element, "name") or ""
        elif element.tag == tags[1]:
            without_mark.pop(id, None)
            without_words.pop(id, None)
        elif element.tag == tags[2]:
            with_words.update(without_words.values())
            without_words.clear()
        else:
            for name in without_mark.values():
                found.setdefault(name, Noted(key_of(kinds[element.tag], id)))
            without_mark.clear()
    return {name: one._replace(alone=name not in with_words) for name, one in found.items()}


def read_notes(
    reading: Reading, there: dict[NoteKey, tuple[NoteKind, str, Element]]
) -> Iterator[Note]:
    """The notes in the order of their marks, then those that no mark calls.

    A note whose mark was deleted is gone with it.
    """
    names = reading.file.names
    readers = {kind: BlockReader(reading, names.of_notes(kind), in_note=True) for kind in KINDS}
    uncalled = [key for key in there if key not in reading.called and key not in reading.deleted]
    for key in (*reading.called, *uncalled):
        kind, id, element = there[key]
        reading.source.key = key
        mark = reading.marks.get(key)
        start = reading.source.length
        blocks = without_number(gathered(readers[kind].story(element)), mark)
        if key in uncalled and not blocks:
            continue
        yield Note(
            key, kind, id, blocks, mark=mark, span=replace(reading.source.here(), start=start)
        )


def without_numbers_of(gone: set[NoteKey], nodes: tuple[Node, ...], source: str) -> Iterator[Node]:
    """Nodes in which the numbers of notes that are gone are the words that were shown in `source`."""
    for node in nodes:
        if isinstance(node, NoteNumber) and node.note in gone:
            words = source[node.span.start : node.span.end] if node.span else ""
            if words:
                yield Text(words, span=node.span)
        elif isinstance(node, CrossRef) and gone.intersection(node.targets):
            yield from without_numbers_of(gone, node.content, source)
        else:
            yield rebuilt(node, lambda children: without_numbers_of(gone, children, source))


def without_number(blocks: tuple[Block, ...], mark: str | None) -> tuple[Block, ...]:
    """A note without the blanks, and the mark of its own, that stand before its words."""
    if not blocks or not isinstance(blocks[0], Paragraph | Heading):
        return blocks
    content = _without_start(blocks[0].content, BLANKS)
    if mark is not None and _starts_with(content, mark):
        content = _without_start(_cut(content, len(mark)), BLANKS)
    rest = blocks[1:]
    return (replace(blocks[0], content=content), *rest) if content else rest


def _starts_with(content: tuple[Inline, ...], words: str) -> bool:
    first = _first_text(content)
    return first is not None and first.text.startswith(words)


def _first_text(content: Iterable[Inline]) -> Text | None:
    for node in content:
        if isinstance(node, Text):
            return node
        fields = CHILDREN[type(node)]
        return _first_text(getattr(node, fields[0])) if fields else None
    return None


def _without_start(content: tuple[Inline, ...], blanks: str) -> tuple[Inline, ...]:
    """Inlines without the blanks at their start."""
    while (first := _first_text(content)) is not None:
        length = len(first.text) - len(first.text.lstrip(blanks))
        if not length:
            break
        content = _cut(content, length)
    return content


def _cut(content: tuple[Inline, ...], length: int) -> tuple[Inline, ...]:
    """Inlines without the first characters of their first text; empty nodes go with them."""
    first = content[0]
    if isinstance(first, Text):
        rest = part(first, length, len(first.text))
        return (rest, *content[1:]) if rest.text else content[1:]
    name = CHILDREN[type(first)][0]
    inner = _cut(getattr(first, name), length)
    changed = {name: inner}
    return (replace(first, **changed), *content[1:]) if inner else content[1:]


# Numbers


class Sections(NamedTuple):
    """How each kind of notes is numbered, and the sections (``sectPr``) behind which one begins anew.

    `differ` says that other sections have numbers of another format, which are written as the first.
    """

    footnotes: Numbering
    endnotes: Numbering
    breaks: list[Element]
    differ: bool


def sections(file: WordFile) -> Sections:
    """How notes are numbered: as their section says, else the settings (17.11.11)."""
    main = file.root(file.names.main)
    all_of_them = [one for one in main.iter(qn("sectPr")) if name_of(one.getparent().tag) in ENDS]
    settings = file.root(file.names.settings)
    found: list[Numbering] = []
    breaks: dict[Element, None] = {}
    differ = False
    for kind in KINDS:
        ways = [_numbering(kind, one, settings) for one in all_of_them or [None]]
        anew = [way.restart == "section" for way in ways]
        ends = [end for end, begins in zip(all_of_them, anew[1:], strict=False) if begins]
        breaks.update(dict.fromkeys(ends))
        restart = "section" if ends else ways[0].restart if not anew[0] else "never"
        found.append(replace(ways[0], restart=restart))
        differ = differ or any(way.format != ways[0].format for way in ways)
    return Sections(found[0], found[1], [*breaks], differ)


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


ENDS = frozenset({"pPr", "body"})
"""What holds the properties of a section; a tracked change holds those that it had before."""
