"""Which rules run: codes, the beginnings of codes, and groups, as an editor names them."""

from __future__ import annotations

from msgspec import Struct

from converter.checks.rule import Rule
from converter.document.diagnostics import ConversionError, Diagnostic
from converter.document.faults import FAULTS

GROUPS = {
    "markers": "Markers and their notes",
    "crossreferences": "Cross references",
    "ids": "Id.",
    "citations": "Citations",
    "links": "Links",
    "extractor": "Text left by the extractor",
    "structure": "Structure given back to plain text",
    "typography": "Typography of notes",
    "reading": "What reading the file noticed",
}

READING = {
    "M": "markers",
    "T": "extractor",
    "X": "crossreferences",
    "U": "structure",
    "V": "typography",
}
"""The groups of the messages of reading, by the first letter of their code; the rest are `reading`."""

ALL = "ALL"


class Selection(Struct, frozen=True):
    """`select` takes the place of what runs unasked, `extend` adds to it, `ignore` takes away.

    Each is codes (``S001``), beginnings of codes (``S``), groups (``links``) or ``ALL``. `hints` adds
    the rules of severity ``info``, but for those that run only when named.
    """

    select: tuple[str, ...] = ()
    extend: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    hints: bool = False

    def runs(self, rule: Rule) -> bool:
        """Whether a rule runs."""
        unasked = not rule.asked_only and (rule.severity != "info" or self.hints)
        return self._takes(rule.code, rule.group, unasked)

    def reports(self, diagnostic: Diagnostic) -> bool:
        """Whether what reading noticed is reported."""
        group = group_of(diagnostic.code)
        return self._takes(diagnostic.code, group, diagnostic.severity != "info" or self.hints)

    def _takes(self, code: str, group: str, default: bool) -> bool:
        if _named(self.ignore, code, group):
            return False
        unasked = default if not self.select else _named(self.select, code, group)
        return unasked or _named(self.extend, code, group)


def _named(names: tuple[str, ...], code: str, group: str) -> bool:
    return any(name in (ALL, group) or code.startswith(name) for name in names)


def group_of(code: str) -> str:
    """The group of a message of reading."""
    return READING.get(code[0], "reading")


def known_names(names: tuple[str, ...], rules: dict[str, Rule]) -> tuple[str, ...]:
    """The same names, the names of rules as their codes, and all in the right case.

    Raises `ConversionError` for a name that is no rule, beginning of a code or group.
    """
    codes = [*rules, *FAULTS]
    by_name = {rule.name: rule.code for rule in rules.values()}
    by_name |= {fault.name: code for code, fault in FAULTS.items()}
    right: list[str] = []
    for name in names:
        named = name.lower().replace("-", "").replace(" ", "").rstrip(".")
        if named in GROUPS:
            right.append(named)
        elif name.lower() in by_name:
            right.append(by_name[name.lower()])
        elif name.upper() == ALL or any(code.startswith(name.upper()) for code in codes if name):
            right.append(name.upper())
        else:
            from difflib import get_close_matches

            close = get_close_matches(name, [*codes, *GROUPS, *by_name], 1)
            hint = f"did you mean {close[0]}?" if close else "see footnoted rules"
            raise ConversionError(f"there is no rule or group {name!r}; {hint}")
    return tuple(right)
