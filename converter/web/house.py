"""The journal's own Word file, whose styles are taken: kept for this user on this machine."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from tempfile import NamedTemporaryFile
from typing import NamedTuple

from msgspec import json

FILE, ABOUT = "house.docx", "house.json"


class House(NamedTuple):
    """The name that the file had, and what it holds."""

    name: str
    data: bytes


def folder() -> str:
    """Where this platform keeps what programs remember for a user."""
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
    elif sys.platform == "darwin":
        base = os.path.join(home, "Library", "Application Support")
    else:  # XDG Base Directory Specification 0.8
        base = os.environ.get("XDG_DATA_HOME") or os.path.join(home, ".local", "share")
    return os.path.join(base, "footnoted")


def load() -> House | None:
    """The house style, if one was kept."""
    try:
        with open(os.path.join(folder(), FILE), "rb") as file:
            data = file.read()
    except OSError:
        return None
    return House(_name(), data)


def _name() -> str:
    try:
        with open(os.path.join(folder(), ABOUT), "rb") as file:
            return str(json.decode(file.read())["name"])
    except (OSError, ValueError, KeyError, TypeError):
        return FILE


def keep(house: House) -> None:
    """Keep a house style in place of any other. Raises OSError."""
    os.makedirs(folder(), mode=0o700, exist_ok=True)
    _replace(FILE, house.data)
    _replace(ABOUT, json.encode({"name": house.name}))


def forget() -> None:
    """Forget the house style. Raises OSError."""
    for name in (FILE, ABOUT):
        with suppress(FileNotFoundError):
            os.unlink(os.path.join(folder(), name))


def _replace(name: str, data: bytes) -> None:
    """A file for this user's eyes, the old or the new one at any moment."""
    with NamedTemporaryFile(dir=folder(), delete=False) as draft:
        try:
            draft.write(data)
            draft.close()
            os.replace(draft.name, os.path.join(folder(), name))
        except BaseException:
            os.unlink(draft.name)
            raise
