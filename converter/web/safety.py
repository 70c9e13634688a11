"""Who may ask, and what every answer says to the browser.

The server is for the person who started it. Other pages in the same browser must not reach it: by a
name that was bound anew (DNS rebinding: `Host`), by a request of theirs (`Origin`, `Sec-Fetch-Site`),
or by knowing the port (the cookie, which only the link that was printed sets). Other users of the
machine do not know the token in that link.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, RedirectResponse, Response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
"""What a browser on this machine may call it."""

FROM_HERE = ("same-origin", "none")
"""Of Fetch Metadata: asked for by our page, or by the person, who opened a link or typed an address."""

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-src 'self' blob:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The Content Security Policy of the page, which shows a PDF that it has got from here (``blob:``)."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
    "Content-Security-Policy": PAGE_POLICY,
}
"""What every answer says, unless it says otherwise itself."""


class Refused(Exception):  # noqa: N818 — it is an answer, not a fault
    """A request that is not met: a status of HTTP, why, and what to do instead."""

    def __init__(self, status: int, error: str, remedy: str = "") -> None:
        super().__init__(error)
        self.status, self.error, self.remedy = status, error, remedy

    def response(self) -> Response:
        return JSONResponse({"error": self.error, "remedy": self.remedy}, self.status)


OPEN_AGAIN = "Open the link that footnoted printed when it was started."


class Guard:
    """Lets in what the person's own page asks, and refuses all else before anything is read of it."""

    def __init__(self, app: ASGIApp, *, port: int, hosts: Iterable[str], token: str) -> None:
        self.app = app
        self.hosts = frozenset(f"{host}:{port}" for host in hosts)
        self.token = token
        self.cookie = f"footnoted-{port}"  # a jar is shared by all ports of a host
        self.secret = secrets.token_urlsafe(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        answer = self._answer(scope)
        await (answer or self.app)(scope, receive, sent)

    def _answer(self, scope: Scope) -> Response | None:
        """What is answered without asking the app; None for who may ask it."""
        headers = Headers(scope=scope)
        try:
            self._check(headers)
        except Refused as refused:
            return refused.response()
        given = _token(scope)
        if scope["path"] == "/" and given is not None:
            return self._opened(given)
        if not self._has_cookie(headers):
            return Refused(401, "This page does not know you.", OPEN_AGAIN).response()
        return None

    def _check(self, headers: Mapping[str, str]) -> None:
        """Refuse what does not come from a page of this server."""
        host = headers.get("host", "")
        if host.lower() not in self.hosts:
            raise Refused(403, "This server answers only to its own address.", OPEN_AGAIN)
        origin = headers.get("origin")
        foreign = origin is not None and origin != f"http://{host}"
        if foreign or headers.get("sec-fetch-site", "none") not in FROM_HERE:
            raise Refused(403, "Another page asked for this, which may not.", OPEN_AGAIN)

    def _opened(self, token: str) -> Response:
        """The page for who has the token: a cookie, and an address that no longer shows it."""
        if not secrets.compare_digest(token.encode(), self.token.encode()):
            return Refused(
                401, "This link is not that of the running server.", OPEN_AGAIN
            ).response()
        response = RedirectResponse("/", 303)
        response.set_cookie(self.cookie, self.secret, httponly=True, samesite="strict")
        return response

    def _has_cookie(self, headers: Mapping[str, str]) -> bool:
        try:
            found = SimpleCookie(headers.get("cookie", "")).get(self.cookie)
        except CookieError:
            return False
        return found is not None and secrets.compare_digest(
            found.value.encode(), self.secret.encode()
        )


def _token(scope: Scope) -> str | None:
    from urllib.parse import parse_qs

    query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    return query["token"][0] if "token" in query else None
