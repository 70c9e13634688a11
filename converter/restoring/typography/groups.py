"""What of a citation may have a look of its own: groups, by which profiles say how a house prints."""

from __future__ import annotations

from typing import Literal, get_args

from msgspec import Struct

from converter.citations.values import Citation, Part

Group = Literal[
    "id", "cross-reference", "signal", "signal-verb", "procedural", "history", "connective",
    "case", "short-case", "told-case", "named-case", "case-nickname",
    "article-title", "periodical-title", "web-title", "chapter-title", "short-title", "hereinafter-title",
    "article-authors", "journal", "periodical", "container-book", "book", "enactment", "publisher",
]  # fmt: skip

GROUPS: tuple[Group, ...] = get_args(Group)

ALWAYS: dict[str, Group] = {
    "id": "id",
    "supra": "cross-reference",
    "signal": "signal",
    "verb": "signal-verb",
    "procedural": "procedural",
    "history": "history",
    "connective": "connective",
    "case": "case",
    "short-case": "short-case",
    "told-case": "told-case",
    "named-case": "named-case",
    "nickname": "case-nickname",
    "enactment": "enactment",
    "publisher": "publisher",
    "hereinafter": "hereinafter-title",
    "web-title": "web-title",
}
"""The group of a part, whatever is cited."""

TITLES: dict[str, Group] = {
    "article": "article-title",
    "periodical": "periodical-title",
    "web": "web-title",
    "chapter": "chapter-title",
    "short": "short-title",
    "book": "book",
}
CONTAINERS: dict[str, Group] = {
    "article": "journal",
    "periodical": "periodical",
    "web": "periodical",
    "chapter": "container-book",
}


class Run(Struct, frozen=True, gc=False):
    """Characters of a note that belong to a group, and how sure that is, from 0 to 1."""

    start: int
    end: int
    group: Group
    confidence: float


def group_of(citation: Citation | None, part: Part) -> Group | None:
    """The group of a part of a citation; None for what never has a look of its own."""
    if part.kind in ALWAYS:
        found = ALWAYS[part.kind]
        is_book = citation is not None and citation.kind == "book"
        return "book" if is_book and found == "hereinafter-title" else found
    kind = citation.kind if citation else "prose"
    if part.kind == "title":
        return TITLES.get(kind)
    if part.kind == "authors":
        return "book" if kind == "book" else "article-authors"
    return CONTAINERS.get(kind) if part.kind == "container" else None
