"""The server itself: its port, its link, its temporary folder, its end."""

from __future__ import annotations

import asyncio
import os.path
import secrets
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from tempfile import TemporaryDirectory

import uvicorn
from msgspec import Struct

from converter.document.diagnostics import ConversionError
from converter.web import pages
from converter.web.app import Desk, app
from converter.web.events import Events
from converter.web.safety import LOOPBACK, Guard
from converter.web.sessions import Sessions
from converter.web.watch import Watched
from converter.web.workers.pool import Pool

USUAL_PORT = 7878
"""The port that is taken unasked, or the next that is free: what a page stores belongs to its port."""

MOST_TRIED = 20

MOST_CONNECTIONS = 500

EXAMPLE = os.path.join(os.path.dirname(__file__), "page", "example.txt")


class Serving(Struct, frozen=True, kw_only=True):
    """What is asked of a server. `max_size` in bytes; `port` None: the usual one.

    `host` None: this machine alone. `folder` holds the files of the page.
    """

    version: str
    host: str | None = None
    port: int | None = None
    max_size: int
    watched: Sequence[str] = ()
    folder: str = pages.FOLDER
    example: str = EXAMPLE


def serve(serving: Serving, opened: Callable[[str], None]) -> None:
    """Serve until a signal comes. `opened` is called with the link once the server listens.

    Raises `ConversionError` if the port is taken, or the files of the page are not there.
    """
    listening = _listen(serving.host or LOOPBACK[0], serving.port)
    try:
        with TemporaryDirectory(prefix="footnoted-") as temporary, suppress(asyncio.CancelledError):
            asyncio.run(_serve(serving, listening, temporary, opened))
    finally:
        listening.close()


async def _serve(
    serving: Serving, listening: socket.socket, temporary: str, opened: Callable[[str], None]
) -> None:
    port = listening.getsockname()[1]
    token = secrets.token_urlsafe(24)
    events, sessions = Events(), Sessions()
    pool = Pool(temporary, sessions.sources, events.tell)
    watched = Watched(serving.watched, serving.max_size) if serving.watched else None
    desk = _desk(serving, pool, sessions, events, watched)
    hosts = (*LOOPBACK, _in_address(serving.host)) if serving.host else LOOPBACK
    guard = Guard(app(desk), port=port, hosts=hosts, token=token)
    server = _Server(_config(guard), events)
    pool.warm()
    if hasattr(signal, "SIGHUP"):  # the terminal was closed
        asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, server.end)
    watching = asyncio.ensure_future(watched.watch(events)) if watched else None
    try:
        asyncio.get_running_loop().call_soon(
            opened, f"http://{_in_address(serving.host or LOOPBACK[0])}:{port}/?token={token}"
        )
        await server.serve([listening])
    finally:
        if watching:
            watching.cancel()
        await pool.close()


class _Server(uvicorn.Server):
    """Ends the streams that have no end of their own before it waits for all to end."""

    def __init__(self, config: uvicorn.Config, events: Events) -> None:
        super().__init__(config)
        self.events = events

    def end(self) -> None:
        self.should_exit = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self.events.close()
        await super().shutdown(sockets)


def _config(guard: Guard) -> uvicorn.Config:
    return uvicorn.Config(
        guard,
        http="h11",
        ws="none",
        lifespan="off",
        loop="asyncio",
        log_level="critical",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_graceful_shutdown=2,
    )


def _desk(
    serving: Serving, pool: Pool, sessions: Sessions, events: Events, watched: Watched | None
) -> Desk:
    try:
        with open(serving.example, "rb") as file:
            example = (os.path.basename(serving.example), file.read())
        return Desk(
            version=serving.version,
            index=pages.index(serving.folder),
            frame=pages.frame(serving.folder),
            assets=pages.assets(serving.folder),
            example=example,
            pool=pool,
            sessions=sessions,
            events=events,
            max_size=serving.max_size,
            watched=watched,
        )
    except OSError as error:
        raise ConversionError(
            f"the page is not whole: {error.filename} cannot be read; install footnoted again"
        ) from error


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


ANY = ("", "0.0.0.0", "::", "0", "*")  # noqa: S104 — they are refused
"""What would mean all addresses of a machine."""


def _listen(host: str, port: int | None) -> socket.socket:
    """A socket that listens. Raises `ConversionError` if it cannot, or would at every address."""
    if host in ANY:
        raise ConversionError(
            f"--host {host}: name the one address of this machine at which others may come in, "
            "such as 192.168.0.7"
        )
    tried = [port] if port is not None else [*range(USUAL_PORT, USUAL_PORT + MOST_TRIED), 0]
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for number in tried:
        listening = socket.socket(family, socket.SOCK_STREAM)
        if sys.platform != "win32":  # there it would let two programs listen
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, number))
            listening.listen(1024)
        except (OSError, UnicodeError) as error:
            listening.close()
            said = (getattr(error, "strerror", None) or str(error)).lower()
            failure = ConversionError(f"cannot listen at {host}, port {number}: {said}")
        else:
            listening.setblocking(False)
            return listening
    raise failure
