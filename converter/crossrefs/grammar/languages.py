"""Cross references in the notes of other languages: ``s. o. Fn. 9``, ``voir supra note 5``, ``ivi``.

A language says which words name a note, which point up or down, and which repeat the source before;
where they stand is alike in all of them. What is Latin, and read in English notes too, is left to
`converter.crossrefs.references`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from converter.crossrefs import CitationStyle
from converter.crossrefs import grammar as g
from converter.crossrefs.labels import Kind, Reference, series
from converter.speed.patterns import Pattern

INTO = r"(?:in(?:\sder)?|zu|bei|la|à(?:\sla)?|aux|en(?:\sla)?|nella|alla|sub)"
"""What may stand between a direction and what it leads to."""

ROMAN = r"(?:[A-H]\.\s?)?[IVX]{1,6}\b"
"""A part that is named by its number alone, as after ``oben``; none after ``o. V.``, of no author."""

ENDS = r"(?=\s?[,.;:)]|\s*\Z|\s(?:\d|pp?\.|S\.|§|[àa]\s|al\s|\())"
"""What follows a word that stands for a whole source."""


MORE = r"(?:m\.\s?w\.\s?(?:N|Nachw)\.\s(?:in\s)?)?"
"""What German puts between a page and the note there that names more: ``m. w. N. in``."""


class Language(Struct, frozen=True):
    """The words of a language, as patterns that match no blank at either end.

    `note` names a note, and `plural` several: only then commas part notes, as pages may follow. `up`
    and `down` say where it stands, `repeat` stands for the source just cited, `cited` for the work named
    before it, `signal` is what may stand before a reference, `page` before the number of a page or
    margin, `joint` between two labels, `to` between the ends of a range. `division` names a part of the
    piece itself.
    """

    note: str
    plural: str
    up: str
    down: str
    repeat: str
    cited: str
    signal: str
    page: str
    joint: str
    to: str
    division: str


LATIN_UP, LATIN_DOWN = r"[Ss]upra", r"[Ii]nfra"
LANGUAGES: dict[CitationStyle, Language] = {
    "german": Language(
        note=r"(?:F[nN]\.?|Fu(?:ß|ss)n\.|Fu(?:ß|ss)noten?|Anm\.|Anmerkung(?:en)?)",
        plural=r".+",
        up=rf"(?:[Oo]ben|(?:[Ss]\.\s?)?o\.|[Vv]orne?|[Vv]orstehend|{LATIN_UP})",
        down=rf"(?:[Uu]nten|(?:[Ss]\.\s?)?u\.|[Hh]inten|[Nn]achstehend|{LATIN_DOWN})",
        repeat=r"(?:[Ee]bda?\.?|[Ee]benda)",
        cited=r"(?:[Aa]\.\s?a\.\s?O\.|aaO\.?)",
        signal=r"(?:[Ss]iehe|[Ss]\.|[Vv]gl\.|[Vv]ergleiche|[Nn]äher|[Dd]azu|[Hh]ierzu|[Ss]\.\s?a\.|auch|wie|in|bei|zu"
        r"|ferner|insb(?:es)?\.|[Ee]ingehend|[Aa]usführlich|bereits|schon|etwa|nur|[Ee]benso|[Aa]nders|zit\.|Nachw\.|jedoch)",
        page=r"(?:S\.|Rn\.|Rdnr?\.|Rz\.|Tz\.)",
        joint=r"(?:und|u\.|sowie)",
        to=r"bis",
        division=r"(?:Teil|Kap(?:itel|\.)|Abschn(?:itt|\.)|Ziff(?:er|\.)|(?:Gliederungsp|P)unkt|unter|sub|§§?)",
    ),
    "french": Language(
        note=r"(?:[Nn]otes?(?:\sde\sbas\sde\spage)?(?:\sn[°oº]s?)?|nn?\.)",
        plural=r"[Nn]otes.*|nn\.",
        up=rf"(?:{LATIN_UP}|[Cc]i-dessus|[Pp]lus\shaut)",
        down=rf"(?:{LATIN_DOWN}|[Cc]i-dessous|[Cc]i-après|[Pp]lus\sbas)",
        repeat=r"(?:[Ii]bidem|[Ii]dem|[Ii]d\.)",
        cited=r"(?:op\.\s?cit\.|loc\.\s?cit\.|art\.\s?cit\.|préc\.|précitée?s?)",
        signal=r"(?:[Vv]oir|[Vv]\.|[Cc]f\.|[Aa]ussi|[Cc]omparer|à|aux|la|les|également)",
        page=r"(?:pp?\.|§)",
        joint=r"et",
        to=r"à",
        division=r"(?:[Pp]artie|[Tt]itre|[Cc]hap(?:itre|\.)|[Ss]ection|§§?|n[°oº]s?)",
    ),
    "spanish": Language(
        note=r"(?:[Nn]otas?(?:\sal?\spie(?:\sde\spágina)?)?(?:\sn[°oº.úm]{1,4})?|n\.)",
        plural=r"[Nn]otas.*",
        up=rf"(?:{LATIN_UP}|[Aa]rriba|anterior(?:es)?)",
        down=rf"(?:{LATIN_DOWN}|[Aa]bajo|posterior(?:es)?)",
        repeat=r"(?:[Ii]b[ií]dem|[Ii]bíd\.|[Íí]dem|[Ii]dem|[Íí]d\.|[Ii]d\.)",
        cited=r"(?:op\.\s?cit\.|ob\.\s?cit\.|loc\.\s?cit\.|art\.\s?cit\.)",
        signal=r"(?:[Vv]id\.|[Vv]éan?se|[Vv]er|[Cc]fr?\.|[Vv]ide|[Tt]ambién|en|las?|cit\.)",
        page=r"(?:pp?\.|págs?\.)",
        joint=r"[ye]",
        to=r"al?",
        division=r"(?:[Aa]partado|[Ss]ección|[Pp]arte|[Cc]ap(?:ítulo|\.)|[Ee]pígrafe|§§?)",
    ),
    "italian": Language(
        note=r"(?:[Nn]ot[ae](?:\sn\.)?|ntt?\.|n\.)",
        plural=r"[Nn]ote|ntt\.",
        up=rf"(?:{LATIN_UP}|[Rr]etro|[Ss]opra|prec\.|precedente)",
        down=rf"(?:{LATIN_DOWN}|[Ss]otto|[Oo]ltre)",
        repeat=r"(?:[Ii]vi|[Ii]bidem|[Ii]dem|[Ii]d\.)",
        cited=r"(?:op\.\s?cit\.|op\.\sult\.\scit\.|loc\.\s?cit\.)",
        signal=r"(?:[Vv]\.|[Vv]edi|[Cc]fr?\.|[Vv]d\.|[Aa]nche|all[ae]|l[ae]|in|cit\.)",
        page=r"(?:pp?\.|pag\.)",
        joint=r"ed?",
        to=r"al?",
        division=r"(?:[Pp]ar(?:agrafo|\.|te)|[Cc]ap(?:itolo|\.)|[Ss]ez(?:ione|\.)|§§?)",
    ),
}


class Grammar:
    """The patterns of a language, made of its words."""

    def __init__(self, words: Language) -> None:
        gap = r",?\s{1,3}"
        either = rf"(?:{words.up}|{words.down})"
        division = rf"{words.division}\s{{0,3}}(?={g.PLACE})|(?<!\.\s)(?={ROMAN})"
        sure = rf"\(|\b{words.signal}\s{{1,3}}|\b{words.cited},?\s{{1,3}}"
        self.word = Pattern(
            rf"(?<![\w.-])(?:(?P<repeat>{words.repeat})(?!\w){ENDS}|(?P<cited>{words.cited})(?!\w)"
            rf"|(?:(?:(?P<up>{words.up})|(?P<down>{words.down}))(?:{gap}|(?<=\.)\s?)"
            rf"(?:{INTO}\s)?)?"
            rf"(?P<note>{words.note})\s{{0,3}}(?=\d)"
            rf"|{either}{gap}(?:{INTO}\s)?(?:(?P<own_page>(?!§){words.page}\s{{0,3}}\d{{1,5}})|(?P<part>{division})))"
        )
        self.note_follows = Pattern(rf",?\s{{1,3}}\(?(?:{either}{gap})?{words.note}\s{{0,3}}\d")
        self.after = Pattern(rf"{gap}{either}(?!\w)")
        self.sure_start = Pattern(rf"(?:{sure})\Z")
        self.start = Pattern(rf"(?:{sure}|{g.START}|[,&]\s{{1,3}})\Z")
        self.page_before = Pattern(
            rf"(?:\b{words.page}\s?)?\d{{1,5}}(?:\s?[-–]\s?\d{{1,5}}|\s?f{{1,2}}\.)?[,;)]?\s{{1,3}}{MORE}\Z"
        )
        self.repeat_before = Pattern(rf"\b{words.repeat}[.,]{{0,2}}\s{{1,3}}\Z")
        self.plural = Pattern(words.plural)
        dash = rf"(?:{g.DASH}|\s{{1,3}}{words.to}\s{{1,3}})"
        self.first = Pattern(rf"({g.LABEL})(?:{dash}({g.LABEL}))?(?!\.\d)")
        label = rf"({g.NUMBER})(?:{dash}({g.NUMBER}))?(?!\.\d|[%$])(?!\s{{1,3}}(?:[A-Z§]|\d))"
        self.joint = Pattern(rf",?\s{words.joint}\s")
        joint = rf"\s(?:{words.joint}|&)\s"
        self.next = Pattern(rf"(?:\s?,\s{{0,3}}|{joint}){label}")
        self.second = Pattern(rf"{joint}{label}")


GRAMMARS: dict[CitationStyle, Grammar] = {}


def find_in_language(text: str, style: CitationStyle) -> Iterator[Reference]:
    """The references that a language writes in words of its own, in order."""
    if style not in LANGUAGES:
        return
    if style not in GRAMMARS:
        GRAMMARS[style] = Grammar(LANGUAGES[style])
    grammar = GRAMMARS[style]
    floor = 0
    for word in grammar.word.finditer(text):
        found = _read(text, word, grammar, floor)
        if found and found.start >= floor:
            yield found
            floor = found.end


def _read(text: str, word: re.Match[str], grammar: Grammar, floor: int) -> Reference | None:
    if word["note"]:
        return _note(text, word, grammar, floor)
    if word["own_page"]:
        return Reference("page", word.start(), word.end())
    return _repeat(text, word, grammar) if word["part"] is None else _part(text, word)


def _part(text: str, word: re.Match[str]) -> Reference | None:
    """``unten Teil III``, ``supra, § 3``, ``oben II``."""
    labels, end = series(text, word.end(), g.PLACE_ITEM, g.NOTHING, of_notes=False)
    return Reference("part", word.start(), end, labels) if labels else None


def _repeat(text: str, word: re.Match[str], grammar: Grammar) -> Reference | None:
    """``Ebd.``, ``ivi``; ``Lind, a.a.O.`` names a work, and without a name repeats the last one."""
    before = text[max(0, word.start() - 30) : word.start()]
    starts = grammar.start.search(before)
    if word["repeat"]:
        return Reference("ibid", word.start(), word.end()) if starts else None
    if grammar.note_follows.match(text, word.end()):
        return None  # that note is the reference
    named = before.rstrip().endswith(",") or not starts
    return Reference("supra_bare" if named else "ibid", word.start(), word.end())


def _note(text: str, word: re.Match[str], grammar: Grammar, floor: int) -> Reference | None:
    """``oben Fn. 9``, ``nota 5 supra``, ``(nt. 5)``, ``Fn. 9`` where a citation may stand.

    The reference before ends at `floor`: what a word joins to it is one too.
    """
    following = grammar.next if grammar.plural.fullmatch(word["note"]) else grammar.second
    labels, end = series(text, word.end(), grammar.first, following)
    if not labels:
        return None
    if word["up"] or word["down"]:
        latin = (word["up"] or word["down"]).lower()
        kinds: dict[str, Kind] = {"supra": "supra", "infra": "infra"}
        return Reference(kinds.get(latin, "above_n"), word.start(), end, labels)
    if behind := grammar.after.match(text, end):
        return Reference("note", word.start(), behind.end(), labels)
    before = text[max(0, word.start() - 30) : word.start()]
    if before.endswith("(") and text.startswith(")", end):
        is_page = grammar.page_before.search(before[:-1])
        return None if is_page else Reference("n", word.start() - 1, end + 1, labels)
    a_law = word["note"].startswith("n.")  # Corte cost., n. 348
    start = grammar.sure_start if a_law else grammar.start
    joined = grammar.joint.match(text, floor) if floor else None
    if joined and joined.end() == word.start():
        return Reference("note", word.start(), end, labels)
    if grammar.page_before.search(before) or grammar.repeat_before.search(before):
        return None  # of the work cited there
    if not start.search(before):
        return None
    return Reference("note", word.start(), end, labels)
