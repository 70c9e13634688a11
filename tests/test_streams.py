"""Standard streams that nobody reads, that are full or closed; and signals in the middle of a run."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

COMMAND = [sys.executable, "-m", "converter"]

MARKED = "So it is.[footnoteRef:1] [1:  See Ash.] \n"
FAULTY = MARKED + "\nAnd so.[footnoteRef:2]\n"
LONG = MARKED * 20_000
"""Its page, 2 MB, is more than a pipe holds."""


@pytest.fixture(params=[False, True], ids=["buffered", "unbuffered"])
def environment(request: pytest.FixtureRequest) -> dict[str, str]:
    """For a run whose output Python buffers, and for one whose output it does not."""
    unbuffered = {"PYTHONUNBUFFERED": "1"} if request.param else {}
    others = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return {**others, "PYTHONPATH": str(ROOT), **unbuffered}


@pytest.fixture(autouse=True)
def _interrupts() -> Iterator[None]:
    """Processes can be interrupted, though the tests may run in the background of a shell."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def unread() -> Iterator[int]:
    """The end to write to of a pipe whose other end is closed."""
    reader, writer = os.pipe()
    os.close(reader)
    yield writer
    os.close(writer)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(MARKED, encoding="utf-8")
    (tmp_path / "faulty.txt").write_text(FAULTY, encoding="utf-8")
    (tmp_path / "long.txt").write_text(LONG, encoding="utf-8")
    return tmp_path


# Signals


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_has_its_exit_code(
    tmp_path: Path, environment: dict[str, str], number: signal.Signals, code: int
) -> None:
    with subprocess.Popen(
        [*COMMAND, "-", "-o", "a.html"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env=environment,
    ) as process:
        assert process.stdin is not None
        process.stdin.write(b" " * 1_000_000)  # more than a pipe holds, so it reads, and goes on
        process.stdin.flush()
        process.send_signal(number)
        _, said = process.communicate()
        assert said == b""
    assert process.returncode == code
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_a_run_whose_output_is_not_taken(
    folder: Path, environment: dict[str, str], number: signal.Signals, code: int
) -> None:
    with subprocess.Popen(
        [*COMMAND, "long.txt", "-t", "html"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=environment,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)  # so it writes, and waits until more is read
        process.send_signal(number)
        assert process.wait() == code
        assert process.stderr.read() == b""


# Nobody reads


def test_a_pipe_closed_in_the_middle_ends_the_run_without_a_word(
    folder: Path, environment: dict[str, str]
) -> None:
    with subprocess.Popen(
        [*COMMAND, "long.txt", "-t", "html"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=environment,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.parametrize(
    "words",
    [
        "a.txt -t html",
        "a.txt -t docx -o -",
        "convert --help",
        "check faulty.txt",
        "check faulty.txt --format json -q",
        "renumber a.txt --diff -q",
        "renumber a.txt -o - -q",
        "rules",
        "rule M002",
        "styles house.docx",
        "formats",
        "completion bash",
        "--help",
        "--version",
    ],
)
def test_a_closed_pipe_ends_the_run_without_a_word(
    folder: Path, environment: dict[str, str], unread: int, words: str
) -> None:
    house = (ROOT / "templates" / "reference.docx").read_bytes()
    (folder / "house.docx").write_bytes(house)
    done = subprocess.run(
        [*COMMAND, *words.split()],
        stdout=unread,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=environment,
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("words", ["missing.txt -o a.html", "missing.txt -t html", "a.txt --wrong"])
def test_a_run_that_failed_has_its_exit_code_though_nobody_reads_why(
    folder: Path, environment: dict[str, str], unread: int, words: str
) -> None:
    done = subprocess.run(
        [*COMMAND, *words.split()], stdout=unread, stderr=unread, cwd=folder, env=environment
    )
    assert done.returncode == 2


# Full and closed streams


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no device that is full")
@pytest.mark.parametrize("words", ["a.txt -t html", "check a.txt", "formats", "--help"])
def test_a_full_disk_is_told_in_a_sentence(
    folder: Path, environment: dict[str, str], words: str
) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*COMMAND, *words.split()],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=folder,
            env=environment,
        )
    assert done.returncode == 2
    assert re.fullmatch(rb"footnoted: [\w -]+: no space left on device\n", done.stderr)


@pytest.mark.parametrize(
    ("closed", "words", "code", "said"),
    [
        (0, "- -o a.html", 2, "footnoted: cannot read -: bad file descriptor\n"),
        (1, "a.txt -t html", 2, "footnoted: cannot write -: bad file descriptor\n"),
        (1, "formats", 2, "footnoted: reading or writing failed: bad file descriptor\n"),
        (1, "a.txt -o a.html", 0, "a.html: 1 note\n"),
        (2, "a.txt -o a.html", 0, ""),
        (2, "missing.txt -o a.html", 2, ""),
    ],
)
def test_a_stream_closed_before_the_start_is_no_fault_unless_it_is_used(
    folder: Path, environment: dict[str, str], closed: int, words: str, code: int, said: str
) -> None:
    done = subprocess.run(
        ["sh", "-c", f'exec "$@" {closed}>&-', "sh", *COMMAND, *words.split()],
        capture_output=True,
        text=True,
        cwd=folder,
        env=environment,
    )
    assert (done.returncode, done.stderr) == (code, said)
