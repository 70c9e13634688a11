"""What is known of a message before it is uttered."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Severity = Literal["error", "warning", "info"]


class Fault(Struct, frozen=True):
    """An entry of the list of messages. `message` and `remedy` may hold ``{words}`` to fill in."""

    name: str
    severity: Severity
    message: str
    remedy: str
