"""A document as PDF: set by the TeX that is installed, or by Typst, which comes as a Python package.

The other renderers are pure; this one has another program set what they wrote. `engines` runs it.
Here it is chosen, and what it says is put in the words of the article.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right

from msgspec import Struct

from converter.document.diagnostics import ConversionError, Diagnostic, diagnose
from converter.document.model import Document
from converter.formats import Rendered
from converter.renderers.languages import language_of
from converter.renderers.pdf.engines import (
    STANDARDS,
    TEX,
    EngineError,
    EngineTimeout,
    available,
    require,
    set_tex,
    set_typst,
)
from converter.renderers.templates import SHIPPED

WIDE = re.compile("[^\0-\u024f\u0370-\u03ff\u0400-\u04ff\u1e00-\u1eff\u2010-\u2027\u2030-\u203a]")
"""Characters that Typst's own fonts may lack."""

PLACE = re.compile("\x01([0-9]+)\x01")
"""A place of the source, in traced output: no renderer lets a \\x01 of the text through."""


class Look(Struct, frozen=True):
    """What is asked of the source of a PDF: its template, and whether it has a table of contents."""

    template: str | None
    toc: bool


class Attempt(Struct, frozen=True):
    """A PDF that an engine made, what and how much it lacks, and what is to be said of it."""

    engine: str
    pdf: bytes
    lacking: float
    lacks: str
    diagnostics: tuple[Diagnostic, ...]


def render(
    document: Document,
    *,
    template: str | None = None,
    toc: bool = False,
    pdf_engine: str | None = None,
    pdf_standard: str | None = None,
) -> Rendered:
    """The PDF of a document. `template` is one of ours by its name, or the text of a LaTeX or Typst one;
    `toc` says whether there is a table of contents.

    Without `pdf_engine`, one of `engines.ENGINES`: the first that sets every letter, of pdfLaTeX,
    LuaLaTeX, XeLaTeX and Typst. Those that did not are named, with what they could not set.

    With `pdf_standard`, one of ``ua-1`` (ISO 14289-1), ``a-2a`` (ISO 19005-2) and ``a-3a``
    (ISO 19005-3), Typst sets it, as only its PDF has tags.

    Raises `ConversionError` where no engine is there, where the one asked for, or all, fail, and
    where the document lacks what the standard demands, such as a title or date.
    """
    kind = _kind_of(template)
    if pdf_standard is not None:
        if pdf_standard not in STANDARDS:
            raise ConversionError(
                f"there is no {pdf_standard} here; there are {', '.join(STANDARDS)}"
            )
        if pdf_engine in TEX or kind == "latex":
            raise ConversionError(
                f"only Typst makes a PDF of {pdf_standard}; use --pdf-engine typst"
            )
        pdf_engine = "typst"
    if pdf_engine is not None:
        require(pdf_engine)
        if kind is not None and (kind == "typst") != (pdf_engine == "typst"):
            raise ConversionError(f"the template is not one for {pdf_engine}")
    look = Look(template, toc)
    if "typst" in (kind, pdf_engine):
        return _as_rendered(_by_typst(document, look, pdf_standard))

    from converter.renderers import latex

    leftward = language_of(document.meta.lang).is_right_to_left  # of which our LaTeX sets no pages
    if leftward and kind is None and pdf_engine is None and available("typst"):
        return _as_rendered(_by_typst(document, look))
    source = latex.render(document, template=look.template, toc=look.toc)
    engines = [pdf_engine] if pdf_engine else _engines(source, kind)
    return _first_whole(document, source, engines, look)


def _first_whole(document: Document, source: Rendered, engines: list[str], look: Look) -> Rendered:
    """What the first engine makes that sets every letter, or else the one that lacks the fewest."""
    attempts: list[Attempt] = []
    failures: list[ConversionError] = []
    for engine in engines:
        if attempts and engine == "pdflatex":  # it lacks all that another may lack
            break
        try:
            attempts.append(_attempt(document, source, engine, look))
        except TooSlowError:
            raise
        except ConversionError as failure:
            failures.append(failure)
        else:
            if not attempts[-1].lacking:
                break
    if not attempts:
        raise failures[0]
    best = min(attempts, key=lambda one: one.lacking)
    return _as_rendered(best, *_passed_over(attempts, failures, best))


def _attempt(document: Document, source: Rendered, engine: str, look: Look) -> Attempt:
    if engine == "typst":
        return _by_typst(document, look)
    return _by_tex(document, source, engine, look)


def _passed_over(
    attempts: list[Attempt], failures: list[ConversionError], best: Attempt
) -> list[Diagnostic]:
    """Why the engines before the one that was chosen were not."""
    lacking: dict[str, list[str]] = {}
    for one in attempts[: attempts.index(best)]:
        lacking.setdefault(one.lacks, []).append(one.engine)
    reasons = [f"{' and '.join(names)} could not set {what}" for what, names in lacking.items()]
    reasons += dict.fromkeys(str(failure).split(";")[0] for failure in failures)
    used = "Typst" if best.engine == "typst" else best.engine
    return [diagnose("R007", reason=reason, engine=used) for reason in reasons]


def _as_rendered(attempt: Attempt, *more: Diagnostic) -> Rendered:
    return Rendered(attempt.pdf, (*attempt.diagnostics, *more))


class MissingFileError(ConversionError):
    """A TeX without a package that a template needs."""

    def __init__(self, file: str) -> None:
        super().__init__(f"this TeX has no {file}; install its package, or use --pdf-engine typst")


class TooSlowError(ConversionError):
    """An engine that was ended. Another would take as long."""


def _kind_of(template: str | None) -> str | None:
    """Of which language a template of one's own is; None for ours, which are there in both."""
    if template is None or template in SHIPPED:
        return None
    return "typst" if re.search("<<|<%", template) else "latex"


def _engines(source: Rendered, kind: str | None) -> list[str]:
    """The engines that are there, the likeliest first. pdfLaTeX is last where it lacks letters."""
    wide = any(one.code == "R005" for one in source.diagnostics)
    typst = ["typst"] if kind is None else []
    order = [*TEX[1:], *typst, TEX[0]] if wide else [*TEX, *typst]
    engines = [engine for engine in order if available(engine)]
    if engines:
        return engines
    raise ConversionError(
        "a PDF needs a program to set it; install TeX Live, or Typst by: pip install typst"
        if kind is None
        else "this template needs TeX; install TeX Live"
    )


# TeX


def _by_tex(document: Document, source: Rendered, engine: str, look: Look) -> Attempt:
    try:
        pdf, log = set_tex(str(source.output), engine, own_packages=look.template is not None)
    except EngineError as failure:
        raise _tex_error(document, failure, engine, look) from None
    noticed = [one for one in source.diagnostics if engine == "pdflatex" or one.code != "R005"]
    unset = NO_FONT.findall(log)
    lost = [one for one in LOST.findall(log) if one not in UNSEEN]
    if unset:
        noticed.append(
            diagnose("R008", what=_listed(unset), shown="the names of their scripts stand")
        )
    if lost:
        noticed.append(diagnose("R008", what=_listed(lost), shown="nothing stands for them"))
    noticed += [diagnose("R009")] if OTHER_FONTS in log else []
    stands_in = any(one.code == "R005" for one in noticed)  # then no other engine lacks more
    lacking = math.inf if stands_in else len(unset) + len(lost)
    return Attempt(engine, pdf, lacking, _listed(unset + lost), tuple(noticed))


def _listed(words: list[str], most: int = 12) -> str:
    """What could not be set, each once, and not all where there is much of it."""
    each = sorted(set(words))
    return " ".join(each[:most]) + (f" and {len(each) - most} more" if len(each) > most else "")


NO_FONT = re.compile("^No font for [A-Za-z]+: (.+)", re.MULTILINE)
"""Words of a script that LuaLaTeX or XeLaTeX found no font for, as our LaTeX says in the log."""

LOST = re.compile(r"^Missing character: There is no (\S+) \(U\+", re.MULTILINE)
"""Letters that the log of LuaLaTeX or XeLaTeX says are not in the PDF."""

UNSEEN = "\ufe0e\ufe0f\u200c\u200d"
"""Characters that only steer how others look."""

OTHER_FONTS = "TeX Gyre is not installed"
"""What our LaTeX says in the log where it takes Latin Modern instead."""


def _tex_error(
    document: Document, failure: EngineError, engine: str, look: Look
) -> ConversionError:
    from converter.renderers import latex

    missing = re.search(r"File [`']([^']+)' not found|Unable to find .*'([^']+)'", failure.message)
    if missing:
        return MissingFileError(missing[1] or missing[2])
    traced = str(latex.render(document, template=look.template, toc=look.toc, traced=True).output)
    said = _sentence(document, failure, engine, traced)
    return TooSlowError(said) if isinstance(failure, EngineTimeout) else ConversionError(said)


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
    (r"missing document (title|date)", "the front matter has no {}, which this standard demands"),
    (r"skipped from heading level.*", "a heading is two levels below the one before it"),
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


def _by_typst(document: Document, look: Look, standard: str | None = None) -> Attempt:
    from converter.renderers import typst

    source = typst.render(document, template=look.template, toc=look.toc)
    text = str(source.output)
    try:
        pdf, unset = set_typst(text, standard, check_letters=WIDE.search(text) is not None)
    except EngineError as failure:
        traced = str(
            typst.render(document, template=look.template, toc=look.toc, traced=True).output
        )
        raise ConversionError(_sentence(document, failure, "typst", traced)) from None
    noticed = source.diagnostics
    if unset:
        noticed += (diagnose("R008", what=unset, shown="empty boxes stand"),)
    return Attempt("typst", pdf, len(unset.split()), unset, noticed)
