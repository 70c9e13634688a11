"""What stands behind the picture of a text: problems, suggestions, its notes, and the receipt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from msgspec import json

from converter.checks import Finding, Selection, check
from converter.crossrefs import style_of
from converter.document.model import (
    CrossRef,
    Document,
    NoteKey,
    NoteRef,
    Span,
)
from converter.document.notes import NoteIndex, index_notes
from converter.document.tree import ends_of, walk, walk_text
from converter.document.words import in_paragraphs
from converter.editing.edits import Replacement
from converter.formats import Parsed
from converter.web.engine import Answer
from converter.web.engine.given import given, held, read_given
from converter.web.engine.given.units import Units
from converter.web.engine.picture import layout
from converter.web.engine.picture.shown import shown_of
from converter.web.engine.problems import SUGGESTED, Cards, edits_out, group, said_problems
from converter.web.engine.receipt import of_page, taken

MOST_OF_A_RULE = 200
"""Problems of one rule that the page lists."""

SHOWN_OF_NOTE = 80
"""Characters of a note that tell it from others."""

GUESSED = "G"
"""What the codes of guesses begin with: they are told, as they may be wrong."""


def review(
    body: bytes, *, session: str, seq: int, notes_as: str, digest: str, **how: Any
) -> Answer:
    """What there is to say of a text. `digest` is that of its picture: does this still fit?"""
    asked = given(how)
    parsed = read_given(body, asked)
    shown = shown_of(parsed, asked, layout(notes_as))
    units = Units(parsed.source)
    problems, suggestions = _problems(parsed)
    if asked.source and held(asked.source).format == "docx":
        problems = said_problems(held(asked.source).parsed.diagnostics) + problems
    answer = {
        "seq": seq,
        "problems": problems,
        "suggestions": suggestions,
        "notes": [*_notes(parsed.document, units)],
        "receipt": of_page(taken(parsed, asked.format), shown),
        "stale": bool(digest) and shown.digest() != digest,
    }
    return {}, json.encode(answer)


def _problems(parsed: Parsed) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Cards of what is wrong, and of what may be made of the text."""
    style = style_of(parsed.document.meta.lang)
    found = check(parsed, Selection(hints=True), style=style, most=MOST_OF_A_RULE)
    cards = Cards(parsed.source)
    problems: list[dict[str, Any]] = []
    suggestions: list[dict[str, Any]] = []
    for one, card in zip(found, cards.cards(found), strict=True):
        if one.severity != "info" or one.code.startswith(GUESSED):
            problems.append(card)
        elif group(one.code) in SUGGESTED:
            suggestions.append(_with_undoing(card, one, cards.units))
    return problems, suggestions


def _with_undoing(card: dict[str, Any], one: Finding, units: Units) -> dict[str, Any]:
    """A card of structure that was guessed, with the sign that keeps its line as text."""
    if card["fix"] is None and card["group"] == "structure" and one.span is not None:
        edit = Replacement(one.span.start, one.span.start, "\\")
        fix = {"label": "Keep it as text", "safe": False, "edits": edits_out((edit,), units)}
        return card | {"fix": fix}
    return card


def _notes(document: Document, units: Units) -> Iterator[dict[str, Any]]:
    """The notes in printed order, each with the places that cite it."""
    index = index_notes(document)
    marks = _marks(document)
    citing = _citing(document, index, units)
    for called in index.called.values():
        for note in called:
            placed = [(units.out(one.start), units.out(one.end)) for one in marks[note.key]]
            words = " ".join(in_paragraphs(note.blocks, index).split())
            yield {
                "number": index.label(note.key),
                "id": note.id,
                "kind": note.kind,
                "words": words[:SHOWN_OF_NOTE],
                "mark": next(iter(placed), None),
                "marks": placed,
                "body": _out(note.span, units),
                "cited_by": citing[note.key],
            }


def _marks(document: Document) -> dict[NoteKey, list[Span]]:
    """Where the text calls each note."""
    marks: dict[NoteKey, list[Span]] = defaultdict(list)
    for node in walk_text(document):
        if isinstance(node, NoteRef) and node.span is not None:
            marks[node.note].append(node.span)
    return marks


def _citing(
    document: Document, index: NoteIndex, units: Units
) -> dict[NoteKey, list[dict[str, Any]]]:
    """Where each note is named by a cross reference, or marked once more."""
    citing: dict[NoteKey, list[dict[str, Any]]] = defaultdict(list)
    seen: set[NoteKey] = set()

    def cite(key: NoteKey, label: str, span: Span | None) -> None:
        citing[key].append({"label": label, "from": units.out(span.start) if span else None})

    for node in walk_text(document):
        if isinstance(node, NoteRef):
            if node.note in seen:
                cite(node.note, "text", node.span)
            seen.add(node.note)
        elif isinstance(node, CrossRef):
            for key in ends_of(node.targets):
                cite(key, "text", node.span)
    for note in document.notes:
        for node in walk(note.blocks):
            if isinstance(node, CrossRef):
                for key in ends_of(node.targets):
                    cite(key, f"note {index.label(note.key)}", node.span)
    return citing


def _out(span: Span | None, units: Units) -> tuple[int, int] | None:
    return (units.out(span.start), units.out(span.end)) if span else None
