"""Where marks and definitions stand, and where no note can be put."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from msgspec import structs

from converter.document.diagnostics import Diagnostic, diagnose
from converter.document.model import Landmark, Note, NoteKey, Span
from converter.editing.filling.pieces.choice import pieces_of, with_places
from converter.editing.filling.typed import TypedMark, ids_of_marks
from converter.word.manuscript import OBJECT, Manuscript, Piece, Run
from converter.word.manuscript.fields import FIELD
from converter.word.manuscript.scan import scan
from converter.word.package import Parts
from converter.word.parts import relationships

FIELDS = (FIELD, "fldSimple")
ADDRESSES = ("http://", "https://", "www.")


class Places:
    """Answers where a stretch of the text stands."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.manuscript = manuscript
        self.runs = [run.first for run in manuscript.runs]
        self.paragraphs = [paragraph.first for paragraph in manuscript.paragraphs]
        pieces = manuscript.pieces
        self.fields = Stretches((one for one in pieces if one.name in FIELDS), "a field")
        links = (one for one in pieces if one.name == "hyperlink")
        self.links = Stretches((one for one in links if not self._shows_address(one)), "a link")

    def _shows_address(self, link: Piece) -> bool:
        """Whether the words of a link are its address, which is found again in them."""
        beginning = self.manuscript.text[link.first : link.first + 8].lower()
        return beginning.startswith(ADDRESSES)

    def run(self, place: int) -> Run:
        """The run that holds a character."""
        return self.manuscript.runs[bisect_right(self.runs, place) - 1]

    def obstacle(self, span: Span, moving: list[Piece]) -> str:
        """Why a definition cannot be taken out of the text; nothing if it can. `moving` goes with it."""
        divided = self.fields.divided(span, moving) or self.links.divided(span, moving)
        if divided:
            return divided
        if OBJECT in _without(self.manuscript.text, span, moving):
            return "the same place as a picture, a formula or a real note"
        first = bisect_right(self.paragraphs, span.start) - 1
        around = self.manuscript.paragraphs[first : bisect_left(self.paragraphs, span.end)]
        return "more than one table cell" if len({one.parent for one in around}) > 1 else ""


class Stretches:
    """Answers which pieces are divided if a stretch of text is taken out. `name` is what they are."""

    def __init__(self, pieces: Iterable[Piece], name: str) -> None:
        self.pieces = sorted(pieces, key=lambda piece: piece.first)
        self.firsts = [piece.first for piece in self.pieces]
        self.reached = list(accumulate((piece.last for piece in self.pieces), max))
        self.name = name

    def divided(self, span: Span, moving: list[Piece]) -> str:
        """What holds the stretch or reaches over its edge, but for those `moving`; or nothing."""
        before = bisect_right(self.firsts, span.start)
        reached = self.reached[before - 1] if before else span.start
        if reached > span.start:
            return self.name if reached >= span.end else f"part of {self.name}"
        for one in self.pieces[before : bisect_left(self.firsts, span.end)]:
            behind = bisect_right(moving, one.start, key=lambda piece: piece.start)
            moves = behind and one.end <= moving[behind - 1].end
            if one.first < one.last and not moves:
                return f"part of {self.name}"
        return ""


def _without(text: str, span: Span, moving: list[Piece]) -> str:
    """The characters of a stretch of text but for those of pieces."""
    kept: list[str] = []
    done = span.start
    for piece in moving:
        kept.append(text[done : piece.first])
        done = piece.last
    return "".join((*kept, text[done : span.end]))


class Filling(NamedTuple):
    """The marks that can be made real, what moves into each of their notes, and what stays, and why."""

    marks: list[TypedMark]
    moving: dict[NoteKey, list[Piece]]
    left: dict[NoteKey, Diagnostic]


def fillable(marks: list[TypedMark], manuscript: Manuscript, pieces: list[Piece]) -> Filling:
    """What can be done with the marks; of `pieces`, those in a definition move with its words."""
    places = Places(manuscript)
    left: dict[NoteKey, Diagnostic] = {}
    moving: dict[NoteKey, list[Piece]] = {}
    notes: dict[NoteKey, Note] = {}
    for mark in marks:
        note, span = mark.note, Span(mark.start, mark.end)
        if where := places.fields.divided(span, []):
            left.setdefault(note.key, diagnose("F001", span, id=note.id, where=where))
        if note.key not in notes:
            moving[note.key] = pieces_of(note, pieces)
            notes[note.key], where = _with_pieces(note, moving[note.key], places)
            if where:
                left.setdefault(note.key, diagnose("F001", note.span, id=note.id, where=where))
    kept = [one for one in marks if one.note.key not in left]
    kept = [structs.replace(one, note=notes[one.note.key]) for one in kept]
    return Filling(kept, {key: of for key, of in moving.items() if key not in left}, left)


def _with_pieces(note: Note, pieces: list[Piece], places: Places) -> tuple[Note, str]:
    """A note with places for what moves into it, and why it cannot be filled, if so."""
    if note.span is None:
        return note, ""
    if where := places.obstacle(note.span, pieces):
        return note, where
    blocks = with_places(note.blocks, pieces) if pieces else note.blocks
    if blocks is None:
        return note, "the same place as something that cannot move with it"
    return structs.replace(note, blocks=blocks), ""


STORIES = {
    "header": "a header",
    "footer": "a footer",
    "comments": "a comment",
    "footnotes": "a footnote",
    "endnotes": "an endnote",
}
"""Parts with text in which no note can be called, by the kinds of their relationships."""


def elsewhere(parts: Parts, main: str, manuscript: Manuscript) -> list[Diagnostic]:
    """A message for each mark in a box, a deletion, a head, a comment or a note, which can call none."""
    words = manuscript.apart.copy()
    kinds = {one.target: one.kind for one in relationships(parts, main) if one.kind in STORIES}
    for name in parts:
        if name in kinds:
            story = scan(parts[name])
            texts = (story.text, *(said for _, said in story.apart))
            words += ((STORIES[kinds[name]], said) for said in texts)
    return [
        diagnose("F001", None, id=id, where=where)
        for where, said in dict.fromkeys(words)  # a text box is there in two forms
        for id in ids_of_marks(said)
    ]


def landmarks(manuscript: Manuscript) -> tuple[Landmark, ...]:
    """The paragraphs of a Word file by their numbers: a person sees no lines of its text."""
    starts = sorted({one.first for one in manuscript.paragraphs})
    return tuple(Landmark(start, f"paragraph {at}") for at, start in enumerate(starts, 1))
