"""The routes: a fixed table, and for each what is asked of a worker."""

from __future__ import annotations

import asyncio
import os
import re
import secrets
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote

from msgspec import json
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from converter.programs import office
from converter.web import house
from converter.web.events import Events
from converter.web.pages import Asset, Frame
from converter.web.safety import Refused
from converter.web.sessions import Sessions, Shown, Source
from converter.web.watch import Watched
from converter.web.workers.pool import Job, Pool

SECONDS_TO_SEND = 30.0
"""Seconds in which the body of a request has to come."""

SECONDS_TO_DOWNLOAD = 180.0
"""Seconds that a download may take: TeX sets a long article more than once."""

NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")
NUMBER = re.compile(r"[0-9]{1,9}")

LONGEST_NAME = 255
"""Characters of a file's name; those of a path are cut off before."""

HOUSE = "house-"
"""How the ids of house styles begin among the files that workers get."""

Handler = Callable[[Request], Awaitable[Response]]


class Desk:
    """What all routes need: the workers, what pages were shown, the files of the page."""

    def __init__(
        self,
        *,
        version: str,
        index: str,
        frame: Frame,
        assets: dict[str, Asset],
        example: tuple[str, bytes],
        pool: Pool,
        sessions: Sessions,
        events: Events,
        max_size: int,
        watched: Watched | None,
    ) -> None:
        self.version = version
        self.index = index
        self.frame = frame
        self.assets = assets
        self.example = example
        self.pool = pool
        self.sessions = sessions
        self.events = events
        self.max_size = max_size
        self.watched = watched

    # The page

    async def get_index(self, request: Request) -> Response:
        return Response(self.index, media_type="text/html; charset=utf-8")

    async def get_frame(self, request: Request) -> Response:
        headers = {
            "Content-Security-Policy": self.frame.policy,
            "X-Frame-Options": "SAMEORIGIN",
        }
        return Response(self.frame.html, media_type="text/html; charset=utf-8", headers=headers)

    async def get_asset(self, request: Request) -> Response:
        asset = self.assets.get(request.path_params["name"])
        if asset is None:
            raise Refused(404, "There is no such file here.")
        return Response(asset.data, headers={"Content-Type": asset.type})

    async def hello(self, request: Request) -> Response:
        names = self.watched.names if self.watched else None
        return _json(
            {
                "version": self.version,
                "max_size": self.max_size,
                "preview": names,
                "views": ["web", "pdf", *(["word"] if office.is_there() else [])],
                "pid": os.getpid(),
            }
        )

    async def get_events(self, request: Request) -> Response:
        return StreamingResponse(self.events.stream(), media_type="text/event-stream")

    # A text and what stands behind it

    async def open(self, request: Request) -> Response:
        return await self._opened(_name(request), await self._body(request))

    async def open_example(self, request: Request) -> Response:
        return await self._opened(*self.example)

    async def _opened(self, name: str, data: bytes) -> Response:
        about, answer = await self.pool.run(Job("opened", {"name": name}, data))
        if about["keep"]:
            id = self.sessions.keep(about["format"], data)
            answer = answer.replace(b'"source":""', b'"source":"%s"' % id.encode(), 1)
        return _raw_json(answer)

    async def render(self, request: Request) -> Response:
        session, seq = _session(request), _number(request, "seq")
        body = await self._body(request)
        if seq < self.sessions.newest(session):
            raise Refused(409, "A newer text has come.")
        return await self._pictured(request, session, seq, body, _how(request))

    async def preview(self, request: Request) -> Response:
        """The picture of a file that is watched, as it was saved last."""
        if self.watched is None:
            raise Refused(404, "No file is watched.", "Start with: footnoted preview FILE")
        session, number = _session(request), _number(request, "file")
        saved = await self.watched.saved(number)
        how = _how(request) | {"format": saved.format}
        more = {"name": saved.name, "saved": saved.at, "version": saved.version}
        seq = max(saved.version, self.sessions.newest(session) + 1)
        return await self._pictured(request, session, seq, saved.data, how, more)

    async def _pictured(
        self,
        request: Request,
        session: str,
        seq: int,
        body: bytes,
        how: dict[str, Any],
        more: dict[str, Any] | None = None,
    ) -> Response:
        have = request.query_params.get("have")
        is_known = have is not None and request.query_params.get("all") != "1"
        asked = how | {"session": session, "seq": seq, "notes_as": _notes_as(request)}
        kept = {"notes_as": asked["notes_as"], **how}
        self.sessions.show(session, Shown(seq, kept, body))
        known: dict[str, Any] = {"have": _number(request, "have")} if is_known else {}
        if request.query_params.get("whole") == "1":
            known["whole"] = True
        job = Job("picture", asked | known, body, session, seq, _sources(how))
        about, answer = await self.pool.run(job)
        if self.sessions.newest(session) == seq:
            self.sessions.show(session, Shown(seq, kept, body, about["digest"]))
        if more:
            answer = json.encode(more)[:-1] + b"," + answer[1:]
        return _raw_json(answer)

    async def problems(self, request: Request) -> Response:
        session, seq = _session(request), _number(request, "seq")
        shown = self.sessions.shown.get(session)
        if shown is None or shown.seq != seq:
            raise Refused(409, "A newer text has come, or this one is forgotten.", "Send it again.")
        asked = shown.args | {"session": session, "seq": seq, "digest": shown.digest}
        job = Job("review", asked, shown.body, session, seq, _sources(shown.args))
        return _raw_json((await self.pool.run(job))[1])

    async def stop(self, request: Request) -> Response:
        return _json({"stopped": self.pool.stop(_session(request))})

    async def mend(self, request: Request) -> Response:
        args = {"which": request.query_params.get("which", "safe"), **_how(request)}
        return await self._done(request, "mended", args)

    async def renumber(self, request: Request) -> Response:
        given = request.query_params
        asked = {name: given.get(name, "") for name in ("do", "note", "to")}
        return await self._done(request, "renumbered", asked | _how(request))

    async def _done(self, request: Request, name: str, args: dict[str, Any]) -> Response:
        body = await self._body(request)
        return _raw_json((await self.pool.run(Job(name, args, body, sources=_sources(args))))[1])

    # Files to take away

    async def download(self, request: Request) -> Response:
        given = request.query_params
        how = _how(request)
        styled = await self._house() if given.get("house") == "1" else None
        args = how | {
            "to": given.get("to", ""),
            "name": _name(request),
            "notes_as": _notes_as(request),
            "house": styled,
        }
        sources = (*_sources(how), *([styled] if styled else []))
        job = Job(
            "downloaded",
            args,
            await self._body(request),
            sources=sources,
            seconds=SECONDS_TO_DOWNLOAD,
        )
        about, data = await self.pool.run(job)
        headers = {
            "Content-Type": about["type"],
            "Content-Disposition": _attachment(about["name"]),
            "X-Receipt": _ascii_json(about["receipt"]),
        }
        return Response(data, headers=headers)

    async def _house(self) -> str | None:
        """The id of the house style that is kept, among the files that workers get."""
        kept = await asyncio.to_thread(house.load)
        if kept is None:
            raise Refused(404, "No house style is kept.", "Drop the journal's own Word file first.")
        for id, source in self.sessions.sources.items():
            if id.startswith(HOUSE) and source.data == kept.data:
                return id
        id = HOUSE + secrets.token_urlsafe(9)
        self.sessions.sources[id] = Source("docx", kept.data)
        return id

    async def get_house(self, request: Request) -> Response:
        kept = await asyncio.to_thread(house.load)
        if kept is None:
            return _json({"name": None, "has": [], "lacks": [], "words": ""})
        return _raw_json((await self.pool.run(Job("styles", {"name": kept.name}, kept.data)))[1])

    async def keep_house(self, request: Request) -> Response:
        name, data = _name(request), await self._body(request)
        _, answer = await self.pool.run(Job("styles", {"name": name}, data))
        await _on_disk(house.keep, house.House(name, data))
        return _raw_json(answer)

    async def forget_house(self, request: Request) -> Response:
        await _on_disk(house.forget)
        return _json({"name": None, "has": [], "lacks": [], "words": ""})

    async def _body(self, request: Request) -> bytes:
        """The body of a request. Its length is looked at before it is read. Raises `Refused`."""
        said = request.headers.get("content-length", "")
        if not NUMBER.fullmatch(said) or "transfer-encoding" in request.headers:
            length = (said.isdecimal() and int(said[:20])) or 0
            if length > self.max_size:
                raise self._too_large(length)
            raise Refused(411, "The request does not say how long it is.")
        if int(said) > self.max_size:
            raise self._too_large(int(said))
        try:
            async with asyncio.timeout(SECONDS_TO_SEND):
                return await request.body()
        except TimeoutError:
            raise Refused(408, "The text did not come in time.", "Try again.") from None
        except ClientDisconnect:
            raise Refused(400, "The text did not come whole.", "Try again.") from None

    def _too_large(self, length: int) -> Refused:
        size, most = -(-length // 1_000_000), self.max_size / 1_000_000
        return Refused(
            413,
            f"This file has {size} MB; the limit is {most:g}.",
            f"Start with --max-size {max(size, 2 * int(most))} to allow it.",
        )


def routes(desk: Desk) -> list[Route]:
    """All addresses there are."""
    table: list[tuple[str, str, Handler]] = [
        ("GET", "/", desk.get_index),
        ("GET", "/frame", desk.get_frame),
        ("GET", "/assets/{name:path}", desk.get_asset),
        ("GET", "/api/hello", desk.hello),
        ("GET", "/api/events", desk.get_events),
        ("POST", "/api/open", desk.open),
        ("GET", "/api/example", desk.open_example),
        ("POST", "/api/render", desk.render),
        ("GET", "/api/preview", desk.preview),
        ("GET", "/api/problems", desk.problems),
        ("POST", "/api/stop", desk.stop),
        ("POST", "/api/mend", desk.mend),
        ("POST", "/api/renumber", desk.renumber),
        ("POST", "/api/download", desk.download),
        ("GET", "/api/house", desk.get_house),
        ("POST", "/api/house", desk.keep_house),
        ("DELETE", "/api/house", desk.forget_house),
    ]
    return [Route(path, handler, methods=[method]) for method, path, handler in table]


def app(desk: Desk) -> Starlette:
    """The application, in which nothing that goes wrong is an answer of 500."""
    return Starlette(
        routes=routes(desk),
        exception_handlers={
            Refused: _refused,
            404: _not_found,
            405: _not_found,
            Exception: _fault,
        },
    )


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)  # noqa: S101 — the table above says so
    return error.response()


async def _not_found(request: Request, error: Exception) -> Response:
    return Refused(404, "There is nothing at this address.").response()


async def _fault(request: Request, error: Exception) -> Response:
    said = f"This is a fault in footnoted itself ({type(error).__name__})."
    return Refused(503, said, "Please report it; FOOTNOTED_DEBUG=1 shows where.").response()


# What a request says


def _session(request: Request) -> str:
    session = request.query_params.get("session", "")
    if not NAME.fullmatch(session):
        raise Refused(400, "The request names no session.")
    return session


def _number(request: Request, name: str) -> int:
    value = request.query_params.get(name, "")
    if not (NUMBER.fullmatch(value) and value.isascii()):
        raise Refused(400, f"The request has no number for {name!r}.")
    return int(value)


def _name(request: Request) -> str:
    """The name of a file, without the folders that it may come with."""
    name = request.query_params.get("name", "").replace("\\", "/").rpartition("/")[2]
    name = "".join(one for one in name if one.isprintable()).strip()
    return name[-LONGEST_NAME:] or "Article.txt"


def _notes_as(request: Request) -> str:
    return request.query_params.get("notes_as", "popup")


def _how(request: Request) -> dict[str, Any]:
    """How a text is to be read: see `converter.web.engine.given`."""
    given = request.query_params
    how: dict[str, Any] = {}
    if given.get("source"):
        how["source"] = given["source"]
    if given.get("notes"):
        if given["notes"] not in ("footnotes", "endnotes"):
            raise Refused(400, "Notes are footnotes or endnotes.")
        how["notes"] = given["notes"]
    if given.get("typography") == "1":
        how["typography"] = True
        how["accept"] = tuple(filter(None, given.get("accept", "").split(",")))
    return how


def _sources(how: dict[str, Any]) -> tuple[str, ...]:
    return (how["source"],) if how.get("source") else ()


# What is answered


def _json(value: Any) -> Response:
    return _raw_json(json.encode(value))


def _raw_json(data: bytes) -> Response:
    return Response(data, media_type="application/json")


def _ascii_json(value: Any) -> str:
    import json as standard  # msgspec writes UTF-8, of which headers have none

    return standard.dumps(value)


def _attachment(name: str) -> str:
    """The header that names a download (RFC 6266; RFC 8187 for letters beyond ASCII)."""
    plain = "".join(one if one.isascii() and one not in '"\\' else "_" for one in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


async def _on_disk(work: Callable[..., None], *args: Any) -> None:
    try:
        await asyncio.to_thread(work, *args)
    except OSError as error:
        said = f"The house style cannot be kept: {error.strerror or error}."
        raise Refused(503, said, "Is there room on the disk?") from error
