"""Work that takes long, is not wanted any more, or dies; and a server that goes on."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from http.client import HTTPResponse
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.web_page.running import Reply, Running, end, running

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="its /proc tells of processes")
TEXT = "So.[footnoteRef:1] [1: See there.] \n"
LONG = "".join(
    f"The lamp was paid in oil.[footnoteRef:{n}] [{n}:  Tamm, supra note {max(1, n - 3)}.] \n\n"
    for n in range(1, 12_000)
)
"""A text that takes some seconds, however fast the machine is."""


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Running]:
    """A server that may be harmed."""
    with running(tmp_path) as one:
        yield one


@pytest.fixture
def others() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(220) as pool:
        yield pool


def wait_for(is_so: Callable[[], bool], seconds: float = 20) -> None:
    """Wait until something is so; it is looked at often."""
    ends = monotonic() + seconds
    while not is_so():
        assert monotonic() < ends
        sleep(0.01)


def busy(server: Running) -> list[int]:
    """The workers that compute: they have used time since they were looked at first."""

    def used(pid: int) -> int:
        words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return int(words[11]) + int(words[12])

    before = {pid: used(pid) for pid in server.workers()}
    sleep(0.2)
    return [pid for pid, time in before.items() if pid in server.workers() and used(pid) > time + 5]


def slow(server: Running, others: ThreadPoolExecutor, session: str = "slow") -> Future[Reply]:
    """A conversion that has begun, and goes on."""
    server.render(TEXT, 1, "warm")  # workers are there
    reply = others.submit(server.render, LONG, 1, session)
    wait_for(lambda: bool(busy(server)))
    return reply


@LINUX
def test_two_hundred_requests_are_met_while_a_slow_one_is(
    own: Running, others: ThreadPoolExecutor
) -> None:
    reply = slow(own, others)
    many = [
        others.submit(own.render, TEXT, 1, f"s{number}")
        if number % 2
        else others.submit(own.get, "/")
        for number in range(200)
    ]
    assert {one.result(60).status for one in many} == {200}
    assert not reply.done()
    own.post("/api/stop", "", session="slow")
    assert reply.result(60).status == 409


@LINUX
def test_a_worker_that_is_killed_is_reported_and_the_page_goes_on(
    own: Running, others: ThreadPoolExecutor
) -> None:
    reply = slow(own, others)
    for pid in busy(own):
        os.kill(pid, signal.SIGKILL)
    said = reply.result(20)
    assert said.status == 503
    assert said.json == {
        "error": "The conversion was ended from outside.",
        "remedy": "Try again.",
    }
    assert own.render(TEXT, 2, "slow").status == 200


@LINUX
def test_a_conversion_is_stopped_at_once(own: Running, others: ThreadPoolExecutor) -> None:
    reply = slow(own, others)
    assert own.post("/api/stop", "", session="slow").json == {"stopped": True}
    said = reply.result(2)
    assert (said.status, said.json["error"]) == (409, "The conversion was stopped.")
    assert own.post("/api/stop", "", session="slow").json == {"stopped": False}
    assert own.render(TEXT, 2, "slow").status == 200


@LINUX
def test_of_texts_that_wait_the_newest_is_shown(own: Running, others: ThreadPoolExecutor) -> None:
    for number in range(3):
        slow(own, others, f"slow{number}")
    sent = []
    for seq in range(1, 5):
        sent.append(begin(own, f"/api/render?session=typed&seq={seq}", TEXT))
        own.get("/api/hello")  # which is answered once what came before has been read
    for number in range(3):
        own.post("/api/stop", "", session=f"slow{number}")
    assert [status(one) for one in sent] == [409, 409, 409, 200]


def begin(server: Running, path: str, body: str) -> socket.socket:
    """Send a request, and do not wait for its answer."""
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=30)
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {server.host}\r\nCookie: {server.cookie}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    connection.sendall((head + body).encode())
    return connection


def status(connection: socket.socket) -> int:
    """The status of the answer to a request that was sent."""
    with connection, HTTPResponse(connection) as response:
        response.begin()
        response.read()
        return response.status


@LINUX
def test_a_page_that_goes_away_leaves_its_worker_whole(own: Running) -> None:
    own.render(TEXT, 1, "warm")
    workers = own.workers()
    begin(own, "/api/render?session=gone&seq=1", TEXT).close()
    assert own.render(TEXT, 2, "gone").status == 200
    assert set(workers) <= set(own.workers())


@LINUX
@pytest.mark.parametrize(("how", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_nothing_is_left_when_it_ends(
    tmp_path: Path, others: ThreadPoolExecutor, how: signal.Signals, code: int
) -> None:
    """No process, and no file: the temporary folder goes with all that an unfinished PDF left in it."""
    with running(tmp_path) as server:
        files = {*tmp_path.rglob("*")}
        slow(server, others)
        others.submit(server.post, "/api/download?to=pdf&name=a", TEXT)
        others.submit(server.get, "/api/events")
        workers = server.workers()
        assert [*(tmp_path / "temporary").iterdir()]
        server.process.send_signal(how)
        ended = server.process.wait(20)
    assert ended in (code, -how)
    wait_for(lambda: not any(map(_is_there, workers)))
    left = {path for path in tmp_path.rglob("*") if path.is_file()} - files
    assert left == set()
    assert [*(tmp_path / "temporary").iterdir()] == []


def _is_there(pid: int) -> bool:
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"


@LINUX
def test_a_killed_server_takes_its_workers_with_it(tmp_path: Path) -> None:
    with running(tmp_path) as server:
        server.render(TEXT, 1)
        workers = server.workers()
        assert workers
        server.process.kill()
        server.process.wait(20)
        wait_for(lambda: not any(map(_is_there, workers)))


def test_it_ends_by_a_signal_of_the_terminal(tmp_path: Path) -> None:
    with running(tmp_path) as server:
        server.render(TEXT, 1)
        assert end(server.process) == 143


def test_nothing_is_written_by_a_page_that_opens_and_downloads(tmp_path: Path) -> None:
    with running(tmp_path) as server:
        server.render(TEXT, 1)
        files = {*tmp_path.rglob("*")}
        server.post("/api/open", TEXT, name="a.txt")
        server.render(TEXT, 2)
        server.get("/api/problems", session="s", seq=2)
        for to in ("docx", "html", "latex", "pdf", "zip"):
            assert server.post("/api/download", TEXT, to=to, name="a").status == 200
        assert {*tmp_path.rglob("*")} == files


def test_a_port_that_is_taken_is_named(tmp_path: Path, own: Running) -> None:
    import subprocess

    done = subprocess.run(
        [sys.executable, "-m", "converter", "serve", "--no-browser", "--port", str(own.port)],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        timeout=30,
    )
    assert done.returncode == 2
    assert f"cannot listen at 127.0.0.1, port {own.port}: " in done.stderr
    assert "Traceback" not in done.stderr


@LINUX
def test_a_thousand_edits_take_no_more_memory(own: Running) -> None:
    def memory() -> int:
        pids = [own.process.pid, *own.workers()]
        return sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in pids) * 4096

    text = TEXT * 20
    for seq in range(1, 1201):
        place = (seq * 37) % len(text)
        own.render(text[:place] + "x" + text[place:], seq, "edits", have=seq - 1)
        if seq == 200:
            before = memory()
    assert memory() < before + 8_000_000
