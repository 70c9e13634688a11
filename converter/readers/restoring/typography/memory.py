"""What the notes of an article know of each other: the cases and works that later notes name in short."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from converter.citations.known import words_of
from converter.citations.telling.capitals import is_capitals
from converter.citations.telling.cases import VERSUS
from converter.citations.values import Citation, Sentence
from converter.speed.patterns import Pattern

CAPITALISED = Pattern(r"(?<![\w’.-])[A-Z][\w’'.&-]*")
GOVERNMENT = re.compile(
    r"\A(?:U\.S\.|(?:United\sStates|State|District\sof\sColumbia|People|Commonwealth|City|County|Town|Village|Comm[’']r|Sec[’']y|Att[’']y"
    r"|Dep[’']t|Nat[’']l\sLabor|NLRB|SEC|FTC|FCC|EPA|EEOC|In\sre|Ex\sparte|Matter|Board|Bd\.|Dist\.|Director|Warden)\b)"
)
STATES = words_of("parties")
"""Names of parties that a sentence means otherwise."""
_PROCEDURE = re.compile(r"\A(?:[Ii]n\sre|[Ee]x\sparte|Matter\sof)\s")
BEFORE = Pattern(
    r"(?:\b(?:in|under|of|after|since|following|by|from|the|with|overrul\w+|and|both|like|cit\w+"
    r"|discuss\w+|apply\w+|see|post|pre|to|before|that)\s|[“\"(–—-])\Z"
)
"""Words before the name of a case in a sentence."""
BEHIND = Pattern(
    r"(?:[’']s)?[”\"]?\s(?:Court|court|test|doctrine|deference|step|majority|dissent|opinion|decision|line"
    r"|framework|standard|litigation|injury|stops?|analysis|holding|rule|factors?|exception|inquiry|itself|case"
    r"|and\b|is\b|was\b|did\b|held|does\b|has\b|plurality|concurrence|claims?|violation|warnings?|motion"
    r"|hearing|balancing|argument|approach|regime|presumption|principle|I+\b|waiver|material|two-step|precedent)"
)
"""Words behind it."""
DOCTRINE = Pattern(
    r"\s(?:[Dd]eference|[Tt]est|[Dd]octrine|[Ss]tops?|[Ww]arnings?|[Rr]ights|[Cc]hallenges?|[Mm]otions?"
    r"|[Hh]earings?|[Mm]aterial|[Vv]iolations?|[Cc]laims?|[Ss]tandard|[Ss]tep\s(?:[Oo]ne|[Tt]wo|[Zz]ero)|[Ff]ramework|[Bb]alancing|[Ff]actors|[Aa]bstention|[Ee]ra|[Rr]ule)\b"
)
"""Words behind a case that is famous for what they name."""
LED_BY = Pattern(
    r"\b(?:After|Beyond|Since|Before|Praise\sof|Wake\sof|Overruling|Without|Under|Rethinking|Revisiting"
    r"|Reconsidering)\s\Z"
)
"""Words before a famous case, in a title too."""
_PERSON = Pattern(
    r"(?:\b(?:Mr|Ms|Mrs|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Capt|Hon)\."
    r"|\b(?:Justice|Judge|Professor|Officer|President|Senator|Chief|defendant|plaintiff|petitioner"
    r"|respondent))\s\Z"
)
OF_PARTY = 0.68
"""How sure it is that the name of a party, which may act itself, means its case."""
MOST_NAMES = 8
"""Names with the same first word that are looked for."""


FAMOUS = words_of("famous-cases")
"""Cases that are named by one word in every law review, before such words as ``test``."""


HEREINAFTER = ("article", "periodical", "web", "chapter", "book")
"""What is called by a title ever after; letters and statutes are called by names without a look."""


class Known(Struct, frozen=True):
    """A case that sentences may name in short, and how sure that is."""

    name: str
    confidence: float


class Memory:
    """What the notes of an article cite, as far as others name it in short.

    All notes are learned first; then it is asked.
    """

    def __init__(self) -> None:
        self.cases: dict[str, list[Known]] = {}
        self.titles: set[str] = set()
        self.nicknames: set[str] = set()
        self.book_authors: set[str] = set()
        self.types_capitals = (
            False  # whether journals are in capitals, as small caps are without their look
        )
        self.texts: list[str] = []

    def learn(self, text: str, sentences: tuple[Sentence, ...]) -> None:
        """Take in what a note cites."""
        self.texts.append(text)
        for sentence in sentences:
            for clause in sentence.clauses:
                self._learn(text, clause, sentence.host)

    def _learn(self, text: str, clause: Citation, host: Citation | None) -> None:
        for part in clause.parts:
            words = part.of(text)
            if part.kind == "container" and " " in words and is_capitals(words):
                self.types_capitals = True
            if part.kind in ("short-case", "nickname") and not VERSUS.search(words):
                self._add(words, 0.97)
            elif part.kind in ("case", "told-case", "short-case"):
                self._add_parties(words)
            elif part.kind == "hereinafter" and host and host.kind in HEREINAFTER:
                self.nicknames.add(words)
            elif part.kind == "title" and clause.kind != "short":
                self.titles.add(words)
            elif part.kind == "authors" and clause.kind == "book":
                self.book_authors |= set(words.upper().replace(",", " ").split())

    def knows_title(self, words: str) -> bool:
        """Whether a work's title, or what it is called ever after, begins with these words."""
        at = bisect_left(self._titles, words)
        begins = at < len(self._titles) and self._titles[at].startswith(words)
        return begins or words in self.nicknames

    @cached_property
    def _titles(self) -> list[str]:
        return sorted(self.titles)

    @cached_property
    def surnames(self) -> set[str]:
        """Names in capitals, as other notes have them in small letters: no acronyms."""
        words = {word.strip(".,;:’“”()[]") for text in self.texts for word in text.split()}
        return {word.upper() for word in words if word.istitle() and len(word) > 2}

    def _add(self, name: str, confidence: float) -> None:
        name = name.strip(" ,")
        first = name.split(" ", 1)[0]
        same = self.cases.setdefault(first, [])
        surer = max((one.confidence for one in same if one.name == name), default=0.0)
        if surer < confidence:
            same[:] = [one for one in same if one.name != name][: MOST_NAMES - 1]
            same.append(Known(name, confidence))
            same.sort(key=lambda one: -len(one.name))

    def _add_parties(self, words: str) -> None:
        """A case is named by its first party, or by the second if the first is a government."""
        words = _PROCEDURE.sub("", words)
        parties = [one.strip() for one in re.split(r"\sv\.?\s", words)[:2]]
        for party in parties:
            if GOVERNMENT.match(party) or party in STATES or len(party) < 4:
                continue
            short = re.sub(
                r",?\s(?:Inc|Co|Corp|LLC|Ltd|LLP|L\.P|L\.L\.C)\.?(?:\s.*)?\Z",
                "",
                party.split(",")[0],
            )
            self._add(short, OF_PARTY)
            first = short.split(" ")[0]
            if first != short and len(first) > 4 and first not in STATES and "." not in first:
                self._add(first, OF_PARTY - 0.05)
            return

    def cases_in(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, float]]:
        """Where a known case is named between two places, and how sure that is."""
        done = start
        for match in CAPITALISED.finditer(text, start, end):
            if match.start() < done:
                continue
            first = match[0].removesuffix("’s").removesuffix("'s").rstrip(".’'-")
            at, behind = match.start(), match.start() + len(first)
            if first in FAMOUS and first not in self.cases and _is_famous(text, at, behind):
                yield at, behind + len(" Bright") * text.startswith(" Bright", behind), 0.95
                continue
            for known in self.cases.get(match[0], self.cases.get(first, ())):
                last = at + len(known.name)
                if text.startswith(known.name, at) and not text[last : last + 1].isalnum():
                    done = last
                    yield at, last, known.confidence * _fit(text, at, last)
                    break


def _is_famous(text: str, at: int, behind: int) -> bool:
    """Whether words around a name say that it is the case."""
    is_led = LED_BY.search(text, max(0, at - 14), at) is not None
    return is_led or DOCTRINE.match(text, behind) is not None


def _fit(text: str, start: int, end: int) -> float:
    """How well the words around a name fit a case, and not a person."""
    if _PERSON.search(text[max(0, start - 14) : start]):
        return 0.3
    is_led = BEFORE.search(text[max(0, start - 14) : start]) is not None
    is_followed = BEHIND.match(text, end) is not None
    if is_led and is_followed:
        return 1.0
    has_owner = text[end : end + 2] in ("’s", "'s")
    if has_owner:
        return 0.6
    return 0.97 if is_followed else 0.9 if is_led else 0.7
