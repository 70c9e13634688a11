"""Complex fields (17.16.18): which are whole, read with all tracked changes accepted, and with none.

A field may be shared between a tracked deletion and a tracked insertion, each with an end of its own,
and another may never end. So a field is what opens and closes in one of the two readings; what is left
open in both is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from converter.word.manuscript import Piece


class End(Struct, frozen=True):
    """Where a field opens or closes: a byte, a place in the text, its paragraph.

    `around` are the bytes at which the elements begin that stand around its run in the paragraph.
    """

    place: int
    first: int
    paragraph: int
    around: tuple[int, ...]


class Fields(Struct):
    """The fields of a story while it is read: those that are open, and the two ends of those that closed.

    `accepted` are open in the text with all changes accepted, `rejected` in the text with none.
    """

    accepted: list[End] = field(default_factory=list)
    rejected: list[End] = field(default_factory=list)
    closed: dict[End, End] = field(default_factory=dict)

    def opens(self, end: End, *, inserted: bool, deleted: bool) -> None:
        """A field opens here."""
        for opened in self._readings(inserted=inserted, deleted=deleted):
            opened.append(end)

    def closes(self, end: End, *, inserted: bool, deleted: bool) -> None:
        """The field that was opened last closes here, if there is one."""
        for opened in self._readings(inserted=inserted, deleted=deleted):
            if opened:
                self.closed[opened.pop()] = end  # of two ends, the later one

    def _readings(self, *, inserted: bool, deleted: bool) -> Iterator[list[End]]:
        if not deleted:
            yield self.accepted
        if not inserted:
            yield self.rejected


def whole_fields(fields: Fields, elements: Iterable[Piece]) -> list[Piece]:
    """The fields as pieces; one that ends in another element than it began in takes both along.

    `elements` are the pieces that stand around runs.
    """
    by_start = {one.start: one for one in elements}
    return [_whole(one, other, by_start) for one, other in fields.closed.items()]


def _whole(opened: End, closed: End, elements: dict[int, Piece]) -> Piece:
    piece = Piece(
        FIELD, opened.place, closed.place, opened.first, closed.first, opened.paragraph,
        is_broken=opened.paragraph != closed.paragraph,
    )  # fmt: skip
    shared = 0
    for one, other in zip(opened.around, closed.around, strict=False):
        if one != other:
            break
        shared += 1
    before = elements.get(next(iter(opened.around[shared:]), -1))
    after = elements.get(next(iter(closed.around[shared:]), -1))
    if before is not None:
        piece.start, piece.first = before.start, before.first
    if after is not None:
        piece.end, piece.last = after.end, max(after.last, piece.last)
    return piece


FIELD = "field"
"""The name of a piece that is a complex field."""
