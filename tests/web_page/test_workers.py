"""Work that takes long, is not wanted any more, or dies; and a server that goes on."""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.web_page.running import Running, end, running

LINUX = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux tells of other processes in /proc"
)
TEXT = "So.[footnoteRef:1] [1: See there.] \n"
LONG = "".join(
    f"The lamp was paid in oil.[footnoteRef:{n}] [{n}:  Tamm, supra note {max(1, n - 3)}.] \n\n"
    for n in range(1, 1500)
)
"""A text on which TeX works for some seconds."""


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


def worker_of(server: Running, session: str) -> int:
    """The worker that has the text of a session in mind, and gets its next one."""

    def written(pid: int) -> int:
        return int(Path(f"/proc/{pid}/io").read_text().split()[3])

    wait_for(lambda: len(server.workers()) > 1)
    before = {pid: written(pid) for pid in server.workers()}
    assert server.render(TEXT * 3000, 1, session).status == 200
    return max(server.workers(), key=lambda pid: written(pid) - before.get(pid, 0))


def begin(server: Running, path: str, body: str = TEXT) -> socket.socket:
    """Send a request, which the server has seen then, and do not wait for its answer."""
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=60)
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {server.host}\r\nCookie: {server.cookie}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    connection.sendall((head + body).encode())
    for _ in range(3):  # each is answered once what came before has been read
        server.get("/api/hello")
    return connection


def answer(connection: socket.socket) -> tuple[int, bytes]:
    """The answer to a request that was sent."""
    with connection, HTTPResponse(connection) as response:
        response.begin()
        return response.status, response.read()


def hang(server: Running, session: str = "slow") -> tuple[int, socket.socket]:
    """A conversion that takes for ever, and its worker: it is held up by a signal."""
    worker = worker_of(server, session)
    os.kill(worker, signal.SIGSTOP)
    return worker, begin(server, f"/api/render?session={session}&seq=2")


@LINUX
def test_two_hundred_requests_are_met_while_a_slow_one_is(
    own: Running, others: ThreadPoolExecutor
) -> None:
    _, slow = hang(own)
    many = [
        others.submit(own.render, TEXT, 1, f"s{number}")
        if number % 2
        else others.submit(own.get, "/")
        for number in range(200)
    ]
    assert {one.result(60).status for one in many} == {200}
    own.post("/api/stop", "", session="slow")
    assert answer(slow)[0] == 409


@LINUX
def test_a_worker_that_is_killed_is_reported_and_the_page_goes_on(own: Running) -> None:
    worker, slow = hang(own)
    os.kill(worker, signal.SIGKILL)
    status, said = answer(slow)
    assert status == 503
    assert json.loads(said) == {
        "error": "The conversion was ended from outside.",
        "remedy": "Try again.",
    }
    assert own.render(TEXT, 3, "slow").status == 200


@LINUX
def test_a_conversion_is_stopped_at_once(own: Running) -> None:
    _, slow = hang(own)
    assert own.post("/api/stop", "", session="slow").json == {"stopped": True}
    status, said = answer(slow)
    assert (status, json.loads(said)["error"]) == (409, "The conversion was stopped.")
    assert own.post("/api/stop", "", session="slow").json == {"stopped": False}
    assert own.render(TEXT, 3, "slow").status == 200


@LINUX
def test_of_texts_that_wait_the_newest_is_shown(own: Running) -> None:
    slow = [hang(own, "slow0")[1], hang(own, "slow1")[1], hang(own, "slow2")[1]]
    sent = [begin(own, f"/api/render?session=typed&seq={seq}") for seq in range(1, 5)]
    for session in ("slow0", "slow1", "slow2"):
        own.post("/api/stop", "", session=session)
    assert [answer(one)[0] for one in sent] == [409, 409, 409, 200]
    assert {answer(one)[0] for one in slow} == {409}


@LINUX
def test_whoever_types_does_not_wait_for_other_work(own: Running) -> None:
    """One worker is left to pictures, however much else is to be done."""
    workers = [worker_of(own, "one"), worker_of(own, "two")]
    for worker in workers:
        os.kill(worker, signal.SIGSTOP)
    waiting = [begin(own, "/api/mend?which=safe") for _ in range(5)]
    assert own.render(TEXT, 1, "typed").status == 200
    assert own.render(TEXT, 2, "typed").status == 200
    for worker in workers:
        os.kill(worker, signal.SIGCONT)
    assert {answer(one)[0] for one in waiting} == {200}


@LINUX
def test_a_page_that_goes_away_leaves_its_worker_whole(own: Running) -> None:
    worker_of(own, "gone")
    workers = own.workers()
    begin(own, "/api/render?session=gone&seq=2").close()
    assert own.render(TEXT, 3, "gone").status == 200
    assert set(workers) <= set(own.workers())


@LINUX
@pytest.mark.parametrize(("how", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_nothing_is_left_when_it_ends(
    tmp_path: Path, others: ThreadPoolExecutor, how: signal.Signals, code: int
) -> None:
    """No process, and no file: the temporary folder goes with all that an unfinished PDF left in it."""
    with running(tmp_path) as server:
        files = {*tmp_path.rglob("*")}
        _, slow = hang(server)
        pdf = begin(server, "/api/download?to=pdf&name=a", LONG)
        others.submit(server.get, "/api/events")
        workers = server.workers()
        assert [*(tmp_path / "temporary").iterdir()]
        server.process.send_signal(how)
        ended = server.process.wait(30)
        slow.close()
        pdf.close()
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
def test_many_edits_take_no_more_memory(own: Running) -> None:
    def memory() -> int:
        pids = [own.process.pid, *own.workers()]
        return sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in pids) * 4096

    text = TEXT * 20
    for seq in range(1, 601):
        place = (seq * 37) % len(text)
        own.render(text[:place] + "x" + text[place:], seq, "edits", have=seq - 1)
        if seq == 200:
            before = memory()
    assert memory() < before + 8_000_000


@LINUX
def test_programs_that_a_conversion_runs_end_with_it(
    own: Running, others: ThreadPoolExecutor
) -> None:
    reply = others.submit(own.post, "/api/download?to=pdf&name=a", LONG)
    wait_for(lambda: bool(_programs(own, "latex")))
    (program, *_) = _programs(own, "latex")
    own.process.send_signal(signal.SIGTERM)
    own.process.wait(20)
    wait_for(lambda: not _is_there(program))
    with suppress(OSError, HTTPException):
        reply.result(20)


def _programs(server: Running, name: str) -> list[int]:
    """The programs with this in their names that the workers run."""
    found: list[int] = []
    for worker in server.workers():
        with suppress(OSError):
            for task in Path(f"/proc/{worker}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
    return [pid for pid in found if name in Path(f"/proc/{pid}/comm").read_text()]
