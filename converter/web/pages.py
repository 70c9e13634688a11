"""The files that a browser gets: a fixed table, made once when the server starts."""

from __future__ import annotations

import os.path
import re
from typing import NamedTuple

from converter.renderers import PAGE_ASSETS
from converter.renderers.html import policy_of
from converter.renderers.templates import load

FOLDER = os.path.join(os.path.dirname(__file__), "page")

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}

NOT_SERVED = ("index.html", "frame.html")
"""Files that have an address of their own."""

STYLE = re.compile(r'<link rel="stylesheet" href="([a-z/-]+\.css)">')
SCRIPT = re.compile(r'<script src="([a-z/-]+\.js)"></script>')

FRAME_ONLY = "; img-src data:; frame-ancestors 'self'; sandbox allow-scripts"
TRUSTED_TYPES = "; require-trusted-types-for 'script'"


class Asset(NamedTuple):
    """What a browser gets for a name."""

    type: str
    data: bytes


class Frame(NamedTuple):
    """The page in which an article is shown, and its Content Security Policy."""

    html: str
    policy: str


def assets(folder: str = FOLDER) -> dict[str, Asset]:
    """All files that may be asked for, by their names below the folder, and no other."""
    found: dict[str, Asset] = {}
    for where, _, names in os.walk(folder):
        for name in names:
            type = TYPES.get(os.path.splitext(name)[1])
            if type and name not in NOT_SERVED:
                path = os.path.relpath(os.path.join(where, name), folder).replace(os.sep, "/")
                found[path] = Asset(type, _read(where, name))
    return found


def index(folder: str = FOLDER) -> str:
    """The page itself."""
    return _read(folder, "index.html").decode()


def frame(folder: str = FOLDER) -> Frame:
    """The page that shows an article, with all styles and scripts that it names in it.

    It has an origin of its own, so that nothing in an article could reach the server. It can load
    nothing, and its policy names what it holds by hashes.
    """

    def source(name: str) -> str:
        return load(name) if name in PAGE_ASSETS else _read(folder, name).decode()

    html = _read(folder, "frame.html").decode()
    html = STYLE.sub(lambda found: f"<style>\n{source(found[1])}</style>", html)
    html = SCRIPT.sub(lambda found: f"<script>\n{source(found[1])}</script>", html)
    return Frame(html, policy_of(html).replace(TRUSTED_TYPES, "") + FRAME_ONLY)


def _read(folder: str, name: str) -> bytes:
    with open(os.path.join(folder, name), "rb") as file:
        return file.read()
