"""Files that another program saves.

The folder is watched, not the file: Word and Vim save a new file and give it the old one's name. What the
system does not tell, as on network drives, is found by a look twice a second.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple

from converter.readers.recognition import recognised
from converter.web.events import Events
from converter.web.safety import Refused

LOOK_EVERY = 0.5
"""Seconds between two looks at the files."""

SETTLED_AFTER = 20
"""Milliseconds without a change in the folder after which it is told: a save is several."""

UNTOLD = 100
"""Milliseconds after which a change is told though others follow."""

Stamp = tuple[int, int, int]
"""What changes when a file is saved: its inode, size and time in nanoseconds."""


class Saved(NamedTuple):
    """What a file holds, and which of its versions that is, as far as they were seen."""

    name: str
    format: str
    data: bytes
    version: int
    at: str


class Watched:
    """Some files, each with its stamp and a version that counts its changes."""

    def __init__(self, paths: Sequence[str], max_size: int) -> None:
        self.paths = [os.path.abspath(path) for path in paths]
        self.names = [os.path.basename(path) for path in self.paths]
        self.max_size = max_size
        self.stamps = [_stamp(path) for path in self.paths]
        self.versions = [1] * len(self.paths)

    async def saved(self, number: int) -> Saved:
        """The file of this rank. Raises `Refused` if it is not there, or cannot be read."""
        if number >= len(self.paths):
            raise Refused(404, "No such file is watched.")
        version, path, name = self.versions[number], self.paths[number], self.names[number]
        try:
            data, at = await asyncio.to_thread(_read, path, self.max_size + 1)
        except OSError as error:
            raise Refused(
                404, f"{name} cannot be read: {error.strerror}.", "Save it again."
            ) from error
        if len(data) > self.max_size:
            raise Refused(413, f"{name} has more than {self.max_size / 1_000_000:g} MB.")
        return Saved(name, recognised(name, data), data, version, at)

    async def watch(self, events: Events) -> None:
        """Tell pages of every change, until it is cancelled."""
        told = asyncio.Event()
        notices = asyncio.ensure_future(self._notice(told))
        try:
            while True:
                with suppress(TimeoutError):
                    await asyncio.wait_for(told.wait(), LOOK_EVERY)
                told.clear()
                self._look(events)
        finally:
            notices.cancel()

    def _look(self, events: Events) -> None:
        """Tell of files that are not as they were. A file that is gone may be about to come back."""
        for number, path in enumerate(self.paths):
            stamp = _stamp(path)
            if stamp is not None and stamp != self.stamps[number]:
                self.stamps[number] = stamp
                self.versions[number] += 1
                events.tell("changed", {"file": number, "version": self.versions[number]})

    async def _notice(self, told: asyncio.Event) -> None:
        """Set `told` whenever the system tells of a change of one of the files."""
        with suppress(ImportError, OSError, RuntimeError):  # there is still the look
            async for _ in self._changes():
                told.set()

    async def _changes(self) -> AsyncIterator[object]:
        from watchfiles import awatch

        folders = {os.path.dirname(path) for path in self.paths}
        async for changes in awatch(
            *folders,
            watch_filter=lambda _, path: os.path.basename(path) in self.names,
            debounce=UNTOLD,
            step=SETTLED_AFTER,
            recursive=False,
        ):
            yield changes


def _stamp(path: str) -> Stamp | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _read(path: str, most: int) -> tuple[bytes, str]:
    """The bytes of a file, and when it was saved, in hours and minutes."""
    with open(path, "rb") as file:
        at = datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime)
        return file.read(most), at.strftime("%H:%M")
