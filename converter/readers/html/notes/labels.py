"""What stands in a note beside its words: its number, and links back to its marks."""

from __future__ import annotations

import re

from msgspec import Struct

from converter.readers.html.notes.kinds import BACK_WORDS, LABEL, RAISED, is_back_link
from converter.readers.html.notes.links import Map
from converter.readers.html.page import BLANK, Element, Words

HEAD = 40
"""Characters at the beginning of a note in which its number may stand."""
TAIL = re.compile(r"[\s\u00a0]*(?:\[[\s\u00a0]*\]|\([\s\u00a0]*\)|\|)?[\s\u00a0]*\Z")
LONGEST_BACK = 60
"""Characters of the words of a back link."""

Body = list[Element | Words]
"""The nodes of a page in which the words of a note stand."""


class Beginning(Struct, frozen=True):
    """How a note begins: so many characters are its number, what that is, and whether that is sure.

    It is not where the number is followed by a blank alone: ``5 U.S.C.`` in note 5.
    """

    length: int = 0
    is_sure: bool = True
    sign: str = ""


def words_of(body: Body) -> list[Words]:
    """The words of a note, in their order."""
    found: list[Words] = []
    for node in body:
        found += [node] if isinstance(node, Words) else node.all_words()
    return found


def drop_back_links(body: Body, marks: list[Element], where: Map) -> None:
    """Take the links that lead back to the marks out of a note; one that holds words keeps them.

    What a reader clicks to unfold or close the note goes too.
    """
    links = [
        one
        for node in body
        if isinstance(node, Element)
        for one in node.elements()
        if one.name in ("a", "button") and (_leads_back(one, marks, where) or _is_control(one))
    ]
    for link in links:
        if (
            is_back_link(link)
            or _is_control(link)
            or (
                len(text := link.text()) <= LONGEST_BACK
                and (BACK_WORDS.fullmatch(text) or LABEL.fullmatch(text.strip("^↑ ")))
            )
        ):
            link.children = []
            link.attributes = {}
            link.name = "span"
            _drop_brackets_around(link)


def _is_control(link: Element) -> bool:
    url = link.get("href").strip().lower()
    return link.name == "button" or url == "#" or url.startswith("javascript:")


def _leads_back(link: Element, marks: list[Element], where: Map) -> bool:
    if is_back_link(link):
        return True
    if link not in where.lead_of:
        return False
    target = where.lead_of[link].target
    return any(where.is_at(target, mark) for mark in marks[:HEAD])


def _drop_brackets_around(link: Element) -> None:
    """``[↑]`` with a link for the arrow leaves no brackets behind."""
    parent = link.parent
    if parent is None:
        return
    place = parent.children.index(link)
    sides = parent.children[place - 1 : place] + parent.children[place + 1 : place + 2]
    words = [one for one in sides if isinstance(one, Words)]
    if len(words) == 2:
        before, after = words
        opening, closing = before.text.rstrip(BLANK), after.text.lstrip(BLANK)
        if opening[-1:] + closing[:1] in ("[]", "()"):
            before.text, after.text = opening[:-1], closing[1:]


def beginning(body: Body, label: str) -> Beginning:
    """What of the beginning of a note is its number, `label`, with brackets, points and arrows.

    Without a `label` any number or symbol is one, if it stands apart from the words.
    """
    head, ends = _head(body)
    sign = re.escape(label) if label else r"(?:[0-9]{1,4}|[*†‡§¶∗])"
    found = re.match(
        rf"[\s\u00a0\[({{^↑*]*(?P<sign>{sign})(?P<end>[\])}}.:]*)[\s\u00a0.]*", head, re.IGNORECASE
    )
    if found is None:
        lead = re.match(r"[\s\u00a0]*[.^↑:]+(?!\s*\.)([\s\u00a0]*)", head)
        apart = lead is not None and (bool(lead[1]) or lead.end() in ends)
        return Beginning(lead.end() if lead and apart else 0)
    behind = head[found.end("end") : found.end("end") + 1]
    apart = any(found.end("sign") <= end <= found.end() for end in ends)
    is_symbol = not found["sign"][0].isalnum()
    if apart or is_symbol or (found["end"] and not behind.isalnum()):
        return Beginning(found.end(), sign=found["sign"])
    return Beginning(found.end(), is_sure=False) if behind in BLANK + "\u00a0" else Beginning()


def _head(body: Body) -> tuple[str, list[int]]:
    """The first characters of a note, and where in them its pieces of text end."""
    head, ends = "", []
    for one in words_of(body):
        head += one.text[: HEAD - len(head)]
        ends.append(len(head))
        if len(head) >= HEAD:
            return head.translate(RAISED), ends[:-1]
    return head.translate(RAISED), ends[:-1]


def drop_beginning(body: Body, length: int) -> None:
    """Take characters off the beginning of a note."""
    for one in words_of(body):
        if length <= 0:
            return
        cut = one.text[:length]
        length -= len(cut)
        kept = one.text[len(cut) :]
        blanks = len(one.text) - len(one.text.lstrip(BLANK))
        more = len(kept) - len(kept.lstrip(BLANK))
        one.start = min(one.end, one.start + max(0, len(cut) - blanks + more))
        one.text = kept


def drop_end(body: Body) -> None:
    """Take empty brackets off the end of a note, which a link back has left."""
    words = [one for one in words_of(body) if one.text.strip()]
    if words:
        last = words[-1]
        last.text = TAIL.sub("", last.text)
        last.end = max(last.start, min(last.end, last.start + len(last.text.strip(BLANK))))


def letters(body: Body) -> str:
    """The letters of a note without its number, to tell whether two are the same."""
    text = "".join(one.text for one in words_of(body))
    return re.sub(r"\W+", "", text).lstrip("0123456789").lower()
