"""What a page says of itself to reference managers, search engines and those who share it.

``citation_`` names are those of Highwire Press that Google Scholar and Zotero read, ``og:`` those of
the Open Graph protocol; the rest is a schema.org ``ScholarlyArticle`` as JSON-LD.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from converter.renderers.first_page import FirstPage
from converter.renderers.html.page import Page, words
from converter.renderers.html.text import escape_attribute

MONTHS = "january february march april may june july august september october november december"

CITATION = {
    "journal": "citation_journal_title",
    "volume": "citation_volume",
    "number": "citation_issue",
    "page": "citation_firstpage",
    "doi": "citation_doi",
    "issn": "citation_issn",
}
"""What is said of the first page, and the names under which it is cited."""


def metadata(front: FirstPage, page: Page, title: str) -> str:
    """The ``meta`` lines of a page and its JSON-LD; `title` as plain words."""
    meta, shown = front.document.meta, front.shown
    authors = [words(author, page) for author in meta.authors]
    date, about = iso_date(meta.date), _beginning(words(meta.abstract, page))
    lines = [_meta("name", "author", ", ".join(authors))] if authors else []
    if about:
        lines.append(_meta("name", "description", about))
    if meta.title:
        cited = {
            "citation_title": title,
            "citation_publication_date": (date or shown["year"]).replace("-", "/"),
            "citation_language": meta.lang,
        } | {name: shown.get(key, "") for key, name in CITATION.items()}
        lines += [_meta("name", name, value) for name, value in cited.items() if value]
        lines += [_meta("name", "citation_author", author) for author in authors]
    shared = {"og:type": "article", "og:title": title, "og:description": about}
    lines += [_meta("property", name, value) for name, value in shared.items() if value]
    return "\n".join([*lines, _json_ld(front, page, title, date, about)])


def _meta(kind: str, name: str, value: str) -> str:
    return f'<meta {kind}="{name}" content="{escape_attribute(value)}">'


def _json_ld(front: FirstPage, page: Page, title: str, date: str, about: str) -> str:
    """A data block: no browser runs it. No ``<`` stands in it, so that nothing can end it early."""
    from msgspec.json import encode

    meta = front.document.meta
    known = {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "headline": title,
        "author": [{"@type": "Person", "name": words(one, page)} for one in meta.authors],
        "datePublished": date or front.shown["year"],
        "inLanguage": meta.lang,
        "abstract": about,
        "isPartOf": _periodical(front.shown),
        "pageStart": front.shown["page"],
    }
    data = encode({name: value for name, value in known.items() if value}).decode()
    safe = data.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return f'<script type="application/ld+json">{safe}</script>'


def _periodical(shown: Mapping[str, str]) -> dict[str, object]:
    if not shown.get("journal"):
        return {}
    journal: dict[str, object] = {"@type": "Periodical", "name": shown["journal"]}
    if not shown.get("volume"):
        return journal
    volume = {"@type": "PublicationVolume", "volumeNumber": shown["volume"]}
    return volume | {"isPartOf": journal}


def _beginning(text: str) -> str:
    """As much as a preview shows: at most 200 characters, ended at a word."""
    return text if len(text) <= 200 else (text[:199].rpartition(" ")[0] or text[:199]) + "…"


def iso_date(date: str) -> str:
    """A date as its author wrote it, as year, month and day as far as these can be told; or "".

    >>> iso_date("March 2, 2025"), iso_date("May 2031"), iso_date("2031-02-30"), iso_date("soon")
    ('2025-03-02', '2031-05', '2031', '')
    """
    if not date:
        return ""
    if re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", date.strip()):
        from converter.document.metadata import (
            is_date,
        )  # which a page without a date has no need of

        return date.strip() if is_date(date.strip()) else date.strip()[:4]
    year = re.search(r"\b[12][0-9]{3}\b", date)
    if year is None:
        return ""
    words = re.findall(r"[a-z]{3,9}", date.lower())
    months = [
        number
        for number, name in enumerate(MONTHS.split(), 1)
        if any(name.startswith(word) for word in words)
    ]
    if len(months) != 1:
        return year[0]
    day = re.search(r"\b([1-9]|[12][0-9]|3[01])\b", date)
    return f"{year[0]}-{months[0]:02}" + (f"-{int(day[0]):02}" if day else "")
