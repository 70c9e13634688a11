"""Every stage of some texts, in files that a reviewer can read; ``make accept`` rewrites them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from converter import Parsed, parse, render
from converter.document.diagnostics import as_text
from converter.markers.tokens import show_tokens, tokenize

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(path.name for path in GOLDEN.iterdir())


def word_parts(parsed: Parsed) -> str:
    """The body and notes of the Word file, an element a line."""
    data = render(parsed.document, "docx").output
    assert isinstance(data, bytes)
    shown = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"):
            if name in package.namelist():
                xml = package.read(name).decode()
                body = re.sub(r"<w:(document|footnotes|endnotes) [^>]*>", r"<w:\1>", xml)
                shown.append(f"== {name}\n" + re.sub(r"(?<=>)(?=<w:(?!t[ />]))", "\n", body))
    return "\n".join(shown) + "\n"


STAGES: dict[str, Callable[[Parsed], str]] = {
    "tokens": lambda parsed: show_tokens(parsed.source, tokenize(parsed.source)),
    "tree": lambda parsed: str(render(parsed.document, "tree").output),
    "diagnostics": lambda parsed: "".join(
        f"{as_text(one, parsed.document, 'source.txt')}\n" for one in parsed.diagnostics
    ),
    "txt": lambda parsed: str(render(parsed.document, "marker").output),
    "html": lambda parsed: str(
        render(parsed.document, "html", template="{{ body }}\n{{ notes }}\n").output
    ),
    "tex": lambda parsed: str(render(parsed.document, "latex").output),
    "docx.xml": word_parts,
}


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("case", CASES)
def test_golden(case: str, stage: str, accept: bool) -> None:
    source = (GOLDEN / case / "source.txt").read_bytes().decode()
    result = STAGES[stage](parse(source))
    file = GOLDEN / case / f"golden.{stage}"
    if accept:
        file.write_bytes(result.encode())
    assert file.read_bytes().decode() == result
