"""What a mark carries so that its note can stand at the foot of a printed page.

There ``templates/footnotes.css`` sets the mark itself, and after it the words of its note, which it
fetches from the list (``target-text()``, CSS Generated Content 3). Fetched words are bare. So a note
that has more than words is cut into runs, and its mark holds its outline: the same elements, empty,
each naming the run it stands for.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from msgspec import Struct

from converter.document.model import (
    CrossRef,
    Image,
    Inline,
    Link,
    Note,
    NoteKey,
    NoteNumber,
    Paragraph,
    Quoted,
    Text,
)
from converter.document.notes import NoteIndex
from converter.document.tree import walk
from converter.speed.patterns import Pattern

WORDS = frozenset((Text, NoteNumber))
BARE = WORDS | {CrossRef, Link, Quoted}
"""Nodes that paper shows as words alone."""

TAG = Pattern("<[^<>]*>")
"""A tag of ours: neither text nor attributes hold a bracket that is not escaped."""

PIECES = Pattern(rf"{TAG.pattern}|\s+|[^<\s]+(?:\s++[^<\s]+)*")
"""Tags, spaces, and words: fetched words come without the spaces round them."""

NAME = Pattern("[a-z0-9]+")
CLASS = Pattern(' class="[^"]*"')


class Foot(Struct):
    """What is known of footnotes that can stand at the foot of their page.

    `outlined` have more than words, such as italics, so that their mark holds their outline.
    `renumbered` are not called by the number that counting them gives, custom marks for one; `special`
    are the notes, endnotes too, whose first mark has to say something. `cut` is what the list says of
    an outlined note, once its mark is written; `overlong` whether one was met that may not fit on a
    page.
    """

    outlined: frozenset[NoteKey]
    renumbered: frozenset[NoteKey]
    special: frozenset[NoteKey]
    cut: dict[NoteKey, str] = {}
    overlong: bool = False


def plan_foot(index: NoteIndex) -> Foot | None:
    """None where there are no footnotes, or some note has lists, tables, quotations or pictures.

    Then the others stay in the list too: nobody should have to look in two places.
    """
    notes, labels = index.called["footnote"], index.labels
    more = [note for note in notes if not _is_bare(note)]
    if not notes or not all(map(_can_be_outlined, more)):
        return None
    outlined = frozenset([note.key for note in more])
    renumbered = frozenset(
        [note.key for number, note in enumerate(notes, 1) if labels[note.key] != str(number)]
    )
    endnotes = [note.key for note in index.called["endnote"]]
    return Foot(outlined, renumbered, outlined.union(renumbered, endnotes))


LONGEST = 4500
"""Bytes of a note that surely fits below a line on A4 or Letter. WeasyPrint cuts off what does not."""

LINE = Pattern(r'<(?:br|li|p|tr)\b|<span class="fn-p"|\n')
"""What begins a line of its own, which is counted as a full one."""


def is_overlong(note: str) -> bool:
    """Whether a note, as HTML, may take up a page: 4500 bytes are some 35 lines of 50."""
    words = len(TAG.compiled.sub("", note).encode())
    return words > LONGEST or words + 120 * len(LINE.compiled.findall(note)) > LONGEST


def whole_on_paper(note: str) -> str:
    """A note beside the text; one that may not fit on a page says so, and stays in the text there."""
    return (
        note.replace(' class="fn-note"', ' class="fn-note fn-overlong"', 1)
        if is_overlong(note)
        else note
    )


def _is_bare(note: Note) -> bool:
    if len(note.blocks) != 1 or type(note.blocks[0]) is not Paragraph:
        return False
    return all(map(_is_words, note.blocks[0].content))


def _is_words(node: Inline) -> bool:
    if type(node) in WORDS:
        return True
    within: tuple[Inline, ...] = getattr(node, "content", ())
    return type(node) in BARE and (
        WORDS.issuperset(map(type, within)) or BARE.issuperset(map(type, walk(within)))
    )


def _can_be_outlined(note: Note) -> bool:
    paragraphs = all(type(block) is Paragraph for block in note.blocks)
    return paragraphs and not any(type(one) is Image for one in walk(note.blocks))


def cut_into_runs(paragraphs: list[str], id: str) -> tuple[str, str]:
    """A note's paragraphs as HTML with an id for each run of words, and their outline.

    >>> cut_into_runs(["See <em>Roe</em>."], "run%s-1")[0]
    '<p><span id="run1-1">See</span> <em><span id="run2-1">Roe</span></em><span id="run3-1">.</span></p>'
    """
    listed, outline = [], []
    runs = count(1)
    for paragraph in paragraphs:
        pieces = [_cut(piece, id, runs) for piece in PIECES.compiled.findall(paragraph)]
        listed.append("<p>" + "".join([words for words, _ in pieces]) + "</p>")
        outline.append("".join([empty for _, empty in pieces]))
    if len(outline) > 1:
        outline = [f'<span class="fn-p">{empty}</span>' for empty in outline]
    return "\n".join(listed), f"<span hidden><wbr>{''.join(outline)}</span>"


def _cut(piece: str, id: str, runs: Iterator[int]) -> tuple[str, str]:
    """A tag, spaces or words, as the list has them and as the outline does."""
    if piece.isspace():
        return piece, f'<wbr data-space="{piece}">' if piece.strip(" ") else "<wbr>"
    if piece[0] == "<":
        return piece, _bared(piece)
    run = id % next(runs)
    return f'<span id="{run}">{piece}</span>', f'<span data-run="#{run}"></span>'


def _bared(tag: str) -> str:
    """A tag with nothing that may stand in a page only once; links have to stay in the list."""
    name = NAME.compiled.findall(tag)[0]
    if name in ("a", "wbr"):
        return ""
    return tag if tag[1] == "/" else f"<{name}{''.join(CLASS.compiled.findall(tag))}>"
