"""Keys of the metadata that people write otherwise, and what they mean by them."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

NEAR = 0.8
"""How alike (difflib) an unknown key is to the known one that may be meant: titel and title are."""

MEANT = {
    "title": "heading headline titulo título titolo",
    "subtitle": "untertitel sous-titre sub-title subtitulo subtítulo sottotitolo",
    "author": "by byline writer contributor creator autoren auteur autores autore verfasser verfasserin",
    "date": "published publication-date pubdate datum fecha issued",
    "lang": "language locale sprache langue idioma lingua",
    "abstract": "summary zusammenfassung résumé resume resumen sommario riassunto synopsis",
    "journal": "publication periodical container-title review zeitschrift revue revista rivista",
    "volume": "vol band jahrgang bd tome",
    "number": "no num nr heft numero número",
    "year": "jahr année año anno",
    "first-page": "pages pp start-page startpage fpage page-first page-start seite seiten",
    "author-note": "author-notes affiliation institution thanks bio biography about-the-author",
    "doi": "doi-url",
    "--note-start": "note-start footnote-start first-note first-footnote start-note",
    "--note-numbering": "note-numbering footnote-numbering numbering note-format footnote-format",
    "--note-restart": "note-restart footnote-restart",
    "--notes": "notes footnotes endnotes",
    "--toc": "toc table-of-contents contents",
    "--template": "template",
    "--reference-doc": "reference-doc reference-docx",
    "--line-numbers": "line-numbers linenumbers",
    "--pdf-engine": "pdf-engine",
    "--citation-style": "citation-style csl",
    "--typography": "typography",
}
"""What people write for keys of the metadata, and for what is no metadata but an option."""

NAMED = {name: key for key, names in MEANT.items() for name in names.split()}
OPTIONS = [name for name, meant in NAMED.items() if meant.startswith("--") and "-" in name]


def near_key(key: str, known: Collection[str]) -> str:
    """The key or option that may be meant by an unknown key; empty if none is near.

    >>> near_key("Titel", ["title"]), near_key("note_start", []), near_key("court", ["title"])
    ('title', 'the option --note-start', '')
    """
    folded = "-".join(key.lower().replace("_", " ").split()).rstrip(".")
    if folded not in NAMED:
        ours = [one for one in known if "_" not in one]
        close = get_close_matches(folded, [*ours, "language", *OPTIONS], 1, NEAR)
        folded = close[0] if close else ""
    meant = NAMED.get(folded, folded)
    return f"the option {meant}" if meant.startswith("--") else meant
