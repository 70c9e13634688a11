"""What is known of a message before it is uttered."""

from __future__ import annotations

from msgspec import Struct

from converter.document import Severity


class Fault(Struct, frozen=True):
    """An entry of the list of messages. `message` and `remedy` may hold ``{words}`` to fill in."""

    name: str
    severity: Severity
    message: str
    remedy: str
