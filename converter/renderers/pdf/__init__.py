"""A document as PDF: set by the TeX that is installed, or by Typst, which comes as a Python package.

The other renderers are pure; this one has another program set what they wrote. `engines` runs it.
Here it is chosen, and what it says is put in the words of the article.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from converter.document.diagnostics import ConversionError, report
from converter.document.model import Document
from converter.formats import Rendered
from converter.renderers.pdf.engines import EngineError, available, require, set_tex, set_typst
from converter.renderers.templates import SHIPPED

WIDE = re.compile("[^\0-\u024f\u0370-\u03ff\u0400-\u04ff\u1e00-\u1eff\u2010-\u2027\u2030-\u203a]")
"""Characters that Typst's own fonts may lack."""

PLACE = re.compile("\x01([0-9]+)\x01")
"""A place of the source, in traced output: no renderer lets a \\x01 of the text through."""


def render(
    document: Document, *, template: str | None = None, pdf_engine: str | None = None
) -> Rendered:
    """The PDF of a document. `template` is one of ours by its name, or the text of a LaTeX or Typst one.

    Without `pdf_engine`, one of `engines.ENGINES`: pdfLaTeX where it can set all letters, else
    LuaLaTeX or XeLaTeX; Typst where there is no TeX, or no whole one.

    Raises `ConversionError` where no engine is there, and where the one asked for fails.
    """
    from converter.renderers import latex

    kind = _kind_of(template)
    if pdf_engine is not None:
        require(pdf_engine)
        if kind is not None and (kind == "typst") != (pdf_engine == "typst"):
            raise ConversionError(f"the template is not one for {pdf_engine}")
    if "typst" in (kind, pdf_engine):
        return _by_typst(document, template)
    source = latex.render(document, template=template)
    engine = pdf_engine or _best_engine(source, kind)
    if engine == "typst":
        return _by_typst(document, template)
    try:
        return _by_tex(document, source, engine, template)
    except MissingFileError as error:
        if pdf_engine is not None or kind is not None or not available("typst"):
            raise
        written = _by_typst(document, template)
        found = report("R007", missing=error.file)
        return Rendered(written.output, (*written.diagnostics, found))


class MissingFileError(ConversionError):
    """A TeX without a package that a template needs."""

    def __init__(self, file: str) -> None:
        super().__init__(f"this TeX has no {file}; install its package, or use --pdf-engine typst")
        self.file = file


def _kind_of(template: str | None) -> str | None:
    """Of which language a template of one's own is; None for ours, which are there in both."""
    if template is None or template in SHIPPED:
        return None
    return "typst" if re.search("<<|<%", template) else "latex"


def _best_engine(source: Rendered, kind: str | None) -> str:
    wide = any(one.code == "R005" for one in source.diagnostics)
    wanted = ["lualatex", "xelatex", "pdflatex"] if wide else ["pdflatex", "lualatex", "xelatex"]
    for engine in wanted + (["typst"] if kind is None else []):
        if available(engine):
            return engine
    raise ConversionError(
        "a PDF needs a program to set it; install TeX Live, or Typst by: pip install typst"
        if kind is None
        else "this template needs TeX; install TeX Live"
    )


# TeX


def _by_tex(document: Document, source: Rendered, engine: str, template: str | None) -> Rendered:
    try:
        pdf, log = set_tex(str(source.output), engine, own_packages=template is not None)
    except EngineError as failure:
        raise _tex_error(document, failure, engine, template) from None
    noticed = [one for one in source.diagnostics if engine == "pdflatex" or one.code != "R005"]
    scripts = sorted(set(re.findall("^No font for ([A-Za-z]+)", log, re.MULTILINE)))
    if scripts:
        noticed.append(report("R008", what=" and ".join(scripts), shown="their names stand"))
    return Rendered(pdf, tuple(noticed))


def _tex_error(
    document: Document, failure: EngineError, engine: str, template: str | None
) -> ConversionError:
    from converter.renderers import latex

    missing = re.search(r"File [`']([^']+)' not found|Unable to find .*'([^']+)'", failure.message)
    if missing:
        return MissingFileError(missing[1] or missing[2])
    traced = str(latex.render(document, template=template, traced=True).output)
    return ConversionError(_sentence(document, failure, engine, traced))


def _sentence(document: Document, failure: EngineError, engine: str, traced: str) -> str:
    """What an engine complains of, with the line of the input that it was setting."""
    said = _meaning(failure.message)
    start = None if failure.line is None else _place(traced, failure.line)
    if start is not None:
        where = f"at line {document.position(start).line} of the text"
    elif failure.line is not None:
        where = f"before the text begins, at line {failure.line} of what it was given"
    else:
        where = "somewhere in the text"
    return f"{engine} stopped {where}: {said}"


def _place(traced: str, line: int) -> int | None:
    """The offset in the input from which a line of output was written, if it was."""
    places = [
        (traced.count("\n", 0, one.start()) + 1, int(one[1])) for one in PLACE.finditer(traced)
    ]
    on_line = [start for at, start in places if at == line]
    if on_line:
        return on_line[0]
    before = bisect_right([at for at, _ in places], line)
    return places[before - 1][1] if before else None


MEANINGS = (
    (r"Undefined control sequence.*?(\\[A-Za-z@]+)?\s*$", "it does not know the command {}"),
    (r"TeX capacity exceeded.*", "the passage is too large or too deeply nested for it"),
    (r"Too deeply nested.*", "lists and quotations are nested too deeply for it"),
    (r"maximum (?:show rule|parsing|layout) depth exceeded.*", "the passage is nested too deeply"),
    (r"Dimension too large.*", "something there is wider or taller than any page"),
    (r"unknown variable: (.*)", "it does not know the command {}"),
)
"""What engines say, and what they mean."""


def _meaning(message: str) -> str:
    for pattern, meaning in MEANINGS:
        found = re.search(pattern, message)
        if found:
            return meaning.format((found[1] if found.re.groups else "") or "used there")
    return message.strip().rstrip(".") or "it gave no reason"


# Typst


def _by_typst(document: Document, template: str | None) -> Rendered:
    from converter.renderers import typst

    source = typst.render(document, template=template)
    text = str(source.output)
    try:
        pdf, unset = set_typst(text, check_letters=WIDE.search(text) is not None)
    except EngineError as failure:
        traced = str(typst.render(document, template=template, traced=True).output)
        raise ConversionError(_sentence(document, failure, "typst", traced)) from None
    noticed = source.diagnostics
    if unset:
        noticed += (report("R008", what=unset, shown="empty boxes stand"),)
    return Rendered(pdf, noticed)
