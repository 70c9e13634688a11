"""Pandoc's inlines as ours, and the notes among them."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections import Counter
from typing import assert_never

from converter.document.diagnostics import Diagnostic, diagnose
from converter.document.model import (
    Block,
    Code,
    CrossRef,
    Emphasis,
    HeadingKey,
    HeadingRef,
    Image,
    Inline,
    LineBreak,
    Link,
    Math,
    Note,
    NoteKey,
    NoteNumber,
    NoteRef,
    NumberFormat,
    Quoted,
    SmallCaps,
    Stray,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Text,
    Underline,
)
from converter.document.words import contents
from converter.programs import pandoc_json as pandoc
from converter.readers.marker.inlines import InlineReader as WordReader
from converter.readers.marker.inlines import merged
from converter.readers.pandoc.labels import (
    CALL,
    CALL_SIGN,
    CLOSE,
    ENDNOTE,
    NOTE_SIGN,
    Label,
    Labels,
    key_of,
    without_signs,
)
from converter.readers.pandoc.raw import TagReader
from converter.readers.pandoc.spans import our_node
from converter.readers.pandoc.survey import Survey

LETTERS: dict[str, NumberFormat] = {
    "LowerAlpha": "lower-alpha",
    "UpperAlpha": "upper-alpha",
    "LowerRoman": "lower-roman",
    "UpperRoman": "upper-roman",
}
BRACKETS = {"OneParen": ("", ")"), "TwoParens": ("(", ")")}
HIGHEST_HEADING = 6
RST_LOST = "##NOTE##"
"""What pandoc makes of a mark of reStructuredText whose note is missing."""


class InlineReader(ABC):
    """Reads pandoc's inlines; the notes in them are gathered in `notes`, in the order of their marks.

    `lost` counts what the tree has no place for, `mark` is what is left in the text of a mark whose note
    is missing. What is `foreign` was not written by our renderer: addresses in its text become links.
    """

    def __init__(
        self,
        labels: Labels,
        survey: Survey,
        found: list[Diagnostic],
        mark: re.Pattern[str] | None,
        *,
        foreign: bool,
    ) -> None:
        self.labels = labels
        self.survey = survey
        self.found = found
        self.mark = mark
        self.foreign = self.addresses = foreign
        self.notes: dict[NoteKey, Note] = {}
        self.repeated: set[NoteKey] = set()
        self.lost: Counter[str] = Counter()
        self.headings: frozenset[str] = frozenset()  # those of our renderer that words point at
        self.inside: Label | None = None  # the note that is read
        self.caption: tuple[pandoc.Inline, ...] = ()  # of the figure that is read

    def as_typed(self, text: str) -> str:
        """Words as they stood in the source. In what our renderer wrote there are no signs."""
        return without_signs(text) if self.foreign else text

    @abstractmethod
    def blocks(self, content: tuple[pandoc.Block, ...]) -> tuple[Block, ...]:
        """Paragraphs and whatever else stands by itself, as in a note."""

    # Notes

    def _note(self, note: pandoc.Note) -> list[Inline]:
        """The mark of a note, whose words are read where it is met first."""
        found = self.survey.notes.get(id(note))
        if found is None:
            return self._note_in_note(note)
        if found.key in self.notes and self.notes[found.key].blocks:
            if found.key not in self.repeated:
                self.found.append(diagnose("M003", id=found.label.id))
            self.repeated.add(found.key)
        else:
            words = self.survey.bodies.get(found.key, note.c)
            self.read_note(found.key, found.label, words)
        return [NoteRef(found.key)]

    def read_note(self, key: NoteKey, label: Label, blocks: tuple[pandoc.Block, ...]) -> None:
        """Read the words of a note; notes stand in the order in which they are read first."""
        self.notes.setdefault(key, Note(key, label.kind, label.id, ()))
        outside, self.inside = self.inside, label
        words = self.blocks(blocks)
        self.inside = outside
        self.notes[key] = Note(key, label.kind, label.id, words, mark=label.mark)

    def _note_in_note(self, note: pandoc.Note) -> list[Inline]:
        """The words of a note that stands in a note, where none can be called, in brackets."""
        label = self.inside.id if self.inside else "?"
        self.found.append(diagnose("P003", id=label))
        words: list[Inline] = [Text(" [")]
        for number, content in enumerate(contents(self.blocks(note.c))):
            words += ([Text(" ")] if number else []) + [*content]
        return [*words, Text("]")]

    def _called(self, sign: str, number: int) -> Inline:
        """What stands for a sign: the number of a note, or a mark, which cannot be one in a note."""
        key, mark = key_of(self.labels, number), f"[^{self.labels[number].id}]"
        if key not in self.survey.keys:
            return Text(mark)
        if sign != CALL:
            return NoteNumber(key)
        if self.inside is None:
            return NoteRef(key)
        self.found.append(diagnose("M010", mark=mark))
        return CrossRef("mark", (key,), (NoteNumber(key),))

    # Inlines

    def inlines(self, content: tuple[pandoc.Inline, ...]) -> tuple[Inline, ...]:
        """A run of text, in which tags of HTML may open and close."""
        tags = TagReader(self.lost)
        words: list[str] = []
        for one in content:
            match one:
                case pandoc.Str(text):
                    words.append(text)
                case pandoc.Space() | pandoc.SoftBreak():
                    words.append(" ")
                case _:
                    if words:
                        tags.add(self._words("".join(words)))
                        words = []
                    if isinstance(one, pandoc.RawInline):
                        tags.read(one, self._raw)
                    else:
                        tags.add(self._inline(one))
        if words:
            tags.add(self._words("".join(words)))
        return tuple(merged(tags.content()))

    def _words(self, words: str) -> list[Inline]:
        """Text, with the signs that were put into it."""
        if not self.foreign or (CLOSE not in words and ENDNOTE not in words):
            return self._text(words)
        text, *signs = CALL_SIGN.split(NOTE_SIGN.sub("", words))
        read = self._text(text)
        for sign, number, behind in zip(signs[::3], signs[1::3], signs[2::3], strict=True):
            if int(number) < len(self.labels):
                read.append(self._called(sign, int(number)))
            read += self._text(behind)
        return read

    def _text(self, words: str) -> list[Inline]:
        """Text with the addresses in it, and marks whose notes are missing."""
        if self.mark is None or not self.mark.search(words):
            return self._plain_text(words)
        read: list[Inline] = []
        start = 0
        for mark in self.mark.finditer(words):
            read += [*self._plain_text(words[start : mark.start()]), Stray(mark[0], "M001")]
            start = mark.end()
        return read + self._plain_text(words[start:])

    def _plain_text(self, words: str) -> list[Inline]:
        if self.addresses and ("://" in words or "www." in words):
            return WordReader(words, "keep", []).read(0, len(words))
        return [Text(words)] if words else []

    def _inline(self, node: pandoc.Inline) -> list[Inline]:
        match node:
            case pandoc.Str() | pandoc.Space() | pandoc.SoftBreak() | pandoc.RawInline():
                return [*self.inlines((node,))]
            case pandoc.Note():
                return self._note(node)
            case pandoc.Emph(content):
                return [Emphasis(self.inlines(content))]
            case pandoc.Strong(content):
                return [Strong(self.inlines(content))]
            case pandoc.SmallCaps(content):
                return [SmallCaps(self.inlines(content))]
            case pandoc.Superscript(content):
                return [self._superscript(self.inlines(content))]
            case pandoc.Subscript(content):
                return [Subscript(self.inlines(content))]
            case pandoc.Strikeout(content):
                return [Strikeout(self.inlines(content))]
            case pandoc.Underline(content):
                return [Underline(self.inlines(content))]
            case pandoc.Quoted((kind, content)):
                single = kind.t == "SingleQuote"
                return [Quoted("single" if single else "double", self.inlines(content))]
            case pandoc.Cite((_, content)):
                self.lost["citations by key"] += 1
                return [*self.inlines(content)]
            case pandoc.Code((_, text)):
                return [Code(self.as_typed(text))]
            case pandoc.LineBreak():
                return [LineBreak()]
            case pandoc.Math((_, text)):
                self.lost["formulas"] += 1
                return [Math(self.as_typed(text))]
            case pandoc.Link():
                return self._link(node)
            case pandoc.Image():
                return self._image(node)
            case pandoc.Span((attr, content)):
                return our_node(attr, content, self) or [*self.inlines(content)]
            case _:
                assert_never(node)

    def _superscript(self, content: tuple[Inline, ...]) -> Inline:
        """Raised words; a raised number of a note in the text is its mark, set once more."""
        match content:
            case (NoteNumber(note=key, after=None),) if self.inside is None and self.foreign:
                return NoteRef(key)
            case _:
                return Superscript(content)

    def _link(self, link: pandoc.Link) -> list[Inline]:
        attr, words, (url, title) = link.c
        if attr.value("reference-type") == "ref":  # LaTeX's \ref
            key = self.survey.anchors.get(attr.value("reference") or "")
            if key is not None:
                return [NoteNumber(key)]
        if url.startswith(RST_LOST):
            return [Stray(f"[{url.removeprefix(RST_LOST)}]_", "M001")]
        self.lost["titles of links and pictures"] += bool(title)
        addresses, self.addresses = self.addresses, False
        content = self.inlines(words)
        self.addresses = addresses
        if url[:1] == "#" and url[1:] in self.headings:
            return [HeadingRef(HeadingKey(url[1:]), content)]
        return [Link(url, content)] if url or not self.foreign else [*content]

    def _image(self, image: pandoc.Image) -> list[Inline]:
        _, words, (url, title) = image.c
        self.lost["titles of links and pictures"] += bool(title)
        addresses, self.addresses = self.addresses, False
        content = self.inlines(tuple(one for one in words if not isinstance(one, pandoc.Note)))
        self.addresses = addresses
        notes = [one for one in words if isinstance(one, pandoc.Note)]
        if words == self.caption:  # it stands below the figure, with its notes
            notes = []
        marks = [mark for note in notes for mark in self._note(note)]
        return [Image(url, letters(content)), *marks]

    def _raw(self, text: str) -> list[Inline]:
        """Markup that pandoc hands on as it stands, shown as typed."""
        text = self.as_typed(text)
        return [Stray(" ".join(text.split()), "P002")] if text.strip() else []


def trimmed(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Inlines without blanks at their edges, and without a style that has no words."""
    kept = [one for one in content if getattr(one, "content", True) or isinstance(one, Link)]
    if kept and isinstance(first := kept[0], Text):
        kept[0] = Text(first.text.lstrip(" "))
    if kept and isinstance(last := kept[-1], Text):
        kept[-1] = Text(last.text.rstrip(" "))
    return tuple(one for one in kept if not isinstance(one, Text) or one.text)


def letters(content: tuple[Inline, ...]) -> str:
    """The words of a description, which has no markup."""
    words = []
    for node in content:
        match node:
            case Text(text) | Code(text) | Math(text) | Stray(text):
                words.append(text)
            case LineBreak():
                words.append(" ")
            case Image(alt=alt):
                words.append(alt)
            case _:
                words.append(letters(getattr(node, "content", ())))
    return "".join(words)
