"""Make the pictures of the README: ``python docs/make_images.py``, with the tools of the tests."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from base64 import b64encode
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
IMAGES = HERE / "images"
EXAMPLES = HERE.parent / "examples"
CHROMIUM = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")


def convert(article: str, folder: Path, suffix: str, *options: str) -> Path:
    out = folder / f"{article}.{suffix}"
    source = EXAMPLES / f"{article}.txt"
    command = [sys.executable, "-m", "converter", "convert", source, "-q", "-o", out, *options]
    subprocess.run(command, check=True)
    return out


def page_picture(pdf: Path, name: str, page: int) -> None:
    options = ["-png", "-r", "80", "-f", str(page), "-l", str(page), "-singlefile"]
    subprocess.run(["pdftoppm", *options, str(pdf), str(IMAGES / name)], check=True)


def word(folder: Path) -> None:
    docx = convert("the-law-of-lighthouses", folder, "docx")
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(docx)]
    subprocess.run(command, check=True, capture_output=True)
    page_picture(docx.with_suffix(".pdf"), "word", 1)


def lawreview(folder: Path) -> None:
    options = ("--template", "lawreview", "-M", "number=2", "-M", "author-note=Keeper of Records.")
    page_picture(convert("the-law-of-lighthouses", folder, "pdf", *options), "lawreview", 1)


def web(folder: Path, browser: Browser) -> None:
    html = convert("harbour-dues", folder, "html")
    page = browser.new_page(viewport={"width": 820, "height": 560})
    page.goto(html.as_uri())
    page.hover("[role=doc-noteref] >> nth=1")
    page.wait_for_timeout(600)
    page.screenshot(path=IMAGES / "web.png")
    phone = browser.new_context(
        viewport={"width": 390, "height": 560}, color_scheme="dark", has_touch=True, is_mobile=True
    )
    page = phone.new_page()
    page.goto(html.as_uri())
    page.tap("[role=doc-noteref] >> nth=8")
    page.wait_for_timeout(600)
    page.screenshot(path=IMAGES / "phone.png")


def gallery(folder: Path, browser: Browser) -> None:
    """The gallery beside the text, and a film strip of what a mark does."""
    source = EXAMPLES / "gallery.json"
    for layout in ("popup", "sidenotes"):
        out = folder / f"{layout}.html"
        command = [sys.executable, "-m", "converter", source, "-q", "--notes-as", layout, "-o", out]
        subprocess.run(command, check=True)
    page = browser.new_page(viewport={"width": 1200, "height": 620})
    page.goto((folder / "sidenotes.html").as_uri())
    page.evaluate("scrollTo(0, 420)")
    page.screenshot(path=IMAGES / "sidenotes.png")
    page = browser.new_page(viewport={"width": 560, "height": 360})
    page.goto((folder / "popup.html").as_uri())
    mark = page.locator("[role=doc-noteref] >> nth=4")
    mark.evaluate("one => scrollTo(0, one.getBoundingClientRect().top - 230)")
    frames = [("A text with marks", snap(page))]
    mark.hover()
    page.wait_for_timeout(400)
    frames.append(("Point: its note", snap(page)))
    mark.click()
    page.locator(".fn-popup a").first.click()
    page.wait_for_timeout(200)
    frames.append(("Click “supra note 2”: that note", snap(page)))
    page.locator(".fn-popup button").click()
    frames.append(("The way back", snap(page)))
    page.keyboard.press("Escape")
    page.locator(".theme").evaluate("one => one.click()")
    mark.hover()
    page.wait_for_timeout(400)
    frames.append(("By night", snap(page)))
    film_strip(frames, browser)


def snap(page: Page) -> str:
    return b64encode(page.screenshot()).decode()


def film_strip(frames: list[tuple[str, str]], browser: Browser) -> None:
    cells = "".join(
        f'<figure><img width="320" src="data:image/png;base64,{data}">'
        f"<figcaption>{words}</figcaption></figure>"
        for words, data in frames
    )
    page = browser.new_page(viewport={"width": 5 * 332, "height": 250})
    page.set_content(
        "<style>body { display: flex; gap: 8px; margin: 8px; font: 15px sans-serif } "
        f"figure {{ margin: 0 }} img {{ outline: 1px solid #ccc }}</style>{cells}"
    )
    page.screenshot(path=IMAGES / "strip.png")


def main() -> None:
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        word(folder)
        lawreview(folder)
        chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM))
        web(folder, browser)
        gallery(folder, browser)
        browser.close()


if __name__ == "__main__":
    main()
