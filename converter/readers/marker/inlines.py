"""Plain text → inlines: web addresses become links, what an extractor left behind is recognised."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from itertools import groupby, pairwise
from typing import Literal

from converter.document.diagnostics import Diagnostic, diagnose
from converter.document.model import Inline, Link, Span, Stray, Text
from converter.document.tree import around
from converter.speed.patterns import Pattern

ExtractorText = Literal["keep", "drop"]
"""What to do with comments, bookmarks and image names that are not the article's own text."""

# An address may hold balanced brackets and any letters, but no blank, quote or East Asian stop.
# POI writes comments as TAB "Comment by NAME: text" (XWPFCommentsDecorator); Tika adds the rest.
LETTER = r'[^\s\[\]<>"“”„«»‹›、。，；：）（「」『』【】\ufffd]'
IN_BRACKETS = r"\[[^\s\[\]<>]{0,80}\]"
URL = rf"(?=\w|{IN_BRACKETS})(?:{LETTER}++|{IN_BRACKETS})*"
ADDRESS = Pattern(rf"(https?://{URL})")
IN_CAPITALS = Pattern(rf"((?i:https?)://{URL})")
"""The same with a scheme in letters of either case (RFC 3986, 3.1), which takes longer."""
SPECIAL = Pattern(
    rf"""(?x) [:wWC\[]
    (?: ( // (?i: (?<=http://) | (?<=https://) ) {URL} | (?i: (?<=w)ww\. (?<![a-z0-9]www\.) ) {URL} )
      | (?<=\tC)omment\ by\ ([^:\n\t]{{1,80}}):[^\n\t]*
      | (?<=\[)(?:bookmark|image):\ [^\[\]\n]{{0,200}}\] )
    """
)
"""An address, whose scheme stands before it, a comment (whose author is group 2) or a placeholder."""
RARE = ("www.", "WWW.", "\tComment by ", "[bookmark: ", "[image: ")
"""Without any of these in a text, `ADDRESS` finds all that `SPECIAL` does, and sooner."""

GLUED = Pattern(
    r"""(?x) (?<=[^\W_]|[.,;)|\]]) (?<!/h) (?<!%[0-9A-Fa-f]{2}) (?=(?i:https?)://)
    | (?<=://) (?=(?i:https?)://)"""
)
"""Where an address ends in the next, as in ``gov.uhttps://``. One of an archive may hold another behind
a ``/`` or ``=``; its scheme may be misspelt, ``/hhttps://``."""

TRAILING = ".,;:!?'’”*_…"
MAYBE_TRAILING = TRAILING + ")"
"""What may end the sentence around an address rather than the address; a bracket if unopened."""


class InlineReader:
    """Reads stretches of a text; what is worth saying of them is added to `found`.

    >>> InlineReader("See www.x.org.", "keep", []).read(0, 14)[1].url
    'https://www.x.org'
    """

    def __init__(self, text: str, extractor_text: ExtractorText, found: list[Diagnostic]) -> None:
        self.text = text
        self.extractor_text = extractor_text
        self.found = found
        self.only_addresses = not any(word in text for word in RARE)

    def read(self, start: int, end: int) -> list[Inline]:
        """The inlines of the characters `start` to `end`."""
        if not self.only_addresses:
            return list(self._with_specials(start, end))
        words = self.text[start:end]
        if "://" in words:
            return _with_addresses(words, start)
        return [Text(words, span=Span(start, end))] if words else []

    def _with_specials(self, start: int, end: int) -> Iterator[Inline]:
        text = self.text
        for special in SPECIAL.finditer(text, start, end):
            begin, stop = special.span()
            if special[1] is not None:
                if text[begin] == ":":
                    begin -= 5 if text[begin - 1] in "sS" else 4
                if begin >= start and not text[begin - 1 : begin].isalnum():
                    start = yield from self._addresses(start, begin, stop)
                continue
            if begin > start:
                yield Text(text[start:begin], span=Span(start, begin))
            yield from _left_behind(special, self.extractor_text, self.found)
            start = stop
        if end > start:
            yield Text(text[start:end], span=Span(start, end))

    def _addresses(self, start: int, begin: int, stop: int) -> Generator[Inline, None, int]:
        """The text from `start` and the addresses from `begin` to `stop`; where the last one ends."""
        for part in GLUED.compiled.split(self.text[begin:stop]):
            if part.endswith("://"):
                begin += len(part)
                continue
            if begin > start:
                yield Text(self.text[start:begin], span=Span(start, begin))
            url = _without_trailing(part)
            span = Span(begin, begin + len(url))
            scheme = "https://" if part.lower().startswith("www.") else ""
            yield Link(scheme + url, (Text(url, span=span),), span=span)
            start, begin = span.end, begin + len(part)
        return start


def _with_addresses(words: str, start: int) -> list[Inline]:
    """The inlines of words, from the character `start` on, in which only addresses are special."""
    content: list[Inline] = []
    text, *pieces = ADDRESS.compiled.split(words)
    if words.count("://") > len(pieces) // 2:
        text, *pieces = IN_CAPITALS.compiled.split(words)
        pieces = _unglued(pieces)
    for address, behind in zip(pieces[::2], pieces[1::2], strict=True):
        if text[-1:].isalnum() or address.endswith("://"):  # part of a longer word, or nothing
            text += address + behind
            continue
        if text:
            span = Span(start, start + len(text))
            content.append(Text(text, span=span))
            start = span.end
        url = _without_trailing(address) if address[-1] in MAYBE_TRAILING else address
        span = Span(start, start + len(url))
        content.append(Link(url, (Text(url, span=span),), span=span))
        start = span.end
        text = behind if url is address else address[len(url) :] + behind
    if text:
        content.append(Text(text, span=Span(start, start + len(text))))
    return content


def _unglued(pieces: list[str]) -> list[str]:
    """Addresses and what stands behind each, with addresses that are two made two."""
    apart: list[str] = []
    for address, behind in zip(pieces[::2], pieces[1::2], strict=True):
        for part in GLUED.compiled.split(address):
            apart += (part, "")
        apart[-1] = behind
    return apart


def _without_trailing(url: str) -> str:
    """An address without the punctuation of the sentence around it."""
    end = len(url)
    unopened = url.count(")") - url.count("(")
    while end and (url[end - 1] in TRAILING or (url[end - 1] == ")" and unopened > 0)):
        end -= 1
        unopened -= url[end] == ")"
    return url[:end]


def _left_behind(
    special: re.Match[str], extractor_text: ExtractorText, found: list[Diagnostic]
) -> Iterator[Inline]:
    words, span = special[0], Span(*special.span())
    if extractor_text == "drop":
        found.append(diagnose("T003", span, text=words))
    elif special[2]:
        found.append(diagnose("T001", span, author=special[2]))
        yield Stray(words, "T001", span=span)
    else:
        found.append(diagnose("T002", span, text=words))
        yield Stray(words, "T002", span=span)


def merged(content: list[Inline]) -> list[Inline]:
    """Neighbouring texts made one."""
    kinds = [type(inline) for inline in content]
    if (Text, Text) not in pairwise(kinds):
        return content
    together: list[Inline] = []
    for is_text, group in groupby(content, key=lambda inline: type(inline) is Text):
        run = list(group)
        if is_text and len(run) > 1:
            words = "".join(inline.text for inline in run if isinstance(inline, Text))
            together.append(Text(words, span=around(run)))
        else:
            together += run
    return together
