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
from converter.formats import METADATA
from converter.speed.patterns import Pattern

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
    """What templates may print of the first page, beside title, authors and text.

    Of what is not given they may print nothing, but test it.

    - `journal`, `volume`, `number`, `issn`: as they are given. `year`: as it is given, else of the date.
    - `page`: where the article begins; `first_page`: the same as a number to count from, or nothing.
    - `named_volume`, `named_number`, `named_page`, `named_issn`: *Volume 61*, *Number 2*, *p. 211* in
      the article's language.
    - `cited_volume`: *Vol. 61:211*, for running heads. `issue_line`: all of the issue on one line.
    - `masthead`: whether volume or number stand above the title, where the date stands with them.
      `date_below`: the date, if they do not.
    - `doi_address`: where the DOI leads. `identifiers`: ISSN and DOI on one line.

    >>> meta = Metadata(date="May 2031", extra={"volume": "7", "first-page": "12"})
    >>> said = words_of(meta)
    >>> said["year"], said["cited_volume"], said["issue_line"]
    ('2031', 'Vol. 7:12', 'Volume 7, p. 12')
    """
    given = {name.replace("-", "_"): _on_one_line(name, one) for name, one in meta.extra.items()}
    given.pop("author_note", None)
    page = given.get("first_page") or given.get("page") or ""
    number = given.get("number") or given.get("issue") or ""
    volume = given.get("volume") or ""
    year = given.get("year") or _last_year(meta.date)
    issn, doi = _issn(given.get("issn") or ""), _doi_address(given.get("doi") or "")
    return {
        **given,
        "number": number,
        "page": page,
        "first_page": str(int(page)) if page and NUMBER.fullmatch(page) else "",
        "year": year,
        "named_issn": issn,
        "doi_address": doi,
        "identifiers": " · ".join(filter(None, (issn, doi))),
        "masthead": volume or number,
        "date_below": "" if volume or number else meta.date,
        **_named(meta.lang, volume, number, page, "" if year in meta.date else year),
    }


NUMBER = Pattern("[0-9]{1,6}")
NAMED = ("named_volume", "named_number", "named_page", "cited_volume", "issue_line")


def _on_one_line(name: str, value: str) -> str:
    """A value of ours without line breaks; one for templates of one's own as it is."""
    return " ".join(value.split()) if name in METADATA else value


def _named(lang: str, volume: str, number: str, page: str, year: str) -> dict[str, str]:
    if not (volume or number or page or year):
        return dict.fromkeys(NAMED, "")
    from converter.renderers.first_page.issue import issue_words

    own = issue_words(lang)
    named_volume = volume and own.volume.replace("{}", volume)
    named_number = number and own.number.replace("{}", number)
    named_page = page and own.page.replace("{}", page)
    cited = volume and own.vol.replace("{}", volume)
    return {
        "named_volume": named_volume,
        "named_number": named_number,
        "named_page": named_page,
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
    if not doi:
        return ""
    name = re.sub(r"(?i)^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", doi.strip())
    return name and f"https://doi.org/{'%20'.join(name.split())}"


# Running heads

LONGEST_HEAD = 50
"""Small letters that fit in a running head of our looks, between page and volume."""
OF_CAPITAL = 0.4
"""By how much a capital is wider than a letter of small capitals, as a part of one."""


def running_title(title: str) -> str:
    """A title, or the name of a journal, that fits on the line of a running head.

    >>> running_title("On the Several Kinds of Harbour Dues: A Study in Maritime Custom")
    'On the Several Kinds of Harbour Dues'
    """
    if not _fits(title):
        title = re.split(r"[:?—]", title)[0]
    if _fits(title):
        return title
    words = title.split(" ")
    while len(words) > 1 and (words[-1].islower() or not _fits(" ".join(words))):
        words.pop()  # also "of" and its like, with which no head should end
    cut = " ".join(words)
    while not _fits(cut):
        cut = cut[: LONGEST_HEAD * len(cut) // (len(cut) + LONGEST_HEAD)]
    return f"{cut} …"


def _fits(words: str) -> bool:
    return len(words) + OF_CAPITAL * sum(map(str.isupper, words)) <= LONGEST_HEAD


def running_journal(journal: str, names: list[str]) -> str:
    """The journal on the line of a running head; the authors where there is none."""
    return running_title(journal) if journal else running_authors(names)


def running_authors(names: list[str]) -> str:
    """Authors on the line of a running head.

    >>> running_authors(["A. Author", "B. Other"]), running_authors(["A", "B", "C"])
    ('A. Author & B. Other', 'A et al.')
    """
    shown = f"{names[0]} et al." if len(names) > 2 else " & ".join(names)
    return running_title(shown) if shown else ""
