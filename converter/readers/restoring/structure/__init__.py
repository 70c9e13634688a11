"""The structure of a text that has none of its own: headings, quotes, lists, and what stands above it.

Each matter has a file that yields guesses with a confidence; what is sure enough becomes part of the
tree (`building`) and is reported. What was typed (`typed`) is stronger than any guess. Files are loaded
for texts with a line that they may be about: most articles have headings, and no more.
"""

from __future__ import annotations

from collections.abc import Iterable

from converter.document.diagnostics import Diagnostic, diagnose
from converter.document.model import Document, Note
from converter.formats import Structure
from converter.readers.restoring.structure.guesses import Guess, apart, is_set
from converter.readers.restoring.structure.lines import Lines

MOST_BLOCKS = 20_000
"""A volume of a journal has some 4,000; in more, structure is not looked for, to keep memory bounded."""


def restored(
    document: Document, source: str, structure: Structure, found: list[Diagnostic]
) -> Document:
    """A document of paragraphs and tables with its structure, as far as `structure` asks for it.

    `source` is the text that its spans count in. What was guessed is reported in `found`, and so is
    what was typed.
    """
    if structure == "none" or not document.blocks:
        return document
    if len(document.blocks) > MOST_BLOCKS:
        found.append(diagnose("U010", count=len(document.blocks)))
        return document
    document = _with_text_restored(document, source, structure, found)
    if any(_may_have_structure(note, source) for note in document.notes):
        from converter.readers.restoring.structure.runs.notes import with_notes_restored

        document = with_notes_restored(document, source, structure, found)
    return document


def _with_text_restored(
    document: Document, source: str, structure: Structure, found: list[Diagnostic]
) -> Document:
    lines = Lines(document.blocks, source)
    chosen = [guess for guess in guesses(lines, document) if is_set(guess, structure)]
    if not chosen:
        return document
    from converter.readers.restoring.structure.building import built

    return built(document, lines, apart(chosen), found)


TYPED = frozenset("#>\\")
"""What marks begin with that were typed to say what a line is, and what keeps it as text."""
OPENING = frozenset('“"„«»\\')
"""What a quotation begins with."""
QUOTED = OPENING | {">"}
"""What a quotation in a note begins with."""
DEEP = ("    ", "\t")
"""What stands before a paragraph that is set in."""
SEPARATING = frozenset("*⁂#~•·–—-\\")
"""What a line that parts a text begins with."""
LEAST_QUOTE = 200
"""Characters of what may be a block quote."""
CREDITS = (
    "photo", "illustration", "drawing", "painting", "cartoon", "map", "engraving", "image", "credit"
)  # fmt: skip
"""One of these stands in the credit of a picture."""


def guesses(lines: Lines, document: Document) -> list[Guess]:
    """All guesses of a text, the stronger matter first where two want the same blocks."""
    found: list[Guess] = []
    if not TYPED.isdisjoint(lines.signs):
        from converter.readers.restoring.structure.typed import typed

        found += typed(lines)
    headings: list[Guess] = []
    if lines.short:
        from converter.readers.restoring.structure.headings.unnumbered import all_headings

        headings = all_headings(lines)
    if _may_have_head(lines, headings):
        from converter.readers.restoring.structure.head import head

        starred = frozenset(note.key for note in document.notes if note.mark is not None)
        found += head(lines, document.meta, headings, starred)
    found += headings
    if _announces_works(lines, found):
        from converter.readers.restoring.structure.runs.works import works

        found += works(lines, sorted(found, key=lambda one: one.first))
    taken = _blocks(found)
    if _may_have_lists(lines, taken):
        from converter.readers.restoring.structure.runs.lists import lists

        found += lists(lines, taken)
        taken = _blocks(found)
    if _may_have_quotes(lines, taken):
        from converter.readers.restoring.structure.runs.quotes import quotes

        found += quotes(lines, taken)
    if any(lines.signs[at] in SEPARATING for at in lines.short if at not in taken):
        from converter.readers.restoring.structure.runs.separators import separators

        found += separators(lines, taken)
    return found


def _blocks(guesses: Iterable[Guess]) -> set[int]:
    return {at for guess in guesses for at in range(guess.first, guess.last + 1)}


# Whether a file has to be loaded


def _may_have_head(lines: Lines, headings: list[Guess]) -> bool:
    """Whether something stands above a text: a line that is no heading, a credit, an abstract."""
    if any(at in lines.short for at in (0, 1) if not headings or headings[0].first > at):
        return True
    first = lines.words(0)
    if first[:8].lower() == "abstract":
        return True
    return "(" in first[:400] and any(word in first[:400].lower() for word in CREDITS)


def _announces_works(lines: Lines, found: list[Guess]) -> bool:
    """Whether a heading is that of a list of works."""
    if not found:
        return False
    from converter.readers.restoring.structure.headings.titles import works_of

    return any(
        works_of(lines.words(one.first).lstrip("# ")) for one in found if one.kind == "heading"
    )


def _may_have_lists(lines: Lines, taken: set[int]) -> bool:
    """Whether two paragraphs in a row begin as items of a list may."""
    before = False
    for at, start in enumerate(lines.starts):
        begins = at not in taken and _begins_item(lines.source[start : start + 6])
        if begins and before:
            return True
        before = begins
    return False


def _may_have_structure(note: Note, source: str) -> bool:
    """Whether a note has several paragraphs, and one that begins as an item or a quotation does."""
    return len(note.blocks) > 1 and any(
        one.span
        and (
            source[one.span.start] in QUOTED
            or _begins_item(source[one.span.start : one.span.start + 6])
        )
        for one in note.blocks
    )


def _begins_item(start: str) -> bool:
    """Whether a paragraph with this start may be an item: a sign, or a number with a stop behind it."""
    sign = start[:1]
    if sign == "\\":
        return True
    if sign.isalnum() or sign == "(":
        return "." in start or ")" in start
    return start[1:2] in (" ", "\t", "\u00a0")


def _may_have_quotes(lines: Lines, taken: set[int]) -> bool:
    """Whether a paragraph is long enough to be a block quote, and looks like one in some way."""
    return any(
        size >= LEAST_QUOTE
        and at not in taken
        and (
            lines.signs[at] in OPENING
            or lines.source.endswith(DEEP, 0, lines.starts[at])
            or lines.last_sign(at - 1) == ":"
        )
        for at, size in enumerate(lines.sizes)
    )
