"""Web pages in programs of other people's making: the Nu HTML checker, axe-core, WeasyPrint, Paged.js."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from converter.model import BulletList, Document, Figure, Image, ListItem
from converter.renderers.html_notes import LAYOUTS
from tests.documents import EVERYTHING, note, paragraph, ref, text
from tests.generated import PICTURE
from tests.programs.conftest import Open, page_of
from tests.programs.test_browser import QUAY, hostile_document, mark
from tests.programs.test_web_placement import crowded

MODULES = Path(__file__).parent.parent / "web" / "node_modules"

PAGED = re.compile("::footnote-(call|marker)|“footnote” is not a “float” value")
"""Words of CSS Generated Content for Paged Media that the Nu HTML checker does not know."""


def module(name: str) -> Path:
    path = MODULES / name
    assert path.exists(), "these tests need some npm packages: npm ci --prefix tests/web"
    return path


def pages() -> dict[str, str]:
    documents = {"everything": EVERYTHING, "quay": QUAY, "hostile": hostile_document()}
    found = {
        f"{name}-{notes_as}": page_of(document, notes_as=notes_as, toc=True)
        for name, document in documents.items()
        for notes_as in LAYOUTS
    }
    pictured = Document((Figure((paragraph(Image(PICTURE, "A ship")),), text("At anchor")),))
    found |= {"arabic": page_of(crowded("ar")), "files": page_of(QUAY, assets="look")}
    return found | {"pictured": page_of(pictured)}


def nu_faults(folder: Path) -> list[str]:
    """What the Nu HTML checker calls an error in the pages of a folder."""
    checker = ["java", "-jar", str(module("vnu-jar/build/dist/vnu.jar")), "--errors-only"]
    command = [*checker, "--exit-zero-always", "--format", "json", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [
        f"{Path(one['url']).stem}:{one['lastLine']}: {one['message']}"
        for one in json.loads(done.stderr)["messages"]
        if not ("-sidenotes" in one["url"] and PAGED.search(one["message"]))
    ]


def test_the_nu_html_checker_finds_no_fault_but_one_made_on_purpose(tmp_path: Path) -> None:
    wrong = page_of(QUAY).replace("</article>", "<li>")
    for name, output in (pages() | {"wrong": wrong}).items():
        (tmp_path / f"{name}.html").write_text(output, encoding="utf-8")
    faults = nu_faults(tmp_path)
    assert [fault for fault in faults if not fault.startswith("wrong:")] == []
    assert faults != []


AXE = """async () => {
    const levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
    const { violations, passes } = await axe.run({ runOnly: levels });
    return [passes.length, violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`))];
}"""


def violations(page: Any) -> list[str]:
    page.evaluate(module("axe-core/axe.min.js").read_text(encoding="utf-8"))
    passed, found = page.evaluate(AXE)
    assert passed > 10
    return list(found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("document", [EVERYTHING, crowded("ar")], ids=["everything", "arabic"])
@pytest.mark.parametrize("notes_as", ["popup", "sidenotes"])
def test_axe_finds_no_violation_with_the_popup_open_or_closed(
    open_page: Open, document: Document, scheme: Any, notes_as: str
) -> None:
    page = open_page(
        document, looks={"toc": True, "notes_as": notes_as}, color_scheme=scheme, bypass_csp=True,
        reduced_motion="reduce",
    )  # fmt: skip
    assert violations(page) == []
    page.locator('[role="doc-noteref"] >> nth=3').click()
    assert violations(page) == []
    page.locator('[role="doc-noteref"] >> nth=3').click()


def test_axe_does_find_violations(open_page: Open) -> None:
    page = open_page(QUAY, bypass_csp=True)
    mark(page, "1").evaluate("one => { one.removeAttribute('aria-label'); one.textContent = ''; }")
    assert any(one.startswith("link-name") for one in violations(page))


def pages_of_pdf(page: str, folder: Path) -> list[str]:
    """The text of each page that WeasyPrint makes of a web page."""
    source, pdf = folder / "quay.html", folder / "quay.pdf"
    source.write_text(page, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "weasyprint", "-q", source, pdf], check=True)
    done = subprocess.run(
        ["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True
    )
    return done.stdout.split("\f")


def test_weasyprint_puts_sidenotes_at_the_foot_of_the_page_of_their_mark(tmp_path: Path) -> None:
    first, *rest = pages_of_pdf(page_of(QUAY, notes_as="sidenotes"), tmp_path)
    assert "Stone outlasts wood.1" in first.replace(" 1", "1")
    assert first.index("Day 9") < first.index("1 Granite, by preference.")
    assert re.search(r"^ *2 Hemp\. See supra note 1", first, re.M)
    assert "↑" not in "".join([first, *rest])


def test_weasyprint_prints_a_list_in_a_note_without_empty_lines(tmp_path: Path) -> None:
    items = tuple(ListItem((paragraph(words),)) for words in ("Hawsers", "Warps"))
    listed = note("1", "Of rope:", BulletList(items), "No chain.")
    document = Document((paragraph("Bring rope.", ref("1")),), (listed,))
    (first, _) = pages_of_pdf(page_of(document, notes_as="sidenotes"), tmp_path)
    assert re.search(r"1 Of rope:\n+ *• Hawsers\n *• Warps\n+ *No chain\.", first)


def test_weasyprint_prints_the_notes_of_popups_as_a_list_at_the_end(tmp_path: Path) -> None:
    first, *rest = pages_of_pdf(page_of(QUAY), tmp_path)
    assert "Granite" not in first
    end = "".join(rest).partition("Day 59")[2]
    assert re.search(r"ootnotes\s+1 +Granite, by preference\.\s+2 +Hemp", end)


PAGED_NOTES = """() => [...document.querySelectorAll(".pagedjs_page")].map(page => [
    page.querySelector(".pagedjs_page_content").textContent,
    [...page.querySelectorAll(".pagedjs_footnote_area .note")].map(note => note.textContent)])"""


def test_paged_js_puts_sidenotes_at_the_foot_of_the_page_of_their_mark(open_page: Open) -> None:
    page = open_page(QUAY, looks={"notes_as": "sidenotes"}, bypass_csp=True)
    page.emulate_media(media="print")
    page.add_script_tag(path=module("pagedjs/dist/paged.polyfill.js"))
    page.wait_for_selector(".pagedjs_page:nth-child(2) p")
    words, notes = page.evaluate(PAGED_NOTES)[0]
    assert "Stone outlasts wood." in words
    assert "Day 9" in words
    assert [note[:9] for note in notes] == ["1 Granite", "2 Hemp. S", "3 A coil "]
    call = "getComputedStyle(document.querySelector('[data-footnote-call]'), '::after').content"
    assert page.evaluate(call) == "none"
