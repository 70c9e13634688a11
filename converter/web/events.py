"""What the server tells pages unasked: server-sent events (HTML, 9.2)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from msgspec import json

HEARTBEAT = 15.0
"""Seconds of silence after which a page is told that the server is there."""

MOST_WAITING = 100
"""Events that wait for a page that does not read them; it has to ask anew then."""


class Events:
    """Tells all pages that listen."""

    def __init__(self) -> None:
        self.listeners: set[asyncio.Queue[bytes | None]] = set()

    def tell(self, event: str, about: dict[str, Any]) -> None:
        """Tell every page of an event."""
        message = b"event: %s\ndata: %s\n\n" % (event.encode(), json.encode(about))
        for listener in self.listeners:
            if listener.qsize() < MOST_WAITING:
                listener.put_nowait(message)

    def close(self) -> None:
        """End all streams, so that the server can end."""
        for listener in self.listeners:
            listener.put_nowait(None)

    async def stream(self) -> AsyncIterator[bytes]:
        """What a page reads until it goes away or the server ends."""
        listener: asyncio.Queue[bytes | None] = asyncio.Queue()
        self.listeners.add(listener)
        try:
            yield b"retry: 1000\n\n"
            while True:
                try:
                    message = await asyncio.wait_for(listener.get(), HEARTBEAT)
                except TimeoutError:
                    message = b": still here\n\n"
                if message is None:
                    return
                yield message
        finally:
            self.listeners.discard(listener)
