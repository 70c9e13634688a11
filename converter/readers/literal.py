"""Literal markers in a document that a reader has built: Word files, web pages and Markdown hold them.

The words of all paragraphs are read as one text by `read_markers`; the inlines are then cut where it
found marks and definitions. What is in no marker stays as it is, italics and all.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import chain, groupby
from typing import Any

from msgspec import Struct, structs

from converter.document.diagnostics import Diagnostic
from converter.document.model import (
    Block,
    CrossRef,
    Heading,
    Inline,
    LineBreak,
    Node,
    Note,
    NoteKey,
    NoteNumber,
    NoteRef,
    Paragraph,
    Span,
    Stray,
    Text,
)
from converter.document.tree import CHILDREN, around, part, rebuilt, walk
from converter.markers import Markers, read_markers
from converter.markers.tokens import Token
from converter.readers.marker.content import mark_node
from converter.readers.trimming import trimmed

OTHER = "\ufffc"
"""What stands in the text for an inline that is no text: no marker is read in it."""
BODY = -1
"""Where the words of the text itself go; those of a note go to its number in `Markers.notes`."""
AWAY = -2
"""Where the brackets of definitions go."""


class Segment(Struct, frozen=True, gc=False):
    """A stretch of the joined text: where it goes, and what stands in its place if it is a mark."""

    start: int
    end: int
    goes_to: int
    mark: Token | None = None


def with_literal_markers(
    blocks: tuple[Block, ...],
    notes: tuple[Note, ...],
    found: list[Diagnostic],
) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    """Blocks and notes in which typed marks such as ``[footnoteRef:1]`` call notes, beside other notes.

    What is worth saying is added to `found`, in places of the source as far as the blocks have them.
    Notes that have a key already in use get another.
    """
    joined = _Joined(blocks)
    markers = read_markers(joined.text)
    keys = _free_keys(markers, {note.key for note in notes})
    noticed = list(markers.diagnostics)
    cutter = _Cutter(joined, markers, keys, noticed)
    cut = tuple(_without_empty(cutter.block(block) for block in blocks))
    added = tuple(cutter.notes())
    found += (structs.replace(one, span=joined.place(one.span)) for one in noticed)
    return cut, (*notes, *added)


def _free_keys(markers: Markers, used: set[NoteKey]) -> dict[NoteKey, NoteKey]:
    """The keys of the notes that were read, each with one that no other note has."""
    keys: dict[NoteKey, NoteKey] = {}
    for note in markers.notes:
        key, count = note.key, 2
        while key in used:
            key, count = NoteKey(f"{note.key}-typed-{count}"), count + 1
        used.add(key)
        keys[note.key] = key
    return keys


def _without_empty(blocks: Iterator[Block]) -> Iterator[Block]:
    return (block for block in blocks if not isinstance(block, Paragraph) or block.content)


class _Joined:
    """The words of blocks as one text, with a blank line between paragraphs, and where each stood."""

    def __init__(self, blocks: tuple[Block, ...]) -> None:
        words: list[str] = []
        self.starts: list[int] = []
        self.spans: list[Span | None] = []
        self.sizes: list[int] = []
        length = 0
        for leaf in _leaves(blocks):
            text = _words(leaf)
            self.starts.append(length)
            self.spans.append(leaf.span if leaf else None)
            self.sizes.append(len(text))
            words.append(text)
            length += len(text)
        self.text = "".join(words)

    def place(self, span: Span | None) -> Span | None:
        """Where a stretch of the joined text stood in the source."""
        if span is None:
            return None
        first, last = self._at(span.start), self._at(max(span.start, span.end - 1))
        return Span(first, max(first, last + 1)) if first is not None and last is not None else None

    def _at(self, offset: int) -> int | None:
        index = bisect_right(self.starts, offset) - 1
        span = self.spans[index] if index >= 0 else None
        if span is None:
            return None
        exact = span.end - span.start == self.sizes[index]
        return span.start + offset - self.starts[index] if exact else span.start


def _leaves(blocks: tuple[Block, ...]) -> Iterator[Inline | None]:
    """The inlines without others in them, None behind each paragraph, heading and caption."""
    for holder in _holders(blocks):
        yield from (node for node in walk(holder) if not CHILDREN[type(node)])  # type: ignore[misc]
        yield None


def _holders(blocks: tuple[Block, ...]) -> Iterator[tuple[Inline, ...]]:
    for node in walk(blocks):
        if isinstance(node, Paragraph | Heading):
            yield node.content


def _words(leaf: Inline | None) -> str:
    if leaf is None:
        return "\n\n"
    if type(leaf) is Text:
        return leaf.text
    return "\n" if type(leaf) is LineBreak else OTHER


class _Cutter:
    """Cuts the paragraphs of a document, in their order, at what `markers` found in their text."""

    def __init__(
        self,
        joined: _Joined,
        markers: Markers,
        keys: dict[NoteKey, NoteKey],
        noticed: list[Diagnostic],
    ) -> None:
        self.joined = joined
        self.markers = markers
        self.keys = keys
        self.noticed = noticed
        self.segments = list(_segments(markers))
        self.ends = [one.end for one in self.segments]
        self.at = 0
        self.paragraphs: dict[int, list[Paragraph]] = {}

    def block(self, block: Any) -> Any:
        """A block without the definitions in it, its marks calls of notes."""
        if not isinstance(block, Paragraph | Heading):
            return rebuilt(block, self._children)
        pieces = list(self._pieces(block.content))
        self.at += len("\n\n")
        for goes_to, group in groupby(pieces, key=lambda piece: piece[0]):
            if goes_to >= 0 and (content := trimmed([one for _, one in group])):
                note = self.paragraphs.setdefault(goes_to, [])
                note.append(Paragraph(content, span=around(content)))
        content = trimmed([one for goes_to, one in pieces if goes_to == BODY])
        return structs.replace(block, content=content)

    def _children(self, children: tuple[Any, ...]) -> Any:
        if children and not _is_block(children[0]):
            return children  # a caption
        return _without_empty(map(self.block, children))

    def notes(self) -> Iterator[Note]:
        """The notes whose definitions were cut out."""
        for number, note in enumerate(self.markers.notes):
            blocks = tuple(self.paragraphs.get(number, ()))
            place = self.joined.place(note.definition)
            yield Note(
                self.keys[note.key], note.kind, note.id, blocks, mark=note.symbol, span=place
            )

    def _pieces(self, content: tuple[Inline, ...]) -> Iterator[tuple[int, Inline]]:
        """Inlines, each with where it goes; those that hold others are there once for each place."""
        for inline in content:
            fields = CHILDREN[type(inline)]
            if fields:
                inner = list(self._pieces(getattr(inline, fields[0])))
                for goes_to, group in groupby(inner, key=lambda piece: piece[0]):
                    inlines = tuple(one for _, one in group)
                    yield goes_to, structs.replace(inline, content=inlines)
            elif type(inline) is Text:
                yield from self._cut(inline)
            else:
                yield self._segment(self.at).goes_to, inline
                self.at += 1

    def _segment(self, at: int) -> Segment:
        """The segment in which a character stands, or that of the body which ends before the next."""
        index = bisect_right(self.ends, at)
        if index == len(self.segments):
            return Segment(at, len(self.joined.text), BODY)
        found = self.segments[index]
        return found if found.start <= at else Segment(at, found.start, BODY)

    def _cut(self, text: Text) -> Iterator[tuple[int, Inline]]:
        start, end = self.at, self.at + len(text.text)
        while self.at < end:
            segment = self._segment(self.at)
            stop = min(segment.end, end)
            if segment.mark is None:
                yield segment.goes_to, part(text, self.at - start, stop - start)
            elif segment.start == self.at:
                yield segment.goes_to, self._mark(segment.mark)
            self.at = stop

    def _mark(self, token: Token) -> Inline:
        place = self.joined.place(Span(token.start, token.end))
        match node := self._mark_node(token):
            case NoteRef(key):
                return NoteRef(self.keys[key], span=place)
            case CrossRef(kind, (str(key),)):
                number = NoteNumber(self.keys[key], span=place)
                return CrossRef(kind, (self.keys[key],), (number,), span=place)
            case Stray():
                return structs.replace(node, span=place)
        return node

    def _mark_node(self, token: Token) -> Inline:
        if token.kind == "regular":  # stands for the mark of a line that needs no pairing
            return NoteRef(self.markers.notes[int(token.id)].key)
        return mark_node(token, self.markers, self.noticed)


def _is_block(node: Node) -> bool:
    return "content" not in CHILDREN[type(node)] or isinstance(node, Paragraph | Heading)


def _segments(markers: Markers) -> Iterator[Segment]:
    """What stands in a text beside its own words: marks, and definitions with the words of notes."""
    marks = sorted(_marks(markers), key=lambda mark: mark[0].start)
    holes = sorted(_holes(markers), key=lambda hole: hole[0])
    waiting = iter(marks)
    mark = next(waiting, None)
    for start, end, first, last, number in [*holes, (len(markers.text),) * 4 + (AWAY,)]:
        while mark and mark[0].start < start:
            yield Segment(mark[0].start, mark[1], BODY, mark[0])
            mark = next(waiting, None)
        if start == len(markers.text):
            return
        yield Segment(start, first, AWAY)
        at = first
        while mark and mark[0].start < last:
            if number >= 0:
                yield Segment(at, mark[0].start, number)
                yield Segment(mark[0].start, mark[0].end, number, mark[0])
                at = mark[0].end
            mark = next(waiting, None)
        yield Segment(at, last, number)
        yield Segment(last, end, AWAY)


def _marks(markers: Markers) -> Iterator[tuple[Token, int]]:
    """The marks of a text, each with where it ends, its custom mark included."""
    for token in markers.breaks:
        if token.kind in ("mark", "odd-mark"):
            yield token, token.end + len(markers.symbols.get(token.start, ""))
    regular = {note.mark.start for line in _regular(markers) for note in line.notes}
    for number, note in enumerate(markers.notes):
        if note.mark.start in regular:
            span = note.mark
            yield Token("regular", span.start, span.end, str(number), note.kind), span.end


def _regular(markers: Markers) -> Iterator[Any]:
    return chain.from_iterable(markers.regular.values())


def _holes(markers: Markers) -> Iterator[tuple[int, int, int, int, int]]:
    """Start and end of each definition and of the words in it, and the number of its note."""
    own = set()
    for number, note in enumerate(markers.notes):
        own.add(note.definition.start)
        yield note.definition.start, note.definition.end, note.start, note.end, number
    for start, end in markers.holes.items():
        if start not in own:
            yield start, end, end, end, AWAY
