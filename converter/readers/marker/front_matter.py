"""Metadata: the YAML front matter of a text, and values given from outside."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from msgspec import Struct

from converter.document.diagnostics import Diagnostic, diagnose
from converter.document.model import Metadata, Span
from converter.document.overrides import with_values
from converter.formats import METADATA
from converter.speed.front_matter import plain_values
from converter.speed.patterns import Pattern

FRONT_MATTER = r"(?sm)---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)"

PLAIN_LINE = Pattern(r"(?m)^([A-Za-z][\w-]*:[ \t]+)([^\s\[{\"'|>&*!%@`#][^\n\r]*)")
"""A key and its value on one line."""
PROSE = Pattern(
    r"(?m)^((?:sub)?title:[ \t]+|abstract:[ \t]+)"
    r"([^\s\[{\"'|>&*!%@`#][^\n\r]*"
    r"(?:\r?\n[ \t]+(?![a-z][\w-]*:(?:\s|\Z))[^\s][^\n\r]*)+)"
)
"""Words that go on on indented lines, in which a colon begins no key but behind one small word."""
COLON = Pattern(r":(?=[ \t]|\Z)")
"""A colon that YAML allows in quotes only."""

LONGEST_FRONT_MATTER = 65536
"""Characters of front matter that are read; a text that begins with a rule is not searched whole."""

DEEPEST_BRACKETS = 50
LONGEST_KEY = 40
"""Characters of a key in a message."""


class FrontMatter(Struct, frozen=True):
    """Metadata, the character at which the text itself begins, and what was noticed."""

    meta: Metadata
    end: int
    diagnostics: list[Diagnostic]


def read_front_matter(text: str) -> FrontMatter:
    """The metadata between ``---`` lines at the start of a text, if there are any.

    Lines that are no YAML mapping stay part of the text, and are reported.
    """
    start = int(text.startswith("\ufeff"))  # a byte order mark is not text
    block = re.compile(FRONT_MATTER).match(text, start, LONGEST_FRONT_MATTER)
    if not block:
        return FrontMatter(Metadata(), start, [])
    usual = plain_values(block[1])
    if usual is not None:
        return _front_matter(usual, block, set())
    import yaml

    span = Span(block.start(1), block.end(1))
    repeated: set[str] = set()
    try:
        values = _load(block[1], repeated)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return FrontMatter(Metadata(), start, [_unreadable(error, span)])
    if values is None:
        return FrontMatter(Metadata(), block.end(), [])
    if not isinstance(values, dict):
        problem = diagnose("Y001", span, reason="this is not a list of keys with values")
        return FrontMatter(Metadata(), start, [problem])
    return _front_matter(values, block, repeated)


def _front_matter(values: dict[Any, Any], block: re.Match[str], repeated: set[str]) -> FrontMatter:
    """The metadata that these values are."""
    span = Span(block.start(1), block.end(1))
    found = [
        diagnose("Y005", _last_line(key, block), key=key[:LONGEST_KEY]) for key in sorted(repeated)
    ]
    meta = with_values(Metadata(), values, found, METADATA, span)
    return FrontMatter(meta, block.end(), found)


def _last_line(key: str, block: re.Match[str]) -> Span:
    """Where a key is given for the last time."""
    lines = [*re.finditer(rf"(?m)^{re.escape(key)}(?=[ \t]*:)", block[1])]
    found = lines[-1].span() if lines else (0, 1)
    return Span(block.start(1) + found[0], block.start(1) + found[1])


def _load(lines: str, repeated: set[str]) -> Any:
    """The values of YAML lines. A colon in a title, ``title: Oil: A History``, is part of the title.

    `repeated` gets the keys that are given more than once. Raises what PyYAML raises for other lines
    that are not YAML.
    """
    import yaml

    try:
        return yaml.load(lines, _plain_loader(repeated))  # noqa: S506, a SafeLoader
    except yaml.YAMLError:
        quoted = PLAIN_LINE.compiled.sub(_quoted, PROSE.compiled.sub(_quoted, lines))
        if quoted == lines:
            raise
        try:
            return yaml.load(quoted, _plain_loader(repeated))  # noqa: S506
        except yaml.YAMLError:
            pass  # what was wrong with the lines as they are is what a reader can mend
        raise


def _quoted(line: re.Match[str]) -> str:
    if not COLON.search(line[2].rstrip()):
        return line[0]
    value = line[2].rstrip().replace("\\", "\\\\").replace('"', '\\"')
    return f'{line[1]}"{value}"'


def _plain_loader(repeated: set[str]) -> Any:
    """PyYAML's loader of texts, so that a volume 012 or a date is printed as it was written.

    It has no aliases, which could grow a line into gigabytes, and nests brackets so deep only: what
    PyYAML takes for a bracket grows with those that are open. Keys that the whole gives more than once
    are put into `repeated`: YAML takes the last (1.2, 3.2.1.3, has them unique).
    """
    import yaml

    class PlainLoader(yaml.BaseLoader):
        def fetch_flow_collection_start(self, token: Any) -> None:
            if self.flow_level >= DEEPEST_BRACKETS:
                raise yaml.YAMLError("brackets are nested too deeply")
            super().fetch_flow_collection_start(token)

        def construct_mapping(self, node: Any, deep: bool = False) -> Any:
            if node.start_mark.column == 0:
                keys = [key.value for key, _ in node.value if isinstance(key.value, str)]
                repeated.update(key for key, times in Counter(keys).items() if times > 1)
            return super().construct_mapping(node, deep)

        def compose_node(self, parent: Any, index: Any) -> Any:
            if self.check_event(yaml.events.AliasEvent):
                raise yaml.YAMLError("aliases (*name) are not allowed")
            return super().compose_node(parent, index)

    empty = "tag:yaml.org,2002:null"
    PlainLoader.add_implicit_resolver(empty, re.compile(r"(?:~|null|Null|NULL)?\Z"), [*"~nN", ""])
    PlainLoader.add_constructor(empty, lambda loader, node: None)
    return PlainLoader


def _unreadable(error: Exception, block: Span) -> Diagnostic:
    mark = getattr(error, "problem_mark", None)
    reason = getattr(error, "problem", None) or str(error) or type(error).__name__
    if mark is None:
        return diagnose("Y001", block, reason=reason)
    place = min(block.start + mark.index, block.end)
    return diagnose("Y001", Span(place, min(place + 1, block.end)), reason=reason)
