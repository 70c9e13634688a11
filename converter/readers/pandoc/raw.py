"""HTML in a source that is not HTML: tags that style words are read, the others are left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

from converter.document.model import (
    Emphasis,
    Inline,
    LineBreak,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Underline,
)
from converter.programs import pandoc_json as pandoc

TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)\b[^<>]*>\Z")
STYLES: dict[str, Any] = {
    "b": Strong, "del": Strikeout, "em": Emphasis, "i": Emphasis, "ins": Underline, "s": Strikeout,
    "strike": Strikeout, "strong": Strong, "sub": Subscript, "sup": Superscript, "u": Underline,
}  # fmt: skip
TAGS, COMMENTS = "tags of HTML", "comments"


class TagReader:
    """Gathers the inlines of a run of text; what stands between two tags is styled by them.

    `lost` counts the tags and comments that mean nothing here.
    """

    def __init__(self, lost: Counter[str]) -> None:
        self.lost = lost
        self.runs: list[list[Inline]] = [[]]
        self.open: list[str] = []

    def add(self, content: list[Inline]) -> None:
        """Take in what is no markup."""
        self.runs[-1] += content

    def read(self, raw: pandoc.RawInline, other: Callable[[str], list[Inline]]) -> None:
        """Take in a tag or comment; what is not HTML is what `other` makes of it."""
        format, text = raw.c
        if not format.startswith("html"):
            self.runs[-1] += other(text)
            return
        tag = TAG.match(text)
        name = tag[2].lower() if tag else ""
        if name == "br":
            self.runs[-1].append(LineBreak())
        elif tag and name in STYLES and not tag[1]:
            self.open.append(name)
            self.runs.append([])
        elif tag and tag[1] and self.open and self.open[-1] == name:
            self._close()
        else:
            self.lost[COMMENTS if text.startswith("<!--") else TAGS] += 1

    def _close(self) -> None:
        styled = STYLES[self.open.pop()](tuple(self.runs.pop()))
        self.runs[-1].append(styled)

    def content(self) -> list[Inline]:
        """All that was taken in; a tag that was never closed styles nothing."""
        self.lost[TAGS] += len(self.open)
        return [inline for run in self.runs for inline in run]


def words_of_block(markup: str, lost: Counter[str]) -> list[str]:
    """The words of a block of HTML, a paragraph a line."""
    from lxml import etree  # which few texts need
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(no_network=True, remove_pis=True)
    try:
        block = lxml_html.fragment_fromstring(markup, create_parent="div", parser=parser)
    except (etree.ParserError, ValueError):
        return [line for line in markup.splitlines() if line.strip()]
    etree.strip_elements(block, "script", "style", with_tail=False)
    comments = sum(1 for _ in block.iter(etree.Comment))
    lost[COMMENTS] += comments
    lost[TAGS] += sum(1 for _ in block.iter(etree.Element)) - 1
    etree.strip_elements(block, etree.Comment, with_tail=False)
    return [" ".join(line.split()) for line in block.text_content().splitlines() if line.strip()]
