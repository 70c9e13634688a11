"""The marks of notes that are there: their runs, for where they move, and the bookmarks around them."""

from __future__ import annotations

from converter.editing.filling.splice import Splice
from converter.editing.rewriting.view import RealMark, View
from converter.word.manuscript import Manuscript, Piece


class Marks:
    """The marks of a view, by the names of their notes. A mark that moves takes its bookmarks along."""

    def __init__(self, view: View) -> None:
        self.main = view.main
        self.marks: dict[str, RealMark] = {}
        for mark in view.marks:
            self.marks.setdefault(mark.name, mark)
        self.moved: list[RealMark] = []
        self.bookmarks = _around(view.main)

    def runs(self, note: str) -> bytes:
        """The run of a mark, with the bookmarks around it, to be put where the mark has moved."""
        mark = self.marks[note]
        self.moved.append(mark)
        data, run = self.main.data, mark.run
        own = next(one for one in run.items if one.first == mark.first and one.text)
        content = data[own.start : own.end]
        opening = data[run.start : run.opening] + data[slice(*run.properties)]
        start = b"".join(data[one.start : one.end] for one, _ in self.bookmarks.get(mark.first, []))
        end = b"".join(data[two.start : two.end] for _, two in self.bookmarks.get(mark.first, []))
        return start + opening + content + b"</w:r>" + end

    def left_behind(self) -> list[Splice]:
        """The bookmarks of the marks that have moved, at their old places."""
        pairs = (pair for mark in self.moved for pair in self.bookmarks.get(mark.first, []))
        return [Splice(one.start, one.end, b"") for pair in pairs for one in pair]


def _around(main: Manuscript) -> dict[int, list[tuple[Piece, Piece]]]:
    """The bookmarks that hold a mark and nothing else, by its character."""
    found: dict[int, list[tuple[Piece, Piece]]] = {}
    ids = {str(id) for bookmark, id in main.bookmarks.items() if bookmark in main.marked}
    for id in ids:
        ends = main.ends.get(id, [])
        if len(ends) == 2 and ends[1].first == ends[0].first + 1:
            found.setdefault(ends[0].first, []).append((ends[0], ends[1]))
    return found
