"""Lines as the extractor writes nearly all that have notes: text with marks, then their definitions.

In ``So.[footnoteRef:1] And so.[footnoteRef:2] [1:  One. ]   [2:  Two. ]`` each bracket can mean one
thing only, so such a line is read at one go. Any other is read by way of its tokens; so could these
be, and would come to the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from converter.document.model import NoteKey, Span
from converter.markers.tokens import (
    CUSTOM_MARK_BEGINS,
    NEWLINES,
    NOTE_KINDS,
    STAND_IN,
    Token,
    tokenize,
)
from converter.markers.values import NoteSource, RegularLine
from converter.speed.patterns import Pattern

IN_MARK = "noteRef:"
PLAIN = rf"[^\[\]\t{NEWLINES}]"
ID = "-?[0-9]{1,9}"
SIMPLE = rf"(?!\ {{0,3}}(?:{ID}:|(?i:(?:foot|end)noteRef)\b)){PLAIN}{{0,300}}+\]"
"""The rest of a bracket that holds no other and is neither a mark nor begins a definition."""
MARK = Pattern(rf"\[(foot|end)noteRef:({ID})\]")
BODY = Pattern(
    rf"(?>(?:{PLAIN}++|\[(?:(?:foot|end)noteRef:{ID}\](?![{CUSTOM_MARK_BEGINS}])"
    rf"|{SIMPLE}(?=[^\[\]\s])))*)"
)
"""The words of a line with its marks, none of which a symbol follows."""
DEFINITION = Pattern(rf"\[({ID}):[ \u2009]*+((?>(?:{PLAIN}++|\[{SIMPLE})*))\]\ *")


def outline(text: str, start: int = 0) -> tuple[list[Token], dict[int, list[RegularLine]]]:
    """The tokens of `text` from character `start` on, and its regular lines.

    Such lines with nothing but line feeds between them are one token, by whose start they are found.
    A line is none of them if a note of it has a number that other marks have too: which of them calls
    what cannot be told from the line.
    """
    lines = list(_regular_lines(text, start))
    keys = [note.key for line in lines for note in line.notes]
    used = set(keys)
    if len(used) < len(keys):
        uses = Counter(keys)
        lines = [line for line in lines if all(uses[note.key] == 1 for note in line.notes)]
    runs = _runs(text, lines)
    tokens = _tokens(text, start, runs)
    others = {f"{token.note}-{token.id}" for token in tokens if token.kind == "mark"}
    if not others.isdisjoint(used):
        lines = [line for line in lines if others.isdisjoint(note.key for note in line.notes)]
        runs = _runs(text, lines)
        tokens = _tokens(text, start, runs)
    return tokens, {run[0].start: run for run in runs}


def _runs(text: str, lines: list[RegularLine]) -> list[list[RegularLine]]:
    runs: list[list[RegularLine]] = []
    for line in lines:
        if runs and not text[runs[-1][-1].end : line.start].strip("\n"):
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _tokens(text: str, start: int, runs: list[list[RegularLine]]) -> list[Token]:
    tokens: list[Token] = []
    for run in runs:
        tokens += _between(text, start, run[0].start)
        start = run[-1].end
        tokens.append(Token("regular", run[0].start, start))
    return tokens + _between(text, start, len(text))


def _between(text: str, start: int, end: int) -> list[Token]:
    """The tokens of what is not regular: often the end of a line, which needs no pattern."""
    if text[start:end].strip("\n"):
        return tokenize(text, start, end)
    return [Token("newline", start, end)] if start < end else []


def _regular_lines(text: str, start: int) -> Iterator[RegularLine]:
    if STAND_IN in text:
        return
    mark = text.find(IN_MARK, start)
    while mark >= 0:
        begin = max(start, text.rfind("\n", start, mark) + 1)
        end = text.find("\n", mark)
        end = len(text) if end < 0 else end
        line = _regular_line(text, begin, end)
        if line:
            yield line
        mark = text.find(IN_MARK, end)


def _regular_line(text: str, start: int, end: int) -> RegularLine | None:
    """The line of the characters `start` to `end`, if its marks have a definition each, in order."""
    body = BODY.compiled.match(text, start, end)
    at = behind = body.end() if body else start
    notes: list[NoteSource] = []
    for mark in MARK.compiled.finditer(text, start, behind):
        definition = DEFINITION.compiled.match(text, at, end)
        word, id = mark.groups()
        if not definition or definition[1] != id:
            return None
        kind = NOTE_KINDS[word]
        whole = Span(at, definition.end())
        first, last = definition.span(2)
        key = NoteKey(f"{kind}-{id}")
        notes.append(NoteSource(key, kind, id, Span(*mark.span()), whole, first, last))
        at = whole.end
    if not notes or text[at:end] not in ("", "\r"):
        return None
    return RegularLine(start, at, behind, notes)
