"""Metadata as they are given, keys with values: put into their places, and what is odd in them said."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from msgspec import structs

from converter.document.diagnostics import Diagnostic, diagnose
from converter.document.model import Metadata, Paragraph, Span, Text
from converter.speed.patterns import Pattern

MULTIPLE = ("author", "authors")
PAGES = ("page", "first-page", "first_page")

LONGEST = 60
"""Characters of a key or a value in a message."""


def _nowhere(key: str) -> None:
    """The place of a key that stands in no source."""


def with_values(
    meta: Metadata,
    values: Mapping[Any, Any],
    found: list[Diagnostic],
    known: Collection[str],
    place_of: Callable[[str], Span | None] = _nowhere,
) -> Metadata:
    """`meta` with values by pandoc's names: title, subtitle, author, date, lang, abstract.

    Other keys go to `Metadata.extra`, for templates; those that are not `known` are reported in `found`,
    each at its place. So is a value that is no text or (for author) a list of texts, and left out.
    """
    changes: dict[str, Any] = {}
    extra = dict(meta.extra)
    unknown: list[str] = []
    seen: set[str] = set()
    for given, value in values.items():
        name = str(given)
        key = known_key(name, known) or _storable(name)
        texts = _texts(value)
        if texts is None or (len(texts) > 1 and key not in MULTIPLE):
            reason = "it has keys of its own" if isinstance(value, dict) else "it is a list"
            found.append(diagnose("Y002", place_of(name), key=key[:LONGEST], reason=reason))
            continue
        if key not in known:
            unknown.append(name)
        for code, said in _about_value(key, [name, *texts]):
            found.append(diagnose(code, place_of(name), **said))
        words = [_storable(text) for text in texts]
        field = "authors" if key in MULTIPLE else key
        if field in seen:
            found.append(diagnose("Y005", place_of(name), key=field[:LONGEST]))
        seen.add(field)
        if field in FIELDS:
            changes[field] = FIELDS[field](words)
        else:
            extra[key] = "".join(words)
    found += _about_unknown(unknown, known, place_of)
    return structs.replace(meta, **changes, extra=extra)


def _abstract(texts: list[str]) -> tuple[Paragraph, ...]:
    paragraphs = (" ".join(one.split()) for one in "\n".join(texts).split("\n\n"))
    return tuple(Paragraph((Text(one),)) for one in paragraphs if one)


FIELDS: dict[str, Callable[[list[str]], Any]] = {
    "title": lambda texts: tuple(map(Text, texts)),
    "subtitle": lambda texts: tuple(map(Text, texts)),
    "authors": lambda texts: tuple((Text(one),) for one in texts),
    "date": "".join,
    "lang": "".join,
    "abstract": _abstract,
}
"""Of `Metadata`, and how the texts of a value become each."""


def _texts(value: Any) -> list[str] | None:
    """A value as texts on one line each: none for nothing, several for a list; None if unusable."""
    if value is None:
        return []
    if isinstance(value, list):
        parts = [_texts(one) for one in value]
        if any(part is None or len(part) > 1 for part in parts):
            return None
        return [part[0] for part in parts if part]
    if isinstance(value, dict) and isinstance(value.get("name"), str):
        value = value["name"]
    return [value.strip()] if isinstance(value, str) else None


def known_key(key: str, known: Collection[str]) -> str:
    """The known key that is meant, whatever its capitals; empty for any other."""
    folded = "-".join(key.lower().split())
    return folded if folded in known else ""


# Values

NOT_STORABLE = Pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 (section 2.2) forbids; quotes of YAML and a shell can hold them."""
REPLACEMENT = "\ufffd"


def _storable(text: str) -> str:
    return NOT_STORABLE.compiled.sub(REPLACEMENT, text)


LONGEST_PAGE = 6
"""Digits of a number from which pages are counted."""
DATE = "([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?"
"""Year, month and day in figures (ISO 8601)."""
LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _about_value(key: str, texts: list[str]) -> Iterator[tuple[str, dict[str, object]]]:
    """What is to say of a key and the texts of its value, which are used all the same.

    Each is the code of a message and its words.
    """
    if bad := sum(
        len(NOT_STORABLE.compiled.findall(text)) for text in texts if not text.isprintable()
    ):
        yield "E001", {"count": bad, "replacement": REPLACEMENT}
    value = "".join(texts[1:])
    if value and (said := _problem(key, value)):
        shown = value if len(value) <= LONGEST else f"{value[:LONGEST]}…"
        yield "Y006", {"key": key, "value": shown, "problem": said[0], "remedy": said[1]}


def _problem(key: str, value: str) -> tuple[str, str] | None:
    """What is wrong with a value, and what to do."""
    if key in PAGES and not (value.isdecimal() and value.isascii() and len(value) <= LONGEST_PAGE):
        return (
            "is no number, so pages are not counted from it",
            "It is printed as it is. Write digits, such as 211",
        )
    if key == "lang" and not _is_language(value):
        return "is no tag of a language", "Write one, such as en-GB or de"
    if key == "date" and re.fullmatch(DATE, value) and not is_date(value):
        return "is no day of the calendar", "It is printed as it is. Correct it"
    return None


def _is_language(tag: str) -> bool:
    """Whether a text is a tag of a language (BCP 47, 2.1), or the name of a locale such as en_GB."""
    code, *others = tag.replace("_", "-").split("-")
    if not (tag.isascii() and code.isalpha() and 2 <= len(code) <= 3):
        return False
    return all(part.isalnum() and len(part) <= 8 for part in others)


def is_date(text: str) -> bool:
    """Whether a text is a year, a month or a day that there is, in figures.

    >>> is_date("2032-02-29"), is_date("2031-02-29"), is_date("2031-13"), is_date("May 2031")
    (True, False, False, False)
    """
    found = re.fullmatch(DATE, text)
    if not found:
        return False
    year, month, day = (int(one or 1) for one in found.groups())
    if not 1 <= month <= 12:
        return False
    is_leap_day = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 1 <= day <= LAST_DAYS[month - 1] + is_leap_day


# Keys

MOST_KEYS = 9
"""Unknown keys that are named in messages; of more, the number is said."""


def _about_unknown(
    unknown: list[str], known: Collection[str], place_of: Callable[[str], Span | None]
) -> Iterator[Diagnostic]:
    """What is to say of keys that none of our formats prints: which may be misspelt, and the rest."""
    if not unknown:
        return
    from converter.document.metadata.keys import near_key  # of which few texts have a need

    others: list[str] = []
    for key in unknown[:MOST_KEYS]:
        if near := near_key(key, known):
            yield diagnose("Y003", place_of(key), key=_storable(key[:LONGEST]), near=near)
        else:
            others.append(key)
    more = len(unknown) - MOST_KEYS
    first = (*others, *unknown[MOST_KEYS:])[:1]
    if first:
        names = [_storable(key[:LONGEST]) for key in others]
        names += [f"{more} more"] * (more > 0)
        yield diagnose("Y004", place_of(first[0]), keys=", ".join(names))
