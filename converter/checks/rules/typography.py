"""Characters: blanks, stops, quotation marks, dashes and brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sized
from itertools import islice

from converter.checks.passage import CheckedPassage
from converter.checks.rule import BLUEBOOK, Found, group
from converter.checks.subject import Subject
from converter.document.ties import NO_BREAK_SPACE

rule = group("citations")
look = group("typography")

PAGE_RANGE = re.compile(
    r"(?:(?<=\bat\s)|(?<=,\s)|(?<=[a-z.]\s))(\d{1,5})-(?=\d{1,5}(?:[.,;)]|\s[(\[&]|\Z))"
)
DOUBLE_BLANK = re.compile(r"(?<=[\w,;])[ ]{2,3}(?=[\w“‘(])")
DOUBLED_STOP = re.compile(r"(?<![.…/\\\d\s])\.\.(?![.…/\\\w])|(?<=[\w.)”]),,(?!,)|(?<=\w);;(?!;)")
STRAIGHT = re.compile(r"[\"']")
CURLY = re.compile("[“”‘’]")
BREAKABLE = re.compile(r"(?:§§?|¶¶?|\bNos?\.|\bnotes?)( )(?=\d)")
PAIRED = re.compile(r"[()\[\]“”„]")
ENUMERATION = re.compile(r"(?:\A|(?<=[\s,;:]))[\[]?(?:[a-zA-Z]|\d{1,3}|[ivx]{1,5})\)")
LOOSE_STOP = re.compile(r"(?<=[A-Za-z\d)\]”’])[ \u00a0]([.,])(?=\s(?!\.)|\Z)")
GLUED = re.compile(
    r"[,.;)”](?:(?<=[a-z]{2},)(?=[A-Z][a-z]|“)|(?<=[a-z\d],)(?=(?:supra|infra|at|and|or|see|but|the)\s)"
    r"|(?<=\b[Ii]d\.)(?=[A-Z][a-z]|at\s)|(?<=\sv\.)(?=[A-Z][a-z])|(?<=\)\.)(?=[A-Z][a-z]{2})"
    r"|(?<=[\w)];)(?=[A-Z][a-z])|(?<=\d{4}\))(?=[A-Z][a-z])|(?<=\))(?=(?:and|or|but|see|with)\s)"
    r"|(?<=”)(?<![=(\[]”)(?=[Ii]d\.|[A-Z][a-z]{2}|[a-z]{2})"
    r"|(?<=[a-z]{3}\.)(?P<stop>(?=(?!Com\b|Org\b|Net\b|Gov\b|Edu\b)[A-Z][a-z]{2,20}\s|(?:He|It|We|In|If)\s)))"
)
"""The first characters tell a search where to look; what stands before them is looked at next."""
OUTSIDE = re.compile(r"(?<=\w)”[.,](?!\s?\.)")
INSIDE = re.compile(r"[.,]”")
OPENING = {")": "(", "]": "[", "”": "“"}
LEAST_CURLY = 4
MOST_NESTED = 6
A_HOUSES_WAY = 5
"""What a piece does so often, it does on purpose."""


@rule(
    "S009",
    "info",
    "typographers’ habit; Bluebook rule 3.2(a) has both",
    fix="safe",
    asked_only=True,
)
def hyphen_in_page_range(subject: Subject) -> Iterator[Found]:
    """A hyphen stands in a range of pages, where the house sets an en dash.

    Bad:
        1. Bo Lund, The Wick, 3 Coastal L. Rev. 7, 9-11 (1982).
    Good:
        1. Bo Lund, The Wick, 3 Coastal L. Rev. 7, 9–11 (1982).
    """
    for note in subject.notes.having(PAGE_RANGE):
        for match in note.matches(PAGE_RANGE):
            message = "a hyphen stands in a range of pages"
            yield note.found(match, message, "Write an en dash.", f"{match[1]}–")


@rule("S010", "warning", "Chicago Manual of Style, ch. 2: one blank, not two", fix="safe")
def double_blank(subject: Subject) -> Iterator[Found]:
    """Two blanks stand between two words.

    Bad:
        1. Bo  Lund, The Wick, 3 Coastal L. Rev. 7 (1982).
    Good:
        1. Bo Lund, The Wick, 3 Coastal L. Rev. 7 (1982).
    """
    for passage in subject.passages_with(DOUBLE_BLANK):
        is_form = passage.in_table or "\t" in passage.text
        for match in () if is_form else passage.matches(DOUBLE_BLANK):
            if passage.is_whole(*match.span()):
                yield passage.found(match, "two blanks stand between two words", "Delete one.", " ")


@rule(
    "S011", "warning", "Chicago Manual of Style, ch. 6: no two marks where one will do", fix="safe"
)
def doubled_stop(subject: Subject) -> Iterator[Found]:
    """A full stop, comma or semicolon is doubled.

    Bad:
        1. Bo Lund, The Wick, 3 Coastal L. Rev. 7 (1982)..
    Good:
        1. Bo Lund, The Wick, 3 Coastal L. Rev. 7 (1982).
    """
    for passage in subject.passages_with(DOUBLED_STOP):
        for match in passage.matches(DOUBLED_STOP):
            message = f"“{match[0]}” is a doubled mark"
            yield passage.found(match, message, "Delete one.", match[0][0])


@rule("S019", "warning", "Chicago Manual of Style, ch. 6: no blank before a stop", fix="safe")
def blank_before_stop(subject: Subject) -> Iterator[Found]:
    """A blank stands before a full stop or a comma.

    Bad:
        1. Am . L. Inst., The Wick (1982).
    Good:
        1. Am. L. Inst., The Wick (1982).
    """
    for passage in subject.passages_with(LOOSE_STOP):
        for match in () if passage.in_table else passage.matches(LOOSE_STOP):
            if passage.is_whole(match.start(), match.end()):
                message = f"a blank stands before “{match[1]}”"
                yield passage.found(match, message, "Delete it.", match[1])


@rule("S020", "warning", "Chicago Manual of Style, ch. 6: a blank follows a stop", fix="safe")
def blank_missing(subject: Subject) -> Iterator[Found]:
    """No blank stands between a comma, full stop or quotation mark and the next word.

    Bad:
        1. Bo Lund, The Wick,Lamp News (1982).
    Good:
        1. Bo Lund, The Wick, Lamp News (1982).
    """
    for passage in subject.passages_with(GLUED):
        for match in () if passage.in_table else passage.matches(GLUED):
            start, end = match.span()
            if passage.is_whole(start - 1, end + 1):  # no mark stands between
                words = passage.text[max(0, start - 10) : end + 10]
                message = f"a blank is missing in “…{words}…”"
                safe = None if match["stop"] is None else False  # it may be the name of a site
                fix = f"{match[0]} "
                yield passage.found(match, message, "Put one there.", fix, safe=safe)


@rule(
    "S021",
    "warning",
    "Chicago Manual of Style (17th ed.) 6.9; Bluebook rule 5.1 (American usage)",
    fix="offered",
    styles=BLUEBOOK,
)
def stop_outside_quotation(subject: Subject) -> Iterator[Found]:
    """A comma or full stop stands behind a closing quotation mark, in an American piece.

    Such a piece has `lang: en-US`, or sets most of them within. One that sets five or more behind, and
    most, has a house with another way.

    Bad:
        1. The “wick,” the “oil,” and the “lamp”, said Lund.
    Good:
        1. The “wick,” the “oil,” and the “lamp,” said Lund.
    """
    inside = subject.count(INSIDE)
    outside = [
        (passage, match)
        for passage in subject.passages_with(OUTSIDE)
        for match in passage.matches(OUTSIDE)
    ]
    if subject.language != "en" or (inside <= len(outside) and not _is_american(subject, outside)):
        return
    for passage, match in outside:
        stop = "comma" if match[0][1] == "," else "full stop"
        others = "others in the piece" if inside else "in American English"
        message = f"this {stop} stands behind the quotation mark, {others} before it"
        fix = match[0][::-1]
        yield passage.found(match, message, f"Write {fix}", fix)


def _is_american(subject: Subject, outside: Sized) -> bool:
    return subject.document.meta.lang.lower() == "en-us" and len(outside) < A_HOUSES_WAY


@rule(
    "S012",
    "info",
    "Chicago Manual of Style, ch. 6: quotation marks are curly in print",
    fix="offered",
)
def straight_quote_among_curly(subject: Subject) -> Iterator[Found]:
    """A straight quotation mark or apostrophe, where the rest of the piece has curly ones.

    Bad:
        1. Lund’s “Wick,” Roe’s “Oil,” and the keeper's “Log.”
    Good:
        1. Lund’s “Wick,” Roe’s “Oil,” and the keeper’s “Log.”
    """
    curly = subject.count(CURLY)
    straight = (
        (passage, match)
        for passage in subject.passages_with(STRAIGHT)
        for match in passage.matches(STRAIGHT)
        if _is_quote(passage.text, match.start())
    )
    few = list(islice(straight, curly // 3 + 1))
    if curly < LEAST_CURLY or curly < 3 * len(few):
        return
    for passage, match in few:
        start, end = match.span()
        before, after = passage.text[max(0, start - 1) : start], passage.text[end : end + 1]
        apostrophe = match[0] == "'" and before.isalpha() and after.isalpha()
        opens = not before or before.isspace() or before in "([—–“‘"
        fix = ("“" if opens else "”") if match[0] == '"' else ("‘" if opens else "’")
        message = f"a straight {match[0]} stands among curly ones"
        yield passage.found(match, message, f"Write {fix}", fix, safe=apostrophe)


def _is_quote(text: str, at: int) -> bool:
    """Feet, inches, minutes and seconds are no quotation marks."""
    return not text[max(0, at - 1) : at].isdecimal()


@rule(
    "S014",
    "info",
    "Bluebook rules 6.1 and 6.2(c), and typographers’ habit",
    fix="safe",
    asked_only=True,
)
def blank_may_break(subject: Subject) -> Iterator[Found]:
    """The blank after §, No. or note may end a line; a no-break blank may not.

    Bad:
        1. Bo Lund, The Wick § 4 (1982).
    Good:
        1. Bo Lund, The Wick §\u00a04 (1982).
    """
    for passage in subject.passages_with(BREAKABLE):
        for match in passage.matches(BREAKABLE):
            place = passage.span(*match.span(1))
            if NO_BREAK_SPACE in subject.source[place.start : place.end]:
                continue  # in a Word file or web page, of which the tree has plain blanks
            message = f"a line may end after “{match[0].strip()}”"
            fix = "\u00a0"
            yield passage.found(match.span(1), message, "Put a no-break blank there.", fix)


@rule(
    "S016", "warning", "Chicago Manual of Style, ch. 6: brackets and quotation marks come in pairs"
)
def unbalanced(subject: Subject) -> Iterator[Found]:
    """A bracket, parenthesis or quotation mark has no partner.

    Bad:
        1. Bo Lund, The Wick, 3 Coastal L. Rev. 7 (1982.
    Good:
        1. Bo Lund, The Wick, 3 Coastal L. Rev. 7 (1982).
    """
    text = subject.text
    for place in text.places_of(PAIRED):
        if not text[place].in_table:
            before, after = text.texts[max(0, place - 1)], [*text.texts[place + 1 : place + 2], ""]
            alone: Iterable[int] = _without_partner(text[place], after[0])
            if place and before.rfind("“") > before.rfind("”"):  # its quotation may end in this one
                alone = _but_first_closing(text[place].text, [*alone])
            yield from _unpaired(text[place], alone, subject)
    for note in subject.notes.having(PAIRED):
        yield from _unpaired(note, _without_partner(note, ""), subject)


def _unpaired(passage: CheckedPassage, alone: Iterable[int], subject: Subject) -> Iterator[Found]:
    for at in alone:
        is_told = _is_of_archive_link(passage.text, at)
        if not is_told and not subject.is_reported_unbalanced(passage.span(at, at + 1)):
            message = f"this {passage.text[at]} has no partner"
            yield passage.found((at, at + 1), message, "Close it, or delete it.")


def _without_partner(passage: CheckedPassage, following: str) -> Iterator[int]:
    """Marks that nothing closes or opens. A quotation runs on where the next paragraph opens anew."""
    text = passage.text
    enumerating = {match.end() - 1 for match in ENUMERATION.finditer(text)}
    opened: list[int] = []
    for match in passage.matches(PAIRED):
        mark, at = match[0], match.start()
        if mark in "“”" and opened and text[opened[-1]] == "„":
            opened.pop()
            continue
        if mark not in OPENING:
            opened.append(at)
            continue
        inner = [text[place] for place in opened[-MOST_NESTED:]]
        if OPENING[mark] in inner:
            while text[opened[-1]] != OPENING[mark]:
                yield opened.pop()
            opened.pop()
        elif at not in enumerating:
            yield at
    goes_on = following.startswith("“") or following[:1].islower()  # the line was cut in two
    last_opening = len(text) if goes_on else text.rfind("\n“")
    yield from (at for at in opened if text[at] != "“" or at > last_opening)


def _but_first_closing(text: str, alone: list[int]) -> list[int]:
    """Without the mark that closes a quotation of the paragraph before: the fault stands there."""
    first = next((at for at in alone if text[at] == "”"), -1)
    return [at for at in alone if at != first]


def _is_of_archive_link(text: str, at: int) -> bool:
    """Whether a bracket is that of a perma.cc link, of which rule S008 speaks."""
    if text[at] == "[":
        return text.find("perma.cc/", at, at + 22) >= 0
    return text[at] == "]" and text.rfind("perma.cc/", max(0, at - 24), at) >= 0


LOOKS = {"italic": "italics", "small-caps": "small caps"}
"""What looks are called in a message."""
HOUSES = {"bluebook-lawreview": "bluebook-lawreview", "court": "bluebook-court"}
"""The profile of the typography, by that of the check."""


@look(
    "V003",
    "info",
    "Bluebook rule 2; the message names the rule for each kind of words",
    asked_only=True,
)
def look_proposed(subject: Subject) -> Iterator[Found]:
    """Words of a note may be printed in italics or small caps, which is not sure enough to be done.

    Bad:
        1. Bo Lund, Keepers and Wicks 9 (1982).
    Good:
        1. Bo Lund, Keepers and Wicks, 3 COASTAL L. REV. 7, 9 (1982).
    """
    from converter.readers.restoring.typography.profile import profile
    from converter.readers.restoring.typography.runs import runs
    from converter.readers.restoring.typography.typesetter import has_looks, looks

    if has_looks(subject.document) or subject.language != "en":
        return
    house = subject.house or profile(HOUSES[subject.profile])
    for note, found in zip(subject.notes, runs([one.text for one in subject.notes]), strict=True):
        for run, how in looks(found, house):
            if run.confidence < how.set:
                words = note.text[run.start : run.end]
                message = (
                    f"“{words}” may be {_said(run.group)}, printed in {LOOKS[how.look]} "
                    f"({how.rule}, {how.source}; {run.confidence:.0%} sure)"
                )
                label = note.label or "5"
                same = "the same --typography and " if subject.house else ""
                remedy = f"Convert with {same}--accept {how.rule}, --accept note:{label} or --accept all."
                yield note.found((run.start, run.end), message, remedy)


def _said(group: str) -> str:
    """A group of words with its article: ``an article title``, ``book authors``."""
    words = group.replace("-", " ")
    if words.endswith("authors"):
        return words
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"
