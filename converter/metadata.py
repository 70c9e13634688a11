"""Metadata: the YAML front matter of a text, and values given from outside."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from msgspec import Struct, structs

from converter.diagnostics import Diagnostic, report
from converter.model import Metadata, Paragraph, Span, Text

FRONT_MATTER = r"(?sm)---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)"

LONGEST_FRONT_MATTER = 65536
"""Characters of front matter that are read; a text that begins with a rule is not searched whole."""

MULTIPLE = {"author", "authors"}


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
    import yaml

    span = Span(block.start(1), block.end(1))
    try:
        values = yaml.load(block[1], _plain_loader())  # noqa: S506, a SafeLoader
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return FrontMatter(Metadata(), start, [_unreadable(error, span)])
    if values is None:
        return FrontMatter(Metadata(), block.end(), [])
    if not isinstance(values, dict):
        problem = report("Y001", span, reason="this is not a list of keys with values")
        return FrontMatter(Metadata(), start, [problem])
    found: list[Diagnostic] = []
    meta = with_values(Metadata(), values, found, span)
    return FrontMatter(meta, block.end(), found)


def _plain_loader() -> Any:
    """PyYAML's safe loader without aliases, which could grow a line into gigabytes."""
    import yaml

    class PlainLoader(yaml.SafeLoader):
        def compose_node(self, parent: Any, index: Any) -> Any:
            if self.check_event(yaml.events.AliasEvent):
                raise yaml.YAMLError("aliases (*name) are not allowed")
            return super().compose_node(parent, index)

    return PlainLoader


def _unreadable(error: Exception, block: Span) -> Diagnostic:
    mark = getattr(error, "problem_mark", None)
    reason = getattr(error, "problem", None) or str(error) or type(error).__name__
    if mark is None:
        return report("Y001", block, reason=reason)
    place = min(block.start + mark.index, block.end)
    return report("Y001", Span(place, min(place + 1, block.end)), reason=reason)


def with_values(
    meta: Metadata,
    values: Mapping[Any, Any],
    found: list[Diagnostic],
    span: Span | None = None,
) -> Metadata:
    """`meta` with values by pandoc's names: title, subtitle, author, date, lang, abstract.

    Other keys go to `Metadata.extra`, for templates. A value that is no text, number or date, or (for
    author) a list of these, is left out and reported in `found` at `span`.
    """
    changes: dict[str, Any] = {}
    extra = dict(meta.extra)
    for key, value in values.items():
        texts = _texts(value)
        if texts is None or (len(texts) > 1 and key not in MULTIPLE):
            found.append(report("Y002", span, key=key, reason=f"it is a {type(value).__name__}"))
        elif key in MULTIPLE:
            changes["authors"] = tuple((Text(one),) for one in texts)
        elif key in ("title", "subtitle"):
            changes[key] = tuple(Text(one) for one in texts)
        elif key == "abstract":
            paragraphs = "\n".join(texts).split("\n\n")
            changes[key] = tuple(
                Paragraph((Text(" ".join(one.split())),)) for one in paragraphs if one.strip()
            )
        elif key in ("date", "lang"):
            changes[key] = "".join(texts)
        else:
            extra[str(key)] = "".join(texts)
    return structs.replace(meta, **changes, extra=extra)


def _texts(value: Any) -> list[str] | None:
    """A value as texts on one line each: none for nothing, several for a list; None if unusable."""
    if value is None:
        return []
    if isinstance(value, list):
        parts = [_texts(one) for one in value]
        if any(part is None or len(part) != 1 for part in parts):
            return None
        return [part[0] for part in parts if part]
    if isinstance(value, dict) and isinstance(value.get("name"), str):
        value = value["name"]
    from datetime import date

    if isinstance(value, bool | int | float | date):
        return [str(value)]
    return [value.strip()] if isinstance(value, str) else None
