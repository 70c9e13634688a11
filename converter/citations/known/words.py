"""Closed lists of what citations are written with (Bluebook tables T6, T8, T10, T12 and T13)."""

from __future__ import annotations

import re

from converter.citations.known import words_of
from converter.speed.patterns import Pattern

ABBREVIATIONS = words_of("abbreviations")
"""Words that a full stop ends though the sentence goes on; folded to small letters."""

REAL_WORDS = frozenset({
    "act", "law", "war", "tax", "oil", "age", "day", "way", "men", "man", "one", "two", "due",
    "not", "use", "own", "end", "new",
})  # fmt: skip
"""Short words that are no abbreviation, though they end with a full stop."""

DESIGNATIONS = words_of("designations")
"""What stands between author and title and says what a piece is (Bluebook 16.7); folded."""

PARTICLES = frozenset({
    "de", "da", "di", "del", "della", "der", "den", "des", "du", "van", "von", "la", "le", "ten",
    "ter", "zu", "dos", "das", "el", "al", "bin", "ibn", "y", "e", "’t", "af", "av",
})  # fmt: skip
"""Small words within the names of people."""

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "et al", "esq", "phd", "md", "jd"})
"""What follows a name behind a comma."""

TITLE_WORDS = words_of("title-words")
"""Words that a title may hold and a person's name does not."""

INSTITUTION = Pattern(
    r"(?i:\b(?:dep[’']t|comm[’']n|comm\.|ass[’']n|inst\.|univ\.|council|office|off\.|u\.s\.|nat[’']l"
    r"|int[’']l|ctr\.|center|bureau|serv\.|agency|bd\.|board|found\.|soc[’']y|org\.|fed[’']n|gov[’']t"
    r"|admin\.|nations|bank|fund|institute|corp\.|inc\.|co\.|llc|project|union|coal\.|network"
    r"|grp\.|lab[’']?y?\."
    r"|committee|department|commission|association|foundation|society|group|company|league|party"
    r"|team|ministry|tribunal)(?![a-z])|\bcourt(?:\s\[[^\]]*\])?\Z)"
)
"""What tells an institution from a person."""

_SIGNAL = (
    r"(?:[Bb]ut\s(?:[Ss]ee|[Cc]f\.|[Cc]ompare)|[Ss]ee|[Cc]\.?f\.|[Aa]ccord|[Cc]ontra|[Ee]\.\s?g\."
    r"|[Cc]ompare)"
    r"(?:\s(?:also|generally))?(?:,?\s?e\.\s?g\.)?"
)
SIGNAL = Pattern(
    rf"(?P<words>{_SIGNAL})(?P<stop>,?\s+)(?=[“\"‘\[(]?(?:[A-Z\d§¶]|id\.|ibid\.|supra\b|infra\b))"
)
"""An introductory signal (Bluebook 1.2), and a citation behind it."""
COMPARED = Pattern(r"(?P<words>with)\s(?=[“\"‘]?(?:[A-Z\d]|id\.))")
"""What stands before the second source of a comparison (Bluebook 1.2(b))."""
SIGNAL_OF_WORDS = Pattern(
    rf"(?P<words>{_SIGNAL})(?P<stop>,?\s+)(?=(?:(?:sources?|cases?|authorities|discussion|text"
    rf"|materials?|statutes"
    r"|notes?|also|generally|the|those|articles?|works?)\s)(?:[^\s;]{1,30}\s){0,6}(?:supra|infra)\b)"
)
"""A signal before words that lead to a reference: ``See discussion infra``."""
VERB = Pattern(
    r"(?:,[”\"]?\s|\bwe\s|\bWe\s|\breaders\s|\balso\s|\bplease\s|^)(?P<words>see(?:\s(?:also"
    r"|generally))?(?:,\s(?:e\.g\.|for\s(?:example|instance)))?),?\s"
    r"(?=[“\"‘]?(?:[A-Z\d§¶]|id\.|supra\b|infra\b))"
)
"""``see`` within a sentence (Bluebook 1.2(e)): ``For a list, see Lee``."""

HISTORY = Pattern(
    r"(?:(?<=[,)\d]\s)|(?<=\sand\s))(?P<words>(?:petition\sfor\s)?(?:cert\.|certiorari|reh[’']g"
    r"|mandamus|appeal)\s(?:denied|granted|dismissed"
    r"|filed|docketed)|(?:petition|appeal)\s(?:for\s(?:cert\.|reh[’']g)\s)?(?:filed|docketed|denied)"
    r"|(?:as\s)?(?:aff[’']d|aff[’']g|rev[’']d|rev[’']g|vacated|vacating|overruled|overruling"
    r"|abrogated|abrogating|superseded|modified"
    r"|modifying|remanded|reinstated|withdrawn|amended|enforced|depublished|disapproved|stayed"
    r"|adhered\sto)\b(?!\s(?:the|that|this|its|his)\b))"
    r"(?P<more>(?:\s(?:in\spart|sub\snom\.|on\sother\sgrounds|on\sreh[’']g(?:\sen\sbanc)?"
    r"|en\sbanc|per\scuriam|mem\.|by\sstatute|as\s(?:stated|recognized)\sin"
    r"|and\s(?:remanded|rev[’']d|aff[’']d|vacated)(?:\sin\spart)?|in\slight\sof|by|on|as\smoot"
    r"|and\sremanded)(?=[\s,])){0,4})"
    r"(?=,?\s|,|\Z)"
)
"""The later history of a case (Bluebook 10.7 and table T8), between or behind citations."""


def history(match: re.Match[str]) -> tuple[int, int]:
    """Where the words of a history stand, with those that go on from them."""
    return match.start("words"), match.end("more") if match["more"] else match.end("words")


PROCEDURAL = Pattern(r"\b(?:[Ii]n\sre|[Ee]x\sparte|ex\srel\.)(?=\s[A-Z\[(])")
"""Phrases of procedure (Bluebook 10.2.1(b))."""

RESTATEMENT = Pattern(
    r"\bRESTATEMENT\s\((?:FIRST|SECOND|THIRD|FOURTH)\)\s(?:OF\s(?:THE\s)?)?"
    r"[A-Z][A-Z &,:’]{1,80}(?<=[A-Z])(?![A-Za-z])"
)
"""A restatement of the law in capitals, wherever it is named (Bluebook 12.9.4)."""

CONNECTIVE = Pattern(
    r",\s(?P<words>(?:(?:as\s)?reprinted\s)?in|(?:as\s)?(?:quoted|cited|translated|discussed"
    r"|reproduced)\sin|available\sat"
    r"|(?:as\s)?reprinted\sas\samended\sin)\s(?=[“\"‘]?(?:[A-Z\d]|http))"
)
"""What stands before the work that holds another (Bluebook 1.6, 15.5)."""
LEADS_INSIDE = Pattern(
    r"(?:citing|quoting|cited\sin|quoted\sin|discussing|comparing|reviewing|noting|explaining"
    r"|criticizing|rejecting"
    r"|overruling|abrogating|rev[’']g|aff[’']g|accord)\s(?:also\s|generally\s|in\sturn\s"
    r"|,?\s?(?:e\.g\.|inter\salia),?\s)?"
    r"(?=[“\"‘\[]?(?:[A-Z\d§¶]|id\.|supra\b|infra\b))"
)
"""What opens an explanatory parenthesis that cites (Bluebook 1.6(c))."""

GOES_ON = Pattern(
    r"(?:and\s|or\s|&\s)?(?:[§¶]|at\s|(?:amend|art|cl|sec|pt|ch|tit|pmbl)s?\.\s"
    r"|aff(?:[’']d|[’']g|irm)|rev(?:[’']d|[’']g|ers)|cert\.|vacat|overrul|abrogat|superseded"
    r"|modified|remand|reh[’']g|mandamus|appeal\s|amended\s|codified\s"
    r"|(?:as\s)?(?:cited|quoted|reprinted|reproduced|discussed|construed|available)\s(?:in|at|by)\b)"
)
"""What adds to the source before it: a section, the history of a case (Bluebook 10.7), a reprint."""
