"""Firefox and WebKitGTK, driven as Debian ships them, for the tests that look at pages in them.

Both take the commands of WebDriver (W3C). Firefox takes them by its own Marionette, a socket with JSON,
as Debian has no geckodriver; WebKitGTK by its ``WebKitWebDriver``, over HTTP.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

ENTER, ESCAPE, TAB = "\ue007", "\ue00c", "\ue004"
"""Keys as WebDriver names them (W3C WebDriver, 17.4.2)."""

PATIENCE = 60
"""Seconds that a browser may take to start or to answer."""

PREFERENCES = {
    "marionette.port": 0,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "browser.aboutwelcome.enabled": False,
}


class Tab(ABC):
    """A tab of a browser: what a reader does in it, and what the page says to questions."""

    @abstractmethod
    def open(self, address: str) -> None: ...

    @abstractmethod
    def run(self, script: str, *arguments: Any) -> Any:
        """What a script returns; `arguments` are its ``arguments``."""

    @abstractmethod
    def act(self, actions: list[dict[str, Any]]) -> None: ...

    def press(self, *keys: str) -> None:
        for key in keys:
            strokes = [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
            self.act([{"type": "key", "id": "keyboard", "actions": strokes}])

    def point(self, selector: str, *, click: bool = False) -> None:
        """Move the pointer onto an element, in steps, as a hand does; and press its button."""
        x, y = self.run(
            "const { left, top, width, height } = document.querySelector(arguments[0])"
            ".getBoundingClientRect(); return [left + width / 2, top + height / 2];", selector
        )  # fmt: skip
        place = {"type": "pointerMove", "duration": 50, "origin": "viewport"}
        moves: list[dict[str, Any]] = [
            place | {"x": int(x) + step, "y": int(y) + step} for step in (3, 0)
        ]
        if click:
            moves += [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        mouse = {"pointerType": "mouse"}
        self.act([{"type": "pointer", "id": "mouse", "parameters": mouse, "actions": moves}])

    def wait_for(self, script: str, *arguments: Any) -> Any:
        """What a script returns once that is true."""
        return eventually(lambda: self.run(script, *arguments), script, 10)


def eventually(ask: Callable[[], Any], wanted: str, seconds: float = PATIENCE) -> Any:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answer := ask():
            return answer
        time.sleep(0.05)
    raise AssertionError(f"waited {seconds} s for {wanted}")


class Marionette(Tab):
    """Firefox's own protocol: the length of a message, a colon, and the message as JSON."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), PATIENCE)
        self.number = 0
        self._receive()  # who is there
        self._ask("WebDriver:NewSession", {})

    def open(self, address: str) -> None:
        self._ask("WebDriver:Navigate", {"url": address})

    def run(self, script: str, *arguments: Any) -> Any:
        return self._ask("WebDriver:ExecuteScript", {"script": script, "args": arguments})["value"]

    def act(self, actions: list[dict[str, Any]]) -> None:
        self._ask("WebDriver:PerformActions", {"actions": actions})

    def _ask(self, command: str, values: dict[str, Any]) -> Any:
        self.number += 1
        message = json.dumps([0, self.number, command, values]).encode()
        self.socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, answer = self._receive()
        assert error is None, error
        return answer

    def _receive(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self.socket.recv(1)
        message = b""
        while len(message) < int(length[:-1]):
            message += self.socket.recv(int(length[:-1]) - len(message))
        return json.loads(message)


class WebDriver(Tab):
    """W3C WebDriver over HTTP."""

    def __init__(self, port: int, capabilities: dict[str, Any]) -> None:
        self.address = f"http://127.0.0.1:{port}/session"
        asked = {"capabilities": {"alwaysMatch": capabilities}}
        self.address += "/" + self._ask("", asked)["sessionId"]

    def open(self, address: str) -> None:
        self._ask("/url", {"url": address})

    def run(self, script: str, *arguments: Any) -> Any:
        return self._ask("/execute/sync", {"script": script, "args": arguments})

    def act(self, actions: list[dict[str, Any]]) -> None:
        self._ask("/actions", {"actions": actions})

    def close(self) -> None:
        self._ask("", None)

    def _ask(self, path: str, values: dict[str, Any] | None) -> Any:
        data = None if values is None else json.dumps(values).encode()
        method = "DELETE" if values is None else "POST"
        request = Request(
            self.address + path, data, {"Content-Type": "application/json"}, method=method
        )
        with urlopen(request, timeout=PATIENCE) as answer:
            return json.load(answer)["value"]


@contextmanager
def started(command: list[str], **settings: str) -> Iterator[subprocess.Popen[bytes]]:
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, env=os.environ | settings, **quiet)  # type: ignore[call-overload]
    try:
        yield process
    finally:
        process.terminate()
        process.wait(PATIENCE)


@contextmanager
def firefox(folder: Path) -> Iterator[Tab]:
    """Firefox ESR without a screen, its profile in a folder."""
    program = shutil.which("firefox-esr")
    assert program, "these tests need Firefox: apt-get install firefox-esr"
    lines = [
        f"user_pref({json.dumps(key)}, {json.dumps(value)});" for key, value in PREFERENCES.items()
    ]
    (folder / "user.js").write_text("\n".join(lines), encoding="utf-8")
    command = [program, "--headless", "--marionette", "--no-remote", "--profile", str(folder)]
    with started(command):
        port = folder / "MarionetteActivePort"
        eventually(lambda: port.exists() and port.read_text(), "Firefox")
        tab = Marionette(int(port.read_text()))
        yield tab
        tab.socket.close()


@contextmanager
def webkit() -> Iterator[Tab]:
    """WebKitGTK's small browser, on a screen that nobody sees."""
    needed = ("WebKitWebDriver", "Xvfb")
    assert all(map(shutil.which, needed)), (
        "these tests need: apt-get install webkit2gtk-driver xvfb"
    )
    reader, writer = os.pipe()
    os.set_inheritable(writer, True)
    screen = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1280x900x24", "-nolisten", "tcp"]
    process = subprocess.Popen(screen, pass_fds=(writer,), stderr=subprocess.DEVNULL)
    try:
        display = f":{os.read(reader, 10).decode().strip()}"
        port = free_port()
        with started(["WebKitWebDriver", f"--port={port}"], DISPLAY=display, NO_AT_BRIDGE="1",
                     WEBKIT_DISABLE_COMPOSITING_MODE="1"):  # fmt: skip
            eventually(lambda: is_open(port), "WebKitWebDriver")
            tab = WebDriver(port, {})
            yield tab
            tab.close()
    finally:
        process.terminate()
        process.wait(PATIENCE)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def is_open(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/status", timeout=5):
            return True
    except (URLError, OSError):
        return False
