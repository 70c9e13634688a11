"""What typesetters share: lines of the source, where numbers begin anew, what stands together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from converter.document.diagnostics import ConversionError, Diagnostic, diagnose
from converter.document.model import (
    Block,
    BlockQuote,
    BulletList,
    Cell,
    Heading,
    HeadingKey,
    Inline,
    NoteKey,
    NoteKind,
    OrderedList,
    Paragraph,
    Row,
    SectionBreak,
    Table,
    Text,
)
from converter.document.notes import NoteIndex, begins_section
from converter.document.ties import TIE, TIES
from converter.document.tree import rebuilt, walk
from converter.speed.patterns import Pattern

CODED = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))
"""Unicode categories that no font can show: control, format, surrogate, private, unassigned."""

ABBREVIATIONS = (
    *("Assn.", "Assoc.", "Cong.", "Const.", "Dept.", "Econ.", "Hist.", "Prof.", "Sept.", "Stat."),
    *("Supp.", "Univ.", " art.", " arts.", " para."),
)
SENTENCE = "[A-Z“](?<=[.?!”’] .)(?<=[a-z]{3}[.?!] .|[a-z]{2}[.?!][”’] .)"
"""What follows the blank after a sentence. Where it errs, a line of the source is longer or shorter."""

SENTENCE_OF_NOTE = (
    "[A-Z“](?<=[.?!”’] .)"
    "(?:(?<=[0-9)][.] .)|(?<=[a-z]{5}[.?!] .)|(?<=[.?!][”’] .))"  # or between two sources
    "|(?<=; )"
)
"""The same in a note, where most words before a stop are abbreviated."""

BLANKS, BLANKS_OF_NOTE = (
    Pattern(f" (?:{TIE}|{SENTENCE})"),
    Pattern(f" (?:{TIE}|{SENTENCE_OF_NOTE})"),
)
"""Both kinds of blanks at one go: to look at each blank twice would cost 3 % of 300 notes."""


def tied(markup: str) -> str:
    """Markup of LaTeX or Typst, which both write a blank that does not break as ``~``.

    >>> tied("12 U.S.C. § 5, supra note 9")
    '12 U.S.C. §~5, supra note~9'
    """
    return TIES.compiled.sub(_tie, markup) if " " in markup else markup


def _tie(blank: re.Match[str]) -> str:
    return f"~{blank[0][1:]}"


def sentence_end(blank: re.Match[str]) -> str:
    """What stands for one of `BLANKS` and what follows it: a tie, or a new line."""
    return _tie(blank) if blank.lastindex else f"\n{blank[0][1:]}"


def line_end(blank: re.Match[str]) -> str:
    """The same, but no new line after an abbreviation."""
    goes_on = blank.string.endswith(ABBREVIATIONS, 0, blank.start())
    return blank[0] if goes_on and not blank.lastindex else sentence_end(blank)


def take_blank(parts: list[str], but: str = "\0") -> bool:
    """Take away the blank at the end of the text so far; whether there was one.

    A part that ends with `but` keeps it: there the blank is part of a command.
    """
    taken = False
    while parts and parts[-1].endswith((" ", "\n")) and not parts[-1].endswith(but):
        taken = True
        parts[-1] = parts[-1].rstrip(" \n")
        if not parts[-1]:
            parts.pop()
    return taken


def restarts(index: NoteIndex) -> dict[NoteKind, int]:
    """The kinds of notes that count by section, and the number before the first of each section."""
    return {
        kind: numbering.start - 1
        for kind, numbering in index.numbering.items()
        if numbering.restart == "section"
    }


def restarts_at(node: Heading | SectionBreak, index: NoteIndex) -> dict[NoteKind, int]:
    """The same where a section begins; nothing elsewhere."""
    return restarts(index) if begins_section(node, index.has_breaks) else {}


def goes_on(content: tuple[Block, ...]) -> Iterator[bool]:
    """For each block, whether its first line does not stand in, as it goes on after a block quotation.

    So does a paragraph after a list that begins with a small letter.
    """
    before: Block | None = None
    for block in content:
        yield type(block) is Paragraph and (
            type(before) is BlockQuote
            or (isinstance(before, BulletList | OrderedList) and _begins_small(block))
        )
        before = block


def _begins_small(block: Paragraph) -> bool:
    first = next((node.text for node in walk(block.content) if type(node) is Text), "")
    return first[:1].islower()


LETTERS_OF_LINE = 60
MOST_LINES = 15
"""Lines of a table that is kept on one page."""


def table_lines(table: Table) -> int:
    """About how many lines the rows of a table take."""
    return sum(_row_lines(row) for row in (*table.head, *table.rows))


def _row_lines(row: Row) -> int:
    lines = (1 + _letters(cell) * len(row.cells) // LETTERS_OF_LINE for cell in row.cells)
    return max(lines, default=1)


def _letters(cell: Cell) -> int:
    return sum(len(node.text) for node in walk(cell.blocks) if type(node) is Text)


def is_kept_whole(table: Table) -> bool:
    """Whether a table is so short that it should not be parted by the end of a page."""
    rows = len(table.head) + len(table.rows)
    return rows <= MOST_LINES and table_lines(table) <= MOST_LINES


def capitals(content: Iterable[Inline]) -> tuple[Inline, ...]:
    """The same with each letter as a capital. A typesetter's own command would reach the notes."""
    return tuple(
        Text(node.text.upper()) if isinstance(node, Text) else rebuilt(node, capitals)
        for node in content
    )


# The source


def joined(content: tuple[Block, ...], texts: list[str], between: str, traced: bool) -> str:
    """Blocks as they were written, but for empty ones; `traced`, each after its place in the input."""
    if traced:
        texts = [_traced(block, text) for block, text in zip(content, texts, strict=True)]
    return between.join(filter(None, texts))


def _traced(block: Block, text: str) -> str:
    return text if not text or block.span is None else f"\x01{block.span.start}\x01{text}"


def indented(text: str) -> str:
    """A text whose further lines stand in, but for empty ones."""
    return text.replace("\n", "\n  ").replace("\n  \n", "\n\n")


# What is said of a document


def coded_letters(characters: Iterable[str], format: str) -> list[Diagnostic]:
    """What is said of characters that nothing can show, which are printed by their codes."""
    codes = [f"U+{ord(character):04X}" for character in characters]
    remedy = "[{}] is printed in its place. Delete the character if it is not needed."
    return [
        diagnose("R001", format=format, what=code, remedy=remedy.format(code)) for code in codes
    ]


def too_deep(format: str) -> ConversionError:
    """What is said where functions call one another so deep that Python gives up."""
    return ConversionError(
        f"the document is nested too deeply for {format}; use fewer levels of lists and quotations"
    )


UNSAFE_IN_LABEL = re.compile("[^A-Za-z0-9-]")


def label(key: NoteKey | HeadingKey) -> str:
    """A name that no other key has: letters, digits and hyphens, the rest by their codes.

    >>> label(NoteKey("footnote-3")), label(NoteKey("endnote-a_b"))
    ('footnote-3', 'endnote-a_5f_b')
    """
    return UNSAFE_IN_LABEL.sub(lambda one: f"_{ord(one[0]):x}_", key)
