"""What runs in a worker: it reads a request, has the engine meet it, writes the answer, and so on.

A message is two lengths of four bytes, then what it says as JSON, then its body.
"""

from __future__ import annotations

import gc
import os
import signal
import struct
import sys
from typing import Any, BinaryIO

LENGTHS = struct.Struct(">II")

COLLECTED_AFTER = 50
"""Requests after which Python looks for garbage in cycles: between two, where nobody waits for it."""


def main() -> None:
    """Meet requests until the server closes the pipe. Nothing else may write to standard output."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.stdin.close()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # programs that it runs are ended then
    gc.disable()
    from converter.web.engine import load

    load()
    count = 0
    while (message := read_message(requests)) is not None:
        about, body = _met(*message)
        about["memory"] = _memory()
        write_message(answers, about, body)
        count += 1
        if count % COLLECTED_AFTER == 0:
            gc.collect()


def read_message(pipe: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """The next message; None if the other end is closed."""
    from msgspec import json

    start = pipe.read(LENGTHS.size)
    if len(start) < LENGTHS.size:
        return None
    about, body = LENGTHS.unpack(start)
    return json.decode(pipe.read(about)), pipe.read(body)


def write_message(pipe: BinaryIO, about: dict[str, Any], body: bytes) -> None:
    pipe.write(packed(about, body))
    pipe.flush()


def packed(about: dict[str, Any], body: bytes) -> bytes:
    """A message as bytes."""
    from msgspec import json

    said = json.encode(about)
    return b"".join((LENGTHS.pack(len(said), len(body)), said, body))


def _met(about: dict[str, Any], body: bytes) -> tuple[dict[str, Any], bytes]:
    """The answer to a request. Whatever goes wrong is an answer, too."""
    from converter.document.diagnostics import ConversionError
    from converter.web.engine import Fault, meet

    try:
        return meet(about["job"], body, about["args"])
    except Fault as fault:
        return {"refused": [fault.status, fault.error, fault.remedy]}, b""
    except ConversionError as error:
        return {"refused": [422, _sentence(str(error)), ""]}, b""
    except MemoryError:
        return {
            "refused": [413, "There is not enough memory for this text.", "Cut it in two."]
        }, b""
    except Exception as error:
        if os.environ.get("FOOTNOTED_DEBUG"):
            import traceback

            traceback.print_exc()
        said = f"This is a fault in footnoted itself ({type(error).__name__}: {error})."
        return {"refused": [422, said, "Please report it, with the text if you may."]}, b""


def _memory() -> int:
    """Bytes of memory that are in use; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):
        return 0


def _sentence(words: str) -> str:
    end = "" if words.endswith((".", "!", "?")) else "."
    return words[:1].upper() + words[1:] + end


if __name__ == "__main__":
    main()
