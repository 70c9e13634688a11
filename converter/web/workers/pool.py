"""Which worker does what, in which order, and for how long."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from time import monotonic
from typing import Any, NamedTuple

from converter.web.safety import Refused
from converter.web.sessions import Source
from converter.web.workers.process import GRACE, LARGEST_PROCESS, Died, Worker

MOST_WAITING = 400
"""Requests that may wait; nobody would wait for the next one."""

LEAST, MOST = 2, 3
"""Workers: one for the picture of the text that is typed, one for what stands behind it, one to spare."""

PICTURE = "picture"
"""The job that somebody waits for who types."""

SAID_AFTER = 5.0
"""Seconds of work after which the page is told that it goes on."""

OVERTAKEN_AFTER = 3.0
"""Seconds of work after which a newer text ends it; before, it is sooner done than begun again."""


Why = tuple[int, str, str]
"""A status of HTTP, why, and what to do instead."""


class Job(NamedTuple):
    """What a worker is to do, and who wants it.

    Of the jobs with the same `session` and `kind`, one with a higher `seq` takes the place of others.
    `sources` are the ids of the files that it needs.
    """

    name: str
    args: dict[str, Any]
    body: bytes = b""
    session: str = ""
    seq: int = 0
    sources: tuple[str, ...] = ()
    seconds: float = 60.0

    @property
    def about(self) -> tuple[str, ...]:
        return (self.session, self.name) if self.session else ()


class _Ticket:
    """A job, its answer to be, and, once it is given to one, its worker and when."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.answer: asyncio.Future[tuple[dict[str, Any], bytes]] = asyncio.Future()
        self.worker: Worker | None = None
        self.begun = 0.0

    def refuse(self, why: Why) -> None:
        if not self.answer.done():
            self.answer.set_exception(Refused(*why))


NEWER = (409, "A newer text has come.", "")
STOPPED = (409, "The conversion was stopped.", "")
TOO_SLOW = (
    503,
    "The conversion took too long and was ended.",
    "Try a part of the text, or another format.",
)
DEAD = (503, "The conversion was ended from outside.", "Try again.")
BUSY = (503, "Too many requests are waiting.", "Try again in a moment.")
GONE = (503, "The converter was closed.", "Start it again: footnoted serve.")


class Pool:
    """Workers, started as they are needed, and what waits for one."""

    def __init__(
        self,
        folder: str,
        sources: Mapping[str, Source],
        tell: Callable[[str, dict[str, Any]], None],
    ) -> None:
        self.folder = folder
        self.sources = sources
        self.tell = tell
        self.workers: list[Worker] = []
        self.idle: list[Worker] = []
        self.starting = 0
        self.waiting: deque[_Ticket] = deque()
        self.running: set[_Ticket] = set()
        self.tasks: set[asyncio.Task[None]] = set()
        self.is_closed = False

    async def run(self, job: Job) -> tuple[dict[str, Any], bytes]:
        """What comes of a job. Raises `Refused`."""
        if self.is_closed:
            raise Refused(*GONE)
        self._overtake(job)
        if len(self.waiting) >= MOST_WAITING:
            raise Refused(*BUSY)
        ticket = _Ticket(job)
        self.waiting.append(ticket)
        self._give()
        try:
            about, body = await ticket.answer
        except asyncio.CancelledError:  # whoever asked has gone
            if ticket in self.waiting:
                self.waiting.remove(ticket)
            raise
        if "refused" in about:
            raise Refused(*about["refused"])
        return about, body

    def stop(self, session: str) -> bool:
        """End what is done for a session, and drop what waits; whether there was any."""
        all_there = (*self.waiting, *self.running)
        mine = [one for one in all_there if one.job.session == session and not one.answer.done()]
        for ticket in mine:
            self._drop(ticket, STOPPED)
        return bool(mine)

    async def close(self) -> None:
        """End all workers."""
        self.is_closed = True
        for ticket in (*self.waiting, *self.running):
            ticket.refuse(GONE)
        for task in self.tasks:
            task.cancel()
        for worker in self.workers:
            worker.end()
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(2 * GRACE):
                    for worker in self.workers:
                        await worker.process.wait()
        finally:  # by Ctrl+C the waiting itself is cancelled
            for worker in self.workers:
                worker.kill()

    def warm(self) -> None:
        """Start the first workers before anybody asks."""
        for _ in range(LEAST):
            self._start()

    def _overtake(self, job: Job) -> None:
        """Drop what an older text of the same session waits for, or takes long for."""
        if not job.session:
            return
        for ticket in (*self.waiting, *self.running):
            older = ticket.job.about == job.about and ticket.job.seq < job.seq
            is_long = ticket.worker is None or monotonic() - ticket.begun > OVERTAKEN_AFTER
            if older and is_long:
                self._drop(ticket, NEWER)

    def _drop(self, ticket: _Ticket, why: Why) -> None:
        ticket.refuse(why)
        if ticket.worker is not None:
            ticket.worker.end()
        elif ticket in self.waiting:
            self.waiting.remove(ticket)

    def _give(self) -> None:
        """Give what waits to workers that are idle, and start others where there are none."""
        while self.idle and (ticket := self._next()) is not None:
            self.waiting.remove(ticket)
            if not ticket.answer.done():
                ticket.worker, ticket.begun = self._best(ticket.job), monotonic()
                self.running.add(ticket)
                self._task(self._do(ticket, ticket.worker))
        if len(self.waiting) > self.starting and len(self.workers) + self.starting < MOST:
            self._start()

    def _next(self) -> _Ticket | None:
        """The ticket whose turn it is. One worker is left to pictures: whoever types should not wait."""
        others = sum(one.job.name != PICTURE for one in self.running)
        is_free = others < MOST - 1
        return next((one for one in self.waiting if is_free or one.job.name == PICTURE), None)

    def _best(self, job: Job) -> Worker:
        """The idle worker that did the same last, or one that did nothing of the kind."""

        def fitness(worker: Worker) -> tuple[bool, bool]:
            return worker.about == job.about, not worker.about

        best = max(self.idle, key=fitness)
        self.idle.remove(best)
        return best

    def _task(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def _start(self) -> None:
        self.starting += 1
        self._task(self._started())

    async def _started(self) -> None:
        try:
            worker = await Worker.start(self.folder)
        except OSError as error:
            while self.waiting:
                said = f"No process could be started: {error.strerror or error}."
                self.waiting.popleft().refuse((503, said, "Close other programs."))
            return
        finally:
            self.starting -= 1
        self.workers.append(worker)
        self.idle.append(worker)
        self._give()

    async def _do(self, ticket: _Ticket, worker: Worker) -> None:
        job = ticket.job
        worker.about = job.about or worker.about
        said = asyncio.get_running_loop().call_later(SAID_AFTER, self._say, job)
        memory = None
        try:
            async with asyncio.timeout(job.seconds):
                await self._hand_over(job, worker)
                about, body = await worker.ask({"job": job.name, "args": job.args}, job.body)
            memory = about.pop("memory", 0)
            if not ticket.answer.done():
                ticket.answer.set_result((about, body))
        except TimeoutError:
            ticket.refuse(TOO_SLOW)
        except Died:
            ticket.refuse(DEAD)
        except Refused as refused:
            memory = 0
            ticket.refuse((refused.status, refused.error, refused.remedy))
        finally:
            said.cancel()
            self.running.discard(ticket)
            await self._release(worker, memory)

    async def _hand_over(self, job: Job, worker: Worker) -> None:
        """Give a worker the files that it has not yet."""
        for id in job.sources:
            if id in worker.holds:
                continue
            if id not in self.sources:
                raise Refused(410, "The file was closed here.", "Open it again.")
            source = self.sources[id]
            args = {"id": id, "format": source.format}
            await worker.ask({"job": "hold", "args": args}, source.data)
            worker.holds.add(id)

    def _say(self, job: Job) -> None:
        self.tell("working", {"session": job.session, "seq": job.seq, "seconds": SAID_AFTER})

    async def _release(self, worker: Worker, memory: int | None) -> None:
        """Make a worker idle again; replace one that has not answered (None) or has grown too large."""
        if memory is None or memory > LARGEST_PROCESS:
            worker.end()
            await worker.process.wait()
            self.workers.remove(worker)
        else:
            self.idle.append(worker)
        if not self.is_closed:
            if len(self.workers) + self.starting < LEAST:
                self._start()
            self._give()
