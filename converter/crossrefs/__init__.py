"""Cross references: found in text, bound to notes. Here stands what tells whether there may be any.

`references` finds them, by the patterns in `grammar`; `antecedents` says in which note stands what an
``Id.`` repeats; `bind` makes them nodes of a document that point at its notes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from converter.document.model import Document, Heading
from converter.speed.patterns import Pattern

CitationStyle = Literal[
    "bluebook", "oscola", "aglc", "mcgill", "chicago", "german", "french", "spanish", "italian"
]

BY_LANGUAGE: dict[str, CitationStyle] = {
    "de": "german",
    "fr": "french",
    "es": "spanish",
    "it": "italian",
}


def style_of(lang: str) -> CitationStyle:
    """The citation style of a text in a language (a BCP 47 tag), if its author names none.

    >>> style_of("de-CH"), style_of("en-GB")
    ('german', 'bluebook')
    """
    return BY_LANGUAGE.get(lang.partition("-")[0].lower(), "bluebook")


# A set of first characters lets the search skip other text; what stands before them is looked at next.
DIRECTIONS = r"(?:upra|UPRA|nfra|NFRA|bid|BID|(?<=[iI])[dD]|bove|BOVE|elow|ELOW|nte|ccompanying)\b"
NUMBERED = r"(?:\.\s{0,3}|\s{1,3})(?:\d|\[[du])"
SHORT = rf"(?:(?<=n)n?|(?<=f)n[ns]?)\b(?={NUMBERED})"
POST = r"(?<=[pP])ost(?=,\s(?:at|p\.|pp\.|(?:foot)?notes?|nn?\.|fn[ns]?\.)\s?\d)"
OP_CIT = r"(?:(?<=[oO])p|(?<=[lL])oc)\.?\s?cit\b"
TRIGGER = Pattern(rf"[siabSIABnfpP](?<!\w.)(?:(?<![nfpP]){DIRECTIONS}|{SHORT}|{POST})")
TRIGGER_BRITISH = Pattern(
    rf"[siabSIABnfoOlL](?<!\w.)(?:(?<![nfoOlL]){DIRECTIONS}|{SHORT}|{OP_CIT})"
)
TRIGGER_CHICAGO = Pattern(
    rf"[siabSIABnfoOlL](?<!\w.)(?:(?<![nfoOlL]){DIRECTIONS}|{SHORT}|{OP_CIT}"
    r"|(?:(?<=n)|(?<=f)ootn)otes?(?=\s(?:\d|\[[du])))"
)
TRIGGER_GERMAN = Pattern(
    rf"(?<!\w)(?:[siabSIAB]{DIRECTIONS}|F[nN]\b|Fu(?:ß|ss)n|Anm|[Aa]\.\s?a\.|aaO|[Ee]b(?:da?\b|enda)|[Oo]ben\b|[Uu]nten\b|[Vv]orne?\b|[Hh]inten\b)"
)
TRIGGER_ROMANCE = Pattern(
    rf"(?<!\w)(?:[siabSIAB]{DIRECTIONS}|[Nn]ot[ae]|nn?\.|ntt?\.|[Iiíí][bdí][íi]?[db]|[ÍI]d|[Ii]vi\b"
    r"|(?:op|ob|loc|art)\.\s?cit|préc|[Cc]i-|[Aa]rriba|[Aa]bajo|[Ss]opra|[Rr]etro|[Ss]otto|[Oo]ltre)"
)
TRIGGERS: dict[CitationStyle, Pattern] = {
    "bluebook": TRIGGER,
    "oscola": TRIGGER_BRITISH,
    "aglc": TRIGGER_BRITISH,
    "mcgill": TRIGGER_BRITISH,
    "chicago": TRIGGER_CHICAGO,
    "german": TRIGGER_GERMAN,
    "french": TRIGGER_ROMANCE,
    "spanish": TRIGGER_ROMANCE,
    "italian": TRIGGER_ROMANCE,
}
"""The words that may make a reference, by the style of the citations."""

PARTS = {
    **dict.fromkeys(("upra", "UPRA", "nfra", "NFRA", "bid", "BID", "bove", "BOVE"), 1),
    **dict.fromkeys(("elow", "ELOW", "nte", "ccompanying", "ost,"), 1),
    **dict.fromkeys(("id", "Id", "iD", "ID", "fns"), 0),
}
"""What the words of `TRIGGER` have in common, and the place of each in its word."""

NUMBERED_N = Pattern(r"n[.\s]\s{0,3}[\d\[]")
"""The last letter of ``n``, ``nn`` or ``fn`` before a number, and others."""


def trigger_places(text: str, style: CitationStyle) -> list[int]:
    """Where the words begin that may make a reference.

    The parts of words are found sooner than their first letters, of which a text is full: by the pattern
    alone, 3,000 notes take 1.05 times the instructions. `tests/test_crossrefs.py` holds both equal.
    """
    pattern = TRIGGERS[style]
    if pattern is not TRIGGER:
        return [word.start() for word in pattern.finditer(text)]
    places = {at - ahead for part, ahead in PARTS.items() for at in _places(part, text)}
    for letter in NUMBERED_N.finditer(text):
        places |= {letter.start(), letter.start() - 1}
    return sorted(at for at in places if at >= 0 and pattern.match(text, at))


def _places(part: str, text: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


SOFT_HYPHEN = "\u00ad"
"""It may stand in any word, and no `TRIGGERS` looks for it."""


def may_refer(text: str, style: CitationStyle) -> bool:
    """Whether a word that a cross reference begins with stands in a text.

    >>> may_refer("See notes 2 and 3 and accom\u00adpanying text.", "bluebook")
    True
    """
    return SOFT_HYPHEN in text or TRIGGERS[style].search(text) is not None


def has_targets(document: Document) -> bool:
    """Whether a document has what a reference may point at: a note, or a heading.

    >>> has_targets(Document((Heading(1, ()),))), has_targets(Document())
    (True, False)
    """
    return bool(document.notes) or any(type(block) is Heading for block in document.blocks)
