"""How soon the page's server answers a key, by texts of 12, 300 and 3,000 notes.

    python -m benchmarks.page

A key is a letter typed in the middle of the text, sent as the page sends it, to a server in a process of
its own; its answer has the picture. Shown are the first answer, and of 60 keys the median and the 95th of
a hundred; the answer for an edit that is read whole, such as a new paragraph; and the problems, which
come behind. Last, the memory of the server and its workers before and after 1,000 more keys.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.web_page.running import Running, running

KEYS = 60
MORE_KEYS = 1000
SIZES = (12, 300, 3000)


def article(notes: int) -> str:
    """A text with so many notes, most of which cite another."""
    return "".join((*_paragraphs(notes), "\n", *_notes(notes)))


def _paragraphs(notes: int) -> Iterator[str]:
    for number in range(1, notes + 1):
        yield (
            "The lamplighter was paid in oil, and the harbour master saw to it that he was."
            f"[footnoteRef:{number}] When it gave out, he was not; the town had no lamps for a week, "
            "and the ships kept off. "
        )
        if number % 3 == 0:
            yield "\n\n"


def _notes(notes: int) -> Iterator[str]:
    for number in range(1, notes + 1):
        cited = f"; supra note {number - 2}" if number > 3 else ""
        yield (
            f"[{number}:  See Odile Tamm, A Wage of Oil, 9 COASTAL L. REV. {number} (1988) "
            f"[https://perma.cc/AB12-CD34]{cited}.] \n"
        )


def typed(text: str, letters: str) -> str:
    """The text with letters more in its middle."""
    at = text.index("saw to it", len(text) // 4)
    return text[:at] + letters + text[at:]


class Page:
    """A page that types, and counts its requests."""

    def __init__(self, server: Running, name: str) -> None:
        self.server = server
        self.name = name
        self.seq = 0

    def show(self, text: str) -> float:
        """Milliseconds until the picture of a text is there."""
        self.seq += 1
        have = {"have": self.seq - 1} if self.seq > 1 else {}
        started = perf_counter()
        reply = self.server.render(text, self.seq, self.name, **have)
        assert reply.status == 200
        return (perf_counter() - started) * 1000

    def review(self) -> float:
        """Milliseconds until what stands behind the picture is there."""
        started = perf_counter()
        reply = self.server.get("/api/problems", session=self.name, seq=self.seq)
        assert reply.status == 200
        return (perf_counter() - started) * 1000


def measure(server: Running, notes: int) -> str:
    """A line of the table."""
    page, text = Page(server, f"notes{notes}"), article(notes)
    first = page.show(text)
    keys = []
    for _ in range(KEYS):
        text = typed(text, "x")
        keys.append(page.show(text))
    whole = median(page.show(typed(text, "\n\n" * (count % 2))) for count in range(1, 6))
    behind = median(page.review() for _ in range(3))
    late = quantiles(keys, n=20)[-1]
    return f"{notes:6,}{first:9.0f}{median(keys):9.0f}{late:9.0f}{whole:9.0f}{behind:11.0f}"


def memory(server: Running) -> float:
    """Megabytes of the server and its workers."""
    pages = [
        int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
        for pid in (server.process.pid, *server.workers())
    ]
    return sum(pages) * 4096 / 1_000_000


def main() -> None:
    with TemporaryDirectory() as folder, running(Path(folder)) as server:
        sys.stdout.write(" notes first ms   key ms  p95 ms  whole ms  behind ms\n")
        for notes in SIZES:
            sys.stdout.write(measure(server, notes) + "\n")
        page, text = Page(server, "memory"), article(300)
        for _ in range(100):
            page.show(typed(text, "x" * (page.seq % 9)))
        before = memory(server)
        for _ in range(MORE_KEYS):
            page.show(typed(text, "x" * (page.seq % 9)))
        sys.stdout.write(
            f"memory {before:.0f} MB, after {MORE_KEYS:,} keys {memory(server):.0f} MB\n"
        )


if __name__ == "__main__":
    main()
