"""Running the programs of others. No other module starts any.

A program is started without a shell, in a session of its own, with the environment that its caller
names, for a limited time. It and those that it started never outlive the call.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from tempfile import TemporaryFile
from threading import Timer
from typing import NamedTuple

NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # on Windows, where one would flash up

MOST_ERRORS = 1_000_000
"""Bytes of a program's messages that are read."""


class Finished(NamedTuple):
    """How a program ended: its exit code, and what it wrote to its standard output and error."""

    code: int
    output: bytes
    errors: bytes


class TookTooLong(Exception):  # noqa: N818 — as subprocess calls its own
    """A program was not done in time, and was ended."""


class WroteTooMuch(Exception):  # noqa: N818 — as above
    """A program wrote more than it may, and was ended."""


def run(
    command: Sequence[str],
    *,
    folder: str,
    environment: Mapping[str, str],
    seconds: float,
    data: bytes = b"",
    most_output: int = 10_000_000,
) -> Finished:
    """Run a program in a folder until it ends: `data` is its standard input.

    Raises `TookTooLong` after so many seconds, `WroteTooMuch` beyond `most_output` bytes of standard
    output, and OSError where it cannot be started.
    """
    with TemporaryFile() as given, TemporaryFile() as errors:
        given.write(data)
        given.seek(0)
        process = subprocess.Popen(  # noqa: S603 — a fixed program, no shell, no words of the document
            command,
            cwd=folder,
            env=environment,
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=errors,
            start_new_session=True,
            creationflags=NO_WINDOW,
        )
        _limit(process.pid, seconds)
        output = _within(process, seconds, most_output)
        errors.seek(0)
        return Finished(process.returncode, output, errors.read(MOST_ERRORS))


def _limit(pid: int, seconds: float) -> None:
    """Have the system end a program that outlives us, as it does when we are killed (Linux)."""
    if sys.platform != "linux":
        return
    import resource

    most = int(seconds * (os.cpu_count() or 1)) + 1
    with suppress(ProcessLookupError):  # it ended just now
        resource.prlimit(pid, resource.RLIMIT_CPU, (most, most))


def _within(process: subprocess.Popen[bytes], seconds: float, most_output: int) -> bytes:
    """What a program writes until it ends, within these limits."""
    late: list[bool] = []

    def stop() -> None:
        late.append(True)
        _end(process)

    timer = Timer(seconds, stop)
    timer.start()
    try:
        assert process.stdout is not None  # noqa: S101, a pipe was asked for
        with process.stdout as pipe:
            output = pipe.read(most_output + 1)
        if len(output) <= most_output:
            process.wait()
    finally:
        timer.cancel()
        if process.poll() is None:
            _end(process)
            process.wait()
    if late:
        raise TookTooLong
    if len(output) > most_output:
        raise WroteTooMuch
    return output


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program and those it started."""
    if not hasattr(os, "killpg"):
        process.kill()
        return
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:  # it ended just now
        return
