"""A document as Typst, whose compiler is one Python wheel: the way to a PDF where there is no TeX.

The source is meant to be read: one paragraph a block, a new line after a sentence, notes at their
marks. Typst counts the notes, in the order in which `converter.document.notes` does.
"""

from __future__ import annotations

import re
from datetime import date
from functools import partial

from converter.document.model import Document, NoteKey, NumberFormat
from converter.document.notes import index_notes, not_printed
from converter.document.words import plain
from converter.formats import Rendered
from converter.renderers import templates
from converter.renderers.first_page import (
    FirstPage,
    first_page,
    running_authors,
    running_journal,
    running_title,
)
from converter.renderers.first_page.contents import has_headings
from converter.renderers.generated import generated
from converter.renderers.languages import language_of
from converter.renderers.typesetting import coded_letters, too_deep
from converter.renderers.typesetting.labels import SLOT, labels
from converter.renderers.typst.nodes import STAR, blocks, inlines
from converter.renderers.typst.text import escape, string
from converter.renderers.typst.work import Work


def render(
    document: Document, *, template: str | None = None, toc: bool = False, traced: bool = False
) -> Rendered:
    """The document as one Typst file.

    `template` is one of ours by its name, or the text of one's own, `toc` whether there is a table of
    contents. With `traced`, each block is
    preceded by its place in the source, between two ``\\x01``, for those who look for a line.

    Raises `ConversionError` for a document nested so deeply that Typst could not set it.
    """
    front = first_page(document)
    contents = toc and has_headings(document.blocks)
    leftward = language_of(document.meta.lang).is_right_to_left
    work = Work(
        index_notes(front.document),
        contents=contents,
        traced=traced,
        leftward=leftward,
        now_leftward=leftward,
    )
    try:
        values = _values(front, work)
    except RecursionError:
        raise too_deep("Typst") from None
    text = templates.fill(templates.choose(template, ".typ"), values, templates.TYPST)
    coded = coded_letters(work.coded, "Typst")
    return Rendered(text, (*work.diagnostics, *not_printed(work.index), *coded))


def _values(front: FirstPage, work: Work) -> dict[str, str]:
    """What the template is filled with. The order is that in which notes are numbered."""
    document, meta = front.document, front.document.meta
    shown = {
        "title": inlines(meta.title, work),
        "subtitle": inlines(meta.subtitle, work),
        "authors": " #linebreak()\n".join([inlines(author, work) for author in meta.authors]),
        "date": escape(meta.date, work.coded),
        "abstract": blocks(meta.abstract, work),
        "body": blocks(document.blocks, work),
        "endnotes": "\n\n".join(work.endnotes),
    }
    labelled = partial(_label, labels(work.index, work.pointed))
    shown = {name: SLOT.sub(labelled, text) for name, text in shown.items()}
    title = plain(meta.title, work.index).strip()
    authors = [plain(author, work.index).strip() for author in meta.authors]
    extra = {name: escape(value, work.coded) for name, value in front.shown.items()}
    contents = "yes" if work.contents else ""
    starred = any(note.mark == STAR for note in work.index.called["footnote"])
    needs = {
        "contents": contents,
        "stars": "yes" if starred else "",
        "endnotes": shown["endnotes"],
        "turned": ("ltr" if work.leftward else "rtl") if work.turned else "",
        **_numbers(work),
    }
    above = "".join(extra.get(name, "") for name in ISSUE)
    return {
        **extra,
        **shown,
        "front": above + "".join(shown[name] for name in FRONT),
        "source": above,
        "offprint": above or extra["identifiers"],
        "contents": contents,
        "definitions": templates.fill(templates.load("definitions.typ"), needs, templates.TYPST),
        "pdf_title": string(title),
        "pdf_date": _date(meta.date),
        "pdf_authors": f"({', '.join(map(string, authors))},)" if authors else "()",
        "running_title": escape(running_title(title), work.coded),
        "running_authors": escape(running_authors(authors), work.coded),
        "running_journal": escape(
            running_journal(front.shown.get("journal", ""), authors), work.coded
        ),
        **_language(meta.lang),
        "abstract_title": generated(meta.lang).abstract,
        "contents_title": generated(meta.lang).contents,
        "notes_title": generated(meta.lang).endnotes,
    }


GOES_ON = re.compile(r"[(\[;]|\.[^\W\d]")
"""What behind a call without a label would be read as more of it."""


def _label(names: dict[NoteKey, str], slot: re.Match[str]) -> str:
    name = names.get(NoteKey(slot[2]), "")
    if name:
        return name if slot[1] else f"<{name}>"
    return ";" if GOES_ON.match(slot.string, slot.end()) else ""


FRONT = ("title", "subtitle", "authors", "date")
ISSUE = ("journal", "issue_line")
"""What stands above the title."""


MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
DAY = "([0-9]{1,2})(?:st|nd|rd|th)?"
WRITTEN_DATE = re.compile(rf"(?:{DAY}\.? )?([A-Z][a-z]{{2,8}})\.? (?:{DAY},? )?([0-9]{{4}})")


def _date(words: str) -> str:
    """A date as Typst knows it, or none where there is none. Of a year or month, the first day.

    >>> _date("May 2031"), _date("1st June 2031"), _date("soon")
    ('datetime(year: 2031, month: 5, day: 1)', 'datetime(year: 2031, month: 6, day: 1)', 'none')
    """
    iso, written = ISO_DATE.search(words), WRITTEN_DATE.search(words)
    years = re.findall(r"\b[12][0-9]{3}\b", words)
    year, month, day = (int(years[-1]) if years else 0), 1, 1
    if iso:
        year, month, day = map(int, iso.groups())
    elif written and written[2][:3].lower() in MONTHS:
        month = MONTHS.index(written[2][:3].lower()) // 3 + 1
        year, day = int(written[4]), int(written[1] or written[3] or 1)
    try:
        date(year, month, day)
    except ValueError:
        return "none"
    return f"datetime(year: {year}, month: {month}, day: {day})"


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


def _language(tag: str) -> dict[str, str]:
    """What Typst takes of a language: two or three letters, and its region."""
    language = language_of(tag)
    return {
        "language": string(language.code or "en"),
        "region": string(language.region) if language.region else "none",
    }
