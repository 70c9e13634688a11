"""Measure the local page in a real browser: ``python -m benchmarks.desk [--quick]``.

Printed are, for articles of 12, 300 and 3,000 notes, the time from a key in the text to the changed
picture of the article (the first frame after the change was drawn, by the clock that both processes of
the browser share); the time from starting the server to the first screen; what the page and its frame
hold after 100 and 1,000 edits; and for a Word file of 300 pages the time from dropping it to its
article, with the longest task that kept the page or the article from answering.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, expect, sync_playwright

from benchmarks.texts import SENTENCES, note
from converter import convert

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--headless=new"]

KEYS = 60
"""Keys that are measured, behind some that are not."""

PATIENCE = 120_000

LONG_NOTES = 3000
"""Notes of the long Word file: with its text they fill some 300 pages."""

HEAR_KEYS = """addEventListener("keydown", () => {
    window.pressed = performance.timeOrigin + performance.now();
}, true)"""

HEAR_FRAMES = """
    window.painted = 0;
    new MutationObserver(() => requestAnimationFrame(() => setTimeout(() => {
        window.painted = performance.timeOrigin + performance.now();
    }))).observe(document.body, { childList: true, subtree: true, characterData: true });
"""

HEAR_LONG_TASKS = """
    window.long = [];
    new PerformanceObserver(list => window.long.push(...list.getEntries().map(one => one.duration)))
        .observe({ type: "longtask", buffered: true });
"""


@contextmanager
def served(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server of its own, and the link to its page."""
    command = [sys.executable, "-m", "converter", "serve", "--no-browser"]
    environment = {**os.environ, "XDG_DATA_HOME": str(folder)}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    assert process.stderr is not None
    try:
        yield process, process.stderr.readline().split()[-1]
    finally:
        process.terminate()
        process.wait()
        process.stderr.close()


def open_text(browser: Browser, link: str, file: Any) -> Page:
    """A page with a text, once its problems are known."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(PATIENCE)
    page.goto(link)
    page.locator("input[type=file]").set_input_files(file)
    expect(page.locator(".receipt")).to_contain_text("in,", timeout=PATIENCE)
    return page


def article(notes: int) -> str:
    """An article of so many notes, four a paragraph, as Word extraction writes it."""
    paragraphs = []
    for first in range(1, notes + 1, 4):
        numbers = range(first, min(first + 4, notes + 1))
        words = " ".join(f"{SENTENCES[n % 3]}[footnoteRef:{n}]" for n in numbers)
        paragraphs.append(words + " ".join(f" [{n}:  {note(n, refers=True)}] " for n in numbers))
    return "\n\n".join(paragraphs) + "\n"


def text_file(notes: int) -> Any:
    return {"name": "article.txt", "mimeType": "text/plain", "buffer": article(notes).encode()}


def put_caret(page: Page) -> None:
    """Into the second paragraph, which is in sight in the article too."""
    page.locator(".cm-line", has_text=SENTENCES[5 % 3]).nth(1).click(position={"x": 200, "y": 12})


def keys(browser: Browser, link: str, notes: int, number: int) -> list[float]:
    """Milliseconds from each key to the changed picture."""
    page = open_text(browser, link, text_file(notes))
    put_caret(page)
    page.evaluate(HEAR_KEYS)
    frame = page.frames[1]
    frame.evaluate(HEAR_FRAMES)
    taken = []
    for at in range(number + 10):
        page.keyboard.press("abcdefghij"[at % 10])
        pressed = page.evaluate("window.pressed")
        while (painted := frame.evaluate("window.painted")) < pressed:
            time.sleep(0.002)
        taken.append(painted - pressed)
        time.sleep(0.12)
    page.close()
    return taken[10:]


def show_keys(browser: Browser, link: str, number: int) -> None:
    print("key to changed picture\n")
    for notes, aim in ((12, 40), (300, 150), (3000, 500)):
        taken = sorted(keys(browser, link, notes, number))
        late = taken[int(len(taken) * 0.95) - 1]
        median = f"median {statistics.median(taken):4.0f} ms (aim {aim})"
        print(f"{notes:5,} notes: {median}, 95 of 100 {late:4.0f} ms")


def show_start(browser: Browser, folder: Path) -> None:
    start = time.perf_counter()
    with served(folder) as (_, link):
        told = time.perf_counter()
        page = browser.new_page()
        page.goto(link)
        page.locator("h1").wait_for()
        usable = time.perf_counter()
        page.close()
    print(f"\nstart: the link after {told - start:.2f} s,", end=" ")
    print(f"the first screen after {usable - start:.2f} s (aim 1)")


def held(session: CDPSession) -> float:
    """Megabytes of a page's heap, once what is not needed is thrown away."""
    session.send("HeapProfiler.collectGarbage")
    return float(session.send("Runtime.getHeapUsage")["usedSize"]) / 1e6


def show_memory(browser: Browser, link: str, edits: int) -> None:
    page = open_text(browser, link, text_file(300))
    put_caret(page)
    sessions = [page.context.new_cdp_session(one) for one in (page, page.frames[1])]
    print("\nheap of the page and of its frame, 300 notes")
    for at in range(1, edits + 1):
        page.keyboard.press("Backspace" if at % 5 == 0 else "abcd"[at % 5 - 1])
        if at in (edits // 10, edits):
            page.wait_for_timeout(3000)
            print(f"after {at:5,} edits: " + ", ".join(f"{held(one):.1f} MB" for one in sessions))
    page.close()


def show_long(browser: Browser, link: str, folder: Path) -> None:
    file = folder / "long.docx"
    written = convert(article(LONG_NOTES), "docx").output
    assert isinstance(written, bytes)
    file.write_bytes(written)
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(PATIENCE)
    page.add_init_script(HEAR_LONG_TASKS)
    page.goto(link)
    page.locator("h1").wait_for()
    page.wait_for_timeout(500)
    page.evaluate("window.long.length = 0")
    start = time.perf_counter()
    page.locator("input[type=file]").set_input_files(file)
    page.frame_locator("iframe").locator("article p").first.wait_for()
    seen = time.perf_counter() - start
    expect(page.locator(".receipt")).to_contain_text("in,", timeout=PATIENCE)
    whole = time.perf_counter() - start
    longest = [max([0.0, *one.evaluate("window.long")]) for one in page.frames[:2]]
    print(f"\nWord file of {LONG_NOTES:,} notes: seen after {seen:.1f} s (aim 3),", end=" ")
    print(f"problems after {whole:.1f} s; longest task {longest[0]:.0f} ms in the page,", end=" ")
    print(f"{longest[1]:.0f} ms in the article (aim 100)")
    page.close()


def main(*, quick: bool) -> None:
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as name:
        browser = playwright.chromium.launch(executable_path=which("chromium"), args=ARGUMENTS)
        print(
            f"Chromium {browser.version}, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors\n"
        )
        folder = Path(name)
        with served(folder) as (_, link):
            show_keys(browser, link, KEYS // 3 if quick else KEYS)
            show_memory(browser, link, 300 if quick else 1000)
            show_long(browser, link, folder)
        show_start(browser, folder)
        browser.close()


if __name__ == "__main__":
    main(quick="--quick" in sys.argv)
