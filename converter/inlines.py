"""Plain text → inlines: web addresses become links, what an extractor left behind is recognised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from converter.diagnostics import Diagnostic, report
from converter.model import Inline, Link, Span, Stray, Text

ExtractorText = Literal["keep", "drop"]
"""What to do with comments, bookmarks and image names that are not the article's own text."""

# An address may hold balanced brackets and any letters, but no blank, quote or East Asian stop.
# POI writes comments as TAB "Comment by NAME: text" (XWPFCommentsDecorator); Tika adds the rest.
# An address is found by its rare colon, and the set of first characters skips ordinary text.
LETTER = r'[^\s\[\]<>"“”„«»‹›、。，；：）（「」『』【】\ufffd]'
SPECIAL = re.compile(
    rf"""
    [:wC\[]
    (?: (?: // (?: (?<=(?P<http>http)://) | (?<=(?P<https>https)://) )
          | (?<=w)ww\. (?<![A-Za-z0-9]www\.) )
        (?=[\w\[])
        (?P<url> {LETTER}* (?: \[[^\s\[\]<>]{{0,80}}\] {LETTER}* )* )
      | (?<=\tC)omment\ by\ (?P<author>[^:\n\t]{{1,80}}):[^\n\t]*
      | (?<=\[)(?P<placeholder>(?:bookmark|image):\ [^\[\]\n]{{0,200}}\])
    )
    """,
    re.VERBOSE,
)

TRAILING = ".,;:!?'’”*_…"
MAYBE_TRAILING = TRAILING + ")"
"""What may end the sentence around an address rather than the address; a bracket if unopened."""


def inlines(
    text: str, start: int, end: int, extractor_text: ExtractorText, found: list[Diagnostic]
) -> list[Inline]:
    """The inlines of the characters `start` to `end`; what is worth saying is added to `found`.

    >>> inlines("See www.x.org.", 0, 14, "keep", [])[1].url
    'https://www.x.org'
    """
    content: list[Inline] = []
    for special in SPECIAL.finditer(text, start, end):
        begin, stop = special.span()
        url = special["url"]
        if url is not None:
            begin -= len(special["https"] or special["http"] or "")
            if not url or begin < start or text[begin - 1 : begin].isalnum():
                continue
            stop = begin + len(_address(text[begin:stop]))
        if begin > start:
            content.append(Text(text[start:begin], span=Span(start, begin)))
        if url is not None:
            content.append(_link(text[begin:stop], Span(begin, stop)))
        else:
            content += _left_behind(special, extractor_text, found)
        start = stop
    if end > start:
        content.append(Text(text[start:end], span=Span(start, end)))
    return content


def _address(url: str) -> str:
    """An address without the punctuation of the sentence around it."""
    if url[-1] not in MAYBE_TRAILING:
        return url
    end = len(url)
    unopened = url.count(")") - url.count("(")
    while end and (url[end - 1] in TRAILING or (url[end - 1] == ")" and unopened > 0)):
        end -= 1
        unopened -= url[end] == ")"
    return url[:end]


def _link(address: str, span: Span) -> Link:
    url = address if address.startswith("http") else f"https://{address}"
    return Link(url, (Text(address, span=span),), span=span)


def _left_behind(
    special: re.Match[str], extractor_text: ExtractorText, found: list[Diagnostic]
) -> Iterator[Inline]:
    words, span = special[0], Span(*special.span())
    if extractor_text == "drop":
        found.append(report("T003", span, text=words))
    elif special["author"]:
        found.append(report("T001", span, author=special["author"]))
        yield Stray(words, "T001", span=span)
    else:
        found.append(report("T002", span, text=words))
        yield Stray(words, "T002", span=span)
