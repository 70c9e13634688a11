"""Which sources a note cites: several clauses may cite one, and a clause may only repeat one."""

from __future__ import annotations

from collections.abc import Iterator

from converter.crossrefs.authorities import IDS, MONTH, REPORTER, Authority, NoteText
from converter.crossrefs.stretches import without_brackets
from converter.speed.patterns import Pattern

Mention = tuple[tuple[str, ...], str]
"""What tells a source from others, and its first page if that is given: ``("410", "us"), "113"``."""

REPEATING = (*IDS, "supra_bare")
REPORTED = Pattern(rf"\b(\d{{1,4}})\s(?!{MONTH}\s)({REPORTER})(at\s|§§?\s?|\*)?(\d{{1,7}})")
"""``410 U.S. 113``, ``410 U.S. at 120``, ``42 U.S.C. § 1983``, ``3 Coastal L. Rev. 7``."""
CONSTITUTION = Pattern(
    r"\b((?:[A-Z][\w.]{0,10}\s){1,2})(?i:const)\.,?\s(?i:art|amend|pmbl|preamble|§)"
)
ADDRESS = Pattern(r"\bhttps?://[^\s\[\]()<>;”\"]{1,500}")
DATED = Pattern(r"\((?:[^()]{0,80}\s)?(?:1[5-9]|20)\d\d\)")
LEAD = Pattern(
    r"[\s“\"‘(\[]{0,3}"
    r"((?:(?i:but|and|see|also|generally|cf\.|accord|contra|compare|with|e\.g\.|first|then),?\s){0,5})"
)
GOES_ON = Pattern(
    r"(?:and\s|or\s|&\s)?(?:[§¶]|at\s|(?:amend|art|cl|sec|pt|ch|tit|pmbl)s?\.\s"
    r"|aff(?:[’']d|[’']g|irm)|rev(?:[’']d|[’']g|ers)|cert\.|vacat|overrul|abrogat|superseded"
    r"|modified|remand|reh[’']g|mandamus|appeal\s|amended\s|codified\s"
    r"|(?:as\s)?(?:cited|quoted|reprinted|reproduced|discussed|construed|available)\s(?:in|at|by)\b)"
)
"""What adds to the source before it: a section, the history of a case (Bluebook 10.7), a reprint."""


def sources(note: NoteText) -> list[Authority]:
    """The sources that a note cites, each as the clause that cites it first.

    ``Id.``, a short form of a source cited before, the history of a case, parallel citations, the
    clauses of one constitution and ``cited in`` add none; nor do sources within brackets (Bluebook 4.1).

    >>> len(sources(NoteText("Roe v. Lund, 9 U.S. 4 (1988); id. at 7; see Roe, 9 U.S. at 8.")))
    1
    """
    bare = without_brackets(note.text)
    repeats = {one.start for one in note.references if one.kind in REPEATING}
    found: list[Authority] = []
    known: dict[tuple[str, ...], set[str]] = {}
    for clause in note.authorities():
        if note.first_anchor(clause) in repeats:
            found = found or [clause]
            continue
        mentions = list(_mentions(note, clause, bare))
        is_named = bool(mentions) or DATED.search(note.text, clause.start, clause.end)
        if found and not (is_named or _opens(note.text, clause.start)):
            continue
        is_new = not any(_is_known(one, known) for one in mentions)
        if not found or (is_new and not _goes_on(note.text, clause.start)):
            found.append(clause)
        for name, page in mentions:
            known.setdefault(name, set()).add(page)
    return found


def _is_known(mention: Mention, known: dict[tuple[str, ...], set[str]]) -> bool:
    """Whether a source was named before; a short form has no page of its own."""
    name, page = mention
    pages = known.get(name, set())
    return bool(pages) and (not page or page in pages or "" in pages)


def _mentions(note: NoteText, clause: Authority, bare: str) -> Iterator[Mention]:
    """All that names the source of a clause: parallel citations name it more than once."""
    start, end = clause.start, clause.end
    for match in REPORTED.finditer(bare, start, end):
        letters = "".join(filter(str.isalnum, match[2])).lower()
        yield (match[1], letters), "" if match[3] else match[4]
    for match in CONSTITUTION.finditer(bare, start, end):
        yield ("const", match[1].lower()), ""
    for match in ADDRESS.finditer(bare, start, end):
        yield (match[0].rstrip(".,"),), ""
    for one in note.references_between(start, end):
        if one.name and one.labels:
            yield (one.name.lower(), one.labels[0].first.text), ""


def _opens(text: str, start: int) -> bool:
    """Whether a clause begins as a citation does: behind a semicolon, or with a signal."""
    lead = LEAD.match(text, start)
    return text[max(0, start - 4) : start].rstrip().endswith(";") or bool(lead and lead[1])


def _goes_on(text: str, start: int) -> bool:
    lead = LEAD.match(text, start)
    return GOES_ON.match(text, lead.end() if lead else start) is not None
