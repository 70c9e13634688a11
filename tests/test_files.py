"""Outputs are replaced whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import threading
from pathlib import Path
from typing import NoReturn

import pytest

from converter.commands.files import read_input, write_output
from converter.document.diagnostics import ConversionError

STEPS = [(os, "open"), (os, "fdopen"), (os, "fsync"), (os, "chmod"), (os, "replace")]
"""Everything that writing does; each may be the one that fails."""

FAULTS = [
    OSError(errno.ENOSPC, "No space left on device"),
    OSError(errno.EDQUOT, "Disk quota exceeded"),
    PermissionError(errno.EACCES, "Permission denied"),
    KeyboardInterrupt(),
    SystemExit(143),
    MemoryError(),
]


@pytest.mark.parametrize(
    "fault", FAULTS, ids=lambda fault: getattr(fault, "strerror", None) or type(fault).__name__
)
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step[1])
def test_a_failing_step_leaves_the_old_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: tuple[object, str], fault: BaseException
) -> None:
    out = tmp_path / "out.html"
    out.write_bytes(b"old")

    def fail(*args: object, **kwargs: object) -> NoReturn:
        raise fault

    with monkeypatch.context() as patched:
        patched.setattr(*step, fail)
        expected = ConversionError if isinstance(fault, OSError) else type(fault)
        with pytest.raises(expected) as caught:
            write_output(str(out), b"new")
    assert out.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [out]
    if isinstance(fault, OSError):
        assert str(caught.value).startswith(f"cannot write {out}: ")


def test_permissions_are_kept_and_new_files_follow_the_umask(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_bytes(b"x")
    old.chmod(0o640)
    before = os.umask(0o027)
    try:
        write_output(str(old), b"y")
        write_output(str(new), b"y")
    finally:
        os.umask(before)
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert stat.S_IMODE(new.stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_output(str(link), b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_pipe_is_written_through(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    write_output(str(pipe), b"words")
    reader.join()
    assert got == [b"words"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_many_writers_leave_one_whole_file(tmp_path: Path) -> None:
    out = tmp_path / "out"
    drafts = [bytes([letter]) * 200_000 for letter in range(65, 73)]
    threads = [threading.Thread(target=write_output, args=(str(out), draft)) for draft in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert out.read_bytes() in drafts
    assert list(tmp_path.iterdir()) == [out]


def test_input_is_read_up_to_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "in"
    path.write_bytes(b"12345")
    assert read_input(str(path), 5) == b"12345"
    with pytest.raises(ConversionError, match="larger than"):
        read_input(str(path), 4)
