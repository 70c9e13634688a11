"""Metadata at the top of a text: the block between ``---`` lines, and the YAML in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from converter.document.diagnostics import Diagnostic, diagnose
from converter.document.metadata import known_key, with_values
from converter.document.model import Metadata, Span
from converter.formats import METADATA
from converter.speed.front_matter import plain_values
from converter.speed.patterns import Pattern

if TYPE_CHECKING:
    from converter.readers.marker.front_matter.yaml_values import Loaded, Place

OPENING = Pattern(r"\ufeff?(?:[ \t]*(?:\r\n?|\n))*(---)[ \t]*(?:\r\n?|\n)")
BLOCK = Pattern(r"(?s)(.*?)(?:(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|\Z))")
"""What stands behind the opening line, up to and with the line that closes it."""
LINE_END = Pattern(r"\r\n?|\n")
CLOSING = Pattern(r"(?:---|\.\.\.)[ \t]*(?:[\r\n]|\Z)")
KEY = r"[^\s:#\-\[\]{},&*!|>@%`][^\r\n:]{0,99}"
PLACE = Pattern(r"(?:\A|(?<=[\r\n]))[\"']?([^\s\"'\[\]{}#][^\r\n:]*?)[\"']?[ \t]*:")
"""A key at the beginning of a line, which may stand in quotes."""
FIRST_KEY = Pattern(rf"(?:[ \t]*(?:\r\n?|\n))+(?:({KEY}):(?=\s|\Z))?")
"""One or more blank lines, and the key on the line below them, if there is one."""
KEYS = Pattern(rf"(?<=[\r\n]){KEY}(?=:\s)")
LINES_OF_KEYS = Pattern(
    rf"(?>(?:(?!{CLOSING.pattern})"
    rf"(?:{KEY}:(?=\s|\Z)[^\r\n]*|[ \t][^\r\n]*|[-#\[\]{{}}][^\r\n]*|)(?:\r\n?|\n))*)"
)
"""Lines such as front matter has: keys, indented lines, items of lists, comments, blank lines."""

LONGEST = 65536
"""Characters of front matter that are read; a text that begins with a rule is not searched whole."""
LONGEST_KEY = 40
"""Characters of a key in a message."""


class FrontMatter(Struct, frozen=True):
    """Metadata, the character at which the text itself begins, and what was noticed."""

    meta: Metadata
    end: int
    diagnostics: list[Diagnostic]


class Block(Struct, frozen=True):
    """The lines of front matter, where they begin, and where the text itself begins."""

    lines: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.start + len(self.lines))

    def part(self, start: int, end: int) -> Span:
        """The place of a stretch of the lines."""
        most = len(self.lines)
        return Span(self.start + min(start, most), self.start + min(end, most))


def read_front_matter(text: str) -> FrontMatter:
    """The metadata between ``---`` lines at the start of a text, if there are any.

    Lines that are no YAML mapping stay part of the text, and are reported. A ``---`` above a blank line
    is a rule, as in pandoc, unless a key that we know stands below that.
    """
    start = int(text.startswith("\ufeff"))  # a byte order mark is not text
    opening = OPENING.match(text)
    if not opening:
        return FrontMatter(Metadata(), start, [])
    found = BLOCK.match(text, opening.end(), opening.start(1) + LONGEST)
    if not found:
        return FrontMatter(Metadata(), start, _without_end(text, opening))
    block = Block(found[1], found.start(1), found.end())
    if _is_below_rule(block.lines):
        return FrontMatter(Metadata(), start, [])
    values = plain_values(block.lines)
    return _front_matter(values, block, []) if values is not None else _by_yaml(block, start)


def _is_below_rule(lines: str) -> bool:
    """Whether lines between rules are text: they begin with a blank line, and not with a known key."""
    if not lines[:1].isspace():
        return False
    blank = FIRST_KEY.match(lines)
    return blank is not None and not known_key(blank[1] or "", METADATA)


def _without_end(text: str, opening: re.Match[str]) -> list[Diagnostic]:
    """What is to say of lines that no ``---`` closes within what is read: nothing, if they are prose."""
    start = opening.end()
    lines = LINES_OF_KEYS.match(text, start)
    end = lines.end() if lines else start
    keys = [Span(*one.span()) for one in KEYS.finditer(text, start, min(end, start + LONGEST))]
    if CLOSING.match(text, end):
        return [diagnose("Y008", keys[-1] if keys else None, most=f"{LONGEST:,}")]
    if any(known_key(text[one.start : one.end], METADATA) for one in keys):
        return [diagnose("Y009", Span(*opening.span(1)))]
    return []


def _by_yaml(block: Block, start: int) -> FrontMatter:
    """The same by PyYAML; `start` is where the text begins if the block is part of it."""
    # with PyYAML, of which most texts have no need
    from converter.readers.marker.front_matter.yaml_values import UnreadableError, load

    try:
        loaded = load(block.lines)
    except UnreadableError as error:
        span = _at(error.place, " ", block, _starts(block)) if error.place else block.span
        return FrontMatter(Metadata(), start, [diagnose("Y001", span, reason=error.reason)])
    if loaded.values is None:
        return FrontMatter(Metadata(), block.end, [])
    if not isinstance(loaded.values, dict):
        problem = diagnose("Y001", block.span, reason="this is not a list of keys with values")
        return FrontMatter(Metadata(), start, [problem])
    if not any(map(_is_key, map(str, loaded.values))):
        return FrontMatter(Metadata(), start, [])  # sentences with a colon, between rules
    return _front_matter(loaded.values, block, list(_about_yaml(loaded, block)))


def _is_key(name: str) -> bool:
    """Whether a name may be that of a key: one word, or what is known or near."""
    if " " not in name or known_key(name, METADATA):
        return True
    from converter.document.metadata.keys import near_key  # which few texts have a need of

    return bool(near_key(name, METADATA))


def _about_yaml(loaded: Loaded, block: Block) -> Iterator[Diagnostic]:
    """What is to say of values beside what they are: keys given again, and words that YAML leaves out."""
    starts = _starts(block)
    for key, place in sorted(loaded.repeated.items()):
        yield diagnose("Y005", _at(place, key, block, starts), key=key[:LONGEST_KEY])
    for one in loaded.left_out:
        span = _at(one.place, one.words, block, starts)
        yield diagnose("Y007", span, words=one.words[:LONGEST_KEY], what=one.what)


def _starts(block: Block) -> list[int]:
    """Where the lines of a block begin in it."""
    return [0, *(found.end() for found in LINE_END.finditer(block.lines))]


def _at(place: Place, words: str, block: Block, starts: list[int]) -> Span:
    """Where words stand that begin at a place of a block."""
    start = starts[min(place.line, len(starts) - 1)] + place.column
    return block.part(start, start + len(words))


def _front_matter(values: dict[Any, Any], block: Block, found: list[Diagnostic]) -> FrontMatter:
    """The metadata that these values are."""
    places: dict[str, Span] = {}

    def place_of(key: str) -> Span:
        """Where a key of the outermost mapping is given for the last time; else all lines."""
        if not places:  # as long as nothing is to be said of any
            places.update((one[1], block.part(*one.span(1))) for one in PLACE.finditer(block.lines))
        return places.get(key, block.span)

    meta = with_values(Metadata(), values, found, METADATA, place_of)
    return FrontMatter(meta, block.end, found)
