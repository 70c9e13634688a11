"""What the page may do with a text at one go, as edits that can be looked at first and undone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from msgspec import json

from converter.checks import Finding, Selection
from converter.checks.fixes import changed_lines, mend
from converter.crossrefs import style_of
from converter.document.diagnostics import ConversionError, Diagnostic
from converter.editing.edits import Replacement, apply
from converter.editing.renumber import Edit, Renumbered, renumber
from converter.web.engine import Answer, Fault
from converter.web.engine.edits.placing import TO_COME, cited_again, inserted_at, references_in
from converter.web.engine.given import given, read_given
from converter.web.engine.given.units import Units
from converter.web.engine.problems import Cards, edits_out

EYE = "X1"
"""What the codes of messages about renumbering begin with."""


def mended(body: bytes, *, which: str, **how: Any) -> Answer:
    """The safe mends of a text, or all of them, and the lines that change."""
    if which not in ("safe", "all"):
        raise Fault(400, f"There is no {which!r} to mend: there are safe and all.")
    parsed = read_given(body, given(how))
    style = style_of(parsed.document.meta.lang)
    done = mend(
        parsed, Selection(), style=style, profile="bluebook-lawreview", unsafe=which == "all"
    )
    lines = changed_lines(parsed.source, done.parsed.source)
    units = Units(parsed.source)
    answer = {
        "edits": edits_out((narrowed(parsed.source, one) for one in lines), units),
        "diff": [*_shown(parsed.source, lines)],
        "count": done.count,
    }
    return {}, json.encode(answer)


def _shown(text: str, lines: Sequence[Replacement]) -> Iterator[dict[str, Any]]:
    number, counted = 1, 0
    for one in lines:
        number += text.count("\n", counted, one.start)
        counted = one.start
        yield {"line": number, "old": text[one.start : one.end], "new": one.words}


def narrowed(text: str, one: Replacement) -> Replacement:
    """A replacement of a line without what its both ends keep, so that a cursor there may stay."""
    old, new = text[one.start : one.end], one.words
    most = min(len(old), len(new))
    before = next((at for at in range(most) if old[at] != new[at]), most)
    most -= before
    behind = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
    return Replacement(one.start + before, one.end - behind, new[before : len(new) - behind])


def renumbered(body: bytes, *, do: str, note: str, to: str, **how: Any) -> Answer:
    """The edits of a renumbering, and in words what they do to notes and references.

    `do` is ``insert``, ``delete``, ``move``, ``cite`` (note N again, at an offset) or ``tidy``. The
    body is JSON: the `text`, and for some the `words` of a note and the offset `at`.
    """
    asked = _asked(body)
    text, words = asked["text"], " ".join(asked["words"].split())
    units = Units(text)
    at = units.back(asked["at"]) if asked["at"] is not None else None
    notes = {"notes": how["notes"]} if how.get("notes") else {}
    if do == "cite":
        edits = edits_out((cited_again(text, at, note, **notes),), units)
        return {}, json.encode({"edits": edits, "words": _words([], 0, 0), "rows": [], "said": []})
    try:
        if do == "insert" and at is not None:
            done, followed = inserted_at(text, at, words, **notes)
        else:
            done = renumber(text, _edit(do, note, to, words), **notes)
            followed = references_in(text, done)
    except ConversionError as error:
        raise Fault(400, f"{str(error)[:1].upper()}{str(error)[1:]}.") from error
    rows = [(one.old, one.new) for one in done.rows if one.old != one.new]
    said = [one for one in done.diagnostics if one.code.startswith(EYE) and one.severity != "info"]
    cards = Cards(text)
    answer = {
        "edits": edits_out(_changes(text, done), units),
        "words": _words(rows, followed, len(said)),
        "rows": rows,
        "said": [*cards.cards([*map(_finding, said)])],
    }
    return {}, json.encode(answer)


def _edit(do: str, note: str, to: str, words: str) -> Edit | None:
    """The edit that is asked for. Raises `Fault`."""
    match do:
        case "insert":
            return Edit(kind="insert", note=note, text=words or TO_COME)
        case "delete":
            return Edit(kind="delete", note=note)
        case "move":
            return Edit(kind="move", note=note, to=to)
        case "tidy":
            return None
    raise Fault(400, f"There is no {do!r} to do with notes.")


def _changes(text: str, done: Renumbered) -> list[Replacement]:
    """The edits that lead from a text to what it becomes."""
    changes = sorted(done.replacements)
    return changes if apply(text, changes) == done.text else between(text, done.text)


def _finding(one: Diagnostic) -> Finding:
    return Finding(one.code, one.name, one.severity, one.message, one.remedy, one.span)


def _asked(body: bytes) -> dict[str, Any]:
    """The body of a request. Raises `Fault` for one that is not as it should be."""
    try:
        asked = json.decode(body)
        text, words, at = asked["text"], asked.get("words") or "", asked.get("at")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise Fault(400, "The request is no JSON with a text.") from error
    if not (isinstance(text, str) and isinstance(words, str) and isinstance(at, int | None)):
        raise Fault(400, "The request has a text, words or a place that are none.")
    return {"text": text, "words": words, "at": at}


def _words(rows: list[tuple[str, str]], followed: int, eyes: int) -> str:
    """What a renumbering does, in a sentence."""
    said = [*_moved(rows)] or ["no number changes"]
    if followed:
        said.append(f"{followed} cross reference{'s follow' if followed > 1 else ' follows'}")
    if eyes:
        said.append(f"{eyes} {'need' if eyes > 1 else 'needs'} your eye")
    return "; ".join(said)


def _moved(rows: list[tuple[str, str]]) -> Iterator[str]:
    """Notes that go up or down by the same number, together."""
    runs: list[list[tuple[str, str]]] = []
    for old, new in rows:
        last = runs[-1][-1] if runs else None
        if last and _follows(last[0], old) and _follows(last[1], new):
            runs[-1].append((old, new))
        else:
            runs.append([(old, new)])
    for run in runs:
        (first, goal), (last_old, last_new) = run[0], run[-1]
        if not first:
            yield f"note {goal} is new"
        elif not goal:
            yield f"note {first} is deleted"
        elif len(run) == 1:
            yield f"note {first} becomes {goal}"
        else:
            yield f"notes {first}–{last_old} become {goal}–{last_new}"


def _follows(one: str, other: str) -> bool:
    return one.isdecimal() and other.isdecimal() and int(other) == int(one) + 1


def between(old: str, new: str) -> list[Replacement]:
    """Edits that make one text of another, line by line."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    starts = [0]
    for line in before:
        starts.append(starts[-1] + len(line))
    found = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [
        narrowed(old, Replacement(starts[first], starts[last], "".join(after[begin:end])))
        for kind, first, last, begin, end in found
        if kind != "equal"
    ]
