"""How the work on a text grows with its size, told from the instructions that it takes.

Processor time is no measure for a test: what else runs on the machine changes it by a third and more.
Steps of Python are none either: a slow regular expression is one step. valgrind counts the instructions
of the processor, those of regular expressions and of other C code included, and counts the same each
time. It makes the work fifteen times slower, which the small sizes make up for.

Run as ``valgrind … python -m tests.growth LOG``, this module is the process that is measured.
"""

from __future__ import annotations

import gc
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

LEAST = 10
"""The size whose work is not counted: what any size takes."""

COUNTS = re.compile(r"==(\d+)== I\s+refs:\s+([\d,]+)")


class Meter:
    """A process under valgrind that counts the instructions of cases of `tests.hostile`.

    `log` is the file to which valgrind writes.
    """

    def __init__(self, log: Path) -> None:
        valgrind = shutil.which("valgrind")
        assert valgrind, "these tests need valgrind: apt-get install valgrind"
        options = ["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
        self.process = subprocess.Popen(
            [valgrind, *options, f"--log-file={log}", sys.executable, "-m", __name__, str(log)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONHASHSEED": "0"},
        )

    def growth(self, case: str) -> float:
        """What a character costs in a text of twice the size, where it costs 1 in one of the size.

        Linear work gives 1, quadratic work 2, work of which half is quadratic in the small text 1.5.
        """
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{case}\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer, "the measured process has ended"
        small, large = json.loads(answer)
        return float(large / small)

    def close(self) -> None:
        self.process.communicate()


def _serve(log: Path) -> None:
    """Answer each line, the name of a case, with what a character costs in texts of its two sizes."""
    from tests.hostile import CASES

    gc.disable()
    for line in sys.stdin:
        case = CASES[line.removesuffix("\n")]
        least = case.make(LEAST)
        case.work(least)  # loads what all sizes need
        costs = []
        any_size = _instructions(log, case.work, least)
        for text in (case.make(case.size), case.make(2 * case.size)):
            cost = _instructions(log, case.work, text) - any_size
            costs.append(cost / (len(text) - len(least)))
        print(json.dumps(costs), flush=True)


def _instructions(log: Path, work: Callable[[str], object], text: str) -> int:
    """What a process has taken that was forked from this one and then did the work."""
    child = os.fork()
    if not child:
        work(text)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert status == 0
    counts = {int(process): count for process, count in COUNTS.findall(log.read_text())}
    return int(counts[child].replace(",", ""))


if __name__ == "__main__":
    _serve(Path(sys.argv[1]))
