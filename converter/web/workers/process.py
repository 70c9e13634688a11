"""A worker: a process of Python with pipes to it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import suppress
from typing import Any

from msgspec import json

from converter.web.workers.child import LENGTHS, packed

LARGEST_PROCESS = 1_500_000_000
"""Bytes of memory beyond which a worker is replaced after its work, where the system tells them."""

GRACE = 0.5
"""Seconds in which a worker that is ended may end programs that it runs, such as TeX."""

CHILD = "converter.web.workers.child"


class Died(Exception):  # noqa: N818 — it may have been ended
    """A worker ended before it had answered."""


class Worker:
    """A process that meets one request after the other.

    `about` is what it had to do last, so that it has in mind what the next request may need.
    """

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.holds: set[str] = set()
        self.about: tuple[str, ...] = ()

    @classmethod
    async def start(cls, folder: str) -> Worker:
        """Start one whose temporary files are in `folder`. It is a group of its own, to be ended whole.

        It finds modules where this process does, not in the folder that it happens to stand in.
        """
        paths = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), folder)
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", CHILD),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=1 << 24,
            env={**os.environ, **paths, **temporary},
            start_new_session=True,
        )
        return cls(process)

    async def ask(self, about: dict[str, Any], body: bytes) -> tuple[dict[str, Any], bytes]:
        """What the worker answers. Raises `Died` if it ends before."""
        pipe, answers = self.process.stdin, self.process.stdout
        assert pipe is not None  # noqa: S101 — both are pipes, see `start`
        assert answers is not None  # noqa: S101
        try:
            pipe.write(packed(about, body))
            await pipe.drain()
            said, size = LENGTHS.unpack(await answers.readexactly(LENGTHS.size))
            return json.decode(await answers.readexactly(said)), await answers.readexactly(size)
        except (asyncio.IncompleteReadError, OSError) as error:
            raise Died from error

    def end(self) -> None:
        """End it: it is asked, so that it ends what it has started, and soon made to."""
        with suppress(ProcessLookupError, PermissionError):
            self.process.terminate()
        asyncio.get_running_loop().call_later(GRACE, self.kill)

    def kill(self) -> None:
        """Make it end, with whatever is of its group."""
        if self.process.returncode is not None:
            return
        with suppress(ProcessLookupError, PermissionError):
            if hasattr(os, "killpg"):
                os.killpg(self.process.pid, signal.SIGKILL)
            else:
                self.process.kill()
