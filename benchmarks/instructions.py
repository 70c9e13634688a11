"""Count the processor's instructions of whole conversions: ``python -m benchmarks.instructions``.

    python -m benchmarks.instructions [--notes N] [--checkout DIR] [--checkout DIR …]

Counted are conversions of one article and of one with so many notes, in each format, and Python's own
start, by valgrind's Cachegrind. A checkout gives the same count each time, to a few in a million, however
busy the machine is; so a change of one per cent shows, which no time would tell. With several checkouts
each is set beside the first. The texts are the same for all, and made by the checkout this is run from.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from shutil import which

from benchmarks.texts import marker_text

HERE = Path(__file__).parent.parent
ARTICLE = HERE / "examples" / "the-law-of-lighthouses.txt"
OUTPUTS = {
    "html": "out.html",
    "docx": "out.docx",
    "latex": "out.tex",
    "typst": "out.typ",
    "marker": "out.txt",
    "json": "out.json",
}
NOTES = 3_000

CACHEGRIND = ("valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null")
COUNT = re.compile(r"I\s+refs:\s+([0-9,]+)")


def count(python: list[str], checkout: Path, folder: Path) -> int:
    """The instructions of a Python command, run in `folder` with the modules of `checkout`.

    A first run, not counted, compiles what is not yet compiled. Hashes of strings are the same in all.
    """
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(checkout.resolve()),
        "PYTHONHASHSEED": "0",
    }
    command = [sys.executable, *python]
    subprocess.run(command, cwd=folder, env=environment, check=True)
    done = subprocess.run(
        [*CACHEGRIND, *command],
        cwd=folder,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    counted = COUNT.search(done.stderr)
    if not counted:
        raise SystemExit(f"valgrind told no count:\n{done.stderr}")
    return int(counted[1].replace(",", ""))


def show(name: str, counts: list[int]) -> None:
    """A line of millions, each but the first with what it is to the first."""
    first, *others = counts
    shown = [f"{first / 1e6:9.1f}"]
    shown += [f"{other / 1e6:9.1f} {other / first - 1:+7.1%}" for other in others]
    print(f"{name:24}", *shown, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.instructions")
    parser.add_argument("--checkout", action="append", type=Path, metavar="DIR")
    parser.add_argument("--notes", type=int, default=NOTES, metavar="N")
    arguments = parser.parse_args()
    if which("valgrind") is None:
        raise SystemExit("valgrind is not installed; on Debian: apt-get install valgrind")
    checkouts = arguments.checkout or [HERE]
    print("millions of instructions:", *checkouts)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "article.txt").write_bytes(ARTICLE.read_bytes())
        (folder / "notes.txt").write_text(marker_text(arguments.notes), encoding="utf-8")
        show("Python", [count(["-c", "pass"], checkout, folder) for checkout in checkouts])
        for title, text in (
            ("article", "article.txt"),
            (f"{arguments.notes:,} notes", "notes.txt"),
        ):
            for format, output in OUTPUTS.items():
                command = ["-m", "converter", text, "-q", "-o", output]
                counts = [count(command, checkout, folder) for checkout in checkouts]
                show(f"{title}, {format}", counts)


if __name__ == "__main__":
    main()
