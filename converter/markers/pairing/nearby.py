"""Definitions behind their marks, in the order of the marks, as the extractor writes them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict, deque
from functools import cached_property
from itertools import islice

from converter.markers.brackets import TokenIndex
from converter.markers.pairing.definitions import Definition, closed, unclosed

ENDS_COMPARED = 8
"""So many places at which a definition may end are compared."""


def pair_by_order(source: TokenIndex) -> tuple[list[Definition], list[int]]:
    """Walk through the text with a queue of marks; at a definition they call, read all of them."""
    definitions: list[Definition] = []
    unpaired: list[int] = []
    queue = _Queue()
    behind = 0  # the first token that no definition has taken
    for index in sorted(source.breaks + source.openings):
        if index < behind:
            continue
        token = source.tokens[index]
        if token.kind == "mark":
            queue.add(token.id, index)
        elif token.kind == "regular":  # its definitions end the waiting, as any do
            unpaired += queue.clear()
        elif token.kind == "newline":
            if queue.marks and source.has_blank_line(index):
                unpaired += queue.clear()
            queue.start_line()
        elif (
            token.kind == "open"
            and (place := queue.calling(token.id)) is not None
            and _is_definition(source, index, queue.marks[place : place + ENDS_COMPARED])
        ):
            run = _definitions_from(source, index, queue.marks, place)
            paired = {definition.mark for definition in run}
            unpaired += [mark for mark in queue.clear() if mark not in paired]
            definitions += run
            behind = run[-1].last + 1
    return definitions, unpaired + queue.clear()


class _Queue:
    """The marks since the last blank line or definition, in order."""

    def __init__(self) -> None:
        self.marks: list[int] = []
        self.places: defaultdict[str, list[int]] = defaultdict(list)
        self.line = 0

    def add(self, id: str, mark: int) -> None:
        self.places[id].append(len(self.marks))
        self.marks.append(mark)

    def start_line(self) -> None:
        self.line = len(self.marks)

    def calling(self, id: str) -> int | None:
        """The place of the first mark with this id, in the current line if there is one."""
        places = self.places.get(id)
        if not places:
            return None
        here = bisect_left(places, self.line)
        return places[here] if here < len(places) else places[0]

    def clear(self) -> list[int]:
        marks, self.marks, self.line = self.marks, [], 0
        self.places.clear()
        return marks


def _is_definition(source: TokenIndex, opening: int, marks: list[int]) -> bool:
    """Whether ``[1:`` begins the definition of the first of `marks`, or is body text like one."""
    if _is_well_closed(source, opening, marks):
        return True
    if not source.follows_blank(opening):
        return False
    id = source.tokens[opening].id
    end = source.end_of_cell(opening)
    if opening not in source.match and source.crosses(source.marks, opening, end):
        return _cut_by(source, opening, marks[1:]) is not None
    end = min(end, source.next_mark_of(id, opening))
    alike = source.openings_of[id]
    place = bisect_right(alike, opening)
    return not any(
        index < end and _is_well_closed(source, index, marks)
        for index in alike[place : place + ENDS_COMPARED]
    )


def _is_well_closed(source: TokenIndex, opening: int, marks: list[int]) -> bool:
    """Whether the bracket's match ends the line, or leads to the next definition in the queue."""
    closing = source.match.get(opening)
    if closing is None or closing >= source.end_of_search(opening):
        return False
    if source.ends_line(closing):
        return True
    joined = source.joined_to(closing)
    following = (source.tokens[mark].id for mark in marks[1:ENDS_COMPARED])
    return joined is not None and source.tokens[joined].id in following


def _cut_by(source: TokenIndex, opening: int, marks: list[int]) -> int | None:
    """The definition of one of `marks` that begins in one which is never closed, and so ends it."""
    if opening in source.match:
        return None
    ids = {source.tokens[mark].id for mark in marks[:ENDS_COMPARED]}
    place = bisect_right(source.openings, opening)
    end = source.end_of_unclosed(opening)
    for later in source.openings[place : place + ENDS_COMPARED]:
        if later >= end or source.crosses(source.marks, opening, later):
            return None
        if source.tokens[later].id in ids and source.follows_blank(later) and later in source.match:
            return later
    return None


class _Ends:
    """Where the definitions after some opening may end; found only when one ends irregularly."""

    def __init__(self, source: TokenIndex, opening: int) -> None:
        self.source = source
        self.opening = opening

    @cached_property
    def closings(self) -> list[int]:
        end = _end_of_search(self.source, self.opening)
        tokens = self.source.tokens
        return [i for i in range(self.opening + 1, end) if tokens[i].kind == "close"]

    @cached_property
    def joints(self) -> dict[str, list[tuple[int, int]]]:
        """By id: closings with an opening of that id behind them, and that opening."""
        joints: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for closing in self.closings:
            following = self.source.joined_to(closing)
            if following is not None:
                joints[self.source.tokens[following].id].append((closing, following))
        return joints

    @cached_property
    def line_ends(self) -> list[int]:
        """Closings at the end of a line, unless the line looks like a definition of its own."""
        source = self.source
        end = _end_of_search(source, self.opening)
        own = {
            source.match.get(index)
            for index in range(self.opening + 1, end)
            if source.tokens[index].kind == "open" and source.begins_line(index)
        }
        return [one for one in self.closings if source.ends_line(one) and one not in own]


def _end_of_search(source: TokenIndex, opening: int) -> int:
    """Where all definitions of a run end at the latest: before a mark with a definition of its own."""
    end = source.end_of_search(opening)
    behind = bisect_right(source.witnesses, opening)
    return min(end, *source.witnesses[behind : behind + 1], len(source.tokens))


def _definitions_from(
    source: TokenIndex, opening: int, marks: list[int], place: int
) -> list[Definition]:
    """The run of definitions that begins at `opening`, which the mark at `place` in `marks` calls."""
    ends = _Ends(source, opening)
    run: list[Definition] = []
    mark, waiting, passed = marks[place], deque(marks[place + 1 :]), marks[:place]
    while True:
        joint = _next_definition(source, opening, waiting, passed, ends)
        near = [*islice(waiting, ENDS_COMPARED), *passed[-ENDS_COMPARED:]]
        cut = None if joint else _cut_by(source, opening, near)
        if joint:
            closing, following = joint
            run.append(closed(source, mark, opening, closing))
        elif cut is not None:
            following = cut
            run.append(unclosed(source, mark, opening, cut))
        else:
            run.append(_last_definition(source, mark, opening, ends))
            _report_far(source, run)
            return run
        opening = following
        mark = _caller(source, opening, waiting, passed)


def _report_far(source: TokenIndex, run: list[Definition]) -> None:
    """Say which definitions stand behind one of a later line than that of their mark."""
    lines = [bisect_left(source.newlines, one.mark) for one in run]
    latest = -1
    for one, line in zip(run, lines, strict=True):
        if line < latest:
            source.note("M009", one.first, one.last)
        latest = max(latest, line)


def _caller(source: TokenIndex, opening: int, waiting: deque[int], passed: list[int]) -> int:
    """Take the mark that calls a definition out of those that wait, or out of those passed over."""
    id = source.tokens[opening].id
    if waiting and source.tokens[waiting[0]].id == id:
        return waiting.popleft()
    return passed.pop(next(i for i, mark in enumerate(passed) if source.tokens[mark].id == id))


def _next_definition(
    source: TokenIndex, opening: int, waiting: deque[int], passed: list[int], ends: _Ends
) -> tuple[int, int] | None:
    """The closing of this definition and the opening of the next for which a mark waits.

    Right behind the balanced bracket of this one, the definition of any mark near counts; marks that are
    passed over, or have no definition where they were expected, go to `passed`, and count only there.
    """
    match = source.match.get(opening)
    following = source.joined_to(match) if match is not None else None
    if match is not None and following is not None:
        id = source.tokens[following].id
        near = [source.tokens[mark].id for mark in islice(waiting, ENDS_COMPARED)]
        if id in near:
            passed += [waiting.popleft() for _ in range(near.index(id))]
            return match, following
        if any(source.tokens[mark].id == id for mark in passed[-ENDS_COMPARED:]):
            return match, following
    while waiting:
        places = ends.joints.get(source.tokens[waiting[0]].id, [])
        later = bisect_right(places, opening, key=lambda place: place[0])
        candidates = places[later : later + ENDS_COMPARED]
        if candidates:
            matching = [place for place in candidates if place[0] == match]
            canonical = [place for place in candidates if source.is_canonical(place[0])]
            return (matching or canonical or candidates)[0]
        passed.append(waiting.popleft())
    return None


def _last_definition(source: TokenIndex, mark: int, opening: int, ends: _Ends) -> Definition:
    """The last of a run: it ends with its line, at its match or else at the likeliest place."""
    match = source.match.get(opening)
    if match is not None and match >= source.end_of_search(opening):
        match = None
    if match is not None and source.ends_line(match):
        return closed(source, mark, opening, match)
    later = bisect_right(ends.line_ends, opening)
    candidates = ends.line_ends[later : later + ENDS_COMPARED]
    if match is not None:
        candidates = [one for one in candidates if not _closes_another(source, one, match)]
    if match is not None and not source.crosses(source.newlines, opening, match):
        here = candidates and not source.crosses(source.newlines, opening, candidates[0])
        if not here:
            return closed(source, mark, opening, match)
    canonical = [closing for closing in candidates if source.is_canonical(closing)]
    ending = [closing for closing in canonical if _ends_paragraph(source, closing)]
    likeliest = ending or canonical or candidates
    if likeliest:
        return closed(source, mark, opening, likeliest[0])
    return unclosed(source, mark, opening)


def _closes_another(source: TokenIndex, closing: int, match: int) -> bool:
    """Whether a bracket closes the definition of some mark, which begins behind `match`."""
    opened = source.partner.get(closing, -1)
    if opened <= match or source.kind(opened) != "open" or not source.follows_blank(opened):
        return False
    return source.tokens[opened].id in source.marks_of


def _ends_paragraph(source: TokenIndex, closing: int) -> bool:
    newline = source.after(closing)
    return source.kind(newline) == "end" or (
        source.kind(newline) == "newline" and source.is_blank_line(newline)
    )
