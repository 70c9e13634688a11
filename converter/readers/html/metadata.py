"""What a page says of its article: title, authors, date, language, journal."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from msgspec import Struct, structs

from converter.document.model import Block, Inline, Metadata, Text
from converter.readers.html.blocks import BlockReader
from converter.readers.html.page import Element

TITLES = ("citation_title", "dc.title", "og:title", "twitter:title")
AUTHORS = ("citation_author", "dc.creator", "dc.contributor")
DATES = (
    "citation_publication_date",
    "citation_date",
    "dc.date",
    "article:published_time",
    "datepublished",
)
EXTRA = {
    "journal": "citation_journal_title",
    "volume": "citation_volume",
    "issue": "citation_issue",
    "page": "citation_firstpage",
    "doi": "citation_doi",
    "issn": "citation_issn",
}
"""Keys of our metadata, and the names of Highwire Press under which Google Scholar reads them."""

LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T.*", re.DOTALL)
SLASHED = re.compile(r"(?<=[0-9]{4})/(?=[0-9]{2}(?:/|\Z))|(?<=[0-9]{4}/[0-9]{2})/(?=[0-9]{2}\Z)")
"""The slashes of ``2031/05/02``, as Google Scholar wants a date."""
SITE = re.compile(r"\s+[|–—·:-]\s+")
"""What stands between the title of an article and the name of its site."""
DIGITAL = re.compile(r"(?i)(?:https?://(?:dx\.)?doi\.org/|doi:\s*)")

SEVERAL = re.compile(r",\s+(?!Jr|Sr|II)|\s+(?:and|&)\s+")
"""What stands between the names of authors in one line."""

SUBTITLES = frozenset(("subtitle", "fn-subtitle", "article-subtitle", "doc-subtitle"))
LONGEST_DATA = 200_000
"""Characters of JSON-LD that are read."""


class Said(Struct):
    """What the head of a page says: values by their names in small letters, the first of each first."""

    values: dict[str, list[str]]
    lang: str = ""
    base: str = ""
    title: str = ""

    def first(self, names: Iterable[str]) -> str:
        """The first value that any of these names has."""
        return next((self.values[name][0] for name in names if self.values.get(name)), "")


def said_in(top: Element) -> Said:
    """What a page says of itself, in its head or wherever it says it."""
    said = Said({})
    for element in top.elements():
        match element.name:
            case "html" | "body" | "article" if not said.lang and element.get("lang"):
                said.lang = element.get("lang")
            case "html" if not said.lang and element.get("xml:lang"):
                said.lang = element.get("xml:lang")
            case "meta":
                name = element.get("name") or element.get("property") or element.get("itemprop")
                value = " ".join(element.get("content").split())
                if name and value:
                    said.values.setdefault(name.lower(), []).append(value)
            case "link" if "canonical" in element.get("rel").lower() and element.get("href"):
                said.values.setdefault("canonical", []).append(element.get("href"))
            case "base" if not said.base:
                said.base = element.get("href")
            case "title" if not said.title and not any(
                one.name == "svg" for one in element.ancestors()
            ):
                said.title = element.text()
            case "script" if element.get("type").lower() == "application/ld+json":
                _read_linked_data(element, said)
    said.base = said.base or said.first(("canonical", "og:url", "citation_public_url"))
    return said


def _read_linked_data(element: Element, said: Said) -> None:
    """Authors and date of a schema.org article, where they are written the simple way."""
    import msgspec

    text = "".join(one.text for one in element.all_words())
    if len(text) > LONGEST_DATA:
        return
    try:
        data = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        return
    for one in _articles(data):
        authors = one.get("author")
        for author in authors if isinstance(authors, list) else [authors]:
            name = author.get("name") if isinstance(author, dict) else author
            if isinstance(name, str) and name.strip():
                said.values.setdefault("ld:author", []).append(" ".join(name.split()))
        if isinstance(date := one.get("datePublished"), str):
            said.values.setdefault("datepublished", []).append(date.strip())


def _articles(data: Any) -> list[dict[str, Any]]:
    graph = data.get("@graph", [data]) if isinstance(data, dict) else data
    rows = graph if isinstance(graph, list) else []
    return [one for one in rows if isinstance(one, dict) and "rticle" in str(one.get("@type", ""))]


def own_addresses(said: Said) -> frozenset[str]:
    """The addresses of the page itself, without a slash at their end."""
    names = ("canonical", "og:url")
    return frozenset(one.rstrip("/") for name in names for one in said.values.get(name, []))


# Title, authors and abstract leave the text


class Front(Struct):
    """What stands above the text of an article."""

    meta: Metadata
    level: int
    """What is taken off the level of each heading: 1 if the title has the first to itself."""


def take_front(article: Element, top: Element, said: Said, reader: BlockReader) -> Front:
    """Take title, authors, date and abstract out of an article, and say what they are."""
    is_own = "footnoted" in article.classes
    heading = _title_heading(article, top, said)
    title = reader.inlines.read(heading.children) if heading is not None else ()
    words = _title_words(said)
    if words and not title and not is_own:  # ours has the beginning of the text in its head
        title = (Text(words),)
    date = SLASHED.sub("-", TIME.sub(r"\1", said.first(DATES)))
    lang = said.lang or said.first(("citation_language", "dc.language"))
    meta = Metadata(
        title=title,
        authors=_authors(said, article),
        date=date,
        lang=lang if LANGUAGE.fullmatch(lang) else "en",
        extra=_extra(said),
    )
    meta = _with_parts(meta, article, reader)
    if heading is not None:
        heading.remove()
        _drop_bylines(article, [words, *_names(meta.authors), meta.date, said.first(DATES)])
    if is_own:
        return Front(meta, 1)
    headings = (one for one in article.elements() if re.fullmatch("h[1-6]", one.name))
    return Front(meta, min((int(one.name[1]) for one in headings if one.text()), default=1) - 1)


def _with_parts(meta: Metadata, article: Element, reader: BlockReader) -> Metadata:
    """The metadata with what an article names as part of it by roles, or by our own classes."""
    for element in list(article.elements()):
        changes: dict[str, Any] | None = None
        if element.classes & SUBTITLES or "doc-subtitle" in element.roles:
            changes = {"subtitle": meta.subtitle or reader.inlines.read(element.children)}
        elif "fn-date" in element.classes:
            changes = {"date": element.text()}
        elif "fn-source" in element.classes:
            changes = {"date": _masthead_date(element) or meta.date}
        elif "fn-authors" in element.classes:
            changes = {"authors": _own_authors(element, reader) or meta.authors}
        elif "doc-abstract" in element.roles:
            changes = {"abstract": meta.abstract or _abstract(element, reader)}
        if changes is not None:
            meta = structs.replace(meta, **changes)
            element.remove()
    return meta


def _extra(said: Said) -> dict[str, str]:
    """Journal, volume and the like, as a page says them for those who cite it."""
    extra = {key: said.first((name,)) for key, name in EXTRA.items() if said.first((name,))}
    if "doi" in extra:
        extra["doi"] = DIGITAL.sub("", extra["doi"])
    return extra


def _title_heading(article: Element, top: Element, said: Said) -> Element | None:
    """The heading that is the title: the only one of its level, or the one with its words."""
    known = _letters(_title_words(said) or said.title)
    inside = [one for one in article.elements() if one.name == "h1" and one.text()]
    outside = [one for one in top.elements() if one.name == "h1" and one.text()]
    for one in [*inside, *outside]:
        if (own := _letters(one.text())) and known and (own in known or known in own):
            return one
    if len(inside) == 1:
        return inside[0]
    return outside[0] if not inside and len(outside) == 1 else None


def _title_words(said: Said) -> str:
    """The title of an article, without the name of its site."""
    title = said.first(TITLES) or said.title
    site = said.first(("og:site_name", "citation_journal_title"))
    parts = SITE.split(title)
    if len(parts) > 1 and site and _letters(parts[-1])[:12] == _letters(site)[:12]:
        return title[: title.rindex(parts[-1])].rstrip(" |–—·:-")
    return title


def _authors(said: Said, article: Element) -> tuple[tuple[Inline, ...], ...]:
    """The authors that a page names; its own name is none."""
    site = _letters(said.first(("og:site_name", "citation_journal_title", "dc.publisher")))
    names = next((said.values[one] for one in AUTHORS if said.values.get(one)), [])
    if not names:
        names = said.values.get("ld:author", []) or said.values.get("author", [])
        names = [name for line in names for name in SEVERAL.split(line)]
    others = [one for one in names if not (site and _letters(one).startswith(site))]
    if not others:
        others = [
            one.text()
            for one in article.elements()
            if "author" in one.get("rel").split() or one.get("itemprop") == "author"
        ]
    named = [one for one in dict.fromkeys(others) if one and not one.startswith("http")]
    return tuple((Text(_in_order(one)),) for one in named)


def _in_order(name: str) -> str:
    """``Holt, Mara`` is Mara Holt."""
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma and " " not in last and not first.startswith("Jr") else name


def _names(authors: tuple[tuple[Inline, ...], ...]) -> list[str]:
    return ["".join(getattr(one, "text", "") for one in author) for author in authors]


def _own_authors(element: Element, reader: BlockReader) -> tuple[tuple[Inline, ...], ...]:
    """The authors as our own pages write them."""
    names = [one for one in element.elements() if "fn-author" in one.classes]
    return tuple(content for one in names if (content := reader.inlines.read(one.children)))


def _masthead_date(source: Element) -> str:
    """The date in the line of our own pages that has volume, date and number of an issue."""
    lines = [one for one in source.elements() if "fn-masthead" in one.classes]
    parts = [one.text() for line in lines[:1] for one in line.children if isinstance(one, Element)]
    return parts[1] if len(parts) > 1 else ""


def _abstract(element: Element, reader: BlockReader) -> tuple[Block, ...]:
    for one in list(element.elements()):
        if re.fullmatch("h[1-6]", one.name):
            one.remove()
            break
    return reader.blocks(element.children)


def _drop_bylines(article: Element, known: list[str]) -> None:
    """Take out lines above the text that only repeat title, authors and date."""
    letters = {_letters(one) for one in known if one}
    for element in list(article.elements()):
        if (
            element is article
            or not element.is_block
            or any(one.note for one in element.elements())
        ):
            continue
        own = re.sub(r"^(?:by|posted ?on|published ?on)", "", _letters(element.text()))
        if own and (own in letters or _letters(element.text()) in letters):
            element.remove()


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()
