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

from collections import defaultdict, deque

from msgspec import Struct
from msgspec.structs import replace

from converter.document.diagnostics import Diagnostic
from converter.markers.brackets import TokenIndex
from converter.markers.pairing.definitions import Definition, outside
from converter.markers.pairing.distant import pair_by_id
from converter.markers.pairing.nearby import pair_by_order
from converter.markers.tokens import Token


class Pairs(Struct, frozen=True):
    """The definitions in source order, the marks of the text without one, and what was noticed."""

    definitions: list[Definition]
    unpaired: list[int]
    diagnostics: list[Diagnostic]


def pair(text: str, tokens: list[Token]) -> Pairs:
    """Pair the marks among `tokens` with their definitions. Any tokens give a result."""
    source = TokenIndex(text, tokens)
    nearby, unpaired = pair_by_order(source)
    distant = pair_by_id(source, nearby, unpaired)
    found = sorted(nearby + distant, key=lambda one: one.first)
    definitions = _called_from_text(source, found)
    if len(definitions) < len(found):
        source.forget({one.first for one in found} - {one.first for one in definitions})
    paired = {definition.mark for definition in definitions}
    unpaired = [mark for mark in outside(source.marks, definitions) if mark not in paired]
    _report_uncalled(source, definitions)
    return Pairs(definitions, unpaired, source.diagnostics)


def _called_from_text(source: TokenIndex, definitions: list[Definition]) -> list[Definition]:
    """These definitions, each called by a mark of the text: a note is called in none.

    A definition that a mark within a note took goes to the first mark of its id in the text that has
    none; without one it is no note.
    """
    paired = {one.mark for one in definitions}
    in_text = set(outside(source.marks, definitions))
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


def _report_uncalled(source: TokenIndex, definitions: list[Definition]) -> None:
    for opening in outside(source.openings, definitions):
        match = source.match.get(opening)
        if (
            match is not None
            and source.follows_blank(opening)
            and source.ends_line(match)
            and not source.crosses(source.newlines, opening, match)
        ):
            source.note("M002", opening, match)
