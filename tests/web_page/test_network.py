"""Nothing leaves the machine: all works where there is no network, and nothing tries to reach one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ALONE = ["unshare", "--map-root-user", "--net"]

TRY = """
import fcntl, socket, struct, sys, tempfile
from pathlib import Path
from tests.web_page.running import running

UP = 0x8914, struct.pack("16sh", b"lo", 0x41)  # SIOCSIFFLAGS, IFF_UP and IFF_RUNNING
fcntl.ioctl(socket.socket(), *UP)
try:
    socket.create_connection(("192.0.2.1", 80), 2)
except OSError:
    print("no network")
text = "So.[footnoteRef:1] [1: See https://example.org/a.] \\n"
with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as server:
    print(server.get("/").status, server.get("/frame").status, server.render(text, 1).status)
    print(server.get("/api/problems", session="s", seq=1).status)
    page = f'<article><p>{text}</p><img src="https://example.org/x.png"></article>'
    print(server.post("/api/open", page, name="a.html").status)
    for to in ("docx", "html", "latex", "pdf"):
        print(server.post("/api/download", text, to=to, name="a").status)
"""


def can_be_alone() -> bool:
    try:
        return subprocess.run([*ALONE, "true"], capture_output=True, timeout=10).returncode == 0
    except OSError:
        return False


@pytest.mark.skipif(
    not (os.environ.get("CI") or can_be_alone()), reason="no network may be made here"
)
def test_all_works_without_a_network() -> None:
    """In a network namespace of its own, in which there is the machine itself and nothing else."""
    done = subprocess.run(
        [*ALONE, sys.executable, "-c", TRY],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        timeout=120,
    )
    assert done.stderr == ""
    assert done.stdout.split("\n")[:-1] == ["no network", "200 200 200", *["200"] * 6]
