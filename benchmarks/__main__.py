"""Time whole conversions beside pandoc's of the same text: ``python -m benchmarks [--quick]``.

Each command runs as a process of its own, the two in turn, on marker text and on Markdown of the
same words. Printed are medians: wall time for one article, where start-up is most of it; processor
time and peak memory for longer texts; and last the exponent with which our time grows.
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

ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
"""As on a user's machine, where Python keeps compiled modules."""

SENTENCES = (
    "The harbour court sat in the upper room of the custom house and heard the pilots first.",
    "A master who would not pay was told “[t]he tide keeps no ledger” and was sent down again.",
    "Its rolls are full of names that occur once, and of sums that do not.",
)


class Spent(NamedTuple):
    """What a process took: seconds of wall and processor time, megabytes at the peak."""

    wall: float
    cpu: float
    memory: float


def note(number: int) -> str:
    author = ("Ash", "Elm", "Żółkiewska", "Lindqvist", "Okafor")[number % 5]
    return (
        f"See {author}, The Law of the Quay, {number} HARB. L. REV. {number + 7}, {number + 9} (1999), "
        f"https://example.org/quay/{number} [https://perma.cc/AB12-{number % 9000 + 1000}]."
    )


def marker_text(notes: int) -> str:
    paragraphs = []
    for first in range(1, notes + 1, 2):
        numbers = range(first, min(first + 2, notes + 1))
        words = " ".join(f"{SENTENCES[n % 3]}[footnoteRef:{n}]" for n in numbers)
        paragraphs.append(words + " ".join(f" [{n}:  {note(n)}] " for n in numbers))
    return "\n\n".join(paragraphs) + "\n"


def markdown(notes: int) -> str:
    paragraphs = []
    for first in range(1, notes + 1, 2):
        numbers = range(first, min(first + 2, notes + 1))
        paragraphs.append(" ".join(f"{SENTENCES[n % 3]}[^{n}]" for n in numbers))
        paragraphs += [f"[^{n}]: {linked(note(n))}" for n in numbers]
    return "\n\n".join(paragraphs) + "\n"


def linked(words: str) -> str:
    """Markdown makes links only of what stands in angle brackets."""
    marked = (f"<{word}>" if word.startswith("https:") else word for word in words.split(" "))
    return (
        " ".join(marked)
        .replace("[https://perma.cc/", "\\[<https://perma.cc/")
        .replace("].", ">\\].")
    )


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


def write(folder: Path, notes: int) -> tuple[Path, Path]:
    """The text in both forms, written by a process of its own.

    A process is charged for the memory of the one that starts it, so this one must stay small.
    """
    source, text = folder / f"{notes}.txt", folder / f"{notes}.md"
    code = (
        "import sys; from pathlib import Path; from benchmarks.__main__ import marker_text, markdown;"
        f"Path({str(source)!r}).write_text(marker_text({notes}), encoding='utf-8');"
        f"Path({str(text)!r}).write_text(markdown({notes}), encoding='utf-8')"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    return source, text


def measure(folder: Path, notes: int, runs: int, show: Callable[[str, Spent, Spent], None]) -> None:
    source, text = write(folder, notes)
    for format, suffix in FORMATS.items():
        ours = [*footnoted(), str(source), "-q", "-o", str(folder / f"ours.{suffix}")]
        theirs = [pypandoc.get_pandoc_path(), "-s", "-f", "markdown", "-M", "title=x", str(text)]
        theirs += ["-o", str(folder / f"theirs.{suffix}")]
        show(format, *pair(ours, theirs, runs))


def footnoted() -> list[str]:
    return [str(Path(sys.executable).with_name("footnoted")), "convert"]


def main(quick: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"pandoc {pypandoc.get_pandoc_version()}, Python {sys.version.split()[0]}")
        print("\none article of 12 notes, wall time\n")
        measure(folder, 12, 5 if quick else 21, show_wall)
        for notes, runs in ((300, 5), (3_000, 3), (30_000, 1))[: 2 if quick else 3]:
            print(f"\n{notes:,} notes, processor time and peak memory\n")
            measure(folder, notes, runs, show_cpu)
        print("\ngrowth of our processor time\n")
        growth(folder, [3_000, 30_000] if quick else [3_000, 30_000, 300_000])


def show_wall(format: str, ours: Spent, theirs: Spent) -> None:
    print(f"{format:6} {ours.wall * 1000:4.0f} ms, pandoc {theirs.wall * 1000:4.0f} ms:", end=" ")
    print(f"{ours.wall / theirs.wall:.2f} of its time")


def show_cpu(format: str, ours: Spent, theirs: Spent) -> None:
    print(f"{format:6} {ours.cpu:6.2f} s, pandoc {theirs.cpu:6.2f} s:", end=" ")
    print(f"{theirs.cpu / ours.cpu:4.1f} times faster;", end=" ")
    print(f"{ours.memory:4.0f} MB, pandoc {theirs.memory:4.0f} MB:", end=" ")
    print(f"{ours.memory / theirs.memory:.2f} of its memory")


def growth(folder: Path, sizes: list[int]) -> None:
    for format, suffix in FORMATS.items():
        taken = []
        for notes in sizes:
            source, _ = write(folder, notes)
            command = [*footnoted(), str(source), "-q", "--max-size", "500"]
            taken.append(spend([*command, "-o", str(folder / f"ours.{suffix}")]))
        exponents = [
            math.log(later.cpu / sooner.cpu) / math.log(size / before)
            for (before, sooner), (size, later) in pairwise(zip(sizes, taken, strict=True))
        ]
        sized = zip(sizes, taken, strict=True)
        times = ", ".join(f"{size:,}: {t.cpu:.2f} s {t.memory:.0f} MB" for size, t in sized)
        print(f"{format:6} {times}; exponents {', '.join(f'{one:.2f}' for one in exponents)}")


if __name__ == "__main__":
    main(quick="--quick" in sys.argv)
