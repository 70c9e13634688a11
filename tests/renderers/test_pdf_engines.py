"""Which engine sets a PDF, and what is said of those that were passed over. No engine runs here."""

from __future__ import annotations

import pytest

import converter.renderers.pdf as pdf
from converter.document.diagnostics import ConversionError
from converter.document.model import Document, Metadata
from converter.renderers.pdf import render
from converter.renderers.pdf.engines import EngineError, EngineTimeout
from tests.documents import paragraph

PLAIN = Document((paragraph("Plain words."),))
WIDE = Document((paragraph("한국 and 漢字"),))


class Engines:
    """Engines of which each says in its log, or in failing, what the test wants."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, logs: dict[str, str | EngineError]) -> None:
        self.logs = logs
        self.run: list[str] = []
        monkeypatch.setattr(pdf, "available", logs.__contains__)
        monkeypatch.setattr(pdf, "set_tex", self.set_tex)
        monkeypatch.setattr(pdf, "set_typst", self.set_typst)

    def _log(self, engine: str) -> str:
        self.run.append(engine)
        log = self.logs[engine]
        if isinstance(log, EngineError):
            raise log
        return log

    def set_tex(self, source: str, engine: str, *, own_packages: bool) -> tuple[bytes, str]:
        return engine.encode(), self._log(engine)

    def set_typst(self, source: str, *options: object, **more: object) -> tuple[bytes, str]:
        return b"typst", self._log("typst")


def said(document: Document) -> tuple[bytes | str, list[str]]:
    rendered = render(document)
    return rendered.output, [one.message for one in rendered.diagnostics]


def test_the_first_engine_is_enough_where_it_sets_every_letter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engines = Engines(monkeypatch, {"pdflatex": "", "lualatex": "", "typst": ""})
    assert said(PLAIN) == (b"pdflatex", [])
    assert engines.run == ["pdflatex"]


def test_engines_are_tried_until_one_sets_every_letter_and_the_others_are_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    log = "No font for Korean: 한국\nMissing character: There is no 漢 (U+6F22) in font X!\n"
    engines = Engines(monkeypatch, {"pdflatex": "", "lualatex": log, "xelatex": log, "typst": ""})
    assert said(WIDE) == (
        b"typst",
        ["lualatex and xelatex could not set 漢 한국, so Typst set the PDF"],
    )
    assert engines.run == ["lualatex", "xelatex", "typst"]


def test_where_none_sets_every_letter_the_one_that_lacks_the_fewest_is_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    none = "No font for Korean: 한국\nNo font for Chinese: 漢字\n"
    one = "No font for Korean: 한국\n"
    Engines(monkeypatch, {"pdflatex": "", "lualatex": none, "xelatex": one})
    assert said(WIDE) == (
        b"xelatex",
        [
            "no font on this machine has 한국; the names of their scripts stand in the PDF",
            "lualatex could not set 漢字 한국, so xelatex set the PDF",
        ],
    )


def test_an_engine_that_fails_is_followed_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    Engines(monkeypatch, {"pdflatex": EngineError("Missing $ inserted"), "xelatex": ""})
    output, messages = said(PLAIN)
    assert output == b"xelatex"
    assert messages == [
        "pdflatex stopped somewhere in the text: Missing $ inserted, so xelatex set the PDF"
    ]


def test_where_all_fail_the_first_failure_is_told_and_one_that_takes_for_ever_is_the_last(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Engines(monkeypatch, {"pdflatex": EngineError("one"), "xelatex": EngineError("two")})
    with pytest.raises(ConversionError, match=r"^pdflatex stopped .*: one$"):
        render(PLAIN)
    engines = Engines(monkeypatch, {"pdflatex": EngineTimeout("late"), "typst": ""})
    with pytest.raises(ConversionError, match="late"):
        render(PLAIN)
    assert engines.run == ["pdflatex"]


def test_a_tex_without_the_fonts_of_our_look_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    Engines(monkeypatch, {"pdflatex": "TeX Gyre is not installed; Latin Modern is used\n"})
    assert said(PLAIN)[1] == ["this TeX has no TeX Gyre fonts; Latin Modern stands in the PDF"]


def test_an_article_that_runs_from_right_to_left_is_set_by_typst(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engines = Engines(monkeypatch, {"pdflatex": "", "lualatex": "", "typst": ""})
    render(Document((paragraph("חוק 5"),), meta=Metadata(lang="he")))
    assert engines.run == ["typst"]
