"""What a page gives: a text, or a file that it watches, and how it is to be read."""

from __future__ import annotations

from typing import Any, NamedTuple

from msgspec import Struct, structs

from converter.conversion import read
from converter.document.diagnostics import ConversionError
from converter.document.model import Block, Document, Note, NoteRef, Paragraph
from converter.formats import Parsed
from converter.web.engine import Answer, Fault

HELD: dict[str, Held] = {}
"""Files that were opened, by their ids."""

MOST_HELD = 20


class Held:
    """A file that was opened: its bytes, and the document in it once somebody asks."""

    def __init__(self, format: str, data: bytes) -> None:
        self.format = format
        self.data = data
        self._parsed: Parsed | None = None

    @property
    def parsed(self) -> Parsed:
        if self._parsed is None:
            self._parsed = read(self.data, self.format)
        return self._parsed

    @property
    def document(self) -> Document:
        return self.parsed.document


class Given(Struct, frozen=True):
    """How a text is to be read.

    `format` is ``marker`` for what stands in the page's editor; `source` the id of the file that
    this text was made from; `notes` one kind for all notes, or None. With `typography`, italics
    and small caps are given back to notes, and what is in `accept` (see `accepted`) too.
    """

    format: str = "marker"
    source: str | None = None
    notes: str | None = None
    typography: bool = False
    accept: tuple[str, ...] = ()


def given(args: dict[str, Any]) -> Given:
    """What the arguments of a request say of this; others are left alone."""
    known = {name: args[name] for name in Given.__struct_fields__ if name in args}
    return structs.replace(Given(), **known)


def hold(body: bytes, *, id: str, format: str) -> Answer:
    """Keep a file for requests that name it."""
    HELD[id] = Held(format, body)
    while len(HELD) > MOST_HELD:
        del HELD[next(iter(HELD))]
    return {}, b""


def held(id: str) -> Held:
    """A file that was opened."""
    if id not in HELD:
        raise Fault(410, "The file was closed here.", "Open it again.")
    return HELD[id]


def read_given(body: bytes, how: Given) -> Parsed:
    """The document of a text as it is to be read, and what was noticed."""
    asked: dict[str, Any] = {"notes": how.notes} if how.notes else {}
    if how.source and held(how.source).format == "docx":
        asked["structure"] = "none"  # the file has its own
    if how.format == "marker":
        return read(as_text(body), "marker", **asked)
    return read(body, how.format, **asked).with_source()


def as_text(body: bytes) -> str:
    """The text of a request. Raises `Fault` for bytes that are none."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Fault(400, f"Byte {error.start} of the text is not UTF-8.") from error


class Looks(NamedTuple):
    """A document with its looks, and the plain blocks and notes by the identity of those made of them."""

    document: Document
    plain: dict[int, Block | Note]


def with_looks(document: Document, how: Given) -> Looks:
    """The document with the looks of the file that it came from, and the typography asked for."""
    known: dict[int, Block | Note] = {id(one): one for one in (*document.blocks, *document.notes)}
    if how.source:
        from converter.web.engine.given.dressing import dressed

        file = held(how.source)
        document, known = dressed(document, file.document, typed=file.format != "docx")
    if how.typography and document.notes:
        done = _typeset(document, how)
        for note, old in zip(done.notes, document.notes, strict=True):
            if (plain := known.get(id(old))) is not None:
                known[id(note)] = plain
        document = done
    return Looks(document, known)


def typeset_note(note: Note, document: Document, how: Given) -> Note:
    """A note of a document with the typography asked for; of the others only the numbers are known."""
    marks = tuple(NoteRef(one.key) for one in document.notes)
    notes = tuple(structs.replace(one, blocks=()) for one in document.notes if one.key != note.key)
    alone = structs.replace(document, blocks=(Paragraph(marks),), notes=(note, *notes))
    return _typeset(alone, how).notes[0]


def _typeset(document: Document, how: Given) -> Document:
    from converter.readers.restoring.typography.profile import profile
    from converter.readers.restoring.typography.typesetter import accepted, typeset

    house = profile("bluebook")
    try:
        chosen = accepted(how.accept, house)
    except ConversionError as error:
        raise Fault(400, str(error)) from error
    return typeset(document, house, accepted=chosen).document
