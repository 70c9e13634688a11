"""Templates filled without Jinja2, if they only name values and test them; all that ship do no more.

Stands for `jinja2`, by which an article takes 1.55 times as long to convert, and 3,000 notes 1.29.
`tests/test_speed.py` holds that each template is filled or refused as by Jinja2.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from converter.speed.patterns import Pattern


class Syntax(Struct, frozen=True):
    """How a text format writes Jinja2's tags: what opens and closes each."""

    variable: tuple[str, str]
    block: tuple[str, str]
    comment: tuple[str, str]


OTHER_WORDS = {
    "and", "or", "not", "in", "is", "if", "else", "true", "false", "none", "True", "False", "None",
    "self", "range", "dict", "lipsum", "cycler", "joiner", "namespace",
}  # fmt: skip
"""What looks like a name and is none of ours: operators, constants and what Jinja2 defines itself."""


def fill_in(template: str, values: Mapping[str, str], syntax: Syntax) -> str | None:
    """The template with its values, or None if it has any tag that is left to Jinja2.

    As in Jinja2's ``trim_blocks`` and ``lstrip_blocks``, a line that holds nothing but an ``if`` or
    ``endif`` leaves no line behind. A tested name may be missing; raises `KeyError` for a printed one.
    """
    template = template.replace("\r\n", "\n").replace("\r", "\n")
    shown = [True]  # whether the text is, outside of all tests, and within each around it
    filled: list[str] = []
    end = 0
    for tag in _tags(syntax).finditer(template):
        name = tag["test"] or tag["name"] or ""
        if tag["endif"] and len(shown) == 1:
            return None
        if not tag["endif"] and (name in OTHER_WORDS or not name.isidentifier()):
            return None
        if shown[-1]:
            filled.append(template[end : tag.start()])
        end = tag.end()
        if tag["test"]:
            shown.append(shown[-1] and bool(values.get(name)))
        elif tag["endif"]:
            shown.pop()
        elif shown[-1]:
            filled.append(values[name])
    filled.append(template[end:])
    return "".join(filled) if len(shown) == 1 else None


def _tags(syntax: Syntax) -> Pattern:
    """Finds values, tests and their ends, and what opens any other tag."""
    block, unblock = map(re.escape, syntax.block)
    variable, unvariable = map(re.escape, syntax.variable)
    return Pattern(
        rf"(?m)(?:^[^\S\n]*)?{block} *(?:if +(?P<test>\w+)|(?P<endif>endif)) *{unblock}\n?"
        rf"|{variable} *(?P<name>\w+) *{unvariable}"
        rf"|{block}|{variable}|{re.escape(syntax.comment[0])}"
    )
