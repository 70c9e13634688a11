"""The first page of an article and its running heads, as every format shows them.

What the front matter says is put in order here, once, so that Word, PDF, LaTeX and web page all look
like the same offprint. How it looks is the business of the templates.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct, structs

from converter.document.model import (
    Document,
    Inline,
    Metadata,
    Note,
    NoteKey,
    NoteRef,
    Paragraph,
    Text,
)

AUTHOR_NOTE = ("author-note", "author_note")
"""The keys under which the author's note may be given."""

STARS = ("*", "†", "‡", "§", "**")
"""Marks for the author's note: the first that no other note has."""


class FirstPage(Struct, frozen=True):
    """What stands on the first page and in the running heads.

    `document` is the article, its author's note a note of its own at the last author, under a star,
    which is not counted. `shown` are the words that templates may print, by name, not escaped: those
    of `Metadata.extra`, an underscore for each hyphen, and what follows from them (see `words_of`).
    """

    document: Document
    shown: Mapping[str, str]

    @property
    def first_number(self) -> int:
        """The number of the page on which the article begins."""
        return int(self.shown["first_page"] or 1)


def first_page(document: Document) -> FirstPage:
    """The first page of a document."""
    if not document.meta.extra:
        return FirstPage(document, words_of(document.meta))
    return FirstPage(_with_author_note(document), words_of(document.meta))


# The author's note


def _with_author_note(document: Document) -> Document:
    meta = document.meta
    said = "\n\n".join(filter(None, (meta.extra.get(key, "").strip() for key in AUTHOR_NOTE)))
    if not said:
        return document
    taken = {note.mark for note in document.notes}
    mark = next((star for star in STARS if star not in taken), STARS[0])
    key = NoteKey(AUTHOR_NOTE[0])
    while any(note.key == key for note in document.notes):
        key = NoteKey(f"{key}-")
    blocks = tuple(Paragraph((Text(" ".join(one.split())),)) for one in said.split("\n\n"))
    note = Note(key, "footnote", "author-note", blocks, mark=mark)
    meta = _marked(meta, NoteRef(key))
    return structs.replace(document, meta=meta, notes=(note, *document.notes))


def _marked(meta: Metadata, mark: Inline) -> Metadata:
    """The metadata with a mark behind the last author; without authors, behind the title."""
    if meta.title and not meta.authors:
        return structs.replace(meta, title=(*meta.title, mark))
    *others, last = meta.authors or ((),)
    return structs.replace(meta, authors=(*others, (*last, mark)))


# The words


def words_of(meta: Metadata) -> dict[str, str]:
    """What templates may print of volume and issue; of what is not given, nothing.

    `journal`, `volume`, `number`, `year`, `doi` and `issn` are as they were given, `year` else that of
    the date, `page` that on which it begins. `first_page` is the same as a number to count
    from, empty if it is none.
    `named_volume` and `named_number` are *Volume 61* and *Number 2* in the language of the article,
    `cited_volume` is *Vol. 61:211*, as running heads have it. `issue_line` is all of it on one line,
    `masthead` tells whether there is a volume or number to print above the title, and `date_below`
    whether the date must stand elsewhere. `identifiers` are ISSN and DOI, `doi_address` is where the
    DOI leads.

    >>> meta = Metadata(date="May 2031", extra={"volume": "7", "first-page": "12"})
    >>> said = words_of(meta)
    >>> said["year"], said["cited_volume"], said["issue_line"]
    ('2031', 'Vol. 7:12', 'Volume 7, p. 12')
    """
    given = {name.replace("-", "_"): value for name, value in meta.extra.items()}
    given.pop("author_note", None)
    page = given.get("first_page") or given.get("page") or ""
    number = given.get("number") or given.get("issue") or ""
    volume = given.get("volume") or ""
    issn = _issn(given.get("issn") or "")
    doi = _doi_address(given.get("doi") or "")
    words = {
        **given,
        "number": number,
        "page": page,
        "first_page": page if page.isascii() and page.isdigit() and len(page) < 7 else "",
        "year": given.get("year") or _last_year(meta.date),
        "named_issn": issn,
        "identifiers": " · ".join(filter(None, (issn, doi))),
        "doi_address": doi,
        "masthead": volume or number,
        "date_below": "" if volume or number else meta.date,
    }
    named = ("named_volume", "named_number", "cited_volume", "issue_line")
    if not (volume or number or page or "year" in given):
        return words | dict.fromkeys(named, "")
    return words | _named(meta.lang, volume, number, page, given.get("year") or "")


def _named(lang: str, volume: str, number: str, page: str, year: str) -> dict[str, str]:
    from converter.renderers.first_page.issue import issue_words

    own = issue_words(lang)
    named_volume = volume and own.volume.replace("{}", volume)
    named_number = number and own.number.replace("{}", number)
    named_page = page and own.page.replace("{}", page)
    cited = volume and own.vol.replace("{}", volume)
    return {
        "named_volume": named_volume,
        "named_number": named_number,
        "cited_volume": f"{cited}:{page}" if cited and page else cited,
        "issue_line": ", ".join(filter(None, (named_volume, named_number, year, named_page))),
    }


def _last_year(date: str) -> str:
    years = [word for word in re.findall("[0-9]+", date) if len(word) == 4] if date else []
    return years[-1] if years else ""


def _issn(issn: str) -> str:
    return issn if not issn or issn.upper().startswith("ISSN") else f"ISSN {issn}"


def _doi_address(doi: str) -> str:
    """Where a DOI leads, however it is written.

    >>> _doi_address("doi:10.1000/182"), _doi_address("https://doi.org/10.1000/182")
    ('https://doi.org/10.1000/182', 'https://doi.org/10.1000/182')
    """
    name = re.sub(r"(?i)^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", doi.strip())
    return name and f"https://doi.org/{'%20'.join(name.split())}"


# Running heads

LONGEST_HEAD = 60


def running_title(title: str) -> str:
    """A title that fits on the line of a running head.

    >>> running_title("On the Several Kinds of Harbour Dues: A Study in Maritime Custom")
    'On the Several Kinds of Harbour Dues'
    """
    if len(title) > LONGEST_HEAD:
        title = re.split(r"[:?—]", title)[0]
    if len(title) > LONGEST_HEAD:
        title = title[: LONGEST_HEAD + 1].rpartition(" ")[0] + " …"
    return title


def running_authors(names: list[str]) -> str:
    """Authors on the line of a running head.

    >>> running_authors(["A. Author", "B. Other"]), running_authors(["A", "B", "C"])
    ('A. Author & B. Other', 'A et al.')
    """
    return f"{names[0]} et al." if len(names) > 2 else " & ".join(names)
