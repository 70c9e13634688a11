"""What the words of a heading look like, apart from its number."""

from __future__ import annotations

LONGEST = 180
"""Characters of a heading."""

ENDINGS = ".;,:—–-…"
"""What ends a sentence, an item of a list, or what announces one."""
ABBREVIATED = frozenset({"inc.", "co.", "corp.", "ltd.", "jr.", "sr.", "bros.", "no.", "etc."})
"""Words whose stop ends no sentence."""

CITING = ("See ", "But see ", "Cf. ", "Id. ", "Ibid", "E.g.")
"""How a note begins."""

CAPTIONED = frozenset(
    {
        "figure",
        "fig",
        "table",
        "tab",
        "box",
        "chart",
        "map",
        "photo",
        "photograph",
        "image",
        "plate",
    }
    | {
        "exhibit",
        "graph",
        "diagram",
        "source",
        "sources",
        "note",
        "notes",
        "credit",
        "credits",
        "abb",
    }
    | {"abbildung", "tabelle", "figura", "tabla", "tableau"}
)
"""What a line at a picture or table begins with, before its number or a colon."""

OF_LETTERS = frozenset(
    {"dear", "yours", "sincerely", "respectfully", "regards", "cc", "attn", "whom"}
)  # fmt: skip
"""What the lines of a letter begin with."""

SMALL = frozenset(
    {
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "de",
        "des",
        "di",
        "du",
        "for",
        "from",
        "in",
        "into",
    }
    | {
        "la",
        "le",
        "nor",
        "of",
        "off",
        "on",
        "onto",
        "or",
        "over",
        "per",
        "than",
        "the",
        "to",
        "und",
    }
    | {"up", "upon", "v", "via", "vs", "von", "with", "y"}
)
"""Words that title case leaves small."""

AROUND = "“”‘’\"'«»„()[]?!,:;.*—–"
"""What stands around words."""

SAYS = frozenset(
    {
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "will",
        "would",
        "shall",
        "should",
        "can",
        "could",
    }
    | {
        "may",
        "might",
        "must",
        "do",
        "does",
        "did",
        "be",
        "been",
        "i",
        "we",
        "you",
        "he",
        "she",
        "it",
    }
    | {
        "they",
        "this",
        "that",
        "these",
        "those",
        "there",
        "said",
        "says",
        "see",
        "please",
        "signed",
        "by",
    }
)
"""Words of sentences, letters and lines below a title; a title may have them, but proves nothing then."""

MOST_CAPITALISED = 0.75
"""Of the words that title case capitalises, so many begin with a capital in a title."""


PARTS = frozenset(
    {"introduction", "conclusion", "conclusions", "abstract", "preface", "foreword", "prologue"}
    | {"epilogue", "acknowledgments", "acknowledgements", "appendix", "executive summary"}
    | {"background", "factual background", "legal background", "concluding remarks"}
    | {"concluding thoughts", "introductory remarks", "introductory note"}
    | {"einleitung", "einführung", "schluss", "schlussfolgerung", "schlussfolgerungen", "fazit"}
    | {
        "zusammenfassung",
        "vorwort",
        "anhang",
        "introducción",
        "conclusión",
        "conclusiones",
        "resumen",
    }
    | {
        "introduzione",
        "conclusione",
        "conclusioni",
        "introdução",
        "conclusão",
        "inleiding",
        "conclusie",
    }
    | {"введение", "заключение", "引言", "结论", "序論", "結論"}
)
"""What parts of articles are called, alone on a line, or before the words that name them further."""

WORKS = frozenset(
    {"references", "bibliography", "works cited", "selected bibliography", "further reading"}
    | {"reference list", "list of references", "literature cited", "sources cited"}
    | {"literatur", "literaturverzeichnis", "quellenverzeichnis", "bibliographie", "bibliografie"}
    | {"références", "références bibliographiques", "bibliografía", "referencias", "obras citadas"}
    | {"referencias bibliográficas", "bibliografia", "riferimenti bibliografici", "referências"}
    | {"literatuur", "литература", "список литературы", "参考文献"}
)
"""What the list of works at the end is called."""

LONGEST_TITLE = 90
MOST_WORDS = 12
"""Of a heading without a number, which only its looks tell."""

CODE = frozenset("#_={}<>|\\^@")
"""What stands in code and addresses."""


def is_title(words: str) -> bool:
    """Whether words can be those of a heading: short, no sentence, no list's item, no caption.

    >>> is_title("Who Owns the Beam"), is_title("West Virginia v. U.S."), is_title("Decides to wait;")
    (True, True, False)
    """
    if not words or len(words) > LONGEST or "\t" in words or words[0].islower():
        return False
    if words[-1] in ENDINGS and not _is_abbreviated(words):
        return False
    if is_citation(words):
        return False
    if ". " in words and _has_sentences(words):
        return False
    return not _is_caption(words) and any(map(str.isalpha, words))


def part_of(words: str) -> str:
    """What a part of an article is called that these words head; empty if they head none.

    >>> part_of("CONCLUSION: A Marginal Revolution"), part_of("Conclusion of the Contract")
    ('conclusion', '')
    """
    if len(words) > LONGEST_TITLE:
        return ""
    name = words.casefold()
    for sign in ":—–":
        name = name.partition(sign)[0]
    name = name.strip()
    if name[:9] == "appendix " and len(name) <= 10:
        name = "appendix"
    return name if name in PARTS or name in WORKS else ""


def works_of(words: str) -> bool:
    """Whether words head a list of works."""
    return words.rstrip(" :").casefold() in WORKS


def is_citation(words: str) -> bool:
    """Whether words are a note, or name a work with its year or address."""
    if words.startswith(CITING) or "supra note" in words or "://" in words:
        return True
    return words[-1:] == ")" and words[-6:-5] == "(" and words[-5:-1].isdecimal()


def _is_abbreviated(words: str) -> bool:
    """Whether the stop at the end is that of an abbreviation: ``Inc.``, ``U.S.``, ``Dep’t.``"""
    last = words.rpartition(" ")[2]
    return words[-1] == "." and (
        last.lower() in ABBREVIATED or (last[-2:-1].isupper() and last[-3:-2] in ("", "."))
    )


def _has_sentences(words: str) -> bool:
    """Whether a sentence ends before the end: a word of four letters, a stop, and a capital."""
    before, *others = words.split(". ")
    for following in others:
        word = before.rpartition(" ")[2].strip(AROUND)
        if len(word) > 3 and word.isalpha() and following.lstrip(AROUND)[:1].isupper():
            return True
        before = following
    return False


def has_stop(words: str) -> bool:
    """Whether a stop stands behind a word of three letters or more, as at the end of a sentence."""
    befores = words.split(". ")[:-1]
    return any(len(one.rpartition(" ")[2].strip(AROUND)) > 2 for one in befores)


def is_listing(words: str) -> bool:
    """Whether words are parted by commas as those of a verse or of a sentence are, with no last one.

    >>> is_listing("Burn oil, burn wick, burn all"), is_listing("Oil, wick, and glass")
    (True, False)
    """
    return words.count(",") > 1 and not any(last in words for last in (", and ", ", or ", ", und "))


def says(words: str) -> bool:
    """Whether there are words of a sentence among these."""
    return not SAYS.isdisjoint(map(str.lower, bare_words(words)))


def _is_caption(words: str) -> bool:
    """Whether words begin as a caption or a letter does."""
    first, _, rest = words.partition(" ")
    name = first.rstrip(".:—").lower()
    if name in OF_LETTERS or words.lower().startswith("to whom "):
        return True
    if name not in CAPTIONED:
        return False
    numbered = (
        rest[:1].isdecimal() or rest[:1] == "(" or (rest[:1].isupper() and not rest[1:2].isalpha())
    )
    return not rest or first != first.rstrip(".:—") or numbered


def bare_words(words: str) -> list[str]:
    """The words without what stands around them."""
    return [bare for word in words.split() if (bare := word.strip(AROUND))]


def in_title_case(words: str) -> bool:
    """Whether words are capitalised as titles are.

    >>> in_title_case("The Tower, the Rock, and the Lamp"), in_title_case("Who did it?")
    (True, False)
    """
    heavy = capitalised = 0
    for word in words.split():
        bare = word if word.isalpha() else word.strip(AROUND)
        if bare[:1].isalpha() and bare.lower() not in SMALL:
            heavy += 1
            capitalised += bare[0].isupper()
    return heavy > 0 and capitalised >= MOST_CAPITALISED * heavy


def in_capitals(words: str) -> bool:
    """Whether words stand in capitals: three letters or more, and none of them small."""
    return words.isupper() and sum(map(str.isalpha, words)) > 2


def word_count(words: str) -> int:
    """How many words there are."""
    return len(words.split())
