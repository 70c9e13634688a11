"""Citations: small forms that the Bluebook settles, and short titles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from converter.checks.passage import CheckedPassage
from converter.checks.rule import BLUEBOOK, Found, group
from converter.checks.subject import HEREINAFTER, Subject

rule = group("citations")

ET_AL = re.compile(r",?\s{1,9}et\.\s?al\b\.?|\bet\sal(?![\w.’'])|,?\sET\.\sAL\b\.?")
ET_AL_COMMA = re.compile(r"(?<=[a-z]),\s(?=et\sal\.)")
SHORT_MONTH = re.compile(
    r"\b(?:Sept?\.?(?=\s(?:\d{1,2},\s)?(?:1[5-9]|20)\d\d\b)"
    r"|(?:Jan|Feb|Mar|Apr|Aug|Oct|Nov|Dec)(?=\s\d{1,2},\s\d{4}\b)"
    r"|(?:May|June|July)\.(?=\s\d{1,2},\s\d{4}\b))"
)
LONG_MONTH = re.compile(
    r"\((?:(?:[A-Z][\w.’'&]{0,40}\s|(?:last\s)?(?:visited|updated|modified|accessed)\s){1,6})?"
    r"(January|February|March|April|August|September|October|November|December)"
    r"(?=\s\d{1,2},\s(?:1[5-9]|20)\d\d\))"
    r"|,\s(January|February|March|April|August|September|October|November|December)"
    r"(?=\s\d{1,2},\s(?:1[5-9]|20)\d\d,\sat\s[A-Z\d])"
)
SEE_EG = re.compile(r"\b([Ss]ee)(,?\s{1,9})(e\.g\.)(,?)(?=\s)")
FIRST_WORDS = re.compile(r"\A\W{0,2}(?:([A-Z][a-z]{1,9})\s([a-z]{2,11})\s(?=[“\"A-Z\d]))")
SECOND_WORDS = {"See": ("also", "generally"), "But": ("see",), "Accord": ()}
MISSPELT = re.compile(
    r"(?:\A|(?<=[.;]\s))(?:(?P<Cf>[Cc]f)(?=,?\s[A-Z\d“])|(?P<See>Se|Seee|Ssee|Sse)(?=\s[A-Z][\w.’']{0,40}\s)"
    r"|(?P<Accord>Acord|Accrod)(?=\s[A-Z])|(?P<But_see>See\sbut)(?=\s[A-Z])"
    r"|(?P<Eg>[Ee]\.?g)(?=,\s[A-Z]))"
)
NOT_MISSPELT = frozenset(
    {"she", "he", "set", "seek", "seen", "seed", "seem", "all", "sea", "as", "so"}
)
LEAST_USAGE = 4
"""So many notes without their stop are no slips, if most are: the house writes them so."""
CLOSERS = "”\"’')]»› \t\n\r\u00a0"
PAGE_WORD = re.compile(r"(?<=\bat\s)pp?\.\s(?=\d)|(?<=,\s)pp?\.\s(?=\d)")
OF_THIS_PIECE = re.compile(
    r"\b(?:supra|infra)\b(?!,?\s(?:foot)?notes?\b)[^;]{0,80}\Z", re.IGNORECASE
)
"""Pages of the piece itself are written ``infra pp. 5–9`` (Bluebook rule 3.5)."""
ET_SEQ = re.compile(r"\bet\.?\sseq\b\.?")
MOST_TITLES = 300
"""Short titles that are looked for, as each is looked for in the whole subject."""
PAGES = re.compile(r"(?:(?P<at>\bat\s)|(?<=\d,\s))(\d{1,5})[-–](\d{1,5})(?=[.,;)\]]|\s|\Z)")
SECTION_BEFORE = re.compile(r"[§¶][^;]{0,40}\Z")
STOPLESS_REPORTER = re.compile(
    r"(?<=\d\s)(?:(?:U\.S|S\.\s?Ct|F\.\s?Supp|L\.\sEd|Fed\.\sReg|Stat|(?:[A-Z][\w.’&]{0,20}\s){1,5}L\.(?:\s(?:Rev|REV)|J))"
    r"(?=\s(?:at\s)?\d)|(?:U\.S\.C|C\.F\.R)(?=\s§))|(?<=\(\d[dh]\s)Cir(?=\s\d{4}\))|(?<=\(\dth\s)Cir(?=\s\d{4}\))"
    r"|(?<=App\.\s)Ct(?=\s\d{4}\))"
)
NEAR = 5
"""A case that five notes have not cited is cited in full again (Bluebook rule 10.9(a))."""
LEAST_REPEATED = 45
UP_TO_YEAR = re.compile(r"[^;]{30,400}?\((?:[^()]{0,60}\s)?(?:1[5-9]|20)\d\d\)")


@rule("S001", "warning", "Bluebook rule 15.1(b)", fix="safe")
def et_al(subject: Subject) -> Iterator[Found]:
    """``et al.`` is written with a stop too many, or without its own.

    Bad:
        1. Anjali Roe, et. al., A Wage of Oil, 9 Coastal L. Rev. 4 (1988).
    Good:
        1. Anjali Roe et al., A Wage of Oil, 9 Coastal L. Rev. 4 (1988).
    """
    for passage in subject.passages_with(ET_AL):
        for match in passage.matches(ET_AL):
            fix = " et al." if "." in match[0] else "et al."
            message = f"“{match[0].strip(' ,')}” is written “et al.”, without a comma before it"
            yield passage.found(
                match, message, "Write “et al.”", fix if match[0].islower() else fix.upper()
            )
    for passage in subject.passages_with(ET_AL_COMMA) if subject.style in BLUEBOOK else ():
        for match in passage.matches(ET_AL_COMMA):
            yield passage.found(match, "no comma stands before “et al.”", "Delete it.", " ")


@rule("S002", "warning", "Bluebook table T12", fix="safe", styles=BLUEBOOK)
def month_abbreviation(subject: Subject) -> Iterator[Found]:
    """A month is not abbreviated as table T12 has it.

    Bad:
        1. Bo Lund, The Wick, Harbour News (Sep. 11, 2023).
    Good:
        1. Bo Lund, The Wick, Harbour News (Sept. 11, 2023).
    """
    for note in subject.notes.having(SHORT_MONTH):
        for match in note.matches(SHORT_MONTH):
            stem = match[0].rstrip(".")
            wanted = "Sept." if stem in ("Sep", "Sept") else stem
            wanted += "" if wanted.endswith(".") or stem in ("May", "June", "July") else "."
            if wanted != match[0]:
                message = f"“{match[0]}” is written “{wanted}”"
                yield note.found(match, message, f"Write “{wanted}”", wanted)


@rule("S003", "warning", "Bluebook rule 1.2(a)", fix="safe", styles=BLUEBOOK)
def see_eg_commas(subject: Subject) -> Iterator[Found]:
    """``See, e.g.,`` lacks a comma.

    Bad:
        1. See e.g., Bo Lund, The Wick, 3 Coastal L. Rev. 7 (1982).
    Good:
        1. See, e.g., Bo Lund, The Wick, 3 Coastal L. Rev. 7 (1982).
    """
    for note in subject.notes.having(SEE_EG):
        for match in note.matches(SEE_EG):
            if not (match[2].startswith(",") and match[4]):
                fix = f"{match[1]}, {match[3]},"
                yield note.found(match, f"“{match[0]}” lacks a comma", f"Write “{fix}”", fix)


@rule("S004", "warning", "Bluebook rule 1.2", fix="offered", styles=BLUEBOOK)
def signal_misspelt(subject: Subject) -> Iterator[Found]:
    """A signal that the Bluebook does not know, most likely misspelt.

    Bad:
        1. See alos Bo Lund, The Wick, 3 Coastal L. Rev. 7 (1982).
    Good:
        1. See also Bo Lund, The Wick, 3 Coastal L. Rev. 7 (1982).
    """
    right = {"Cf": "Cf.", "See": "See", "Accord": "Accord", "But_see": "But see", "Eg": "E.g."}
    for note in subject.notes:
        for match in note.matches(MISSPELT):
            wanted = right[match.lastgroup or "See"]
            wanted = wanted if match[0][0].isupper() else wanted.lower()
            yield note.found(match, f"“{match[0]}” is no signal", f"Write “{wanted}”", wanted)
        yield from _second_word_misspelt(note)


def _second_word_misspelt(note: CheckedPassage) -> Iterator[Found]:
    words = FIRST_WORDS.match(note.text)
    if not words or words[2] in NOT_MISSPELT:
        return
    for known in SECOND_WORDS.get(words[1], ()):
        if words[2] != known and _one_slip(words[2], known):
            message = f"“{words[1]} {words[2]}” is no signal"
            yield note.found(words.span(2), message, f"Write “{words[1]} {known}”", known)


def _one_slip(typed: str, known: str) -> bool:
    """Whether a word has a letter too many or too few, a wrong one, or two changed places."""
    if len(known) == len(typed):
        wrong = [place for place, (a, b) in enumerate(zip(typed, known, strict=True)) if a != b]
        return len(wrong) == 1 or (len(wrong) == 2 and sorted(typed) == sorted(known))
    long, short = (typed, known) if len(typed) > len(known) else (known, typed)
    dropped = (long[:place] + long[place + 1 :] for place in range(len(long)))
    return len(long) == len(short) + 1 and short in dropped


@rule("S005", "warning", "Bluebook rule 1.1: citation sentences end with a full stop", fix="safe")
def final_stop_missing(subject: Subject) -> Iterator[Found]:
    """A note does not end with a full stop, as most of the piece do.

    Bad:
        1. Bo Lund, The Wick, 3 Coastal L. Rev. 7 (1982)
    Good:
        1. Bo Lund, The Wick, 3 Coastal L. Rev. 7 (1982).
    """
    stopless = [note for note in subject.notes if _lacks_stop(note)]
    if len(stopless) >= LEAST_USAGE and len(stopless) * 2 > len(subject.notes):
        return
    for note in stopless:
        text = note.text.rstrip()
        stretch = len(text) - 1, len(text)
        message = f"note {note.label} does not end with a full stop"
        yield note.found(stretch, message, "Put it at the end.", f"{text[-1]}.")


def _lacks_stop(note: CheckedPassage) -> bool:
    """Whether a note ends with a word; behind an address or an ``Id`` a stop is another matter."""
    text = note.text.rstrip()
    end = text.rstrip(CLOSERS)
    in_address = bool(note.addresses) and note.addresses[-1][1] >= len(text)
    stopless_id = end[-3:].lower().strip() in ("id", "ibid")
    is_word = end[-1:].isascii() and end[-1:].isalnum()
    return is_word and not in_address and not stopless_id


@rule("S013", "warning", "Bluebook rules 3.2(a) and 3.3(b); Indigo Book R5.1.1",
      fix="offered", courts=False, styles=BLUEBOOK)  # fmt: skip
def page_word(subject: Subject) -> Iterator[Found]:
    """``p.`` or ``pp.`` before a page, or ``et seq.``, which the Bluebook does not use.

    A house that writes ``at p. 5`` may: its profile says so (``--typography``).

    Bad:
        1. Bo Lund, The Wick, Harbour News, Aug. 16, 2021, at pp. 40, 42.
    Good:
        1. Bo Lund, The Wick, Harbour News, Aug. 16, 2021, at 40, 42.
    """
    has_page_word = subject.habit("pages") == "at p. 5"
    for note in subject.notes:
        for match in () if has_page_word else note.matches(PAGE_WORD):
            if OF_THIS_PIECE.search(note.text, max(0, match.start() - 80), match.start()):
                continue
            message = f"“{match[0].strip()}” is not written before a page"
            yield note.found(match, message, "Leave it out.", "")
        for match in note.matches(ET_SEQ):
            yield note.found(match, "“et seq.” is not used", "Give the last section or page.")


@rule("S015", "warning", "Bluebook table T12", fix="offered", styles=BLUEBOOK)
def month_in_full(subject: Subject) -> Iterator[Found]:
    """A month is written in full in the date of a citation.

    Bad:
        1. Bo Lund, The Wick, Harbour News (September 11, 2023).
    Good:
        1. Bo Lund, The Wick, Harbour News (Sept. 11, 2023).
    """
    for note in subject.notes.having(LONG_MONTH):
        for match in note.matches(LONG_MONTH):
            month = match[1] or match[2]
            wanted = "Sept." if month == "September" else f"{month[:3]}."
            message = f"“{month}” is abbreviated in the date of a citation"
            yield note.found(
                (match.end() - len(month), match.end()), message, f"Write “{wanted}”", wanted
            )


@rule("S017", "warning", "Bluebook rule 3.2(a)")
def page_range_backwards(subject: Subject) -> Iterator[Found]:
    """A range of pages ends where it begins, or before.

    Bad:
        1. Bo Lund, The Wick, 3 Coastal L. Rev. 7, 83–83 (1982).
    Good:
        1. Bo Lund, The Wick, 3 Coastal L. Rev. 7, 83–84 (1982).
    """
    for note in subject.notes.having(PAGES):
        for match in note.matches(PAGES):
            first, last = match[2], match[3]
            end = int(first[: -len(last)] + last) if len(last) < len(first) else int(last)
            is_one_page = end == int(first)
            is_wrong = is_one_page or (match["at"] and end < int(first))
            start = match.start(2)
            if is_wrong and not SECTION_BEFORE.search(note.text, max(0, start - 42), start):
                where = "where they begin" if is_one_page else "before they begin"
                message = f"pages {first}–{last} end {where}"
                yield note.found((start, match.end()), message, "Look up the last page.")


@rule("S018", "warning", "Bluebook rule 6.1 and tables T1 and T13", fix="safe", styles=BLUEBOOK)
def reporter_without_stop(subject: Subject) -> Iterator[Found]:
    """The abbreviation of a reporter or review lacks its last full stop.

    Bad:
        1. Roe v. Lund, 376 U.S 254 (1964).
    Good:
        1. Roe v. Lund, 376 U.S. 254 (1964).
    """
    for note in subject.notes.having(STOPLESS_REPORTER):
        for match in note.matches(STOPLESS_REPORTER):
            message = f"“{match[0]}” lacks its last full stop"
            yield note.found(match, message, f"Write “{match[0]}.”", f"{match[0]}.")


@rule("D001", "info", "Bluebook rules 4 and 10.9(a)", styles=BLUEBOOK)
def cited_in_full_again(subject: Subject) -> Iterator[Found]:
    """A source is cited in full again within five notes, where a short form would do.

    Bad:
        1. Anjali Roe, A Wage of Oil and of Wicks, 9 Coastal L. Rev. 4 (1988).
        2. See Anjali Roe, A Wage of Oil and of Wicks, 9 Coastal L. Rev. 4 (1988).
    Good:
        1. Anjali Roe, A Wage of Oil and of Wicks, 9 Coastal L. Rev. 4 (1988).
        2. See id.
    """
    last: dict[str, int] = {}
    for place, note in enumerate(subject.numbered):
        for clause in subject.clauses(note):
            bare = clause.without_signal
            cited = UP_TO_YEAR.match(bare)
            length = cited.end() if cited else 0
            words = " ".join(bare[:length].lower().split())
            if len(words) < LEAST_REPEATED:
                continue
            before, last[words] = last.get(words), place
            if before is not None and 0 < place - before <= NEAR:
                start = note.text.index(bare)
                label = subject.numbered[before].label
                message = f"this source is cited in full in note {label} already"
                yield note.found((start, start + length), message, "Use a short form.")


@rule("H001", "info", "Bluebook rule 4.2(b)")
def short_title_never_used(subject: Subject) -> Iterator[Found]:
    """A short title is defined by ``hereinafter`` and never used.

    Bad:
        1. Anjali Roe, A Wage of Oil, 9 Coastal L. Rev. 4 (1988) [hereinafter Roe, Wage].
        2. The keepers thought otherwise.
    Good:
        1. Anjali Roe, A Wage of Oil, 9 Coastal L. Rev. 4 (1988) [hereinafter Roe, Wage].
        2. Roe, Wage, supra note 1, at 8.
    """
    text, notes = subject.text.words, subject.notes.words
    defined: list[tuple[CheckedPassage, re.Match[str], int]] = []
    start = 0
    for note in subject.notes:
        defined += ((note, match, start) for match in HEREINAFTER.finditer(note.text))
        start += len(note.text) + 1
    for note, match, start in defined[:MOST_TITLES]:
        title = match[1].strip(" “”\"‘’'*_.,")
        if notes.find(title, start + match.end()) < 0 and title not in text:
            message = f"the short title “{title}” is never used"
            yield note.found(match, message, "Use it, or leave out the definition.")
