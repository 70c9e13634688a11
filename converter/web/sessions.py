"""What the server remembers of each open page: the text it was sent last, and the files it opened.

All of it is in memory, and forgotten when the server ends.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from typing import Any, NamedTuple

MOST_BYTES = 200_000_000
"""Bytes of texts and files that are remembered; the oldest are forgotten first."""

MOST_SESSIONS = 50


class Source(NamedTuple):
    """A file as it was opened, and its format."""

    format: str
    data: bytes


class Shown(NamedTuple):
    """The text that a page was shown last: its number, how it was asked for, and what it looked like.

    `digest` is that of its elements, or "" while these are made.
    """

    seq: int
    args: dict[str, Any]
    body: bytes
    digest: str = ""


class Sessions:
    """The texts by session, and the opened files by their ids."""

    def __init__(self) -> None:
        self.shown: OrderedDict[str, Shown] = OrderedDict()
        self.sources: OrderedDict[str, Source] = OrderedDict()

    def newest(self, session: str) -> int:
        """The number of the newest text of a session; -1 for none."""
        return self.shown[session].seq if session in self.shown else -1

    def show(self, session: str, shown: Shown) -> None:
        """Remember the newest text of a session."""
        if shown.seq >= self.newest(session):
            self.shown[session] = shown
            self.shown.move_to_end(session)
            while len(self.shown) > MOST_SESSIONS or self._is_full(len(self.shown)):
                self.shown.popitem(last=False)

    def keep(self, format: str, data: bytes) -> str:
        """Remember a file, for the id that is given back."""
        id = secrets.token_urlsafe(9)
        self.sources[id] = Source(format, data)
        while self._is_full(len(self.sources)):
            self.sources.popitem(last=False)
        return id

    def _is_full(self, count: int) -> bool:
        texts = sum(len(one.body) for one in self.shown.values())
        files = sum(len(one.data) for one in self.sources.values())
        return count > 1 and texts + files > MOST_BYTES
