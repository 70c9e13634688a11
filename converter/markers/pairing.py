"""Which definition belongs to which mark, and where each definition ends.

Nothing inside a note is escaped: it may hold brackets that balance, brackets that do not, and text
that looks like the next definition. What helps is that Apache POI (`XWPFWordExtractor`) writes the
definitions of a paragraph or cell right behind its marks and in their order, each as
`` [id: words] ``. So marks wait in a queue, and a definition is looked for only under the number
of a waiting mark. It ends where its bracket is matched, if the next definition or the end of the
line follows there; else at the first place from which the queue can go on. What people type by
hand (definitions at the end of the file, before their mark, without blanks) is paired by id.

Every loop either moves forward or looks a bounded number of steps ahead, so the time is linear.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict, deque
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from converter.document.diagnostics import Diagnostic
from converter.markers.brackets import TokenIndex
from converter.markers.tokens import Token

ENDS_COMPARED = 8
"""So many places at which a definition may end are compared."""


class Definition(Struct, frozen=True, gc=False):
    """A definition: tokens `first` to `last`, called by the token `mark`.

    Its words are the characters `start` up to, not including, `end`.
    """

    mark: int
    first: int
    last: int
    start: int
    end: int


class Pairs(Struct, frozen=True):
    """The definitions in source order, the marks of the text without one, and what was noticed."""

    definitions: list[Definition]
    unpaired: list[int]
    diagnostics: list[Diagnostic]


def pair(text: str, tokens: list[Token]) -> Pairs:
    """Pair the marks among `tokens` with their definitions. Any tokens give a result."""
    source = TokenIndex(text, tokens)
    nearby, unpaired = _pair_by_order(source)
    distant = _pair_by_id(source, nearby, unpaired)
    found = sorted(nearby + distant, key=lambda one: one.first)
    definitions = _called_from_text(source, found)
    if len(definitions) < len(found):
        source.forget({one.first for one in found} - {one.first for one in definitions})
    paired = {definition.mark for definition in definitions}
    unpaired = [mark for mark in _outside(source.marks, definitions) if mark not in paired]
    _report_uncalled(source, definitions)
    return Pairs(definitions, unpaired, source.diagnostics)


def _called_from_text(source: TokenIndex, definitions: list[Definition]) -> list[Definition]:
    """These definitions, each called by a mark of the text: a note is called in none.

    A definition that a mark within a note took goes to the first mark of its id in the text that has
    none; without one it is no note.
    """
    paired = {one.mark for one in definitions}
    in_text = set(_outside(source.marks, definitions))
    if in_text >= paired:
        return definitions
    waiting: defaultdict[str, deque[int]] = defaultdict(deque)
    for mark in sorted(in_text - paired):
        waiting[source.tokens[mark].id].append(mark)
    called: list[Definition] = []
    for one in definitions:
        marks = waiting.get(source.tokens[one.first].id)
        if one.mark in in_text:
            called.append(one)
        elif marks:
            called.append(replace(one, mark=marks.popleft()))
    return called


# Definitions behind their marks


def _pair_by_order(source: TokenIndex) -> tuple[list[Definition], list[int]]:
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
            run.append(_closed(source, mark, opening, closing))
        elif cut is not None:
            following = cut
            run.append(_unclosed(source, mark, opening, cut))
        else:
            return [*run, _last_definition(source, mark, opening, ends)]
        opening = following
        mark = _caller(source, opening, waiting, passed)


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

    Marks that turn out to have no definition where they were expected go to `passed`; the definition of
    one of these counts only right behind the balanced bracket of this one.
    """
    match = source.match.get(opening)
    following = source.joined_to(match) if match is not None else None
    if match is not None and following is not None:
        id = source.tokens[following].id
        if waiting and source.tokens[waiting[0]].id == id:
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
        return _closed(source, mark, opening, match)
    later = bisect_right(ends.line_ends, opening)
    candidates = ends.line_ends[later : later + ENDS_COMPARED]
    if match is not None:
        candidates = [one for one in candidates if not _closes_another(source, one, match)]
    if match is not None and not source.crosses(source.newlines, opening, match):
        here = candidates and not source.crosses(source.newlines, opening, candidates[0])
        if not here:
            return _closed(source, mark, opening, match)
    canonical = [closing for closing in candidates if source.is_canonical(closing)]
    ending = [closing for closing in canonical if _ends_paragraph(source, closing)]
    likeliest = ending or canonical or candidates
    if likeliest:
        return _closed(source, mark, opening, likeliest[0])
    return _unclosed(source, mark, opening)


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


def _closed(source: TokenIndex, mark: int, opening: int, closing: int) -> Definition:
    if source.match.get(opening) != closing:
        source.note("M011", opening, closing)
    start = source.tokens[opening].end
    return Definition(mark, opening, closing, start, source.bracket_end(closing) - 1)


def _unclosed(source: TokenIndex, mark: int, opening: int, end: int | None = None) -> Definition:
    """A definition that nothing closes: up to the token `end`, or else that of its line."""
    last = (source.end_of_unclosed(opening) if end is None else end) - 1
    source.note("M006", opening, last)
    return Definition(mark, opening, last, source.tokens[opening].end, source.tokens[last].end)


# Definitions elsewhere


def _pair_by_id(
    source: TokenIndex, nearby: list[Definition], unpaired: list[int]
) -> list[Definition]:
    """Pair what the queue left over: definitions at the end of the file, or before their mark."""
    waiting: defaultdict[str, deque[int]] = defaultdict(deque)
    for mark in sorted(unpaired):
        waiting[source.tokens[mark].id].append(mark)
    definitions: list[Definition] = []
    begins = [definition.first for definition in nearby]
    end = -1
    for opening in _outside(source.openings, nearby):
        marks = waiting.get(source.tokens[opening].id)
        told = len(source.diagnostics)
        if marks and opening > end and (found := _distant(source, marks[0], opening)):
            within = bisect_right(begins, found.last) - 1
            if within >= 0 and nearby[within].last > found.last:
                del source.diagnostics[told:]
                continue  # it would end in the middle of another
            definitions.append(found)
            end = found.last
            marks.popleft()
            source.note("M009", opening, found.last)
    return definitions


def _outside(tokens: list[int], definitions: list[Definition]) -> Iterator[int]:
    """Those of these tokens that lie in no definition; both are in source order."""
    later = iter(definitions)
    definition = next(later, None)
    for token in tokens:
        while definition is not None and definition.last < token:
            definition = next(later, None)
        if definition is None or token < definition.first:
            yield token


def _distant(source: TokenIndex, mark: int, opening: int) -> Definition | None:
    """The definition that begins at `opening`, if its bracket closes or it begins a line."""
    if not source.follows_blank(opening):
        return None
    match = source.match.get(opening)
    if match is not None and match < source.end_of_search(opening):
        begins_line = source.begins_line(opening)
        if begins_line or not source.crosses(source.newlines, opening, match):
            return _closed(source, mark, opening, match)
    if not source.begins_line(opening):
        return None
    last = source.end_of_unclosed(opening) - 1
    closes = source.kind(last) == "close"
    return _closed(source, mark, opening, last) if closes else _unclosed(source, mark, opening)


def _report_uncalled(source: TokenIndex, definitions: list[Definition]) -> None:
    for opening in _outside(source.openings, definitions):
        match = source.match.get(opening)
        if (
            match is not None
            and source.follows_blank(opening)
            and source.ends_line(match)
            and not source.crosses(source.newlines, opening, match)
        ):
            source.note("M002", opening, match)
