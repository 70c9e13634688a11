"""Make the pictures of the README: ``python docs/make_images.py``, with the tools of the tests."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).parent
IMAGES = HERE / "images"
EXAMPLES = HERE.parent / "examples"
CHROMIUM = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")


def convert(article: str, folder: Path, suffix: str) -> Path:
    out = folder / f"{article}.{suffix}"
    source = EXAMPLES / f"{article}.txt"
    subprocess.run([sys.executable, "-m", "converter", source, "-q", "-o", out], check=True)
    return out


def page_picture(pdf: Path, name: str, page: int) -> None:
    options = ["-png", "-r", "80", "-f", str(page), "-l", str(page), "-singlefile"]
    subprocess.run(["pdftoppm", *options, str(pdf), str(IMAGES / name)], check=True)


def word(folder: Path) -> None:
    docx = convert("the-law-of-lighthouses", folder, "docx")
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(docx)]
    subprocess.run(command, check=True, capture_output=True)
    page_picture(docx.with_suffix(".pdf"), "word", 1)


def latex(folder: Path) -> None:
    tex = convert("pilots-and-tides", folder, "tex")
    for _ in range(2):
        command = ["lualatex", "-interaction=batchmode", tex.name]
        subprocess.run(command, check=True, capture_output=True, cwd=folder)
    page_picture(tex.with_suffix(".pdf"), "latex", 1)


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


def main() -> None:
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        word(folder)
        latex(folder)
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM))
        web(folder, browser)
        browser.close()


if __name__ == "__main__":
    main()
