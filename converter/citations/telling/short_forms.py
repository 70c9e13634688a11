"""Short forms: ``Id.``, ``Lee, supra note 5``, and what stands before ``supra``."""

from __future__ import annotations

from converter.citations.known.words import CONNECTIVE, INSTITUTION, PARTICLES, TITLE_WORDS
from converter.citations.telling.capitals import ACRONYMS, is_capitals
from converter.citations.telling.cases import VERSUS, name_start
from converter.citations.telling.heads import LONGEST_HEAD, authors_end, is_person, pieces
from converter.citations.values import CitationKind, Part
from converter.speed.patterns import Pattern

DOUBTFUL = 0.5
"""How sure two words are a title that may be a surname too."""
ID = Pattern(
    r"(?<![\w.–-])[Ii](?:d|bid)\.?(?=\Z|[\s,;:)\]”\"’.])(?<=\.)(?!\s(?:[Cc]ard|[Nn]o\.|at\s[A-Z][a-z]))"
)
PAPERS = Pattern(
    r"\b(?:Brief|Br\.|Motion|Mot\.|Response\sto|Declaration|Decl\.|Complaint|Compl\.|Petition"
    r"|Transcript|Tr\.|Memorandum|Mem\.|Letter|Testimony|Affidavit)\b"
)
"""Papers of courts and letters, whose titles are roman."""
SUPRA = Pattern(
    r"(?<![\w-])(?:[Ss]upra|[Ii]nfra)(?=\s(?:notes?|nn?\.|[Pp]arts?|[Ss]ections?|[Ss]ubparts?"
    r"|[Ss]ubsections?|text|at|app(?:endix|\.)|fig|tbl|[Tt]able|[Ff]igure|pp?\.|§|¶|[Cc]hapters?|[IVX]{1,5}\b|[A-Z]\.)|,|\.(?:\s|\Z)|;|\)|\Z)"
)


def kind(text: str, start: int, end: int) -> CitationKind:
    """What a short form names, as far as its words tell."""
    words = text[start:end]
    if " v. " in words:
        return "case"
    return "book" if is_capitals(words) and not _is_acronym(words) else "short"


def _is_acronym(words: str) -> bool:
    return " " not in words and (len(words) < 5 or words in ACRONYMS)


def named(text: str, start: int, end: int) -> list[Part]:
    """The authors and the short title that a short form names.

    >>> [one.kind for one in named("Lee, The Law of Oil", 0, 19)]
    ['authors', 'title']
    """
    if joined := CONNECTIVE.search(text, start, end):
        end = joined.start()
    words = text[start:end]
    if end > start + LONGEST_HEAD or PAPERS.search(words) or _ends_small(words):
        return []
    if _has_sentence(words):
        first = name_start(text, start, end)
        return [Part("authors", first, end, 0.8)] if first < end else []
    if VERSUS.search(words):
        return [Part("short-case", start, end, 0.85)]
    between = pieces(text, start, end)
    return _one_name(words, start) if len(between) == 1 else _several(text, between)


def _ends_small(words: str) -> bool:
    """Whether the last word is none of a name: ``as discussed supra``, ``Part II and supra``."""
    last = words.rpartition(" ")[2]
    return last.islower() and last.isalpha()


def _one_name(words: str, start: int) -> list[Part]:
    """What no comma parts: a surname, an institution, or a title."""
    end = start + len(words)
    if is_person(words) and _is_two_words(words):
        return [Part("title", start, end, DOUBTFUL)]
    if is_person(words) or _is_institution(words):
        is_acronym = words.isupper() and " " not in words
        return [Part("authors", start, end, 0.8 if is_acronym else 0.97)]
    return [Part("title", start, end, 0.9)] if any(map(str.isalpha, words)) else []


def _several(text: str, between: list[tuple[int, int]]) -> list[Part]:
    """What commas part: authors, or authors and a title."""
    start, end = between[0][0], between[-1][1]
    author, last = text[slice(*between[0])], text[slice(*between[-1])]
    count = authors_end(text, between)
    joins = " & " in last or "et al." in last
    if count == len(between) - 1 and joins and is_person(last):
        return [Part("authors", start, end, 0.97)]
    if not count and (_is_institution(author) or is_capitals(author)):
        count = 1
    parts = [Part("authors", start, between[count - 1][1], 0.97)] if count else []
    title = between[count][0]
    if not any(map(str.isalpha, text[title:end])):
        return parts
    is_surname = is_person(author) and not author.isupper()
    if count and _is_acronym(author):
        return [*parts, Part("title", title, end, DOUBTFUL)]
    sure = 0.9 if not count else 0.93 if is_surname else 0.8
    return [*parts, Part("title", title, end, sure)]


def hereinafter(text: str, start: int, end: int) -> list[Part]:
    """What a source is called from there on: its authors and a short title, or the title alone."""
    between = pieces(text, start, end)
    count = authors_end(text, between)
    words = text[start:end]
    if is_capitals(words):
        return [Part("title", start, end, 0.95)]
    if len(between) == 1 and (" & " in words or "et al." in words or VERSUS.search(words)):
        return []
    parts = [Part("authors", start, between[count - 1][1], 0.95)] if count else []
    return [*parts, Part("title", between[count][0], end, 0.93)]


def _is_two_words(words: str) -> bool:
    """Whether it may be a title or a surname of two words: authors are named by surname."""
    tokens = words.split()
    is_joined = any(
        one in ("&", "and", "et") or one in PARTICLES or len(one.strip(".")) == 1 for one in tokens
    )
    return len(tokens) > 1 and not is_joined and not words.isupper()


def _is_institution(words: str) -> bool:
    small = sum(
        one.lower() in TITLE_WORDS and one.lower() not in ("of", "the", "for", "and", "on")
        for one in words.split()
    )
    return (
        not small
        and (INSTITUTION.search(words) is not None or is_capitals(words))
        and len(words.split()) < 9
    )


def _has_sentence(words: str) -> bool:
    """Whether words of a sentence stand among a name or title."""
    known = (*PARTICLES, "et", "al.", "al.,")
    small = (one for one in words.split() if one[0].islower() and one.lower() not in TITLE_WORDS)
    return words[:1].islower() or any(one not in known for one in small)
