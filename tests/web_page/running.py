"""A server as its own process, and a page that asks it."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

STAND_IN = {
    "index.html": '<!DOCTYPE html><html lang="en"><head><title>Page</title>'
    "</head><body></body></html>\n",
    "frame.html": '<!DOCTYPE html><html lang="en"><head><title>Article</title>'
    '<link rel="stylesheet" href="article.css"><script src="frame.js"></script>'
    '</head><body><script src="notes.js"></script></body></html>\n',
    "frame.js": "/* the frame's own */\n",
    "desk.js": "/* the desk */\n",
    "example.txt": "An example.[footnoteRef:1] [1: Its note.] \n",
}
"""A page that is small, so that tests of the server do not hang on what the real one holds."""

START = """
import signal, sys
from converter.web.serving import Serving, serve

signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
folder, example, port, max_size, *watched = sys.argv[1:]
asked = Serving(
    version="9.9", host=None, port=int(port) or None, max_size=int(max_size), watched=watched,
    folder=folder, example=example,
)
serve(asked, lambda link: print(link, flush=True))
"""


class Reply(NamedTuple):
    """What was answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Running:
    """A server that runs, and what a page knows of it."""

    def __init__(self, process: subprocess.Popen[str], link: str) -> None:
        self.process = process
        self.link = link
        self.port = int(link.split(":")[2].split("/")[0])
        self.host = f"127.0.0.1:{self.port}"
        self.path = "/" + link.split("/", 3)[3]
        self.cookie = ""

    def enter(self) -> Reply:
        """Open the link, and keep the cookie."""
        reply = self.ask("GET", self.path)
        self.cookie = reply.headers["set-cookie"].split(";")[0]
        return reply

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | str | None = None,
        headers: dict[str, str] | None = None,
        **query: Any,
    ) -> Reply:
        """What the server answers to one request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        address = f"{path}?{urlencode(query)}" if query else path
        own = {"Cookie": self.cookie} if self.cookie else {}
        data = body.encode() if isinstance(body, str) else body
        try:
            connection.request(method, address, data, {**own, **(headers or {})})
            answer = connection.getresponse()
            said = {name.lower(): value for name, value in answer.getheaders()}
            return Reply(answer.status, said, answer.read())
        finally:
            connection.close()

    def post(self, path: str, body: bytes | str, **query: Any) -> Reply:
        return self.ask("POST", path, body, **query)

    def get(self, path: str, **query: Any) -> Reply:
        return self.ask("GET", path, **query)

    def render(self, text: str, seq: int, session: str = "s", **query: Any) -> Reply:
        return self.post("/api/render", text, session=session, seq=seq, **query)

    def workers(self) -> list[int]:
        """The processes that the server has started."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(one) for one in children.read_text().split()]


@contextmanager
def running(
    folder: Path, *watched: Path, max_size: int = 5_000_000, port: int = 0, enter: bool = True
) -> Iterator[Running]:
    """A server with the stand-in page in a folder of its own."""
    for name, text in STAND_IN.items():
        (folder / name).write_text(text, encoding="utf-8")
    places = [str(folder), str(folder / "example.txt"), str(port or free_port()), str(max_size)]
    environment = {
        **os.environ,
        "TMPDIR": str(made(folder / "temporary")),
        "XDG_DATA_HOME": str(folder / "data"),
    }
    process = subprocess.Popen(
        [sys.executable, "-c", START, *places, *map(str, watched)],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    try:
        assert process.stdout is not None
        server = Running(process, process.stdout.readline().strip())
        if enter:
            server.enter()
        yield server
    finally:
        end(process)


def end(process: subprocess.Popen[str]) -> int:
    """End a server, and say how it ended."""
    with suppress(ProcessLookupError):
        process.send_signal(signal.SIGTERM)
    try:
        code = process.wait(20)
    finally:
        process.kill()
        if process.stdout is not None:
            process.stdout.close()
    return code


def free_port() -> int:
    import socket

    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def made(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return folder


def units(text: str) -> bytes:
    """A text as JavaScript counts it: two bytes for each unit."""
    return text.encode("utf-16-le")


def cut(text: str, start: int, end: int) -> str:
    """What stands at a place that the server told."""
    return units(text)[2 * start : 2 * end].decode("utf-16-le")


def edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    """A text with edits that the server told."""
    data = units(text)
    for start, last, words in sorted(edits, reverse=True):
        data = data[: 2 * start] + units(words) + data[2 * last :]
    return data.decode("utf-16-le")
