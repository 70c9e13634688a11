"""What a document is, what can be said about one, and what can be asked of any."""

from __future__ import annotations

from typing import Literal

Severity = Literal["error", "warning", "info"]
"""How grave a message is. It stands here, as the list of messages is loaded when one is uttered."""
