"""A text as the elements of its article, each known by a hash, so that only what is new is sent.

`shown` reads a whole text, `line` only the line in which an edit was made, where that is enough.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from msgspec import Struct, json

from converter.renderers.html.notes import LAYOUTS, NotesAs
from converter.web.engine import Answer, Fault
from converter.web.engine.given import as_text, given
from converter.web.engine.picture.line import take_edit
from converter.web.engine.picture.shown import Shown, read_whole

LAST_ANSWERS = 4
"""Answers to a session whose elements are remembered: the page may have got any of them last."""

MOST_SESSIONS = 8


class Session(Struct):
    """What a page is shown, and the hashes of the last answers, by their numbers."""

    shown: Shown | None = None
    answers: dict[int, frozenset[str]] = {}


SESSIONS: OrderedDict[str, Session] = OrderedDict()


def picture(
    body: bytes,
    *,
    session: str,
    seq: int,
    notes_as: str,
    have: int | None = None,
    whole: bool = False,
    **how: Any,
) -> Answer:
    """The elements of a text's article: all their hashes and places, and the HTML of those not in
    the answer `have`.

    Of an edit within a line only that is read anew, unless the `whole` is asked for. The server is
    told a `digest` of all, by which `review` sees whether that was enough.
    """
    mine = _session(session)
    asked, place = given(how), layout(notes_as)
    old = mine.shown
    if whole or old is None or not _is_edit(old, body, asked, place):
        mine.shown = old = None  # not two of them at a time
        mine.shown = read_whole(body, asked, place)
    shown = mine.shown
    assert shown is not None  # noqa: S101 — see above
    known = mine.answers.get(have, frozenset()) if have is not None else frozenset()
    answer = {
        "seq": seq,
        "lang": shown.lang,
        "dir": shown.dir,
        "title": shown.title,
        "class": shown.kind,
        "said": shown.said,
        "parts": shown.parts_out(),
        "html": {hash: html for hash, html in shown.html.items() if hash not in known},
    }
    mine.answers[seq] = frozenset(shown.html)
    for number in sorted(mine.answers)[:-LAST_ANSWERS]:
        del mine.answers[number]
    return {"digest": shown.digest()}, json.encode(answer)


def _is_edit(shown: Shown, body: bytes, asked: Any, place: NotesAs) -> bool:
    """Whether a text is the one that is shown but for an edit within a line, which is shown then."""
    same = (shown.asked, shown.notes_as) == (asked, place)
    return same and asked.format == "marker" and take_edit(shown, as_text(body))


def _session(name: str) -> Session:
    mine = SESSIONS.setdefault(name, Session())
    SESSIONS.move_to_end(name)
    while len(SESSIONS) > MOST_SESSIONS:
        SESSIONS.popitem(last=False)
    return mine


def layout(notes_as: str) -> NotesAs:
    """A place of notes by its name. Raises `Fault`."""
    name = "footnotes-per-section" if notes_as == "footnotes" else notes_as
    for one in LAYOUTS:
        if one == name:
            return one
    raise Fault(400, f"Notes cannot stand as {notes_as!r}: there are {', '.join(LAYOUTS)}.")
