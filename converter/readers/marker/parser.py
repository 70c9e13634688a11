"""Tokens → Document: notes with their words, lines with their marks, lines grouped to blocks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain, groupby, pairwise
from typing import TYPE_CHECKING

from converter.crossrefs import TRIGGERS, CitationStyle
from converter.document.diagnostics import Diagnostic, report
from converter.document.model import (
    Block,
    Cell,
    CrossRef,
    Document,
    Inline,
    Metadata,
    Note,
    NoteKey,
    NoteNumber,
    NoteRef,
    Paragraph,
    Row,
    Span,
    Stray,
    Table,
    Text,
)
from converter.formats import Parsed
from converter.markers.regular import RegularLine, RegularNote, outline
from converter.markers.tokens import BREAKS, Token, line_starts
from converter.readers.marker.inlines import ExtractorText, InlineReader, around, merged
from converter.readers.marker.lines import (
    LAYOUT,
    WRAPPED_WIDTHS,
    Line,
    Piece,
    Pieces,
    first_character,
    is_tab,
    is_wrapped,
    span_of,
    tab_count,
    with_tabs_as_text,
    wrap_width,
)
from converter.speed.patterns import Pattern

if TYPE_CHECKING:
    from converter.markers.pairing import Definition

REPLACEMENT = "\ufffd"

# What XML 1.0 (section 2.2) forbids, and the C1 controls, which HTML forbids; not line ends or tabs.
FORBIDDEN = Pattern("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def parse(
    text: str,
    *,
    extractor_text: ExtractorText = "keep",
    citation_style: CitationStyle = "bluebook",
) -> Parsed:
    """The document that a text with ``[footnoteRef:1]`` markers holds.

    Never raises on any text. `extractor_text` says what to do with comments, bookmarks and image
    names that the extractor left behind: ``keep`` them, visibly marked, or ``drop`` them; both are
    reported. `citation_style` says which forms of cross references are read.

    >>> document, diagnostics, source = parse("So.[footnoteRef:1] [1: See there.]")
    >>> document.notes[0].blocks[0].content[0].text
    'See there.'
    """
    found: list[Diagnostic] = []
    text = _without_forbidden(text, found)
    meta, start = _front_matter(text, found)
    reader = _Reader(text, start, extractor_text, found)
    notes = tuple(reader.notes())
    blocks = tuple(reader.blocks(reader.body_lines()))
    if not blocks and not notes:
        found.append(report("E004"))
    document = Document(blocks, notes, meta, lines=reader.line_starts)
    triggers = [word.start() for word in TRIGGERS[citation_style].finditer(text)] if notes else []
    if triggers:
        from converter.crossrefs.bind import bind  # brings a grammar that other texts do without

        document = bind(document, triggers, citation_style, found)
    found.sort(key=lambda one: one.span.start if one.span else -1)
    return Parsed(document, tuple(found), text)


def _front_matter(text: str, found: list[Diagnostic]) -> tuple[Metadata, int]:
    """What stands before the text itself, and where that begins."""
    start = int(text.startswith("\ufeff"))  # a byte order mark is not text
    if not text.startswith("---", start):
        return Metadata(), start
    from converter.readers.marker.front_matter import (
        read_front_matter,  # which most texts have no need of
    )

    front = read_front_matter(text)
    found += front.diagnostics
    return front.meta, front.end


def _without_forbidden(text: str, found: list[Diagnostic]) -> str:
    if _is_printable(text):  # as most are, which takes less time to tell
        return text
    first = FORBIDDEN.search(text)
    if not first:
        return text
    replaced, count = FORBIDDEN.compiled.subn(REPLACEMENT, text)
    found.append(report("E001", Span(*first.span()), count=count, replacement=REPLACEMENT))
    return replaced


def _is_printable(text: str) -> bool:
    """Whether a text has only what can be printed, and line feeds. A copy of all would cost memory."""
    size = 10_000
    parts = (text[start : start + size] for start in range(0, len(text), size))
    return all(part.replace("\n", " ").isprintable() for part in parts)


class _Reader:
    """One reading of a text: what its marks call, and its diagnostics so far."""

    def __init__(
        self,
        text: str,
        start: int,
        extractor_text: ExtractorText,
        found: list[Diagnostic],
    ) -> None:
        self.text = text
        self.start = start
        self.tokens, self.regular = outline(text, start)
        self.extractor_text = extractor_text
        self.found = found
        self.inlines = InlineReader(text, extractor_text, found).read
        self.line_starts = line_starts(text)
        self.has_tabs = "\t" in text
        self.definitions: dict[NoteKey, Definition] = {}
        self.keys: dict[tuple[str, str], NoteKey] = {}
        self.called: dict[int, NoteKey] = {}
        self.custom: dict[int, str] = {}
        self.skipped: dict[int, int] = {}
        if any(token.kind in ("mark", "open") for token in self.tokens):
            self.pair()
        breaks = (place for place, token in enumerate(self.tokens) if token.kind in BREAKS)
        self.breaks = sorted((*breaks, *self.skipped))

    def pair(self) -> None:
        """Find out what the marks of irregular lines call. Many texts have none, and load no pairing."""
        from converter.markers.calls import Calls
        from converter.markers.pairing import pair

        pairs = pair(self.text, self.tokens)
        self.found += pairs.diagnostics
        calls = Calls(self.text, self.tokens, pairs, self.found)
        self.definitions, self.keys, self.called = calls.notes, calls.keys, calls.called
        self.custom = calls.custom
        self.skipped = {definition.first: definition.last for definition in pairs.definitions}
        self.skipped.update(calls.stand_ins)

    # Notes

    def notes(self) -> list[Note]:
        """All notes, in the order of their definitions."""
        lines = chain.from_iterable(self.regular.values())
        regular = [self.regular_note(note) for line in lines for note in line.notes]
        others = list(self.other_notes())
        if not (regular and others):
            return regular or others
        return sorted(regular + others, key=lambda note: note.span.start if note.span else -1)

    def regular_note(self, note: RegularNote) -> Note:
        blocks = self.plain_paragraph(note.start, note.end)
        return Note(note.key, note.kind, note.id, blocks, span=note.definition)

    def other_notes(self) -> Iterator[Note]:
        for key, definition in self.definitions.items():
            mark = self.tokens[definition.mark]
            start = definition.start
            symbol = self.custom.get(mark.start)
            if symbol is not None:
                start = self.text.index(symbol, start) + len(symbol)
            blocks = self.note_blocks(definition, start)
            span = Span(self.tokens[definition.first].start, self.tokens[definition.last].end)
            yield Note(key, mark.note, mark.id, blocks, mark=symbol, span=span)

    def note_blocks(self, definition: Definition, start: int) -> tuple[Block, ...]:
        """The paragraphs of a note whose words begin at `start`; most are one line without marks."""
        place = bisect_left(self.breaks, definition.first + 1)
        if place == len(self.breaks) or self.breaks[place] > definition.last:
            return self.plain_paragraph(start, definition.end)
        lines = self.lines(definition.first + 1, definition.last + 1, start, definition.end)
        return tuple(self.blocks(lines, in_note=True))

    # Lines

    def body_lines(self) -> Iterator[Line]:
        return self.lines(0, len(self.tokens), self.start, len(self.text))

    def lines(self, first: int, last: int, start: int, end: int) -> Iterator[Line]:
        """The lines of the tokens `first` to `last`, cut to the characters `start` to `end`."""
        line: Pieces = []
        regular: RegularLine | None = None
        tokens, breaks, custom = self.tokens, self.breaks, self.custom
        place, end_place = bisect_left(breaks, first), bisect_left(breaks, last)
        while place < end_place:
            token = tokens[breaks[place]]
            if token.start > start:
                line.append(Span(start, token.start))
            start = token.end
            if token.kind == "open":
                after = self.skipped[breaks[place]]
                start = tokens[after].end
                place = bisect_right(breaks, after, place) - 1
            elif token.kind == "regular":
                run = self.regular[token.start]
                for one, following in pairwise(run):
                    yield one
                    if following.start > one.end + 1:  # a blank line stands between them
                        yield []
                regular = run[-1]
            elif token.kind == "newline":
                yield regular or self.trimmed(line)
                regular = None
                if self.text[token.start : token.end] not in ("\n", "\r\n", "\r"):
                    yield []
                line = []
            else:
                line.append(token)
                if token.start in custom:
                    start += len(custom[token.start])
            place += 1
        if end > start:
            line.append(Span(start, end))
        yield regular or self.trimmed(line)

    def trimmed(self, line: Pieces) -> Pieces:
        """A line; an empty one if it holds nothing but blanks and tabs."""
        for piece in line:
            if not self.is_layout(piece):
                return line
        return []

    def is_layout(self, piece: Piece) -> bool:
        if type(piece) is Token:
            return piece.kind == "tab"
        text = self.text
        return text[piece.start] in LAYOUT and not text[piece.start : piece.end].strip(LAYOUT)

    # Blocks

    def blocks(self, lines: Iterator[Line], *, in_note: bool = False) -> Iterator[Block]:
        """Paragraphs and tables; a blank line ends either. In a note tabs make no table."""
        stanza: list[Line] = []
        for line in lines:
            if line:
                stanza.append(line)
            elif stanza:
                yield from self.stanza(stanza, in_note)
                stanza = []
        if stanza:
            yield from self.stanza(stanza, in_note)

    def stanza(self, lines: list[Line], in_note: bool) -> Sequence[Block]:
        """The blocks of lines without a blank one between them."""
        if in_note or len(lines) == 1:
            return self.paragraphs(lines)
        blocks: list[Block] = []
        for tabs, group in groupby(lines, key=tab_count):
            alike = list(group)
            rows = [line for line in alike if type(line) is not RegularLine] if tabs else []
            if len(rows) > 1 and any(map(self.has_cells, rows)):
                blocks.append(self.table(rows))
            else:
                blocks += self.paragraphs(alike)
        return blocks

    def has_cells(self, line: Pieces) -> bool:
        """Whether a tab stands between text, and not only before it as an indent."""
        filled = [not self.is_layout(piece) for piece in line]
        return any(map(is_tab, line[filled.index(True) :]))

    def table(self, lines: list[Pieces]) -> Table:
        span = span_of(lines)
        self.found.append(report("G002", span, rows=len(lines)))
        return Table(tuple(map(self.row, lines)), span=span)

    def row(self, line: Pieces) -> Row:
        cells: list[Pieces] = [[]]
        for piece in line:
            if is_tab(piece):
                cells += [[] for _ in range(piece.end - piece.start)]
            else:
                cells[-1].append(piece)
        return Row(tuple(map(self.cell, cells)), span=span_of([line]))

    def cell(self, pieces: Pieces) -> Cell:
        content = self.content(pieces)
        return Cell((Paragraph(content, span=around(content)),)) if content else Cell(())

    def paragraphs(self, lines: list[Line]) -> list[Paragraph]:
        """A paragraph a line, or one for them all where they look wrapped by hand."""
        contents = [self.content(line) for line in lines]
        if len(lines) > 1 and self.are_wrapped(lines):
            self.found.append(report("G001", span_of(lines)))
            contents = [self.joined(contents)]
        return [Paragraph(content, span=around(content)) for content in contents if content]

    def plain_paragraph(self, start: int, end: int) -> tuple[Paragraph, ...]:
        """The paragraph of a line that is nothing but text; none if it is blank."""
        start = self.skip_layout(start, end)
        end = self.before_layout(start, end)
        content = self.inlines(start, end)
        if self.extractor_text == "drop":
            content = merged(content)
        return (Paragraph(tuple(content), span=around(content)),) if content else ()

    def joined(self, contents: list[tuple[Inline, ...]]) -> tuple[Inline, ...]:
        content: list[Inline] = []
        for line in contents:
            last = content[-1] if content else None
            hyphen = isinstance(last, Text) and re.search(r"\w-\Z", last.text)
            if content and not hyphen and type(line[0]) is not NoteRef:
                content.append(Text(" "))
            content += line
        return tuple(merged(content))

    def are_wrapped(self, lines: list[Line]) -> bool:
        return is_wrapped(list(map(self.physical_line, lines)), self.wrap_width)

    @cached_property
    def wrap_width(self) -> int | None:
        return wrap_width(self.text)

    def physical_line(self, line: Line) -> str:
        """The line of the source in which a stretch of text ends, marks and definitions included."""
        number = bisect_right(self.line_starts, first_character(line))
        start = self.line_starts[number - 1]
        end = self.line_starts[number] if number < len(self.line_starts) else len(self.text)
        limit = start + WRAPPED_WIDTHS.stop + 1
        return self.text[start : min(end, limit)].rstrip()

    # Inlines

    def content(self, line: Line) -> tuple[Inline, ...]:
        """The inlines of a line or cell, without the layout at its edges and before its marks."""
        if type(line) is RegularLine:
            return self.regular_content(line)
        content: list[Inline] = []
        pieces = with_tabs_as_text(line) if self.has_tabs and any(map(is_tab, line)) else line
        last = len(pieces) - 1
        may_touch = self.extractor_text == "drop"
        after_text = False
        for place, piece in enumerate(pieces):
            if type(piece) is Token:
                content.append(self.mark(piece))
                after_text = False
                continue
            start, end = piece.start, piece.end
            if place == 0:
                start = self.skip_layout(start, end)
            if place == last or self.is_call(pieces[place + 1]):
                end = self.before_layout(start, end)
            if start < end:
                content += self.inlines(start, end)
                may_touch = may_touch or after_text
                after_text = True
        return tuple(merged(content) if may_touch else content)

    def regular_content(self, line: RegularLine) -> tuple[Inline, ...]:
        """The same of a line whose marks all call notes of their own."""
        content: list[Inline] = []
        start = self.skip_layout(line.start, line.behind)
        for note in line.notes:
            end = self.before_layout(start, note.mark.start)
            if start < end:
                content += self.inlines(start, end)
            content.append(NoteRef(note.key, span=note.mark))
            start = note.mark.end
        end = self.before_layout(start, line.behind)
        if start < end:
            content += self.inlines(start, end)
        return tuple(merged(content) if self.extractor_text == "drop" else content)

    def skip_layout(self, start: int, end: int) -> int:
        while start < end and self.text[start] in LAYOUT:
            start += 1
        return start

    def before_layout(self, start: int, end: int) -> int:
        while start < end and self.text[end - 1] in LAYOUT:
            end -= 1
        return end

    def is_call(self, piece: Piece) -> bool:
        return type(piece) is Token and piece.start in self.called

    def mark(self, token: Token) -> Inline:
        """A mark as a call of its note, as the number of a note, or as the text that it is."""
        span = Span(token.start, token.end)
        words = self.text[token.start : token.end]
        if token.kind == "odd-mark":
            self.found.append(report("M013", span))
            return Stray(words, "M013", span=span)
        canonical = f"[{token.note}Ref:{token.id}]"
        if words != canonical:
            self.found.append(report("M012", span, mark=words, meant=canonical))
        if token.start in self.called:
            return NoteRef(self.called[token.start], span=span)
        key = self.keys.get((token.note, token.id))
        if key is not None:
            self.found.append(report("M010", span, mark=words))
            return CrossRef("mark", (key,), (NoteNumber(key, span=span),), span=span)
        self.found.append(report("M001", span, mark=words))
        return Stray(words, "M001", span=span)
