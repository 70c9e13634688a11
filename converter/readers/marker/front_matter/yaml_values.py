"""The values of YAML lines, by PyYAML: all as texts, and what people write as words as such.

PyYAML's loader of texts prints a volume 012 or a date as it was written. Ours has no aliases, which could
grow a line into gigabytes, and nests brackets so deep only: what PyYAML takes for a bracket grows with
those that are open.
"""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress
from typing import Any, NamedTuple

import yaml
from msgspec import Struct

DEEPEST_BRACKETS = 50

BLANKS = str.maketrans(dict.fromkeys("\x0b\x0c\x85\u2028\u2029", " "))
"""What is no line end where people write titles, but is one to YAML 1.1 (5.4), or forbidden (5.1)."""
LONE_RETURN = re.compile(r"\r(?!\n)")

KEY = r"[A-Za-z][\w-]*:"
KEY_AND_TAB = re.compile(rf"(?m)^({KEY})([ \t]*\t[ \t]*)")
"""YAML has tabs behind a colon (1.1, 6.2, separation white space); PyYAML has not."""
PROSE_KEY = r"(?i:(?:sub)?title|abstract|journal|author[-_]note):"
NUMBER_SIGN = re.compile(
    rf"(?m)^({PROSE_KEY}[ \t]+)((?:[^\s\[{{\"'|>&*!%@`#][^\n\r]*?[ \t])?\#[^\s][^\n\r]*)"
    r"(?!\r?\n[ \t])"
)
"""Words on one line in which a ``#`` stands before a number or a name, as in *Order #9066*."""
PLAIN_LINE = re.compile(rf"(?m)^({KEY}[ \t]+)([^\s\[{{\"'|>&*!%@`#][^\n\r]*)")
"""A key and its value on one line."""
PROSE = re.compile(
    r"(?m)^((?:sub)?title:[ \t]+|abstract:[ \t]+)"
    r"([^\s\[{\"'|>&*!%@`#][^\n\r]*"
    r"(?:\r?\n[ \t]+(?![a-z][\w-]*:(?:\s|\Z))[^\s][^\n\r]*)+)"
)
"""Words that go on on indented lines, in which a colon begins no key but behind one small word."""
COLON = re.compile(r":(?=[ \t]|\Z)")
"""A colon that YAML allows in quotes only."""
ODD_LINE = re.compile(
    rf"""(?mx)^({KEY}[ \t]+)(
      [%@`][^\n\r]*
    | \*(?![^\s,\[\]{{}}]+[ \t]*\r?$)[^\n\r]*
    | &(?![\w-]+(?:[ \t]|\r?$))[^\n\r]*
    | "(?>(?:[^"\\\n\r]|\\.)*)"[ \t]*[^\s\#][^\n\r]*
    | '(?>(?:[^'\n\r]|'')*)'[ \t]*[^\s\#'][^\n\r]*
    )"""
)
"""A value that begins with a sign of YAML but goes on as words: ``*Oil* Law``, ``"Oil" and Law``."""

USUAL_TAG = re.compile(r"tag:yaml\.org,2002:(?:str|int|float|bool|null|timestamp|binary|seq|map)\Z")

REASONS = {
    "mapping values are not allowed": "there is a colon in a value without quotes",
    r"'\t'": "there is a tab where only blanks may stand",
    "cannot start any token": "a value that begins with this sign wants quotes",
    "could not find expected ':'": "there is no key with a colon on this line",
    "unhashable": "a key is no word",
    "expected <block end>": "this does not go with what stands before it",
    "expected ',' or": "a bracket is not closed",
    "expected the node content": "a value is missing, or a bracket is not closed",
    "end of stream": "a quotation mark is not closed",
    "document separator": "a quotation mark is not closed",
    "escape": "there is a backslash in double quotes; single quotes take it as it is",
    "alphabetic or numeric": "a value that begins with * or & wants quotes",
    "second occurrence": "an anchor (&name) is there twice",
    "tag": "a value that begins with ! wants quotes",
    "sequence entries are not allowed": "there is a hyphen where no list can begin",
    "mapping keys are not allowed": "there is a question mark where no key can begin",
    "indentation": "it is not clear how far this text is indented",
    "recursion": "the lines are nested too deeply",
}
"""What PyYAML says is wrong, in part, and the same in plain words."""

FROM_ITS_START = ("could not find expected ':'", "expected ',' or", "end of stream", "document sep")
"""What PyYAML finds wrong only behind it: the place is where it begins."""


class Place(NamedTuple):
    """A line and a column, both from 0."""

    line: int
    column: int


class LeftOut(Struct, frozen=True):
    """What YAML takes out of a value: the text, and what it is to YAML."""

    words: str
    what: str
    place: Place


class Loaded(Struct):
    """Values; the keys that are given more than once, each with its last place; what was left out."""

    values: Any
    repeated: dict[str, Place]
    left_out: list[LeftOut]


class UnreadableError(ValueError):
    """Lines are no YAML that we read: the reason in plain words, and the place, if there is one."""

    def __init__(self, reason: str, place: Place | None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.place = place


def load(lines: str) -> Loaded:
    """The values of YAML lines. A colon in a title, ``title: Oil: A History``, is part of the title.

    Raises `UnreadableError` for other lines that are not YAML.
    """
    ready = _without_pitfalls(lines)
    try:
        return _loaded(ready)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        quoted = PLAIN_LINE.sub(_with_colon, PROSE.sub(_with_colon, ODD_LINE.sub(_quoted, ready)))
        if quoted != ready:
            with suppress(yaml.YAMLError, ValueError, RecursionError):
                return _loaded(quoted)
        raise _unreadable(error) from error  # what was wrong as it is, a reader can mend


def _without_pitfalls(lines: str) -> str:
    """The lines without what YAML takes for syntax and people do not mean as such; each in its place."""
    lines = LONE_RETURN.sub("\n", lines.translate(BLANKS))
    if "\t" in lines:
        lines = KEY_AND_TAB.sub(lambda found: found[1] + " " * len(found[2]), lines)
    return NUMBER_SIGN.sub(_quoted, lines) if "#" in lines else lines


def _with_colon(line: re.Match[str]) -> str:
    return _quoted(line) if COLON.search(line[2].rstrip()) else line[0]


def _quoted(line: re.Match[str]) -> str:
    value = line[2].rstrip().replace("\\", "\\\\").replace('"', '\\"')
    return f'{line[1]}"{value}"'


def _loaded(lines: str) -> Loaded:
    loader = PlainLoader(lines)
    try:
        values = loader.get_single_data()
    finally:
        loader.dispose()
    return Loaded(values, loader.repeated, loader.left_out)


def _unreadable(error: Exception) -> UnreadableError:
    said = getattr(error, "problem", None) or str(error) or type(error).__name__
    reason = next((plain for words, plain in REASONS.items() if words in said), said)
    name = "context_mark" if any(one in said for one in FROM_ITS_START) else "problem_mark"
    mark = getattr(error, name, None)
    return UnreadableError(reason, mark and Place(mark.line, mark.column))


class PlainLoader(yaml.BaseLoader):
    """PyYAML's loader of texts, which keeps what there is to say."""

    def __init__(self, lines: str) -> None:
        super().__init__(lines)
        self.lines = lines
        self.repeated: dict[str, Place] = {}
        self.left_out: list[LeftOut] = []

    def fetch_flow_collection_start(self, token: Any) -> None:
        if self.flow_level >= DEEPEST_BRACKETS:
            mark: Any = self.get_mark()
            raise yaml.MarkedYAMLError(None, None, "brackets are nested too deeply", mark)
        super().fetch_flow_collection_start(token)

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        """A mapping. YAML takes the last of keys that are alike (1.2, 3.2.1.3, has them unique)."""
        keys = [key for key, _ in node.value if isinstance(key.value, str)]
        times = Counter(key.value for key in keys)
        self.repeated.update(
            (key.value, Place(key.start_mark.line, key.start_mark.column))
            for key in keys
            if times[key.value] > 1
        )
        return super().construct_mapping(node, deep)

    def compose_node(self, parent: Any, index: Any) -> Any:
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.events.AliasEvent):
            mark: Any = event.start_mark
            raise yaml.MarkedYAMLError(None, None, "aliases (*name) are not allowed", mark)
        if event.anchor is not None:
            self._leave_out(f"&{event.anchor}", "an anchor", event)
        if event.tag is not None and not USUAL_TAG.match(event.tag):
            self._leave_out("", "a tag", event)
        return super().compose_node(parent, index)

    def _leave_out(self, words: str, what: str, event: Any) -> None:
        mark = event.start_mark
        written = words or self.lines[mark.index : mark.index + 200].split()[0]
        self.left_out.append(LeftOut(written, what, Place(mark.line, mark.column)))


EMPTY = "tag:yaml.org,2002:null"
PlainLoader.add_implicit_resolver(EMPTY, re.compile(r"(?:~|null|Null|NULL)?\Z"), [*"~nN", ""])
PlainLoader.add_constructor(EMPTY, lambda loader, node: None)
