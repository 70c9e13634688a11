"""Which sources a note cites: several clauses may cite one, and a clause may only repeat one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from converter.citations.known import folded
from converter.citations.known.words import GOES_ON
from converter.citations.values import Citation, Part, Sentence

Mention = tuple[tuple[str, ...], str]
"""What tells a source from others, and its first page if that is given: ``("410", "us"), "113"``."""

NAMES = ("authors", "title", "short-case")
"""What names a source in its short form."""
VOLUMES_OF = ("reporter", "container", "code")


def cited(sentences: Iterable[Sentence]) -> Iterator[Citation]:
    """The clauses that cite a source, an ``Id.`` too; none of those within brackets (Bluebook 4.1)."""
    for sentence in sentences:
        if not sentence.depth:
            yield from (one for one in sentence.clauses if one.cites)


def sources(text: str, sentences: Iterable[Sentence]) -> list[Citation]:
    """The sources that a note cites, each as the clause that cites it first.

    ``Id.``, a short form of a source cited before, the history of a case, parallel citations, the
    clauses of one constitution and ``cited in`` add none; nor do sources within brackets.

    >>> from converter.citations import cite
    >>> note = "Roe v. Lund, 9 U.S. 4 (1988); id. at 7; see Roe, 9 U.S. at 8."
    >>> len(sources(note, cite(note)))
    1
    """
    found: list[Citation] = []
    known: dict[tuple[str, ...], set[str]] = {}
    for clause in cited(sentences):
        if clause.kind == "id" or _is_bare(clause):
            found = found or [clause]
            continue
        mentions = list(_mentions(text, clause))
        is_named = bool(mentions) or clause.part("date") is not None
        if found and not (is_named or _opens(text, clause)):
            continue
        is_new = not any(_is_known(one, known) for one in mentions)
        if not found or (is_new and not _goes_on(text, clause)):
            found.append(clause)
        for name, page in mentions:
            known.setdefault(name, set()).add(page)
    return found


def short_names(text: str, sentences: Iterable[Sentence]) -> dict[int, str]:
    """What names the source before each ``supra``, by where that word stands.

    >>> from converter.citations import cite
    >>> note = "Lund, The Wick, supra note 5, at 8."
    >>> short_names(note, cite(note))
    {16: 'Lund, The Wick'}
    """
    found: dict[int, str] = {}
    for sentence in sentences:
        for clause in sentence.clauses:
            supra = clause.part("supra")
            named = [one for one in clause.parts if supra and one.kind in NAMES]
            if supra and named:
                found[supra.start] = text[named[0].start : supra.start].rstrip(" ,").lstrip(" .,")
    return found


def _is_bare(clause: Citation) -> bool:
    """Whether a clause names a source of the same note: ``Lee, supra, at 9``."""
    return clause.part("supra") is not None and clause.part("note") is None


def _is_known(mention: Mention, known: dict[tuple[str, ...], set[str]]) -> bool:
    """Whether a source was named before; a short form has no page of its own."""
    name, page = mention
    pages = known.get(name, set())
    return bool(pages) and (not page or page in pages or "" in pages)


def _mentions(text: str, clause: Citation) -> Iterator[Mention]:
    """All that names the source of a clause: parallel citations name it more than once."""
    for volume, name, page in _places(clause):
        is_whole = name.kind == "code" or not page.of(text).isdecimal() or _is_short(text, page)
        first = "" if is_whole else page.of(text)
        yield (volume.of(text), folded(name.of(text))), first
    if clause.part("enactment"):
        yield ("enactment", clause.words("enactment", text).lower()), ""
    if clause.part("url"):
        yield (clause.words("url", text),), ""
    if number := clause.part("note"):
        yield (_named(text, clause).lower(), number.of(text)), ""


def _named(text: str, clause: Citation) -> str:
    """The name in a short form: its authors, title or case."""
    named = [one.of(text) for one in clause.parts if one.kind in NAMES]
    return ", ".join(named)


def _places(clause: Citation) -> Iterator[tuple[Part, Part, Part]]:
    """Each volume of a clause with what it is of and its first page."""
    parts = clause.parts
    for one, two, three in zip(parts, parts[1:], parts[2:], strict=False):
        if one.kind == "volume" and two.kind in VOLUMES_OF and three.kind == "page":
            yield one, two, three


def _is_short(text: str, page: Part) -> bool:
    return text[max(0, page.start - 3) : page.start] == "at "


def _opens(text: str, clause: Citation) -> bool:
    """Whether a clause begins as a citation does: behind a semicolon, or with a signal."""
    before = text[max(0, clause.start - 6) : clause.start].rstrip(' \n“"‘[\u00a0')
    return before.endswith(";") or clause.part("signal") is not None


def _goes_on(text: str, clause: Citation) -> bool:
    signal = clause.part("signal")
    start = signal.end if signal else clause.start
    return GOES_ON.match(text, start + (text[start : start + 1] == " ")) is not None
