"""The commands ``serve`` and ``preview`` as they are typed."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from converter.commands import FAILED
from converter.commands.cli import main
from converter.document.diagnostics import ConversionError

ROOT = Path(__file__).parents[2]


def typed(*args: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "converter", *args]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=60)


@pytest.mark.parametrize("address", ["0.0.0.0", "::"])
def test_all_addresses_at_once_are_refused(address: str) -> None:
    done = typed("serve", "--no-browser", "--host", address)
    assert done.returncode == 2
    assert "name the one address of this machine" in done.stderr


@pytest.mark.parametrize("address", ["192.0.2.7", "no.such.host.invalid", "x" * 300])
def test_an_address_that_is_not_ours_is_refused(address: str) -> None:
    done = typed("serve", "--no-browser", "--host", address)
    assert done.returncode == 2
    assert f"cannot listen at {address}" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_to_preview_has_to_be_there(tmp_path: Path) -> None:
    with pytest.raises(ConversionError, match="there is no such file"):
        main(["preview", str(tmp_path / "nothing.txt")])
    with pytest.raises(ConversionError, match="there is no such file"):
        main(["preview", str(tmp_path)])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals to type at")
def test_the_name_of_the_program_alone_offers_the_page() -> None:
    """On a terminal: here one that answers no, so that the help is shown as ever."""
    import pty

    terminal, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "converter"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=ROOT,
    )
    os.close(theirs)
    os.write(terminal, b"n\n")
    said = b""
    with suppress(OSError):  # a terminal that nobody writes to any more
        while part := os.read(terminal, 4096):
            said += part
    os.close(terminal)
    assert process.wait(60) == FAILED
    assert b"Open the page in your browser?" in said
    assert b"footnoted article.txt" in said


def test_the_name_of_the_program_alone_offers_nothing_to_a_pipe() -> None:
    done = typed()
    assert "Open the page" not in done.stdout + done.stderr


def test_no_conversion_loads_what_only_the_page_needs() -> None:
    code = (
        "import sys; from converter.commands.cli import main; import converter;"
        "converter.convert('So.[footnoteRef:1] [1: x] ', 'html');"
        "print(*(name for name in sys.modules if name.split('.')[0] in "
        "('starlette', 'uvicorn', 'anyio', 'watchfiles', 'asyncio') or name.startswith('converter.web')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.split() == []
