"""The spans by which our renderer writes what pandoc has no type for, as the nodes that they were."""

from __future__ import annotations

from typing import Protocol, cast, get_args

from converter.document.faults import FAULTS
from converter.document.model import (
    Capitals,
    CrossRef,
    CrossRefKind,
    Inline,
    Math,
    NoteKey,
    NoteNumber,
    NoteRange,
    NoteRef,
    Stray,
    Text,
)
from converter.document.tree import ends_of
from converter.programs import pandoc_json as pandoc
from converter.programs.pandoc_spans import (
    CAPITALS,
    CROSS_REF,
    FORMULA,
    NOTE_NUMBER,
    NOTE_REF,
    STRAY,
    split,
    split_ranges,
)
from converter.readers.pandoc.labels import Label
from converter.readers.pandoc.survey import Survey

KINDS = get_args(CrossRefKind)


class Inlines(Protocol):
    """What reads the content of a span."""

    survey: Survey
    foreign: bool
    inside: Label | None

    def inlines(self, content: tuple[pandoc.Inline, ...]) -> tuple[Inline, ...]:
        """A run of text."""


def our_node(
    attr: pandoc.Attr, content: tuple[pandoc.Inline, ...], reader: Inlines
) -> list[Inline]:
    """The node of a span; nothing for a span of others, or one whose notes are not there."""
    keys = reader.survey.keys
    match attr.classes:
        case (name,) if name == NOTE_REF:
            return [_mark(key, reader) for key in _keys(attr, "note", keys)]
        case (name,) if name == NOTE_NUMBER:
            return [_number(attr, key, keys) for key in _keys(attr, "note", keys)]
        case (name,) if name == CROSS_REF:
            return _cross_reference(attr, content, reader)
        case (name,) if name == STRAY and (code := attr.value("code")) in FAULTS:
            return [Stray(_words(reader.inlines(content)), code)]
        case (name,) if name == CAPITALS:
            return [Capitals(reader.inlines(content))]
        case (name,) if name == FORMULA:
            markup = "" if reader.foreign else attr.value("omml") or ""
            return [Math(_words(reader.inlines(content)), markup)]
        case _:
            return []


def _mark(key: NoteKey, reader: Inlines) -> Inline:
    """A mark once more, which cannot be one in a note."""
    if reader.inside is None:
        return NoteRef(key)
    return CrossRef("mark", (key,), (NoteNumber(key),))


def _keys(attr: pandoc.Attr, name: str, known: set[NoteKey]) -> tuple[NoteKey, ...]:
    """The keys in an attribute, if notes bear all of them."""
    keys = split(attr.value(name) or "")
    return keys if known.issuperset(keys) else ()


def _number(attr: pandoc.Attr, key: NoteKey, known: set[NoteKey]) -> NoteNumber:
    after = next(iter(_keys(attr, "after", known)), None)
    digits = attr.value("digits") or ""
    whole = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 3 else 0
    return NoteNumber(key, after, whole or None)


def _cross_reference(
    attr: pandoc.Attr, content: tuple[pandoc.Inline, ...], reader: Inlines
) -> list[Inline]:
    kind, targets = attr.value("ref-kind"), _targets(attr, reader.survey.keys)
    if kind not in KINDS or (not targets and attr.value("targets")):
        return []
    if kind == "mark":
        if not targets:
            return []
        match content:
            case (pandoc.Superscript(raised),):
                content = raised
    return [CrossRef(cast(CrossRefKind, kind), targets, reader.inlines(content))]


def _targets(attr: pandoc.Attr, known: set[NoteKey]) -> tuple[NoteKey | NoteRange, ...]:
    """The notes that a reference means, if there are all of them."""
    targets = split_ranges(attr.value("targets") or "")
    return targets if known.issuperset(ends_of(targets)) else ()


def _words(content: tuple[Inline, ...]) -> str:
    return "".join(one.text for one in content if isinstance(one, Text))
