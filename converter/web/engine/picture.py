"""A text as the elements of its article, each known by a hash, so that only what is new is sent."""

from __future__ import annotations

from collections import OrderedDict
from hashlib import blake2b
from typing import Any

from msgspec import json

from converter.document.model import Span
from converter.renderers.html import InParts, in_parts
from converter.renderers.html.notes import LAYOUTS, NotesAs, Part
from converter.web.engine import Answer, Fault
from converter.web.engine.given import given, read_given, set_as_asked
from converter.web.engine.given.units import Units

LAST_ANSWERS = 4
"""Answers to a session whose elements are remembered: the page may have got any of them last."""

MOST_SESSIONS = 20

SHOWN: OrderedDict[str, OrderedDict[int, frozenset[str]]] = OrderedDict()
"""The hashes of what each session was answered, by the numbers of its requests."""


def picture(
    body: bytes, *, session: str, seq: int, notes_as: str, have: int | None = None, **how: Any
) -> Answer:
    """The elements of a text's article: all their hashes and places, and the HTML of those not in
    the answer `have`.

    The server is told a `digest` of all.
    """
    parsed = read_given(body, given(how))
    document = set_as_asked(parsed.document, given(how))
    article = in_parts(document, layout(notes_as))
    units = Units(parsed.source)
    parts, html = hashed(article, units)
    shown = SHOWN.get(session, OrderedDict())
    known = shown.get(have, frozenset()) if have is not None else frozenset()
    answer = {
        "seq": seq,
        "lang": article.lang,
        "dir": article.dir,
        "title": article.title,
        "class": article.kind,
        "said": article.said,
        "parts": parts,
        "html": {hash: written for hash, written in html.items() if hash not in known},
    }
    _remember(session, seq, frozenset(html))
    return {"digest": digest_of(parts)}, json.encode(answer)


def layout(notes_as: str) -> NotesAs:
    """A place of notes by its name. Raises `Fault`."""
    name = "footnotes-per-section" if notes_as == "footnotes" else notes_as
    for one in LAYOUTS:
        if one == name:
            return one
    raise Fault(400, f"Notes cannot stand as {notes_as!r}: there are {', '.join(LAYOUTS)}.")


def hashed(article: InParts, units: Units) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The parts of an article as hashes and places, and the HTML of each hash."""
    html: dict[str, str] = {}
    parts: list[dict[str, Any]] = []
    for part in article.parts:
        blocks: list[tuple[str, int | None, int | None]] = []
        for span, written in part.pieces:
            if written:
                hash = _hash(written)
                html[hash] = written
                blocks.append((hash, *_place(span, units)))
        parts.append({"name": part.name, "wrap": _wrap(part), "blocks": blocks})
    return parts, html


def _hash(words: str) -> str:
    return blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _place(span: Span | None, units: Units) -> tuple[int | None, int | None]:
    return (units.out(span.start), units.out(span.end)) if span else (None, None)


def _wrap(part: Part) -> str:
    """What stands around the elements of a part; one element in it says that they are its children."""
    around = (part.before + part.after).replace("\n", "")
    return around.replace("<ul ", "<ul data-blocks ", 1)


def digest_of(parts: list[dict[str, Any]]) -> str:
    """What tells whether two articles look the same."""
    return _hash(" ".join(hash for part in parts for hash, _, _ in part["blocks"]))


def _remember(session: str, seq: int, hashes: frozenset[str]) -> None:
    shown = SHOWN.setdefault(session, OrderedDict())
    SHOWN.move_to_end(session)
    shown[seq] = hashes
    while len(shown) > LAST_ANSWERS:
        shown.popitem(last=False)
    while len(SHOWN) > MOST_SESSIONS:
        SHOWN.popitem(last=False)
