"""Time whole conversions beside pandoc's of the same text: ``python -m benchmarks [FILE] [--quick]``.

FILE is the article timed first, ``examples/harbour-dues.txt`` if none is named. Each command runs as a
process of its own, the two in turn, on marker text and on Markdown of the same words. Printed are
medians: wall time for one article, where start-up is most of it; processor time and peak memory for
longer texts; and last the exponent with which our time grows.
"""

from __future__ import annotations

import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pypandoc  # type: ignore[import-untyped]

FORMATS = {"html": "html", "docx": "docx", "latex": "tex"}

ARTICLE = Path(__file__).parent.parent / "examples" / "harbour-dues.txt"

ENVIRONMENT = {
    **{key: value for key, value in os.environ.items() if not key.startswith("PYTHON")},
    "PYTHONPATH": str(Path(__file__).parent.parent),
}
"""As on a user's machine, where Python keeps compiled modules; and with the code beside this file."""


class Spent(NamedTuple):
    """What a process took: seconds of wall and processor time, megabytes at the peak."""

    wall: float
    cpu: float
    memory: float


Show = Callable[[str, Spent, Spent], None]


def spend(command: list[str]) -> Spent:
    start = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(f"failed: {' '.join(command)}")
    return Spent(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def median(spent: list[Spent]) -> Spent:
    return Spent(*(statistics.median(column) for column in zip(*spent, strict=True)))


def pair(ours: list[str], theirs: list[str], runs: int) -> tuple[Spent, Spent]:
    """Both commands in turn, after a run of each that does not count."""
    spend(ours), spend(theirs)
    taken = [(spend(ours), spend(theirs)) for _ in range(runs)]
    return median([one for one, _ in taken]), median([other for _, other in taken])


def write(folder: Path, source: str) -> Path:
    """Both forms of a text, by a process of its own; the path of both without a suffix.

    A process is charged for the memory of the one that starts it, so this one must stay small.
    """
    stem = folder / "article"
    subprocess.run([sys.executable, "-m", "benchmarks.texts", source, str(stem)], check=True)
    return stem


def measure(folder: Path, source: str, runs: int, show: Show) -> None:
    stem = write(folder, source)
    for format, suffix in FORMATS.items():
        ours = [*footnoted(), f"{stem}.txt", "-q", "-o", str(folder / f"ours.{suffix}")]
        theirs = [pypandoc.get_pandoc_path(), "-s", "-M", "title=x", f"{stem}.md"]
        theirs += ["-o", str(folder / f"theirs.{suffix}")]
        show(format, *pair(ours, theirs, runs))


def footnoted() -> list[str]:
    return [str(Path(sys.executable).with_name("footnoted")), "convert"]


def show_wall(format: str, ours: Spent, theirs: Spent) -> None:
    print(f"{format:6} {ours.wall * 1000:4.0f} ms, pandoc {theirs.wall * 1000:4.0f} ms:", end=" ")
    print(f"{ours.wall / theirs.wall:.2f} of its time")


def show_cpu(format: str, ours: Spent, theirs: Spent) -> None:
    print(f"{format:6} {ours.cpu:6.2f} s, pandoc {theirs.cpu:6.2f} s:", end=" ")
    print(f"{theirs.cpu / ours.cpu:4.1f} times faster;", end=" ")
    print(f"{ours.memory:4.0f} MB, pandoc {theirs.memory:4.0f} MB:", end=" ")
    print(f"{ours.memory / theirs.memory:.2f} of its memory")


def growth(folder: Path, sizes: list[int]) -> None:
    taken: dict[str, list[Spent]] = {format: [] for format in FORMATS}
    for notes in sizes:
        stem = write(folder, str(notes))
        for format, suffix in FORMATS.items():
            command = [*footnoted(), f"{stem}.txt", "-q", "--max-size", "500"]
            taken[format].append(spend([*command, "-o", str(folder / f"ours.{suffix}")]))
    for format, spent in taken.items():
        times = [
            f"{n:,}: {s.cpu:.2f} s {s.memory:.0f} MB" for n, s in zip(sizes, spent, strict=True)
        ]
        exponents = [
            math.log(later.cpu / sooner.cpu) / math.log(size / before)
            for (before, sooner), (size, later) in pairwise(zip(sizes, spent, strict=True))
        ]
        shown = ", ".join(f"{exponent:.2f}" for exponent in exponents)
        print(f"{format:6} {', '.join(times)}; exponents {shown}")


def main(article: str, quick: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"pandoc {pypandoc.get_pandoc_version()}, Python {sys.version.split()[0]}")
        print("\none article, wall time\n")
        measure(folder, article, 5 if quick else 21, show_wall)
        for notes, runs in ((300, 5), (3_000, 15), (30_000, 3))[: 2 if quick else 3]:
            print(f"\n{notes:,} notes, processor time and peak memory\n")
            measure(folder, str(notes), runs, show_cpu)
        print("\n3,000 notes, half of which refer to others; pandoc leaves those as text\n")
        measure(folder, "3000r", 5, show_cpu)
        print("\ngrowth of our processor time\n")
        growth(folder, [3_000, 30_000] if quick else [3_000, 30_000, 300_000])


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if word != "--quick"]
    main(words[0] if words else str(ARTICLE), quick="--quick" in sys.argv)
