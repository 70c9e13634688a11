"""Guesses → the tree: paragraphs become what they were guessed to be, and each is reported."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct, structs

from converter.document.diagnostics import Diagnostic, diagnose
from converter.document.model import (
    Bibliography,
    Block,
    BlockQuote,
    Document,
    Figure,
    Heading,
    Metadata,
    Paragraph,
    ThematicBreak,
)
from converter.readers.restoring.structure.guesses import CERTAIN, Guess
from converter.readers.restoring.structure.lines import (
    KEPT,
    Lines,
    around,
    is_kept,
    without_start,
    words_of,
)

CODES = {
    "heading": "U001", "title": "U002", "subtitle": "U002", "author": "U002", "date": "U002",
    "quote": "U003", "list": "U004", "separator": "U005", "caption": "U006", "abstract": "U007",
    "bibliography": "U011",
}  # fmt: skip
TYPED, KEPT_AS_TEXT = "U008", "U009"


class Built(Struct):
    """What becomes of a document: its blocks, what goes to its metadata, and what is said of it."""

    blocks: list[Block]
    meta: dict[str, Any]
    found: list[Diagnostic]


def built(
    document: Document, lines: Lines, guesses: Sequence[Guess], found: list[Diagnostic]
) -> Document:
    """The document with what was guessed; `guesses` stand in the order of the text, and apart."""
    into = Built([], {}, found)
    at = 0
    for guess in guesses:
        into.blocks += lines.blocks[at : guess.first]
        at = guess.last + 1
        run = [one for one in lines.blocks[guess.first : at] if isinstance(one, Paragraph)]
        if any(is_kept(lines.content(one)) for one in range(guess.first, at)):
            into.blocks += (_kept(one, found) for one in run)
            continue
        _build(guess, run, lines, into)
        into.found.append(_said(guess, run))
    into.blocks += lines.blocks[at:]
    meta = _with_own(document.meta, into.meta) if into.meta else document.meta
    return structs.replace(document, blocks=tuple(into.blocks), meta=meta)


def _with_own(meta: Metadata, guessed: dict[str, Any]) -> Metadata:
    """The metadata with what was guessed, where they say nothing themselves."""
    return structs.replace(
        meta, **{name: one for name, one in guessed.items() if not getattr(meta, name)}
    )


def _kept(paragraph: Paragraph, found: list[Diagnostic]) -> Paragraph:
    """A paragraph that is to stay one, without the sign that says so."""
    if not words_of(paragraph.content).startswith(KEPT):
        return paragraph
    found.append(diagnose(KEPT_AS_TEXT, paragraph.span))
    return without_start(paragraph, len(KEPT))


def _said(guess: Guess, run: Sequence[Paragraph]) -> Diagnostic:
    span = around(run)
    if guess.confidence == CERTAIN:
        return diagnose(TYPED, span, kind=guess.kind)
    return diagnose(CODES[guess.kind], span, kind=guess.kind, level=guess.level, why=guess.why)


def _build(guess: Guess, run: Sequence[Paragraph], lines: Lines, into: Built) -> None:
    """Put what a guess says of a run of paragraphs where it belongs."""
    (first, *_) = run
    if guess.confidence == CERTAIN:
        from converter.readers.restoring.structure.typed import as_typed

        into.blocks.append(as_typed(guess, run))
        return
    match guess.kind:
        case "heading":
            into.blocks.append(Heading(guess.level, first.content, span=first.span))
        case "quote":
            into.blocks.append(BlockQuote(tuple(run), span=around(run)))
        case "bibliography":
            into.blocks.append(Bibliography(tuple(run), span=around(run)))
        case "list":
            from converter.readers.restoring.structure.runs.lists import as_lists

            into.blocks += as_lists(guess, run, lines)
        case "separator":
            into.blocks.append(ThematicBreak(span=first.span))
        case "caption":
            into.blocks.append(Figure((), first.content, span=first.span))
        case _:
            from converter.readers.restoring.structure.head import add_to_metadata

            add_to_metadata(guess, run, into.meta)
