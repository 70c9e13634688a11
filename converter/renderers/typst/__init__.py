"""A document as Typst, whose compiler is one Python wheel: the way to a PDF where there is no TeX.

The source is meant to be read: one paragraph a block, a new line after a sentence, notes at their
marks. Typst counts the notes, in the order in which `converter.document.notes` does.
"""

from __future__ import annotations

import re

from converter.document.diagnostics import ConversionError, report
from converter.document.model import Document, Inline, LineBreak, NumberFormat
from converter.document.notes import index_notes
from converter.document.tree import walk
from converter.formats import Rendered
from converter.renderers import templates
from converter.renderers.typesetting import issue
from converter.renderers.typst.nodes import Work, blocks, inlines
from converter.renderers.typst.text import escape, string


def render(document: Document, *, template: str | None = None, traced: bool = False) -> Rendered:
    """The document as one Typst file.

    `template` is one of ours by its name, or the text of one's own. With `traced`, each block is
    preceded by its place in the source, between two ``\\x01``, for those who look for a line.

    Raises `ConversionError` for a document nested so deeply that Typst could not set it.
    """
    work = Work(index_notes(document), traced=traced)
    try:
        values = _values(document, work)
    except RecursionError:
        raise ConversionError(
            "the document is nested too deeply for Typst; use fewer levels of lists and quotations"
        ) from None
    text = templates.fill(templates.choose(template, ".typ"), values, templates.TYPST)
    for note in work.index.uncalled:
        work.diagnostics.append(report("R004", note.span, id=note.id))
    for character in work.coded:
        what = f"U+{ord(character):04X}"
        remedy = f"[{what}] is printed in its place. Delete the character if it is not needed."
        work.diagnostics.append(report("R001", format="Typst", what=what, remedy=remedy))
    return Rendered(text, tuple(work.diagnostics))


def _values(document: Document, work: Work) -> dict[str, str]:
    """What the template is filled with. The order is that in which notes are numbered."""
    meta = document.meta
    authors = [inlines(author, work) for author in meta.authors]
    shown = {
        "title": inlines(meta.title, work),
        "subtitle": inlines(meta.subtitle, work),
        "authors": " #linebreak()\n".join(authors),
        "date": escape(meta.date, work.coded),
        "abstract": blocks(meta.abstract, work),
        "body": blocks(document.blocks, work),
        "endnotes": "\n\n".join(work.endnotes),
    }
    names = ", ".join(string(_words(author)) for author in meta.authors)
    extra = {name: escape(value, work.coded) for name, value in issue(meta).items()}
    needs = {"endnotes": shown["endnotes"], **_numbers(work)}
    return {
        **extra,
        **shown,
        "front": shown["title"] or shown["authors"] or shown["date"],
        "definitions": templates.fill(templates.load("definitions.typ"), needs, templates.TYPST),
        "pdf_title": string(_words(meta.title)),
        "pdf_authors": f"({names},)" if names else "()",
        "running_title": escape(_words(meta.title), work.coded),
        "running_authors": escape(", ".join(map(_words, meta.authors)), work.coded),
        **_language(meta.lang),
    }


PATTERNS: dict[NumberFormat, str] = {
    "decimal": "1",
    "lower-roman": "i",
    "upper-roman": "I",
    "lower-alpha": "a",
    "upper-alpha": "A",
    "symbols": "*",
}
"""Typst's numbering patterns. Letters and signs are doubled by the template."""


def _numbers(work: Work) -> dict[str, str]:
    """How notes are numbered: the pattern of each kind, and where its numbers begin."""
    index = work.index
    started = {kind: one.start - 1 for kind, one in index.numbering.items()}
    return {
        "footnote_numbers": string(PATTERNS[index.formats["footnote"]]),
        "endnote_numbers": string(PATTERNS[index.formats["endnote"]]),
        "footnote_start": str(started["footnote"] or ""),
        "endnote_start": str(started["endnote"] or ""),
    }


def _words(content: tuple[Inline, ...]) -> str:
    texts = (" " if type(one) is LineBreak else getattr(one, "text", "") for one in walk(content))
    return "".join(texts).strip()


def _language(tag: str) -> dict[str, str]:
    """The parts of a BCP 47 tag that Typst takes: a language of two or three letters, a region."""
    parts = re.fullmatch(
        "([a-z]{2,3})(?:-[a-z]{4})?(?:-([a-z]{2}))?(?:-.*)?", tag.lower().replace("_", "-")
    )
    language, region = parts.groups() if parts else ("en", None)
    return {
        "language": string(language),
        "region": string(region.upper()) if region else "none",
    }
