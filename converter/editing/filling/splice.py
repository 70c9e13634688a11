"""New runs in the place of characters: the runs of a manuscript, cut where its text is edited."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from msgspec import Struct, structs

from converter.renderers.docx.text import escape
from converter.word.manuscript import Container, Item, Manuscript, Piece, Run
from converter.word.xml import with_attribute


class NewRuns(Struct, frozen=True, gc=False):
    """Characters `start` up to, not including, `end` give way to runs, which may be none."""

    start: int
    end: int
    runs: str = ""


class Splice(NamedTuple):
    """Bytes `start` up to, not including, `end` give way to others."""

    start: int
    end: int
    content: bytes


def edited(
    manuscript: Manuscript,
    edits: list[NewRuns],
    replaced: dict[int, Splice],
    moved: list[Piece],
) -> bytes:
    """The manuscript's bytes with its text edited; `edits` in order, none overlapping.

    `replaced` are further changes, by the byte at which they begin: those of real notes' marks.
    `moved` is what is taken out besides, in order.
    """
    emptied: list[Run] = []
    splices = dict(replaced)
    leaving = Leaving(moved)
    starts, ends = [edit.start for edit in edits], [edit.end for edit in edits]
    ids = count(manuscript.highest_id + FIRST_OF_OURS)
    for run in manuscript.runs:
        last = _end_of(run)
        if last == run.first and not leaving.touches(run.start, run.end):
            continue
        here = edits[bisect_right(ends, run.first) : bisect_left(starts, last)]
        if not here and not leaving.touches(run.start, run.end):
            continue
        for item in run.items:
            splices.pop(item.start, None)
        content = _cut(manuscript.data, leaving.without(run), here, replaced, ids)
        splices[run.start] = Splice(run.start, run.end, content)
        if not content:
            emptied.append(run)
    around = _emptied(manuscript, emptied, edits, leaving)
    gone = [Splice(whole.start, whole.end, b"") for whole in around]
    for splice in (*leaving.between(manuscript.runs), *gone):
        known = splices.get(splice.start)
        if known is None or known.end < splice.end:
            splices[splice.start] = splice
    return spliced(manuscript.data, sorted(splices.values()))


class Leaving:
    """Answers what pieces take out of the text; they follow each other in their order."""

    def __init__(self, pieces: list[Piece]) -> None:
        self.pieces = pieces
        self.ends = [piece.end for piece in pieces]

    def touches(self, start: int, end: int) -> bool:
        """Whether one of the bytes from `start` to `end` is taken out."""
        first = bisect_right(self.ends, start)
        return first < len(self.pieces) and self.pieces[first].start < end

    def without(self, run: Run) -> Run:
        """A run without the children that are taken out."""
        if not self.touches(run.start, run.end):
            return run
        left = [one for one in run.items if not self.touches(one.start, one.end)]
        return structs.replace(run, items=left)

    def between(self, runs: list[Run]) -> Iterator[Splice]:
        """The bytes of the pieces but for runs of which a part stays."""
        starts = [run.start for run in runs]
        for piece in self.pieces:
            start, end = piece.start, piece.end
            first, last = (runs[max(0, bisect_left(starts, at) - 1)] for at in (start, end))
            if first.start < start < first.end:
                start = first.end
            if last.start < end < last.end:
                end = last.start
            if start < end:
                yield Splice(start, end, b"")

    def leave_nothing(self, held: list[int]) -> bool:
        """Whether all that begins at these bytes is taken out."""
        return all(self.touches(place, place + 1) for place in held)


FIRST_OF_OURS = 100_000
"""Far above the ids that are there, as bookmarks of ours get the next ones."""


def _end_of(run: Run) -> int:
    return run.items[-1].first + len(run.items[-1].text) if run.items else run.first


def _cut(
    data: bytes, run: Run, edits: list[NewRuns], replaced: dict[int, Splice], ids: Iterator[int]
) -> bytes:
    """A run without the characters of the edits, in as many runs as are needed around them."""
    openings = _openings(data, run, ids)
    pieces: list[bytes] = []
    inside = b""
    for item in run.items:
        for content, closes in _item(data, item, edits, replaced):
            if closes:
                pieces += [next(openings) + inside + b"</w:r>"] if inside else []
                pieces.append(content)
                inside = b""
            else:
                inside += content
    pieces += [next(openings) + inside + b"</w:r>"] if inside else []
    return b"".join(pieces)


def _openings(data: bytes, run: Run, ids: Iterator[int]) -> Iterator[bytes]:
    """How the pieces of a run begin, each with a tracked change of format (17.3.2.31) of its own."""
    start, end = run.properties
    tag, properties = data[run.start : run.opening], data[start:end]
    yield tag + properties
    change = next((one for one in run.look if one.name == "rPrChange"), None)
    while change is None:
        yield tag + properties
    while True:
        again = with_attribute(data[change.start : change.end], "w:id", str(next(ids)))
        yield tag + data[start : change.start] + again + data[change.end : end]


def _item(
    data: bytes, item: Item, edits: list[NewRuns], replaced: dict[int, Splice]
) -> list[tuple[bytes, bool]]:
    """What is left of a child of a run, each piece with whether it is a run of its own."""
    start, end = item.first, item.first + len(item.text)
    first = bisect_right(edits, start, key=lambda edit: edit.end)
    last = bisect_left(edits, end, key=lambda edit: edit.start)
    touching = edits[first:last] if item.text else []
    if not touching:
        raw = (
            replaced[item.start].content if item.start in replaced else data[item.start : item.end]
        )
        return [(raw, False)]
    pieces: list[tuple[bytes, bool]] = []
    for edit in touching:
        pieces.append((_text(item, start, edit.start), False))
        if edit.start >= item.first and edit.runs:
            pieces.append((edit.runs.encode(), True))
        start = max(start, edit.end)
    pieces.append((_text(item, start, end), False))
    return [piece for piece in pieces if piece[0]]


def _text(item: Item, start: int, end: int) -> bytes:
    words = item.text[start - item.first : max(0, end - item.first)]
    return f'<w:t xml:space="preserve">{escape(words)}</w:t>'.encode() if words else b""


def _emptied(
    manuscript: Manuscript, emptied: list[Run], edits: list[NewRuns], leaving: Leaving
) -> list[Container]:
    """Paragraphs, and what stands around runs, of which nothing is left; none inside another."""
    gone = {run.start for run in emptied}
    left_in: set[tuple[int, int]] = set()
    for run in manuscript.runs:
        if run.start not in gone:
            left_in |= {(run.paragraph, -1), (-1, run.container)}
    touched = {run.paragraph for run in emptied} | _swallowed(manuscript, edits)
    paragraphs = [
        one
        for number, one in enumerate(manuscript.paragraphs)
        if number in touched
        and (number, -1) not in left_in
        and leaving.leave_nothing(one.held)
        and one.around != "tc"  # a cell may not be left without a paragraph
    ]
    starts = [one.start for one in paragraphs]
    containers = [
        manuscript.containers[number]
        for number in sorted({run.container for run in emptied if run.container >= 0})
        if (-1, number) not in left_in and leaving.leave_nothing(manuscript.containers[number].held)
    ]
    outside = [
        one
        for one in containers
        if not (place := bisect_right(starts, one.start)) or paragraphs[place - 1].end < one.start
    ]
    return spared(paragraphs, manuscript.paragraphs) + outside


def spared(paragraphs: list[Container], every: list[Container]) -> list[Container]:
    """Those paragraphs that may go: not the first of some where Word wants one.

    Two tables would grow together without one between them, and the text, a content control (17.5.2)
    or what follows a table may not be left without any.
    """
    stretches: list[list[Container]] = []
    for one in paragraphs:
        if stretches and one.previous >= 0 and every[one.previous] is stretches[-1][-1]:
            stretches[-1].append(one)
        else:
            stretches.append([one])
    return [one for stretch in stretches for one in stretch[_is_needed(stretch) :]]


def _is_needed(stretch: list[Container]) -> bool:
    """Whether one paragraph of a stretch of them has to stay."""
    before, after = stretch[0].before, stretch[-1].after
    is_last = after in ("", "sectPr")
    return (not before and is_last) or (before == "tbl" and (is_last or after == "tbl"))


def _swallowed(manuscript: Manuscript, edits: list[NewRuns]) -> set[int]:
    """The blank paragraphs that lie inside a stretch that is taken out."""
    firsts = [one.first for one in manuscript.paragraphs]
    return {
        number
        for edit in edits
        for number in range(bisect_right(firsts, edit.start), bisect_left(firsts, edit.end))
        if firsts[number] == manuscript.paragraphs[number].last
    }


def spliced(data: bytes, splices: list[Splice]) -> bytes:
    """Bytes with others in the place of some; `splices` in order."""
    pieces: list[bytes] = []
    done = 0
    for start, end, content in splices:
        if start < done:
            continue  # inside something that is gone
        pieces += (data[done:start], content)
        done = end
    return b"".join((*pieces, data[done:]))
