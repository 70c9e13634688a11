"""What a rule is, what it finds, and how a function becomes one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal, get_args

from msgspec import Struct

from converter.crossrefs import CitationStyle
from converter.document.faults import Severity
from converter.document.model import Span
from converter.editing.edits import Replacement

Profile = Literal["bluebook-lawreview", "court"]
"""Whose usage a document follows: law reviews, or courts, which cite cases by ``supra`` too."""

FixKind = Literal["none", "safe", "offered"]
"""Whether a machine can mend it without asking; ``offered`` wants an editor's eye."""

BLUEBOOK = ("bluebook",)
ANY_STYLE = get_args(CitationStyle)


class Found(Struct, frozen=True):
    """What a rule yields: where, what is wrong, what to do, and the edits that mend it."""

    span: Span
    message: str
    remedy: str
    edits: tuple[Replacement, ...] = ()
    safe: bool | None = None
    """Whether the edits are safe; None: as the rule says."""


class Fix(Struct, frozen=True):
    """Edits of the source that mend a finding; `safe` ones need no editor's eye."""

    edits: tuple[Replacement, ...]
    safe: bool


class Finding(Struct, frozen=True, omit_defaults=True):
    """A fault at a place of the source, and what to do. `note` is the number printed for its note.

    `stands_for` is 1, or in the last finding of a rule that found too many how many it leaves out, as far
    as they were counted.
    """

    code: str
    name: str
    severity: Severity
    message: str
    remedy: str
    span: Span | None = None
    note: str = ""
    fix: Fix | None = None
    stands_for: int = 1


class Rule(Struct, frozen=True):
    """A function that looks at a `Subject`, and what is known of it.

    `gist`, `bad` and `good` come from its docstring, `name` from its name. Rules of severity ``info``
    are hints, and run when hints are asked for; with `asked_only`, when the rule itself is.
    `courts` and `styles` are where it applies.
    """

    code: str
    name: str
    group: str
    severity: Severity
    source: str
    gist: str
    bad: str
    good: str
    run: Callable[[Any], Iterator[Found]]
    fix: FixKind = "none"
    asked_only: bool = False
    courts: bool = True
    styles: tuple[str, ...] = ANY_STYLE


RULES: dict[str, Rule] = {}
"""All rules by code, filled as their modules are loaded."""


def group(name: str) -> Callable[..., Callable[[Any], Any]]:
    """The decorator for the rules of a group.

    Its arguments: code, severity, the source of the rule; then the fields of `Rule` that differ from
    their defaults.
    """

    def rule(code: str, severity: Severity, source: str, **known: Any) -> Callable[[Any], Any]:
        def register(function: Any) -> Any:
            gist, bad, good = _read_docstring(function.__doc__)
            named = function.__name__.replace("_", "-")
            words = (gist, bad, good)
            assert code not in RULES, f"{code} is used twice"  # noqa: S101
            RULES[code] = Rule(code, named, name, severity, source, *words, function, **known)
            return function

        return register

    return rule


def _read_docstring(docstring: str) -> tuple[str, str, str]:
    """The first line, and the indented examples below ``Bad:`` and ``Good:``."""
    gist, _, rest = docstring.partition("\n")
    _, _, examples = rest.partition("Bad:\n")
    bad, _, good = examples.partition("Good:\n")
    return gist, _dedented(bad), _dedented(good)


def _dedented(lines: str) -> str:
    return "\n".join(line.strip() for line in lines.strip().split("\n"))


def example_text(example: str) -> str:
    """The marker text of an example. ``1. words`` is note 1; where no such line stands, it is text.

    >>> example_text("1. Lee, A Wage of Oil.")
    'A point.[footnoteRef:1] [1:  Lee, A Wage of Oil.] '
    """
    notes: list[tuple[str, str]] = []
    for line in example.split("\n"):
        number, stop, words = line.partition(". ")
        if stop and number.isdecimal():
            notes.append((number, words))
    if not notes:
        return example
    marks = " ".join(f"A point.[footnoteRef:{number}]" for number, _ in notes)
    return marks + " " + " ".join(f"[{number}:  {words}] " for number, words in notes)
