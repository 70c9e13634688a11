"""Runs of a paragraph's words set: inlines cut where a look begins or ends, and put into its node."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct, structs

from converter.document.model import (
    CrossRef,
    Emphasis,
    HeadingRef,
    Inline,
    Link,
    NoteNumber,
    Quoted,
    SmallCaps,
    Text,
)
from converter.document.notes import NoteIndex
from converter.document.tree import part
from converter.document.words import plain
from converter.readers.restoring.typography.profile import Look

NODES: dict[Look, type[Emphasis | SmallCaps]] = {"italic": Emphasis, "small-caps": SmallCaps}


class Setting(Struct, frozen=True):
    """Characters `start` up to, not including, `end` of a paragraph's words, and their look."""

    start: int
    end: int
    look: Look


def set_in(
    content: Iterable[Inline], settings: Sequence[Setting], words: str, index: NoteIndex
) -> tuple[Inline, ...]:
    """Inlines with looks, which are in order and apart; of `words`, as long, they take their characters.

    What has a look already keeps it, and nothing within it is touched; nor are the words of a link.
    """
    return tuple(_Setter(settings, words, index).inlines(content))


class _Setter:
    """The inlines of one paragraph on their way; `at` is the place of the next among its words."""

    def __init__(self, settings: Sequence[Setting], words: str, index: NoteIndex) -> None:
        self.settings = settings
        self.words = words
        self.index = index
        self.at = self.next = 0

    def inlines(self, content: Iterable[Inline]) -> list[Inline]:
        found: list[Inline] = []
        for inline in content:
            found += self.inline(inline)
        return found

    def inline(self, inline: Any) -> list[Inline]:
        if isinstance(inline, Text):
            return self.text(inline)
        if isinstance(inline, HeadingRef) or (
            isinstance(inline, CrossRef) and inline.kind != "mark"
        ):
            return [structs.replace(inline, content=tuple(self.inlines(inline.content)))]
        if isinstance(inline, Quoted):
            self.at += 1
            inner = tuple(self.inlines(inline.content))
            self.at += 1
            return [structs.replace(inline, content=inner)]
        start = self.at
        self.at += len(plain((inline,), self.index))
        if isinstance(inline, Link | NoteNumber):
            return self.whole(inline, start)
        return [inline]

    def whole(self, inline: Inline, start: int) -> list[Inline]:
        """What cannot be cut: it has the look of a run that it stands in."""
        look = self.look_at(start)
        if look and look.start <= start and look.end >= self.at and look.look in NODES:
            return [NODES[look.look]((inline,), span=inline.span)]
        return [inline]

    def text(self, text: Text) -> list[Inline]:
        start = self.at
        self.at += len(text.text)
        found: list[Inline] = []
        done = start
        while done < self.at:
            look = self.look_at(done)
            begins = look.start if look else self.at
            end = min(look.end if look and begins <= done else begins, self.at)
            piece = part(text, done - start, end - start)
            piece = structs.replace(piece, text=self.words[done:end])
            node = NODES.get(look.look) if look and begins <= done else None
            found.append(node((piece,), span=piece.span) if node else piece)
            done = end
        return found

    def look_at(self, at: int) -> Setting | None:
        """The run that a place stands in, or the next one."""
        while self.next < len(self.settings) and self.settings[self.next].end <= at:
            self.next += 1
        return self.settings[self.next] if self.next < len(self.settings) else None
