"""Comments in a Word file (17.13.4): put in at places of its marker text, and taken out again.

A comment about words of a note stands at the note's mark: not every program shows comments in notes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import NamedTuple

from converter.document.model import Span
from converter.editing.filling.splice import Splice, spliced
from converter.editing.rewriting.paragraphs import add_put
from converter.editing.rewriting.runs import Changes, splices
from converter.editing.rewriting.view import Stretch, View, stretches, view
from converter.renderers.docx.text import escape
from converter.word.manuscript.scan import number_of, scan
from converter.word.names import WML
from converter.word.package import read_package, write_package
from converter.word.parts import add_part, part_names, related_part
from converter.word.xml import appended, children, editable, elements, quoted

NO_COMMENTS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"></w:comments>'
)
POINTS = frozenset({"commentRangeStart", "commentRangeEnd", "commentReference"})
"""What ties a comment to the text, by its ``w:id``."""


class Comment(NamedTuple):
    """Words about a place of a file's marker text."""

    span: Span
    words: str


def with_comments(data: bytes, comments: Iterable[Comment], *, author: str) -> bytes:
    """The Word file `data` with comments of an author; nothing else of it is changed.

    The places count in the text of its `view`. Raises `ConversionError` if it is no Word file.
    """
    shown = view(data)
    parts, main = dict(shown.parts), shown.names.main
    part = related_part(parts, main, "comments")
    if part is None:
        part = add_part(parts, main, "comments", NO_COMMENTS, f"{WML}.comments+xml")
    parts[part] = editable(parts[part])
    there = [number_of(one.attributes.get("id", "")) for one in children(parts[part])]
    first = max(there, default=-1) + 1
    find = _places(shown)
    changes = Changes()
    written: list[str] = []
    for id, one in enumerate(comments, first):
        written.append(_comment(id, one.words, author))
        start, end = find(one.span)
        add_put(changes, start, _always(f'<w:commentRangeStart w:id="{id}"/>'))
        add_put(changes, end, _always(f'<w:commentRangeEnd w:id="{id}"/>{_reference(id)}'))
    parts[main] = spliced(parts[main], splices(shown.main, changes))
    parts[part] = appended(parts[part], "".join(written).encode())
    return write_package(parts)


def without_comments(data: bytes, *, author: str) -> tuple[bytes, int]:
    """The Word file `data` without the comments of an author, and how many these were."""
    parts = read_package(data)
    main = part_names(parts).main
    part = related_part(parts, main, "comments")
    if part is None:
        return data, 0
    parts[part], parts[main] = editable(parts[part]), editable(parts[main])
    own = [one for one in children(parts[part]) if one.attributes.get("author") == author]
    ids = {one.attributes.get("id", "") for one in own}
    parts[part] = spliced(parts[part], [Splice(one.start, one.end, b"") for one in own])
    parts[main] = _without_points(parts[main], ids)
    return write_package(parts) if own else data, len(own)


def _without_points(main: bytes, ids: set[str]) -> bytes:
    """The text without what ties these comments to it; runs that hold nothing else go whole."""
    gone = [
        Splice(one.start, one.end, b"")
        for one in elements(main, POINTS)
        if one.attributes.get("id") in ids
    ]
    starts = {one.start for one in gone}
    for run in scan(main).runs:
        if len(run.items) == 1 and run.items[0].start in starts:
            gone.append(Splice(run.start, run.end, b""))
    return spliced(main, sorted(gone, key=lambda one: (one.start, -one.end)))


def _places(shown: View) -> Callable[[Span], tuple[int, int]]:
    """Gives the characters of the file's text that a place of its view means."""
    pieces = [one for one in stretches(shown) if one.words]
    starts = [one.start for one in pieces]

    def find(span: Span) -> tuple[int, int]:
        piece: Stretch = pieces[max(0, bisect_right(starts, span.start) - 1)]
        if piece.mark is not None:
            return piece.first, piece.first + 1
        start = piece.first + span.start - piece.start
        end = piece.first + min(span.end - piece.start, len(piece.words))
        return start, max(start, end)

    return find


def _always(xml: str) -> Callable[[bytes], bytes]:
    return lambda _: xml.encode()


def _reference(id: int) -> str:
    return f'<w:r><w:commentReference w:id="{id}"/></w:r>'


def _comment(id: int, words: str, author: str) -> str:
    lines = "".join(
        f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in words.split("\n")
    )
    return f'<w:comment w:id="{id}" w:author={quoted(author)} w:initials="fn">{lines}</w:comment>'
