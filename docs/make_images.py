"""Make the pictures of the README: ``python docs/make_images.py``, with the tools of the tests."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from base64 import b64encode
from html import escape
from pathlib import Path
from typing import Any

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


def page_picture(pdf: Path, picture: Path, page: int) -> None:
    """A page of a PDF as a PNG file, whose name is given without its suffix."""
    options = ["-png", "-r", "80", "-f", str(page), "-l", str(page), "-singlefile"]
    subprocess.run(["pdftoppm", *options, str(pdf), str(picture)], check=True)


def page_data(pdf: Path, page: int) -> str:
    """A page of a PDF as PNG, in base64."""
    page_picture(pdf, pdf.with_suffix(""), page)
    return b64encode(pdf.with_suffix(".png").read_bytes()).decode()


def printed(docx: Path) -> Path:
    """The PDF that LibreOffice makes of a Word file, beside it."""
    command = [
        "soffice",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(docx.parent),
        str(docx),
    ]
    subprocess.run(command, check=True, capture_output=True)
    return docx.with_suffix(".pdf")


def word(folder: Path) -> None:
    page_picture(printed(convert("the-law-of-lighthouses", folder, "docx")), IMAGES / "word", 1)


def lawreview(folder: Path) -> None:
    options = ("--template", "lawreview", "-M", "number=2", "-M", "author-note=Keeper of Records.")
    pdf = convert("the-law-of-lighthouses", folder, "pdf", *options)
    page_picture(pdf, IMAGES / "lawreview", 1)


BEFORE_AFTER = "the-law-of-lighthouses"
"""The example that is shown before and after."""


def before_and_after(folder: Path, browser: Browser) -> None:
    """A film strip: an article as extraction left it, and pages of the Word file and the PDF of it."""
    text = (EXAMPLES / f"{BEFORE_AFTER}.txt").read_text(encoding="utf-8").partition("\n---\n")[2]
    page = browser.new_page(viewport={"width": 540, "height": 800})
    style = "margin: 40px; font: 13px/1.5 monospace; white-space: pre-wrap; overflow-wrap: anywhere"
    page.set_content(f'<body style="{style}">{escape(text[:6000])}')
    frames = [("Before: text out of a Word file", snap(page))]
    docx = printed(convert(BEFORE_AFTER, folder, "docx", "--typography", "bluebook"))
    frames += [("After: Word", page_data(docx, 1)), ("Word", page_data(docx, 2))]
    pdf = convert(BEFORE_AFTER, folder, "pdf", "--template", "lawreview")
    frames.append(("PDF", page_data(pdf, 2)))
    film_strip(frames, browser, "before-after", 500)


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
    film_strip(frames, browser, "strip", 250)


def desk(folder: Path, browser: Browser) -> None:
    """The local page, with a note that another cites wrongly; by day, and on a phone by night."""
    text = (EXAMPLES / "harbour-dues.txt").read_text(encoding="utf-8")
    text = text.replace("supra note 5", "supra note 3").replace("Id. at 1-2.", "Id at 1-2.")
    file = folder / "harbour-dues.txt"
    file.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "converter", "serve", "--no-browser"]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert server.stderr is not None
    link = server.stderr.readline().split()[-1]
    phone = {"viewport": {"width": 390, "height": 760}, "has_touch": True, "is_mobile": True}
    looks: dict[str, Any] = {
        "desk": {"viewport": {"width": 1380, "height": 760}},
        "desk-phone": phone | {"color_scheme": "dark"},
    }
    for name, look in looks.items():
        page = browser.new_context(**look).new_page()
        page.goto(link)
        page.set_input_files("input[type=file]", file)
        page.wait_for_selector(".count.some")
        page.keyboard.press("F8")
        page.wait_for_timeout(1500)
        page.screenshot(path=IMAGES / f"{name}.png")
    server.terminate()
    server.wait()


def snap(page: Page) -> str:
    return b64encode(page.screenshot()).decode()


def film_strip(frames: list[tuple[str, str]], browser: Browser, name: str, height: int) -> None:
    """Pictures, as base64, side by side with words below each."""
    cells = "".join(
        f'<figure><img width="320" src="data:image/png;base64,{data}">'
        f"<figcaption>{words}</figcaption></figure>"
        for words, data in frames
    )
    page = browser.new_page(viewport={"width": len(frames) * 332, "height": height})
    page.set_content(
        "<style>body { display: flex; gap: 8px; margin: 8px; font: 15px sans-serif } "
        f"figure {{ margin: 0 }} img {{ outline: 1px solid #ccc }}</style>{cells}"
    )
    page.screenshot(path=IMAGES / f"{name}.png")


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
        before_and_after(folder, browser)
        desk(folder, browser)
        browser.close()


if __name__ == "__main__":
    main()
