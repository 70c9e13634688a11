"""The usual front matter, a line or a block of text for each key, without PyYAML.

Stands for `yaml`, by which the example article takes 1.25 times as long to convert.
`tests/test_speed.py` holds that lines are read as by PyYAML, or left to it.
"""

from __future__ import annotations

import re

from converter.speed.patterns import Pattern

ENTRY = Pattern(
    r"""(?x) (?P<key> [A-Za-z][A-Za-z0-9_-]{0,99} ) :
    (?: \ + (?: "(?P<double> [^"\\\n]* )" | '(?P<single> [^'\n]* )'
      | (?P<plain> [^\W_] (?> (?: [^\n:\#]++ | :(?![\ \n]) | (?<!\ )\# )* ) )
      | \| \n (?P<block> (?P<indent>\ +) [^\ \n][^\n]* (?: \n (?: (?P=indent)[^\n]* | (?=\n) ) )* ) ) )?
    \ *\n+"""
)
"""A key of the outermost mapping with its value, if that is a scalar on the same line, or literal
(YAML 1.1, 9.1.2, 9.1.3 and 9.2.1)."""

NULLS = ("null", "Null", "NULL")


def plain_values(lines: str) -> dict[str, str | None] | None:
    """The values of YAML lines by their keys, all as texts; None for lines that are left to PyYAML.

    >>> plain_values("title: Of Ports\\nvolume: 012\\n"), plain_values("author: [A, B]\\n")
    ({'title': 'Of Ports', 'volume': '012'}, None)
    """
    lines = lines.replace("\r\n", "\n")
    if not lines.replace("\n", "").isprintable():
        return None
    values: dict[str, str | None] = {}
    at = 0
    while at < len(lines):
        entry = ENTRY.match(lines, at)
        if not entry or entry["key"] in values or entry["key"] in NULLS:
            return None
        values[entry["key"]] = _value(entry)
        at = entry.end()
    return values


def _value(entry: re.Match[str]) -> str | None:
    if entry["block"]:
        start = len(entry["indent"])
        lines = [line[start:] for line in entry["block"].split("\n")]
        return "\n".join(lines).rstrip("\n") + "\n"
    if entry["plain"]:
        value = entry["plain"].rstrip(" ")
        return None if value in NULLS else value
    return entry["double"] if entry["single"] is None else entry["single"]
