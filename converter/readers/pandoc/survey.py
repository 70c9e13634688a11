"""A look at all of pandoc's document before it is read: its notes, and which of them are the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct, field, structs

from converter.document.model import NoteKey, NoteKind
from converter.document.notes import KINDS, written
from converter.programs import pandoc_json as pandoc
from converter.readers.pandoc.labels import (
    ALL_CALLS,
    BODY_SIGN,
    ENDNOTE,
    NOTE_NUMBER,
    Label,
    Labels,
    key_of,
)


class Found(Struct, frozen=True):
    """A note of pandoc's: the key that it gets, and what its source called it."""

    key: NoteKey
    label: Label


class Survey(Struct):
    """What `survey` finds.

    `notes` are those that the text calls, by the Python `id` of pandoc's element; a note that is cited
    again has the same `Found`. `anchors` leads from the identifiers in a note's words to its key, `keys`
    are all keys. `bodies` holds the words of notes that stand behind the text, `uncalled` those of notes
    that have labels and that no mark calls.
    """

    notes: dict[int, Found] = field(default_factory=dict)
    anchors: dict[str, NoteKey] = field(default_factory=dict)
    keys: set[NoteKey] = field(default_factory=set)
    bodies: dict[NoteKey, tuple[pandoc.Block, ...]] = field(default_factory=dict)
    uncalled: dict[int, tuple[pandoc.Block, ...]] = field(default_factory=dict)


def survey(content: tuple[Any, ...], labels: Labels) -> Survey:
    """The notes in pandoc's elements, which may be those of metadata and text in one row."""
    found = Survey()
    owned: dict[int, tuple[NoteKey, Label]] = {}
    calls_of_all: list[pandoc.Note] = []
    for element in walk(content):
        match element:
            case pandoc.Span(c=(attr, (pandoc.Note() as note,))) if kind := note_kind(attr):
                owned[id(note)] = NoteKey(attr.id), label_in(attr, kind)
            case pandoc.Note():
                _add(found, element, labels, owned.get(id(element)))
            case pandoc.Para() if calls_all(element):
                calls_of_all += [one for one in element.c if isinstance(one, pandoc.Note)]
    for note in calls_of_all:
        number = _number(note.c)
        if number is not None and key_of(labels, number) not in found.keys:
            found.uncalled[number] = note.c
    return found


def without_bodies(
    blocks: tuple[pandoc.Block, ...], labels: Labels
) -> tuple[tuple[pandoc.Block, ...], dict[NoteKey, tuple[pandoc.Block, ...]]]:
    """The blocks of the text, and the words of notes that stand behind it, by their keys."""
    text: list[pandoc.Block] = []
    bodies: dict[NoteKey, list[pandoc.Block]] = {}
    into = text
    for block in blocks:
        match block:
            case pandoc.Para((pandoc.Str(sign),)) if begins := BODY_SIGN.match(sign):
                into = bodies.setdefault(key_of(labels, int(begins[1])), [])
            case _:
                into.append(block)
    return tuple(text), {key: tuple(body) for key, body in bodies.items()}


def with_thanks(survey: Survey, titles: tuple[Any, ...]) -> None:
    """Give the notes of title and authors the marks of LaTeX's ``\\thanks``: ``*``, ``†``, ``‡`` …"""
    marks: dict[NoteKey, str] = {}
    for element in walk(titles):
        if isinstance(element, pandoc.Note):
            key, label = survey.notes[id(element)].key, survey.notes[id(element)].label
            mark = marks.setdefault(key, written(len(marks) + 1, "symbols"))
            survey.notes[id(element)] = Found(key, structs.replace(label, mark=mark))


def _add(
    found: Survey, note: pandoc.Note, labels: Labels, owned: tuple[NoteKey, Label] | None
) -> None:
    number = _number(note.c)
    if owned is not None and owned[0] and owned[0] not in found.keys:
        key, label = owned
    elif number is not None and number < len(labels):
        key, label = key_of(labels, number), labels[number]
    else:
        kind: NoteKind = "endnote" if _is_endnote(note.c) else "footnote"
        count = len(labels) + len(found.notes) + 1
        label = Label(str(len(found.notes) + 1), kind)
        key = NoteKey(f"{kind}-{count}")
    found.keys.add(key)
    found.notes[id(note)] = Found(key, label)
    for element in walk(note.c):
        if isinstance(element, pandoc.Span | pandoc.Div) and element.c[0].id:
            found.anchors[element.c[0].id] = key


def note_kind(attr: pandoc.Attr) -> NoteKind | None:
    """The kind of the note that stands in a span of ours."""
    return next((kind for kind in KINDS if attr.classes == (kind,) and attr.id), None)


def label_in(attr: pandoc.Attr, kind: NoteKind) -> Label:
    """What the attributes of a note's span say of it."""
    return Label(attr.value("note-id") or "", kind, attr.value("mark"))


def calls_all(block: pandoc.Para) -> bool:
    """Whether this is the paragraph that was put behind the text."""
    first = block.c[0] if block.c else None
    return isinstance(first, pandoc.Str) and first.c.startswith(ALL_CALLS)


def _number(blocks: tuple[pandoc.Block, ...]) -> int | None:
    """The number in the sign among the words of a note."""
    signs = (sign for text in _strings(blocks) if (sign := NOTE_NUMBER.search(text)))
    return next((int(sign[1]) for sign in signs), None)


def _is_endnote(blocks: tuple[pandoc.Block, ...]) -> bool:
    return any(ENDNOTE in text for text in _strings(blocks))


def _strings(blocks: tuple[pandoc.Block, ...]) -> Iterator[str]:
    """The words in these blocks, notes in them left out."""
    for element in walk(blocks):
        match element:
            case pandoc.Str(text):
                yield text
            case (
                pandoc.Code(c=(_, text))
                | pandoc.CodeBlock(c=(_, text))
                | pandoc.Math(c=(_, text))
                | pandoc.RawInline(c=(_, text))
                | pandoc.RawBlock(c=(_, text))
            ):
                yield text


def walk(content: tuple[Any, ...]) -> Iterator[Any]:
    """These elements and all below them, as they stand. What is in a note, or in the paragraph that
    calls all notes, is not entered. Not recursive: depth costs nothing.
    """
    stack: list[Any] = [content]
    while stack:
        value = stack.pop()
        if isinstance(value, tuple):
            stack += reversed(value)
        elif isinstance(value, dict):
            stack += reversed(value.values())
        elif isinstance(value, Struct):
            yield value
            closed = isinstance(value, pandoc.Note) or (
                isinstance(value, pandoc.Para) and calls_all(value)
            )
            if not closed:
                stack += [getattr(value, name) for name in reversed(value.__struct_fields__)]
