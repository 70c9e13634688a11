"""Text → Document: its markers read, its lines made blocks, its cross references bound."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Unpack

from converter.crossrefs import SOFT_HYPHEN, CitationStyle, has_targets, style_of, trigger_places
from converter.document.diagnostics import Diagnostic, diagnose
from converter.document.model import Document, Metadata, Note, Span
from converter.document.overrides import NoteOptions, with_notes
from converter.document.tree import line_starts
from converter.formats import Notation, Parsed, Structure
from converter.markers import Markers, read_markers
from converter.readers.marker.blocks import BlockReader
from converter.readers.marker.content import ContentReader
from converter.readers.marker.inlines import ExtractorText
from converter.readers.marker.lines import LineReader
from converter.readers.restoring.structure import restored
from converter.speed.patterns import Pattern

REPLACEMENT = "\ufffd"

# What XML 1.0 (section 2.2) forbids, and the C1 controls, which HTML forbids; not line ends or tabs.
FORBIDDEN = Pattern("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


MARKS = ("mark", "odd-mark")

MOST_BLANKS = 99
"""Characters in which front matter begins, if only blank lines stand above it."""


class Reading(NamedTuple):
    """What a text holds, and its markers, whose places count in `Parsed.source`."""

    parsed: Parsed
    markers: Markers


def parse(
    text: str,
    *,
    extractor_text: ExtractorText = "keep",
    citation_style: CitationStyle | None = None,
    notation: Notation | None = None,
    structure: Structure = "safe",
    inline_marks: bool = False,
    **notes: Unpack[NoteOptions],
) -> Parsed:
    """The document that a text with ``[footnoteRef:1]`` markers holds.

    Never raises on any text. `extractor_text` says what to do with comments, bookmarks and image
    names that the extractor left behind: ``keep`` them, visibly marked, or ``drop`` them; both are
    reported. `citation_style` says which forms of cross references are read, by default those of the
    document's language; `notes` how the notes are numbered, and so what the typed numbers mean.
    `notation` says that notes are written in another way than by markers, `structure` how much of
    headings, quotes, lists and the like is given back. With `inline_marks`, ``*italic*``, ``**bold**``
    and ``^small caps^`` are read as such.

    >>> document, diagnostics, source = parse("So.[footnoteRef:1] [1: See there.]")
    >>> document.notes[0].blocks[0].content[0].text
    'See there.'
    """
    asked = (extractor_text, citation_style, notation, structure, inline_marks)
    return read_text(text, *asked, **notes).parsed


def read_text(
    text: str,
    extractor_text: ExtractorText = "keep",
    citation_style: CitationStyle | None = None,
    notation: Notation | None = None,
    structure: Structure = "safe",
    inline_marks: bool = False,
    *,
    binds: bool = True,
    **options: Unpack[NoteOptions],
) -> Reading:
    """The document that a text holds, with its markers, for those who change the text.

    Without `binds`, its cross references stay words.
    """
    found: list[Diagnostic] = []
    text = without_forbidden(text, found)
    meta, start = _front_matter(text, found)
    markers = _markers(text, start, notation)
    found += markers.diagnostics
    lines = line_starts(text)
    content = ContentReader(markers, extractor_text, found)
    blocks = BlockReader(LineReader(markers), content, lines, found)
    notes = tuple(
        Note(one.key, one.kind, one.id, blocks.note(one), mark=one.symbol, span=one.definition)
        for one in markers.notes
    )
    document = Document(blocks.body(start), notes, meta, lines=lines)
    if inline_marks:
        from converter.readers.restoring.inline_marks import (
            with_inline_marks,
        )  # which few texts have

        document = with_inline_marks(document)
    document = restored(document, text, structure, found)
    document = with_notes(document, found, **options)
    if not document.blocks and not notes:
        found.append(diagnose("E004"))
    elif not notes and notation is not None:
        from converter.markers.notations import instead_of  # which few texts have a need of

        found.append(diagnose("M016", notation=notation, remedy=instead_of(notation, text)))
    elif not notes and not any(token.kind in MARKS for token in markers.breaks):
        from converter.markers.notations import other_notation  # which others have no need of

        if other := other_notation(text):
            found.append(diagnose("M015", what=other.what, remedy=other.remedy))
    if notes and notation is None and ("</" in text or "[^" in text):
        found += _written_otherwise(text)
    style = citation_style or style_of(document.meta.lang)
    triggers: list[int] | None = None  # a soft hyphen may stand in any word
    if not notes or SOFT_HYPHEN not in text:
        triggers = trigger_places(text, style)
    if binds and triggers != [] and has_targets(document):
        from converter.crossrefs.bind import bind  # brings a grammar that other texts do without

        document = bind(document, triggers, style, found)
    found.sort(key=lambda one: one.span.start if one.span else -1)
    return Reading(Parsed(document, tuple(found), text), markers)


def _written_otherwise(text: str) -> Iterator[Diagnostic]:
    """What a text has beside its markers that another reader would read."""
    from converter.markers.notations import markdown, tags  # which few texts have a need of

    if written := tags(text):
        yield diagnose("M018", count=len(written), tag=written[0])
    if example := markdown(text):
        yield diagnose("M019", example=example)


def _markers(text: str, start: int, notation: Notation | None) -> Markers:
    if notation is None:
        return read_markers(text, start)
    from converter.markers.foreign import read_notation  # which most texts have no need of

    return read_notation(text, start, notation)


def _front_matter(text: str, found: list[Diagnostic]) -> tuple[Metadata, int]:
    """What stands before the text itself, and where that begins."""
    start = int(text.startswith("\ufeff"))  # a byte order mark is not text
    if not text[start : start + MOST_BLANKS].lstrip().startswith("---"):
        return Metadata(), start
    from converter.readers.marker.front_matter import (
        read_front_matter,  # which most texts have no need of
    )

    front = read_front_matter(text)
    found += front.diagnostics
    return front.meta, front.end


def without_forbidden(text: str, found: list[Diagnostic]) -> str:
    """A text in which � stands for each character that no document may hold, which is reported."""
    if _is_printable(text):  # as most are, which takes less time to tell
        return text
    first = FORBIDDEN.search(text)
    if not first:
        return text
    replaced, count = FORBIDDEN.compiled.subn(REPLACEMENT, text)
    found.append(diagnose("E001", Span(*first.span()), count=count, replacement=REPLACEMENT))
    return replaced


def _is_printable(text: str) -> bool:
    """Whether a text has only what can be printed, and line feeds. A copy of all would cost memory."""
    size = 10_000
    parts = (text[start : start + size] for start in range(0, len(text), size))
    return all(part.replace("\n", " ").isprintable() for part in parts)
