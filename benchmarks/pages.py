"""Open web pages of 10,000 notes in Chromium and point at a mark: ``python -m benchmarks.pages``.

Ours beside pandoc's page of the same text, and beside that page with tippy.js set up as Quarto does
(where npm is there to fetch it). Printed are, as medians, the seconds until the page is drawn, the
browser's own work until then, and the time from pointing at a mark to the frame that has its note, by
the page's own clock; each script's own delay is in that: ours waits 150 ms so that a pointer passing
by opens nothing.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import pypandoc  # type: ignore[import-untyped]
from playwright.sync_api import Browser, sync_playwright

from benchmarks.__main__ import footnoted, write
from tests.programs.conftest import chromium_path

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]

QUARTO = """
for (const mark of document.querySelectorAll('a[role="doc-noteref"]')) tippy(mark, {
  content: () => document.getElementById(mark.hash.slice(1)).innerHTML,
  allowHTML: true, maxWidth: 500, delay: 100, arrow: false, interactive: true,
  appendTo: element => element.parentElement, interactiveBorder: 10, placement: "bottom-start",
});
"""

WATCH = """
window.shown = new Promise(resolve => addEventListener("pointerover", start => {
  if (!start.target.closest('[role="doc-noteref"]')) return;
  const boxes = document.getElementsByClassName("%s");
  const look = () => boxes[0]?.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    ? setTimeout(() => resolve(performance.now() - start.timeStamp)) // once that frame is drawn
    : requestAnimationFrame(look);
  look();
}, true));
"""


class Took(NamedTuple):
    """Seconds: until drawn, of the browser's work, and from pointing to seeing (None: nothing)."""

    drawn: float
    work: float
    shown: float | None


def with_tippy(page: Path, folder: Path) -> Path:
    """A copy of pandoc's page with tippy.js and Quarto's settings in it."""
    install = ["npm", "install", "--silent", "--ignore-scripts", "--prefix", str(folder)]
    subprocess.run([*install, "tippy.js@6.3.7"], check=True)
    scripts = [
        (folder / "node_modules" / name).read_text(encoding="utf-8")
        for name in (
            "@popperjs/core/dist/umd/popper.min.js",
            "tippy.js/dist/tippy-bundle.umd.min.js",
        )
    ]
    added = "".join(f"<script>{script}</script>" for script in [*scripts, QUARTO])
    copy = folder / "tippy.html"
    copy.write_text(page.read_text(encoding="utf-8").replace("</body>", f"{added}</body>"), "utf-8")
    return copy


def open_once(browser: Browser, file: Path, popup: str | None) -> Took:
    page = browser.new_page(viewport={"width": 1000, "height": 800})
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    page.add_init_script(WATCH % popup)
    start = time.perf_counter()
    page.goto(file.as_uri())
    page.screenshot()
    drawn = time.perf_counter() - start
    metrics = session.send("Performance.getMetrics")["metrics"]
    work = next(one["value"] for one in metrics if one["name"] == "TaskDuration")
    shown = None
    if popup:
        box = page.locator('[role="doc-noteref"]').nth(2).bounding_box()
        assert box
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        shown = page.evaluate("shown") / 1000
    page.close()
    return Took(drawn, work, shown)


def measure(browser: Browser, file: Path, popup: str | None, runs: int = 5) -> Took:
    taken = [open_once(browser, file, popup) for _ in range(runs)]
    shown = [one.shown for one in taken if one.shown is not None]
    return Took(
        statistics.median(one.drawn for one in taken),
        statistics.median(one.work for one in taken),
        statistics.median(shown) if shown else None,
    )


def main(notes: int) -> None:
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        stem = write(folder, str(notes))
        source, text = stem.with_suffix(".txt"), stem.with_suffix(".md")
        ours, theirs = folder / "ours.html", folder / "pandoc.html"
        subprocess.run([*footnoted(), source, "-q", "-o", ours], check=True)
        pandoc = [pypandoc.get_pandoc_path(), "-s", "-f", "markdown", "-M", "title=x", text]
        subprocess.run([*pandoc, "-o", theirs], check=True)
        pages: list[tuple[str, Path, str | None]] = [
            ("footnoted", ours, "fn-popup"),
            ("pandoc", theirs, None),
        ]
        if shutil.which("npm"):
            pages.append(("tippy", with_tippy(theirs, folder), "tippy-box"))
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        print(f"{notes:,} notes in Chromium {browser.version}\n")
        for label, file, popup in pages:
            took = measure(browser, file, popup)
            shown = f"note shown in {took.shown * 1000:4.0f} ms" if took.shown else "shows no note"
            print(f"{label:10} drawn in {took.drawn:5.2f} s, work {took.work:5.2f} s, {shown}")
        browser.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
