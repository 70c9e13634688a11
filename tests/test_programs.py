"""Programs run for a limited time, with what they are given and nothing else; nothing of them stays."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

import converter
from converter.programs import TookTooLong, WroteTooMuch, run


def python(code: str, **limits: float) -> bytes:
    more = {"seconds": 20.0, **limits}
    command = [sys.executable, "-c", code]
    return run(command, folder="/", environment={}, data=b"given", **more).output  # type: ignore[arg-type]


def test_a_program_gets_its_input_and_no_environment() -> None:
    code = "import os, sys; print(sys.stdin.read(), 'HOME' in os.environ)"
    assert python(code).split() == [b"given", b"False"]


def test_a_program_that_hangs_is_ended_with_those_that_it_started(tmp_path: Path) -> None:
    sign = tmp_path / "child"
    child = f"import time; time.sleep(3); open({str(sign)!r}, 'w')"
    start = f"subprocess.Popen([sys.executable, '-c', {child!r}])"
    code = f"import subprocess, sys, time; {start}; time.sleep(60)"
    with pytest.raises(TookTooLong):
        python(code, seconds=1)
    time.sleep(3)
    assert not sign.exists()


def test_a_program_that_writes_without_end_is_ended() -> None:
    with pytest.raises(WroteTooMuch):
        python("while True: print('x' * 1000)", most_output=100_000)


def test_a_program_that_closes_its_output_and_hangs_is_ended() -> None:
    with pytest.raises(TookTooLong):
        python("import os, time; os.close(1); time.sleep(60)", seconds=1)


def test_only_one_module_starts_programs() -> None:
    package = Path(converter.__file__).parent
    starting = {
        str(path.relative_to(package))
        for path in package.rglob("*.py")
        if "import subprocess" in path.read_text(encoding="utf-8")
    }
    assert starting == {"programs/__init__.py"}


@pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux lets a process limit another that runs"
)
def test_a_program_that_outlives_us_has_a_limit_of_the_system() -> None:
    code = "import resource; print(*resource.getrlimit(resource.RLIMIT_CPU))"
    most = int(20.0 * (os.cpu_count() or 1)) + 1
    code = f"import time; time.sleep(0.2); {code}"  # the limit is set once the program has begun
    assert python(code).split() == [str(most).encode()] * 2
