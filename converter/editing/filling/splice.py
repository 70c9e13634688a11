"""New words in the place of old ones: the runs of a manuscript, cut where its text is edited."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import count

from msgspec import Struct

from converter.renderers.docx.text import escape
from converter.word.scan import TAG, Container, Item, Manuscript, Run


class Edit(Struct, frozen=True):
    """Characters `start` up to, not including, `end` give way to `runs`, which may be nothing."""

    start: int
    end: int
    runs: str = ""


Splice = tuple[int, int, bytes]
"""Bytes from, to, and what stands there instead."""


def edited(manuscript: Manuscript, edits: list[Edit], replaced: dict[int, Splice]) -> bytes:
    """The manuscript's bytes with its text edited; `edits` in order, none overlapping.

    `replaced` are further changes, by the byte at which they begin: those of real notes' marks.
    """
    emptied: list[Run] = []
    splices = dict(replaced)
    starts, ends = [edit.start for edit in edits], [edit.end for edit in edits]
    ids = _new_ids(manuscript.data)
    for run in manuscript.runs:
        last = _end_of(run)
        here = (
            edits[bisect_right(ends, run.first) : bisect_left(starts, last)]
            if last > run.first
            else []
        )
        if not here:
            continue
        for item in run.items:
            splices.pop(item.start, None)
        content = _with_own_ids(_cut(manuscript.data, run, here, replaced), ids)
        splices[run.start] = (run.start, run.end, content)
        if not content:
            emptied.append(run)
    for whole in _emptied(manuscript, emptied, edits):
        splices[whole.start] = (whole.start, whole.end, b"")
    return spliced(manuscript.data, sorted(splices.values()))


def _end_of(run: Run) -> int:
    return run.items[-1].first + len(run.items[-1].text) if run.items else run.first


def _cut(data: bytes, run: Run, edits: list[Edit], replaced: dict[int, Splice]) -> bytes:
    """A run without the characters of the edits, in as many runs as are needed around them."""
    opening = data[run.start : run.opening] + run.properties
    pieces: list[bytes] = []
    inside = b""
    for item in run.items:
        for content, closes in _item(data, item, edits, replaced):
            if closes:
                pieces += [opening + inside + b"</w:r>"] if inside else []
                pieces.append(content)
                inside = b""
            else:
                inside += content
    pieces += [opening + inside + b"</w:r>"] if inside else []
    return b"".join(pieces)


FORMAT_CHANGE = re.compile(rb'(<w:rPrChange\b[^>]*?\sw:id=")[^"]*')


def _new_ids(data: bytes) -> Iterator[int]:
    """Ids that no annotation has, where some may be needed."""
    if b"<w:rPrChange" not in data:
        return count()
    return count(100_000 + max(map(int, re.findall(rb' w:id="([0-9]{1,9})"', data)), default=0))


def _with_own_ids(runs: bytes, ids: Iterator[int]) -> bytes:
    """Runs that were one, each with a tracked change of format (17.13.5.31) of its own."""
    if runs.count(b"<w:rPrChange") < 2:
        return runs
    first, change, rest = runs.partition(b"</w:rPrChange>")
    again = FORMAT_CHANGE.sub(lambda found: found[1] + b"%d" % next(ids), rest)
    return first + change + again


def _item(
    data: bytes, item: Item, edits: list[Edit], replaced: dict[int, Splice]
) -> list[tuple[bytes, bool]]:
    """What is left of a child of a run, each piece with whether it is a run of its own."""
    start, end = item.first, item.first + len(item.text)
    first = bisect_right(edits, start, key=lambda edit: edit.end)
    last = bisect_left(edits, end, key=lambda edit: edit.start)
    touching = edits[first:last] if item.text else []
    if not touching:
        raw = replaced[item.start][2] if item.start in replaced else data[item.start : item.end]
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


def _emptied(manuscript: Manuscript, emptied: list[Run], edits: list[Edit]) -> list[Container]:
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
        and not one.holds
        and one.around != "tc"  # a cell may not be left without a paragraph
    ]
    starts = [one.start for one in paragraphs]
    containers = [
        manuscript.containers[number]
        for number in sorted({run.container for run in emptied if run.container >= 0})
        if (-1, number) not in left_in and not manuscript.containers[number].holds
    ]
    outside = [
        one
        for one in containers
        if not (place := bisect_right(starts, one.start)) or paragraphs[place - 1].end < one.start
    ]
    return _spared(manuscript.data, paragraphs) + outside


def _spared(data: bytes, paragraphs: list[Container]) -> list[Container]:
    """Those paragraphs that may go: not the first of some where Word wants one.

    Two tables would grow together without one between them, and the text, a content control (17.5.2)
    or what follows a table may not be left without any.
    """
    stretches: list[list[Container]] = []
    for one in paragraphs:
        if stretches and NOTHING.fullmatch(data, stretches[-1][-1].end, one.start):
            stretches[-1].append(one)
        else:
            stretches.append([one])
    return [one for stretch in stretches for one in stretch[_is_needed(data, stretch) :]]


POINT = re.compile(rb"<w:(?:bookmark|comment|move|perm|proofErr)[^>]*/>")
NOTHING = re.compile(rb"(?:\s|%s)*+" % POINT.pattern)
"""What stands between paragraphs without being anything to read: blanks, and points in the text."""


def _is_needed(data: bytes, stretch: list[Container]) -> bool:
    """Whether one paragraph of a stretch of them has to stay."""
    first, last = stretch[0], stretch[-1]
    opening = TAG.match(data, first.parent)
    inside = opening.end() if opening else first.parent
    start = _end_before(data, inside, first.start)
    nothing = NOTHING.match(data, last.end)
    after = nothing.end() if nothing else last.end
    is_last = data.startswith((b"</", b"<w:sectPr"), after)
    behind_table = data.endswith(b"</w:tbl>", inside, start)
    before_table = data.startswith(b"<w:tbl>", after)
    return (start == inside and is_last) or (behind_table and (is_last or before_table))


def _end_before(data: bytes, start: int, end: int) -> int:
    """Where what stands before `end` ends, blanks and points left out; not before `start`."""
    while end > start:
        if data[end - 1 : end].isspace():
            end -= 1
            continue
        opening = data.rfind(b"<", start, end) if data.endswith(b"/>", start, end) else -1
        if opening < 0 or not POINT.fullmatch(data, opening, end):
            break
        end = opening
    return end


def _swallowed(manuscript: Manuscript, edits: list[Edit]) -> set[int]:
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
