"""What a worker does for the page: functions from a text to what is shown of it.

A job is named in `JOBS`. It gets the body of a request and its arguments, and gives what the server
should know, and the body of the answer.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

Answer = tuple[dict[str, Any], bytes]
"""What the server should know, and what the page gets."""

JOBS = {
    "hold": "given",
    "opened": "opening",
    "picture": "picture",
    "review": "review",
    "mended": "edits",
    "renumbered": "edits",
    "downloaded": "downloads",
    "styles": "downloads",
}
"""The module of each job, whose function has its name."""


class Fault(Exception):  # noqa: N818 — of the request
    """What was asked for cannot be done: a status of HTTP, why, and what to do instead."""

    def __init__(self, status: int, error: str, remedy: str = "") -> None:
        super().__init__(error)
        self.status, self.error, self.remedy = status, error, remedy


def load() -> None:
    """Load what the first request will need, before it comes."""
    for module in dict.fromkeys(JOBS.values()):
        import_module(f"converter.web.engine.{module}")


def meet(job: str, body: bytes, args: dict[str, Any]) -> Answer:
    """Do a job. Raises `Fault` and `ConversionError` for what cannot be done."""
    function = getattr(import_module(f"converter.web.engine.{JOBS[job]}"), job)
    answer: Answer = function(body, **args)
    return answer
