"""Edits of a story's words as bytes: runs are cut where their words change, and all others stay."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from msgspec import Struct, field

from converter.editing.filling.splice import Splice
from converter.editing.rewriting.view import LINE
from converter.renderers.docx.text import escape
from converter.word.manuscript import Item, Manuscript, Piece, Run
from converter.word.xml import quoted

Put = Callable[[bytes], bytes]
"""Makes runs in the look of the words before them, whose properties it is given."""

PIECES = {
    LINE: "<w:br/>",
    "\t": "<w:tab/>",
    "\u2011": "<w:noBreakHyphen/>",
    "\u00ad": "<w:softHyphen/>",
}
"""Characters that are elements of a run (17.3.3)."""


class Track(Struct):
    """Who changes words as tracked changes (17.13.5), and the next ``w:id`` of such a change."""

    author: str
    next_id: int

    def inserted(self, runs: bytes) -> bytes:
        """Runs as a tracked insertion."""
        return self._change("ins", runs)

    def deleted(self, run: bytes) -> bytes:
        """A run as a tracked deletion, whose text has an element of its own (17.3.3.7)."""
        run = run.replace(b"<w:t ", b"<w:delText ").replace(b"<w:t>", b"<w:delText>")
        return self._change("del", run.replace(b"</w:t>", b"</w:delText>"))

    def _change(self, name: str, content: bytes) -> bytes:
        if not content:
            return b""
        tag = f"<w:{name} w:id={quoted(str(self.next_id))} w:author={quoted(self.author)}>"
        self.next_id += 1
        return tag.encode() + content + f"</w:{name}>".encode()


class Changes(Struct):
    """What is to change in a story.

    `gone` are stretches of characters that go, in order; `put` is what is put in at characters; `besides`
    are changes of bytes: of paragraphs, and of what stands around runs. With a `track`, words go and come
    as tracked changes.
    """

    gone: list[tuple[int, int]] = field(default_factory=list)
    put: dict[int, Put] = field(default_factory=dict)
    besides: list[Splice] = field(default_factory=list)
    track: Track | None = None


def splices(manuscript: Manuscript, changes: Changes) -> list[Splice]:
    """The changes of the bytes of a story, in order."""
    found = list(changes.besides)
    if changes.track is None:
        found += _emptied(manuscript, changes)
    inside: dict[int, dict[int, Put]] = {}
    for at, put in changes.put.items():
        found += _beside(manuscript, at, put, inside)
    ends = [end for _, end in changes.gone]
    for number, run in enumerate(manuscript.runs):
        last = _last(run)
        first_gone = bisect_right(ends, run.first)
        touched = first_gone < len(ends) and changes.gone[first_gone][0] < last
        if touched or number in inside:
            content = _cut(manuscript.data, run, changes, inside.get(number, {}))
            found.append(Splice(run.start, run.end, content))
    return sorted(found, key=placed)


def placed(splice: Splice) -> tuple[int, bool, int]:
    """The order of splices: what is put in comes before what goes there, wholes before parts."""
    return splice.start, splice.end != splice.start, -splice.end


def _last(run: Run) -> int:
    """The character behind a run."""
    return run.items[-1].first + len(run.items[-1].text) if run.items else run.first


def _emptied(manuscript: Manuscript, changes: Changes) -> Iterator[Splice]:
    """Fields, links and the like of which no word is left go as a whole."""
    ends = [end for _, end in changes.gone]
    for piece in manuscript.pieces:
        at = bisect_left(ends, piece.last)
        all_gone = at < len(ends) and changes.gone[at][0] <= piece.first < piece.last
        if all_gone and not piece.is_broken:
            yield Splice(piece.start, piece.end, b"")


def _beside(
    manuscript: Manuscript, at: int, put: Put, inside: dict[int, dict[int, Put]]
) -> Iterator[Splice]:
    """What is put in between runs. Inside of a run it is noted in `inside`, by the run's number."""
    number = bisect_left(manuscript.runs, at, key=lambda one: one.first) - 1
    run = manuscript.runs[number] if number >= 0 else None
    if run is not None and at < _last(run):
        inside.setdefault(number, {})[at] = put
        return
    paragraph = manuscript.paragraphs[paragraph_at(manuscript, at)]
    before = run is not None and run.start >= paragraph.start
    place = _outside(manuscript, run.end, at) if run and before else paragraph.properties[1]
    content = put(look(manuscript, at))
    if paragraph.closing == paragraph.end and not before:
        tag = manuscript.data[paragraph.start : paragraph.end].removesuffix(b"/>").rstrip()
        yield Splice(paragraph.start, paragraph.end, tag + b">" + content + b"</w:p>")
    else:
        yield Splice(place, place, content)


def _outside(manuscript: Manuscript, place: int, at: int) -> int:
    """The byte behind all fields, links and the like that end with the character before `at`."""
    around = (
        one.end
        for one in manuscript.pieces[: bisect_right(manuscript.pieces, place, key=_start)]
        if one.first < one.last == at and one.end >= place
    )
    return max(around, default=place)


def _start(piece: Piece) -> int:
    return piece.start


def paragraph_at(manuscript: Manuscript, at: int) -> int:
    """The number of the paragraph that holds a character, or that ends there."""
    last = bisect_right(manuscript.paragraphs, at, key=lambda one: one.first) - 1
    return max(last, 0)


def look(manuscript: Manuscript, at: int) -> bytes:
    """The properties of the words before a character, in its paragraph; else of those behind it."""
    own = paragraph_at(manuscript, at)
    number = bisect_left(manuscript.runs, at, key=lambda one: one.first) - 1
    before = range(number, -1, -1)
    after = range(number + 1, len(manuscript.runs))
    for numbers in (before, after):
        for one in numbers:
            run = manuscript.runs[one]
            if run.paragraph != own:
                break
            if any(item.name == "t" and item.text for item in run.items):
                return _properties(manuscript.data, run)
    return b""


def _properties(data: bytes, run: Run) -> bytes:
    """The properties of a run, without what was tracked of them (17.13.5.31)."""
    start, end = run.properties
    change = next((one for one in run.look if one.name == "rPrChange"), None)
    if change is None:
        return data[start:end]
    return data[start : change.start] + data[change.end : end]


def _cut(data: bytes, run: Run, changes: Changes, put: dict[int, Put]) -> bytes:
    """A run without the characters that are gone, in as many runs as there is something put between."""
    opening = data[run.start : run.opening] + data[slice(*run.properties)]
    out: list[bytes] = []
    inside: list[bytes] = []

    def close() -> None:
        if inside:
            out.append(opening + b"".join(inside) + b"</w:r>")
            inside.clear()

    for item in run.items:
        if not item.text or item.name == "fldChar":
            inside.append(data[item.start : item.end])
            continue
        for at, piece, is_gone in _pieces(data, item, changes.gone, put):
            if at in put:
                close()
                out.append(put[at](_properties(data, run)))
            if not is_gone:
                inside.append(piece)
            elif changes.track is not None:
                close()
                properties = _properties(data, run)
                out.append(changes.track.deleted(b"<w:r>" + properties + piece + b"</w:r>"))
    close()
    return b"".join(out)


def _pieces(
    data: bytes, item: Item, gone: list[tuple[int, int]], put: Iterable[int]
) -> Iterator[tuple[int, bytes, bool]]:
    """A child of a run in pieces, with the characters at which they begin, and whether they are gone."""
    start, end = item.first, item.first + len(item.text)
    near = gone[bisect_right(gone, start, key=lambda one: one[1]) :]
    near = near[: bisect_left(near, end, key=lambda one: one[0])]
    cuts = {start, *(at for at in put if start < at < end)}
    cuts |= {at for pair in near for at in pair if start < at < end}
    if cuts == {start} and not near:
        yield start, data[item.start : item.end], False
        return
    places = sorted(cuts)
    for first, last in zip(places, [*places[1:], end], strict=True):
        is_gone = any(one <= first and last <= other for one, other in near)
        whole = (first, last) == (start, end) and item.name != "t"
        yield first, data[item.start : item.end] if whole else _text(item, first, last), is_gone


def _text(item: Item, first: int, last: int) -> bytes:
    return text(item.text[first - item.first : last - item.first]).encode()


def text(words: str) -> str:
    """Words as children of a run."""
    return "".join(
        PIECES[sign] * len(list(same)) if sign else _plain("".join(same))
        for sign, same in groupby(words, lambda one: one if one in PIECES else "")
    )


def _plain(words: str) -> str:
    return f'<w:t xml:space="preserve">{escape(words)}</w:t>'
